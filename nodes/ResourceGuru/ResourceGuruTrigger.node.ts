import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IWebhookFunctions } from 'n8n-workflow';

import { receive, webhookMethodsOf } from '../engine';
import { trigger } from './trigger';

export class ResourceGuruTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Resource Guru Trigger',
		name: 'resourceGuruTrigger',
		icon: {
			light: 'file:../../icons/resource-guru.svg',
			dark: 'file:../../icons/resource-guru.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something changes in Resource Guru',
		defaults: { name: 'Resource Guru Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'resourceGuruOAuth2Api', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			{
				displayName:
					'Only an administrator of the Resource Guru account can switch this trigger on',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: ['bookings'],
				options: [
					{ name: 'Account', value: 'accounts', action: 'On change of an account' },
					{ name: 'Booking', value: 'bookings', action: 'On change of a booking' },
					{ name: 'Client', value: 'clients', action: 'On change of a client' },
					{ name: 'Downtime', value: 'downtimes', action: 'On change of a downtime' },
					{ name: 'Project', value: 'projects', action: 'On change of a project' },
					{ name: 'Resource', value: 'resources', action: 'On change of a resource' },
					{
						name: 'Resource Type',
						value: 'resource_types',
						action: 'On change of a resource type',
					},
				],
			},
			{
				displayName: 'When It Is',
				name: 'actions',
				type: 'multiOptions',
				required: true,
				default: ['create', 'update', 'delete'],
				options: [
					{ name: 'Created', value: 'create' },
					{ name: 'Updated', value: 'update' },
					{ name: 'Deleted', value: 'delete' },
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Get Whole Record',
						name: 'wholeRecord',
						type: 'boolean',
						default: false,
						description:
							'Whether to get the whole record from Resource Guru, because an event holds only some of its fields',
					},
				],
			},
		],
	};

	webhookMethods = webhookMethodsOf(trigger);

	async webhook(this: IWebhookFunctions) {
		return await receive(this, trigger);
	}
}
