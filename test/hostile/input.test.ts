/** What an item may hold that would lead a request elsewhere, and where it ends: encoded, or refused before it is sent. */
import { blikk } from '../conformance/vendors/blikk';
import { hubPlanner } from '../conformance/vendors/hubPlanner';
import { resourceGuru } from '../conformance/vendors/resourceGuru';
import { tracker } from '../conformance/vendors/tracker';
import { openWorld, type World } from '../conformance/world';
import { type Server, startServer } from '../engine/support/server';

const IDS = [
	'a/b',
	'../../admin',
	'..',
	'.',
	'a\\b',
	'%2e%2e',
	'%2F',
	'//evil.example/x',
	'1?admin=true',
	'1#x',
	'1;x=y',
	'1\r\nX-Injected: yes',
	'1\u0000',
	'\ud800',
	'\u202e1',
	'ünïcødé ☃ 你好',
	'__proto__',
	'constructor',
	'x'.repeat(10_000),
	'ü'.repeat(10_000),
	{ a: 1 },
	[1, 2],
	true,
	Infinity,
	-1,
	1.5,
];

const picked = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

let worlds: Record<'blikk' | 'hubPlanner' | 'resourceGuru' | 'tracker', World>;
beforeAll(async () => {
	worlds = {
		blikk: await openWorld(blikk),
		hubPlanner: await openWorld(hubPlanner),
		resourceGuru: await openWorld(resourceGuru),
		tracker: await openWorld(tracker),
	};
});
afterAll(async () => {
	await Promise.all(Object.values(worlds).map(async (world) => await world.close()));
});

/** Polluted, every object of this process would have it. */
const polluted = () => ({}) as Record<string, unknown>;

test('an ID that is text goes out as one encoded step of the path, or not at all', async () => {
	const world = worlds.hubPlanner;
	const parameters = { resource: 'resource', operation: 'get', resourceId: picked };
	for (const id of IDS) {
		const { items, calls } = await world.run(parameters, [{ id }], {
			onError: 'continueRegularOutput',
		});
		const { error = '' } = items[0]?.json as { error?: string };
		expect(error).not.toBe('');
		expect(error.length).toBeLessThan(200);
		for (const { path, headers, query } of calls) {
			expect(path).toBe(`/resource/${encodeURIComponent(String(id))}`);
			expect(headers).not.toHaveProperty('x-injected');
			expect(query.raw).toBe('');
		}
	}
	// The vendor was asked for some of them, and had none.
	expect(world.sandbox.requests.length).toBeGreaterThan(5);
	expect(new Set(world.sandbox.requests.map(({ status }) => status))).toEqual(new Set([404]));
});

test('an ID that is a number is a number, or nothing is sent', async () => {
	const world = worlds.blikk;
	const parameters = { resource: 'contact', operation: 'delete', contactId: picked };
	for (const id of IDS) {
		const { items, calls } = await world.run(parameters, [{ id }], {
			onError: 'continueRegularOutput',
		});
		expect(calls).toEqual([]);
		expect(items[0]?.json.error).toMatch(/^'Contact' needs a whole number as the ID, but got /);
	}
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
	'%s is no resource and no operation',
	async (name) => {
		const world = worlds.hubPlanner;
		for (const parameters of [
			{ resource: name, operation: 'get' },
			{ resource: 'resource', operation: name },
		]) {
			const { error, calls } = await world.run(parameters);
			expect(error?.message).toMatch(/has no operation|Could not get parameter/);
			expect(calls).toEqual([]);
		}
	},
);

const NAMES = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"a":1}';

test('names such as __proto__ in JSON fields touch nothing else', async () => {
	const world = worlds.tracker;
	const { calls } = await world.run(
		{
			resource: 'lead',
			operation: 'create',
			additionalFields: { additionalFieldsJson: '={{ $json.more }}' },
		},
		[{ more: NAMES }],
	);
	expect(polluted().polluted).toBeUndefined();
	expect(calls).toHaveLength(1);
	const { a, constructor: sent } = calls[0]?.body as Record<string, unknown>;
	expect([a, sent]).toEqual([1, { prototype: { polluted: true } }]);
});

test('names such as __proto__ in custom fields touch nothing else', async () => {
	const world = worlds.resourceGuru;
	const value = JSON.parse('{"__proto__":"x","constructor":"y","Region":"South"}') as object;
	const { calls } = await world.run({
		resource: 'client',
		operation: 'create',
		name: 'Hostile',
		customFieldValues: { mappingMode: 'defineBelow', value },
	});
	expect(polluted().Region).toBeUndefined();
	expect(calls.map(({ body }) => body)).toMatchObject([
		{ custom_field_values: { Region: 'South' } },
	]);
});

describe('an address', () => {
	let vendor: Server;
	beforeEach(async () => {
		vendor = await startServer();
	});
	afterEach(async () => await vendor.close());

	test.each([
		'file:///etc/passwd',
		'javascript:alert(1)',
		'ftp://127.0.0.1/',
		'//evil.example',
		'not an address',
		'http://',
		'http://127.0.0.1/?to=',
		'http://127.0.0.1/#',
		'',
	])('%j is refused before anything is sent', async (baseUrl) => {
		const world = worlds.hubPlanner;
		world.credential.set({ baseUrl });
		const { error } = await world.run({ resource: 'resource', operation: 'getMany' });
		world.credential.set({ baseUrl: world.sandbox.vendors.hubPlanner.baseUrl });
		expect(error?.message).toMatch(/^The address in the Hub Planner credential can't be used: /);
	});

	test('comes from the credential, and from nothing that an item or a parameter holds', async () => {
		const world = worlds.hubPlanner;
		const { calls, error } = await world.run(
			{
				resource: 'resource',
				operation: 'getMany',
				baseUrl: '={{ $json.to }}',
				url: '={{ $json.to }}',
				options: { baseUrl: '={{ $json.to }}', baseURL: '={{ $json.to }}' },
				settings: { baseUrl: '={{ $json.to }}' },
			},
			[{ to: vendor.url }],
		);
		expect(error).toBeUndefined();
		expect(calls.length).toBeGreaterThan(0);
		expect(vendor.received).toEqual([]);
	});

	test('that answers with names such as __proto__ changes nothing but the item', async () => {
		vendor.answer = () => ({ body: `[${NAMES}]` });
		const world = worlds.hubPlanner;
		world.credential.set({ baseUrl: vendor.url });
		const { items, error } = await world.run({
			resource: 'resource',
			operation: 'getMany',
			returnAll: true,
			simple: false,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(polluted().polluted).toBeUndefined();
	});
});
