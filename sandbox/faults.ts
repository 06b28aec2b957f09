import type { Response } from 'express';
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
	/** JSON that ends too early. */
	| { kind: 'truncated' }
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
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** @returns the spoiled answer, or undefined when the connection is gone */
export async function spoil(fault: Fault, call: Spoiled): Promise<Answer | undefined> {
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
			if (fault.when === 'middle') await sendHalf(call.response, await textOf(call, done));
			call.response.socket?.resetAndDestroy();
			return undefined;
		case 'truncated': {
			const text = await textOf(call, done);
			const headers = { 'Content-Type': 'application/json; charset=utf-8' };
			return { status: 200, headers, body: text.slice(0, Math.ceil(text.length / 2)) };
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

/** The answer as text; one that says nothing where the call must not be done. */
async function textOf(call: Spoiled, done: Answer | undefined): Promise<string> {
	const answer = done ?? (call.readOnly ? await call.perform() : undefined);
	return JSON.stringify(answer?.body ?? { id: 1, name: 'cut short' });
}

/** Sends the headers and half of the text, and waits until they are out. */
function sendHalf(response: Response, text: string): Promise<void> {
	response.status(200).set({
		'Content-Type': 'application/json; charset=utf-8',
		'Content-Length': String(Buffer.byteLength(text)),
	});
	return new Promise((sent) => {
		response.write(text.slice(0, text.length / 2), () => {
			sent();
		});
	});
}

function retryAfterHeader(retryAfter: number | Date | undefined): Record<string, string> {
	if (retryAfter === undefined) return {};
	const value = typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString();
	return { 'Retry-After': value };
}
