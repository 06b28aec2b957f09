/** An address that answers 200 to anything, for the vendor to send to. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Receiver {
	url: string;
	close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
	const server = createServer((_request, response) => response.end('OK'));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
