import { Table } from '../../table';

/** What every record has, whether its answers show it or not. */
export interface Kept {
	id: number;
	/** `2014-01-18T13:20:00`, so that stamps compare as texts. */
	lastmodified: string;
	apifields?: FieldValue[];
}

export interface FieldValue {
	id: number;
	value: string;
}

/** An entry of a list that is kept in the application. */
export interface Named {
	id: number;
	name: string;
}

/** Belongs to a team. */
export interface Group extends Named {
	teamid: number;
}

export const SETTINGS = ['view', 'add', 'edit', 'delete'] as const;
export type Setting = (typeof SETTINGS)[number];

export interface Role extends Named {
	/** By permission's id. */
	allows: Record<number, readonly Setting[]>;
}

export const ADDRESS = [
	'address1',
	'address2',
	'address3',
	'city',
	'state',
	'zipcode',
	'country',
] as const;

/** Empty texts stand for what is not known. */
export type Address = Record<(typeof ADDRESS)[number], string>;

/** Beside the numbers, links to profiles. */
export const PROFILES = ['facebook', 'linkedin', 'twitter'] as const;

interface Party extends Kept, Address, Record<(typeof PROFILES)[number], string> {
	type: string;
	email: string;
	fax: string;
	/** A link. */
	image: string;
	tagid: number[];
	/** Waits for somebody to let it in. */
	pending: boolean;
	apifields: FieldValue[];
}

export interface Company extends Party {
	name: string;
	code: string;
	phone: string;
	website: string;
	divisionid: number;
}

/** What a client may see, docs.txt L2923-3075. */
export const CLIENT_RIGHTS = [
	'addprojectrequest',
	'viewallcompanyprojects',
	'viewallprojecttasks',
	'viewarchivedprojects',
	'viewcalendar',
	'viewquotesandinvoices',
	'viewtimeinformation',
	'viewtimeline',
] as const;

export interface Contact extends Party, Record<(typeof CLIENT_RIGHTS)[number], boolean> {
	/** Null when the company was deleted without its contacts. */
	companyid: number | null;
	firstname: string;
	lastname: string;
	title: string;
	workphone: string;
	mobilephone: string;
	allowlogin: boolean;
	username: string;
	password: string;
	location: { latitude: number; longitude: number; locationtime: string } | null;
	groupid: number[];
	roleid: number[];
}

/** Contacts, or everybody. */
export type Audience = number[] | 'all';

export interface RecordNote extends Kept {
	/** The company or contact. */
	ofid: number;
	content: string;
	date: string;
	authorid: number;
}

export interface Note extends Kept {
	title: string;
	content: string;
	categoryid: number;
	contacts: Audience;
	date: string;
}

export interface Project extends Kept {
	companyid: number;
	type: 'internal' | 'external';
	/** Of internal projects. */
	internalclientgroupid: number | null;
	title: string;
	number: string;
	description: string;
	privatenotes: string;
	priority: number;
	startdate: string;
	duedate: string;
	/** Not empty: the project is complete. */
	completedate: string;
	accountedfor: boolean;
	invoiced: boolean;
	paid: boolean;
	timeallocated: number;
	/** `auto`: the sum of the project's quotes, or invoices. */
	quotetotal: number | 'auto';
	invoicetotal: number | 'auto';
	categoryid: number | null;
	customstatusid: number | null;
	groupid: number | null;
	managerid: number;
	clients: number[];
	contractors: number[];
	staff: number[];
	customfields: FieldValue[];
	customformtitle: string;
	customformcontent: string;
	apifields: FieldValue[];
}

export interface Task extends Kept {
	/** Null: a general task. */
	projectid: number | null;
	companyid: number;
	/** Of general tasks. */
	categoryid: number | null;
	name: string;
	description: string;
	type: 'normal' | 'bold' | 'heading';
	order: number;
	priority: number;
	startdate: string;
	duedate: string;
	completedate: string;
	billable: boolean;
	timeallocated: number;
	contacts: number[];
	creatorid: number;
	/** The task that this one waits for. */
	dependsonid: number | null;
	apifields: FieldValue[];
}

export interface TimeRecord extends Kept {
	contactid: number;
	taskid: number;
	date: string;
	/** Minutes. */
	timetracked: number;
	billable: boolean;
	notes: string;
	apifields: FieldValue[];
}

export interface Invoice extends Kept, Address {
	companyid: number;
	contactid: number;
	projectid: number;
	number: string;
	title: string;
	description: string;
	status: 'unpaid' | 'paid';
	invoiceddate: string;
	duedate: string;
	paiddate: string;
	emaileddate: string;
	emailedto: string;
	purchaseordernumber: string;
	invoicedbyid: number;
	/** Of the invoice's address. */
	companyname: string;
	contactname: string;
	/** An amount, or a percentage such as `10%`. */
	discountvalue: number | string;
	discountdescription: string;
	showcostbreakdown: boolean;
	taxable: boolean;
	/** Percent. */
	taxrate: number;
	terms: string;
	apifields: FieldValue[];
}

export interface InvoiceLine extends Kept {
	invoiceid: number;
	type: 'heading' | 'lineitem' | 'expense' | 'staffrate' | 'taskrate';
	name: string;
	description: string;
	quantity: number;
	/** Each, or per hour. */
	rate: number;
	/** Minutes, of staff and task rates. */
	time: number;
	taxable: boolean;
	displayorder: number;
}

export interface Quote extends Kept {
	companyid: number;
	projectid: number;
	number: string;
	title: string;
	description: string;
	type: 'estimate' | 'quote';
	status: 'pending' | 'approved' | 'declined';
	quoteddate: string;
	validtodate: string;
	approveddate: string;
	emaileddate: string;
	emailedto: string;
	quotedbyid: number;
	subtotal: number;
	taxable: boolean;
	taxrate: number;
	apifields: FieldValue[];
}

export interface Event extends Kept {
	title: string;
	description: string;
	/** `2014-01-18T13:20`. */
	starttime: string;
	endtime: string;
	contacts: number[];
}

export interface Expense extends Kept {
	projectid: number;
	contactid: number;
	name: string;
	description: string;
	cost: number;
	date: string;
	invoiced: boolean;
	taxable: boolean;
}

export interface StoredFile extends Kept {
	name: string;
	date: string;
	bytes: Buffer;
	contacts: Audience;
	/** Of a project or a project request. */
	projectid: number | null;
	taskid: number | null;
	folderid: number | null;
}

export interface Folder extends Kept {
	name: string;
	projectid: number;
	contacts: Audience;
}

export interface Message extends Kept {
	title: string;
	content: string;
	/** Null: it started the discussion. */
	originalmessageid: number | null;
	projectid: number | null;
	taskid: number | null;
	date: string;
	authorid: number;
	contacts: number[];
	public: boolean;
	notifications: boolean;
	files: number[];
}

export interface ProjectRequest extends Kept {
	title: string;
	description: string;
	companyid: number | null;
	clientid: number;
	recipientid: number;
	budget: number;
	startdate: string;
	duedate: string;
	submitteddate: string;
	templateid: number | null;
	groupid: number | null;
	/** Null: that of the company. */
	divisionid: number | null;
	customfields: FieldValue[];
	customformtitle: string;
	customformcontent: string;
	apifields: FieldValue[];
}

/** Files name a project or a project request by one number, so the two must not share any. */
const FIRST_REQUEST = 1001;

/** Everything the vendor keeps. */
export interface Records {
	companies: Table<Company>;
	contacts: Table<Contact>;
	companyNotes: Table<RecordNote>;
	contactNotes: Table<RecordNote>;
	notes: Table<Note>;
	projects: Table<Project>;
	tasks: Table<Task>;
	timeRecords: Table<TimeRecord>;
	invoices: Table<Invoice>;
	invoiceLines: Table<InvoiceLine>;
	quotes: Table<Quote>;
	events: Table<Event>;
	expenses: Table<Expense>;
	files: Table<StoredFile>;
	folders: Table<Folder>;
	messages: Table<Message>;
	projectRequests: Table<ProjectRequest>;
	tags: Table<Named>;
	teams: Table<Named>;
	groups: Table<Group>;
	permissions: Table<Named>;
	roles: Table<Role>;
	projectCategories: Table<Named>;
	taskCategories: Table<Named>;
	noteCategories: Table<Named>;
	customStatuses: Table<Named>;
	customFields: Table<Named>;
	apiFields: Table<Named>;
}

export const emptyRecords = (): Records => ({
	companies: new Table('Company'),
	contacts: new Table('Contact'),
	companyNotes: new Table('Note'),
	contactNotes: new Table('Note'),
	notes: new Table('Note'),
	projects: new Table('Project'),
	tasks: new Table('Task'),
	timeRecords: new Table('Time Record'),
	invoices: new Table('Invoice'),
	invoiceLines: new Table('Line'),
	quotes: new Table('Quote'),
	events: new Table('Event'),
	expenses: new Table('Expense'),
	files: new Table('File'),
	folders: new Table('Folder'),
	messages: new Table('Message'),
	projectRequests: new Table('Project Request', (made) => FIRST_REQUEST - 1 + made),
	tags: new Table('Tag'),
	teams: new Table('Team'),
	groups: new Table('Group'),
	permissions: new Table('Permission'),
	roles: new Table('Role'),
	projectCategories: new Table('Project Category'),
	taskCategories: new Table('Task Category'),
	noteCategories: new Table('Note Category'),
	customStatuses: new Table('Custom Status'),
	customFields: new Table('Custom Field'),
	apiFields: new Table('API Field'),
});
