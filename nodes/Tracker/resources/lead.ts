import { record, text } from '../../engine';
import { resource } from '../api';
import { partyFields, searchFields, statusFields, undocumented } from '../fields';
import { openPicker, recordOperations } from '../operations';

/** What leads are likely to share with clients; the document shows no field of them (docs.txt L1850-1895). */
const fields = { name: text(), ...partyFields('lead'), ...undocumented() };

/** Sales leads. */
export const lead = resource('Lead', {
	...recordOperations('Lead', 'lead', { more: undocumented() }),
	create: { request: 'POST /api/v1/Lead', body: fields },
	search: {
		request: 'POST /api/v1/Lead/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, ...statusFields('lead'), ...undocumented() },
		picker: openPicker('lead'),
	},
	update: { request: 'PATCH /api/v1/Lead/{Id}', path: { Id: record('lead') }, body: fields },
});
