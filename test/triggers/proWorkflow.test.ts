/** The ProWorkflow Trigger over HTTP. */
import type { IDataObject } from 'n8n-workflow';
import { proWorkflow } from '../conformance/vendors/proWorkflow';
import { openWorld, type World } from '../conformance/world';
import { proClient } from '../sandbox/proworkflowClient';
import { openPolling, type PolledTrigger } from './polling';

let world: World;
let trigger: PolledTrigger;
beforeAll(async () => {
	world = await openWorld(proWorkflow);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});
afterEach(async () => await trigger.close());

const open = async (events: string[], actions: string[], mode?: 'manual') => {
	trigger = await openPolling(world, 'proWorkflowTrigger', { events, actions }, mode);
};
const polled = async () => await trigger.poll();

const api = () => proClient(world.sandbox);

/** How a record of each kind is made. */
const NEW: Record<string, [path: string, body: IDataObject]> = {
	company: ['/companies', { name: 'Alder & Finch', type: 'client' }],
	contact: [
		'/contacts',
		{ companyid: 1, firstname: 'Jo', lastname: 'Alder', email: 'jo@example.com', type: 'client' },
	],
	event: [
		'/events',
		{
			title: 'Kick-off',
			contacts: '3',
			starttime: '2027-03-01T10:00',
			endtime: '2027-03-01T11:00',
		},
	],
	note: ['/notes', { title: 'To remember', content: 'All of it', contacts: '3', categoryid: 1 }],
	invoice: [
		'/invoices',
		{
			companyid: 1,
			contactid: 9,
			projectid: 1,
			title: 'Part 3',
			lines: [{ type: 'heading', name: 'Design' }],
		},
	],
	projectRequest: ['/projectrequests', { title: 'A new shop' }],
	expense: ['/expenses', { projectid: 1, name: 'Paper', cost: 12.5 }],
	file: ['/files', { projectid: 1, name: 'plan.txt', content: 'UGxhbg==' }],
	message: ['/messages', { projectid: 1, title: 'News', content: 'Hello', contacts: 'all' }],
};
/** Of these, the lists know no change. */
const UNDATED = new Set(['expense', 'file', 'message']);

test.each(Object.entries(NEW))('tells a new %s once', async (resource, [path, body]) => {
	await open([resource], ['create', 'change']);
	expect(await polled()).toBeNull();
	expect(await polled()).toBeNull();
	const { details } = await api().ok(api().post(path, body));
	const { id } = (details as Array<{ id: number }>)[0]!;
	const items = await polled();
	const told = UNDATED.has(resource) ? ['create'] : ['change', 'create'];
	expect(items?.map(({ action }) => action).sort()).toEqual(told);
	for (const item of items ?? []) {
		expect(item).toMatchObject({ resource, record: { id } });
		expect(Object.keys(item.record as object).length).toBeGreaterThan(4);
	}
	expect(await polled()).toBeNull();
});

test('tells a change, with when it happened', async () => {
	await open(['company'], ['change']);
	await polled();
	world.sandbox.clock.advance(60_000);
	await api().ok(api().put('/companies/2', { name: 'Renamed' }));
	const [item, ...more] = (await polled()) ?? [];
	expect(more).toEqual([]);
	expect(item).toMatchObject({ action: 'change', record: { id: 2, name: 'Renamed' } });
	const told = Date.parse(String(item?.timestamp));
	expect(Math.abs(world.sandbox.clock.now().getTime() - told)).toBeLessThan(180_000);
	expect(await polled()).toBeNull();
});

test('tells of paid invoices and of completed projects, too', async () => {
	await open(['invoice', 'expense', 'file', 'message'], ['create', 'change']);
	await polled();
	const { records } = world.sandbox.vendors.proWorkflow;
	const unpaid = records.invoices.all().find(({ paiddate }) => !paiddate);
	await api().ok(api().put(`/invoices/${unpaid?.id}/markaspaid`, {}));
	const items = await polled();
	expect(items).toMatchObject([{ resource: 'invoice', action: 'change' }]);
	expect((items?.[0]?.record as IDataObject).id).toBe(unpaid?.id);
});

test('a manual run gives the newest real record, and keeps nothing', async () => {
	await open(['company'], ['create'], 'manual');
	const items = await polled();
	const newest = Math.max(
		...world.sandbox.vendors.proWorkflow.records.companies.all().map(({ id }) => id),
	);
	expect(items).toMatchObject([{ resource: 'company', record: { id: newest } }]);
	expect(trigger.staticData).toEqual({});
});

test('a refusal leaves everything for the next time', async () => {
	await open(['company'], ['create']);
	await polled();
	await api().ok(api().post('/companies', { name: 'Kept', type: 'client' }));
	const before = JSON.stringify(trigger.staticData);
	world.sandbox.fail({ kind: 'status', status: 403 });
	await expect(polled()).rejects.toThrow('ProWorkflow does not allow');
	expect(JSON.stringify(trigger.staticData)).toBe(before);
	expect(await polled()).toMatchObject([{ record: { name: 'Kept' } }]);
});
