import { byTrace, idsIn, listOf, matchesAny } from './list';
import type { Project, TaskBoard, TaskBoardColumn, TaskTag } from './records';
import { type Behaviours, type BlikkCall, nameId, projectId, userId } from './shared';

function showProject(project: Project, { records }: BlikkCall) {
	const customer = records.contacts.find(project.customerId);
	const address = customer?.visitingAddress;
	return {
		objectName: 'project.list',
		id: project.id,
		orderNumber: project.orderNumber,
		title: project.title,
		status: {
			objectName: 'project.list.status',
			id: project.isCompleted ? 2 : 1,
			name: project.isCompleted ? 'Avslutat' : 'Pågående',
			isCompletedStatus: project.isCompleted,
		},
		startDate: project.startDate,
		endDate: project.endDate,
		invoiceType: project.invoiceType,
		location: address
			? {
					objectName: 'project.list.location',
					longitude: null,
					latitude: null,
					streetAddress: address.streetAddress,
					postalCode: address.postalCode,
					city: address.city,
					countryName: records.countries.find(address.countryId)?.name ?? null,
				}
			: null,
		projectManager: userId(records, project.managerId),
		customer: nameId(customer),
		projectCollection: null,
		createdBy: userId(records, project.createdById),
		updatedBy: userId(records, project.updatedById),
		created: project.created,
		updated: project.updated,
	};
}

export const showTag = ({ id, title, color }: Omit<TaskTag, 'boardId'>) => ({
	objectName: 'generic.tag',
	id,
	title,
	color,
});

const traceOf = (
	record: {
		createdById: number;
		updatedById: number | null;
		created: string;
		updated: string | null;
	},
	{ records }: BlikkCall,
) => ({
	createdByUser: userId(records, record.createdById),
	updatedByUser: userId(records, record.updatedById),
	createdDate: record.created,
	updatedDate: record.updated,
});

const showColumn = (column: TaskBoardColumn, call: BlikkCall) => ({
	objectName: 'taskboard.list.column',
	id: column.id,
	name: column.name,
	taskCount: call.records.tasks.where(({ taskBoardColumnId }) => taskBoardColumnId === column.id)
		.length,
	...traceOf(column, call),
});

function showBoard(board: TaskBoard, call: BlikkCall) {
	const { records } = call;
	const ofBoard = ({ boardId }: { boardId: number }) => boardId === board.id;
	return {
		objectName: 'taskboard.list',
		id: board.id,
		name: board.name,
		project: projectId(records, board.projectId),
		tags: records.taskTags.where(ofBoard).map(showTag),
		columns: records.taskBoardColumns.where(ofBoard).map((column) => showColumn(column, call)),
		members: board.memberIds.map((id) => userId(records, id)),
		...traceOf(board, call),
	};
}

export const projectBehaviours: Behaviours = {
	'project.getMany': listOf<Project>({
		records: ({ records }) => records.projects.all(),
		show: showProject,
		sortBy: {
			orderNumber: ({ orderNumber }) => Number(orderNumber),
			title: ({ title }) => title,
			...byTrace,
		},
		filters: {
			query:
				(query, { records }) =>
				({ orderNumber, title, customerId }) =>
					matchesAny(query, [orderNumber, title, records.contacts.find(customerId)?.name]),
		},
	}),

	'taskBoard.getMany': listOf<TaskBoard>({
		records: ({ records }) => records.taskBoards.all(),
		show: showBoard,
		sortBy: { name: ({ name }) => name, ...byTrace },
		filters: {
			query: (query) => (board) => matchesAny(query, [board.name]),
			projectIds: (value) => {
				const ids = idsIn(value);
				return (board) => board.projectId !== null && ids.has(board.projectId);
			},
		},
	}),
};
