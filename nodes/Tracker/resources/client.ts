import { boolean, decimal, group, record, text } from '../../engine';
import { named, quickSkills, reference, references, resource, sectors } from '../api';
import { bankingDetails, partyFields, searchFields, statusFields } from '../fields';
import { recordOperations } from '../operations';

/** Body of create and update (docs.txt L111-219). */
const fields = {
	name: text({ required: ['create'] }),
	...partyFields('client'),
	internalReference: text(),
	website: text(),
	linkedInUrl: text({ label: 'LinkedIn URL' }),
	isParentClient: boolean({
		label: 'Is a Parent Client',
		description: 'Whether other clients belong to this one',
	}),
	parentClientId: record('client', { label: 'Parent Client' }),
	specialTerms: text({ rows: 4 }),
	note: text({ rows: 4 }),
	background: text({ rows: 4 }),
	targetRevenue: decimal(),
	turnover: text(),
	supportDepartment: named('departmentName'),
	supportTeam: text(),
	supportResource: text(),
	secondarysupportResource: text({ label: 'Secondary Support Resource' }),
	noticePeriod: text(),
	timesheetApprovals: boolean({ description: 'Whether timesheets need an approval' }),
	clientTypes: references('clientType', { label: 'Client Type Names or IDs' }),
	sectors: sectors(),
	quickSkills: quickSkills(),
	bankingDetails: bankingDetails(),
	invoicingDetails: group({
		chargeRateTerms: text(),
		invoicingFrequency: text(),
		invoicingDay: text(),
		invoiceTerms: text(),
		invoicingContact: text(),
		invoiceSendCc: text({ label: 'Invoice CC' }),
		chargeRate: decimal(),
		discount: decimal(),
		surcharge: decimal(),
		taxRate: decimal(),
		isTaxExempt: boolean({ description: 'Whether no tax is charged' }),
		applySurcharge: boolean({ description: 'Whether the surcharge is added to invoices' }),
		creditApproved: boolean({ description: 'Whether the client has been granted credit' }),
		allowOnlinePayments: boolean({ description: 'Whether invoices can be paid online' }),
	}),
	rank: reference('rank'),
	vertical: reference('vertical'),
};

/** Companies and other businesses (docs.txt L85-877). */
export const client = resource('Client', {
	...recordOperations('Client', 'client', {
		simplify: [
			'id',
			'name',
			'status.name',
			'contactDetails.email',
			'website',
			'internalReference',
			'source',
			'territory.name',
			'owners',
			'note',
		],
	}),
	create: { request: 'POST /api/v1/Client', body: fields },
	search: {
		request: 'POST /api/v1/Client/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, ...statusFields('client') },
		picker: {
			name: 'clientName',
			id: 'clientId',
			search: 'searchTerm',
			order: { sortBy: 'name', sortDirection: 'ASC' },
		},
		simplify: [
			'clientId',
			'clientName',
			'email',
			'telephone',
			'website',
			'town',
			'country',
			'internalRef',
			'clientOwner',
			'customFields',
		],
	},
	update: { request: 'PATCH /api/v1/Client/{Id}', path: { Id: record('client') }, body: fields },
});
