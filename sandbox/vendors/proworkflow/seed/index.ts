import type { Records } from '../records';
import { seedLists } from './lists';
import { seedMoney } from './money';
import { seedPeople } from './people';
import { createPlot } from './plot';
import { seedTalk } from './talk';
import { seedWork } from './work';

export { CALLER } from './people';

/** The account as it stands at first, the same for the same moment. */
export function seed(now: Date): Records {
	const plot = createPlot(now);
	seedLists(plot);
	seedPeople(plot);
	seedWork(plot);
	seedMoney(plot);
	seedTalk(plot);
	return plot.records;
}
