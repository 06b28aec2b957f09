import { addDays } from '../../../dates';
import { OWNER, type Plot } from './plot';
import { DOWNTIMES } from './words';

/** Whole weeks off: a person (by position) and the week, counted from now. */
const WEEKS_OFF = [
	{ person: 1, week: 3 },
	{ person: 4, week: -2 },
	{ person: 6, week: 4 },
	{ person: 8, week: 2 },
	{ person: 13, week: -1 },
	{ person: 17, week: 5 },
	{ person: 20, week: -4 },
	{ person: 24, week: 3 },
	{ person: 26, week: 6 },
	{ person: 29, week: -3 },
];

export const isOff = (person: number, week: number): boolean =>
	WEEKS_OFF.some((off) => off.person === person && off.week === week);

export function seedDowntimes({ records, monday, stamped, made }: Plot): void {
	for (const name of DOWNTIMES) {
		records.downtimeTypes.insert({ name, default: true, ...stamped(500) });
	}
	WEEKS_OFF.forEach(({ person, week }, index) => {
		const isTraining = index % 4 === 3;
		const name = isTraining ? 'Training' : 'Vacation';
		records.downtimes.insert({
			resource_ids: [person + 1],
			from: monday(week),
			to: addDays(monday(week), 4),
			start_time: 0,
			end_time: 1440,
			timezone: null,
			downtime_type_id: DOWNTIMES.indexOf(name) + 1,
			details: isTraining ? 'Conference' : null,
			booker_id: OWNER,
			...made(60 - index),
		});
	});
}

/** What six people logged last week: their bookings, day by day. */
export function seedTimesheets({ records, monday, stamped }: Plot): void {
	for (const booking of records.bookings.where(({ resource_id }) => resource_id <= 6)) {
		for (const { date, duration } of booking.durations) {
			if (date < monday(-1) || date >= monday(0)) continue;
			const { resource_id, project_id, client_id, activity_type_id, billable, details } = booking;
			records.timesheetEntries.insert({
				resource_id,
				date,
				duration,
				project_id,
				client_id,
				activity_type_id,
				notes: details,
				billable,
				dismissed: false,
				...stamped(1),
			});
		}
	}
}

export function seedCalendars({ records, monday, stamped }: Plot): void {
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
		const day = addDays(monday(0), index * 3);
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
