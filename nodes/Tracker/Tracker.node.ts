import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { execute, methodsOf, propertiesOf } from '../engine';
import { tracker } from './tracker';

export class Tracker implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tracker RMS',
		name: 'tracker',
		icon: {
			light: 'file:../../icons/tracker.svg',
			dark: 'file:../../icons/tracker.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with candidates, clients, jobs and placements in Tracker RMS',
		defaults: { name: 'Tracker RMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
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
		properties: propertiesOf(tracker),
	};

	methods = methodsOf(tracker);

	async execute(this: IExecuteFunctions) {
		return await execute(this, tracker);
	}
}
