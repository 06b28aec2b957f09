/** A repeatable source of choices: the same seed gives the same records on every machine. */
export interface Random {
	/** A whole number from `least` to `most`, both included. */
	integer(least: number, most: number): number;
	/** True with the given probability, 0 to 1. */
	chance(probability: number): boolean;
	pick<T>(choices: readonly T[]): T;
}

// Taken once: in jest's sandboxed modules every look at a global is dear.
const { floor, imul } = Math;

/** The mulberry32 generator: 32 bits of state, even enough for sample data. */
export function createRandom(seed: number): Random {
	let state = seed;
	const fraction = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const integer = (least: number, most: number) => least + floor(fraction() * (most - least + 1));
	return {
		integer,
		chance: (probability) => fraction() < probability,
		pick: (choices) => {
			const choice = choices[integer(0, choices.length - 1)];
			if (choice === undefined) throw new Error('There is nothing to pick from');
			return choice;
		},
	};
}
