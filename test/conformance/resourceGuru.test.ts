/** Resource Guru: series of bookings, custom fields, what an account update keeps, and hours that clash. */
import { repeat } from '../../nodes/ResourceGuru/repeat';
import { resourceGuru } from './vendors/resourceGuru';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
	world = await openWorld(resourceGuru);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});

const records = () => world.sandbox.vendors.resourceGuru.records;
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const mapped = (value: object) => ({ mappingMode: 'defineBelow', value });

describe('the repeat of a booking', () => {
	const booking = {
		resource: 'booking',
		operation: 'create',
		resourceId: byId(1),
		startDate: '2027-03-01',
		endDate: '2027-03-01',
		duration: 60,
	};
	const sent = async (rrule: object) => {
		const { calls } = await world.run({ ...booking, additionalFields: { rrule } });
		return (calls[0]?.body as { rrule?: unknown }).rrule;
	};
	const weekly = (interval: number, weekday: number, count: number) => ({
		weekly: { interval, weekday, ends: { type: 'count', count } },
	});

	test.each(['={{ 3 }}', '={{ "3" }}', '={{ "3 weeks" }}'])(
		'keeps its weekday and its end when the weeks come from an expression: %s',
		async (every) => {
			const parts = { every, weekday: '={{ "Wednesday" }}', count: '={{ "2" }}' };
			expect(await sent({ parts })).toEqual(weekly(3, 3, 2));
		},
	);

	test('is weekly where nothing else was chosen, as the editor shows it', async () => {
		expect(repeat.inner?.every?.property.default).toBe('1');
		expect(await sent({ parts: { weekday: 3 } })).toEqual(weekly(1, 3, 4));
	});

	test('takes no weekday that was chosen before the rule was written', async () => {
		const rule = '={{ { monthly: { interval: 2 } } }}';
		expect(await sent({ parts: { every: 'rule', weekday: 5, count: 9, rule } })).toEqual({
			monthly: { interval: 2 },
		});
	});

	test('is cleared by an update in which it was added and left empty', async () => {
		const { calls } = await world.run({
			resource: 'booking',
			operation: 'update',
			bookingId: byId(1),
			updateFields: { rrule: {} },
		});
		expect(calls.map(({ body }) => body)).toEqual([{ rrule: null }]);
	});
});

describe('custom fields', () => {
	const update = async (value: object) =>
		await world.run({
			resource: 'project',
			operation: 'update',
			projectId: byId(1),
			customFieldValues: mapped(value),
		});

	test.each([
		['={{ 0 }}', '0'],
		['={{ false }}', 'false'],
		['={{ 12.5 }}', '12.5'],
	])('are texts, whatever an expression gives: %s', async (given, text) => {
		const { items, calls } = await update({ 7: given });
		expect(calls.map(({ body }) => body)).toEqual([{ custom_field_values: { 7: text } }]);
		expect(items[0]?.json.custom_field_values).toMatchObject({ 'Cost centre': text });
	});

	test('take several values as a list or as one text, and none', async () => {
		for (const given of ['={{ ["Web", "Film"] }}', 'Web, Film', '']) {
			const { calls } = await update({ '6[]': given });
			const values = given === '' ? [] : ['Web', 'Film'];
			expect(calls.map(({ body }) => body)).toEqual([{ custom_field_values: { 6: values } }]);
		}
	});

	test('are named in a refusal as the account calls them', async () => {
		const { error } = await update({ '6[]': 'Radio' });
		expect(error?.message).toMatch(/'Custom Fields' \(Channels\) has no option Radio$/);
		const unknown = await update({ 999: 'x' });
		expect(unknown.error?.message).toMatch(
			/'Custom Fields' \(999\) is not a custom field of a project$/,
		);
	});

	test('get their options from a list, in which a comma is part of an option', async () => {
		const create = { resource: 'customField', operation: 'create', label: 'Colour' };
		for (const [given, options] of [
			['Red, Green,', ['Red', 'Green']],
			['={{ ["Red, dark", "Green"] }}', ['Red, dark', 'Green']],
		]) {
			const { calls } = await world.run({
				...create,
				label: `Colour ${String(given)}`,
				additionalFields: { customFieldOptions: given },
			});
			expect(calls[0]?.body).toMatchObject({ custom_field_options: options });
		}
	});
});

describe('the approval workflow of an account', () => {
	const account = {
		resource: 'account',
		operation: 'update',
		accountId: byId(1),
		bookingApprovals: false,
		applyToAllResources: false,
	};
	const approvers = () => records().accounts.get(1).default_booking_approver_ids;
	beforeEach(() => {
		records().accounts.update(1, { default_booking_approver_ids: [1, 2] });
	});

	test('is switched without naming the default approvers again', async () => {
		expect((await world.run(account)).error).toBeUndefined();
		expect(approvers()).toEqual([1, 2]);
	});

	test('has no default approvers any more when the field was added and left empty', async () => {
		await world.run({ ...account, updateFields: { defaultBookingApproverIds: [] } });
		expect(approvers()).toEqual([]);
	});
});

test('hours that no longer hold bookings: the refusal names the bookings', async () => {
	const [booking] = records().bookings.where(
		({ resource_id, start_date, durations }) =>
			resource_id === 1 && start_date > '2026-12-01' && durations.some(({ waiting }) => !waiting),
	);
	const { error } = await world.run({
		resource: 'resource',
		operation: 'updateAvailability',
		resourceId: byId(1),
		date: booking?.start_date,
		updateFields: {
			allowWaiting: false,
			availablePeriods: { rows: [{ weekDay: 0, startTime: '00:00', endTime: '24:00' }] },
		},
	});
	expect(error?.message).toContain(
		`it clashes with booking ${booking?.id} on ${booking?.start_date}`,
	);
});

test('an external event tells its title', async () => {
	const [event] = records().externalEvents.all();
	const { items } = await world.run({
		resource: 'calendar',
		operation: 'getExternalEvents',
		limit: 1,
	});
	expect(items[0]?.json.summary).toBe(event?.summary);
});

test('a row without a calendar changes none', async () => {
	const { error, calls } = await world.run({
		resource: 'calendar',
		operation: 'update',
		calendarId: byId(1),
		incomingCalendarSubscriptions: { rows: [{ sync: true }] },
	});
	expect(error?.message).toBe(
		"'Incoming Calendars' (Calendar 1, Calendar ID) is required, but is empty",
	);
	expect(calls).toEqual([]);
});

test('no payload is sent again before one was named', async () => {
	const parameters = { resource: 'webhook', operation: 'resendPayload', webhookId: byId(1) };
	const { error, calls } = await world.run(parameters);
	expect(error?.message).toBe("'Payload ID' is required, but is empty");
	expect(calls).toEqual([]);
});
