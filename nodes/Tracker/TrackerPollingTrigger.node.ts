import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { poll } from '../engine';
import { properties, trigger } from './pollingTrigger';

export class TrackerPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tracker RMS Polling Trigger',
		name: 'trackerPollingTrigger',
		icon: {
			light: 'file:../../icons/tracker.svg',
			dark: 'file:../../icons/tracker.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Asks Tracker RMS from time to time and starts the workflow when something is new or changed. Needs no webhook.',
		defaults: { name: 'Tracker RMS Polling Trigger' },
		polling: true,
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
		properties,
	};

	async poll(this: IPollFunctions) {
		return await poll(this, trigger);
	}
}
