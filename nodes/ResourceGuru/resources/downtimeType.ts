import { resource } from '../api';

/** Kinds of downtime, such as a public holiday (docs.txt L2412-2422). */
export const downtimeType = resource('Downtime Type', {
	getMany: {
		request: 'GET /v1/{account}/downtime_types',
		answer: 'list',
		picker: { name: 'name' },
	},
});
