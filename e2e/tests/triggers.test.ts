/** Workflows that start by themselves, also when n8n dies in the middle of one. */
import { type Execution, type Imported, itemsOf } from '../client';
import { N8n } from '../n8n';
import { type TriggerCase, triggers } from '../triggers';
import { once, until } from '../wait';
import { chain, nodeOf, outcomeOf } from '../workflows';
import { openWorld, type World } from '../world';

let world: World<N8n>;

beforeAll(async () => {
	world = await openWorld(N8n.start, { webhooks: { attempts: 1000 } });
});
afterAll(async () => {
	await world?.close();
});
afterEach(() => {
	world.sandbox.clearFaults();
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

/** What triggers put out, in all executions, whether they went through or not. */
const told = (executions: Execution[]) =>
	JSON.stringify(
		executions.map((execution) => [
			itemsOf(execution).Trigger,
			execution.data.executionData?.nodeExecutionStack.map(({ data }) => data),
		]),
	);

/** Waits until an execution tells of the change. */
async function executionOf(workflow: Imported, change: string): Promise<Execution> {
	return await until({ what: `an execution for ${change}`, seconds: 150 }, async () =>
		(await world.client.executions(workflow)).find((execution) =>
			told([execution]).includes(change),
		),
	);
}

describe.each(triggers)('$type', (trigger) => {
	test('starts the workflow for a change, and leaves nothing behind when switched off', async () => {
		const { client, sandbox } = world;
		const workflow = await importFor(trigger);
		await client.activate(workflow);
		const registered = trigger.webhooks?.(sandbox);
		if (registered) expect(registered).toHaveLength(1);

		const change = await trigger.change(sandbox);
		const execution = await client.ended((await executionOf(workflow, change)).id);
		expect(outcomeOf(execution)).toBe('success');
		expect(await client.executions(workflow)).toHaveLength(1);

		await client.deactivate(workflow);
		await until({ what: 'no webhook is left' }, () =>
			once((trigger.webhooks?.(sandbox) ?? []).length === 0),
		);
		await trigger.change(sandbox);
		await sandbox.webhooks.idle();
		expect(await client.executions(workflow)).toHaveLength(1);
	});

	test('loses nothing when n8n dies in the middle of a run', async () => {
		const { client, sandbox, n8n } = world;
		const workflow = await importFor(trigger);
		await client.activate(workflow);

		// The node after the trigger is waiting for its answer when n8n dies.
		sandbox.fail({ kind: 'slow', ms: 60_000, match: { operationId: 'client.getMany' } });
		const during = await trigger.change(sandbox);
		await until({ what: 'the run waits for the vendor' }, () =>
			once(sandbox.requests.some(({ fault }) => fault === 'slow')),
		);
		await n8n.kill();
		const meanwhile = await trigger.change(sandbox);
		sandbox.clearFaults();
		await n8n.restart();

		const later = await executionOf(workflow, meanwhile);
		expect(outcomeOf(await client.ended(later.id))).toBe('success');
		const cut = await executionOf(workflow, during);
		expect(cut.status).toBe('crashed');
		expect(outcomeOf(await client.retry(cut.id))).toBe('success');
		await client.deactivate(workflow);
	});
});
