import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { poll, pollProperties } from '../engine';
import { trigger } from './trigger';

export class ProWorkflowTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ProWorkflow Trigger',
		name: 'proWorkflowTrigger',
		icon: {
			light: 'file:../../icons/proworkflow.svg',
			dark: 'file:../../icons/proworkflow.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something is new or changed in ProWorkflow',
		defaults: { name: 'ProWorkflow Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'proWorkflowApi', required: true }],
		properties: pollProperties(trigger),
	};

	async poll(this: IPollFunctions) {
		return await poll(this, trigger);
	}
}
