import { unprocessable } from '../../../refusal';
import { setHours } from '../customAvailability';
import { setOvertime } from '../overtimes';
import type { TimeBlock } from '../records';
import {
	type Clash,
	minutesIn,
	overtimeOn,
	type Placement,
	type Resolution,
	without,
	workingHoursOn,
} from '../schedule';
import type { GuruCall } from '../shared';

const END_OF_DAY = 1440;

/**
 * Makes room for what clashes, or puts it on the waiting list.
 * @throws Refusal 422 naming each clash, when it is not said how to resolve them
 */
export function settle(
	call: GuruCall,
	placements: Placement[],
	resolution: Resolution | undefined,
): void {
	const clashes = placements.flatMap((placement) => placement.clashes);
	if (clashes.length > 0 && !resolution) throw unprocessable(...clashes.map(describe));
	for (const placement of placements) {
		for (const clash of placement.clashes) {
			const day = placement.days.find(({ date }) => date === clash.date);
			if (!day) continue;
			if (resolution === 'add_to_waiting_list') {
				day.waiting = true;
			} else if (resolution === 'book_with_overtime') {
				if (day.start_time !== null && day.end_time !== null) {
					const asked = { start_time: day.start_time, end_time: day.end_time };
					day.elastic_overtime = outside(call, clash, asked);
				}
				const { resource, date, missing } = clash;
				const duration = overtimeOn(call.records, resource.id, date) + missing;
				if (missing > 0) setOvertime(call, { resource_id: resource.id, date, duration });
			} else {
				extendHours(call, clash, day.start_time, day.end_time);
			}
		}
	}
}

const describe = ({ resource, date, free, missing }: Clash) => ({
	field: 'clash',
	message:
		missing > 0
			? `${resource.name} has ${free} free minutes on ${date}, ${missing} too few`
			: `${resource.name} has another booking at that time on ${date}`,
});

const outside = (call: GuruCall, { resource, date }: Clash, asked: TimeBlock): TimeBlock[] =>
	workingHoursOn(call.records, resource, date).reduce(
		(left, block) => left.flatMap((part) => without(part, block)),
		[asked],
	);

/** Gives the resource hours of its own on that day: the usual ones and what is missing. */
function extendHours(call: GuruCall, clash: Clash, start: number | null, end: number | null): void {
	const { records } = call;
	const { resource, date, missing } = clash;
	const usual = workingHoursOn(records, resource, date).map(({ start_time, end_time }) => ({
		start_time,
		end_time,
	}));
	const asked =
		start !== null && end !== null
			? outside(call, clash, { start_time: start, end_time: end })
			: [];
	const blocks = addMinutes([...usual, ...asked], missing - minutesIn(asked));
	setHours(records, resource.id, date, blocks);
}

/** Adds minutes where the day still has room: after the last block, then before the first. */
function addMinutes(blocks: TimeBlock[], minutes: number): TimeBlock[] {
	if (minutes <= 0) return blocks;
	const day = [{ start_time: 0, end_time: END_OF_DAY }];
	const open = blocks.reduce((left, block) => left.flatMap((part) => without(part, block)), day);
	let wanted = minutes;
	const added = open.reverse().flatMap(({ start_time, end_time }) => {
		const length = Math.min(wanted, end_time - start_time);
		wanted -= length;
		return length > 0 ? [{ start_time, end_time: start_time + length }] : [];
	});
	return [...blocks, ...added];
}
