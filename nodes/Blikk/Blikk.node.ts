import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { execute, methodsOf, propertiesOf } from '../engine';
import { blikk } from './blikk';

export class Blikk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Blikk',
		name: 'blikk',
		icon: {
			light: 'file:../../icons/blikk.svg',
			dark: 'file:../../icons/blikk.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Manage contacts, projects, tasks and time reports in Blikk',
		defaults: { name: 'Blikk' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'blikkApi', required: true }],
		properties: propertiesOf(blikk),
	};

	methods = methodsOf(blikk);

	async execute(this: IExecuteFunctions) {
		return await execute(this, blikk);
	}
}
