import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';

import { listAll } from './lists';
import type { Field } from './fields';
import { listMethod } from './fields';
import type { Operation, PickerEntry, Vendor } from './operation';
import { operationOf, operationsOf } from './operation';
import { connect } from './request';

/** The lists behind the pickers, made from the operations that list. A method is named after its resource. */

/** The methods of a vendor's node: a search for single pickers and an option list for multiple ones. */
export function methodsOf(vendor: Vendor): NonNullable<INodeType['methods']> {
	const listSearch: Record<
		string,
		(this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>
	> = {};
	const loadOptions: Record<
		string,
		(this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>
	> = {};
	for (const { field } of operationsOf(vendor).flatMap(({ parameters }) => parameters)) {
		const entriesOf = entriesFor(vendor, field);
		if (!entriesOf || !field.picks) continue;
		const key = listMethod(field.picks, field.or);
		if (field.property.type === 'multiOptions') {
			loadOptions[key] = async function () {
				return await entriesOf(this);
			};
		} else {
			listSearch[key] = async function (filter) {
				return { results: matching(await entriesOf(this), filter) };
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

type Source = (context: ILoadOptionsFunctions) => Promise<PickerEntry[]>;

/** What a field offers: the records that it picks from, after what may be picked beside them. */
function entriesFor(vendor: Vendor, { picks, or }: Field): Source | undefined {
	const source = picks === undefined ? undefined : sourceOf(vendor, picks);
	return source && (async (context) => [...(or ? [or] : []), ...(await source(context))]);
}

function sourceOf(vendor: Vendor, key: string): Source | undefined {
	const fixed = vendor.lists?.[key];
	if (fixed) return async () => fixed;
	const operation = operationsOf(vendor).find(
		({ resource, picker }) => resource.key === key && picker,
	);
	return operation && (async (context) => await entriesFrom(context, vendor, operation));
}

async function entriesFrom(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	operation: Operation,
): Promise<PickerEntry[]> {
	const { name, within } = operation.picker ?? { name: 'name' };
	const connection = await connect(context, vendor);
	const records = await listAll(connection, operation.resource.key, operation.key);
	const outer = new Map(
		(await (within && sourceOf(vendor, within.of)?.(context)))?.map((entry) => [
			entry.value,
			entry.name,
		]),
	);
	const entries = records.map((record): PickerEntry => {
		const shown = String(typeof name === 'string' ? record[name] : name(record));
		const prefix = within && outer.get(record[within.by] as number);
		return {
			name: prefix ? `${prefix}: ${shown}` : shown,
			value: record[vendor.idField ?? 'id'] as number,
		};
	});
	return entries.sort((a, b) => a.name.localeCompare(b.name));
}

/** Entries that hold every word of the search text, anywhere in the name and in any order. */
function matching(entries: PickerEntry[], filter = ''): INodeListSearchItems[] {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return entries.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
