import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { execute, methodsOf, propertiesOf } from '../engine';
import { hubPlanner } from './hubPlanner';

export class HubPlanner implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hub Planner',
		name: 'hubPlanner',
		icon: {
			light: 'file:../../icons/hub-planner.svg',
			dark: 'file:../../icons/hub-planner.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Plan resources in Hub Planner',
		defaults: { name: 'Hub Planner' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hubPlannerApi', required: true }],
		properties: propertiesOf(hubPlanner),
	};

	methods = methodsOf(hubPlanner);

	async execute(this: IExecuteFunctions) {
		return await execute(this, hubPlanner);
	}
}
