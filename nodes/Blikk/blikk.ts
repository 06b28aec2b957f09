import type { Vendor } from '../engine';
import { api } from './api';
import * as admin from './resources/admin';
import { article } from './resources/article';
import { contact } from './resources/contact';
import { project } from './resources/project';
import { task } from './resources/task';
import { partsOfBoards, taskBoard } from './resources/taskBoard';
import { taskAttachment, taskChecklist, taskComment } from './resources/taskParts';
import { departments, timeReport } from './resources/timeReport';
import { user } from './resources/user';

/** Blikk: its conventions and its resources. */
export const blikk: Vendor = {
	...api,
	opensOn: 'contact',
	lists: {
		department: departments,
		taskBoardColumn: partsOfBoards('columns'),
		taskTag: partsOfBoards('tags'),
	},
	resources: {
		...admin,
		article,
		contact,
		project,
		task,
		taskAttachment,
		taskBoard,
		taskChecklist,
		taskComment,
		timeReport,
		user,
	},
};
