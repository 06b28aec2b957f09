import { record } from '../../engine';
import { resource } from '../api';
import { longText } from '../body';
import { days, listed, searchIn } from '../filters';

/** Notes on a contact, which cannot be changed (docs.txt L3388-3502). */
export const contactNote = resource('Contact Note', {
	create: {
		request: 'POST /contacts/{contactid}/notes',
		path: { contactid: record('contact') },
		body: { content: { ...longText, required: true } },
	},
	delete: {
		request: 'DELETE /contacts/{contactid}/notes/{noteid}',
		path: { contactid: record('contact'), noteid: record('contactNote') },
	},
	get: {
		request: 'GET /contacts/{contactid}/notes/{noteid}',
		path: { contactid: record('contact'), noteid: record('contactNote') },
	},
	getMany: {
		request: 'GET /contacts/{contactid}/notes',
		path: { contactid: record('contact') },
		...listed({}, 'id date', { ...days('date'), ...searchIn('content') }),
		picker: { name: 'content', search: 'search', order: { sortby: 'date', sortorder: 'desc' } },
	},
});
