import type { Clock } from './clock';
import type { Operation } from './contract';
import type { Answer, Incoming } from './http';
import type { Outbox } from './outbox';
import type { RateLimit, RateLimits, Standing } from './rateLimit';
import type { Refusal } from './refusal';
import type { Change } from './table';

/** Who makes a call. */
export interface Identity {
	/** The rate limit's key: the registered application, the API key, or the token. */
	application: string;
	/** The id of the user who signed in. */
	userId: number;
}

/** A route of the vendor that its contract does not hold, such as a token endpoint. */
export interface Endpoint {
	/** As the log and the faults name it. */
	operationId: string;
	method: 'GET' | 'POST';
	path: string;
	/** @throws Refusal */
	answer(request: Incoming): Answer;
}

/** How callers prove who they are. */
export interface SignIn {
	endpoints: Endpoint[];
	/** @throws Refusal 401 when the request carries no valid proof */
	identify(request: Incoming): Identity;
	/**
	 * Whether the caller may do this at all; whoever is known may when left out.
	 * @throws Refusal 403
	 */
	permit?(request: Incoming, operationId: string): void;
	/** Ends what callers hold now; what can be renewed still can. */
	expire(): void;
	/** What callers may do, back to the start; what they hold stays. */
	reset?(): void;
}

/** One call that has passed sign-in and contract. */
export interface Call<Records> {
	operationId: string;
	/** Path parameters, coerced to the contract's types. */
	path: Record<string, string | number>;
	/** Query parameters, coerced to the contract's types. */
	query: Record<string, unknown>;
	/**
	 * The body as the contract allows it, files in forms as `UploadedFile`; an empty object when none
	 * was sent.
	 */
	body: Record<string, unknown>;
	identity: Identity;
	records: Records;
	now: Date;
	/** The slice of a list that the request asks for, by the contract's paging. */
	page<T>(list: T[]): T[];
}

/**
 * What an operation does: returns the answer's body (sent with the contract's success status), a
 * `FileBody` for a file, `undefined` for an answer without one, or an `OtherStatus`.
 * @throws Refusal
 */
export type Behaviour<Records> = (call: Call<Records>) => unknown;

/** A body that is no JSON. */
export class FileBody {
	constructor(
		readonly bytes: Buffer,
		readonly contentType: string,
	) {}
}

/** A success with another status than the contract's first, which the answer's schema is not for. */
export class OtherStatus {
	constructor(
		readonly status: number,
		readonly body?: unknown,
	) {}
}

/** What a vendor's parts get from the shell. */
export interface VendorContext {
	clock: Clock;
	/** Delivers the vendor's webhooks. */
	outbox: Outbox;
}

/** One vendor, as its folder describes it to the shell. */
export interface Vendor<Records = unknown> {
	/** The prefix below which it is mounted. */
	name: string;
	/** What its contract allows; see readContract. */
	operations: Operation[];
	/** Undefined: no limit; several hold at once. */
	rateLimit?: RateLimit | RateLimits;
	/** The headers that tell a caller where it stands. */
	rateHeaders(standing: Standing): Record<string, string>;
	/** The body of a refusal: JSON, a `FileBody`, or nothing. */
	errorBody(refusal: Refusal, now: Date): unknown;
	/** The content type that JSON goes out with; `application/json` when left out. */
	jsonType?: string;
	signIn: SignIn;
	behaviours: Record<string, Behaviour<Records>>;
	/** Fresh records from the fixed seed. */
	seed(now: Date): Records;
	/** What one call has changed, one change per record. */
	onChanges?(call: Call<Records>, changes: Change[]): void;
	/** What a test has changed in the records itself; nobody is told when left out. */
	onChangeByHand?(records: Records, change: Change): void;
}
