import { boolean, color, record } from '../../engine';
import { flag, longText, resource, shortText } from '../api';
import { customFieldValues } from '../customFields';

const fields = {
	name: shortText({ required: ['create', 'upsert'] }),
	color: color({ nullable: true }),
	notes: longText({ nullable: true }),
	archived: boolean({ description: 'Whether the client is archived' }),
	custom_field_values: customFieldValues('client'),
};

/** Clients that projects and bookings are for (docs.txt L1783-1922). */
export const client = resource(
	'Client',
	{
		create: { request: 'POST /v1/{account}/clients', body: fields },
		delete: { request: 'DELETE /v1/{account}/clients/{id}', path: { id: record('client') } },
		get: { request: 'GET /v1/{account}/clients/{id}', path: { id: record('client') } },
		getMany: {
			request: 'GET /v1/{account}/clients',
			answer: 'pages',
			query: {
				includeArchived: flag({ description: 'Whether to include archived clients' }),
				includeDeleted: flag({ description: 'Whether to include deleted clients' }),
			},
			unpagedWith: ['includeArchived', 'includeDeleted'],
			picker: { name: 'name' },
		},
		getManyArchived: {
			request: 'GET /v1/{account}/clients/archived',
			answer: 'pages',
			description: 'Get many clients that were archived',
		},
		update: {
			request: 'PUT /v1/{account}/clients/{id}',
			path: { id: record('client') },
			body: fields,
		},
		upsert: {
			request: 'POST /v1/{account}/clients',
			body: fields,
			upsert: { list: 'getMany', update: 'update', by: ['name'] },
		},
	},
	{
		simplify: [
			'id',
			'name',
			'color',
			'notes',
			'archived',
			'custom_field_values',
			'created_at',
			'updated_at',
		],
	},
);
