/** What ProWorkflow's writes leave behind. */
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Json, NOW } from './client';
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
const add = async (url: string, data: unknown): Promise<number[]> =>
	(await pro.ok(pro.post(url, data))).details.map(({ id }: Json) => id);
const details = async (reply: ReturnType<ProClient['get']>) => {
	const { status, body } = await reply;
	return [status, ...body.details];
};

describe('companies and contacts', () => {
	test('an update changes what it gives, and an empty text clears', async () => {
		const before = structuredClone(records().companies.get(1));
		await pro.ok(
			pro.put('/companies/1', {
				phone: '',
				name: 'Renamed',
				apifields: [{ id: 1, value: 'Asia' }],
			}),
		);
		expect(records().companies.get(1)).toEqual({
			...before,
			phone: '',
			name: 'Renamed',
			apifields: [
				{ id: 1, value: 'Asia' },
				{ id: 2, value: 'Industrial' },
			],
			lastmodified: expect.stringMatching(/^2026-01-07T10:00:/),
		});
		await pro.ok(pro.put('/companies/1', { apifields: [{ id: 1, value: '' }] }));
		expect(records().companies.get(1).apifields).toEqual([{ id: 2, value: 'Industrial' }]);
	});

	test('several at once, all or none, in their order', async () => {
		const [first, second] = await add('/companies', [
			{ name: 'A', type: 'client' },
			{ name: 'B', type: 'contractor', tagid: '2,1' },
		]);
		expect([first, second]).toEqual([13, 14]);
		expect(records().companies.get(14)).toMatchObject({
			name: 'B',
			type: 'contractor',
			tagid: [2, 1],
			pending: false,
			lastmodified: expect.stringMatching(/^2026-01-07T10:00:/),
		});
		const people = [
			{ firstname: 'A', lastname: 'One', type: 'client', companyid: 1 },
			{ firstname: 'B', lastname: 'Two', type: 'client', companyid: 99 },
		];
		expect(await details(pro.post('/contacts', people))).toEqual([
			400,
			'companyid: Company 99 does not exist',
		]);
		expect(records().contacts.count).toBe(25);
		const image = [{ name: 'C', type: 'client', imagecontent: 'AAAA' }];
		expect((await pro.post('/companies', image)).status).toBe(400);
	});

	test('deleting a company takes its people along, unless they are to be kept', async () => {
		await pro.ok(pro.delete('/companies/2'));
		expect(records().contacts.where(({ companyid }) => companyid === 2)).toEqual([]);
		expect(records().contacts.find(12)).toBeUndefined();
		for (const kind of ['projects', 'tasks', 'invoices', 'quotes', 'projectRequests'] as const) {
			const left = (records()[kind].all() as Array<{ companyid: number }>).map(
				({ companyid }) => companyid,
			);
			expect(left).not.toContain(2);
		}
		await pro.ok(pro.delete('/companies/1', { deletecontacts: false }));
		const { contact } = await pro.ok(pro.get('/contacts/9'));
		expect(contact).toMatchObject({ companyid: '', companyname: '' });
		const changed = await pro.ids('/contacts', { lastmodifiedfrom: '5n', sortby: 'id' });
		expect(changed).toEqual([9, 10, 11]);
		expect((await pro.get('/companies/1')).status).toBe(404);
	});

	test('staff come into the first group, and are super users unless a role is given', async () => {
		const person = { firstname: 'New', lastname: 'One', companyid: 12, allowlogin: true };
		const [first, second, client] = await add('/contacts', [
			{ ...person, type: 'staff', username: 'new', password: 'phrase' },
			{ ...person, type: 'staff', roleid: '3', groupid: '2,4' },
			{ ...person, type: 'client', companyid: 1, roleid: '1' },
		]);
		const ofId = (id: number | undefined) => records().contacts.get(id ?? 0);
		expect(ofId(first)).toMatchObject({ groupid: [1], roleid: [1], password: 'phrase' });
		expect(ofId(second)).toMatchObject({ groupid: [2, 4], roleid: [3] });
		expect(ofId(second).password).not.toBe('');
		expect(ofId(client)).toMatchObject({ groupid: [], roleid: [] });
		const renewed = proClient(sandbox, { username: 'new', password: 'phrase' });
		expect((await renewed.get('/me')).body.contact.firstname).toBe('New');
	});

	test('a contact added below a company is of its type', async () => {
		const [id] = await add('/companies/8/contacts', { firstname: 'A', lastname: 'B' });
		expect(records().contacts.get(id ?? 0)).toMatchObject({ companyid: 8, type: 'contractor' });
		expect(
			(await pro.post('/companies/99/contacts', { firstname: 'A', lastname: 'B' })).status,
		).toBe(404);
	});

	test('tags, groups and roles are added to, and taken away', async () => {
		const tags = async () => (await pro.list('/contacts/1/tags')).map(({ name }) => name);
		expect(await tags()).toEqual(['Important', 'Newsletter']);
		await pro.ok(pro.put('/contacts/1/tags', { tagid: '2,5' }));
		expect(await tags()).toEqual(['Important', 'Newsletter', 'Late payer']);
		await pro.ok(pro.put('/contacts/1/tags', { tagid: '1,2', remove: true }));
		expect(await tags()).toEqual(['Late payer']);
		await pro.ok(pro.put('/contacts/1', { tagid: '' }));
		expect(await tags()).toEqual([]);
		expect(await details(pro.put('/companies/1/tags', { tagid: '9' }))).toEqual([
			400,
			'tagid: Tag 9 does not exist',
		]);
		await pro.ok(pro.put('/contacts/2/groups', { groupid: '4' }));
		const { groups, teams } = await pro.ok(pro.get('/contacts/2/groups'));
		expect(groups.map(({ id }: Json) => id)).toEqual([2, 4]);
		expect(teams.map(({ name }: Json) => name)).toEqual(['Design', 'Development']);
		expect((await pro.put('/contacts/9/groups', { groupid: '4' })).status).toBe(400);
	});

	test('roles say what is permitted', async () => {
		const may = async (setting: string) =>
			(await pro.ok(pro.get('/contacts/6/permissions/6', { permissionsetting: setting })))
				.permission;
		expect(await may('edit')).toEqual({
			id: 6,
			name: 'Invoices',
			permissionsetting: 'edit',
			allowed: true,
		});
		await pro.ok(pro.put('/contacts/6/roles', { roleid: '3', remove: true }));
		expect((await may('edit')).allowed).toBe(false);
		const { contact } = await pro.ok(pro.get('/contacts/1', { permissions: true }));
		expect(contact.permissions).toHaveLength(13);
	});

	test('where somebody is, by numbers or by an address', async () => {
		await pro.ok(pro.put('/contacts/9/location', { latitude: 1.5, longitude: -2.5 }));
		expect((await pro.ok(pro.get('/contacts/9/location'))).location).toEqual({
			latitude: 1.5,
			longitude: -2.5,
			locationtime: expect.stringMatching(/^2026-01-07T10:00:/),
		});
		await pro.ok(pro.put('/contacts/10/location', { address: '1 Example Road, Lisbon' }));
		const recent = await pro.ids('/contacts/location', { locationtimefrom: '5n' }, 'locations');
		expect(recent).toEqual([9, 10]);
		expect(await pro.ids('/contacts/location', { divisionid: 1 }, 'locations')).toEqual([9, 10]);
	});

	test('who asks for access waits, in a company that may wait too', async () => {
		const visitor = { firstname: 'Vera', lastname: 'Visitor', email: 'vera@example.com' };
		const [id] = await add('/contacts/requestaccess', { ...visitor, companyname: 'Newcomers' });
		const contact = records().contacts.get(id ?? 0);
		expect(contact).toMatchObject({ ...visitor, type: 'client', pending: true, allowlogin: false });
		expect(records().companies.get(contact.companyid ?? 0)).toMatchObject({
			name: 'Newcomers',
			type: 'client',
			pending: true,
		});
		expect(await pro.ids('/contacts', { pending: true, sortby: 'id' })).toEqual([25, id]);
		await add('/contacts/requestaccess', { ...visitor, companyname: 'Bluebird Bakery' });
		expect(records().companies.count).toBe(13);
	});

	test('a password reset for an unknown address is a 404', async () => {
		const ask = (email: string) => pro.get('/contacts/forgotpassword', { email });
		expect((await ask('ada.thornton@example.com')).status).toBe(200);
		expect((await ask('nobody@example.com')).status).toBe(404);
	});

	test('an image that is too large is not added, without a word', async () => {
		const image = (size: number) => Buffer.alloc(size, 1).toString('base64');
		await pro.ok(pro.put('/companies/1', { imagecontent: image(101 * 1024) }));
		expect(records().companies.get(1).image).toBe('');
		await pro.ok(pro.put('/companies/1', { imagecontent: image(1024) }));
		expect(records().companies.get(1).image).toMatch(/\.png$/);
	});
});

describe('projects', () => {
	test('are added for a company, with words in place of numbers', async () => {
		const [id] = await add('/companies/2/projects', {
			title: 'New signs',
			startdate: '+1w',
			staff: 'me',
			clients: '12',
			timeallocated: 300,
		});
		expect(records().projects.get(id ?? 0)).toMatchObject({
			companyid: 2,
			number: 'PRJ-00009',
			startdate: '2026-01-14',
			completedate: '',
			managerid: 3,
			staff: [3],
			clients: [12],
			quotetotal: 'auto',
		});
		const shown = await pro.list(
			'/companies/2/projects',
			{ fields: 'quotetotal,percentcomplete' },
			'projects',
		);
		expect(shown.at(-1)).toEqual({ id, quotetotal: 0, percentcomplete: 0 });
	});

	test('for a contact, who is assigned to it', async () => {
		const [id] = await add('/contacts/9/projects', { title: 'One more', clients: '10' });
		expect(records().projects.get(id ?? 0)).toMatchObject({ companyid: 1, clients: [9, 10] });
		expect(await pro.ids('/contacts/9/projects', {}, 'projects')).toContain(id);
		expect(await details(pro.post('/contacts/9/projects', { title: 'x', managerid: 99 }))).toEqual([
			400,
			'managerid: Contact 99 does not exist',
		]);
	});

	test('totals that are automatic follow what is billed', async () => {
		const total = async () =>
			(
				await pro.list(
					'/companies/1/projects',
					{ fields: 'invoicetotal,expensestotal' },
					'projects',
				)
			)[0];
		const before = await total();
		await add('/expenses', { name: 'Taxi', cost: 10, projectid: 1 });
		await add(
			'/invoices',
			invoice({ lines: [{ type: 'lineitem', name: 'x', quantity: 2, rate: 50 }] }),
		);
		expect(await total()).toEqual({
			id: 1,
			invoicetotal: before.invoicetotal + 100,
			expensestotal: before.expensestotal + 10,
		});
	});
});

const invoice = (more: object) => ({
	companyid: 1,
	contactid: 9,
	projectid: 1,
	title: 'New',
	lines: [
		{ type: 'heading', name: 'Work' },
		{ type: 'lineitem', name: 'Design', quantity: 3, rate: 100 },
		{ type: 'staffrate', name: 'Ada', time: 90, rate: 80, taxable: false },
	],
	...more,
});

describe('invoices', () => {
	const shown = async (id: number | undefined) =>
		(await pro.ok(pro.get(`/invoices/${id}`))).invoice;

	test('take address, number and dates from elsewhere, and add up their lines', async () => {
		const [id] = await add(
			'/invoices',
			invoice({ discountvalue: '10%', markprojectasinvoiced: true }),
		);
		expect(await shown(id)).toMatchObject({
			id: 13,
			number: 'INV-00013',
			status: 'unpaid',
			invoiceddate: '2026-01-07',
			duedate: '2026-02-06',
			addresscompanyname: 'Harbour Lights Hotel',
			contactname: 'Imani Okafor',
			city: 'Lisbon',
			// 420 less 10 %; 300 of them are taxable.
			subtotal: 378,
			taxtotal: 33.75,
			grandtotal: 411.75,
		});
		expect((await shown(id)).lines.map(({ displayorder }: Json) => displayorder)).toEqual([
			1, 2, 3,
		]);
		expect(records().projects.get(1).invoiced).toBe(true);
	});

	test('lines of an update replace all, and without any all stay', async () => {
		await pro.ok(pro.put('/invoices/1', { title: 'Renamed', discountvalue: 35, duedate: '' }));
		expect(await shown(1)).toMatchObject({ title: 'Renamed', subtotal: 1000, duedate: '' });
		expect((await shown(1)).lines).toHaveLength(3);
		await pro.ok(
			pro.put('/invoices/1', { lines: [{ type: 'taskrate', name: 'x', time: 30, rate: 100 }] }),
		);
		const { lines, subtotal } = await shown(1);
		expect(subtotal).toBe(15);
		expect(lines).toEqual([
			expect.objectContaining({ type: 'taskrate', time: 30, displayorder: 1 }),
		]);
	});

	test('are paid today, or on a day, and unpaid again', async () => {
		await pro.ok(pro.put('/invoices/1/markaspaid'));
		expect(records().invoices.get(1)).toMatchObject({ status: 'paid', paiddate: '2026-01-07' });
		await pro.ok(pro.put('/invoices/2/markaspaid', { paiddate: '-2d' }));
		expect(records().invoices.get(2)).toMatchObject({ status: 'paid', paiddate: '2026-01-05' });
		await pro.ok(pro.put('/invoices/1/markasunpaid'));
		expect(records().invoices.get(1)).toMatchObject({ status: 'unpaid', paiddate: '' });
		await pro.ok(pro.put('/invoices/1', { status: 'paid', paiddate: '2026-01-02' }));
		expect(records().invoices.get(1)).toMatchObject({ status: 'paid', paiddate: '2026-01-02' });
	});

	test('lines of their own come last, beside others, or under a number', async () => {
		const heading = (name: string, displayorder?: string | number) => ({
			type: 'heading',
			name,
			displayorder,
		});
		const names = async () => (await pro.list('/invoices/1/lines')).map(({ name }) => name);
		await add('/invoices/1/lines', heading('Last'));
		await add('/invoices/1/lines', heading('Second', 'after1'));
		await add('/invoices/1/lines', [heading('First', 'before1'), heading('Between', 1.5)]);
		expect(await names()).toEqual([
			'First',
			'Between',
			'Design',
			'Second',
			'Ada Thornton',
			'Paper',
			'Last',
		]);
		expect(await details(pro.post('/invoices/1/lines', heading('x', 'after2')))).toEqual([
			400,
			'displayorder: the invoice has no line 2',
		]);
		await pro.ok(pro.put('/invoices/1/lines/1', { rate: 1, displayorder: 99 }));
		expect((await names()).at(-1)).toBe('Design');
		expect((await shown(1)).subtotal).toBe(237);
		await pro.ok(pro.delete('/invoices/1/lines/1'));
		expect(await names()).not.toContain('Design');
		expect((await pro.get('/invoices/2/lines/13')).status).toBe(404);
	});

	test('go with their lines', async () => {
		await pro.ok(pro.delete('/invoices/1'));
		expect(records().invoiceLines.where(({ invoiceid }) => invoiceid === 1)).toEqual([]);
		expect((await pro.get('/invoices/1/lines')).status).toBe(404);
	});
});

describe('files and folders', () => {
	const content = (text: string) => Buffer.from(text).toString('base64');
	const file = async (id: number | undefined, params = {}) =>
		(await pro.ok(pro.get(`/files/${id}`, params))).file;

	test('content goes in and comes out, when it is asked for', async () => {
		const [id] = await add('/files', { name: 'ä b.txt', content: content('Some text'), taskid: 3 });
		expect(await file(id)).toMatchObject({
			name: 'ä b.txt',
			size: 9,
			projectid: 1,
			taskid: 3,
			date: '2026-01-07',
			link: expect.stringMatching(/^https:.*\/%C3%A4%20b\.txt$/),
		});
		expect(await file(id)).not.toHaveProperty('content');
		expect((await file(id, { content: true })).content).toBe(content('Some text'));
	});

	test('up to one megabyte; of more there is the link alone', async () => {
		const add1 = async (size: number) => {
			const [id] = await add('/files', {
				name: 'large',
				content: Buffer.alloc(size).toString('base64'),
				projectid: 1,
			});
			return file(id, { content: true });
		};
		expect(Buffer.from((await add1(1024 * 1024)).content, 'base64')).toHaveLength(1024 * 1024);
		const larger = await add1(1024 * 1024 + 1);
		expect(larger).not.toHaveProperty('content');
		expect(larger).toMatchObject({ size: 1024 * 1024 + 1, link: expect.any(String) });
	});

	test('a file can belong to a folder, or to a project request', async () => {
		const [inFolder] = await add('/files', { name: 'x', content: '', folderid: 2 });
		expect(await file(inFolder)).toMatchObject({
			folderid: 2,
			foldername: 'Drafts',
			projectid: 2,
			contacts: [{ id: 1 }, { id: 3 }],
		});
		const [ofRequest] = await add('/files', { name: 'y', content: '', projectid: 1001 });
		expect(await file(ofRequest)).toMatchObject({ projectid: 1001, projecttitle: 'New logo' });
		const [request] = await pro.list('/projectrequests', { fields: 'files' });
		expect(request.files).toEqual([{ id: ofRequest, name: 'y' }]);
		expect(await pro.ids('/files', { projectid: '1001' })).toEqual([]);
		expect((await pro.post('/files', { name: 'z', content: '', projectid: 99 })).status).toBe(400);
	});

	test('folders are for all, for some or for oneself', async () => {
		const contacts = async (given: object) => {
			const [id] = await add('/files/folders', { name: 'x', projectid: 1, ...given });
			return (await pro.ok(pro.get(`/files/folders/${id}`))).folder.contacts;
		};
		expect(await contacts({})).toBe('all');
		expect(await contacts({ contacts: 'me' })).toEqual([{ id: 3, name: 'Chiara Lombardi' }]);
		expect(await contacts({ contacts: '1,2' })).toHaveLength(2);
	});
});

describe('messages', () => {
	const message = async (id: number | undefined, params = {}) =>
		(await pro.ok(pro.get(`/messages/${id}`, params))).message;

	test('start a discussion, and are answered', async () => {
		const [id] = await add('/messages', {
			title: 'News',
			content: 'Read this',
			projectid: 1,
			contacts: 'all',
			files: '1',
		});
		expect(await message(id)).toMatchObject({
			originalmessageid: '',
			authorid: 3,
			public: true,
			files: [{ id: 1, name: 'brief.txt' }],
		});
		expect((await message(id)).contacts.map((each: Json) => each.id)).toEqual([1, 3, 6, 9, 10, 20]);
		const [reply] = await add('/messages', { content: 'Done', originalmessageid: id });
		const [again] = await add('/messages', { content: 'Thanks', originalmessageid: reply });
		for (const each of [reply, again]) {
			expect(await message(each)).toMatchObject({
				originalmessageid: id,
				title: 'News',
				projectid: 1,
			});
		}
		expect(await pro.ids('/messages', { originalmessageid: id })).toEqual([id, reply, again]);
		expect(await message(id, { projectcontacts: true })).toHaveProperty('projectcontacts');
	});

	test('about a task are for its people, in its project', async () => {
		const [id] = await add('/messages', {
			title: 'Task',
			content: 'x',
			taskid: 3,
			contacts: 'all',
			public: false,
		});
		expect(records().messages.get(id ?? 0)).toMatchObject({
			projectid: 1,
			taskid: 3,
			contacts: records().tasks.get(3).contacts,
			public: false,
		});
		expect(
			await details(
				pro.post('/messages', {
					title: 'x',
					content: 'x',
					projectid: 1,
					contacts: '1',
					fileid: '2',
				}),
			),
		).toEqual([400, 'files: File 2 belongs to another project']);
		expect((await pro.post('/messages', { content: 'x', originalmessageid: 99 })).status).toBe(400);
	});

	test('are edited and deleted by their authors, a discussion as a whole', async () => {
		expect((await pro.put('/messages/3', { public: true })).status).toBe(403);
		expect((await pro.delete('/messages/5')).status).toBe(403);
		expect((await pro.put('/messages/6', { public: false })).status).toBe(400);
		await pro.ok(pro.put('/messages/1', { contacts: '2', public: false }));
		// Contact 9 and the caller have answered.
		expect(records().messages.get(1)).toMatchObject({ contacts: [2, 9, 3], public: false });
		await pro.ok(pro.delete('/messages/6'));
		expect(records().messages.find(5)).toBeDefined();
		await pro.ok(pro.delete('/messages/1'));
		expect(records().messages.find(5)).toBeUndefined();
	});
});

describe('notes, events, expenses and requests', () => {
	test('notes are for all unless somebody is named, also after an update', async () => {
		const [id] = await add('/notes', { title: 'x', content: 'y', categoryid: 2, contacts: '1,2' });
		expect(records().notes.get(id ?? 0).contacts).toEqual([1, 2]);
		await pro.ok(pro.put(`/notes/${id}`, { title: 'z' }));
		expect(records().notes.get(id ?? 0)).toMatchObject({
			title: 'z',
			content: 'y',
			contacts: 'all',
		});
		const unknown = { title: 'x', content: 'y', categoryid: 4 };
		expect((await pro.post('/notes', unknown)).status).toBe(400);
	});

	test('notes of a company or a contact are found there alone', async () => {
		const [id] = await add('/companies/1/notes', { content: 'Hello' });
		expect(await pro.ids('/companies/1/notes', { sortby: 'id' })).toEqual([1, id]);
		expect((await pro.get(`/companies/2/notes/${id}`)).status).toBe(404);
		expect((await pro.delete(`/companies/2/notes/${id}`)).status).toBe(404);
		await pro.ok(pro.delete(`/companies/1/notes/${id}`));
		expect(await pro.ids('/companies/1/notes')).toEqual([1]);
		expect(await pro.ids('/contacts/3/notes', { datefrom: '-4d' })).toEqual([3]);
	});

	test('events are the caller’s own unless others are named', async () => {
		const times = { starttime: 'now', endtime: '2026-01-07T12:00' };
		const [mine, everybody] = [
			...(await add('/events', { title: 'x', ...times })),
			...(await add('/events', { title: 'y', ...times, contacts: 'all' })),
		];
		expect(records().events.get(mine ?? 0)).toMatchObject({
			contacts: [3],
			starttime: '2026-01-07T10:00',
		});
		expect(records().events.get(everybody ?? 0).contacts).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	});

	test('expenses are of today, taxable and the caller’s', async () => {
		const [id] = await add('/expenses', { name: 'x', cost: 1.5, projectid: 2 });
		expect((await pro.ok(pro.get(`/expenses/${id}`))).expense).toMatchObject({
			contactid: 3,
			companyid: 2,
			date: '2026-01-07',
			invoiced: false,
			taxable: true,
		});
		await pro.ok(pro.put(`/expenses/${id}`, { name: 'y', cost: 2 }));
		expect(records().expenses.get(id ?? 0)).toMatchObject({ name: 'y', cost: 2, taxable: true });
		await pro.ok(pro.delete(`/expenses/${id}`));
		expect((await pro.get(`/expenses/${id}`)).status).toBe(404);
	});

	test('requests go to the one named, or to the one who gets them all', async () => {
		const [id] = await add('/projectrequests', { title: 'x', startdate: '+1m' });
		const [other] = await add('/projectrequests', { title: 'y', contactid: 2 });
		expect(records().projectRequests.get(id ?? 0)).toMatchObject({
			clientid: 3,
			companyid: 12,
			recipientid: 1,
			startdate: '2026-02-07',
			submitteddate: '2026-01-07',
		});
		expect(records().projectRequests.get(other ?? 0).recipientid).toBe(2);
	});
});
