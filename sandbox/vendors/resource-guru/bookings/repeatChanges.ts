import { daysBetween } from '../../../dates';
import type { Booking } from '../records';
import { place } from '../schedule';
import { Checks, type GuruCall } from '../shared';
import { insertSiblings, removeBooking, updateBooking } from './changes';
import { settle } from './clashes';
import { inputOf, readSlot, resolutionOf, shift } from './input';
import { occurrencesOf, type RecurrenceRule } from './repeats';
import { siblingsOf } from './view';

/** The occurrences that a change to one of them reaches, each with its siblings, in order. */
export function occurrencesAffected(call: GuruCall, booking: Booking): Booking[][] {
	const { records, query } = call;
	const { affects = 'single' } = query as { affects?: 'single' | 'following' | 'all' };
	if (booking.group_id === null || affects === 'single') return [siblingsOf(booking, records)];
	const reached = records.bookings.where(
		(other) =>
			other.group_id === booking.group_id &&
			(affects === 'all' || other.sequence_no >= booking.sequence_no),
	);
	const sequence = [...new Set(reached.map(({ sequence_no }) => sequence_no))];
	return sequence
		.sort((one, other) => one - other)
		.map((number) => reached.filter(({ sequence_no }) => sequence_no === number));
}

/** Ends the occurrences after this one, and begins new ones by the new rule, if there is one. */
export function changeRule(call: GuruCall, booking: Booking, rrule: RecurrenceRule | null): void {
	const { records } = call;
	if (JSON.stringify(rrule) === JSON.stringify(booking.rrule)) return;
	const later = records.bookings.where(
		({ group_id, sequence_no }) =>
			booking.group_id !== null &&
			group_id === booking.group_id &&
			sequence_no > booking.sequence_no,
	);
	for (const other of later) removeBooking(call, other);
	const siblings = siblingsOf(booking, records);
	const group_id = rrule ? booking.id : null;
	for (const { id } of siblings) {
		updateBooking(call, id, { rrule: rrule && { ...rrule }, group_id, sequence_no: 0 });
	}
	if (!rrule) return;
	const [, ...starts] = occurrencesOf(rrule, booking.start_date, new Checks());
	starts.forEach((start, index) => {
		const days = daysBetween(booking.start_date, start);
		const drafts = siblings.map((sibling) => {
			const slot = shift(readSlot(sibling, {}), days);
			const resource = records.resources.get(sibling.resource_id);
			const placement = place(records, { resource, ...slot }, new Set());
			return { sibling, slot, placement };
		});
		settle(
			call,
			drafts.map(({ placement }) => placement),
			resolutionOf(inputOf(call)) ?? 'add_to_waiting_list',
		);
		insertSiblings(
			call,
			drafts.map(({ sibling: { id: _id, sibling_ids: _ids, ...sibling }, slot, placement }) => ({
				...sibling,
				...slot,
				durations: placement.days,
				sequence_no: index + 1,
			})),
		);
	});
}
