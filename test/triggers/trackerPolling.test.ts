/** The Tracker RMS Polling Trigger over HTTP. */
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { tracker } from '../conformance/vendors/tracker';
import { openWorld, type World } from '../conformance/world';
import { openPolling, type PolledTrigger } from './polling';

let world: World;
let trigger: PolledTrigger;
beforeAll(async () => {
	world = await openWorld(tracker);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});
afterEach(async () => await trigger.close());

const open = async (events: string[], actions: string[], mode?: 'manual') => {
	trigger = await openPolling(world, 'trackerPollingTrigger', { events, actions }, mode);
};
const polled = async () => await trigger.poll();

const vendor = () => world.sandbox.vendors.tracker;

async function change(method: 'post' | 'patch', path: string, data: object) {
	const headers = { authorization: `Bearer ${vendor().issueJwt()}` };
	await axios({ method, url: `${vendor().baseUrl}/api/v1/${path}`, data, headers });
}

test.each<[resource: string, path: string, body: object, told: IDataObject]>([
	['client', 'Client', { name: 'Alder & Finch' }, { clientName: 'Alder & Finch' }],
	['contact', 'Contact', { firstName: 'Jo', surname: 'Alder' }, { surname: 'Alder' }],
	['project', 'Project', { name: 'Relaunch' }, { projectName: 'Relaunch' }],
])('tells a new %s once', async (resource, path, body, told) => {
	await open([resource], ['create']);
	expect(await polled()).toBeNull();
	await change('post', path, body);
	expect(await polled()).toMatchObject([{ action: 'create', resource, record: told }]);
	expect(await polled()).toBeNull();
});

test.each<
	[resource: string, path: string, table: 'contacts' | 'projects' | 'resources', body: object]
>([
	['contact', 'Contact', 'contacts', { jobTitle: 'Buyer' }],
	['project', 'Project', 'projects', { comments: 'Later' }],
	['resource', 'Resource', 'resources', { jobTitle: 'Welder' }],
])('tells a changed %s once', async (resource, path, table, body) => {
	await open([resource], ['update']);
	expect(await polled()).toBeNull();
	const { id } = vendor().records[table].all()[0]!;
	await change('patch', `${path}/${id}`, body);
	const items = await polled();
	expect(items).toMatchObject([{ action: 'update', resource }]);
	expect((items?.[0]?.record as IDataObject)[`${resource}Id`]).toBe(id);
	expect(await polled()).toBeNull();
});

test.each<
	[
		resource: string,
		table: 'clients' | 'contacts' | 'opportunityResources' | 'projects' | 'resources' | 'users',
		change: (value: string) => object,
	]
>([
	['client', 'clients', (website) => ({ website })],
	['contact', 'contacts', (jobTitle) => ({ jobTitle })],
	['opportunityResource', 'opportunityResources', (note) => ({ note })],
	['project', 'projects', (comments) => ({ comments })],
	['resource', 'resources', (jobTitle) => ({ jobTitle })],
	['user', 'users', (username) => ({ username })],
])(
	'tells each change of a %s once, although not every row says when',
	async (resource, table, by) => {
		const change = (index: number, value: string) => {
			const { id } = vendor().records[table].all()[index]!;
			const updated = world.sandbox.clock.now().toISOString();
			vendor().records[table].update(id, { ...by(value), updated });
			return id;
		};
		const idsIn = (items: IDataObject[] | null) =>
			items?.map(({ record }) => (record as IDataObject)[`${resource}Id`]) ?? [];
		await open([resource], ['change']);
		expect(await polled()).toBeNull();
		const first = change(0, 'One');
		const items = await polled();
		expect(items).toMatchObject([{ action: 'change', resource }]);
		expect(idsIn(items)).toEqual([first]);
		expect(await polled()).toBeNull();
		const second = change(1, 'Two');
		expect(idsIn(await polled())).toEqual([second]);
		const again = change(0, 'Three');
		expect(idsIn(await polled())).toEqual([again]);
		for (let poll = 0; poll < 4; poll++) expect(await polled()).toBeNull();
	},
);

test('a list that does not say when its records changed is asked for those that did', async () => {
	const { id: _id, ...copy } = vendor().records.clients.all()[0]!;
	while (vendor().records.clients.all().length < 120) vendor().records.clients.insert(copy);
	world.sandbox.clock.advance(600_000);
	await open(['client'], ['change']);
	await polled();
	const before = world.sandbox.requests.length;
	expect(await polled()).toBeNull();
	const calls = world.sandbox.requests.slice(before);
	expect(calls.map(({ body }) => body)).toEqual([
		expect.objectContaining({ updatedAfter: expect.any(String), pageNumber: 1 }),
	]);
});

test('a new client is told as created, or changed, by choice', async () => {
	await open(['client'], ['change', 'create']);
	await polled();
	await change('post', 'Client', { name: 'Alder & Finch' });
	const told = (await polled())?.map(({ action }) => action);
	expect(told?.toSorted()).toEqual(['change', 'create']);
	expect(await polled()).toBeNull();
});

test('tells a confirmed placement', async () => {
	await open(['opportunityResource'], ['confirm']);
	await polled();
	const waiting = vendor()
		.records.opportunityResources.all()
		.find(({ dateConfirmed }) => !dateConfirmed);
	await change('patch', `OpportunityResource/${waiting?.id}`, {
		dateConfirmed: world.sandbox.clock.now().toISOString(),
	});
	const items = await polled();
	expect(items).toMatchObject([
		{ action: 'confirm', record: { opportunityResourceId: waiting?.id } },
	]);
	expect(await polled()).toBeNull();
});

test('a manual run gives the newest real record, and keeps nothing', async () => {
	await open(['contact'], ['create'], 'manual');
	expect(await polled()).toMatchObject([{ resource: 'contact', action: 'create' }]);
	expect(trigger.staticData).toEqual({});
});
