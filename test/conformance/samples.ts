/**
 * Two different values for every parameter of an operation. The wire values follow from the vendor's contract
 * and from what stands in `vendors/`, they are not asked of the engine.
 */
import type { JsonSchema } from '../../contracts';
import type { Fields } from '../../nodes/engine';
import { parameterName } from '../../nodes/engine/naming';
import type {
	ConformingVendor,
	RecordsOf,
	Sample,
	Sampled,
	SandboxVendor,
	Variant,
} from './vendors/vendor';
import { same } from './vendors/vendor';

/** A day in 2027, given with a time that must not move it. */
export function day(offset: number, variant: Variant): Sample {
	const wire = `2027-03-${String(offset + 10 * variant).padStart(2, '0')}`;
	return { given: variant ? wire : `${wire}T00:00:00`, wire };
}

/** @param own Samples of this item alone, by path. */
export function sampleOf<Name extends SandboxVendor>(
	vendor: ConformingVendor<Name>,
	sampled: Sampled,
	records: RecordsOf<Name>,
	variant: Variant,
	own: Record<string, Sample | undefined> = {},
): Sample {
	const { path, field } = sampled;
	const { type, options } = field.property;
	const arranged = own[path];
	if (arranged) return arranged;
	const byName = vendor.samples?.[path];
	if (byName) return byName(variant, records);
	const byKind = vendor.kinds?.[type];
	if (byKind) return byKind(sampled, variant, records);
	const ids = () => idsOf(records, vendor.tables?.[field.picks ?? ''], field.picks ?? '', variant);
	const inner = () =>
		innerOf(field.inner ?? {}, ([name, of]) =>
			sampleOf(vendor, { ...sampled, path: `${path}.${name}`, field: of }, records, variant, own),
		);
	switch (type) {
		case 'string':
			return same(`Ünder & over ${variant}`);
		case 'color':
			return same(['#c0ffee', '#123abc'][variant]);
		case 'number':
			return same(60 + variant * 30);
		case 'boolean':
			return { given: variant === 0, wire: flagOn(variant === 0, schemaOf(sampled)) };
		case 'dateTime':
			return day(3, variant);
		case 'options': {
			const values = (options as Array<{ value: string }>).map(({ value }) => value);
			return same(values[variant % values.length]);
		}
		case 'multiOptions': {
			if (field.picks)
				return { given: variant ? ids().join(',') : ids(), wire: listOn(ids(), sampled) };
			const values = (options as Array<{ value: string }>).map(({ value }) => value);
			const two = values.slice(variant, variant + 2);
			return { given: two, wire: listOn(two, sampled) };
		}
		case 'resourceLocator': {
			const [id] = ids();
			return { given: variant ? String(id) : id, wire: id };
		}
		case 'collection':
			return inner();
		case 'fixedCollection': {
			const { given, wire } = inner();
			const isRows = field.property.typeOptions?.multipleValues === true;
			return isRows
				? { given: { rows: [given] }, wire: [wire] }
				: { given: { parts: given }, wire };
		}
		default:
			throw new Error(`No sample for ${path} of type ${type}`);
	}
}

/** The samples of the fields inside another, as the user's object and the vendor's. */
function innerOf(fields: Fields, sample: (entry: [string, Fields[string]]) => Sample): Sample {
	const given: Record<string, unknown> = {};
	const wire: Record<string, unknown> = {};
	for (const entry of Object.entries(fields)) {
		const [wireName, { property }] = entry;
		const inner = sample(entry);
		given[parameterName(wireName)] =
			property.type === 'resourceLocator'
				? { __rl: true, mode: 'id', value: inner.given }
				: inner.given;
		// What is hidden is not sent.
		if (inner.wire !== undefined) wire[wireName] = inner.wire;
	}
	return { given, wire };
}

/** On the wire a switch is what the contract says: a boolean, `"0"`/`"1"`, or `"true"`/`"false"`. */
function flagOn(on: boolean, { enum: values = [] }: { enum?: unknown[] }): unknown {
	if (values.includes('0')) return on ? '1' : '0';
	return values.includes('true') ? String(on) : on;
}

/** Several values are a list, or one text with commas. */
function listOn(values: unknown[], sampled: Sampled): unknown {
	const { contract, place, path } = sampled;
	const isText =
		schemaOf(sampled).type === 'string' ||
		(place === 'query' && contract.parameters.find(({ name }) => name === path)?.explode === false);
	return isText ? values.join(',') : values;
}

/** What the contract says of a parameter or of a field inside one; empty where it says nothing. */
function schemaOf({
	operation,
	contract,
	place,
	path,
}: Sampled): JsonSchema & { enum?: unknown[] } {
	if (place !== 'body') return contract.parameters.find(({ name }) => name === path)?.schema ?? {};
	const mediaType = operation.form ? 'multipart/form-data' : 'application/json';
	const body = contract.requestSchemas[mediaType] ?? contract.requestSchema ?? {};
	return path.split('.').reduce((outer, name) => propertyOf(outer, name) ?? {}, body);
}

function propertyOf(schema: JsonSchema, name: string): JsonSchema | undefined {
	const own = (schema.properties as Record<string, JsonSchema> | undefined)?.[name];
	if (own) return own;
	const others = [schema.items, schema.allOf, schema.anyOf, schema.oneOf].flat();
	for (const other of others) {
		const found = other ? propertyOf(other as JsonSchema, name) : undefined;
		if (found) return found;
	}
	return undefined;
}

type AnyTable = { all(): Array<{ id: number | string }> } | undefined;

/** Ids of existing records that the vendor lets be used together; the only one twice where there is one. */
function idsOf(
	records: object,
	named: string | undefined,
	key: string,
	variant: Variant,
): Array<number | string> {
	const tables = records as Record<string, AnyTable>;
	const table = tables[named ?? Object.keys(tables).find((name) => singular(name) === key) ?? ''];
	const usable = (table?.all() ?? []).filter(
		(record) =>
			!('deleted' in record && record.deleted) && !('archived' in record && record.archived),
	);
	const ids = usable.map(({ id }) => id);
	const [only] = ids;
	if (only === undefined) throw new Error(`The seed needs a record of ${key}`);
	return [ids[variant] ?? only, ids[variant + 2]].filter((id) => id !== undefined);
}

const singular = (table: string) => table.replace(/ies$/, 'y').replace(/s$/, '');
