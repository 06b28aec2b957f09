import type { Response } from 'express';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './http';
import { Refusal } from './refusal';

/** Which calls a fault waits for; a field that is left out matches any. */
export interface FaultMatch {
	vendor?: string;
	operationId?: string;
	method?: string;
}

type FaultKind =
	/** An error status; `retryAfter` in seconds, or as a date, or not at all. */
	| { kind: 'status'; status: number; retryAfter?: number | Date }
	/** The connection is reset: before the answer, or in the middle of it. */
	| { kind: 'cut'; when?: 'before' | 'middle' }
	/** The answer is right, but late. */
	| { kind: 'slow'; ms: number }
	/** Nothing is ever answered. */
	| { kind: 'silent' }
	/** JSON that ends too early; a file whose connection ends before all of it came. */
	| { kind: 'truncated' }
	/** The answer is right, but its content type is not. */
	| { kind: 'mistyped'; contentType: string }
	/** A web page where JSON is due. */
	| { kind: 'html' }
	/** 204 where a body is due. */
	| { kind: 'empty' }
	/** All current access tokens end, and this call is refused. */
	| { kind: 'expired-token' };

export type Fault = FaultKind & {
	/** How many calls it hits; 1 when left out. */
	times?: number;
	match?: FaultMatch;
	/**
	 * False: it hits before the records change, and the call does nothing. True: the call is done,
	 * and only its answer is lost.
	 */
	after?: boolean;
};

/** The faults still to come, in the order in which they were asked for. */
export class Faults {
	private waiting: Array<{ fault: Fault; left: number }> = [];

	add(fault: Fault): void {
		this.waiting.push({ fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.waiting = [];
	}

	/** The fault that hits this call, which uses one of its times up. */
	take(call: Required<FaultMatch>): Fault | undefined {
		const hit = this.waiting.find(({ fault: { match = {} } }) =>
			(['vendor', 'operationId', 'method'] as const).every(
				(key) => match[key] === undefined || match[key] === call[key],
			),
		);
		if (!hit) return undefined;
		hit.left -= 1;
		if (hit.left <= 0) this.waiting = this.waiting.filter((other) => other !== hit);
		return hit.fault;
	}
}

/** What a fault needs to know of the call that it spoils. */
export interface Spoiled {
	/** Does the call and gives its answer. */
	perform(): Promise<Answer>;
	/** True where the call changes nothing, so that doing it shows nothing. */
	readOnly: boolean;
	errorAnswer(refusal: Refusal): Answer;
	expireTokens(): void;
	response: Response;
	/** Aborted when the sandbox closes. */
	closing: AbortSignal;
}

const PAGE = '<!doctype html><html><body><h1>Be right back</h1></body></html>';
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** @returns the spoiled answer, or undefined when the connection is gone */
export async function spoil(fault: Fault, call: Spoiled): Promise<Answer | undefined> {
	if (fault.kind === 'mistyped') {
		const answer = await call.perform();
		const { bytes } = bytesOf(answer);
		return {
			...answer,
			headers: { ...answer.headers, 'Content-Type': fault.contentType },
			body: bytes,
		};
	}
	if (fault.kind === 'slow') {
		if (!fault.after) await delay(fault.ms, undefined, { signal: call.closing });
		// A caller who gave up while it waited must not find its write done.
		if (call.response.destroyed) return undefined;
		const answer = await call.perform();
		if (fault.after) await delay(fault.ms, undefined, { signal: call.closing });
		return answer;
	}
	const done = fault.after ? await call.perform() : undefined;
	switch (fault.kind) {
		case 'status': {
			const refusal = new Refusal(
				fault.status,
				[{ message: `The sandbox was told to answer ${fault.status}` }],
				retryAfterHeader(fault.retryAfter),
			);
			return call.errorAnswer(refusal);
		}
		case 'cut':
			if (fault.when === 'middle') await sendHalf(call.response, await contentOf(call, done));
			call.response.socket?.resetAndDestroy();
			return undefined;
		case 'silent':
			// Until the caller gives up, or the sandbox closes.
			await once(call.response, 'close');
			return undefined;
		case 'truncated': {
			const content = await contentOf(call, done);
			if (content.type === JSON_TYPE) {
				return { status: 200, headers: { 'Content-Type': JSON_TYPE }, body: halfOf(content) };
			}
			await sendHalf(call.response, content);
			call.response.socket?.end();
			return undefined;
		}
		case 'html':
			return { status: 200, headers: HTML, body: PAGE };
		case 'empty':
			return { status: 204 };
		case 'expired-token':
			call.expireTokens();
			return call.errorAnswer(new Refusal(401, [{ message: 'The access token expired' }]));
	}
}

/** What an answer's body is on the wire. */
interface Content {
	type: string;
	bytes: Buffer;
}

const bytesOf = ({ headers = {}, body }: Answer): Content => ({
	type: headers['Content-Type'] ?? JSON_TYPE,
	bytes: Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body)),
});

const halfOf = ({ bytes }: Content) => bytes.subarray(0, Math.ceil(bytes.length / 2));

/** The answer's content; one that says nothing where the call must not be done. */
async function contentOf(call: Spoiled, done: Answer | undefined): Promise<Content> {
	const answer = done ?? (call.readOnly ? await call.perform() : undefined);
	const body = answer?.body ?? { id: 1, name: 'cut short' };
	return bytesOf({ status: 200, ...answer, body });
}

/** Sends the headers and half of the content, and waits until they are out. */
function sendHalf(response: Response, content: Content): Promise<void> {
	response.status(200).set({
		'Content-Type': content.type,
		'Content-Length': String(content.bytes.length),
	});
	return new Promise((sent) => {
		response.write(halfOf(content), () => {
			sent();
		});
	});
}

function retryAfterHeader(retryAfter: number | Date | undefined): Record<string, string> {
	if (retryAfter === undefined) return {};
	const value = typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString();
	return { 'Retry-After': value };
}
