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
	text,
	timeOfDay,
} from '../../engine';
import type { Connection } from '../../engine';
import { day, filterBy, idOf, optionalAmount, optionalText, resource, sorting } from '../api';

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

/** Of a row that is there already; a new one has none (L2251). */
const rowId = integer({
	label: 'Row ID',
	min: 0,
	description: 'Of a row that is there already; empty or 0 for a new one',
	wire: (id: number) => id || null,
});

const amount = (label: string) => decimal({ label });

/** Body of create and update (L2088-2157, L2174-2243; what is in the lists: L2165). */
const fields = {
	date: day({ required: ['create'] }),
	hours: hours('Hours'),
	invoiceableHours: hours('Invoiceable Hours'),
	userId: record('user', { required: ['create'] }),
	activityId: record('activity', { required: ['create'] }),
	timeCodeId: record('timeCode', { required: ['create'] }),
	timeArticleId: record('timeArticle', { required: ['create'] }),
	clockStart: clock('Start Time'),
	clockEnd: clock('End Time'),
	breakMinutes: integer({ label: 'Break (Minutes)', min: 0, nullable: true }),
	comment: optionalText({ rows: 4, description: 'Shown on the invoice' }),
	internalComment: optionalText({ rows: 4, description: 'Not shown on the invoice' }),
	projectId: partOf('project'),
	internalProjectId: partOf('internalProject'),
	absenceProjectId: partOf('absenceProject'),
	taskId: partOf('task'),
	travelReport: group({
		place: optionalText({ label: 'Route', placeholder: 'e.g. Piteå-Luleå-Piteå' }),
		distance: decimal({ label: 'Distance (Kilometres)' }),
		invoiceableDistance: optionalAmount({ label: 'Invoiceable Distance (Kilometres)' }),
		toSalary: boolean({ description: 'Whether the trip counts for the salary' }),
		companyCar: group(
			{
				id: record('companyCar', { label: 'Company Car' }),
				tripStart: optionalAmount({ label: 'Meter at Start' }),
				tripEnd: optionalAmount({ label: 'Meter at End' }),
				addressStart: optionalText({ label: 'Start Address' }),
				addressGoal: optionalText({ label: 'Destination Address' }),
				addressEnd: optionalText({ label: 'End Address' }),
			},
			{ label: 'Company Car' },
		),
	}),
	allowanceReport: group(
		{
			allowanceTypeId: record('allowance', { label: 'Allowance' }),
			description: optionalText(),
			toBeInvoiced: boolean({ description: 'Whether the allowance is invoiced' }),
		},
		{ description: 'Only together with a travel report' },
	),
	materials: list(
		'Material',
		{
			articleId: record('article', { nullable: true }),
			articleNumber: text({ description: 'Of an article that is not in the register' }),
			title: text(),
			units: amount('Units'),
			unitText: text({ label: 'Unit', placeholder: 'e.g. pcs' }),
			unitPrice: amount('Unit Price'),
			invoiceableUnits: amount('Invoiceable Units'),
			invoiceableUnitPrice: amount('Invoiceable Unit Price'),
			calculatedUnits: amount('Calculated Units'),
			cost: amount('Cost'),
			discountInPercent: amount('Discount (%)'),
			isTextOnly: boolean({ label: 'Text Only', description: 'Whether the row is only a text' }),
			id: rowId,
		},
		{ description: 'The whole list: in an update, rows that are left out may be removed' },
	),
	equipments: list(
		'Equipment',
		{
			articleId: record('equipment', { label: 'Equipment', required: true }),
			hours: amount('Hours'),
			comment: text(),
			id: rowId,
		},
		{
			label: 'Equipment',
			description: 'The whole list: in an update, rows that are left out may be removed',
		},
	),
	additions: list(
		'Addition',
		{
			articleId: record('timeAddition', { label: 'Time Addition', required: true }),
			yesNo: choice(
				{ none: 'Not a Yes or No', true: 'Yes', false: 'No' },
				{
					label: 'Yes or No',
					wire: (answer: string) => (answer === 'none' ? null : answer === 'true'),
				},
			),
			numberCount: optionalAmount({ label: 'Count' }),
			id: rowId,
		},
		{
			label: 'Time Additions',
			description: 'The whole list: in an update, rows that are left out may be removed',
		},
	),
};

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

/** The answer names an allowance where a request wants its id (L1910): it is looked up by name. */
async function allowanceOf(report: unknown, connection: Connection) {
	if (!report) return null;
	const { description, toBeInvoiced, invoicableSpecification } = report as Row;
	const allowances = await listAll(connection, 'allowance');
	const found = allowances.find(({ name }) => name === invoicableSpecification);
	return { description, toBeInvoiced, ...(found && { allowanceTypeId: found.id }) };
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

/** A time report as Get answers it (L1682-2074), as an update takes it (L2174-2251). */
async function asWritten(report: IDataObject, connection: Connection): Promise<IDataObject> {
	const whole: Row = {
		...pick(
			report,
			'clockStart',
			'clockEnd',
			'hours',
			'invoiceableHours',
			'breakMinutes',
			'comment',
			'internalComment',
		),
		date: `${report.date as string} 00:00:00`,
		userId: idOf(report.user),
		projectId: idOf(report.project),
		internalProjectId: idOf(report.internalProject),
		absenceProjectId: idOf(report.absenceProject),
		activityId: idOf(report.activity),
		timeCodeId: idOf(report.timeCode),
		timeArticleId: idOf(report.timeArticle),
		taskId: idOf(report.task),
		travelReport: travelOf(report.travelReport),
		allowanceReport: await allowanceOf(report.allowanceReport, connection),
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

/** Worked, travelled and absent time (docs.txt L1498-2356). */
export const timeReport = resource(
	'Time Report',
	{
		create: { request: 'POST /v1/Core/TimeReports', body: fields, simplify: false },
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
			description: 'Get the reported and scheduled hours of each user for each day',
			query: {
				'filter.from': date({ required: true }),
				'filter.to': date({
					required: true,
					notBefore: 'filter.from',
					description: 'At most 31 days after the first',
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
			body: fields,
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
