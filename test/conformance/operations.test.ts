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
import { packageRoot } from '../../scripts/package';
import { type Sample, sampleOf } from './samples';
import { arrangements } from './arrangements';
import { openReceiver, type Receiver } from './receiver';
import { vendors } from '../../scripts/vendors';
import { openWorld, type VendorName, type World } from './world';

const vendorOf = (folder: string) => vendors.find((each) => each.folder === folder)!;
const VENDORS = { resourceGuru: vendorOf('ResourceGuru'), hubPlanner: vendorOf('HubPlanner') };

/** Create or Update sends the calls of other operations; upsert.test.ts is about it. */
const operationsOfAll = (['resourceGuru', 'hubPlanner'] as const).flatMap((name) => {
	const { vendor, contract, folder } = VENDORS[name];
	const contracts = [...contractOperations(loadContract(contract))];
	return operationsOf(vendor)
		.filter(({ upsert }) => !upsert)
		.map((operation) => {
			const id = `${operation.resource.key}.${operation.key}`;
			const endpoint = contracts.find(({ operationId }) => operationId === id);
			return { name, folder, id, operation, contract: endpoint };
		});
});

let worlds: Record<VendorName, World>;
let receiver: Receiver;
beforeAll(async () => {
	worlds = {
		resourceGuru: await openWorld(),
		hubPlanner: await openWorld(undefined, 'hubPlanner'),
	};
	receiver = await openReceiver();
});
afterAll(async () => {
	await receiver.close();
	for (const world of Object.values(worlds)) await world.close();
});

describe.each(operationsOfAll)('$name $id', ({ name, folder, id, operation, contract }) => {
	let world: World;
	beforeEach(() => {
		world = worlds[name];
		world.reset();
	});

	test('is in the contract with the same verb and path', () => {
		expect(contract).toMatchObject({ method: operation.verb, path: operation.pathTemplate });
	});

	test('sends every parameter of two items as the vendor wants it', async () => {
		if (!contract) throw new Error(`${id} is not in the contract`);
		const { records } = world.sandbox.vendors[name];
		const guru = world.sandbox.vendors.resourceGuru.records;
		const arranged = name === 'resourceGuru' ? arrangements[id] : undefined;
		const { before, leaveOut = [], values = () => ({}) } = arranged ?? {};
		before?.(guru, receiver.url);
		const variants = ([0, 1] as const).map((variant) => {
			const own: Record<string, Sample> = values(variant, guru, receiver.url);
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

		const { items, error, calls: all } = await world.run(parameters, input);
		// An update of a whole record reads it first.
		const calls = all.filter(({ operationId }) => operationId === id);

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
			const body = unflattened(wire('body'));
			if (operation.merges) expect(call?.body).toMatchObject(body);
			else if (operation.body) expect(call?.body).toEqual(body);
		}
		const paired = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(paired).toEqual([...paired].sort());
		if (operation.answer !== 'pages' && operation.answer !== 'list')
			expect(new Set(paired)).toEqual(new Set([0, 1]));
		if (operation.answer === 'nothing') {
			const told = operation.verb === 'DELETE' ? { deleted: true } : { success: true };
			expect(items.map(({ json }) => json)).toEqual([told, told]);
		}
		const schema = schemaOf(folder, operation);
		for (const { json } of items) expect([schema(json), schema.errors]).toEqual([true, null]);
		if (operation.simplified) {
			for (const { json } of items) expect(Object.keys(json).length).toBeLessThanOrEqual(10);
		}
	});
});

const ajv = new Ajv({ strict: false });

/** The output schema that the editor shows before a first run, as it is in the package. */
function schemaOf(folder: string, { resource, key }: Operation): ValidateFunction {
	const file = `dist/nodes/${folder}/__schema__/v1.0.0/${resource.key}/${key}.json`;
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
