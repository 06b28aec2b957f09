import { Table } from '../../table';

/** A reference to a record or to an entry of a list; names are looked up when it is shown. */
export interface Reference {
	id: number;
}

export interface Owner {
	/** A user's id. */
	ownerId: number;
	rank: number;
	percent: number | null;
	role: string | null;
}

export interface CustomFieldValue {
	id: number;
	value: string | null;
}

/**
 * What every record has. Its other fields lie under the names of the API's writes, and are missing
 * until somebody sets them.
 */
export interface Entity {
	id: number;
	/** ISO date times. */
	created: string;
	updated: string;
	/** A user's id. */
	updatedBy: number;
	[field: string]: unknown;
}

/** What clients, contacts, leads, opportunities, projects and resources share. */
export interface Party extends Entity {
	name?: string;
	status?: Reference;
	territory?: Reference;
	department?: Reference;
	contactDetails?: { telephone?: string; mobilePhone?: string; fax?: string; email?: string };
	owners?: Owner[];
	customFields?: CustomFieldValue[];
}

/** A contact or a resource. */
export interface Person extends Party {
	firstName?: string;
	surname?: string;
	displayAs?: string;
	jobTitle?: string;
	address?: Record<string, unknown>;
}

export interface Contact extends Person {
	client?: Reference;
}

export interface Opportunity extends Party {
	client?: Reference;
	contact?: Reference;
}

export interface Project extends Party {
	client?: Reference;
	contact?: Reference;
	secondaryContact?: Reference;
	opportunity?: Reference;
	type?: Reference;
}

export interface Invoice extends Entity {
	client?: Reference;
	invoiceNumber?: string;
	status?: Reference;
	owners?: Owner[];
}

/** A resource on an opportunity's shortlist; placed, once it is confirmed. */
export interface OpportunityResource extends Party {
	opportunity: Reference;
	resource: Reference;
	client?: Reference;
	contact?: Reference;
	/** `2026-01-31`, as all days here; times are `09:30`. */
	dateAssigned?: string;
	dateConfirmed?: string;
	assignedByUserId?: number;
}

/** A resource on an opportunity's longlist, or among those who applied. */
export interface Candidacy {
	id: number;
	list: 'longlist' | 'applicants';
	opportunityId: number;
	resourceId: number;
	note: string | null;
	placementSource: string | null;
	created: string;
}

export interface ProjectActivity extends Entity {
	projectId: number;
	activityName?: string;
	stopTimesheet?: boolean;
	payRate?: number;
	rateToUse?: string;
}

export interface ProjectActivityResource extends Entity {
	projectActivityId: number;
	resourceId: number;
}

export interface TimesheetEntry extends Entity {
	resourceId: number;
	projectId: number;
	projectActivityId?: number;
	clientId?: number;
	/** `2026-01-31`. */
	entryDate: string;
	hours?: number;
	/** A letter; see APPROVALS. */
	approvalStatus?: string;
	paid?: boolean;
}

export interface PartnerRecord extends Entity {
	partnerId: number;
	/** The record's id at the partner. */
	partnerRecordId: string;
	recordType: RecordType;
	recordId: number;
}

export interface StoredDocument {
	id: number;
	recordType: RecordType;
	recordId: number;
	filename: string;
	documentType: string | null;
	isPrimary: boolean;
	folderId: number | null;
	/** Base64. */
	content: string;
	created: string;
	createdBy: number;
}

export interface DocumentFolder {
	id: number;
	recordType: RecordType;
	name: string;
}

export interface SkillArea {
	id: number;
	category: string;
	name: string;
}

export interface Skill {
	id: number;
	areaId: number;
	name: string;
	/** A list of values to choose from; null: yes or no. */
	listId: number | null;
}

export interface ResourceSkill {
	id: number;
	resourceId: number;
	skillId: number;
	skillValueId: number | null;
	skillValue: string | null;
}

/** A list of values, of a skill or of a custom field. */
export interface ValueList {
	id: number;
	name: string;
}

export interface ListValue {
	id: number;
	listId: number;
	name: string;
}

export interface CustomField {
	id: number;
	recordType: RecordType;
	name: string;
	/** Null: free text. */
	listId: number | null;
}

/** An entry of one of the account's lists: statuses, types, sources, teams and so on. */
export interface ListItem {
	id: number;
	/** As `metadata.get` names it, e.g. `clientStatuses`. */
	list: string;
	name: string;
	/** What a search's `state` asks for, e.g. `open`; on statuses. */
	state?: string;
	/** On ranks. */
	order?: number;
}

export interface User extends Entity {
	username: string;
	fullname: string;
	email: string;
	department: Reference;
	territory: Reference;
	userGroup: Reference;
	userTeam: Reference;
	/** The vendor's own, which nobody may look at. */
	isSystem: boolean;
}

export interface Webhook {
	id: number;
	userId: number;
	url: string;
	action: string;
	recordType: string;
	created: string;
	updated: string;
}

/** The kinds of records whose changes webhooks tell. */
export const RECORD_TYPES = [
	'Client',
	'Contact',
	'Lead',
	'Opportunity',
	'OpportunityResource',
	'Project',
	'ProjectActivity',
	'ProjectActivityResource',
	'Resource',
	'Invoice',
	'TimesheetEntry',
	'PartnerRecord',
] as const;

export type RecordType = (typeof RECORD_TYPES)[number];

/** By what the API calls it. */
export const isRecordType = (name: unknown): name is RecordType =>
	RECORD_TYPES.includes(name as RecordType);

/** The first two ids of each table are 1001 and 1002, as the vendor's examples have them. */
const numbered = <T extends { id: number }>(name: string) =>
	new Table<T>(name, (made) => 1000 + made);

/** Everything the vendor keeps. */
export const emptyRecords = () => ({
	clients: numbered<Party>('Client'),
	contacts: numbered<Contact>('Contact'),
	leads: numbered<Party>('Lead'),
	opportunities: numbered<Opportunity>('Opportunity'),
	opportunityResources: numbered<OpportunityResource>('OpportunityResource'),
	candidacies: numbered<Candidacy>('Candidacy'),
	projects: numbered<Project>('Project'),
	projectActivities: numbered<ProjectActivity>('ProjectActivity'),
	projectActivityResources: numbered<ProjectActivityResource>('ProjectActivityResource'),
	resources: numbered<Person>('Resource'),
	resourceSkills: numbered<ResourceSkill>('ResourceSkill'),
	invoices: numbered<Invoice>('Invoice'),
	timesheetEntries: numbered<TimesheetEntry>('TimesheetEntry'),
	partnerRecords: numbered<PartnerRecord>('PartnerRecord'),
	documents: numbered<StoredDocument>('Document'),
	documentFolders: new Table<DocumentFolder>('Document folder'),
	skillAreas: new Table<SkillArea>('Skill area'),
	skills: new Table<Skill>('Skill'),
	valueLists: new Table<ValueList>('List'),
	listValues: new Table<ListValue>('List value'),
	listItems: new Table<ListItem>('List item'),
	customFields: new Table<CustomField>('Custom field'),
	users: new Table<User>('User'),
	webhooks: numbered<Webhook>('Webhook'),
});

export type Records = ReturnType<typeof emptyRecords>;
