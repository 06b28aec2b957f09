/** What example 03 must do: tasks in Blikk for the bookings in Resource Guru, and the same people in Hub Planner. */
import assert from 'node:assert/strict';
import type { Sandbox } from '../sandbox';
import type { Expectation } from './expectations';
import { weekFrom } from './weeks';

type Vendors = Sandbox['vendors'];
type GuruRecords = Vendors['resourceGuru']['records'];
type BlikkRecords = Vendors['blikk']['records'];
type HubRecords = Vendors['hubPlanner']['records'];

/** As the workflow's Settings name it. */
export const PROJECT_NUMBER = '113';

/** Of a task that nobody has worked on. */
const UNTOUCHED = {
	completedDate: null,
	startTime: null,
	endTime: null,
	createdById: 1,
	updatedById: null,
	created: '2026-01-01 08:00:00 +00:00',
	updated: null,
};

export const fromPlanToTasks: Expectation = ({ vendors }) => {
	const { resourceGuru, blikk, hubPlanner } = vendors;
	const { tasks } = blikk.records;
	const [first, second, ...others] = plannedTasks(resourceGuru.records, blikk.records);
	assert.ok(first && second, 'the scene needs two bookings');
	// As if it had run before: one task is as planned, one has changed since, one is of no booking.
	const asPlanned = tasks.insert({ ...UNTOUCHED, ...first });
	const own = {
		description: `Bring the keys.\n${second.description}`,
		tagIds: [13],
		taskBoardColumnId: second.taskBoardColumnId + 2,
	};
	const changed = tasks.insert({ ...UNTOUCHED, ...second, ...own, estimate: 99 });
	const left = tasks.insert({ ...UNTOUCHED, ...first, description: markOf(99_999) });
	const known = new Set(tasks.all().map(({ id }) => id));
	const untouched = [{ ...asPlanned }, { ...left }];
	addStranger(hubPlanner.records);
	const people = peopleToBe(resourceGuru.records, hubPlanner.records);

	return ({ items }) => {
		const made = tasks.where(({ id }) => !known.has(id));
		assert.deepEqual(sorted(made.map((task) => inFieldsOf(first, task))), sorted(others));
		assert.deepEqual([tasks.get(asPlanned.id), tasks.get(left.id)], untouched);
		// The plan does not say anything about the rest of the task.
		assert.deepEqual(inFieldsOf(first, tasks.get(changed.id)), { ...second, ...own });
		assert.deepEqual(sorted(peopleIn(hubPlanner.records)), sorted(people));
		const summary = items.Summary?.[0]?.map(({ json }) => json.what) ?? [];
		const told = (what: string) => summary.filter((each) => each === what).length;
		assert.equal(told('Blikk: new task'), made.length);
		assert.equal(told('Blikk: task changed'), 1);
		assert.equal(told('Please look: task in Blikk is no longer planned'), 1);
		return `${made.length} tasks made and 1 changed in Blikk, ${people.length} people as they should be in Hub Planner`;
	};
};

export const markOf = (bookingId: number) => `Resource Guru booking ${bookingId}`;

/** The tasks in Blikk that the firm bookings of the project from this week on come to. */
export function plannedTasks(guru: GuruRecords, blikk: BlikkRecords) {
	const [project] = guru.projects.where(({ project_code }) => project_code === PROJECT_NUMBER);
	const [inBlikk] = blikk.projects.where(({ orderNumber }) => orderNumber === PROJECT_NUMBER);
	const [board] = blikk.taskBoards.where(({ projectId }) => projectId === inBlikk?.id);
	const [column] = blikk.taskBoardColumns.where(({ boardId }) => boardId === board?.id);
	assert.ok(project && inBlikk && column, 'the scene needs the project at both vendors');
	const [monday = ''] = weekFrom(0);
	return guru.bookings
		.where(({ project_id, end_date }) => project_id === project.id && end_date >= monday)
		.filter(({ tentative, approval_state }) => !tentative && approval_state?.status !== 'declined')
		.flatMap(({ id, resource_id, details, start_date, end_date, durations }) => {
			const { name } = guru.resources.get(resource_id);
			const minutes = durations.map(({ duration, waiting }) => (waiting ? 0 : duration));
			const users = blikk.users.where((user) => `${user.firstName} ${user.lastName}` === name);
			return users.map((user) => ({
				title: details,
				description: markOf(id),
				timeReportingEnabled: true,
				estimate: minutes.reduce((sum, each) => sum + each, 0) / 60,
				startDate: start_date,
				endDate: end_date,
				tagIds: [] as number[],
				memberIds: [user.id],
				taskBoardColumnId: column.id,
				projectId: inBlikk.id,
			}));
		});
}

/** Somebody whom Resource Guru does not know, and who is to stay as she is. */
function addStranger({ resources }: HubRecords): void {
	const { id: _id, ...somebody } = resources.all()[0] ?? assert.fail();
	const stranger = { firstName: 'Uma', lastName: 'Berg', email: 'uma.berg@example.com' };
	resources.insert({ ...somebody, ...stranger, metadata: 'ERP 7' });
}

/** Everybody of Resource Guru, but those who left before Hub Planner knew them, and its own. */
function peopleToBe({ resources, resourceTypes }: GuruRecords, hub: HubRecords) {
	const before = peopleIn(hub);
	const isLinked = (resourceId: number) =>
		before.some(({ metadata }) => metadata === `Resource Guru ${resourceId}`);
	const ours = resources
		.where(({ resource_type_id }) => resourceTypes.get(resource_type_id).human)
		.filter(({ id, archived }) => !archived || isLinked(id))
		.map(({ id, first_name, last_name, email, archived }) => ({
			metadata: `Resource Guru ${id}`,
			firstName: first_name ?? '',
			lastName: last_name ?? '',
			email: email ?? '',
			status: archived ? 'STATUS_ARCHIVED' : 'STATUS_ACTIVE',
		}));
	return [...ours, ...before.filter(({ metadata }) => metadata === 'ERP 7')];
}

const peopleIn = ({ resources }: HubRecords) =>
	resources.all().map(({ metadata, firstName, lastName, email, status }) => ({
		metadata,
		firstName,
		lastName,
		email,
		status,
	}));

/** The fields of a record that a pattern has. */
function inFieldsOf<Pattern extends object>(
	pattern: Pattern,
	record: Record<keyof Pattern, unknown>,
) {
	const names = Object.keys(pattern) as Array<keyof Pattern>;
	return Object.fromEntries(names.map((name) => [name, record[name]]));
}

const sorted = (records: object[]) =>
	records.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
