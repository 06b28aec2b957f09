import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { execute, methodsOf, propertiesOf } from '../engine';
import { proWorkflow } from './proWorkflow';

export class ProWorkflow implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ProWorkflow',
		name: 'proWorkflow',
		icon: {
			light: 'file:../../icons/proworkflow.svg',
			dark: 'file:../../icons/proworkflow.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with companies, contacts, projects, invoices and more in ProWorkflow',
		defaults: { name: 'ProWorkflow' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'proWorkflowApi', required: true }],
		properties: propertiesOf(proWorkflow),
	};

	methods = methodsOf(proWorkflow);

	async execute(this: IExecuteFunctions) {
		return await execute(this, proWorkflow);
	}
}
