import { boolean, choice, date, record, records, timeOfDay } from '../../engine';
import { bookable, flag, longText, resource, timeZone } from '../api';

const range = (required: string[] | boolean) => ({
	from: date({ required, description: 'First day' }),
	to: date({ required, notBefore: 'from', description: 'Last day' }),
	start_time: timeOfDay({
		required,
		default: '00:00',
		description: '00:00 to 24:00 is the whole day',
	}),
	end_time: timeOfDay({ required, default: '24:00' }),
	resource_ids: records('resource', { required }),
	timezone: timeZone({ nullable: true, description: "By default each resource's own" }),
});

/** Body of create and update (docs.txt L2200-2213 and L2301-2313). */
const fields = {
	...range(['create']),
	downtime_type_id: record('downtimeType', { nullable: true }),
	details: longText(),
	booker_id: record('user', {
		label: 'Booked By',
		description: 'For a new downtime by default the signed-in user',
	}),
	clash_resolution: choice(
		{ add_to_waiting_list: 'Move Bookings to Waiting List', delete: 'Delete Bookings' },
		{ label: 'If It Clashes', description: 'What to do with bookings in this time' },
	),
	block_by_clashes: boolean({
		label: 'Refuse If It Clashes',
		description: 'Whether to refuse the downtime where there are bookings in this time',
	}),
};

/** Time off and other times when resources cannot be booked (docs.txt L2165-2411). */
export const downtime = resource(
	'Downtime',
	{
		create: { request: 'POST /v1/{account}/downtimes', body: fields },
		delete: {
			request: 'DELETE /v1/{account}/downtimes/{id}',
			path: { id: record('downtime', { listed: false }) },
		},
		get: {
			request: 'GET /v1/{account}/downtimes/{id}',
			path: { id: record('downtime', { listed: false }) },
		},
		getClashes: {
			request: 'POST /v1/{account}/downtimes/clashes',
			body: range(true),
			answer: 'list',
			readsOnly: true,
			simplify: false,
			action: 'Get many clashes of a downtime',
			description: 'Get the bookings that a downtime would clash with, without creating it',
		},
		getMany: {
			request: 'GET /v1/{account}/downtimes',
			answer: 'pages',
			query: {
				from: date({ description: 'Only downtimes that start on or after this day' }),
				to: date({
					notBefore: 'from',
					description: 'Only downtimes that end on or before this day',
				}),
				resource_ids: records('resource', { description: 'Only downtimes of these resources' }),
				booker_id: record('user', {
					label: 'Booked By',
					description: 'Only downtimes made by this user',
				}),
				include_archived_resources: flag({
					default: true,
					description: 'Whether to include archived resources',
				}),
				include_deleted_resources: flag({
					default: true,
					description: 'Whether to include deleted resources',
				}),
			},
		},
		split: {
			request: 'POST /v1/{account}/downtimes/{id}/split',
			path: { id: record('downtime', { listed: false }) },
			body: {
				date: date({
					required: true,
					label: 'Split On',
					description: 'First day of the second part',
				}),
				resource_id: bookable({
					description: 'Whose time zone decides when that day begins',
				}),
			},
			description: 'Split a downtime in two and get both parts. Not possible for holidays.',
		},
		update: {
			request: 'PUT /v1/{account}/downtimes/{id}',
			path: { id: record('downtime', { listed: false }) },
			body: fields,
		},
	},
	{
		simplify: [
			'id',
			'from',
			'to',
			'start_time',
			'end_time',
			'resource_ids',
			'downtime_type_id',
			'details',
			'state',
			'timezone',
		],
	},
);
