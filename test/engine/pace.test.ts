import fc from 'fast-check';
import { type Budget, Cancelled, Pace, paceOf, waitFor } from '../../nodes/engine/pace';

beforeEach(() => {
	jest.useFakeTimers({ now: 0 });
});
afterEach(() => {
	jest.useRealTimers();
});

/** What happens in a random course of events, at a time in milliseconds. */
type Event = { at: number } & (
	| { kind: 'request' }
	| { kind: 'cancelled request'; after: number }
	| { kind: 'pause'; for: number }
);

/** Lets the events happen and returns when each request was let go, in the order of the calls. */
async function courseOf(budgets: Budget[], events: Event[]) {
	const pace = new Pace(budgets);
	const began = Date.now();
	const now = () => Date.now() - began;
	const started: Array<number | undefined> = [];
	const pauses: Array<{ from: number; until: number }> = [];
	for (const event of events.toSorted((one, other) => one.at - other.at)) {
		await jest.advanceTimersByTimeAsync(event.at - now());
		if (event.kind === 'pause') {
			pace.pause(event.for);
			pauses.push({ from: now(), until: now() + event.for });
			continue;
		}
		const index = started.push(undefined) - 1;
		const abort = new AbortController();
		if (event.kind === 'cancelled request') setTimeout(() => abort.abort(), event.after);
		void pace.turn(abort.signal).then(
			() => (started[index] = now()),
			() => {},
		);
		// Whoever need not wait is let go before the next event.
		await jest.advanceTimersByTimeAsync(0);
	}
	await jest.runAllTimersAsync();
	return { started, pauses };
}

const went = (started: Array<number | undefined>) =>
	started.filter((at) => at !== undefined).toSorted((one, other) => one - other);

/** The most starts in any stretch of `seconds`. */
function busiest(started: number[], seconds: number): number {
	return Math.max(
		0,
		...started.map(
			(from) => started.filter((at) => at >= from && at < from + seconds * 1000).length,
		),
	);
}

const budgets = fc.array(
	fc.record({
		requests: fc.integer({ min: 1, max: 5 }),
		seconds: fc.constantFrom(0.1, 1, 3),
	}),
	{ minLength: 1, maxLength: 2 },
);
const at = fc.nat({ max: 5000 });
const request = fc.record({ kind: fc.constant('request' as const), at });
const eventsOf = (...kinds: Array<fc.Arbitrary<Event>>) =>
	fc.array(fc.oneof(...kinds), { maxLength: 30 });

describe('whenever requests come', () => {
	it('no more start in any window than each budget allows, and in the order of the calls', async () => {
		await fc.assert(
			fc.asyncProperty(budgets, eventsOf(request), async (allowed, events) => {
				const { started } = await courseOf(allowed, events);
				expect(started).toEqual(went(started));
				expect(started).toHaveLength(events.length);
				for (const { requests, seconds } of allowed) {
					expect(busiest(went(started), seconds)).toBeLessThanOrEqual(requests);
				}
			}),
		);
	});

	it('nobody waits longer than the budgets ask, in step', async () => {
		await fc.assert(
			fc.asyncProperty(budgets, eventsOf(request), async (allowed, events) => {
				const { started } = await courseOf(allowed, events);
				const arrivals = events.map((event) => event.at).toSorted((one, other) => one - other);
				arrivals.forEach((arrival, index) => {
					const earliest = allowed.map(
						({ requests, seconds }) => (started[index - requests] ?? -Infinity) + seconds * 1000,
					);
					const [shortest] = allowed.toSorted((one, other) => one.seconds - other.seconds);
					const step = Math.ceil((shortest!.seconds * 1000) / shortest!.requests);
					const soonest = Math.max(arrival, ...earliest);
					// Those who wait do so in step: no later than one step after the one before.
					const latest = Math.max(soonest, (started[index - 1] ?? -Infinity) + step);
					expect(started[index]).toBeGreaterThanOrEqual(soonest);
					expect(started[index]).toBeLessThanOrEqual(latest);
				});
			}),
		);
	});
});

it('lets a burst of the budget through at once, and the rest in step', async () => {
	const events = Array.from({ length: 7 }, (): Event => ({ kind: 'request', at: 0 }));
	const { started } = await courseOf([{ requests: 3, seconds: 2 }], events);
	expect(started).toEqual([0, 0, 0, 2000, 2666, 3332, 4000]);
});

it('lets nobody start in a pause, also those who were waiting already', async () => {
	const { started } = await courseOf(
		[{ requests: 1, seconds: 1 }],
		[
			{ kind: 'request', at: 0 },
			{ kind: 'request', at: 0 },
			{ kind: 'pause', at: 500, for: 3000 },
			{ kind: 'request', at: 4000 },
		],
	);
	expect(started).toEqual([0, 3500, 4500]);
});

it('keeps to the longer of two pauses', async () => {
	const { started } = await courseOf(
		[{ requests: 9, seconds: 1 }],
		[
			{ kind: 'pause', at: 0, for: 3000 },
			{ kind: 'pause', at: 100, for: 1000 },
			{ kind: 'request', at: 200 },
		],
	);
	expect(started).toEqual([3000]);
});

it('gives up at once when it is cancelled while it waits', async () => {
	const pace = new Pace([{ requests: 1, seconds: 60 }]);
	await pace.turn();
	const abort = new AbortController();
	const outcome = expect(pace.turn(abort.signal)).rejects.toThrow(Cancelled);
	setTimeout(() => abort.abort(), 10);
	await jest.advanceTimersByTimeAsync(10);
	await outcome;
	expect(Date.now()).toBe(10);
});

it('does not let anybody wait who is cancelled before', async () => {
	const pace = new Pace([{ requests: 1, seconds: 60 }]);
	await pace.turn();
	await expect(pace.turn(AbortSignal.abort())).rejects.toThrow(Cancelled);
	await expect(waitFor(1000, AbortSignal.abort())).rejects.toThrow('The execution was canceled');
});

it('is shared by all who use the same credential', async () => {
	const allowed = [{ requests: 1, seconds: 60 }];
	expect(paceOf('a', allowed)).toBe(paceOf('a', allowed));
	expect(paceOf('a', allowed)).not.toBe(paceOf('b', allowed));
	await paceOf('a', allowed).turn();
	let other = false;
	void paceOf('a', allowed)
		.turn()
		.then(() => (other = true));
	await jest.advanceTimersByTimeAsync(60_000);
	// A little later than allowed: a request that travels faster than the one before must not come too early.
	expect(other).toBe(false);
	await jest.advanceTimersByTimeAsync(600);
	expect(other).toBe(true);
});

/** A vendor that counts in windows, opened by the first request after the last, and says when the next begins. */
class Limited {
	private opened = -Infinity;

	private used = 0;

	constructor(private readonly budget: Budget) {}

	/** @returns milliseconds until the next window, 0 where the request is allowed */
	ask(): number {
		const length = this.budget.seconds * 1000;
		if (Date.now() >= this.opened + length) [this.opened, this.used] = [Date.now(), 0];
		this.used += 1;
		const left = this.opened + length - Date.now();
		return this.used > this.budget.requests ? Math.ceil(left / 1000) * 1000 : 0;
	}
}

describe('several processes that use one credential', () => {
	/** Each with `atOnce` workers. @returns how often each request was sent, and how long all took */
	async function share(processes: number, budget: Budget, requests: number, atOnce = 10) {
		const vendor = new Limited(budget);
		const tries: number[] = [];
		let seed = processes;
		const random = () => (seed = (seed * 48_271) % 2_147_483_647);
		const worker = async (pace: Pace, waiting: Iterator<unknown>) => {
			while (!waiting.next().done) {
				for (let sent = 1; ; sent++) {
					await pace.turn();
					await waitFor(20 + (random() % 20));
					const wait = vendor.ask();
					if (wait === 0) {
						tries.push(sent);
						break;
					}
					pace.refused(wait);
				}
			}
		};
		const all = Array.from({ length: processes }, async () => {
			const pace = new Pace([budget]);
			const waiting = new Array(requests).values();
			await Promise.all(Array.from({ length: atOnce }, async () => await worker(pace, waiting)));
		});
		await jest.runAllTimersAsync();
		await Promise.all(all);
		return { most: Math.max(...tries), refused: tries.reduce((sum, each) => sum + each - 1, 0) };
	}

	it.each([2, 3, 4])(
		'%i of them: each gives way, and no request is refused often',
		async (number) => {
			const { most, refused } = await share(number, { requests: 4, seconds: 1 }, 200);
			expect(most).toBeLessThan(5);
			expect(refused).toBeLessThan(number * 200 * 0.1);
		},
	);

	it('alone again, one soon takes all of it', async () => {
		const pace = new Pace([{ requests: 4, seconds: 1 }]);
		for (let refusal = 0; refusal < 8; refusal++) {
			pace.refused(1000);
			await jest.advanceTimersByTimeAsync(1000);
		}
		const went: number[] = [];
		for (let request = 0; request < 2000; request++) {
			void pace.turn().then(() => went.push(Date.now()));
		}
		await jest.advanceTimersByTimeAsync(10_000);
		expect(went.length).toBeLessThan(15);
		await jest.advanceTimersByTimeAsync(200_000);
		const before = went.length;
		await jest.advanceTimersByTimeAsync(10_000);
		expect(went.length - before).toBe(40);
	});
});

describe('when some give up and the vendor asks for pauses', () => {
	const cancelled = fc.record({
		kind: fc.constant('cancelled request' as const),
		at,
		after: fc.nat({ max: 3000 }),
	});
	const pause = fc.record({ kind: fc.constant('pause' as const), at, for: fc.nat({ max: 3000 }) });

	it('still no more start than allowed, in order, and none in a pause', async () => {
		await fc.assert(
			fc.asyncProperty(budgets, eventsOf(request, cancelled, pause), async (allowed, events) => {
				const { started, pauses } = await courseOf(allowed, events);
				const starts = started.filter((start) => start !== undefined);
				expect(starts).toEqual(went(started));
				for (const { requests, seconds } of allowed) {
					expect(busiest(starts, seconds)).toBeLessThanOrEqual(requests);
				}
				for (const { from, until } of pauses) {
					expect(starts.filter((start) => start > from && start < until)).toEqual([]);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('who gives up leaves the place to the next one', async () => {
		const { started } = await courseOf(
			[{ requests: 1, seconds: 1 }],
			[
				{ kind: 'request', at: 0 },
				{ kind: 'cancelled request', at: 1, after: 10 },
				{ kind: 'request', at: 100 },
				{ kind: 'request', at: 200 },
			],
		);
		expect(started).toEqual([0, undefined, 1000, 2000]);
	});
});
