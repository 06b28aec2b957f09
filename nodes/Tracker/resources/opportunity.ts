import { record, text } from '../../engine';
import { person, reference, resource } from '../api';
import { partyFields, searchFields, statusFields, undocumented } from '../fields';
import { openPicker, recordOperations, shortlisted } from '../operations';

/** What opportunities are likely to share with projects; the document shows no field of them (docs.txt L1943-2016). */
const fields = {
	name: text(),
	...partyFields('opportunity'),
	client: reference('client'),
	contact: reference('contact'),
	...undocumented(),
};

const path = { Id: record('opportunity') };
const place = { OpportunityId: record('opportunity'), ResourceId: person() };

/** Jobs and other business opportunities, and the people considered for them. */
export const opportunity = resource('Opportunity', {
	...recordOperations('Opportunity', 'opportunity', { more: undocumented() }),
	addToLonglist: {
		request: 'POST /api/v1/Opportunity/Longlist',
		body: { ...shortlisted, ...undocumented() },
		action: 'Add resource to longlists',
		description: 'Put a person on the longlist of one or more opportunities',
	},
	create: { request: 'POST /api/v1/Opportunity', body: fields },
	getApplicants: {
		request: 'GET /api/v1/Opportunity/{Id}/Applicants',
		path,
		answer: 'list',
		action: 'Get applicants of opportunity',
		description: 'Get the people who have applied for an opportunity',
	},
	getLonglist: {
		request: 'GET /api/v1/Opportunity/{Id}/Longlist',
		path,
		answer: 'list',
		action: 'Get longlist of opportunity',
		description: 'Get the people on the longlist of an opportunity',
	},
	removeFromLonglist: {
		request: 'DELETE /api/v1/Opportunity/{OpportunityId}/longlist/resource/{ResourceId}',
		path: place,
		action: 'Remove resource from longlist',
		description: 'Take a person off the longlist of an opportunity',
	},
	removeFromShortlist: {
		request: 'DELETE /api/v1/Opportunity/{OpportunityId}/shortlist/resource/{ResourceId}',
		path: place,
		action: 'Remove resource from shortlist',
		description: 'Take a person off the shortlist of an opportunity',
	},
	search: {
		request: 'POST /api/v1/Opportunity/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, ...statusFields('opportunity'), ...undocumented() },
		picker: openPicker('opportunity'),
	},
	update: { request: 'PATCH /api/v1/Opportunity/{Id}', path, body: fields },
});
