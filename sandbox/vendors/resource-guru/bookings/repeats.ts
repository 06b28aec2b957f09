import { addDays, addMonths, daysBetween, weekdayOf } from '../../../dates';
import type { Checks } from '../shared';

/** A repeat without an end gets occurrences for about a year. */
const ENDLESS_DAYS = 366;
const MOST_OCCURRENCES = 366;

export interface RecurrenceRule {
	weekly?: Pattern & { weekday?: number };
	monthly?: Pattern;
	yearly?: Pattern;
}

interface Pattern {
	/** Every so many weeks, months or years; 1 when left out. */
	interval?: number;
	/** `count` occurrences, or up to `date`; without an end when left out. */
	ends?: { type?: string; count?: number; date?: string };
}

/**
 * The first days of a repeat's occurrences. The first one is the start itself, or for a weekly rule
 * the first `weekday` on or after it.
 */
export function occurrencesOf(rule: RecurrenceRule, start: string, checks: Checks): string[] {
	const { weekly, monthly, yearly } = rule;
	const pattern = weekly ?? monthly ?? yearly ?? {};
	const { interval = 1, ends = {} } = pattern;
	checks.that(
		['count', 'date', 'never', undefined].includes(ends.type),
		'rrule',
		`cannot end by ${ends.type}`,
	);
	checks.that(
		ends.type !== 'count' || Number(ends.count) >= 1,
		'rrule',
		'needs a count of at least 1',
	);
	checks.that(ends.type !== 'date' || typeof ends.date === 'string', 'rrule', 'needs an end date');

	const weekday = weekly?.weekday ?? weekdayOf(start);
	const first = weekly ? addDays(start, (weekday - weekdayOf(start) + 7) % 7) : start;
	const step = (index: number) =>
		weekly
			? addDays(first, 7 * interval * index)
			: addMonths(first, interval * index * (yearly ? 12 : 1));
	const last = ends.type === 'date' ? ends.date : undefined;
	const count = ends.type === 'count' ? (ends.count ?? 1) : MOST_OCCURRENCES;
	const dates: string[] = [];
	while (dates.length < Math.min(count, MOST_OCCURRENCES)) {
		const date = step(dates.length);
		if (last !== undefined && date > last) break;
		if (ends.type !== 'count' && last === undefined && daysBetween(first, date) > ENDLESS_DAYS)
			break;
		dates.push(date);
	}
	checks.that(dates.length > 0, 'rrule', 'ends before it starts');
	return dates;
}
