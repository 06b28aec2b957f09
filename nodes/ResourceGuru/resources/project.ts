import { boolean, color, date, record, records } from '../../engine';
import { flag, longText, resource, shortText } from '../api';
import { customFieldValues } from '../customFields';

/** Body of create and update (docs.txt L2478-2488 and L2604-2614). */
const fields = {
	name: shortText({ required: ['create', 'upsert'] }),
	project_code: shortText(),
	client_id: record('client', { nullable: true }),
	color: color({ nullable: true }),
	notes: longText(),
	start_date: date(),
	end_date: date({ notBefore: 'start_date' }),
	default_billable: boolean({ description: 'Whether new bookings on the project are billable' }),
	archived: boolean({ description: 'Whether the project is archived' }),
	activity_type_ids: records('activityType', {
		description: 'Activity types that can be used on the project',
	}),
	custom_field_values: customFieldValues('project'),
};

/** Projects that people are booked on (docs.txt L2442-2673). */
export const project = resource(
	'Project',
	{
		create: { request: 'POST /v1/{account}/projects', body: fields },
		delete: { request: 'DELETE /v1/{account}/projects/{id}', path: { id: record('project') } },
		get: { request: 'GET /v1/{account}/projects/{id}', path: { id: record('project') } },
		getMany: {
			request: 'GET /v1/{account}/projects',
			answer: 'pages',
			query: {
				includeArchived: flag({ description: 'Whether to include archived projects' }),
				includeDeleted: flag({ description: 'Whether to include deleted projects' }),
			},
			unpagedWith: ['includeArchived', 'includeDeleted'],
			picker: { name: 'name' },
		},
		getManyArchived: {
			request: 'GET /v1/{account}/projects/archived',
			answer: 'pages',
			description: 'Get many projects that were archived',
		},
		update: {
			request: 'PUT /v1/{account}/projects/{id}',
			path: { id: record('project') },
			body: fields,
		},
		upsert: {
			request: 'POST /v1/{account}/projects',
			body: fields,
			upsert: { list: 'getMany', update: 'update', by: ['name', 'project_code'] },
		},
	},
	{
		simplify: [
			'id',
			'name',
			'project_code',
			'client_id',
			'start_date',
			'end_date',
			'archived',
			'default_billable',
			'notes',
			'custom_field_values',
		],
	},
);
