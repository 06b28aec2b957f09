import type { Behaviour } from '../../vendor';
import type { Records } from './records';
import type { BlikkCall } from './shared';

type SortKey = string | number | null;

/** Turns a filter's value into the question whether a record passes. */
type Filter<T> = (value: unknown, call: BlikkCall) => (record: T) => boolean;

/** One of the vendor's lists. */
export interface List<T> {
	records(call: BlikkCall): T[];
	show(record: T, call: BlikkCall): unknown;
	/** By the value of `sortBy`. */
	sortBy?: Record<string, (record: T, call: BlikkCall) => SortKey>;
	/** By the name after `filter.`. */
	filters?: Record<string, Filter<T>>;
}

/** docs.txt L143. */
const PAGE_SIZE = 25;

const collator = new Intl.Collator('sv');

/** Nulls are the smallest. */
function compare(one: SortKey, other: SortKey): number {
	if (one === null || other === null) return Number(other === null) - Number(one === null);
	return typeof one === 'number' && typeof other === 'number'
		? one - other
		: collator.compare(String(one), String(other));
}

/** A behaviour that filters, sorts and pages (docs.txt L132-209). */
export function listOf<T>({
	records,
	show,
	sortBy = {},
	filters = {},
}: List<T>): Behaviour<Records> {
	return (call) => {
		const { query } = call;
		const passes = Object.entries(filters).flatMap(([name, filter]) => {
			const value = query[`filter.${name}`];
			return value === undefined ? [] : [filter(value, call)];
		});
		const found = records(call).filter((record) => passes.every((pass) => pass(record)));
		const key = sortBy[String(query.sortBy)];
		const sign = query.sortOrder === 'descending' ? -1 : 1;
		const sorted = found
			.map((record, index) => ({ record, key: key ? key(record, call) : index }))
			.sort((one, other) => sign * compare(one.key, other.key))
			.map(({ record }) => record);
		const items = call.page(sorted).map((record) => show(record, call));
		const pageSize = Number(query.pageSize ?? PAGE_SIZE);
		return {
			objectName: 'generic.pagedlist',
			page: query.page,
			pageSize,
			itemCount: items.length,
			totalItemCount: sorted.length,
			totalPages: Math.ceil(sorted.length / pageSize),
			items,
		};
	};
}

/** `5,21,46` as numbers. */
export const idsIn = (value: unknown): Set<number> => new Set(String(value).split(',').map(Number));

/** Whether one of the texts contains the query, upper and lower case alike. */
export const matchesAny = (query: unknown, texts: Array<string | null | undefined>): boolean =>
	texts.some((text) => text?.toLowerCase().includes(String(query).toLowerCase()));

/** Whether a time is not before a filter's, which may be a day alone. */
export const notBefore = (time: string, since: unknown): boolean => time >= String(since);

/** Whether a time is not after a filter's, which means the whole day when it is one. */
export const notAfter = (time: string, until: unknown): boolean =>
	time.slice(0, String(until).length) <= String(until);

/** The sort keys of records that are sorted by `createdDate` and `updatedDate`. */
export const byTrace = {
	createdDate: ({ created }: { created: string }) => created,
	updatedDate: ({ updated }: { updated: string | null }) => updated,
};
