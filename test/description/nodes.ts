/** The built app nodes (those with resources and operations), and what their descriptions hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import { loadBuilt, packageRoot } from '../../scripts/package';

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

/** Every built node of the package, as n8n makes it. */
export const nodes = manifest.n8n.nodes.map(
	(file) => loadBuilt<INodeType>(packageRoot, file).instance,
);

export const appNodes = nodes.filter(({ description }) =>
	description.properties.some(({ name }) => name === 'operation'),
);

/** The options of a dropdown. */
export const optionsOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];

/** What lies inside a collection, or in the rows of a fixed collection. */
export function insideOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

/** A property and everything inside it. */
export const withInside = (property: INodeProperties): INodeProperties[] => [
	property,
	...insideOf(property).flatMap(withInside),
];

/** An operation as the editor shows it. */
export interface Shown {
	resource: string;
	operation: string;
	/** What is visible below the two dropdowns, in its order. */
	properties: INodeProperties[];
}

/** Every operation of a node, with what n8n itself would show for it. */
export function operationsOf(description: INodeTypeDescription): Shown[] {
	const { properties } = description;
	return properties
		.filter(({ name }) => name === 'resource')
		.flatMap(optionsOf)
		.flatMap(({ value }) => {
			const resource = String(value);
			return properties
				.filter((property) => property.name === 'operation' && isShown(property, { resource }))
				.flatMap(optionsOf)
				.map((option) => {
					const operation = String(option.value);
					const visible = properties.filter(
						(property) =>
							!['authentication', 'resource', 'operation'].includes(property.name) &&
							isShown(property, { resource, operation, returnAll: false }),
					);
					return { resource, operation, properties: visible };
				});
		});

	function isShown(property: INodeProperties, values: Record<string, string | boolean>): boolean {
		return NodeHelpers.displayParameter(values, property, null, description);
	}
}
