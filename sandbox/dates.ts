/** Calendar days as ISO strings (`2026-01-31`), without time zones: they compare as strings. */

const DAY = 86_400_000;

/** Reading and writing dates is dear, and the days of a sandbox are few: each is done once. */
const times = new Map<string, number>();
const dates = new Map<number, string>();

function toTime(date: string): number {
	let time = times.get(date);
	if (time === undefined) {
		time = Date.parse(`${date}T00:00:00Z`);
		times.set(date, time);
	}
	return time;
}

function toDate(time: number): string {
	let date = dates.get(time);
	if (date === undefined) {
		date = new Date(time).toISOString().slice(0, 10);
		dates.set(time, date);
	}
	return date;
}

/** The day of a point in time, in UTC. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => toDate(toTime(date) + days * DAY);

/** Days from one date to another, negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number => (toTime(to) - toTime(from)) / DAY;

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (date: string): number => new Date(toTime(date)).getUTCDay();

/** The Monday of the date's week. */
export const mondayOf = (date: string): string => addDays(date, -((weekdayOf(date) + 6) % 7));

/** Every day from the first to the last, both included; none when the last lies before the first. */
export function daysFrom(first: string, last: string): string[] {
	const start = toTime(first);
	const count = Math.max(0, (toTime(last) - start) / DAY + 1);
	return Array.from({ length: count }, (_, day) => toDate(start + day * DAY));
}

/** The same day of a later month, or that month's last day where it is shorter. */
export function addMonths(date: string, months: number): string {
	const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
	const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return toDate(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}
