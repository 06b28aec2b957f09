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
