import type { IDataObject } from 'n8n-workflow';

import { callOperation, operationsOf, z } from '../engine';
import type { Connection, WebhookTrigger } from '../engine';
import { tracker } from './tracker';

/**
 * Tracker RMS's webhooks (docs.txt L6374-6769): each tells of one action on one kind of record, and is not
 * signed. What is sent is not documented. So each webhook has an address of its own that says what it tells of,
 * with a token that only Tracker RMS knows, and the record is read from Tracker RMS, as far as its id is sent.
 */
const hooks = z.array(z.object({ id: z.number(), url: z.string().nullish() }).passthrough());

const listed = async (connection: Connection, url: string) => {
	const all = hooks.safeParse(await callOperation(connection, 'webhook', 'getMany'));
	return (all.data ?? []).filter((hook) => hook.url === url || hook.url?.startsWith(`${url}?`));
};

const remove = async (connection: Connection, Id: number | string) => {
	await callOperation(connection, 'webhook', 'delete', { path: { Id } });
};

/** `OpportunityResource`, `Opportunity Resource` -> `opportunityResource`. */
const asResource = (recordType: string) => {
	const plain = recordType.replace(/\s+/g, '');
	return plain.charAt(0).toLowerCase() + plain.slice(1);
};

const idOf = (record: IDataObject, resource: string): unknown =>
	[record.id, record.Id, record.recordId, record.RecordId, record[`${resource}Id`]].find(
		(id) => typeof id === 'number' || (typeof id === 'string' && id !== ''),
	);

export const trigger: WebhookTrigger = {
	vendor: tracker,
	find: async (connection, url) => (await listed(connection, url)).map(({ id }) => id),
	async register(connection, { url, secret, events, actions }, found) {
		// Those of an earlier try or of other choices go first, so that no event is told twice.
		for (const id of found) await remove(connection, id);
		for (const recordType of events) {
			for (const action of actions) {
				const query = new URLSearchParams({ token: secret, recordType, action });
				const body = { url: `${url}?${query.toString()}`, recordType, action };
				await callOperation(connection, 'webhook', 'create', { body });
			}
		}
		// A create may answer nothing (L6400-6403), so the ids come from the list.
		return (await listed(connection, url)).map(({ id }) => id);
	},
	remove,
	proof: ({ query }, secret) => ({ expected: secret, given: query.token }),
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
