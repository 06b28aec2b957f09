import type { Records } from '../records';
import { seedLists } from './lists';
import { createPlot } from './plot';
import { seedTime } from './time';
import { seedWork } from './work';

/** The account as it stands at first, the same for the same moment. */
export function seed(now: Date): Records {
	const plot = createPlot(now);
	seedLists(plot);
	seedWork(plot);
	seedTime(plot);
	return plot.records;
}
