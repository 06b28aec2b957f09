import { dayOf } from '../../dates';
import { byCompany, byDate, byProject, choice, common, ids, search, statusOf } from './filters';
import type { Kind } from './kind';
import { own } from './list';
import { audienceFrom } from './notes';
import type { Folder, Project, ProjectRequest, StoredFile } from './records';
import { audience, type Behaviours, prefixed, type ProCall, projectOf, taskOf } from './shared';
import { crudOf, LINKS } from './write';

/** docs.txt L5937. */
const LARGEST_CONTENT = 1024 * 1024;

const projectIn = ({ projectid }: { projectid: number | null }, { records }: ProCall) =>
	records.projects.find(projectid);

/** The project, or the project request. */
const workOf = (
	record: { projectid: number | null },
	call: ProCall,
): Project | ProjectRequest | undefined =>
	projectIn(record, call) ?? call.records.projectRequests.find(record.projectid);

const files: Kind<StoredFile> = {
	key: 'files',
	one: 'file',
	id: 'fileid',
	table: ({ files: table }) => table,
	fields: {
		...own<StoredFile>('date', 'name'),
		contacts: ({ contacts }, call) => ({ contacts: audience(call, contacts) }),
		folder: ({ folderid }, { records }) => {
			const folder = records.folders.find(folderid);
			return { folderid: folder?.id ?? '', foldername: folder?.name ?? '' };
		},
		link: ({ id, name }) => ({ link: `${LINKS}/files/${id}/${encodeURIComponent(name)}` }),
		project: ({ projectid }, call) => projectOf(call, projectid),
		size: ({ bytes }) => ({ size: bytes.length }),
		task: ({ taskid }, call) => taskOf(call, taskid),
	},
	detail: ({ bytes }, { query }) =>
		query.content === true && bytes.length <= LARGEST_CONTENT
			? { content: bytes.toString('base64') }
			: {},
	sorts: { size: ({ bytes }) => bytes.length },
	filters: {
		...common(),
		...byDate(),
		...byProject(projectIn),
		...byCompany((file, call) => workOf(file, call)?.companyid),
		...ids('folderid', ({ folderid }) => folderid),
		...ids('taskid', ({ taskid }) => taskid),
		...byTaskStatus(),
		...search('search', ({ name }) => [name]),
	},
	convert: {
		content: (value) => ({ bytes: Buffer.from(String(value), 'base64') }),
		// What a file lies in says the rest.
		taskid: (taskid, { records }) => ({
			taskid,
			projectid: records.tasks.find(Number(taskid))?.projectid ?? null,
		}),
		folderid: (folderid, { records }) => {
			const folder = records.folders.find(Number(folderid));
			return {
				folderid,
				projectid: folder?.projectid ?? null,
				contacts: folder?.contacts ?? 'all',
			};
		},
	},
	references: { projectid: ['projects', 'projectRequests'] },
	blank: ({ now }) => ({
		name: '',
		date: dayOf(now),
		bytes: Buffer.alloc(0),
		contacts: 'all',
		projectid: null,
		taskid: null,
		folderid: null,
	}),
};

/** `taskstatus`; what belongs to no task passes `all` only. */
export function byTaskStatus<T extends { taskid: number | null }>() {
	return choice<T>('taskstatus', ({ taskid }, { records }) => {
		const task = records.tasks.find(taskid);
		return task ? statusOf(task) : [];
	});
}

const folders: Kind<Folder> = {
	key: 'folders',
	one: 'folder',
	id: 'folderid',
	table: ({ folders: table }) => table,
	fields: {
		...own<Folder>('name'),
		contacts: ({ contacts }, call) => ({ contacts: audience(call, contacts) }),
		project: ({ projectid }, call) => projectOf(call, projectid),
	},
	filters: {
		...common(),
		...byProject(projectIn),
		...byCompany((folder, call) => projectIn(folder, call)?.companyid),
		...search('search', ({ name }) => [name]),
	},
	convert: { contacts: audienceFrom },
	blank: () => ({ name: '', projectid: 0, contacts: 'all' }),
};

const { update: _noUpdate, ...fileOperations } = crudOf(files);
const { update: _none, delete: _noDelete, ...folderOperations } = crudOf(folders);

export const fileBehaviours: Behaviours = {
	...prefixed('file', fileOperations),
	...prefixed('folder', folderOperations),
};
