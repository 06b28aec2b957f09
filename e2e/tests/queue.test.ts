/** Queue mode: the same nodes, spread over processes that share nothing but PostgreSQL and Redis. */
import { type Execution, type Imported, itemsOf } from '../client';
import { QueueN8n } from '../queue';
import { triggers } from '../triggers';
import { once, until } from '../wait';
import { bare, chain, manual, nodeOf, outcomeOf } from '../workflows';
import { openWorld, type World } from '../world';

let world: World<QueueN8n>;

beforeAll(async () => {
	world = await openWorld(() => QueueN8n.start());
});
afterAll(async () => {
	await world?.close();
});

const records = (execution: Execution) => itemsOf(execution).Node?.[0]?.length;

test('a worker reads a list of several pages to its end', async () => {
	const { client, sandbox, accounts } = world;
	const parameters = { resource: 'contact', operation: 'getMany', returnAll: true, filters: {} };
	const workflow = await client.importWorkflow(
		chain(manual(), nodeOf('blikk', accounts, parameters)),
	);
	const execution = await client.run(workflow, 'Start');
	expect(outcomeOf(execution)).toBe('success');
	expect(records(execution)).toBe(sandbox.vendors.blikk.records.contacts.all().length);
	expect(sandbox.requests.filter(({ vendor }) => vendor === 'blikk').length).toBeGreaterThan(1);
});

test('two workers use one credential, and nothing fails on its rate limit', async () => {
	const { client, sandbox, accounts, n8n } = world;
	const before = n8n.executionsByWorker();
	const [EXECUTIONS, ITEMS] = [8, 12];
	const items = bare('n8n-nodes-base.debugHelper', 'Items', {
		category: 'randomData',
		randomDataType: 'uuid',
		randomDataCount: ITEMS,
	});
	const node = nodeOf('blikk', accounts, {
		resource: 'project',
		operation: 'getMany',
		limit: 1,
		filters: {},
	});
	const workflow = await client.importWorkflow(chain(manual(), items, node));
	const first = sandbox.requests.length;

	const ids = [];
	for (let run = 0; run < EXECUTIONS; run += 1) ids.push(await client.start(workflow, 'Start'));
	for (const id of ids) {
		const execution = await client.ended(id);
		expect(outcomeOf(execution)).toBe('success');
		expect(records(execution)).toBe(ITEMS);
	}

	const began = n8n.executionsByWorker().map((count, worker) => count - before[worker]!);
	expect(began.reduce((sum, count) => sum + count, 0)).toBe(EXECUTIONS);
	expect(Math.min(...began)).toBeGreaterThan(0);
	const calls = sandbox.requests.slice(first).filter(({ vendor }) => vendor === 'blikk');
	const refused = calls.filter(({ status }) => status === 429).length;
	expect(calls.length - refused).toBe(EXECUTIONS * ITEMS);
	process.stdout.write(`${calls.length} requests, ${refused} of them beyond the limit\n`);
	// Each worker paces itself, so that together they are too fast; what is refused waits, and gets through.
	expect(refused).toBeLessThanOrEqual(EXECUTIONS * ITEMS);
});

// Those that poll do so on the main process and cost a minute each; one of them is enough.
const tried = triggers.filter(({ type, webhooks }) => webhooks ?? type === 'hubPlannerTrigger');

describe.each(tried)('$type', (trigger) => {
	test('runs its workflow on a worker, and leaves nothing behind', async () => {
		const { client, sandbox, accounts, n8n } = world;
		const before = n8n.executionsByWorker();
		const node = nodeOf(trigger.type, accounts, trigger.parameters, 'Trigger');
		const workflow: Imported = await client.importWorkflow(chain(node));
		await client.activate(workflow);

		const change = `Seen by ${trigger.type}`;
		await trigger.change(sandbox, change);
		const [begun] = await until({ what: `an execution for ${change}`, seconds: 150 }, async () => {
			const found = await client.executions(workflow);
			return found.length > 0 ? found : undefined;
		});
		const execution = await client.ended(begun!.id);
		expect(outcomeOf(execution)).toBe('success');
		expect(JSON.stringify(itemsOf(execution).Trigger)).toContain(change);
		const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
		expect(sum(n8n.executionsByWorker()) - sum(before)).toBe(1);

		await client.deactivate(workflow);
		await until({ what: 'no webhook is left' }, () =>
			once((trigger.webhooks?.(sandbox) ?? []).length === 0),
		);
	});
});
