/** The sandbox's time: runs with real time from a given start, and can be put forward. */
export interface Clock {
	now(): Date;
	/** Puts the clock forward, e.g. past a token's end or into the next rate limit window. */
	advance(milliseconds: number): void;
	/** Back to the start. */
	reset(): void;
}

/** @param start where time begins; the real time when left out */
export function createClock(start?: Date): Clock {
	let offset = 0;
	const reset = () => {
		offset = start ? start.getTime() - Date.now() : 0;
	};
	reset();
	return {
		now: () => new Date(Date.now() + offset),
		advance: (milliseconds) => {
			offset += milliseconds;
		},
		reset,
	};
}
