import { isDeepStrictEqual } from 'node:util';
import axios from 'axios';
import { type ContractOperation, loadContract, operations } from '../../contracts';
import { type Sandbox, startSandbox } from '../../sandbox';
import { createProWorkflow } from '../../sandbox/vendors/proworkflow';
import { seed } from '../../sandbox/vendors/proworkflow/seed';
import { type Json, NOW } from './client';
import { type ProClient, proClient } from './proworkflowClient';

let sandbox: Sandbox;
let pro: ProClient;
const all = [...operations(loadContract('proworkflow'))];

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	pro = proClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
});

const access = () => sandbox.vendors.proWorkflow;
const records = () => access().records;

describe('sign-in', () => {
	test('takes the user name or the e-mail address beside the key', async () => {
		const { username, email } = access();
		for (const user of [username, email]) {
			const { contact } = await proClient(sandbox, { username: user }).ok(pro.get('/me'));
			expect(contact).toMatchObject({ id: 3, username, email, type: 'staff' });
			expect(contact).not.toHaveProperty('password');
		}
	});

	test.each<[string, object]>([
		['no key', { headers: { apikey: undefined } }],
		['a wrong key', { headers: { apikey: 'guess' } }],
		['a wrong password', { auth: { username: 'chiara.lombardi', password: 'guess' } }],
		['an unknown name', { auth: { username: 'nobody', password: 'guess' } }],
		['no name at all', { auth: undefined }],
		['another scheme', { auth: undefined, headers: { authorization: 'Bearer guess' } }],
	])('refuses %s without a word', async (_what, config) => {
		const { status, body } = await pro.send({ url: '/me', ...config });
		expect([status, body]).toEqual([401, '']);
	});

	test('a contact who may not log in cannot, nor with an empty password', async () => {
		const { username, password, id } = records().contacts.get(1);
		expect((await proClient(sandbox, { username }).get('/me')).status).toBe(200);
		records().contacts.update(id, { allowlogin: false });
		expect((await proClient(sandbox, { username }).get('/me')).status).toBe(401);
		records().contacts.update(id, { allowlogin: true, password: '' });
		for (const given of [password, '']) {
			const { status } = await proClient(sandbox, { username, password: given }).get('/me');
			expect(status).toBe(401);
		}
	});

	test('the login needs no key, and tells it to who knows the account', async () => {
		const { baseUrl, username, password, apiKey, accountUrl } = access();
		const login = async (params = {}) =>
			(
				await axios.get(`${baseUrl}/login`, {
					auth: { username, password },
					params,
					proxy: false,
					validateStatus: () => true,
				})
			).data;
		expect((await login()).account).toEqual({ name: 'SandboxStudio', url: accountUrl });
		expect((await login({ url: accountUrl })).account.apikey).toBe(apiKey);
		expect((await login({ url: 'SandboxStudio' })).account.apikey).toBe(apiKey);
		expect(await login({ url: 'https://example.com/other' })).toEqual({
			status: 'Error',
			details: ['The account not found'],
		});
	});

	test('a changed password holds for the next call, and a reset brings the old one back', async () => {
		expect((await pro.put('/me', { password: 'another', username: 'chi' })).status).toBe(200);
		expect((await pro.get('/me')).status).toBe(401);
		const renamed = proClient(sandbox, { username: 'chi', password: 'another' });
		expect((await renamed.get('/me')).body.contact.username).toBe('chi');
		sandbox.reset();
		expect((await pro.get('/me')).status).toBe(200);
	});

	test('roles say what staff may do, and clients may look and ask', async () => {
		const as = (id: number) => proClient(sandbox, records().contacts.get(id));
		const accountant = as(6);
		expect((await accountant.put('/invoices/1', { title: 'New' })).status).toBe(200);
		expect((await accountant.get('/companies')).status).toBe(200);
		const { status, body } = await accountant.put('/companies/1', { name: 'New' });
		expect([status, body]).toEqual([
			403,
			{ status: 'Error', details: 'You do not have permission to do this' },
		]);
		const client = as(10);
		expect((await client.delete('/notes/1')).status).toBe(403);
		expect((await client.post('/projectrequests', { title: 'A sign' })).status).toBe(201);
	});

	test('clients know the staff and their own company, contractors the staff and themselves', async () => {
		const seen = async (id: number) => {
			const client = proClient(sandbox, records().contacts.get(id));
			const found = await client.list('/contacts', { fields: 'name,email,title', sortby: 'id' });
			expect(found[0]).toEqual({ id: 1, firstname: 'Ada', lastname: 'Thornton' });
			return found.map((contact) => contact.id).filter((each) => each > 8);
		};
		expect(await seen(10)).toEqual([9, 10, 11]);
		expect(await seen(22)).toEqual([22]);
	});
});

describe('the limit', () => {
	test('500 in 30 seconds for everybody with the key, told in headers alone', async () => {
		const limited = await startSandbox({ now: NOW, checkAnswers: true });
		try {
			const one = proClient(limited);
			const other = proClient(limited, limited.vendors.proWorkflow.records.contacts.get(1));
			const first = await one.get('/me');
			expect(first.headers).toMatchObject({
				'x-ratelimit-limit': '500',
				'x-ratelimit-remaining': '499',
				'x-ratelimit-reset': '30',
			});
			for (let sent = 1; sent < 500; sent += 50) {
				await Promise.all(Array.from({ length: Math.min(50, 500 - sent) }, () => other.get('/me')));
			}
			const { status, headers, body } = await one.get('/me');
			expect([status, body.status]).toEqual([429, 'Error']);
			expect(headers['x-ratelimit-remaining']).toBe('0');
			expect(Number(headers['x-ratelimit-reset'])).toBeGreaterThan(0);
			expect(headers).not.toHaveProperty('retry-after');
			limited.clock.advance(30_000);
			expect((await one.get('/me')).status).toBe(200);
		} finally {
			await limited.close();
		}
	});
});

describe('errors', () => {
	test('an unknown path is a page, an unknown record says so', async () => {
		const page = await pro.get('/nothing');
		expect(page.status).toBe(404);
		expect(page.headers['content-type']).toContain('text/html');
		expect(page.body).toMatch(/^<!doctype html>/);
		const { status, body } = await pro.get('/companies/999');
		expect([status, body]).toEqual([404, { status: 'Error', details: ['Company 999 not found'] }]);
	});

	test('what the contract does not know is refused, each with its name', async () => {
		const { status, body } = await pro.get('/companies', { colour: 'red', sortorder: 'up' });
		expect(status).toBe(400);
		expect(body.details).toEqual([
			'query.colour: is not known here',
			'query.sortorder: must be equal to one of the allowed values (asc, desc)',
		]);
	});

	test('a failure can come with a 200: by a fault, or where no place is found', async () => {
		sandbox.fail({ kind: 'status', status: 200, match: { operationId: 'company.get' } });
		expect(await pro.get('/companies/1')).toMatchObject({
			status: 200,
			body: { status: 'Error', details: ['The sandbox was told to answer 200'] },
		});
		const before = structuredClone(records().contacts.get(1));
		expect(await pro.put('/contacts/1/location', { address: '12345' })).toMatchObject({
			status: 200,
			body: { status: 'Error', details: ['The address could not be geocoded'] },
		});
		expect(records().contacts.get(1)).toEqual(before);
	});

	test('trouble is one text rather than several', async () => {
		sandbox.fail({ kind: 'status', status: 503 });
		expect((await pro.get('/me')).body).toEqual({
			status: 'Error',
			details: 'The sandbox was told to answer 503',
		});
	});
});

test('every operation of the contract has a behaviour, and no behaviour is left over', () => {
	const { behaviours } = createProWorkflow().vendor;
	expect(Object.keys(behaviours).toSorted()).toEqual(
		all.map(({ operationId }) => operationId).toSorted(),
	);
});

test('the same moment gives the same records, and a later one the same in later days', () => {
	const tables = (now: Date) =>
		Object.entries(seed(now)).map(([name, table]) => [name, table.all()]);
	expect(isDeepStrictEqual(tables(NOW), tables(NOW))).toBe(true);
	const later = new Date(NOW.getTime() + 7 * 86_400_000);
	expect(JSON.stringify(tables(later))).toHaveLength(JSON.stringify(tables(NOW)).length);
	const { invoices } = seed(later);
	expect(invoices.get(1).invoiceddate).toBe('2025-12-25');
});

/** What stands in a path: the first record, or a permission. */
const pathOf = ({ path }: ContractOperation) =>
	path.replace('{permissionid}', '5').replace(/\{\w+\}/g, '1');

test.each(all.map((operation) => [operation.operationId, operation] as const))(
	'%s answers as the contract says',
	async (operationId, operation) => {
		const { method, requestExample, successStatus } = operation;
		// The contract's example attaches files of another project.
		const file = operationId === 'message.create' ? { files: '1', fileid: '1' } : {};
		const data = requestExample && { ...requestExample, ...file };
		const params = operationId === 'contact.requestPasswordReset' ? { email: access().email } : {};
		const { status, body } = await pro.send({ method, url: pathOf(operation), data, params });
		expect([status, body.status]).toEqual([successStatus, 'Success']);
	},
);

/** Values of which one fits any parameter of a list. */
const CANDIDATES = ['1', '2026-01-01', '12h', '1,Europe', 'gte1', 'x'];

function sampleOf(schema: Json): string {
	if (schema.enum) return schema.enum[0];
	if (schema.type === 'boolean') return 'true';
	if (schema.type === 'array') {
		const items = schema.items.anyOf?.[0] ?? schema.items;
		return items.enum.filter((name: string) => name !== 'none').join();
	}
	return CANDIDATES.find((value) => new RegExp(schema.pattern ?? '').test(value))!;
}

const lists = all.filter(({ method, parameters }) => {
	const query = parameters.filter((parameter) => parameter.in === 'query');
	return method === 'GET' && query.some(({ name }) => name === 'sortby' || /from$/.test(name));
});

test.each(lists.map((operation) => [operation.operationId, operation] as const))(
	'%s heeds every parameter',
	async (_id, operation) => {
		const query = operation.parameters.filter((parameter) => parameter.in === 'query');
		for (const { name, schema } of query) {
			const page = /^page/.test(name) ? { pagenumber: 1, pagesize: 3 } : {};
			// Dates need a filter along; see the totals.
			const value = name === 'subtotals' ? 'company,project' : sampleOf(schema);
			const { status, body } = await pro.get(pathOf(operation), { ...page, [name]: value });
			expect([name, status, body.details]).toEqual([name, 200, undefined]);
		}
	},
);

describe('lists', () => {
	test('the envelope counts what comes and what there is', async () => {
		const { body } = await pro.get('/companies', { pagenumber: 2, pagesize: 4, sortby: 'id' });
		expect(body).toMatchObject({ count: 4, totalcount: 11, status: 'Success' });
		expect(body.companies.map(({ id }: Json) => id)).toEqual([5, 6, 7, 8]);
		const past = await pro.get('/companies', { pagenumber: 4, pagesize: 4 });
		expect(past.body).toMatchObject({ count: 0, totalcount: 11, companies: [] });
	});

	test('page and size go together only', async () => {
		for (const params of [{ pagenumber: 1 }, { pagesize: 10 }]) {
			const { status, body } = await pro.get('/contacts', params);
			expect([status, body.details]).toEqual([
				400,
				['pagenumber and pagesize must be used together'],
			]);
		}
		expect((await pro.get('/companies/1/summary', { pagesize: 1 })).status).toBe(200);
	});

	test('more than 5,000 records do not come, and the answer does not say so', async () => {
		const { id: _id, ...company } = records().companies.get(1);
		for (let count = records().companies.count; count < 5_100; count += 1) {
			records().companies.insert(company);
		}
		const { body } = await pro.get('/companies', { sortby: 'id', fields: 'code' });
		expect([body.count, body.totalcount, body.status]).toEqual([5_000, 5_099, 'Success']);
		expect(body.companies).toHaveLength(5_000);
		const last = await pro.get('/companies', { pagenumber: 51, pagesize: 100, sortby: 'id' });
		expect(last.body.companies).toHaveLength(99);
	});

	test('the sub-lists of a type have the key of the whole', async () => {
		expect(await pro.ids('/contacts/contractor', {}, 'contacts')).toEqual([20, 21, 22, 23]);
		expect(await pro.ids('/companies/staff', {}, 'companies')).toEqual([12]);
		expect((await pro.list('/companies/client', {}, 'companies'))[0]).toEqual({
			id: 2,
			name: 'Bluebird Bakery',
			code: 'BB',
		});
	});

	test('sorted by names, numbers and dates, both ways, ids where all else is equal', async () => {
		const names = async (params: object) =>
			(await pro.list('/contacts/staff', params, 'contacts')).map(({ lastname }) => lastname);
		const up = await names({ sortby: 'lastname' });
		expect(up).toEqual(up.toSorted());
		expect(await names({ sortby: 'lastname', sortorder: 'desc' })).toEqual(up.toReversed());
		const dues = await pro.list('/invoices', { sortby: 'duedate', status: 'all' });
		const dates = dues.map(({ duedate }) => duedate);
		expect(dates).toEqual(dates.toSorted());
		const paged = await Promise.all(
			[1, 2, 3].map((pagenumber) =>
				pro.ids('/projectrequests', { pagenumber, pagesize: 2, sortby: 'companyid' }),
			),
		);
		expect(new Set(paged.flat()).size).toBe(5);
	});
});

describe('fields', () => {
	const first = async (url: string, params: object, key?: string) =>
		(await pro.list(url, { sortby: 'id', ...params }, key))[0];

	test('only those asked for come, with the id, and composite names taken apart', async () => {
		expect(await first('/contacts', { fields: 'name,company' })).toEqual({
			id: 1,
			firstname: 'Ada',
			lastname: 'Thornton',
			companyid: 12,
			companyname: 'Sandbox Studio',
		});
		expect(
			await first('/companies/1/projects', { fields: 'dates,manager,status' }, 'projects'),
		).toEqual({
			id: 1,
			startdate: '2025-11-08',
			duedate: '2026-02-06',
			completedate: '',
			managerid: 1,
			managername: 'Ada Thornton',
			status: 'active',
		});
		expect(await first('/invoices', { fields: 'totals' })).toEqual({
			id: 1,
			subtotal: 1035,
			taxtotal: 120,
			grandtotal: 1155,
		});
	});

	test('API fields one by one, or all', async () => {
		expect(await first('/companies', { fields: 'apifield2' })).toEqual({
			id: 1,
			apifields: [{ id: 2, name: 'Industry', value: 'Industrial' }],
		});
		expect((await first('/companies', { fields: 'code,apifields' })).apifields).toHaveLength(2);
	});

	test('people with details where these are asked for', async () => {
		const people = async (params: object) =>
			(await first('/companies', { fields: 'contacts', ...params })).contacts[0];
		expect(await people({})).toEqual({ id: 9, name: 'Imani Okafor' });
		expect(await people({ contactdetails: true })).toMatchObject({
			email: 'imani.okafor@example.com',
			workphone: '0123 456 7008',
		});
	});

	test('none leaves the totals alone; time has none of its own', async () => {
		const { body } = await pro.get('/invoices', { fields: 'none' });
		expect(body).toEqual({
			count: 0,
			totalcount: 7,
			status: 'Success',
			total: { subtotal: 7887.5, taxtotal: 731.66, grandtotal: 8619.16 },
		});
		const time = (await pro.get('/companies/1/time', { trackedfrom: '-1m' })).body;
		expect(time).not.toHaveProperty('timerecords');
		const shown = await pro.list(
			'/companies/1/time',
			{ trackedfrom: '-1m', fields: 'timetracked,dates,task' },
			'timerecords',
		);
		const sum = shown.reduce((total, { timetracked }) => total + timetracked, 0);
		expect(time.total).toEqual({ timetracked: sum });
		expect(shown[0]).toEqual({
			id: expect.any(Number),
			timetracked: expect.any(Number),
			date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			taskid: expect.any(Number),
			taskname: expect.any(String),
		});
	});

	test('a field that is unknown, or of another list, is refused', async () => {
		for (const fields of ['name,colour', '', 'apifieldX']) {
			expect((await pro.get('/companies', { fields })).status).toBe(400);
		}
	});
});

describe('totals', () => {
	const sums = async (url: string, params: object) =>
		(await pro.ok(pro.get(url, params))).subtotals as Json[];

	test('subtotals of each combination of groups, which come to the total', async () => {
		const { subtotals, total } = await pro.ok(
			pro.get('/invoices', { subtotals: 'company,status', status: 'all', fields: 'none' }),
		);
		expect(subtotals).toContainEqual({
			companyid: 1,
			companyname: 'Harbour Lights Hotel',
			status: 'paid',
			subtotal: 1075,
			taxtotal: 125,
			grandtotal: 1200,
		});
		const grand = subtotals.reduce((sum: number, row: Json) => sum + row.grandtotal, 0);
		expect(grand).toBeCloseTo(total.grandtotal, 2);
	});

	test('by dates only with where they begin, the week from that day on', async () => {
		const refused = await pro.get('/invoices', { subtotals: 'month' });
		expect([refused.status, refused.body.details]).toEqual([
			400,
			['subtotals by month need invoiceddatefrom'],
		]);
		const months = await sums('/invoices', {
			subtotals: 'year,month',
			subtotalsdateoption: 'due',
			duedatefrom: '2026-01-01',
		});
		expect(months.map(({ year, month }) => `${year} ${month}`).toSorted()).toEqual([
			'2026 2026-01',
			'2026 2026-02',
		]);
		const weeks = await sums('/invoices', { subtotals: 'week', invoiceddatefrom: '2025-12-18' });
		for (const { week } of weeks) {
			const days = (Date.parse(week) - Date.parse('2025-12-18')) / 86_400_000;
			expect(days % 7).toBe(0);
		}
	});

	test('what comes to nothing is left out, and paging too', async () => {
		const byProject = () => sums('/contacts/1/time', { subtotals: 'project', trackedfrom: '-2m' });
		const [first, ...others] = await byProject();
		expect(others.length).toBeGreaterThan(0);
		for (const { id, taskid } of records().timeRecords.all()) {
			const { projectid } = records().tasks.get(taskid);
			if (projectid === first.projectid) records().timeRecords.update(id, { timetracked: 0 });
		}
		expect(await byProject()).toEqual(others);
		const params = { subtotals: 'company', pagenumber: 1, pagesize: 5 };
		expect((await pro.get('/invoices', params)).status).toBe(400);
	});
});

describe('summaries', () => {
	test('have ten of each type, or the page asked for, and only what is open', async () => {
		const summary = await pro.ok(pro.get('/companies/1/summary'));
		expect(Object.keys(summary)).toEqual([
			'status',
			'contacts',
			'invoices',
			'projects',
			'quotes',
			'tasks',
		]);
		expect(summary.invoices.map(({ id }: Json) => id)).toEqual([1, 4]);
		expect(summary.projects).toEqual([
			{
				id: 1,
				title: 'Website relaunch',
				number: 'PRJ-00001',
				companyid: 1,
				companyname: 'Harbour Lights Hotel',
			},
		]);
		const second = await pro.ok(
			pro.get('/companies/1/summary', { types: 'contacts,quotes', pagenumber: 2, pagesize: 2 }),
		);
		expect(second).toEqual({ status: 'Success', contacts: [expect.anything()], quotes: [] });
		// The company of the staff has contacts alone (docs.txt L1734-1738).
		expect(Object.keys(await pro.ok(pro.get('/companies/12/summary')))).toEqual([
			'status',
			'contacts',
		]);
		const contact = await pro.ok(pro.get('/contacts/1/summary', { types: 'tasks' }));
		expect(Object.keys(contact)).toEqual(['status', 'tasks']);
		expect(contact.tasks).toHaveLength(10);
	});
});
