import { boolean, record, text } from '../../engine';
import { day, reference, resource } from '../api';
import { partyFields, searchFields, statusFields } from '../fields';
import { recordOperations } from '../operations';

/** Body of create and update (docs.txt L3610-3690). */
const fields = {
	name: text({ required: ['create'] }),
	...partyFields('project'),
	projectCode: text(),
	startDate: day(),
	endDate: day({ notBefore: 'startDate' }),
	isSystemProject: boolean({
		label: 'System Project',
		description: 'Whether Tracker RMS itself needs the project',
	}),
	comments: text({ rows: 4 }),
	health: text(),
	priority: text(),
	opportunity: reference('opportunity'),
	client: reference('client'),
	contact: reference('contact'),
	secondaryContact: reference('contact'),
	type: reference('projectType'),
};

/** Projects (docs.txt L3560-4480). */
export const project = resource('Project', {
	...recordOperations('Project', 'project', {
		simplify: [
			'id',
			'name',
			'projectCode',
			'client',
			'opportunity',
			'status.name',
			'type.name',
			'startDate',
			'endDate',
			'owners',
		],
	}),
	create: { request: 'POST /api/v1/Project', body: fields },
	createFromOpportunity: {
		request: 'POST /api/v1/Project/Opportunity/{Id}',
		path: { Id: record('opportunity') },
		action: 'Create project from opportunity',
		description: 'Create a project from an opportunity',
	},
	getActivities: {
		request: 'GET /api/v1/Project/{Id}/Activities',
		path: { Id: record('project') },
		answer: 'list',
		action: 'Get activities of project',
		description: 'Get the IDs of the activities of a project',
	},
	search: {
		request: 'POST /api/v1/Project/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, ...statusFields('project') },
		picker: {
			name: 'projectName',
			id: 'projectId',
			search: 'searchTerm',
			order: { sortBy: 'name', sortDirection: 'ASC' },
		},
		simplify: [
			'projectId',
			'projectName',
			'projectCode',
			'clientId',
			'clientName',
			'opportunityId',
			'projectStatusName',
			'startDate',
			'endDate',
			'customFields',
		],
	},
	update: {
		request: 'PATCH /api/v1/Project/{Id}',
		path: { Id: record('project') },
		body: fields,
	},
});
