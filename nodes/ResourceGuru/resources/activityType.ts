import { boolean, color, record, records } from '../../engine';
import { longText, resource, shortText } from '../api';

const fields = {
	name: shortText({ required: ['create'], description: 'Must be unique' }),
	color: color({ nullable: true }),
	notes: longText(),
	default: boolean({ description: 'Whether this activity type is used where none is chosen' }),
	project_ids: records('project', {
		description: 'Projects that this activity type can be used on',
	}),
};

/** Kinds of work that bookings and timesheet entries are put down to (docs.txt L587-746). */
export const activityType = resource('Activity Type', {
	create: { request: 'POST /v1/{account}/activity_types', body: fields },
	delete: {
		request: 'DELETE /v1/{account}/activity_types/{id}',
		path: { id: record('activityType') },
	},
	get: { request: 'GET /v1/{account}/activity_types/{id}', path: { id: record('activityType') } },
	getMany: {
		request: 'GET /v1/{account}/activity_types',
		answer: 'list',
		picker: { name: 'name' },
	},
	getManyArchived: {
		request: 'GET /v1/{account}/activity_types/archived',
		answer: 'list',
		description: 'Get many activity types that were archived',
	},
	getStats: {
		request: 'GET /v1/{account}/activity_types/{id}/stats',
		path: { id: record('activityType') },
		label: 'Get Usage',
		action: 'Get usage of an activity type',
		description: 'Count the bookings, projects and timesheet entries that use an activity type',
	},
	update: {
		request: 'PUT /v1/{account}/activity_types/{id}',
		path: { id: record('activityType') },
		body: {
			...fields,
			archived: boolean({ description: 'Whether the activity type is archived' }),
		},
	},
});
