import { boolean, date, record, records } from '../../engine';
import { bookable, longText, minutes, resource } from '../api';

const period = {
	start_date: date({ description: 'Only entries on or after this day' }),
	end_date: date({ notBefore: 'start_date', description: 'Only entries on or before this day' }),
};

/** Body of create and update (docs.txt L5462-5469 and L5498-5506). */
const fields = {
	resource_id: bookable({ required: ['create'], description: 'Who worked' }),
	date: date({ required: ['create'] }),
	duration: minutes('Duration', { required: ['create'] }),
	notes: longText(),
	billable: boolean({ description: 'Whether the time is billable' }),
	project_id: record('project', { nullable: true }),
	client_id: record('client', { nullable: true }),
	activity_type_id: record('activityType', { nullable: true }),
};

/** Time that people really worked (docs.txt L5436-5561). */
export const timesheetEntry = resource(
	'Timesheet Entry',
	{
		create: { request: 'POST /v1/{account}/timesheets', body: fields },
		dismiss: {
			request: 'POST /v1/{account}/timesheets/{id}/dismiss',
			path: { id: record('timesheetEntry', { listed: false }) },
			answer: 'nothing',
			description: 'Dismiss a timesheet entry, or a suggested one',
		},
		getMany: {
			request: 'GET /v1/{account}/timesheets',
			query: {
				...period,
				resource_ids: records('resource', { description: 'Only entries of these resources' }),
			},
			answer: 'pages',
		},
		getProjectsReport: {
			request: 'GET /v1/{account}/timesheets/reports/projects',
			query: period,
			simplify: false,
			action: 'Get timesheet report of projects',
			description: 'Get the time worked on each project',
		},
		getResourcesReport: {
			request: 'GET /v1/{account}/timesheets/reports/resources',
			query: period,
			simplify: false,
			action: 'Get timesheet report of resources',
			description: 'Get the time worked by each resource',
		},
		update: {
			request: 'PUT /v1/{account}/timesheets/{id}',
			path: { id: record('timesheetEntry', { listed: false }) },
			body: { ...fields, dismissed: boolean({ description: 'Whether the entry is dismissed' }) },
			answer: 'nothing',
		},
	},
	{
		plural: 'timesheet entries',
		simplify: [
			'id',
			'resource_id',
			'date',
			'duration',
			'project_id',
			'client_id',
			'activity_type_id',
			'notes',
			'billable',
			'dismissed',
		],
	},
);
