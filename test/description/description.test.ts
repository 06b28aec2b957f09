import type { INodeProperties, INodeType } from 'n8n-workflow';
import { appNodes, insideOf, nodes, operationsOf, optionsOf, withInside } from './nodes';

/** More than the eye takes in at once; whatever is optional lies in a collection. */
const MOST_VISIBLE = 15;
/** The editor loads and walks over all of it. The largest vendor documents more than 1,000 parameters. */
const MOST_BYTES = 400_000;

const repeated = (names: unknown[]) => names.filter((name, index) => names.indexOf(name) !== index);

describe.each(nodes)('the built node $description.name', ({ description }) => {
	const all = description.properties.flatMap(withInside);

	it('labels every property, and every option', () => {
		for (const { name, displayName } of all) expect([name, displayName.trim()]).not.toContain('');
		for (const property of all.filter(isDropdown)) {
			for (const option of optionsOf(property)) {
				expect([property.name, option.name.trim()]).not.toContain('');
			}
		}
	});

	it('offers no value twice in a dropdown, and stores no name twice in a collection', () => {
		for (const property of all) {
			const values = isDropdown(property) ? optionsOf(property).map(({ value }) => value) : [];
			expect([property.name, ...repeated(values)]).toEqual([property.name]);
			const names = insideOf(property).map(({ name }) => name);
			expect([property.name, ...repeated(names)]).toEqual([property.name]);
		}
	});

	it('begins with a value that is offered', () => {
		for (const property of all.filter(({ type }) => type === 'options')) {
			if (property.typeOptions?.loadOptionsMethod) continue;
			const values = optionsOf(property).map(({ value }) => value);
			expect([property.name, ...values]).toContain(property.default);
		}
	});

	it('has required fields where they are seen: not in a collection', () => {
		const hidden = all
			.filter(({ type }) => type === 'collection')
			.flatMap(insideOf)
			.filter(({ required }) => required);
		expect(hidden.map(({ name }) => name)).toEqual([]);
	});

	it('shows each property for resources and operations that there are', () => {
		const known = new Map(
			description.properties
				.filter(({ name }) => name === 'operation')
				.map((property) => [
					property.displayOptions?.show?.resource?.[0],
					optionsOf(property).map(({ value }) => value),
				]),
		);
		for (const { name, displayOptions } of description.properties) {
			const { resource = [], operation = [] } = displayOptions?.show ?? {};
			for (const of of resource) {
				expect([name, known.has(of)]).toEqual([name, true]);
				expect(known.get(of)).toEqual(expect.arrayContaining(operation));
			}
		}
	});

	const bytes = Buffer.byteLength(JSON.stringify(description));
	it(`is ${Math.ceil(bytes / 1000)} kB of JSON, of at most ${MOST_BYTES / 1000} kB`, () => {
		expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
	});
});

describe.each(appNodes)('the operations of $description.name', ({ description }) => {
	const operations = operationsOf(description);
	const keyOf = (shown: (typeof operations)[number]) => `${shown.resource} ${shown.operation}`;

	it('have names of their own', () => {
		expect(operations.length).toBeGreaterThan(0);
		expect(repeated(operations.map(keyOf))).toEqual([]);
		const [resource] = description.properties.filter(({ name }) => name === 'resource');
		expect(repeated(optionsOf(resource!).map(({ value }) => value))).toEqual([]);
		expect(repeated(optionsOf(resource!).map(({ name }) => name))).toEqual([]);
	});

	it('have a sentence and an action each, and no two of a resource the same', () => {
		for (const property of description.properties.filter(({ name }) => name === 'operation')) {
			const options = optionsOf(property);
			for (const { action, description: sentence } of options) {
				expect(action).toMatch(/^[A-Z]/);
				expect(sentence).toMatch(/^[A-Z]/);
			}
			expect(repeated(options.map(({ name }) => name))).toEqual([]);
			expect(repeated(options.map(({ action }) => action))).toEqual([]);
		}
	});

	it('show no two properties of one name, nor of one label', () => {
		for (const shown of operations) {
			const { properties } = shown;
			expect([keyOf(shown), ...repeated(properties.map(({ name }) => name))]).toEqual([
				keyOf(shown),
			]);
			const labels = properties.flatMap((property) => [
				property.displayName,
				...(property.type === 'collection' ? insideOf(property) : []).map(
					({ displayName }) => displayName,
				),
			]);
			expect([keyOf(shown), ...repeated(labels)]).toEqual([keyOf(shown)]);
		}
	});

	it(`show at most ${MOST_VISIBLE} properties each`, () => {
		const crowded = operations.filter(({ properties }) => properties.length > MOST_VISIBLE);
		expect(crowded.map(keyOf)).toEqual([]);
	});

	it('ask for an ID before anything else', () => {
		for (const shown of operations) {
			const [first] = shown.properties;
			const picker = shown.properties.find(({ name }) => name === `${shown.resource}Id`);
			if (picker) expect([keyOf(shown), first?.name]).toEqual([keyOf(shown), picker.name]);
		}
	});
});

describe.each(nodes)('the methods of $description.name', (node) => {
	const named = namesIn(node);
	it.each(Object.keys(named) as Array<keyof typeof named>)('for %s are all used', (kind) => {
		const methods = Object.keys(node.methods?.[kind] ?? {});
		expect(methods.filter((method) => !named[kind].has(method))).toEqual([]);
	});

	it.each(Object.keys(named) as Array<keyof typeof named>)('for %s exist', (kind) => {
		const methods = Object.keys(node.methods?.[kind] ?? {});
		expect(methods).toEqual(expect.arrayContaining([...named[kind]]));
	});
});

/** The methods that a description names, by kind. */
function namesIn({ description }: INodeType) {
	const properties = description.properties.flatMap(withInside);
	const named = (names: Array<string | undefined>) =>
		new Set(names.filter((name) => name !== undefined));
	return {
		listSearch: named(
			properties
				.flatMap(({ modes = [] }) => modes)
				.map(({ typeOptions }) => typeOptions?.searchListMethod),
		),
		loadOptions: named(properties.map(({ typeOptions }) => typeOptions?.loadOptionsMethod)),
		resourceMapping: named(
			properties.map(({ typeOptions }) => typeOptions?.resourceMapper?.resourceMapperMethod),
		),
	};
}

function isDropdown({ type }: INodeProperties): boolean {
	return type === 'options' || type === 'multiOptions';
}
