import { boolean, color, date, email, record, records, text } from '../../engine';
import { bookable, flag, longText, resource as makeResource, shortText, timeZone } from '../api';
import { workingHours } from '../workingHours';

/** Body of create and update (docs.txt L5039-5054 and L5226-5241). */
const fields = {
	name: shortText({
		description: 'For things such as meeting rooms. For people use first and last name.',
	}),
	first_name: shortText({ description: 'For people' }),
	last_name: shortText({ description: 'For people' }),
	job_title: shortText({ nullable: true, description: 'For people with a user account' }),
	phone: shortText({ nullable: true, description: 'For people' }),
	color: color({ nullable: true }),
	timezone: timeZone(),
	bookable: boolean({ default: true, description: 'Whether the resource can be booked' }),
	notes: longText(),
	capacity: text({
		nullable: true,
		description: 'For meeting rooms',
		matches: { pattern: /^\d*$/, expected: 'a whole number' },
	}),
	registration_number: shortText({ nullable: true, description: 'For vehicles' }),
	custom_field_option_ids: records('customFieldOption', {
		label: 'Custom Field Option Names or IDs',
		description: 'What is chosen in the custom fields of the resource',
	}),
	booking_approver_ids: records('user', {
		description: 'Users who can approve bookings of the resource',
	}),
};

/** Body of create: the kind and the e-mail address of a resource can't be changed later (L5051-5053). */
const created = {
	resource_type_id: record('resourceType', { required: true }),
	...fields,
	email: email(),
	invite: boolean({
		nullable: true,
		label: 'Send Invitation',
		description: 'Whether to invite the person by e-mail',
		wire: String,
	}),
};

/** What a resource is looked up by. The name of a person is made of first and last name (L5040-5049). */
function lookedUp(resource: Record<string, unknown>, by: string): unknown {
	const { name, first_name, last_name, custom_attributes } = resource;
	if (by === 'name') return name ?? [first_name, last_name].filter(Boolean).join(' ');
	return resource[by] ?? (custom_attributes as Record<string, unknown> | undefined)?.[by];
}

const replacements = {
	replacement_approver_user_id: record('user', {
		label: 'New Approver',
		description: 'Needed where this person is the only approver of a resource',
	}),
	replacement_reviewer_user_id: record('user', {
		label: 'New Reviewer',
		description: 'Needed where this person is the only reviewer of a person',
	}),
};

const listing = {
	detail: flag({
		label: 'More Details',
		description: 'Whether to include extra information about each resource',
	}),
	ids: records('resource', { label: 'Resource Names or IDs', description: 'Only these resources' }),
	show_availability: flag({
		label: 'Custom Availability',
		default: true,
		description: 'Whether to include working hours that differ from the usual ones',
	}),
};

/** People, rooms, vehicles and other things that can be booked (docs.txt L5027-5376). */
export const resource = makeResource(
	'Resource',
	{
		create: {
			request: 'POST /v1/{account}/resources',
			body: created,
		},
		delete: {
			request: 'DELETE /v1/{account}/resources/{id}',
			path: { id: bookable() },
			body: replacements,
			description: 'Delete a resource and its future bookings',
		},
		get: { request: 'GET /v1/{account}/resources/{id}', path: { id: bookable() } },
		getMany: {
			request: 'GET /v1/{account}/resources',
			query: listing,
			answer: 'pages',
			picker: { name: 'name' },
		},
		getManyArchived: {
			request: 'GET /v1/{account}/resources/archived',
			query: listing,
			answer: 'pages',
			description: 'Get many resources that were archived',
		},
		update: {
			request: 'PUT /v1/{account}/resources/{id}',
			path: { id: bookable() },
			body: {
				...fields,
				archived: boolean({ description: 'Whether the resource is archived' }),
				...replacements,
			},
		},
		updateAvailability: {
			request: 'POST /v1/{account}/resources/{id}/availability',
			path: { id: bookable() },
			body: {
				date: date({
					required: true,
					label: 'From',
					description: 'First day of the new working hours or time zone',
				}),
				timezone: timeZone(),
				available_periods: workingHours(),
				delete_invalid_bookings: boolean({
					label: 'Delete Clashing Bookings',
					description: 'Whether bookings that no longer fit are deleted',
				}),
				allow_waiting: boolean({
					default: true,
					label: 'Move Clashing Bookings to Waiting List',
					description: 'Whether bookings that no longer fit go to the waiting list',
				}),
			},
			simplify: false,
			action: 'Update availability of a resource',
			description: 'Change the usual working hours or the time zone of a resource',
		},
		upsert: {
			request: 'POST /v1/{account}/resources',
			body: created,
			upsert: {
				list: 'getMany',
				update: 'update',
				by: ['name', 'email', 'registration_number'],
				key: lookedUp,
			},
		},
	},
	{
		simplify: [
			'id',
			'name',
			'job_title',
			'email',
			'phone',
			'resource_type.name',
			'human',
			'bookable',
			'archived',
			'timezone.name',
		],
	},
);
