import type { IDataObject } from 'n8n-workflow';

import { boolean, choice, file, list, record, text } from '../../engine';
import { resource, sorting, wholeList } from '../api';

const ofTask = { taskId: record('task') };

const shortened = ({ text: said }: Record<string, unknown>) => String(said).slice(0, 60);

/** What people say about a task (docs.txt L1038-1169). */
const ofComment = { ...ofTask, commentId: record('taskComment', { label: 'Comment' }) };
const comment = { text: text({ required: true, rows: 4 }) };
const COMMENTS = '/v1/Core/Tasks/{taskId}/Comments';

export const taskComment = resource('Task Comment', {
	create: { request: `POST ${COMMENTS}`, path: ofTask, body: comment },
	delete: { request: `DELETE ${COMMENTS}/{commentId}`, path: ofComment },
	getMany: {
		request: `GET ${COMMENTS}`,
		path: ofTask,
		answer: 'pages',
		query: sorting({ createdDate: 'Created' }),
		picker: { name: shortened },
	},
	update: { request: `PUT ${COMMENTS}/{commentId}`, path: ofComment, body: comment },
});

/** Lists of points to tick off (docs.txt L1171-1308). */
const ofChecklist = { ...ofTask, checklistId: record('taskChecklist', { label: 'Checklist' }) };
const CHECKLISTS = '/v1/Core/Tasks/{taskId}/Checklists';
const item = {
	name: text({ required: true }),
	isCompleted: boolean({ description: 'Whether the item is ticked off' }),
};

/** A checklist as Get Many answers it (L1192-1224), as an update takes it (L1269-1284). */
const asWritten = ({ name, items }: IDataObject): IDataObject => ({
	name,
	items: ((items ?? []) as IDataObject[]).map(({ id, title, completedDate }) => ({
		id,
		name: title,
		isCompleted: Boolean(completedDate),
	})),
});

export const taskChecklist = resource('Task Checklist', {
	create: {
		request: `POST ${CHECKLISTS}`,
		path: ofTask,
		body: { name: text({ required: true }), items: list('Item', item) },
	},
	delete: { request: `DELETE ${CHECKLISTS}/{checklistId}`, path: ofChecklist },
	getMany: {
		request: `GET ${CHECKLISTS}`,
		path: ofTask,
		answer: 'pages',
		query: sorting({ name: 'Name' }),
		picker: { name: 'name' },
	},
	update: {
		request: `PUT ${CHECKLISTS}/{checklistId}`,
		path: ofChecklist,
		body: {
			name: text(),
			items: wholeList('Item', item),
		},
		merges: { read: 'getMany', body: asWritten },
	},
});

/** Files and links at a task (docs.txt L1310-1479). */
const ofAttachment = { ...ofTask, attachmentId: record('taskAttachment', { label: 'Attachment' }) };
const ATTACHMENTS = '/v1/Core/Tasks/{taskId}/Attachments';

export const taskAttachment = resource('Task Attachment', {
	create: {
		request: `POST ${ATTACHMENTS}`,
		label: 'Upload',
		description: 'Attach a file to a task',
		path: ofTask,
		body: {
			file: file({ required: true }),
			name: text({ description: 'Left empty, the name of the file' }),
		},
		form: true,
	},
	createLink: {
		request: `POST ${ATTACHMENTS}`,
		label: 'Add Link',
		action: 'Add link to task attachments',
		description: 'Attach a link to a task',
		path: ofTask,
		body: {
			externalUrl: text({
				label: 'URL',
				required: true,
				placeholder: 'e.g. https://drive.google.com/file/d/1a2b3c',
			}),
			externalUrlType: choice(
				{ googleDrive: 'Google Drive', dropbox: 'Dropbox', oneDrive: 'OneDrive' },
				{ label: 'Stored In' },
			),
			name: text({ description: 'Left empty, the URL' }),
		},
		form: true,
	},
	delete: { request: `DELETE ${ATTACHMENTS}/{attachmentId}`, path: ofAttachment },
	download: {
		request: `GET ${ATTACHMENTS}/{attachmentId}/Download`,
		description: 'Get the file of a task attachment',
		path: ofAttachment,
		answer: 'file',
		file: { read: 'getMany', name: 'name', type: 'contentType' },
	},
	getMany: {
		request: `GET ${ATTACHMENTS}`,
		path: ofTask,
		answer: 'pages',
		query: sorting({ name: 'Name' }),
		picker: { name: 'name' },
	},
	update: {
		request: `PUT ${ATTACHMENTS}/{attachmentId}`,
		path: ofAttachment,
		body: { name: text({ required: true }) },
	},
});
