/** Time that leaps over waits, so that hours of them are tested in seconds and still are as long as they claim. */

/** Shorter ones pass as they are. */
const SHORTEST_MS = 100;
/** Longer ones are the HTTP client's limits. */
const LONGEST_MS = 100_000;

export interface Leaps {
	/** Told of each wait as it begins. */
	onWait: (milliseconds: number) => void;
	/** How many requests met silence so far: the HTTP client's limit for them is leapt over as well. */
	unanswered: () => number;
}

/**
 * Until it is undone, a wait of this process takes no time, and when it ends the clock stands where it would
 * have stood. Only for waits that follow each other: of two at the same time, both would be counted.
 */
export function leapOverWaits(): { leaps: Leaps; undo: () => void } {
	const leaps: Leaps = { onWait: () => {}, unanswered: () => 0 };
	const { setTimeout: wait, setInterval: watch } = globalThis;
	const { now } = Date;
	let leapt = 0;
	const spies = [
		jest.spyOn(Date, 'now').mockImplementation(() => now() + leapt),
		jest
			.spyOn(globalThis, 'setTimeout')
			.mockImplementation((then: () => void, milliseconds = 0, ...rest: []) => {
				if (milliseconds < SHORTEST_MS) return wait(then, milliseconds, ...rest);
				const end = () => {
					leapt += milliseconds;
					then();
				};
				if (milliseconds <= LONGEST_MS) {
					leaps.onWait(milliseconds);
					return wait(end, 1);
				}
				const before = leaps.unanswered();
				const limit = watch(() => {
					if (leaps.unanswered() === before) return;
					clearInterval(limit);
					end();
				}, 5).unref();
				return limit;
			}),
	];
	return {
		leaps,
		undo: () => {
			for (const spy of spies) spy.mockRestore();
		},
	};
}
