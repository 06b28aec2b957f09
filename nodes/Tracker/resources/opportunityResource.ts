import { boolean, decimal, record, text } from '../../engine';
import { clockTime, day, moment, person, reference, resource } from '../api';
import { customFields, searchFields, statusFields } from '../fields';
import { shortlisted } from '../operations';

/** Who is considered for what. */
const name = ({ resourceDisplayAs, opportunityName }: Record<string, unknown>) =>
	[resourceDisplayAs, opportunityName].filter(Boolean).join(', ');

const path = { Id: record('opportunityResource') };

/** People on the shortlist of an opportunity; placed, once they are confirmed (docs.txt L2017-2633). */
export const opportunityResource = resource('Opportunity Resource', {
	create: {
		request: 'POST /api/v1/OpportunityResource',
		body: shortlisted,
		action: 'Add resource to shortlists',
		description: 'Put a person on the shortlist of one or more opportunities',
	},
	delete: { request: 'DELETE /api/v1/OpportunityResource/{Id}', path },
	get: {
		request: 'GET /api/v1/OpportunityResource/{Id}',
		path,
		simplify: [
			'id',
			'resource',
			'opportunity',
			'client',
			'status.name',
			'dateAssigned',
			'dateConfirmed',
			'startDate',
			'endDate',
			'note',
		],
	},
	getShortlist: {
		request: 'GET /api/v1/OpportunityResource/Shortlist/{opportunityId}',
		path: { opportunityId: record('opportunity') },
		answer: 'list',
		action: 'Get shortlist of opportunity',
		description: 'Get the people on the shortlist of an opportunity',
	},
	search: {
		request: 'POST /api/v1/OpportunityResource/Search',
		answer: 'pages',
		readsOnly: true,
		body: {
			...searchFields,
			...statusFields('opportunityResource', 'Shortlisted'),
			confirmedAfter: moment({ description: 'Only those confirmed after this moment' }),
			confirmedBefore: moment({
				notBefore: 'confirmedAfter',
				description: 'Only those confirmed before this moment',
			}),
			opportunityId: record('opportunity'),
			resourceId: person(),
			onlyActive: boolean({ description: 'Whether to leave out those that are no longer active' }),
		},
		picker: { name, id: 'opportunityResourceId', search: 'searchTerm' },
		simplify: [
			'opportunityResourceId',
			'resourceId',
			'resourceDisplayAs',
			'opportunityId',
			'opportunityName',
			'clientName',
			'opportunityResourceStatusName',
			'dateConfirmed',
			'startDate',
			'endDate',
		],
	},
	update: {
		request: 'PATCH /api/v1/OpportunityResource/{Id}',
		path,
		body: {
			resource: reference('resource', { label: 'Resource (Person)' }),
			opportunity: reference('opportunity'),
			client: reference('client'),
			contact: reference('contact'),
			status: reference('opportunityResourceStatus'),
			workType: reference('workType'),
			customFields: customFields('opportunityResource'),
			dateAssigned: day({ label: 'Assigned On' }),
			dateConfirmed: day({ label: 'Confirmed On' }),
			startDate: day(),
			endDate: day({ notBefore: 'startDate' }),
			startTime: clockTime(),
			endTime: clockTime(),
			note: text({ rows: 4 }),
			hoursInWorkingDay: decimal(),
			payRate: text(),
			chargeRate: text(),
			chargePeriod: text(),
			overtimeRate: text(),
			overtimeChargeRate: text(),
			currencyCode: text({ placeholder: 'e.g. GBP' }),
			rejectionReason: text(),
			timesheetEntry: text(),
			opportunityResourceStatusId: record('opportunityResourceStatus', {
				label: 'Opportunity Resource Status',
				description: 'How far the person has come, such as Shortlisted',
			}),
			opportunityResourceTypeId: record('opportunityResourceType'),
			assignedByUserId: record('user', { label: 'Assigned By' }),
			daysOfWeek: text(),
			weekStarts: text(),
			placementSource: text(),
		},
	},
});
