import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { poll, pollProperties } from '../engine';
import { trigger } from './trigger';

export class HubPlannerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hub Planner Trigger',
		name: 'hubPlannerTrigger',
		icon: {
			light: 'file:../../icons/hub-planner.svg',
			dark: 'file:../../icons/hub-planner.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something is new or changed in Hub Planner',
		defaults: { name: 'Hub Planner Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hubPlannerApi', required: true }],
		properties: pollProperties(trigger),
	};

	async poll(this: IPollFunctions) {
		return await poll(this, trigger);
	}
}
