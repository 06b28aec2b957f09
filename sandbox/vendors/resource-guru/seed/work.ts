import { addDays } from '../../../dates';
import { ACTIVE, choose, type Plot } from './plot';
import { ACTIVITIES, CLIENTS, COLORS, PROJECTS } from './words';

export const PROJECT_COUNT = 40;
/** The last projects are over, and archived. */
export const ACTIVE_PROJECTS = 36;

/** Clients, their projects, and the kinds of activity that bookings are of. */
export function seedWork(plot: Plot): void {
	const { records, random, monday, stamped, made } = plot;
	ACTIVITIES.forEach((name, index) => {
		const archived = index === ACTIVITIES.length - 1;
		records.activityTypes.insert({
			name,
			notes: null,
			color: COLORS[index] ?? null,
			default: index === 0,
			archived,
			archived_at: archived ? stamped(90).created_at.slice(0, 10) : null,
			...stamped(440),
		});
	});
	CLIENTS.forEach((name, index) => {
		records.clients.insert({
			...ACTIVE,
			name,
			color: random.pick(COLORS),
			notes: index % 3 === 0 ? 'Prefers mornings' : null,
			custom_field_values: choose(plot, 'Region'),
			archived: index === CLIENTS.length - 1,
			...made(390 - index),
		});
	});
	for (let index = 0; index < PROJECT_COUNT; index += 1) {
		const client = records.clients.get(1 + (index % CLIENTS.length));
		const start = monday(random.integer(-20, -9));
		records.projects.insert({
			...ACTIVE,
			name: `${client.name} ${PROJECTS[index % PROJECTS.length]}`,
			project_code: String(101 + index),
			client_id: client.id,
			color: random.pick(COLORS),
			notes: null,
			default_billable: index % 8 !== 7,
			custom_field_values: index % 2 === 0 ? choose(plot, 'Channels') : {},
			start_date: start,
			end_date: addDays(start, 7 * 40),
			activity_type_ids: [1, 2, 3],
			archived: index >= ACTIVE_PROJECTS,
			...made(360 - index),
		});
	}
}
