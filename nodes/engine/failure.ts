import { NodeApiError } from 'n8n-workflow';

import type { Field } from './fields';
import { labelFor, shortened } from './fields';
import type { CallValues, Connection, Operation } from './operation';
import { scrubber } from './secrets';

/**
 * What went wrong with a call, read where n8n really puts it and said in one message. n8n hands every
 * failed call over as a NodeApiError whose `cause` is the HTTP client's error; a second NodeApiError around
 * it would drop our text, so the texts are changed in place.
 */

/** The vendor answered with something that is not what it documents: no JSON, or a JSON of another shape. */
export class BrokenAnswer extends Error {
	constructor(readonly what: string) {
		super(what);
		this.name = 'BrokenAnswer';
	}
}

/** The vendor answered with a good status, but its body says that the call failed. */
export class Refused extends Error {
	constructor(readonly body: unknown) {
		super('refused');
		this.name = 'Refused';
	}
}

/** The vendor answered, without a body, that there is no such record, or that it made none. */
export class NothingThere extends Error {
	constructor() {
		super('nothing there');
		this.name = 'NothingThere';
	}
}

interface HttpCause {
	code?: string;
	config?: { method?: string; url?: string };
	response?: { status?: number; headers?: Record<string, unknown>; data?: unknown };
}

/** The HTTP client's own error, which n8n packs unless the request went without a sign-in. */
function causeOf(error: unknown): HttpCause {
	const cause = error instanceof NodeApiError ? error.cause : error;
	return typeof cause === 'object' && cause !== null ? cause : {};
}

/** HTTP status of a refusal; `undefined` where no answer came, or only the beginning of a good one. */
export function statusOf(error: unknown): number | undefined {
	const status =
		causeOf(error).response?.status ??
		(error instanceof NodeApiError ? Number(error.httpCode) : NaN);
	return Number.isInteger(status) && status >= 300 ? status : undefined;
}

/** Where the vendor sends a request on to, from `url`. */
export function redirectOf(error: unknown, url: string): string | undefined {
	const { location } = headersOf(error);
	if ((statusOf(error) ?? 400) >= 400 || typeof location !== 'string') return undefined;
	if (!URL.canParse(location, url)) return undefined;
	const { href } = new URL(location, url);
	return /^https?:/.test(href) ? href : undefined;
}

/** What failed is the request that n8n signs in with before the one to `url`; a GET is one that was sent on. */
export function isOfSignIn(error: unknown, url: string): boolean {
	const { config } = causeOf(error);
	return config?.method === 'post' && config.url !== url;
}

/** Headers of the answer to a failed call, names in lower case. */
export function headersOf(error: unknown): Record<string, unknown> {
	return causeOf(error).response?.headers ?? {};
}

const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);
/** Of a certificate that is not trusted: then nothing is sent either. */
const NOT_TRUSTED = /CERT|SIGNATURE|TLS/;
/** What came is no HTTP, or not packed as it says. */
const GARBLED = /^(?:HPE|Z)_/;
const LOST_ON_THE_WAY = new Set([
	'ECONNRESET',
	'ECONNABORTED',
	'ETIMEDOUT',
	'EPIPE',
	'ERR_NETWORK',
	'ERR_BAD_RESPONSE',
]);
/** Not now: said by the vendor, or by what stands before it. */
const UNAVAILABLE = new Set([408, 425, 502, 503, 504, 520, 521, 522, 523, 524]);

/** The request cannot have reached the vendor, so sending it again is safe whatever it does. */
export function neverSent(error: unknown): boolean {
	const { code = '' } = causeOf(error);
	return statusOf(error) === undefined && (NEVER_SENT.has(code) || NOT_TRUSTED.test(code));
}

/** It may well work when sent again; whether the vendor carried the request out is not known. */
export function isTransient(error: unknown): boolean {
	const status = statusOf(error);
	if (error instanceof BrokenAnswer) return true;
	const { code = '' } = causeOf(error);
	return status === undefined
		? LOST_ON_THE_WAY.has(code) || GARBLED.test(code)
		: UNAVAILABLE.has(status);
}

/** Everything known about a failed call. */
export interface FailedCall {
	connection: Connection;
	operation: Operation;
	values: CallValues;
	itemIndex: number;
	/** How often it was sent. */
	tries: number;
	/** How long it should be left alone now, in milliseconds: as the vendor asked, or else by rule. */
	wait: number;
	/** The call only reads. */
	readsOnly: boolean;
	/** It was not sent, because n8n could not sign in. */
	inSignIn?: boolean;
}

/** The failed call as one NodeApiError whose message says what happened and whose description says what to do. */
export async function explained(error: unknown, failed: FailedCall): Promise<NodeApiError> {
	const { context, credentialType, credential } = failed.connection;
	const told =
		error instanceof NodeApiError
			? error
			: new NodeApiError(context.getNode(), {}, { message: 'No answer' });
	const { message, description, failure } = account(error, failed);
	// A token that was renewed in the meantime is a secret, too.
	const renewed = await context.getCredentials(credentialType).catch(() => ({}));
	const scrubbed = scrubber(credential, renewed);
	told.message = scrubbed(message);
	told.description = scrubbed(description);
	told.messages = scrubbed(told.messages);
	told.context = scrubbed({ ...told.context, itemIndex: failed.itemIndex });
	if (failure) told.failure = failure;
	// For those who ask by status: it is what others answer 404 for.
	if (error instanceof NothingThere) told.httpCode = '404';
	// The HTTP client's error holds the request with its sign-in, and n8n saves errors with the execution.
	told.cause = undefined;
	return told;
}

interface Account {
	message: string;
	description: string;
	failure?: NodeApiError['failure'];
}

function account(error: unknown, failed: FailedCall): Account {
	const { operation, tries, readsOnly, inSignIn } = failed;
	const { vendor } = failed.connection;
	const status = statusOf(error);
	const uncertain =
		readsOnly || inSignIn
			? 'Run the workflow again later.'
			: `Whether ${vendor.name} carried it out is not known: look there before you run this again.`;
	if (error instanceof BrokenAnswer) {
		return {
			message: `${vendor.name} sent an answer that can't be read: ${error.what}`,
			description: uncertain,
		};
	}
	if (error instanceof NothingThere) return nothingThere(failed);
	const said = complaintsOf(error, failed);
	if (error instanceof Refused) return refused(failed, said, '');
	if (status === undefined) return withoutAnswer(error, failed, uncertain);
	if (inSignIn && status < 500 && status !== 429) {
		return {
			message: `The sign-in to ${vendor.name} did not work (status ${status})${said && `: ${said}`}`,
			description: `Nothing else was sent. Check the ${vendor.name} credential, then run the workflow again.`,
		};
	}
	if (status < 400) {
		const to = redirectOf(error, failed.connection.vendor.baseUrl(failed.connection.credential));
		return {
			message: `${vendor.name} sends this on${to ? ` to ${shortened(to)}` : ', but not where to'} (status ${status})`,
			description: `Check the address in the ${vendor.name} credential. ${uncertain}`,
		};
	}
	switch (status) {
		case 401:
			return {
				message: `${vendor.name} did not accept the sign-in`,
				description: `Open the ${vendor.name} credential and connect it again.${said && ` ${vendor.name} says: ${said}`}`,
				failure: { cause: 'credential-invalid' },
			};
		case 403:
			return {
				message: `${vendor.name} does not allow the signed-in user to do this: ${operation.action}`,
				description:
					said || `Ask an administrator of your ${vendor.name} account for the right to do this.`,
			};
		case 404:
			return isPage(refusalOf(error)) ? noSuchAddress(failed, said) : notFound(failed, said);
		case 429:
			return {
				message: `${vendor.name} takes no more requests for now`,
				description: `Its limit is reached. Sent ${times(tries)}; try again in ${Math.ceil(failed.wait / 1000)} seconds.`,
				failure: { cause: 'rate-limited', retryAfterMs: failed.wait },
			};
		default:
			if (status >= 500 || isTransient(error)) {
				return {
					message: `${vendor.name} is having trouble (status ${status})`,
					description: `Sent ${times(tries)}. ${uncertain}`,
					...(isTransient(error) ? { failure: { cause: 'temporarily-unavailable' } } : {}),
				};
			}
			return refused(failed, said, ` (status ${status})`);
	}
}

function refused(
	{ connection: { vendor }, operation, values, itemIndex }: FailedCall,
	said: string,
	otherwise: string,
): Account {
	const together = values.bodies?.length ?? 1;
	return {
		message: `${vendor.name} refused '${operation.action}'${said ? `: ${said}` : otherwise}`,
		description:
			together > 1
				? `It refused ${together} items that were sent together. To see which one it is about, switch off 'Many Items in One Request' under 'Advanced Options'.`
				: `Nothing was changed. Check the values of this item [item ${itemIndex}].`,
	};
}

/** A vendor that answers without a word where others answer 404. */
function nothingThere(failed: FailedCall): Account {
	const { connection, operation, itemIndex } = failed;
	const { verb, readsOnly, parameters } = operation;
	if ((verb !== 'POST' || readsOnly) && parameters.some(({ place }) => place === 'path'))
		return notFound(failed, '');
	const what = verb === 'GET' ? 'found nothing for' : 'did not carry out';
	return {
		message: `${connection.vendor.name} ${what} '${operation.action}'`,
		description: `It gave no reason. Check the values of this item [item ${itemIndex}].`,
	};
}

function withoutAnswer(
	error: unknown,
	{ connection: { vendor }, tries }: FailedCall,
	uncertain: string,
): Account {
	const { code } = causeOf(error);
	if (neverSent(error)) {
		return {
			message: `${vendor.name} could not be reached (${code})`,
			description: `Tried ${times(tries)}; nothing was sent. Check the network, then run the workflow again.`,
			failure: { cause: 'temporarily-unavailable' },
		};
	}
	if (isTransient(error)) {
		return {
			message: GARBLED.test(code ?? '')
				? `${vendor.name} sent an answer that can't be read (${code})`
				: `The connection to ${vendor.name} was lost before its answer came (${code})`,
			description: `Sent ${times(tries)}. ${uncertain}`,
			failure: { cause: 'temporarily-unavailable' },
		};
	}
	// Not about HTTP: n8n itself says what is missing, such as a credential that was never connected.
	const { message, description } =
		error instanceof NodeApiError ? error : { message: String(error), description: '' };
	return { message, description: description ?? '' };
}

/** A web page where JSON was asked for: what answers there is not the API. */
const isPage = (body: unknown) => typeof body === 'string' && body.trimStart().startsWith('<');

const noSuchAddress = ({ connection: { vendor } }: FailedCall, said: string): Account => ({
	message: `${vendor.name} does not know this address`,
	description: said || `Check the address and the account in the ${vendor.name} credential.`,
});

function notFound(failed: FailedCall, said: string): Account {
	const { connection, operation, values } = failed;
	const { vendor } = connection;
	const named = operation.parameters.filter(({ place }) => place === 'path').at(-1);
	if (!named) return noSuchAddress(failed, said);
	const what = named.field.picks ? named.label.toLowerCase() : operation.resource.singular;
	const given = values.path[named.wireName] as string | number;
	return {
		message: `${vendor.name} has no ${what} with the ID ${shortened(String(given))}`,
		description: `It may have been deleted, or belong to another account. Check '${named.label}'.`,
	};
}

/** What the vendor complains about, with the fields called as the user sees them. */
function complaintsOf(error: unknown, { connection: { vendor }, operation }: FailedCall): string {
	return vendor
		.complaints(refusalOf(error))
		.map(({ field = '', message }) => {
			const shown = shownName(operation, field);
			if (shown === undefined) return message;
			// Some texts begin with the wire name, which the user never saw: `start_date can't be blank`.
			const named = message.toLowerCase().startsWith(field.toLowerCase());
			return `${shown} ${named ? message.slice(field.length).trim() : message}`;
		})
		.join('; ');
}

/**
 * A field as the user sees it, also one inside a group or a row: `address.city` -> `'Address' (City)`,
 * `days[1].from` -> `'Days' (Day 2, From)`. `undefined` where the operation has no such field.
 */
function shownName({ parameters }: Operation, field: string): string | undefined {
	const [parameter] = parameters
		.filter(
			({ wireName }) =>
				field === wireName || field.startsWith(`${wireName}.`) || field.startsWith(`${wireName}[`),
		)
		.sort((one, other) => other.wireName.length - one.wireName.length);
	if (!parameter) return undefined;
	const steps = field
		.slice(parameter.wireName.length)
		.split(/[.[\]]+/)
		.filter(Boolean);
	let inside: Field | undefined = parameter.field;
	const where = steps.map((step) => {
		const [row] = inside?.property.options ?? [];
		if (/^\d+$/.test(step) && !inside?.maps)
			return `${row && 'displayName' in row ? row.displayName : 'Row'} ${Number(step) + 1}`;
		inside = inside?.inner?.[step];
		return inside ? labelFor(step, inside) : step;
	});
	return `'${parameter.label}'${where.length > 0 ? ` (${where.join(', ')})` : ''}`;
}

/** The body of a refusal, whatever the vendor sends as one. */
export function refusalOf(error: unknown): unknown {
	if (error instanceof Refused) return error.body;
	const body =
		causeOf(error).response?.data ??
		(error instanceof NodeApiError ? error.context.data : undefined);
	// Where a file was asked for, n8n hands the refusal over as bytes.
	if (!Buffer.isBuffer(body)) return body;
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return body.toString('utf8');
	}
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
