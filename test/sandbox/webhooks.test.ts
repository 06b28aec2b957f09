import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type GuruClient, guruClient, ids, type Json, messages, NOW } from './client';

interface Received {
	headers: IncomingHttpHeaders;
	raw: string;
	body: Json;
}

let sandbox: Sandbox;
let guru: GuruClient;
let receiver: Server;
let url: string;
let received: Received[];
/** The statuses of the next answers; 200 when there are no more. */
let answers: number[];

beforeAll(async () => {
	sandbox = await startSandbox({
		now: NOW,
		rateLimit: false,
		checkAnswers: true,
		webhooks: { retryMs: 10, attempts: 3 },
	});
	guru = guruClient(sandbox);
	receiver = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const raw = Buffer.concat(parts).toString();
			received.push({ headers: request.headers, raw, body: JSON.parse(raw) });
			response.writeHead(answers.shift() ?? 200).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
	await sandbox.close();
	await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(() => {
	sandbox.reset();
	received = [];
	answers = [];
});

const phrase = ['a', 'shared', 'phrase'].join(' ');
const subscribe = async (more: object = {}) => {
	const reply = await guru.post('/webhooks', {
		name: 'Test',
		payload_url: url,
		events: ['clients', 'bookings'],
		secret: phrase,
		send_secret_header: false,
		paused: false,
		...more,
	});
	expect(reply.status).toBe(201);
	return reply.body;
};
const settle = () => sandbox.webhooks.idle();
const events = () => received.map(({ body }) => [body.payload.type, body.payload.action]);
const payloads = async (id: number) => (await guru.get(`/webhooks/${id}/queue`)).body;

test('each change is sent, signed over its raw body', async () => {
	await subscribe();
	const { body: client } = await guru.post('/clients', { name: 'Zoë & Co' });
	await settle();
	const [first] = received;
	expect(first?.body).toEqual({
		id: expect.any(Number),
		timestamp: Math.floor(sandbox.requests.at(-1)!.at.getTime() / 1000),
		payload: expect.objectContaining({
			id: client.id,
			name: 'Zoë & Co',
			archived: false,
			action: 'create',
			type: 'client',
		}),
	});
	expect(first?.body.payload).not.toHaveProperty('custom_field_values');
	expect(first?.headers).toMatchObject({
		'user-agent': 'ResourceGuru/Webhooks',
		'content-type': 'application/json',
		'x-resourceguru-signature': createHmac('sha256', phrase).update(first!.raw).digest('hex'),
	});
	expect(first?.headers).not.toHaveProperty('x-resourceguru-key');
});

test('one call is one event for each record it changes', async () => {
	await subscribe();
	const { body: booking } = await guru.post('/bookings', {
		resource_ids: [5, 6],
		start_date: '2027-03-01',
		end_date: '2027-03-01',
		duration: 60,
	});
	await guru.put(`/bookings/${booking.id}`, { resource_id: 5, duration: 90, details: 'x' });
	await guru.delete(`/bookings/${booking.id}`);
	await guru.put('/clients/1', { notes: 'y' });
	await guru.delete('/clients/1');
	await settle();
	expect(events()).toEqual([
		['booking', 'create'],
		['booking', 'create'],
		['booking', 'update'],
		['booking', 'delete'],
		['booking', 'delete'],
		['client', 'update'],
		['client', 'delete'],
	]);
	const numbers = received.map(({ body }) => body.id);
	expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
});

test('what was refused, or not subscribed to, sends nothing', async () => {
	await subscribe({ events: ['projects'] });
	await guru.post('/clients', { name: 'A' });
	await guru.post('/projects', { name: ' ' });
	await guru.put('/projects/1', { notes: 'x' });
	await settle();
	expect(events()).toEqual([['project', 'update']]);
});

test('the key goes along when asked, and nothing is signed without a secret', async () => {
	await subscribe({ send_secret_header: true });
	await subscribe({ secret: '', send_secret_header: true });
	await guru.post('/clients', { name: 'A' });
	await settle();
	expect(received[0]?.headers['x-resourceguru-key']).toBe(phrase);
	expect(received[1]?.headers).not.toHaveProperty('x-resourceguru-key');
	expect(received[1]?.headers).not.toHaveProperty('x-resourceguru-signature');
});

test('a failed delivery is tried again, as it was, and given up in the end', async () => {
	const webhook = await subscribe();
	answers = [500, 404, 204, 503, 503, 503];
	await guru.post('/clients', { name: 'A' });
	await settle();
	expect(received).toHaveLength(3);
	expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
	await guru.post('/clients', { name: 'B' });
	await settle();
	expect(await payloads(webhook.id)).toMatchObject([
		{ status: 'delivered', attempts: 3, response_from_http_client: 204, next_try: null },
		{ status: 'failed', attempts: 3, response_from_http_client: 503, next_try: null },
	]);
});

test('deliveries come twice or out of order on demand', async () => {
	await subscribe();
	sandbox.webhooks.sendTwice();
	await guru.post('/clients', { name: 'A' });
	await settle();
	expect(received.map(({ body }) => body.payload.name)).toEqual(['A', 'A']);
	expect(received[0]?.raw).toBe(received[1]?.raw);
	sandbox.webhooks.hold();
	await guru.post('/clients', { name: 'B' });
	await guru.post('/clients', { name: 'C' });
	await settle();
	expect(received).toHaveLength(2);
	sandbox.webhooks.release('reversed');
	await settle();
	expect(received.slice(2).map(({ body }) => body.payload.name)).toEqual(['C', 'B']);
});

test('a paused webhook keeps its payloads until it goes on', async () => {
	const webhook = await subscribe({ paused: true });
	await guru.post('/clients', { name: 'A' });
	await settle();
	expect(received).toEqual([]);
	expect(await payloads(webhook.id)).toMatchObject([{ status: 'pending', attempts: 0 }]);
	await guru.put(`/webhooks/${webhook.id}`, { paused: false, retry_last: true });
	await settle();
	expect(received).toHaveLength(1);
});

test('the queue is paged, and a payload can be sent again', async () => {
	const webhook = await subscribe();
	const other = await subscribe({ events: ['projects'] });
	for (const name of ['A', 'B', 'C']) await guru.post('/clients', { name });
	await settle();
	const queue = await guru.get(`/webhooks/${webhook.id}/queue`);
	expect(queue.body[0]).toMatchObject({
		webhook_id: webhook.id,
		action: 'create',
		user: { id: 1, name: 'Ada Thornton' },
		model: { id: queue.body[0].id, payload: { name: 'A' } },
		request_headers: { 'User-Agent': 'ResourceGuru/Webhooks' },
	});
	const page = await guru.get(`/webhooks/${webhook.id}/queue`, { limit: 2, offset: 2 });
	expect(ids(page)).toEqual([queue.body[2].id]);
	const again = { id: queue.body[1].id };
	expect((await guru.put(`/webhooks/${webhook.id}/send_payload_batch`, again)).status).toBe(204);
	await settle();
	expect(received.map(({ body }) => body.payload.name)).toEqual(['A', 'B', 'C', 'B']);
	expect((await guru.put(`/webhooks/${other.id}/send_payload_batch`, again)).status).toBe(404);
	await guru.put(`/webhooks/${webhook.id}`, { retry_last: true });
	await settle();
	expect(received.at(-1)?.body.payload.name).toBe('C');
});

test('a webhook and a URL can be tried out', async () => {
	const webhook = await subscribe();
	const tried = await guru.post(`/webhooks/${webhook.id}/test`);
	expect([tried.status, tried.body]).toEqual([200, 'status: 200']);
	expect(received[0]?.headers['x-resourceguru-signature']).toMatch(/^[0-9a-f]{64}$/);
	expect(received[0]?.body).not.toHaveProperty('payload');
	expect((await guru.post('/webhooks/test-payload-url', { payload_url: url })).status).toBe(200);
	answers = [410];
	expect((await guru.post('/webhooks/test-payload-url', { payload_url: url })).status).toBe(410);
	await guru.put(`/webhooks/${webhook.id}`, { payload_url: 'http://127.0.0.1:9/' });
	expect((await guru.post(`/webhooks/${webhook.id}/test`)).status).toBe(500);
});

test('nothing leaves this machine', async () => {
	const away = await guru.post('/webhooks/test-payload-url', {
		payload_url: 'https://example.com/hook',
	});
	expect([away.status, messages(away)]).toEqual([
		422,
		['https://example.com/hook cannot be reached'],
	]);
});

test('webhooks are listed, read, changed and deleted, by administrators', async () => {
	const webhook = await subscribe();
	expect(webhook).toMatchObject({ account_id: 1, status: 'ready', user_id: 1, secret: phrase });
	expect((await guru.get(`/webhooks/${webhook.id}`)).body).toEqual(webhook);
	expect((await guru.put(`/webhooks/${webhook.id}`, { name: 'Other' })).body.name).toBe('Other');
	expect(ids(await guru.get('/webhooks'))).toEqual([webhook.id]);
	const standard = guruClient(sandbox, sandbox.vendors.resourceGuru.issueTokens(5));
	expect((await standard.delete(`/webhooks/${webhook.id}`)).status).toBe(403);
	expect((await guru.delete(`/webhooks/${webhook.id}`)).status).toBe(204);
	expect((await guru.get(`/webhooks/${webhook.id}`)).status).toBe(404);
	await guru.post('/clients', { name: 'A' });
	await settle();
	expect(received).toEqual([]);
	const wrong = await guru.post('/webhooks', { ...webhook, id: undefined });
	expect(wrong.status).toBe(400);
	const noUrl = {
		name: 'A',
		payload_url: 'nowhere',
		events: [],
		secret: '',
		send_secret_header: false,
		paused: false,
	};
	expect(messages(await guru.post('/webhooks', noUrl))).toEqual([
		'payload_url is not a URL',
		"events can't be blank",
	]);
});
