/** What nobody may read in an error, a log or a saved execution. */

const SECRET_KEY = /secret|token$|password|key/i;
/** Shorter ones would be found in plain words. */
const SHORTEST = 6;

/** Every secret of a credential, however deep the credential holds it. */
function secretsOf(credential: object): string[] {
	return Object.entries(credential).flatMap(([key, value]: [string, unknown]) => {
		if (typeof value === 'object' && value !== null) return secretsOf(value);
		const isSecret = typeof value === 'string' && value.length >= SHORTEST && SECRET_KEY.test(key);
		return isSecret ? [value] : [];
	});
}

/** Finds a secret as it is, escaped for an address, JSON or HTML, and as a part of something in base64. */
const patternOf = (secret: string) =>
	new RegExp([secret.replace(/[^a-zA-Z0-9]/gu, escapes), ...inBase64(secret)].join('|'), 'gi');

const inHex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');

/** A sign, by a pattern for all that may stand for it. */
function escapes(sign: string): string {
	const code = sign.codePointAt(0) ?? 0;
	const units = sign.split('').map((unit) => `\\u${inHex(unit.charCodeAt(0), 4)}`);
	const forms = [
		`\\\\?${units.join('')}`,
		units.map((unit) => `\\${unit}`).join(''),
		JSON.stringify(sign).slice(1, -1).replaceAll('\\', '\\\\'),
		[...Buffer.from(sign)].map((byte) => `%${inHex(byte, 2)}`).join(''),
		`&(?:#${code}|#x${inHex(code, 1)}${/[&<>"']/.test(sign) ? '|[a-z]+' : ''});`,
		...(sign === ' ' ? ['\\+'] : []),
	];
	return `(?:${forms.filter((form) => form !== sign).join('|')})`;
}

/** Patterns for it behind 0, 1 or 2 bytes more than a multiple of 3, by the letters that depend on it alone. */
const inBase64 = (secret: string) =>
	[0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
		const letters = bytes
			.toString('base64')
			.slice(Math.ceil((before * 4) / 3), Math.floor((bytes.length * 4) / 3))
			.replace(/[+/]/g, (letter) => (letter === '+' ? '[+-]' : '[/_]'));
		return `[\\w+/-]{0,3}${letters}[\\w+/-]{0,2}={0,2}`;
	});

/** What lies deeper in an answer tells nobody anything, and could not be saved. */
const DEEPEST = 100;

/** The same value with `***` in place of every secret of these credentials in its texts. */
export function scrubber(...credentials: object[]): <T>(value: T) => T {
	const secrets = [...new Set(credentials.flatMap(secretsOf))];
	const patterns = secrets.map(patternOf);
	const scrubbed = (text: string): string => {
		const whole = patterns.reduce((left, pattern) => left.replace(pattern, '***'), text);
		return secrets.reduce(withoutBeginning, whole);
	};
	const clean = (value: unknown, depth: number): unknown => {
		if (typeof value === 'string') return scrubbed(value);
		if (typeof value !== 'object' || value === null) return value;
		if (depth > DEEPEST) return '...';
		if (Array.isArray(value)) return value.map((each) => clean(each, depth + 1));
		const entries = Object.entries(value).map(([key, each]) => [
			scrubbed(key),
			clean(each, depth + 1),
		]);
		return Object.fromEntries(entries) as unknown;
	};
	return <T>(value: T) => clean(value, 0) as T;
}

/** Also where a text was cut in the middle of a secret. */
function withoutBeginning(text: string, secret: string): string {
	const [last = '', ...before] = text.split('...').reverse();
	const cut = (part: string) => {
		for (let length = secret.length - 1; length >= SHORTEST; length--)
			if (part.endsWith(secret.slice(0, length))) return `${part.slice(0, -length)}***`;
		return part;
	};
	return [...before.reverse().map(cut), last].join('...');
}
