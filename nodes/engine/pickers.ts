import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';

import { listed, pageAt } from './lists';
import type { Field } from './fields';
import { listMethod } from './fields';
import type { Operation, PickerEntry, Vendor } from './operation';
import { operationOf, operationsOf } from './operation';
import { connect } from './request';

/** The lists behind the pickers, made from the operations that list. A method is named after its resource. */

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The methods of a vendor's node: a search for single pickers and an option list for multiple ones. */
export function methodsOf(vendor: Vendor): NonNullable<INodeType['methods']> {
	const listSearch: Record<string, ListSearch> = {};
	const loadOptions: Record<string, LoadOptions> = {};
	for (const field of pickingFields(vendor)) {
		const { picks = '', or } = field;
		const key = listMethod(picks, or);
		const isMultiple = field.property.type === 'multiOptions';
		if (key in (isMultiple ? loadOptions : listSearch)) continue;
		const source = sourceOf(vendor, picks);
		if (!source) continue;
		const first = or ? [or] : [];
		if (isMultiple) {
			loadOptions[key] = async function () {
				return [...first, ...(await source.all(this))];
			};
		} else {
			listSearch[key] = async function (filter, paginationToken) {
				const page = await source.page?.(this, filter, paginationToken);
				if (!page) return { results: matching([...first, ...(await source.all(this))], filter) };
				const results = paginationToken ? page.results : [...first, ...page.results];
				return { ...page, results };
			};
		}
	}
	const resourceMapping: Record<
		string,
		(this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>
	> = {};
	for (const [key, fieldsOf] of Object.entries(vendor.mappings ?? {})) {
		resourceMapping[key] = async function () {
			const fields = await fieldsOf(await connect(this, vendor));
			const current = (name: string) => this.getCurrentNodeParameter(name) as string;
			const updates =
				operationOf(vendor, current('resource'), current('operation'))?.updates === true;
			// An update leaves out what it does not change, also what a new record must have.
			return {
				fields: fields.map((field) => ({ ...field, required: field.required && !updates })),
			};
		};
	}
	return { listSearch, loadOptions, resourceMapping };
}

/** Option lists for a trigger's fields, by the keys of what they pick from. */
export function optionsOf(vendor: Vendor, ...keys: string[]): Record<string, LoadOptions> {
	return Object.fromEntries(
		keys.map((key): [string, LoadOptions] => [
			key,
			async function () {
				return (await sourceOf(vendor, key)?.all(this)) ?? [];
			},
		]),
	);
}

/** All fields that pick from a list, also those inside others. */
function pickingFields(vendor: Vendor): Field[] {
	const within = (field: Field): Field[] => [
		field,
		...Object.values(field.inner ?? {}).flatMap(within),
	];
	return operationsOf(vendor)
		.flatMap(({ parameters }) => parameters)
		.flatMap(({ field }) => within(field))
		.filter(
			({ picks, property: { modes } }) =>
				picks && (modes?.some(({ name }) => name === 'list') ?? true),
		);
}

/** Where the entries of a picker come from. */
interface Source {
	all: (context: ILoadOptionsFunctions) => Promise<PickerEntry[]>;
	/** One page, in the vendor's order; `undefined` where only the whole list can be searched. */
	page?: (
		context: ILoadOptionsFunctions,
		filter?: string,
		from?: string,
	) => Promise<INodeListSearchResult | undefined>;
}

function sourceOf(vendor: Vendor, key: string): Source | undefined {
	const listing = vendor.lists?.[key];
	if (listing) {
		return typeof listing === 'function'
			? { all: async (context) => await listing(await connect(context, vendor)) }
			: { all: async () => listing };
	}
	const operation = operationsOf(vendor).find(
		({ resource, picker }) => picker && (picker.of ?? resource.key) === key,
	);
	return (
		operation && {
			all: async (context) => await allFrom(context, vendor, operation),
			page: async (context, filter, from) =>
				await pageFrom(context, vendor, operation, filter, from),
		}
	);
}

async function allFrom(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	operation: Operation,
): Promise<PickerEntry[]> {
	const { within } = operation.picker ?? {};
	const connection = await connect(context, vendor);
	const values = { path: pathOf(context, operation), query: {}, body: {} };
	const records = await listed(connection, operation, values, Infinity);
	const outer = new Map(
		(await (within && sourceOf(vendor, within.of)?.all(context)))?.map((entry) => [
			entry.value,
			entry.name,
		]),
	);
	return records
		.map((record): PickerEntry => {
			const entry = entryOf(vendor, operation, record);
			const prefix = within && outer.get((record as IDataObject)[within.by] as number);
			return prefix ? { ...entry, name: `${prefix}: ${entry.name}` } : entry;
		})
		.sort((a, b) => a.name.localeCompare(b.name));
}

async function pageFrom(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	operation: Operation,
	filter: string | undefined,
	from: string | undefined,
): Promise<INodeListSearchResult | undefined> {
	const { search, order } = operation.picker ?? {};
	if (filter ? !search : !search && !order) return undefined;
	const connection = await connect(context, vendor);
	const { paging } = vendor;
	const searched = {
		path: pathOf(context, operation),
		query: {},
		body: {},
		[operation.query ? 'query' : 'body']: {
			...order,
			...(search && filter && { [search]: filter }),
		},
	};
	const cursor = from === undefined ? paging.start : Number(from);
	const page = await pageAt(connection, operation, searched, cursor, paging.pageSize);
	const next = paging.next(cursor, { ...page, asked: paging.pageSize });
	return {
		results: page.records.map((record) => entryOf(vendor, operation, record)),
		...(next !== undefined && { paginationToken: String(next) }),
	};
}

/** The path of a list inside another record: what the user has chosen in the field of the same name. */
function pathOf(context: ILoadOptionsFunctions, operation: Operation): IDataObject {
	const chosen = operation.parameters
		.filter(({ place }) => place === 'path')
		.map(({ wireName, name, label }) => {
			const value = context.getCurrentNodeParameter(name, { extractValue: true });
			if (typeof value === 'string' || typeof value === 'number') {
				if (value !== '') return [wireName, value] as const;
			}
			throw new NodeOperationError(context.getNode(), `Choose the ${label} first`);
		});
	return Object.fromEntries(chosen);
}

function entryOf({ idField = 'id' }: Vendor, { picker }: Operation, record: unknown): PickerEntry {
	const known = record as Record<string, unknown>;
	const { name = 'name', id = idField } = picker ?? {};
	const [shown, value] = [name, id].map((field) =>
		typeof field === 'string' ? known[field] : field(known),
	);
	return { name: String(shown), value: value as number };
}

/** Entries that hold every word of the search text, anywhere in the name and in any order. */
function matching(entries: PickerEntry[], filter = ''): INodeListSearchItems[] {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return entries.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
