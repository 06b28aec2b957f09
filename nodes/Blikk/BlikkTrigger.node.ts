import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { optionsOf, poll, pollProperties } from '../engine';
import { blikk } from './blikk';
import { trigger } from './trigger';

export class BlikkTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Blikk Trigger',
		name: 'blikkTrigger',
		icon: {
			light: 'file:../../icons/blikk.svg',
			dark: 'file:../../icons/blikk.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something is new or changed in Blikk',
		defaults: { name: 'Blikk Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'blikkApi', required: true }],
		properties: pollProperties(trigger),
	};

	methods = { loadOptions: optionsOf(blikk, 'task') };

	async poll(this: IPollFunctions) {
		return await poll(this, trigger);
	}
}
