import { NodeOperationError } from 'n8n-workflow';
import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import {
	BrokenAnswer,
	explained,
	headersOf,
	isOfSignIn,
	isTransient,
	neverSent,
	NothingThere,
	redirectOf,
	refusalOf,
	Refused,
	statusOf,
} from './failure';
import { inWords } from './fields';
import { Form } from './files';
import { ITSELF } from './naming';
import type { CallContext, CallValues, Connection, Operation, Vendor } from './operation';
import { operationOf } from './operation';
import { Cancelled, paceOf, unlessAborted, waitFor } from './pace';
import { forgetToken, isEnding } from './signIn';

/** One HTTP call to a vendor: signs in, keeps the pace, retries where it is safe, explains what went wrong. */

/**
 * Reads the node's credential, once for all calls of an execution.
 * @throws NodeOperationError where nobody has signed in with it yet.
 */
export async function connect(context: CallContext, vendor: Vendor): Promise<Connection> {
	const credentialType = credentialTypeOf(context, vendor);
	const credential = await context.getCredentials(credentialType);
	const tokens = (credential.oauthTokenData ?? {}) as IDataObject;
	const isOAuth2 = credential.grantType === 'authorizationCode';
	if (isOAuth2 && Object.keys(tokens).length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			`The ${vendor.name} credential is not connected yet`,
			{
				description: 'Open the credential, choose Connect, and sign in.',
			},
		);
	}
	const limited =
		vendor.budgetKey?.(credential) ?? context.getNode().credentials?.[credentialType]?.id;
	return {
		context,
		vendor,
		credentialType,
		credential,
		exchanges: isOAuth2 && tokens.access_token === undefined,
		pace: paceOf(`${credentialType} ${limited ?? ''}`, vendor.budgets),
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	};
}

/** What the user has chosen to sign in with. */
function credentialTypeOf(context: CallContext, { credential, signIns }: Vendor): string {
	const chosen = context.getNode().parameters.authentication as string;
	return signIns?.[chosen]?.credential ?? credential;
}

const MAX_TRIES = 5;
const MAX_REDIRECTS = 5;
/** From the first try of a call on; no other try begins later. */
const MAX_TIME_MS = 180_000;
const TIMEOUT_MS = 120_000;

/** What a call brought. */
export interface CallAnswer {
	/** The record, list, text or file; `undefined` where the vendor answers nothing. */
	content: unknown;
	/** The whole body, with what the vendor puts around the content. */
	whole: unknown;
	headers: IDataObject;
}

/**
 * Sends one call and returns what it brought.
 * @throws NodeApiError that says what happened, which field it was about, and what to do.
 */
export async function answerTo(
	connection: Connection,
	operation: Operation,
	values: CallValues,
	itemIndex = 0,
): Promise<CallAnswer> {
	const { context, vendor, credentialType, exchanges, pace, signal } = connection;
	const sent = operation.sends?.(values) ?? values;
	const readsOnly = isReading(operation);
	let deadline = Infinity;
	for (let tries = 1; ; tries++) {
		// Each try has its own, because a file is read as it is sent.
		const options = requestOptions(connection, operation, sent);
		await pace.turn(signal);
		deadline = Math.min(deadline, Date.now() + MAX_TIME_MS);
		const renewal = renewalOf(connection);
		try {
			const answer = await unlessAborted(
				answered(connection, options, exchanges ? { oauth2: { skipTokenRefresh: true } } : renewal),
				signal,
			);
			if (renewal) connection.credential = await context.getCredentials(credentialType);
			if (answer.headers['x-ratelimit-remaining'] === '0')
				pace.pause(askedWait(answer.headers) ?? 0);
			return contentOf(answer, operation, vendor);
		} catch (error) {
			if (signal?.aborted) throw cancelled(connection);
			const limited = statusOf(error) === 429;
			const told = limited ? vendor.askedSeconds?.(refusalOf(error) ?? {}) : undefined;
			const headers: Record<string, unknown> = {
				...(told !== undefined && { 'retry-after': told }),
				...headersOf(error),
			};
			// Only a refusal for the limit's sake knows when to come again, and never at once.
			const { 'retry-after': after, date } = headers;
			const named = limited && askedWait({ 'retry-after': after, date });
			const wait = named || Math.max(askedWait(headers) ?? 0, backOff(tries));
			// Elsewhere n8n itself has renewed the token and sent the call again.
			const exchangesAgain = exchanges && statusOf(error) === 401 && tries === 1;
			if (exchangesAgain) forgetToken(options.headers?.Authorization as string);
			const inSignIn = isOfSignIn(error, options.url);
			const isSafe = readsOnly || inSignIn;
			const repeatable =
				limited || neverSent(error) || (isTransient(error) && isSafe) || exchangesAgain;
			const again = repeatable && tries < MAX_TRIES && Date.now() + wait <= deadline;
			if (limited) pace.refused(wait);
			if (!again) {
				throw await explained(error, {
					connection,
					operation,
					values,
					itemIndex,
					tries,
					wait,
					readsOnly,
					inSignIn,
				});
			}
			await waitFor(wait, signal);
		}
	}
}

const isReading = ({ verb, readsOnly }: Operation) => verb === 'GET' || readsOnly === true;

/**
 * The answer to one request. A GET goes where it is sent on to, and takes the sign-in along only within the same
 * address. Nothing else does: n8n's HTTP client would make a GET of it, or carry its body to another address.
 */
async function answered(
	connection: Connection,
	options: IHttpRequestOptions,
	more: IAdditionalCredentialOptions | undefined,
	redirects = 0,
): Promise<IN8nHttpFullResponse> {
	const { context, credentialType } = connection;
	const { helpers } = context;
	const isVendor = new URL(options.url).origin === new URL(addressOf(connection)).origin;
	// n8n writes the sign-in into what it gets.
	const unsigned = { ...options, headers: { ...options.headers } };
	const answer: Promise<unknown> = isVendor
		? helpers.httpRequestWithAuthentication.call(context, credentialType, options, more)
		: helpers.httpRequest(options);
	return (await answer.catch(async (error: unknown) => {
		const url = redirectOf(error, options.url);
		if (!url || options.method !== 'GET' || redirects === MAX_REDIRECTS) throw error;
		return await answered(connection, { ...unsigned, url }, more, redirects + 1);
	})) as IN8nHttpFullResponse;
}

/** A credential without its token, where that is about to end: n8n then signs in before it sends. */
function renewalOf({
	context,
	vendor,
	credentialType,
	credential,
}: Connection): IAdditionalCredentialOptions | undefined {
	const { token } = vendor;
	const held = token && credential[token.field];
	if (!token || !held || !isEnding(token.ends(credential))) return undefined;
	const { id = '', name = '' } = context.getNode().credentials?.[credentialType] ?? {};
	const data = { ...credential, [token.field]: '' } as ICredentialDataDecryptedObject;
	return { credentialsDecrypted: { id: id ?? '', name, type: credentialType, data } };
}

/** The content of a call's answer; see {@link answerTo}. */
export async function call(
	connection: Connection,
	operation: Operation,
	values: CallValues,
	itemIndex = 0,
): Promise<unknown> {
	return (await answerTo(connection, operation, values, itemIndex)).content;
}

/**
 * Calls an operation of the vendor by its keys, outside of any item.
 * @throws NodeApiError as {@link call} does.
 */
export async function callOperation(
	connection: Connection,
	resource: string,
	key: string,
	values: Partial<CallValues> = {},
): Promise<unknown> {
	const operation = operationOf(connection.vendor, resource, key);
	if (!operation) throw new Error(`${connection.vendor.name} has no operation ${resource}.${key}`);
	return await call(connection, operation, { path: {}, query: {}, body: {}, ...values });
}

/** n8n's own error for an execution that was stopped while a call was under way. */
function cancelled({ context }: Connection): NodeOperationError {
	return new NodeOperationError(context.getNode(), new Cancelled());
}

/** Doubles with each try, with a little chance in it so that many waiting items do not all come back at once. */
const backOff = (tries: number) => 1000 * 2 ** (tries - 1) * (1 + Math.random() / 4);

/** Nobody means to be left alone for longer. */
const LONGEST_WAIT_MS = 86_400_000;

/**
 * How long the vendor asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or else
 * `X-RateLimit-Reset` in seconds or as a moment in seconds since 1970. A moment is one of the vendor's own clock.
 * `undefined` where it says nothing, or nothing that makes sense.
 */
export function askedWait(
	headers: Record<string, unknown>,
	now = Date.parse(String(headers.date)) || Date.now(),
): number | undefined {
	const { 'retry-after': retryAfter, 'x-ratelimit-reset': reset } = headers;
	const asked = retryAfter ?? reset;
	if ((typeof asked !== 'string' && typeof asked !== 'number') || asked === '') return undefined;
	const seconds = Number(asked);
	const isMoment = retryAfter === undefined && seconds > 1_000_000_000;
	const wait = Number.isNaN(seconds)
		? Date.parse(String(asked)) - now
		: isMoment
			? seconds * 1000 - now
			: seconds * 1000;
	return wait <= LONGEST_WAIT_MS ? Math.max(0, wait) : undefined;
}

function requestOptions(
	connection: Connection,
	operation: Operation,
	values: CallValues,
): IHttpRequestOptions {
	const { context, vendor, credential } = connection;
	const path = operation.pathTemplate.replace(/\{(\w+)\}/g, (_, name: string) => {
		const known = vendor.pathValues?.[name];
		const field = known
			? `'${known.label}' in the ${vendor.name} credential`
			: `'${labelOf(operation, name)}'`;
		const value = known ? known.value(credential) : values.path[name];
		const segment = pathSegment(value);
		if (segment !== undefined) return segment;
		throw new NodeOperationError(
			context.getNode(),
			`${field} can't be used: it is ${inWords(value)}`,
			{
				description: 'It may not be empty, and not hold a slash or only dots.',
			},
		);
	});
	const query = queryString(values.query);
	const sendsBody =
		operation.body !== undefined &&
		(operation.verb !== 'DELETE' || Object.keys(values.body).length > 0);
	const takesFile = operation.answer === 'file';
	return {
		method: operation.verb,
		url: `${addressOf(connection)}${path}${query && `?${query}`}`,
		headers: {
			Accept: takesFile ? '*/*' : 'application/json',
			...(sendsBody && !operation.form && { 'Content-Type': 'application/json' }),
		},
		// As text, because n8n leaves out an empty object.
		...(sendsBody && {
			body: operation.form
				? new Form(values.body)
				: JSON.stringify(values.bodies?.map(nested) ?? nested(values.body)),
		}),
		...(takesFile && { encoding: 'arraybuffer' }),
		returnFullResponse: true,
		disableFollowRedirect: true,
		abortSignal: connection.signal,
		timeout: TIMEOUT_MS,
	};
}

/** Where the vendor is, without a slash at the end. @throws NodeOperationError where nothing can be added to it. */
function addressOf({ context, vendor, credential }: Connection): string {
	const address = vendor.baseUrl(credential);
	if (/^https?:/i.test(address) && !/[?#]/.test(address) && URL.canParse(address))
		return address.replace(/\/+$/, '');
	throw new NodeOperationError(
		context.getNode(),
		`The address in the ${vendor.name} credential can't be used: it is ${inWords(address)}`,
		{ description: 'It begins with https://, and has no question mark or hash sign.' },
	);
}

const labelOf = (operation: Operation, wireName: string) =>
	operation.parameters.find((parameter) => parameter.wireName === wireName)?.label ?? wireName;

/** A value as one encoded segment of a path; `undefined` where it would be none, or lead elsewhere. */
function pathSegment(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const segment = String(value).trim();
	return segment === '' || /^\.+$/.test(segment) || /[/\\\p{Cc}\p{Cs}]/u.test(segment)
		? undefined
		: encodeURIComponent(segment);
}

/** `{ 'a.b': 1, '*': { c: 2 } }` -> `{ a: { b: 1 }, c: 2 }`. */
export function nested(body: IDataObject): IDataObject {
	const { [ITSELF]: more, ...named } = body;
	const whole: IDataObject = {};
	for (const [wireName, value] of Object.entries(named)) {
		const parents = wireName.split('.');
		const own = parents.pop() ?? wireName;
		const inner = parents.reduce((outer, part) => (outer[part] ??= {}) as IDataObject, whole);
		inner[own] = value;
	}
	return { ...whole, ...(more as IDataObject | undefined) };
}

/** Lists are sent as the same name again and again. */
function queryString(query: IDataObject): string {
	const pairs = Object.entries(query).flatMap(([name, value]) =>
		(Array.isArray(value) ? value : [value]).map((each): [string, string] => [name, String(each)]),
	);
	return new URLSearchParams(pairs).toString();
}

/** What an answer brought. n8n leaves text that is no JSON as it is. @throws {BrokenAnswer} {Refused} {NothingThere} */
function contentOf(
	{ body, statusCode, headers }: IN8nHttpFullResponse,
	operation: Operation,
	vendor: Vendor,
): CallAnswer {
	const { answer } = operation;
	const whole: unknown = body;
	const isList = answer === 'list' || answer === 'pages';
	if (statusCode === vendor.noneStatus && !isList) throw new NothingThere();
	if (whole === undefined || whole === null || whole === '' || statusCode === 204) {
		// Only a status that the vendor has for it says that there is nothing; a record must not be taken for empty.
		const brings = answer !== 'text' && answer !== 'nothing';
		if (isReading(operation) && brings && statusCode !== vendor.noneStatus)
			throw new BrokenAnswer('it is empty');
		return { content: undefined, whole, headers };
	}
	if (vendor.failed?.(whole)) throw new Refused(whole);
	if (answer === 'text' || answer === 'file') return { content: whole, whole, headers };
	if (typeof whole === 'string') throw new BrokenAnswer(`${inWords(whole)} instead of JSON`);
	const content = vendor.unpacked ? vendor.unpacked(whole, operation) : whole;
	if (isList && !Array.isArray(content)) {
		throw new BrokenAnswer(`${inWords(content)} instead of a list`);
	}
	const isNone = typeof content !== 'object' || (Array.isArray(content) && content.length === 0);
	if (answer === 'record' && isReading(operation) && isNone)
		throw new BrokenAnswer(`${inWords(content)} instead of a record`);
	return { content, whole, headers };
}
