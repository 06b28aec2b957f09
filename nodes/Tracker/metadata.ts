import { callOperation } from '../engine';
import type { Connection, PickerEntry, VendorApi } from '../engine';

/**
 * The account's statuses, types, sources, teams and skills to pick from. The document does not show how
 * MetaData answers (L1898-1940), so that every object with an id and a name, and every text in a list or under a
 * number, is taken for an entry, and the words of the keys on the way to it tell what it is an entry of:
 * `clientStatuses`, or `client: { statuses }`.
 */

type Value = Record<string, unknown>;

interface Found {
	id: number | string;
	name: string;
	words: Set<string>;
}

/** `clientStatuses` -> `client`, `status`. */
const wordsOf = (text: string): string[] =>
	text
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.map((word) =>
			word
				.replace(/ies$/, 'y')
				.replace(/(?<=s)es$/, '')
				.replace(/(?<![su])s$/, ''),
		)
		.filter(Boolean);

/** The value of the first key of such a name that holds what is wanted, the names in their order. */
function fieldOf<T>(
	value: Value,
	names: RegExp[],
	isWanted: (field: unknown) => field is T,
): T | undefined {
	return names
		.flatMap((name) => Object.keys(value).filter((key) => name.test(key)))
		.map((key) => value[key])
		.find(isWanted);
}

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';
const isId = (value: unknown): value is number | string =>
	typeof value === 'number' || isText(value);

const NAMES = [/^name$/i, /name$/i, /^(description|label|title|text)$/i, /^value$/i];

/** All entries inside a value, however deep. */
function* entriesIn(value: unknown, words: string[] = []): Generator<Found> {
	if (Array.isArray(value)) {
		for (const each of value) {
			if (isText(each)) yield { id: each, name: each, words: new Set(words) };
			else yield* entriesIn(each, words);
		}
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
	const fields = value as Value;
	const id = fieldOf(fields, [/^id$/i, /id$/i, /^(key|value|code)$/i], isId);
	const name = fieldOf(fields, NAMES, isText);
	// `{ id, name, recordType: 'Client' }` says itself what it belongs to.
	const kind = fieldOf(fields, [/recordType(Name)?$/i, /entity$/i], isText);
	const own = [...words, ...wordsOf(kind ?? '')];
	if (id !== undefined && name !== undefined) yield { id, name, words: new Set(own) };
	for (const [key, inner] of Object.entries(fields)) {
		if (isText(inner) && /^\d+$/.test(key)) {
			yield { id: Number(key), name: inner, words: new Set(own) };
		}
		if (typeof inner !== 'object') continue;
		yield* entriesIn(inner, [...own, ...wordsOf(name ?? ''), ...wordsOf(key)]);
	}
}

/** The entries that all of these words fit, of the lists about nothing else if there are such. */
export function entriesOf(whole: unknown, asked: string[]): Found[] {
	const fitting = [...entriesIn(whole)].filter(({ words }) =>
		asked.every((each) => words.has(each)),
	);
	const fewest = Math.min(...fitting.map(({ words }) => words.size));
	return fitting.filter(({ words }) => words.size === fewest);
}

type List = (connection: Connection) => Promise<PickerEntry[]>;

const shown = (found: Found[], value: 'id' | 'name'): PickerEntry[] =>
	[...new Map(found.map((entry) => [entry[value], entry])).values()]
		.map((entry) => ({ name: entry.name, value: entry[value] }))
		.sort((one, other) => one.name.localeCompare(other.name));

/** What one of the calls of MetaData brings, of entries about these words. */
const listOf =
	(operation: string, words: string, value: 'id' | 'name' = 'id'): List =>
	async (connection) =>
		shown(entriesOf(await callOperation(connection, 'metadata', operation), wordsOf(words)), value);

const byId = [
	'clientStatus',
	'clientType',
	'contactRole',
	'contactStatus',
	'contactType',
	'department',
	'invoiceStatus',
	'leadStatus',
	'opportunityResourceStatus',
	'opportunityResourceType',
	'opportunityStatus',
	'partner',
	'projectStatus',
	'projectType',
	'rank',
	'resourceStatus',
	'sector',
	'territory',
	'userStatus',
	'vertical',
	'workType',
];

const withCustomFields = [
	'client',
	'contact',
	'lead',
	'opportunity',
	'opportunityResource',
	'project',
	'resource',
];

/** What fields pick from that no operation lists. */
export const lists: NonNullable<VendorApi['lists']> = {
	...Object.fromEntries(byId.map((key) => [key, listOf('get', key)])),
	...Object.fromEntries(
		withCustomFields.map((key) => [`${key}CustomField`, listOf('get', `${key} customField`)]),
	),
	departmentName: listOf('get', 'department', 'name'),
	recordType: listOf('getRecordTypes', '', 'name'),
	skill: listOf('searchSkills', ''),
	skillArea: listOf('getSkillsHierarchy', 'area'),
	source: listOf('get', 'source', 'name'),
};
