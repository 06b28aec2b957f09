import { showCustomFieldValues } from '../customFieldValues';
import type { Booking, Records } from '../records';
import { nameOf } from '../shared';

const STATES = ['declined', 'approved', 'pending', 'without_approval'] as const;

/** A booking as the API shows it (docs.txt L990-1075). */
export function showBooking(booking: Booking, records: Records) {
	const { sibling_ids: _ids, booker_id, details, custom_field_values, ...fields } = booking;
	const siblings = siblingsOf(booking, records);
	const booker = records.users.find(booker_id);
	return {
		...fields,
		resource_ids: siblings.map(({ resource_id }) => resource_id),
		booker: booker && {
			id: booker.id,
			email: booker.email,
			name: nameOf(booker),
			color: null,
		},
		details,
		notes: details,
		refreshable: true,
		custom_field_values: showCustomFieldValues(custom_field_values, records),
		aggregated_approval_state: Object.fromEntries(
			STATES.map((state) => [
				state,
				siblings
					.filter(({ approval_state }) => (approval_state?.status ?? 'without_approval') === state)
					.map(showApproval),
			]),
		),
	};
}

/** docs.txt L1047-1075: how much is shown depends on the state. */
function showApproval({ id, resource_id, approval_state }: Booking) {
	const who = { resource_id, booking_id: id };
	if (approval_state?.status === 'approved') {
		return { ...who, resolved_by: approval_state.resolved_by };
	}
	if (approval_state?.status !== 'declined') return who;
	const { resolved_by, resolved_at, message } = approval_state;
	return { ...who, resolved_by, resolved_at, message };
}

/** The bookings made at once with this one for other resources, itself included. */
export const siblingsOf = (booking: Booking, records: Records): Booking[] =>
	booking.sibling_ids.flatMap((id) => records.bookings.find(id) ?? []);
