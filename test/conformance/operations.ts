/**
 * Every operation through n8n's own engine over HTTP into the sandbox: two items with different values and
 * every parameter filled in. Verb, encoded path, query and body are what the vendor's contract wants, every
 * output item is paired with its input item, and it looks as the shipped schema says.
 */
import Ajv from 'ajv';
import type { INodeExecutionData } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ContractOperation, loadContract, operations } from '../../contracts';
import { type Operation, operationsOf } from '../../nodes/engine';
import { packageRoot } from '../../scripts/package';
import { openReceiver, type Receiver } from './receiver';
import { sampleOf } from './samples';
import type { ConformingVendor, Sample, SandboxVendor, Variant } from './vendors/vendor';
import { openWorld, type World } from './world';

const BOTH = [0, 1] as const;
type Samples = Record<string, Sample>;

/** Makes the tests of all operations of a vendor. */
export function testOperations<Name extends SandboxVendor>(vendor: ConformingVendor<Name>): void {
	let world: World;
	let receiver: Receiver;
	beforeAll(async () => {
		world = await openWorld(vendor);
		receiver = await openReceiver();
	});
	afterAll(async () => {
		await receiver.close();
		await world.close();
	});
	beforeEach(() => {
		world.reset();
	});

	/** Arranges the records, and gives samples for these parameters of two items. */
	const arranged = (
		operation: Operation,
		contract: ContractOperation,
		parameters: Operation['parameters'],
	): [Samples, Samples] => {
		const { before, values } = vendor.arrangements?.[idOf(operation)] ?? {};
		const { records } = world.sandbox.vendors[vendor.name];
		before?.(records, receiver.url);
		const samplesOf = (variant: Variant): Samples => {
			const own = values?.(variant, records, receiver.url) ?? {};
			const samples: Samples = {};
			for (const { wireName, place, field } of parameters) {
				const group = operation.exactlyOne?.find((names) => names.includes(wireName));
				if (group && group[variant] !== wireName) continue;
				if (wireName in own && !own[wireName]) continue;
				const sampled = { path: wireName, place, field, operation, contract };
				samples[wireName] = sampleOf(vendor, sampled, records, variant, own);
			}
			return samples;
		};
		return [samplesOf(0), samplesOf(1)];
	};

	const contracts = [...operations(loadContract(vendor.contract))];
	const all = operationsOf(vendor.vendor)
		// Create or Update sends the calls of other operations; upsert.test.ts is about it.
		.filter(({ upsert }) => !upsert)
		.map((operation) => {
			const id = idOf(operation);
			// Several operations may share an endpoint.
			const contract =
				contracts.find(({ operationId }) => operationId === id) ??
				contracts.find((each) => each.path === operation.pathTemplate && isVerb(operation, each));
			return { id, operation, contract, schema: schemaOf(vendor.folder, operation) };
		});

	describe.each(all)('$id', ({ id, operation, contract, schema }) => {
		test('is in the contract with the same verb and path', () => {
			expect(contract).toMatchObject({ method: operation.verb, path: operation.pathTemplate });
		});

		test('sends every parameter of two items as the vendor wants it', async () => {
			if (!contract) throw new Error(`${id} is not in the contract`);
			const { leaveOut = [], sent } = vendor.arrangements?.[id] ?? {};
			const parameters = operation.parameters.filter(
				({ wireName }) => !leaveOut.includes(wireName),
			);
			const variants = arranged(operation, contract, parameters);

			const { items, error, calls } = await world.run(
				nodeParameters(operation, parameters, variants),
				[],
				{},
				{ input: variants.map(inputOf) },
			);

			expect(error && [error.message, error.description, error.context?.data]).toBeUndefined();
			// An update of a whole record reads it first.
			const own = calls.filter(({ operationId }) => operationId === contract.operationId);
			const expected = requestsOf(vendor, operation, variants, sent);
			// Where a status stands for an empty list, all filters together may well find nothing.
			const isList = operation.answer === 'list' || operation.answer === 'pages';
			const good = [contract.successStatus, ...(isList ? [vendor.vendor.noneStatus] : [])];
			for (const { status } of own) expect(good).toContain(status);
			expect(own).toHaveLength(expected.length);
			for (const [index, { path: address, query, body }] of expected.entries()) {
				const call = own[index];
				expect(call).toMatchObject({ method: operation.verb, path: address });
				const given = new URLSearchParams(call?.query.raw);
				for (const [name, value] of query) {
					expect([name, given.getAll(name)]).toEqual([name, [value].flat().map(String)]);
				}
				if (operation.merges) expect(call?.body).toMatchObject(body);
				else if (operation.body) expect(call?.body).toEqual(body);
			}
			expectPaired(operation, items);
			if (operation.answer === 'nothing') {
				const told = operation.verb === 'DELETE' ? { deleted: true } : { success: true };
				expect(items.map(({ json }) => json)).toEqual([told, told]);
			}
			if (operation.answer === 'file')
				for (const { binary } of items) expect(Object.keys(binary ?? {})).toEqual(['data']);
			expectShapes(operation, contract, items, schema);
		});
	});

	describe.each(all.filter(({ operation: { answer } }) => answer === 'list' || answer === 'pages'))(
		'$id',
		({ id, operation, contract, schema }) => {
			test('lists whole records where no filter is set', async () => {
				if (!contract) throw new Error(`${id} is not in the contract`);
				const needed = operation.parameters.filter(({ required }) => required);
				const [samples] = arranged(operation, contract, needed);
				const { items, error } = await world.run(
					nodeParameters(operation, needed, [samples]),
					[],
					{},
					{ input: [inputOf(samples)] },
				);
				expect(error?.message).toBeUndefined();
				const { mayBeEmpty = false } = vendor.arrangements?.[id] ?? {};
				expect(items.length).toBeGreaterThanOrEqual(mayBeEmpty ? 0 : 1);
				expect(items.length).toBeLessThanOrEqual(LIMIT);
				expectShapes(operation, contract, items, schema);
			});
		},
	);
}

const idOf = ({ resource, key }: Operation) => `${resource.key}.${key}`;

const isVerb = ({ verb }: Operation, { method }: ContractOperation) => verb === method;

function expectPaired(operation: Operation, items: INodeExecutionData[]): void {
	const paired = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(paired).toEqual([...paired].sort());
	if (operation.answer !== 'pages' && operation.answer !== 'list')
		expect(new Set(paired)).toEqual(new Set(BOTH));
}

/** An input item that holds what the user gives, and the files. */
function inputOf(samples: Samples): INodeExecutionData {
	const entries = Object.entries(samples);
	const files = entries.flatMap(([, { given, file }]) => {
		if (!file) return [];
		const { name: fileName, type: mimeType, content } = file;
		return [[String(given), { fileName, mimeType, data: content.toString('base64') }]];
	});
	const given = Object.fromEntries(entries.map(([name, sample]) => [name, sample.given]));
	return {
		json: { given },
		...(files.length > 0 && { binary: Object.fromEntries(files) }),
	};
}

/** What stands in the node, with expressions wherever a user can write them. */
function nodeParameters(
	{ resource, key, answer, collection }: Operation,
	parameters: Operation['parameters'],
	variants: Samples[],
): Record<string, unknown> {
	const whole: Record<string, unknown> = {
		resource: resource.key,
		operation: key,
		settings: { itemsAtOnce: 1 },
	};
	if (answer === 'pages' || answer === 'list') whole.limit = LIMIT;
	const optional: Record<string, unknown> = {};
	for (const { wireName, name, flat, field } of parameters) {
		const given = `$json.given[${JSON.stringify(wireName)}]`;
		const value = byExpression(field.property.type, given, variants[0]?.[wireName]);
		(flat ? whole : optional)[name] = value;
	}
	whole[collection.name] = optional;
	return whole;
}

const LIMIT = 5;

function byExpression(type: string, given: string, sample: Sample | undefined): unknown {
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value: `={{ ${given} }}` };
	const hasInner = ['resourceMapper', 'fixedCollection', 'collection'].includes(type);
	return hasInner ? cells(sample?.given, given) : `={{ ${given} }}`;
}

/** The same object with an expression in place of every value inside. */
function cells(value: unknown, path: string): unknown {
	if (Array.isArray(value)) return value.map((each, index) => cells(each, `${path}[${index}]`));
	if (typeof value !== 'object' || value === null) return `={{ ${path} }}`;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			const isFixed = ['mappingMode', '__rl', 'mode'].includes(key);
			return [key, isFixed ? inner : cells(inner, `${path}[${JSON.stringify(key)}]`)];
		}),
	);
}

interface Expected {
	path: string;
	query: Array<readonly [string, unknown]>;
	body: object;
}

/** The requests that these samples must become: one for each item, or fewer where items go out together. */
function requestsOf(
	{ vendor, path: known = {} }: Pick<ConformingVendor<never>, 'vendor' | 'path'>,
	operation: Operation,
	variants: Samples[],
	sent = (body: Record<string, unknown>) => body,
): Expected[] {
	const singles = variants.map((samples) => {
		const wire = (place: string) =>
			operation.parameters
				.filter((parameter) => parameter.place === place)
				.flatMap(({ wireName }) => {
					const sample = samples[wireName];
					return sample ? [[wireName, sample.wire] as const] : [];
				});
		const address = [...Object.entries(known), ...wire('path')].reduce(
			(template, [name, value]) => template.replace(`{${name}}`, encodeURIComponent(String(value))),
			operation.pathTemplate,
		);
		const { paging } = vendor;
		const asking =
			operation.answer === 'pages' && paging.inBody ? paging.ask(paging.start, LIMIT) : {};
		const body = sent({ ...unflattened(wire('body')), ...asking });
		return { path: address, query: wire('query'), body: operation.form ? inForm(body) : body };
	});
	const { bulk } = operation;
	if (!bulk) return singles;
	const isAlone = ({ body }: Expected) => bulk.alone?.some((name) => name in body) === true;
	const [first, second] = singles;
	const addressOf = ({ path, query }: Expected) => JSON.stringify([path, query]);
	if (first && second && !singles.some(isAlone) && addressOf(first) === addressOf(second))
		return [{ ...first, body: [first.body, second.body] }];
	return singles.map((single) => (isAlone(single) ? single : { ...single, body: [single.body] }));
}

/** `[['a.b', 1], ['*', { c: 2 }]]` -> `{ a: { b: 1 }, c: 2 }`. */
function unflattened(entries: Array<readonly [string, unknown]>): Record<string, unknown> {
	const whole: Record<string, unknown> = {};
	for (const [name, value] of entries) {
		if (name === '*') {
			Object.assign(whole, value);
			continue;
		}
		const [own = name, ...outside] = name.split('.').reverse();
		const inner = outside
			.reverse()
			.reduce((outer, part) => (outer[part] ??= {}) as Record<string, unknown>, whole);
		inner[own] = value;
	}
	return whole;
}

/** In a form everything but a file is text. */
const inForm = (body: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			typeof value === 'object' ? value : String(value),
		]),
	);

const ajv = new Ajv({ strict: false });

/** Items look as the schema says, which knows all that they have (unless it is open), and simple ones are short. */
function expectShapes(
	operation: Operation,
	{ basis }: ContractOperation,
	items: INodeExecutionData[],
	text: string,
): void {
	const schema = JSON.parse(text) as { properties: object };
	const looksRight = ajv.compile(schema);
	// Of an answer that the vendor does not show, some fields may be known all the same.
	const known = basis.collapsed ? [] : Object.keys(schema.properties);
	for (const { json } of items) {
		expect([looksRight(json), looksRight.errors]).toEqual([true, null]);
		if (known.length > 0) expect(known).toEqual(expect.arrayContaining(Object.keys(json)));
		if (operation.simplified) expect(Object.keys(json).length).toBeLessThanOrEqual(10);
	}
}

/** The output schema that the editor shows before a first run, as it is in the package. */
function schemaOf(folder: string, { resource, key }: Operation): string {
	const file = `dist/nodes/${folder}/__schema__/v1.0.0/${resource.key}/${key}.json`;
	return readFileSync(path.join(packageRoot, file), 'utf8');
}
