import type { JsonObject } from '../../../contracts';
import { addDays, daysBetween } from '../../dates';
import type { Behaviour } from '../../vendor';
import { dayFrom, type Get, passing } from './filters';
import type { Fields, Kind, Totals } from './kind';
import type { Kept, Records } from './records';
import { badRequest, callerOf, fieldValues, type ProCall } from './shared';

/** Public: more do not come, and nothing says so. */
const MOST = 5000;

/** What a query holds beside filters. */
const CONTROLS = new Set([
	'fields',
	'contactdetails',
	'sortby',
	'sortorder',
	'pagenumber',
	'pagesize',
	'subtotals',
	'subtotalsdateoption',
	'apifieldsmode',
	'customfieldsmode',
	'contactsmode',
	'timebillable',
	'timetrackedby',
	'timetrackedfrom',
	'timetrackedto',
]);

const collator = new Intl.Collator('en', { numeric: true });

/** The record's own fields that are called as `fields` calls them. */
export const own = <T>(...names: Array<keyof T & string>): Fields<T> =>
	Object.fromEntries(names.map((name) => [name, (record: T) => ({ [name]: record[name] })]));

/** Several of a record's own fields at once. */
export const together =
	<T>(...names: Array<keyof T & string>): Get<T, JsonObject> =>
	(record) =>
		Object.fromEntries(names.map((name) => [name, record[name]]));

/** The parts of a record that the caller asks for and may see; its id always. */
export function view<T extends Kept>(
	kind: Pick<Kind<T>, 'fields' | 'staffOnly'>,
	names: string[],
	record: T,
	call: ProCall,
): JsonObject {
	const hidden = callerOf(call).type === 'staff' ? [] : (kind.staffOnly ?? []);
	const shown: JsonObject = { id: record.id };
	for (const name of names) {
		if (!hidden.includes(name)) Object.assign(shown, kind.fields[name]?.(record, call));
	}
	const single = names.flatMap((name) => /^apifield(\d+)$/.exec(name)?.[1] ?? []).map(Number);
	if (names.includes('apifields') || single.length > 0) {
		const wanted = (record.apifields ?? []).filter(
			({ id }) => names.includes('apifields') || single.includes(id),
		);
		shown.apifields = fieldValues(call.records.apiFields, wanted);
	}
	return shown;
}

/** All of a record. */
export const viewAll = <T extends Kept>(kind: Kind<T>, record: T, call: ProCall): JsonObject => ({
	...view(
		kind,
		[...Object.keys(kind.fields), ...(record.apifields ? ['apifields'] : [])],
		record,
		call,
	),
	...kind.detail?.(record, call),
});

/** The records that pass all filters, in the order asked for. */
export function find<T extends Kept>(
	kind: Pick<Kind<T>, 'key' | 'filters' | 'sorts'>,
	records: T[],
	call: ProCall,
): T[] {
	const unknown = Object.keys(call.query).find(
		(name) => !CONTROLS.has(name) && !kind.filters[name],
	);
	if (unknown) throw new Error(`The sandbox has no filter ${unknown} for ${kind.key}`);
	const { sortby: sortKey = 'id' } = call.query;
	const sortby = sortKey as string;
	const key =
		kind.sorts?.[sortby] ?? ((record: T) => record[sortby as keyof T] as string | number | null);
	const sign = call.query.sortorder === 'desc' ? -1 : 1;
	return records
		.filter(passing(kind.filters, call))
		.map((record) => ({ record, key: String(key(record, call) ?? '') }))
		.sort(
			(left, right) =>
				sign * (collator.compare(left.key, right.key) || left.record.id - right.record.id),
		)
		.map(({ record }) => record);
}

/** What a date belongs to; weeks begin on the day on which the span begins. */
const PERIODS: Record<string, (date: string, from: string) => string> = {
	day: (date) => date,
	week: (date, from) => addDays(from, 7 * Math.floor(daysBetween(from, date) / 7)),
	month: (date) => date.slice(0, 7),
	year: (date) => date.slice(0, 4),
};

/** The sums of each combination of groups that are not zero (docs.txt L725-739). */
function subtotalsOf<T>(totals: Totals<T>, names: string[], records: T[], call: ProCall) {
	const { from, at } = totals.date(call);
	const begin = call.query[from];
	const parts = names.map((name): Get<T, JsonObject> => {
		const period = PERIODS[name];
		const group = totals.groups[name];
		if (!period && group) return group;
		if (!period) throw new Error(`The sandbox has no subtotals by ${name}`);
		if (begin === undefined) throw badRequest(`subtotals by ${name} need ${from}`);
		const first = dayFrom(begin, call.now);
		return (record) => ({ [name]: period(at(record), first) });
	});
	const groups = new Map<string, { part: JsonObject; records: T[] }>();
	for (const record of records) {
		const part = parts.reduce<JsonObject>((all, get) => ({ ...all, ...get(record, call) }), {});
		const key = JSON.stringify(part);
		const group = groups.get(key) ?? { part, records: [] };
		group.records.push(record);
		groups.set(key, group);
	}
	return [...groups.values()]
		.map(({ part, records: grouped }) => ({ part, sums: totals.sum(grouped, call) }))
		.filter(({ sums }) => Object.values(sums).some((sum) => sum !== 0))
		.map(({ part, sums }) => ({ ...part, ...sums }));
}

/**
 * A behaviour that filters, sorts, pages, selects fields and adds up.
 * @param only the records of this list, where it has not all of the kind
 */
export const listOf =
	<T extends Kept>(
		kind: Kind<T>,
		only: (call: ProCall) => (record: T) => boolean = () => () => true,
	): Behaviour<Records> =>
	(call) => {
		const { pagenumber, pagesize, fields, subtotals } = call.query;
		const isPaged = pagenumber !== undefined;
		if (isPaged !== (pagesize !== undefined)) {
			throw badRequest('pagenumber and pagesize must be used together');
		}
		if (isPaged && subtotals) throw badRequest('Paging is not available with subtotals');
		const found = find(kind, kind.table(call.records).where(only(call)), call);
		// Of the two lists that name no default, time shows its total alone, notes show all.
		const names = (fields ?? (kind.totals ? ['none'] : Object.keys(kind.fields))) as string[];
		const shown = names.includes('none')
			? undefined
			: call
					.page(found)
					.slice(0, MOST)
					.map((record) => view(kind, names, record, call));
		return {
			count: shown?.length ?? 0,
			totalcount: found.length,
			status: 'Success',
			...(shown ? { [kind.key]: shown } : {}),
			...(kind.totals ? { total: kind.totals.sum(found, call) } : {}),
			...(kind.totals && subtotals
				? { subtotals: subtotalsOf(kind.totals, subtotals as string[], found, call) }
				: {}),
		};
	};
