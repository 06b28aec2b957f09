/** A tiny vendor on loopback for the host's own tests. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request as the vendor received it. */
export interface Received {
	method: string;
	url: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/** What the vendor answers; undefined leaves the caller waiting. */
export type Answer =
	{ status?: number; body?: unknown; headers?: Record<string, string> } | undefined;

/** Starts a server that answers every request by `answer` and remembers it. */
export async function startVendor(answer: (request: Received) => Answer) {
	const received: Received[] = [];
	const server = createServer((req: IncomingMessage, res: ServerResponse) => {
		void text(req).then((body) => {
			const request = { method: req.method ?? '', url: req.url ?? '', headers: req.headers, body };
			received.push(request);
			const reply = answer(request);
			if (!reply) return;
			res.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
			res.end(JSON.stringify(reply.body ?? {}));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		async close() {
			await new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			});
		},
	};
}
