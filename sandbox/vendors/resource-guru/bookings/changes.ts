import type { Booking, BookingActivity } from '../records';
import { showBooking } from './view';
import { changedBy, type GuruCall } from '../shared';

/** Each change to a booking leaves an activity behind. */
function logged<T>(
	call: GuruCall,
	action: BookingActivity['action'],
	booking_id: number,
	change: () => T,
): T {
	const { records } = call;
	const state = () => {
		const booking = records.bookings.find(booking_id);
		return booking ? structuredClone(showBooking(booking, records)) : null;
	};
	const previous_state = state();
	const result = change();
	records.bookingActivities.insert({
		booking_id,
		action,
		user_id: call.identity.userId,
		previous_state,
		next_state: state(),
		created_at: call.now.toISOString(),
	});
	return result;
}

/** Makes the bookings of several resources at once. */
export function insertSiblings(
	call: GuruCall,
	drafts: Array<Omit<Booking, 'id' | 'sibling_ids'>>,
): Booking[] {
	const { bookings } = call.records;
	const first = bookings.nextId();
	const sibling_ids = drafts.map((_, index) => first + index);
	return drafts.map((draft, index) =>
		logged(call, 'create', first + index, () =>
			bookings.insert({ ...draft, sibling_ids: [...sibling_ids] }),
		),
	);
}

export const updateBooking = (call: GuruCall, id: number, fields: Partial<Booking>): Booking =>
	logged(call, 'update', id, () =>
		call.records.bookings.update(id, { ...fields, ...changedBy(call) }),
	);

export function removeBooking(call: GuruCall, { id, sibling_ids }: Booking): void {
	const { bookings } = call.records;
	logged(call, 'delete', id, () => {
		bookings.remove(id);
	});
	for (const siblingId of sibling_ids) {
		const sibling = bookings.find(siblingId);
		if (sibling) sibling.sibling_ids = sibling.sibling_ids.filter((other) => other !== id);
	}
}
