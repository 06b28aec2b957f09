import { record } from '../../engine';
import { resource } from '../api';
import { longText } from '../body';
import { listed, searchIn } from '../filters';

/** Notes on a company, which cannot be changed (docs.txt L892-992). */
export const companyNote = resource('Company Note', {
	create: {
		request: 'POST /companies/{companyid}/notes',
		path: { companyid: record('company') },
		body: { content: { ...longText, required: true } },
	},
	delete: {
		request: 'DELETE /companies/{companyid}/notes/{noteid}',
		path: { companyid: record('company'), noteid: record('companyNote') },
	},
	get: {
		request: 'GET /companies/{companyid}/notes/{noteid}',
		path: { companyid: record('company'), noteid: record('companyNote') },
	},
	getMany: {
		request: 'GET /companies/{companyid}/notes',
		path: { companyid: record('company') },
		...listed({}, 'id date', searchIn('content')),
		picker: { name: 'content', search: 'search', order: { sortby: 'date', sortorder: 'desc' } },
	},
});
