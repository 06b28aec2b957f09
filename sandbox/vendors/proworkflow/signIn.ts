import type { Incoming } from '../../http';
import { Refusal } from '../../refusal';
import type { SignIn } from '../../vendor';
import { API_KEY } from './account';
import { mayDo } from './permissions';
import type { Contact, Records } from './records';
import { forbidden } from './shared';

/** The one call that can do without the account's key: it tells it (docs.txt L7224). */
const LOGIN = '/login';

/** Whose user name or e-mail address, and password, the request carries. */
function contactIn({ headers }: Incoming, { contacts }: Records): Contact | undefined {
	const [, encoded] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
	const [user = '', ...rest] = Buffer.from(encoded ?? '', 'base64')
		.toString('utf8')
		.split(':');
	const password = rest.join(':');
	return contacts
		.all()
		.find(
			(contact) =>
				contact.allowlogin &&
				password !== '' &&
				contact.password === password &&
				[contact.username, contact.email].includes(user),
		);
}

/** The account's key, and a contact's name and password, on every call. */
export function createSignIn(records: () => Records): SignIn {
	const contactOf = (request: Incoming) => {
		const contact = contactIn(request, records());
		const knowsKey = request.headers.apikey === API_KEY || request.path === LOGIN;
		if (!contact || !knowsKey) {
			throw new Refusal(401, [{ message: 'The API key, the name or the password is wrong' }]);
		}
		return contact;
	};
	return {
		endpoints: [],
		identify: (request) => ({ application: API_KEY, userId: contactOf(request).id }),
		permit: (request, operationId) => {
			if (!mayDo(contactOf(request), operationId, request, records())) {
				throw forbidden('You do not have permission to do this');
			}
		},
		// Neither keys nor passwords end.
		expire: () => undefined,
	};
}
