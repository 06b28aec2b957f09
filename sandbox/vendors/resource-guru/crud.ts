import type { Table } from '../../table';
import type { Behaviour } from '../../vendor';
import { notFound } from '../../refusal';
import type { Records, Retirable, Stamps } from './records';
import { changedBy, type GuruCall, idOf, madeBy } from './shared';

interface Kept extends Stamps, Retirable {
	id: number;
	creator_id: number;
	last_updated_by: number;
}

/** What differs between the kinds of records that are listed, archived and marked as deleted. */
export interface Kind<T extends Kept> {
	table(records: Records): Table<T>;
	/** A single record, as the API shows it. */
	show(record: T, call: GuruCall): unknown;
	/** A record in a list. */
	showInList(record: T, call: GuruCall): unknown;
	/** The record's own fields from the body; those that the body leaves out are undefined. */
	fields(call: GuruCall, current: T | undefined): Partial<T>;
	/** The fields of a new record that its body leaves out. */
	blank(call: GuruCall): Omit<T, keyof Kept>;
	/** More filters than archived and deleted. */
	filter?(record: T, call: GuruCall): boolean;
	/** What else happens before a record is retired. */
	retire?(record: T, call: GuruCall, how: 'archive' | 'delete'): void;
}

export type Crud = Record<
	'getMany' | 'getManyArchived' | 'get' | 'create' | 'update' | 'delete',
	Behaviour<Records>
>;

/** The record, unless it is deleted: then it is as good as gone. */
export function present<T extends { id: number; deleted: boolean }>(
	table: Table<T>,
	id: number,
): T {
	const record = table.get(id);
	if (record.deleted) throw notFound(`${table.name} ${id}`);
	return record;
}

export function crud<T extends Kept>(kind: Kind<T>): Crud {
	const tableOf = (call: GuruCall) => kind.table(call.records);
	const list = (call: GuruCall, matches: (record: T) => boolean) =>
		tableOf(call).where((record) => matches(record) && (kind.filter?.(record, call) ?? true));
	const show = (records: T[], call: GuruCall) =>
		records.map((record) => kind.showInList(record, call));

	return {
		getMany: (call) => {
			const archived = call.query.includeArchived === '1';
			const deleted = call.query.includeDeleted === '1';
			const records = list(
				call,
				(record) => (archived || !record.archived) && (deleted || !record.deleted),
			);
			// With either flag the vendor ignores limit and offset (docs.txt L1788).
			return show(archived || deleted ? records : call.page(records), call);
		},
		getManyArchived: (call) =>
			show(call.page(list(call, (record) => record.archived && !record.deleted)), call),
		get: (call) => kind.show(present(tableOf(call), idOf(call)), call),
		create: (call) => {
			const fields = { ...kind.blank(call), ...given(kind.fields(call, undefined)) };
			const state = { archived: false, deleted: false, deleted_at: null };
			// TypeScript cannot see that the parts of a generic record make up the record.
			const record = { ...state, ...madeBy(call), ...fields } as unknown as Omit<T, 'id'>;
			return kind.show(tableOf(call).insert(record), call);
		},
		update: (call) => {
			const record = present(tableOf(call), idOf(call));
			const fields = kind.fields(call, record);
			if (fields.archived && !record.archived) kind.retire?.(record, call, 'archive');
			return kind.show(tableOf(call).update(record.id, { ...fields, ...changedBy(call) }), call);
		},
		delete: (call) => {
			const record = present(tableOf(call), idOf(call));
			kind.retire?.(record, call, 'delete');
			Object.assign(record, {
				...changedBy(call),
				deleted: true,
				deleted_at: call.now.toISOString(),
			});
			tableOf(call).tell('delete', record);
			return undefined;
		},
	};
}

/** Without the fields that are undefined. */
export const given = <T extends object>(fields: T): Partial<T> =>
	Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined),
	) as Partial<T>;
