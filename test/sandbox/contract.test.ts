import { loadContract, operations } from '../../contracts';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type GuruClient, guruClient, messages, NOW } from './client';

let sandbox: Sandbox;
let guru: GuruClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	guru = guruClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
});

const booking = { resource_id: 3, start_date: '2026-03-02', end_date: '2026-03-02', duration: 60 };

describe('what the contract does not allow is refused with 400, naming the rule', () => {
	test.each<[string, () => ReturnType<GuruClient['get']>, string]>([
		[
			'an unknown query parameter',
			() => guru.get('/clients', { page: 2 }),
			'query.page: is not known here',
		],
		[
			'a wrong query value',
			() => guru.get('/clients', { limit: 'ten' }),
			'query.limit: must match pattern "^\\d+$"',
		],
		[
			'a query flag that is no flag',
			() => guru.get('/clients', { includeArchived: 'true' }),
			'query.includeArchived: must be equal to one of the allowed values (0, 1)',
		],
		[
			'a wrong item in a list',
			() => guru.get('/resources', { ids: ['1', 'x'] }),
			'query.ids.1: must be integer',
		],
		[
			'a list where one value is due',
			() => guru.get('/clients', { limit: ['1', '2'] }),
			'query.limit: must be string',
		],
		[
			'a date of another form',
			() => guru.get('/bookings', { start_date: '1/2/2026' }),
			'query.start_date: must match format "date"',
		],
		[
			'a day that does not exist',
			() => guru.get('/bookings', { start_date: '2026-02-30' }),
			'query.start_date: must match format "date"',
		],
		['a path id that is no number', () => guru.get('/clients/x'), 'path.id: must be integer'],
		['a path id that would climb', () => guru.get('/clients/..%2F1'), 'path.id: must be integer'],
		[
			'an unknown field',
			() => guru.post('/clients', { name: 'A', colour: 'c0ffee' }),
			'body.colour: is not known here',
		],
		['a wrong type', () => guru.post('/clients', { name: 7 }), 'body.name: must be string'],
		[
			'a number as text',
			() => guru.post('/bookings', { ...booking, duration: '60' }),
			'body.duration: must be integer',
		],
		[
			'a wrong enum value',
			() => guru.post('/bookings', { ...booking, clash_resolution: 'queue' }),
			'body.clash_resolution: must be equal to one of the allowed values (add_to_waiting_list, book_with_overtime, increase_availability)',
		],
		[
			'a number out of range',
			() => guru.post('/bookings', { ...booking, duration: 0 }),
			'body.duration: must be >= 1',
		],
		['a missing field', () => guru.post('/clients', { notes: 'x' }), 'body.name: is required'],
		['a missing body', () => guru.post('/clients'), 'body: is required'],
		[
			'a body where none is allowed',
			() => guru.delete('/clients/1', { name: 'x' }),
			'body: this operation takes no body',
		],
		['a body that is no object', () => guru.post('/clients', []), 'body: must be object'],
	])('%s', async (_, call, message) => {
		const reply = await call();
		expect(reply.status).toBe(400);
		expect(messages(reply)).toContain(message);
	});

	test('another content type', async () => {
		const url = '/v1/example-corp/clients';
		const form = await guru.send({ method: 'POST', url, data: new URLSearchParams({ name: 'A' }) });
		expect(form.status).toBe(400);
		expect(messages(form)).toEqual([
			'content type: must be application/json, not application/x-www-form-urlencoded',
		]);
	});

	test('text that is not JSON', async () => {
		const url = '/v1/example-corp/clients';
		const headers = { 'Content-Type': 'application/json' };
		const reply = await guru.send({
			method: 'POST',
			url,
			headers,
			data: Buffer.from('{"name": "A"'),
		});
		expect(reply.status).toBe(400);
		expect(messages(reply)[0]).toMatch(/^body: is not valid JSON/);
	});

	test('a route, verb or account that does not exist', async () => {
		expect((await guru.get('/nothing')).status).toBe(404);
		expect((await guru.send({ method: 'PATCH', url: '/v1/example-corp/clients/1' })).status).toBe(
			404,
		);
		expect((await guru.send({ url: '/v1/other-corp/clients' })).status).toBe(404);
	});

	test('nothing that was refused has changed a record', async () => {
		const before = sandbox.vendors.resourceGuru.records.clients.count;
		await guru.post('/clients', { name: 'A', colour: 'c0ffee' });
		expect(sandbox.vendors.resourceGuru.records.clients.count).toBe(before);
	});
});

test('one value of a list needs no second one', async () => {
	const reply = await guru.get('/resources', { ids: '4' });
	expect(reply.body.map(({ id }: { id: number }) => id)).toEqual([4]);
});

test('the error body is the vendor’s', async () => {
	const reply = await guru.get('/clients/999');
	expect(reply.status).toBe(404);
	expect(reply.body).toEqual({
		errors: [
			{
				name: 'not_found',
				date: expect.stringMatching(/^2026-01-07T10:00/),
				code: 404,
				message: 'Client 999 not found',
			},
		],
	});
});

test('every request is logged as it came in', async () => {
	await guru.post('/clients', { name: 'Zoë' }, { x: 'a b&c' });
	await guru.get('/clients/%31');
	expect(sandbox.requests).toHaveLength(2);
	expect(sandbox.requests[0]).toMatchObject({
		vendor: 'resource-guru',
		operationId: 'client.create',
		method: 'POST',
		path: '/v1/example-corp/clients',
		query: { raw: 'x=a+b%26c', parsed: { x: 'a b&c' } },
		headers: { 'content-type': 'application/json' },
		body: { name: 'Zoë' },
		status: 400,
	});
	expect(sandbox.requests[1]).toMatchObject({
		operationId: 'client.get',
		path: '/v1/example-corp/clients/%31',
		status: 200,
		body: undefined,
	});
	sandbox.reset();
	expect(sandbox.requests).toEqual([]);
});

/** What is read, with the query it needs. */
const reads = [...operations(loadContract('resource-guru'))].filter(
	({ method }) => method === 'GET',
);

test.each(reads.map(({ operationId, path }) => [operationId, path] as const))(
	'%s answers what the contract says',
	async (operationId, path) => {
		await guru.post('/webhooks', {
			name: 'Any',
			payload_url: 'http://127.0.0.1:9/',
			events: ['clients'],
			secret: '',
			send_secret_header: false,
			paused: true,
		});
		const params = path.includes('/reports/')
			? { start_date: '2026-01-05', end_date: '2026-01-16' }
			: {};
		const url = path.replace('{account}', 'example-corp').replace('{id}', '1');
		const reply = await guru.send({ url, params });
		// A wrong answer would be a 500 that names the rule.
		expect([reply.status, reply.body.errors]).toEqual([200, undefined]);
		expect(sandbox.requests.at(-1)?.operationId).toBe(operationId);
	},
);

test('no operation of the contract is without behaviour', async () => {
	const without: string[] = [];
	for (const { operationId, method, path } of operations(loadContract('resource-guru'))) {
		const url = path.replace('{account}', 'other-corp').replace('{id}', '99999');
		const reply = await guru.send({ method, url });
		if (reply.status === 501) without.push(operationId);
	}
	expect(without).toEqual([]);
});
