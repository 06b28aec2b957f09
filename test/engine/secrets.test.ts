import fc from 'fast-check';
import { scrubber } from '../../nodes/engine/secrets';

/** The ways in which a vendor, or a proxy before it, may say again what it was sent. */
const ways: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'in an address': encodeURIComponent,
	'in an address, in small letters': (secret) =>
		encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
	'in a form': (secret) => new URLSearchParams({ '': secret }).toString().slice(1),
	'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
	'in JSON with slashes escaped': (secret) =>
		JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
	'in JSON of plain letters': (secret) =>
		JSON.stringify(secret)
			.slice(1, -1)
			.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
	'in HTML': (secret) =>
		secret
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('"', '&quot;')
			.replaceAll("'", '&#39;'),
	'in base64': (secret) => Buffer.from(secret).toString('base64'),
	'in base64 of addresses': (secret) => Buffer.from(secret).toString('base64url'),
	'as a password of Basic': (secret) => Buffer.from(`user:${secret}`).toString('base64'),
	'as a user of Basic': (secret) => Buffer.from(`${secret}:`).toString('base64'),
	'cut short': (secret) => `${secret.slice(0, -1)}...`,
};

const secret = fc
	.oneof(
		fc.string({ unit: 'grapheme', minLength: 9, maxLength: 60 }),
		fc.string({ unit: fc.constantFrom(...'ab +&<>"\'/\\%=é€\n🪑'), minLength: 9, maxLength: 60 }),
	)
	// What goes out is well-formed, and a secret of dots alone is none.
	.filter((text) => !/\p{Cs}/u.test(text) && /[^.*]{8}/.test(text));

test.each(Object.entries(ways))('a secret %s is nowhere', (_way, said) => {
	fc.assert(
		fc.property(secret, fc.string({ maxLength: 4 }), (apiKey, before) => {
			const text = said(apiKey);
			const hides = scrubber({ name: 'x', held: { apiKey } });
			const cut = text.replace(/\.\.\.$/, '');
			const left = JSON.stringify(hides({ [text]: [`${before} ${text} after`] }));
			expect(left).not.toContain(JSON.stringify(cut).slice(1, -1));
		}),
	);
});

test('what is no secret stays', () => {
	const hides = scrubber({ apiKey: 'open sesame', account: 'acme-planning', token: 'short' });
	const told = { message: 'short: acme-planning is open', list: [1, null, true] };
	expect(hides(told)).toEqual(told);
	expect(hides('open%20sesame, b3BlbiBzZXNhbWU=')).toBe('***, ***');
});
