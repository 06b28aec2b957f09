import { tryToParseDateTime } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ZodType } from 'zod';

import { DATA_FIELD, type GivenFile } from './files';
import { parameterName, recordLabel, titleCase } from './naming';

/**
 * The field kinds. A kind is defined once: the n8n property that shows it, how it reads and checks what
 * the user gave, and what goes on the wire. Records use them by name: `start_date: date()`.
 */

/** What a kind may need to know to read a value. */
export interface ReadContext {
	/** IANA name of the workflow's time zone, such as `Europe/Berlin`. */
	timezone: string;
	/** In an update, an inner field that was added and left empty is a field to clear. */
	updates?: boolean;
	/** Takes the file out of a binary field of the item. */
	file?: (dataField: string) => Promise<GivenFile>;
}

/** What a record may say of any field. */
export interface FieldOptions {
	/** Label on the screen; by rule made from the wire name. */
	label?: string;
	description?: string;
	placeholder?: string;
	/** The value shown before the user sets one, such as the vendor's own default. */
	default?: unknown;
	/** Needed always, or only in the operations of these keys. Shown flat, above the optional ones. */
	required?: boolean | string[];
	/** The vendor takes `null` for "none": an empty value in an update clears the field. */
	nullable?: boolean;
	/** Wire name of a date field in the same operation that this one must not precede. */
	notBefore?: string;
	/** Inside other fields: shown, and perhaps required, only where another one has one of these values. */
	when?: Record<string, Array<string | number | boolean>>;
	/** Turns the checked value into what the vendor wants. */
	wire?: (value: never) => unknown;
}

/** What n8n needs to show a field, before it has a name and a label. */
export type FieldProperty = Omit<INodeProperties, 'displayName' | 'name' | 'displayOptions'>;

/** One field of an operation. Made by the functions below, never by hand. */
export interface Field extends FieldOptions {
	/** The n8n property without name and label. */
	property: FieldProperty;
	/** Label by rule, from the wire name. */
	labelOf: (wireName: string) => string;
	/** Checks the user's value (never empty) and returns the wire value, or a promise of it. @throws {Refusal} */
	read: (value: unknown, context: ReadContext) => unknown;
	/** The wire value that empties the field in an update; absent where nothing empties it. */
	cleared?: unknown;
	/** Key of the resource (or of the vendor's fixed list) that this field picks from. */
	picks?: string;
	/** Key of the vendor's mapping that this field shows. Shown on its own, because n8n has no room for it in a collection. */
	maps?: string;
	/** What may be picked beside the records. */
	or?: RecordOptions['or'];
	/** The fields inside this one. */
	inner?: Fields;
	/** Values that differ in capitals only are the same. */
	ignoresCase?: boolean;
}

export type Fields = Record<string, Field>;

/** The label that the user sees at a field: `Start Date`. */
export function labelFor(wireName: string, field: Field): string {
	return field.label ?? field.labelOf(wireName);
}

/** A value was not of the kind that the field needs; the message goes on after the field's label. */
export class Refusal extends Error {
	/** @param where Narrows it inside rows and JSON: `Period 2, From`. */
	constructor(
		message: string,
		readonly where: string = '',
	) {
		super(message);
		this.name = 'Refusal';
	}

	/** The same refusal, seen from outside the row that it happened in. */
	within(place: string): Refusal {
		return new Refusal(this.message, [place, this.where].filter(Boolean).join(', '));
	}
}

/** Says what a value is, in words for a person: `the text "tomorrow"`, `a list of 3`, `nothing`. */
export function inWords(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'nothing';
	if (typeof value === 'string') return `the text "${shortened(value)}"`;
	if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
	if (typeof value === 'boolean') return value ? 'true' : 'false';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (isMoment(value)) return Number.isNaN(value.valueOf()) ? 'a date that is none' : 'a date';
	return `an object with ${Object.keys(value).slice(0, 3).join(', ') || 'no fields'}`;
}

/** A text as it is shown in a message. */
export const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

const refuse = (expected: string, value: unknown): never => {
	throw new Refusal(`needs ${expected}, but got ${inWords(value)}`);
};

/** Nothing was given: absent, null, blank text, an empty list, or a picker or mapping with nothing in it. */
export function isEmpty(value: unknown): boolean {
	if (isObject(value) && 'mappingMode' in value)
		return Object.keys(mappedValues(value)).length === 0;
	const inner = pickedValue(value);
	if (isObject(inner)) return isPlain(inner) && Object.keys(inner).length === 0;
	if (typeof inner === 'string') return inner.trim() === '';
	return inner === undefined || inner === null || (Array.isArray(inner) && inner.length === 0);
}

/** The value inside a resource locator (`{ __rl, mode, value }`), or the value itself. */
function pickedValue(value: unknown): unknown {
	return isObject(value) && '__rl' in value ? value.value : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A date of JavaScript, or of luxon such as `$now`. */
function isMoment(value: object): value is { valueOf(): number } {
	return value instanceof Date || 'toISO' in value;
}

/** A bare object, and not a date or an instance of another class. */
function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

type Kind = Pick<Field, 'property' | 'read'> &
	Partial<Pick<Field, 'labelOf' | 'cleared' | 'picks' | 'maps' | 'or' | 'inner'>>;

function field(options: FieldOptions, kind: Kind): Field {
	const { wire } = options;
	const property: Omit<INodeProperties, 'displayName' | 'name'> = { ...kind.property };
	if (options.when) property.displayOptions = { show: options.when };
	for (const key of ['description', 'placeholder', 'default'] as const) {
		if (options[key] !== undefined) Object.assign(property, { [key]: options[key] });
	}
	return {
		labelOf: titleCase,
		...kind,
		...(options.nullable ? { cleared: null } : {}),
		...options,
		property,
		read: (value, context) => {
			const read = kind.read(value, context);
			return wire ? wire(read as never) : read;
		},
	};
}

export interface TextOptions extends FieldOptions {
	maxLength?: number;
	/** Height of the input in lines, for longer texts. */
	rows?: number;
	/** Shown as dots. */
	password?: boolean;
	/** What the text must look like, and how to say so. */
	matches?: { pattern: RegExp; expected: string };
}

const readText = (value: unknown): string => {
	if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
	return typeof value === 'string' ? value : refuse('text', value);
};

export function text(options: TextOptions = {}): Field {
	const { maxLength, matches, rows, password } = options;
	const typeOptions = { ...(rows && { rows }), ...(password && { password }) };
	return field(options, {
		property: { type: 'string', default: '', ...(rows || password ? { typeOptions } : {}) },
		cleared: '',
		read: (value) => {
			const read = readText(value);
			if (maxLength && read.length > maxLength) {
				throw new Refusal(`takes at most ${maxLength} characters, but got ${read.length}`);
			}
			if (matches && !matches.pattern.test(read)) refuse(matches.expected, value);
			return read;
		},
	});
}

/** Several texts; an expression may give a list, one text, or texts separated by commas. */
export function texts(options: FieldOptions = {}): Field {
	return field(options, {
		property: { type: 'string', default: '', placeholder: 'e.g. one, another' },
		read: (value) => readSeveral(value).map(readText),
	});
}

/** An e-mail address; only its shape is checked. */
export function email(options: FieldOptions = {}): Field {
	const kind = text({
		placeholder: 'e.g. nathan@example.com',
		matches: { pattern: /^\S+@\S+$/, expected: 'an e-mail address such as nathan@example.com' },
		...options,
	});
	return { ...kind, ignoresCase: true };
}

/** A colour as six hexadecimal digits. */
export function color(options: FieldOptions = {}): Field {
	const kind = text({
		...options,
		matches: { pattern: /^#?[a-fA-F0-9]{6}$/, expected: 'a colour such as #c0ffee' },
	});
	return { ...kind, property: { ...kind.property, type: 'color' } };
}

interface NumberOptions extends FieldOptions {
	min?: number;
	max?: number;
}

/** A whole number, also when an expression gives it as text. */
export function integer(options: NumberOptions = {}): Field {
	const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
	const range =
		options.max !== undefined
			? ` from ${min} to ${max}`
			: options.min !== undefined
				? ` of at least ${min}`
				: '';
	const limits = {
		...(options.min !== undefined && { minValue: min }),
		...(options.max !== undefined && { maxValue: max }),
	};
	return field(options, {
		property: {
			type: 'number',
			default: options.min ?? 0,
			...(range ? { typeOptions: limits } : {}),
		},
		read: (value) => {
			const read =
				typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
			const fits =
				typeof read === 'number' && Number.isSafeInteger(read) && read >= min && read <= max;
			return fits ? read : refuse(`a whole number${range}`, value);
		},
	});
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number, also when an expression gives it as text. */
export function decimal(options: NumberOptions = {}): Field {
	const { min = -Infinity, max = Infinity } = options;
	return field(options, {
		property: { type: 'number', default: 0, typeOptions: { numberPrecision: 2 } },
		read: (value) => {
			const read = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
			const fits = typeof read === 'number' && Number.isFinite(read) && read >= min && read <= max;
			return fits ? read : refuse('a number such as 12.5', value);
		},
	});
}

/**
 * A number inside a row, where it may stay empty: shown as a text, because n8n presets a number field and would send
 * the 0 that nobody has entered.
 */
export function rowNumber(options: NumberOptions = {}): Field {
	const kind = decimal({ placeholder: 'e.g. 12.5', ...options });
	const { typeOptions: _, ...property } = kind.property;
	return { ...kind, property: { ...property, type: 'string', default: '' } };
}

/** A value as a word; nothing for what is none, which may not even turn into a text. */
const spokenOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value).trim().toLowerCase()
		: '';

export function boolean(options: FieldOptions = {}): Field {
	return field(options, {
		property: { type: 'boolean', default: false },
		read: (value) => {
			if (typeof value === 'boolean') return value;
			const spoken = spokenOf(value);
			if (spoken === 'true' || spoken === '1') return true;
			return spoken === 'false' || spoken === '0' ? false : refuse('true or false', value);
		},
	});
}

/** Anything else would be read in the time zone of the machine. */
const ISO_DATE =
	/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?( ?(Z|[+-](0\d|1[0-4])(:?\d\d)?))?(\[\S+\])?)?$/i;

/**
 * The calendar day that the user meant, as `YYYY-MM-DD`. A date without a zone, or with an offset, is the
 * day as written. Midnight UTC is how many systems write a plain date, so it too is the day as written;
 * any other moment in UTC is the day it falls on in the workflow's time zone.
 */
function readDay(value: unknown, timezone: string): string {
	const expected = 'a date such as 2026-11-23';
	const given =
		value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
	if (typeof given === 'string' ? !isIsoDate(given.trim()) : !isObject(given))
		refuse(expected, value);
	try {
		const moment = tryToParseDateTime(given, timezone);
		const dayItself = moment.zoneName !== 'UTC' || moment.toISOTime()?.startsWith('00:00:00.000');
		return (dayItself ? moment : moment.setZone(timezone)).toISODate() ?? refuse(expected, value);
	} catch {
		return refuse(expected, value);
	}
}

/** Written as ISO 8601, and a day that the calendar has: not 2026-02-30. */
function isIsoDate(text: string): boolean {
	const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
	return (
		ISO_DATE.test(text) &&
		!Number.isNaN(day) &&
		new Date(day).toISOString().startsWith(text.slice(0, 10))
	);
}

/** A day without a time: stays the day the user picked in any time zone. */
export function date(options: FieldOptions = {}): Field {
	return field(options, {
		property: { type: 'dateTime', default: '', typeOptions: { dateOnly: true } },
		read: (value, { timezone }) => readDay(value, timezone),
	});
}

interface DateTimeOptions extends FieldOptions {
	/** How the vendor writes it, in luxon's letters: `yyyy-MM-dd HH:mm:ss`. */
	format: string;
	/** The vendor wants UTC; by rule the wall clock of the workflow's time zone. */
	utc?: boolean;
	/** Midnight stands for the day without a time, and so stays the day that was picked. */
	midnightIsDay?: boolean;
}

/** A moment; one without a zone is a moment in the workflow's time zone. */
export function dateTime({ format, utc, midnightIsDay, ...options }: DateTimeOptions): Field {
	return field(options, {
		property: { type: 'dateTime', default: '' },
		read: (value, { timezone }) => {
			const expected = 'a date and time such as 2026-11-23T09:00:00';
			if (typeof value === 'string' ? !isIsoDate(value.trim()) : !isObject(value))
				refuse(expected, value);
			try {
				const moment = tryToParseDateTime(value, timezone).setZone(timezone);
				if (!moment.isValid) return refuse(expected, value);
				const isDay = midnightIsDay && moment.toISOTime()?.startsWith('00:00:00.000');
				return (utc && !isDay ? moment.setZone('utc') : moment).toFormat(format);
			} catch {
				return refuse(expected, value);
			}
		},
	});
}

/** Several days; an expression may give a list, or the texts separated by commas. */
export function dates(options: FieldOptions = {}): Field {
	return field(options, {
		property: { type: 'string', default: '', placeholder: 'e.g. 2026-11-23, 2026-11-24' },
		read: (value, { timezone }) => readSeveral(value).map((each) => readDay(each, timezone)),
	});
}

/** A time of day as `HH:mm`, on the wire as minutes after midnight (0 to 1440). */
export function timeOfDay(options: FieldOptions = {}): Field {
	return field(options, {
		property: { type: 'string', default: '', placeholder: 'e.g. 09:00' },
		read: (value) => {
			const given =
				typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
			const [, hours, minutes] = /^(?:(\d{1,2}):([0-5]\d))$/.exec(given) ?? [];
			const inMinutes = /^\d{1,4}$/.test(given) ? Number(given) : NaN;
			const total = hours === undefined ? inMinutes : Number(hours) * 60 + Number(minutes);
			const fits = total >= 0 && total <= 1440;
			return fits ? total : refuse('a time of day such as 09:00', value);
		},
	});
}

/** Options of a choice: wire value to label, or a list where the values are numbers or the order matters. */
export type Options = Record<string, string> | Array<{ name: string; value: string | number }>;

function optionsOf(options: Options): INodePropertyOptions[] {
	if (Array.isArray(options)) return options;
	const shown = Object.entries(options).map(([value, name]) => ({ name, value }));
	return inReadingOrder(shown, ({ name }) => name);
}

/** A few items stay in the order they were written in; five and more are sorted, as n8n shows them. */
export function inReadingOrder<T>(items: T[], label: (item: T) => string): T[] {
	return items.length < 5 ? items : [...items].sort((a, b) => label(a).localeCompare(label(b)));
}

/** The option that a value or a label names, in any letters. */
const optionNamed = (shown: INodePropertyOptions[], value: unknown) => {
	const given = spokenOf(value);
	return shown.find((option) =>
		[String(option.value), option.name].some((known) => known.toLowerCase() === given),
	);
};

const readChoice = (shown: INodePropertyOptions[], value: unknown) =>
	optionNamed(shown, value)?.value ??
	refuse(`one of ${shown.map(({ name }) => name).join(', ')}`, value);

/** One of a few fixed values. An expression may give the value or the label. */
export function choice(options: Options, more: FieldOptions = {}): Field {
	const shown = optionsOf(options);
	return field(more, {
		property: { type: 'options', default: shown[0]?.value ?? '', options: shown },
		read: (value) => readChoice(shown, value),
	});
}

/** Several of a few fixed values. */
export function choices(options: Options, more: FieldOptions = {}): Field {
	const shown = optionsOf(options);
	return field(more, {
		property: { type: 'multiOptions', default: [], options: shown },
		read: (value) => readSeveral(value).map((each) => readChoice(shown, each)),
	});
}

/** A list, also when an expression gives one value or several separated by commas. */
function readSeveral(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value === 'string' && value.trim().startsWith('[')) return readSeveral(parsed(value));
	return typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [value];
}

/** How the ids of a picked record look; a `name` is shown as one. */
type IdKind = 'number' | 'text' | 'name';

export interface RecordOptions extends FieldOptions {
	/** `number` (the default) is a whole number from 1 on. */
	id?: IdKind;
	/** What the vendor takes in place of an id, offered first in the list: `{ name: 'Me', value: 'me' }`. */
	or?: { name: string; value: string | number };
	/** `false` where records have no name to pick them by: then only the id can be given. */
	listed?: boolean;
}

/** Name of the method that lists what a field picks from. */
export function listMethod(of: string, or?: RecordOptions['or']): string {
	return or ? parameterName(`${of}_or_${or.value}`) : of;
}

function readId(value: unknown, { id = 'number', or }: RecordOptions): number | string {
	const given = isObject(value) && 'id' in value ? value.id : value;
	if (or && spokenOf(given) === spokenOf(or.value)) return or.value;
	if (id !== 'number') return readText(given).trim();
	const read = typeof given === 'string' && /^\d+$/.test(given.trim()) ? Number(given) : given;
	if (typeof read === 'number' && Number.isSafeInteger(read) && read >= 1) return read;
	return refuse('a whole number as the ID', value);
}

/**
 * One record of another resource: picked from a searchable list or named by its id. `of` is the key of a
 * resource whose list has a picker, or of one of the vendor's fixed lists.
 */
export function record(of: string, options: RecordOptions = {}): Field {
	const { listed = true } = options;
	const byId = {
		displayName: options.id === 'name' ? 'By Name' : 'By ID',
		name: 'id',
		type: 'string' as const,
		...(options.id === undefined && { placeholder: 'e.g. 42' }),
	};
	const searchListMethod = listMethod(of, options.or);
	const fromList = {
		displayName: 'From List',
		name: 'list',
		type: 'list' as const,
		typeOptions: { searchListMethod, searchable: true },
	};
	return field(options, {
		property: {
			type: 'resourceLocator',
			default: { mode: listed ? 'list' : 'id', value: '' },
			modes: listed ? [fromList, byId] : [byId],
		},
		labelOf: recordLabel,
		picks: of,
		or: options.or,
		read: (value) => readId(pickedValue(value), options),
	});
}

const EXPRESSION_HINT =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Several records of another resource; an expression may give a list, one id, or ids separated by commas. */
export function records(of: string, options: RecordOptions = {}): Field {
	const description = options.description
		? `${options.description}. ${EXPRESSION_HINT}.`
		: EXPRESSION_HINT;
	return field(
		{ ...options, description },
		{
			property: { type: 'multiOptions', default: [], typeOptions: { loadOptionsMethod: of } },
			cleared: [],
			labelOf: (wireName) => `${recordLabel(wireName)} Names or IDs`,
			picks: of,
			read: (value) => readSeveral(value).map((each) => readId(each, options)),
		},
	);
}

const FILE_HINT =
	'The file comes from the node before, such as Read Files from Disk or HTTP Request';

interface FileOptions extends FieldOptions {
	/** The largest file that the vendor takes, in bytes. */
	maxBytes?: number;
}

const sizeInWords = (bytes: number) =>
	bytes < 1_000_000 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round(bytes / 104_857.6) / 10} MB`;

/** A file, taken from a binary field of the item. */
export function file({ maxBytes = Infinity, ...options }: FileOptions = {}): Field {
	const kind = field(
		{
			label: 'Input Data Field Name',
			description: 'The name of the input field that holds the file',
			...options,
		},
		{ property: { type: 'string', default: DATA_FIELD, hint: FILE_HINT }, read: readText },
	);
	return {
		...kind,
		read: async (value, context) => {
			const given = await context.file?.(String(kind.read(value, context)));
			if (given && (given.size ?? 0) > maxBytes) {
				const [largest, size] = [maxBytes, given.size ?? 0].map(sizeInWords);
				throw new Refusal(`takes files of at most ${largest}, but "${given.name}" has ${size}`);
			}
			return given;
		},
	};
}

/** JSON, checked against `schema` before it is sent; an expression may give the object itself. */
export function json(schema: ZodType, options: FieldOptions = {}): Field {
	return field(options, {
		property: { type: 'json', default: '{}', typeOptions: { rows: 4 } },
		read: (value) => {
			const given = typeof value === 'string' ? parsed(value) : value;
			const checked = schema.safeParse(given);
			if (checked.success && isWritable(checked.data)) return checked.data as unknown;
			if (checked.success) return refuse('what can be written as JSON', value);
			const [issue] = checked.error.issues;
			throw new Refusal(
				`is not as described: ${issue?.message ?? 'unknown form'}`,
				issue?.path.join('.'),
			);
		},
	});
}

/** Not so in a circle, or too many levels deep. */
function isWritable(value: unknown): boolean {
	try {
		return JSON.stringify(value) !== undefined;
	} catch {
		return false;
	}
}

function parsed(value: string): unknown {
	try {
		return JSON.parse(value);
	} catch {
		return refuse('valid JSON', value);
	}
}

interface MappedOptions extends FieldOptions {
	/** What one and several of the fields are called in sentences. */
	words: [singular: string, plural: string];
}

/**
 * Fields that the account itself defines, shown by their names. On the wire an object of values by field
 * id; an id that ends with `[]` is a field that takes several values. `source` is the key of one of the
 * vendor's mappings.
 */
export function mapped(source: string, options: MappedOptions): Field {
	const [singular, plural] = options.words;
	return field(options, {
		property: {
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			typeOptions: {
				resourceMapper: {
					resourceMapperMethod: source,
					mode: 'add',
					valuesLabel: options.label ?? titleCase(plural),
					fieldWords: { singular, plural },
					noFieldsError: `There are no ${plural} in this account`,
					addAllFields: false,
					supportAutoMap: false,
					refreshStaleSchemaOnOpen: true,
				},
			},
		},
		maps: source,
		read: (value) => {
			const entries = Object.entries(mappedValues(value)).map(([id, each]) => {
				if (!id.endsWith('[]')) return [id, each];
				return [id.slice(0, -2), readSeveral(each).filter((one) => one !== '')];
			});
			return Object.fromEntries(entries) as Record<string, unknown>;
		},
	});
}

/** The values that were set in a mapping; an empty text is a value that clears. */
function mappedValues(value: unknown): Record<string, unknown> {
	const values = isObject(value) && 'mappingMode' in value ? value.value : value;
	const set = Object.entries(isObject(values) ? values : {}).filter(
		([, each]) => each !== null && each !== undefined,
	);
	return Object.fromEntries(set);
}

interface Inner {
	wireName: string;
	name: string;
	of: Field;
}

const innerOf = (fields: Fields): Inner[] =>
	Object.entries(fields).map(([wireName, of]) => ({ wireName, of, name: parameterName(wireName) }));

const propertyOfInner = ({ wireName, of, name }: Inner): INodeProperties => ({
	displayName: labelFor(wireName, of),
	name,
	...of.property,
});

/** Fields that are shown together, and what holds them on the wire: one object inside the body. */
export function group(fields: Fields, options: FieldOptions = {}): Field {
	const inner = innerOf(fields);
	return field(options, {
		property: {
			type: 'collection',
			default: {},
			placeholder: 'Add Field',
			options: inReadingOrder(inner.map(propertyOfInner), ({ displayName }) => displayName),
		},
		inner: fields,
		read: (value, context) =>
			isObject(value) ? readInner(inner, value, context) : refuse('fields', value),
	});
}

/**
 * The parts of one value, shown side by side: `{ How: Does Not Contain, Text: layout }`. An expression may
 * give the whole value as the vendor writes it.
 */
export function parts(title: string, fields: Fields, options: FieldOptions = {}): Field {
	const inner = innerOf(fields);
	const kind = field(options, {
		property: {
			type: 'fixedCollection',
			default: {},
			placeholder: `Add ${title}`,
			// In the order in which they were written: a sentence to read.
			options: [{ name: 'parts', displayName: title, values: inner.map(propertyOfInner) }],
		},
		inner: fields,
		read: (value, context) => {
			const given = isObject(value) && 'parts' in value ? value.parts : value;
			return isObject(given) ? readInner(inner, given, context) : refuse(title, value);
		},
	});
	return {
		...kind,
		read: (value, context) =>
			typeof value === 'string' || typeof value === 'number' ? value : kind.read(value, context),
	};
}

/** A list of rows, each with the given fields. `row` names one row: `Period`. */
export function list(row: string, fields: Fields, options: FieldOptions = {}): Field {
	const inner = innerOf(fields);
	const rowsOf = (value: unknown): unknown =>
		isObject(value) && 'rows' in value ? value.rows : value;
	return field(options, {
		property: {
			type: 'fixedCollection',
			default: {},
			placeholder: `Add ${row}`,
			typeOptions: { multipleValues: true },
			options: [
				{
					name: 'rows',
					displayName: row,
					values: inReadingOrder(inner.map(propertyOfInner), ({ displayName }) => displayName),
				},
			],
		},
		inner: fields,
		read: (value, context) => {
			const rows = rowsOf(value);
			if (!Array.isArray(rows)) return refuse(`a list of ${row.toLowerCase()} rows`, rows);
			return rows.map((given: unknown, index) => {
				const where = `${row} ${index + 1}`;
				if (!isObject(given)) throw new Refusal(`needs fields, but got ${inWords(given)}`, where);
				return located(where, () => readInner(inner, given, { ...context, updates: false }));
			});
		},
	});
}

/** The given inner fields by wire name. An expression may use the wire names, too. */
function readInner(
	inner: Inner[],
	given: Record<string, unknown>,
	context: ReadContext,
): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	const isShown = ({ when = {} }: Field) =>
		inner
			.filter(({ wireName }) => wireName in when)
			.every(({ wireName, name, of: { property } }) => {
				const value = given[name] ?? given[wireName] ?? property.default;
				const option = optionNamed((property.options ?? []) as INodePropertyOptions[], value);
				return when[wireName]?.includes((option?.value ?? value) as string);
			});
	// What is hidden may hold a value that it had when it was shown.
	for (const { wireName, of, name } of inner.filter((each) => isShown(each.of))) {
		const value = given[name] ?? given[wireName];
		const where = labelFor(wireName, of);
		if (isEmpty(value)) {
			if (of.required) throw new Refusal('is required, but is empty', where);
			if (context.updates && (name in given || wireName in given) && 'cleared' in of)
				values[wireName] = of.cleared;
			continue;
		}
		values[wireName] = located(where, () => of.read(value, context));
	}
	return values;
}

function located<T>(where: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof Refusal ? error.within(where) : error;
	}
}
