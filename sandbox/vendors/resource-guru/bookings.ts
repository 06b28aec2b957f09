import { addDays, dayOf, daysBetween } from '../../dates';
import { Refusal, unprocessable } from '../../refusal';
import { insertSiblings, removeBooking, updateBooking } from './bookingChanges';
import { showBooking, siblingsOf } from './bookingViews';
import { settle } from './clashes';
import { type GivenValues, mergeCustomFieldValues } from './customFieldValues';
import { present } from './crud';
import type { ApprovalState, Booking, Records, Resource } from './records';
import { occurrencesOf, type RecurrenceRule } from './repeats';
import { place, type Resolution } from './schedule';
import {
	ACCOUNT_ID,
	type Behaviours,
	changedBy,
	Checks,
	type GuruCall,
	idOf,
	madeBy,
} from './shared';

interface BookingInput {
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

type Affects = 'single' | 'following' | 'all';

/** Where and when a booking lies. */
type Slot = Pick<Booking, 'start_date' | 'end_date' | 'duration' | 'start_time' | 'tentative'>;

const inputOf = (call: GuruCall) => call.body as BookingInput;

/** clash_resolution, or the deprecated flag that says the same (docs.txt L863-869). */
const resolutionOf = (input: BookingInput): Resolution | undefined =>
	input.clash_resolution ??
	(input.allow_waiting
		? 'add_to_waiting_list'
		: input.allow_overtime
			? 'book_with_overtime'
			: undefined);

/** The fields that say what a booking is for, checked; those not given are undefined. */
function readPurpose(call: GuruCall, current: Booking | undefined, checks: Checks) {
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
function readResources({ records, body }: GuruCall, checks: Checks): Resource[] {
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

function checkSlot({ start_date, end_date, duration, start_time }: Slot, checks: Checks): void {
	checks.that(start_date <= end_date, 'end_date', 'must not be before start_date');
	checks.that((start_time ?? 0) + duration <= 1440, 'start_time', 'and duration go past midnight');
}

/** Bookings of a resource with approvers wait for one of them, where the account wants that. */
function approvalFor(records: Records, resource: Resource): ApprovalState | null {
	return records.accounts.get(ACCOUNT_ID).booking_approvals &&
		resource.booking_approver_ids.length > 0
		? { status: 'pending', resolved_by: null, resolved_at: null, message: null }
		: null;
}

/** Makes a booking, or with a rule one for each occurrence; the first of them is the answer. */
function create(call: GuruCall): Booking {
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

const shift = (slot: Slot, days: number): Slot => ({
	...slot,
	start_date: addDays(slot.start_date, days),
	end_date: addDays(slot.end_date, days),
});

/** The occurrences that a change to one of them reaches, each with its siblings, in order. */
function occurrencesAffected(call: GuruCall, booking: Booking): Booking[][] {
	const { records, query } = call;
	const affects = (query.affects ?? 'single') as Affects;
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

function update(call: GuruCall): Booking {
	const { records } = call;
	const booking = records.bookings.get(idOf(call));
	const input = inputOf(call);
	const checks = new Checks();
	const asked = readSlot(booking, input);
	checkSlot(asked, checks);
	const purpose = readPurpose(call, booking, checks);
	const resources = readResources(call, checks);
	if (input.rrule) occurrencesOf(input.rrule, asked.start_date, checks);
	checks.done();

	const affected = occurrencesAffected(call, booking);
	const moves =
		resources.length > 0 ||
		resolutionOf(input) !== undefined ||
		JSON.stringify(asked) !== JSON.stringify(readSlot(booking, {}));
	if (moves) {
		move(call, booking, affected, asked, resources);
	}
	for (const sibling of affected.flat()) {
		if (records.bookings.find(sibling.id)) updateBooking(call, sibling.id, purpose);
	}
	if (input.rrule !== undefined) repeat(call, booking, input.rrule);
	return records.bookings.get(booking.id);
}

const readSlot = (booking: Booking, input: BookingInput): Slot => ({
	start_date: input.start_date ?? booking.start_date,
	end_date: input.end_date ?? booking.end_date,
	duration: input.duration ?? booking.duration,
	start_time: input.start_time === undefined ? booking.start_time : input.start_time,
	tentative: input.tentative ?? booking.tentative,
});

/** Gives the affected occurrences another slot or other resources. What moved needs approval anew. */
function move(
	call: GuruCall,
	booking: Booking,
	affected: Booking[][],
	asked: Slot,
	resources: Resource[],
): void {
	const { records } = call;
	const days = daysBetween(booking.start_date, asked.start_date);
	const length = daysBetween(asked.start_date, asked.end_date);
	const giveWay = new Set(affected.flat().map(({ id }) => id));
	const plans = affected.flatMap((siblings) => {
		const start_date = addDays(siblings[0]?.start_date ?? '', days);
		const slot = { ...asked, start_date, end_date: addDays(start_date, length) };
		return assign(siblings, booking, resources, records).map(({ sibling, resource }) => ({
			siblings,
			sibling,
			resource,
			slot,
			placement: resource && place(records, { resource, ...slot }, giveWay),
		}));
	});
	settle(
		call,
		plans.flatMap(({ placement }) => placement ?? []),
		resolutionOf(inputOf(call)),
	);
	for (const { siblings, sibling, resource, slot, placement } of plans) {
		const fields = resource &&
			placement && {
				...slot,
				resource_id: resource.id,
				durations: placement.days,
				approval_state: approvalFor(records, resource),
			};
		if (!fields) {
			if (sibling) removeBooking(call, sibling);
		} else if (sibling) {
			updateBooking(call, sibling.id, fields);
		} else {
			join(call, siblings, fields);
		}
	}
}

/** Which booking goes on with which resource; one without a resource ends, one without a booking begins. */
function assign(
	siblings: Booking[],
	booking: Booking,
	resources: Resource[],
	records: Records,
): Array<{ sibling?: Booking; resource?: Resource }> {
	if (resources.length === 0) {
		return siblings.map((sibling) => ({
			sibling,
			resource: records.resources.get(sibling.resource_id),
		}));
	}
	const stays = (sibling: Booking) => resources.find(({ id }) => id === sibling.resource_id);
	const kept = siblings.flatMap((sibling) => {
		const resource = stays(sibling);
		return resource ? [{ sibling, resource }] : [];
	});
	const free = siblings
		.filter((sibling) => !stays(sibling))
		// The booking that the request names goes on, whichever resource it gets.
		.sort((one) => (one.id === booking.id ? -1 : 1));
	const wanted = resources.filter(
		({ id }) => !siblings.some(({ resource_id }) => resource_id === id),
	);
	const changed = Array.from({ length: Math.max(free.length, wanted.length) }, (_, index) => ({
		sibling: free[index],
		resource: wanted[index],
	}));
	return [...kept, ...changed];
}

/** Adds a resource's booking to those made at once. */
function join(call: GuruCall, siblings: Booking[], fields: Partial<Booking>): void {
	const { bookings } = call.records;
	const [model] = siblings;
	if (!model) return;
	const { id: _id, sibling_ids, ...draft } = { ...model, ...fields };
	const [added] = insertSiblings(call, [draft]);
	if (!added) return;
	const ids = [...sibling_ids, added.id];
	for (const id of ids) {
		const sibling = bookings.find(id);
		if (sibling) sibling.sibling_ids = ids;
	}
}

/** Ends the occurrences after this one, and begins new ones by the new rule, if there is one. */
function repeat(call: GuruCall, booking: Booking, rrule: RecurrenceRule | null): void {
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

function remove(call: GuruCall): void {
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

function split(call: GuruCall): Booking[] {
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

/** @throws Refusal 403 unless the user approves bookings of the resource, or may do everything */
function checkMayResolve({ records, identity }: GuruCall, resource: Resource): void {
	const user = records.users.get(identity.userId);
	const may =
		user.permissions === 'administrator' || resource.booking_approver_ids.includes(user.id);
	if (!may)
		throw new Refusal(403, [{ message: `You do not approve bookings of ${resource.name}` }]);
}

function resolve(call: GuruCall): void {
	const { records, now, identity } = call;
	const siblings = siblingsOf(records.bookings.get(idOf(call)), records);
	const input = call.body as {
		resolution: 'approved' | 'declined';
		resource_ids: number[];
		reason?: string | null;
	};
	const checks = new Checks();
	const chosen = input.resource_ids.flatMap((resourceId) => {
		const found = siblings.find(({ resource_id }) => resource_id === resourceId);
		const needsApproval = found !== undefined && found.approval_state !== null;
		checks.that(needsApproval, 'resource_ids', `${resourceId} needs no approval in this booking`);
		return found ?? [];
	});
	checks.done();
	for (const { resource_id } of chosen) checkMayResolve(call, records.resources.get(resource_id));
	for (const { id } of chosen) {
		updateBooking(call, id, {
			approval_state: {
				status: input.resolution,
				resolved_by: identity.userId,
				resolved_at: now.toISOString(),
				message: input.resolution === 'declined' ? (input.reason ?? null) : null,
			},
		});
	}
}

function remind({ records, path }: GuruCall): void {
	const booking = records.bookings.get(Number(path.id));
	const pending = siblingsOf(booking, records).some(
		({ approval_state }) => approval_state?.status === 'pending',
	);
	if (!pending) throw unprocessable({ message: 'No approval of this booking is pending' });
}

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
	'booking.create': (call) => showBooking(create(call), call.records),
	'booking.get': (call) => showBooking(call.records.bookings.get(idOf(call)), call.records),
	'booking.update': (call) => showBooking(update(call), call.records),
	'booking.delete': remove,
	'booking.split': (call) => split(call).map((booking) => showBooking(booking, call.records)),
	'booking.resolve': resolve,
	'booking.remind': remind,
	'booking.getActivities': (call) => {
		const { id } = call.records.bookings.get(idOf(call));
		return call.records.bookingActivities
			.where(({ booking_id }) => booking_id === id)
			.map(({ booking_id: _id, ...activity }) => activity);
	},
};
