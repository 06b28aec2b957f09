import { boolean, choice, choices, date, integer, record, records, timeOfDay } from '../../engine';
import { bookable, flag, longText, minutes, resource, timeZone } from '../api';
import { customFieldValues } from '../customFields';
import { repeat } from '../repeat';

const period = {
	start_date: date({ description: 'Only bookings that start on or after this day' }),
	end_date: date({
		notBefore: 'start_date',
		description: 'Only bookings that end on or before this day',
	}),
};

const approvalStates = choices(
	{ pending: 'Pending', approved: 'Approved', declined: 'Declined' },
	{ label: 'Approval States', description: 'Only bookings in one of these states' },
);

const affects = choice(
	{
		single: 'Only This Booking',
		following: 'This and Following Bookings',
		all: 'All Bookings of the Series',
	},
	{
		label: 'Bookings of the Series',
		description: 'Which ones are meant where the booking repeats',
	},
);

/** Body of create and update (docs.txt L851-869 and L1081-1099). */
const fields = {
	resource_id: bookable({
		description:
			'Who or what is booked. To book several together, use the field for several instead.',
	}),
	resource_ids: records('resource', {
		label: 'Several Resource Names or IDs',
		description: 'People or things to book together, in place of a single one',
	}),
	start_date: date({ required: ['create'], description: 'First day of the booking' }),
	end_date: date({
		required: ['create'],
		notBefore: 'start_date',
		description: 'Last day of the booking',
	}),
	duration: minutes('Duration per Day', {
		required: ['create'],
		default: 480,
		description: 'Working time booked on each day, such as 480 for 8 hours',
	}),
	start_time: timeOfDay({
		nullable: true,
		description: 'For a booking at a fixed time. Empty books the duration only.',
	}),
	details: longText(),
	project_id: record('project', { nullable: true }),
	client_id: record('client', { nullable: true }),
	activity_type_id: record('activityType', { nullable: true }),
	booker_id: record('user', {
		label: 'Booked By',
		description: 'For a new booking by default the signed-in user',
	}),
	billable: boolean({ description: 'Whether the booking is billable' }),
	tentative: boolean({
		description: 'Whether the booking is tentative and takes up no availability',
	}),
	clash_resolution: choice(
		{
			add_to_waiting_list: 'Add to Waiting List',
			book_with_overtime: 'Book with Overtime',
			increase_availability: 'Increase Availability',
		},
		{
			label: 'If It Clashes',
			description: 'What to do where the resource is not free. Without this, a clash is refused.',
		},
	),
	rrule: repeat,
	timezone: timeZone({ nullable: true, description: "By default the resource's own" }),
	custom_field_values: customFieldValues('booking'),
};

/** Bookings of people and things (docs.txt L404-585 and L747-1652). */
export const booking = resource(
	'Booking',
	{
		create: {
			request: 'POST /v1/{account}/bookings',
			body: fields,
			exactlyOne: [['resource_id', 'resource_ids']],
		},
		delete: {
			request: 'DELETE /v1/{account}/bookings/{id}',
			path: { id: record('booking', { listed: false }) },
			query: { affects },
			body: {
				date: date({
					label: 'Only This Day',
					description: 'Takes one day out of the booking and keeps the rest',
				}),
				remove_for_all: boolean({
					label: 'For All Resources',
					description: 'Whether to take the day out for every resource of the booking',
				}),
			},
		},
		get: {
			request: 'GET /v1/{account}/bookings/{id}',
			path: { id: record('booking', { listed: false }) },
		},
		getActivities: {
			request: 'GET /v1/{account}/bookings/{id}/activities',
			path: { id: record('booking', { listed: false }) },
			answer: 'list',
			simplify: false,
			action: 'Get many activities of a booking',
			description: 'Get the history of a booking: who changed what, and when',
		},
		getMany: {
			request: 'GET /v1/{account}/bookings',
			answer: 'pages',
			query: {
				...period,
				approval_states: approvalStates,
				calendar: flag({
					label: 'Whole Booking',
					description: 'Whether to include all days of a booking that matches',
				}),
				resource_ids: records('resource', { description: 'Only bookings of these resources' }),
				booker_id: record('user', {
					label: 'Booked By',
					or: { name: 'Me', value: 'me' },
					description: 'Only bookings made by this user',
				}),
				waiting: flag({
					label: 'Waiting List',
					description: 'Whether to get the bookings on the waiting list',
				}),
				include_archived_resources: flag({
					default: true,
					description: 'Whether to include bookings of archived resources',
				}),
				include_deleted_resources: flag({
					default: true,
					description: 'Whether to include bookings of deleted resources',
				}),
				include_non_bookable_resources: flag({
					label: 'Include Non-Bookable Resources',
					default: true,
					description: 'Whether to include bookings of resources that can no longer be booked',
				}),
				group_id: integer({
					label: 'Group ID',
					min: 0,
					default: '',
					description: 'Only bookings of this group',
				}),
			},
		},
		getManyByClient: {
			request: 'GET /v1/{account}/clients/{id}/bookings',
			path: { id: record('client') },
			query: period,
			answer: 'pages',
			description: 'Get many bookings of a client',
		},
		getManyByProject: {
			request: 'GET /v1/{account}/projects/{id}/bookings',
			path: { id: record('project') },
			query: period,
			answer: 'pages',
			description: 'Get many bookings of a project',
		},
		getManyByResource: {
			request: 'GET /v1/{account}/resources/{id}/bookings',
			path: { id: bookable() },
			query: { ...period, approval_states: approvalStates },
			answer: 'pages',
			description: 'Get many bookings of a person or thing',
		},
		remind: {
			request: 'POST /v1/{account}/bookings/{id}/remind',
			path: { id: record('booking', { listed: false }) },
			body: {},
			answer: 'nothing',
			label: 'Remind Approvers',
			action: 'Remind approvers of a booking',
			description: 'Remind the approvers that a booking waits for them',
		},
		resolve: {
			request: 'POST /v1/{account}/bookings/{id}/resolve',
			path: { id: record('booking', { listed: false }) },
			body: {
				resolution: choice(
					{ approved: 'Approve', declined: 'Decline' },
					{ required: true, label: 'Decision' },
				),
				resource_ids: records('resource', {
					required: true,
					description: 'For which of the booked resources',
				}),
				reason: longText({ nullable: true, description: 'Why the booking is declined' }),
			},
			answer: 'nothing',
			label: 'Approve or Decline',
			description: 'Approve or decline a booking for some or all of its resources',
		},
		split: {
			request: 'POST /v1/{account}/bookings/{id}/split',
			path: { id: record('booking', { listed: false }) },
			body: {
				date: date({
					required: true,
					label: 'Split On',
					description: 'First day of the second part',
				}),
			},
			description: 'Split a booking in two and get both parts',
		},
		update: {
			request: 'PUT /v1/{account}/bookings/{id}',
			path: { id: record('booking', { listed: false }) },
			query: { affects },
			body: fields,
		},
	},
	{
		simplify: [
			'id',
			'start_date',
			'end_date',
			'duration',
			'resource_ids',
			'project_id',
			'client_id',
			'details',
			'billable',
			'tentative',
		],
	},
);
