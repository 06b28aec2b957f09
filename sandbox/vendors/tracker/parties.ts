import { Refusal } from '../../refusal';
import type { Behaviour } from '../../vendor';
import {
	crud,
	type Fields,
	type Filter,
	idOf,
	type Kind,
	linkName,
	recordsOf,
	removeAttachments,
	search,
} from './kind';
import type { Contact, Opportunity, Party, Person, Project, Records, Reference } from './records';
import {
	type Behaviours,
	contains,
	existing,
	failure,
	itemsOf,
	madeBy,
	outcome,
	removeWhere,
	showOwners,
	skills,
	textOf,
	type TrackerCall,
} from './shared';

/** The lists that every kind of party has. */
const partyLinks = (statuses: string) => ({
	status: itemsOf(statuses),
	territory: itemsOf('territories'),
	department: itemsOf('departments'),
});

const personName = ({ displayAs, firstName, surname }: Person): string =>
	displayAs ?? [firstName, surname].filter(Boolean).join(' ');

/** A new name stands for what was displayed for the old one, unless that is given as well. */
const renamed = (fields: Fields, current: Person | undefined): Fields => {
	const { firstName = current?.firstName, surname = current?.surname } = fields as Person;
	const isNamed = 'firstName' in fields || 'surname' in fields;
	return isNamed ? { displayAs: personName({ firstName, surname } as Person), ...fields } : fields;
};

/** Both take digits, however a number is written. */
const digits = (text: unknown): string => textOf(text).replace(/\D/g, '');

const personFilters: Record<string, Filter<Person>> = {
	telephone: (number, { contactDetails = {} }) =>
		[contactDetails.telephone, contactDetails.mobilePhone].some((own) =>
			digits(own).includes(digits(number)),
		),
	email: (email, { contactDetails = {} }) => contains(contactDetails.email, email),
};

const yesNo = (value: unknown): string => (value ? 'Yes' : 'No');

/** The parts of an address as rows have them. */
const addressRow = ({ address = {} }: Person): Fields =>
	Object.fromEntries(
		['addressLine1', 'addressLine2', 'town', 'county', 'postcode', 'country'].map((part) => [
			part,
			address[part],
		]),
	);

const firstOwner = (records: Records, { owners }: Party): string | null =>
	showOwners(records, owners)[0]?.name ?? null;

const isOf =
	(field: string, id: number) =>
	(record: Fields): boolean =>
		(record[field] as Reference | undefined)?.id === id;

export const client: Kind<Party> = {
	type: 'Client',
	table: ({ clients }) => clients,
	schema: 'Client',
	rowSchema: 'ClientRow',
	links: {
		...partyLinks('clientStatuses'),
		clientTypes: itemsOf('clientTypes'),
		sectors: itemsOf('sectors'),
		quickSkills: skills,
		rank: itemsOf('ranks'),
		vertical: itemsOf('verticals'),
		parentClientId: (records) => recordsOf(client)(records),
	},
	named: ['name'],
	nameOf: ({ name = '' }) => name,
	texts: ({ internalReference, website, contactDetails }) => [
		internalReference,
		website,
		contactDetails?.email,
	],
	row: (record, call) => ({
		clientId: record.id,
		creationDate: record.created,
		clientName: record.name,
		email: record.contactDetails?.email,
		telephone: record.contactDetails?.telephone,
		internalRef: record.internalReference,
		clientSource: record.source,
		departmentName: linkName(client, record, 'department', call),
		clientVerticalName: linkName(client, record, 'vertical', call),
		clientRankName: linkName(client, record, 'rank', call),
		territory: linkName(client, record, 'territory', call),
		clientOwner: firstOwner(call.records, record),
	}),
	onDelete: (records, id) => {
		removeAttachments(records, 'Client', id);
	},
};

export const contact: Kind<Contact> = {
	type: 'Contact',
	table: ({ contacts }) => contacts,
	schema: 'Contact',
	rowSchema: 'ContactRow',
	links: {
		...partyLinks('contactStatuses'),
		client: recordsOf(client),
		manager: (records) => recordsOf(contact)(records),
		assistant: (records) => recordsOf(contact)(records),
		referralFrom: (records) => recordsOf(contact)(records),
		type: itemsOf('contactTypes'),
		role: itemsOf('contactRoles'),
		sectors: itemsOf('sectors'),
		quickSkills: skills,
	},
	named: ['firstName', 'surname'],
	nameOf: personName,
	texts: (record, call) => [
		record.contactDetails?.email,
		record.jobTitle,
		linkName(contact, record, 'client', call),
	],
	filters: personFilters,
	complete: (fields, _, current) => renamed(fields, current),
	row: (record, call) => ({
		contactId: record.id,
		clientName: linkName(contact, record, 'client', call),
		clientId: record.client?.id,
		displayAs: personName(record),
		...addressRow(record),
		businessPhone: record.contactDetails?.telephone,
		mobilePhone: record.contactDetails?.mobilePhone,
		fax: record.contactDetails?.fax,
		email: record.contactDetails?.email,
		department: linkName(contact, record, 'department', call),
		contactRole: linkName(contact, record, 'role', call),
		contactType: linkName(contact, record, 'type', call),
		referralFrom: (record.referralFrom as Reference | undefined)?.id,
		territory: linkName(contact, record, 'territory', call),
		contactSource: record.source,
		marketing: record.marketingPreference,
		managerContactId: (record.manager as Reference | undefined)?.id,
		contactRoleId: (record.role as Reference | undefined)?.id,
		contactTypeId: (record.type as Reference | undefined)?.id,
		lastUpdatedDateTime: record.updated,
		lastUpdatedUserId: record.updatedBy,
		creationDate: record.created,
		departmentId: record.department?.id,
		territoryId: record.territory?.id,
		contactStatusId: record.status?.id,
	}),
	more: ({ marketingPreference }) => ({
		marketingPreferences: marketingPreference === undefined ? null : { marketingPreference },
	}),
	onDelete: (records, id) => {
		removeAttachments(records, 'Contact', id);
	},
};

export const resource: Kind<Person> = {
	type: 'Resource',
	table: ({ resources }) => resources,
	schema: 'Resource',
	rowSchema: 'ResourceRow',
	links: {
		...partyLinks('resourceStatuses'),
		currentClient: recordsOf(client),
		manager: (records) => recordsOf(resource)(records),
		quickSkills: skills,
	},
	named: ['firstName', 'surname', 'displayAs'],
	nameOf: personName,
	texts: ({ contactDetails, jobTitle, payrollNumber }) => [
		contactDetails?.email,
		jobTitle,
		payrollNumber,
	],
	filters: personFilters,
	complete: (fields, _, current) => renamed(fields, current),
	row: (record, call) => ({
		resourceId: record.id,
		clientName: linkName(resource, record, 'currentClient', call),
		firstname: record.firstName,
		displayAs: personName(record),
		...addressRow(record),
		email: record.contactDetails?.email,
		workTelephone: record.contactDetails?.telephone,
		mobilePhone: record.contactDetails?.mobilePhone,
		whereDidYouHear: record.source,
		departmentName: linkName(resource, record, 'department', call),
		territory: linkName(resource, record, 'territory', call),
		resourceOwner: firstOwner(call.records, record),
		resourceStatusName: linkName(resource, record, 'status', call),
		availableForWork: record.availableForWork === undefined ? null : yesNo(record.availableForWork),
		lastUpdatedDateTime: record.updated,
		lastUpdatedUserId: record.updatedBy,
	}),
	more: ({ id }, { records }) => ({
		resourceId: id,
		partnerRecords: records.partnerRecords
			.where(({ recordType, recordId }) => recordType === 'Resource' && recordId === id)
			.map(({ partnerId, partnerRecordId, recordId, recordType }) => ({
				partnerId,
				partnerRecordId,
				recordId,
				recordType,
				partnerName: records.listItems.find(partnerId)?.name ?? null,
			})),
	}),
	onDelete: (records, id) => {
		removeAttachments(records, 'Resource', id);
		removeWhere(records.opportunityResources, isOf('resource', id));
		removeWhere(records.projectActivityResources, ({ resourceId }) => resourceId === id);
		for (const table of [records.candidacies, records.resourceSkills]) {
			removeWhere<{ id: number; resourceId: number }>(table, ({ resourceId }) => resourceId === id);
		}
	},
};

/** Collapsed in the document; as a contact. */
export const lead: Kind<Party> = {
	type: 'Lead',
	table: ({ leads }) => leads,
	isOpen: true,
	links: { ...partyLinks('leadStatuses'), client: recordsOf(client) },
	nameOf: ({ name, id }) => name ?? `Lead ${id}`,
	texts: ({ company, contactDetails }) => [company, contactDetails?.email],
	row: (record, call) => ({
		leadId: record.id,
		leadName: record.name,
		company: record.company,
		email: record.contactDetails?.email,
		leadSource: record.source,
		leadStatusId: record.status?.id,
		leadStatusName: linkName(lead, record, 'status', call),
		leadOwner: firstOwner(call.records, record),
		creationDate: record.created,
		lastUpdatedDateTime: record.updated,
		lastUpdatedUserId: record.updatedBy,
	}),
	onDelete: (records, id) => {
		removeAttachments(records, 'Lead', id);
	},
};

/** Collapsed in the document; as a project. */
export const opportunity: Kind<Opportunity> = {
	type: 'Opportunity',
	table: ({ opportunities }) => opportunities,
	isOpen: true,
	links: {
		...partyLinks('opportunityStatuses'),
		client: recordsOf(client),
		contact: recordsOf(contact),
		workType: itemsOf('workTypes'),
	},
	nameOf: ({ name, id }) => name ?? `Opportunity ${id}`,
	texts: (record, call) => [linkName(opportunity, record, 'client', call)],
	row: (record, call) => ({
		opportunityId: record.id,
		opportunityName: record.name,
		clientId: record.client?.id,
		clientName: linkName(opportunity, record, 'client', call),
		contactId: record.contact?.id,
		opportunityStatusId: record.status?.id,
		opportunityStatusName: linkName(opportunity, record, 'status', call),
		workType: linkName(opportunity, record, 'workType', call),
		startDate: record.startDate,
		opportunityOwner: firstOwner(call.records, record),
		creationDate: record.created,
		lastUpdatedDateTime: record.updated,
		lastUpdatedUserId: record.updatedBy,
	}),
	onDelete: (records, id) => {
		removeAttachments(records, 'Opportunity', id);
		removeWhere(records.opportunityResources, isOf('opportunity', id));
		removeWhere(records.candidacies, ({ opportunityId }) => opportunityId === id);
	},
};

export const project: Kind<Project> = {
	type: 'Project',
	table: ({ projects }) => projects,
	schema: 'Project',
	rowSchema: 'ProjectRow',
	links: {
		...partyLinks('projectStatuses'),
		opportunity: recordsOf(opportunity),
		client: recordsOf(client),
		contact: recordsOf(contact),
		secondaryContact: recordsOf(contact),
		type: itemsOf('projectTypes'),
	},
	named: ['name'],
	nameOf: ({ name = '' }) => name,
	texts: (record, call) => [record.projectCode, linkName(project, record, 'client', call)],
	complete: (fields, _, current) => {
		const { startDate, endDate }: Fields = { ...current, ...fields };
		// NaN, which is not less than anything, where one of them is missing.
		if (Date.parse(textOf(endDate)) < Date.parse(textOf(startDate))) {
			throw failure('A project does not end before it starts');
		}
		return fields;
	},
	row: (record, call) => ({
		projectId: record.id,
		opportunityId: record.opportunity?.id,
		clientId: record.client?.id,
		contactId: record.contact?.id,
		projectName: record.name,
		projectStatus: linkName(project, record, 'status', call),
		projectOwnerId: record.owners?.[0]?.ownerId,
		projectType: linkName(project, record, 'type', call),
		territory: linkName(project, record, 'territory', call),
		systemProject: yesNo(record.isSystemProject),
		lastUpdatedDateTime: record.updated,
		lastUpdatedUserId: record.updatedBy,
		projectHealth: record.health,
		projectPriority: record.priority,
		creationDate: record.created,
		projectStatusId: record.status?.id,
		projectTypeId: record.type?.id,
		secondaryContactId: record.secondaryContact?.id,
		territoryId: record.territory?.id,
		clientName: linkName(project, record, 'client', call),
		projectStatusName: linkName(project, record, 'status', call),
		projectTypeName: linkName(project, record, 'type', call),
	}),
	onDelete: (records, id) => {
		removeAttachments(records, 'Project', id);
		for (const activity of records.projectActivities.where(({ projectId }) => projectId === id)) {
			removeActivity(records, activity.id);
			records.projectActivities.remove(activity.id);
		}
	},
};

/** What goes along with an activity. */
export function removeActivity(records: Records, id: number): void {
	removeWhere(
		records.projectActivityResources,
		({ projectActivityId }) => projectActivityId === id,
	);
}

/** docs.txt L1183-1190. */
const hasCustomField = ({ body }: TrackerCall) => {
	const { customFieldId, customFieldValue = '' } = body;
	return ({ customFields = [] }: Party) =>
		customFields.some(
			({ id, value }) =>
				id === customFieldId && (customFieldValue === '' || contains(value, customFieldValue)),
		);
};

/** The document answers a search for contacts with rows of resources (docs.txt L1202-1243). */
const contactAsResource: Kind<Contact> = {
	...contact,
	rowSchema: 'ResourceRow',
	row: (record, call) => ({
		resourceId: record.id,
		clientName: linkName(contact, record, 'client', call),
		firstname: record.firstName,
		displayAs: personName(record),
		...addressRow(record),
		email: record.contactDetails?.email,
		workTelephone: record.contactDetails?.telephone,
		mobilePhone: record.contactDetails?.mobilePhone,
		lastUpdatedDateTime: record.updated,
		lastUpdatedUserId: record.updatedBy,
	}),
};

/** docs.txt L3742-3803. */
function createFromOpportunity(call: TrackerCall) {
	const { records } = call;
	const source = existing(records.opportunities, idOf(call));
	const { client: of, contact: with_, owners, territory, department } = source;
	const { id } = records.projects.insert({
		...madeBy(call),
		name: opportunity.nameOf?.(source),
		opportunity: { id: source.id },
		client: of,
		contact: with_,
		owners,
		territory,
		department,
	});
	return outcome(id, 'Project created');
}

/** The id stands in the path and may stand in the query as well (docs.txt L1757-1777). */
const withOneId =
	(behaviour: Behaviour<Records> | undefined): Behaviour<Records> =>
	(call) => {
		if (call.query.Id !== undefined && call.query.Id !== call.path.Id) {
			throw new Refusal(400, [{ field: 'query.Id', message: 'query.Id: is not that of the path' }]);
		}
		return behaviour?.(call);
	};

const contacts = crud('contact', contact, ['get', 'search', 'create', 'update', 'delete']);

export const partyBehaviours: Behaviours = {
	...crud('client', client, ['get', 'search', 'create', 'update', 'delete']),
	...contacts,
	'contact.delete': withOneId(contacts['contact.delete']),
	...crud('lead', lead, ['get', 'search', 'create', 'update', 'delete']),
	...crud('opportunity', opportunity, ['get', 'search', 'create', 'update', 'delete']),
	...crud('project', project, ['get', 'search', 'create', 'update', 'delete']),
	...crud('resource', resource, ['get', 'search', 'create', 'update', 'delete']),
	'contact.searchByCustomField': (call) =>
		search(contactAsResource, withCustomFields(call), hasCustomField(call)),
	'resource.searchByCustomField': (call) =>
		search(resource, withCustomFields(call), hasCustomField(call)),
	'project.createFromOpportunity': createFromOpportunity,
};

/** Rows of a search for a custom field show them. */
const withCustomFields = (call: TrackerCall): TrackerCall => ({
	...call,
	body: { ...call.body, includeCustomFields: true },
});
