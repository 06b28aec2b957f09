import { createHmac } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { callOperation, operationsOf, z } from '../engine';
import type { WebhookTrigger } from '../engine';
import { resourceGuru } from './resourceGuru';

/**
 * Resource Guru's webhooks (docs.txt L5692-5945). A delivery tells `{ id, timestamp, payload }`, where the
 * payload is the record in short with `action` and `type`. A test call has another, undocumented body.
 */
const delivered = z.object({
	id: z.number(),
	// Seconds, as far as a date goes.
	timestamp: z.number().min(0).max(8.64e12),
	payload: z
		.object({ action: z.string(), type: z.string(), id: z.number().optional() })
		.passthrough(),
});

const hook = z.object({ id: z.number(), payload_url: z.unknown() }).passthrough();

/** The payload's types, and the resources they are records of. */
const RESOURCES = new Map([['resource_type', 'resourceType']]);

/** Kinds of records that can be read one by one. */
const kinds = new Set(
	operationsOf(resourceGuru).flatMap(({ resource, key }) => (key === 'get' ? [resource.key] : [])),
);

export const trigger: WebhookTrigger = {
	vendor: resourceGuru,
	async find(connection, url) {
		const hooks = z.array(hook).safeParse(await callOperation(connection, 'webhook', 'getMany'));
		return (hooks.data ?? []).filter(({ payload_url }) => payload_url === url).map(({ id }) => id);
	},
	async register(connection, { url, name, secret, events }, [id]) {
		const body = {
			name,
			secret,
			events,
			payload_url: url,
			send_secret_header: false,
			paused: false,
		};
		const answer =
			id === undefined
				? await callOperation(connection, 'webhook', 'create', { body })
				: await callOperation(connection, 'webhook', 'update', { path: { id }, body });
		const made = hook.safeParse(answer);
		if (made.success) return [made.data.id];
		throw new NodeOperationError(
			connection.context.getNode(),
			'Resource Guru did not tell the ID of the webhook that it made',
		);
	},
	async remove(connection, id) {
		await callOperation(connection, 'webhook', 'delete', { path: { id } });
	},
	// OpenSSL::HMAC.hexdigest('sha256', webhook_secret, request_body) (L5702-5704).
	proof: ({ body, headers }, secret) => ({
		expected: createHmac('sha256', secret).update(body).digest('hex'),
		given: headers['x-resourceguru-signature'],
	}),
	read(body) {
		const told = delivered.safeParse(body);
		if (!told.success) return undefined;
		const { action, type, ...record } = told.data.payload;
		return {
			id: told.data.id,
			action,
			timestamp: new Date(told.data.timestamp * 1000).toISOString(),
			resource: RESOURCES.get(type) ?? type,
			record: record as IDataObject,
		};
	},
	async wholeRecord(connection, { resource, record }) {
		if (!kinds.has(resource)) return undefined;
		const path = { id: record.id };
		return (await callOperation(connection, resource, 'get', { path })) as IDataObject;
	},
};
