/** What example 04 must do: for each confirmed placement a booking, a project and a task, each of them once. */
import assert from 'node:assert/strict';
import type { Sandbox } from '../sandbox';
import type { Expectation } from './expectations';

type Vendors = Sandbox['vendors'];
type Placement = ReturnType<typeof confirmedPlacements>[number];

/** As the workflow's Settings say. */
const BOARD = 'Kontoret';
const DAYS = 14;
const WEEKS = 4;

const DAY = 86_400_000;

export const fromPlacementToPlan: Expectation = ({ vendors }) => {
	const { resourceGuru, proWorkflow, blikk, tracker } = vendors;
	const [done, incomplete, newcomer, sameJob, ...others] = confirmedPlacements(vendors);
	const [last] = others;
	assert.ok(done && incomplete && newcomer && sameJob && last, 'the scene needs placements');
	// One has a task already, one lacks an address, one is of somebody new, and two are of one job.
	const { tasks, taskBoardColumns } = blikk.records;
	const { id: _id, ...task } = tasks.all()[0] ?? assert.fail();
	const description = `By hand.\n${markOf(done.id)}`;
	tasks.insert({ ...task, description, taskBoardColumnId: firstColumn(vendors).id });
	tracker.records.resources.update(incomplete.resource.id, { contactDetails: {} });
	const address = { email: 'Nova.Novak@example.com' };
	const name = { firstName: 'Nova', surname: 'Novak', displayAs: 'Nova Novak' };
	tracker.records.resources.update(newcomer.resource.id, { ...name, contactDetails: address });
	const { opportunity, client } = last;
	tracker.records.opportunityResources.update(sameJob.id, { opportunity, client });
	addCompany(vendors, nameOfClient(vendors, last));

	const planned = [newcomer, sameJob, ...others];
	const count = {
		people: resourceGuru.records.resources.count,
		bookings: resourceGuru.records.bookings.count,
		companies: proWorkflow.records.companies.count,
		projects: proWorkflow.records.projects.count,
		tasks: tasks.count,
	};
	const clients = new Set(planned.map((placement) => nameOfClient(vendors, placement)));
	const jobs = new Set(planned.map((placement) => placement.opportunity.id));

	return ({ items }) => {
		assert.equal(resourceGuru.records.resources.count, count.people + 1, 'somebody new');
		assert.equal(resourceGuru.records.bookings.count, count.bookings + planned.length);
		assert.equal(proWorkflow.records.companies.count, count.companies + clients.size - 1);
		assert.equal(proWorkflow.records.projects.count, count.projects + jobs.size);
		assert.equal(tasks.count, count.tasks + planned.length);
		for (const placement of planned) checkPlan(vendors, placement);
		for (const made of tasks.all().slice(count.tasks)) {
			const column = taskBoardColumns.get(made.taskBoardColumnId ?? 0);
			assert.deepEqual(column, firstColumn(vendors));
		}
		const summary = items.Summary?.[0]?.map(({ json }) => [json.placementId, json.what]) ?? [];
		const lacking = 'Please look: the placement lacks the e-mail address of the person';
		assert.deepEqual(
			summary.toSorted(([one], [other]) => Number(one) - Number(other)),
			[[incomplete.id, lacking], ...planned.map(({ id }) => [id, 'Planned'])],
		);
		return `${planned.length} placements have a booking and a task each, their ${jobs.size} jobs a project each`;
	};
};

export const markOf = (placementId: number) => `Tracker placement ${placementId}`;

/** Those confirmed in the last days, the oldest first. */
export function confirmedPlacements({ tracker }: Vendors) {
	const earliest = new Date(Date.now() - DAYS * DAY).toISOString().slice(0, 10);
	return tracker.records.opportunityResources.where(
		({ dateConfirmed }) => dateConfirmed !== undefined && dateConfirmed > earliest,
	);
}

const nameOfClient = ({ tracker }: Vendors, { client }: Placement) =>
	tracker.records.clients.get(client?.id ?? 0).name ?? assert.fail('a client has a name');

function firstColumn({ blikk: { records } }: Vendors) {
	const [board] = records.taskBoards.where(({ name }) => name === BOARD);
	const [column] = records.taskBoardColumns.where(({ boardId }) => boardId === board?.id);
	return column ?? assert.fail(`the scene needs the board ${BOARD}`);
}

/** A client that ProWorkflow knows already. */
function addCompany({ proWorkflow: { records } }: Vendors, name: string): void {
	const [known] = records.companies.where(({ type }) => type === 'client');
	const { id: _id, ...company } = known ?? assert.fail('the scene needs a company');
	records.companies.insert({ ...company, name });
}

/** @throws AssertionError unless all that follows from a placement is there, once. */
function checkPlan(vendors: Vendors, placement: Placement): void {
	const { resourceGuru, proWorkflow, blikk, tracker } = vendors;
	const number = `TR-${placement.opportunity.id}`;
	const client = nameOfClient(vendors, placement);
	const job = String(tracker.records.opportunities.get(placement.opportunity.id).name);
	const person = tracker.records.resources.get(placement.resource.id);
	const first = String(placement.startDate);
	const last = new Date(Date.parse(first) + (7 * WEEKS - 1) * DAY).toISOString().slice(0, 10);

	const guru = resourceGuru.records;
	const [booking, ...more] = guru.bookings.where(({ details }) =>
		details.endsWith(markOf(placement.id)),
	);
	assert.ok(booking && more.length === 0, 'one booking');
	assert.deepEqual([booking.start_date, booking.end_date, booking.duration], [first, last, 480]);
	const { email } = (person.contactDetails ?? {}) as { email?: string };
	assert.equal(guru.resources.get(booking.resource_id).email, email?.toLowerCase());
	const { name, project_code, client_id } = guru.projects.get(booking.project_id ?? 0);
	assert.deepEqual([name, project_code], [`${client}: ${job}`, number]);
	assert.equal(guru.clients.get(client_id ?? 0).name, client);

	const projects = proWorkflow.records.projects.where((project) => project.number === number);
	assert.equal(projects.length, 1, 'one project for the job');
	const [project = assert.fail()] = projects;
	assert.equal(project.title, job);
	assert.equal(proWorkflow.records.companies.get(project.companyid).name, client);

	const tasks = blikk.records.tasks.where(({ description }) =>
		Boolean(description?.endsWith(markOf(placement.id))),
	);
	assert.deepEqual(
		tasks.map(({ title, startDate }) => [title, startDate]),
		[[`Prepare the start of ${person.firstName} ${person.surname} at ${client}`, first]],
	);
}
