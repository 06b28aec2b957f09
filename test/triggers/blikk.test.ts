/** The Blikk Trigger over HTTP, poll by poll. How polling itself behaves is under test in test/engine. */
import type { IDataObject } from 'n8n-workflow';
import { trigger as described } from '../../nodes/Blikk/trigger';
import { stampOf } from '../../sandbox/vendors/blikk/shared';
import { blikk } from '../conformance/vendors/blikk';
import { openWorld, type World } from '../conformance/world';
import { Polled } from './polled';

let world: World;
let polled: Polled;
beforeAll(async () => {
	world = await openWorld(blikk);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});
afterEach(async () => await polled.trigger.close());

const open = async (events: string[], actions: string[], mode?: 'manual') =>
	(polled = await Polled.open(world, 'blikkTrigger', { events, actions }, { mode }));

interface Kept {
	id: number;
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
	expect(await polled.poll()).toBeNull();
	const { id } = make(resource);
	const told = await polled.poll();
	expect(told).toMatchObject([{ action: 'create', resource }]);
	expect(idsOf(told)).toEqual([id]);
	expect(await polled.poll()).toBeNull();
});

test.each(every.filter(({ actions }) => actions.includes('update')))(
	'tells a changed $resource once, and again when it changes again',
	async ({ resource }) => {
		await open([resource], ['update']);
		expect(await polled.poll()).toBeNull();
		const { id } = tableOf(resource).all().at(-1)!;
		for (const name of ['First', 'Second']) {
			const updated = now();
			tableOf(resource).update(id, { name, updated });
			const told = await polled.poll();
			expect(idsOf(told)).toEqual([id]);
			expect(told?.[0]?.timestamp).toBe(new Date(updated).toISOString());
			expect(await polled.poll()).toBeNull();
		}
	},
);

test.each([
	['send', 'sentToAttestDate'],
	['attest', 'attestedDate'],
])('tells that a time report was handed on: %s', async (action, field) => {
	await open(['timeReport'], [action]);
	await polled.poll();
	const { timeReports } = world.sandbox.vendors.blikk.records;
	const [report] = timeReports.where((each) => each[field as 'attestedDate'] === null);
	timeReports.update(report!.id, { [field]: now() });
	const told = await polled.poll();
	expect(told).toMatchObject([{ action, resource: 'timeReport' }]);
	expect(idsOf(told)).toEqual([report!.id]);
	expect(await polled.poll()).toBeNull();
});

test('several resources in one poll, oldest first', async () => {
	await open(['project', 'contact'], ['create', 'update']);
	await polled.poll();
	const contact = make('contact');
	world.sandbox.clock.advance(5000);
	const project = make('project');
	world.sandbox.clock.advance(5000);
	tableOf('contact').update(contact.id, { updated: now() });
	const told = (await polled.poll()) ?? [];
	expect(told.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
		'create contact',
		'create project',
		'update contact',
	]);
	expect(idsOf(told)).toEqual([contact.id, project.id, contact.id]);
});

test('more than a page of one second: each once', async () => {
	await open(['contact'], ['create']);
	await polled.poll();
	const made = Array.from({ length: 250 }, () => make('contact').id);
	expect(idsOf(await polled.poll())).toEqual(made);
	expect(await polled.poll()).toBeNull();
});

test('a manual run gives the newest real record, also of a list without order', async () => {
	for (const resource of ['contact', 'user']) {
		await open([resource], ['create'], 'manual');
		const { created } = tableOf(resource)
			.all()
			.reduce((one, other) => (one.created > other.created ? one : other));
		const told = await polled.poll();
		expect(told).toMatchObject([{ resource, timestamp: new Date(created).toISOString() }]);
		expect(polled.trigger.staticData).toEqual({});
		await polled.trigger.close();
	}
});

test('a missing permission is said, and nothing is kept', async () => {
	await open(['contact', 'project'], ['create']);
	world.sandbox.vendors.blikk.application.permissions = ['Contact_Read'];
	await expect(polled.poll()).rejects.toThrow('Blikk does not allow');
	expect(polled.trigger.staticData).toEqual({});
});
