import { addDays } from '../../../dates';
import { type GivenValues, mergeCustomFieldValues } from '../customFieldValues';
import type { Booking, Resource } from '../records';
import type { Resolution } from '../schedule';
import type { Checks, GuruCall } from '../shared';
import type { RecurrenceRule } from './repeats';

/** The body of a create or an update; docs.txt L851-869, L1081-1099. */
export interface BookingInput {
	resource_id?: number;
	resource_ids?: number[];
	start_date?: string;
	end_date?: string;
	duration?: number;
	start_time?: number | null;
	details?: string;
	booker_id?: number;
	billable?: boolean;
	project_id?: number | null;
	client_id?: number | null;
	activity_type_id?: number | null;
	allow_waiting?: boolean;
	allow_overtime?: boolean;
	rrule?: RecurrenceRule | null;
	timezone?: string | null;
	tentative?: boolean;
	custom_field_values?: GivenValues;
	clash_resolution?: Resolution;
}

/** Where and when a booking lies. */
export type Slot = Pick<
	Booking,
	'start_date' | 'end_date' | 'duration' | 'start_time' | 'tentative'
>;

export const inputOf = (call: GuruCall) => call.body as BookingInput;

/** clash_resolution, or the deprecated flag that says the same (docs.txt L863-869). */
export const resolutionOf = (input: BookingInput): Resolution | undefined =>
	input.clash_resolution ??
	(input.allow_waiting
		? 'add_to_waiting_list'
		: input.allow_overtime
			? 'book_with_overtime'
			: undefined);

/** The fields that say what a booking is for, checked; those not given are undefined. */
export function readPurpose(call: GuruCall, current: Booking | undefined, checks: Checks) {
	const { records } = call;
	const input = inputOf(call);
	const { details, billable, activity_type_id, booker_id, project_id } = input;
	const project = records.projects.find(project_id);
	checks.exists(project, project_id, 'project_id');
	checks.exists(records.clients.find(input.client_id), input.client_id, 'client_id');
	checks.exists(records.activityTypes.find(activity_type_id), activity_type_id, 'activity_type_id');
	checks.users(records, booker_id === undefined ? [] : [booker_id], 'booker_id');
	checks.that(
		!project || !input.client_id || project.client_id === input.client_id,
		'client_id',
		'is not the client of the project',
	);
	// A booking for a client alone leaves the project it had, unless it is that client's.
	const keptProject = records.projects.find(current?.project_id);
	const leaves = input.client_id !== undefined && keptProject?.client_id !== input.client_id;
	return {
		details,
		billable,
		activity_type_id,
		booker_id,
		project_id: project_id === undefined && leaves ? null : project_id,
		client_id: project ? project.client_id : input.client_id,
		timezone: input.timezone === '' ? null : input.timezone,
		custom_field_values: mergeCustomFieldValues(
			records,
			'booking',
			current?.custom_field_values,
			input.custom_field_values,
			checks,
		),
	};
}

/** The resources asked for; none when the request names none. */
export function readResources({ records, body }: GuruCall, checks: Checks): Resource[] {
	const { resource_id, resource_ids } = body as BookingInput;
	checks.that(
		resource_id === undefined || resource_ids === undefined,
		'resource_id',
		'and resource_ids must not both be given',
	);
	const ids = [...new Set(resource_ids ?? (resource_id === undefined ? [] : [resource_id]))];
	return ids.flatMap((id) => {
		const resource = records.resources.find(id);
		checks.exists(resource, id, 'resource_id');
		checks.that(
			!resource || (resource.bookable && !resource.archived),
			'resource_id',
			`${id} is not bookable`,
		);
		return resource ?? [];
	});
}

export function checkSlot(
	{ start_date, end_date, duration, start_time }: Slot,
	checks: Checks,
): void {
	checks.that(start_date <= end_date, 'end_date', 'must not be before start_date');
	checks.that((start_time ?? 0) + duration <= 1440, 'start_time', 'and duration go past midnight');
}

export const readSlot = (booking: Booking, input: BookingInput): Slot => ({
	start_date: input.start_date ?? booking.start_date,
	end_date: input.end_date ?? booking.end_date,
	duration: input.duration ?? booking.duration,
	start_time: input.start_time === undefined ? booking.start_time : input.start_time,
	tentative: input.tentative ?? booking.tentative,
});

export const shift = (slot: Slot, days: number): Slot => ({
	...slot,
	start_date: addDays(slot.start_date, days),
	end_date: addDays(slot.end_date, days),
});
