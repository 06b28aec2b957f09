/** The Hub Planner Trigger over HTTP, poll by poll. How polling itself behaves is under test in test/engine. */
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { hubPlanner } from '../conformance/vendors/hubPlanner';
import { openWorld, type World } from '../conformance/world';
import { openPolling, type PolledTrigger } from './polling';

let world: World;
let trigger: PolledTrigger;
beforeAll(async () => {
	world = await openWorld(hubPlanner);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});
afterEach(async () => await trigger.close());

const BOTH = ['create', 'update'];

const open = async (actions = BOTH, mode?: 'manual', kept?: IDataObject) => {
	const chosen = { events: ['resource'], actions };
	trigger = await openPolling(world, 'hubPlannerTrigger', chosen, mode, kept);
};

const resources = () => world.sandbox.vendors.hubPlanner.records.resources;

/** Does something through the API, as another user of the vendor would. */
async function change(method: 'post' | 'put' | 'delete', path: string, data?: IDataObject) {
	const { apiKey, baseUrl } = world.sandbox.vendors.hubPlanner;
	const headers = { authorization: apiKey };
	const answer = await axios<IDataObject>({ method, url: `${baseUrl}${path}`, data, headers });
	return answer.data;
}

const create = async (firstName: string) => await change('post', '/resource', { firstName });

test('tells what is made and what is changed, once each, oldest first, as the API shows it', async () => {
	await open();
	expect(await trigger.poll()).toBeNull();
	expect(await trigger.poll()).toBeNull();
	const zoe = await create('Zoë');
	world.sandbox.clock.advance(2000);
	const known = resources().all()[3]!;
	await change('put', `/resource/${known.id}`, { ...known, note: 'Moved', id: undefined });
	const { updatedDate } = resources().get(known.id);
	expect(await trigger.poll()).toEqual([
		{ timestamp: zoe.createdDate, action: 'create', resource: 'resource', record: zoe },
		{
			timestamp: updatedDate,
			action: 'update',
			resource: 'resource',
			record: expect.objectContaining({ _id: known.id, note: 'Moved', updatedDate }) as object,
		},
	]);
	expect(await trigger.poll()).toBeNull();
});

test('a new resource is not an update, and an old one that was never changed is none', async () => {
	await open(['update']);
	expect(resources().where(({ updatedDate }) => updatedDate === null).length).toBeGreaterThan(0);
	await trigger.poll();
	await create('New');
	expect(await trigger.poll()).toBeNull();
	const untouched = resources().where(({ updatedDate }) => updatedDate === null)[0]!;
	await change('put', `/resource/${untouched.id}`, { firstName: 'Touched' });
	expect(await trigger.poll()).toMatchObject([{ record: { firstName: 'Touched' } }]);
});

test('an account without a resource: the first one is told', async () => {
	for (const { id } of resources().all()) resources().remove(id);
	await open();
	expect(await trigger.poll()).toBeNull();
	await create('First');
	expect(await trigger.poll()).toMatchObject([
		{ action: 'create', record: { firstName: 'First' } },
	]);
});

test('a poll without news asks once per event, so that two events a minute stay within the day', async () => {
	await open();
	await trigger.poll();
	const before = world.sandbox.requests.length;
	await trigger.poll();
	const asked = world.sandbox.requests.slice(before).map(({ query }) => query.raw);
	expect(asked).toEqual([
		'sort=createdDate&page=0&limit=1000',
		'sort=updatedDate&page=0&limit=1000',
	]);
});

test('more than a page is read to its end', async () => {
	await open(['create']);
	await trigger.poll();
	const { id: _id, ...fields } = resources().all()[0]!;
	const createdDate = world.sandbox.clock.now().toISOString();
	for (let made = 0; made < 2100; made += 1) {
		resources().insert({ ...fields, createdDate, firstName: `R${made}` });
	}
	const told = (await trigger.poll()) ?? [];
	const names = told.map(({ record }) => (record as IDataObject).firstName as string);
	expect(new Set(names).size).toBe(2100);
	expect(names).toHaveLength(2100);
	expect(await trigger.poll()).toBeNull();
});

test.each([
	[{ kind: 'status', status: 500 } as const, 'Hub Planner is having trouble (status 500)'],
	[{ kind: 'status', status: 403 } as const, 'Hub Planner does not allow'],
])('%o leaves everything for the next time', async (fault, message) => {
	await open();
	await trigger.poll();
	await create('Kept');
	const before = JSON.stringify(trigger.staticData);
	world.sandbox.fail({ ...fault, match: { operationId: 'resource.getMany' } });
	await expect(trigger.poll()).rejects.toThrow(message);
	expect(JSON.stringify(trigger.staticData)).toBe(before);
	expect(await trigger.poll()).toMatchObject([{ record: { firstName: 'Kept' } }]);
});

test('after a restart it goes on where it was; what was told but not kept is told again', async () => {
	await open();
	await trigger.poll();
	const kept = JSON.parse(JSON.stringify(trigger.staticData)) as IDataObject;
	await create('Between');
	expect(await trigger.poll()).toHaveLength(1);
	await trigger.close();
	await open(BOTH, undefined, kept);
	expect(await trigger.poll()).toMatchObject([{ record: { firstName: 'Between' } }]);
	expect(await trigger.poll()).toBeNull();
});

test('two polls at once tell it once', async () => {
	await open();
	await trigger.poll();
	await create('Once');
	const both = await Promise.all([trigger.poll(), trigger.poll()]);
	expect(both.filter((told) => told !== null)).toHaveLength(1);
});

test('a manual run gives the newest resource, and keeps nothing', async () => {
	await open(BOTH, 'manual');
	const newest = resources()
		.all()
		.reduce((one, other) => (one.createdDate > other.createdDate ? one : other));
	expect(await trigger.poll()).toMatchObject([{ action: 'create', record: { _id: newest.id } }]);
	expect(trigger.staticData).toEqual({});
});

test('a manual run says so where there is none', async () => {
	for (const { id } of resources().all()) resources().remove(id);
	await open(BOTH, 'manual');
	await expect(trigger.poll()).rejects.toThrow(
		'There is nothing yet in Hub Planner that this trigger would tell',
	);
});
