/**
 * Every operation through n8n's own engine over HTTP into the sandbox: two items with different values and
 * every parameter filled in. Verb, encoded path, query and body are what the vendor's contract wants, every
 * output item is paired with its input item, and an item that fails reaches the error output.
 */
import Ajv, { type ValidateFunction } from 'ajv';
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadContract, operations as contractOperations } from '../../contracts';
import { type Operation, operationsOf } from '../../nodes/engine';
import { resourceGuru } from '../../nodes/ResourceGuru/resourceGuru';
import { packageRoot } from '../../scripts/package';
import { type Sample, sampleOf } from './samples';
import { arrangements } from './arrangements';
import { openReceiver, type Receiver } from './receiver';
import { openWorld, type World } from './world';

const contracts = new Map(
	[...contractOperations(loadContract('resource-guru'))].map((each) => [each.operationId, each]),
);
/** Create or Update sends the calls of other operations; upsert.test.ts is about it. */
const operations = operationsOf(resourceGuru)
	.filter(({ upsert }) => !upsert)
	.map((operation) => ({ id: `${operation.resource.key}.${operation.key}`, operation }));

let world: World;
let receiver: Receiver;
beforeAll(async () => {
	world = await openWorld();
	receiver = await openReceiver();
});
afterAll(async () => {
	await receiver.close();
	await world.close();
});
beforeEach(() => {
	world.reset();
});

describe.each(operations)('$id', ({ id, operation }) => {
	const contract = contracts.get(id);

	test('is in the contract with the same verb and path', () => {
		expect(contract).toMatchObject({ method: operation.verb, path: operation.pathTemplate });
	});

	test('sends every parameter of two items as the vendor wants it', async () => {
		if (!contract) throw new Error(`${id} is not in the contract`);
		const { records } = world.sandbox.vendors.resourceGuru;
		const { before, leaveOut = [], values = () => ({}) } = arrangements[id] ?? {};
		before?.(records, receiver.url);
		const variants = ([0, 1] as const).map((variant) => {
			const own: Record<string, Sample> = values(variant, records, receiver.url);
			const samples: Record<string, Sample> = {};
			for (const parameter of operation.parameters) {
				const group = operation.exactlyOne?.find((names) => names.includes(parameter.wireName));
				if (
					leaveOut.includes(parameter.wireName) ||
					(group && group[variant] !== parameter.wireName)
				)
					continue;
				samples[parameter.wireName] =
					own[parameter.wireName] ?? sampleOf(parameter, contract, records, variant);
			}
			return samples;
		});
		const parameters: Record<string, unknown> = {
			resource: operation.resource.key,
			operation: operation.key,
			settings: { itemsAtOnce: 1 },
		};
		if (operation.answer === 'pages' || operation.answer === 'list') parameters.limit = 5;
		const optional: Record<string, unknown> = {};
		for (const { wireName, name, flat, field } of operation.parameters) {
			if (leaveOut.includes(wireName)) continue;
			const given = `$json.given[${JSON.stringify(wireName)}]`;
			const value = byExpression(field.property.type, given, variants[0]?.[wireName]);
			(flat ? parameters : optional)[name] = value;
		}
		parameters[operation.collection.name] = optional;
		const input = variants.map((samples) => ({
			given: Object.fromEntries(
				Object.entries(samples).map(([name, { given }]) => [name, given]),
			) as IDataObject,
		}));

		const { items, error, calls } = await world.run(parameters, input);

		expect(error && [error.message, error.description, error.context?.data]).toBeUndefined();
		expect(calls.map(({ status }) => status)).toEqual([
			contract.successStatus,
			contract.successStatus,
		]);
		for (const variant of [0, 1] as const) {
			const wire = (place: string) =>
				operation.parameters
					.filter(
						(parameter) => parameter.place === place && variants[variant]?.[parameter.wireName],
					)
					.map(({ wireName }) => [wireName, variants[variant]?.[wireName]?.wire] as const);
			const call = calls[variant];
			const path = wire('path').reduce(
				(template, [name, value]) =>
					template.replace(`{${name}}`, encodeURIComponent(String(value))),
				operation.pathTemplate.replace('{account}', 'example-corp'),
			);
			expect(call).toMatchObject({ method: operation.verb, path });
			const query = new URLSearchParams(call?.query.raw);
			for (const [name, value] of wire('query')) {
				expect([name, query.getAll(name)]).toEqual([name, [value].flat().map(String)]);
			}
			if (operation.body) expect(call?.body).toEqual(unflattened(wire('body')));
		}
		const paired = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(paired).toEqual([...paired].sort());
		if (operation.answer !== 'pages' && operation.answer !== 'list')
			expect(new Set(paired)).toEqual(new Set([0, 1]));
		if (operation.answer === 'nothing') {
			const told = operation.verb === 'DELETE' ? { deleted: true } : { success: true };
			expect(items.map(({ json }) => json)).toEqual([told, told]);
		}
		const schema = schemaOf(operation);
		for (const { json } of items) expect([schema(json), schema.errors]).toEqual([true, null]);
		if (operation.simplified) {
			for (const { json } of items) expect(Object.keys(json).length).toBeLessThanOrEqual(10);
		}
	});
});

const ajv = new Ajv({ strict: false });

/** The output schema that the editor shows before a first run, as it is in the package. */
function schemaOf({ resource, key }: Operation): ValidateFunction {
	const file = `dist/nodes/ResourceGuru/__schema__/v1.0.0/${resource.key}/${key}.json`;
	return ajv.compile(JSON.parse(readFileSync(path.join(packageRoot, file), 'utf8')) as object);
}

/** A parameter's value with expressions wherever a user can write them. */
function byExpression(type: string, given: string, sample: Sample | undefined): unknown {
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value: `={{ ${given} }}` };
	if (type !== 'resourceMapper' && type !== 'fixedCollection') return `={{ ${given} }}`;
	return cells(sample?.given, given);
}

/** The same object with an expression in place of every value inside `value` and `rows`. */
function cells(value: unknown, path: string): unknown {
	if (Array.isArray(value)) return value.map((each, index) => cells(each, `${path}[${index}]`));
	if (typeof value !== 'object' || value === null) return `={{ ${path} }}`;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			return [key, key === 'mappingMode' ? inner : cells(inner, `${path}[${JSON.stringify(key)}]`)];
		}),
	);
}

/** `[['a.b', 1]]` -> `{ a: { b: 1 } }`. */
function unflattened(entries: Array<readonly [string, unknown]>): Record<string, unknown> {
	const whole: Record<string, unknown> = {};
	for (const [name, value] of entries) {
		const [outer = name, inner] = name.split('.');
		whole[outer] = inner ? { ...(whole[outer] as object), [inner]: value } : value;
	}
	return whole;
}
