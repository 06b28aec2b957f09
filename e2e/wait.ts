import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
	/** What is waited for, as the failure names it. */
	what: string;
	/** Default 60. */
	seconds?: number;
}

/**
 * Asks again and again until there is an answer.
 * @throws after so many seconds, with what was waited for and why the last question failed.
 */
export async function until<T>(
	{ what, seconds = 60 }: Patience,
	ask: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
	const end = Date.now() + seconds * 1000;
	for (;;) {
		let failure: unknown;
		try {
			const answer = await ask();
			if (answer !== undefined) return answer;
		} catch (error) {
			failure = error;
		}
		if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`, { cause: failure });
		await delay(100);
	}
}

/** `true`, or `undefined` to be asked again. */
export const once = (holds: boolean): true | undefined => holds || undefined;
