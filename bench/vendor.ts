/** The vendor of the benchmark, as the benchmark sees it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Manner, Order, Seen } from './server';

export interface Vendor {
	url: string;
	/** Sets how it behaves, and forgets what it saw. */
	behave(manner: Partial<Manner>): Promise<void>;
	seen(): Promise<Seen>;
	close(): void;
}

export async function startVendor(): Promise<Vendor> {
	const child = fork(path.join(__dirname, 'server.ts'));
	const url = await answerOf<string>(child);
	const ask = async (order: Order) => {
		child.send(order);
		return await answerOf<Seen>(child);
	};
	return {
		url,
		behave: async (manner) => {
			await ask({ behave: { delay: 0, ...manner } });
		},
		seen: async () => await ask('what did you see'),
		close: () => {
			child.disconnect();
		},
	};
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
	const [message] = (await once(child, 'message')) as [T];
	return message;
}
