/** Figures, and how they are written down. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** One line of a figure: who, and what was measured. */
export type Line = [who: string, ...measured: Array<string | number>];

export interface Figure {
	title: string;
	/** What was done, in a sentence or two. */
	about: string;
	columns: string[];
	lines: Line[];
	aims: Aim[];
}

/** What was hoped for, and what came. */
export interface Aim {
	text: string;
	reached: boolean;
	measured: string;
	/** Why it was missed, and what the floor is. */
	because?: string;
}

/** How much is done: all of it, or so little that it only shows that everything works. */
export type Size = 'whole' | 'small';

export const milliseconds = (value: number) => `${Math.round(value).toLocaleString('en')} ms`;
export const times = (ratio: number) => `${ratio.toFixed(2)} x`;
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
export const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;

export const aimAtMost = (text: string, most: number, ratio: number, because?: string): Aim => ({
	text,
	reached: ratio <= most,
	measured: times(ratio),
	because,
});

export const aimAtLeast = (text: string, least: number, ratio: number, because?: string): Aim => ({
	text,
	reached: ratio >= least,
	measured: times(ratio),
	because,
});

export function median(values: number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const [low = NaN, high = NaN] = [
		sorted[Math.floor((sorted.length - 1) / 2)],
		sorted[Math.ceil((sorted.length - 1) / 2)],
	];
	return (low + high) / 2;
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

/**
 * Takes turns, each round begun by another, so that whatever else the machine does hits all alike: the median of
 * each over the rounds. The first round only warms up.
 */
export async function sideBySide<Name extends string>(
	rounds: number,
	contenders: Record<Name, () => Promise<unknown>>,
	{ warmUp = true } = {},
): Promise<Record<Name, number>> {
	const all = Object.entries<() => Promise<unknown>>(contenders);
	const took = new Map(all.map(([name]) => [name, [] as number[]]));
	for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
		const first = round % all.length;
		for (const [name, work] of [...all.slice(first), ...all.slice(0, first)]) {
			const ms = await timed(work);
			if (round > 0) took.get(name)?.push(ms);
		}
	}
	return Object.fromEntries([...took].map(([name, values]) => [name, median(values)])) as Record<
		Name,
		number
	>;
}

/** A piece of work for a process of its own: an exported function of a file in figures/. */
export interface Job {
	file: string;
	work: string;
	values: unknown[];
}

export interface Done<T> {
	result: T;
	/** The most memory that the process ever held, in bytes. */
	peak: number;
}

/** Does a job in a fresh process. @throws Error where it fails there */
export async function inProcess<T>(job: Job): Promise<Done<T>> {
	const child = fork(path.join(__dirname, 'worker.ts'));
	child.send(job);
	const told = once(child, 'message') as Promise<[Done<T>]>;
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`${job.work} ended with ${String(code)} before it was done`);
	});
	ended.catch(() => {});
	const [done] = await Promise.race([told, ended]);
	child.disconnect();
	return done;
}
