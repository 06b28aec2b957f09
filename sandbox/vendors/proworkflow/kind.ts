import type { JsonObject } from '../../../contracts';
import type { Table } from '../../table';
import type { Filters, Get } from './filters';
import type { Kept, Records } from './records';
import type { ProCall } from './shared';

/** Turns one field of a body into fields of the record. */
export type Convert = (value: unknown, call: ProCall, current: JsonObject) => JsonObject;

/** How a kind of records is written. */
export interface Writing<T extends Kept> {
	/** A new record, before its body is laid over it. */
	blank(call: ProCall, body: JsonObject): Omit<T, 'id' | 'lastmodified'>;
	/** More than the conversions that all kinds share. */
	convert?: Record<string, Convert>;
	/** Where else than usual an id of a body must be found. */
	references?: Partial<Record<string, Array<keyof Records>>>;
	/** What else a write does, once the record is kept. */
	after?(record: T, body: JsonObject, call: ProCall): void;
	/** What else goes with a record. */
	beforeRemoval?(record: T, call: ProCall): void;
}

/** What an answer shows of a record, by the names that `fields` takes. */
export type Fields<T> = Record<string, Get<T, JsonObject>>;

/** How a list adds up. */
export interface Totals<T> {
	sum(records: T[], call: ProCall): Record<string, number>;
	/** By the names that `subtotals` takes, but for dates. */
	groups: Fields<T>;
	/** The date that subtotals group by, and the parameter that must say where it begins. */
	date(call: ProCall): { from: string; at(record: T): string };
}

/** One kind of records: how it is found, shown, and written. */
export interface Kind<T extends Kept> extends Writing<T> {
	/** As answers call it, e.g. `companies` and `company`. */
	key: string;
	one: string;
	/** The path parameter that holds its id. */
	id: string;
	table(records: Records): Table<T>;
	fields: Fields<T>;
	/** More of a single record. */
	detail?: Get<T, JsonObject>;
	/** The fields that only staff see. */
	staffOnly?: string[];
	filters: Filters<T>;
	/** By the value of `sortby`, where it is no property of the record. */
	sorts?: Record<string, Get<T, string | number>>;
	totals?: Totals<T>;
}
