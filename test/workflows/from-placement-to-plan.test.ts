/** Example 04 when it runs again, when something fails half-way, and when there is nothing to do. */
import { confirmedPlacements, markOf } from '../../examples/fromPlacementToPlan';
import { examples, openStage, type Stage } from '../../examples/stage';
import type { WorkflowFile } from '../../host';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});

const { workflow } = examples()[3] as { workflow: WorkflowFile };
const vendors = () => stage.sandbox.vendors;

/** What the workflow says it has done, and the operations that changed something. */
async function run() {
	const { error, items } = await stage.host.run(workflow);
	const writes = stage.sandbox.requests
		.splice(0)
		.map(({ vendor, operationId, status = 0 }) => ({ status, did: `${vendor} ${operationId}` }))
		.filter(({ status, did }) => status < 300 && /\.(create|update|delete)/i.test(did))
		.map(({ did }) => did);
	const summary = items.Summary?.[0]?.map(({ json }) => json) ?? [];
	return { error, summary, writes };
}

beforeEach(() => {
	stage.sandbox.reset();
	// Three placements are enough.
	for (const { id } of confirmedPlacements(vendors()).slice(3)) {
		vendors().tracker.records.opportunityResources.remove(id);
	}
});

test('a second run finds every placement done', async () => {
	const first = await run();
	expect(first.error).toBeUndefined();
	expect(first.summary).toHaveLength(3);
	expect(await run()).toEqual({ error: undefined, summary: [], writes: [] });
});

test.each(['company.create', 'project.createForCompany', 'task.create', 'booking.create'])(
	'after a failure in %s the next run goes on, and makes nothing twice',
	async (operationId) => {
		const { records } = vendors().resourceGuru;
		const { companies, projects } = vendors().proWorkflow.records;
		const counts = () => [
			records.bookings.count,
			companies.count,
			projects.count,
			vendors().blikk.records.tasks.count,
		];
		const before = counts();
		// Refused for good; a request that may have been carried out is not what is tested here.
		stage.sandbox.fail({ kind: 'status', status: 403, match: { operationId } });
		const failed = await run();
		expect(failed.error?.message).toMatch(/status 403|not allow|permission|forbidden/i);
		const { error, summary } = await run();
		expect(error).toBeUndefined();
		expect(summary.length).toBeGreaterThan(0);
		expect(counts()).toEqual(before.map((count) => count + 3));
	},
);

test('two people placed on one job share its project, and each has a booking and a task', async () => {
	const { records } = vendors().tracker;
	const [one, other] = confirmedPlacements(vendors());
	if (!one || !other) throw new Error('The seed has no placements');
	records.opportunityResources.update(other.id, {
		opportunity: one.opportunity,
		client: one.client,
	});
	const { summary, writes } = await run();
	expect(summary.map(({ project }) => project)).toContain(`TR-${one.opportunity.id}`);
	expect(writes.filter((did) => did.endsWith('project.createForCompany'))).toHaveLength(2);
	expect(writes.filter((did) => did.endsWith('booking.create'))).toHaveLength(3);
	for (const { id } of [one, other]) {
		const tasks = vendors().blikk.records.tasks.where(({ description }) =>
			Boolean(description?.endsWith(markOf(id))),
		);
		expect(tasks).toHaveLength(1);
	}
});

test('nothing confirmed, nothing done', async () => {
	for (const { id } of confirmedPlacements(vendors())) {
		vendors().tracker.records.opportunityResources.remove(id);
	}
	expect(await run()).toEqual({ error: undefined, summary: [], writes: [] });
});

test('a placement without a start is told of, and planned once it has one', async () => {
	const { records } = vendors().tracker;
	const [first] = confirmedPlacements(vendors());
	if (!first) throw new Error('The seed has no placements');
	const startDate = String(first.startDate);
	Reflect.deleteProperty(records.opportunityResources.get(first.id), 'startDate');
	const { summary } = await run();
	expect(summary.map(({ what }) => what)).toContain(
		'Please look: the placement lacks a start date',
	);
	records.opportunityResources.update(first.id, { startDate });
	const again = await run();
	expect(again.summary).toMatchObject([
		{ placementId: first.id, what: 'Planned', from: startDate },
	]);
});

test('without the task board it stops before anything is made', async () => {
	const { taskBoards } = vendors().blikk.records;
	for (const { id, name } of taskBoards.all()) if (name === 'Kontoret') taskBoards.remove(id);
	const { error, writes } = await run();
	expect(error?.message).toBe('In Blikk no task board has the name Kontoret');
	expect(writes).toEqual([]);
});
