/** The Blikk Trigger over HTTP. */
import type { IDataObject } from 'n8n-workflow';
import { blikk } from '../conformance/vendors/blikk';
import { openWorld, type World } from '../conformance/world';
import { openPolling, type PolledTrigger } from './polling';

let world: World;
let trigger: PolledTrigger;
beforeAll(async () => {
	world = await openWorld(blikk);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});
afterEach(async () => await trigger.close());

const open = async (events: string[], actions: string[], mode?: 'manual') => {
	trigger = await openPolling(world, 'blikkTrigger', { events, actions }, mode);
};

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });

async function run(parameters: IDataObject) {
	const { error, items } = await world.run(parameters);
	expect(error).toBeUndefined();
	return items[0]?.json;
}

test('tells a new and a changed contact, each once', async () => {
	await open(['contact'], ['create', 'update']);
	expect(await trigger.poll()).toBeNull();
	const contact = { resource: 'contact' };
	const made = await run({
		...contact,
		operation: 'create',
		name: 'Ny kund',
		contactType: 'company',
		responsibleId: byId(1),
	});
	expect(await trigger.poll()).toMatchObject([{ action: 'create', record: { name: 'Ny kund' } }]);
	expect(await trigger.poll()).toBeNull();
	const updateFields = { name: 'Bytt namn' };
	await run({ ...contact, operation: 'update', contactId: byId(made?.id), updateFields });
	expect(await trigger.poll()).toMatchObject([{ action: 'update', record: { name: 'Bytt namn' } }]);
	expect(await trigger.poll()).toBeNull();
});

test('tells a new and a changed task, which the vendor sorts by its creation only', async () => {
	await open(['task'], ['create', 'update']);
	expect(await trigger.poll()).toBeNull();
	await run({ resource: 'task', operation: 'create', title: 'Ring kunden' });
	expect(await trigger.poll()).toMatchObject([
		{ action: 'create', record: { title: 'Ring kunden' } },
	]);
	const updateFields = { title: 'Ring igen' };
	await run({ resource: 'task', operation: 'update', taskId: byId(1), updateFields });
	expect(await trigger.poll()).toMatchObject([{ action: 'update', record: { id: 1 } }]);
	expect(await trigger.poll()).toBeNull();
});

test('tells when a time report is sent for approval, and when it is approved', async () => {
	await open(['timeReport'], ['send', 'attest']);
	await trigger.poll();
	const { timeReports } = world.sandbox.vendors.blikk.records;
	const waiting = timeReports.all().find(({ sentToAttestDate }) => sentToAttestDate === null);
	const stamp = () =>
		`${world.sandbox.clock.now().toISOString().slice(0, 19).replace('T', ' ')} +00:00`;
	timeReports.update(waiting?.id ?? 0, { sentToAttestDate: stamp() });
	expect(await trigger.poll()).toMatchObject([{ action: 'send', record: { id: waiting?.id } }]);
	timeReports.update(waiting?.id ?? 0, { attestedDate: stamp() });
	expect(await trigger.poll()).toMatchObject([{ action: 'attest', record: { id: waiting?.id } }]);
	expect(await trigger.poll()).toBeNull();
});

test.each([
	'absenceProject',
	'activity',
	'allowance',
	'article',
	'companyCar',
	'contact',
	'contactTag',
	'equipment',
	'internalProject',
	'project',
	'task',
	'taskBoard',
	'timeAddition',
	'timeArticle',
	'timeCode',
	'timeReport',
	'user',
])('shows the newest %s in a manual run', async (resource) => {
	await open([resource], ['create'], 'manual');
	const [item] = (await trigger.poll()) ?? [];
	expect(item).toMatchObject({ action: 'create', resource });
	expect((item?.record as IDataObject).id).toEqual(expect.any(Number));
	expect(trigger.staticData).toEqual({});
});
