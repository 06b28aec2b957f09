/** The Blikk Trigger over HTTP, poll by poll. How polling itself behaves is under test in test/engine. */
import type { IDataObject } from 'n8n-workflow';
import { trigger as described } from '../../nodes/Blikk/trigger';
import { stampOf } from '../../sandbox/vendors/blikk/shared';
import { blikk } from '../conformance/vendors/blikk';
import { node, workflow } from '../host/workflows';
import { openWorld, type World } from '../conformance/world';
import { openPolling, type PolledTrigger } from './polling';

let world: World;
let trigger: PolledTrigger;
beforeAll(async () => {
	world = await openWorld(blikk);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});
afterEach(async () => await trigger.close());

const open = async (events: string[], actions: string[], mode?: 'manual') => {
	const taskIds = [...new Set(events.flatMap(tasksOf))];
	trigger = await openPolling(world, 'blikkTrigger', { events, actions, taskIds }, mode);
};

/** The tasks that the first and the last record of a resource are parts of. */
const tasksOf = (resource: string) => {
	const all = tableOf(resource).all();
	return [all[0], all.at(-1)].flatMap((part) => part?.taskId ?? []);
};

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });

async function run(parameters: IDataObject) {
	const { error, items } = await world.run(parameters);
	expect(error).toBeUndefined();
	return items[0]?.json;
}

interface Kept {
	id: number;
	/** Of a part of a task. */
	taskId?: number;
	created: string;
	updated: string | null;
}

/** The vendor's records of a resource. */
const tableOf = (resource: string) => {
	const tables = world.sandbox.vendors.blikk.records as unknown as Record<
		string,
		{
			all(): Kept[];
			insert(fields: object): Kept;
			update(id: number, fields: object): Kept;
		}
	>;
	const plural = resource.endsWith('y') ? resource.replace(/y$/, 'ies') : `${resource}s`;
	return tables[plural]!;
};

const now = () => stampOf(world.sandbox.clock.now());

/** A record like the first one, made now. */
function make(resource: string): Kept {
	const { id: _id, ...fields } = tableOf(resource).all()[0]!;
	return tableOf(resource).insert({ ...fields, created: now(), updated: null });
}

const idsOf = (told: IDataObject[] | null) =>
	told?.map(({ record }) => (record as IDataObject).id) ?? null;

const every = Object.entries(described.sources).map(([resource, { events }]) => ({
	resource,
	actions: Object.keys(events),
}));

test.each(every)('tells a new $resource once', async ({ resource }) => {
	await open([resource], ['create']);
	expect(await trigger.poll()).toBeNull();
	const { id } = make(resource);
	const told = await trigger.poll();
	expect(told).toMatchObject([{ action: 'create', resource }]);
	expect(idsOf(told)).toEqual([id]);
	expect(await trigger.poll()).toBeNull();
});

test.each(every.filter(({ actions }) => actions.includes('update')))(
	'tells a changed $resource once, and again when it changes again',
	async ({ resource }) => {
		await open([resource], ['update']);
		expect(await trigger.poll()).toBeNull();
		const { id } = tableOf(resource).all().at(-1)!;
		for (const name of ['First', 'Second']) {
			const updated = now();
			tableOf(resource).update(id, { name, updated });
			const told = await trigger.poll();
			expect(idsOf(told)).toEqual([id]);
			expect(told?.[0]?.timestamp).toBe(new Date(updated).toISOString());
			expect(await trigger.poll()).toBeNull();
		}
	},
);

test.each([
	['send', 'sentToAttestDate'],
	['attest', 'attestedDate'],
])('tells that a time report was handed on: %s', async (action, field) => {
	await open(['timeReport'], [action]);
	await trigger.poll();
	const { timeReports } = world.sandbox.vendors.blikk.records;
	const [report] = timeReports.where((each) => each[field as 'attestedDate'] === null);
	timeReports.update(report!.id, { [field]: now() });
	const told = await trigger.poll();
	expect(told).toMatchObject([{ action, resource: 'timeReport' }]);
	expect(idsOf(told)).toEqual([report!.id]);
	expect(await trigger.poll()).toBeNull();
});

test('tells a new and a changed contact, each once', async () => {
	await open(['contact'], ['create', 'update']);
	expect(await trigger.poll()).toBeNull();
	const contact = { resource: 'contact' };
	const made = await run({
		...contact,
		operation: 'create',
		name: 'Ny kund',
		contactType: 'company',
		responsibleId: byId(1),
	});
	expect(await trigger.poll()).toMatchObject([{ action: 'create', record: { name: 'Ny kund' } }]);
	expect(await trigger.poll()).toBeNull();
	const updateFields = { name: 'Bytt namn' };
	await run({ ...contact, operation: 'update', contactId: byId(made?.id), updateFields });
	expect(await trigger.poll()).toMatchObject([{ action: 'update', record: { name: 'Bytt namn' } }]);
	expect(await trigger.poll()).toBeNull();
});

test('tells a new and a changed task, which the vendor sorts by its creation only', async () => {
	await open(['task'], ['create', 'update']);
	expect(await trigger.poll()).toBeNull();
	await run({ resource: 'task', operation: 'create', title: 'Ring kunden' });
	expect(await trigger.poll()).toMatchObject([
		{ action: 'create', record: { title: 'Ring kunden' } },
	]);
	const updateFields = { title: 'Ring igen' };
	await run({ resource: 'task', operation: 'update', taskId: byId(1), updateFields });
	expect(await trigger.poll()).toMatchObject([{ action: 'update', record: { id: 1 } }]);
	expect(await trigger.poll()).toBeNull();
});

test('several resources in one poll, oldest first', async () => {
	await open(['project', 'contact'], ['create', 'update']);
	await trigger.poll();
	const contact = make('contact');
	world.sandbox.clock.advance(5000);
	const project = make('project');
	world.sandbox.clock.advance(5000);
	tableOf('contact').update(contact.id, { updated: now() });
	const told = (await trigger.poll()) ?? [];
	expect(told.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
		'create contact',
		'create project',
		'update contact',
	]);
	expect(idsOf(told)).toEqual([contact.id, project.id, contact.id]);
});

test('more than a page of one second: each once', async () => {
	await open(['contact'], ['create']);
	await trigger.poll();
	const made = Array.from({ length: 250 }, () => make('contact').id);
	expect(idsOf(await trigger.poll())).toEqual(made);
	expect(await trigger.poll()).toBeNull();
});

test.each(every)('shows the newest $resource in a manual run', async ({ resource }) => {
	const { id } = make(resource);
	await open([resource], ['create'], 'manual');
	const told = await trigger.poll();
	expect(told).toMatchObject([{ action: 'create', resource }]);
	expect(idsOf(told)).toEqual([id]);
	expect(trigger.staticData).toEqual({});
});

test('tells the comments of the chosen tasks only, and which task each is of', async () => {
	const chosen = { events: ['taskComment'], actions: ['create', 'update'] };
	trigger = await openPolling(world, 'blikkTrigger', { ...chosen, taskIds: [2, '3'] });
	expect(await trigger.poll()).toBeNull();
	const comment = { resource: 'taskComment' };
	for (const [id, text] of [
		[1, 'Nej'],
		[2, 'Ja'],
		[3, 'Kanske'],
	] as const) {
		await run({ ...comment, operation: 'create', taskId: byId(id), text });
		world.sandbox.clock.advance(5000);
	}
	expect(await trigger.poll()).toMatchObject([
		{ action: 'create', resource: 'taskComment', taskId: 2, record: { text: 'Ja' } },
		{ action: 'create', resource: 'taskComment', taskId: 3, record: { text: 'Kanske' } },
	]);
	const made = world.sandbox.vendors.blikk.records.taskComments.all().at(-2);
	await run({
		...comment,
		operation: 'update',
		taskId: byId(2),
		commentId: byId(made?.id),
		text: 'Jo',
	});
	expect(await trigger.poll()).toMatchObject([
		{ action: 'update', taskId: 2, record: { text: 'Jo' } },
	]);
	expect(await trigger.poll()).toBeNull();
});

test('offers the tasks to choose from', async () => {
	const chooser = node(
		'Trigger',
		'n8n-nodes-workforce.blikkTrigger',
		{},
		{
			credentials: world.credential.named,
		},
	);
	const options = await world.host.editor.loadOptions(workflow([chooser]), 'Trigger', 'task');
	expect(options).toHaveLength(world.sandbox.vendors.blikk.records.tasks.count);
});

test('wants to know the tasks whose parts it tells', async () => {
	const chosen = { events: ['taskComment'], actions: ['create'], taskIds: [] };
	trigger = await openPolling(world, 'blikkTrigger', chosen);
	await expect(trigger.poll()).rejects.toThrow("'Task Names or IDs' is required, but is empty");
});

test('a task that is chosen later begins with what is new from then on', async () => {
	const chosen = { events: ['taskComment'], actions: ['create'] };
	trigger = await openPolling(world, 'blikkTrigger', { ...chosen, taskIds: [2] });
	await trigger.poll();
	const kept = JSON.parse(JSON.stringify(trigger.staticData)) as IDataObject;
	await trigger.close();
	trigger = await openPolling(
		world,
		'blikkTrigger',
		{ ...chosen, taskIds: [2, 3] },
		undefined,
		kept,
	);
	expect(await trigger.poll()).toBeNull();
	const comment = { resource: 'taskComment', operation: 'create', text: 'Ny' };
	await run({ ...comment, taskId: byId(3) });
	expect(await trigger.poll()).toMatchObject([{ taskId: 3, record: { text: 'Ny' } }]);
});

test('a missing permission is said, and nothing is kept', async () => {
	await open(['contact', 'project'], ['create']);
	world.sandbox.vendors.blikk.application.permissions = ['Contact_Read'];
	await expect(trigger.poll()).rejects.toThrow('Blikk does not allow');
	expect(trigger.staticData).toEqual({});
});
