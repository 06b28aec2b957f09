import { integer, record, text } from '../../engine';
import { resource } from '../api';
import { longText } from '../body';
import { ids, people } from '../fields';
import { commonWithout, contactDetails, days, fields, listed, own, searchIn } from '../filters';

/** Body of create and update (docs.txt L7741-7763, L7818-7843). */
const body = {
	title: text({ required: ['create'] }),
	content: { ...longText, required: ['create'] },
	categoryid: integer({ min: 1, required: ['create'] }),
	contacts: people(undefined, { description: 'Who it is assigned to. By default everyone.' }),
};

/** Notes that belong to nothing else (docs.txt L7614-7845). */
export const note = resource('Note', {
	create: { request: 'POST /notes', body },
	delete: { request: 'DELETE /notes/{noteid}', path: { noteid: record('note') } },
	get: { request: 'GET /notes/{noteid}', path: { noteid: record('note') } },
	getMany: {
		request: 'GET /notes',
		...listed(fields('content category contacts date lastmodified title'), 'id title date', {
			...commonWithout.apifields,
			...contactDetails,
			...own,
			...days('date'),
			...searchIn('title'),
			categoryid: ids(),
			contacts: people(),
		}),
		picker: { name: 'title', search: 'search', order: { sortby: 'title' } },
	},
	update: { request: 'PUT /notes/{noteid}', path: { noteid: record('note') }, body },
});
