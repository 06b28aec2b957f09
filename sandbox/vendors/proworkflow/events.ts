import { dayOf } from '../../dates';
import { byCompany, byDate, byProject, choice, common, days, ids, search } from './filters';
import type { Kind } from './kind';
import { own, together } from './list';
import { divisionsOf } from './notes';
import type { Event, Expense, Project } from './records';
import {
	type Behaviours,
	companyOf,
	people,
	personOf,
	prefixed,
	type ProCall,
	projectOf,
	stampOf,
} from './shared';
import { crudOf, idList } from './write';

/** `now`, or as it was given: to the minute. */
const momentIn =
	(name: string) =>
	(value: unknown, { now }: ProCall) => ({
		[name]: value === 'now' ? stampOf(now).slice(0, 16) : value,
	});

const events: Kind<Event> = {
	key: 'events',
	one: 'event',
	id: 'eventid',
	table: ({ events: table }) => table,
	fields: {
		...own<Event>('description', 'endtime', 'lastmodified', 'starttime', 'title'),
		contacts: ({ contacts }, call) => ({ contacts: people(call, contacts) }),
		times: together<Event>('starttime', 'endtime'),
	},
	filters: {
		...common(),
		...ids('contacts', ({ contacts }) => contacts),
		...ids('divisionid', divisionsOf),
		...days('endtime', ({ endtime }) => endtime),
		...days('starttime', ({ starttime }) => starttime),
		...search('searchdescription', ({ description }) => [description]),
		...search('searchtitle', ({ title }) => [title]),
	},
	convert: {
		starttime: momentIn('starttime'),
		endtime: momentIn('endtime'),
		// docs.txt L5374-5379.
		contacts: (value, { records, identity }) => {
			const staff = records.contacts.where(({ type }) => type === 'staff');
			const all = staff.map(({ id }) => id);
			return {
				contacts: value === 'all' ? all : value === 'me' ? [identity.userId] : idList(value),
			};
		},
	},
	blank: () => ({ title: '', description: '', starttime: '', endtime: '', contacts: [] }),
};

const projectOfExpense = ({ projectid }: Expense, { records }: ProCall): Project | undefined =>
	records.projects.find(projectid);

const expenses: Kind<Expense> = {
	key: 'expenses',
	one: 'expense',
	id: 'expenseid',
	table: ({ expenses: table }) => table,
	fields: {
		...own<Expense>('cost', 'date', 'description', 'invoiced', 'name', 'taxable'),
		company: (expense, call) => companyOf(call, projectOfExpense(expense, call)?.companyid ?? null),
		contact: ({ contactid }, call) => personOf('contact', call, contactid),
		project: ({ projectid }, call) => projectOf(call, projectid),
	},
	filters: {
		...common(),
		...byDate(),
		...byProject(projectOfExpense),
		...byCompany((expense, call) => projectOfExpense(expense, call)?.companyid),
		...ids('categoryid', (expense, call) => projectOfExpense(expense, call)?.categoryid),
		...ids('contacts', ({ contactid }) => contactid),
		...choice('invoiced', ({ invoiced }) => (invoiced ? 'invoiced' : 'uninvoiced')),
		...choice('taxable', ({ taxable }) => (taxable ? 'taxable' : 'nontaxable')),
		...search('search', ({ name }) => [name]),
	},
	blank: ({ identity, now }) => ({
		projectid: 0,
		contactid: identity.userId,
		name: '',
		description: '',
		cost: 0,
		date: dayOf(now),
		invoiced: false,
		taxable: true,
	}),
};

export const eventBehaviours: Behaviours = {
	...prefixed('event', crudOf(events)),
	...prefixed('expense', crudOf(expenses)),
};
