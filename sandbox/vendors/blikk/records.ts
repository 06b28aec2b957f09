import { Table } from '../../table';

/** `2022-07-01 04:43:12 +00:00`, so that stamps compare as texts. */
export type Stamp = string;

/** Who made a record and last changed it, and when; null where it was never changed. */
export interface Trace {
	createdById: number;
	updatedById: number | null;
	created: Stamp;
	updated: Stamp | null;
}

export interface Department {
	id: number;
	name: string;
}

export interface User extends Trace {
	id: number;
	firstName: string;
	lastName: string;
	license: string;
	email: string;
	mobilePhoneNumber: string | null;
	startDate: string;
	endDate: string | null;
	departmentId: number;
	managerId: number | null;
	costPerHour: number;
	employeeNumber: string;
	standardTimeArticleId: number;
	standardActivityId: number;
	permissions: string[];
}

export interface Address {
	streetAddress: string | null;
	additionalAddress: string | null;
	postalCode: string | null;
	city: string | null;
	state: string | null;
	countryId: number | null;
}

export interface Contact extends Trace {
	id: number;
	name: string;
	customerNumber: string;
	contactType: 'person' | 'company';
	organizationalOrSocialSecurityNumber: string | null;
	companyId: number | null;
	parentCompanyId: number | null;
	isActive: boolean;
	email: string | null;
	invoiceEmail: string | null;
	phoneNumber: string | null;
	cellPhoneNumber: string | null;
	importantInformation: string | null;
	isSupplier: boolean;
	isWholeSale: boolean;
	isRetailer: boolean;
	isSubContractor: boolean;
	isPartner: boolean;
	isCustomer: boolean;
	useReverseBuildTax: boolean;
	responsibleId: number;
	tagIds: number[];
	visitingAddress: Address | null;
	deliveryAddress: Address | null;
	invoiceAddress: Address | null;
}

export interface Project extends Trace {
	id: number;
	orderNumber: string;
	title: string;
	/** Completed projects have the other status. */
	isCompleted: boolean;
	startDate: string;
	endDate: string | null;
	invoiceType: string;
	managerId: number;
	customerId: number;
}

export interface TaskBoard extends Trace {
	id: number;
	name: string;
	projectId: number | null;
	memberIds: number[];
}

export interface TaskBoardColumn extends Trace {
	id: number;
	boardId: number;
	name: string;
}

export interface Tag {
	id: number;
	title: string | null;
	color: string;
}

/** A tag that a task board's tasks may have. */
export interface TaskTag extends Tag {
	boardId: number;
}

export interface Task extends Trace {
	id: number;
	title: string;
	description: string | null;
	completedDate: Stamp | null;
	timeReportingEnabled: boolean;
	estimate: number | null;
	startDate: string | null;
	/** `hh:mm`. */
	startTime: string | null;
	endDate: string | null;
	endTime: string | null;
	tagIds: number[];
	memberIds: number[];
	taskBoardColumnId: number | null;
	projectId: number | null;
}

export interface TaskComment extends Trace {
	id: number;
	taskId: number;
	text: string;
}

export interface TaskChecklist extends Trace {
	id: number;
	taskId: number;
	name: string;
}

export interface TaskChecklistItem extends Trace {
	id: number;
	/** The checklist. */
	parentId: number;
	title: string | null;
	completedDate: Stamp | null;
}

export interface TaskAttachment extends Trace {
	id: number;
	taskId: number;
	name: string;
	file: { contentType: string; bytes: Buffer } | null;
	link: { url: string; type: string | null } | null;
}

export interface TimeReport extends Trace {
	id: number;
	date: string;
	clockStart: string | null;
	clockEnd: string | null;
	hours: number;
	invoiceableHours: number;
	breakMinutes: number | null;
	comment: string | null;
	internalComment: string | null;
	userId: number;
	projectId: number | null;
	internalProjectId: number | null;
	absenceProjectId: number | null;
	activityId: number;
	timeCodeId: number;
	timeArticleId: number;
	taskId: number | null;
	sentToAttestDate: Stamp | null;
	attestedDate: Stamp | null;
	attestedById: number | null;
}

/** A part of a time report; `parentId` is the report. */
interface Row {
	id: number;
	parentId: number;
}

export interface TravelReport extends Row {
	place: string | null;
	distance: number;
	invoiceableDistance: number | null;
	toSalary: boolean;
	companyCar: {
		id: number;
		tripStart: number | null;
		tripEnd: number | null;
		addressStart: string | null;
		addressGoal: string | null;
		addressEnd: string | null;
	} | null;
}

export interface AllowanceReport extends Row {
	allowanceTypeId: number | null;
	description: string | null;
	toBeInvoiced: boolean;
}

export interface MaterialReport extends Row {
	articleId: number | null;
	articleNumber: string | null;
	title: string | null;
	unitPrice: number;
	invoiceableUnitPrice: number | null;
	units: number;
	invoiceableUnits: number | null;
	calculatedUnits: number | null;
	unitText: string | null;
	cost: number | null;
	discountInPercent: number | null;
	isTextOnly: boolean;
}

export interface EquipmentReport extends Row {
	hours: number;
	articleId: number;
	comment: string | null;
}

export interface AdditionReport extends Row {
	articleId: number;
	yesNo: boolean | null;
	numberCount: number | null;
}

/** An entry of the lists that administrators keep. */
export interface Listed extends Trace {
	id: number;
	name: string;
	isActive: boolean;
}

export interface AbsenceProject extends Listed {
	commentRequiredWhenTimeReporting: boolean;
	salaryCodeForMonthlySalary: string | null;
	salaryCodeForHourlySalary: string | null;
	refersToSickness: boolean;
}

export interface Activity extends Listed {
	preferredTimeCodeId: number | null;
	preferredTimeArticleId: number | null;
}

export interface Described extends Listed {
	description: string | null;
}

export interface Article extends Described {
	articleNumber: string;
	price: number;
	cost: number;
	unit: string;
}

export interface CompanyCar extends Listed {
	makeAndModel: string;
	registrationNumber: string;
	type: string;
}

export interface Equipment extends Described {
	type: string;
}

export interface InternalProject extends Listed {
	commentRequiredWhenTimeReporting: boolean;
}

export interface TimeAddition extends Described {
	/** A boolean is answered with yes or no, a number with a count. */
	type: 'boolean' | 'number';
}

export interface TimeCode extends Described {
	isStandard: boolean;
}

export interface Country {
	id: number;
	name: string;
}

export interface ContactTag extends Tag {
	created: Stamp;
}

/** Everything the vendor keeps. */
export interface Records {
	users: Table<User>;
	departments: Table<Department>;
	contacts: Table<Contact>;
	contactTags: Table<ContactTag>;
	countries: Table<Country>;
	projects: Table<Project>;
	taskBoards: Table<TaskBoard>;
	taskBoardColumns: Table<TaskBoardColumn>;
	taskTags: Table<TaskTag>;
	tasks: Table<Task>;
	taskComments: Table<TaskComment>;
	taskChecklists: Table<TaskChecklist>;
	taskChecklistItems: Table<TaskChecklistItem>;
	taskAttachments: Table<TaskAttachment>;
	timeReports: Table<TimeReport>;
	travelReports: Table<TravelReport>;
	allowanceReports: Table<AllowanceReport>;
	materialReports: Table<MaterialReport>;
	equipmentReports: Table<EquipmentReport>;
	additionReports: Table<AdditionReport>;
	absenceProjects: Table<AbsenceProject>;
	activities: Table<Activity>;
	allowances: Table<Described>;
	articles: Table<Article>;
	companyCars: Table<CompanyCar>;
	equipments: Table<Equipment>;
	internalProjects: Table<InternalProject>;
	timeAdditions: Table<TimeAddition>;
	timeArticles: Table<Described>;
	timeCodes: Table<TimeCode>;
}

export const emptyRecords = (): Records => ({
	users: new Table('User'),
	departments: new Table('Department'),
	contacts: new Table('Contact'),
	contactTags: new Table('Contact Tag'),
	countries: new Table('Country'),
	projects: new Table('Project'),
	taskBoards: new Table('Task Board'),
	taskBoardColumns: new Table('Task Board Column'),
	taskTags: new Table('Task Tag'),
	tasks: new Table('Task'),
	taskComments: new Table('Task Comment'),
	taskChecklists: new Table('Task Checklist'),
	taskChecklistItems: new Table('Task Checklist Item'),
	taskAttachments: new Table('Task Attachment'),
	timeReports: new Table('Time Report'),
	travelReports: new Table('Travel Report'),
	allowanceReports: new Table('Allowance Report'),
	materialReports: new Table('Material Report'),
	equipmentReports: new Table('Equipment Report'),
	additionReports: new Table('Addition Report'),
	absenceProjects: new Table('Absence Project'),
	activities: new Table('Activity'),
	allowances: new Table('Allowance'),
	articles: new Table('Article'),
	companyCars: new Table('Company Car'),
	equipments: new Table('Equipment'),
	internalProjects: new Table('Internal Project'),
	timeAdditions: new Table('Time Addition'),
	timeArticles: new Table('Time Article'),
	timeCodes: new Table('Time Code'),
});
