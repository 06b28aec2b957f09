import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';
import { z } from 'zod';
import {
	boolean,
	choice,
	choices,
	color,
	date,
	dates,
	dateTime,
	decimal,
	email,
	type Field,
	file,
	group,
	integer,
	inWords,
	isEmpty,
	json,
	labelFor,
	list,
	mapped,
	parts,
	record,
	records,
	Refusal,
	text,
	timeOfDay,
} from '../../nodes/engine/fields';

const read = (field: Field, value: unknown, timezone = 'UTC') => field.read(value, { timezone });

/** The sentence after the field's label, with the place inside it where there is one. */
function refusal(field: Field, value: unknown, timezone?: string): string {
	try {
		const wire = read(field, value, timezone);
		return `accepted as ${JSON.stringify(wire)}`;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.where ? `(${error.where}) ${error.message}` : error.message;
	}
}

type Rows = Array<[value: unknown, expected: unknown]>;

/** Checks what a kind takes (wire value) and what it refuses (sentence). */
function kind(name: string, field: Field, rows: { accepts: Rows; refuses?: Rows }) {
	describe(name, () => {
		it.each(rows.accepts)('takes %j as %j', (value, wire) => {
			expect(read(field, value)).toEqual(wire);
		});
		if (rows.refuses) {
			it.each(rows.refuses)('refuses %j: %s', (value, sentence) => {
				expect(refusal(field, value)).toBe(sentence);
			});
		}
	});
}

kind('text', text(), {
	accepts: [
		['hello', 'hello'],
		[' spaces stay ', ' spaces stay '],
		['5', '5'],
		[5, '5'],
		[true, 'true'],
	],
	refuses: [
		[{ a: 1 }, 'needs text, but got an object with a'],
		[[1, 2], 'needs text, but got a list of 2'],
		[['one'], 'needs text, but got a list of 1'],
	],
});

kind('text of at most 5 characters', text({ maxLength: 5 }), {
	accepts: [
		['12345', '12345'],
		[12345, '12345'],
	],
	refuses: [['123456', 'takes at most 5 characters, but got 6']],
});

kind('text of a form', text({ matches: { pattern: /^\d*$/, expected: 'a whole number' } }), {
	accepts: [
		['12', '12'],
		[12, '12'],
	],
	refuses: [['twelve', 'needs a whole number, but got the text "twelve"']],
});

kind('e-mail', email(), {
	accepts: [
		['a@b', 'a@b'],
		['Nathan.Doe+x@mail.example.com', 'Nathan.Doe+x@mail.example.com'],
	],
	refuses: [
		['nathan', 'needs an e-mail address such as nathan@example.com, but got the text "nathan"'],
		['a b@c', 'needs an e-mail address such as nathan@example.com, but got the text "a b@c"'],
		[5, 'needs an e-mail address such as nathan@example.com, but got the number 5'],
	],
});

kind('colour', color(), {
	accepts: [
		['#c0ffee', '#c0ffee'],
		['C0FFEE', 'C0FFEE'],
	],
	refuses: [
		['red', 'needs a colour such as #c0ffee, but got the text "red"'],
		['#fff', 'needs a colour such as #c0ffee, but got the text "#fff"'],
	],
});

kind('whole number', integer(), {
	accepts: [
		[5, 5],
		[-5, -5],
		[0, 0],
		['5', 5],
		[' 5 ', 5],
		['-5', -5],
	],
	refuses: [
		['five', 'needs a whole number, but got the text "five"'],
		[5.5, 'needs a whole number, but got the number 5.5'],
		['5.5', 'needs a whole number, but got the text "5.5"'],
		[NaN, 'needs a whole number, but got the number NaN'],
		[Infinity, 'needs a whole number, but got the number Infinity'],
		[2 ** 53, 'needs a whole number, but got the number 9007199254740992'],
		[true, 'needs a whole number, but got true'],
		[[5], 'needs a whole number, but got a list of 1'],
		[{ n: 5 }, 'needs a whole number, but got an object with n'],
	],
});

kind('whole number in a range', integer({ min: 1, max: 1440 }), {
	accepts: [
		[1, 1],
		['1440', 1440],
	],
	refuses: [
		[0, 'needs a whole number from 1 to 1440, but got the number 0'],
		['1441', 'needs a whole number from 1 to 1440, but got the text "1441"'],
	],
});

kind('whole number from a least one on', integer({ min: 1 }), {
	accepts: [[1, 1]],
	refuses: [[0, 'needs a whole number of at least 1, but got the number 0']],
});

it('a whole number comes through as number and as text', () => {
	fc.assert(
		fc.property(fc.maxSafeInteger(), (number) => {
			expect(read(integer(), number)).toBe(number);
			expect(read(integer(), String(number))).toBe(number);
		}),
	);
});

kind('boolean', boolean(), {
	accepts: [
		[true, true],
		[false, false],
		['true', true],
		[' FALSE ', false],
		[1, true],
		['0', false],
	],
	refuses: [
		['yes', 'needs true or false, but got the text "yes"'],
		[2, 'needs true or false, but got the number 2'],
		[{ on: true }, 'needs true or false, but got an object with on'],
	],
});

describe('date', () => {
	const zones = ['Pacific/Honolulu', 'UTC', 'Europe/Berlin', 'Pacific/Auckland'];
	const day = '2026-11-23';

	describe.each(zones)('in %s', (timezone) => {
		it.each([
			['a plain day', '2026-11-23'],
			['what the picker stores', '2026-11-23T00:00:00'],
			['a time without a zone', '2026-11-23T23:59:59'],
			['a time with a space', '2026-11-23 08:30:00'],
			['a time in minutes', '2026-11-23T08:30'],
			['midnight in UTC', '2026-11-23T00:00:00.000Z'],
			['midnight in UTC, as short as can be', '2026-11-23T00:00Z'],
			['an offset far west', '2026-11-23T23:30:00.000-10:00'],
			['an offset far east', '2026-11-23T00:30:00.000+13:00'],
			['spaces around it', ' 2026-11-23 '],
		])('%s is the day as written', (_form, value) => {
			expect(read(date(), value, timezone)).toBe(day);
		});

		it('a luxon DateTime, such as $now, is its own day', () => {
			for (const time of ['00:00', '12:00', '23:59']) {
				const moment = tryToParseDateTime(`${day}T${time}`, timezone);
				expect(read(date(), moment, timezone)).toBe(day);
				expect(read(date(), moment.toISO(), timezone)).toBe(day);
			}
		});

		it('any day stays put, however it is written', () => {
			const days = fc
				.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
				.map((moment) => moment.toISOString().slice(0, 10));
			const times = fc
				.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
				.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
			// Without +00:00, which is another way to write a moment in UTC.
			const offsets = fc.constantFrom('-11:00', '-03:30', '+01:00', '+05:45', '+13:00');
			fc.assert(
				fc.property(days, times, offsets, (written, time, offset) => {
					expect(read(date(), written, timezone)).toBe(written);
					expect(read(date(), `${written}T${time}:00`, timezone)).toBe(written);
					expect(read(date(), `${written}T${time}:00${offset}`, timezone)).toBe(written);
					expect(read(date(), `${written}T00:00:00.000Z`, timezone)).toBe(written);
				}),
			);
		});
	});

	const elsewhere = {
		'Pacific/Honolulu': { early: '2026-11-22', late: '2026-11-23' },
		UTC: { early: '2026-11-23', late: '2026-11-23' },
		'Europe/Berlin': { early: '2026-11-23', late: '2026-11-24' },
		'Pacific/Auckland': { early: '2026-11-23', late: '2026-11-24' },
	};
	it.each(Object.entries(elsewhere))(
		'a moment in UTC is the day it falls on in %s',
		(timezone, { early, late }) => {
			for (const [moment, expected] of [
				['2026-11-23T05:00:00.000Z', early],
				['2026-11-23T23:30:00.000Z', late],
				['2026-11-23T23:30:00.000+00:00', late],
			] as const) {
				expect(read(date(), moment, timezone)).toBe(expected);
				expect(read(date(), tryToParseDateTime(moment), timezone)).toBe(expected);
				expect(read(date(), new Date(moment), timezone)).toBe(expected);
			}
		},
	);

	it.each([
		['tomorrow', 'the text "tomorrow"'],
		['5', 'the text "5"'],
		[5, 'the number 5'],
		[1795331731584, 'the number 1795331731584'],
		['2026', 'the text "2026"'],
		['2026-11', 'the text "2026-11"'],
		['2026-13-01', 'the text "2026-13-01"'],
		['2026-11-32', 'the text "2026-11-32"'],
		['23.11.2026', 'the text "23.11.2026"'],
		['11/23/2026', 'the text "11/23/2026"'],
		['2026-11-23Tnoon', 'the text "2026-11-23Tnoon"'],
		[true, 'true'],
		[[], 'a list of 0'],
		[['2026-11-23'], 'a list of 1'],
		[{}, 'an object with no fields'],
		[{ day: 23 }, 'an object with day'],
		[new Date(NaN), 'a date that is none'],
	])('refuses %j', (value, words) => {
		for (const timezone of zones) {
			const sentence = `needs a date such as 2026-11-23, but got ${words}`;
			expect(refusal(date(), value, timezone)).toBe(sentence);
		}
	});
});

kind('several days', dates(), {
	accepts: [
		['2026-11-23', ['2026-11-23']],
		['2026-11-23, 2026-11-24T00:00:00', ['2026-11-23', '2026-11-24']],
		[
			['2026-11-23', '2026-11-24'],
			['2026-11-23', '2026-11-24'],
		],
		['["2026-11-23"]', ['2026-11-23']],
	],
	refuses: [
		['2026-11-23, soon', 'needs a date such as 2026-11-23, but got the text "soon"'],
		['2026-11-23,', 'needs a date such as 2026-11-23, but got nothing'],
		['[2026-11-23', 'needs valid JSON, but got the text "[2026-11-23"'],
	],
});

kind('time of day', timeOfDay(), {
	accepts: [
		['09:00', 540],
		['9:05', 545],
		['00:00', 0],
		['24:00', 1440],
		[' 17:30 ', 1050],
		[540, 540],
		['540', 540],
	],
	refuses: [
		['24:01', 'needs a time of day such as 09:00, but got the text "24:01"'],
		['09:60', 'needs a time of day such as 09:00, but got the text "09:60"'],
		['9 am', 'needs a time of day such as 09:00, but got the text "9 am"'],
		['09:00:30', 'needs a time of day such as 09:00, but got the text "09:00:30"'],
		[-1, 'needs a time of day such as 09:00, but got the number -1'],
		[1441, 'needs a time of day such as 09:00, but got the number 1441'],
		[8.5, 'needs a time of day such as 09:00, but got the number 8.5'],
		[{}, 'needs a time of day such as 09:00, but got an object with no fields'],
	],
});

it('every minute of the day comes through as text', () => {
	fc.assert(
		fc.property(fc.nat({ max: 1440 }), (minute) => {
			const hours = String(Math.floor(minute / 60)).padStart(2, '0');
			const written = `${hours}:${String(minute % 60).padStart(2, '0')}`;
			expect(read(timeOfDay(), written)).toBe(minute);
		}),
	);
});

const decision = { approved: 'Approve', declined: 'Decline' };

kind('choice', choice(decision), {
	accepts: [
		['approved', 'approved'],
		['Decline', 'declined'],
		[' approve ', 'approved'],
	],
	refuses: [
		['maybe', 'needs one of Approve, Decline, but got the text "maybe"'],
		[1, 'needs one of Approve, Decline, but got the number 1'],
		[{ a: 1 }, 'needs one of Approve, Decline, but got an object with a'],
	],
});

const weekdays = [
	{ name: 'Monday', value: 1 },
	{ name: 'Sunday', value: 0 },
];

kind('choice of numbers', choice(weekdays), {
	accepts: [
		[0, 0],
		['0', 0],
		['monday', 1],
	],
	refuses: [[2, 'needs one of Monday, Sunday, but got the number 2']],
});

kind('choices', choices(decision), {
	accepts: [
		[['approved'], ['approved']],
		['approved', ['approved']],
		['Approve, Decline', ['approved', 'declined']],
		['["declined"]', ['declined']],
	],
	refuses: [
		['approved, maybe', 'needs one of Approve, Decline, but got the text "maybe"'],
		[[{ a: 1 }], 'needs one of Approve, Decline, but got an object with a'],
	],
});

it('five and more options are sorted by label; fewer, and those in a list, stay as written', () => {
	const names = ({ property }: Field) => property.options?.map((option) => option.name).join(' ');
	const letters = ['E', 'D', 'C', 'B', 'A'];
	expect(names(choice({ b: 'B', a: 'A' }))).toBe('B A');
	expect(names(choice(Object.fromEntries(letters.map((letter) => [letter, letter]))))).toBe(
		'A B C D E',
	);
	expect(names(choice(letters.map((name, value) => ({ name, value }))))).toBe('E D C B A');
});

const picked = (value: unknown, mode = 'list') => ({ __rl: true, mode, value });

kind('record', record('client'), {
	accepts: [
		[42, 42],
		['42', 42],
		[' 42 ', 42],
		[picked(42), 42],
		[picked('42', 'id'), 42],
		// A whole record, as the node itself puts it out.
		[{ id: 42, name: 'Alder & Finch' }, 42],
	],
	refuses: [
		['forty-two', 'needs a whole number as the ID, but got the text "forty-two"'],
		[picked('x', 'id'), 'needs a whole number as the ID, but got the text "x"'],
		[0, 'needs a whole number as the ID, but got the number 0'],
		[-1, 'needs a whole number as the ID, but got the number -1'],
		['-1', 'needs a whole number as the ID, but got the text "-1"'],
		['1.0', 'needs a whole number as the ID, but got the text "1.0"'],
		[4.2, 'needs a whole number as the ID, but got the number 4.2'],
		['../2', 'needs a whole number as the ID, but got the text "../2"'],
		['9007199254740993', 'needs a whole number as the ID, but got the text "9007199254740993"'],
		[[42], 'needs a whole number as the ID, but got a list of 1'],
		[{ name: 'x' }, 'needs a whole number as the ID, but got an object with name'],
	],
});

kind('record or something else', record('user', { or: { name: 'Me', value: 'me' } }), {
	accepts: [
		['me', 'me'],
		[picked('me'), 'me'],
		[' me ', 'me'],
		['7', 7],
	],
	refuses: [['you', 'needs a whole number as the ID, but got the text "you"']],
});

kind('record or none', record('client', { or: { name: 'No client', value: 0 } }), {
	accepts: [
		[0, 0],
		['0', 0],
		[3, 3],
	],
	refuses: [['-0', 'needs a whole number as the ID, but got the text "-0"']],
});

kind('record by its name', record('timeZone', { id: 'text' }), {
	accepts: [
		['London', 'London'],
		[picked('Pacific Time (US & Canada)'), 'Pacific Time (US & Canada)'],
		[{ id: 'London' }, 'London'],
	],
	refuses: [[{ zone: 'x' }, 'needs text, but got an object with zone']],
});

kind('records', records('client'), {
	accepts: [
		[
			[1, '2'],
			[1, 2],
		],
		[3, [3]],
		['3', [3]],
		['1, 2,3', [1, 2, 3]],
		['[1, 2]', [1, 2]],
		[
			[{ id: 1 }, { id: 2, name: 'x' }],
			[1, 2],
		],
		[{ id: 1 }, [1]],
	],
	refuses: [
		['1, two', 'needs a whole number as the ID, but got the text "two"'],
		['1,,2', 'needs a whole number as the ID, but got nothing'],
		['[1, 2', 'needs valid JSON, but got the text "[1, 2"'],
		[[1, null], 'needs a whole number as the ID, but got nothing'],
	],
});

const rule = z
	.object({ weekly: z.object({ interval: z.number().int().min(1) }) })
	.strict("takes 'weekly' only");

kind('JSON', json(rule), {
	accepts: [
		['{ "weekly": { "interval": 2 } }', { weekly: { interval: 2 } }],
		[{ weekly: { interval: 2 } }, { weekly: { interval: 2 } }],
	],
	refuses: [
		['{ weekly: }', 'needs valid JSON, but got the text "{ weekly: }"'],
		['{}', '(weekly) is not as described: Required'],
		[
			'{ "weekly": { "interval": "2" } }',
			'(weekly.interval) is not as described: Expected number, received string',
		],
		[{ weekly: { interval: 1 }, daily: 1 }, "is not as described: takes 'weekly' only"],
		[5, 'is not as described: Expected object, received number'],
	],
});

const hours = list('Period', {
	week_day: integer({ required: true, label: 'Weekday', min: 0, max: 6 }),
	start_time: timeOfDay({ label: 'From' }),
	note: text(),
});

kind('list of rows', hours, {
	accepts: [
		[{ rows: [{ weekDay: 1, startTime: '09:00', note: '' }] }, [{ week_day: 1, start_time: 540 }]],
		// An expression may use the vendor's own names, and leave the wrapping out.
		[
			[{ week_day: '2' }, { week_day: 3, note: 'late' }],
			[{ week_day: 2 }, { week_day: 3, note: 'late' }],
		],
		[{ rows: [] }, []],
	],
	refuses: [
		[
			{ rows: [{ weekDay: 7 }] },
			'(Period 1, Weekday) needs a whole number from 0 to 6, but got the number 7',
		],
		[
			{ rows: [{ weekDay: 1 }, { weekDay: 2, startTime: 'noon' }] },
			'(Period 2, From) needs a time of day such as 09:00, but got the text "noon"',
		],
		[{ rows: [{ weekDay: '' }] }, '(Period 1, Weekday) is required, but is empty'],
		[{ rows: ['Monday'] }, '(Period 1) needs fields, but got the text "Monday"'],
		['Monday', 'needs a list of period rows, but got the text "Monday"'],
	],
});

it('a place inside JSON inside a row is named from the outside in', () => {
	const field = list('Period', { rule: json(rule, { label: 'Rule' }) });
	expect(refusal(field, [{ rule: { weekly: {} } }])).toBe(
		'(Period 1, Rule, weekly.interval) is not as described: Required',
	);
});

const mapping = (value: unknown) => ({ mappingMode: 'defineBelow', value, schema: [] });

kind('mapping', mapped('fields', { words: ['field', 'fields'] }), {
	accepts: [
		[mapping({ 7: 'Blue', 8: null }), { 7: 'Blue' }],
		// An empty text is a choice: it clears.
		[mapping({ 7: '' }), { 7: '' }],
		// A field that takes several says so in its id.
		[mapping({ '7[]': 'A, B', 8: 'A, B' }), { 7: ['A', 'B'], 8: 'A, B' }],
		[mapping({ '7[]': ['A', 'B'] }), { 7: ['A', 'B'] }],
		[mapping({ '7[]': '' }), { 7: [] }],
		[{ 7: 'Blue' }, { 7: 'Blue' }],
	],
});

it.each([
	['absent', undefined],
	['null', null],
	['blank', ' \n\t'],
	['an empty list', []],
	['a picker with nothing in it', picked('')],
	['a picker that was never used', picked(null)],
	['a mapping without values', mapping(null)],
	['a mapping of nulls', mapping({ 7: null })],
])('%s is empty', (_name, value) => {
	expect(isEmpty(value)).toBe(true);
});

it.each([[0], [false], ['0'], [[0]], [picked(0)], [mapping({ 7: '' })]])(
	'%j is not empty',
	(value) => {
		expect(isEmpty(value)).toBe(false);
	},
);

it.each([
	[null, 'nothing'],
	['', 'nothing'],
	['x', 'the text "x"'],
	['x'.repeat(60), `the text "${'x'.repeat(60)}"`],
	['x'.repeat(61), `the text "${'x'.repeat(57)}..."`],
	[5, 'the number 5'],
	[5n, 'the number 5'],
	[false, 'false'],
	[[1, 2], 'a list of 2'],
	[{ a: 1, b: 2, c: 3, d: 4 }, 'an object with a, b, c'],
	[{}, 'an object with no fields'],
])('%p is called %s', (value, words) => {
	expect(inWords(value)).toBe(words);
});

it('a label, a default and a placeholder of the record replace those of the kind', () => {
	const field = email({ label: 'Mail', default: 'a@b', placeholder: 'x', description: 'Y' });
	expect(labelFor('email_address', field)).toBe('Mail');
	expect(field.property).toMatchObject({ default: 'a@b', placeholder: 'x', description: 'Y' });
	expect(labelFor('email_address', email())).toBe('Email Address');
	expect(labelFor('client_id', record('client'))).toBe('Client');
	expect(labelFor('client_ids', records('client'))).toBe('Client Names or IDs');
});

it('turns the checked value into what the vendor wants', () => {
	const field = boolean({ wire: (on: boolean) => (on ? '1' : '0') });
	expect(read(field, 'TRUE')).toBe('1');
	expect(refusal(field, 'yes')).toBe('needs true or false, but got the text "yes"');
});

it('knows what clears a field: its own empty value, or null where the vendor takes it', () => {
	expect(text().cleared).toBe('');
	expect(records('client').cleared).toEqual([]);
	expect(text({ nullable: true }).cleared).toBeNull();
	expect(record('client', { nullable: true }).cleared).toBeNull();
	expect('cleared' in integer()).toBe(false);
	expect('cleared' in record('client')).toBe(false);
});

it('whatever the value, a kind takes it or refuses it with one sentence', () => {
	const kinds = {
		boolean: boolean(),
		choice: choice(decision),
		choices: choices(decision),
		color: color(),
		date: date(),
		dates: dates(),
		email: email(),
		integer: integer(),
		json: json(rule),
		list: hours,
		mapped: mapped('fields', { words: ['field', 'fields'] }),
		record: record('client'),
		records: records('client'),
		text: text(),
		timeOfDay: timeOfDay(),
	};
	const value = fc.oneof(
		fc.jsonValue(),
		fc.string({ unit: 'binary' }),
		fc.date(),
		fc.constantFrom(NaN, -0, 10n, picked('x'), mapping({ '1[]': 'x' })),
	);
	fc.assert(
		fc.property(fc.constantFrom(...Object.values(kinds)), value, (field, given) => {
			fc.pre(!isEmpty(given));
			expect(refusal(field, given)).toMatch(/^(accepted as |(\(.+\) )?(needs|takes|is) )/);
		}),
		{ numRuns: 1000 },
	);
});

it.each(['2026-02-30', '2026-02-30T10:00:00', '2026-04-31'])(
	'refuses the day %s, which there is not',
	(value) => {
		for (const timezone of ['Pacific/Honolulu', 'UTC', 'Europe/Berlin', 'Pacific/Auckland']) {
			expect(refusal(date(), value, timezone)).toBe(
				`needs a date such as 2026-11-23, but got the text "${value}"`,
			);
		}
	},
);

it('a JS Date at midnight in UTC is the day as written, as its text is', () => {
	for (const timezone of ['Pacific/Honolulu', 'UTC', 'Europe/Berlin', 'Pacific/Auckland']) {
		expect(read(date(), new Date('2026-11-23'), timezone)).toBe('2026-11-23');
	}
});

it.each(['constructor', '__proto__'])('the text "%s" is neither true nor false', (value) => {
	expect(refusal(boolean(), value)).toBe(`needs true or false, but got the text "${value}"`);
});

it.each([[true], [false], [[5]], ['0x10'], ['1e2']])('%j is no time of day', (value) => {
	expect(refusal(timeOfDay(), value)).toMatch(/^needs a time of day such as 09:00, but got /);
});

it.each(['0x10', '1e3'])('%j is no whole number', (value) => {
	expect(refusal(integer(), value)).toBe(`needs a whole number, but got the text "${value}"`);
});

describe('a part that is shown only for some values of another', () => {
	const when = { how: ['day'] };
	const field = parts('Time', {
		how: choice({ day: 'On a Day', now: 'Now' }),
		day: date({ when, required: true }),
	});

	it('is needed where it is shown, also by the default of the other', () => {
		expect(refusal(field, { parts: { how: 'day' } })).toMatch('is required');
		expect(refusal(field, { parts: {} })).toMatch('is required');
		expect(read(field, { parts: { day: '2026-11-23' } })).toEqual({ day: '2026-11-23' });
	});

	it('is neither needed nor read where it is hidden', () => {
		expect(read(field, { parts: { how: 'now' } })).toEqual({ how: 'now' });
		expect(read(field, { parts: { how: 'now', day: 'tomorrow' } })).toEqual({ how: 'now' });
	});

	it('is in the words of the vendor where an expression gives these', () => {
		expect(read(field, '-3w')).toBe('-3w');
	});
});

describe('a moment', () => {
	const written = 'yyyy-MM-dd HH:mm:ss';
	const berlin = 'Europe/Berlin';
	const wall = dateTime({ format: written });
	const utc = dateTime({ format: written, utc: true });
	const day = dateTime({ format: written, utc: true, midnightIsDay: true });

	it.each<[given: unknown, wall: string, utc: string]>([
		['2026-11-23T09:00:00', '2026-11-23 09:00:00', '2026-11-23 08:00:00'],
		['2026-07-01 09:30', '2026-07-01 09:30:00', '2026-07-01 07:30:00'],
		['2026-11-23T23:30:00Z', '2026-11-24 00:30:00', '2026-11-23 23:30:00'],
		['2026-11-23T00:30:00-05:00', '2026-11-23 06:30:00', '2026-11-23 05:30:00'],
		['2026-11-23', '2026-11-23 00:00:00', '2026-11-22 23:00:00'],
		[new Date('2026-11-23T09:00:00Z'), '2026-11-23 10:00:00', '2026-11-23 09:00:00'],
	])('%s is %s by the clock of the workflow, and %s in UTC', (given, byClock, inUtc) => {
		expect(read(wall, given, berlin)).toBe(byClock);
		expect(read(utc, given, berlin)).toBe(inUtc);
	});

	it('at midnight stays its day where midnight means one, and no other does', () => {
		expect(read(day, '2026-11-23', berlin)).toBe('2026-11-23 00:00:00');
		expect(read(day, '2026-11-23T00:00:00', berlin)).toBe('2026-11-23 00:00:00');
		expect(read(day, '2026-11-22T23:00:00Z', berlin)).toBe('2026-11-23 00:00:00');
		expect(read(day, '2026-11-23T00:00:01', berlin)).toBe('2026-11-22 23:00:01');
	});

	it('comes through whatever the zone', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
				fc.constantFrom('UTC', berlin, 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'),
				(moment, timezone) => {
					const iso = moment.toISOString();
					const expected = `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
					expect(read(utc, iso, timezone)).toBe(expected);
				},
			),
		);
	});

	it.each([['tomorrow'], ['2026-02-30T09:00:00'], [7], [true], ['09:00']])(
		'%j is none',
		(value) => {
			expect(refusal(wall, value)).toMatch(
				/^needs a date and time such as 2026-11-23T09:00:00, but got /,
			);
		},
	);
});

describe('a group', () => {
	const inside = {
		streetName: text({ nullable: true }),
		floor: integer(),
		deeper: group({ since: date({ nullable: true }), note: text() }, { label: 'Deeper' }),
	};
	const field = group(inside);

	it('has the wire names of its fields, and may be given by them, too', () => {
		expect(read(field, { streetName: 'A', floor: '2' })).toEqual({ streetName: 'A', floor: 2 });
		const spaced = group({ street_name: text() });
		expect(read(spaced, { streetName: 'A' })).toEqual({ street_name: 'A' });
		expect(read(spaced, { street_name: 'B' })).toEqual({ street_name: 'B' });
	});

	it('names the place of what is wrong inside', () => {
		expect(refusal(field, { deeper: { since: 'tomorrow' } })).toBe(
			'(Deeper, Since) needs a date such as 2026-11-23, but got the text "tomorrow"',
		);
		expect(refusal(field, 'Main Street 1')).toBe('needs fields, but got the text "Main Street 1"');
	});

	it('clears in an update what was added and left empty, and nowhere else', () => {
		const given = { streetName: '', floor: '', deeper: { since: '', note: '' } };
		expect(field.read(given, { timezone: 'UTC', updates: true })).toEqual({
			streetName: null,
			deeper: { since: null, note: '' },
		});
		expect(read(field, given)).toEqual({ deeper: {} });
	});
});

describe('a file', () => {
	const megabytes = (size: number) => ({ name: 'plan.pdf', size: size * 1024 * 1024 });
	const taken = async (field: Field, given: object) =>
		await (field.read('data', {
			timezone: 'UTC',
			file: async (name) => await Promise.resolve({ ...given, from: name } as never),
		}) as Promise<unknown>);

	it('is taken from the field that is named, up to the largest that the vendor takes', async () => {
		const field = file({ maxBytes: 20 * 1024 * 1024 });
		expect(await taken(field, megabytes(20))).toMatchObject({ name: 'plan.pdf', from: 'data' });
		await expect(taken(field, megabytes(20.5))).rejects.toThrow(
			'takes files of at most 20 MB, but "plan.pdf" has 20.5 MB',
		);
	});

	it('of unknown size, or without a limit, is taken', async () => {
		expect(await taken(file({ maxBytes: 1 }), { name: 'a' })).toMatchObject({ name: 'a' });
		expect(await taken(file(), megabytes(5000))).toMatchObject({ name: 'plan.pdf' });
	});
});

it.each([NaN, Infinity, -Infinity])('%s is no text', (value) => {
	expect(refusal(text(), value)).toBe(`needs text, but got the number ${value}`);
});

it('a date in a field for text is called one', () => {
	for (const value of [new Date(0), tryToParseDateTime('2026-11-23')])
		expect(refusal(text(), value)).toBe('needs text, but got a date');
});

it.each(['0x10', '1,5', 'Infinity', '1e', '.'])('%j is no number', (value) => {
	expect(refusal(decimal(), value)).toBe(
		`needs a number such as 12.5, but got the text "${value}"`,
	);
});

it.each([' 1.5 ', '-.5', '1e3', '+7'])('%j is a number', (value) => {
	expect(read(decimal(), value)).toBe(Number(value));
});

describe('a moment that depends on the machine', () => {
	const moment = dateTime({ format: 'yyyy-MM-dd HH:mm' });
	it.each(['2026-11-23 10:00 PM', '2026-11-23 10:00 GMT+5', '2026-11-23T10:00:00+99:00'])(
		'%s is none',
		(value) => {
			for (const field of [moment, date()])
				expect(refusal(field, value)).toMatch(/^needs a date .* but got the text "2026-11-23/);
		},
	);

	it('in a time zone that there is not is none either', () => {
		const value = '2026-11-23T10:00:00Z';
		expect(refusal(moment, value, 'Mars/Base')).toMatch(/^needs a date and time /);
		expect(refusal(moment, new Date(value), 'Mars/Base')).toMatch(/^needs a date and time /);
	});
});

describe('JSON by an expression', () => {
	const anything = json(z.record(z.unknown()));
	const deep = (levels: number) => {
		let value: object = {};
		for (let level = 0; level < levels; level++) value = { a: value };
		return value;
	};
	const circle: Record<string, unknown> = {};
	circle.self = circle;

	it.each([
		['100,000 levels deep', deep(100_000)],
		['in a circle', circle],
	])('%s is refused', (_what, value) => {
		expect(refusal(anything, value)).toMatch(
			/^needs what can be written as JSON, but got an object with (a|self)$/,
		);
	});

	it('may be as deep as anybody needs', () => {
		expect(read(anything, deep(100))).toEqual(deep(100));
	});
});
