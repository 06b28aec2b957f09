import { record } from '../../engine';
import { resource } from '../api';

/** Kinds of resources, such as people and meeting rooms (docs.txt L5377-5435). */
export const resourceType = resource('Resource Type', {
	get: { request: 'GET /v1/{account}/resource_types/{id}', path: { id: record('resourceType') } },
	getMany: {
		request: 'GET /v1/{account}/resource_types',
		answer: 'list',
		picker: { name: 'name' },
	},
});
