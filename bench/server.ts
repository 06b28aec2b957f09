/**
 * A vendor in a process of its own, so that it shares no event loop with what is measured. It answers as Blikk,
 * ProWorkflow and Resource Guru do, with small records, and only as late and as seldom as it is told to. How many
 * records a list has stands in the address: `/100000/v1/Core/Contacts?page=1`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the vendor behaves. */
export interface Manner {
	/** Milliseconds before each answer. */
	delay: number;
	/** Requests allowed in each window that the first request of a caller opens. */
	limit?: { requests: number; seconds: number };
}

/** What the vendor saw since it was last told how to behave. */
export interface Seen {
	requests: number;
	/** Answered with 429. */
	refused: number;
	/** At the same time. */
	inFlight: number;
	/** From the first request to the last, in milliseconds. */
	took: number;
}

/** What a bench sends to the vendor's process: a new manner, or a question. Both are answered. */
export type Order = { behave: Manner } | 'what did you see';

/** Before the path of a request that is not counted. */
export const ASIDE = '/aside';

let manner: Manner = { delay: 0 };
let seen: Seen;
let inFlight = 0;
let first = 0;
let window = { opened: -Infinity, used: 0 };

function behave(next: Manner): void {
	manner = next;
	seen = { requests: 0, refused: 0, inFlight: 0, took: 0 };
	window = { opened: -Infinity, used: 0 };
}
behave(manner);

/** About 230 bytes, as a small record of a vendor has. */
const recordOf = (id: number) =>
	JSON.stringify({
		id,
		name: `Contact number ${id}`,
		email: `contact.${id}@example.com`,
		contactType: 'company',
		customerNumber: String(100_000 + id),
		isActive: true,
		phoneNumber: '075-9902281',
		created: '2021-06-17 05:43:54 +00:00',
		lastUpdated: null,
		tags: [],
	});
const texts = new Map<number, string>();
function textOf(id: number): string {
	const text = texts.get(id) ?? recordOf(id);
	texts.set(id, text);
	return text;
}

function listOf(all: number, query: URLSearchParams): string {
	const number = (name: string, other: number) => Number(query.get(name) ?? other);
	const page = number('page', number('pagenumber', 1));
	const size = number('pageSize', number('pagesize', 100));
	const start = (page - 1) * size;
	const ids = Array.from(
		{ length: Math.max(0, Math.min(size, all - start)) },
		(_, index) => start + index + 1,
	);
	const records = `[${ids.map(textOf).join()}]`;
	return query.has('pagenumber')
		? `{"status":"Success","count":${ids.length},"totalcount":${all},"companies":${records}}`
		: `{"page":${page},"totalPages":${Math.ceil(all / size)},"items":${records}}`;
}

/** Seconds until the next window, or 0 for a request that is allowed. */
function refusedFor(now: number): number {
	const { limit } = manner;
	if (!limit) return 0;
	const length = limit.seconds * 1000;
	if (now >= window.opened + length) window = { opened: now, used: 0 };
	window.used += 1;
	return window.used > limit.requests ? Math.ceil((window.opened + length - now) / 1000) : 0;
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
	if (url.startsWith(ASIDE)) {
		send(response, url);
		return;
	}
	const now = performance.now();
	if (seen.requests === 0) first = now;
	seen.requests += 1;
	seen.took = now - first;
	seen.inFlight = Math.max(seen.inFlight, ++inFlight);
	const wait = refusedFor(now);
	const finish = () => {
		inFlight -= 1;
		if (wait > 0) {
			seen.refused += 1;
			response.writeHead(429, { 'Retry-After': String(wait) }).end();
		} else send(response, url);
	};
	if (manner.delay > 0) setTimeout(finish, manner.delay);
	else finish();
}

function send(response: ServerResponse, url: string): void {
	const { pathname, searchParams } = new URL(url, 'http://vendor');
	const [, id] = /\/(\d+)$/.exec(pathname) ?? [];
	const [, all = 0] = /^\/(\d+)\//.exec(pathname) ?? [];
	response.setHeader('Content-Type', 'application/json');
	response.end(id ? textOf(Number(id)) : listOf(Number(all), searchParams));
}

if (require.main === module) {
	const server = createServer(answer).listen(0, '127.0.0.1', () => {
		process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	});
	process.on('message', (order: Order) => {
		if (typeof order === 'object') behave(order.behave);
		process.send?.(seen);
	});
	process.on('disconnect', () => process.exit());
}
