import { createRandom, type Random } from '../../../random';
import { emptyRecords, type Records, type Stamp, type Trace } from '../records';
import { stampOf } from '../shared';

const SEED = 20_220_701;
const DAY = 86_400_000;

/** The user who made what nobody else has made. */
export const ADMINISTRATOR = 1;

/** What the parts of the seed share: the records so far, the choices to come and the time. */
export interface Plot {
	records: Records;
	random: Random;
	now: Date;
	stamp(daysAgo: number): Stamp;
	/** Made so many days ago, and changed since where a second number says when. */
	traced(made: number, changed?: number, userId?: number): Trace;
}

export function createPlot(now: Date): Plot {
	const stamp = (daysAgo: number) => stampOf(new Date(now.getTime() - daysAgo * DAY));
	return {
		records: emptyRecords(),
		random: createRandom(SEED),
		now,
		stamp,
		traced: (made, changed, userId = ADMINISTRATOR) => ({
			createdById: userId,
			updatedById: changed === undefined ? null : userId,
			created: stamp(made),
			updated: changed === undefined ? null : stamp(changed),
		}),
	};
}
