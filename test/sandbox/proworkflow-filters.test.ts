/** The filter grammar of ProWorkflow's lists, by lists that a person would ask for. */
import { type Sandbox, startSandbox } from '../../sandbox';
import { NOW } from './client';
import { type ProClient, proClient } from './proworkflowClient';

let sandbox: Sandbox;
let pro: ProClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	pro = proClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
});

const records = () => sandbox.vendors.proWorkflow.records;
const byId = { sortby: 'id' };

/** `[what, path, parameters, ids]`; the key where it is not the path's last step. */
type Case = [string, string, object, number[], string?];

/** With a rest, so that jest takes no missing key for a callback. */
const check = async (...[, url, params, due, key]: Case) => {
	expect(await pro.ids(url, { ...byId, ...params }, key)).toEqual(due);
};

describe('what is hidden unless it is asked for', () => {
	test.each<Case>([
		['paid invoices', '/invoices', {}, [1, 2, 3, 4, 5, 6, 7]],
		['unpaid ones', '/invoices', { status: 'paid' }, [8, 9, 10, 11, 12]],
		['ids do not help', '/invoices', { id: '1,8' }, [1]],
		['neither', '/invoices', { id: '1,8', status: 'all' }, [1, 8]],
		['overdue ones are unpaid', '/invoices/overdue', {}, [3, 4, 7], 'invoices'],
		['answered quotes', '/companies/1/quotes', {}, [5]],
		['pending and approved', '/companies/1/quotes', { status: 'active' }, [1, 5]],
		['every quote', '/companies/1/quotes', { status: 'all' }, [1, 5, 9]],
		['complete projects', '/contacts/1/projects', {}, [1, 4, 7]],
		['every project', '/contacts/1/projects', { status: 'all' }, [1, 4, 7]],
		['active ones', '/companies/5/projects', { status: 'complete' }, [5]],
		['pending companies', '/companies', { searchname: 'cycles' }, []],
		['active companies', '/companies', { pending: true }, [11]],
		['pending contacts', '/contacts/client', { pending: true }, [25], 'contacts'],
		['expenses of complete projects', '/expenses', {}, [1, 2, 3, 4, 5, 6]],
		['those alone', '/expenses', { projectstatus: 'complete' }, [7, 8]],
		['files of complete projects', '/files', { projectstatus: 'all' }, [1, 2, 3, 4, 5, 6, 7]],
		['folders of them', '/files/folders', {}, [1, 2, 3], 'folders'],
		['messages of them', '/messages', {}, [1, 2, 3, 5, 6, 7]],
	])('%s: %s %j', check);

	test('time of more than a week ago', async () => {
		const count = async (params: object) =>
			(await pro.get('/companies/3/time', params)).body.totalcount;
		const days = records()
			.timeRecords.where(({ taskid }) => records().tasks.get(taskid).companyid === 3)
			.map(({ date }) => date);
		const since = (day: string) => days.filter((date) => date >= day).length;
		expect(await count({})).toBe(since('2026-01-01'));
		expect(await count({ trackedfrom: '-2m' })).toBe(days.length);
		expect(days.length).toBeGreaterThan(since('2026-01-01'));
	});
});

describe('days', () => {
	test.each<Case>([
		['from', '/invoices', { duedatefrom: '2026-01-22' }, [2, 5, 6]],
		['to, the day included', '/invoices', { duedateto: '2025-12-08' }, [4]],
		['between', '/invoices', { duedatefrom: '2025-12-18', duedateto: '2026-01-17' }, [1, 3, 7]],
		['ahead', '/invoices', { duedatefrom: '+25d' }, [5, 6]],
		['ago', '/invoices', { invoiceddatefrom: '-1w' }, [5, 6]],
		['months ago', '/invoices', { invoiceddatefrom: '-1m' }, [1, 2, 5, 6]],
		['years ago', '/invoices', { invoiceddateto: '-1y' }, []],
		['today', '/invoices', { invoiceddatefrom: '+0d' }, [6]],
		['none at all', '/invoices', { paiddatefrom: '2000-01-01' }, []],
		['of events', '/events', { starttimefrom: '2026-01-13', endtimeto: '2026-01-16' }, [6, 7]],
		[
			'of the project',
			'/companies/1/tasks',
			{ projectduedateto: '2026-02-06' },
			[2, 3, 4, 5, 6],
			'tasks',
		],
		['added', '/messages', { datefrom: '-7d' }, [5, 6, 7]],
	])('%s: %s %j', check);

	test('that do not exist are refused', async () => {
		const { status, body } = await pro.get('/invoices', { duedatefrom: '2026-02-30' });
		expect([status, body.details]).toEqual([400, ['2026-02-30 is not a date']]);
	});
});

describe('moments', () => {
	const recent = (params: object) => pro.ids('/companies', { ...byId, ...params });

	test.each<[string, number[]]>([
		['10n', []],
		['20n', [1, 5]],
		['1h', [1, 5]],
		['8d', [1, 2, 5]],
		['2w', [1, 2, 3, 5]],
		['1m', [1, 2, 3, 4, 5]],
		['2026-01-07T09:45', [1, 5]],
		['2026-01-07T09:46', []],
	])('changed since %s', async (lastmodifiedfrom, due) => {
		expect(await recent({ lastmodifiedfrom })).toEqual(due);
	});

	test('changed up to then, the minute included', async () => {
		const all = await recent({});
		expect(await recent({ lastmodifiedto: '2026-01-07T09:45' })).toEqual(all);
		const before = await recent({ lastmodifiedto: '2026-01-07T09:44' });
		expect(before).toEqual(all.filter((id) => id !== 1 && id !== 5));
	});

	test('a poll sees what was changed since, by the clock of the sandbox', async () => {
		sandbox.clock.advance(3_600_000);
		const poll = (url: string, key?: string) =>
			pro.list(url, { lastmodifiedfrom: '10n', fields: 'lastmodified', ...byId }, key);
		expect(await poll('/companies')).toEqual([]);
		await pro.ok(pro.put('/companies/7', { phone: '1' }));
		await pro.ok(pro.put('/contacts/9/tags', { tagid: '5' }));
		await pro.ok(pro.post('/invoices/8/lines', { type: 'heading', name: 'More' }));
		await pro.ok(pro.put('/notes/4', { title: 'Changed' }));
		await pro.ok(
			pro.post('/events', { title: 'New', starttime: 'now', endtime: '2026-01-07T12:00' }),
		);
		await pro.ok(pro.post('/projectrequests', { title: 'New' }));
		expect(await poll('/companies')).toEqual([
			{ id: 7, lastmodified: expect.stringMatching(/^2026-01-07T11:00:\d\d$/) },
		]);
		const ids = async (url: string, key?: string) => (await poll(url, key)).map(({ id }) => id);
		expect(await ids('/contacts')).toEqual([9]);
		expect(await ids('/events')).toEqual([9]);
		expect(await ids('/notes')).toEqual([4]);
		expect(await ids('/projectrequests')).toEqual([1006]);
		// The invoice is paid, and hidden.
		expect(await ids('/invoices')).toEqual([]);
		const all = await pro.ids('/invoices', { lastmodifiedfrom: '10n', status: 'all' });
		expect(all).toEqual([8]);
		sandbox.clock.advance(11 * 60_000);
		expect(await poll('/companies')).toEqual([]);
	});
});

describe('texts', () => {
	test.each<Case>([
		['in any of the places', '/companies', { search: 'GB' }, [7]],
		['capitals or not', '/companies', { search: 'gRaN' }, [7]],
		['in none of them', '/companies', { search: '!e' }, [12]],
		['not in the code', '/companies', { searchcode: '!g' }, [1, 2, 3, 4, 5, 8, 9, 10, 12]],
		['of people, both names', '/contacts', { searchname: 'a thornton' }, [1]],
		['of people, name or address', '/contacts', { search: 'ada.thornton@' }, [1]],
		['notes of a company', '/companies/2/notes', { search: '!samples' }, [2]],
	])('%s: %s %j', check);
});

describe('amounts', () => {
	test.each<Case>([
		['exactly', '/invoices', { grandtotal: '1155' }, [1]],
		['written with cents', '/invoices', { subtotal: '1327.50' }, [2]],
		['at least', '/invoices', { grandtotal: 'gte1425' }, [2, 5, 7]],
		['at most', '/invoices', { taxtotal: 'lte95' }, [3, 5, 6]],
		['budgets', '/projectrequests', { budget: 'gte4000' }, [1004, 1005]],
		['of projects', '/companies/2/projects', { quotetotal: '4000' }, [2], 'projects'],
		['under what was quoted', '/companies/2/projects', { invoicetotal: 'under' }, [2], 'projects'],
		['not over it', '/companies/2/projects', { invoicetotal: 'over' }, [], 'projects'],
		['80 percent of it', '/companies/2/projects', { invoicetotal: 'gte80%' }, [2], 'projects'],
		['81 percent', '/companies/2/projects', { invoicetotal: 'gte81%' }, [], 'projects'],
		['nothing was quoted', '/companies/12/projects', { invoicetotal: 'under' }, [], 'projects'],
	])('%s: %s %j', check);

	test('of time: plain ones count what is selected, ratios everything', async () => {
		const task = records().tasks.get(3);
		for (const { id } of records().timeRecords.where(({ taskid }) => taskid === 3)) {
			records().timeRecords.remove(id);
		}
		records().tasks.update(3, { timeallocated: 100 });
		const { id: _id, ...copy } = records().timeRecords.all()[0]!;
		const time = { ...copy, taskid: 3 };
		records().timeRecords.insert({ ...time, contactid: 1, date: '2026-01-05', timetracked: 60 });
		records().timeRecords.insert({ ...time, contactid: 2, date: '2025-12-05', timetracked: 50 });
		const finds = async (params: object) =>
			(await pro.ids(`/companies/${task.companyid}/tasks`, params)).includes(3);
		expect(await finds({ timetracked: '110' })).toBe(true);
		expect(await finds({ timetracked: '110', timetrackedby: '1' })).toBe(false);
		expect(await finds({ timetracked: '60', timetrackedby: '1' })).toBe(true);
		expect(await finds({ timetracked: '50', timetrackedby: '!1' })).toBe(true);
		expect(await finds({ timetracked: 'lte50', timetrackedto: '-1w' })).toBe(true);
		expect(await finds({ timetracked: 'gte61', timetrackedfrom: '-1w' })).toBe(false);
		for (const timetracked of ['over', 'gte110%', 'lte110%']) {
			expect(await finds({ timetracked, timetrackedby: '1', timetrackedfrom: '-1w' })).toBe(true);
		}
		expect(await finds({ timetracked: 'under' })).toBe(false);
	});
});

describe('ids, contacts and choices', () => {
	test.each<Case>([
		['some', '/companies', { id: '3,1,99' }, [1, 3]],
		['at least', '/companies', { idfrom: 10 }, [10, 12]],
		['at most', '/companies', { idto: 2 }, [1, 2]],
		['any of the tags', '/companies', { tagid: '1,3' }, [1, 3]],
		['a division', '/companies', { divisionid: 2 }, [2, 4, 6, 8, 10, 12]],
		['a type', '/companies', { type: 'contractor' }, [8, 9]],
		['a role', '/contacts', { roleid: '2' }, [2, 7]],
		['a login', '/contacts/client', { allowlogin: true }, [10, 13, 16, 19], 'contacts'],
		['a company', '/contacts', { companyid: 2 }, [12, 13]],
		['companies, or not', '/projectrequests', { companyid: '!1,2' }, [1003, 1004, 1005]],
		['who asked', '/projectrequests', { clientid: '9,12' }, [1001, 1002]],
		['asked inside', '/projectrequests', { clienttype: 'internal' }, [1005]],
		['whom', '/projectrequests', { recipientid: '!1' }, [1002, 1004]],
		['mine', '/events', { contacts: 'me' }, [1, 2, 3, 4, 5, 6, 7, 8]],
		['any of them', '/events', { contacts: '1,2' }, [1, 2]],
		['all of them', '/events', { contacts: '1,3', contactsmode: 'all' }, [1]],
		['notes for some, or for all', '/notes', { contacts: '4' }, [1, 3, 4, 5]],
		['to or from', '/messages', { contacts: '9' }, [1, 5, 6]],
		['a discussion', '/messages', { originalmessageid: 1 }, [1, 5, 6]],
		['priorities', '/contacts/1/projects', { priority: '1,2' }, [1, 7], 'projects'],
		['other priorities', '/contacts/1/projects', { priority: '!1,2' }, [4], 'projects'],
		['a manager', '/contacts/1/projects', { managerid: '!1' }, [], 'projects'],
		['mine to manage', '/companies/3/projects', { managerid: 'me' }, [3], 'projects'],
		['invoices by manager', '/invoices', { managerid: '2' }, [2]],
		['nobody', '/companies/1/tasks', { contacts: 'unassigned', status: 'all' }, [1], 'tasks'],
		['general tasks', '/companies/1/tasks', { projecttasks: false }, [52], 'tasks'],
		[
			'but for them',
			'/companies/12/tasks',
			{ projecttasks: true, generaltasks: false },
			[43, 44, 45, 46, 47, 48],
			'tasks',
		],
		['headings', '/companies/1/tasks', { type: 'heading', status: 'all' }, [1], 'tasks'],
		['bold ones', '/companies/1/tasks', { type: 'bold' }, [3], 'tasks'],
		[
			'waiting for others',
			'/companies/1/tasks',
			{ dependentstatus: 'noncurrent' },
			[4, 5, 6],
			'tasks',
		],
		['not taxable', '/invoices', { taxable: 'false' }, [5]],
		['taxable in other words', '/expenses', { taxable: 'nontaxable' }, [4]],
		['invoiced', '/expenses', { invoiced: 'invoiced' }, [1, 4]],
		['files of a task', '/files', { taskid: '3', taskstatus: 'active' }, [6]],
		['files of a folder', '/files', { folderid: '1,2' }, [4, 5]],
	])('%s: %s %j', check);
});

describe('fields of one’s own', () => {
	test.each<Case>([
		['one', '/companies', { apifields: '1,europ' }, [1, 4, 7, 10]],
		['any of two', '/companies', { apifields: '1,Asia||2,Industrial' }, [1, 2, 4, 5, 7, 8, 10]],
		[
			'both',
			'/companies',
			{ apifields: '1,Europe||2,Industrial', apifieldsmode: 'all' },
			[1, 4, 7, 10],
		],
		['the same twice', '/companies', { apifields: '1,Asia||1,South', idto: 6 }, [2, 3, 5, 6]],
		['custom ones', '/projectrequests', { customfields: '2,Tourism' }, [1001, 1003, 1005]],
	])('%s: %s %j', check);
});
