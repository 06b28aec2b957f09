import { addDays, daysFrom } from '../../../dates';
import type { ApprovalState, Booking, Resource } from '../records';
import { choose, OWNER, type Plot } from './plot';
import { isOff } from './time';
import { PEOPLE, TASKS } from './words';
import { ACTIVE_PROJECTS } from './work';

const BOOKINGS = 2000;
const NEXT_WEEK = 1;

/** People (by position) with time left next week; everybody else is full then. */
const FREE_NEXT_WEEK = [2, 7, 11, 16, 22, 28];

/**
 * What one person does in a week, e.g. `Mon-Fri 240, Tue 60 @540`: days, minutes on each of them
 * and, where the time is fixed, when it starts in minutes after midnight.
 */
type Week = Array<{ first: number; last: number; minutes: number; start: number | null }>;

const FULL = [
	'Mon-Fri 240, Mon-Wed 240, Thu 240, Fri 240',
	'Mon 480, Tue-Wed 300, Tue-Wed 180, Thu-Fri 480',
	'Mon-Fri 120 @540, Mon-Tue 360, Wed-Thu 360, Fri 360',
	'Mon-Thu 420, Mon-Thu 60, Fri 240, Fri 240',
].map(readWeek);

const MEDIUM = [
	'Mon-Wed 240, Mon 120 @840, Thu 480, Fri 300',
	'Mon-Fri 180, Tue 240, Wed-Thu 180, Fri 240',
	'Mon-Tue 360, Wed 480, Thu-Fri 240, Thu 120',
].map(readWeek);

const LIGHT = [
	'Mon 240, Wed 180, Fri 120 @600',
	'Tue-Wed 240, Thu 120, Fri 60',
	'Mon 60 @540, Tue 360, Thu-Fri 180',
].map(readWeek);

function readWeek(text: string): Week {
	const dayNumber = (name: string) => ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].indexOf(name);
	return text.split(', ').map((part) => {
		const [days = '', minutes, start] = part.split(' ');
		const [first = '', last = first] = days.split('-');
		return {
			first: dayNumber(first),
			last: dayNumber(last),
			minutes: Number(minutes),
			start: start === undefined ? null : Number(start.slice(1)),
		};
	});
}

/** About 2,000 bookings in the weeks around now. */
export function seedBookings(plot: Plot): void {
	const { records, random, monday } = plot;
	seedWeeklyMeeting(plot);
	const people = records.resources.all().slice(0, PEOPLE.length);
	// The weeks nearest to now come first, so that the edges are what stays thin.
	for (let step = 0; records.bookings.count < BOOKINGS; step += 1) {
		const week = step % 2 === 1 ? (step + 1) / 2 : -step / 2;
		people.forEach((person, index) => {
			if (isOff(index, week)) return;
			for (const { first, last, minutes, start } of weekOf(plot, index, week)) {
				if (records.bookings.count >= BOOKINGS) return;
				const days = [addDays(monday(week), first), addDays(monday(week), last)] as const;
				const approval_state = approvalFor(plot, person, week);
				const tentative = week > NEXT_WEEK && random.chance(0.08);
				book(plot, person, days, minutes, start, { approval_state, tentative });
			}
		});
	}
	seedWaitingList(plot);
}

function weekOf({ random }: Plot, person: number, week: number): Week {
	if (week === NEXT_WEEK) return random.pick(FREE_NEXT_WEEK.includes(person) ? LIGHT : FULL);
	return random.pick(random.pick([FULL, MEDIUM, MEDIUM, LIGHT]));
}

function book(
	plot: Plot,
	resource: Resource,
	[first, last]: readonly [string, string],
	minutes: number,
	start_time: number | null,
	more: Partial<Booking> = {},
): Booking {
	const { records, random, stamped } = plot;
	const end_time = start_time === null ? null : start_time + minutes;
	return records.bookings.insert({
		resource_id: resource.id,
		sibling_ids: [records.bookings.nextId()],
		booker_id: random.integer(1, 6),
		start_date: first,
		end_date: last,
		duration: minutes,
		start_time,
		durations: daysFrom(first, last).map((date) => ({
			date,
			duration: minutes,
			start_time,
			end_time,
			waiting: false,
			elastic_overtime: [],
		})),
		details: random.pick(TASKS),
		...purpose(plot),
		last_updated_by: OWNER,
		rrule: null,
		group_id: null,
		sequence_no: 0,
		timezone: null,
		tentative: false,
		custom_field_values: random.chance(0.3) ? choose(plot, 'Phase') : {},
		approval_state: null,
		...stamped(random.integer(1, 50)),
		...more,
	});
}

/** Some work is for a client at large, some for nobody. */
function purpose({ records, random }: Plot) {
	const project = records.projects.get(random.integer(1, ACTIVE_PROJECTS));
	const activity_type_id = random.integer(1, 5);
	if (random.chance(0.05)) {
		return { project_id: null, client_id: null, billable: false, activity_type_id };
	}
	const project_id = random.chance(0.05) ? null : project.id;
	const { client_id, default_billable: billable } = project;
	return { project_id, client_id, billable, activity_type_id };
}

/** What lies further ahead is still to be approved. */
function approvalFor({ stamped }: Plot, person: Resource, week: number): ApprovalState | null {
	const [approver] = person.booking_approver_ids;
	if (approver === undefined) return null;
	return week > NEXT_WEEK
		? { status: 'pending', resolved_by: null, resolved_at: null, message: null }
		: {
				status: 'approved',
				resolved_by: approver,
				resolved_at: stamped(20).created_at,
				message: null,
			};
}

/** A repeat in a room: one occurrence a week, from eight weeks ago to seven weeks on. */
function seedWeeklyMeeting(plot: Plot): void {
	const { records, monday } = plot;
	const room = records.resources.get(PEOPLE.length + 1);
	const group_id = records.bookings.nextId();
	for (let sequence_no = 0; sequence_no < 16; sequence_no += 1) {
		const tuesday = addDays(monday(sequence_no - 8), 1);
		book(plot, room, [tuesday, tuesday], 60, 600, {
			details: 'Weekly planning',
			group_id,
			sequence_no,
			rrule: { weekly: { interval: 1, weekday: 2, ends: { type: 'count', count: 16 } } },
		});
	}
}

/** Three people who are full next week have more asked of them. */
function seedWaitingList(plot: Plot): void {
	const { records, monday } = plot;
	const friday = addDays(monday(NEXT_WEEK), 4);
	for (const person of [1, 2, 4].map((id) => records.resources.get(id))) {
		const booking = book(plot, person, [friday, friday], 120, null);
		for (const day of booking.durations) day.waiting = true;
	}
}
