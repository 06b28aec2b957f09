import { type Sandbox, startSandbox } from '../../sandbox';
import { type GuruClient, guruClient, type Json, NOW } from './client';

let sandbox: Sandbox;
let guru: GuruClient;

/** A week far from all seeded bookings. */
const WEEK = { start_date: '2027-03-01', end_date: '2027-03-07' };
const time = (minutes: number) => ({ days: minutes / 480, hours: minutes / 60, minutes });

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	guru = guruClient(sandbox);
	const book = async (more: object) => {
		const reply = await guru.post('/bookings', {
			start_date: '2027-03-01',
			end_date: '2027-03-02',
			duration: 240,
			...more,
		});
		expect(reply.status).toBe(201);
		return reply.body;
	};
	await book({ resource_id: 5, project_id: 4, billable: true });
	await book({ resource_id: 5, client_id: 6, end_date: '2027-03-01', duration: 60 });
	await book({
		resource_id: 5,
		end_date: '2027-03-01',
		duration: 300,
		clash_resolution: 'add_to_waiting_list',
		project_id: 4,
	});
	await book({ resource_id: 6, project_id: 4, tentative: true });
	// Dmitri's bookings need approval: one is approved, one declined, one pending.
	const approved = await book({ resource_id: 4, project_id: 5, duration: 100 });
	const declined = await book({ resource_id: 4, project_id: 5, duration: 50 });
	await book({ resource_id: 4, project_id: 5, duration: 20 });
	for (const [id, resolution] of [
		[approved.id, 'approved'],
		[declined.id, 'declined'],
	]) {
		await guru.post(`/bookings/${id}/resolve`, { resolution, resource_ids: [4] });
	}
	const off = { from: '2027-03-05', to: '2027-03-05', start_time: 0, end_time: 1440 };
	await guru.post('/downtimes', { ...off, resource_ids: [5], downtime_type_id: 2 });
	await guru.post('/overtimes', { resource_id: 5, date: '2027-03-04', duration: 30 });
});
afterAll(() => sandbox.close());

const report = async (path: string) => (await guru.get(path, WEEK)).body;
const v2 = async (path: string) =>
	(await guru.send({ url: `/v2/example-corp${path}`, params: WEEK })).body;

describe('version 1, in minutes', () => {
	test('of a resource', async () => {
		expect(await report('/reports/resources/5')).toMatchObject({
			id: 5,
			name: 'Elena Marchetti',
			resource_type: 'Person',
			// Four days of eight hours; the fifth is leave.
			availability: 1920,
			booked: 540,
			waiting_list: 300,
			unbooked: 1380,
			utilization: 0.2813,
			personal_vacation_downtime: 480,
			personal_vacation_downtime_days: 1,
			total_vacation_downtime: 480,
			sick_downtime: 0,
			earliest_available_period: '2027-03-01',
			clients: [
				{ id: 4, booked: 480, waiting_list: 300, max_usage: 780 },
				{ id: 6, booked: 60, waiting_list: 0, max_usage: 780 },
			],
			projects: [
				{ id: 4, booked: 480, waiting_list: 300 },
				{ id: 0, name: 'No project', booked: 60 },
			],
			downtime_types: [{ downtime_type: 'Vacation', minutes: 480, days: 1 }],
		});
	});

	test('of all resources', async () => {
		const all = await report('/reports/resources');
		expect(all.resources).toHaveLength(37);
		expect(all).toMatchObject({ booked: 780, waiting_list: 300, availability: 37 * 2400 - 480 });
		expect(all.resources.find(({ id }: Json) => id === 4)).toMatchObject({ booked: 240 });
	});

	test('of projects and clients', async () => {
		expect(await report('/reports/projects')).toMatchObject({
			booked: 780,
			waiting_list: 300,
			max_usage: 780,
			projects: [
				{ id: 4, booked: 480, waiting_list: 300, client_id: 4 },
				{ id: 0, booked: 60 },
				{ id: 5, booked: 240 },
			],
		});
		expect(await report('/reports/clients/6')).toMatchObject({
			id: 6,
			booked: 60,
			resources: [{ id: 5, booked: 60, utilization: 0.0313 }],
		});
		expect(await report('/reports/projects/0')).toMatchObject({
			id: 0,
			booked: 60,
			resources: [{ id: 5 }],
		});
		expect((await guru.get('/reports/projects/999', WEEK)).status).toBe(404);
	});

	test('needs its dates', async () => {
		expect((await guru.get('/reports/projects')).status).toBe(400);
	});
});

describe('version 2, in days, hours and minutes', () => {
	test('of a resource', async () => {
		expect(await v2('/reports/resources/5')).toMatchObject({
			id: 5,
			reported_date_range: { start: '2027-03-01', end: '2027-03-07' },
			scheduled: { billable: time(480), non_billable: time(60), total: time(540) },
			waiting_list: { total: time(300) },
			tentative: { total: time(0) },
			availability: time(1920),
			overtime: time(30),
			unscheduled: time(1380),
			utilization: { billable: 0.25, non_billable: 0.0313, total: 0.2813 },
			downtime: { personal_vacation: time(480), total_vacation: time(480), other: time(0) },
			clients: [{ id: 4 }, { id: 6 }],
			clients_unassigned: { scheduled: { total: time(0) } },
			projects: [{ id: 4, client: { id: 4 }, scheduled: { total: time(480) } }],
			projects_unassigned: { scheduled: { total: time(60) } },
			downtime_types: [{ downtime_type: 'Vacation', scheduled: time(480) }],
		});
	});

	test('counts approved and pending bookings apart, and no declined ones', async () => {
		const dmitri = await v2('/reports/resources/4');
		expect(dmitri).toMatchObject({
			scheduled: { total: time(240) },
			approvals: {
				approved: { scheduled: { total: time(200) }, utilization: { total: 0.0833 } },
				pending: { scheduled: { total: time(40) } },
			},
		});
	});

	test('of projects, clients and what has neither', async () => {
		expect(await v2('/reports/projects/4')).toMatchObject({
			id: 4,
			scheduled: { total: time(480) },
			tentative: { total: time(480) },
			waiting_list: { total: time(300) },
			resources: [
				{ id: 5, scheduled: { total: time(480) } },
				{ id: 6, tentative: { total: time(480) } },
			],
		});
		expect(await v2('/reports/projects')).toMatchObject({
			scheduled: { total: time(780) },
			projects: [{ id: 4 }, { id: 5 }],
			unassigned: { scheduled: { total: time(60) } },
		});
		expect(await v2('/reports/projects/unassigned')).toMatchObject({
			scheduled: { total: time(60) },
			resources: [{ id: 5 }],
		});
		expect(await v2('/reports/clients')).toMatchObject({
			clients: [{ id: 4 }, { id: 6 }, { id: 5 }],
		});
		expect((await v2('/reports/clients/unassigned')).resources).toEqual([]);
		expect((await v2('/reports/clients/6')).scheduled.total).toEqual(time(60));
		expect((await v2('/reports/resources')).scheduled.total).toEqual(time(780));
	});
});
