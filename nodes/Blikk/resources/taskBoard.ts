import { listAll, text } from '../../engine';
import type { Connection, PickerEntry } from '../../engine';
import { filterBy, resource, sorting, TRACED } from '../api';

/** Boards, with the columns, tags and members that their tasks may have (docs.txt L708-784). */
export const taskBoard = resource('Task Board', {
	getMany: {
		request: 'GET /v1/Core/TaskBoards',
		answer: 'pages',
		query: {
			...sorting(TRACED),
			'filter.query': text({ label: 'Search', description: 'Text in the name' }),
			'filter.projectIds': filterBy('project'),
		},
		picker: { name: 'name', search: 'filter.query' },
		simplify: ['id', 'name', 'project', 'columns', 'tags', 'members', 'createdDate', 'updatedDate'],
	},
});

interface Part {
	id: number;
	name?: string;
	title?: string | null;
	color?: string | null;
}

/** The columns or tags of all boards: `Sprint 2.8: To Do`. */
export const partsOfBoards =
	(part: 'columns' | 'tags') =>
	async (connection: Connection): Promise<PickerEntry[]> => {
		const boards = await listAll(connection, 'taskBoard');
		return boards.flatMap(({ name, [part]: parts }) =>
			((parts ?? []) as Part[]).map(({ id, name: named, title, color }) => ({
				name: `${String(name)}: ${named ?? title ?? color ?? id}`,
				value: id,
			})),
		);
	};
