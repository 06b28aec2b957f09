import { boolean, choices, integer, record, text } from '../../engine';
import { resource, shortText } from '../api';

const url = { pattern: /^https?:\/\/\S+$/, expected: 'an address that starts with https://' };

/** Body of create and update (docs.txt L5751-5756 and L5812-5818). */
const fields = {
	name: shortText({ required: ['create'], description: 'Shown in the settings of Resource Guru' }),
	payload_url: shortText({
		required: ['create'],
		label: 'Payload URL',
		matches: url,
		description: 'Where events are sent',
	}),
	events: choices(
		{
			accounts: 'Accounts',
			bookings: 'Bookings',
			clients: 'Clients',
			downtimes: 'Downtimes',
			projects: 'Projects',
			resource_types: 'Resource Types',
			resources: 'Resources',
		},
		{ required: ['create'] },
	),
	secret: shortText({
		required: ['create'],
		password: true,
		description: 'Signs what is sent, so that it can be checked',
	}),
	send_secret_header: boolean({
		required: ['create'],
		description: 'Whether to send the secret itself along with each event',
	}),
	paused: boolean({ required: ['create'], description: 'Whether to hold back events for now' }),
};

/** Webhooks and what they have sent (docs.txt L5692-5945). Only administrators may use them. */
export const webhook = resource(
	'Webhook',
	{
		create: { request: 'POST /v1/{account}/webhooks', body: fields },
		delete: { request: 'DELETE /v1/{account}/webhooks/{id}', path: { id: record('webhook') } },
		get: { request: 'GET /v1/{account}/webhooks/{id}', path: { id: record('webhook') } },
		getMany: { request: 'GET /v1/{account}/webhooks', answer: 'list', picker: { name: 'name' } },
		getPayloads: {
			request: 'GET /v1/{account}/webhooks/{id}/queue',
			path: { id: record('webhook') },
			answer: 'pages',
			simplify: [
				'id',
				'webhook_id',
				'action',
				'status',
				'attempts',
				'last_sent_on',
				'next_try',
				'model.payload',
				'created_at',
			],
			action: 'Get many payloads of a webhook',
			description: 'Get many events that a webhook has sent or will send, of the last 30 days',
		},
		resendPayload: {
			request: 'PUT /v1/{account}/webhooks/{id}/send_payload_batch',
			path: { id: record('webhook') },
			body: { id: integer({ label: 'Payload ID', min: 1, default: '', required: true }) },
			answer: 'nothing',
			action: 'Resend payload of a webhook',
			description: 'Send an event of a webhook once more',
		},
		test: {
			request: 'POST /v1/{account}/webhooks/{id}/test',
			path: { id: record('webhook') },
			answer: 'text',
			simplify: false,
			description: 'Send a test event and get the status that the address answered',
		},
		testPayloadUrl: {
			request: 'POST /v1/{account}/webhooks/test-payload-url',
			body: { payload_url: text({ required: true, label: 'Payload URL', matches: url }) },
			answer: 'nothing',
			label: 'Test Payload URL',
			action: 'Test payload URL',
			description: 'Send a test event to an address before a webhook is made for it',
		},
		update: {
			request: 'PUT /v1/{account}/webhooks/{id}',
			path: { id: record('webhook') },
			body: {
				...fields,
				retry_last: boolean({
					label: 'Resend Last',
					description: 'Whether to send the last event once more',
				}),
			},
		},
	},
	{
		simplify: [
			'id',
			'name',
			'payload_url',
			'events',
			'status',
			'paused',
			'user_id',
			'created_at',
			'updated_at',
		],
	},
);
