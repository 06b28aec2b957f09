import { sleep } from 'n8n-workflow';

/**
 * The pace of one credential: no more requests than the vendor allows, over all items and executions of
 * this process, and a pause for everybody once the vendor asks for one.
 */

/** A published limit: so many requests in so many seconds. */
export interface Budget {
	requests: number;
	seconds: number;
}

/** Thrown by a wait when the execution is cancelled. */
export class Cancelled extends Error {
	constructor() {
		// n8n tells a cancelled execution from a failed one by this word.
		super('The execution was canceled');
		this.name = 'Cancelled';
	}
}

/**
 * What a window is longer here than at the vendor: requests do not all travel equally long, and one that
 * arrives a moment too early is refused and costs much more.
 */
const marginOf = (seconds: number) => Math.min(1, Math.max(0.02, seconds / 100));

/** A daily limit is no reason to hold up an execution for hours. */
const LONGEST_TURN_MS = 600_000;

/** However many use a credential, each takes at least so much of its limit. */
const LEAST_SHARE = 1 / 8;

/** Thrown where the next request would be possible only after a very long wait. */
export class UsedUp extends Error {
	constructor(wait: number) {
		const minutes = Math.ceil(wait / 60_000);
		super(`The limit of requests is used up: the next one is possible in ${minutes} minutes`);
		this.name = 'UsedUp';
	}
}

/** Waits, but no longer than the execution lives. @throws {Cancelled} at once when `signal` is aborted. */
export async function waitFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
	await unlessAborted(sleep(milliseconds), signal);
}

/**
 * Over so many seconds, or over the window where it is shorter, those who wait for it spread: if they took it at
 * its first moment, another process that uses the credential, and comes a little later, would never get any.
 */
const LONGEST_SPREAD = 5;

/** After so long without a refusal, the pace quickens by a step; at least twice the shortest window. */
const RELIEF_MS = 10_000;

const SLOWER = 0.8;
const QUICKER = 1.1;

export class Pace {
	/** When the last requests were let go, oldest first, in milliseconds; as many as the largest budget. */
	private readonly starts: number[] = [];

	private pausedUntil = 0;

	/** What is used of the shortest budget: less where somebody else uses the credential as well. */
	private share = 1;

	/** When the share was changed, or a wait for a refusal's sake ended. */
	private settledAt = -Infinity;

	/** Whether the last request had to wait: then the next ones do not start all together. */
	private steady = false;

	private readonly shortest: Budget | undefined;

	private readonly relief: number;

	/** Ends when the last of those who wait has had its turn. */
	private line: Promise<void> = Promise.resolve();

	constructor(
		private readonly budgets: Budget[],
		private readonly now: () => number = Date.now,
	) {
		[this.shortest] = budgets.toSorted((one, other) => one.seconds - other.seconds);
		this.relief = Math.max(RELIEF_MS, 2000 * (this.shortest?.seconds ?? 0));
	}

	/** Resolves when it is this request's turn. Turns come in the order of the calls. @throws {Cancelled} @throws {UsedUp} */
	async turn(signal?: AbortSignal): Promise<void> {
		const turn = this.line.then(async () => await this.take(signal));
		this.line = turn.catch(() => {});
		await unlessAborted(turn, signal);
	}

	/** Lets nobody start for so long, because the vendor asked for it. */
	pause(milliseconds: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.now() + milliseconds);
	}

	/**
	 * The vendor refused a request for its limit's sake, and wants nothing for so long. Once is chance; again soon
	 * after, somebody else uses the limit as well, such as another worker of n8n: then each takes less of it.
	 */
	refused(milliseconds: number): void {
		const now = this.now();
		const isSameWait = now < this.settledAt;
		if (!isSameWait && now - this.settledAt < this.relief)
			this.share = Math.max(this.share * SLOWER, LEAST_SHARE);
		this.settledAt = Math.max(this.settledAt, now + milliseconds);
		this.pause(milliseconds);
	}

	private async take(signal?: AbortSignal): Promise<void> {
		let waits = false;
		for (;;) {
			if (signal?.aborted) throw new Cancelled();
			const wait = this.earliest() - this.now();
			if (wait > LONGEST_TURN_MS) throw new UsedUp(wait);
			if (wait <= 0) break;
			waits = true;
			await waitFor(wait, signal);
		}
		this.steady = waits;
		if (this.share < 1 && this.now() - this.settledAt > this.relief) {
			this.share = Math.min(1, this.share * QUICKER);
			this.settledAt = this.now();
		}
		this.starts.push(this.now());
		const remembered = Math.max(...this.budgets.map(({ requests }) => requests));
		if (this.starts.length > remembered) this.starts.shift();
	}

	private earliest(): number {
		const windows = this.budgets.map((budget) => {
			const share = budget === this.shortest ? this.share : 1;
			const requests = Math.max(1, Math.floor(budget.requests * share));
			return (this.starts.at(-requests) ?? -Infinity) + budget.seconds * 1000;
		});
		return Math.max(this.pausedUntil, this.afterLast(), ...windows);
	}

	/** When the next request may follow the last one, where more are waiting than are allowed at once. */
	private afterLast(): number {
		if (!this.steady || !this.shortest) return -Infinity;
		const { requests, seconds } = this.shortest;
		const gap = Math.floor((Math.min(seconds, LONGEST_SPREAD) * 1000) / (requests * this.share));
		return (this.starts.at(-1) ?? -Infinity) + gap;
	}
}

/** Waits for `work`, but no longer than the execution lives. @throws {Cancelled} at once when `signal` is aborted. */
export async function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	if (signal.aborted) throw new Cancelled();
	let stop = () => {};
	const aborted = new Promise<never>((_, reject) => {
		stop = () => {
			reject(new Cancelled());
		};
		signal.addEventListener('abort', stop, { once: true });
	});
	return await Promise.race([work, aborted]).finally(() => {
		signal.removeEventListener('abort', stop);
	});
}

const paces = new Map<string, Pace>();

/** The pace of a credential, shared by everything in this process that uses it. */
export function paceOf(credential: string, budgets: Budget[]): Pace {
	const known = paces.get(credential);
	if (known) return known;
	const pace = new Pace(
		budgets.map(({ requests, seconds }) => ({ requests, seconds: seconds + marginOf(seconds) })),
	);
	paces.set(credential, pace);
	return pace;
}
