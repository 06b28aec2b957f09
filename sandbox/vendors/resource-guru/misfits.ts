import { Refusal } from '../../refusal';
import { removeBooking, updateBooking } from './bookings/changes';
import type { Booking, Records, Resource } from './records';
import { place, takesTime } from './schedule';
import type { GuruCall } from './shared';

/** A booked day that a resource's hours no longer hold. */
export interface Misfit {
	booking: Booking;
	date: string;
}

/** docs.txt L2268-2271. */
export const showMisfit = ({ booking, date }: Misfit) => ({
	id: booking.id,
	repeat_booking_id: booking.group_id,
	date,
	resource_id: booking.resource_id,
});

/** 400, with the misfits as its body (docs.txt L5368-5376). */
export class MisfitRefusal extends Refusal {
	constructor(readonly misfits: Misfit[]) {
		super(
			400,
			misfits.map(({ booking, date }) => ({
				field: 'clash',
				message: `Booking ${booking.id} no longer fits on ${date}`,
			})),
		);
	}
}

/** What of a resource's bookings no longer fits; earlier made ones keep their place. */
export function misfitsOf(
	records: Records,
	resource: Resource,
	concerns: (date: string) => boolean,
): Misfit[] {
	const misfits: Misfit[] = [];
	const own = records.bookings.where(
		(booking) => booking.resource_id === resource.id && takesTime(booking),
	);
	for (const booking of own.reverse()) {
		for (const { date, waiting } of booking.durations) {
			if (waiting || !concerns(date)) continue;
			const outOfTheWay = misfits.filter((misfit) => misfit.date === date);
			const ignored = new Set([booking.id, ...outOfTheWay.map((misfit) => misfit.booking.id)]);
			const slot = { ...booking, resource, start_date: date, end_date: date };
			if (place(records, slot, ignored).clashes.length > 0) misfits.push({ booking, date });
		}
	}
	return misfits.reverse();
}

/** Puts the days on the waiting list, or takes them out of their bookings. */
export function resolveMisfits(call: GuruCall, misfits: Misfit[], how: 'wait' | 'delete'): void {
	for (const { booking, date } of misfits) {
		const durations =
			how === 'delete'
				? booking.durations.filter((day) => day.date !== date)
				: booking.durations.map((day) => (day.date === date ? { ...day, waiting: true } : day));
		if (durations.length === 0) removeBooking(call, booking);
		else updateBooking(call, booking.id, { durations });
	}
}

/** What a request wants done with misfits; undefined when it does not say (docs.txt L1943-1944). */
export const choiceOf = (input: {
	delete_invalid_bookings?: boolean;
	allow_waiting?: boolean;
}): 'wait' | 'delete' | undefined =>
	input.delete_invalid_bookings ? 'delete' : input.allow_waiting ? 'wait' : undefined;
