import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type JsonSchema, loadContract, operations } from '../../contracts';
import { operationsOf } from '../../nodes/engine';
import { packageRoot } from '../../scripts/package';
import { itemSchema, type Answered, type ItemSchema } from '../../scripts/schemas';
import { vendors } from '../../scripts/vendors';

const named = {
	type: 'object',
	properties: { id: { type: 'integer', minimum: 1 }, name: { type: ['string', 'null'] } },
};
const thing = {
	allOf: [
		named,
		{
			type: 'object',
			required: ['owner'],
			properties: {
				owner: { anyOf: [named, { type: 'null' }] },
				size: { oneOf: [{ type: 'string' }, { type: 'number' }] },
				tags: { type: 'array', items: { type: 'string', enum: ['a'] } },
				anything: {},
			},
		},
	],
};
const things = { type: 'array', items: thing };

const get: Answered = { verb: 'GET', answer: 'record' };
const list: Answered = { verb: 'GET', answer: 'list' };

const namedInWords = { id: { type: 'integer' }, name: { type: 'string', nullable: true } };
const thingInWords = {
	type: 'object',
	properties: {
		...namedInWords,
		owner: { type: 'object', nullable: true, properties: namedInWords },
		size: { type: ['string', 'number'] },
		tags: { type: 'array', items: { type: 'string' } },
		anything: {},
	},
};

test.each<[string, JsonSchema | undefined, Answered, ItemSchema]>([
	['a record is put in the words of the editor', thing, get, thingInWords],
	['an item of a list is one record', things, list, thingInWords],
	['an action that made several records gives an item for each', things, get, thingInWords],
	[
		'Simplify leaves what the node leaves',
		things,
		{ ...list, simplified: ['name', 'owner.id'] },
		{
			type: 'object',
			properties: { name: namedInWords.name, owner: { type: 'integer', nullable: true } },
		},
	],
	[
		'what is no record is put in one',
		{ type: 'string' },
		{ verb: 'POST', answer: 'text' },
		{ type: 'object', properties: { value: { type: 'string' } } },
	],
	[
		'a record that was deleted',
		undefined,
		{ verb: 'DELETE', answer: 'nothing' },
		{ type: 'object', properties: { deleted: { type: 'boolean' } } },
	],
	[
		'an action without an answer',
		undefined,
		{ verb: 'POST', answer: 'record' },
		{ type: 'object', properties: { success: { type: 'boolean' } } },
	],
])('%s', (_title, responseSchema, operation, expected) => {
	expect(itemSchema({ responseSchema }, operation)).toEqual(expected);
});

test.each<[string, JsonSchema | undefined, Answered]>([
	['the contract does not answer with a list', thing, list],
	['the contract does not answer with a list', undefined, list],
	["Simplify keeps 'colour', which no answer has", thing, { ...get, simplified: ['colour'] }],
	["Simplify keeps 'owner.age', which no answer has", thing, { ...get, simplified: ['owner.age'] }],
])('refused: %s', (message, responseSchema, operation) => {
	expect(() => itemSchema({ responseSchema }, operation)).toThrow(message);
});

describe.each(vendors)('$folder', ({ vendor, folder }) => {
	test.each(operationsOf(vendor).map((operation) => [operation.resource.key, operation.key]))(
		'%s %s has its schema beside the built node',
		(resource, operation) => {
			const dir = path.join(packageRoot, 'dist/nodes', folder, '__schema__/v1.0.0');
			const file = path.join(dir, resource, `${operation}.json`);
			expect(existsSync(file)).toBe(true);
			expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
				type: 'object',
				properties: expect.any(Object),
			});
		},
	);
});

test.each(vendors)(
	'$folder: an answer of more than ten fields can be simplified',
	({ vendor, contract }) => {
		const long = [...operations(loadContract(contract))].filter(
			({ method, path: template, responseSchema }) => {
				const operation = operationsOf(vendor).find(
					({ request }) => request === `${method} ${template}`,
				);
				return operation && !operation.simplified && fieldsOf(responseSchema).size > 10;
			},
		);
		expect(long.map(({ operationId }) => operationId)).toEqual([]);
	},
);

/** Names of the fields of an answer's record. */
function fieldsOf(schema: JsonSchema = {}): Set<string> {
	const {
		items,
		properties = {},
		allOf = [],
	} = schema as { items?: JsonSchema; properties?: object; allOf?: JsonSchema[] };
	if (items) return fieldsOf(items);
	return new Set([...Object.keys(properties), ...allOf.flatMap((part) => [...fieldsOf(part)])]);
}
