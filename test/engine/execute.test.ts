import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Sent } from './support/days';
import { type Fixture, startFixture } from './support/fixture';
import { type Guru, startGuru } from './support/guru';
import { type Answer, type Received, type Server, startServer } from './support/server';
import vendors from './support/shop';

let guru: Guru;
let fixture: Fixture;
let server: Server;

beforeAll(async () => {
	[guru, fixture, server] = await Promise.all([
		startGuru(),
		startFixture(require.resolve('./support/shop'), vendors),
		startServer(),
	]);
});
afterAll(async () => {
	await Promise.all([guru.close(), fixture.close(), server.close()]);
});
beforeEach(() => {
	guru.forget();
	server.received.length = 0;
	server.answer = ({ url }) => ({ body: url.searchParams.has('limit') ? [] : { id: 1 } });
});

const later = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resource Guru's node, at a server that takes everything. */
const anywhere = () => guru.signIn({ baseUrl: server.url });

const shop = async (parameters: INodeParameters, input?: IDataObject[]) =>
	await fixture.run(
		fixture.signIn('shop', server.url),
		{ resource: 'article', ...parameters },
		{ input },
	);

const v = '={{ $json.v }}';
const booking = {
	resource: 'booking',
	operation: 'create',
	resourceId: 1,
	startDate: '2026-11-23',
	endDate: '2026-11-24',
	duration: 60,
};
const client = { resource: 'client', operation: 'create', name: 'Umbrella Rentals' };

it('many items go out in one request, but one with a field that only a single one may have by itself', async () => {
	server.answer = ({ body }) => ({ body });
	const input = [{ name: 'A' }, { name: 'B', photo: 'b.png' }, { name: 'C' }, { name: 'D' }];
	const { items } = await shop(
		{
			operation: 'createAtOnce',
			name: '={{ $json.name }}',
			additionalFields: { photo: '={{ $json.photo }}' },
			settings: { itemsAtOnce: 1 },
		},
		input,
	);
	expect(server.received.map(({ body }) => body)).toEqual([
		[{ name: 'A' }, { name: 'C' }],
		{ name: 'B', photo: 'b.png' },
		[{ name: 'D' }],
	]);
	expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
		input.map((json, item) => [json, { item }]),
	);
});

describe('a bad value is refused before anything is sent', () => {
	it.each<
		[what: string, parameters: INodeParameters, good: unknown, bad: unknown, message: string]
	>([
		[
			'text where a number is due',
			{ ...booking, duration: v },
			'60',
			'an hour',
			`'Duration per Day (Minutes)' needs a whole number from 1 to 1440, but got the text "an hour"`,
		],
		[
			'a number out of range',
			{ ...booking, duration: v },
			1440,
			1441,
			"'Duration per Day (Minutes)' needs a whole number from 1 to 1440, but got the number 1441",
		],
		[
			'an end before the start',
			{ ...booking, endDate: v },
			'2026-11-23T08:00:00',
			'2026-11-22T23:00:00',
			"'End Date' (2026-11-22) is before 'Start Date' (2026-11-23)",
		],
		[
			'an end before the start among filters',
			{
				resource: 'booking',
				operation: 'getMany',
				filters: { startDate: '2026-11-23', endDate: v },
			},
			'2026-11-23',
			'2026-11-22',
			"'End Date' (2026-11-22) is before 'Start Date' (2026-11-23)",
		],
		[
			'a word where a date is due',
			{ ...booking, startDate: v },
			'2026-11-24',
			'tomorrow',
			`'Start Date' needs a date such as 2026-11-23, but got the text "tomorrow"`,
		],
		[
			'JSON that does not parse',
			{ ...booking, additionalFields: { rrule: { parts: { every: 'rule', rule: v } } } },
			'{ "weekly": {} }',
			'{ "weekly": ',
			`'Repeat' (Rule (JSON)) needs valid JSON, but got the text "{ "weekly": "`,
		],
		[
			'JSON of another form',
			{ ...booking, additionalFields: { rrule: { parts: { every: 'rule', rule: v } } } },
			'{ "weekly": { "interval": 2 } }',
			'{ "weekly": { "interval": "2" } }',
			"'Repeat' (Rule (JSON), weekly.interval) is not as described: Expected number, received string",
		],
		[
			'a required field that is empty',
			{ ...client, name: v },
			'x',
			'  ',
			"'Name' is required, but is empty",
		],
		[
			'a required field that is not there',
			{ ...client, name: '={{ $json.v || undefined }}' },
			'x',
			0,
			"'Name' is required, but is empty",
		],
		[
			'a required date that is null',
			{ ...booking, startDate: v },
			'2026-11-23',
			null,
			"'Start Date' is required, but is empty",
		],
		[
			'a text that is too long',
			{ ...client, name: v },
			'x'.repeat(255),
			'x'.repeat(256),
			"'Name' takes at most 255 characters, but got 256",
		],
		[
			'an object where text is due',
			{ ...client, additionalFields: { notes: v } },
			'x',
			{ a: 1 },
			"'Notes' needs text, but got an object with a",
		],
		[
			'a word where an ID is due',
			{ resource: 'client', operation: 'get', clientId: v },
			'7',
			'Umbrella',
			`'Client' needs a whole number as the ID, but got the text "Umbrella"`,
		],
		[
			'a path where an ID is due',
			{ resource: 'client', operation: 'delete', clientId: v },
			7,
			'../clients/7',
			`'Client' needs a whole number as the ID, but got the text "../clients/7"`,
		],
		[
			'an ID that is not there',
			{ resource: 'client', operation: 'delete', clientId: v },
			7,
			'',
			"'Client' is required, but is empty",
		],
		[
			'neither of two fields',
			{ ...booking, resourceId: v },
			7,
			'',
			"Fill in 'Person or Resource' or 'Several Resource Names or IDs': both are empty",
		],
		[
			'both of two fields',
			{ ...booking, resourceIds: v },
			'',
			'7, 8',
			"Fill in 'Person or Resource' or 'Several Resource Names or IDs', not both",
		],
		[
			'an update that changes nothing',
			{
				resource: 'client',
				operation: 'update',
				clientId: 7,
				updateFields: { archived: v },
			},
			true,
			'',
			"There is nothing to change: add a field under 'Update Fields'",
		],
		[
			'a limit of 0',
			{ resource: 'client', operation: 'getMany', limit: v },
			1,
			0,
			"'Limit' needs a whole number of at least 1, but got the number 0",
		],
		[
			'a limit that is no number',
			{ resource: 'client', operation: 'getMany', limit: v },
			'3',
			'all',
			`'Limit' needs a whole number of at least 1, but got the text "all"`,
		],
		[
			'a choice that is not offered',
			{ ...booking, additionalFields: { clashResolution: v } },
			'book_with_overtime',
			'ask',
			`'If It Clashes' needs one of Add to Waiting List, Book with Overtime, Increase Availability, but got the text "ask"`,
		],
		[
			'a bad value in a row',
			{
				resource: 'resource',
				operation: 'updateAvailability',
				resourceId: 1,
				date: '2026-11-23',
				updateFields: {
					availablePeriods: { rows: [{ weekDay: 1, startTime: '09:00', endTime: v }] },
				},
			},
			'17:00',
			'late',
			`'Working Hours' (Working Hours 1, Until) needs a time of day such as 09:00, but got the text "late"`,
		],
	])('%s', async (_what, parameters, good, bad, message) => {
		const alone = await guru.run(parameters, {
			as: anywhere(),
			input: [{ v: bad } as IDataObject],
		});
		expect(alone.error?.message).toBe(message);
		expect(alone.error?.name).toBe('NodeOperationError');
		expect(alone.error?.context).toMatchObject({ itemIndex: 0 });
		expect(server.received).toEqual([]);

		const input = [{ v: good }, { v: bad }, { v: good }] as IDataObject[];
		const regular = await guru.run(parameters, {
			as: anywhere(),
			input,
			onError: 'continueRegularOutput',
		});
		expect(regular.error).toBeUndefined();
		const errors = regular.items.filter(({ json }) => 'error' in json);
		expect(errors).toMatchObject([{ json: { error: message }, pairedItem: { item: 1 } }]);
		expect(server.received).toHaveLength(2);

		const branched = await guru.run(parameters, {
			as: anywhere(),
			input,
			onError: 'continueErrorOutput',
		});
		expect(branched.error).toBeUndefined();
		expect(branched.items.some(({ json }) => 'error' in json)).toBe(false);
		expect(branched.failed).toMatchObject([{ json: { error: message }, pairedItem: { item: 1 } }]);
		expect(server.received).toHaveLength(4);
	});

	it('and says so, with the item', async () => {
		const { error } = await guru.run(
			{ ...client, name: v },
			{ as: anywhere(), input: [{ v: 'x' }, { v: 'y' }, { v: '' }] },
		);
		expect(error?.description).toBe('Nothing was sent to Resource Guru for this item [item 2].');
	});

	it('also where the number of items at once is none', async () => {
		for (const [itemsAtOnce, words] of [
			[0, 'the number 0'],
			[-1, 'the number -1'],
			['={{ "many" }}', 'the text "many"'],
			['={{ "0x10" }}', 'the text "0x10"'],
			['={{ true }}', 'true'],
			['={{ [7] }}', 'a list of 1'],
		] as const) {
			const { error } = await shop({ operation: 'get', sku: 'a', settings: { itemsAtOnce } });
			expect(error?.message).toBe(
				`'Items at Once' needs a whole number of at least 1, but got ${words}`,
			);
		}
		expect(server.received).toEqual([]);
	});

	it('also where a saved workflow names an operation that there is not', async () => {
		const { error } = await guru.run({ resource: 'client', operation: 'befriend' });
		expect(error).toMatchObject({
			message: "This version of the Resource Guru node has no operation 'befriend' for 'client'",
			description: 'Choose the operation again, or update the node package.',
		});
	});
});

describe('days', () => {
	const zones = ['Pacific/Honolulu', 'UTC', 'Europe/Berlin', 'Pacific/Auckland'];
	const today = (timeZone: string) => new Date().toLocaleDateString('en-CA', { timeZone });

	// A whole n8n in a process of its own takes its time on a busy machine.
	it('of expressions are those of the workflow', async () => {
		const noon = '{{ new Date("2026-11-23T12:00:00Z") }}';
		const moving = ['{{ $now }}', '{{ $today }}', '{{ $now.toISO() }}'];
		const fixed = [
			'{{ DateTime.fromISO("2026-11-23") }}',
			'{{ DateTime.fromISO("2026-11-23").endOf("day") }}',
			'{{ "2026-11-23T00:00:00.000Z" }}',
			noon,
		];
		const before = zones.map(today);
		const question = { timezones: zones, expressions: [...moving, ...fixed] };
		const script = [require.resolve('tsx/cli'), require.resolve('./support/days')];
		const { stdout } = await promisify(execFile)(process.execPath, [
			...script,
			JSON.stringify(question),
		]);
		const answers = JSON.parse(stdout) as Sent[];
		expect(answers).toHaveLength(zones.length * question.expressions.length);
		for (const { timezone, expression, ...sent } of answers) {
			const isNextDay = expression === noon && timezone === 'Pacific/Auckland';
			// At midnight the day may change in between.
			const days = moving.includes(expression)
				? [before[zones.indexOf(timezone)], today(timezone)]
				: [isNextDay ? '2026-11-24' : '2026-11-23'];
			const expected = days.map((day) => ({ timezone, expression, flat: day, filter: day }));
			expect(expected).toContainEqual({ timezone, expression, ...sent });
		}
	}, 120_000);

	it.each(zones)('that were picked stay put in %s', async (timezone) => {
		await guru.run(
			{ ...booking, startDate: '2026-11-23T00:00:00', endDate: '2026-11-24T00:00:00' },
			{ as: anywhere(), timezone },
		);
		expect(server.received[0]?.body).toMatchObject({
			start_date: '2026-11-23',
			end_date: '2026-11-24',
		});
	});
});

describe('several items', () => {
	/** Remembers how many requests were open at once. */
	function counting(answer: (request: Received) => Promise<Answer>) {
		const seen = { open: 0, most: 0 };
		server.answer = async (request) => {
			seen.most = Math.max(seen.most, ++seen.open);
			return await answer(request).finally(() => (seen.open -= 1));
		};
		return seen;
	}

	const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
	const skuOf = ({ url }: Received) => Number(url.pathname.split('/').at(-1));
	const get = { operation: 'get', sku: '={{ $json.n }}', simple: false };

	it('come out in the order of the input, each paired with its own, however long each takes', async () => {
		server.answer = async ({ url }) => {
			await later(Math.random() * 30);
			const n = Number(url.searchParams.get('words[]'));
			return { body: Array.from({ length: n % 4 }, (_, part) => ({ n, part })) };
		};
		const { items } = await shop(
			{ operation: 'getMany', filters: { words: '={{ $json.n }}' }, simple: false },
			numbers(25),
		);
		const expected = numbers(25).flatMap(({ n }) =>
			Array.from({ length: n % 4 }, (_, part) => ({ json: { n, part }, pairedItem: { item: n } })),
		);
		expect(items).toEqual(expected);
	});

	it.each<[what: string, settings: INodeParameters, most: number]>([
		['ten', {}, 10],
		['as many as the setting says', { settings: { itemsAtOnce: 3 } }, 3],
		['as many as an expression says', { settings: { itemsAtOnce: '={{ "4" }}' } }, 4],
		['one after the other', { settings: { itemsAtOnce: 1 } }, 1],
	])('are worked on %s at a time', async (_what, settings, most) => {
		const seen = counting(async () => {
			await later(20);
			return { body: { id: 1 } };
		});
		const { items } = await shop({ ...get, ...settings }, numbers(24));
		expect(items).toHaveLength(24);
		expect(seen.most).toBe(most);
	});

	it('are not begun any more after one has failed, but those under way are waited for', async () => {
		const seen = counting(async (request) => {
			if (skuOf(request) === 1) return { status: 422 };
			await later(100);
			return { body: { id: 1 } };
		});
		const { error } = await shop({ ...get, settings: { itemsAtOnce: 4 } }, numbers(30));
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(server.received.map(skuOf).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
		expect(seen.open).toBe(0);
	});

	it('that fail are reported by the first in the order of the input', async () => {
		server.answer = async (request) => {
			await later(skuOf(request) === 1 ? 60 : 1);
			return { status: skuOf(request) === 0 ? 200 : 422, body: { id: 1 } };
		};
		const { error } = await shop(get, numbers(3));
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('all go on where one fails and the node is to continue', async () => {
		server.answer = async (request) => {
			await later(Math.random() * 10);
			return skuOf(request) % 3 === 0 ? { status: 422 } : { body: { id: skuOf(request) } };
		};
		const outcome = await fixture.run(
			fixture.signIn('shop', server.url),
			{ resource: 'article', ...get },
			{ input: numbers(20), onError: 'continueErrorOutput' },
		);
		const isBad = (n: number) => n % 3 === 0;
		const paired = (items: typeof outcome.items) =>
			items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(paired(outcome.items)).toEqual(
			numbers(20)
				.map(({ n }) => n)
				.filter((n) => !isBad(n)),
		);
		expect(paired(outcome.failed)).toEqual(
			numbers(20)
				.map(({ n }) => n)
				.filter(isBad),
		);
	});
});

describe('an update', () => {
	const body = async (updateFields: INodeParameters) => {
		const { error } = await shop({ operation: 'update', articleId: 1, updateFields });
		return error?.message ?? server.received[0]?.body;
	};

	it.each<[what: string, updateFields: INodeParameters, sent: unknown]>([
		['a text', { name: '' }, { name: '' }],
		['a text that the vendor takes null for', { note: '' }, { note: null }],
		['a text by an expression', { note: '={{ null }}' }, { note: null }],
		['a list', { tags: [] }, { tags: [] }],
		['several at once', { name: '', tags: [], amount: 3 }, { name: '', tags: [], amount: 3 }],
		// Nothing says how this vendor empties a number: it stays.
		['nothing that cannot be emptied', { name: 'x', amount: '' }, { name: 'x' }],
	])('clears %s that was added and left empty', async (_what, updateFields, sent) => {
		expect(await body(updateFields)).toEqual(sent);
	});

	it('does not touch what was not added', async () => {
		expect(await body({ name: 'x' })).toEqual({ name: 'x' });
	});

	it('clears in Resource Guru what was there', async () => {
		const { records } = guru.sandbox.vendors.resourceGuru;
		records.clients.update(2, { notes: 'Old', color: '#c0ffee' });
		const updateFields = { notes: '', color: '' };
		const { json } = await guru.run({
			resource: 'client',
			operation: 'update',
			clientId: 2,
			updateFields,
		});
		expect(json).toMatchObject([{ id: 2, notes: null, color: null }]);
		expect(records.clients.get(2)).toMatchObject({ notes: null, color: null });
	});

	it('has fields to fill in, not to clear, where something is made', async () => {
		await shop({
			operation: 'create',
			name: 'Chair',
			additionalFields: { currency: '', tags: [] },
		});
		expect(server.received[0]?.body).toEqual({ name: 'Chair' });
	});
});

describe('Simplify', () => {
	const whole = { id: 1, name: 'Chair', price: { amount: 5, currency: 'EUR' }, color: 'red' };

	it.each<[what: string, parameters: INodeParameters, json: IDataObject]>([
		['by default', {}, { name: 'Chair', price: 5, id: 1 }],
		['when on', { simple: true }, { name: 'Chair', price: 5, id: 1 }],
		['not when off', { simple: false }, whole],
	])('%s keeps the named fields', async (_what, parameters, json) => {
		server.answer = () => ({ body: whole });
		const outcome = await shop({ operation: 'get', sku: 'a', ...parameters });
		expect(outcome.json).toEqual([json]);
		expect(Object.keys(outcome.json[0] ?? {})).toEqual(Object.keys(json));
	});

	it('keeps null, and what is no object where one is expected', async () => {
		server.answer = () => ({ body: { name: null, price: null, id: 0 } });
		expect((await shop({ operation: 'get', sku: 'a' })).json).toEqual([
			{ name: null, price: null, id: 0 },
		]);
	});
});

it('a list comes to the exact limit, over pages', async () => {
	for (const limit of [1, 49, 50, 200, 201, 450]) {
		guru.forget();
		const { items } = await guru.run({ resource: 'booking', operation: 'getMany', limit });
		expect(items).toHaveLength(limit);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(limit);
		expect(guru.sandbox.requests.every(({ status }) => status === 200)).toBe(true);
	}
});

it('Return All reads every record once', async () => {
	const { json } = await guru.run({ resource: 'booking', operation: 'getMany', returnAll: true });
	const ids = json.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).toHaveLength(guru.sandbox.vendors.resourceGuru.records.bookings.count);
});

it('an item on the error output still has its input, and what to do', async () => {
	const { failed } = await guru.run(
		{ ...client, name: '={{ $json.name }}' },
		{ as: anywhere(), input: [{ name: '', row: 7 }], onError: 'continueErrorOutput' },
	);
	expect(failed).toMatchObject([
		{ json: { name: '', row: 7, error: "'Name' is required, but is empty" } },
	]);
	expect(JSON.stringify(failed[0]?.json)).toContain('Nothing was sent');
});

it('an answer without a body says success, also with Simplify on', async () => {
	server.answer = () => ({ status: 204 });
	expect((await guru.run(client, { as: anywhere() })).json).toEqual([{ success: true }]);
});

it('Simplify leaves alone what is no record', async () => {
	server.answer = () => ({ body: '12.50 EUR', headers: { 'content-type': 'text/plain' } });
	expect((await shop({ operation: 'getPrice', sku: 'a' })).json).toEqual([{ value: '12.50 EUR' }]);
	server.answer = () => ({ body: [7, 'red'] });
	expect((await shop({ operation: 'search' })).json).toEqual([{ value: 7 }, { value: 'red' }]);
});

it('Return All and Simplify may come as text of an expression', async () => {
	const all = Array.from({ length: 60 }, (_, id) => ({ id, color: 'red' }));
	server.answer = ({ url }) => {
		const [offset, limit] = ['offset', 'limit'].map((name) => Number(url.searchParams.get(name)));
		return { body: all.slice(offset, offset! + limit!) };
	};
	const { json } = await shop({
		operation: 'getMany',
		returnAll: '={{ "true" }}',
		simple: '={{ "false" }}',
	});
	expect(json).toEqual(all);
});

it('rows to which none was added are not there', async () => {
	await shop({ operation: 'create', name: 'x', additionalFields: { sizes: {} } });
	expect(server.received[0]?.body).toEqual({ name: 'x' });
});
