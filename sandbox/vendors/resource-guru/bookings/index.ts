import { present } from '../crud';
import type { Booking } from '../records';
import { type Behaviours, type GuruCall, idOf } from '../shared';
import { remindApprovers, resolveApproval } from './approvals';
import { createBooking } from './create';
import { deleteBooking, splitBooking } from './remove';
import { changeBooking } from './update';
import { showBooking } from './view';

/** The bookings that match the query of any of the four lists, and what else a list is about. */
function list(call: GuruCall, about: (booking: Booking) => boolean = () => true) {
	const { records, page } = call;
	const query = call.query as {
		start_date?: string;
		end_date?: string;
		calendar?: string;
		approval_states?: string[];
		resource_ids?: string[];
		booker_id?: string;
		waiting?: string;
		include_archived_resources?: string;
		include_deleted_resources?: string;
		include_non_bookable_resources?: string;
		group_id?: string;
	};
	const start = query.start_date ?? '';
	const end = query.end_date ?? '9999';
	const bookerId = query.booker_id === 'me' ? call.identity.userId : Number(query.booker_id);
	const matches = (booking: Booking): boolean => {
		const resource = records.resources.get(booking.resource_id);
		const inRange =
			query.calendar === '1'
				? booking.durations.some(({ date }) => start <= date && date <= end)
				: start <= booking.start_date && booking.end_date <= end;
		return (
			about(booking) &&
			inRange &&
			(query.approval_states?.includes(booking.approval_state?.status ?? '') ?? true) &&
			(query.resource_ids?.includes(String(booking.resource_id)) ?? true) &&
			(query.booker_id === undefined || booking.booker_id === bookerId) &&
			(query.group_id === undefined || booking.group_id === Number(query.group_id)) &&
			(query.waiting !== '1' || booking.durations.some(({ waiting }) => waiting)) &&
			(query.include_archived_resources !== '0' || !resource.archived) &&
			(query.include_deleted_resources !== '0' || !resource.deleted) &&
			(query.include_non_bookable_resources !== '0' || resource.bookable)
		);
	};
	return page(records.bookings.where(matches)).map((booking) => showBooking(booking, records));
}

export const bookingBehaviours: Behaviours = {
	'booking.getMany': (call) => list(call),
	'booking.getManyByClient': (call) => {
		const { id } = present(call.records.clients, idOf(call));
		return list(call, ({ client_id }) => client_id === id);
	},
	'booking.getManyByProject': (call) => {
		const { id } = present(call.records.projects, idOf(call));
		return list(call, ({ project_id }) => project_id === id);
	},
	'booking.getManyByResource': (call) => {
		const { id } = present(call.records.resources, idOf(call));
		return list(call, ({ resource_id }) => resource_id === id);
	},
	'booking.create': (call) => showBooking(createBooking(call), call.records),
	'booking.get': (call) => showBooking(call.records.bookings.get(idOf(call)), call.records),
	'booking.update': (call) => showBooking(changeBooking(call), call.records),
	'booking.delete': deleteBooking,
	'booking.split': (call) =>
		splitBooking(call).map((booking) => showBooking(booking, call.records)),
	'booking.resolve': resolveApproval,
	'booking.remind': remindApprovers,
	'booking.getActivities': (call) => {
		const { id } = call.records.bookings.get(idOf(call));
		return call.records.bookingActivities
			.where(({ booking_id }) => booking_id === id)
			.map(({ booking_id: _id, ...activity }) => activity);
	},
};
