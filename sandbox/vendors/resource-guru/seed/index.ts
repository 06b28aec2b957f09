import type { Records } from '../records';
import { seedBookings } from './bookings';
import { seedPeople } from './people';
import { createPlot } from './plot';
import { seedCalendars, seedDowntimes, seedTimesheets } from './time';
import { seedWork } from './work';

/** The account as it stands at first, the same for the same moment. */
export function seed(now: Date): Records {
	const plot = createPlot(now);
	seedPeople(plot);
	seedWork(plot);
	seedDowntimes(plot);
	seedBookings(plot);
	seedTimesheets(plot);
	seedCalendars(plot);
	return plot.records;
}
