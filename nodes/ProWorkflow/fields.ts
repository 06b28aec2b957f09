import {
	choice,
	choices,
	date,
	dateTime,
	decimal,
	integer,
	list,
	parts,
	records,
	text,
	titleCase,
} from '../engine';
import type { Field, FieldOptions, Options, RecordOptions } from '../engine';
import { isObject, named, namesIn } from './api';

/** ProWorkflow's own kinds of values: what a person fills in, and what its filter grammar makes of that. */

type Words = Record<string, string>;
type Kind = (options: FieldOptions) => Field;

/** The same field under several wire names, given with spaces between. */
export const each = (wireNames: string, field: Field): Record<string, Field> =>
	Object.fromEntries(namesIn(wireNames).map((wireName) => [wireName, field]));

const isWritten = (value: unknown, written: RegExp): value is string =>
	typeof value === 'string' && written.test(value.trim());

/** Takes beside its own values what ProWorkflow itself would write, as an expression may give it. */
const orWritten = (field: Field, written: RegExp): Field => ({
	...field,
	read: (value, context) => (isWritten(value, written) ? value.trim() : field.read(value, context)),
});

/** Takes a list, too, where texts with commas between are read. */
const orList = (field: Field): Field => ({
	...field,
	read: (value, context) => field.read(Array.isArray(value) ? value.join(',') : value, context),
});

interface TwoPartsOptions extends FieldOptions {
	wire: (given: never) => unknown;
	more?: Record<string, Field>;
	/** Label of `how`. */
	asks?: string;
}

/**
 * A value in two parts: `how`, one of some words, and what these words are about, shown for those in `needed`.
 * An expression that gives one value only gives the second part. What is written as ProWorkflow would write the
 * whole value stands for both, whatever `how` says.
 */
export function twoParts(
	title: string,
	how: Words,
	needed: string[],
	[main, kind, written]: [name: string, kind: Kind, written: RegExp],
	{ wire, more = {}, asks, ...options }: TwoPartsOptions,
): Field {
	const inner = {
		how: choice(how, { default: Object.keys(how)[0], label: asks }),
		[main]: orWritten(kind({ when: { how: needed }, required: true }), written),
		...more,
	};
	const whole = parts(title, inner, {
		...options,
		wire: (given: Record<string, unknown>) =>
			isWritten(given[main], written) ? given[main] : wire(given as never),
	});
	return {
		...whole,
		labelOf: (wireName) => titleCase(wireName).replace(/ ID$/, ''),
		read: (value, context) => {
			const inParts = isObject(value) && ('parts' in value || 'how' in value);
			return whole.read(inParts ? value : { how: needed[0], [main]: value }, context);
		},
	};
}

/** A time as it was picked, or so many units away from now: `-w` of 3 is `-3w`. */
function time(
	title: string,
	kind: Kind,
	units: Words,
	written: RegExp,
	options: FieldOptions = {},
): Field {
	type Given = { how?: string; at?: string; number?: number };
	const at: Kind = (more) => kind({ label: title, ...more });
	return twoParts(title, { at: `At a ${title}`, ...units }, ['at'], ['at', at, written], {
		asks: 'When',
		more: { number: integer({ min: 0, default: 1, when: { how: Object.keys(units) } }) },
		wire: ({ how = 'at', at, number = 1 }: Given) =>
			how === 'at' ? at : how.replace(/\w$/, (unit) => `${number}${unit}`),
		...options,
	});
}

const before = { '-d': 'Days Ago', '-w': 'Weeks Ago', '-m': 'Months Ago', '-y': 'Years Ago' };
const ahead = {
	'+d': 'Days Ahead',
	'+w': 'Weeks Ahead',
	'+m': 'Months Ahead',
	'+y': 'Years Ahead',
};

/** A day: `2014-01-18`; `-3w` is 3 weeks ago, `+1m` a month ahead (docs.txt L768-772). */
export const day = (options?: FieldOptions) =>
	time('Date', date, { ...before, ...ahead }, /^[+-]\d+[dwmy]$/, options);

const moment = (options: FieldOptions) => dateTime({ format: "yyyy-MM-dd'T'HH:mm", ...options });

/** A moment: `2014-01-18T13:20`; `12h` is 12 hours ago (L71-75). ProWorkflow names no time zone. */
export const age = time(
	'Time',
	moment,
	{ n: 'Minutes Ago', h: 'Hours Ago', d: 'Days Ago', w: 'Weeks Ago', m: 'Months Ago' },
	/^\d+[nhdwm]$/,
);

/** A moment of an event, or `now` by expression (L5379-5388). */
export const momentOrNow = (options: FieldOptions = {}) =>
	orWritten(moment({ description: 'In the time zone of the workflow', ...options }), /^now$/);

/** A text that is found anywhere in a field; `!layout` is one that is not (L87-92). */
export const search = (options: FieldOptions = {}) =>
	twoParts(
		'Search',
		{ contains: 'Contains', lacks: 'Does Not Contain' },
		['contains', 'lacks'],
		['text', text, /^!/],
		{ ...options, wire: ({ how, text: part }: Words) => `${how === 'lacks' ? '!' : ''}${part}` },
	);

function compared(how: Words): Field {
	type Given = { how?: string; number?: number | string };
	const forms = Object.keys(how);
	const needed = forms.filter((form) => form.includes('#'));
	const written = forms.filter((form) => form !== '#').join('|');
	const pattern = new RegExp(`^(${written.replaceAll('#', '\\d+(\\.\\d+)?')})$`);
	return twoParts('Amount', how, needed, ['number', decimal, pattern], {
		wire: ({ how: chosen = '#', number = 0 }: Given) => chosen.replace('#', String(number)),
	});
}

const comparisons = { '#': 'Exactly', 'gte#': 'At Least', 'lte#': 'At Most' };

/** An amount: `300`, `gte300`, `lte300` (L781-786). */
export const amount = compared(comparisons);

/** An amount that may also be compared with another one of the same record (L1149-1160). */
export const amountBeside = (other: string) =>
	compared({
		...comparisons,
		over: `More Than ${other}`,
		under: `${other} or Less`,
		'gte#%': `At Least This Percentage of ${other}`,
		'lte#%': `At Most This Percentage of ${other}`,
	});

/** IDs of what no call lists, with commas between (L59-61). */
export function ids(options: FieldOptions = {}): Field {
	const kind = text({
		placeholder: 'e.g. 1, 2, 3',
		matches: { pattern: /^\d+(\s*,\s*\d+)*$/, expected: 'IDs with commas between, such as 1, 2' },
		wire: (given: string) => given.replace(/\s/g, ''),
		...options,
	});
	return {
		...orList(kind),
		labelOf: (wireName) => `${titleCase(wireName).replace(/ ID$/, '')} IDs`,
	};
}

const joined = { wire: (values: unknown[]) => values.join(',') };

/** Several records that a list offers, as IDs with commas between. */
export const several = (of: string, options: RecordOptions = {}) =>
	records(of, { ...joined, ...options });

/** Several of some words, with commas between. */
const someOf = (words: Options, options: FieldOptions = {}) =>
	choices(words, { ...joined, ...options });

/** Some of several, or all but some, or what a word says: `1,2`, `!1,2`, `me` (L1083-1091). */
function selected(words: Words, kind: Kind, allBut: boolean, options: FieldOptions = {}): Field {
	const some = { some: 'These', ...(allBut && { others: 'All but These' }) };
	const written = [...(allBut ? ['!\\d+(,\\d+)*'] : []), ...Object.keys(words)].join('|');
	return twoParts(
		'Choice',
		{ ...some, ...words },
		Object.keys(some),
		['ids', kind, new RegExp(`^(${written})$`)],
		{
			wire: ({ how = 'some', ids: given }: Words) =>
				how in words ? how : `${how === 'others' ? '!' : ''}${given}`,
			...options,
		},
	);
}

const picked = (of: string) => (options: FieldOptions) =>
	several(of, { label: `${titleCase(of)} Names or IDs`, ...options });

/** Words for contacts. */
export const ME = { me: 'Me' };
export const EVERYONE = { ...ME, all: 'Everyone' };

/** Contacts, by name or by a word for them. */
export const people = (words: Words = EVERYONE, options: FieldOptions = {}) =>
	selected(words, picked('contact'), false, options);

/** The same of staff only, such as managers. */
export const staff = (words: Words = ME, options: FieldOptions = {}) =>
	selected(words, picked('staff'), false, options);

/** The same, with a choice for all but some. */
export const peopleOrOthers = selected(EVERYONE, picked('contact'), true);
export const staffOrOthers = selected(EVERYONE, picked('staff'), true);

/** Companies, with a choice for all but some. */
export const companiesOrOthers = selected({}, picked('company'), true);

/** IDs, with a choice for all but some (L1067-1070). */
export const idsOrOthers = selected({}, (options) => ids({ label: 'IDs', ...options }), true);

/** Of projects and tasks (L1189). */
export const PRIORITIES = ['Very High', 'High', 'Normal', 'Low', 'Very Low'].map((name, index) => ({
	name,
	value: index + 1,
}));

export const prioritiesOrOthers = selected(
	{},
	(options) => someOf(PRIORITIES, { label: 'Priorities', ...options }),
	true,
);

/** What a list returns of each record (L12-30). */
export const fieldsOf = (names: string, options: FieldOptions = {}) =>
	orList(
		orWritten(
			someOf(
				{ ...named(...namesIn(names)), ...(/none/.test(names) && { none: 'None: Totals Only' }) },
				{
					label: 'Output Fields',
					description:
						'What to output of each record beside its ID, in place of the usual fields. An expression may also name single API fields: name,apifield3.',
					...options,
				},
			),
			/\bapifield\d+\b/,
		),
	);

/** What a list adds up by; the order counts (L728-742). */
export const subtotalsBy = (names: string) =>
	someOf(named(...namesIn(`${names} day week month year`)), {
		description:
			'Outputs what each group adds up to. By day, week, month or year it needs the filter for the first date, too.',
	});

/** Some of the kinds of records that a summary has. */
export const types = (names: string) =>
	someOf(
		{ ...named(...namesIn(names)), all: 'All' },
		{ description: 'All of them, unless some are chosen' },
	);

/** Values of fields that the account has defined, by the fields' IDs: `[{ id, value }]` (L200-212). */
export const fieldValues = (title: string, options: FieldOptions = {}) =>
	list(
		title,
		{ id: integer({ min: 1, required: true, label: 'ID' }), value: text({ required: true }) },
		options,
	);

/** The same as a filter: `2,Europe||3,Industrial` (L42-48). */
export const fieldFilter = (title: string) =>
	orWritten(
		fieldValues(title, {
			description: 'Only records in whose field the text is contained',
			wire: (rows: Words[]) => rows.map(({ id, value }) => `${id},${value}`).join('||'),
		}),
		/^\d+,/,
	);
