import { record, text } from '../../engine';
import { resource } from '../api';
import { longText } from '../body';
import { EVERYONE, ME, momentOrNow, staff } from '../fields';
import {
	anyOrAll,
	commonWithout,
	contactDetails,
	days,
	fields,
	listed,
	own,
	searches,
} from '../filters';

/** Body of create and update (docs.txt L5370-5404). */
const body = {
	title: text({ required: ['create'] }),
	starttime: momentOrNow({ required: ['create'] }),
	endtime: momentOrNow({ required: ['create'] }),
	contacts: staff({ ...ME, all: 'All Staff' }, { description: 'By default only you' }),
	description: longText,
};

/** Events of staff (docs.txt L5223-5489). */
export const event = resource('Event', {
	create: { request: 'POST /events', body },
	delete: { request: 'DELETE /events/{eventid}', path: { eventid: record('event') } },
	get: { request: 'GET /events/{eventid}', path: { eventid: record('event') } },
	getMany: {
		request: 'GET /events',
		...listed(
			fields('contacts description endtime lastmodified starttime times title'),
			'id title',
			{
				...commonWithout.apifields,
				...contactDetails,
				...own,
				...days('starttime endtime'),
				...searches('searchdescription searchtitle'),
				contacts: staff(EVERYONE),
				contactsmode: anyOrAll,
			},
		),
		picker: { name: 'title', search: 'searchtitle', order: { sortby: 'title' } },
	},
	update: { request: 'PUT /events/{eventid}', path: { eventid: record('event') }, body },
});
