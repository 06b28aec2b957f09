import { byCompany, byProject, choice, common, days, ids, search, statusOf } from './filters';
import type { Kind } from './kind';
import { listOf, own, together } from './list';
import { byTime, minutesOf } from './projects';
import type { Project, Task, TimeRecord } from './records';
import {
	type Behaviours,
	companyOf,
	namedOf,
	people,
	personOf,
	type ProCall,
	projectOf,
	stampOf,
	taskOf,
} from './shared';

const projectOfTask = ({ projectid }: Task, { records }: ProCall): Project | undefined =>
	records.projects.find(projectid);

const timeOf = ({ id }: Task, { records }: ProCall): TimeRecord[] =>
	records.timeRecords.where(({ taskid }) => taskid === id);

/** A dependent task is current once the one it waits for is complete. */
function dependence({ dependsonid }: Task, { records }: ProCall) {
	const before = records.tasks.find(dependsonid);
	const current = before !== undefined && statusOf(before) === 'complete';
	return { dependent: before !== undefined, current };
}

/** `generaltasks` and `projecttasks`: false leaves out those without, or with, a project. */
const leavingOut =
	(hasProject: boolean, value: string) =>
	({ projectid }: Task) =>
		value === 'true' || (projectid !== null) !== hasProject;

const groupOfProject = (task: Task, call: ProCall) =>
	call.records.groups.find(projectOfTask(task, call)?.internalclientgroupid);

/** The people of a task who are still there. */
const contactsOf = ({ contacts }: Task, { records }: ProCall): number[] =>
	contacts.filter((id) => records.contacts.find(id));

/** The document creates no task; `blank` serves the seed. */
export const tasks: Kind<Task> = {
	key: 'tasks',
	one: 'task',
	id: 'taskid',
	table: ({ tasks: table }) => table,
	fields: {
		...own<Task>('billable', 'completedate', 'description', 'duedate', 'lastmodified', 'name'),
		...own<Task>('order', 'priority', 'startdate', 'timeallocated', 'type'),
		category: ({ categoryid }, { records }) =>
			namedOf('category', records.taskCategories, categoryid),
		company: ({ companyid }, call) => companyOf(call, companyid),
		contacts: (task, call) => ({ contacts: people(call, task.contacts) }),
		creator: ({ creatorid }, call) => personOf('creator', call, creatorid),
		dates: together<Task>('startdate', 'duedate', 'completedate'),
		dependent: dependence,
		project: ({ projectid }, call) => projectOf(call, projectid),
		projectcategory: (task, call) =>
			namedOf(
				'projectcategory',
				call.records.projectCategories,
				projectOfTask(task, call)?.categoryid,
			),
		projectmanager: (task, call) => {
			const manager = projectOfTask(task, call)?.managerid;
			return manager === undefined ? {} : personOf('projectmanager', call, manager);
		},
		status: (task) => ({ status: statusOf(task) }),
		timetracked: (task, call) => ({ timetracked: minutesOf(timeOf(task, call)) }),
	},
	sorts: {
		projectnumber: (task, call) => projectOfTask(task, call)?.number ?? '',
		projecttitle: (task, call) => projectOfTask(task, call)?.title ?? '',
	},
	filters: {
		...common(),
		...byCompany(({ companyid }) => companyid),
		...byProject(projectOfTask),
		...byTime(timeOf),
		...choice('billable', ({ billable }) => billable),
		...ids('categoryid', (task) => (task.projectid === null ? task.categoryid : undefined)),
		...days('completedate', ({ completedate }) => completedate),
		...days('duedate', ({ duedate }) => duedate),
		...days('startdate', ({ startdate }) => startdate),
		...ids('contacts', contactsOf),
		dependentstatus: (value, call) => (task) => {
			const { dependent, current } = dependence(task, call);
			return dependent && (value === 'all' || (value === 'current') === current);
		},
		generaltasks: (value) => leavingOut(false, value),
		projecttasks: (value) => leavingOut(true, value),
		...ids('internalclientgroupid', (task, call) => groupOfProject(task, call)?.id),
		...ids('internalclientteamid', (task, call) => groupOfProject(task, call)?.teamid),
		...ids('priority', ({ priority }) => priority),
		...search('searchdescription', ({ description }) => [description]),
		...search('searchname', ({ name }) => [name]),
		...choice('status', statusOf),
		...choice('type', ({ type }) => (type === 'heading' ? type : [type, 'nonheading'])),
	},
	blank: ({ identity }) => ({
		projectid: null,
		companyid: 0,
		categoryid: null,
		name: '',
		description: '',
		type: 'normal',
		order: 1,
		priority: 3,
		startdate: '',
		duedate: '',
		completedate: '',
		billable: true,
		timeallocated: 0,
		contacts: [],
		creatorid: identity.userId,
		dependsonid: null,
		apifields: [],
	}),
};

/** The task, which is only gone when its company is, and then the time too. */
const taskOfTime = ({ taskid }: TimeRecord, { records }: ProCall): Task =>
	records.tasks.get(taskid);

const projectOfTime = (time: TimeRecord, call: ProCall) =>
	projectOfTask(taskOfTime(time, call), call);

const ofTask =
	<V>(get: (task: Task, call: ProCall) => V) =>
	(time: TimeRecord, call: ProCall): V =>
		get(taskOfTime(time, call), call);

const categoryOfTime = (time: TimeRecord, call: ProCall) =>
	namedOf('category', call.records.projectCategories, projectOfTime(time, call)?.categoryid);

/** The team or group of a project, or of its internal client. */
const groupOfTime =
	(of: 'groupid' | 'internalclientgroupid', prefix: string, isTeam = false) =>
	(time: TimeRecord, call: ProCall) => {
		const { groups, teams } = call.records;
		const group = groups.find(projectOfTime(time, call)?.[of]);
		return isTeam ? namedOf(prefix, teams, group?.teamid) : namedOf(prefix, groups, group?.id);
	};

const datesOfTask = (name: 'startdate' | 'duedate' | 'completedate') =>
	days<TimeRecord>(
		`task${name}`,
		ofTask((task) => task[name]),
	);

export const timeRecords: Kind<TimeRecord> = {
	key: 'timerecords',
	one: 'timerecord',
	id: 'timerecordid',
	table: ({ timeRecords: table }) => table,
	fields: {
		...own<TimeRecord>('billable', 'lastmodified', 'notes', 'timetracked'),
		category: categoryOfTime,
		company: ofTask(({ companyid }, call) => companyOf(call, companyid)),
		contact: ({ contactid }, call) => personOf('contact', call, contactid),
		dates: together<TimeRecord>('date'),
		project: ofTask(({ projectid }, call) => projectOf(call, projectid)),
		task: ({ taskid }, call) => taskOf(call, taskid),
		tasktimetotals: ofTask((task, call) => ({
			tasktimeallocated: task.timeallocated,
			tasktimetracked: minutesOf(timeOf(task, call)),
		})),
	},
	sorts: { projectid: ofTask(({ projectid }) => projectid ?? 0) },
	filters: {
		...common(),
		...byCompany(ofTask(({ companyid }) => companyid)),
		...byProject(projectOfTime),
		...choice('billable', ({ billable }) => (billable ? 'billable' : 'nonbillable')),
		...ids('categoryid', (time, call) => projectOfTime(time, call)?.categoryid),
		...ids('contacts', ({ contactid }) => contactid),
		...days('tracked', ({ date }) => date),
		...ids('taskid', ({ taskid }) => taskid),
		...datesOfTask('startdate'),
		...datesOfTask('duedate'),
		...datesOfTask('completedate'),
		generaltasks: (value, call) => (time) => ofTask(leavingOut(false, value))(time, call),
		projecttasks: (value, call) => (time) => ofTask(leavingOut(true, value))(time, call),
	},
	totals: {
		sum: (records) => ({ timetracked: minutesOf(records) }),
		groups: {
			billable: ({ billable }) => ({ billable }),
			category: categoryOfTime,
			company: ofTask(({ companyid }, call) => companyOf(call, companyid)),
			contact: ({ contactid }, call) => personOf('contact', call, contactid),
			group: groupOfTime('groupid', 'group'),
			team: groupOfTime('groupid', 'team', true),
			internalclientgroup: groupOfTime('internalclientgroupid', 'internalclientgroup'),
			internalclientteam: groupOfTime('internalclientgroupid', 'internalclientteam', true),
			project: ofTask(({ projectid }, call) => projectOf(call, projectid)),
			task: ({ taskid }, call) => taskOf(call, taskid),
		},
		date: () => ({ from: 'trackedfrom', at: ({ date }) => date }),
	},
	blank: ({ identity, now }) => ({
		contactid: identity.userId,
		taskid: 0,
		date: stampOf(now).slice(0, 10),
		timetracked: 0,
		billable: true,
		notes: '',
		apifields: [],
	}),
};

const company = ({ records, path }: ProCall) => records.companies.get(Number(path.companyid)).id;
const contact = ({ records, path }: ProCall) => records.contacts.get(Number(path.contactid)).id;

export const taskBehaviours: Behaviours = {
	'task.getManyByCompany': listOf(tasks, (call) => {
		const id = company(call);
		return ({ companyid }) => companyid === id;
	}),
	'task.getManyByContact': listOf(tasks, (call) => {
		const id = contact(call);
		return ({ contacts }) => contacts.includes(id);
	}),
	'timeRecord.getManyByCompany': listOf(timeRecords, (call) => {
		const id = company(call);
		return (time) => taskOfTime(time, call).companyid === id;
	}),
	'timeRecord.getManyByContact': listOf(timeRecords, (call) => {
		const id = contact(call);
		return ({ contactid }) => contactid === id;
	}),
};
