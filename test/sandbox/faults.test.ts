import { type Fault, type Sandbox, startSandbox } from '../../sandbox';
import { blikkClient } from './blikkClient';
import { type GuruClient, guruClient, NOW } from './client';

let sandbox: Sandbox;
let guru: GuruClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW });
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
	guru = guruClient(sandbox);
});

const made = () =>
	sandbox.vendors.resourceGuru.records.clients.where(({ name }) => name === 'Made').length;
const create = () => guru.post('/clients', { name: 'Made' });
const codeOf = (call: Promise<unknown>) =>
	call.then(
		() => 'none',
		(error: { code?: string }) => error.code,
	);

describe('an error status', () => {
	test.each([403, 500, 502, 503, 504])('%d', async (status) => {
		sandbox.fail({ kind: 'status', status });
		expect((await guru.get('/clients')).status).toBe(status);
		expect((await guru.get('/clients')).status).toBe(200);
	});

	test('429 with seconds, with a date, with nothing', async () => {
		const until = new Date('2026-01-07T10:00:30Z');
		sandbox.fail({ kind: 'status', status: 429, retryAfter: 7 });
		sandbox.fail({ kind: 'status', status: 429, retryAfter: until });
		sandbox.fail({ kind: 'status', status: 429 });
		expect((await guru.get('/clients')).headers['retry-after']).toBe('7');
		expect((await guru.get('/clients')).headers['retry-after']).toBe(
			'Wed, 07 Jan 2026 10:00:30 GMT',
		);
		const { status, headers } = await guru.get('/clients');
		expect(status).toBe(429);
		expect(headers).not.toHaveProperty('retry-after');
		expect(headers).not.toHaveProperty('x-ratelimit-remaining');
	});
});

describe('the connection', () => {
	test.each<Fault>([{ kind: 'cut' }, { kind: 'cut', when: 'middle' }])(
		'is cut: %j',
		async (fault) => {
			sandbox.fail(fault);
			expect(await codeOf(guru.get('/clients'))).toMatch(
				/ECONNRESET|ERR_BAD_RESPONSE|ECONNABORTED/,
			);
			expect(sandbox.requests[0]).toMatchObject({ fault: 'cut' });
			expect(sandbox.requests[0]?.status).toBeUndefined();
			expect((await guru.get('/clients')).status).toBe(200);
		},
	);

	test('is slow, and a caller who gives up finds nothing written', async () => {
		sandbox.fail({ kind: 'slow', ms: 80, times: 2 });
		const start = performance.now();
		expect((await guru.get('/clients')).status).toBe(200);
		expect(performance.now() - start).toBeGreaterThan(75);
		const url = '/v1/example-corp/clients';
		const data = { name: 'Made' };
		expect(await codeOf(guru.send({ method: 'POST', url, data, timeout: 20 }))).toBe(
			'ECONNABORTED',
		);
		await new Promise((resolve) => setTimeout(resolve, 120));
		expect(made()).toBe(0);
	});
});

describe('the answer', () => {
	test('is JSON that ends too early', async () => {
		sandbox.fail({ kind: 'truncated' });
		const { status, headers, body } = await guru.get('/clients');
		expect(status).toBe(200);
		expect(headers['content-type']).toContain('application/json');
		// axios hands text over that it cannot parse.
		expect(body).toMatch(/^\[\{"id":1,/);
		expect(() => JSON.parse(body)).toThrow();
	});

	test('is a web page', async () => {
		sandbox.fail({ kind: 'html' });
		const { status, headers, body } = await guru.get('/clients');
		expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(body).toContain('<html>');
	});

	test('is right, under a wrong content type', async () => {
		const right = await guru.get('/clients');
		sandbox.fail({ kind: 'mistyped', contentType: 'text/plain' });
		const { status, headers, body } = await guru.get('/clients');
		expect(status).toBe(200);
		expect(headers['content-type']).toContain('text/plain');
		expect(body).toEqual(right.body);
	});

	test('never comes', async () => {
		sandbox.fail({ kind: 'silent' });
		const url = '/v1/example-corp/clients';
		expect(await codeOf(guru.send({ method: 'GET', url, timeout: 50 }))).toBe('ECONNABORTED');
		expect(sandbox.requests[0]).toMatchObject({ fault: 'silent' });
		expect((await guru.get('/clients')).status).toBe(200);
	});

	test('is a file of which half comes, and no JSON in its place', async () => {
		const blikk = blikkClient(sandbox);
		const { id, taskId } = sandbox.vendors.blikk.records.taskAttachments.where(
			({ file }) => file !== null,
		)[0]!;
		const url = `/v1/Core/Tasks/${taskId}/Attachments/${id}/Download`;
		const whole = await blikk.get(url);
		expect(whole.status).toBe(200);
		for (const fault of [{ kind: 'truncated' }, { kind: 'cut', when: 'middle' }] as const) {
			sandbox.fail(fault);
			expect(await codeOf(blikk.get(url))).toMatch(/ECONNRESET|ERR_BAD_RESPONSE|ECONNABORTED/);
		}
		sandbox.fail({ kind: 'mistyped', contentType: 'application/json' });
		const { headers } = await blikk.get(url);
		expect(headers['content-length']).toBe(whole.headers['content-length']);
	});

	test('is empty', async () => {
		sandbox.fail({ kind: 'empty' });
		const { status, body } = await guru.get('/clients');
		expect([status, body]).toEqual([204, '']);
	});
});

test('the access tokens end, and can be refreshed', async () => {
	sandbox.fail({ kind: 'expired-token' });
	expect((await guru.get('/clients')).status).toBe(401);
	expect((await guru.get('/clients')).status).toBe(401);
	const { clientId, clientSecret } = sandbox.vendors.resourceGuru;
	const refreshed = await guru.send({
		method: 'POST',
		url: '/oauth/token',
		data: new URLSearchParams({
			grant_type: 'refresh_token',
			refresh_token: guru.token.refresh_token,
			client_id: clientId,
			client_secret: clientSecret,
		}),
	});
	expect((await guruClient(sandbox, refreshed.body).get('/clients')).status).toBe(200);
});

describe.each<Fault>([
	{ kind: 'status', status: 503 },
	{ kind: 'cut' },
	{ kind: 'cut', when: 'middle' },
	{ kind: 'truncated' },
	{ kind: 'html' },
	{ kind: 'empty' },
	{ kind: 'expired-token' },
])('a write that meets %j', (fault) => {
	test('is not done', async () => {
		sandbox.fail(fault);
		await create().catch(() => undefined);
		expect(made()).toBe(0);
	});

	test('is done once, its answer lost, when the fault comes after', async () => {
		sandbox.fail({ ...fault, after: true });
		await create().catch(() => undefined);
		expect(made()).toBe(1);
		expect(sandbox.requests[0]).toMatchObject({ operationId: 'client.create', fault: fault.kind });
	});
});

test('a fault hits as many calls as asked, and only those that match', async () => {
	sandbox.fail({ kind: 'status', status: 500, times: 2, match: { operationId: 'client.get' } });
	sandbox.fail({ kind: 'status', status: 502, match: { method: 'POST' } });
	sandbox.fail({ kind: 'status', status: 504, match: { vendor: 'another' } });
	expect((await guru.get('/clients')).status).toBe(200);
	expect((await guru.get('/clients/1')).status).toBe(500);
	expect((await create()).status).toBe(502);
	expect((await guru.get('/clients/1')).status).toBe(500);
	expect((await guru.get('/clients/1')).status).toBe(200);
	expect((await create()).status).toBe(201);
});

test('faults meet the token endpoint too, and can be taken back', async () => {
	sandbox.fail({ kind: 'status', status: 503, match: { operationId: 'oauth.token' } });
	expect((await guru.send({ method: 'POST', url: '/oauth/token' })).status).toBe(503);
	sandbox.fail({ kind: 'status', status: 503, times: 5 });
	sandbox.clearFaults();
	expect((await guru.get('/clients')).status).toBe(200);
});

test('closing does not wait for slow answers', async () => {
	const other = await startSandbox({ now: NOW });
	other.fail({ kind: 'slow', ms: 60_000 });
	const waiting = codeOf(guruClient(other).get('/clients'));
	await new Promise((resolve) => setTimeout(resolve, 50));
	await other.close();
	expect(await waiting).toMatch(/ECONNRESET/);
});
