import type { JsonObject } from '../../../contracts';
import { notFound } from '../../refusal';
import { type Behaviours, callerOf, companyOf, nameOf } from './shared';

/** Made up, and put together so that nobody takes them for real ones. */
export const API_KEY = ['sandbox', 'pro', 'key'].join('-');
const ACCOUNT = 'SandboxStudio';
export const ACCOUNT_URL = `https://proworkflow.example.com/${ACCOUNT}`;

/** The address of the account, or public: its name alone. */
const isAccount = (url: unknown) => url === ACCOUNT_URL || url === ACCOUNT;

export const accountBehaviours: Behaviours = {
	/** docs.txt L7222-7235: the key only comes with the account's address. */
	'account.login': (call) => {
		const { url } = call.query;
		if (url !== undefined && !isAccount(url)) throw notFound('The account');
		const contact = callerOf(call);
		const { id, type, email, username, companyid } = contact;
		const account: JsonObject = { name: ACCOUNT, url: ACCOUNT_URL };
		if (url !== undefined) account.apikey = API_KEY;
		return {
			status: 'Success',
			account,
			contact: { id, name: nameOf(contact), type, email, username, ...companyOf(call, companyid) },
		};
	},
};
