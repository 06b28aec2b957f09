import { record } from '../../engine';
import { resource } from '../api';
import { searchFields, statusFields } from '../fields';

/** People who use Tracker RMS (docs.txt L6770-6966). */
export const user = resource('User', {
	get: {
		request: 'GET /api/v1/User/{userId}',
		path: { userId: record('user') },
		simplify: [
			'id',
			'username',
			'fullname',
			'email',
			'userGroup.name',
			'department.name',
			'territory.name',
			'userTeam.name',
			'timezone.name',
			'lastLogon',
		],
	},
	search: {
		request: 'POST /api/v1/User/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, ...statusFields('user') },
		picker: {
			name: 'fullName',
			id: 'userId',
			search: 'searchTerm',
			order: { sortBy: 'fullname', sortDirection: 'ASC' },
		},
	},
});
