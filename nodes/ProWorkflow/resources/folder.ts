import { record, text } from '../../engine';
import { resource } from '../api';
import { projectById } from '../body';
import { ids, people } from '../fields';
import { commonWithout, fields, listed, ofActiveProjects, own, searchIn } from '../filters';

/** Custom folders of projects, which can be neither changed nor deleted (docs.txt L5962-6093). */
export const folder = resource('Folder', {
	create: {
		request: 'POST /files/folders',
		body: {
			name: text({ required: true }),
			projectid: projectById(true),
			contacts: people(undefined, { description: 'Who may see it. By default everyone.' }),
		},
	},
	get: { request: 'GET /files/folders/{folderid}', path: { folderid: record('folder') } },
	getMany: {
		request: 'GET /files/folders',
		...listed(fields('contacts name project'), 'id name projectid', {
			...commonWithout.both,
			...ofActiveProjects,
			...own,
			...searchIn('name'),
			projectid: ids(),
		}),
		description: 'Get many folders of active projects, or of others where you say so',
		picker: { name: 'name', search: 'search', order: { sortby: 'name', projectstatus: 'all' } },
	},
});
