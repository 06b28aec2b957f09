import { byTrace, idsIn, listOf, notAfter, notBefore } from './list';
import type { Records, TimeReport } from './records';
import {
	type Behaviours,
	type BlikkCall,
	changedBy,
	Checks,
	madeBy,
	nameId,
	nameOf,
	projectId,
	userId,
} from './shared';
import { userDays } from './statistics';
import {
	checkRows,
	type GivenRows,
	removeRows,
	rowsOf,
	showRows,
	writeRows,
} from './timeReportRows';

/** What a caller may write of a time report (docs.txt L2088-2157). */
interface Given extends GivenRows {
	/** `2021-11-10 00:00:00`; the time does not count. */
	date: string;
	clockStart?: string | null;
	clockEnd?: string | null;
	hours: number;
	invoiceableHours: number;
	breakMinutes?: number | null;
	comment?: string | null;
	internalComment?: string | null;
	userId: number;
	projectId?: number | null;
	internalProjectId?: number | null;
	absenceProjectId?: number | null;
	activityId: number;
	timeCodeId: number;
	timeArticleId: number;
	taskId?: number | null;
}

/** The account's own company, to which reports without a project of a customer belong. */
const OWN_COMPANY = 1;

const contactOf = ({ projects }: Records, report: TimeReport): number =>
	projects.find(report.projectId)?.customerId ?? OWN_COMPANY;

/** The fields that the list and the single report share. */
function showBoth(report: TimeReport, records: Records) {
	const user = records.users.get(report.userId);
	return {
		id: report.id,
		date: report.date,
		clockStart: report.clockStart,
		clockEnd: report.clockEnd,
		hours: report.hours,
		invoiceableHours: report.invoiceableHours,
		breakMinutes: report.breakMinutes,
		cost: report.hours * user.costPerHour,
		rate: null,
		discount: null,
		comment: report.comment,
		internalComment: report.internalComment,
		sentToAttestDate: report.sentToAttestDate,
		attestedDate: report.attestedDate,
		user: userId(records, report.userId),
		project: projectId(records, report.projectId),
		internalProject: nameId(records.internalProjects.find(report.internalProjectId)),
		absenceProject: nameId(records.absenceProjects.find(report.absenceProjectId)),
		contact: nameId(records.contacts.get(contactOf(records, report))),
		activity: nameId(records.activities.get(report.activityId)),
		timeCode: nameId(records.timeCodes.get(report.timeCodeId)),
		timeArticle: nameId(records.timeArticles.get(report.timeArticleId)),
		costCenter: null,
		invoiceId: null,
		createdDate: report.created,
		updatedDate: report.updated,
	};
}

const showInList = (report: TimeReport, { records }: BlikkCall) => ({
	objectName: 'timereport.list',
	...showBoth(report, records),
	travelReportId: rowsOf(records, 'travelReports', report.id)[0]?.id ?? null,
	allowanceReportId: rowsOf(records, 'allowanceReports', report.id)[0]?.id ?? null,
});

function show(report: TimeReport, { records }: BlikkCall) {
	const task = records.tasks.find(report.taskId);
	return {
		objectName: 'timereport.detail',
		...showBoth(report, records),
		...showRows(report, records),
		attestedByUser: userId(records, report.attestedById),
		bookingProject: null,
		task: task ? nameId({ id: task.id, name: task.title }) : null,
	};
}

/** The report's own fields as the body writes them: what it leaves out is empty. */
function written(call: BlikkCall, report?: number) {
	const given = call.body as unknown as Given;
	check(call, report, given);
	return {
		date: given.date.slice(0, 10),
		clockStart: given.clockStart ?? null,
		clockEnd: given.clockEnd ?? null,
		hours: given.hours,
		invoiceableHours: given.invoiceableHours,
		breakMinutes: given.breakMinutes ?? null,
		comment: given.comment ?? null,
		internalComment: given.internalComment ?? null,
		userId: given.userId,
		projectId: given.projectId ?? null,
		internalProjectId: given.internalProjectId ?? null,
		absenceProjectId: given.absenceProjectId ?? null,
		activityId: given.activityId,
		timeCodeId: given.timeCodeId,
		timeArticleId: given.timeArticleId,
		taskId: given.taskId ?? null,
	};
}

function check(call: BlikkCall, report: number | undefined, given: Given): void {
	const { records } = call;
	const checks = new Checks();
	const tables = {
		userId: records.users,
		projectId: records.projects,
		internalProjectId: records.internalProjects,
		absenceProjectId: records.absenceProjects,
		activityId: records.activities,
		timeCodeId: records.timeCodes,
		timeArticleId: records.timeArticles,
		taskId: records.tasks,
	};
	for (const field of Object.keys(tables) as Array<keyof typeof tables>) {
		checks.exists(tables[field], given[field], field);
	}
	const places = [given.projectId, given.internalProjectId, given.absenceProjectId];
	checks.that(
		places.filter((id) => typeof id === 'number').length <= 1,
		'projectId',
		'A time report belongs to one project, of whichever kind.',
	);
	checkRows(call, report, given, checks);
	checks.done();
}

const ofProject =
	(field: 'projectId' | 'internalProjectId' | 'absenceProjectId') =>
	(id: unknown) =>
	(report: TimeReport) =>
		report[field] === id;

export const timeReportBehaviours: Behaviours = {
	'timeReport.getMany': listOf<TimeReport>({
		records: ({ records }) => records.timeReports.all(),
		show: showInList,
		sortBy: {
			date: ({ date }) => date,
			userName: (report, { records }) => nameOf(records.users.get(report.userId)),
			hours: ({ hours }) => hours,
			invoiceableHours: ({ invoiceableHours }) => invoiceableHours,
			sentToAttestDate: ({ sentToAttestDate }) => sentToAttestDate,
			attestedDate: ({ attestedDate }) => attestedDate,
			...byTrace,
		},
		filters: {
			from:
				(from) =>
				({ date }) =>
					notBefore(`${date} 00:00:00`, from),
			to:
				(to) =>
				({ date }) =>
					notAfter(`${date} 00:00:00`, to),
			userIds: (value) => {
				const ids = idsIn(value);
				return (report) => ids.has(report.userId);
			},
			projectId: ofProject('projectId'),
			internalProjectId: ofProject('internalProjectId'),
			absenceProjectId: ofProject('absenceProjectId'),
			contactId:
				(contact, { records }) =>
				(report) =>
					contactOf(records, report) === contact,
			isSentToAttest:
				(sent) =>
				({ sentToAttestDate }) =>
					(sentToAttestDate !== null) === sent,
			isAttested:
				(attested) =>
				({ attestedDate }) =>
					(attestedDate !== null) === attested,
			projectType: (type) => (report) =>
				report[`${type as 'project' | 'internalProject' | 'absenceProject'}Id`] !== null,
		},
	}),

	'timeReport.get': (call) => show(call.records.timeReports.get(Number(call.path.id)), call),

	'timeReport.create': (call) => {
		const attest = { sentToAttestDate: null, attestedDate: null, attestedById: null };
		const fields = { ...written(call), ...attest, ...madeBy(call) };
		writeRows(call, call.records.timeReports.insert(fields).id, call.body);
		return undefined;
	},

	'timeReport.update': (call) => {
		const { id } = call.records.timeReports.get(Number(call.path.id));
		const fields = written(call, id);
		writeRows(call, id, call.body);
		call.records.timeReports.update(id, { ...fields, ...changedBy(call) });
		return undefined;
	},

	'timeReport.delete': ({ path, records }) => {
		const { id } = records.timeReports.get(Number(path.id));
		removeRows(records, id);
		records.timeReports.remove(id);
		return undefined;
	},

	'timeReport.getUserDayStatistics': userDays,
};
