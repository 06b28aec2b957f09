import { createHmac } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { callOperation, operationsOf, z } from '../engine';
import type { Connection, WebhookTrigger, Wish } from '../engine';
import { tracker } from './tracker';

/**
 * Tracker RMS's webhooks (docs.txt L6374-6769): each tells of one action on one kind of record, and is not
 * signed. What is sent is not documented. So each webhook has an address of its own that says what it tells of,
 * with a token for just that which only Tracker RMS knows, and the record is read from Tracker RMS, as far as its id
 * is sent.
 */
const hookId = z.union([z.number(), z.string().min(1)]);
const hook = z.object({ id: hookId, url: z.string() });

/** Ids of the webhooks that send to this address, whatever follows it. */
async function find(connection: Connection, url: string) {
	const all = (await callOperation(connection, 'webhook', 'getMany')) ?? [];
	return (all as unknown[]).flatMap((each) => {
		const { data } = hook.safeParse(each);
		return data && (data.url === url || data.url.startsWith(`${url}?`)) ? [data.id] : [];
	});
}

/** What the address of one webhook carries; it proves nothing of any other kind of record or action. */
const tokenFor = (secret: string, recordType: unknown, action: unknown) =>
	createHmac('sha256', secret)
		.update(JSON.stringify([recordType, action]))
		.digest('hex');

/** One webhook for each action on each kind of record. */
async function create(connection: Connection, { url, secret, events, actions }: Wish) {
	for (const recordType of events) {
		for (const action of actions) {
			const token = tokenFor(secret, recordType, action);
			const query = new URLSearchParams({ token, recordType, action });
			const body = { url: `${url}?${query.toString()}`, recordType, action };
			await callOperation(connection, 'webhook', 'create', { body });
		}
	}
}

const remove = async (connection: Connection, Id: number | string) => {
	await callOperation(connection, 'webhook', 'delete', { path: { Id } });
};

/** `OpportunityResource`, `Opportunity Resource` -> `opportunityResource`. */
const asResource = (recordType: string) => {
	const plain = recordType.replace(/\s+/g, '');
	return plain.charAt(0).toLowerCase() + plain.slice(1);
};

/** The record's id, under whatever name it is sent; a plain `id` may be that of the event. */
function idOf(record: IDataObject, resource: string): unknown {
	const fields = new Map(Object.entries(record).map(([name, id]) => [name.toLowerCase(), id]));
	return ['recordid', `${resource.toLowerCase()}id`, 'id']
		.map((name) => fields.get(name))
		.find((id) => typeof id === 'number' || (typeof id === 'string' && id !== ''));
}

export const trigger: WebhookTrigger = {
	vendor: tracker,
	find,
	async register(connection, wish, found) {
		const { url } = wish;
		// Those of an earlier try or of other choices go first, so that no event is told twice.
		for (const id of found) await remove(connection, id);
		await create(connection, wish).catch(async (error: unknown) => {
			// All or none. What can't be removed now is found by its address later.
			const made = await find(connection, url).catch(() => []);
			for (const id of made) await remove(connection, id).catch(() => undefined);
			throw error;
		});
		// A create may answer nothing (L6400-6403), so the ids come from the list.
		return await find(connection, url);
	},
	remove,
	proof: ({ query: { token, recordType, action } }, secret) => ({
		expected: tokenFor(secret, recordType, action),
		given: token,
	}),
	read(body, { recordType, action }) {
		if (typeof recordType !== 'string' || typeof action !== 'string') return undefined;
		const record = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
		return { action, resource: asResource(recordType), record };
	},
	readsWhole: true,
	async wholeRecord(connection, { resource, record }) {
		const reading = operationsOf(tracker).find(
			(operation) => operation.resource.key === resource && operation.key === 'get',
		);
		const [{ wireName = '' } = {}] = reading?.parameters ?? [];
		const id = idOf(record, resource);
		if (!wireName || id === undefined) return undefined;
		const path = { [wireName]: id as string };
		return (await callOperation(connection, resource, 'get', { path })) as IDataObject;
	},
};
