import type { Request } from 'express';
import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';

/** A request as it came in. */
export interface Incoming {
	method: string;
	/** Below the vendor's prefix, still encoded, without the query. */
	path: string;
	query: {
		/** Still encoded, without the question mark. */
		raw: string;
		/** A name given several times has an array. */
		parsed: Record<string, string | string[]>;
	};
	headers: IncomingHttpHeaders;
	/** Media type without parameters; undefined when no body was sent. */
	mediaType?: string;
	/** Parsed JSON or form; the text where it is neither; undefined when no body was sent. */
	body: unknown;
	/** Set when the body says that it is JSON, and is not. */
	bodyFault?: string;
}

/** What goes back. `body` is sent as JSON, a string as it stands. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

const isBuffer = (value: unknown): value is Buffer => Buffer.isBuffer(value);

/** @param request after express.raw, so that its body is a Buffer or nothing */
export function readIncoming(request: Request): Incoming {
	const [path = '', raw = ''] = splitOnce(request.url, '?');
	const sent: unknown = request.body;
	const text = isBuffer(sent) && sent.length > 0 ? sent.toString('utf8') : undefined;
	return {
		method: request.method,
		path,
		query: { raw, parsed: parseQuery(raw) },
		headers: request.headers,
		...readBody(text, request.headers['content-type']),
	};
}

function readBody(text: string | undefined, contentType = '') {
	if (text === undefined) return { body: undefined };
	const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
	if (mediaType === 'application/x-www-form-urlencoded')
		return { mediaType, body: parseQuery(text) };
	if (mediaType !== 'application/json') return { mediaType, body: text };
	try {
		return { mediaType, body: JSON.parse(text) as unknown };
	} catch (error) {
		return {
			mediaType,
			body: text,
			bodyFault: error instanceof Error ? error.message : 'not JSON',
		};
	}
}

/** Names with brackets keep them: whether `ids[]` means `ids` is for the contract to say. */
function parseQuery(text: string): Record<string, string | string[]> {
	const parsed: Record<string, string | string[]> = {};
	for (const [name, value] of Object.entries(parse(text, '&', '=', { maxKeys: 0 }))) {
		if (value !== undefined) parsed[name] = value;
	}
	return parsed;
}

function splitOnce(text: string, separator: string): [string, string?] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
