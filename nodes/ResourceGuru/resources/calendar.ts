import { boolean, date, integer, list, record } from '../../engine';
import { resource } from '../api';

/** Calendars that people have connected, such as Google Calendar (docs.txt L1653-1782). */
export const calendar = resource('Calendar', {
	delete: {
		request: 'DELETE /v1/{account}/calendars/{id}',
		path: { id: record('calendar') },
		description: 'Disconnect and delete a calendar',
	},
	get: { request: 'GET /v1/{account}/calendars/{id}', path: { id: record('calendar') } },
	getExternalEvents: {
		request: 'GET /v1/{account}/calendars/external_events',
		query: {
			start_date: date({ description: 'Only events that start on or after this day' }),
			end_date: date({
				notBefore: 'start_date',
				description: 'Only events that end on or before this day',
			}),
		},
		answer: 'list',
		simplify: [
			'id',
			'summary',
			'description',
			'start',
			'end',
			'busy',
			'calendar',
			'organizer.name',
			'user_ids',
			'api',
		],
		action: 'Get many external events',
		description: 'Get many events that were synchronised from connected calendars',
	},
	getMany: {
		request: 'GET /v1/{account}/calendars',
		answer: 'list',
		picker: { name: 'calendar_account_name' },
	},
	update: {
		request: 'PUT /v1/{account}/calendars/{id}',
		path: { id: record('calendar') },
		body: {
			incoming_calendar_subscriptions: list(
				'Calendar',
				{
					calendar_id: integer({
						label: 'Calendar ID',
						min: 1,
						default: '',
						required: true,
						description: 'Get shows it under incoming_calendars',
					}),
					sync: boolean({ description: 'Whether to synchronise this calendar' }),
				},
				{ label: 'Incoming Calendars', required: true },
			),
		},
	},
});
