import { boolean, record, text } from '../../engine';
import type { CallValues } from '../../engine';
import { namesIn, resource } from '../api';
import { longText, projectById, taskById } from '../body';
import { ids, ME, people, several } from '../fields';
import {
	anyStatus,
	commonWithout,
	contactDetails,
	days,
	fields,
	listed,
	ofActiveProjects,
	own,
	searchIn,
} from '../filters';

const participants = (description: string) => ({
	contacts: people({ ...ME, all: 'All of the Project or Task' }, { description }),
});

const settings = {
	notifications: boolean({ default: true, description: 'Whether emails tell of new messages' }),
	public: boolean({ default: true, description: 'Whether all may read the discussion' }),
};

/** Discussions of projects and tasks (docs.txt L7343-7610). */
export const message = resource('Message', {
	create: {
		request: 'POST /messages',
		body: {
			projectid: { ...projectById(), label: 'New Discussion in Project' },
			taskid: { ...taskById, label: 'New Discussion in Task' },
			originalmessageid: record('message', { label: 'Reply To' }),
			content: { ...longText, required: true },
			...participants('Who takes part. A new discussion needs some.'),
			...settings,
			title: text({ description: 'A new discussion needs one' }),
			files: several('file', {
				label: 'File Names or IDs',
				description: 'Files of the same project',
			}),
		},
		exactlyOne: [['projectid', 'taskid', 'originalmessageid']],
		// The document calls the files by both names (L7475, L7519).
		sends: ({ body, ...values }: CallValues): CallValues => ({
			...values,
			body: { ...body, ...(body.files !== undefined && { fileid: body.files }) },
		}),
		description: 'Start a discussion in a project or a task, or reply in one',
	},
	delete: {
		request: 'DELETE /messages/{messageid}',
		path: { messageid: record('message') },
		description:
			'Delete a message that you wrote. With the first one of a discussion go all its replies.',
	},
	get: {
		request: 'GET /messages/{messageid}',
		path: { messageid: record('message') },
		query: {
			projectcontacts: boolean({ description: 'Whether to include the contacts of the project' }),
		},
		simplify: namesIn(
			'id title content date authorname projecttitle taskname contacts files projectcontacts',
		),
	},
	getMany: {
		request: 'GET /messages',
		...listed(
			fields('author contacts content date files originalmessageid project public task title'),
			'id originalmessageid date projectid taskid',
			{
				...commonWithout.both,
				...contactDetails,
				...ofActiveProjects,
				...own,
				...days('date'),
				...searchIn('title'),
				contacts: people(),
				originalmessageid: record('message', { label: 'Discussion' }),
				projectid: ids(),
				taskid: ids(),
				taskstatus: anyStatus,
			},
		),
		description: 'Get many messages of active projects, or of others where you say so',
		picker: {
			name: ({ title, content }: Record<string, unknown>) => String(title || content),
			search: 'search',
			order: { sortby: 'date', sortorder: 'desc', projectstatus: 'all' },
		},
	},
	update: {
		request: 'PUT /messages/{messageid}',
		path: { messageid: record('message') },
		body: { ...participants('Who takes part. Those who have replied stay.'), ...settings },
		description: 'Update the settings of a discussion that you have started',
	},
});
