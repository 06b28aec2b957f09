/** Example 03 in the weeks after its first run: what happens again, what has changed, what is missing. */
import { markOf, plannedTasks, PROJECT_NUMBER } from '../../examples/fromPlanToTasks';
import { examples, openStage, type Stage } from '../../examples/stage';
import type { WorkflowFile } from '../../host';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});

const { workflow } = examples()[2] as { workflow: WorkflowFile };
const blikk = () => stage.sandbox.vendors.blikk.records;
const guru = () => stage.sandbox.vendors.resourceGuru.records;
const hub = () => stage.sandbox.vendors.hubPlanner.records;

/** What the workflow says it has done, and the requests that changed something. */
async function run() {
	const { error, items } = await stage.host.run(workflow);
	const writes = stage.sandbox.requests
		.splice(0)
		// On a busy machine a request may come too early, be refused with 429 and come again: nothing was changed by it.
		.filter(
			({ method, path, status }) =>
				method !== 'GET' && !path.endsWith('/Auth/Token') && status !== 429,
		);
	const summary = items.Summary?.[0]?.map(({ json }) => json) ?? [];
	return { error, summary, writes: writes.map(({ operationId }) => operationId) };
}

const tasksOf = (bookingId: number) =>
	blikk().tasks.where(({ description }) => description === markOf(bookingId));

/** Leaves the project three bookings of people who are in Blikk. @returns their ids. */
function keepThree(): [number, number, number] {
	const marks = plannedTasks(guru(), blikk()).map(({ description }) => description);
	const [project] = guru().projects.where(({ project_code }) => project_code === PROJECT_NUMBER);
	const ofProject = guru().bookings.where(({ project_id }) => project_id === project?.id);
	const kept = ofProject.filter(({ id }) => marks.includes(markOf(id))).slice(0, 3);
	for (const { id } of ofProject)
		if (!kept.some((each) => each.id === id)) guru().bookings.remove(id);
	return kept.map(({ id }) => id) as [number, number, number];
}

let bookings: [number, number, number];
beforeEach(() => {
	stage.sandbox.reset();
	bookings = keepThree();
});

test('a second run finds everything done', async () => {
	const first = await run();
	expect(first.error).toBeUndefined();
	expect(first.writes.filter((id) => id === 'task.create')).toHaveLength(3);
	const second = await run();
	expect(second).toEqual({ error: undefined, summary: [], writes: [] });
});

test('what changes in the plan changes in the task, and the work on the task stays', async () => {
	await run();
	const [moved, cancelled, late] = bookings;
	const [task] = tasksOf(moved);
	blikk().tasks.update(task?.id ?? 0, { taskBoardColumnId: 19, tagIds: [13], projectId: 13 });
	const { start_date, end_date } = guru().bookings.get(late);
	const person = guru().resources.where(({ name }) => name === 'Oscar Nilsson')[0]?.id;
	guru().bookings.update(moved, { start_date, end_date, resource_id: person });
	guru().bookings.remove(cancelled);

	const { summary, writes } = await run();
	expect(writes).toEqual(['task.update']);
	expect(summary.map(({ what }) => what)).toEqual([
		'Blikk: task changed',
		'Please look: task in Blikk is no longer planned',
	]);
	const oscar = blikk().users.where(({ firstName }) => firstName === 'Oscar')[0]?.id;
	expect(tasksOf(moved)).toMatchObject([
		{
			id: task?.id,
			startDate: start_date,
			endDate: end_date,
			memberIds: [oscar],
			taskBoardColumnId: 19,
			tagIds: [13],
		},
	]);
	expect(tasksOf(cancelled)).toHaveLength(1);
});

test('tentative bookings, rooms and people without Blikk make no task', async () => {
	const [tentative, room, stranger] = bookings;
	const idOf = (wanted: string) => guru().resources.where(({ name }) => name === wanted)[0]?.id;
	guru().bookings.update(tentative, { tentative: true });
	guru().bookings.update(room, { resource_id: idOf('Room Oslo') });
	guru().bookings.update(stranger, { resource_id: idOf('Ximena Flores') });
	const { summary, writes } = await run();
	expect(writes).not.toContain('task.create');
	expect(summary.at(-1)).toMatchObject({
		what: 'Please look: not a user of Blikk',
		person: 'Ximena Flores',
	});
});

test('without any booking nothing is made, and a task of an earlier run is told of', async () => {
	await run();
	for (const id of bookings) guru().bookings.remove(id);
	const { error, summary, writes } = await run();
	expect([error, writes]).toEqual([undefined, []]);
	expect(summary).toHaveLength(3);
});

test('people who are in no system yet, and an empty Hub Planner', async () => {
	for (const { id } of hub().resources.all()) hub().resources.remove(id);
	const { error } = await run();
	expect(error).toBeUndefined();
	expect(
		hub()
			.resources.all()
			.map(({ metadata }) => metadata),
	).toEqual(Array.from({ length: 30 }, (_, index) => `Resource Guru ${index + 1}`));
	expect((await run()).writes).toEqual([]);
});

test.each([
	[
		'project',
		() => {
			const [project] = guru().projects.where(({ project_code }) => project_code === '113');
			guru().projects.update(project?.id ?? 0, { project_code: 'other' });
		},
		'In Resource Guru no project has the project code 113',
	],
	[
		'task board',
		() => {
			for (const { id } of blikk().taskBoards.all()) blikk().taskBoards.remove(id);
		},
		'In Blikk no task board belongs to a project with the order number 113',
	],
])('without a %s it stops and says so', async (_, removed, message) => {
	removed();
	const { error, writes } = await run();
	expect(error?.message).toBe(message);
	expect(writes).not.toContain('task.create');
});
