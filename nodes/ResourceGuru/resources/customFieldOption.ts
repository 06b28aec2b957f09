import { record } from '../../engine';
import { resource, shortText } from '../api';

/** What can be chosen in a custom field (docs.txt L2106-2164). */
export const customFieldOption = resource('Custom Field Option', {
	create: {
		request: 'POST /v1/{account}/custom_field_options',
		body: {
			custom_field_id: record('customField', { required: true }),
			value: shortText({ required: true, label: 'Option' }),
		},
	},
	delete: {
		request: 'DELETE /v1/{account}/custom_field_options/{id}',
		path: { id: record('customFieldOption') },
	},
	get: {
		request: 'GET /v1/{account}/custom_field_options/{id}',
		path: { id: record('customFieldOption') },
	},
	getMany: {
		request: 'GET /v1/{account}/custom_field_options',
		query: {
			custom_field_id: record('customField', { description: 'Only options of this custom field' }),
		},
		answer: 'list',
		picker: { name: 'value', within: { of: 'customField', by: 'custom_field_id' } },
	},
	update: {
		request: 'PUT /v1/{account}/custom_field_options/{id}',
		path: { id: record('customFieldOption') },
		body: { value: shortText({ label: 'Option' }) },
	},
});
