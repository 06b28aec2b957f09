import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { inReadingOrder } from './fields';
import { DATA_FIELD } from './files';
import type { Operation, Parameter, Resource, Vendor } from './operation';
import { resourcesOf } from './operation';

/** From operation records to the properties that n8n shows. */

/** How many items the node works on at the same time unless its option says otherwise. */
export const ITEMS_AT_ONCE = 10;

/** All properties of a vendor's node: resource, operation, the fields of each operation, and the options. */
export function propertiesOf(vendor: Vendor): INodeProperties[] {
	const resources = resourcesOf(vendor);
	return [
		...authenticationProperties(vendor),
		resourceProperty(resources, vendor.opensOn),
		...resources.map(operationProperty),
		...resources.flatMap(resourceProperties),
		settingsProperty(resources),
	];
}

/** The choice of how to sign in, where there is one. */
export function authenticationProperties({ credential, signIns }: Vendor): INodeProperties[] {
	if (!signIns) return [];
	const ways = Object.entries(signIns);
	const options = ways.map(([value, { label }]) => ({ name: label, value }));
	const [first] = ways.find(([, way]) => way.credential === credential) ?? [];
	return [
		{ ...dropdown('Authentication', 'authentication', options, first), noDataExpression: true },
	];
}

function resourceProperty(resources: Resource[], first?: string): INodeProperties {
	const options = resources.map(({ key, label }) => ({ name: label, value: key }));
	return { ...dropdown('Resource', 'resource', options, first), noDataExpression: true };
}

function operationProperty(resource: Resource): INodeProperties {
	const options = resource.operations.map((operation) => ({
		name: operation.label,
		value: operation.key,
		action: operation.action,
		description: operation.description,
	}));
	return {
		...dropdown('Operation', 'operation', options, 'getMany'),
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.key] } },
	};
}

/** A dropdown; `preferred` is chosen at first where it is offered. */
function dropdown(
	label: string,
	name: string,
	options: INodePropertyOptions[],
	preferred?: string,
): INodeProperties {
	const sorted = inReadingOrder(options, (option) => option.name);
	const chosen = sorted.find(({ value }) => value === preferred) ?? sorted[0];
	const property = { displayName: label, name, type: 'options' as const, options: sorted };
	return { ...property, default: chosen?.value };
}

/** Properties in the order in which a person fills them in: whom, what, how many, how, and what else. */
const ORDER = [
	'path',
	'flat',
	'mapped',
	'returnAll',
	'limit',
	'simple',
	'outputField',
	'collection',
] as const;

type Ranked = [rank: (typeof ORDER)[number], property: INodeProperties];

function fieldProperties(operation: Operation): Ranked[] {
	const displayOptions: IDisplayOptions = {
		show: { resource: [operation.resource.key], operation: [operation.key] },
	};
	const ranked = operation.parameters
		.filter(({ flat }) => flat)
		.map((parameter): Ranked => {
			const { place, field, required } = parameter;
			const rank = place === 'path' ? 'path' : field.maps ? 'mapped' : 'flat';
			return [rank, { ...propertyOf(parameter), ...(required && { required }), displayOptions }];
		});
	const { upsert } = operation;
	if (upsert && upsert.by.length > 1) {
		const keys = operation.parameters.filter(({ wireName }) => upsert.by.includes(wireName));
		const options = keys.map(({ label, wireName }) => ({ name: label, value: wireName }));
		const description = 'The field that tells whether the record is already there';
		ranked.push([
			'path',
			{ ...dropdown('Match By', 'matchBy', options), description, displayOptions },
		]);
	}
	if (operation.answer === 'list' || operation.answer === 'pages') {
		const returnAll: INodeProperties = {
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions,
		};
		const limit: INodeProperties = {
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { ...displayOptions.show, returnAll: [false] } },
		};
		ranked.push(['returnAll', returnAll], ['limit', limit]);
	}
	if (operation.simplified) {
		const simple: INodeProperties = {
			displayName: 'Simplify',
			name: 'simple',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
			displayOptions,
		};
		ranked.push(['simple', simple]);
	}
	if (operation.answer === 'file' || operation.file) {
		const outputField: INodeProperties = {
			displayName: 'Output Data Field Name',
			name: 'outputField',
			type: 'string',
			default: DATA_FIELD,
			description: 'The name of the output field to put the file in',
			displayOptions,
		};
		ranked.push(['outputField', outputField]);
	}
	const optional = operation.parameters.filter(({ flat }) => !flat).map(propertyOf);
	if (optional.length > 0) {
		const collection: INodeProperties = {
			displayName: operation.collection.label,
			name: operation.collection.name,
			type: 'collection',
			placeholder: `Add ${operation.collection.one}`,
			default: {},
			options: inReadingOrder(optional, ({ displayName }) => displayName),
			displayOptions,
		};
		ranked.push(['collection', collection]);
	}
	return ranked;
}

function propertyOf({ name, label, field }: Parameter): INodeProperties {
	return { displayName: label, name, ...field.property };
}

/** The properties of a resource. Those that differ only in their operation become one, so that the editor has fewer to look at. */
function resourceProperties(resource: Resource): INodeProperties[] {
	const byContent = new Map<string, INodeProperties>();
	const ranked = resource.operations.flatMap(fieldProperties);
	for (const [, property] of ORDER.flatMap((rank) => ranked.filter(([own]) => own === rank))) {
		const { displayOptions, ...content } = property;
		const { operation = [], ...conditions } = displayOptions?.show ?? {};
		const key = JSON.stringify([content, conditions]);
		const known = byContent.get(key)?.displayOptions?.show?.operation ?? [];
		const show = { ...displayOptions?.show, operation: [...known, ...operation] };
		byContent.set(key, { ...property, displayOptions: { show } });
	}
	return [...byContent.values()];
}

/** What holds for all operations of a node. */
function settingsProperty(resources: Resource[]): INodeProperties {
	const itemsAtOnce: INodeProperties = {
		displayName: 'Items at Once',
		name: 'itemsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: ITEMS_AT_ONCE,
		description:
			'How many items are worked on at the same time. Set 1 where one item must be finished before the next begins.',
	};
	const onlyGiven: INodeProperties = {
		displayName: 'Send Only Given Fields',
		name: 'onlyGiven',
		type: 'boolean',
		default: false,
		description:
			'Whether an update sends only the fields that you add, instead of reading the record first and keeping the others',
	};
	const oneRequest: INodeProperties = {
		displayName: 'Many Items in One Request',
		name: 'oneRequest',
		type: 'boolean',
		default: true,
		description:
			'Whether items are sent together where the operation can do that. Faster, but if one item is refused, none of them is taken.',
	};
	const operations = resources.flatMap((resource) => resource.operations);
	return {
		// Not 'Settings': n8n has a tab of that name beside it.
		displayName: 'Advanced Options',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			itemsAtOnce,
			...(operations.some(({ bulk }) => bulk) ? [oneRequest] : []),
			...(operations.some(({ merges }) => merges) ? [onlyGiven] : []),
		],
	};
}
