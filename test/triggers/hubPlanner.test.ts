/** The Hub Planner Trigger over HTTP. */
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

const open = async (actions: string[], mode?: 'manual') => {
	trigger = await openPolling(world, 'hubPlannerTrigger', { events: ['resource'], actions }, mode);
};

const create = async (firstName: string) =>
	(await world.run({ resource: 'resource', operation: 'create', firstName })).items[0]?.json;

const rename = async (id: unknown, firstName: string) =>
	await world.run({
		resource: 'resource',
		operation: 'update',
		resourceId: { __rl: true, mode: 'id', value: id },
		updateFields: { firstName },
	});

test('tells a new and a changed resource, each once', async () => {
	await open(['create', 'update']);
	expect(await trigger.poll()).toBeNull();
	const made = await create('Jo');
	expect(await trigger.poll()).toMatchObject([
		{ action: 'create', resource: 'resource', record: { _id: made?._id, firstName: 'Jo' } },
	]);
	expect(await trigger.poll()).toBeNull();
	await rename(made?._id, 'Kim');
	expect(await trigger.poll()).toMatchObject([
		{ action: 'update', resource: 'resource', record: { _id: made?._id, firstName: 'Kim' } },
	]);
	expect(await trigger.poll()).toBeNull();
});

test('tells only what was chosen', async () => {
	await open(['update']);
	await trigger.poll();
	const made = await create('Jo');
	expect(await trigger.poll()).toBeNull();
	await rename(made?._id, 'Kim');
	expect(await trigger.poll()).toMatchObject([{ action: 'update' }]);
});

test('a manual run gives the newest resource, and keeps nothing', async () => {
	const made = await create('Newest');
	await open(['create'], 'manual');
	expect(await trigger.poll()).toMatchObject([{ record: { _id: made?._id } }]);
	expect(trigger.staticData).toEqual({});
});

test('says so where there is nothing to show', async () => {
	const { resources } = world.sandbox.vendors.hubPlanner.records;
	for (const { id } of resources.all()) resources.remove(id);
	await open(['create'], 'manual');
	await expect(trigger.poll()).rejects.toThrow('There is nothing yet in Hub Planner');
});
