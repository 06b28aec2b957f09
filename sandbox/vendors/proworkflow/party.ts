import { ADDRESS, PROFILES } from './records';

/** What companies and contacts have in common, before anything is known of them. */
export const blankParty = () => ({
	...(Object.fromEntries([...ADDRESS, ...PROFILES].map((name) => [name, ''])) as Record<
		(typeof ADDRESS)[number] | (typeof PROFILES)[number],
		string
	>),
	type: 'client',
	email: '',
	fax: '',
	image: '',
	tagid: [] as number[],
	pending: false,
	apifields: [],
});
