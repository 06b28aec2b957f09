import { record } from '../../engine';
import { resource } from '../api';

const name = ({ first_name, last_name }: Record<string, unknown>) =>
	`${String(first_name)} ${String(last_name)}`;

/** People who sign in to the account (docs.txt L5562-5691). */
export const user = resource(
	'User',
	{
		get: { request: 'GET /v1/{account}/users/{id}', path: { id: record('user') } },
		getMany: { request: 'GET /v1/{account}/users', answer: 'pages', picker: { name } },
		getManyAll: {
			request: 'GET /v1/{account}/users/all',
			answer: 'list',
			label: 'Get Many Including Deleted',
			description: 'Get many users, active and deleted',
		},
		getMe: {
			request: 'GET /v1/me',
			label: 'Get Me',
			action: 'Get current user',
			description: 'Get the user who is signed in',
		},
		getMeInAccount: {
			request: 'GET /v1/{account}/users/me',
			action: 'Get current user of the account',
			description: 'Get the signed-in user with the rights that he or she has in the account',
		},
	},
	{
		simplify: [
			'id',
			'first_name',
			'last_name',
			'email',
			'timezone',
			'permissions',
			'activation_state',
			'owner',
			'deleted',
			'last_activity_at',
		],
	},
);
