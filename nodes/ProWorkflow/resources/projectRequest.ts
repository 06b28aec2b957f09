import { choice, decimal, record, text } from '../../engine';
import { resource } from '../api';
import { apiFields, customFields, customForm, groupOf, longText, template } from '../body';
import { amount, companiesOrOthers, day, each, idsOrOthers, peopleOrOthers } from '../fields';
import { byCustomFields, common, days, division, fields, listed, searches } from '../filters';

/** Projects that somebody asks for (docs.txt L7848-8156). */
export const projectRequest = resource('Project Request', {
	create: {
		request: 'POST /projectrequests',
		body: {
			title: text({ required: true }),
			...apiFields,
			...customFields,
			...division,
			...customForm,
			...groupOf('recipient'),
			...template,
			...each('duedate startdate', day()),
			description: longText,
			budget: decimal({ min: 0 }),
			contactid: record('contact', {
				label: 'Recipient',
				description: 'Who decides about it. Advanced plan only.',
			}),
		},
	},
	getMany: {
		request: 'GET /projectrequests',
		...listed(
			fields(
				`apifields budget client company customfields customform dates description
					duedate files lastmodified recipient startdate submitteddate template title`,
			),
			'id title startdate duedate submitteddate companyid',
			{
				...common,
				...byCustomFields,
				...division,
				...days('duedate startdate submitteddate'),
				...searches('searchcustomform searchdescription searchtitle'),
				budget: amount,
				...each('clientid recipientid', peopleOrOthers),
				clienttype: choice({ external: 'External', internal: 'Internal', all: 'All' }),
				companyid: companiesOrOthers,
				templateid: idsOrOthers,
			},
		),
	},
});
