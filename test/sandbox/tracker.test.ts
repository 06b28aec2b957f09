import axios from 'axios';
import { loadContract, operations } from '../../contracts';
import { type Sandbox, startSandbox } from '../../sandbox';
import { createTracker } from '../../sandbox/vendors/tracker';
import { seed } from '../../sandbox/vendors/tracker/seed';
import { Outbox } from '../../sandbox/outbox';
import { type Json, NOW } from './client';
import { type TrackerClient, trackerClient } from './trackerClient';

let sandbox: Sandbox;
let tracker: TrackerClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	tracker = trackerClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
	tracker = trackerClient(sandbox);
});

const vendor = () => sandbox.vendors.tracker;
const CLIENT = '/Client/1001';

describe('sign-in', () => {
	const options = { validateStatus: () => true, maxRedirects: 0, proxy: false as const };
	const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';
	const asked = () => ({
		client_id: vendor().clientId,
		response_type: 'code',
		scope: 'read,write',
		redirect_uri: REDIRECT,
		state: 'a b&c',
	});
	const authorize = (params: object) =>
		axios.get<Json>(`${vendor().oauthUrl}/oAuth2/Authorize`, { ...options, params });
	const token = async (form: Record<string, string>) => {
		const { clientId: client_id, clientSecret: client_secret, oauthUrl } = vendor();
		const body = new URLSearchParams({
			client_id,
			client_secret,
			redirect_uri: REDIRECT,
			...form,
		});
		const reply = await axios.post<Json>(`${oauthUrl}/oAuth2/Token`, body, options);
		return { status: reply.status, type: reply.headers['content-type'], body: reply.data };
	};
	const exchange = async (bearerToken: unknown) => {
		const url = `${vendor().baseUrl}/api/Auth/ExchangeToken`;
		const { status, data } = await axios.post<Json>(url, { bearerToken }, options);
		return { status, body: data };
	};
	const statusWith = async (jwt: string) => (await trackerClient(sandbox, jwt).get(CLIENT)).status;
	const codeOf = async () => {
		const { headers } = await authorize(asked());
		return new URL(String(headers.location)).searchParams.get('code') ?? '';
	};

	test('the user says yes, the code gives a token, and the token a JWT', async () => {
		const { status, headers } = await authorize(asked());
		expect(status).toBe(302);
		const back = new URL(String(headers.location));
		expect(back.href.split('?')[0]).toBe(REDIRECT);
		expect(back.searchParams.get('state')).toBe('a b&c');
		const code = back.searchParams.get('code') ?? '';
		const given = await token({ grant_type: 'authorization_code', code });
		expect(given).toEqual({
			status: 200,
			type: expect.stringContaining('application/json'),
			body: { Token: expect.any(String) },
		});
		const { status: exchanged, body } = await exchange(given.body.Token);
		expect([exchanged, Object.keys(body)]).toEqual([200, ['token']]);
		expect(await statusWith(body.token)).toBe(200);
		// The OAuth2 token is no JWT.
		expect(await statusWith(given.body.Token)).toBe(401);
		expect((await token({ grant_type: 'authorization_code', code })).status).toBe(400);
	});

	test('the JWT has the usual form, and ends half an hour later', async () => {
		const jwt: string = (await exchange(vendor().apiToken)).body.token;
		const [header, claims] = jwt
			.split('.')
			.slice(0, 2)
			.map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
		expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
		expect(claims.exp - claims.iat).toBe(1800);
		sandbox.clock.advance(29 * 60_000);
		expect(await statusWith(jwt)).toBe(200);
		sandbox.clock.advance(60_000);
		expect(await statusWith(jwt)).toBe(401);
		expect(await statusWith((await exchange(vendor().apiToken)).body.token)).toBe(200);
	});

	test('a token can be renewed once with itself', async () => {
		const code = await codeOf();
		const first = (await token({ grant_type: 'authorization_code', code })).body.Token;
		const renew = { grant_type: 'refresh_token', refresh_token: first };
		const second = await token(renew);
		expect(second.status).toBe(200);
		expect((await exchange(first)).status).toBe(401);
		expect((await exchange(second.body.Token)).status).toBe(200);
		expect((await token(renew)).status).toBe(400);
	});

	test.each<[string, () => Promise<{ status: number }>, number]>([
		['another client id', () => authorize({ ...asked(), client_id: 'Evo' }), 400],
		['a scope with a space', () => authorize({ ...asked(), scope: 'read write' }), 400],
		['no state', () => authorize({ ...asked(), state: undefined }), 400],
		['an address that is none', () => authorize({ ...asked(), redirect_uri: 'here' }), 400],
		['a wrong secret', () => token({ client_secret: 'x' }), 401],
		['another grant', () => token({ grant_type: 'password' }), 400],
		['a wrong code', () => token({ grant_type: 'authorization_code', code: 'x' }), 400],
		['a wrong token', () => exchange('x'), 401],
		['no token', () => exchange(undefined), 400],
	])('%s is refused', async (_, call, status) => {
		expect((await call()).status).toBe(status);
	});

	test('a code is for one address, and for ten minutes', async () => {
		const elsewhere = { redirect_uri: 'http://localhost:1/' };
		const grant_type = 'authorization_code';
		expect((await token({ grant_type, code: await codeOf(), ...elsewhere })).status).toBe(400);
		const code = await codeOf();
		sandbox.clock.advance(600_000);
		expect((await token({ grant_type, code })).status).toBe(400);
	});

	test('a new token in the settings ends the old one, until a reset', async () => {
		const { apiToken } = vendor();
		const next = vendor().regenerateApiToken();
		expect((await exchange(apiToken)).status).toBe(401);
		expect((await exchange(next)).status).toBe(200);
		sandbox.reset();
		expect((await exchange(apiToken)).status).toBe(200);
		expect((await exchange(next)).status).toBe(401);
	});

	test('where the JWT stands can be another', async () => {
		for (const field of ['jwt', 'accessToken'] as const) {
			vendor().quirks.jwtField = field;
			const { body } = await exchange(vendor().apiToken);
			expect(await statusWith(body[field])).toBe(200);
		}
		vendor().quirks.jwtField = null;
		expect(await statusWith((await exchange(vendor().apiToken)).body)).toBe(200);
		sandbox.reset();
		expect(vendor().quirks.jwtField).toBe('token');
	});

	test('no JWT, a forged one and one of another scheme are a 401 with a problem body', async () => {
		const jwt = vendor().issueJwt();
		const [header, claims, signature] = jwt.split('.');
		const other = Buffer.from('{"sub":"1","exp":9999999999,"era":1}').toString('base64url');
		const forged = `${header}.${other}.${signature}`;
		for (const Authorization of [
			'',
			'Bearer ',
			`Bearer ${forged}`,
			`Basic ${jwt}`,
			jwt,
			'Bearer .',
		]) {
			const reply = await tracker.send({ url: CLIENT, headers: { Authorization } });
			expect([reply.status, reply.body]).toEqual([
				401,
				expect.objectContaining({ title: 'Unauthorized', status: 401 }),
			]);
		}
		expect(claims).toBeDefined();
	});

	test('the two hosts are two', async () => {
		const here = await axios.get(`${vendor().baseUrl}/oAuth2/Authorize`, {
			...options,
			params: asked(),
		});
		const there = `${vendor().oauthUrl}/api/Auth/ExchangeToken`;
		const body = { bearerToken: vendor().apiToken };
		expect([here.status, (await axios.post(there, body, options)).status]).toEqual([404, 404]);
	});

	test('a fault ends the JWTs, and a new one works', async () => {
		const jwt = vendor().issueJwt();
		sandbox.fail({ kind: 'expired-token', match: { vendor: 'tracker' } });
		expect([await statusWith(jwt), await statusWith(jwt)]).toEqual([401, 401]);
		expect(await statusWith((await exchange(vendor().apiToken)).body.token)).toBe(200);
	});
});

test('a hundred requests a minute, and not a word of when to come back', async () => {
	const limited = await startSandbox({ now: NOW });
	try {
		const { get } = trackerClient(limited);
		const statuses = [];
		for (let call = 0; call < 101; call += 1) statuses.push((await get('/Webhook/List')).status);
		expect(statuses.filter((status) => status === 204)).toHaveLength(100);
		const { status, headers, body } = await get(CLIENT);
		expect([status, body.title]).toEqual([429, 'Too Many Requests']);
		expect(Object.keys(headers).filter((name) => /retry|limit/.test(name))).toEqual([]);
		// Signing in is not counted.
		const exchange = `${limited.vendors.tracker.baseUrl}/api/Auth/ExchangeToken`;
		const bearerToken = limited.vendors.tracker.apiToken;
		expect((await axios.post(exchange, { bearerToken }, { proxy: false })).status).toBe(200);
		limited.clock.advance(60_000);
		expect((await get(CLIENT)).status).toBe(200);
	} finally {
		await limited.close();
	}
});

describe('every operation of the contract', () => {
	const all = [...operations(loadContract('tracker'))];

	test('has a behaviour, and no behaviour is left over', () => {
		const { vendor: made } = createTracker({ clock: sandbox.clock, outbox: new Outbox() });
		const served = [
			...Object.keys(made.behaviours),
			...made.signIn.endpoints.map(({ operationId }) => operationId),
		];
		expect(served.toSorted()).toEqual(all.map(({ operationId }) => operationId).toSorted());
		expect(served).toHaveLength(110);
	});

	const reads = all.filter(
		({ method, paging, path }) => path.startsWith('/api/v1') && (method === 'GET' || paging),
	);
	const PATHS: Record<string, string> = {
		areaId: '1',
		skillListId: '1',
		skillId: '1',
		userId: '2',
	};
	const FIRST: Record<string, string> = {
		'customField.getListValues': '1',
		'partnerRecord.getManyByPartner': '',
	};

	test.each(reads.map(({ operationId }) => operationId))(
		'%s answers as the contract says',
		async (id) => {
			const { method, path } = reads.find(({ operationId }) => operationId === id)!;
			const { records } = vendor();
			records.webhooks.insert({
				...{ userId: 1, url: 'http://127.0.0.1:9/', created: NOW.toISOString() },
				...{ updated: NOW.toISOString(), action: 'Created', recordType: 'Client' },
			});
			const partner = records.partnerRecords.get(1001);
			const url = path
				.replace('/api/v1', '')
				.replace('{PartnerRecordId}', partner.partnerRecordId)
				.replace('{PartnerId}', String(partner.partnerId))
				.replace(/\{(\w+)\}/g, (_, name: string) => PATHS[name] ?? FIRST[id] ?? '1001');
			const field = records.customFields.where(({ recordType }) =>
				id.startsWith(recordType.toLowerCase()),
			)[0];
			const data = id.endsWith('ByCustomField') ? { customFieldId: field?.id } : {};
			const reply = await tracker.send({ method, url, ...(method === 'GET' ? {} : { data }) });
			// A wrong answer would be a 500 that names the rule.
			expect([reply.status, reply.body.detail]).toEqual([200, undefined]);
			expect(sandbox.requests.at(-1)?.operationId).toBe(id);
		},
	);

	const byId = all.filter(
		({ operationId, path, method }) =>
			/\.(get|update|delete)$/.test(operationId) && path.endsWith('{Id}') && method !== 'POST',
	);

	test.each(byId.map(({ operationId }) => operationId))('%s of nothing is a 204', async (id) => {
		const { method, path } = byId.find(({ operationId }) => operationId === id)!;
		const url = path.replace('/api/v1', '').replace('{Id}', '999999');
		const { status, body } = await tracker.send({
			method,
			url,
			...(method === 'PATCH' ? { data: {} } : {}),
		});
		expect([status, body]).toEqual([204, '']);
	});

	const searches = all.filter(({ operationId }) => operationId.endsWith('.search'));

	test.each(searches.map(({ operationId }) => operationId))(
		'%s past the end is a 204',
		async (id) => {
			const { path } = searches.find(({ operationId }) => operationId === id)!;
			const resource = path.replace('/api/v1/', '').replace('/Search', '');
			const size = (await tracker.search(resource, {})).length;
			expect(size).toBeGreaterThan(2);
			const pages = [1, 2, 3].map((pageNumber) => ({
				pageNumber,
				maxResults: Math.ceil(size / 2),
			}));
			const [first, second, third] = await Promise.all(
				pages.map((page) => tracker.post(`/${resource}/Search`, page)),
			);
			expect(
				new Set([...first!.body, ...second!.body].map((row) => JSON.stringify(row))).size,
			).toBe(size);
			expect([third!.status, third!.body]).toEqual([204, '']);
		},
	);
});

describe('what comes back', () => {
	test('is JSON called text, errors too', async () => {
		const found = await tracker.get(CLIENT);
		expect(found.headers['content-type']).toBe('text/plain; charset=utf-8');
		expect(found.body).toMatchObject({ id: 1001, name: 'Alder & Finch' });
		const refused = await tracker.post('/Client', { colour: 'red' });
		expect([refused.status, refused.headers['content-type']]).toEqual([
			400,
			'text/plain; charset=utf-8',
		]);
		expect(refused.body).toEqual({
			type: 'about:blank',
			title: 'Bad Request',
			status: 400,
			detail: 'body.colour: is not known here',
			instance: null,
			errors: { 'body.colour': ['body.colour: is not known here'] },
		});
	});

	test('JSON goes by either name, other types do not', async () => {
		const data = JSON.stringify({ name: 'Acme' });
		const sent = (type: string) =>
			tracker.send({ method: 'POST', url: '/Client', data, headers: { 'Content-Type': type } });
		expect((await sent('application/json-patch+json')).status).toBe(201);
		expect((await sent('application/json; charset=utf-8')).status).toBe(201);
		expect((await sent('text/plain')).status).toBe(400);
		const broken = await tracker.send({
			method: 'POST',
			url: '/Client',
			data: Buffer.from('{"name"'),
			headers: { 'Content-Type': 'application/json-patch+json' },
		});
		expect([broken.status, broken.body.detail]).toEqual([
			400,
			expect.stringContaining('is not valid JSON'),
		]);
	});

	test('nothing to create is a 204, and nonsense a 200 that says so', async () => {
		const { clients } = vendor().records;
		const before = clients.count;
		expect((await tracker.post('/Client', {})).status).toBe(204);
		for (const [body, message] of [
			[{ name: ' ' }, 'Client needs name'],
			[{ source: 'Website' }, 'Client needs name'],
			[{ name: 'A', status: { id: 999 } }, 'status: 999 does not exist'],
			[{ name: 'A', territory: { name: 'Mars' } }, 'territory: Mars does not exist'],
			[{ name: 'A', parentClientId: 5 }, 'parentClientId: 5 does not exist'],
			[{ name: 'A', owners: [{ ownerId: 99 }] }, 'User 99 does not exist'],
			[{ name: 'A', customFields: [{ id: 3, value: 'x' }] }, 'Client has no custom field 3'],
			[{ name: 'A', customFields: [{ id: 2, value: 'x' }] }, 'Preferred contact has no value x'],
		] as const) {
			const reply = await tracker.post('/Client', body);
			expect([reply.status, reply.body]).toEqual([200, { id: null, success: false, message }]);
		}
		expect((await tracker.patch(CLIENT, { name: '' })).body).toMatchObject({ success: false });
		expect(clients.count).toBe(before);
	});

	test('a create can keep silent', async () => {
		vendor().quirks.tellsOutcome = false;
		for (const [url, body] of [
			['/Client', { name: 'Silent' }],
			['/Webhook', { url: 'http://127.0.0.1:9/', action: 'Created', recordType: 'Client' }],
		] as const) {
			const reply = await tracker.post(url, body);
			expect([reply.status, reply.body]).toEqual([200, '']);
		}
		expect(await tracker.search('Client', { searchTerm: 'silent' })).toHaveLength(1);
		expect((await tracker.get('/Webhook/List')).body).toHaveLength(1);
		expect((await tracker.post('/Client', { name: '' })).body).toMatchObject({ success: false });
	});
});

describe('a record', () => {
	test('is created from references by id or name, and shown with both', async () => {
		const id = await tracker.create('Contact', {
			firstName: 'Zoë',
			surname: 'Quist',
			client: { id: 1002 },
			status: { name: 'current' },
			sectors: [{ name: 'Health' }, { name: 'Retail' }],
			owners: [{ ownerId: 2, percent: 50 }],
			customFields: [{ name: 'Preferred contact', value: 'Email' }],
			contactDetails: { email: 'zoe@example.com' },
		});
		const { body } = await tracker.get(`/Contact/${id}`);
		expect(body).toMatchObject({
			id,
			name: 'Zoë Quist',
			typeName: 'Contact',
			client: { id: 1002, name: 'Bluewater Ferries' },
			status: { name: 'Current' },
			sectors: [{ name: 'Health' }, { name: 'Retail' }],
			owners: [{ ownerId: 2, rank: 1, name: 'Bruno Keller', percent: 50, role: null }],
			customFields: [{ id: 4, name: 'Preferred contact', value: 'Email' }],
			jobTitle: null,
			quickSkills: [],
			history: { updatedBy: 1, closed: null, created: expect.stringMatching(/^2026-01-07T10/) },
		});
		await tracker.patch('/Client/1002', { name: 'Redwater Ferries' });
		expect((await tracker.get(`/Contact/${id}`)).body.client.name).toBe('Redwater Ferries');
		await tracker.delete('/Client/1002');
		expect((await tracker.get(`/Contact/${id}`)).body.client).toBeNull();
	});

	test('keeps what an update leaves out, merges its parts, and replaces its lists', async () => {
		const before = (await tracker.get(CLIENT)).body;
		const reply = await tracker.patch(CLIENT, {
			contactDetails: { fax: '1' },
			customFields: [{ id: 1, value: 'New' }],
		});
		expect(reply).toMatchObject({ status: 200, body: { id: 1001, success: true } });
		const after = (await tracker.get(CLIENT)).body;
		expect(after.name).toBe(before.name);
		expect(after.contactDetails).toEqual({ ...before.contactDetails, fax: '1' });
		expect(before.customFields).toHaveLength(2);
		expect(after.customFields).toEqual([{ id: 1, name: 'Cost centre', value: 'New' }]);
		expect(after.history.updated > before.history.updated).toBe(true);
		expect(after.history.created).toBe(before.history.created);
	});

	test('is gone after a delete', async () => {
		const reply = await tracker.delete(CLIENT);
		expect([reply.status, reply.body]).toEqual([200, '']);
		expect((await tracker.delete(CLIENT)).status).toBe(204);
		expect((await tracker.get(CLIENT)).status).toBe(204);
	});

	test('of a contact may be named twice, but not differently', async () => {
		expect((await tracker.delete('/Contact/1002', { Id: 1003 })).status).toBe(400);
		expect((await tracker.delete('/Contact/1002', { Id: 1002 })).status).toBe(200);
		expect((await tracker.delete('/Contact/1003')).status).toBe(200);
	});

	test('shows a new name as soon as it has one', async () => {
		await tracker.patch('/Resource/1001', { surname: 'Archer' });
		const { body } = await tracker.get('/Resource/1001');
		expect([body.name, body.displayAs, body.resourceId]).toEqual([
			'Ada Archer',
			'Ada Archer',
			1001,
		]);
		expect(body).not.toHaveProperty('fullEmploymentHistory');
	});

	test.each([
		['Lead', { company: 'Acme', leadScore: 7 }],
		['Opportunity', { name: 'Chef in Rome', client: { id: 1001 }, salary: '30k' }],
		['Invoice', { invoiceNumber: 'INV-1', client: { id: 1001 }, lines: [{ total: 5 }] }],
	])(
		'%s, which the document does not show, keeps whatever it is given',
		async (resource, fields) => {
			const id = await tracker.create(resource, fields);
			const { body } = await tracker.get(`/${resource}/${id}`);
			const { client, ...plain } = fields as { client?: unknown };
			expect(body).toMatchObject({ ...plain, id, typeName: resource, owners: [] });
			if (client) expect(body.client).toEqual({ id: 1001, name: 'Alder & Finch' });
			await tracker.patch(`/${resource}/${id}`, { note: 'x' });
			expect((await tracker.get(`/${resource}/${id}`)).body).toMatchObject({ ...plain, note: 'x' });
			expect((await tracker.delete(`/${resource}/${id}`)).status).toBe(200);
			expect((await tracker.get(`/${resource}/${id}`)).status).toBe(204);
		},
	);

	test('of a system user is not to be seen', async () => {
		const { status, body } = await tracker.get('/User/7');
		expect([status, body.detail]).toEqual([403, 'Access denied - cannot access system user']);
		expect((await tracker.get('/User/1')).body).toMatchObject({
			id: 1,
			fullname: 'Ada Thornton',
			userGroup: { name: 'Administrators' },
		});
	});
});

describe('a search', () => {
	const names = async (data: object) =>
		(await tracker.search('Client', data)).map(({ clientName }) => clientName);

	test('finds parts of texts, states and statuses', async () => {
		expect(await names({ searchTerm: 'FERR' })).toEqual(['Bluewater Ferries']);
		expect(await names({ searchTerm: 'cl-12' })).toEqual(['Larkspur School']);
		expect(await names({ searchTerm: 'nobody' })).toEqual([]);
		const open = await names({ state: 'open' });
		const closed = await names({ state: 'closed' });
		expect([open.length, closed.length]).toEqual([8, 4]);
		expect(await names({ statusId: 3 })).toEqual(closed);
		expect(await names({ searchTerm: '', updatedAfter: null })).toHaveLength(12);
	});

	test('sorts by a field of its rows, both ways, and else by id', async () => {
		const up = await names({ sortBy: 'name' });
		expect(up).toEqual(up.toSorted());
		expect(await names({ sortBy: 'clientname', sortDirection: 'desc' })).toEqual(up.toReversed());
		await tracker.patch(CLIENT, { name: 'Zebra' });
		expect((await names({ sortBy: 'nothing' }))[0]).toBe('Zebra');
		expect((await names({ sortBy: 'name', sortDirection: 'DESC', maxResults: 1 }))[0]).toBe(
			'Zebra',
		);
	});

	test('knows what is mine', async () => {
		const other = trackerClient(sandbox, vendor().issueJwt(3));
		const mine = await other.search('Client', { onlyMyRecords: true });
		expect(mine.map(({ clientOwner }) => clientOwner)).toEqual([
			'Chiara Lombardi',
			'Chiara Lombardi',
		]);
		expect(await other.search('Client', { onlyMyRecords: false })).toHaveLength(12);
	});

	test('shows custom fields when asked, and finds them', async () => {
		const [plain] = await tracker.search('Resource', { maxResults: 1 });
		expect(plain.customFields).toEqual([]);
		const [full] = await tracker.search('Resource', { maxResults: 1, includeCustomFields: true });
		const field = full.customFields[0];
		expect(field).toMatchObject({ name: 'Cost centre', value: 'CC-300' });
		const by = (customFieldValue: string, customFieldId: number = field.id) =>
			tracker.post('/Resource/Search/CustomField', { customFieldId, customFieldValue });
		expect((await by('cc-300')).body).toMatchObject([{ resourceId: 1001, firstname: 'Ada' }]);
		expect((await by('CC-30')).body).toHaveLength(10);
		expect((await by('none')).status).toBe(204);
		expect((await by('CC-300', 1)).status).toBe(204);
	});

	test('for contacts by a custom field answers with rows of resources', async () => {
		const reply = await tracker.post('/Contact/Search/CustomField', {
			customFieldId: 3,
			customFieldValue: 'CC-200',
		});
		expect(reply.body).toMatchObject([{ resourceId: 1001, firstname: 'Alice', surname: 'Archer' }]);
	});

	test('finds people by number and address', async () => {
		const found = await tracker.search('Contact', { telephone: '020 7946 0201'.slice(4) });
		expect(found).toMatchObject([{ contactId: 1002, businessPhone: '+44 20 7946 0201' }]);
		expect(await tracker.search('Resource', { email: 'bruno.keller@' })).toMatchObject([
			{ resourceId: 1002, displayAs: 'Bruno Keller' },
		]);
	});

	test('is closed where the document shows its fields', async () => {
		const { status, body } = await tracker.post('/Contact/Search', { state: 'open' });
		expect([status, body.detail]).toEqual([400, 'body.state: is not known here']);
		expect((await tracker.post('/Lead/Search', { leadTypeId: 1 })).status).toBe(200);
	});

	test.each([
		'Client',
		'Contact',
		'Project',
		'Resource',
		'Lead',
		'Opportunity',
		'OpportunityResource',
	])('of %s tells what changed since', async (resource) => {
		const since = sandbox.clock.now().toISOString();
		const changed = (data: object = {}) =>
			tracker.search(resource, { updatedAfter: since, ...data });
		expect(await changed()).toEqual([]);
		sandbox.clock.advance(60_000);
		const note =
			resource === 'Project'
				? { comments: 'x' }
				: resource === 'Lead'
					? { source: 'x' }
					: { note: 'x' };
		expect((await tracker.patch(`/${resource}/1003`, note)).body.success).toBe(true);
		const [row] = await changed();
		expect(Object.values(row)).toContain(1003);
		expect(await changed({ updatedBefore: since })).toEqual([]);
		// Both leave out the moment itself.
		const { updated } = (await tracker.get(`/${resource}/1003`)).body.history;
		expect(await changed({ updatedAfter: updated })).toEqual([]);
		expect(await changed({ updatedBefore: updated })).toEqual([]);
		expect(await changed({ updatedAfter: sandbox.clock.now().toISOString() })).toEqual([]);
	});
});

describe('the seed', () => {
	const contents = (all: ReturnType<typeof seed>) =>
		Object.entries(all).map(([name, table]) => [name, table.all()]);

	test('is the same for the same moment', () => {
		expect(contents(seed(NOW))).toEqual(contents(seed(NOW)));
		expect(seed(new Date('2026-03-01T00:00:00Z')).clients.get(1001).created).not.toBe(
			seed(NOW).clients.get(1001).created,
		);
	});

	test('has nothing of the future, and nothing changed before it was made', () => {
		const wrong = Object.values(seed(NOW))
			.flatMap((table) => table.all() as Json[])
			.filter(({ created, updated }) => updated < created || updated > NOW.toISOString());
		expect(wrong).toEqual([]);
	});

	test('has references that lead somewhere, and custom fields of the right kind', async () => {
		for (const resource of ['Client', 'Contact', 'Lead', 'Opportunity', 'Project', 'Resource']) {
			const rows = await tracker.search(resource);
			for (const row of rows) {
				const id = Object.entries(row).find(
					([name]) => name === `${resource.toLowerCase()}Id`,
				)?.[1];
				const { status, body } = await tracker.get(`/${resource}/${String(id)}`);
				expect(status).toBe(200);
				expect([body.status, body.territory, body.department]).not.toContain(null);
				expect(body.owners[0].name).not.toBeNull();
				for (const field of body.customFields) expect(field.name).not.toBeNull();
			}
		}
	});
});
