import { UserError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import {
	boolean,
	choice,
	date,
	decimal,
	group,
	integer,
	list,
	listAll,
	record,
	rowNumber,
	text,
	timeOfDay,
} from '../../engine';
import type { Connection } from '../../engine';
import {
	day,
	filterBy,
	idOf,
	optionalAmount,
	optionalText,
	resource,
	sorting,
	wholeList,
} from '../api';

/** A time of day as `hh:mm` (L2092, L2095). */
const clock = (label: string) =>
	timeOfDay({
		label,
		nullable: true,
		wire: (minutes: number) =>
			[Math.floor(minutes / 60) % 24, minutes % 60]
				.map((each) => String(each).padStart(2, '0'))
				.join(':'),
	});

const hours = (label: string) => decimal({ label, required: ['create'] });

const partOf = (of: string) => record(of, { nullable: true });

const projectOf = (of: string) =>
	record(of, { nullable: true, description: 'A time report has at most one of all kinds' });

/** Body of create and update (L2088-2147, L2174-2234; what is inside: L2165). */
const fields = {
	userId: record('user', { required: ['create'] }),
	date: day({ required: ['create'] }),
	hours: hours('Hours'),
	invoiceableHours: hours('Invoiceable Hours'),
	activityId: record('activity', { required: ['create'] }),
	timeCodeId: record('timeCode', { required: ['create'] }),
	timeArticleId: record('timeArticle', { required: ['create'] }),
	clockStart: clock('Start Time'),
	clockEnd: clock('End Time'),
	breakMinutes: integer({ label: 'Break (Minutes)', min: 0, nullable: true }),
	comment: optionalText({ rows: 4, description: 'Shown on the invoice' }),
	internalComment: optionalText({ rows: 4, description: 'Not shown on the invoice' }),
	projectId: projectOf('project'),
	internalProjectId: projectOf('internalProject'),
	absenceProjectId: projectOf('absenceProject'),
	taskId: partOf('task'),
	travelReport: group(
		{
			place: optionalText({ label: 'Route', placeholder: 'e.g. Piteå-Luleå-Piteå' }),
			distance: decimal({ label: 'Distance (Kilometres)' }),
			invoiceableDistance: optionalAmount({ label: 'Invoiceable Distance (Kilometres)' }),
			toSalary: boolean({ description: 'Whether the trip is paid back to the user' }),
			companyCar: group(
				{
					id: record('companyCar', { label: 'Company Car' }),
					tripStart: optionalAmount({ label: 'Trip Meter at Start' }),
					tripEnd: optionalAmount({ label: 'Trip Meter at End' }),
					addressStart: optionalText({ label: 'Start Address' }),
					addressGoal: optionalText({ label: 'Destination Address' }),
					addressEnd: optionalText({ label: 'End Address' }),
				},
				{ label: 'Company Car', nullable: true },
			),
		},
		{ nullable: true },
	),
	allowanceReport: group(
		{
			allowanceTypeId: record('allowance', { label: 'Allowance' }),
			description: optionalText(),
			toBeInvoiced: boolean({ description: 'Whether the allowance is invoiced' }),
		},
		{ nullable: true, description: 'Only together with a travel report' },
	),
};

const material = {
	articleId: record('article', { nullable: true }),
	articleNumber: text({ description: 'Of an article that is not in the register' }),
	title: text(),
	units: rowNumber(),
	unitText: text({ label: 'Unit', placeholder: 'e.g. pcs' }),
	unitPrice: rowNumber(),
	invoiceableUnits: rowNumber(),
	invoiceableUnitPrice: rowNumber(),
	calculatedUnits: rowNumber(),
	cost: rowNumber(),
	discountInPercent: rowNumber({ label: 'Discount (%)' }),
	isTextOnly: boolean({ label: 'Text Only', description: 'Whether the row is only a text' }),
};

const equipment = {
	articleId: record('equipment', { label: 'Equipment', required: true }),
	hours: rowNumber(),
	comment: text(),
};

const addition = {
	articleId: record('timeAddition', { label: 'Time Addition', required: true }),
	yesNo: choice(
		{ none: 'A Number', true: 'Yes', false: 'No' },
		{
			label: 'Reported As',
			wire: (answer: string) => (answer === 'none' ? null : answer === 'true'),
		},
	),
	numberCount: rowNumber({ label: 'Number', when: { yesNo: ['none'] } }),
};

/** What is reported besides the hours (L2149-2157, L2235-2243; what is in a row: L2165). */
const rows = (listOf: typeof list) => ({
	materials: listOf('Material', material),
	equipments: listOf('Equipment', equipment, { label: 'Equipment' }),
	additions: listOf('Addition', addition, { label: 'Time Additions' }),
});

type Row = Record<string, unknown>;

const rowsOf = (rows: unknown, asRow: (row: Row) => Row) =>
	(Array.isArray(rows) ? (rows as Row[]) : []).map((row) => ({ id: row.id, ...asRow(row) }));

const pick = (record: Row, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, record[name] ?? null]));

function travelOf(report: unknown) {
	if (!report) return null;
	const travel = report as Row;
	const car = travel.companyCar as Row | null;
	return {
		...pick(travel, 'place', 'distance', 'toSalary'),
		invoiceableDistance: travel.invoicableDistance,
		...(car && {
			companyCar: pick(
				car,
				'id',
				'tripStart',
				'tripEnd',
				'addressStart',
				'addressGoal',
				'addressEnd',
			),
		}),
	};
}

/**
 * The answer names an allowance where a request wants its id (L1910): it is looked up by name.
 * @throws UserError where none has this name any more, because the update would take it away
 */
async function allowanceOf(report: unknown, given: unknown, connection: Connection) {
	if (!report) return null;
	const { description, toBeInvoiced, invoicableSpecification } = report as Row;
	const kept = { description, toBeInvoiced };
	const known = invoicableSpecification as string | null;
	if (!known || given === null || (given as Row | undefined)?.allowanceTypeId) return kept;
	const allowances = await listAll(connection, 'allowance');
	const found = allowances.find(({ name }) => name === known);
	if (found) return { ...kept, allowanceTypeId: found.id };
	throw new UserError(
		`Blikk has no allowance '${known}' any more: choose the 'Allowance' in 'Allowance Report'`,
	);
}

/** An addition is answered as a count, and asked for as a yes or a count, as its kind wants it (L2063-2074, L2983). */
async function additionsOf(rows: unknown, connection: Connection) {
	if (!Array.isArray(rows) || rows.length === 0) return [];
	const kinds = new Map(
		(await listAll(connection, 'timeAddition')).map(({ id, type }) => [id, String(type)]),
	);
	return rowsOf(rows, ({ article, salaryCount }) => {
		const articleId = idOf(article);
		const isYesNo = /bool/i.test(kinds.get(articleId) ?? '');
		return isYesNo
			? {
					articleId,
					yesNo: salaryCount === null ? null : Number(salaryCount) > 0,
					numberCount: null,
				}
			: { articleId, yesNo: null, numberCount: salaryCount };
	});
}

const timeOf = (time: unknown) => (typeof time === 'string' ? time.slice(0, 5) : null);

const PROJECTS = ['project', 'internalProject', 'absenceProject'];

/** A time report as Get answers it (L1655-2074), as an update takes it (L2174-2251). */
async function asWritten(
	report: IDataObject,
	connection: Connection,
	given: IDataObject,
): Promise<IDataObject> {
	// Another project takes the place of the old one, of whichever kind that was.
	const moves = PROJECTS.some((kind) => given[`${kind}Id`]);
	const whole: Row = {
		...pick(report, 'hours', 'invoiceableHours', 'breakMinutes', 'comment', 'internalComment'),
		date: `${(report.date as string).slice(0, 10)} 00:00:00`,
		clockStart: timeOf(report.clockStart),
		clockEnd: timeOf(report.clockEnd),
		userId: idOf(report.user),
		...Object.fromEntries(PROJECTS.map((kind) => [`${kind}Id`, moves ? null : idOf(report[kind])])),
		activityId: idOf(report.activity),
		timeCodeId: idOf(report.timeCode),
		timeArticleId: idOf(report.timeArticle),
		taskId: idOf(report.task),
		travelReport: travelOf(report.travelReport),
		allowanceReport: await allowanceOf(report.allowanceReport, given.allowanceReport, connection),
		materials: rowsOf(report.materials, (row) => ({
			...pick(
				row,
				'articleNumber',
				'title',
				'unitPrice',
				'units',
				'calculatedUnits',
				'unitText',
				'cost',
				'discountInPercent',
			),
			articleId: idOf(row.article),
			invoiceableUnitPrice: row.invoicableUnitPrice,
			invoiceableUnits: row.invoicableUnits,
			// The answer does not say so; a text has neither an article nor units (L2165).
			isTextOnly: !row.article && !row.articleNumber && !row.units,
		})),
		equipments: rowsOf(report.equipments, (row) => ({
			...pick(row, 'hours', 'comment'),
			articleId: idOf(row.article),
		})),
		additions: await additionsOf(report.additions, connection),
	};
	return whole as IDataObject;
}

const one = record('timeReport', { listed: false });

/** Worked, travelled and absent time (docs.txt L1481-2333). */
export const timeReport = resource(
	'Time Report',
	{
		create: {
			request: 'POST /v1/Core/TimeReports',
			body: { ...fields, ...rows(list) },
			simplify: false,
		},
		delete: { request: 'DELETE /v1/Core/TimeReports/{id}', path: { id: one } },
		get: { request: 'GET /v1/Core/TimeReports/{id}', path: { id: one } },
		getMany: {
			request: 'GET /v1/Core/TimeReports',
			answer: 'pages',
			query: {
				...sorting({
					date: 'Date',
					userName: 'User',
					hours: 'Hours',
					invoiceableHours: 'Invoiceable Hours',
					sentToAttestDate: 'Sent for Approval',
					attestedDate: 'Approved',
					createdDate: 'Created',
					updatedDate: 'Updated',
				}),
				'filter.from': date(),
				'filter.to': date({ notBefore: 'filter.from' }),
				'filter.userIds': filterBy('user'),
				'filter.projectId': record('project'),
				'filter.internalProjectId': record('internalProject'),
				'filter.absenceProjectId': record('absenceProject'),
				'filter.contactId': record('contact'),
				'filter.isSentToAttest': boolean({
					label: 'Is Sent for Approval',
					description:
						'Whether to get the time reports that are sent for approval, or those that are not',
				}),
				'filter.isAttested': boolean({
					label: 'Is Approved',
					description: 'Whether to get the approved time reports, or those that are not',
				}),
				'filter.projectType': choice({
					project: 'Project',
					internalProject: 'Internal Project',
					absenceProject: 'Absence Project',
				}),
			},
		},
		getUserDayStatistics: {
			request: 'GET /v1/Core/TimeReports/UserDayStatistics',
			answer: 'pages',
			action: 'Get day statistics of users',
			description: 'Get the reported and scheduled hours of each user for each day',
			query: {
				'filter.from': date({ required: true }),
				'filter.to': date({
					required: true,
					notBefore: 'filter.from',
					description: 'The span can be at most 31 days',
				}),
				...sorting({ name: 'Name' }),
				'filter.userIds': filterBy('user'),
				'filter.departmentIds': filterBy('department'),
			},
			simplify: false,
		},
		update: {
			request: 'PUT /v1/Core/TimeReports/{id}',
			path: { id: one },
			body: { ...fields, ...rows(wholeList) },
			merges: { read: 'get', body: asWritten },
			simplify: false,
		},
	},
	{
		simplify: [
			'id',
			'date',
			'hours',
			'invoiceableHours',
			'user.name',
			'contact.name',
			'project.name',
			'activity.name',
			'comment',
			'attestedDate',
		],
	},
);

/** There is no list of departments: those that the users are in. */
export async function departments(connection: Connection) {
	const found = new Map(
		(await listAll(connection, 'user')).flatMap(({ department }) => {
			const { id, name } = (department ?? {}) as { id?: number; name?: string };
			return id === undefined ? [] : [[id, String(name)] as const];
		}),
	);
	return [...found].map(([value, name]) => ({ name, value }));
}
