import { date, record } from '../../engine';
import { bookable, resource } from '../api';

/** The days that a report covers; every report needs them (docs.txt L2676-2677). */
const query = {
	start_date: date({ required: true }),
	end_date: date({ required: true, notBefore: 'start_date' }),
};

const unassigned = (of: string) => ({ or: { name: `Not assigned to a ${of}`, value: 0 } });

/** Booked time and utilisation; version 2 separates billable from non-billable time (docs.txt L2674-5026). */
export const report = resource('Report', {
	getClient: {
		request: 'GET /v1/{account}/reports/clients/{id}',
		path: { id: record('client', unassigned('client')) },
		query,
		label: 'Client',
		action: 'Get report of a client',
		description: 'Get the time booked for a client',
	},
	getClients: {
		request: 'GET /v1/{account}/reports/clients',
		query,
		label: 'Clients',
		action: 'Get report of all clients',
		description: 'Get the time booked for each client',
	},
	getProject: {
		request: 'GET /v1/{account}/reports/projects/{id}',
		path: { id: record('project', unassigned('project')) },
		query,
		label: 'Project',
		action: 'Get report of a project',
		description: 'Get the time booked for a project',
	},
	getProjects: {
		request: 'GET /v1/{account}/reports/projects',
		query,
		label: 'Projects',
		action: 'Get report of all projects',
		description: 'Get the time booked for each project',
	},
	getResource: {
		request: 'GET /v1/{account}/reports/resources/{id}',
		path: { id: bookable() },
		query,
		simplify: [
			'id',
			'name',
			'job_title',
			'availability',
			'booked',
			'unbooked',
			'utilization',
			'waiting_list',
			'projects',
			'clients',
		],

		label: 'Resource',
		action: 'Get report of a resource',
		description: 'Get booked time, availability and utilisation of a resource',
	},
	getResources: {
		request: 'GET /v1/{account}/reports/resources',
		query,
		label: 'Resources',
		action: 'Get report of all resources',
		description: 'Get booked time, availability and utilisation of each resource',
	},
	getClientV2: {
		request: 'GET /v2/{account}/reports/clients/{id}',
		path: { id: record('client') },
		query,
		label: 'Client: Billable and Non-Billable',
		action: 'Get billable report of a client',
		description: 'Get the billable and non-billable time of a client',
	},
	getClientsV2: {
		request: 'GET /v2/{account}/reports/clients',
		query,
		label: 'Clients: Billable and Non-Billable',
		action: 'Get billable report of all clients',
		description: 'Get the billable and non-billable time of each client',
	},
	getClientsUnassignedV2: {
		request: 'GET /v2/{account}/reports/clients/unassigned',
		query,
		label: 'No Client: Billable and Non-Billable',
		action: 'Get billable report of time without client',
		description: 'Get the billable and non-billable time that is not assigned to a client',
	},
	getProjectV2: {
		request: 'GET /v2/{account}/reports/projects/{id}',
		path: { id: record('project') },
		query,
		label: 'Project: Billable and Non-Billable',
		action: 'Get billable report of a project',
		description: 'Get the billable and non-billable time of a project',
	},
	getProjectsV2: {
		request: 'GET /v2/{account}/reports/projects',
		query,
		label: 'Projects: Billable and Non-Billable',
		action: 'Get billable report of all projects',
		description: 'Get the billable and non-billable time of each project',
	},
	getProjectsUnassignedV2: {
		request: 'GET /v2/{account}/reports/projects/unassigned',
		query,
		label: 'No Project: Billable and Non-Billable',
		action: 'Get billable report of time without project',
		description: 'Get the billable and non-billable time that is not assigned to a project',
	},
	getResourceV2: {
		request: 'GET /v2/{account}/reports/resources/{id}',
		path: { id: bookable() },
		query,
		simplify: [
			'id',
			'name',
			'reported_date_range',
			'availability',
			'scheduled',
			'tentative',
			'waiting_list',
			'unscheduled',
			'overtime',
			'utilization',
		],
		label: 'Resource: Billable and Non-Billable',
		action: 'Get billable report of a resource',
		description: 'Get the billable and non-billable time, overtime and downtime of a resource',
	},
	getResourcesV2: {
		request: 'GET /v2/{account}/reports/resources',
		query,
		label: 'Resources: Billable and Non-Billable',
		action: 'Get billable report of all resources',
		description: 'Get the billable and non-billable time, overtime and downtime of each resource',
	},
});
