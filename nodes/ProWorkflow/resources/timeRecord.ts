import { record } from '../../engine';
import type { Fields } from '../../engine';
import { resource } from '../api';
import { people, several, subtotalsBy } from '../fields';
import { fields, listed, ofTime } from '../filters';

/** A list without pages (docs.txt L2132-2354), and so, as is publicly known, of 5,000 at most. */
const list = (filters: Fields) => ({
	...listed(
		{
			// Without any, ProWorkflow returns the total only.
			...fields(
				`apifields billable category company contact dates lastmodified notes project task
				tasktimetotals timetracked none`,
				'contact dates notes project task timetracked',
			),
			subtotals: subtotalsBy(
				`billable category company contact group internalclientgroup internalclientteam project
				task team`,
			),
		},
		'id date taskid projectid',
		{ ...ofTime, ...filters },
	),
	answer: 'list' as const,
});

/** Time that was tracked (docs.txt L2132-2354, L4506-4723). */
export const timeRecord = resource('Time Record', {
	getManyByCompany: {
		request: 'GET /companies/{companyid}/time',
		path: { companyid: record('company') },
		...list({
			contacts: people(),
			projectid: several('project'),
			taskid: several('task'),
		}),
		description:
			'Get many time records of a company, by default those of the last seven days. ProWorkflow returns at most 5,000.',
	},
	getManyByContact: {
		request: 'GET /contacts/{contactid}/time',
		path: { contactid: record('contact') },
		...list({ companyid: several('company') }),
		description:
			'Get many time records of a contact, by default those of the last seven days. ProWorkflow returns at most 5,000.',
	},
});
