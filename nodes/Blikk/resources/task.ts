import type { IDataObject } from 'n8n-workflow';

import { boolean, record, records, text } from '../../engine';
import {
	filterBy,
	idOf,
	idsOf,
	moment,
	optionalAmount,
	optionalText,
	resource,
	sorting,
} from '../api';

/** Body of create and update (L925-958, L975-1008). */
const fields = {
	title: text({ required: ['create'] }),
	description: optionalText({ rows: 4 }),
	isCompleted: boolean({ description: 'Whether the task is completed' }),
	timeReportingEnabled: boolean({ description: 'Whether time can be reported on the task' }),
	estimate: optionalAmount({ label: 'Estimate (Hours)' }),
	startDate: moment({ label: 'Start', description: 'At midnight: the day, without a time' }),
	endDate: moment({
		label: 'End',
		notBefore: 'startDate',
		description: 'At midnight: the day, without a time',
	}),
	tagIds: records('taskTag', { label: 'Tag Names or IDs' }),
	memberIds: records('user', { label: 'Member Names or IDs' }),
	taskBoardColumnId: record('taskBoardColumn', { label: 'Board Column', nullable: true }),
	projectId: record('project', { nullable: true }),
};

/** Date and time stand apart in an answer; which form they have is not shown (L855-864). */
const momentOf = (date: unknown, time: unknown) => {
	if (typeof date !== 'string') return null;
	const clock = typeof time === 'string' ? time : date.slice(11, 19);
	return `${date.slice(0, 10)} ${clock}${'00:00:00'.slice(clock.length)}`;
};

/** A task as Get Many answers it (L831-906), as an update takes it (L975-1008). */
const asWritten = (task: IDataObject): IDataObject => ({
	title: task.title,
	description: task.description,
	isCompleted: Boolean(task.completedDate),
	timeReportingEnabled: task.timeReportingEnabled,
	estimate: task.estimate,
	startDate: momentOf(task.startDate, task.startTime),
	endDate: momentOf(task.endDate, task.endTime),
	tagIds: idsOf(task.tags),
	memberIds: idsOf(task.members, 'userId'),
	taskBoardColumnId: idOf(task.boardColumn) as number,
	projectId: idOf(task.project) as number,
});

/** Tasks of boards and projects (docs.txt L788-1036). There is no Get: one task is a list of one. */
export const task = resource(
	'Task',
	{
		create: { request: 'POST /v1/Core/Tasks', body: fields, simplify: false },
		delete: { request: 'DELETE /v1/Core/Tasks/{taskId}', path: { taskId: record('task') } },
		getMany: {
			request: 'GET /v1/Core/Tasks',
			answer: 'pages',
			query: {
				...sorting({
					createdDate: 'Created',
					title: 'Title',
					startDate: 'Start Date',
					endDate: 'End Date',
				}),
				'filter.from': moment({
					label: 'Starts From',
					description: 'Leaves out tasks without a start',
				}),
				'filter.to': moment({
					label: 'Ends Until',
					description: 'Leaves out tasks without an end',
					notBefore: 'filter.from',
				}),
				'filter.memberIds': filterBy('user', { label: 'Member Names or IDs' }),
				'filter.createdByUserIds': filterBy('user', { label: 'Created By Names or IDs' }),
				'filter.taskIds': filterBy('task', { label: 'Task Names or IDs' }),
				'filter.taskBoardId': record('taskBoard', { or: { name: 'No Board', value: -1 } }),
				'filter.taskBoardColumnId': record('taskBoardColumn', { label: 'Board Column' }),
			},
			picker: { name: 'title', order: { sortBy: 'createdDate', sortOrder: 'descending' } },
		},
		update: {
			request: 'PUT /v1/Core/Tasks/{taskId}',
			path: { taskId: record('task') },
			body: fields,
			merges: { read: 'getMany', by: 'filter.taskIds', body: asWritten },
			simplify: false,
		},
	},
	{
		simplify: [
			'id',
			'title',
			'description',
			'completedDate',
			'startDate',
			'endDate',
			'board.name',
			'boardColumn.name',
			'project.name',
			'members',
		],
	},
);
