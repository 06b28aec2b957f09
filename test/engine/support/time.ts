/** Tests that wait for minutes, in milliseconds. */

const SHORTEST_MS = 500;
/** Longer ones are time limits of the HTTP client, not waits. */
const LONGEST_MS = 100_000;

/**
 * Does `work` while the long waits of this process are a hundred times shorter.
 * @param work is given how long each wait would have been, in milliseconds, in the order in which they began.
 */
export async function hurried<T>(work: (waits: number[]) => Promise<T>): Promise<T> {
	const waits: number[] = [];
	const { setTimeout: real } = globalThis;
	const spy = jest
		.spyOn(globalThis, 'setTimeout')
		.mockImplementation((then: () => void, wait = 0, ...rest: []) => {
			if (wait < SHORTEST_MS || wait > LONGEST_MS) return real(then, wait, ...rest);
			waits.push(wait);
			return real(then, wait / 100, ...rest);
		});
	try {
		return await work(waits);
	} finally {
		spy.mockRestore();
	}
}
