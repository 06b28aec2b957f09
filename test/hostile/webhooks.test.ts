/** What anybody can send to a webhook's address, and what the vendor's own proof does not excuse either. */
import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { Trigger } from '../../host';
import { resourceGuru } from '../conformance/vendors/resourceGuru';
import { tracker } from '../conformance/vendors/tracker';
import { openWorld, type World } from '../conformance/world';
import { node, workflow } from '../host/workflows';

const JSON_TYPE = 'application/json';

const deep = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
let told = 0;
/** Each has a number of its own: one that came before would be dropped. */
const event = (payload: string, timestamp = '1700000000') =>
	`{"id":${++told},"timestamp":${timestamp},"payload":${payload}}`;
const known = '"action":"update","type":"client","id":1';

/** Bodies by what is wrong with them. */
const BODIES: Array<[name: string, body: string | Buffer, type?: string]> = [
	['10 MB', event(`{${known},"name":"${'x'.repeat(10_000_000)}"}`)],
	['10 MB of no JSON', 'x'.repeat(10_000_000)],
	['100,000 lists in each other', deep(100_000)],
	[
		'10,000 objects in each other',
		event(`{${known},"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`),
	],
	['nothing', ''],
	['null', 'null'],
	['a number', '1e400'],
	['a text', '"text"'],
	['a list', '[]'],
	['numbers for texts', '{"id":"7","timestamp":"soon","payload":{"action":1,"type":[]}}'],
	['a moment that does not exist', event(`{${known}}`, '1e300')],
	['an action that does not exist', event('{"action":"__proto__","type":"__proto__"}')],
	[
		'a type that is a part of every object',
		event('{"action":"update","type":"constructor","id":1}'),
	],
	[
		'__proto__',
		`{"__proto__":{"polluted":true},${event(`{${known},"__proto__":{"polluted":true}}`).slice(1)}`,
	],
	['an ID that leads elsewhere', event('{"action":"update","type":"client","id":"../../admin"}')],
	['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
	['a form', 'payload=1&action=update', 'application/x-www-form-urlencoded'],
	['another content type', event(`{${known}}`), 'image/png'],
];

/** A trigger of each vendor that has webhooks, and how a call proves to come from the vendor. */
const vendors = [
	{
		vendor: resourceGuru,
		type: 'resourceGuruTrigger',
		parameters: { events: ['clients'], options: { wholeRecord: true } },
		proven: (url: string, body: Buffer, secret: string) => ({
			url,
			headers: {
				'x-resourceguru-signature': createHmac('sha256', secret).update(body).digest('hex'),
			},
		}),
	},
	{
		vendor: tracker,
		type: 'trackerTrigger',
		parameters: { events: ['Client'], actions: ['updated'] },
		proven: (_url: string, _body: Buffer, _secret: string, { sandbox }: World) => ({
			// As it was registered, with a token of its own.
			url: sandbox.vendors.tracker.records.webhooks.all()[0]?.url ?? '',
			headers: {},
		}),
	},
];

describe.each(vendors)('$type', ({ vendor, type, parameters, proven }) => {
	let world: World;
	let trigger: Trigger;
	beforeAll(async () => {
		world = await openWorld(vendor as typeof resourceGuru);
		const file = workflow([
			node('Trigger', `n8n-nodes-workforce.${type}`, parameters, {
				credentials: world.credential.named,
				webhookId: '6d7f5c1e-1111-4222-8333-944455566677',
			}),
		]);
		trigger = await world.host.trigger(file, 'Trigger');
		await trigger.activate();
	});
	afterAll(async () => {
		await trigger.close();
		await world.close();
	});
	beforeEach(() => {
		trigger.runs.length = 0;
		world.sandbox.requests.length = 0;
	});

	const send = async (url: string, body: string | Buffer, contentType: string, headers = {}) =>
		await axios.post<unknown>(url, body, {
			headers: { 'content-type': contentType, ...headers },
			transformRequest: [(data: unknown) => data],
			validateStatus: () => true,
			maxBodyLength: Infinity,
		});

	test.each(BODIES)('%s, without proof', async (_name, body, contentType = JSON_TYPE) => {
		for (const url of [
			trigger.url(),
			`${trigger.url()}?token=`,
			`${trigger.url()}?token[]=&token[__proto__]=x`,
		]) {
			const { status } = await send(url, body, contentType);
			// n8n itself refuses what is no JSON.
			expect([401, 422]).toContain(status);
		}
		expect(trigger.runs).toEqual([]);
		expect(world.sandbox.requests).toEqual([]);
	});

	test.each(BODIES)('%s, with proof', async (_name, body, contentType = JSON_TYPE) => {
		const bytes = Buffer.from(body);
		const secret = String(trigger.staticData.secret);
		const { url, headers } = proven(trigger.url(), bytes, secret, world);
		const { status } = await send(url, bytes, contentType, headers);
		expect([200, 422]).toContain(status);
		for (const run of trigger.runs) {
			const { error } = await run;
			expect(error).toBeUndefined();
		}
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		for (const { path } of world.sandbox.requests) expect(path).toMatch(/\/[Cc]lients?\/\d+$/);
	});

	test('and after all of that, a true event is told', async () => {
		const body = Buffer.from(event('{"action":"update","type":"client","id":2}'));
		const secret = String(trigger.staticData.secret);
		const { url, headers } = proven(trigger.url(), body, secret, world);
		expect((await send(url, body, JSON_TYPE, headers)).status).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});
});
