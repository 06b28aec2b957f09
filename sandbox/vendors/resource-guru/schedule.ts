import { daysFrom, weekdayOf } from '../../dates';
import type { Booking, BookingDay, Downtime, Records, Resource, TimeBlock } from './records';

const END_OF_DAY = 1440;

/** The hours of a resource on a day: its own of that day, or the weekly ones. */
export function hoursOn(records: Records, resource: Resource, date: string): TimeBlock[] {
	const own = records.customAvailability
		.all()
		.find((custom) => custom.resource_id === resource.id && custom.date === date);
	if (own) return own.blocks;
	const weekday = weekdayOf(date);
	return resource.available_periods.filter(
		({ week_day, valid_from, valid_until }) =>
			week_day === weekday && valid_from <= date && (valid_until === null || date <= valid_until),
	);
}

/** The part of a day that a downtime takes; nothing on days outside it. */
export function downtimeOn(downtime: Downtime, date: string): TimeBlock | undefined {
	if (date < downtime.from || date > downtime.to) return undefined;
	return {
		start_time: date === downtime.from ? downtime.start_time : 0,
		end_time: date === downtime.to ? downtime.end_time : END_OF_DAY,
	};
}

/** The hours left when the downtimes are taken out. */
export function workingHoursOn(records: Records, resource: Resource, date: string): TimeBlock[] {
	let hours = hoursOn(records, resource, date);
	for (const downtime of records.downtimes.all()) {
		const taken = downtime.resource_ids.includes(resource.id) && downtimeOn(downtime, date);
		if (taken) hours = hours.flatMap((block) => without(block, taken));
	}
	return hours;
}

export const minutesIn = (blocks: TimeBlock[]): number =>
	blocks.reduce((sum, { start_time, end_time }) => sum + end_time - start_time, 0);

/** The part of a block outside another. */
export function without(block: TimeBlock, taken: TimeBlock): TimeBlock[] {
	return [
		{ start_time: block.start_time, end_time: Math.min(block.end_time, taken.start_time) },
		{ start_time: Math.max(block.start_time, taken.end_time), end_time: block.end_time },
	].filter(({ start_time, end_time }) => start_time < end_time);
}

export const overtimeOn = (records: Records, resourceId: number, date: string): number =>
	records.overtimes
		.where((overtime) => overtime.resource_id === resourceId && overtime.date === date)
		.reduce((sum, { duration }) => sum + duration, 0);

/** Minutes that a resource can be booked on a day, overtime included. */
export const capacityOn = (records: Records, resource: Resource, date: string): number =>
	minutesIn(workingHoursOn(records, resource, date)) + overtimeOn(records, resource.id, date);

/** Tentative and declined bookings take up no availability, nor do days on the waiting list. */
export const takesTime = (booking: Booking): boolean =>
	!booking.tentative && booking.approval_state?.status !== 'declined';

/** What is asked of a resource's time. */
export interface Demand {
	resource: Resource;
	start_date: string;
	end_date: string;
	/** Minutes per day. */
	duration: number;
	start_time: number | null;
	tentative: boolean;
}

export type Resolution = 'add_to_waiting_list' | 'book_with_overtime' | 'increase_availability';

/** A day on which a demand finds too little time. */
export interface Clash {
	resource: Resource;
	date: string;
	/** Minutes asked for beyond what is free. */
	missing: number;
	free: number;
}

export interface Placement {
	days: BookingDay[];
	clashes: Clash[];
}

/**
 * Spreads a demand over the days on which the resource works; over all its days when it works on
 * none of them, which is then a clash.
 * @param ignored bookings that give way to this one
 */
export function place(records: Records, demand: Demand, ignored: ReadonlySet<number>): Placement {
	const { resource, duration, start_time } = demand;
	const all = daysFrom(demand.start_date, demand.end_date);
	const working = all.filter((date) => capacityOn(records, resource, date) > 0);
	const dates = working.length > 0 ? working : all;
	const others = records.bookings.where(
		(booking) =>
			booking.resource_id === resource.id && !ignored.has(booking.id) && takesTime(booking),
	);
	const clashes = dates.flatMap((date) => {
		const taken = others.flatMap(({ durations }) =>
			durations.filter((day) => day.date === date && !day.waiting),
		);
		const clash = demand.tentative ? undefined : clashOn(records, demand, date, taken);
		return clash ? [clash] : [];
	});
	const end_time = start_time === null ? null : start_time + duration;
	const days = dates.map((date) => ({
		date,
		duration,
		start_time,
		end_time,
		waiting: false,
		elastic_overtime: [],
	}));
	return { days, clashes };
}

function clashOn(
	records: Records,
	{ resource, duration, start_time }: Demand,
	date: string,
	taken: BookingDay[],
): Clash | undefined {
	const booked = taken.reduce((sum, day) => sum + day.duration, 0);
	const free = Math.max(0, capacityOn(records, resource, date) - booked);
	const found = { resource, date, free };
	if (start_time === null) {
		return duration > free ? { ...found, missing: duration - free } : undefined;
	}
	const asked = { start_time, end_time: start_time + duration };
	const outside = minutesIn(
		workingHoursOn(records, resource, date).reduce(
			(left, block) => left.flatMap((part) => without(part, block)),
			[asked],
		),
	);
	const beyond = Math.max(0, outside - overtimeOn(records, resource.id, date));
	const overlaps = taken.some(
		(day) =>
			day.start_time !== null &&
			day.end_time !== null &&
			day.start_time < asked.end_time &&
			asked.start_time < day.end_time,
	);
	const missing = Math.max(beyond, duration - free);
	return missing > 0 || overlaps ? { ...found, missing: Math.max(missing, 0) } : undefined;
}
