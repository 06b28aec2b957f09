/**
 * The Tracker RMS Trigger over HTTP: n8n's own webhook path on one side, the sandbox's real deliveries on the
 * other. One webhook for each action on each kind of record, none of them signed.
 */
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { Trigger } from '../../host';
import { tracker } from '../conformance/vendors/tracker';
import { openWorld, type World } from '../conformance/world';
import { node, workflow } from '../host/workflows';

let world: World;
let trigger: Trigger;
beforeAll(async () => {
	world = await openWorld(tracker, { rateLimit: false, webhooks: { retryMs: 20, attempts: 3 } });
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});
afterEach(async () => await trigger.close());

const NAME = 'Tracker RMS Trigger';

async function open(parameters: IDataObject = {}, staticData?: IDataObject): Promise<Trigger> {
	const file = workflow([
		node(
			NAME,
			'n8n-nodes-workforce.trackerTrigger',
			{ events: ['Client', 'Contact'], actions: ['Created', 'Updated'], ...parameters },
			{ credentials: world.credential.named, webhookId: '6d7f5c1e-1111-4222-8333-944455566678' },
		),
	]);
	trigger = await world.host.trigger(file, NAME, { staticData });
	return trigger;
}

const vendor = () => world.sandbox.vendors.tracker;
const hooks = () => vendor().records.webhooks.all();

async function change(method: 'post' | 'patch' | 'delete', path: string, data?: object) {
	const headers = { authorization: `Bearer ${vendor().issueJwt()}` };
	await axios({ method, url: `${vendor().baseUrl}/api/v1/${path}`, data, headers });
}

async function started(): Promise<IDataObject[]> {
	await world.sandbox.webhooks.idle();
	const runs = await Promise.all(trigger.runs);
	return runs.map(({ items }) => items[NAME]?.[0]?.[0]?.json ?? {});
}

/** Calls an address as anybody could. */
const call = async (url: string, body: unknown = { id: 1001 }) =>
	await axios.post<unknown>(url, body, { validateStatus: () => true });

test('registers one webhook for each choice, with a token, and removes all of them', async () => {
	await (await open()).activate();
	const told = hooks().map(({ recordType, action }) => `${recordType} ${action}`);
	expect(told.sort()).toEqual([
		'Client Created',
		'Client Updated',
		'Contact Created',
		'Contact Updated',
	]);
	const tokens = hooks().map(({ url }) => new URL(url).searchParams.get('token'));
	expect(new Set(tokens).size).toBe(4);
	for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/);
	await trigger.deactivate();
	expect(hooks()).toEqual([]);
	expect(trigger.staticData).toEqual({});
});

test('tells what happened, with the whole record', async () => {
	await (await open()).activate();
	await change('post', 'Client', { name: 'Alder & Finch' });
	const items = await started();
	expect(items).toHaveLength(1);
	expect(items[0]).toMatchObject({
		action: 'Created',
		resource: 'client',
		record: { name: 'Alder & Finch' },
	});
});

test('tells what was sent where the record is gone, or not asked for', async () => {
	await (await open({ actions: ['Deleted'], events: ['Client'] })).activate();
	const { id } = vendor().records.clients.all()[0] ?? { id: 0 };
	await change('delete', `Client/${id}`);
	expect(await started()).toMatchObject([
		{ action: 'Deleted', resource: 'client', record: { id } },
	]);
	await trigger.deactivate();
	await trigger.close();

	await (await open({ actions: ['Updated'], options: { wholeRecord: false } })).activate();
	const [contact] = vendor().records.contacts.all();
	await change('patch', `Contact/${contact?.id}`, { jobTitle: 'Buyer' });
	const [item] = await started();
	expect(item).toMatchObject({ action: 'Updated', resource: 'contact' });
	expect(item?.record).toMatchObject({ id: contact?.id });
	expect(item?.record).not.toHaveProperty('jobTitle');
});

test('nobody else starts the workflow', async () => {
	await (await open()).activate();
	const [hook] = hooks();
	const own = new URL(hook?.url ?? '');
	const forged = new URL(own);
	forged.searchParams.set('token', '0'.repeat(64));
	const doubled = new URL(own);
	doubled.searchParams.append('token', 'x');
	const bare = new URL(own);
	bare.search = '';
	// A token is for one kind of record and one action alone.
	const ofOthers = new URL(own);
	ofOthers.searchParams.set('recordType', 'Project');
	const ofOtherActions = new URL(own);
	ofOtherActions.searchParams.set('action', 'Deleted');
	for (const url of [forged, doubled, bare, ofOthers, ofOtherActions]) {
		expect((await call(url.href)).status).toBe(401);
	}
	expect(await started()).toEqual([]);
	expect((await call(own.href)).status).toBe(200);
	expect(await started()).toHaveLength(1);
});

test('a body of any shape is passed on, and never fails', async () => {
	await (await open({ options: { wholeRecord: false } })).activate();
	const url = hooks()[0]?.url ?? '';
	for (const body of [{}, [], 'text', { id: { deep: true } }]) {
		expect((await call(url, body)).status).toBe(200);
	}
	expect(await started()).toHaveLength(4);
});

test.each([
	[{ recordId: 1001, id: 77 }, 1001],
	[{ ClientID: 1001 }, 1001],
	[{ Id: '1001' }, 1001],
])('the record is read by whatever names its ID: %j', async (body, id) => {
	await (await open({ events: ['Client'], actions: ['Updated'] })).activate();
	expect((await call(hooks()[0]?.url ?? '', body)).status).toBe(200);
	expect(await started()).toMatchObject([{ resource: 'client', record: { id } }]);
});

test('a failure in the middle leaves nothing behind, and the next try makes all', async () => {
	await open();
	let made = 0;
	const { records } = vendor();
	const insert = records.webhooks.insert.bind(records.webhooks);
	records.webhooks.insert = (row) => {
		if (++made === 3) throw new Error('No room');
		return insert(row);
	};
	await expect(trigger.activate()).rejects.toThrow('Tracker RMS is having trouble');
	expect(hooks()).toEqual([]);
	records.webhooks.insert = insert;

	await trigger.activate();
	expect(hooks()).toHaveLength(4);
	await trigger.deactivate();
	expect(hooks()).toEqual([]);
});

test('a webhook that somebody removed is made again, and other choices replace those before', async () => {
	await (await open()).activate();
	vendor().records.webhooks.remove(hooks()[0]?.id ?? 0);
	await trigger.activate();
	expect(hooks()).toHaveLength(4);
	const kept = { ...trigger.staticData };
	await trigger.close();

	await (await open({ events: ['Project'] }, kept)).activate();
	expect(hooks().map(({ recordType }) => recordType)).toEqual(['Project', 'Project']);
	await trigger.deactivate();
});

test('ids come from the list where the vendor answers nothing', async () => {
	vendor().quirks.tellsOutcome = false;
	await (await open()).activate();
	expect(trigger.staticData.ids).toEqual(hooks().map(({ id }) => id));
	await trigger.deactivate();
	expect(hooks()).toEqual([]);
});

test('leaves the webhooks of others alone', async () => {
	const stamp = new Date().toISOString();
	const { id } = vendor().records.webhooks.insert({
		url: 'https://example.com/hook',
		action: 'Created',
		recordType: 'Client',
		userId: 1,
		created: stamp,
		updated: stamp,
	});
	await (await open()).activate();
	await trigger.deactivate();
	expect(hooks().map((hook) => hook.id)).toEqual([id]);
});
