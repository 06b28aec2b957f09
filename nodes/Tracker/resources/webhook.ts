import { record, text } from '../../engine';
import { named, resource } from '../api';

/** One address, one action and one kind of record (docs.txt L6391-6396). */
const fields = {
	url: text({ required: ['create'], label: 'URL' }),
	action: named('webhookAction', { required: ['create'] }),
	recordType: named('recordType', { required: ['create'] }),
};

const name = ({ recordType, action, url }: Record<string, unknown>) =>
	`${String(recordType)} ${String(action)}: ${String(url)}`;

/** Addresses that Tracker RMS calls when something changes (docs.txt L6374-6769). */
export const webhook = resource('Webhook', {
	create: { request: 'POST /api/v1/Webhook', body: fields },
	delete: { request: 'DELETE /api/v1/Webhook/{Id}', path: { Id: record('webhook') } },
	get: { request: 'GET /api/v1/Webhook/{Id}', path: { Id: record('webhook') } },
	getActionOptions: {
		request: 'GET /api/v1/Webhook/Meta/Actions',
		answer: 'list',
		picker: { of: 'webhookAction', name: 'action', id: 'action' },
		action: 'Get webhook action options',
		description: 'Get the actions that a webhook can tell of',
	},
	getActions: {
		request: 'GET /api/v1/Webhook/Actions/{hookId}',
		path: { hookId: record('webhook', { label: 'Webhook' }) },
		answer: 'list',
		action: 'Get actions of webhook',
		description: 'Get what a webhook tells of',
	},
	getMany: { request: 'GET /api/v1/Webhook/List', answer: 'list', picker: { name } },
	update: {
		request: 'PATCH /api/v1/Webhook',
		body: { id: record('webhook', { required: true, label: 'Webhook' }), ...fields },
	},
});
