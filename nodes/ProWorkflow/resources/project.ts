import { boolean, choice, integer, record, text } from '../../engine';
import type { Fields } from '../../engine';
import { resource } from '../api';
import { apiFields, customFields, customForm, groupOf, longText, template } from '../body';
import { day, each, PRIORITIES, peopleOrOthers, several, staff } from '../fields';
import { anyOrAll, fields, listed, ofProjects } from '../filters';

const list = (filters: Fields) =>
	listed(
		fields(
			`accountedfor apifields category company completedate contacts customfields
				customform customstatus dates description duedate expensestotal group invoiced
				invoicetotal lastmodified manager number paid percentcomplete priority
				privatenotes quotetotal startdate status team timeallocated timetracked title
				type`,
			'number title company status manager startdate duedate',
		),
		'id title number startdate duedate completedate',
		{ ...ofProjects, ...filters },
	);

const total = (what: string) =>
	text({
		placeholder: 'e.g. 1000 or auto',
		matches: { pattern: /^(auto|\d+(\.\d+)?)$/, expected: 'an amount, or the word auto' },
		wire: (given: string) => (given === 'auto' ? given : Number(given)),
		description: `An amount, or the word auto for the total of the project's ${what}`,
	});

/** Body of a new project (docs.txt L1362-1505). */
const body = {
	title: text({ required: true }),
	...apiFields,
	...customFields,
	...customForm,
	...groupOf('manager'),
	...template,
	autonumberid: integer({
		min: 1,
		label: 'Autonumbering Option ID',
		description: 'Needed where the team of the manager has several. Advanced plan only.',
	}),
	categoryid: integer({ min: 1 }),
	customstatusid: integer({ min: 1, description: 'Advanced plan only' }),
	description: longText,
	invoicetotal: total('invoices'),
	quotetotal: total('quotes'),
	...each('duedate startdate', day()),
	clientaccess: boolean({ description: 'Whether the client may see the project' }),
	clients: several('client', { label: 'Client Names or IDs' }),
	completedate: day({ description: 'With it, the project is created as completed' }),
	contractors: several('contractor', { label: 'Contractor Names or IDs' }),
	emailalerts: boolean({ description: 'Whether emails tell of activity in the project' }),
	managerid: record('staff', { or: { name: 'Me', value: 'me' }, description: 'By default you' }),
	number: text({ description: 'By default the next one' }),
	priority: choice(PRIORITIES, { default: 3 }),
	privatenotes: text({ rows: 4, description: 'Only staff see them' }),
	staff: staff(),
	timeallocated: integer({ min: 0, label: 'Time Allocated (Minutes)' }),
};

/** Projects, of a company or of a contact only (docs.txt L994-1511, L3551-4051). */
export const project = resource('Project', {
	createForCompany: {
		request: 'POST /companies/{companyid}/projects',
		path: { companyid: record('company') },
		body,
		action: 'Create project for a company',
		description: 'Create a project for a company',
	},
	createForContact: {
		request: 'POST /contacts/{contactid}/projects',
		path: { contactid: record('contact') },
		body,
		action: 'Create project for a contact',
		description: 'Create a project for the company of a contact',
	},
	getManyByCompany: {
		request: 'GET /companies/{companyid}/projects',
		path: { companyid: record('company') },
		...list({
			contacts: peopleOrOthers,
			contactsmode: anyOrAll,
		}),
		description: 'Get many projects of a company',
		picker: {
			name: ({ number, title }: Record<string, unknown>) => [number, title].join(' '),
			search: 'search',
			order: { sortby: 'title', status: 'all' },
		},
	},
	getManyByContact: {
		request: 'GET /contacts/{contactid}/projects',
		path: { contactid: record('contact') },
		...list({}),
		description: 'Get many projects of a contact',
	},
});
