import type { INodeProperties } from 'n8n-workflow';
import { insideOf, nodes, operationsOf, optionsOf } from './nodes';

/** `name: type`, with the values that a dropdown stores, and below it what lies inside. */
function stored(property: INodeProperties, indent: string): string {
	const { name, type } = property;
	const isDropdown = type === 'options' || type === 'multiOptions';
	const values = isDropdown ? optionsOf(property).map(({ value }) => value) : [];
	// In a fixed collection, the rows have a name of their own.
	const rows =
		type === 'fixedCollection'
			? ` of ${optionsOf(property)
					.map((row) => row.name)
					.join()}`
			: '';
	const inside = insideOf(property)
		.toSorted((one, other) => one.name.localeCompare(other.name))
		.map((inner) => stored(inner, `${indent}  `));
	return [
		`${indent}${name}: ${type}${rows}${values.length > 0 ? ` (${values.toSorted().join(', ')})` : ''}`,
		...inside,
	].join('\n');
}

/** Lines of `properties`, sorted by name: their order on the screen may change. */
const section = (title: string, properties: INodeProperties[]) =>
	[
		title,
		...properties
			.toSorted((one, other) => one.name.localeCompare(other.name))
			.map((property) => stored(property, '  ')),
	].join('\n');

/**
 * What n8n keeps in saved workflows. A line that changes or goes away breaks the workflows that hold it: such
 * a change needs a new version of the node. New lines are harmless: `npx jest test/description -u`.
 */
it.each(nodes)('stored values of $description.name stay', ({ description }) => {
	const isAlwaysShown = ({ displayOptions }: INodeProperties) => displayOptions === undefined;
	const operations = operationsOf(description).map(({ resource, operation, properties }) =>
		section(
			`${resource} ${operation}`,
			properties.filter((property) => !isAlwaysShown(property)),
		),
	);
	const always = section('always', description.properties.filter(isAlwaysShown));
	expect([always, ...operations.toSorted()].join('\n')).toMatchSnapshot();
});
