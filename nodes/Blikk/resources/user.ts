import { record, text } from '../../engine';
import { adminList, resource } from '../api';

const name = ({ firstName, lastName }: Record<string, unknown>) =>
	[firstName, lastName].filter(Boolean).join(' ');

/** The people of the account (docs.txt L3117-3328). */
export const user = resource(
	'User',
	{
		get: { request: 'GET /v1/Admin/Users/{id}', path: { id: record('user') } },
		...adminList(
			'Users',
			{ name: 'Name' },
			{
				query: { 'filter.query': text({ label: 'Search', description: 'Text in the name' }) },
				picker: { name, search: 'filter.query' },
			},
		),
	},
	{
		simplify: [
			'id',
			'firstName',
			'lastName',
			'license',
			'startDate',
			'endDate',
			'department.name',
			'timeReportingProfile.name',
			'createdDate',
			'updatedDate',
		],
	},
);
