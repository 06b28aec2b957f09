import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IWebhookFunctions } from 'n8n-workflow';

import { authenticationProperties, optionsOf, receive, webhookMethodsOf } from '../engine';
import { tracker } from './tracker';
import { trigger } from './trigger';

export class TrackerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tracker RMS Trigger',
		name: 'trackerTrigger',
		icon: {
			light: 'file:../../icons/tracker.svg',
			dark: 'file:../../icons/tracker.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something changes in Tracker RMS',
		defaults: { name: 'Tracker RMS Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'trackerApi',
				required: true,
				displayOptions: { show: { authentication: ['apiToken'] } },
			},
			{
				name: 'trackerOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			...authenticationProperties(tracker),
			{
				displayName: 'Record Type Names or IDs',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: [],
				typeOptions: { loadOptionsMethod: 'recordType' },
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
			{
				displayName: 'Action Names or IDs',
				name: 'actions',
				type: 'multiOptions',
				required: true,
				default: [],
				typeOptions: { loadOptionsMethod: 'webhookAction' },
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
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
						default: true,
						description:
							'Whether to get the whole record from Tracker RMS, because an event may hold little more than its ID',
					},
				],
			},
		],
	};

	methods = { loadOptions: optionsOf(tracker, 'recordType', 'webhookAction') };

	webhookMethods = webhookMethodsOf(trigger);

	async webhook(this: IWebhookFunctions) {
		return await receive(this, trigger);
	}
}
