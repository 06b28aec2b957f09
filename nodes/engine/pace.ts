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
const MARGIN_SECONDS = 0.025;

/** A daily limit is no reason to hold up an execution for hours. */
const LONGEST_TURN_MS = 600_000;

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
	if (signal?.aborted) throw new Cancelled();
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([sleep(milliseconds), aborted]);
	signal?.removeEventListener('abort', stop);
	if (signal?.aborted) throw new Cancelled();
}

export class Pace {
	/** When the last requests were let go, oldest first, in milliseconds; as many as the largest budget. */
	private readonly starts: number[] = [];

	private pausedUntil = 0;

	/** Ends when the last of those who wait has had its turn. */
	private line: Promise<void> = Promise.resolve();

	constructor(
		private readonly budgets: Budget[],
		private readonly now: () => number = Date.now,
	) {}

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

	private async take(signal?: AbortSignal): Promise<void> {
		for (;;) {
			if (signal?.aborted) throw new Cancelled();
			const wait = this.earliest() - this.now();
			if (wait > LONGEST_TURN_MS) throw new UsedUp(wait);
			if (wait <= 0) break;
			await waitFor(wait, signal);
		}
		this.starts.push(this.now());
		const remembered = Math.max(...this.budgets.map(({ requests }) => requests));
		if (this.starts.length > remembered) this.starts.shift();
	}

	private earliest(): number {
		const windows = this.budgets.map(
			({ requests, seconds }) => (this.starts.at(-requests) ?? -Infinity) + seconds * 1000,
		);
		return Math.max(this.pausedUntil, ...windows);
	}
}

/** A cancelled request does not wait for those before it in the line. */
async function unlessAborted(work: Promise<void>, signal?: AbortSignal): Promise<void> {
	if (!signal) return await work;
	let stop = () => {};
	const aborted = new Promise<void>((_, reject) => {
		stop = () => {
			reject(new Cancelled());
		};
		signal.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([work, aborted]).finally(() => {
		signal.removeEventListener('abort', stop);
	});
}

const paces = new Map<string, Pace>();

/** The pace of a credential, shared by everything in this process that uses it. */
export function paceOf(credential: string, budgets: Budget[]): Pace {
	const known = paces.get(credential);
	if (known) return known;
	const pace = new Pace(
		budgets.map((budget) => ({ ...budget, seconds: budget.seconds + MARGIN_SECONDS })),
	);
	paces.set(credential, pace);
	return pace;
}
