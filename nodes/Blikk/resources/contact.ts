import type { IDataObject } from 'n8n-workflow';

import { boolean, choice, email, group, record, records, text } from '../../engine';
import type { CallValues, Connection } from '../../engine';
import { filterBy, idOf, idsOf, optionalText, resource, since, sorting } from '../api';

const types = choice(
	{ company: 'Company', person: 'Person' },
	{ label: 'Type', required: ['create'] },
);

const address = (label: string) =>
	group(
		{
			streetAddress: optionalText(),
			additionalAddress: optionalText(),
			postalCode: optionalText(),
			city: optionalText(),
			state: optionalText(),
			countryId: record('country', { nullable: true }),
		},
		{ label },
	);

const is = (what: string) => boolean({ description: `Whether the contact is a ${what}` });

/** Body of create and update (L415-489, L512-586). */
const fields = {
	name: text({ required: ['create'] }),
	contactType: types,
	responsibleId: record('user', {
		label: 'Responsible User',
		required: ['create'],
	}),
	customerNumber: optionalText({ description: 'Left empty, Blikk gives the contact one' }),
	organizationalOrSocialSecurityNumber: optionalText({
		label: 'Organisation or Social Security Number',
		description: 'The organisation number of a company, the social security number of a person',
	}),
	companyId: record('contact', {
		label: 'Company',
		nullable: true,
		description: 'The company that a person belongs to',
	}),
	parentCompanyId: record('contact', {
		label: 'Parent Company',
		nullable: true,
		description: 'The company that a company belongs to',
	}),
	isActive: boolean({ default: true, description: 'Whether the contact is active' }),
	email: email({ nullable: true }),
	invoiceEmail: email({ nullable: true }),
	phoneNumber: optionalText(),
	cellPhoneNumber: optionalText(),
	importantInformation: optionalText({ rows: 4, description: 'Highlighted in Blikk' }),
	isSupplier: is('supplier'),
	isWholeSale: boolean({
		label: 'Is Wholesaler',
		description: 'Whether the contact is a wholesaler',
	}),
	isRetailer: is('retailer'),
	isSubContractor: boolean({
		label: 'Is Subcontractor',
		description: 'Whether the contact is a subcontractor',
	}),
	isPartner: is('partner'),
	isCustomer: is('customer'),
	useReverseBuildTax: boolean({
		description:
			'Whether the buyer accounts for the VAT on construction services (omvänd byggmoms)',
	}),
	tags: records('contactTag', { label: 'Tag Names or IDs' }),
	visitingAddress: address('Visiting Address'),
	deliveryAddress: address('Delivery Address'),
	invoiceAddress: address('Invoice Address'),
};

/** The fields of a contact that an update takes as they were read. */
const KEPT = [
	'name',
	'customerNumber',
	'organizationalOrSocialSecurityNumber',
	'isActive',
	'email',
	'invoiceEmail',
	'phoneNumber',
	'cellPhoneNumber',
	'importantInformation',
	'isSupplier',
	'isWholeSale',
	'isRetailer',
	'isSubContractor',
	'isPartner',
	'isCustomer',
	'useReverseBuildTax',
];

/** Left out where there is none: Blikk takes no `null` for an address. */
const addressOf = (read: unknown) => {
	if (typeof read !== 'object' || read === null) return undefined;
	const { objectName, countryName, ...kept } = read as IDataObject;
	return kept;
};

/** A contact as Get answers it (L295-406), as an update takes it (L512-586). */
function asWritten(contact: IDataObject, _connection: Connection, given: IDataObject): IDataObject {
	const contactType = ((given.contactType ?? contact.contactType) as string).toLowerCase();
	return {
		...Object.fromEntries(KEPT.map((name) => [name, contact[name] ?? null])),
		contactType,
		// A person has no parent company, and a company belongs to none (L528, L531).
		companyId: contactType === 'person' ? (idOf(contact.company) as number) : null,
		parentCompanyId: contactType === 'company' ? (idOf(contact.parentCompany) as number) : null,
		responsibleId: idOf(contact.responsible) as number,
		tags: idsOf(contact.tags),
		visitingAddress: addressOf(contact.visitingAddress),
		deliveryAddress: addressOf(contact.deliveryAddress),
		invoiceAddress: addressOf(contact.invoiceAddress),
	};
}

/** The table says `tags` (L478, L575), the sample `tagIds` (L498, L596): both are sent. */
const withBothTags = (values: CallValues): CallValues => {
	const { tags } = values.body;
	return tags === undefined ? values : { ...values, body: { ...values.body, tagIds: tags } };
};

/** Companies and people (docs.txt L215-616). */
export const contact = resource(
	'Contact',
	{
		create: { request: 'POST /v1/Core/Contacts', body: fields, sends: withBothTags },
		delete: { request: 'DELETE /v1/Core/Contacts/{id}', path: { id: record('contact') } },
		get: { request: 'GET /v1/Core/Contacts/{id}', path: { id: record('contact') } },
		getMany: {
			request: 'GET /v1/Core/Contacts',
			answer: 'pages',
			query: {
				...sorting({
					name: 'Name',
					customerNumber: 'Customer Number',
					created: 'Created',
					updated: 'Updated',
				}),
				'filter.query': text({
					label: 'Search',
					description: 'Text in the name or customer number',
				}),
				'filter.tagIds': filterBy('contactTag'),
				'filter.createdOrUpdatedSince': since(),
				'filter.contactType': choice({ company: 'Company', person: 'Person' }, { label: 'Type' }),
			},
			picker: { name: 'name', search: 'filter.query' },
			simplify: [
				'id',
				'name',
				'customerNumber',
				'contactType',
				'organizationalOrSocialSecurityNumber',
				'visitingAddress',
				'company.name',
				'parentCompany.name',
				'created',
				'lastUpdated',
			],
		},
		update: {
			request: 'PUT /v1/Core/Contacts/{id}',
			path: { id: record('contact') },
			body: fields,
			merges: { read: 'get', body: asWritten },
			simplify: false,
			sends: withBothTags,
		},
	},
	{
		simplify: [
			'id',
			'name',
			'customerNumber',
			'contactType',
			'isActive',
			'email',
			'phoneNumber',
			'responsible.name',
			'created',
			'lastUpdated',
		],
	},
);
