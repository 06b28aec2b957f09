/** A tiny vendor on loopback, for what the sandbox does not do: odd answers, delays, echoes, redirects. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request as it came in; `url` is still encoded. */
export interface Received {
	method: string;
	url: URL;
	headers: IncomingHttpHeaders;
	/** Parsed JSON, or the text where it is none; undefined where nothing was sent. */
	body: unknown;
}

/** A text goes out as it stands, anything else as JSON. `cut` ends the connection without an answer. */
export type Answer =
	{ status?: number; headers?: Record<string, string>; body?: unknown } | 'cut' | undefined;

export interface Server {
	url: string;
	/** Every request since the start, oldest first. */
	received: Received[];
	/** How it answers; a test may change it at any time. */
	answer: (request: Received) => Answer | Promise<Answer>;
	close(): Promise<void>;
}

/** Starts a server that answers every request by `answer` and remembers it. */
export async function startServer(answer: Server['answer'] = () => ({ body: {} })) {
	const http = createServer((request, response) => {
		void (async () => {
			const sent = await text(request);
			const received: Received = {
				method: request.method ?? '',
				url: new URL(request.url ?? '', server.url),
				headers: request.headers,
				body: sent === '' ? undefined : parsed(sent),
			};
			server.received.push(received);
			const reply = await server.answer(received);
			if (reply === 'cut') {
				response.socket?.resetAndDestroy();
				return;
			}
			const { status = 200, headers = {}, body } = reply ?? {};
			response.writeHead(status, { 'content-type': 'application/json', ...headers });
			response.end(typeof body === 'string' ? body : body && JSON.stringify(body));
		})();
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const server: Server = {
		url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
		received: [],
		answer,
		close: () =>
			new Promise((resolve) => {
				http.close(() => resolve());
				http.closeAllConnections();
			}),
	};
	return server;
}

function parsed(sent: string): unknown {
	try {
		return JSON.parse(sent);
	} catch {
		return sent;
	}
}

/** A URL on loopback where nothing listens. */
export async function closedPort(): Promise<string> {
	const server = await startServer();
	await server.close();
	return server.url;
}
