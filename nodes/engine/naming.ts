/**
 * The naming rules: from a vendor's wire name to the parameter name that n8n stores and the label a
 * person reads. Every record follows them, so a record states a name only where the rule reads badly.
 */

const SMALL_WORDS = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'in',
	'of',
	'on',
	'or',
	'the',
	'to',
	'with',
]);
const UPPER_WORDS = new Set(['id', 'ids', 'url', 'json', 'api', 'pdf', 'sku']);

/** Fields under this name go into the body itself: an object of whatever the user wrote. */
export const ITSELF = '*';
const ITSELF_WORDS = 'additional_fields_json';

const wordsOfNames = new Map<string, string[]>();

/** The words of a wire name or key: `booking_approver_ids`, `includeArchived`, `resource_ids[]`. */
function wordsOf(name: string): string[] {
	// The same names come up in hundreds of operations, and n8n waits while they are read.
	const known = wordsOfNames.get(name);
	if (known) return known;
	const words = (name === ITSELF ? ITSELF_WORDS : name)
		.replace(/\[\]$/, '')
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.split(/[\s_.-]+/)
		.filter((word) => word !== '')
		.map((word) => word.toLowerCase());
	wordsOfNames.set(name, words);
	return words;
}

/** The field's own name where a wire name leads into objects: `owner.name` -> `name`. */
const lastPart = (wireName: string) => wireName.slice(wireName.lastIndexOf('.') + 1);

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** `booking_approver_ids` -> `bookingApproverIds`: the name under which n8n stores the value. */
export function parameterName(wireName: string): string {
	return wordsOf(wireName.replaceAll('$', ''))
		.map((word, index) => (index === 0 ? word : capitalised(word)))
		.join('');
}

/** `getManyByClient` -> `Get Many by Client`, `resource_type_id` -> `Resource Type ID`. */
export function titleCase(name: string): string {
	const words = wordsOf(lastPart(name));
	return words
		.map((word, index) => {
			if (UPPER_WORDS.has(word)) return word === 'ids' ? 'IDs' : word.toUpperCase();
			const inner = index > 0 && index < words.length - 1;
			return inner && SMALL_WORDS.has(word) ? word : capitalised(word);
		})
		.join(' ');
}

/** `Get Many by Client` -> `Get many by client`; words in capitals such as ID stay. */
export function sentenceCase(title: string): string {
	const words = title
		.split(' ')
		.map((word) => (/^[A-Z]{2,}s?$/.test(word) ? word : word.toLowerCase()));
	return capitalised(words.join(' '));
}

/** Label of a field that picks records: `resource_type_id` -> `Resource Type`. */
export function recordLabel(wireName: string): string {
	return titleCase(wireName).replace(/ IDs?$/, '');
}

/** `Client` -> `clients`, `Activity Type` -> `activity types`, `Timesheet Entry` -> `timesheet entries`. */
export function pluralOf(label: string): string {
	const singular = label.toLowerCase();
	if (/[^aeiou]y$/.test(singular)) return singular.replace(/y$/, 'ies');
	return /(s|x|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

/** `client` -> `a client`, `account` -> `an account`. */
export function withArticle(noun: string): string {
	return `${/^([aeio]|un(?!i))/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
