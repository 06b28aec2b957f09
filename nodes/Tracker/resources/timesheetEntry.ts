import { boolean, date, decimal, record, text } from '../../engine';
import { byId, person, resource } from '../api';
import { sorting } from '../fields';

const time = (label: string) => text({ label, placeholder: 'e.g. 09:00' });

/** Body of create and update (docs.txt L6036-6058). */
const fields = {
	resourceId: person({ required: ['create', 'createMany'] }),
	entryDate: date({ required: ['create', 'createMany'] }),
	hours: decimal({ required: ['create', 'createMany'], min: 0 }),
	projectId: record('project'),
	projectActivityId: byId('projectActivity'),
	clientId: record('client'),
	billableHours: decimal({ min: 0 }),
	entryNote: text({ rows: 4 }),
	approvalStatus: text({ placeholder: 'e.g. s' }),
	billed: boolean({ description: 'Whether the time has been billed' }),
	billReference: text(),
	startTime1: time('Start Time 1'),
	endTime1: time('End Time 1'),
	startTime2: time('Start Time 2'),
	endTime2: time('End Time 2'),
	startTime3: time('Start Time 3'),
	endTime3: time('End Time 3'),
	paid: boolean({ description: 'Whether the time has been paid' }),
	payReference: text(),
};

const path = { Id: byId('timesheetEntry') };

/** Time that people have worked (docs.txt L6013-6373). */
export const timesheetEntry = resource('Timesheet Entry', {
	create: { request: 'POST /api/v1/TimesheetEntries', body: fields },
	createMany: {
		request: 'POST /api/v1/TimesheetEntries/bulk',
		body: fields,
		bulk: { size: 100 },
		action: 'Create many timesheet entries',
		description:
			'Create a timesheet entry for each item, many items in one request: only one ID comes back for all',
	},
	get: {
		request: 'GET /api/v1/TimesheetEntries/{Id}',
		path,
		simplify: [
			'id',
			'resourceId',
			'projectId',
			'projectActivityId',
			'clientId',
			'entryDate',
			'hours',
			'billableHours',
			'approvalStatus',
			'entryNote',
		],
	},
	search: {
		request: 'POST /api/v1/TimesheetEntries/Search',
		answer: 'pages',
		readsOnly: true,
		body: {
			status: text({ placeholder: 'e.g. open' }),
			dateFrom: date({ label: 'From', description: 'Only entries from this day on' }),
			dateTo: date({
				label: 'To',
				notBefore: 'dateFrom',
				description: 'Only entries up to this day',
			}),
			resourceId: person(),
			clientId: record('client'),
			projectId: record('project'),
			isPaid: boolean({
				label: 'Paid',
				description: 'Whether to return what has been paid, or only what has not',
			}),
			rateToUse: text(),
			...sorting,
		},
		simplify: [
			'entryId',
			'resourceId',
			'projectId',
			'clientId',
			'taskName',
			'entryDate',
			'timeBooked',
			'status',
			'approvalStatus',
			'note',
		],
	},
	update: { request: 'PATCH /api/v1/TimesheetEntries/{Id}', path, body: fields },
});
