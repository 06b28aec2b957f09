import { boolean, file as fileField, GivenFile, record, text } from '../../engine';
import type { CallValues } from '../../engine';
import { namesIn, resource } from '../api';
import { projectById, taskById } from '../body';
import { ids, several } from '../fields';
import {
	anyStatus,
	commonWithout,
	days,
	fields,
	listed,
	ofActiveProjects,
	own,
	searchIn,
} from '../filters';

/** Files of projects, tasks and folders, which cannot be changed (docs.txt L5763-5958). */
export const file = resource('File', {
	create: {
		request: 'POST /files',
		body: {
			content: fileField({ required: true }),
			projectid: { ...projectById(), label: 'Project or Project Request' },
			taskid: taskById,
			folderid: record('folder'),
			name: text({ label: 'File Name', description: 'By default that of the file itself' }),
		},
		exactlyOne: [['projectid', 'taskid', 'folderid']],
		sends: ({ body, ...values }: CallValues): CallValues => {
			const { content } = body as { content?: unknown };
			const name = content instanceof GivenFile ? content.name : undefined;
			return { ...values, body: { name, ...body } };
		},
		description: 'Create a file of a project, a project request, a task or a folder',
	},
	delete: { request: 'DELETE /files/{fileid}', path: { fileid: record('file') } },
	get: {
		request: 'GET /files/{fileid}',
		path: { fileid: record('file') },
		query: {
			content: boolean({
				label: 'Download',
				description:
					'Whether to put the file itself into the output, too. Larger ones than 1 MB come as a link only.',
			}),
		},
		file: { content: 'content', name: 'name' },
		simplify: namesIn('id name date size link projectid projecttitle taskid taskname foldername'),
	},
	getMany: {
		request: 'GET /files',
		...listed(
			fields('contacts date folder link name project size task'),
			'id name size date projectid taskid folderid',
			{
				...commonWithout.both,
				...ofActiveProjects,
				...own,
				...days('date'),
				...searchIn('name'),
				folderid: several('folder'),
				projectid: ids(),
				taskid: ids(),
				taskstatus: anyStatus,
			},
		),
		description: 'Get many files of active projects, or of others where you say so',
		picker: { name: 'name', search: 'search', order: { sortby: 'name', projectstatus: 'all' } },
	},
});
