import { type Sandbox, startSandbox } from '../../sandbox';
import { type GuruClient, guruClient, ids, type Json, messages, NEXT_MONDAY, NOW } from './client';

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

/** A Monday far from all seeded bookings. */
const MONDAY = '2027-03-01';
const FRIDAY = '2027-03-05';
const SATURDAY = '2027-03-06';

const input = (more: object = {}) => ({
	resource_id: 5,
	start_date: MONDAY,
	end_date: MONDAY,
	duration: 240,
	...more,
});
const create = async (more: object = {}) => {
	const reply = await guru.post('/bookings', input(more));
	if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
	return reply.body;
};
const get = async (id: number) => (await guru.get(`/bookings/${id}`)).body;
const dates = (booking: { durations: Array<{ date: string }> }) =>
	booking.durations.map(({ date }) => date);
const minutes = (booking: { durations: Array<{ duration: number }> }) =>
	booking.durations.map(({ duration }) => duration);
const far = { start_date: '2027-01-01' };

describe('creating', () => {
	test('spreads the minutes over the working days', async () => {
		const booking = await create({ end_date: '2027-03-09', project_id: 4, details: 'Sprint' });
		expect(dates(booking)).toEqual([
			'2027-03-01',
			'2027-03-02',
			'2027-03-03',
			'2027-03-04',
			'2027-03-05',
			'2027-03-08',
			'2027-03-09',
		]);
		expect(minutes(booking)).toEqual(Array(7).fill(240));
		expect(booking).toMatchObject({
			resource_id: 5,
			resource_ids: [5],
			booker: { id: 1, name: 'Ada Thornton' },
			duration: 240,
			start_time: null,
			details: 'Sprint',
			notes: 'Sprint',
			project_id: 4,
			client_id: 4,
			billable: false,
			rrule: null,
			group_id: null,
			approval_state: null,
		});
		expect(await get(booking.id)).toEqual(booking);
	});

	test('at a fixed time', async () => {
		const booking = await create({ start_time: 600, duration: 90 });
		expect(booking.durations).toEqual([
			{
				date: MONDAY,
				duration: 90,
				start_time: 600,
				end_time: 690,
				waiting: false,
				elastic_overtime: [],
			},
		]);
	});

	test('for several resources makes one booking for each', async () => {
		const booking = await create({ resource_id: undefined, resource_ids: [5, 6] });
		expect(booking).toMatchObject({ resource_id: 5, resource_ids: [5, 6] });
		const [other] = (await guru.get('/resources/6/bookings', far)).body;
		expect(other).toMatchObject({ resource_id: 6, resource_ids: [5, 6] });
		expect(booking.aggregated_approval_state.without_approval).toEqual([
			{ resource_id: 5, booking_id: booking.id },
			{ resource_id: 6, booking_id: other.id },
		]);
	});

	test.each<[string, object, number, string]>([
		['no resource', { resource_id: undefined }, 400, 'body: must match a schema in anyOf'],
		[
			'both ways to name resources',
			{ resource_ids: [6] },
			422,
			'resource_id and resource_ids must not both be given',
		],
		['an unknown resource', { resource_id: 999 }, 422, 'resource_id 999 does not exist'],
		['an archived resource', { resource_id: 38 }, 422, 'resource_id 38 is not bookable'],
		['a resource that is not bookable', { resource_id: 37 }, 422, 'resource_id 37 is not bookable'],
		[
			'an end before the start',
			{ end_date: '2027-02-28' },
			422,
			'end_date must not be before start_date',
		],
		['a time past midnight', { start_time: 1380 }, 422, 'start_time and duration go past midnight'],
		['an unknown project', { project_id: 999 }, 422, 'project_id 999 does not exist'],
		[
			'a project of another client',
			{ project_id: 4, client_id: 5 },
			422,
			'client_id is not the client of the project',
		],
		[
			'an unknown activity type',
			{ activity_type_id: 99 },
			422,
			'activity_type_id 99 does not exist',
		],
		['a deleted booker', { booker_id: 8 }, 422, 'booker_id 8 does not exist'],
		[
			'a custom field of something else',
			{ custom_field_values: { Region: 'North' } },
			422,
			'custom_field_values.Region is not a custom field of a booking',
		],
	])('%s is refused', async (_, more, status, message) => {
		const before = sandbox.vendors.resourceGuru.records.bookings.count;
		const reply = await guru.post('/bookings', input(more));
		expect(reply.status).toBe(status);
		expect(messages(reply)).toContain(message);
		expect(sandbox.vendors.resourceGuru.records.bookings.count).toBe(before);
	});
});

describe('a clash', () => {
	test('is refused, naming each day', async () => {
		await create({ duration: 400 });
		const reply = await guru.post('/bookings', input({ duration: 100, end_date: '2027-03-02' }));
		expect(reply.status).toBe(422);
		expect(reply.body.errors).toMatchObject([{ name: 'clash' }]);
		expect(messages(reply)).toEqual([
			'Elena Marchetti has 80 free minutes on 2027-03-01, 20 too few',
		]);
	});

	test('also on days off, during downtime and between fixed times', async () => {
		expect(
			(await guru.post('/bookings', input({ start_date: SATURDAY, end_date: SATURDAY }))).status,
		).toBe(422);
		expect((await guru.post('/bookings', input({ start_time: 480, duration: 60 }))).status).toBe(
			422,
		);
		expect((await guru.post('/bookings', input({ start_time: 780, duration: 60 }))).status).toBe(
			422,
		);
		await create({ start_time: 540, duration: 60 });
		expect((await guru.post('/bookings', input({ start_time: 570, duration: 60 }))).status).toBe(
			422,
		);
		expect((await guru.post('/bookings', input({ start_time: 600, duration: 60 }))).status).toBe(
			201,
		);
		// Bruno is on leave in the third week from now.
		const leave = { resource_id: 2, start_date: '2026-01-26', end_date: '2026-01-26' };
		expect((await guru.post('/bookings', input(leave))).status).toBe(422);
	});

	test.each([{ clash_resolution: 'add_to_waiting_list' }, { allow_waiting: true }])(
		'goes to the waiting list: %j',
		async (resolution) => {
			await create({ duration: 400 });
			const booking = await create({ duration: 100, end_date: '2027-03-02', ...resolution });
			expect(booking.durations.map(({ waiting }: { waiting: boolean }) => waiting)).toEqual([
				true,
				false,
			]);
			expect(ids(await guru.get('/bookings', { ...far, waiting: 1 }))).toEqual([booking.id]);
			// What waits takes no time.
			await create({ duration: 80 });
		},
	);

	test.each([{ clash_resolution: 'book_with_overtime' }, { allow_overtime: true }])(
		'adds overtime: %j',
		async (resolution) => {
			await create({ duration: 400 });
			await create({ duration: 100, ...resolution });
			const { overtimes } = (await guru.get('/resources/5')).body;
			expect(overtimes).toMatchObject([{ date: MONDAY, duration: 20, resource_id: 5 }]);
			expect((await guru.post('/bookings', input({ duration: 1 }))).status).toBe(422);
		},
	);

	test('overtime at a fixed time shows in the day', async () => {
		const booking = await create({
			start_time: 1020,
			duration: 120,
			clash_resolution: 'book_with_overtime',
		});
		expect(booking.durations[0].elastic_overtime).toEqual([{ start_time: 1080, end_time: 1140 }]);
	});

	test('extends the hours of the day', async () => {
		await create({ duration: 400 });
		await create({ duration: 100, clash_resolution: 'increase_availability' });
		const { custom_available_periods: periods, overtimes } = (await guru.get('/resources/5')).body;
		expect(overtimes).toEqual([]);
		expect(periods).toEqual([
			{ date: MONDAY, start_time: 540, end_time: 780 },
			{ date: MONDAY, start_time: 840, end_time: 1080 },
			{ date: MONDAY, start_time: 1080, end_time: 1100 },
		]);
	});

	test('is none for a tentative booking, and none with one', async () => {
		await create({ duration: 480, tentative: true });
		await create({ duration: 480 });
		await create({ duration: 480, tentative: true });
	});
});

describe('listing', () => {
	test('gives everything without a limit, and pages with one', async () => {
		const all = ids(await guru.get('/bookings'));
		expect(all.length).toBeGreaterThanOrEqual(2000);
		const size = 700;
		const pages: number[] = [];
		for (let offset = 0; ; offset += size) {
			const page = ids(await guru.get('/bookings', { limit: size, offset }));
			pages.push(...page);
			if (page.length < size) break;
		}
		expect(pages).toEqual(all);
		expect(ids(await guru.get('/bookings', { offset: all.length - 2 }))).toEqual(all.slice(-2));
		expect(ids(await guru.get('/bookings', { limit: 10, offset: all.length }))).toEqual([]);
		expect(ids(await guru.get('/bookings', { limit: 0 }))).toEqual([]);
	});

	test('by date: what starts and ends in the range', async () => {
		const inside = await create({ end_date: FRIDAY });
		const beyond = await create({ end_date: '2027-03-08', duration: 60 });
		const range = { start_date: MONDAY, end_date: FRIDAY };
		expect(ids(await guru.get('/bookings', range))).toEqual([inside.id]);
		expect(ids(await guru.get('/bookings', { ...range, end_date: '2027-03-08' }))).toEqual([
			inside.id,
			beyond.id,
		]);
		expect(ids(await guru.get('/bookings', { ...range, start_date: '2027-03-02' }))).toEqual([]);
		const calendar = await guru.get('/bookings', { ...range, calendar: 1 });
		expect(ids(calendar)).toEqual([inside.id, beyond.id]);
		expect(dates(calendar.body[1])).toHaveLength(6);
	});

	test('by resource, booker and group', async () => {
		const one = await create();
		const two = await create({ resource_id: 6, booker_id: 4 });
		const group = await create({
			resource_id: 7,
			rrule: { weekly: { interval: 1, weekday: 1, ends: { type: 'count', count: 2 } } },
		});
		expect(ids(await guru.get('/bookings', { ...far, resource_ids: [5, 6] }))).toEqual([
			one.id,
			two.id,
		]);
		expect(ids(await guru.get('/bookings', { ...far, booker_id: 4 }))).toEqual([two.id]);
		expect(ids(await guru.get('/bookings', { ...far, booker_id: 'me' }))).toEqual([
			one.id,
			group.id,
			group.id + 1,
		]);
		expect(ids(await guru.get('/bookings', { group_id: group.group_id }))).toEqual([
			group.id,
			group.id + 1,
		]);
	});

	test('leaves out what hidden resources have, on demand', async () => {
		const [one, two, three] = [
			await create(),
			await create({ resource_id: 6 }),
			await create({ resource_id: 7 }),
		];
		await guru.put('/resources/5', { archived: true });
		await guru.put('/resources/6', { bookable: false });
		sandbox.vendors.resourceGuru.records.resources.get(7).deleted = true;
		expect(ids(await guru.get('/bookings', far))).toEqual([one.id, two.id, three.id]);
		expect(ids(await guru.get('/bookings', { ...far, include_archived_resources: 0 }))).toEqual([
			two.id,
			three.id,
		]);
		expect(ids(await guru.get('/bookings', { ...far, include_non_bookable_resources: 0 }))).toEqual(
			[one.id, three.id],
		);
		expect(ids(await guru.get('/bookings', { ...far, include_deleted_resources: 0 }))).toEqual([
			one.id,
			two.id,
		]);
	});

	test('of a client, a project and a resource', async () => {
		const withProject = await create({ project_id: 4 });
		const withClient = await create({ client_id: 4, duration: 60 });
		expect(ids(await guru.get('/clients/4/bookings', far))).toEqual([
			withProject.id,
			withClient.id,
		]);
		expect(ids(await guru.get('/projects/4/bookings', far))).toEqual([withProject.id]);
		expect(ids(await guru.get('/resources/5/bookings', { ...far, limit: 1, offset: 1 }))).toEqual([
			withClient.id,
		]);
		for (const kind of ['clients', 'projects', 'resources']) {
			expect((await guru.get(`/${kind}/999/bookings`)).status).toBe(404);
		}
	});
});

describe('updating', () => {
	test('changes what is given and keeps the rest', async () => {
		const booking = await create({ project_id: 4, details: 'Before' });
		const { body } = await guru.put(`/bookings/${booking.id}`, {
			details: 'After',
			billable: true,
		});
		expect(body).toMatchObject({ details: 'After', billable: true, project_id: 4, duration: 240 });
		expect(
			(await guru.put(`/bookings/${booking.id}`, { project_id: null, client_id: null })).body,
		).toMatchObject({
			project_id: null,
			client_id: null,
		});
		expect((await guru.put('/bookings/99999', { details: 'x' })).status).toBe(404);
	});

	test('moves and resizes, minding clashes with others but not itself', async () => {
		const booking = await create({ duration: 400 });
		const longer = await guru.put(`/bookings/${booking.id}`, {
			duration: 480,
			end_date: '2027-03-02',
		});
		expect(minutes(longer.body)).toEqual([480, 480]);
		await create({ start_date: '2027-03-03', end_date: '2027-03-03', duration: 60 });
		const clash = await guru.put(`/bookings/${booking.id}`, { end_date: '2027-03-03' });
		expect(clash.status).toBe(422);
		expect(minutes(await get(booking.id))).toEqual([480, 480]);
		const waiting = await guru.put(`/bookings/${booking.id}`, {
			end_date: '2027-03-03',
			clash_resolution: 'add_to_waiting_list',
		});
		expect(waiting.body.durations.map(({ waiting }: { waiting: boolean }) => waiting)).toEqual([
			false,
			false,
			true,
		]);
	});

	test('changes the resources, keeping the id', async () => {
		const booking = await create({ resource_id: undefined, resource_ids: [5, 6] });
		const changed = await guru.put(`/bookings/${booking.id}`, { resource_ids: [6, 7, 8] });
		expect(changed.body.id).toBe(booking.id);
		expect([...changed.body.resource_ids].sort()).toEqual([6, 7, 8]);
		expect(ids(await guru.get('/resources/5/bookings', far))).toEqual([]);
		expect(ids(await guru.get('/resources/8/bookings', far))).toHaveLength(1);
		const single = await guru.put(`/bookings/${booking.id}`, { resource_id: 9 });
		expect(single.body).toMatchObject({ id: booking.id, resource_id: 9, resource_ids: [9] });
		expect(ids(await guru.get('/bookings', far))).toEqual([booking.id]);
	});
});

describe('repeats', () => {
	const weekly = (more: object) => ({ rrule: { weekly: { interval: 1, weekday: 1, ...more } } });
	const series = async (group: number) => (await guru.get('/bookings', { group_id: group })).body;

	test('weekly, so many times', async () => {
		const booking = await create(weekly({ interval: 2, ends: { type: 'count', count: 3 } }));
		expect(booking).toMatchObject({ group_id: booking.id, sequence_no: 0 });
		const all = await series(booking.group_id);
		expect(all.map(({ start_date, sequence_no }: Json) => [start_date, sequence_no])).toEqual([
			['2027-03-01', 0],
			['2027-03-15', 1],
			['2027-03-29', 2],
		]);
	});

	test('weekly on another day, up to a date', async () => {
		const booking = await create(
			weekly({ weekday: 3, ends: { type: 'date', date: '2027-03-17' } }),
		);
		expect((await series(booking.group_id)).map(({ start_date }: Json) => start_date)).toEqual([
			'2027-03-03',
			'2027-03-10',
			'2027-03-17',
		]);
	});

	test('monthly and yearly', async () => {
		const ends = { type: 'count', count: 3 };
		const monthly = await create({
			rrule: { monthly: { interval: 1, ends } },
			clash_resolution: 'add_to_waiting_list',
		});
		expect((await series(monthly.group_id)).map(({ start_date }: Json) => start_date)).toEqual([
			'2027-03-01',
			'2027-04-01',
			'2027-05-01',
		]);
		const yearly = await create({
			resource_id: 6,
			rrule: { yearly: { ends } },
			clash_resolution: 'add_to_waiting_list',
		});
		expect((await series(yearly.group_id)).map(({ start_date }: Json) => start_date)).toEqual([
			'2027-03-01',
			'2028-03-01',
			'2029-03-01',
		]);
	});

	test('a clash in any occurrence refuses all', async () => {
		await create({ start_date: '2027-03-15', end_date: '2027-03-15', duration: 480 });
		const before = sandbox.vendors.resourceGuru.records.bookings.count;
		const reply = await guru.post(
			'/bookings',
			input(weekly({ ends: { type: 'count', count: 3 } })),
		);
		expect(reply.status).toBe(422);
		expect(messages(reply)).toEqual([
			'Elena Marchetti has 0 free minutes on 2027-03-15, 240 too few',
		]);
		expect(sandbox.vendors.resourceGuru.records.bookings.count).toBe(before);
	});

	test.each<[string | undefined, string[]]>([
		[undefined, ['a', 'b', 'a']],
		['single', ['a', 'b', 'a']],
		['following', ['a', 'b', 'b']],
		['all', ['b', 'b', 'b']],
	])('an update affects %s', async (affects, details) => {
		const first = await create({ details: 'a', ...weekly({ ends: { type: 'count', count: 3 } }) });
		const middle = first.id + 1;
		const reply = await guru.put(
			`/bookings/${middle}`,
			{ details: 'b', start_date: '2027-03-09', end_date: '2027-03-09' },
			{ affects },
		);
		expect(reply.body).toMatchObject({ id: middle, details: 'b' });
		const after = await series(first.group_id);
		expect(after.map((booking: Json) => booking.details)).toEqual(details);
		expect(after.map(({ start_date }: Json) => start_date)).toEqual(
			['2027-03-01', '2027-03-08', '2027-03-15'].map((date, index) =>
				details[index] === 'b'
					? date.replace(/\d\d$/, (day) => String(Number(day) + 1).padStart(2, '0'))
					: date,
			),
		);
	});

	test.each<[string | undefined, number[]]>([
		[undefined, [0, 2]],
		['single', [0, 2]],
		['following', [0]],
		['all', []],
	])('a delete affects %s', async (affects, left) => {
		const first = await create(weekly({ ends: { type: 'count', count: 3 } }));
		const reply = await guru.delete(`/bookings/${first.id + 1}`, undefined, { affects });
		expect(reply.status).toBe(204);
		expect((await series(first.group_id)).map(({ sequence_no }: Json) => sequence_no)).toEqual(
			left,
		);
	});

	test('a new rule replaces what follows; null ends it', async () => {
		const first = await create(weekly({ ends: { type: 'count', count: 4 } }));
		const changed = await guru.put(
			`/bookings/${first.id}`,
			weekly({ interval: 2, ends: { type: 'count', count: 2 } }),
		);
		expect((await series(changed.body.group_id)).map(({ start_date }: Json) => start_date)).toEqual(
			['2027-03-01', '2027-03-15'],
		);
		await guru.put(`/bookings/${first.id}`, { rrule: null });
		expect(ids(await guru.get('/bookings', far))).toEqual([first.id]);
		expect(await get(first.id)).toMatchObject({ rrule: null, group_id: null });
	});

	test('a rule that cannot be is refused', async () => {
		for (const ends of [
			{ type: 'count' },
			{ type: 'sometime' },
			{ type: 'date', date: '2027-01-01' },
		]) {
			expect((await guru.post('/bookings', input(weekly({ ends })))).status).toBe(422);
		}
		const unknown = await guru.post('/bookings', input({ rrule: { daily: {} } }));
		expect([unknown.status, messages(unknown)]).toEqual([
			400,
			['body.rrule.daily: is not known here'],
		]);
	});
});

describe('deleting', () => {
	test('a booking, for all its resources', async () => {
		const booking = await create({ resource_id: undefined, resource_ids: [5, 6] });
		expect((await guru.delete(`/bookings/${booking.id}`)).status).toBe(204);
		expect((await guru.get(`/bookings/${booking.id}`)).status).toBe(404);
		expect(ids(await guru.get('/bookings', far))).toEqual([]);
	});

	test('one date of one resource, or of all', async () => {
		const booking = await create({
			resource_id: undefined,
			resource_ids: [5, 6],
			end_date: '2027-03-03',
		});
		const other = booking.aggregated_approval_state.without_approval[1].booking_id;
		await guru.delete(`/bookings/${booking.id}`, { date: '2027-03-02' });
		expect(dates(await get(booking.id))).toEqual(['2027-03-01', '2027-03-03']);
		expect(dates(await get(other))).toHaveLength(3);
		await guru.delete(`/bookings/${booking.id}`, { date: '2027-03-01', remove_for_all: true });
		expect(await get(booking.id)).toMatchObject({
			start_date: '2027-03-03',
			end_date: '2027-03-03',
		});
		expect(await get(other)).toMatchObject({ start_date: '2027-03-02', end_date: '2027-03-03' });
		const wrong = await guru.delete(`/bookings/${booking.id}`, { date: '2027-03-20' });
		expect([wrong.status, messages(wrong)]).toEqual([
			422,
			['date 2027-03-20 is no day of this booking'],
		]);
		await guru.delete(`/bookings/${booking.id}`, { date: '2027-03-03' });
		expect((await guru.get(`/bookings/${booking.id}`)).status).toBe(404);
		expect((await get(other)).resource_ids).toEqual([6]);
	});
});

test('splitting gives two bookings', async () => {
	const booking = await create({ end_date: FRIDAY, details: 'Long' });
	const reply = await guru.post(`/bookings/${booking.id}/split`, { date: '2027-03-04' });
	expect(reply.status).toBe(201);
	const [first, second] = reply.body;
	expect(first).toMatchObject({ id: booking.id, start_date: MONDAY, end_date: '2027-03-03' });
	expect(second).toMatchObject({
		start_date: '2027-03-04',
		end_date: FRIDAY,
		details: 'Long',
		duration: 240,
	});
	expect([...dates(first), ...dates(second)]).toEqual(dates(booking));
	expect(await get(second.id)).toEqual(second);
	for (const date of [MONDAY, '2027-03-06']) {
		expect((await guru.post(`/bookings/${booking.id}/split`, { date })).status).toBe(422);
	}
});

describe('approvals', () => {
	/** Dmitri and Jonas have an approver, Elena has none. */
	const asked = () => create({ resource_id: undefined, resource_ids: [4, 5, 10] });

	test('a booking of a resource with approvers is pending until resolved', async () => {
		const booking = await asked();
		const jonas = booking.aggregated_approval_state.pending[1].booking_id;
		expect(booking.approval_state).toEqual({
			status: 'pending',
			resolved_by: null,
			resolved_at: null,
			message: null,
		});
		expect(booking.aggregated_approval_state).toMatchObject({
			pending: [{ resource_id: 4 }, { resource_id: 10 }],
			without_approval: [{ resource_id: 5 }],
		});
		expect((await guru.post(`/bookings/${booking.id}/remind`, {})).status).toBe(204);
		const yes = { resolution: 'approved', resource_ids: [4] };
		const no = { resolution: 'declined', resource_ids: [10], reason: 'On leave' };
		expect((await guru.post(`/bookings/${booking.id}/resolve`, yes)).status).toBe(204);
		expect((await guru.post(`/bookings/${booking.id}/resolve`, no)).status).toBe(204);
		expect((await get(booking.id)).approval_state).toMatchObject({
			status: 'approved',
			resolved_by: 1,
		});
		expect((await get(jonas)).approval_state).toMatchObject({
			status: 'declined',
			message: 'On leave',
		});
		expect((await get(jonas)).aggregated_approval_state).toMatchObject({
			approved: [{ resource_id: 4, resolved_by: 1, booking_id: booking.id }],
			declined: [{ resource_id: 10, message: 'On leave' }],
			pending: [],
		});
		expect(ids(await guru.get('/bookings', { ...far, approval_states: ['declined'] }))).toEqual([
			jonas,
		]);
		expect(
			ids(await guru.get('/bookings', { ...far, approval_states: ['declined', 'approved'] })),
		).toEqual([booking.id, jonas]);
		expect(
			ids(await guru.get('/resources/10/bookings', { ...far, approval_states: ['pending'] })),
		).toEqual([]);
		expect((await guru.post(`/bookings/${booking.id}/remind`)).status).toBe(422);
		// What was declined takes no time.
		await create({ resource_id: 10, duration: 480 });
	});

	test('only for resources that need it, by those who may', async () => {
		const booking = await asked();
		const wrong = await guru.post(`/bookings/${booking.id}/resolve`, {
			resolution: 'approved',
			resource_ids: [5, 99],
		});
		expect([wrong.status, messages(wrong)]).toEqual([
			422,
			[
				'resource_ids 5 needs no approval in this booking',
				'resource_ids 99 needs no approval in this booking',
			],
		]);
		const nobody = guruClient(sandbox, sandbox.vendors.resourceGuru.issueTokens(6));
		const yes = { resolution: 'approved', resource_ids: [4] };
		expect((await nobody.post(`/bookings/${booking.id}/resolve`, yes)).status).toBe(403);
	});

	test('a booking that moves needs approval anew', async () => {
		const booking = await create({ resource_id: 4 });
		await guru.post(`/bookings/${booking.id}/resolve`, {
			resolution: 'approved',
			resource_ids: [4],
		});
		const kept = await guru.put(`/bookings/${booking.id}`, { details: 'x' });
		expect(kept.body.approval_state.status).toBe('approved');
		const moved = await guru.put(`/bookings/${booking.id}`, { duration: 60 });
		expect(moved.body.approval_state.status).toBe('pending');
	});

	test('there are none when the account does not want them', async () => {
		const data = {
			booking_approvals: false,
			default_booking_approver_ids: [],
			apply_to_all_resources: false,
		};
		await guru.send({ method: 'PUT', url: '/v1/accounts/1', data });
		expect((await create({ resource_id: 4 })).approval_state).toBeNull();
	});
});

test('activities tell what happened to a booking', async () => {
	const booking = await create({ details: 'Before' });
	await guru.put(`/bookings/${booking.id}`, { details: 'After' });
	const { body } = await guru.get(`/bookings/${booking.id}/activities`);
	expect(body.map(({ action, user_id }: Json) => [action, user_id])).toEqual([
		['create', 1],
		['update', 1],
	]);
	expect(body[0]).toMatchObject({ previous_state: null, next_state: { details: 'Before' } });
	expect(body[1]).toMatchObject({
		previous_state: { details: 'Before' },
		next_state: { details: 'After' },
	});
});

test('the next week has people with time left', async () => {
	const { body } = await guru.get('/bookings', { start_date: NEXT_MONDAY, end_date: '2026-01-18' });
	const booked = new Map<number, number>();
	for (const booking of body) {
		const sum = minutes(booking).reduce((one, other) => one + other, 0);
		booked.set(booking.resource_id, (booked.get(booking.resource_id) ?? 0) + sum);
	}
	const people = (await guru.get('/resources', { limit: 0 })).body.filter(
		({ human }: Json) => human,
	);
	const free = people.filter(({ id }: Json) => (booked.get(id) ?? 0) < 1200);
	expect(free).toHaveLength(6);
	for (const { id } of free) {
		const reply = await guru.post('/bookings', {
			resource_id: id,
			start_date: NEXT_MONDAY,
			end_date: '2026-01-16',
			duration: 60,
			project_id: 1,
		});
		expect(reply.status).toBe(201);
	}
});
