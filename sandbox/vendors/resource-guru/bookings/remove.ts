import { addDays, dayOf } from '../../../dates';
import { unprocessable } from '../../../refusal';
import type { Booking, Resource } from '../records';
import { changedBy, type GuruCall, idOf } from '../shared';
import { insertSiblings, removeBooking, updateBooking } from './changes';
import { occurrencesAffected } from './repeatChanges';
import { siblingsOf } from './view';

/** Deletes a booking and the occurrences affected, or a single day of it. */
export function deleteBooking(call: GuruCall): void {
	const booking = call.records.bookings.get(idOf(call));
	const { date, remove_for_all: forAll } = call.body as { date?: string; remove_for_all?: boolean };
	if (date === undefined) {
		for (const other of occurrencesAffected(call, booking).flat()) removeBooking(call, other);
		return;
	}
	for (const other of forAll ? siblingsOf(booking, call.records) : [booking]) {
		removeDay(call, other, date);
	}
}

function removeDay(call: GuruCall, booking: Booking, date: string): void {
	const durations = booking.durations.filter((day) => day.date !== date);
	if (durations.length === booking.durations.length) {
		throw unprocessable({ field: 'date', message: `date ${date} is no day of this booking` });
	}
	const first = durations[0]?.date;
	const last = durations.at(-1)?.date;
	if (first === undefined || last === undefined) {
		removeBooking(call, booking);
		return;
	}
	updateBooking(call, booking.id, {
		durations,
		start_date: first > date ? first : booking.start_date,
		end_date: last < date ? last : booking.end_date,
	});
}

/** docs.txt L1236-1241: the second part begins on the date. It repeats no more. */
export function splitBooking(call: GuruCall): Booking[] {
	const { records, body } = call;
	const booking = records.bookings.get(idOf(call));
	const date = String(body.date);
	const siblings = siblingsOf(booking, records);
	const hasBoth = siblings.every(
		({ durations }) =>
			durations.some((day) => day.date < date) && durations.some((day) => day.date >= date),
	);
	if (!hasBoth) {
		throw unprocessable({ field: 'date', message: `date ${date} leaves one part without a day` });
	}
	const stamps = { ...changedBy(call), created_at: call.now.toISOString() };
	const drafts = siblings.map(({ id: _id, sibling_ids: _ids, ...sibling }) => ({
		...structuredClone(sibling),
		...stamps,
		start_date: date,
		durations: sibling.durations.filter((day) => day.date >= date),
		rrule: null,
		group_id: null,
		sequence_no: 0,
	}));
	for (const { id, durations } of siblings) {
		const before = durations.filter((day) => day.date < date);
		updateBooking(call, id, { end_date: addDays(date, -1), durations: before });
	}
	const second = insertSiblings(call, drafts).find(
		({ resource_id }) => resource_id === booking.resource_id,
	);
	return second ? [records.bookings.get(booking.id), second] : [];
}

/** A resource's coming bookings end with it; those its user made go to whoever deletes it. */
export function handOverBookings(call: GuruCall, resource: Resource): void {
	const { records } = call;
	const coming = records.bookings.where(({ start_date }) => start_date > dayOf(call.now));
	for (const booking of coming) {
		if (booking.resource_id === resource.id) removeBooking(call, booking);
		else if (resource.user_id !== null && booking.booker_id === resource.user_id) {
			updateBooking(call, booking.id, { booker_id: call.identity.userId });
		}
	}
}
