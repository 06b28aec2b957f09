import { idsIn, listOf, notAfter, notBefore } from './list';
import { showTag } from './projects';
import type { Task } from './records';
import {
	type Behaviours,
	type BlikkCall,
	changedBy,
	Checks,
	madeBy,
	nameId,
	projectId,
	stampOf,
	userId,
	nameOf,
} from './shared';

/** What a caller may write of a task (docs.txt L925-958). */
interface Given {
	title: string;
	description?: string | null;
	isCompleted?: boolean;
	timeReportingEnabled?: boolean;
	estimate?: number | null;
	/** `2022-07-11 04:43:12`, UTC. */
	startDate?: string | null;
	endDate?: string | null;
	tagIds?: number[];
	memberIds?: number[];
	taskBoardColumnId?: number | null;
	projectId?: number | null;
}

function show(task: Task, { records }: BlikkCall) {
	const { taskComments, taskAttachments, taskChecklists } = records;
	const ofTask = ({ taskId }: { taskId: number }) => taskId === task.id;
	const column = records.taskBoardColumns.find(task.taskBoardColumnId);
	const checklists = new Set(taskChecklists.where(ofTask).map(({ id }) => id));
	return {
		objectName: 'task.list',
		id: task.id,
		title: task.title,
		description: task.description,
		completedDate: task.completedDate,
		timeReportingEnabled: task.timeReportingEnabled,
		estimate: task.estimate,
		startDate: task.startDate,
		startTime: task.startTime,
		endDate: task.endDate,
		endTime: task.endTime,
		numberOfComments: taskComments.where(ofTask).length,
		numberOfAttachments: taskAttachments.where(ofTask).length,
		numberOfChecklistPoints: records.taskChecklistItems.where(({ parentId }) =>
			checklists.has(parentId),
		).length,
		tags: task.tagIds.map((id) => showTag(records.taskTags.get(id))),
		members: task.memberIds.map((id) => ({
			objectName: 'task.member',
			userId: id,
			userName: nameOf(records.users.get(id)),
		})),
		boardColumn: nameId(column),
		board: nameId(records.taskBoards.find(column?.boardId)),
		project: projectId(records, task.projectId),
		projectCollection: null,
		opportunity: null,
		createdByUser: userId(records, task.createdById),
		createdDate: task.created,
		updatedDate: task.updated,
	};
}

/** A moment as a task keeps it: midnight is a day without a time. */
function dayAndTime(moment: string | null | undefined) {
	const [day = null, clock = ''] = moment?.split(' ') ?? [];
	return { day, time: clock === '' || clock === '00:00:00' ? null : clock.slice(0, 5) };
}

/** A task's moment in the form of the filters. */
const momentOf = (day: string | null, time: string | null): string | null =>
	day && `${day} ${time ?? '00:00'}:00`;

/** The whole task as the body writes it: what it leaves out is empty. */
function written(call: BlikkCall, current?: Task) {
	const given = call.body as unknown as Given;
	check(call, given);
	const start = dayAndTime(given.startDate);
	const end = dayAndTime(given.endDate);
	return {
		title: given.title,
		description: given.description ?? null,
		completedDate: given.isCompleted ? (current?.completedDate ?? stampOf(call.now)) : null,
		timeReportingEnabled: given.timeReportingEnabled ?? false,
		estimate: given.estimate ?? null,
		startDate: start.day,
		startTime: start.time,
		endDate: end.day,
		endTime: end.time,
		tagIds: given.tagIds ?? [],
		memberIds: given.memberIds ?? [],
		taskBoardColumnId: given.taskBoardColumnId ?? null,
		projectId: given.projectId ?? null,
	};
}

function check({ records }: BlikkCall, given: Given): void {
	const checks = new Checks();
	checks.that(given.title.trim() !== '', 'title', 'The Title field is required.');
	checks.existAll(records.taskTags, given.tagIds, 'tagIds');
	checks.existAll(records.users, given.memberIds, 'memberIds');
	checks.exists(records.taskBoardColumns, given.taskBoardColumnId, 'taskBoardColumnId');
	checks.exists(records.projects, given.projectId, 'projectId');
	const { startDate, endDate } = given;
	checks.that(!startDate || !endDate || startDate <= endDate, 'endDate', 'It is before the start.');
	checks.done();
}

export const taskBehaviours: Behaviours = {
	'task.getMany': listOf<Task>({
		records: ({ records }) => records.tasks.all(),
		show,
		sortBy: {
			createdDate: ({ created }) => created,
			title: ({ title }) => title,
			startDate: ({ startDate, startTime }) => momentOf(startDate, startTime),
			endDate: ({ endDate, endTime }) => momentOf(endDate, endTime),
		},
		filters: {
			from: (from) => (task) => {
				const start = momentOf(task.startDate, task.startTime);
				return start !== null && notBefore(start, from);
			},
			to: (to) => (task) => {
				const end = momentOf(task.endDate, task.endTime);
				return end !== null && notAfter(end, to);
			},
			memberIds: (value) => {
				const ids = idsIn(value);
				return ({ memberIds }) => memberIds.some((id) => ids.has(id));
			},
			createdByUserIds: (value) => {
				const ids = idsIn(value);
				return ({ createdById }) => ids.has(createdById);
			},
			taskIds: (value) => {
				const ids = idsIn(value);
				return ({ id }) => ids.has(id);
			},
			// -1 stands for no board (docs.txt L828).
			taskBoardId:
				(board, { records }) =>
				({ taskBoardColumnId }) =>
					(records.taskBoardColumns.find(taskBoardColumnId)?.boardId ?? -1) === board,
			taskBoardColumnId:
				(column) =>
				({ taskBoardColumnId }) =>
					taskBoardColumnId === column,
		},
	}),

	'task.create': (call) => {
		call.records.tasks.insert({ ...written(call), ...madeBy(call) });
		return undefined;
	},

	'task.update': (call) => {
		const task = call.records.tasks.get(Number(call.path.taskId));
		call.records.tasks.update(task.id, { ...written(call, task), ...changedBy(call) });
		return undefined;
	},

	'task.delete': ({ path, records }) => {
		const { id } = records.tasks.get(Number(path.taskId));
		const ofTask = ({ taskId }: { taskId: number | null }) => taskId === id;
		for (const { id: checklist } of records.taskChecklists.where(ofTask)) {
			const items = records.taskChecklistItems.where(({ parentId }) => parentId === checklist);
			for (const item of items) records.taskChecklistItems.remove(item.id);
			records.taskChecklists.remove(checklist);
		}
		for (const comment of records.taskComments.where(ofTask))
			records.taskComments.remove(comment.id);
		for (const file of records.taskAttachments.where(ofTask))
			records.taskAttachments.remove(file.id);
		for (const report of records.timeReports.where(ofTask)) report.taskId = null;
		records.tasks.remove(id);
		return undefined;
	},
};
