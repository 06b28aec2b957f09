/**
 * Writes `__schema__/v1.0.0/<resource>/<operation>.json` beside every built node: what one output item
 * looks like. n8n's editor shows it before a workflow has run, and its AI builder reads it. The
 * operation records say what kind of answer it is and what Simplify leaves of it; the rest is the
 * contract's.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadContract, operations, type ContractOperation, type JsonSchema } from '../contracts';
import { operationsOf, type Operation } from '../nodes/engine';
import { vendors } from './vendors';

/** A JSON Schema in the words that n8n's editor knows, and `nullable`: it reads a single type only. */
export interface ItemSchema {
	/** Absent where the contract leaves it open; several where scalars of different types may come. */
	type?: string | string[];
	nullable?: boolean;
	properties?: Record<string, ItemSchema>;
	items?: ItemSchema;
}

/** What the schemas need of an operation record. */
export type Answered = Pick<Operation, 'verb' | 'answer' | 'simplified'>;

/** A vendor's way of taking a record or a list out of what is around it. */
export type Unpacking = (whole: unknown, operation: Answered) => unknown;

/** What the schemas need of the contract's operation. */
export type Answer = Pick<ContractOperation, 'responseSchema'>;

/** A schema on the way: the types found so far, before they are put in n8n's words. */
interface Shape {
	types: Set<string>;
	properties: Record<string, Shape>;
	items?: Shape;
}

/** Writes the schemas of all vendors into a built `dist`. @throws Error where records and contract disagree. */
export async function writeSchemas(distDir: string): Promise<void> {
	const disagreements: string[] = [];
	for (const { vendor, folder, contract } of vendors) {
		const answers = new Map(
			[...operations(loadContract(contract))].map((each) => [
				requestOf(each.method, each.path),
				each,
			]),
		);
		for (const operation of operationsOf(vendor)) {
			const { resource, key, answer: kind, file } = operation;
			// A file comes with what is told about it elsewhere.
			const reading = resource.operations.find(
				(each) => kind === 'file' && each.key === file?.read,
			);
			const told = reading ? { ...reading, simplified: undefined } : operation;
			const { verb, pathTemplate } = told;
			const dir = path.join(distDir, 'nodes', folder, '__schema__', 'v1.0.0', resource.key);
			try {
				const answer = answers.get(requestOf(verb, pathTemplate));
				if (!answer) throw new Disagreement(`${verb} ${pathTemplate} is not in the contract`);
				const schema = {
					...itemSchema(answer, told, vendor.unpacked as Unpacking),
					version: 1,
				};
				await mkdir(dir, { recursive: true });
				await writeFile(path.join(dir, `${key}.json`), `${JSON.stringify(schema, null, '\t')}\n`);
			} catch (error) {
				if (!(error instanceof Disagreement)) throw error;
				disagreements.push(`${vendor.name}, ${resource.key} ${key}: ${error.message}`);
			}
		}
	}
	if (disagreements.length > 0) throw new Error(['Schemas', ...disagreements].join('\n  '));
}

/** An operation record and the contract do not say the same. */
class Disagreement extends Error {}

/** A request without the names of its placeholders, which records and contract need not share. */
const requestOf = (verb: string, template: string) =>
	`${verb} ${template.replace(/\{[^}]*\}/g, '{}')}`;

/**
 * The schema of one output item.
 * @throws Disagreement where the contract answers with no list, or without a field that Simplify keeps
 */
export function itemSchema(
	{ responseSchema }: Answer,
	operation: Answered,
	unpacked?: Unpacking,
): ItemSchema {
	const isList = operation.answer === 'list' || operation.answer === 'pages';
	if (operation.answer === 'nothing' || (!responseSchema && !isList)) {
		const isDeleted = operation.answer === 'nothing' && operation.verb === 'DELETE';
		const outcome = isDeleted ? 'deleted' : 'success';
		return { type: 'object', properties: { [outcome]: { type: 'boolean' } } };
	}
	const answer = unpackedShape(shapeOf(responseSchema ?? {}), operation, unpacked);
	// Of an answer that the vendor does not show nothing is known but that it is an object.
	const isOpen = ({ types, properties }: Shape) =>
		Object.keys(properties).length === 0 && (types.has('object') || (!isList && types.size === 0));
	if (isOpen(answer.items ?? answer)) return { type: 'object', properties: {} };
	if (isList && !answer.items) throw new Disagreement('the contract does not answer with a list');
	// An action that made several records gives an item for each; what is no record is put in one.
	const item = answer.items ?? answer;
	const isRecord = item.types.has('object');
	return inWords(
		isRecord
			? simplified(item, operation)
			: { types: new Set(['object']), properties: { value: item } },
	);
}

/** What a vendor's own unpacking leaves of an answer: of an example, whose parts tell their shapes. */
function unpackedShape(whole: Shape, operation: Answered, unpacked?: Unpacking): Shape {
	const shapes = new Map<unknown, Shape>();
	const exampleOf = (shape: Shape): unknown => {
		const { types, properties, items } = shape;
		const scalar = Symbol('a value');
		const record = types.has('object') ? mapped(properties, exampleOf) : scalar;
		const example = items ? [exampleOf(items)] : record;
		shapes.set(example, shape);
		return example;
	};
	const told = (content: unknown): Shape => {
		const known = shapes.get(content);
		if (known) return known;
		if (!Array.isArray(content))
			return { types: new Set(['object']), properties: mapped({ ...(content as object) }, told) };
		const [first, ...others] = content.map(told);
		return {
			types: new Set(['array']),
			properties: {},
			...(first && { items: others.reduce(united, first) }),
		};
	};
	return unpacked ? told(unpacked(exampleOf(whole), operation)) : whole;
}

const mapped = <From, To>(record: Record<string, From>, to: (value: From) => To) =>
	Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)] as const));

function shapeOf({ type, properties, items, allOf, anyOf, oneOf }: JsonSchema): Shape {
	const shape: Shape = {
		types: new Set([type].flat().filter((each) => typeof each === 'string')),
		properties: {},
	};
	for (const [name, property] of Object.entries(properties ?? {})) {
		shape.properties[name] = shapeOf(property as JsonSchema);
	}
	if (items) shape.items = shapeOf(items as JsonSchema);
	const parts = [allOf, anyOf, oneOf].flat().filter((part) => part !== undefined) as JsonSchema[];
	return parts.map(shapeOf).reduce(united, shape);
}

/** What may come where either shape may come; also what comes where both hold. */
function united(one: Shape, other: Shape): Shape {
	const properties = { ...one.properties };
	for (const [name, shape] of Object.entries(other.properties)) {
		const known = properties[name];
		properties[name] = known ? united(known, shape) : shape;
	}
	const items =
		one.items && other.items ? united(one.items, other.items) : (one.items ?? other.items);
	return { types: new Set([...one.types, ...other.types]), properties, items };
}

/** What Simplify, which is on unless the user turns it off, leaves of a record. */
function simplified(record: Shape, { simplified: fields }: Answered): Shape {
	if (!fields) return record;
	const properties: Record<string, Shape> = {};
	for (const field of fields) {
		const [outer = field, inner] = field.split('.');
		const whole = record.properties[outer];
		const kept = inner === undefined ? whole : whole?.properties[inner];
		if (!whole || !kept) throw new Disagreement(`Simplify keeps '${field}', which no answer has`);
		const types = whole.types.has('null') ? new Set([...kept.types, 'null']) : kept.types;
		properties[outer] = { ...kept, types };
	}
	return { types: new Set(['object']), properties };
}

function inWords({ types, properties, items }: Shape): ItemSchema {
	const found = [...types].filter((type) => type !== 'null');
	const [only, ...more] = found;
	const entries = Object.entries(properties).map(
		([name, shape]) => [name, inWords(shape)] as const,
	);
	return {
		...(only !== undefined && { type: more.length > 0 ? found : only }),
		...(only === undefined && types.has('null') && { type: 'null' }),
		...(only !== undefined && types.has('null') && { nullable: true }),
		...(entries.length > 0 && { properties: Object.fromEntries(entries) }),
		...(items && { items: inWords(items) }),
	};
}
