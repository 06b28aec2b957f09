import { Busboy } from '@fastify/busboy';
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
	/**
	 * Parsed JSON or form, files in forms as `UploadedFile`; the text where it is neither; undefined
	 * when no body was sent.
	 */
	body: unknown;
	/** Set when the body is not what it says: `is not valid JSON (…)`. */
	bodyFault?: string;
}

/** A part of a multipart form that came with a file name. */
export class UploadedFile {
	constructor(
		readonly fileName: string,
		/** As the part says, e.g. `image/png`. */
		readonly mediaType: string,
		readonly bytes: Buffer,
	) {}
}

/** What goes back. `body` is sent as JSON, a string or bytes with a content type as they stand. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

const isBuffer = (value: unknown): value is Buffer => Buffer.isBuffer(value);

/** @param request after express.raw, so that its body is a Buffer or nothing */
export async function readIncoming(request: Request): Promise<Incoming> {
	const [path = '', raw = ''] = splitOnce(request.url, '?');
	const sent: unknown = request.body;
	return {
		method: request.method,
		path,
		query: { raw, parsed: parseQuery(raw) },
		headers: request.headers,
		...(isBuffer(sent) && sent.length > 0
			? await readBody(sent, request.headers['content-type'])
			: { body: undefined }),
	};
}

async function readBody(bytes: Buffer, contentType = '') {
	const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
	const text = bytes.toString('utf8');
	const parse = PARSERS[mediaType];
	if (!parse) return { mediaType, body: text };
	try {
		return { mediaType, body: await parse.read(bytes, contentType) };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { mediaType, body: text, bodyFault: `is not valid ${parse.name} (${why})` };
	}
}

interface Parser {
	/** As an error message names it. */
	name: string;
	/** @throws when the bytes are not what they say */
	read(bytes: Buffer, contentType: string): unknown;
}

const JSON_PARSER: Parser = {
	name: 'JSON',
	read: (bytes) => JSON.parse(bytes.toString('utf8')) as unknown,
};

/** Some vendors call plain JSON a JSON patch. */
const JSON_TYPES = ['application/json', 'application/json-patch+json'];

export const isJsonType = (mediaType: string): boolean => JSON_TYPES.includes(mediaType);

const PARSERS: Partial<Record<string, Parser>> = {
	...Object.fromEntries(JSON_TYPES.map((mediaType) => [mediaType, JSON_PARSER])),
	'application/x-www-form-urlencoded': {
		name: 'form',
		read: (bytes) => parseQuery(bytes.toString('utf8')),
	},
	'multipart/form-data': { name: 'multipart form', read: readMultipart },
};

/** The last of several parts of one name counts. */
function readMultipart(bytes: Buffer, contentType: string): Promise<Record<string, unknown>> {
	const form = new Busboy({ headers: { 'content-type': contentType } });
	const parts: Record<string, string | UploadedFile> = {};
	form.on('field', (name, value) => {
		parts[name] = value;
	});
	form.on('file', (name, stream, fileName, _encoding, mediaType) => {
		const chunks: Buffer[] = [];
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.on('end', () => {
			parts[name] = new UploadedFile(fileName, mediaType, Buffer.concat(chunks));
		});
	});
	return new Promise((resolve, reject) => {
		form.on('error', reject);
		form.on('finish', () => {
			resolve(parts);
		});
		form.end(bytes);
	});
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
