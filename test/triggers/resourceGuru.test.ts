/**
 * The Resource Guru Trigger over HTTP: n8n's own webhook path on one side, the sandbox's real deliveries on the
 * other. Forged, altered, replayed, doubled and reordered calls; a vendor that fails while a webhook is made
 * or removed.
 */
import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { Trigger } from '../../host';
import { resourceGuru } from '../conformance/vendors/resourceGuru';
import { openWorld, type World } from '../conformance/world';
import { node, workflow } from '../host/workflows';

let world: World;
let trigger: Trigger;
beforeAll(async () => {
	world = await openWorld(resourceGuru, {
		rateLimit: false,
		webhooks: { retryMs: 20, attempts: 3 },
	});
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.sandbox.reset();
});
afterEach(async () => await trigger.close());

const NAME = 'Resource Guru Trigger';

async function open(parameters: IDataObject = {}, staticData?: IDataObject): Promise<Trigger> {
	const file = workflow([
		node(
			NAME,
			'n8n-nodes-workforce.resourceGuruTrigger',
			{ events: ['clients', 'bookings'], ...parameters },
			{
				credentials: world.credential.named,
				webhookId: '6d7f5c1e-1111-4222-8333-944455566677',
			},
		),
	]);
	trigger = await world.host.trigger({ ...file, name: 'Follow the clients' }, NAME, { staticData });
	return trigger;
}

const hooks = () => world.sandbox.vendors.resourceGuru.records.webhooks;
const clients = () => world.sandbox.vendors.resourceGuru.records.clients;

/** Does something to the records through the API, as another user of the vendor would. */
async function change(
	method: 'post' | 'put' | 'delete',
	path: string,
	data?: object,
): Promise<{ id: number }> {
	const { baseUrl, account, issueTokens } = world.sandbox.vendors.resourceGuru;
	const headers = { authorization: `Bearer ${issueTokens().access_token}` };
	return (
		await axios<{ id: number }>({ method, url: `${baseUrl}/v1/${account}${path}`, data, headers })
	).data;
}

/** What the executions that were started got, in their order. */
async function started(): Promise<IDataObject[]> {
	await world.sandbox.webhooks.idle();
	const runs = await Promise.all(trigger.runs);
	return runs.map(({ items }) => items[NAME]?.[0]?.[0]?.json ?? {});
}

/** Calls the webhook's address as anybody could. */
const call = async (body: string, headers: Record<string, string> = {}) =>
	await axios.post<unknown>(trigger.url(), body, {
		headers: { 'content-type': 'application/json', ...headers },
		transformRequest: [(data: string) => data],
		validateStatus: () => true,
	});
/** Of the webhook that the trigger has registered. */
const hookId = () => Number((trigger.staticData.ids as number[])[0]);

const signed = async (body: string, secret = String(trigger.staticData.secret)) =>
	await call(body, {
		'x-resourceguru-signature': createHmac('sha256', secret).update(body).digest('hex'),
	});
const event = (id: number, payload: object = { action: 'update', type: 'client', id: 1 }) =>
	JSON.stringify({ id, timestamp: 1_700_000_000, payload });

describe('switching on and off', () => {
	test('makes one webhook with a fresh secret that does not travel, and removes it', async () => {
		await open();
		await trigger.activate();
		const [hook] = hooks().all();
		expect(hooks().all()).toHaveLength(1);
		expect(hook).toMatchObject({
			payload_url: trigger.url(),
			events: ['bookings', 'clients'],
			send_secret_header: false,
			paused: false,
			name: 'n8n: Follow the clients',
		});
		expect(hook?.secret).toMatch(/^[0-9a-f]{64}$/);
		expect(await trigger.hook('checkExists')).toBe(true);
		await trigger.deactivate();
		expect(hooks().all()).toEqual([]);
		expect(trigger.staticData).toEqual({});
		await trigger.activate();
		expect(hooks().all()[0]?.secret).not.toBe(hook?.secret);
	});

	test('changed events give the webhook new events and a new secret', async () => {
		await open();
		await trigger.activate();
		const { staticData } = trigger;
		const kept = { ...staticData };
		await trigger.close();
		await open({ events: ['projects'] }, kept);
		// The address of the listener is another one in this test, so the old webhook is one of ours by id.
		expect(await trigger.hook('checkExists')).toBe(false);
		await trigger.hook('create');
		expect(hooks().all()).toMatchObject([{ events: ['projects'], payload_url: trigger.url() }]);
		expect(trigger.staticData.secret).not.toBe(kept.secret);
	});

	test('a webhook that somebody removed at the vendor is made again', async () => {
		await open();
		await trigger.activate();
		hooks().remove(hookId());
		expect(await trigger.hook('checkExists')).toBe(false);
		await trigger.hook('create');
		expect(hooks().all()).toHaveLength(1);
	});

	test('leaves the webhooks of others alone', async () => {
		await open();
		const other = {
			name: 'n8n: another',
			payload_url: 'http://127.0.0.1:9/other',
			events: ['clients'],
			secret: 'x',
			send_secret_header: true,
			paused: false,
		};
		await change('post', '/webhooks', other);
		await trigger.activate();
		await trigger.deactivate();
		expect(hooks().all()).toMatchObject([{ name: 'n8n: another' }]);
	});

	test('an answer lost while registering leaves no second webhook', async () => {
		await open();
		world.sandbox.fail({ kind: 'cut', after: true, match: { operationId: 'webhook.create' } });
		await expect(trigger.hook('create')).rejects.toThrow(/connection to Resource Guru was lost/);
		expect(hooks().all()).toHaveLength(1);
		await trigger.hook('create');
		expect(hooks().all()).toHaveLength(1);
		expect(hooks().all()[0]?.secret).toBe(trigger.staticData.secret);
	});

	test('a registration that failed is cleaned up by delete, without an id', async () => {
		await open();
		world.sandbox.fail({ kind: 'cut', after: true, match: { operationId: 'webhook.create' } });
		await expect(trigger.hook('create')).rejects.toThrow();
		await trigger.hook('delete');
		expect(hooks().all()).toEqual([]);
	});

	test('removing one that is gone is fine; any other failure is told and can be tried again', async () => {
		await open();
		await trigger.activate();
		world.sandbox.fail({ kind: 'status', status: 500, match: { operationId: 'webhook.delete' } });
		await expect(trigger.hook('delete')).rejects.toThrow(
			'Resource Guru is having trouble (status 500)',
		);
		expect(trigger.staticData.ids).toHaveLength(1);
		hooks().remove(hookId());
		expect(await trigger.hook('delete')).toBe(true);
		expect(trigger.staticData).toEqual({});
	});
});

describe('deliveries', () => {
	test('start the workflow with what happened', async () => {
		await open();
		await trigger.activate();
		const { id } = await change('post', '/clients', { name: 'Zoë & Søn' });
		expect(await started()).toEqual([
			{
				deliveryId: expect.any(Number) as number,
				timestamp: expect.stringMatching(/^20\d\d-.*Z$/) as string,
				action: 'create',
				resource: 'client',
				record: expect.objectContaining({ id, name: 'Zoë & Søn' }) as IDataObject,
			},
		]);
	});

	test('only of the actions that were chosen; the others are acknowledged', async () => {
		await open({ actions: ['delete'] });
		await trigger.activate();
		const { id } = await change('post', '/clients', { name: 'Short-lived' });
		await change('delete', `/clients/${id}`);
		expect((await started()).map(({ action }) => action)).toEqual(['delete']);
	});

	test('doubled and reordered: each once', async () => {
		await open();
		await trigger.activate();
		world.sandbox.webhooks.sendTwice(3);
		world.sandbox.webhooks.hold();
		for (const name of ['One', 'Two', 'Three']) await change('post', '/clients', { name });
		world.sandbox.webhooks.release('reversed');
		const names = (await started()).map(({ record }) => (record as IDataObject).name);
		expect(names.sort()).toEqual(['One', 'Three', 'Two']);
	});

	test('the same delivery twice at the same moment starts one execution', async () => {
		await open({ options: { wholeRecord: true } });
		await trigger.activate();
		const answers = await Promise.all([signed(event(7001)), signed(event(7001))]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(await started()).toHaveLength(1);
	});

	test('with the whole record: all its fields; without, when it is gone already', async () => {
		await open({ options: { wholeRecord: true } });
		await trigger.activate();
		world.sandbox.webhooks.hold();
		const kept = await change('post', '/clients', { name: 'Kept', notes: 'All of it' });
		const gone = await change('post', '/clients', { name: 'Gone' });
		clients().remove(gone.id);
		world.sandbox.webhooks.release();
		const records = (await started()).map(({ record }) => record as IDataObject);
		expect(records).toEqual([
			expect.objectContaining({ id: kept.id, custom_field_values: expect.anything() as object }),
			expect.objectContaining({ id: gone.id, name: 'Gone' }),
		]);
	});

	test('when the whole record can not be read, the delivery fails, and comes again', async () => {
		await open({ options: { wholeRecord: true } });
		await trigger.activate();
		world.sandbox.fail({ kind: 'status', status: 500, match: { operationId: 'client.get' } });
		const { id } = await change('post', '/clients', { name: 'Second time lucky' });
		const got = (await started()).filter(({ record }) => record);
		expect(got).toEqual([
			expect.objectContaining({ record: expect.objectContaining({ id }) as IDataObject }),
		]);
	});
});

describe('calls that are not the vendor', () => {
	beforeEach(async () => {
		await open();
		await trigger.activate();
	});

	test.each([
		['no signature', async () => await call(event(1))],
		['an empty signature', async () => await call(event(1), { 'x-resourceguru-signature': '' })],
		[
			'a signature of another length',
			async () => await call(event(1), { 'x-resourceguru-signature': 'abc' }),
		],
		['a signature with another secret', async () => await signed(event(1), 'guessed')],
		[
			'a body altered after signing',
			async () => {
				const body = event(1);
				const signature = createHmac('sha256', String(trigger.staticData.secret))
					.update(body)
					.digest('hex');
				return await call(body.replace('update', 'delete'), {
					'x-resourceguru-signature': signature,
				});
			},
		],
		[
			'the same JSON in other bytes',
			async () => {
				const body = event(1);
				const signature = createHmac('sha256', String(trigger.staticData.secret))
					.update(body)
					.digest('hex');
				return await call(JSON.stringify(JSON.parse(body), null, 1), {
					'x-resourceguru-signature': signature,
				});
			},
		],
	])('%s: 401, and no execution', async (_what, attempt) => {
		const { status } = await attempt();
		expect(status).toBe(401);
		expect(await started()).toEqual([]);
	});

	test('before a secret is kept, nothing is let in', async () => {
		await trigger.close();
		await open();
		expect((await signed(event(1), '')).status).toBe(401);
		expect((await signed(event(1), 'undefined')).status).toBe(401);
		expect(await started()).toEqual([]);
	});

	test.each([
		['a test call', '{"test":true}'],
		['an empty list', '[]'],
		['wrong types', '{"id":"1","timestamp":"now","payload":[]}'],
		['a payload without action', '{"id":5,"timestamp":1,"payload":{"type":"client"}}'],
	])('%s with a valid signature is acknowledged and starts nothing', async (_what, body) => {
		expect((await signed(body)).status).toBe(200);
		expect(await started()).toEqual([]);
	});

	test("the vendor's own test call is acknowledged and starts nothing", async () => {
		await change('post', `/webhooks/${hookId()}/test`);
		expect(await started()).toEqual([]);
	});
});
