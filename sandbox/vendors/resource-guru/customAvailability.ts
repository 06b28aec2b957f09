import { addDays, dayOf, daysFrom, weekdayOf } from '../../dates';
import { present } from './crud';
import { choiceOf, type Misfit, MisfitRefusal, misfitsOf, resolveMisfits } from './misfits';
import type { CustomAvailability, Records, TimeBlock } from './records';
import { type Behaviours, Checks, type GuruCall } from './shared';

/** Sets the hours of a resource on one day in place of the weekly ones. */
export function setHours(records: Records, resourceId: number, date: string, blocks: TimeBlock[]) {
	const table = records.customAvailability;
	const sorted = blocks.toSorted((one, other) => one.start_time - other.start_time);
	const [found] = table.where(own(resourceId, date));
	if (found) table.update(found.id, { blocks: sorted });
	else table.insert({ resource_id: resourceId, date, blocks: sorted });
}

function resetHours(records: Records, resourceId: number, date: string): void {
	const [found] = records.customAvailability.where(own(resourceId, date));
	if (found) records.customAvailability.remove(found.id);
}

const own = (resourceId: number, day: string) => (custom: CustomAvailability) =>
	custom.resource_id === resourceId && custom.date === day;

const showPeriods = ({ date, blocks }: CustomAvailability) =>
	blocks.map(({ start_time, end_time }) => ({ date, start_time, end_time }));

const customOf = (records: Records, resourceId: number, from: string, to: string) =>
	records.customAvailability
		.where(({ resource_id, date }) => resource_id === resourceId && from <= date && date <= to)
		.sort((one, other) => (one.date < other.date ? -1 : 1));

/** Resources without hours of their own in the range are left out. */
function getMany({ records, query, now }: GuruCall) {
	const asked = query['resource_ids[]'] as string[] | undefined;
	// A year either way when left out (docs.txt L1926-1927).
	const from = (query.start_date as string | undefined) ?? addDays(dayOf(now), -365);
	const to = (query.end_date as string | undefined) ?? addDays(dayOf(now), 365);
	return records.resources
		.where(({ id, deleted }) => !deleted && (asked?.includes(String(id)) ?? true))
		.map(({ id }) => ({
			resource_id: id,
			custom_available_periods: customOf(records, id, from, to).flatMap(showPeriods),
		}))
		.filter(({ custom_available_periods }) => custom_available_periods.length > 0);
}

/**
 * Tries a change of hours out, then makes it and deals with what no longer fits.
 * @throws MisfitRefusal when something does not, and the request does not say what becomes of it
 */
function changeHours(
	call: GuruCall,
	resourceId: number,
	dates: string[],
	change: (records: Records) => void,
): void {
	const { records, body } = call;
	const resource = present(records.resources, resourceId);
	const trial = { ...records, customAvailability: records.customAvailability.copy() };
	change(trial);
	const misfits: Misfit[] = misfitsOf(trial, resource, (date) => dates.includes(date));
	const choice = choiceOf(body);
	if (misfits.length > 0 && !choice) throw new MisfitRefusal(misfits);
	change(records);
	if (choice) resolveMisfits(call, misfits, choice);
}

interface Hours {
	resource_instance_id: number;
	start_date: string;
	end_date: string;
	/** By weekday, 0 for Sunday. */
	days: Record<string, { time_blocks: TimeBlock[] }>;
}

function set(call: GuruCall) {
	const hours = call.body.custom_available_periods as Hours;
	const { resource_instance_id: resourceId, start_date, end_date, days } = hours;
	const checks = new Checks();
	checks.that(start_date <= end_date, 'end_date', 'must not be before start_date');
	for (const [weekday, { time_blocks: blocks }] of Object.entries(days)) {
		const sound = blocks.every(
			(block, index) =>
				block.start_time < block.end_time && (blocks[index - 1]?.end_time ?? 0) <= block.start_time,
		);
		checks.that(sound, `days.${weekday}`, 'must have time blocks in order, without overlap');
	}
	checks.done();
	const dates = daysFrom(start_date, end_date).filter((date) => weekdayOf(date) in days);
	changeHours(call, resourceId, dates, (records) => {
		for (const date of dates) {
			setHours(records, resourceId, date, days[weekdayOf(date)]?.time_blocks ?? []);
		}
	});
	return {
		errors: {},
		custom_available_periods: customOf(call.records, resourceId, start_date, end_date).flatMap(
			showPeriods,
		),
	};
}

function reset(call: GuruCall): void {
	const { resource_instance_id: resourceId, dates } = call.body as unknown as {
		resource_instance_id: number;
		dates: string[];
	};
	changeHours(call, resourceId, dates, (records) => {
		for (const date of dates) resetHours(records, resourceId, date);
	});
}

export const customAvailabilityBehaviours: Behaviours = {
	'customAvailability.getMany': getMany,
	'customAvailability.set': set,
	'customAvailability.reset': reset,
};
