import { Refusal } from '../../refusal';
import {
	create,
	crud,
	idOf,
	type Kind,
	linkName,
	recordsOf,
	removeAttachments,
	show,
} from './kind';
import { client, project, removeActivity, resource } from './parties';
import type {
	Invoice,
	PartnerRecord,
	ProjectActivity,
	ProjectActivityResource,
	TimesheetEntry,
	User,
} from './records';
import { isRecordType, RECORD_TYPES } from './records';
import {
	type Behaviours,
	existing,
	failure,
	itemsOf,
	notCreated,
	outcome,
	sameText,
	tableOf,
	textOf,
	type TrackerCall,
} from './shared';

const activity: Kind<ProjectActivity> = {
	type: 'ProjectActivity',
	table: ({ projectActivities }) => projectActivities,
	schema: 'ProjectActivity',
	links: { projectId: recordsOf(project) },
	named: ['activityName'],
	nameOf: ({ activityName = '' }) => activityName,
	complete: (fields, _, current) => {
		if (fields.projectId === undefined && !current) throw failure('projectId is required');
		return fields;
	},
	more: ({ id }) => ({ activityId: id }),
	onDelete: removeActivity,
};

const activityResource: Kind<ProjectActivityResource> = {
	type: 'ProjectActivityResource',
	table: ({ projectActivityResources }) => projectActivityResources,
	schema: 'ProjectActivityResource',
	links: {
		projectId: recordsOf(project),
		projectActivityId: recordsOf(activity),
		resourceId: recordsOf(resource),
	},
	complete: ({ projectId, ...fields }, { records }, current) => {
		const { projectActivityId, resourceId } = { ...current, ...fields };
		const of = existing(records.projectActivities, projectActivityId);
		existing(records.resources, resourceId);
		if (projectId !== undefined && projectId !== of.projectId) {
			throw failure(`ProjectActivity ${of.id} is not of project ${textOf(projectId)}`);
		}
		const isTaken = records.projectActivityResources
			.where((one) => one.projectActivityId === projectActivityId && one.resourceId === resourceId)
			.some(({ id }) => id !== current?.id);
		if (isTaken) throw failure(`Resource ${String(resourceId)} is already on that activity`);
		return fields;
	},
	more: ({ id }) => ({ projectActivityResourceId: id }),
};

/** What the letters of `approvalStatus` stand for. */
export const APPROVALS: Record<string, string> = {
	o: 'open',
	s: 'submitted',
	a: 'approved',
	r: 'rejected',
};

const approvalOf = ({ approvalStatus = 'o' }: TimesheetEntry): string =>
	APPROVALS[approvalStatus.toLowerCase()] ?? approvalStatus;

const numberIn = (text: unknown): number | null =>
	typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : null;

const timesheetEntry: Kind<TimesheetEntry> = {
	type: 'TimesheetEntry',
	table: ({ timesheetEntries }) => timesheetEntries,
	schema: 'TimesheetEntry',
	rowSchema: 'TimesheetEntryRow',
	links: {
		resourceId: recordsOf(resource),
		projectId: recordsOf(project),
		projectActivityId: recordsOf(activity),
		clientId: recordsOf(client),
	},
	filters: {
		status: (status, record) =>
			sameText(approvalOf(record), status) || sameText(record.approvalStatus ?? 'o', status),
		dateFrom: (from, { entryDate }) => entryDate >= String(from),
		dateTo: (to, { entryDate }) => entryDate <= String(to),
		resourceId: (id, { resourceId }) => resourceId === id,
		clientId: (id, { clientId }) => clientId === id,
		projectId: (id, { projectId }) => projectId === id,
		isPaid: (isPaid, { paid = false }) => paid === isPaid,
		rateToUse: (rate, { projectActivityId }, { records }) =>
			sameText(records.projectActivities.find(projectActivityId)?.rateToUse, rate),
	},
	complete: (fields, { records }, current) => {
		const entry: Partial<TimesheetEntry> = { ...current, ...fields };
		existing(records.resources, entry.resourceId);
		const { client: of, id } = existing(records.projects, entry.projectId);
		if (entry.entryDate === undefined) throw failure('entryDate is required');
		if ((entry.hours ?? 0) < 0 || (entry.hours ?? 0) > 24) throw failure('hours: 0 to 24');
		const task = records.projectActivities.find(entry.projectActivityId);
		if (task && task.projectId !== id) {
			throw failure(`ProjectActivity ${task.id} is not of project ${id}`);
		}
		if (task?.stopTimesheet) throw failure(`ProjectActivity ${task.id} takes no more time`);
		return { ...(entry.clientId === undefined && of ? { clientId: of.id } : {}), ...fields };
	},
	row: (record, { records }) => {
		const task = records.projectActivities.find(record.projectActivityId);
		return {
			entryId: record.id,
			taskId: task?.id,
			taskName: task?.activityName,
			timeBooked: record.hours ?? 0,
			status: approvalOf(record),
			checkInTime: record.startTime1,
			checkOutTime: record.endTime1,
			firstBreakInTime: record.startTime2,
			firstBreakOutTime: record.endTime2,
			secondBreakInTime: record.startTime3,
			secondBreakOutTime: record.endTime3,
			note: record.entryNote,
			billed: record.billed ?? false,
			billReference: numberIn(record.billReference),
			paid: record.paid ?? false,
			paidReference: numberIn(record.payReference),
			approvalStatus: record.approvalStatus ?? 'o',
			rateToUse: task?.rateToUse,
			taskPayRate: task?.payRate,
		};
	},
};

/** All or none; the answer has the first one's id (docs.txt L6158-6162). */
function createManyEntries(call: TrackerCall) {
	const given = call.body as unknown as Array<Record<string, unknown>>;
	if (given.some((fields) => Object.keys(fields).length === 0)) throw notCreated();
	// Tried on a copy first, so that a wrong entry leaves nothing behind.
	const copy = { ...call.records, timesheetEntries: call.records.timesheetEntries.copy() };
	for (const fields of given) create(timesheetEntry, fields, { ...call, records: copy });
	const [first] = given.map((fields) => create(timesheetEntry, fields, call));
	return outcome(first?.id ?? 0, `${given.length} TimesheetEntries created`);
}

const invoice: Kind<Invoice> = {
	type: 'Invoice',
	table: ({ invoices }) => invoices,
	isOpen: true,
	links: { client: recordsOf(client), status: itemsOf('invoiceStatuses') },
	nameOf: ({ invoiceNumber, id }) => invoiceNumber ?? `Invoice ${id}`,
	texts: (record, call) => [linkName(invoice, record, 'client', call)],
	row: (record, call) => ({
		invoiceId: record.id,
		invoiceNumber: record.invoiceNumber,
		clientId: record.client?.id,
		clientName: linkName(invoice, record, 'client', call),
		invoiceStatusId: record.status?.id,
		invoiceStatusName: linkName(invoice, record, 'status', call),
		invoiceDate: record.invoiceDate,
		total: record.total,
		currencyCode: record.currencyCode,
		creationDate: record.created,
		lastUpdatedDateTime: record.updated,
		lastUpdatedUserId: record.updatedBy,
	}),
	onDelete: (records, id) => {
		removeAttachments(records, 'Invoice', id);
	},
};

const partnerRecord: Kind<PartnerRecord> = {
	type: 'PartnerRecord',
	table: ({ partnerRecords }) => partnerRecords,
	schema: 'PartnerRecord',
	rowSchema: 'PartnerRecordRow',
	links: { partnerId: itemsOf('partners') },
	named: ['partnerRecordId'],
	filters: {
		partnerId: (id, record) => record.partnerId === id,
		partnerTypeId: (id, record) => record.partnerRecordId === id,
		recordId: (id, record) => record.recordId === id,
		recordType: (type, record) => sameText(record.recordType, type),
	},
	complete: (fields, { records }, current) => {
		const record: Partial<PartnerRecord> = { ...current, ...fields };
		const type = RECORD_TYPES.find((name) => sameText(name, record.recordType));
		if (!isRecordType(type)) throw failure(`recordType ${String(record.recordType)} is not known`);
		existing(tableOf(records, type), record.recordId);
		if (record.partnerId === undefined) throw failure('partnerId is required');
		const isTaken = records.partnerRecords
			.where(
				(one) =>
					one.partnerId === record.partnerId &&
					one.recordType === type &&
					one.partnerRecordId === record.partnerRecordId,
			)
			.some(({ id }) => id !== current?.id);
		if (isTaken) throw failure(`${String(record.partnerRecordId)} is known already`);
		return { ...fields, recordType: type };
	},
	// README: what the three names of the document's row stand for.
	row: ({ id, partnerId, partnerRecordId, recordType }) => ({
		partnerRecordTypeId: id,
		partnerId,
		partnerTypeId: partnerRecordId,
		internalRecordTypeId: recordType,
	}),
};

const user: Kind<User> = {
	type: 'User',
	table: ({ users }) => users,
	rowSchema: 'UserRow',
	schema: 'User',
	links: {
		department: itemsOf('departments'),
		territory: itemsOf('territories'),
		userGroup: itemsOf('userGroups'),
		userTeam: itemsOf('userTeams'),
		timezone: itemsOf('timezones'),
	},
	nameOf: ({ fullname }) => fullname,
	texts: ({ username, email }) => [username, email],
	filters: {
		// A user's record is their own, and has no status.
		onlyMyRecords: (only, { id }, { identity }) => only !== true || id === identity.userId,
		state: (state) => sameText(state, 'active'),
	},
	row: (record, call) => ({
		userId: record.id,
		fullName: record.fullname,
		departmentName: linkName(user, record, 'department', call),
		userGroupName: linkName(user, record, 'userGroup', call),
		territoryName: linkName(user, record, 'territory', call),
		userTeamName: linkName(user, record, 'userTeam', call),
	}),
};

/** docs.txt L6945. */
function getUser(call: TrackerCall) {
	const found = call.records.users.get(idOf(call));
	if (found.isSystem) {
		throw new Refusal(403, [{ message: 'Access denied - cannot access system user' }]);
	}
	return show(user, found, call);
}

export const workBehaviours: Behaviours = {
	...crud('projectActivity', activity, ['get', 'create', 'update', 'delete']),
	...crud('projectActivityResource', activityResource, ['get', 'create', 'update', 'delete']),
	...crud('timesheetEntry', timesheetEntry, ['get', 'search', 'create', 'update']),
	...crud('invoice', invoice, ['get', 'search', 'create', 'update', 'delete']),
	...crud('partnerRecord', partnerRecord, ['search', 'create', 'update', 'delete']),
	...crud('user', user, ['search']),
	'user.get': getUser,
	'timesheetEntry.createMany': createManyEntries,
	'project.getActivities': (call) => {
		const { id } = call.records.projects.get(idOf(call));
		return call.records.projectActivities
			.where(({ projectId }) => projectId === id)
			.map((one) => one.id);
	},
	'projectActivity.getResources': (call) => {
		const { id } = call.records.projectActivities.get(idOf(call));
		return call.records.projectActivityResources
			.where(({ projectActivityId }) => projectActivityId === id)
			.map((one) => show(activityResource, one, call));
	},
	'partnerRecord.getManyByPartner': (call) =>
		call.records.partnerRecords
			.where(
				({ partnerId, partnerRecordId }) =>
					partnerId === call.path.PartnerId && partnerRecordId === call.path.PartnerRecordId,
			)
			.map((one) => show(partnerRecord, one, call)),
};
