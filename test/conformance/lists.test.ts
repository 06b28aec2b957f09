/** Lists: every record once, however many pages it takes, and never more than the limit. */
import type { Operation } from '../../nodes/engine';
import { operationsOf } from '../../nodes/engine';
import { resourceGuru } from './vendors/resourceGuru';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
	world = await openWorld(resourceGuru);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});

/** Payloads exist only where something was sent; the trigger tests are about them. */
const paged = operationsOf(resourceGuru.vendor)
	.filter(({ answer, key }) => answer === 'pages' && key !== 'getPayloads')
	.map((operation) => ({ id: `${operation.resource.key}.${operation.key}`, operation }));

function parametersOf(operation: Operation, more: object): object {
	const path = Object.fromEntries(
		operation.parameters
			.filter(({ place }) => place === 'path')
			.map(({ name }) => [name, { __rl: true, mode: 'id', value: 1 }]),
	);
	return { resource: operation.resource.key, operation: operation.key, ...path, ...more };
}

const idsOf = (items: Array<{ json: { id?: unknown } }>) => items.map(({ json }) => json.id);

/** Removes bookings until so many are left. */
function keepBookings(count: number): void {
	const { bookings } = world.sandbox.vendors.resourceGuru.records;
	for (const { id } of bookings.all().slice(count)) bookings.remove(id);
}

test.each(paged)(
	'$id: Return All gives each record once, Limit exactly so many of them',
	async ({ operation }) => {
		const all = await world.run(parametersOf(operation, { returnAll: true }));
		expect(all.error).toBeUndefined();
		const ids = idsOf(all.items);
		expect(new Set(ids).size).toBe(ids.length);
		for (const limit of [1, Math.max(1, ids.length - 1), ids.length + 1]) {
			const limited = await world.run(parametersOf(operation, { limit }));
			expect(idsOf(limited.items)).toEqual(ids.slice(0, limit));
		}
	},
);

describe('bookings, of which there are 2,000', () => {
	beforeEach(() => {
		keepBookings(2000);
	});

	const bookings = { resource: 'booking', operation: 'getMany' };
	const offsets = (calls: World['sandbox']['requests']) => calls.map(({ query }) => query.raw);

	test('an exact multiple of the page size ends with an empty page', async () => {
		const { items, calls } = await world.run({ ...bookings, returnAll: true });
		expect(items).toHaveLength(2000);
		expect(calls).toHaveLength(11);
		expect(offsets(calls).at(-1)).toBe('limit=200&offset=2000');
	});

	test.each([
		[200, ['limit=200&offset=0']],
		[201, ['limit=200&offset=0', 'limit=1&offset=200']],
		[450, ['limit=200&offset=0', 'limit=200&offset=200', 'limit=50&offset=400']],
	])('a limit of %d takes no page more than it needs', async (limit, expected) => {
		const { items, calls } = await world.run({ ...bookings, limit });
		expect(items).toHaveLength(limit);
		expect(offsets(calls)).toEqual(expected);
	});

	test('a page that falls short of what was asked, but not of what is granted, does not end the list', async () => {
		keepBookings(1999);
		const { items, calls } = await world.run({ ...bookings, returnAll: true });
		expect(items).toHaveLength(1999);
		// A page of 199 may have been cut by a limit that we do not know, so the end is asked for.
		expect(calls).toHaveLength(11);
	});

	test('two items page on their own and stay in order', async () => {
		const { items } = await world.run({ ...bookings, limit: 250 }, [{}, {}]);
		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			...Array<number>(250).fill(0),
			...Array<number>(250).fill(1),
		]);
		expect(idsOf(items.slice(0, 250))).toEqual(idsOf(items.slice(250)));
	});
});

test('with archived clients the vendor ignores the limit, and the node still keeps to it', async () => {
	const { items, calls } = await world.run({
		resource: 'client',
		operation: 'getMany',
		limit: 3,
		filters: { includeArchived: true },
	});
	expect(calls.map(({ query }) => query.raw)).toEqual(['includeArchived=1']);
	expect(items).toHaveLength(3);
});

test('an empty list is no item, and no failure', async () => {
	const { items, error } = await world.run({
		resource: 'booking',
		operation: 'getMany',
		filters: { startDate: '1999-01-01', endDate: '1999-01-02' },
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
});
