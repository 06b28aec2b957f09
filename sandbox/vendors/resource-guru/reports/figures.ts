import { daysFrom } from '../../../dates';
import type { Booking, BookingDay, Records, Resource, TimeBlock } from '../records';
import {
	capacityOn,
	downtimeOn,
	hoursOn,
	minutesIn,
	overtimeOn,
	workingHoursOn,
} from '../schedule';
import type { GuruCall } from '../shared';

/** The days that a report is about. */
export interface Range {
	start: string;
	end: string;
}

/** Minutes booked, by what becomes of them. */
export interface Figures {
	scheduled: number;
	waiting_list: number;
	tentative: number;
}

export const rangeOf = ({ query }: GuruCall): Range => ({
	start: String(query.start_date),
	end: String(query.end_date),
});

const kindOf = (booking: Booking, day: BookingDay): keyof Figures =>
	day.waiting ? 'waiting_list' : booking.tentative ? 'tentative' : 'scheduled';

/** What was declined will not happen, and is in no report. */
export const reported = (records: Records): Booking[] =>
	records.bookings.where(({ approval_state }) => approval_state?.status !== 'declined');

export function figuresOf(bookings: Booking[], { start, end }: Range): Figures {
	const figures = { scheduled: 0, waiting_list: 0, tentative: 0 };
	for (const booking of bookings) {
		for (const day of booking.durations) {
			if (start <= day.date && day.date <= end) figures[kindOf(booking, day)] += day.duration;
		}
	}
	return figures;
}

/** Those with at least one day in the range. */
export const inRange = (bookings: Booking[], { start, end }: Range): Booking[] =>
	bookings.filter(({ durations }) => durations.some(({ date }) => start <= date && date <= end));

export interface Downtimes {
	other: number;
	personal_vacation: number;
	public_holiday: number;
	sick: number;
	total_vacation: number;
}

const KINDS: Record<string, keyof Downtimes> = {
	'Public holiday': 'public_holiday',
	Vacation: 'personal_vacation',
	'Sick leave': 'sick',
};

/** Minutes of working time that downtime takes, by the names of its types. */
export function downtimeByType(
	records: Records,
	resource: Resource,
	{ start, end }: Range,
): Array<{ name: string; minutes: number }> {
	const own = records.downtimes.where(({ resource_ids }) => resource_ids.includes(resource.id));
	const minutes = new Map<string, number>();
	for (const downtime of own) {
		const name = records.downtimeTypes.find(downtime.downtime_type_id)?.name ?? 'Other';
		const taken = daysFrom(start, end).map((date) => {
			const block = downtimeOn(downtime, date);
			return block ? overlap(hoursOn(records, resource, date), block) : 0;
		});
		minutes.set(name, (minutes.get(name) ?? 0) + sum(taken));
	}
	return [...minutes].map(([name, minutes]) => ({ name, minutes }));
}

export function downtimesOf(records: Records, resource: Resource, range: Range): Downtimes {
	const figures = { other: 0, personal_vacation: 0, public_holiday: 0, sick: 0, total_vacation: 0 };
	for (const { name, minutes } of downtimeByType(records, resource, range)) {
		figures[KINDS[name] ?? 'other'] += minutes;
	}
	figures.total_vacation = figures.personal_vacation + figures.public_holiday;
	return figures;
}

const overlap = (hours: TimeBlock[], taken: TimeBlock): number =>
	sum(
		hours.map(({ start_time, end_time }) =>
			Math.max(0, Math.min(end_time, taken.end_time) - Math.max(start_time, taken.start_time)),
		),
	);

export const sum = (numbers: number[]): number =>
	numbers.reduce((total, number) => total + number, 0);

/** Working minutes, downtime taken out, overtime not in. */
export const availabilityOf = (records: Records, resource: Resource, { start, end }: Range) =>
	sum(daysFrom(start, end).map((date) => minutesIn(workingHoursOn(records, resource, date))));

export const overtimeIn = (records: Records, resource: Resource, { start, end }: Range): number =>
	sum(daysFrom(start, end).map((date) => overtimeOn(records, resource.id, date)));

/** 0 to 1 and beyond, to four places; null where there is no time at all. */
export const ratio = (booked: number, available: number): number | null =>
	available === 0 ? null : Math.round((booked / available) * 10_000) / 10_000;

/** The first day in the range on which a resource still has time. */
export function earliestAvailable(
	records: Records,
	resource: Resource,
	{ start, end }: Range,
): string | null {
	const own = reported(records).filter(({ resource_id }) => resource_id === resource.id);
	const free = daysFrom(start, end).find((date) => {
		const { scheduled } = figuresOf(own, { start: date, end: date });
		return scheduled < capacityOn(records, resource, date);
	});
	return free ?? null;
}

/** Records by the id that bookings have of them; null for bookings without one. */
export function groupBy(
	bookings: Booking[],
	key: 'client_id' | 'project_id' | 'resource_id',
): Map<number | null, Booking[]> {
	const groups = new Map<number | null, Booking[]>();
	for (const booking of bookings) {
		const id = booking[key];
		const group = groups.get(id);
		if (group) group.push(booking);
		else groups.set(id, [booking]);
	}
	return groups;
}

/** Resources that a report on all of them covers. */
export const activeResources = ({ resources }: Records): Resource[] =>
	resources.where(({ archived, deleted }) => !archived && !deleted);

/** The custom fields of a resource with what is chosen in them. */
export function chosenOptions(records: Records, resource: Resource) {
	const fields = records.customFields.where(
		({ entity_types, resource_type_ids }) =>
			entity_types.includes('resource') && resource_type_ids.includes(resource.resource_type_id),
	);
	return fields.map(({ id, label }) => ({
		id,
		label,
		selected_options: resource.custom_field_option_ids.flatMap((optionId) => {
			const option = records.customFieldOptions.find(optionId);
			return option?.custom_field_id === id ? [{ id: option.id, value: option.value }] : [];
		}),
	}));
}
