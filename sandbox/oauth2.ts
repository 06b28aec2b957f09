import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import type { Answer, Incoming } from './http';
import { Refusal } from './refusal';
import type { SignIn } from './vendor';

export interface OAuth2Options {
	clock: Clock;
	authorizePath: string;
	tokenPath: string;
	application: { id: string; secret: string };
	/** Life of an access token. */
	accessSeconds: number;
	/** The id of the user with these credentials, for the password grant. */
	userWith(username: string, password: string): number | undefined;
	/** Whoever is asked to authorize an application says yes as this user. */
	authorizingUserId: number;
}

export interface Tokens {
	access_token: string;
	refresh_token: string;
	token_type: 'bearer';
	/** Seconds. */
	expires_in: number;
	/** Seconds since 1970. */
	created_at: number;
}

interface Grant {
	userId: number;
	accessToken: string;
	expires: number;
}

const CODE_LIFE_SECONDS = 600;

/**
 * An OAuth2 authorization server (authorization_code, refresh_token and password grants; RFC 6749)
 * with bearer tokens (RFC 6750). The application signs in by form fields only. A refresh ends both
 * old tokens at once.
 */
export class OAuth2 implements SignIn {
	private readonly codes = new Map<string, { redirectUri: string; expires: number }>();
	/** By refresh token. */
	private readonly grants = new Map<string, Grant>();

	constructor(private readonly options: OAuth2Options) {}

	get endpoints(): SignIn['endpoints'] {
		return [
			{
				operationId: 'oauth.authorize',
				method: 'GET',
				path: this.options.authorizePath,
				answer: (request) => this.authorize(request),
			},
			{
				operationId: 'oauth.token',
				method: 'POST',
				path: this.options.tokenPath,
				answer: (request) => this.token(request),
			},
		];
	}

	/** Signs a user in without the browser's detour. */
	issueTokens(userId = this.options.authorizingUserId): Tokens {
		const grant = {
			userId,
			accessToken: randomUUID(),
			expires: this.now() + this.options.accessSeconds * 1000,
		};
		const refreshToken = randomUUID();
		this.grants.set(refreshToken, grant);
		return {
			access_token: grant.accessToken,
			refresh_token: refreshToken,
			token_type: 'bearer',
			expires_in: this.options.accessSeconds,
			created_at: Math.floor(this.now() / 1000),
		};
	}

	identify(request: Incoming) {
		const [scheme, token] = (request.headers.authorization ?? '').split(' ');
		const grant =
			scheme?.toLowerCase() === 'bearer' && token !== undefined
				? [...this.grants.values()].find(({ accessToken }) => accessToken === token)
				: undefined;
		if (!grant) throw unauthorized('The access token is missing, unknown or revoked');
		if (grant.expires <= this.now()) throw unauthorized('The access token expired');
		return { application: this.options.application.id, userId: grant.userId };
	}

	expire(): void {
		for (const grant of this.grants.values()) grant.expires = 0;
	}

	private authorize({ query: { parsed } }: Incoming): Answer {
		const { redirect_uri: redirectUri, state } = parsed;
		if (parsed.client_id !== this.options.application.id) throw invalidClient();
		if (typeof redirectUri !== 'string' || !isAllowedRedirect(redirectUri)) {
			throw oauthError(400, 'invalid_redirect_uri', 'It must be HTTPS, or lead to localhost');
		}
		const target = new URL(redirectUri);
		if (parsed.response_type === 'code') {
			const code = randomUUID();
			this.codes.set(code, { redirectUri, expires: this.now() + CODE_LIFE_SECONDS * 1000 });
			target.searchParams.set('code', code);
		} else {
			target.searchParams.set('error', 'unsupported_response_type');
		}
		if (typeof state === 'string') target.searchParams.set('state', state);
		return { status: 302, headers: { Location: target.href } };
	}

	private token(request: Incoming): Answer {
		const form = request.body;
		if (request.mediaType !== 'application/x-www-form-urlencoded' || !isForm(form)) {
			throw oauthError(400, 'invalid_request', 'The body must be a form');
		}
		const { application } = this.options;
		if (form.client_id !== application.id || form.client_secret !== application.secret) {
			throw invalidClient();
		}
		return {
			status: 200,
			headers: { 'Cache-Control': 'no-store' },
			body: this.issueTokens(this.userGranted(form)),
		};
	}

	/** The user whom a grant stands for; the grant is used up. */
	private userGranted(form: Form): number {
		switch (form.grant_type) {
			case 'authorization_code': {
				const code = this.codes.get(String(form.code));
				this.codes.delete(String(form.code));
				if (!code || code.expires <= this.now() || code.redirectUri !== form.redirect_uri) {
					throw invalidGrant();
				}
				return this.options.authorizingUserId;
			}
			case 'refresh_token': {
				const refreshToken = String(form.refresh_token);
				const grant = this.grants.get(refreshToken);
				if (!grant) throw invalidGrant();
				this.grants.delete(refreshToken);
				return grant.userId;
			}
			case 'password': {
				const userId = this.options.userWith(String(form.username), String(form.password));
				if (userId === undefined) throw invalidGrant();
				return userId;
			}
			default:
				throw oauthError(400, 'unsupported_grant_type', 'This grant type is not supported');
		}
	}

	private now(): number {
		return this.options.clock.now().getTime();
	}
}

/** A refusal whose body is the one of RFC 6749, whatever else the vendor answers errors with. */
export class OAuth2Refusal extends Refusal {
	constructor(
		status: number,
		readonly code: string,
		readonly description: string,
		headers?: Record<string, string>,
	) {
		super(status, [{ message: `${code}: ${description}` }], headers);
	}
}

type Form = Record<string, string | string[]>;

const isForm = (body: unknown): body is Form => typeof body === 'object' && body !== null;

const oauthError = (status: number, code: string, description: string): Refusal =>
	new OAuth2Refusal(status, code, description);

const invalidClient = (): Refusal =>
	new OAuth2Refusal(
		401,
		'invalid_client',
		'Unknown client, or no client id and secret in the form',
		{
			'WWW-Authenticate': 'Bearer error="invalid_client"',
		},
	);

const invalidGrant = (): Refusal =>
	oauthError(400, 'invalid_grant', 'It is wrong, expired, revoked or used up');

const unauthorized = (message: string): Refusal =>
	new Refusal(401, [{ message }], { 'WWW-Authenticate': 'Bearer error="invalid_token"' });

function isAllowedRedirect(uri: string): boolean {
	if (!URL.canParse(uri)) return false;
	const { protocol, hostname } = new URL(uri);
	return protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname);
}
