import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock';
import type { Answer, Incoming } from '../../http';
import { Refusal } from '../../refusal';
import type { Identity, SignIn } from '../../vendor';

/** Where the sandbox has the host for signing in, below the API's. */
export const OAUTH_PREFIX = '/oauth-host';

const JWT_SECONDS = 1800;
const CODE_SECONDS = 600;
/** Whoever is asked to let the application in says yes as this user. */
const CONSENTING_USER = 1;

/** Where the vendor's document does not show what is answered; a test may change it. */
export interface Quirks {
	/** The field that ExchangeToken gives the JWT in; null: the answer is the JWT itself. */
	jwtField: 'token' | 'jwt' | 'accessToken' | null;
	/**
	 * A create tells what it made; otherwise it answers 200 without a body, which the document lists
	 * as well (docs.txt L212-216, L6400-6403).
	 */
	tellsOutcome: boolean;
}

const USUAL: Quirks = { jwtField: 'token', tellsOutcome: true };

interface Claims {
	/** A user's id. */
	sub: string;
	/** Seconds since 1970. */
	iat: number;
	exp: number;
	/** JWTs of an era that is over are refused. */
	era: number;
}

export interface TrackerSignInOptions {
	clock: Clock;
	clientId: string;
	clientSecret: string;
	apiToken: string;
}

/**
 * Sign-in in two steps (docs.txt L21-34): an OAuth2 token, or the one that a user copies from the
 * settings, is exchanged for a JWT, which goes along with every call.
 */
export class TrackerSignIn implements SignIn {
	readonly quirks: Quirks = { ...USUAL };
	private readonly codes = new Map<string, { redirectUri: string; expires: number }>();
	private readonly tokens = new Set<string>();
	private readonly key = randomBytes(32);
	private apiToken: string;
	private era = 1;

	constructor(private readonly options: TrackerSignInOptions) {
		this.apiToken = options.apiToken;
	}

	get endpoints(): SignIn['endpoints'] {
		return [
			{
				operationId: 'oAuth2.authorize',
				method: 'GET',
				path: `${OAUTH_PREFIX}/oAuth2/Authorize`,
				answer: (request) => this.authorize(request),
			},
			{
				operationId: 'oAuth2.token',
				method: 'POST',
				path: `${OAUTH_PREFIX}/oAuth2/Token`,
				answer: (request) => this.token(request),
			},
			{
				operationId: 'auth.exchangeToken',
				method: 'POST',
				path: '/api/Auth/ExchangeToken',
				answer: (request) => this.exchange(request),
			},
		];
	}

	/** A JWT without the detour over a token. */
	issueJwt(userId = CONSENTING_USER): string {
		const iat = this.seconds();
		const claims: Claims = { sub: String(userId), iat, exp: iat + JWT_SECONDS, era: this.era };
		const unsigned = [{ alg: 'HS256', typ: 'JWT' }, claims].map(encode).join('.');
		return `${unsigned}.${this.sign(unsigned)}`;
	}

	/** As in the settings: the new token replaces the old one. */
	regenerateApiToken(): string {
		this.apiToken = randomUUID();
		return this.apiToken;
	}

	identify({ headers }: Incoming): Identity {
		const [, jwt = ''] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
		const claims = this.read(jwt);
		if (!claims || claims.era !== this.era) throw unauthorized('The JWT is missing or not valid');
		if (claims.exp <= this.seconds()) throw unauthorized('The JWT has expired');
		return { application: 'account', userId: Number(claims.sub) };
	}

	expire(): void {
		this.era += 1;
	}

	reset(): void {
		this.apiToken = this.options.apiToken;
		Object.assign(this.quirks, USUAL);
	}

	/** docs.txt L6967-7009. */
	private authorize({ query: { parsed } }: Incoming): Answer {
		const { redirect_uri: redirectUri, state } = parsed;
		const due = { client_id: this.options.clientId, response_type: 'code', scope: 'read,write' };
		for (const [name, value] of Object.entries(due)) {
			if (parsed[name] !== value) throw bad(name, `must be ${value}`);
		}
		if (typeof redirectUri !== 'string' || !URL.canParse(redirectUri)) {
			throw bad('redirect_uri', 'must be a URL');
		}
		if (typeof state !== 'string') throw bad('state', 'is required');
		const code = randomUUID();
		this.codes.set(code, { redirectUri, expires: this.seconds() + CODE_SECONDS });
		const target = new URL(redirectUri);
		target.searchParams.set('code', code);
		target.searchParams.set('state', state);
		return { status: 302, headers: { Location: target.href } };
	}

	/** docs.txt L7012-7049. */
	private token({ body, mediaType }: Incoming): Answer {
		if (mediaType !== 'application/x-www-form-urlencoded') throw bad('body', 'must be a form');
		const form = body as Record<string, string | string[]>;
		const { clientId, clientSecret } = this.options;
		if (form.client_id !== clientId || form.client_secret !== clientSecret) {
			throw unauthorized('The client id or secret is wrong');
		}
		this.useUp(form);
		const token = randomUUID();
		this.tokens.add(token);
		return {
			status: 200,
			headers: { 'Content-Type': 'application/json; charset=utf-8' },
			body: { Token: token },
		};
	}

	/** Takes what is given for a token: a code, or an older token. */
	private useUp(form: Record<string, string | string[]>): void {
		if (form.grant_type === 'authorization_code') {
			const code = this.codes.get(String(form.code));
			this.codes.delete(String(form.code));
			if (code?.redirectUri !== form.redirect_uri || !code || code.expires <= this.seconds()) {
				throw bad('code', 'is wrong, expired or used up');
			}
		} else if (form.grant_type === 'refresh_token') {
			if (!this.tokens.delete(String(form.refresh_token))) {
				throw bad('refresh_token', 'is wrong or used up');
			}
		} else throw bad('grant_type', 'must be authorization_code or refresh_token');
	}

	private exchange({ body, bodyFault }: Incoming): Answer {
		const { bearerToken } = (body ?? {}) as { bearerToken?: unknown };
		if (bodyFault !== undefined || typeof bearerToken !== 'string') {
			throw bad('bearerToken', 'is required');
		}
		if (bearerToken !== this.apiToken && !this.tokens.has(bearerToken)) {
			throw unauthorized('The token is not known');
		}
		const jwt = this.issueJwt();
		const { jwtField } = this.quirks;
		return jwtField === null
			? { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: jwt }
			: { status: 200, body: { [jwtField]: jwt } };
	}

	/** What a JWT says, if it is one of ours. */
	private read(jwt: string): Claims | undefined {
		const [header = '', claims = '', signature = ''] = jwt.split('.');
		const [given, due] = [signature, this.sign(`${header}.${claims}`)].map((text) =>
			Buffer.from(text),
		) as [Buffer, Buffer];
		if (given.length !== due.length || !timingSafeEqual(given, due)) return undefined;
		return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Claims;
	}

	private sign(text: string): string {
		return createHmac('sha256', this.key).update(text).digest('base64url');
	}

	private seconds(): number {
		return Math.floor(this.options.clock.now().getTime() / 1000);
	}
}

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

const bad = (field: string, message: string): Refusal => new Refusal(400, [{ field, message }]);

const unauthorized = (message: string): Refusal =>
	new Refusal(401, [{ message }], { 'WWW-Authenticate': 'Bearer' });
