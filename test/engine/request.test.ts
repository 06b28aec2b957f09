import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { askedWait } from '../../nodes/engine/request';
import type { Fault } from '../../sandbox';
import { type Fixture, startFixture } from './support/fixture';
import { type Guru, startGuru } from './support/guru';
import { closedPort, type Server, startServer } from './support/server';
import vendors from './support/shop';
import { hurried } from './support/time';

let guru: Guru;
let fixture: Fixture;
let server: Server;

beforeAll(async () => {
	[guru, fixture, server] = await Promise.all([
		startGuru(),
		startFixture(require.resolve('./support/shop'), vendors),
		startServer(),
	]);
});
afterAll(async () => {
	await Promise.all([guru.close(), fixture.close(), server.close()]);
});
beforeEach(() => {
	guru.forget();
	server.received.length = 0;
	server.answer = () => ({ body: { id: 1, name: 'Chair' } });
});

/** Calls of Resource Guru, by verb. */
const calls = {
	GET: { resource: 'client', operation: 'get', clientId: 1 },
	POST: { resource: 'client', operation: 'create', name: 'Umbrella Rentals' },
	PUT: { resource: 'client', operation: 'update', clientId: 1, updateFields: { notes: 'New' } },
	DELETE: { resource: 'client', operation: 'delete', clientId: '={{ $json.gone }}' },
} satisfies Record<string, INodeParameters>;
const verbs = ['GET', 'POST', 'PUT', 'DELETE'] as const;

const clients = () => guru.sandbox.vendors.resourceGuru.records.clients;

/** Makes a call; a DELETE has a client of its own to delete. */
async function calling(verb: (typeof verbs)[number]) {
	const { id: _id, ...fields } = clients().get(1);
	const input = verb === 'DELETE' ? [{ gone: clients().insert(fields).id }] : [{}];
	return await guru.run(calls[verb], { input });
}

const shop = (parameters: INodeParameters, input?: IDataObject[]) =>
	fixture.run(
		fixture.signIn('shop', server.url),
		{ resource: 'article', ...parameters },
		{ input, onError: 'continueRegularOutput' },
	);

describe('the wait that a vendor asks for', () => {
	const now = Date.parse('2026-11-23T10:00:00Z');
	it.each<[headers: Record<string, unknown>, milliseconds: number | undefined]>([
		[{ 'retry-after': '7' }, 7000],
		[{ 'retry-after': 7 }, 7000],
		[{ 'retry-after': '1.5' }, 1500],
		[{ 'retry-after': '0' }, 0],
		[{ 'retry-after': '-5' }, 0],
		[{ 'retry-after': '86401' }, undefined],
		[{ 'x-ratelimit-reset': String(now) }, undefined],
		[{ 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT' }, 30_000],
		[{ 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, 0],
		[{ 'retry-after': 'soon' }, undefined],
		[{ 'retry-after': '' }, undefined],
		[{ 'x-ratelimit-reset': '12' }, 12_000],
		[{ 'x-ratelimit-reset': String(now / 1000 + 20) }, 20_000],
		[{ 'x-ratelimit-reset': String(now / 1000 - 20) }, 0],
		[{ 'retry-after': '3', 'x-ratelimit-reset': '60' }, 3000],
		[{}, undefined],
	])('of %j is %s ms', (headers, milliseconds) => {
		expect(askedWait(headers, now)).toBe(milliseconds);
	});
});

describe('a call that failed', () => {
	const status = (code: number): Fault => ({ kind: 'status', status: code, retryAfter: 0.01 });

	it.each<[what: string, fault: Fault, repeated: string[]]>([
		['429', status(429), ['GET', 'POST', 'PUT', 'DELETE']],
		['502', status(502), ['GET']],
		['503', status(503), ['GET']],
		['504', status(504), ['GET']],
		['a cut connection', { kind: 'cut' }, ['GET']],
		['JSON that ends too early', { kind: 'truncated' }, ['GET']],
		['a web page', { kind: 'html' }, ['GET']],
		['400', status(400), []],
		['403', status(403), []],
		['404', status(404), []],
		['409', status(409), []],
		['422', status(422), []],
		['500', status(500), []],
		['501', status(501), []],
	])('with %s is repeated where that is safe', async (_what, fault, repeated) => {
		for (const verb of verbs) {
			guru.forget();
			guru.sandbox.fail(fault);
			const { error } = await hurried(async () => await calling(verb));
			const again = repeated.includes(verb);
			expect([verb, guru.sandbox.requests.length]).toEqual([verb, again ? 2 : 1]);
			expect([verb, error === undefined]).toEqual([verb, again]);
		}
	});

	it.each<[what: string, fault: Fault]>([
		['503', status(503)],
		['a cut connection', { kind: 'cut' }],
		['JSON that ends too early', { kind: 'truncated' }],
		['a web page', { kind: 'html' }],
	])('is not sent twice when only its answer was lost: %s', async (_what, fault) => {
		const before = clients().count;
		guru.sandbox.fail({ ...fault, after: true });
		const { error } = await calling('POST');
		expect(error?.description).toContain('Whether Resource Guru carried it out is not known');
		expect(guru.sandbox.requests).toHaveLength(1);
		expect(clients().count).toBe(before + 1);
	});

	it('counts an answer without a body as done', async () => {
		guru.sandbox.fail({ kind: 'empty', after: true });
		const { json, error } = await calling('POST');
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(guru.sandbox.requests).toHaveLength(1);
	});

	it('is sent five times at most', async () => {
		for (const code of [429, 503]) {
			guru.forget();
			guru.sandbox.fail({ ...status(code), times: 10 });
			const { error } = await hurried(async () => await calling('GET'));
			expect(guru.sandbox.requests).toHaveLength(5);
			expect(error?.description).toContain('Sent 5 times');
		}
	});

	it('waits longer each time where the vendor names no time', async () => {
		guru.sandbox.fail({ kind: 'cut', times: 10 });
		const waits = await hurried(async (seen) => {
			await calling('GET');
			return seen;
		});
		expect(waits).toHaveLength(4);
		waits.forEach((wait, index) => {
			expect(wait).toBeGreaterThanOrEqual(1000 * 2 ** index);
			expect(wait).toBeLessThanOrEqual(1250 * 2 ** index);
		});
	});

	it('waits by rule where the vendor names a time that cannot be read', async () => {
		const answers = [{ status: 429, headers: { 'retry-after': 'soon' } }, { body: { id: 1 } }];
		server.answer = () => answers.shift();
		await hurried(async (waits) => {
			expect((await shop({ operation: 'get', sku: 'a' })).json).toEqual([{ id: 1 }]);
			expect(waits[0]).toBeGreaterThanOrEqual(1000);
		});
	});

	it('is sent again after the time that the vendor asks for', async () => {
		guru.sandbox.fail({ kind: 'status', status: 429, retryAfter: 1 });
		const { error } = await calling('POST');
		expect(error).toBeUndefined();
		const [first, second] = guru.sandbox.requests.map(({ at }) => at.getTime());
		expect(second! - first!).toBeGreaterThanOrEqual(990);
		expect(second! - first!).toBeLessThan(1500);
	});

	it('is given up at once when the vendor asks for more than three minutes', async () => {
		guru.sandbox.fail({ kind: 'status', status: 429, retryAfter: 181 });
		const { error } = await calling('GET');
		expect(guru.sandbox.requests).toHaveLength(1);
		expect(error).toMatchObject({ failure: { cause: 'rate-limited', retryAfterMs: 181_000 } });
	});

	it('is repeated for a POST that only reads', async () => {
		const answers = [{ status: 503, headers: { 'retry-after': '0' } }, { body: [{ id: 1 }] }];
		server.answer = () => answers.shift();
		const { json } = await shop({ operation: 'search' });
		expect(json).toEqual([{ id: 1 }]);
		expect(server.received.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
			'POST /articles/search',
			'POST /articles/search',
		]);
	});

	it('is repeated whatever it does where nobody listened, and says so', async () => {
		const as = guru.signIn({ baseUrl: await closedPort() });
		await hurried(async (waits) => {
			const { error } = await guru.run(calls.POST, { as });
			expect(waits).toHaveLength(4);
			expect(error?.message).toBe('Resource Guru could not be reached (ECONNREFUSED)');
		});
	});
});

describe('a wait', () => {
	it('ends at once when the execution is cancelled', async () => {
		guru.sandbox.fail({ kind: 'status', status: 429, retryAfter: 90, times: 9 });
		// In a hurry, the wait would take 900 milliseconds.
		await hurried(async (waits) => {
			const execution = guru.start(calls.GET, { input: [{}, {}, {}] });
			while (waits.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
			const cancelled = Date.now();
			execution.cancel();
			const { items } = await execution.result;
			expect(Date.now() - cancelled).toBeLessThan(300);
			expect(items.App ?? []).toEqual([]);
		});
		expect(guru.sandbox.requests).toHaveLength(3);
	});

	it('that one request is told to make holds back all others', async () => {
		const app = fixture.signIn('shop', server.url);
		const times: number[] = [];
		server.answer = () => {
			const isFirst = times.push(Date.now()) === 1;
			return isFirst ? { status: 429, headers: { 'retry-after': '1' } } : { body: { id: 1 } };
		};
		const parameters = { resource: 'article', operation: 'get', sku: 'a' };
		const first = fixture.run(app, parameters);
		while (times.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		// The answer is on its way back to the node.
		await new Promise((resolve) => setTimeout(resolve, 100));
		await Promise.all([first, fixture.run(app, parameters)]);
		expect(times).toHaveLength(3);
		for (const time of times.slice(1)) expect(time - times[0]!).toBeGreaterThanOrEqual(990);
	});

	it('that an answer asks for holds back all others', async () => {
		const app = fixture.signIn('shop', server.url);
		server.answer = () => ({
			body: { id: 1 },
			...(server.received.length === 1 && {
				headers: { 'x-ratelimit-remaining': '0', 'retry-after': '1' },
			}),
		});
		const settings = { itemsAtOnce: 1 };
		const began = Date.now();
		await fixture.run(app, { resource: 'article', operation: 'get', sku: 'a', settings });
		expect(Date.now() - began).toBeLessThan(900);
		await fixture.run(app, { resource: 'article', operation: 'get', sku: 'b' });
		expect(Date.now() - began).toBeGreaterThanOrEqual(990);
	});
});

it('two credentials of the same key share one pace', async () => {
	const times: number[] = [];
	server.answer = () => {
		times.push(Date.now());
		return { body: { id: 1 } };
	};
	const parameters = { resource: 'article', operation: 'get', sku: 'a' };
	const users = [1, 2].map(() => fixture.signIn('slowShop', server.url, 'one-key'));
	const stranger = fixture.signIn('slowShop', server.url, 'another-key');
	const input = [{}, {}, {}];
	const began = Date.now();
	await Promise.all(users.map((app) => fixture.run(app, parameters, { input })));
	// 6 requests at 3 per second: none before its turn, however long the way to the vendor is.
	expect(times).toHaveLength(6);
	for (const time of times.slice(3)) expect(time - began).toBeGreaterThanOrEqual(1000);
	const alone = Date.now();
	await fixture.run(stranger, parameters);
	expect(Date.now() - alone).toBeLessThan(700);
});

describe('a path value', () => {
	const sent = () => server.received.map(({ url }) => decodeURIComponent(url.pathname));

	it('comes through encoded or is refused, whatever the text', async () => {
		const texts = fc.array(
			fc
				.oneof(
					fc.string({ unit: 'grapheme', minLength: 1 }),
					fc.stringMatching(/^[./\\%?#&=: a-f0-9]+$/),
				)
				.filter((value) => value.trim() !== ''),
			{ minLength: 40, maxLength: 40 },
		);
		await fc.assert(
			fc.asyncProperty(texts, async (values) => {
				server.received.length = 0;
				const sku = '={{ $json.sku }}';
				const { json } = await shop(
					{ operation: 'get', sku },
					values.map((value) => ({ sku: value })),
				);
				const expected = values.map((value) => {
					const leadsElsewhere = /[/\\\p{Cc}]/u.test(value.trim()) || /^\.+$/.test(value.trim());
					return leadsElsewhere ? undefined : `/articles/${value.trim()}`;
				});
				expect(sent().toSorted()).toEqual(expected.filter((path) => path !== undefined).toSorted());
				json.forEach((item, index) => {
					if (expected[index] === undefined) expect(item.error).toMatch(/^'SKU' can't be used: /);
					else expect(item).toMatchObject({ name: 'Chair' });
				});
			}),
			{ numRuns: 5 },
		);
	});

	it.each(['..', '.', '../tags', 'a/b', 'a\\b', 'a\nb', 'a\u0000b'])(
		'of %j is refused before anything is sent',
		async (sku) => {
			const { json } = await shop({ operation: 'get', sku });
			expect(json).toEqual([
				{
					error: `'SKU' can't be used: it is the text "${sku}"`,
					details: 'It may not be empty, and not hold a slash or only dots.',
				},
			]);
			expect(server.received).toEqual([]);
		},
	);

	it('may not come from the credential either if it leads elsewhere', async () => {
		for (const [account, words] of [
			['../other', 'the text "../other"'],
			['', 'nothing'],
		]) {
			const { error } = await guru.run(calls.GET, { as: guru.signIn({ account: account! }) });
			expect(error?.message).toBe(
				`'Account URL ID' in the Resource Guru credential can't be used: it is ${words}`,
			);
		}
		expect(guru.sandbox.requests).toEqual([]);
	});
});

describe('what goes out', () => {
	it('repeats the name of a list in the query, and encodes it', async () => {
		server.answer = () => ({ body: [] });
		await shop({
			operation: 'getMany',
			filters: { tagIds: [3, '4'], words: 'café & "crème" +1' },
		});
		expect(server.received[0]?.url.search).toBe(
			'?tag_ids=3&tag_ids=4&words%5B%5D=caf%C3%A9+%26+%22cr%C3%A8me%22+%2B1&limit=10&offset=0',
		);
	});

	it('is JSON with objects inside each other, and says so', async () => {
		await shop({
			operation: 'create',
			name: 'Chair “N° 14” 🪑',
			additionalFields: { priceAmount: 5, priceCurrency: 'EUR', extra: '{ "seats": 1 }' },
		});
		const [request] = server.received;
		expect(request?.headers).toMatchObject({
			accept: 'application/json',
			'content-type': 'application/json',
			authorization: 'Bearer key-of-the-door',
		});
		expect(request?.body).toEqual({
			name: 'Chair “N° 14” 🪑',
			price: { amount: 5, currency: 'EUR' },
			extra: { seats: 1 },
		});
	});

	it('has a body also where it is empty, but not on a DELETE', async () => {
		server.answer = () => ({ body: [] });
		await shop({ operation: 'search' });
		await shop({ operation: 'delete', articleId: 1 });
		await shop({ operation: 'delete', articleId: 1, options: { reason: 'Broken' } });
		server.answer = () => ({ body: { id: 1 } });
		await shop({ operation: 'get', sku: 'a' });
		expect(server.received.map(({ body }) => body)).toEqual([
			{},
			undefined,
			{ reason: 'Broken' },
			undefined,
		]);
		expect(server.received.map(({ headers }) => headers['content-type'])).toEqual([
			'application/json',
			undefined,
			'application/json',
			undefined,
		]);
	});

	it('goes to the address of the credential, with or without a slash at its end', async () => {
		for (const end of ['', '/', '/v2/', '/v2//']) {
			const app = fixture.signIn('shop', `${server.url}${end}`);
			await fixture.run(app, { resource: 'article', operation: 'get', sku: 'a' });
		}
		expect(server.received.map(({ url }) => url.pathname)).toEqual([
			'/articles/a',
			'/articles/a',
			'/v2/articles/a',
			'/v2/articles/a',
		]);
	});
});

describe('what comes back', () => {
	it('is text where the vendor answers text', async () => {
		server.answer = () => ({ body: '12.50 EUR', headers: { 'content-type': 'text/plain' } });
		const { json } = await shop({ operation: 'getPrice', sku: 'a', simple: false });
		expect(json).toEqual([{ value: '12.50 EUR' }]);
	});

	it.each<[status: number, body: string, operation: INodeParameters, json: IDataObject[]]>([
		[204, '', { operation: 'create', name: 'x' }, [{ success: true }]],
		[200, 'null', { operation: 'create', name: 'x' }, [{ success: true }]],
		[204, '', { operation: 'delete', articleId: 1 }, [{ deleted: true }]],
		[200, '[]', { operation: 'getMany' }, []],
		[
			200,
			'[{"id":1},{"id":2}]',
			{ operation: 'update', articleId: 1, updateFields: { name: 'x' } },
			[{ id: 1 }, { id: 2 }],
		],
		[200, '[7, "red"]', { operation: 'search' }, [{ value: 7 }, { value: 'red' }]],
	])('with %i %j from %j is %j', async (status, body, parameters, expected) => {
		server.answer = () => ({ status, body });
		const { json } = await shop({ simple: false, ...parameters });
		expect(json).toEqual(expected);
	});

	it.each<[status: number, body: string, operation: INodeParameters]>([
		[204, '', { operation: 'get', sku: 'a' }],
		[200, '', { operation: 'get', sku: 'a' }],
		[200, 'null', { operation: 'get', sku: 'a' }],
		[204, '', { operation: 'getMany' }],
		[204, '', { operation: 'search' }],
	])('with %i %j from %j is no record and no empty list', async (status, body, parameters) => {
		server.answer = () => ({ status, body });
		const { json } = await hurried(async () => await shop({ simple: false, ...parameters }));
		expect(json).toMatchObject([{ error: "Shop sent an answer that can't be read: it is empty" }]);
		expect(server.received).toHaveLength(5);
	});
});

describe('a redirect', () => {
	const redirectTo =
		(target: string): Server['answer'] =>
		({ url }) =>
			url.pathname === '/articles/a'
				? { status: 302, headers: { location: target } }
				: { body: { id: 1 } };

	it('to the same address keeps the sign-in', async () => {
		server.answer = redirectTo('/articles/b');
		await shop({ operation: 'get', sku: 'a' });
		expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer key-of-the-door',
			'Bearer key-of-the-door',
		]);
	});

	let other: Server;
	beforeEach(async () => {
		other = await startServer();
	});
	afterEach(async () => {
		await other.close();
	});

	it('to another address does not carry the sign-in there', async () => {
		server.answer = redirectTo(`${other.url}/articles/a`);
		await shop({ operation: 'get', sku: 'a' });
		expect(other.received).toHaveLength(1);
		expect(other.received[0]?.headers).not.toHaveProperty('authorization');
		expect(JSON.stringify(other.received[0]?.headers)).not.toContain('key-of-the-door');
	});

	it('of an OAuth2 sign-in neither', async () => {
		server.answer = () => ({ status: 302, headers: { location: `${other.url}/` } });
		await guru.run(calls.GET, { as: guru.signIn({ baseUrl: server.url }) });
		expect(server.received[0]?.headers.authorization).toMatch(/^Bearer /);
		expect(other.received).toHaveLength(1);
		expect(other.received[0]?.headers).not.toHaveProperty('authorization');
	});
});

describe('an access token that has expired', () => {
	it('is renewed once, and the call is sent again', async () => {
		const { clientId } = guru.sandbox.vendors.resourceGuru;
		const as = guru.signIn({ clientId });
		guru.sandbox.fail({ kind: 'expired-token' });
		const { error } = await guru.run(calls.POST, { as });
		expect(error).toBeUndefined();
		expect(guru.sandbox.requests.map(({ operationId }) => operationId)).toEqual([
			'client.create',
			'oauth.token',
			'client.create',
		]);
	});
});

it('a connection cut in the answer repeats a read', async () => {
	guru.sandbox.fail({ kind: 'cut', when: 'middle' });
	const { error } = await hurried(async () => await calling('GET'));
	expect(error).toBeUndefined();
	expect(guru.sandbox.requests).toHaveLength(2);
});

it('a connection cut in the answer does not say of a write that nothing was changed', async () => {
	guru.sandbox.fail({ kind: 'cut', when: 'middle', after: true });
	const { error } = await calling('POST');
	expect(guru.sandbox.requests).toHaveLength(1);
	expect(error?.description).toContain('Whether Resource Guru carried it out is not known');
});

it('a cancelled wait ends the execution as cancelled, not as failed', async () => {
	guru.sandbox.fail({ kind: 'status', status: 429, retryAfter: 90, times: 9 });
	await hurried(async (waits) => {
		const execution = guru.start(calls.GET);
		while (waits.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
		execution.cancel();
		expect((await execution.result).run.status).toBe('canceled');
	});
});

it('a wait of 0, which this vendor sends with every answer, is none that it asks for', async () => {
	guru.sandbox.fail({ kind: 'status', status: 503, retryAfter: 0, times: 2 });
	await hurried(async (waits) => {
		await calling('GET');
		expect(waits).toHaveLength(2);
	});
});

it('half a character in a path is refused by the name of its field', async () => {
	const { json } = await shop({ operation: 'get', sku: '\ud800' });
	expect(json[0]?.error).toMatch(/^'SKU' can't be used/);
});
