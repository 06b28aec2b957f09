import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import type { Answer, Incoming } from '../../http';
import { Refusal } from '../../refusal';
import type { Identity, SignIn } from '../../vendor';
import { stampOf } from './shared';

/** docs.txt L36, L293: the sample's token expires an hour after the samples' present. */
const LIFE_SECONDS = 3600;

/** The user who is responsible for the application, and does what it does. */
const RESPONSIBLE = 1;

export interface Token {
	objectName: 'auth.token';
	accessToken: string;
	/** `2022-07-01 05:43:12 +00:00`. */
	expires: string;
}

/** What the application may do; a test may change it, a reset puts it back. */
export interface Application {
	/** False: the caller's address is not on the application's list. */
	addressAllowed: boolean;
	/** As the contract's `x-permission` names them. */
	permissions: string[];
}

/** 403, whose body says which of the two it is (docs.txt L98-105). */
export class ForbiddenRefusal extends Refusal {
	constructor(
		message: string,
		readonly permissionsRequired: string[],
	) {
		super(403, [{ message }]);
	}
}

export interface BlikkSignInOptions {
	clock: Clock;
	id: string;
	secret: string;
	/** What each operation needs; undefined where it names none. */
	permissionFor(operationId: string): string | undefined;
	/** Every permission there is. */
	permissions: string[];
}

/** Bearer tokens for an hour, in exchange for the application's id and secret (docs.txt L26-52). */
export class BlikkSignIn implements SignIn {
	readonly application: Application = { addressAllowed: true, permissions: [] };
	/** When each token ends, in milliseconds. */
	private readonly tokens = new Map<string, number>();

	constructor(private readonly options: BlikkSignInOptions) {
		this.reset();
	}

	get endpoints(): SignIn['endpoints'] {
		return [
			{
				operationId: 'accessToken.create',
				method: 'POST',
				path: '/v1/Auth/Token',
				answer: (request) => this.signIn(request),
			},
		];
	}

	issueToken(): Token {
		const accessToken = `pk_${randomUUID()}.pa_${randomUUID()}`;
		const now = this.options.clock.now().getTime();
		// Whole seconds, as the answer tells them.
		const expires = Math.floor(now / 1000) * 1000 + LIFE_SECONDS * 1000;
		this.tokens.set(accessToken, expires);
		return { objectName: 'auth.token', accessToken, expires: stampOf(new Date(expires)) };
	}

	identify({ headers }: Incoming): Identity {
		const [, token = ''] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
		const expires = this.tokens.get(token) ?? 0;
		if (expires <= this.options.clock.now().getTime()) throw invalid('Invalid token');
		return { application: token, userId: RESPONSIBLE };
	}

	permit(_request: Incoming, operationId: string): void {
		this.refuseAddress();
		const needed = this.options.permissionFor(operationId);
		if (needed === undefined || this.application.permissions.includes(needed)) return;
		throw new ForbiddenRefusal('You dont have the nessecery permissions to perform this action', [
			needed,
		]);
	}

	expire(): void {
		this.tokens.clear();
	}

	reset(): void {
		this.application.addressAllowed = true;
		this.application.permissions = [...this.options.permissions];
	}

	private signIn({ headers: { authorization = '' } }: Incoming): Answer {
		this.refuseAddress();
		const [, encoded = ''] = /^Basic (\S+)$/i.exec(authorization) ?? [];
		const { id, secret } = this.options;
		if (Buffer.from(encoded, 'base64').toString('utf8') !== `${id}:${secret}`) {
			throw invalid('Invalid application id or secret');
		}
		return { status: 200, body: this.issueToken() };
	}

	private refuseAddress(): void {
		if (this.application.addressAllowed) return;
		throw new ForbiddenRefusal('Your IP-address "127.0.0.1" is not allowed', []);
	}
}

const invalid = (message: string) => new Refusal(401, [{ message }]);
