import {
	amount,
	byCompany,
	choice,
	common,
	days,
	type Filters,
	type Get,
	ids,
	pairs,
	passing,
	search,
	statusOf,
} from './filters';
import { totalOfInvoices, totalOfQuotes } from './amounts';
import type { Kind } from './kind';
import { listOf, own, together } from './list';
import type { Project, TimeRecord } from './records';
import {
	badRequest,
	type Behaviours,
	companyOf,
	fieldValues,
	namedOf,
	people,
	personOf,
	prefixed,
	type ProCall,
	teamOf,
} from './shared';
import { creation } from './write';

/** The minutes of some time records. */
export const minutesOf = (records: TimeRecord[]): number =>
	records.reduce((sum, { timetracked }) => sum + timetracked, 0);

/** The time that timetrackedby, timetrackedfrom, timetrackedto and timebillable select. */
const trackedFilters: Filters<TimeRecord> = {
	...ids('timetrackedby', ({ contactid }) => contactid),
	...days('timetracked', ({ date }) => date),
	...choice('timebillable', ({ billable }) => (billable ? 'billable' : 'nonbillable')),
};

/** `timetracked` and `timeallocated`, of projects and of tasks alike (L1253-1284, L2050-2073). */
export const byTime = <T extends { timeallocated: number }>(
	timeOf: Get<T, TimeRecord[]>,
): Filters<T> => {
	const selected: Get<T, number> = (record, call) =>
		minutesOf(timeOf(record, call).filter(passing(trackedFilters, call)));
	return {
		...amount('timeallocated', ({ timeallocated }) => timeallocated),
		...amount('timetracked', selected, {
			planned: ({ timeallocated }) => timeallocated,
			total: (record, call) => minutesOf(timeOf(record, call)),
		}),
	};
};

const tasksOf = ({ id }: Project, { records }: ProCall) =>
	records.tasks.where(({ projectid }) => projectid === id);

const timeOf: Get<Project, TimeRecord[]> = (project, call) => {
	const tasks = new Set(tasksOf(project, call).map(({ id }) => id));
	return call.records.timeRecords.where(({ taskid }) => tasks.has(taskid));
};

/** L1025: of its tasks, but for headings. */
function percentComplete(project: Project, call: ProCall): number {
	const tasks = tasksOf(project, call).filter(({ type }) => type !== 'heading');
	const complete = tasks.filter((task) => statusOf(task) === 'complete');
	return tasks.length === 0 ? 0 : Math.round((100 * complete.length) / tasks.length);
}

const quoteTotal: Get<Project, number> = ({ id, quotetotal }, call) =>
	quotetotal === 'auto' ? totalOfQuotes(id, call) : quotetotal;

const invoiceTotal: Get<Project, number> = ({ id, invoicetotal }, call) =>
	invoicetotal === 'auto' ? totalOfInvoices(id, call) : invoicetotal;

const groupOf = ({ groupid }: Project, { records }: ProCall) => records.groups.find(groupid);

/** L1018: internal projects tell whose they are. */
function internalClient({ type, internalclientgroupid }: Project, { records }: ProCall) {
	if (type === 'external') return {};
	const group = records.groups.find(internalclientgroupid);
	return {
		...namedOf('internalclientteam', records.teams, group?.teamid),
		...namedOf('internalclientgroup', records.groups, internalclientgroupid),
	};
}

export const isAssignedTo = (project: Project, contact: number): boolean =>
	teamOf(project).includes(contact);

const nextNumber = (count: number) => `PRJ-${String(count).padStart(5, '0')}`;

export const projects: Kind<Project> = {
	key: 'projects',
	one: 'project',
	id: 'projectid',
	table: ({ projects: table }) => table,
	fields: {
		...own<Project>('accountedfor', 'completedate', 'description', 'duedate', 'invoiced'),
		...own<Project>('lastmodified', 'number', 'paid', 'priority', 'privatenotes', 'startdate'),
		...own<Project>('timeallocated', 'title', 'type'),
		category: ({ categoryid }, { records }) =>
			namedOf('category', records.projectCategories, categoryid),
		company: (project, call) => ({
			...companyOf(call, project.companyid),
			...internalClient(project, call),
		}),
		contacts: (project, call) => ({
			clients: people(call, project.clients),
			contractors: people(call, project.contractors),
			staff: people(call, project.staff),
			...personOf('manager', call, project.managerid),
		}),
		customfields: ({ customfields }, { records }) => ({
			customfields: fieldValues(records.customFields, customfields),
		}),
		customform: together<Project>('customformtitle', 'customformcontent'),
		customstatus: ({ customstatusid }, { records }) =>
			namedOf('customstatus', records.customStatuses, customstatusid),
		dates: together<Project>('startdate', 'duedate', 'completedate'),
		expensestotal: ({ id }, { records }) => {
			const expenses = records.expenses.where(({ projectid }) => projectid === id);
			return { expensestotal: expenses.reduce((sum, { cost }) => sum + cost, 0) };
		},
		group: ({ groupid }, { records }) => namedOf('group', records.groups, groupid),
		invoicetotal: (project, call) => ({ invoicetotal: invoiceTotal(project, call) }),
		manager: ({ managerid }, call) => personOf('manager', call, managerid),
		percentcomplete: (project, call) => ({ percentcomplete: percentComplete(project, call) }),
		quotetotal: (project, call) => ({ quotetotal: quoteTotal(project, call) }),
		status: (project) => ({ status: statusOf(project) }),
		team: (project, call) => namedOf('team', call.records.teams, groupOf(project, call)?.teamid),
		timetracked: (project, call) => ({ timetracked: minutesOf(timeOf(project, call)) }),
	},
	staffOnly: ['privatenotes'],
	filters: {
		...common(),
		...byCompany(({ companyid }) => companyid),
		...byTime(timeOf),
		...choice('accountedfor', ({ accountedfor }) =>
			accountedfor ? 'accountedfor' : 'unaccountedfor',
		),
		...ids('categoryid', ({ categoryid }) => categoryid),
		...ids('contacts', teamOf),
		...pairs('customfields', ({ customfields }) => customfields),
		...ids('customstatusid', ({ customstatusid }) => customstatusid),
		...days('completedate', ({ completedate }) => completedate),
		...days('duedate', ({ duedate }) => duedate),
		...days('startdate', ({ startdate }) => startdate),
		...ids('groupid', ({ groupid }) => groupid),
		...ids('teamid', (project, call) => groupOf(project, call)?.teamid),
		...choice('invoiced', ({ invoiced }) => (invoiced ? 'invoiced' : 'uninvoiced')),
		...choice('paid', ({ paid }) => (paid ? 'paid' : 'unpaid')),
		...choice('status', statusOf),
		...amount('quotetotal', quoteTotal),
		// L1122-1134: projects without a quote are ignored.
		...amount('invoicetotal', invoiceTotal, {
			planned: (project, call) => quoteTotal(project, call) || undefined,
			total: invoiceTotal,
		}),
		...ids('managerid', ({ managerid }) => managerid),
		...ids('priority', ({ priority }) => priority),
		...search('search', ({ number, title }) => [number, title]),
		...search('searchcustomform', (project) => [
			project.customformtitle,
			project.customformcontent,
		]),
		...search('searchdescription', ({ description }) => [description]),
		...search('searchnumber', ({ number }) => [number]),
		...search('searchtitle', ({ title }) => [title]),
	},
	convert: {
		number: (value, { records }) => ({
			number: value === 'auto' ? nextNumber(records.projects.nextId()) : value,
		}),
	},
	blank: ({ identity }) => ({
		companyid: 0,
		type: 'external',
		internalclientgroupid: null,
		title: '',
		number: '',
		description: '',
		privatenotes: '',
		priority: 3,
		startdate: '',
		duedate: '',
		completedate: '',
		accountedfor: false,
		invoiced: false,
		paid: false,
		timeallocated: 0,
		quotetotal: 'auto',
		invoicetotal: 'auto',
		categoryid: null,
		customstatusid: null,
		groupid: null,
		managerid: identity.userId,
		clients: [],
		contractors: [],
		staff: [],
		customfields: [],
		customformtitle: '',
		customformcontent: '',
		apifields: [],
	}),
};

/** Under which name of a project a contact of this type is assigned to it. */
const ASSIGNED: Partial<Record<string, 'staff' | 'clients' | 'contractors'>> = {
	staff: 'staff',
	client: 'clients',
	contractor: 'contractors',
};

export const projectBehaviours: Behaviours = prefixed('project', {
	getManyByCompany: listOf(projects, ({ records, path }) => {
		const { id } = records.companies.get(Number(path.companyid));
		return ({ companyid }) => companyid === id;
	}),
	getManyByContact: listOf(projects, ({ records, path }) => {
		const { id } = records.contacts.get(Number(path.contactid));
		return (project) => isAssignedTo(project, id);
	}),
	createForCompany: creation(projects, ({ records, path }) => ({
		companyid: records.companies.get(Number(path.companyid)).id,
	})),
	createForContact: (call) => {
		const { id, type, companyid } = call.records.contacts.get(Number(call.path.contactid));
		if (companyid === null) throw badRequest('The contact has no company');
		const list = ASSIGNED[type];
		const others = list && call.body[list];
		const all = [id, others === 'me' ? call.identity.userId : others];
		const body = list ? { ...call.body, [list]: all.filter(Boolean).join() } : call.body;
		return creation(projects, () => ({ companyid }))({ ...call, body });
	},
});
