import { type Sandbox, startSandbox } from '../../sandbox';
import { type GuruClient, guruClient, ids, messages, NOW } from './client';

let sandbox: Sandbox;
let guru: GuruClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	guru = guruClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
});

const count = async (path: string, params: object = {}) =>
	(await guru.get(path, { limit: 0, ...params })).body.length;

describe.each([
	['clients', { name: 'Quill & Co', color: 'c0ffee', notes: 'New' }, { notes: 'Changed' }],
	['projects', { name: 'Atlas', client_id: 2, color: 'c0ffee' }, { project_code: 'AT-1' }],
	[
		'resources',
		{ first_name: 'Wanda', last_name: 'Maple', resource_type_id: 1, color: 'c0ffee' },
		{ job_title: 'Pilot' },
	],
])('%s', (kind, fields, change) => {
	test('are made, read, listed, changed, archived and deleted', async () => {
		const { resource_type_id: type, ...shown } = fields as { resource_type_id?: number };
		const before = await count(`/${kind}`);
		const created = await guru.post(`/${kind}`, fields);
		expect(created.status).toBe(201);
		expect(created.body).toMatchObject({
			...shown,
			...(type ? { name: 'Wanda Maple', resource_type: { id: type } } : {}),
			color: '#c0ffee',
			archived: false,
			creator_id: 1,
		});
		const path = `/${kind}/${created.body.id}`;
		expect((await guru.get(path)).body).toEqual(created.body);
		expect(await count(`/${kind}`)).toBe(before + 1);

		sandbox.clock.advance(60_000);
		const changed = await guru.put(path, change);
		expect(changed.status).toBe(200);
		expect(changed.body).toMatchObject({ ...change, name: created.body.name });
		expect(changed.body.updated_at > created.body.updated_at).toBe(true);
		expect(changed.body.created_at).toBe(created.body.created_at);

		const archivedBefore = await count(`/${kind}/archived`);
		expect((await guru.put(path, { archived: true })).body.archived).toBe(true);
		expect(await count(`/${kind}`)).toBe(before);
		expect(await count(`/${kind}/archived`)).toBe(archivedBefore + 1);
		expect((await guru.put(path, { archived: false })).body.archived).toBe(false);

		const deleted = await guru.delete(path);
		expect([deleted.status, deleted.body]).toEqual([204, '']);
		expect((await guru.get(path)).status).toBe(404);
		expect((await guru.put(path, change)).status).toBe(404);
		expect((await guru.delete(path)).status).toBe(404);
		expect(await count(`/${kind}`)).toBe(before);
	});

	test('page by limit and offset', async () => {
		const all = ids(await guru.get(`/${kind}`, { limit: 0 }));
		const pages: number[][] = [];
		for (let offset = 0; ; offset += 4) {
			const page = ids(await guru.get(`/${kind}`, { limit: 4, offset }));
			pages.push(page);
			if (page.length < 4) break;
		}
		expect(pages.flat()).toEqual(all);
		expect(ids(await guru.get(`/${kind}`, { limit: all.length, offset: 0 }))).toEqual(all);
		expect(ids(await guru.get(`/${kind}`, { limit: all.length, offset: all.length }))).toEqual([]);
		expect(ids(await guru.get(`/${kind}`, { offset: all.length - 1 }))).toEqual(all.slice(-1));
	});

	test('come fifty at a time when no limit is given', async () => {
		for (let made = await count(`/${kind}`); made < 52; made += 1) {
			await guru.post(
				`/${kind}`,
				kind === 'resources' ? { ...fields, last_name: `M${made}` } : fields,
			);
		}
		expect((await guru.get(`/${kind}`)).body).toHaveLength(50);
		expect((await guru.get(`/${kind}`, { offset: 50 })).body).toHaveLength(2);
		expect(await count(`/${kind}`)).toBe(52);
	});
});

test('a blank name is refused with the field', async () => {
	for (const path of ['/clients', '/projects']) {
		const reply = await guru.post(path, { name: '  ' });
		expect(reply.status).toBe(422);
		expect(reply.body.errors).toMatchObject([
			{ name: 'name', code: 422, message: "name can't be blank" },
		]);
	}
	expect((await guru.put('/clients/1', { name: '' })).status).toBe(422);
});

describe('lists of clients and projects', () => {
	test.each(['clients', 'projects'])(
		'%s: archived and deleted ones on demand, paging off',
		async (kind) => {
			const records = sandbox.vendors.resourceGuru.records[kind as 'clients' | 'projects'];
			await guru.delete(`/${kind}/2`);
			const archived = records.where((record) => record.archived).length;
			const active = records.count - archived - 1;
			const page = { limit: 3, offset: 1 };
			expect((await guru.get(`/${kind}`, page)).body).toHaveLength(3);
			expect((await guru.get(`/${kind}`, { ...page, includeArchived: 1 })).body).toHaveLength(
				active + archived,
			);
			const withDeleted = await guru.get(`/${kind}`, { ...page, includeDeleted: 1 });
			expect(withDeleted.body).toHaveLength(active + 1);
			expect(withDeleted.body.find(({ id }: { id: number }) => id === 2)).toMatchObject({
				deleted: true,
				deleted_at: expect.stringMatching(/^2026-01-07/),
			});
			expect((await guru.get(`/${kind}`, { ...page, includeArchived: 0 })).body).toHaveLength(3);
		},
	);
});

describe('custom field values', () => {
	test('are set, merged and cleared, by label or id', async () => {
		const created = await guru.post('/clients', {
			name: 'A',
			custom_field_values: { Region: 'North' },
		});
		expect(created.body.custom_field_values).toEqual({ Region: 'North' });
		const [field] = sandbox.vendors.resourceGuru.records.customFields.where(
			({ label }) => label === 'Region',
		);
		const path = `/clients/${created.body.id}`;
		const byId = await guru.put(path, { custom_field_values: { [field!.id]: 'South' } });
		expect(byId.body.custom_field_values).toEqual({ Region: 'South' });
		expect((await guru.put(path, { notes: 'x' })).body.custom_field_values).toEqual({
			Region: 'South',
		});
		const cleared = await guru.put(path, { custom_field_values: { Region: '' } });
		expect(cleared.body.custom_field_values).toEqual({});
	});

	test('of unknown fields, unknown options or the wrong shape are refused', async () => {
		const refused = async (custom_field_values: object) => {
			const reply = await guru.post('/clients', { name: 'A', custom_field_values });
			expect(reply.status).toBe(422);
			return messages(reply)[0];
		};
		expect(await refused({ Colour: 'x' })).toContain('is not a custom field of a client');
		expect(await refused({ Region: 'East' })).toContain('has no option East');
		expect(await refused({ Region: ['North'] })).toContain('must be a string');
		expect(await refused({ Phase: 'Design' })).toContain('is not a custom field of a client');
	});
});

describe('projects', () => {
	test('a single one carries its account and client', async () => {
		const { body } = await guru.get('/projects/1');
		expect(body).toMatchObject({
			account: { id: 1, name: 'Example Corp' },
			client: { id: body.client_id, name: 'Alder & Finch' },
		});
		expect((await guru.get('/projects', { limit: 1 })).body[0]).not.toHaveProperty('client');
	});

	test('references and dates are checked', async () => {
		const reply = await guru.post('/projects', {
			name: 'A',
			client_id: 999,
			activity_type_ids: [77],
			start_date: '2026-02-02',
			end_date: '2026-02-01',
		});
		expect(reply.status).toBe(422);
		expect(messages(reply)).toEqual([
			'client_id 999 does not exist',
			'activity_type_ids 77 does not exist',
			'end_date must not be before start_date',
		]);
		expect((await guru.put('/projects/1', { client_id: null })).body.client_id).toBeNull();
	});
});

describe('resources', () => {
	test('are picked by ids, with and without details', async () => {
		const some = await guru.get('/resources', { ids: [5, 3], detail: 0, show_availability: 0 });
		expect(ids(some)).toEqual([3, 5]);
		expect(some.body[0]).not.toHaveProperty('overtimes');
		expect(some.body[0]).not.toHaveProperty('custom_available_periods');
		const full = await guru.get('/resources', { ids: [3] });
		expect(full.body[0]).toMatchObject({ overtimes: [], custom_available_periods: [] });
	});

	test('people have two names, other things one', async () => {
		const person = await guru.post('/resources', { name: 'Wanda', resource_type_id: 1 });
		expect(messages(person)).toEqual(["first_name can't be blank", "last_name can't be blank"]);
		const room = await guru.post('/resources', { resource_type_id: 2 });
		expect(messages(room)).toEqual(["name can't be blank"]);
		const made = await guru.post('/resources', {
			name: 'Room Riga',
			resource_type_id: 2,
			capacity: '6',
			timezone: 'Kathmandu',
		});
		expect(made.body).toMatchObject({
			human: false,
			custom_attributes: { capacity: '6' },
			timezone: { name: 'Kathmandu', offset: 345 },
			minutes_per_day: 480,
		});
	});

	test('their references are checked', async () => {
		const { records } = sandbox.vendors.resourceGuru;
		const [department] = records.customFields.where(({ label }) => label === 'Department');
		const two = records.customFieldOptions
			.where(({ custom_field_id }) => custom_field_id === department!.id)
			.slice(0, 2)
			.map(({ id }) => id);
		const reply = await guru.post('/resources', {
			first_name: 'A',
			last_name: 'B',
			email: 'ada.thornton@example.com',
			resource_type_id: 1,
			custom_field_option_ids: two,
			booking_approver_ids: [8],
		});
		expect(messages(reply)).toEqual([
			'email has already been taken',
			'custom_field_option_ids has more than one option of Department',
			'booking_approver_ids 8 does not exist',
		]);
		const made = await guru.put('/resources/3', { custom_field_option_ids: [two[0]] });
		expect(made.body.selected_custom_field_options).toEqual([
			{ id: two[0], name: 'Department', value: 'Design' },
		]);
	});

	test('a sole approver goes only when somebody takes over', async () => {
		// User 2 alone approves the bookings of five people, and is resource 2.
		const refused = await guru.delete('/resources/2');
		expect(refused.status).toBe(422);
		expect(refused.body.errors[0].name).toBe('replacement_approver_user_id');
		const done = await guru.delete('/resources/2', { replacement_approver_user_id: 3 });
		expect(done.status).toBe(204);
		expect((await guru.get('/resources/4')).body.booking_approver_ids).toEqual([3]);
	});

	test('deleting one ends its coming bookings, and hands on those its user made', async () => {
		const { records } = sandbox.vendors.resourceGuru;
		const coming = (id: number) =>
			records.bookings.where(
				({ resource_id, start_date }) => resource_id === id && start_date > '2026-01-07',
			);
		const past = records.bookings.where(
			({ resource_id, start_date }) => resource_id === 3 && start_date <= '2026-01-07',
		).length;
		const bookedByThree = records.bookings
			.where(
				({ booker_id, resource_id, start_date }) =>
					booker_id === 3 && resource_id !== 3 && start_date > '2026-01-07',
			)
			.map(({ id }) => id);
		expect(coming(3).length).toBeGreaterThan(0);
		expect((await guru.delete('/resources/3')).status).toBe(204);
		expect(coming(3)).toEqual([]);
		expect(records.bookings.where(({ resource_id }) => resource_id === 3)).toHaveLength(past);
		expect(bookedByThree.length).toBeGreaterThan(0);
		expect(bookedByThree.every((id) => records.bookings.get(id).booker_id === 1)).toBe(true);
	});

	test('new hours from a date on are refused when bookings no longer fit, or these wait', async () => {
		const { body: booking } = await guru.post('/bookings', {
			resource_id: 5,
			start_date: '2026-06-01',
			end_date: '2026-06-02',
			duration: 300,
		});
		const mornings = [1, 2].map((week_day) => ({ week_day, start_time: 540, end_time: 780 }));
		const hours = { date: '2026-06-02', available_periods: mornings };
		const asked = await guru.post('/resources/5/availability', hours);
		expect(asked.status).toBe(400);
		expect(asked.body).toEqual({
			clashes: [{ id: booking.id, repeat_booking_id: null, date: '2026-06-02', resource_id: 5 }],
			allowClashResolution: true,
		});
		expect((await guru.get('/resources/5')).body.minutes_per_day).toBe(480);
		const done = await guru.post('/resources/5/availability', { ...hours, allow_waiting: true });
		expect([done.status, done.body]).toEqual([201, '']);
		expect((await guru.get('/resources/5')).body.minutes_per_day).toBe(240);
		const { durations } = (await guru.get(`/bookings/${booking.id}`)).body;
		expect(durations.map(({ waiting }: { waiting: boolean }) => waiting)).toEqual([false, true]);
	});
});

describe('users', () => {
	test('are listed without the deleted ones, or with them', async () => {
		expect(ids(await guru.get('/users'))).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(ids(await guru.get('/users', { limit: 3, offset: 6 }))).toEqual([7]);
		expect(ids(await guru.get('/users/all'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect((await guru.get('/users/8')).body.deleted).toBe(true);
		expect((await guru.get('/users/9')).status).toBe(404);
	});

	test('me, with and without the account', async () => {
		const me = await guru.send({ url: '/v1/me' });
		expect(me.body).toMatchObject({ id: 1, first_name: 'Ada', owner: true });
		expect((await guru.get('/users/me')).body).toEqual(me.body);
	});
});

describe('accounts', () => {
	test('are listed, read and updated', async () => {
		const list = await guru.send({ url: '/v1/accounts' });
		expect(list.body).toMatchObject([
			{ id: 1, subdomain: 'example-corp', owner: { name: 'Ada Thornton' } },
		]);
		const url = '/v1/accounts/1';
		const data = {
			booking_approvals: true,
			default_booking_approver_ids: [2, 3],
			apply_to_all_resources: true,
		};
		const updated = await guru.send({ method: 'PUT', url, data });
		expect(updated.body.default_booking_approver_ids).toEqual([2, 3]);
		expect((await guru.send({ url })).body).toEqual(updated.body);
		expect((await guru.get('/resources/1')).body.booking_approver_ids).toEqual([2, 3]);
		const wrong = await guru.send({
			method: 'PUT',
			url,
			data: { ...data, default_booking_approver_ids: [99] },
		});
		expect(wrong.status).toBe(422);
		expect((await guru.send({ url: '/v1/accounts/2' })).status).toBe(404);
	});
});
