import { addDays, dayOf } from '../../../dates';
import { createRandom, type Random } from '../../../random';
import { emptyRecords, type Records } from '../records';
import { type ProCall, stampOf } from '../shared';

const SEED = 20_140_118;
const DAY = 86_400_000;

/** In days: a quarter of an hour, in which several records were changed at once. */
const RECENT = 1 / 96;

/** The member of staff whose name and password the tests use. */
export const CALLER_ID = 3;

/** What the parts of the seed share: the records so far, the choices to come and the time. */
export interface Plot {
	records: Records;
	random: Random;
	/** A day so many days from now; before, where negative. */
	day(days: number): string;
	/** The stamp of a record that was last changed so many days ago, and no later than RECENT. */
	changed(daysAgo: number): { lastmodified: string };
	/** A call of the caller's, for what records are before anything is known of them. */
	call: ProCall;
}

export function createPlot(now: Date): Plot {
	const records = emptyRecords();
	return {
		records,
		random: createRandom(SEED),
		day: (days) => addDays(dayOf(now), days),
		changed: (daysAgo) => ({
			lastmodified: stampOf(new Date(now.getTime() - Math.max(daysAgo, RECENT) * DAY)),
		}),
		call: {
			operationId: 'seed',
			path: {},
			query: {},
			body: {},
			identity: { application: 'seed', userId: CALLER_ID },
			records,
			now,
			page: (list) => list,
		},
	};
}
