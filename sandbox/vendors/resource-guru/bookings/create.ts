import { daysBetween } from '../../../dates';
import type { Booking } from '../records';
import { place } from '../schedule';
import { Checks, type GuruCall, madeBy } from '../shared';
import { approvalFor } from './approvals';
import { insertSiblings } from './changes';
import { settle } from './clashes';
import { checkSlot, inputOf, readPurpose, readResources, resolutionOf, shift } from './input';
import { occurrencesOf } from './repeats';

/** Makes a booking, or with a rule one for each occurrence; the first of them is the answer. */
export function createBooking(call: GuruCall): Booking {
	const { records, identity } = call;
	const input = inputOf(call);
	const checks = new Checks();
	const {
		start_date = '',
		end_date = '',
		duration = 0,
		start_time = null,
		tentative = false,
	} = input;
	const slot = { start_date, end_date, duration, start_time, tentative };
	checkSlot(slot, checks);
	const purpose = readPurpose(call, undefined, checks);
	const resources = readResources(call, checks);
	const starts = input.rrule ? occurrencesOf(input.rrule, start_date, checks) : [start_date];
	checks.done();

	const { creator_id: _creator, ...stamps } = madeBy(call);
	const shared = {
		...stamps,
		details: purpose.details ?? '',
		billable: purpose.billable ?? false,
		activity_type_id: purpose.activity_type_id ?? null,
		booker_id: purpose.booker_id ?? identity.userId,
		project_id: purpose.project_id ?? null,
		client_id: purpose.client_id ?? null,
		timezone: purpose.timezone ?? null,
		custom_field_values: purpose.custom_field_values,
		rrule: input.rrule ? { ...input.rrule } : null,
		group_id: input.rrule ? records.bookings.nextId() : null,
	};
	const slots = starts.map((start) => shift(slot, daysBetween(start_date, start)));
	const placements = slots.map((slot) =>
		resources.map((resource) => place(records, { resource, ...slot }, new Set())),
	);
	settle(call, placements.flat(), resolutionOf(input));
	const made = slots.map((slot, sequence_no) =>
		insertSiblings(
			call,
			resources.map((resource, index) => ({
				...shared,
				...slot,
				sequence_no,
				resource_id: resource.id,
				durations: placements[sequence_no]?.[index]?.days ?? [],
				approval_state: approvalFor(records, resource),
			})),
		),
	);
	const first = made[0]?.[0];
	if (!first) throw new Error('A booking needs a resource and an occurrence');
	return first;
}
