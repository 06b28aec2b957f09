import type { ExternalEvent } from './records';
import { type Behaviours, Checks, type GuruCall, idOf } from './shared';

/** docs.txt L1675-1725; the parts that an event does not have are null. */
function showEvent({ calendar_id, start_date, end_date, ...event }: ExternalEvent) {
	return {
		...event,
		api: 'google',
		incoming_calendar_sync_id: calendar_id,
		start: { date: start_date },
		end: { date: end_date },
		recurrence: null,
		description: null,
		calendar: 'primary',
		organizer: null,
		attendees: [],
		conference: null,
		recurring_event_id: null,
		is_private: false,
		event_type: 'default',
		external_id: `google-${event.id}`,
	};
}

interface CalendarInput {
	incoming_calendar_subscriptions: Array<{ calendar_id: number; sync: boolean }>;
}

function update(call: GuruCall) {
	const { calendars } = call.records;
	const calendar = calendars.get(idOf(call));
	const { incoming_calendar_subscriptions: wanted } = call.body as unknown as CalendarInput;
	const checks = new Checks();
	for (const { calendar_id } of wanted) {
		const known = calendar.incoming_calendars.find(({ id }) => id === calendar_id);
		checks.exists(known, calendar_id, 'calendar_id');
	}
	checks.done();
	const incoming_calendars = calendar.incoming_calendars.map((incoming) => {
		const sync = wanted.find(({ calendar_id }) => calendar_id === incoming.id)?.sync;
		return sync === undefined ? incoming : { ...incoming, sync, state: sync ? 'active' : 'paused' };
	});
	return calendars.update(calendar.id, { incoming_calendars });
}

/** Its events go with it. */
function remove(call: GuruCall): void {
	const { calendars, externalEvents } = call.records;
	const calendar = calendars.get(idOf(call));
	const incoming = calendar.incoming_calendars.map(({ id }) => id);
	for (const { id } of externalEvents.where(({ calendar_id }) => incoming.includes(calendar_id))) {
		externalEvents.remove(id);
	}
	calendars.remove(calendar.id);
}

export const calendarBehaviours: Behaviours = {
	'calendar.getMany': ({ records }) => records.calendars.all(),
	'calendar.get': (call) => call.records.calendars.get(idOf(call)),
	'calendar.update': update,
	'calendar.delete': remove,
	'calendar.getExternalEvents': ({ records, query }) => {
		const { start_date = '', end_date = '9999' } = query as Record<string, string | undefined>;
		return records.externalEvents
			.where((event) => start_date <= event.start_date && event.end_date <= end_date)
			.map(showEvent);
	},
};
