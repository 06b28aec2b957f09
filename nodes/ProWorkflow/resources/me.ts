import { email, text } from '../../engine';
import { namesIn, resource } from '../api';
import { address, jobTitle } from '../body';
import { each } from '../fields';

/** The contact whose user name and password the credential holds (docs.txt L7241-7336). */
export const me = resource('My Contact', {
	get: {
		request: 'GET /me',
		simplify: namesIn(
			'id firstname lastname title companyid companyname type email workphone mobilephone',
		),
		action: 'Get my contact',
		description: 'Get the contact that the credential signs in as',
	},
	update: {
		request: 'PUT /me',
		body: {
			...address,
			...each('firstname lastname mobilephone workphone', text()),
			title: jobTitle,
			email: email({ description: 'The credential may use it to sign in' }),
			password: text({ password: true, description: 'The credential uses it to sign in' }),
			username: text({ description: 'The credential may use it to sign in' }),
		},
		action: 'Update my contact',
		description: 'Update the contact that the credential signs in as',
	},
});
