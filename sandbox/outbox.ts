import { request } from 'node:http';

/** A webhook call to make. */
export interface Delivery {
	url: string;
	headers: Record<string, string>;
	/** Sent as it stands: signatures are made over it. */
	body: string;
}

/** How one attempt went. */
export interface Attempt {
	/** The receiver's status; null when it could not be reached. */
	status: number | null;
	delivered: boolean;
	/** Milliseconds until the next attempt; null when there is none. */
	retryIn: number | null;
}

export interface OutboxOptions {
	/** Milliseconds between attempts; 500 when left out. */
	retryMs?: number;
	/** Attempts before a delivery counts as failed. */
	attempts?: number;
}

interface Waiting {
	delivery: Delivery;
	report(attempt: Attempt): void;
	attempt: number;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const TIMEOUT_MS = 10_000;

/**
 * Delivers webhooks in the order of their making, and tries failed ones again. Any 2xx counts as
 * delivered. It reaches this machine only: another host counts as unreachable.
 */
export class Outbox {
	private readonly retryMs: number;
	private readonly attempts: number;
	private queue: Waiting[] = [];
	private timers = new Set<NodeJS.Timeout>();
	private copies: number[] = [];
	private held = false;
	private sending?: Promise<void>;
	/** Another one after every reset, which ends what was under way before it. */
	private era = new AbortController();

	constructor({ retryMs = 500, attempts = 100 }: OutboxOptions = {}) {
		this.retryMs = retryMs;
		this.attempts = attempts;
	}

	/** @param report told after every attempt */
	post(delivery: Delivery, report: (attempt: Attempt) => void): void {
		const copies = this.copies.shift() ?? 1;
		for (let copy = 0; copy < copies; copy += 1) {
			this.queue.push({ delivery, report, attempt: 1 });
		}
		this.run();
	}

	/** Sends once, now, without a retry. */
	try(delivery: Delivery): Promise<number | null> {
		return send(delivery, this.era.signal);
	}

	/** The next so many deliveries go out twice, as happens when an acknowledgement is lost. */
	sendTwice(next = 1): void {
		this.copies.push(...Array<number>(next).fill(2));
	}

	/** Keeps everything back until it is released. */
	hold(): void {
		this.held = true;
	}

	release(order: 'as made' | 'reversed' = 'as made'): void {
		this.held = false;
		if (order === 'reversed') this.queue.reverse();
		this.run();
	}

	/** Resolves once nothing is on its way: neither queued nor waiting for another attempt. */
	async idle(): Promise<void> {
		while (this.sending || this.timers.size > 0) {
			await (this.sending ?? new Promise((resolve) => setTimeout(resolve, 5)));
		}
	}

	/** Drops everything that is not delivered yet. */
	reset(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.queue = [];
		this.copies = [];
		this.held = false;
		this.era.abort();
		this.era = new AbortController();
	}

	private run(): void {
		if (this.held || this.sending || this.queue.length === 0) return;
		this.sending = this.drain().finally(() => {
			this.sending = undefined;
			this.run();
		});
	}

	private async drain(): Promise<void> {
		for (let next = this.queue.shift(); next; next = this.held ? undefined : this.queue.shift()) {
			const { signal } = this.era;
			const status = await send(next.delivery, signal);
			if (signal.aborted) return;
			const delivered = status !== null && status >= 200 && status < 300;
			const again = !delivered && next.attempt < this.attempts;
			next.report({ status, delivered, retryIn: again ? this.retryMs : null });
			if (again) this.retry({ ...next, attempt: next.attempt + 1 });
		}
	}

	private retry(waiting: Waiting): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			this.queue.push(waiting);
			this.run();
		}, this.retryMs);
		this.timers.add(timer);
	}
}

/** @returns the receiver's status, or null when it cannot be reached */
function send({ url, headers, body }: Delivery, signal: AbortSignal): Promise<number | null> {
	return new Promise((resolve) => {
		const target = URL.canParse(url) ? new URL(url) : undefined;
		if (target?.protocol !== 'http:' || !LOOPBACK.includes(target.hostname)) {
			resolve(null);
			return;
		}
		const length = String(Buffer.byteLength(body));
		const sending = request(target, {
			method: 'POST',
			agent: false,
			signal,
			timeout: TIMEOUT_MS,
			headers: { ...headers, 'Content-Length': length },
		});
		sending.on('response', (response) => {
			response.resume().on('close', () => {
				resolve(response.statusCode ?? null);
			});
		});
		sending.on('timeout', () => sending.destroy());
		sending.on('error', () => {
			resolve(null);
		});
		sending.end(body);
	});
}
