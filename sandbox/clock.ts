/** The sandbox's time: runs with real time from a given start, and can be put forward. */
export interface Clock {
	now(): Date;
	/** When time began, or was last put back to the start. */
	start(): Date;
	/** Puts the clock forward, e.g. past a token's end or into the next rate limit window. */
	advance(milliseconds: number): void;
	/** Back to the start. */
	reset(): void;
}

/** @param start where time begins; the real time when left out */
export function createClock(start?: Date): Clock {
	let offset = 0;
	let began: Date;
	const reset = () => {
		began = start ?? new Date();
		offset = began.getTime() - Date.now();
	};
	reset();
	return {
		now: () => new Date(Date.now() + offset),
		start: () => began,
		advance: (milliseconds) => {
			offset += milliseconds;
		},
		reset,
	};
}
