import axios from 'axios';
import { type Sandbox, startSandbox } from '../../sandbox';
import { loadContract, operations } from '../../contracts';
import { createBlikk } from '../../sandbox/vendors/blikk';
import { createHubPlanner } from '../../sandbox/vendors/hub-planner';
import { seed } from '../../sandbox/vendors/blikk/seed';
import { type BlikkClient, blikkClient, idsOf } from './blikkClient';
import { type Json, NOW } from './client';

let sandbox: Sandbox;
let blikk: BlikkClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	blikk = blikkClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
});

const CONTACTS = '/v1/Core/Contacts';

describe('sign-in', () => {
	const vendor = () => sandbox.vendors.blikk;
	const signIn = async (
		username = vendor().applicationId,
		password = vendor().applicationSecret,
	) => {
		const { status, data } = await axios.post(`${vendor().baseUrl}/v1/Auth/Token`, undefined, {
			auth: { username, password },
			validateStatus: () => true,
			proxy: false,
		});
		return { status, body: data };
	};
	const statusWith = async (token: string) =>
		(await blikkClient(sandbox, token).get(CONTACTS, { page: 1 })).status;

	test('id and secret give a token for an hour, and several live at once', async () => {
		const { status, body } = await signIn();
		expect(status).toBe(200);
		expect(body).toEqual({
			objectName: 'auth.token',
			accessToken: expect.stringMatching(/^pk_[0-9a-f-]{36}\.pa_[0-9a-f-]{36}$/),
			expires: expect.stringMatching(/^2026-01-07 11:00:\d\d \+00:00$/),
		});
		sandbox.clock.advance(30 * 60_000);
		const later = (await signIn()).body;
		expect(await statusWith(body.accessToken)).toBe(200);
		expect(await statusWith(later.accessToken)).toBe(200);
		sandbox.clock.advance(30 * 60_000);
		expect(await statusWith(body.accessToken)).toBe(401);
		expect(await statusWith(later.accessToken)).toBe(200);
	});

	test('a wrong id, a wrong secret and anything but Basic are refused', async () => {
		const { applicationId, applicationSecret, baseUrl } = vendor();
		expect((await signIn('somebody', applicationSecret)).status).toBe(401);
		expect((await signIn(applicationId, 'guess')).status).toBe(401);
		const body = { username: applicationId, password: applicationSecret };
		const options = { validateStatus: () => true, proxy: false as const };
		expect((await axios.post(`${baseUrl}/v1/Auth/Token`, body, options)).status).toBe(401);
	});

	test('no token, a wrong one and one of the wrong scheme are refused alike', async () => {
		const token = vendor().issueToken().accessToken;
		for (const Authorization of ['', 'Bearer nobody', `Basic ${token}`, token]) {
			const reply = await blikk.send({
				url: CONTACTS,
				params: { page: 1 },
				headers: { Authorization },
			});
			expect([reply.status, reply.body]).toEqual([401, { message: 'Invalid token' }]);
		}
	});

	test('a fault ends the tokens, and a new one works', async () => {
		const { accessToken } = vendor().issueToken();
		sandbox.fail({ kind: 'expired-token', match: { vendor: 'blikk' } });
		expect(await statusWith(accessToken)).toBe(401);
		expect(await statusWith(accessToken)).toBe(401);
		expect(await statusWith((await signIn()).body.accessToken)).toBe(200);
		blikk = blikkClient(sandbox);
	});

	test('an address that is not allowed is told apart from a permission that is missing', async () => {
		vendor().application.permissions = ['Contact_Read'];
		const contact = { name: 'A', contactType: 'person', responsibleId: 1 };
		const missing = await blikk.post(CONTACTS, contact);
		expect(missing.status).toBe(403);
		expect(missing.body).toEqual({
			message: 'You dont have the nessecery permissions to perform this action',
			ipAddressAllowed: true,
			permissionsRequired: ['Contact_Write'],
		});
		expect((await blikk.get(CONTACTS, { page: 1 })).status).toBe(200);
		expect((await blikk.get('/v1/Core/Tasks', { page: 1 })).status).toBe(403);
		// The lists of administrators name no permission.
		expect((await blikk.get('/v1/Admin/Users', { page: 1 })).status).toBe(200);

		vendor().application.addressAllowed = false;
		const forbidden = {
			message: 'Your IP-address "127.0.0.1" is not allowed',
			ipAddressAllowed: false,
			permissionsRequired: [],
		};
		expect((await blikk.get(CONTACTS, { page: 1 })).body).toEqual(forbidden);
		expect(await signIn()).toEqual({ status: 403, body: forbidden });

		sandbox.reset();
		expect((await signIn()).status).toBe(200);
		expect((await blikk.post(CONTACTS, contact)).status).toBe(201);
	});
});

describe('the limit of four requests a second', () => {
	test('holds for each token, and says how long to wait', async () => {
		const limited = await startSandbox({ now: NOW, checkAnswers: true });
		try {
			const [one, other] = [blikkClient(limited), blikkClient(limited)];
			const call = (client: BlikkClient) => client.get('/v1/Admin/Countries', { page: 1 });
			// The first call compiles; a burst after it lies well within one second.
			expect((await call(other)).headers).not.toHaveProperty('retry-after');
			const burst = await Promise.all(Array.from({ length: 10 }, () => call(one)));
			const over = burst.filter(({ status }) => status !== 200);
			expect(over).toHaveLength(6);
			for (const { status, headers, body } of over) {
				expect([status, headers['retry-after'], body]).toEqual([429, '1', { waitInSeconds: 1 }]);
			}
			expect((await call(other)).status).toBe(200);
			limited.clock.advance(1_000);
			expect((await call(one)).status).toBe(200);
		} finally {
			await limited.close();
		}
	});

	test('a fault tells its own wait in the body too', async () => {
		sandbox.fail({ kind: 'status', status: 429, retryAfter: 3 });
		const { headers, body } = await blikk.get('/v1/Admin/Countries', { page: 1 });
		expect([headers['retry-after'], body]).toEqual(['3', { waitInSeconds: 3 }]);
	});
});

describe('what the contract does not allow is refused with the field', () => {
	test.each<[string, () => ReturnType<BlikkClient['get']>, string, string]>([
		['no page', () => blikk.get(CONTACTS), 'page', 'query.page: is required'],
		['page 0', () => blikk.get(CONTACTS, { page: 0 }), 'page', 'query.page: must be >= 1'],
		[
			'a page too large',
			() => blikk.get(CONTACTS, { page: 1, pageSize: 101 }),
			'pageSize',
			'query.pageSize: must be <= 100',
		],
		[
			'an unknown filter',
			() => blikk.get(CONTACTS, { page: 1, 'filter.name': 'x' }),
			'filter.name',
			'query.filter.name: is not known here',
		],
		[
			'an unknown sort key',
			() => blikk.get('/v1/Admin/Users', { page: 1, sortBy: 'id' }),
			'sortBy',
			'query.sortBy: must be equal to one of the allowed values (name)',
		],
		[
			'a list of something else',
			() => blikk.get('/v1/Core/Tasks', { page: 1, 'filter.taskIds': '1;2' }),
			'filter.taskIds',
			'query.filter.taskIds: must match pattern "^\\d+(,\\d+)*$"',
		],
		[
			'an ISO time in a filter',
			() =>
				blikk.get(CONTACTS, { page: 1, 'filter.createdOrUpdatedSince': '2026-01-01T00:00:00Z' }),
			'filter.createdOrUpdatedSince',
			'must match pattern',
		],
		[
			'a missing field',
			() => blikk.post(CONTACTS, { contactType: 'person', responsibleId: 1 }),
			'name',
			'body.name: is required',
		],
		[
			'an answer’s field',
			() =>
				blikk.post(CONTACTS, {
					name: 'A',
					contactType: 'person',
					responsible: 1,
					responsibleId: 1,
				}),
			'responsible',
			'body.responsible: is not known here',
		],
	])('%s', async (_, call, field, message) => {
		const { status, body } = await call();
		expect(status).toBe(400);
		expect(body.message).toBe('The request is invalid.');
		expect(body.modelState[field].join()).toContain(message);
	});

	test('an unknown URL is a 404 without a body, an unknown id a 400', async () => {
		const unknown = await blikk.get('/v1/Core/Nothing');
		expect([unknown.status, unknown.body]).toEqual([404, '']);
		const { status, body } = await blikk.get(`${CONTACTS}/999`);
		expect([status, body.modelState]).toEqual([400, { id: ['Contact 999 not found'] }]);
		expect((await blikk.delete('/v1/Core/Tasks/999')).status).toBe(400);
	});
});

test.each([
	['blikk', () => createBlikk({ clock: sandbox.clock }).vendor],
	['hub-planner', () => createHubPlanner().vendor],
] as const)(
	'%s: every operation of the contract has a behaviour, and no behaviour is left over',
	(name, vendor) => {
		const { behaviours, signIn } = vendor();
		const served = [...Object.keys(behaviours), ...signIn.endpoints.map((one) => one.operationId)];
		const due = [...operations(loadContract(name))].map(({ operationId }) => operationId);
		expect(served.toSorted()).toEqual(due.toSorted());
	},
);

describe('lists', () => {
	test('the envelope, the default page, a short last page and one past the end', async () => {
		const { body } = await blikk.get(CONTACTS, { page: 3 });
		expect(body).toMatchObject({
			objectName: 'generic.pagedlist',
			page: 3,
			pageSize: 25,
			itemCount: 10,
			totalItemCount: 60,
			totalPages: 3,
		});
		expect(body.items).toHaveLength(10);
		const past = (await blikk.get(CONTACTS, { page: 4 })).body;
		expect(past).toMatchObject({ page: 4, itemCount: 0, totalPages: 3, items: [] });
	});

	test('an exact multiple has no page too many, and every record comes once', async () => {
		const pages = await Promise.all(
			[1, 2, 3].map((page) => blikk.get(CONTACTS, { page, pageSize: 20 })),
		);
		expect(pages.map(({ body }) => [body.itemCount, body.totalPages])).toEqual([
			[20, 3],
			[20, 3],
			[20, 3],
		]);
		expect(new Set(pages.flatMap(({ body }) => idsOf(body.items))).size).toBe(60);
		expect((await blikk.get(CONTACTS, { page: 4, pageSize: 20 })).body.items).toEqual([]);
		const nothing = (await blikk.get(CONTACTS, { page: 1, 'filter.query': 'zzz' })).body;
		expect(nothing).toMatchObject({ totalItemCount: 0, totalPages: 0, items: [] });
	});

	test.each<[string, number]>([
		['/v1/Admin/AbsenceProjects', 4],
		['/v1/Admin/Activities', 6],
		['/v1/Admin/Allowances', 3],
		['/v1/Admin/Articles', 8],
		['/v1/Admin/CompanyCars', 4],
		['/v1/Admin/ContactTags', 5],
		['/v1/Admin/Countries', 5],
		['/v1/Admin/Equipments', 4],
		['/v1/Admin/InternalProjects', 3],
		['/v1/Admin/TimeAdditions', 4],
		['/v1/Admin/TimeArticles', 3],
		['/v1/Admin/TimeCodes', 3],
		['/v1/Admin/Users', 20],
		['/v1/Core/Projects', 40],
		['/v1/Core/TaskBoards', 5],
	])('%s has its records, and sorts by name both ways', async (path, count) => {
		const nameOf = ({ name, title, firstName }: Json) => name ?? title ?? firstName;
		const sortBy = path.endsWith('Projects') && path.includes('Core') ? 'title' : 'name';
		const up = await blikk.list(path, { sortBy, sortOrder: 'ascending' });
		const down = await blikk.list(path, { sortBy, sortOrder: 'descending' });
		expect(up).toHaveLength(count);
		expect(up.map(nameOf)).toEqual(up.map(nameOf).toSorted(new Intl.Collator('sv').compare));
		expect(down.map(nameOf)).toEqual(up.map(nameOf).toReversed());
	});

	test('those with dates sort by when they were made and changed', async () => {
		const newest = await blikk.list('/v1/Admin/TimeCodes', {
			sortBy: 'createdDate',
			sortOrder: 'descending',
		});
		expect(idsOf(newest)).toEqual([3, 2, 1]);
		const changed = await blikk.list('/v1/Admin/Activities', {
			sortBy: 'updatedDate',
			sortOrder: 'descending',
		});
		expect(changed[0]).toMatchObject({ id: 3, updatedBy: { id: 1 } });
		expect(changed[1].updated).toBeNull();
		const projects = await blikk.list('/v1/Core/Projects', { sortBy: 'orderNumber' });
		expect(projects.map(({ orderNumber }) => Number(orderNumber)).slice(8, 11)).toEqual([
			109, 110, 111,
		]);
	});

	test('what is nested is nested', async () => {
		const [activity] = await blikk.list('/v1/Admin/Activities');
		expect(activity).toMatchObject({
			objectName: 'activity.list',
			preferredTimeCode: { objectName: 'generic.name_id', id: 1, name: 'Normal' },
			preferredTimeArticle: null,
		});
		expect(activity).not.toHaveProperty('preferredTimeCodeId');
		const [project] = await blikk.list('/v1/Core/Projects');
		expect(project).toMatchObject({
			orderNumber: '101',
			status: { name: 'Pågående', isCompletedStatus: false },
			customer: { id: 2, name: 'Norrskenets Hotell AB' },
			projectManager: { id: 1, name: 'Ada Thornton' },
		});
		const [board] = await blikk.list('/v1/Core/TaskBoards');
		expect(board.columns.map(({ name }: Json) => name)).toEqual([
			'Att göra',
			'Pågår',
			'Granskas',
			'Klart',
		]);
		expect(board.tags).toHaveLength(3);
		expect(board.members[0]).toEqual({
			objectName: 'generic.name_id',
			id: 1,
			name: 'Ada Thornton',
		});
		const tasks = await blikk.list('/v1/Core/Tasks', { 'filter.taskBoardId': board.id });
		const counted = board.columns.map(({ taskCount }: Json) => taskCount);
		expect(counted.reduce((sum: number, count: number) => sum + count)).toBe(tasks.length);
	});

	test('queries and ids filter', async () => {
		const found = async (path: string, filter: object) => idsOf(await blikk.list(path, filter));
		expect(await found('/v1/Admin/Users', { 'filter.query': 'THORN' })).toEqual([1]);
		expect(await found('/v1/Admin/Articles', { 'filter.query': 'a003' })).toEqual([3]);
		expect(await found('/v1/Admin/Articles', { 'filter.query': 'golv' })).toEqual([6]);
		expect(await found('/v1/Core/TaskBoards', { 'filter.query': 'serv' })).toEqual([2]);
		expect(await found('/v1/Core/TaskBoards', { 'filter.projectIds': '4,13,40' })).toEqual([2, 5]);
		expect(await found('/v1/Core/Projects', { 'filter.query': 'norrskenet' })).toEqual([1, 20, 39]);
	});

	test('a user has more to tell than the list', async () => {
		const { body } = await blikk.get('/v1/Admin/Users/2');
		expect(body).toMatchObject({
			objectName: 'user.detail',
			firstName: 'Bruno',
			license: 'Total',
			email: 'bruno.keller@example.com',
			manager: { id: 1, name: 'Ada Thornton' },
			standardActivity: { id: 2, name: 'Projektledning' },
		});
		const [user] = await blikk.list('/v1/Admin/Users', { 'filter.query': 'bruno' });
		expect(user).toMatchObject({ objectName: 'user.list', license: 'total' });
		expect(user).not.toHaveProperty('email');
	});
});

describe('contacts', () => {
	const person = {
		name: 'Lotta Larsson',
		customerNumber: '4711',
		contactType: 'Person',
		organizationalOrSocialSecurityNumber: '860311-0000',
		companyId: 2,
		parentCompanyId: null,
		isActive: true,
		email: 'lotta@example.com',
		invoiceEmail: 'invoice@example.com',
		phoneNumber: '0911-17406',
		cellPhoneNumber: '070-1740605',
		importantInformation: 'Ring efter tio',
		isSupplier: true,
		isWholeSale: true,
		isRetailer: true,
		isSubContractor: true,
		isPartner: true,
		isCustomer: true,
		useReverseBuildTax: true,
		responsibleId: 5,
		tags: [1, 3],
		visitingAddress: { streetAddress: 'Solberga', postalCode: '92372', countryId: 1 },
		deliveryAddress: { city: 'Luleå' },
		invoiceAddress: null,
	};

	test('a new contact answers with all that was sent, nested', async () => {
		const { status, body } = await blikk.post(CONTACTS, person);
		expect(status).toBe(201);
		const { companyId, parentCompanyId, responsibleId, tags, visitingAddress, ...same } = person;
		expect(body).toMatchObject({
			...same,
			objectName: 'contact.detail',
			company: { id: companyId, name: 'Norrskenets Hotell AB' },
			parentCompany: parentCompanyId,
			responsible: { id: responsibleId, name: 'Elena Marchetti' },
			tags: [
				{ id: tags[0], name: 'Stamkund' },
				{ id: tags[1], name: 'Prospekt' },
			],
			visitingAddress: { ...visitingAddress, city: null, countryName: 'Sverige' },
			created: expect.stringMatching(/^2026-01-07 10:00:\d\d \+00:00$/),
			createdBy: { id: 1 },
			lastUpdated: null,
		});
		expect((await blikk.get(`${CONTACTS}/${body.id}`)).body).toEqual(body);
	});

	test('an update replaces the whole: what it leaves out is gone, the number is new', async () => {
		const { id } = (await blikk.post(CONTACTS, person)).body;
		const reply = await blikk.put(`${CONTACTS}/${id}`, {
			name: 'Lotta Berg',
			contactType: 'person',
			responsibleId: 6,
		});
		expect([reply.status, reply.body]).toEqual([200, '']);
		expect((await blikk.get(`${CONTACTS}/${id}`)).body).toMatchObject({
			name: 'Lotta Berg',
			customerNumber: '4712',
			company: null,
			isActive: false,
			email: null,
			importantInformation: null,
			isCustomer: false,
			useReverseBuildTax: false,
			tags: [],
			visitingAddress: null,
			created: expect.stringMatching(/^2026-01-07/),
			lastUpdated: expect.stringMatching(/^2026-01-07/),
			lastUpdatedBy: { id: 1 },
		});
	});

	test('an update with everything keeps everything, the number too', async () => {
		const before = (await blikk.post(CONTACTS, person)).body;
		await blikk.put(`${CONTACTS}/${before.id}`, { ...person, tags: undefined, tagIds: [1, 3] });
		const after = (await blikk.get(`${CONTACTS}/${before.id}`)).body;
		expect({ ...after, lastUpdated: null, lastUpdatedBy: null }).toEqual(before);
	});

	test('ids that lead nowhere are named, all at once', async () => {
		const { status, body } = await blikk.post(CONTACTS, {
			...person,
			responsibleId: 99,
			tags: [1, 77],
			companyId: 999,
			visitingAddress: { countryId: 50 },
		});
		expect(status).toBe(400);
		expect(body.modelState).toEqual({
			responsibleId: ['User 99 does not exist'],
			tags: ['Contact Tag 77 does not exist'],
			companyId: ['Contact 999 does not exist'],
			'visitingAddress.countryId': ['Country 50 does not exist'],
		});
		const company = { ...person, contactType: 'company' };
		expect((await blikk.post(CONTACTS, company)).body.modelState).toHaveProperty('companyId');
		const ofPerson = { ...person, companyId: 60 };
		expect((await blikk.post(CONTACTS, ofPerson)).body.modelState).toHaveProperty('companyId');
		expect(sandbox.vendors.blikk.records.contacts.count).toBe(60);
	});

	test('a number is given where none is sent', async () => {
		const { body } = await blikk.post(CONTACTS, { ...person, customerNumber: undefined });
		expect(body.customerNumber).toBe('160');
	});

	test('a deleted contact is gone, unless it has projects', async () => {
		const { status, body } = await blikk.delete(`${CONTACTS}/60`);
		expect([status, body]).toEqual([200, '']);
		expect((await blikk.get(`${CONTACTS}/60`)).status).toBe(400);
		expect((await blikk.delete(`${CONTACTS}/2`)).body.modelState.id).toEqual([
			'Contact 2 has projects',
		]);
	});

	test('every filter filters', async () => {
		const found = (filter: object) => blikk.list(CONTACTS, filter);
		expect(await found({ 'filter.contactType': 'company' })).toHaveLength(20);
		expect(await found({ 'filter.contactType': 'person' })).toHaveLength(40);
		expect(idsOf(await found({ 'filter.query': 'granit' }))).toEqual([5]);
		expect(idsOf(await found({ 'filter.query': '117' }))).toEqual([18]);
		const tagged = await found({ 'filter.tagIds': '1,5' });
		expect(tagged.length).toBeGreaterThan(10);
		expect(tagged.length).toBeLessThan((await found({ 'filter.tagIds': '1' })).length + 1);
		expect((await found({ 'filter.tagIds': '2' })).length).toBeLessThan(10);
	});

	test('created or updated since includes the moment itself', async () => {
		const since = async (time: string) =>
			idsOf(await blikk.list(CONTACTS, { 'filter.createdOrUpdatedSince': time }));
		expect(await since('2026-01-07')).toEqual([]);
		const { id, created } = (await blikk.post(CONTACTS, person)).body;
		expect(await since(created.slice(0, 19))).toEqual([id]);
		sandbox.clock.advance(120_000);
		await blikk.put(`${CONTACTS}/7`, { ...person, companyId: null });
		expect(await since('2026-01-07 10:01:30')).toEqual([7]);
		const newest = await blikk.list(CONTACTS, { sortBy: 'updated', sortOrder: 'descending' });
		expect(newest[0].id).toBe(7);
		expect(newest.at(-1).lastUpdated).toBeNull();
	});
});

describe('the seed', () => {
	test('has the size of a real account, the same for the same moment', () => {
		const records = seed(NOW);
		const counts = Object.fromEntries(
			Object.entries(records).map(([name, table]) => [name, table.count]),
		);
		expect(counts).toMatchObject({
			users: 20,
			contacts: 60,
			projects: 40,
			taskBoards: 5,
			tasks: 150,
			timeReports: 1500,
		});
		const contents = (all: ReturnType<typeof seed>) =>
			Object.entries(all).map(([name, table]) => [name, table.all()]);
		expect(contents(seed(NOW))).toEqual(contents(records));
	});

	test('every record of it is answered as the contract says', async () => {
		// The sandbox answers 500 where it breaks the contract, and list() throws then.
		const all = async (path: string, pages: number) =>
			(
				await Promise.all(
					Array.from({ length: pages }, (_, index) => blikk.list(path, { page: index + 1 })),
				)
			).flat();
		const lists = {
			[CONTACTS]: await all(CONTACTS, 1),
			'/v1/Admin/Users': await all('/v1/Admin/Users', 1),
			'/v1/Core/TimeReports': (await all('/v1/Core/TimeReports', 15)).filter(
				({ id }) => id % 10 === 0,
			),
		};
		for (const [path, items] of Object.entries(lists)) {
			for (const { id } of items) expect((await blikk.get(`${path}/${id}`)).status).toBe(200);
		}
		const tasks = await all('/v1/Core/Tasks', 2);
		expect(tasks).toHaveLength(150);
		for (const task of tasks.slice(0, 30)) {
			const parts = ['Comments', 'Checklists', 'Attachments'].map((part) =>
				blikk.list(`/v1/Core/Tasks/${task.id}/${part}`),
			);
			const [comments, checklists, attachments] = await Promise.all(parts);
			expect([
				comments!.length,
				checklists!.flatMap(({ items }) => items).length,
				attachments!.length,
			]).toEqual([task.numberOfComments, task.numberOfChecklistPoints, task.numberOfAttachments]);
		}
	});

	test('nothing in it was made or changed in the future, or changed before it was made', () => {
		const wrong = Object.values(seed(NOW))
			.flatMap((table) => table.all() as Json[])
			.filter(
				({ created, updated }) =>
					created > '2026-01-07 10:00:00 +00:00' ||
					(updated && (updated < created || updated > '2026-01-07 10:00:00 +00:00')),
			);
		expect(wrong).toEqual([]);
	});
});
