import { type Guru, startGuru } from './support/guru';

let guru: Guru;
const clients = () => guru.sandbox.vendors.resourceGuru.records.clients;

beforeAll(async () => {
	guru = await startGuru();
	const { id: _id, ...fields } = clients().get(1);
	for (let n = 0; n < 60; n += 1) clients().insert({ ...fields, name: `Client ${n}` });
});
afterAll(async () => {
	await guru.close();
});
beforeEach(() => {
	guru.forget();
});

const queries = () => guru.sandbox.requests.map(({ query }) => query.raw);
const many = { resource: 'client', operation: 'getMany' };
const active = () => clients().where(({ archived, deleted }) => !archived && !deleted).length;

it('a list in pages is asked for page by page', async () => {
	const { items } = await guru.run({ ...many, returnAll: true });
	expect(items).toHaveLength(active());
	expect(queries()).toEqual(['limit=200&offset=0', `limit=200&offset=${active()}`]);
});

it('a list that a filter makes the vendor send at once is asked for once, and cut to the limit', async () => {
	const filters = { includeArchived: true };
	const whole = await guru.run({ ...many, returnAll: true, filters });
	expect(whole.items).toHaveLength(clients().where(({ deleted }) => !deleted).length);
	const some = await guru.run({ ...many, limit: 7, filters });
	expect(some.items).toHaveLength(7);
	expect(queries()).toEqual(['includeArchived=1', 'includeArchived=1']);
});

it('a list without pages is asked for once, without paging, and cut to the limit', async () => {
	const fields = { resource: 'customField', operation: 'getMany' };
	const { items } = await guru.run({ ...fields, limit: 3 });
	expect(items).toHaveLength(3);
	expect(queries()).toEqual(['']);
});

it('an empty list is no item, and no error', async () => {
	const { items, error } = await guru.run({
		resource: 'booking',
		operation: 'getMany',
		filters: { startDate: '2036-01-01' },
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
});

it('the filters of an item go along with every page', async () => {
	const filters = { startDate: '2026-10-01', resourceIds: [1, 2, 3, 4, 5, 6, 7, 8] };
	const { json } = await guru.run({
		resource: 'booking',
		operation: 'getMany',
		returnAll: true,
		simple: false,
		filters,
	});
	expect(json.length).toBeGreaterThan(200);
	expect(guru.sandbox.requests.length).toBeGreaterThan(1);
	for (const query of queries()) expect(query).toMatch(/^start_date=2026-10-01&resource_ids/);
});

it('a filter that is there but off leaves the pages', async () => {
	const { items } = await guru.run({
		...many,
		returnAll: true,
		filters: { includeArchived: false },
	});
	expect(items).toHaveLength(active());
});
