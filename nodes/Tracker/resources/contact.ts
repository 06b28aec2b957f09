import { boolean, date, record, text } from '../../engine';
import type { CallValues } from '../../engine';
import { quickSkills, reference, resource, sectors } from '../api';
import {
	additionalContactDetails,
	addressFields,
	partyFields,
	reachFields,
	searchFields,
	statusFields,
} from '../fields';
import { recordOperations, searchByCustomField } from '../operations';

/** Body of create and update (docs.txt L902-1018). */
const fields = {
	...partyFields('contact'),
	preferredName: text(),
	firstName: text(),
	surname: text(),
	nickname: text(),
	jobTitle: text(),
	company: text(),
	website: text(),
	office: text(),
	spousesName: text({ label: "Spouse's Name" }),
	birthday: date(),
	anniversary: date(),
	photo: text(),
	note: text({ rows: 4 }),
	isPrimary: boolean({
		label: 'Primary',
		description: 'Whether this is the main contact of the client',
	}),
	marketingPreference: text(),
	businessUnit: text(),
	internalReference: text(),
	sectors: sectors(),
	quickSkills: quickSkills(),
	client: reference('client'),
	manager: reference('contact'),
	assistant: reference('contact'),
	referralFrom: reference('contact'),
	type: reference('contactType'),
	role: reference('contactRole'),
	address: addressFields(),
	additionalContactDetails: additionalContactDetails(),
};

/** A contact's name, and the client it belongs to. */
const name = ({ displayAs, firstName, surname, clientName }: Record<string, unknown>) =>
	[displayAs ?? [firstName, surname].filter(Boolean).join(' '), clientName]
		.filter(Boolean)
		.join(', ');

/** No state among the filters of contacts (L1065-1078). */
const { statusId } = statusFields('contact');

/** People at clients and elsewhere (docs.txt L878-1806). */
export const contact = resource('Contact', {
	...recordOperations('Contact', 'contact', {
		simplify: [
			'id',
			'firstName',
			'surname',
			'jobTitle',
			'client.name',
			'status.name',
			'type.name',
			'contactDetails.email',
			'address.town',
			'note',
		],
	}),
	create: { request: 'POST /api/v1/Contact', body: fields },
	delete: {
		request: 'DELETE /api/v1/Contact/{Id}',
		path: { Id: record('contact') },
		// The document has the ID in the path and in the query, and does not say which one counts (L1757-1777).
		sends: (values: CallValues) => ({ ...values, query: { Id: values.path.Id } }),
	},
	search: {
		request: 'POST /api/v1/Contact/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, statusId, ...reachFields },
		picker: { name, id: 'contactId', search: 'searchTerm' },
		simplify: [
			'contactId',
			'firstName',
			'surname',
			'jobTitle',
			'clientId',
			'clientName',
			'email',
			'businessPhone',
			'mobilePhone',
			'customFields',
		],
	},
	searchByCustomField: searchByCustomField('Contact', 'contact'),
	update: {
		request: 'PATCH /api/v1/Contact/{Id}',
		path: { Id: record('contact') },
		body: fields,
	},
});
