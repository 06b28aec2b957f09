import { boolean, decimal, record, text } from '../../engine';
import { byId, day, resource } from '../api';

/** Body of create and update (docs.txt L3047-3071). */
const fields = {
	projectId: record('project', { required: ['create'] }),
	activityName: text({ required: ['create'] }),
	activityType: text(),
	activityStatus: text(),
	activityNote: text({ rows: 4 }),
	activityOrderId: byId('activityOrder'),
	expectedStartDate: day(),
	expectedEndDate: day({ notBefore: 'expectedStartDate' }),
	budgetedDays: decimal(),
	billable: boolean({ description: 'Whether the work can be billed' }),
	stopTimesheet: boolean({ description: 'Whether no more time may be booked' }),
	payRate: decimal(),
	chargePeriod: text(),
	chargeRate: decimal(),
	rateToUse: text(),
	planTaskId: byId('planTask'),
	ticketId: byId('ticket'),
	projectPlanSetId: byId('projectPlanSet'),
	purchaseOrderId: byId('purchaseOrder'),
	threshold: decimal(),
	weekThreshold: decimal(),
	rolloverActivityId: byId('projectActivity'),
	rolloverPeriod: text(),
};

const path = { Id: byId('projectActivity') };

/** Parts of a project that time is booked on (docs.txt L3028-3356). */
export const projectActivity = resource('Project Activity', {
	create: { request: 'POST /api/v1/ProjectActivity', body: fields },
	delete: { request: 'DELETE /api/v1/ProjectActivity/{Id}', path },
	get: {
		request: 'GET /api/v1/ProjectActivity/{Id}',
		path,
		simplify: [
			'activityId',
			'projectId',
			'activityName',
			'activityStatus',
			'activityType',
			'budgetedDays',
			'billable',
			'expectedStartDate',
			'expectedEndDate',
			'activityNote',
		],
	},
	getResources: {
		request: 'GET /api/v1/ProjectActivity/{Id}/Resources',
		path,
		answer: 'list',
		action: 'Get resources of project activity',
		description: 'Get the people who work on a project activity',
	},
	update: { request: 'PATCH /api/v1/ProjectActivity/{Id}', path, body: fields },
});
