/** Hub Planner: the update of a whole record, the search, and signing in with a key. */
import { hubPlanner } from './vendors/hubPlanner';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
	world = await openWorld(hubPlanner);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});

const resources = () => world.sandbox.vendors.hubPlanner.records.resources;
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const first = () => {
	const [resource] = resources().all();
	if (!resource) throw new Error('The seed has no resource');
	return structuredClone(resource);
};

test('an update keeps every field that was not given, also inside objects', async () => {
	const before = first();
	const { error, calls } = await world.run({
		resource: 'resource',
		operation: 'update',
		resourceId: byId(before.id),
		updateFields: {
			lastName: 'Renamed',
			linksLink2: 'https://example.com',
			customAvailabilitiesWeekDays: { rows: [{ day: 4, minutes: 120, workDay: true }] },
		},
	});
	expect(error?.message).toBeUndefined();
	expect(calls.map(({ operationId }) => operationId)).toEqual(['resource.get', 'resource.update']);
	const { updatedDate: _now, ...after } = resources().get(before.id);
	const { updatedDate: _then, ...expected } = before;
	expected.lastName = 'Renamed';
	expected.links.link2 = 'https://example.com';
	expected.customAvailabilities.weekDays.friday = { minutes: 120, workDay: true };
	expect(after).toEqual(expected);
});

test('Create or Update finds a person by address in any letters, and keeps what was not given', async () => {
	const before = first();
	const person = { firstName: '={{ $json.name }}', email: '={{ $json.email }}' };
	const { items, error, calls } = await world.run(
		{ resource: 'resource', operation: 'upsert', matchBy: 'email', ...person, metadata: 'ERP 7' },
		[
			{ name: 'Renamed', email: before.email.toUpperCase() },
			{ name: 'Uma', email: 'uma.berg@example.com' },
		],
	);
	expect(error?.message).toBeUndefined();
	expect(calls.map(({ operationId }) => operationId).sort()).toEqual([
		'resource.create',
		'resource.get',
		'resource.getMany',
		'resource.update',
	]);
	const { note, links, lastName } = before;
	expect(resources().get(before.id)).toMatchObject({ note, links, lastName, metadata: 'ERP 7' });
	// Hub Planner answers an update with nothing; the item tells of the record all the same.
	expect(items.map(({ json }) => [json.firstName, json.metadata])).toEqual([
		['Renamed', 'ERP 7'],
		['Uma', 'ERP 7'],
	]);
	expect(items[0]?.json._id).toBe(before.id);
});

test('with the setting, only what was given is sent, and the rest falls back to its default', async () => {
	const before = first();
	resources().update(before.id, { note: 'Kept only by a merge' });
	const { calls } = await world.run({
		resource: 'resource',
		operation: 'update',
		resourceId: byId(before.id),
		updateFields: { firstName: 'Only This' },
		settings: { onlyGiven: true },
	});
	expect(calls.map(({ body }) => body)).toEqual([{ firstName: 'Only This' }]);
	expect(resources().get(before.id)).toMatchObject({ firstName: 'Only This', note: '' });
});

test('nothing is written when the record could not be read', async () => {
	world.sandbox.fail({ kind: 'status', status: 500, match: { operationId: 'resource.get' } });
	const { error, calls } = await world.run({
		resource: 'resource',
		operation: 'update',
		resourceId: byId(first().id),
		updateFields: { firstName: 'Nobody' },
	});
	expect(error?.message).toBe('Hub Planner is having trouble (status 500)');
	expect(calls.map(({ operationId }) => operationId)).toEqual(['resource.get']);
});

test('a search takes any of some values and none of others, always as lists', async () => {
	const { items, calls } = await world.run({
		resource: 'resource',
		operation: 'search',
		returnAll: true,
		filters: { statusIn: ['STATUS_ACTIVE'], firstNameNin: first().firstName },
	});
	expect(calls[0]?.body).toEqual({
		status: { $in: ['STATUS_ACTIVE'] },
		firstName: { $nin: [first().firstName] },
	});
	const expected = resources().where(
		({ status, firstName }) => status === 'STATUS_ACTIVE' && firstName !== first().firstName,
	);
	expect(items.map(({ json }) => json._id)).toEqual(expected.map(({ id }) => id));
});

test.each([
	[7, ['page=0&limit=7']],
	[1000, ['page=0&limit=1000']],
])('a limit of %d asks for no more', async (limit, queries) => {
	const { calls } = await world.run({ resource: 'resource', operation: 'getMany', limit });
	expect(calls.map(({ query }) => query.raw)).toEqual(queries);
});

test('all of more than one page, with an empty page after an exact multiple', async () => {
	const { id: _id, ...copy } = first();
	for (let count = resources().all().length; count < 2000; count++) {
		resources().insert({ ...copy, email: `${count}@example.com` });
	}
	const { items, calls } = await world.run({
		resource: 'resource',
		operation: 'getMany',
		returnAll: true,
	});
	expect(new Set(items.map(({ json }) => json._id)).size).toBe(2000);
	expect(calls.map(({ query }) => query.raw)).toEqual([
		'page=0&limit=1000',
		'page=1&limit=1000',
		'page=2&limit=1000',
	]);
	const { items: some } = await world.run({
		resource: 'resource',
		operation: 'getMany',
		limit: 1500,
	});
	expect(some).toHaveLength(1500);
});

test('the key is tested: right, wrong, and one that may only read', async () => {
	const { credential, host, sandbox } = world;
	const { apiKey = '' } = credential.data;
	expect(await host.testCredential(credential.id)).toMatchObject({ status: 'OK' });
	credential.set({ apiKey: 'wrong' });
	expect(await host.testCredential(credential.id)).toEqual({
		status: 'Error',
		message: 'Hub Planner does not know this API key',
	});
	credential.set({ apiKey: sandbox.vendors.hubPlanner.readOnlyKey });
	const { error } = await world.run({
		resource: 'resource',
		operation: 'create',
		firstName: 'Paddy',
	});
	expect(error?.message).toBe(
		'Hub Planner does not allow the signed-in user to do this: Create resource',
	);
	expect(error?.description).toBe('This API key may only read');
	credential.set({ apiKey });
});
