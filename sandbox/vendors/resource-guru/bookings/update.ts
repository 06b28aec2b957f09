import { addDays, daysBetween } from '../../../dates';
import { given } from '../crud';
import type { Booking, Records, Resource } from '../records';
import { type Placement, place } from '../schedule';
import { Checks, type GuruCall, idOf } from '../shared';
import { approvalFor } from './approvals';
import { insertSiblings, removeBooking, updateBooking } from './changes';
import { settle } from './clashes';
import {
	checkSlot,
	inputOf,
	readPurpose,
	readResources,
	readSlot,
	resolutionOf,
	type Slot,
} from './input';
import { changeRule, occurrencesAffected } from './repeatChanges';
import { occurrencesOf } from './repeats';

/** Changes a booking, its siblings and the occurrences affected. */
export function changeBooking(call: GuruCall): Booking {
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
		const plans = planMoves(call, booking, affected, asked, resources);
		const placements = plans.flatMap(({ placement }) => placement ?? []);
		settle(call, placements, resolutionOf(input));
		for (const plan of plans) move(call, plan, purpose);
	} else {
		for (const { id } of affected.flat()) updateBooking(call, id, purpose);
	}
	if (input.rrule !== undefined) changeRule(call, booking, input.rrule);
	return booking;
}

/** What becomes of one resource's part in one occurrence. */
interface Plan {
	siblings: Booking[];
	/** The booking that goes on; undefined when one begins. */
	sibling?: Booking;
	/** The resource that it is for; undefined when it ends. */
	resource?: Resource;
	slot: Slot;
	placement?: Placement;
}

/** Shifts each affected occurrence as the named booking is shifted, minding all other bookings. */
function planMoves(
	{ records }: GuruCall,
	booking: Booking,
	affected: Booking[][],
	asked: Slot,
	resources: Resource[],
): Plan[] {
	const days = daysBetween(booking.start_date, asked.start_date);
	const length = daysBetween(asked.start_date, asked.end_date);
	const giveWay = new Set(affected.flat().map(({ id }) => id));
	return affected.flatMap((siblings) => {
		const start_date = addDays(siblings[0]?.start_date ?? asked.start_date, days);
		const slot = { ...asked, start_date, end_date: addDays(start_date, length) };
		return assign(siblings, booking, resources, records).map(({ sibling, resource }) => ({
			siblings,
			sibling,
			resource,
			slot,
			placement: resource && place(records, { resource, ...slot }, giveWay),
		}));
	});
}

/** What moves needs approval anew. */
function move(call: GuruCall, plan: Plan, purpose: Partial<Booking>): void {
	const { siblings, sibling, resource, slot, placement } = plan;
	if (!resource || !placement) {
		if (sibling) removeBooking(call, sibling);
		return;
	}
	const fields = {
		...purpose,
		...slot,
		resource_id: resource.id,
		durations: placement.days,
		approval_state: approvalFor(call.records, resource),
	};
	if (sibling) updateBooking(call, sibling.id, fields);
	else join(call, siblings, fields);
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
	const { id: _id, sibling_ids, ...draft } = { ...model, ...given(fields) };
	const [added] = insertSiblings(call, [draft]);
	if (!added) return;
	const ids = [...sibling_ids, added.id];
	for (const id of ids) {
		const sibling = bookings.find(id);
		if (sibling) sibling.sibling_ids = ids;
	}
}
