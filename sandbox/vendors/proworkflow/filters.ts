import { addDays, addMonths, dayOf } from '../../dates';
import type { FieldValue, Kept, Project } from './records';
import { badRequest, type ProCall, stampOf } from './shared';

/** Turns a filter's value into the question whether a record passes. */
export type Filter<T> = (value: string, call: ProCall) => (record: T) => boolean;

/** By query parameter. */
export type Filters<T> = Record<string, Filter<T>>;

/** Whether a record passes every one of these filters that the query names. */
export function passing<T>(filters: Filters<T>, call: ProCall): (record: T) => boolean {
	const passes = Object.entries(call.query).flatMap(([name, value]) => {
		const filter = filters[name];
		return filter ? [filter(String(value), call)] : [];
	});
	return (record) => passes.every((pass) => pass(record));
}

/** What a filter looks at. */
export type Get<T, V> = (record: T, call: ProCall) => V;

/**
 * `2014-01-18`, or so many days, weeks, months or years from today, as a date.
 * @throws Refusal 400 when there is no such day
 */
export function dayFrom(given: unknown, now: Date): string {
	const value = String(given);
	const [, number, unit] = /^([+-]\d+)([dwmy])$/.exec(value) ?? [];
	if (unit === undefined) {
		const time = Date.parse(value);
		if (Number.isNaN(time) || dayOf(new Date(time)) !== value) {
			throw badRequest(`${value} is not a date`);
		}
		return value;
	}
	const count = Number(number);
	const today = dayOf(now);
	if (unit === 'd' || unit === 'w') return addDays(today, unit === 'w' ? 7 * count : count);
	return addMonths(today, unit === 'y' ? 12 * count : count);
}

const MINUTES: Record<string, number> = { n: 1, h: 60, d: 1440, w: 10_080 };

/** `2014-01-18T13:20`, or so many minutes (n), hours, days, weeks or months ago, as a stamp. */
export function momentFrom(value: string, now: Date): string {
	const [, count, unit] = /^(\d+)([nhdwm])$/.exec(value) ?? [];
	if (unit === undefined) return value;
	const minutes = MINUTES[unit];
	if (minutes === undefined) {
		return addMonths(dayOf(now), -Number(count)) + stampOf(now).slice(10);
	}
	return stampOf(new Date(now.getTime() - Number(count) * minutes * 60_000));
}

const range =
	(read: (value: string, now: Date) => string) =>
	<T>(name: string, at: Get<T, string | undefined>): Filters<T> => ({
		[`${name}from`]: (value, call) => {
			const from = read(value, call.now);
			return (record) => {
				const own = at(record, call) ?? '';
				return own !== '' && own >= from;
			};
		},
		[`${name}to`]: (value, call) => {
			const to = read(value, call.now);
			return (record) => {
				const own = at(record, call) ?? '';
				return own !== '' && own.slice(0, to.length) <= to;
			};
		},
	});

/** `<name>from` and `<name>to`, whole days; records without a date pass neither. */
export const days = range(dayFrom);

/** `<name>from` and `<name>to`, to the minute or second. */
export const moments = range(momentFrom);

const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());

/** A text that one of several contains; after `!`, that none does. */
export const search = <T>(name: string, at: Get<T, string[]>): Filters<T> => ({
	[name]: (value, call) => {
		const none = value.startsWith('!');
		const part = none ? value.slice(1) : value;
		return (record) => at(record, call).some((text) => contains(text, part)) !== none;
	},
});

const COMPARE = {
	'': (one: number, other: number) => one === other,
	gte: (one: number, other: number) => one >= other,
	lte: (one: number, other: number) => one <= other,
};

/** What an amount is compared with. */
interface Ratio<T> {
	/** Undefined: the record passes no comparison with it. */
	planned: Get<T, number | undefined>;
	/** What over, under and percentages look at. */
	total: Get<T, number>;
}

/** `300`, `gte300`, `lte300`; beside a ratio also `over`, `under`, `gte30%` and `lte30%`. */
export const amount = <T>(name: string, at: Get<T, number>, ratio?: Ratio<T>): Filters<T> => ({
	[name]: (value, call) => {
		const against = (passes: (total: number, planned: number) => boolean) => (record: T) => {
			const planned = ratio?.planned(record, call);
			return ratio !== undefined && planned !== undefined
				? passes(ratio.total(record, call), planned)
				: false;
		};
		if (value === 'over') return against((total, planned) => total > planned);
		if (value === 'under') return against((total, planned) => total <= planned);
		const [, how = '', number, percent] = /^(gte|lte)?([\d.]+)(%?)$/.exec(value) ?? [];
		const compare = COMPARE[how as keyof typeof COMPARE];
		const limit = Number(number);
		return percent
			? against((total, planned) => compare(total, (planned * limit) / 100))
			: (record) => compare(at(record, call), limit);
	},
});

/**
 * Ids with commas, after `!` all others; for contacts also `me`, `all` and `unassigned`. Any of them
 * will do, unless `<name>mode` is `all`.
 */
export const ids = <T>(
	name: string,
	at: Get<T, number | null | undefined | number[]>,
): Filters<T> => ({
	[name]: (value, call) => {
		const own = (record: T) => [at(record, call) ?? []].flat();
		if (value === 'all') return () => true;
		if (value === 'unassigned') return (record) => own(record).length === 0;
		const none = value.startsWith('!');
		const wanted =
			value === 'me' ? [call.identity.userId] : value.replace('!', '').split(',').map(Number);
		const how = call.query[`${name}mode`] === 'all' ? 'every' : 'some';
		return (record) => {
			const has = own(record);
			return wanted[how]((id) => has.includes(id)) !== none;
		};
	},
});

/** One of several words, or `all`; a record may answer to more than one word. */
export const choice = <T>(
	name: string,
	at: Get<T, string | boolean | Array<string | boolean>>,
): Filters<T> => ({
	[name]: (value, call) =>
		value === 'all'
			? () => true
			: (record) => [at(record, call)].flat().map(String).includes(value),
});

/** `2,Europe||3,Industrial`: values of fields, any of them unless `<name>mode` is `all`. */
export const pairs = <T>(name: string, at: Get<T, FieldValue[]>): Filters<T> => ({
	[name]: (value, call) => {
		const wanted = value.split('||').map((pair) => {
			const comma = pair.indexOf(',');
			return { id: Number(pair.slice(0, comma)), part: pair.slice(comma + 1) };
		});
		const how = call.query[`${name}mode`] === 'all' ? 'every' : 'some';
		return (record) =>
			wanted[how](({ id, part }) =>
				at(record, call).some((field) => field.id === id && contains(field.value, part)),
			);
	},
});

/** The filters of every list, as far as its contract has them. */
export const common = <T extends Kept>(): Filters<T> => ({
	...ids('id', ({ id }) => id),
	// The document has the two the other way round, in all 26 lists (notes.md, Contradictions).
	idfrom:
		(from) =>
		({ id }) =>
			id >= Number(from),
	idto:
		(to) =>
		({ id }) =>
			id <= Number(to),
	...moments('lastmodified', ({ lastmodified }) => lastmodified),
	...pairs('apifields', ({ apifields = [] }) => apifields),
});

export const statusOf = ({ completedate }: { completedate: string }) =>
	completedate === '' ? 'active' : 'complete';

/** The filters by a record's project. A record without one passes none of them, but for `all`. */
export const byProject = <T>(of: Get<T, Project | undefined>): Filters<T> => {
	const dates = (name: 'startdate' | 'duedate' | 'completedate') =>
		days<T>(`project${name}`, (record, call) => of(record, call)?.[name]);
	return {
		...ids('projectid', (record, call) => of(record, call)?.id),
		...choice('projectstatus', (record, call) => {
			const project = of(record, call);
			return project ? statusOf(project) : [];
		}),
		...ids('projectcategoryid', (record, call) => of(record, call)?.categoryid),
		...ids('managerid', (record, call) => of(record, call)?.managerid),
		...dates('startdate'),
		...dates('duedate'),
		...dates('completedate'),
	};
};

/** `companyid` and `divisionid`. */
export const byCompany = <T>(of: Get<T, number | null | undefined>): Filters<T> => ({
	...ids('companyid', of),
	...ids('divisionid', (record, call) => call.records.companies.find(of(record, call))?.divisionid),
});

/** `datefrom` and `dateto`. */
export const byDate = <T extends { date: string }>() => days<T>('date', ({ date }) => date);
