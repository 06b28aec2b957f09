/** Answers that no vendor should give: redirects, bytes that are no HTTP, statuses of proxies, no record for a record. */
import type { INodeParameters } from 'n8n-workflow';
import { blikk } from '../conformance/vendors/blikk';
import { proWorkflow } from '../conformance/vendors/proWorkflow';
import { openWorld, type World } from '../conformance/world';
import depotVendors from '../engine/support/depot';
import { type Fixture, startFixture } from '../engine/support/fixture';
import { type Answer, type Server, startServer } from '../engine/support/server';
import shopVendors from '../engine/support/shop';
import { leapOverWaits } from './time';

let shop: Fixture;
let depot: Fixture;
let server: Server;
let elsewhere: Server;
let time: ReturnType<typeof leapOverWaits>;
beforeAll(async () => {
	[shop, depot, server, elsewhere] = await Promise.all([
		startFixture(require.resolve('../engine/support/shop'), shopVendors),
		startFixture(require.resolve('../engine/support/depot'), depotVendors),
		startServer(),
		startServer(),
	]);
	time = leapOverWaits();
});
afterAll(async () => {
	time.undo();
	await Promise.all([shop.close(), depot.close(), server.close(), elsewhere.close()]);
});
beforeEach(() => {
	for (const each of [server, elsewhere]) each.received.length = 0;
	elsewhere.answer = () => ({ body: { id: 8 } });
});

const READ = { operation: 'get', sku: 'a', simple: false };
const SEARCH = { operation: 'search', simple: false };
const WRITES = [
	{ operation: 'create', name: 'x' },
	{ operation: 'update', articleId: 1, updateFields: { name: 'x' } },
	{ operation: 'delete', articleId: 1 },
];

const article = async (parameters: INodeParameters) =>
	await shop.run(shop.signIn('shop', server.url), { resource: 'article', ...parameters });
const seen = () => server.received.map(({ method, url }) => `${method} ${url.pathname}`);
const UNSURE = 'Whether Shop carried it out is not known: look there before you run this again.';

describe.each([301, 302, 303, 307, 308])('sent on by a %i', (status) => {
	const to = (location: string) => (server.answer = () => ({ status, headers: { location } }));

	test('a write goes nowhere else, and nobody says that it was done', async () => {
		for (const location of [`${elsewhere.url}/x`, '/moved']) {
			to(location);
			const { href } = new URL(location, server.url);
			for (const parameters of [...WRITES, SEARCH]) {
				server.received.length = 0;
				const { error, json } = await article(parameters);
				expect(json).toEqual([]);
				expect(error?.message).toBe(`Shop sends this on to ${href} (status ${status})`);
				if (parameters !== SEARCH)
					expect(error?.description).toBe(`Check the address in the Shop credential. ${UNSURE}`);
				expect(server.received).toHaveLength(1);
			}
		}
		expect(elsewhere.received).toEqual([]);
	});

	test('a read goes there, without end only a few times', async () => {
		to('/articles/b');
		const { error } = await article(READ);
		expect(error?.message).toBe(
			`Shop sends this on to ${server.url}/articles/b (status ${status})`,
		);
		expect(seen()).toEqual(['GET /articles/a', ...Array<string>(5).fill('GET /articles/b')]);
		to('file:///etc/passwd');
		const { error: lost } = await article(READ);
		expect(lost?.message).toBe(`Shop sends this on, but not where to (status ${status})`);
	});
});

test('a sign-in by headers of its own stays with the vendor as well', async () => {
	const world: World = await openWorld(proWorkflow);
	server.answer = () => ({ status: 302, headers: { location: `${elsewhere.url}/x` } });
	world.credential.set({ baseUrl: server.url });
	await world.run({ resource: 'company', operation: 'get', companyId: 1 });
	await world.close();
	const [own] = server.received;
	expect(own?.headers).toMatchObject({ apikey: expect.any(String) as string });
	expect(elsewhere.received.length).toBeGreaterThan(0);
	for (const { headers } of elsewhere.received) {
		expect(Object.keys(headers).sort()).toEqual([
			'accept',
			'accept-encoding',
			'connection',
			'host',
			'user-agent',
		]);
	}
});

describe.each<[what: string, answer: Answer, says: string]>([
	[
		'packed in another way than it says',
		{ headers: { 'content-encoding': 'gzip' }, body: 'nonsense' },
		"Shop sent an answer that can't be read (Z_DATA_ERROR)",
	],
	[
		'with more headers than can be',
		{ headers: { 'x-more': 'x'.repeat(20_000) }, body: {} },
		"Shop sent an answer that can't be read (HPE_HEADER_OVERFLOW)",
	],
	...[408, 425, 520, 521, 522, 523, 524].map((status): [string, Answer, string] => [
		`of a proxy: ${status}`,
		{ status, body: 'origin' },
		`Shop is having trouble (status ${status})`,
	]),
])('an answer %s', (_what, answer, says) => {
	test('is asked for again where that is safe, and a write may have been done', async () => {
		server.answer = () => answer;
		const { error } = await article(READ);
		expect([error?.message, server.received.length]).toEqual([says, 5]);
		server.answer = () => (server.received.length > 6 ? { body: [{ id: 1 }] } : answer);
		expect((await article(SEARCH)).json).toEqual([{ id: 1 }]);
		for (const parameters of WRITES) {
			server.received.length = 0;
			server.answer = () => answer;
			const { error: unsure } = await article(parameters);
			expect([unsure?.message, server.received.length]).toEqual([says, 1]);
			expect(unsure?.description).toBe(`Sent once. ${UNSURE}`);
		}
	});
});

test.each(['0', '-5', 'Mon, 01 Jan 2001 00:00:00 GMT', '99999999999999', '1e400'])(
	'a 429 that asks for a wait of %s waits by rule',
	async (after) => {
		const at: number[] = [];
		server.answer = () => {
			at.push(Date.now());
			return { status: 429, headers: { 'retry-after': after }, body: 'null' };
		};
		const { error } = await article(READ);
		expect(error?.description).toMatch(/^Its limit is reached\. Sent 5 times; try again in \d\d s/);
		at.slice(1).forEach((moment, index) => {
			expect(moment - at[index]!).toBeGreaterThanOrEqual(1000 * 2 ** index - 50);
		});
	},
);

test('a 429 that tells a moment means its own clock, however wrong that is', async () => {
	const date = (seconds: number) => new Date(Date.UTC(2031, 0, 1) + seconds * 1000).toUTCString();
	const at: number[] = [];
	server.answer = () => {
		at.push(Date.now());
		const headers = { date: date(0), 'retry-after': date(7) };
		return at.length === 1 ? { status: 429, headers } : { body: { id: 1 } };
	};
	expect((await article(READ)).json).toEqual([{ id: 1 }]);
	expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(6950);
	expect(at[1]! - at[0]!).toBeLessThan(8000);
});

test.each(['[]', '5', 'true', '{}'])('%s is no record to change', async (data) => {
	server.answer = () => ({ body: `{"data":${data}}` });
	const { error } = await depot.run(depot.signIn('depot', server.url), {
		resource: 'box',
		operation: 'update',
		boxId: 1,
		updateFields: { name: 'x' },
	});
	expect(error?.message).toMatch(
		/^Depot sent an answer that can't be read: .* instead of a record$/,
	);
	expect(seen().filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test.each(['[]', '5'])('%s is no record, and of a write that it was done', async (body) => {
	server.answer = () => ({ body });
	const { error, json } = await article(READ);
	expect(json).toEqual([]);
	expect(error?.message).toMatch(
		/^Shop sent an answer that can't be read: .* instead of a record$/,
	);
	expect((await article({ operation: 'create', name: 'x', simple: false })).json).toHaveLength(1);
});

test('a refusal that is 20,000 objects in each other is told like any other', async () => {
	const body = `{"errors":[],"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`;
	server.answer = () => ({ status: 409, body });
	const { error } = await article(READ);
	expect(error?.message).toBe("Shop refused 'Get article' (status 409)");
	expect(JSON.stringify(error).length).toBeLessThan(10_000);
});

test('a 429 of null from a vendor that tells the wait in its body', async () => {
	const world: World = await openWorld(blikk);
	server.answer = () => ({ status: 429, body: 'null' });
	world.credential.set({ baseUrl: server.url });
	const { error } = await world.run({ resource: 'contact', operation: 'get', contactId: 1 });
	await world.close();
	expect(error?.message).toBe('Blikk takes no more requests for now');
});

test('who stops while n8n signs in does not wait for it', async () => {
	const world: World = await openWorld(blikk);
	let go = () => {};
	const asked = new Promise<void>((resolve) => {
		server.answer = async () => {
			resolve();
			await new Promise<void>((answer) => (go = answer));
			return { status: 500 };
		};
	});
	world.credential.set({ baseUrl: server.url, accessToken: '', accessTokenEnds: 0 });
	const file = world.workflow({ resource: 'contact', operation: 'get', contactId: 1 });
	const { result, cancel } = world.host.start(file);
	await asked;
	cancel();
	const { run } = await result;
	go();
	expect([run.status, seen()]).toEqual(['canceled', ['POST /v1/Auth/Token']]);
	await world.close();
});

const REFUSED = 'Nothing else was sent. Check the Blikk credential, then run the workflow again.';

test.each([
	[404, 1, 'The sign-in to Blikk did not work (status 404): Not here', REFUSED],
	[302, 1, 'The sign-in to Blikk did not work (status 302): Not here', REFUSED],
	[500, 1, 'Blikk is having trouble (status 500)', 'Sent once. Run the workflow again later.'],
	[503, 5, 'Blikk is having trouble (status 503)', 'Sent 5 times. Run the workflow again later.'],
])(
	'a sign-in that answers %i is no answer to what was to be sent',
	async (status, tries, message, description) => {
		const world: World = await openWorld(blikk);
		server.answer = ({ url }) =>
			url.pathname === '/v1/Auth/Token' ? { status, body: { message: 'Not here' } } : { body: {} };
		for (const parameters of [
			{ resource: 'contact', operation: 'get', contactId: 1 },
			{ resource: 'taskComment', operation: 'create', taskId: 1, text: 'x' },
		]) {
			server.received.length = 0;
			world.credential.set({ baseUrl: server.url, accessToken: '', accessTokenEnds: 0 });
			const { error } = await world.run(parameters);
			expect([error?.message, error?.description]).toEqual([message, description]);
			expect(seen()).toEqual(Array<string>(tries).fill('POST /v1/Auth/Token'));
		}
		await world.close();
	},
);
