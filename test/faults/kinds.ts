/** The kinds of operation that meet the faults, each with what shows that it was carried out. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Execution, Trigger } from '../../host';
import { stampOf } from '../../sandbox/vendors/blikk/shared';
import { type AppNode, appWorkflow } from '../engine/support/run';
import { type Guru, startGuru } from '../engine/support/guru';
import { node, workflow } from '../host/workflows';
import type { Ruled } from './rules';

/** An n8n and the vendors. */
export interface World extends Guru {
	/** A fresh credential, whose pace has nothing behind it (unless its token can be renewed). */
	signInTo(vendor: VendorKey, data?: { baseUrl?: string; renews?: boolean }): AppNode;
}

type VendorKey = 'resourceGuru' | 'blikk';

export interface Failure {
	message: string;
	description?: string | null;
}

/** How one attempt ended. */
export interface Outcome {
	/** True where it brought what it should. */
	works: boolean;
	error?: Failure;
}

/** One attempt that is under way. */
export interface Attempt {
	outcome: Promise<Outcome>;
	/** Left out where n8n has no way to stop it. */
	cancel?: () => void;
}

export interface Kind extends Ruled {
	vendor: string;
	vendorKey: VendorKey;
	/** What n8n calls it. */
	action: string;
	/** The call that meets the faults. */
	operationId: string;
	/** Readies an attempt, before the fault is there. */
	ready(world: World, app: AppNode): Promise<() => Attempt>;
	/** A read that a write follows: without it, nothing may be written. */
	leadsToWrite?: boolean;
	/** How often it was carried out so far, by the vendor's records; for a mere read always 0. */
	done(world: World): number;
}

const guru = { vendor: 'Resource Guru', vendorKey: 'resourceGuru' } as const;
const blikk = { vendor: 'Blikk', vendorKey: 'blikk' } as const;

export async function openWorld(): Promise<World> {
	const world = await startGuru();
	const { blikk: access } = world.sandbox.vendors;
	let made = 0;
	return {
		...world,
		signInTo: (vendor, { baseUrl, renews } = {}) => {
			if (vendor === 'resourceGuru') {
				const { clientId } = world.sandbox.vendors.resourceGuru;
				return world.signIn({ ...(baseUrl && { baseUrl }), ...(renews && { clientId }) });
			}
			const id = `blikk-${++made}`;
			const { applicationId, applicationSecret } = access;
			const { accessToken, expires } = access.issueToken();
			world.host.credentials.set(id, 'blikkApi', id, {
				baseUrl: baseUrl ?? access.baseUrl,
				applicationId,
				applicationSecret,
				accessToken,
				accessTokenEnds: Date.parse(expires),
			});
			return { type: 'n8n-nodes-workforce.blikk', credential: { type: 'blikkApi', id } };
		},
	};
}

/** An operation of a node, which works where its items are as they should be. */
const running =
	(
		parameters: (world: World) => INodeParameters,
		brings: (items: INodeExecutionData[], world: World) => boolean,
		input: INodeExecutionData = { json: {} },
	): Kind['ready'] =>
	(world, app) => {
		const file = appWorkflow(app, parameters(world));
		return Promise.resolve(() => {
			const { result, cancel }: Execution = world.host.start(file, { input: [input] });
			const outcome = result.then(({ items: { App: [items = []] = [] }, error }) => ({
				works: items.length > 0 && brings(items, world),
				error,
			}));
			return { outcome, cancel };
		});
	};

const clients = ({ sandbox }: World) => sandbox.vendors.resourceGuru.records.clients;
const attachments = ({ sandbox }: World) => sandbox.vendors.blikk.records.taskAttachments;

const NAME = 'Umbrella Rentals';
const BYTES = Buffer.from([0, 255, 10, 13, 128]);

const fileOf = (world: World) => {
	const [attachment] = attachments(world).where(({ file }) => file !== null);
	if (!attachment?.file) throw new Error('The seed has no file');
	return { ...attachment, bytes: attachment.file.bytes };
};

/** A client that is there to be deleted. */
function spare(world: World): number {
	const { id: _id, ...fields } = clients(world).get(1);
	return clients(world).insert({ ...fields, name: 'To be deleted' }).id;
}

/** How often the name of a client was changed, told by the number in it. */
const renamed = (world: World) => Number(/\d+$/.exec(clients(world).get(1).notes ?? '')?.[0] ?? 0);

const blikkContacts = ({ sandbox }: World) => sandbox.vendors.blikk.records.contacts;

/** How often the phone number of a contact was changed, which then is that number. */
const called = (world: World) => Number(blikkContacts(world).get(1).phoneNumber) || 0;

export const kinds: Kind[] = [
	{
		...guru,
		name: 'read one',
		action: 'Get client',
		operationId: 'client.get',
		writes: false,
		ready: running(
			() => ({ resource: 'client', operation: 'get', clientId: 1 }),
			([item]) => item?.json.id === 1,
		),
		done: () => 0,
	},
	{
		...guru,
		name: 'list',
		action: 'Get many clients',
		operationId: 'client.getMany',
		writes: false,
		ready: running(
			() => ({ resource: 'client', operation: 'getMany', limit: 3 }),
			(items) => items.length === 3,
		),
		done: () => 0,
	},
	{
		...guru,
		name: 'create',
		action: 'Create client',
		operationId: 'client.create',
		writes: true,
		ready: running(
			() => ({ resource: 'client', operation: 'create', name: NAME }),
			([item]) => item?.json.name === NAME || item?.json.success === true,
		),
		done: (world) => clients(world).where(({ name }) => name === NAME).length,
	},
	{
		...guru,
		name: 'update',
		action: 'Update client',
		operationId: 'client.update',
		writes: true,
		ready: running(
			(world) => ({
				resource: 'client',
				operation: 'update',
				clientId: 1,
				updateFields: { notes: `Changed ${renamed(world) + 1}` },
			}),
			([item], world) =>
				item?.json.success === true || item?.json.notes === clients(world).get(1).notes,
		),
		done: renamed,
	},
	{
		...guru,
		name: 'delete',
		action: 'Delete client',
		operationId: 'client.delete',
		writes: true,
		ready: running(
			(world) => ({ resource: 'client', operation: 'delete', clientId: spare(world) }),
			([item]) => item?.json.deleted === true,
		),
		done: (world) =>
			clients(world).where(({ name, deleted }) => deleted && name === 'To be deleted').length,
	},
	{
		...blikk,
		name: 'read to update',
		action: 'Get contact',
		operationId: 'contact.get',
		writes: false,
		leadsToWrite: true,
		ready: running(
			(world) => ({
				resource: 'contact',
				operation: 'update',
				contactId: 1,
				updateFields: { phoneNumber: String(called(world) + 1) },
			}),
			([item], world) => {
				const { name, email } = blikkContacts(world).get(1);
				return item?.json.success === true && name !== '' && email !== null;
			},
		),
		done: called,
	},
	{
		...blikk,
		name: 'upload',
		action: 'Upload task attachment',
		operationId: 'taskAttachment.create',
		writes: true,
		ready: running(
			(world) => ({
				resource: 'taskAttachment',
				operation: 'create',
				taskId: fileOf(world).taskId,
				file: 'data',
			}),
			([item]) => item?.json.success === true,
			{
				json: {},
				binary: {
					data: { fileName: 'plan.bin', mimeType: 'image/png', data: BYTES.toString('base64') },
				},
			},
		),
		done: (world) =>
			attachments(world).where(({ file }) => file?.bytes.equals(BYTES) === true).length,
	},
	{
		...blikk,
		name: 'download',
		action: 'Download task attachment',
		operationId: 'taskAttachment.download',
		writes: false,
		ready: running(
			(world) => {
				const { id, taskId } = fileOf(world);
				return { resource: 'taskAttachment', operation: 'download', taskId, attachmentId: id };
			},
			([item], world) => item?.binary?.data?.bytes === fileOf(world).bytes.length,
		),
		done: () => 0,
	},
	{
		...guru,
		name: 'register',
		action: 'Create webhook',
		operationId: 'webhook.create',
		writes: true,
		ready: async (world, app) => {
			const trigger = await openTrigger(world, 'resourceGuruTrigger', app, { events: ['clients'] });
			return () => ({
				outcome: trigger
					.activate()
					.then(
						() => ({ works: true }),
						(error: Failure) => ({ works: false, error }),
					)
					.finally(() => void trigger.close()),
			});
		},
		done: ({ sandbox }) => sandbox.vendors.resourceGuru.records.webhooks.count,
	},
	{
		...blikk,
		name: 'poll',
		action: 'Get many contacts',
		operationId: 'contact.getMany',
		writes: false,
		ready: async (world, app) => {
			const { contacts } = world.sandbox.vendors.blikk.records;
			const parameters = { events: ['contact'], actions: ['create'] };
			const trigger = await openTrigger(world, 'blikkTrigger', app, parameters);
			// The first poll only looks where the list ends, and must be let through.
			const { id, type, name, data } = world.host.credentials.get(app.credential.id);
			const { baseUrl } = world.sandbox.vendors.blikk;
			world.host.credentials.set(id, type, name, { ...data, baseUrl });
			await trigger.poll();
			world.host.credentials.set(id, type, name, data);
			const { id: _id, ...fields } = contacts.get(1);
			const created = stampOf(world.sandbox.clock.now());
			const contact = contacts.insert({ ...fields, created, updated: null });
			const tells = async () => {
				const items = (await trigger.poll())?.flat() ?? [];
				return (
					items.map(({ json }) => (json.record as IDataObject).id).join() === String(contact.id)
				);
			};
			const before = JSON.stringify(trigger.staticData);
			const outcome = async (): Promise<Outcome> => {
				try {
					return { works: await tells() };
				} catch (error) {
					// Nothing is lost: the next poll begins where this one began.
					expect(JSON.stringify(trigger.staticData)).toBe(before);
					world.sandbox.clearFaults();
					const seen = world.sandbox.requests.splice(0);
					if (data.baseUrl === baseUrl) expect(await tells()).toBe(true);
					world.sandbox.requests.splice(0, Infinity, ...seen);
					return { works: false, error: error as Failure };
				} finally {
					await trigger.close();
				}
			};
			return () => ({ outcome: outcome() });
		},
		done: () => 0,
	},
];

async function openTrigger(
	{ host }: World,
	type: string,
	{ credential: { type: credentialType, id } }: AppNode,
	parameters: IDataObject,
): Promise<Trigger> {
	const trigger = node('Trigger', `n8n-nodes-workforce.${type}`, parameters as INodeParameters, {
		credentials: { [credentialType]: { id, name: id } },
		webhookId: '6d7f5c1e-1111-4222-8333-944455566677',
	});
	return await host.trigger(workflow([trigger]), 'Trigger');
}
