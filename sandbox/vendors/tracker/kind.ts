import type { Table } from '../../table';
import type { Behaviour } from '../../vendor';
import { type Shape, shapeOf } from './document';
import type { CustomFieldValue, Entity, Owner, Records, RecordType, Reference } from './records';
import {
	type Behaviours,
	changedBy,
	contains,
	existing,
	failure,
	isOwnedBy,
	madeBy,
	notCreated,
	outcome,
	removeWhere,
	resolve,
	sameText,
	showOwners,
	type Source,
	textOf,
	type TrackerCall,
} from './shared';

export type Fields = Record<string, unknown>;

/** Whether a record passes a field of a search; not asked where the field is empty. */
export type Filter<T> = (value: unknown, record: T, call: TrackerCall) => boolean;

/** What tells one kind of record from another. */
export interface Kind<T extends Entity> {
	type: RecordType | 'User';
	table(records: Records): Table<T>;
	/** The schema of a single record: its fields are shown, and no other. */
	schema?: string;
	/** The document does not show its fields: whatever was written is shown. */
	isOpen?: boolean;
	/** The schema of a row of a search. */
	rowSchema?: string;
	/** Fields that refer to records or lists: `{id, name}`, a list of those, or an id alone. */
	links?: Record<string, Source>;
	/** At least one of these is not blank. */
	named?: string[];
	nameOf?(record: T): string;
	/** What `searchTerm` looks into. */
	texts?(record: T, call: TrackerCall): unknown[];
	/** The fields of a row that the record does not have by the same name; null where missing. */
	row?(record: T, call: TrackerCall): Fields;
	/** By the field of a search, beside those that all have. */
	filters?: Record<string, Filter<T>>;
	/** What a single record shows beside what was written. */
	more?(record: T, call: TrackerCall): Fields & { history?: Fields };
	/** Checks what a write comes to, and completes it. */
	complete?(fields: Fields, call: TrackerCall, current: T | undefined): Fields;
	/** What goes along when a record is deleted. */
	onDelete?(records: Records, id: number): void;
}

type Verb = 'get' | 'search' | 'create' | 'update' | 'delete';

/** The behaviours of a resource's operations that do what those of other resources do. */
export function crud<T extends Entity>(resource: string, kind: Kind<T>, verbs: Verb[]): Behaviours {
	const all: Record<Verb, Behaviour<Records>> = {
		get: (call) => show(kind, kind.table(call.records).get(idOf(call)), call),
		search: (call) => search(kind, call, (record) => meets(kind, record, call)),
		create: (call) => {
			const { id } = create(kind, call.body, call);
			return outcome(id, `${kind.type} created`);
		},
		update: (call) => {
			const current = kind.table(call.records).get(idOf(call));
			const fields = written(kind, call.body, call, current);
			kind
				.table(call.records)
				.update(current.id, { ...fields, ...changedBy(call) } as unknown as Partial<T>);
			return outcome(current.id, `${kind.type} updated`);
		},
		delete: (call) => {
			const { id } = kind.table(call.records).get(idOf(call));
			kind.onDelete?.(call.records, id);
			kind.table(call.records).remove(id);
			return undefined;
		},
	};
	return Object.fromEntries(verbs.map((verb) => [`${resource}.${verb}`, all[verb]]));
}

/** The id of the path, whatever the operation calls it. */
export const idOf = ({ path }: TrackerCall): number =>
	Number(path.Id ?? path.id ?? path.userId ?? path.resourceId);

/** @throws Refusal 404 when nothing is given, 422 when it makes no sense */
export function create<T extends Entity>(kind: Kind<T>, given: Fields, call: TrackerCall): T {
	if (Object.keys(given).length === 0) throw notCreated();
	const fields = written(kind, given, call, undefined);
	// TypeScript cannot see that the parts of a generic record make up the record.
	return kind
		.table(call.records)
		.insert({ ...madeBy(call), ...fields } as unknown as Omit<T, 'id'>);
}

/** The fields to store: references as ids, parts of a record merged, lists as they are given. */
function written<T extends Entity>(
	kind: Kind<T>,
	given: Fields,
	call: TrackerCall,
	current: T | undefined,
): Fields {
	const fields: Fields = {};
	for (const [field, value] of Object.entries(given)) {
		if (['id', 'created', 'updated', 'updatedBy'].includes(field)) continue;
		const source = kind.links?.[field];
		if (source) fields[field] = readLink(field, value, source, call);
		else if (field === 'owners') fields[field] = readOwners(value as Array<Partial<Owner>>, call);
		else if (field === 'customFields') fields[field] = readCustomFields(kind, value, call);
		else fields[field] = isPart(value) ? { ...(current?.[field] as object), ...value } : value;
	}
	const result = kind.complete?.(fields, call, current) ?? fields;
	const names = kind.named ?? [];
	const isBlank = (field: string) => textOf(result[field] ?? current?.[field]).trim() === '';
	if (names.length > 0 && names.every(isBlank)) {
		throw failure(`${kind.type} needs ${names.join(' or ')}`);
	}
	return result;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isPart = (value: unknown): value is object => isObject(value) && !Array.isArray(value);

function readLink(
	field: string,
	value: unknown,
	source: Source,
	{ records }: TrackerCall,
): Reference | Reference[] | number | null {
	const named = source(records);
	const find = (wanted: unknown): Reference => {
		const { id, name } = (isPart(wanted) ? wanted : { id: wanted }) as Partial<Reference> & {
			name?: string;
		};
		const found = named.find((one) =>
			id === undefined ? sameText(one.name, name) : one.id === id,
		);
		if (!found) throw failure(`${field}: ${String(id ?? name)} does not exist`);
		return { id: found.id };
	};
	if (Array.isArray(value)) return value.map(find);
	if (value === null) return null;
	return isPart(value) ? find(value) : find(value).id;
}

const readOwners = (owners: Array<Partial<Owner>>, { records }: TrackerCall): Owner[] =>
	owners.map(({ ownerId, rank, percent = null, role = null }, index) => ({
		ownerId: existing(records.users, ownerId).id,
		rank: rank ?? index + 1,
		percent,
		role,
	}));

function readCustomFields(
	kind: { type: string },
	given: unknown,
	{ records }: TrackerCall,
): CustomFieldValue[] {
	const own = records.customFields.where(({ recordType }) => recordType === kind.type);
	return (given as Array<{ id?: number; name?: string; value?: string }>).map(
		({ id, name, value = null }) => {
			const field = own.find((one) =>
				id === undefined ? sameText(one.name, name) : one.id === id,
			);
			if (!field) throw failure(`${kind.type} has no custom field ${String(id ?? name)}`);
			const values = records.listValues.where(({ listId }) => listId === field.listId);
			if (value && values.length > 0 && !values.some((one) => one.name === value)) {
				throw failure(`${field.name} has no value ${value}`);
			}
			return { id: field.id, value };
		},
	);
}

const showCustomFields = (records: Records, values: CustomFieldValue[] = []) =>
	values.map(({ id, value }) => ({ id, name: records.customFields.find(id)?.name ?? null, value }));

/** The record's own name, or its kind and id. */
export const nameOf = <T extends Entity>(kind: Kind<T>, record: T): string =>
	kind.nameOf?.(record) ?? `${kind.type} ${record.id}`;

/** A kind's records, to refer to. */
export const recordsOf =
	<T extends Entity>(kind: Kind<T>): Source =>
	(records) =>
		kind
			.table(records)
			.all()
			.map((record) => ({ id: record.id, name: nameOf(kind, record) }));

/** The name of what a record refers to. */
export const linkName = <T extends Entity>(
	kind: Kind<T>,
	record: T,
	field: string,
	{ records }: TrackerCall,
): string | null => {
	const source = kind.links?.[field];
	return (source && resolve(records, source, record[field] as Reference | undefined)?.name) ?? null;
};

/** A single record, as `get` answers it. */
export function show<T extends Entity>(kind: Kind<T>, record: T, call: TrackerCall): Fields {
	const { records } = call;
	const { created, updated, updatedBy, ...own } = record;
	const shape: Shape = shapeOf(kind.schema ?? 'RecordBase');
	const fields: Fields = { ...own };
	const { history, ...more } = kind.more?.(record, call) ?? {};
	for (const [field, source] of Object.entries(kind.links ?? {})) {
		const value = record[field];
		if (Array.isArray(value)) {
			fields[field] = value.map((one: Reference) => resolve(records, source, one)).filter(Boolean);
		} else if (isPart(value)) fields[field] = resolve(records, source, value as Reference);
	}
	Object.assign(fields, {
		name: nameOf(kind, record),
		typeName: kind.type,
		owners: showOwners(records, record.owners as Owner[] | undefined),
		customFields: showCustomFields(records, record.customFields as CustomFieldValue[] | undefined),
		...more,
		history: { ...(shape.history as Fields | undefined), created, updated, updatedBy, ...history },
	});
	if (kind.isOpen) return { ...shape, ...fields };
	return Object.fromEntries(
		Object.entries(shape).map(([field, none]) => [field, fields[field] ?? none]),
	);
}

/** Rows that pass, sorted and paged (docs.txt L255-337). */
export function search<T extends Entity>(
	kind: Kind<T>,
	call: TrackerCall,
	passes: (record: T) => boolean,
): Fields[] {
	const { sortBy = '', sortDirection = 'ASC' } = call.body;
	const sign = sameText(sortDirection, 'desc') ? -1 : 1;
	const rows = kind
		.table(call.records)
		.where(passes)
		.map((record) => ({ key: sortKey(kind, record, sortBy, call), record }))
		.sort((one, other) => sign * compare(one.key, other.key));
	return call.page(rows).map(({ record }) => rowOf(kind, record, call));
}

export function rowOf<T extends Entity>(kind: Kind<T>, record: T, call: TrackerCall): Fields {
	if (!kind.row) return show(kind, record, call);
	const customFields = call.body.includeCustomFields
		? showCustomFields(call.records, record.customFields as CustomFieldValue[] | undefined)
		: [];
	const shape = kind.rowSchema === undefined ? { customFields } : shapeOf(kind.rowSchema);
	const own = Object.entries(record).filter(([field, value]) => field in shape && !isObject(value));
	const row: Fields = { ...shape, ...Object.fromEntries(own), ...kind.row(record, call) };
	if ('customFields' in shape) row.customFields = customFields;
	return Object.fromEntries(Object.entries(row).map(([field, value]) => [field, value ?? null]));
}

/** `name`, or any field of the rows; by id where there is no such field. */
function sortKey<T extends Entity>(
	kind: Kind<T>,
	record: T,
	sortBy: unknown,
	call: TrackerCall,
): string | number {
	if (sameText(sortBy, 'name')) return nameOf(kind, record);
	if (sortBy === '') return record.id;
	const row = rowOf(kind, record, call);
	const field = Object.keys(row).find((name) => sameText(name, sortBy));
	const value = field === undefined ? record.id : row[field];
	return typeof value === 'number' ? value : textOf(value);
}

const compare = (one: string | number, other: string | number): number =>
	typeof one === 'number' && typeof other === 'number'
		? one - other
		: String(one).localeCompare(String(other));

function meets<T extends Entity>(kind: Kind<T>, record: T, call: TrackerCall): boolean {
	const filters: Record<string, Filter<T>> = { ...common(kind), ...kind.filters };
	return Object.entries(filters).every(([field, passes]) => {
		const value = call.body[field] ?? '';
		return value === '' || passes(value, record, call);
	});
}

/** What searches of all kinds of records can ask for. */
const common = <T extends Entity>(kind: Kind<T>): Record<string, Filter<T>> => ({
	searchTerm: (term, record, call) =>
		[nameOf(kind, record), ...(kind.texts?.(record, call) ?? [])].some((text) =>
			contains(text, term),
		),
	statusId: (id, record) => (record.status as Reference | undefined)?.id === id,
	state: (state, record, { records }) =>
		sameText(records.listItems.find((record.status as Reference | undefined)?.id)?.state, state),
	updatedBefore: (time, { updated }) => Date.parse(updated) < Date.parse(String(time)),
	updatedAfter: (time, { updated }) => Date.parse(updated) > Date.parse(String(time)),
	onlyMyRecords: (only, record, { identity }) =>
		only !== true || isOwnedBy(record.owners as Owner[] | undefined, identity.userId),
});

/** What belongs to a record that goes: its documents, and what partners know it by. */
export function removeAttachments(records: Records, type: RecordType, id: number): void {
	const belongs = (one: { recordType: RecordType; recordId: number }) =>
		one.recordType === type && one.recordId === id;
	removeWhere(records.documents, belongs);
	removeWhere(records.partnerRecords, belongs);
}
