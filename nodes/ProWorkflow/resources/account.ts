import { text } from '../../engine';
import { resource } from '../api';

/** Who is signed in, and to which account (docs.txt L7219-7241). */
export const account = resource('Account', {
	login: {
		request: 'GET /login',
		query: {
			url: text({
				label: 'Account URL',
				placeholder: 'e.g. https://proworkflow6.net/ABCInc',
				description: 'With it, the API key of the account is part of the output',
			}),
		},
		label: 'Log In',
		action: 'Log in to my account',
		description:
			'Get who is signed in, and the account. The output may hold the API key, which n8n saves with the execution like any other output.',
	},
});
