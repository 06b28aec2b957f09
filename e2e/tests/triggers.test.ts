/** Workflows that start by themselves, also when n8n dies in the middle of one. */
import { type Execution, type Imported, itemsOf } from '../client';
import { N8n } from '../n8n';
import { type TriggerCase, triggers } from '../triggers';
import { once, until } from '../wait';
import { chain, nodeOf, outcomeOf } from '../workflows';
import { openWorld, type World } from '../world';

let world: World<N8n>;
/** One of each trigger, all of them at once, because most look for news once a minute. */
const workflows = new Map<string, Imported>();

beforeAll(async () => {
	// While n8n starts, there is a moment in which it answers whatever comes with 200 ("n8n is starting up"), and
	// the vendor believes that the event has arrived. So this vendor comes again after n8n has started.
	world = await openWorld(() => N8n.start(), { webhooks: { retryMs: 40_000, attempts: 10 } });
	for (const trigger of triggers) workflows.set(trigger.type, await importFor(trigger));
});
afterAll(async () => {
	await world?.close();
});

/** A trigger, and a node that asks the vendor for something once it has started. */
async function importFor({ type, parameters }: TriggerCase): Promise<Imported> {
	const trigger = nodeOf(type, world.accounts, parameters, 'Trigger');
	const next = nodeOf('resourceGuru', world.accounts, {
		resource: 'client',
		operation: 'getMany',
		limit: 1,
		filters: {},
	});
	return await world.client.importWorkflow(chain(trigger, next));
}

/** What the trigger put out, whether the execution went through or not. */
const told = (execution: Execution) =>
	JSON.stringify([
		itemsOf(execution).Trigger,
		execution.data.executionData?.nodeExecutionStack.map(({ data }) => data),
	]);

/** Waits until an execution tells of a record. */
async function executionOf(workflow: Imported, name: string): Promise<Execution> {
	return await until({ what: `an execution for ${name}`, seconds: 180 }, async () =>
		(await world.client.executions(workflow)).find((execution) => told(execution).includes(name)),
	);
}

/** Kills n8n while it waits for the vendor's answer to an operation, to which `change` has led. */
async function dieDuring(operationId: string, change: () => Promise<void>): Promise<void> {
	const { sandbox, n8n } = world;
	const first = sandbox.requests.length;
	sandbox.fail({ kind: 'slow', ms: 600_000, match: { operationId } });
	await change();
	await until({ what: `n8n waits for ${operationId}`, seconds: 120 }, () =>
		once(sandbox.requests.slice(first).some(({ fault }) => fault === 'slow')),
	);
	await n8n.kill();
}

const webhooksOf = ({ webhooks }: TriggerCase) => webhooks?.(world.sandbox) ?? [];

describe('switched on', () => {
	test.each(triggers)('$type is set up', async (trigger) => {
		await world.client.activate(workflows.get(trigger.type)!);
		expect(webhooksOf(trigger)).toHaveLength(trigger.webhooks ? 1 : 0);
	});

	test.each(triggers)('a record is made at the vendor of $type', async ({ change, type }) => {
		await change(world.sandbox, `Seen by ${type}`);
	});

	test.each(triggers)('$type starts its workflow for it, once', async ({ type }) => {
		const workflow = workflows.get(type)!;
		const execution = await executionOf(workflow, `Seen by ${type}`);
		expect(outcomeOf(await world.client.ended(execution.id))).toBe('success');
		expect(await world.client.executions(workflow)).toHaveLength(1);
	});
});

describe('switched off', () => {
	test.each(triggers)('$type leaves nothing behind at the vendor', async (trigger) => {
		await world.client.deactivate(workflows.get(trigger.type)!);
		await until({ what: 'no webhook is left' }, () => once(webhooksOf(trigger).length === 0));
		await trigger.change(world.sandbox, `Not seen by ${trigger.type}`);
	});
});

describe('n8n dies in the middle of a run', () => {
	const oneOfEachKind = triggers.filter(({ type }) =>
		['resourceGuruTrigger', 'hubPlannerTrigger'].includes(type),
	);

	test.each(oneOfEachKind)('$type loses nothing', async (trigger) => {
		const { client, sandbox, n8n } = world;
		const workflow = await importFor(trigger);
		await client.activate(workflow);

		// The node after the trigger is waiting for its answer when n8n dies.
		await dieDuring('client.getMany', async () => await trigger.change(sandbox, 'During the run'));
		await trigger.change(sandbox, 'While n8n was down');
		sandbox.clearFaults();
		await n8n.restart();

		const later = await executionOf(workflow, 'While n8n was down');
		expect(outcomeOf(await client.ended(later.id))).toBe('success');
		const cut = await executionOf(workflow, 'During the run');
		expect(cut.status).toBe('crashed');
		expect(outcomeOf(await client.retry(cut.id))).toBe('success');
		await client.deactivate(workflow);
	});
});

test('n8n dies while a trigger asks for news, and tells them after the restart, once', async () => {
	const { client, sandbox, n8n } = world;
	const polling = triggers.find(({ type }) => type === 'hubPlannerTrigger')!;
	const workflow = await importFor(polling);
	await client.activate(workflow);

	await dieDuring('resource.getMany', async () => await polling.change(sandbox, 'During the poll'));
	sandbox.clearFaults();
	await n8n.restart();

	const execution = await executionOf(workflow, 'During the poll');
	expect(outcomeOf(await client.ended(execution.id))).toBe('success');
	expect(await client.executions(workflow)).toHaveLength(1);
	await client.deactivate(workflow);
});

test('what was switched off has stayed silent', async () => {
	for (const { type } of triggers) {
		expect(await world.client.executions(workflows.get(type)!)).toHaveLength(1);
	}
});
