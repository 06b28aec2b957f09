import { boolean, choice, choices, record, records, texts } from '../../engine';
import { resource, shortText } from '../api';

const fields = {
	label: shortText({
		required: ['create'],
		description: 'Shown at the field in Resource Guru. Must be unique.',
	}),
	required: boolean({ description: 'Whether the field has to be filled in' }),
	entity_types: choices(
		{ booking: 'Bookings', client: 'Clients', project: 'Projects', resource: 'Resources' },
		{ label: 'Used On' },
	),
	resource_type_ids: records('resourceType', {
		description: 'Kinds of resources that have the field. By default people',
	}),
	icon: choice({ clipboard: 'Clipboard', id: 'ID', percent: 'Percent' }),
};

/** Fields that an account adds to its records (docs.txt L1995-2105). */
export const customField = resource('Custom Field', {
	create: {
		request: 'POST /v1/{account}/custom_fields',
		body: {
			...fields,
			type: choice({
				multi_select: 'Several of a List',
				single_select: 'One of a List',
				text: 'Text',
			}),
			custom_field_options: texts({
				label: 'Options',
				placeholder: 'e.g. Welding, Driving',
				description: 'What can be chosen in the field, separated by commas',
				wire: (options: string[]) => options.filter(Boolean),
			}),
		},
	},
	delete: {
		request: 'DELETE /v1/{account}/custom_fields/{id}',
		path: { id: record('customField') },
	},
	get: { request: 'GET /v1/{account}/custom_fields/{id}', path: { id: record('customField') } },
	getMany: {
		request: 'GET /v1/{account}/custom_fields',
		answer: 'list',
		picker: { name: 'label' },
	},
	update: {
		request: 'PUT /v1/{account}/custom_fields/{id}',
		path: { id: record('customField') },
		body: fields,
	},
});
