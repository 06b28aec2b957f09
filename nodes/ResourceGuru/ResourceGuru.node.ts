import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { execute, methodsOf, propertiesOf } from '../engine';
import { resourceGuru } from './resourceGuru';

export class ResourceGuru implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Resource Guru',
		name: 'resourceGuru',
		icon: {
			light: 'file:../../icons/resource-guru.svg',
			dark: 'file:../../icons/resource-guru.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Plan people and projects in Resource Guru: bookings, clients, projects, resources and more',
		defaults: { name: 'Resource Guru' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'resourceGuruOAuth2Api', required: true }],
		properties: propertiesOf(resourceGuru),
	};

	methods = methodsOf(resourceGuru);

	async execute(this: IExecuteFunctions) {
		return await execute(this, resourceGuru);
	}
}
