import { addDays, dayOf, daysFrom, mondayOf } from '../../dates';
import { createRandom, type Random } from '../../random';
import {
	type ApprovalState,
	type Booking,
	type CustomFieldValues,
	emptyRecords,
	type Records,
	type Resource,
} from './records';
import { officeHours } from './resources';
import { CLIENTS, COLORS, JOBS, PEOPLE, PROJECTS, ROOMS, TASKS, VEHICLES } from './words';

const SEED = 20_240_229;
const BOOKINGS = 2000;
const PROJECT_COUNT = 40;
const OWNER = 1;
const NO_STATE = { archived: false, deleted: false, deleted_at: null };

/** What one person does in a week: first and last weekday (0 is Monday), minutes a day, start. */
type Pattern = Array<[first: number, last: number, minutes: number, start?: number]>;

const FULL: Pattern[] = [
	[
		[0, 4, 240],
		[0, 2, 240],
		[3, 3, 240],
		[4, 4, 240],
	],
	[
		[0, 0, 480],
		[1, 2, 300],
		[1, 2, 180],
		[3, 4, 480],
	],
	[
		[0, 4, 120, 540],
		[0, 1, 360],
		[2, 3, 360],
		[4, 4, 360],
	],
	[
		[0, 3, 420],
		[0, 3, 60],
		[4, 4, 240],
		[4, 4, 240],
	],
];
const MEDIUM: Pattern[] = [
	[
		[0, 2, 240],
		[0, 0, 120, 840],
		[3, 3, 480],
		[4, 4, 300],
	],
	[
		[0, 4, 180],
		[1, 1, 240],
		[2, 3, 180],
		[4, 4, 240],
	],
	[
		[0, 1, 360],
		[2, 2, 480],
		[3, 4, 240],
		[3, 3, 120],
	],
];
const LIGHT: Pattern[] = [
	[
		[0, 0, 240],
		[2, 2, 180],
		[4, 4, 120, 600],
	],
	[
		[1, 2, 240],
		[3, 3, 120],
		[4, 4, 60],
	],
	[
		[0, 0, 60, 540],
		[1, 1, 360],
		[3, 4, 180],
	],
];

/** People (by position) with time left next week; everybody else is full then. */
const FREE_NEXT_WEEK = [2, 7, 11, 16, 22, 28];
/** People (by position) whose bookings need approval. */
const APPROVED = [3, 9, 15, 21, 27];
/** Whole weeks off: person, week from now. */
const WEEKS_OFF: Array<[number, number]> = [
	[1, 3],
	[4, -2],
	[6, 4],
	[8, 2],
	[13, -1],
	[17, 5],
	[20, -4],
	[24, 3],
	[26, 6],
	[29, -3],
];

/** The account as it stands at first: about 2,000 bookings in the weeks around now. */
export function seed(now: Date): Records {
	const records = emptyRecords();
	const random = createRandom(SEED);
	const today = dayOf(now);
	const monday = mondayOf(today);
	const stamped = (daysAgo: number) => {
		const at = new Date(now.getTime() - daysAgo * 86_400_000).toISOString();
		return { created_at: at, updated_at: at };
	};
	const made = (daysAgo: number) => ({
		...stamped(daysAgo),
		creator_id: OWNER,
		last_updated_by: OWNER,
	});

	seedPeople(records, random, stamped, made);
	seedWork(records, random, monday, stamped, made);
	seedDowntimes(records, monday, stamped, made);
	seedBookings(records, random, monday, stamped);
	seedTimesheets(records, monday, stamped);
	seedCalendars(records, monday, stamped);
	return records;
}

type Stamped = (daysAgo: number) => { created_at: string; updated_at: string };
type Made = (
	daysAgo: number,
) => ReturnType<Stamped> & { creator_id: number; last_updated_by: number };

function seedPeople(records: Records, random: Random, stamped: Stamped, made: Made): void {
	PEOPLE.slice(0, 8).forEach((name, index) => {
		const { first_name, last_name, email } = identity(name);
		records.users.insert({
			first_name,
			last_name,
			email,
			timezone: 'London',
			permissions: index < 3 ? 'administrator' : 'standard',
			owner: index === 0,
			// The last one has left, and is still named in old bookings.
			deleted: index === 7,
			last_login_at: stamped(index).created_at.slice(0, 10),
			...stamped(400 - index),
		});
	});
	records.accounts.insert({
		name: 'Example Corp',
		subdomain: 'example-corp',
		plan: 'blackbelt_annual',
		on_trial: false,
		trial_expires_on: null,
		owner_id: OWNER,
		booking_approvals: true,
		default_booking_approver_ids: [],
		...stamped(500),
	});
	const [person, room, vehicle] = [
		{ name: 'Person', human: true, custom_attributes: ['phone'] },
		{ name: 'Meeting room', human: false, custom_attributes: ['capacity'] },
		{ name: 'Vehicle', human: false, custom_attributes: ['registration_number'] },
	].map((type) => records.resourceTypes.insert({ ...type, ...stamped(500) }).id);
	const field = (
		label: string,
		type: 'single_select' | 'multi_select' | 'text',
		entity: string,
		options: string[] = [],
	) => {
		const { id } = records.customFields.insert({
			label,
			type,
			entity_types: [entity],
			resource_type_ids: entity === 'resource' && person !== undefined ? [person] : [],
			required: false,
			default: false,
			icon: 'clipboard',
			...stamped(450),
		});
		return options.map(
			(value) =>
				records.customFieldOptions.insert({ custom_field_id: id, value, ...stamped(450) }).id,
		);
	};
	const departments = field('Department', 'single_select', 'resource', ['Design', 'Build', 'Run']);
	const skills = field('Skills', 'multi_select', 'resource', [
		'Drawing',
		'Writing',
		'Coding',
		'Film',
	]);
	field('Phase', 'single_select', 'booking', ['Discovery', 'Design', 'Build', 'Launch']);
	field('Purchase order', 'text', 'booking');
	field('Region', 'single_select', 'client', ['North', 'South', 'Overseas']);
	field('Channels', 'multi_select', 'project', ['Web', 'Print', 'Film']);
	field('Cost centre', 'text', 'project');

	const blank = {
		...NO_STATE,
		first_name: null,
		last_name: null,
		email: null,
		phone: null,
		job_title: null,
		notes: null,
		capacity: null,
		registration_number: null,
		bookable: true,
		timezone: 'London',
		custom_field_option_ids: [] as number[],
		booking_approver_ids: [] as number[],
		user_id: null,
		vacation_allowance: 25,
	};
	PEOPLE.forEach((name, index) => {
		records.resources.insert({
			...blank,
			...identity(name),
			name,
			resource_type_id: person ?? 0,
			color: random.pick(COLORS),
			phone: `+44 20 7946 0${100 + index}`,
			job_title: random.pick(JOBS),
			custom_field_option_ids: [random.pick(departments), random.pick(skills)],
			available_periods: officeHours(),
			booking_approver_ids: APPROVED.includes(index) ? [2] : [],
			user_id: index < 7 ? index + 1 : null,
			...made(400 - index),
		});
	});
	ROOMS.forEach((name, index) => {
		records.resources.insert({
			...blank,
			name,
			resource_type_id: room ?? 0,
			color: random.pick(COLORS),
			capacity: String(4 + 4 * index),
			available_periods: officeHours(),
			...made(380),
		});
	});
	VEHICLES.forEach((name, index) => {
		records.resources.insert({
			...blank,
			name,
			resource_type_id: vehicle ?? 0,
			color: random.pick(COLORS),
			registration_number: `EX${60 + index} AMP`,
			available_periods: officeHours(),
			// One thing that can be seen, but not booked.
			bookable: index !== 2,
			...made(380),
		});
	});
	for (const [first_name, last_name] of [
		['Ines', 'Castro'],
		['Jakub', 'Zielinski'],
	]) {
		records.resources.insert({
			...blank,
			archived: true,
			first_name: first_name ?? null,
			last_name: last_name ?? null,
			name: `${first_name} ${last_name}`,
			resource_type_id: person ?? 0,
			color: random.pick(COLORS),
			job_title: random.pick(JOBS),
			available_periods: officeHours(),
			...made(420),
		});
	}
}

/** One of a custom field's options, as a record's values. */
function choose(records: Records, random: Random, label: string): CustomFieldValues {
	const field = records.customFields.all().find((custom) => custom.label === label);
	if (!field) return {};
	const options = records.customFieldOptions.where(
		({ custom_field_id }) => custom_field_id === field.id,
	);
	return { [field.id]: [random.pick(options).id] };
}

function identity(name: string) {
	const [first_name = '', last_name = ''] = name.split(' ');
	const email = `${first_name}.${last_name}@example.com`.toLowerCase();
	return { first_name, last_name, email };
}

function seedWork(
	records: Records,
	random: Random,
	monday: string,
	stamped: Stamped,
	made: Made,
): void {
	['Design', 'Development', 'Project management', 'Meeting', 'Research', 'Pitch'].forEach(
		(name, index) => {
			records.activityTypes.insert({
				name,
				notes: null,
				color: COLORS[index] ?? null,
				default: index === 0,
				archived: name === 'Pitch',
				archived_at: name === 'Pitch' ? stamped(90).created_at.slice(0, 10) : null,
				...stamped(440),
			});
		},
	);
	CLIENTS.forEach((name, index) => {
		records.clients.insert({
			...NO_STATE,
			name,
			color: random.pick(COLORS),
			notes: index % 3 === 0 ? 'Prefers mornings' : null,
			custom_field_values: choose(records, random, 'Region'),
			archived: index === CLIENTS.length - 1,
			...made(390 - index),
		});
	});
	for (let index = 0; index < PROJECT_COUNT; index += 1) {
		const client = records.clients.get(1 + (index % CLIENTS.length));
		const name = PROJECTS[index % PROJECTS.length] ?? '';
		const start = addDays(monday, 7 * random.integer(-20, -9));
		records.projects.insert({
			...NO_STATE,
			name: `${client.name} ${name}`,
			project_code: `EX-${101 + index}`,
			client_id: client.id,
			color: random.pick(COLORS),
			notes: null,
			default_billable: index % 8 !== 7,
			custom_field_values: index % 2 === 0 ? choose(records, random, 'Channels') : {},
			start_date: start,
			end_date: addDays(start, 7 * 40),
			activity_type_ids: [1, 2, 3],
			archived: index >= PROJECT_COUNT - 4,
			...made(360 - index),
		});
	}
}

function seedDowntimes(records: Records, monday: string, stamped: Stamped, made: Made): void {
	const [, vacation, , training] = [
		'Public holiday',
		'Vacation',
		'Sick leave',
		'Training',
		'Other',
	].map((name) => records.downtimeTypes.insert({ name, default: true, ...stamped(500) }).id);
	WEEKS_OFF.forEach(([person, week], index) => {
		const from = addDays(monday, 7 * week);
		records.downtimes.insert({
			resource_ids: [person + 1],
			from,
			to: addDays(from, 4),
			start_time: 0,
			end_time: 1440,
			timezone: null,
			downtime_type_id: (index % 4 === 3 ? training : vacation) ?? null,
			details: index % 4 === 3 ? 'Conference' : null,
			booker_id: OWNER,
			...made(60 - index),
		});
	});
}

function seedBookings(records: Records, random: Random, monday: string, stamped: Stamped): void {
	/** Every booking belongs to nobody else's group until something says so. */
	const add = (
		resource: Resource,
		dates: { start_date: string; end_date: string },
		minutes: number,
		start: number | undefined,
		more: Partial<Booking> = {},
	) => {
		const id = records.bookings.nextId();
		const start_time = start ?? null;
		return records.bookings.insert({
			resource_id: resource.id,
			sibling_ids: [id],
			booker_id: random.integer(1, 6),
			...dates,
			duration: minutes,
			start_time,
			durations: daysFrom(dates.start_date, dates.end_date).map((date) => ({
				date,
				duration: minutes,
				start_time,
				end_time: start_time === null ? null : start_time + minutes,
				waiting: false,
				elastic_overtime: [],
			})),
			details: random.pick(TASKS),
			...purpose(records, random),
			last_updated_by: OWNER,
			rrule: null,
			group_id: null,
			sequence_no: 0,
			timezone: null,
			tentative: false,
			custom_field_values: random.chance(0.3) ? choose(records, random, 'Phase') : {},
			approval_state: null,
			...stamped(random.integer(1, 50)),
			...more,
		});
	};

	seedWeeklyMeeting(records, monday, add);
	const people = records.resources.where(
		({ job_title, archived }) => job_title !== null && !archived,
	);
	// The weeks nearest to now come first, so that the edges are what stays thin.
	for (let step = 0; records.bookings.count < BOOKINGS; step += 1) {
		const week = step % 2 === 1 ? (step + 1) / 2 : -step / 2;
		const weekStart = addDays(monday, 7 * week);
		people.forEach((person, index) => {
			if (WEEKS_OFF.some(([who, when]) => who === index && when === week)) return;
			for (const [first, last, minutes, start] of patternFor(index, week, random)) {
				if (records.bookings.count >= BOOKINGS) return;
				const dates = {
					start_date: addDays(weekStart, first),
					end_date: addDays(weekStart, last),
				};
				const approval_state = approvalFor(person, week, stamped);
				add(person, dates, minutes, start, {
					approval_state,
					tentative: week > 1 && random.chance(0.08),
				});
			}
		});
	}
	addWaiting(records, monday, add);
}

type Add = (
	resource: Resource,
	dates: { start_date: string; end_date: string },
	minutes: number,
	start: number | undefined,
	more?: Partial<Booking>,
) => Booking;

function patternFor(person: number, week: number, random: Random): Pattern {
	if (week === 1) return random.pick(FREE_NEXT_WEEK.includes(person) ? LIGHT : FULL);
	return random.pick(random.pick([FULL, MEDIUM, MEDIUM, LIGHT]));
}

function purpose(records: Records, random: Random) {
	const project = records.projects.get(random.integer(1, PROJECT_COUNT - 4));
	const activity_type_id = random.integer(1, 5);
	// Some work is for a client at large, some for nobody.
	if (random.chance(0.05)) {
		return { project_id: null, client_id: null, billable: false, activity_type_id };
	}
	const project_id = random.chance(0.05) ? null : project.id;
	const { client_id, default_billable: billable } = project;
	return { project_id, client_id, billable, activity_type_id };
}

function approvalFor(person: Resource, week: number, stamped: Stamped): ApprovalState | null {
	if (person.booking_approver_ids.length === 0) return null;
	if (week >= 2) return { status: 'pending', resolved_by: null, resolved_at: null, message: null };
	const resolved_at = stamped(20).created_at;
	return { status: 'approved', resolved_by: 2, resolved_at, message: null };
}

/** A repeat in a room: one occurrence a week, from eight weeks ago to seven weeks on. */
function seedWeeklyMeeting(records: Records, monday: string, add: Add): void {
	const [room] = records.resources.where(({ capacity }) => capacity !== null);
	if (!room) return;
	const group_id = records.bookings.nextId();
	for (let sequence_no = 0; sequence_no < 16; sequence_no += 1) {
		const date = addDays(monday, 7 * (sequence_no - 8) + 1);
		add(room, { start_date: date, end_date: date }, 60, 600, {
			details: 'Weekly planning',
			group_id,
			sequence_no,
			rrule: { weekly: { interval: 1, weekday: 2, ends: { type: 'count', count: 16 } } },
		});
	}
}

/** Three of the full weeks ahead have more asked of them than fits. */
function addWaiting(records: Records, monday: string, add: Add): void {
	const friday = addDays(monday, 7 + 4);
	const full = records.resources.where(
		({ id, job_title, archived }) =>
			job_title !== null && !archived && !FREE_NEXT_WEEK.includes(id - 1),
	);
	for (const person of full.slice(0, 3)) {
		const booking = add(person, { start_date: friday, end_date: friday }, 120, undefined);
		for (const day of booking.durations) day.waiting = true;
	}
}

/** What six people logged last week: their bookings, day by day. */
function seedTimesheets(records: Records, monday: string, stamped: Stamped): void {
	const lastWeek = addDays(monday, -7);
	for (const booking of records.bookings.all()) {
		if (booking.resource_id > 6) continue;
		for (const { date, duration } of booking.durations) {
			if (date < lastWeek || date >= monday) continue;
			records.timesheetEntries.insert({
				resource_id: booking.resource_id,
				date,
				duration,
				project_id: booking.project_id,
				client_id: booking.client_id,
				activity_type_id: booking.activity_type_id,
				notes: booking.details,
				billable: booking.billable,
				dismissed: false,
				...stamped(1),
			});
		}
	}
}

function seedCalendars(records: Records, monday: string, stamped: Stamped): void {
	records.calendars.insert({
		calendar_account_name: 'ada.thornton@example.com',
		connection_status: 'success',
		api: 'google',
		incoming_calendars: [
			{ id: 1, name: 'Ada', state: 'active', is_primary: true, sync: true },
			{ id: 2, name: 'Team holidays', state: 'paused', is_primary: false, sync: false },
		],
		outgoing_calendar_state: 'active',
	});
	['Dentist', 'School run', 'Conference call'].forEach((summary, index) => {
		const day = addDays(monday, index * 3);
		records.externalEvents.insert({
			calendar_id: 1,
			summary,
			location: '',
			start_date: day,
			end_date: day,
			busy: true,
			user_ids: [OWNER],
			...stamped(10),
		});
	});
}
