import { type Sandbox, startSandbox } from '../../sandbox';
import { type GuruClient, guruClient, ids, type Json, messages, NOW } from './client';

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

const names = (reply: { body: Json }): string[] =>
	reply.body.map(({ name }: { name: string }) => name);

describe('activity types', () => {
	test('are made, changed by either verb, archived and deleted', async () => {
		const made = await guru.post('/activity_types', { name: 'Editing', project_ids: [2, 3] });
		expect([made.status, made.body.project_ids]).toEqual([201, [2, 3]]);
		const { id } = made.body;
		const url = `/v1/example-corp/activity_types/${id}`;
		const patched = await guru.send({ method: 'PATCH', url, data: { color: 'c0ffee' } });
		expect(patched.body).toMatchObject({ name: 'Editing', color: '#c0ffee', project_ids: [2, 3] });
		const moved = await guru.put(`/activity_types/${id}`, { project_ids: [3], archived: true });
		expect(moved.body).toMatchObject({
			project_ids: [3],
			archived: true,
			archived_at: '2026-01-07',
		});
		expect((await guru.get('/projects/2')).body.activity_type_ids).not.toContain(id);
		expect((await guru.get('/projects/3')).body.activity_type_ids).toContain(id);
		expect(names(await guru.get('/activity_types'))).not.toContain('Editing');
		expect(names(await guru.get('/activity_types/archived'))).toEqual(['Pitch', 'Editing']);
		expect((await guru.delete(`/activity_types/${id}`)).status).toBe(204);
		expect((await guru.get(`/activity_types/${id}`)).status).toBe(404);
		expect((await guru.get('/projects/3')).body.activity_type_ids).not.toContain(id);
	});

	test('have names of their own', async () => {
		expect(messages(await guru.post('/activity_types', { name: 'design' }))).toEqual([
			'name has already been taken',
		]);
		expect((await guru.put('/activity_types/1', { name: 'Design' })).status).toBe(200);
	});

	test('tell what uses them, and let go of it', async () => {
		const { records } = sandbox.vendors.resourceGuru;
		const using = (record: { activity_type_id: number | null }) => record.activity_type_id === 2;
		const before = {
			bookings: records.bookings.where(using).length,
			projects: 40,
			timesheet_entries: records.timesheetEntries.where(using).length,
		};
		expect((await guru.get('/activity_types/2/stats')).body).toEqual(before);
		expect(before.bookings).toBeGreaterThan(0);
		await guru.delete('/activity_types/2');
		expect(records.bookings.where(using)).toEqual([]);
	});
});

describe('custom fields', () => {
	test('are made with options, renamed and deleted, and records follow', async () => {
		const made = await guru.post('/custom_fields', {
			label: 'Tier',
			type: 'single_select',
			entity_types: ['client'],
			custom_field_options: ['Gold', 'Silver'],
		});
		expect(made.body).toMatchObject({ label: 'Tier', required: false, resource_type_ids: [] });
		const { id } = made.body;
		const options = await guru.get('/custom_field_options', { custom_field_id: id });
		expect(options.body.map(({ value }: Json) => value)).toEqual(['Gold', 'Silver']);
		await guru.put('/clients/2', { custom_field_values: { Tier: 'Gold' } });
		await guru.put(`/custom_fields/${id}`, { label: 'Level' });
		await guru.put(`/custom_field_options/${options.body[0].id}`, { value: 'Platinum' });
		const valuesOf = async () => (await guru.get('/clients/2')).body.custom_field_values;
		expect(await valuesOf()).toMatchObject({ Level: 'Platinum' });
		await guru.delete(`/custom_field_options/${options.body[0].id}`);
		expect(await valuesOf()).not.toHaveProperty('Level');
		await guru.delete(`/custom_fields/${id}`);
		expect((await guru.get('/custom_field_options', { custom_field_id: id })).body).toEqual([]);
		expect((await guru.get(`/custom_fields/${id}`)).status).toBe(404);
	});

	test('for resources apply to people unless said otherwise', async () => {
		const made = await guru.post('/custom_fields', { label: 'Languages' });
		expect(made.body).toMatchObject({
			type: 'multi_select',
			entity_types: ['resource'],
			resource_type_ids: [1],
		});
		const { custom_fields: fields } = (await guru.get('/resource_types/1')).body;
		expect(fields.map(({ label }: Json) => label)).toEqual(['Department', 'Skills', 'Languages']);
		expect((await guru.get('/resource_types/2')).body.custom_fields).toEqual([]);
	});

	test('that are required must be given, and stay', async () => {
		await guru.post('/custom_fields', {
			label: 'Reference',
			type: 'text',
			entity_types: ['client'],
			required: true,
		});
		expect(messages(await guru.post('/clients', { name: 'A' }))).toEqual([
			"custom_field_values.Reference can't be blank",
		]);
		const made = await guru.post('/clients', {
			name: 'A',
			custom_field_values: { Reference: 'R1' },
		});
		expect(made.status).toBe(201);
		const cleared = await guru.put(`/clients/${made.body.id}`, {
			custom_field_values: { Reference: '' },
		});
		expect(cleared.status).toBe(422);
		expect((await guru.put('/clients/2', { notes: 'x' })).status).toBe(200);
	});

	test('that make no sense are refused', async () => {
		const refused = async (path: string, body: object) => messages(await guru.post(path, body));
		expect(await refused('/custom_fields', { label: 'Region' })).toEqual([
			'label has already been taken',
		]);
		expect(await refused('/custom_fields', { label: 'A', type: 'text' })).toEqual([
			'type cannot be text for resources',
		]);
		expect(
			await refused('/custom_fields', {
				label: 'A',
				type: 'text',
				entity_types: ['client'],
				custom_field_options: ['x'],
			}),
		).toEqual(['custom_field_options are for select fields only']);
		expect(await refused('/custom_field_options', { custom_field_id: 99, value: 'x' })).toEqual([
			'custom_field_id 99 does not exist',
		]);
		const [text] = sandbox.vendors.resourceGuru.records.customFields.where(
			({ type }) => type === 'text',
		);
		expect(
			await refused('/custom_field_options', { custom_field_id: text!.id, value: 'x' }),
		).toEqual(['custom_field_id is a text field, without options']);
	});
});

describe('downtime', () => {
	const input = (more: object = {}) => ({
		resource_ids: [5],
		from: '2027-03-01',
		to: '2027-03-03',
		start_time: 0,
		end_time: 1440,
		downtime_type_id: 4,
		...more,
	});
	const book = async (more: object = {}) =>
		(
			await guru.post('/bookings', {
				resource_id: 5,
				start_date: '2027-03-02',
				end_date: '2027-03-02',
				duration: 240,
				...more,
			})
		).body;
	const waitingOf = async (id: number) =>
		(await guru.get(`/bookings/${id}`)).body.durations.map(({ waiting }: Json) => waiting);

	test('is made, read, changed and deleted', async () => {
		const made = await guru.post('/downtimes', input({ details: 'Course' }));
		expect([made.status, made.body]).toMatchObject([
			201,
			{ ...input(), details: 'Course', booker_id: 1 },
		]);
		const path = `/downtimes/${made.body.id}`;
		expect((await guru.get(path)).body).toEqual(made.body);
		expect((await guru.put(path, { to: '2027-03-04' })).body).toMatchObject({
			from: '2027-03-01',
			to: '2027-03-04',
		});
		expect((await guru.delete(path)).status).toBe(204);
		expect((await guru.get(path)).status).toBe(404);
	});

	test('puts bookings in the way on the waiting list, deletes them or gives way', async () => {
		const booking = await book();
		const clashes = await guru.post('/downtimes/clashes', {
			resource_ids: [5, 6],
			from: '2027-03-01',
			to: '2027-03-03',
			start_time: 0,
			end_time: 1440,
		});
		expect(clashes.body).toEqual([
			{ id: booking.id, repeat_booking_id: null, date: '2027-03-02', resource_id: 5 },
		]);
		const blocked = await guru.post('/downtimes', input({ block_by_clashes: true }));
		expect([blocked.status, messages(blocked)]).toEqual([
			400,
			[`Booking ${booking.id} is in the way on 2027-03-02`],
		]);
		expect(await waitingOf(booking.id)).toEqual([false]);
		const made = await guru.post('/downtimes', input());
		expect(await waitingOf(booking.id)).toEqual([true]);
		await guru.delete(`/downtimes/${made.body.id}`);
		const other = await book();
		await guru.post('/downtimes', input({ clash_resolution: 'delete' }));
		expect((await guru.get(`/bookings/${other.id}`)).status).toBe(404);
		expect((await guru.get(`/bookings/${booking.id}`)).status).toBe(200);
	});

	test('for part of a day leaves the rest', async () => {
		const booking = await book();
		const morning = input({ from: '2027-03-02', to: '2027-03-02', start_time: 540, end_time: 780 });
		expect((await guru.post('/downtimes', { ...morning, block_by_clashes: true })).status).toBe(
			201,
		);
		expect(await waitingOf(booking.id)).toEqual([false]);
		const rest = { resource_id: 5, start_date: '2027-03-02', end_date: '2027-03-02', duration: 1 };
		expect((await guru.post('/bookings', rest)).status).toBe(422);
	});

	test('is split, unless it is leave', async () => {
		const made = await guru.post('/downtimes', input());
		const split = await guru.post(`/downtimes/${made.body.id}/split`, { date: '2027-03-02' });
		expect(split.body).toMatchObject([
			{ id: made.body.id, from: '2027-03-01', to: '2027-03-01' },
			{ from: '2027-03-02', to: '2027-03-03' },
		]);
		const early = await guru.post(`/downtimes/${made.body.id}/split`, { date: '2027-03-01' });
		expect(early.status).toBe(422);
		const leave = await guru.post('/downtimes', input({ resource_ids: [6], downtime_type_id: 2 }));
		const refused = await guru.post(`/downtimes/${leave.body.id}/split`, { date: '2027-03-02' });
		expect(messages(refused)).toEqual(['downtime_type_id is leave, which cannot be split']);
	});

	test('is listed by resource, booker and dates', async () => {
		const { id } = (await guru.post('/downtimes', input({ booker_id: 3 }))).body;
		// Elena was on leave two weeks ago as well.
		expect(ids(await guru.get('/downtimes', { resource_ids: [5, 33] }))).toEqual([2, id]);
		expect(ids(await guru.get('/downtimes', { booker_id: 3 }))).toEqual([id]);
		expect(ids(await guru.get('/downtimes', { from: '2027-03-01', to: '2027-03-03' }))).toEqual([
			id,
		]);
		expect(ids(await guru.get('/downtimes', { from: '2027-03-01', to: '2027-03-02' }))).toEqual([]);
		const all = ids(await guru.get('/downtimes'));
		expect(all).toHaveLength(11);
		expect(ids(await guru.get('/downtimes', { limit: 4, offset: 9 }))).toEqual(all.slice(9));
		await guru.put('/resources/5', { archived: true });
		expect(ids(await guru.get('/downtimes', { include_archived_resources: 0 }))).not.toContain(id);
		expect((await guru.get('/downtime_types')).body).toHaveLength(5);
	});

	test('that cannot be is refused', async () => {
		expect(
			messages(await guru.post('/downtimes', input({ to: '2027-02-01', resource_ids: [99] }))),
		).toEqual(['to must not be before from', 'resource_ids 99 does not exist']);
		const empty = input({ from: '2027-03-01', to: '2027-03-01', start_time: 600, end_time: 600 });
		expect(messages(await guru.post('/downtimes', empty))).toEqual([
			'end_time must be after start_time',
		]);
	});
});

describe('overtime and custom availability', () => {
	test('overtime is set, not added up', async () => {
		const set = (duration: number) =>
			guru.post('/overtimes', { resource_id: 5, date: '2027-03-06', duration });
		expect((await set(60)).status).toBe(204);
		await set(90);
		expect((await guru.get('/resources/5')).body.overtimes).toMatchObject([
			{ resource_id: 5, date: '2027-03-06', duration: 90, creator_id: 1 },
		]);
		const unknown = await guru.post('/overtimes', {
			resource_id: 99,
			date: '2027-03-06',
			duration: 1,
		});
		expect(unknown.status).toBe(422);
	});

	const saturday = (blocks: object[], more: object = {}) => ({
		custom_available_periods: {
			resource_instance_id: 5,
			start_date: '2027-03-01',
			end_date: '2027-03-14',
			days: { 6: { time_blocks: blocks } },
		},
		...more,
	});

	test('hours of single days are set, listed and reset', async () => {
		const set = await guru.post(
			'/custom_available_periods',
			saturday([{ start_time: 600, end_time: 720 }]),
		);
		const periods = ['2027-03-06', '2027-03-13'].map((date) => ({
			date,
			start_time: 600,
			end_time: 720,
		}));
		expect([set.status, set.body]).toEqual([
			201,
			{ errors: {}, custom_available_periods: periods },
		]);
		const firstWeek = 'start_date=2027-03-01&end_date=2027-03-07';
		const listed = async (query: string) =>
			(await guru.get(`/custom_available_periods?${query}`)).body;
		expect(await listed(`${firstWeek}&resource_ids[]=5&resource_ids%5B%5D=6`)).toEqual([
			{ resource_id: 5, custom_available_periods: periods.slice(0, 1) },
		]);
		expect(await listed(`${firstWeek}&resource_ids[]=6`)).toEqual([]);
		// More than a year ahead is beyond what is listed without dates.
		expect(await listed('')).toEqual([]);
		const booking = {
			resource_id: 5,
			start_date: '2027-03-06',
			end_date: '2027-03-06',
			duration: 120,
		};
		const made = await guru.post('/bookings', booking);
		expect(made.status).toBe(201);
		const reset = { resource_instance_id: 5, dates: ['2027-03-06', '2027-03-13'] };
		const refused = await guru.delete('/custom_available_periods/reset', reset);
		expect([refused.status, refused.body.clashes]).toMatchObject([
			400,
			[{ id: made.body.id, date: '2027-03-06' }],
		]);
		const done = await guru.delete('/custom_available_periods/reset', {
			...reset,
			delete_invalid_bookings: true,
		});
		expect(done.status).toBe(204);
		expect((await guru.get(`/bookings/${made.body.id}`)).status).toBe(404);
		expect((await guru.get('/resources/5')).body.custom_available_periods).toEqual([]);
	});

	test('blocks that overlap are refused', async () => {
		const blocks = [
			{ start_time: 600, end_time: 720 },
			{ start_time: 700, end_time: 800 },
		];
		expect((await guru.post('/custom_available_periods', saturday(blocks))).status).toBe(422);
	});
});

describe('timesheets', () => {
	const entry = { resource_id: 9, date: '2027-03-01', duration: 90, project_id: 4, billable: true };

	test('entries are made, changed, dismissed and listed', async () => {
		const made = await guru.post('/timesheets', entry);
		expect([made.status, made.body]).toMatchObject([
			201,
			{ ...entry, client_id: 4, notes: '', dismissed: false },
		]);
		const list = () => guru.get('/timesheets', { start_date: '2027-01-01' });
		expect((await guru.put(`/timesheets/${made.body.id}`, { duration: 30 })).status).toBe(204);
		expect((await list()).body).toMatchObject([{ id: made.body.id, duration: 30, project_id: 4 }]);
		expect((await guru.post(`/timesheets/${made.body.id}/dismiss`)).status).toBe(204);
		expect((await list()).body).toMatchObject([{ dismissed: true }]);
		expect(messages(await guru.post('/timesheets', { ...entry, resource_id: 99 }))).toEqual([
			'resource_id 99 does not exist',
		]);
	});

	test('are filtered, paged and reported', async () => {
		const all = await guru.get('/timesheets');
		expect(all.body.length).toBeGreaterThan(20);
		const some = await guru.get('/timesheets', { resource_ids: [1, 3] });
		const inBoth = all.body.filter(({ resource_id }: Json) => [1, 3].includes(resource_id));
		expect(ids(some)).toEqual(ids({ ...all, body: inBoth }));
		expect(ids(await guru.get('/timesheets', { limit: 5, offset: 10 }))).toEqual(
			ids(all).slice(10, 15),
		);
		await guru.post('/timesheets', entry);
		await guru.post('/timesheets', { ...entry, duration: 10, billable: false });
		const range = { start_date: '2027-03-01', end_date: '2027-03-01' };
		expect((await guru.get('/timesheets/reports/projects', range)).body).toMatchObject([
			{ id: 4, duration: 100, billable: 90 },
		]);
		expect((await guru.get('/timesheets/reports/resources', range)).body).toMatchObject([
			{ id: 9, duration: 100, billable: 90 },
		]);
	});
});

test('calendars are read, switched and disconnected', async () => {
	const switched = await guru.put('/calendars/1', {
		incoming_calendar_subscriptions: [{ calendar_id: 2, sync: true }],
	});
	expect(switched.body.incoming_calendars).toMatchObject([
		{ id: 1, sync: true },
		{ id: 2, sync: true, state: 'active' },
	]);
	const unknown = { incoming_calendar_subscriptions: [{ calendar_id: 9, sync: true }] };
	expect((await guru.put('/calendars/1', unknown)).status).toBe(422);
	const range = { start_date: '2026-01-05', end_date: '2026-01-08' };
	expect((await guru.get('/calendars/external_events', range)).body).toMatchObject([
		{ summary: 'Dentist', start: { date: '2026-01-05' } },
		{ summary: 'School run', start: { date: '2026-01-08' } },
	]);
	expect((await guru.delete('/calendars/1')).status).toBe(204);
	expect((await guru.get('/calendars')).body).toEqual([]);
	expect((await guru.get('/calendars/external_events')).body).toEqual([]);
});
