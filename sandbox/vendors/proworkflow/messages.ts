import { dayOf } from '../../dates';
import { byCompany, byDate, byProject, common, ids, search } from './filters';
import { byTaskStatus } from './files';
import type { Kind } from './kind';
import { own } from './list';
import type { Message } from './records';
import {
	badRequest,
	type Behaviours,
	forbidden,
	people,
	personOf,
	prefixed,
	type ProCall,
	projectOf,
	taskOf,
	teamOf,
} from './shared';
import { change, creation, crudOf, idList, recordOf, removeWhere } from './write';

type About = Pick<Message, 'projectid' | 'taskid'>;

/** Whoever is assigned to the task, or else to the project. */
function assignedTo({ projectid, taskid }: About, { records }: ProCall): number[] {
	const task = records.tasks.find(taskid);
	const project = records.projects.find(projectid);
	return task ? task.contacts : project ? teamOf(project) : [];
}

const repliesTo = ({ id }: Message, { records }: ProCall): Message[] =>
	records.messages.where(({ originalmessageid }) => originalmessageid === id);

const messages: Kind<Message> = {
	key: 'messages',
	one: 'message',
	id: 'messageid',
	table: ({ messages: table }) => table,
	fields: {
		...own<Message>('content', 'date', 'public', 'title'),
		author: ({ authorid }, call) => personOf('author', call, authorid),
		contacts: ({ contacts }, call) => ({ contacts: people(call, contacts) }),
		files: (message, { records }) => ({
			files: message.files.flatMap((id) => {
				const file = records.files.find(id);
				return file ? [{ id, name: file.name, size: file.bytes.length }] : [];
			}),
		}),
		originalmessageid: ({ originalmessageid }) => ({
			originalmessageid: originalmessageid ?? '',
		}),
		project: ({ projectid }, call) => projectOf(call, projectid),
		task: ({ taskid }, call) => taskOf(call, taskid),
	},
	detail: ({ projectid }, call) => {
		const project = call.records.projects.find(projectid);
		return call.query.projectcontacts === true
			? { projectcontacts: project ? people(call, teamOf(project)) : [] }
			: {};
	},
	filters: {
		...common(),
		...byDate(),
		...byProject(({ projectid }, { records }) => records.projects.find(projectid)),
		...byCompany(({ projectid }, { records }) => records.projects.find(projectid)?.companyid),
		...byTaskStatus(),
		...ids('contacts', ({ authorid, contacts }) => [authorid, ...contacts]),
		...ids('originalmessageid', ({ id, originalmessageid }) => originalmessageid ?? id),
		...ids('taskid', ({ taskid }) => taskid),
		...search('search', ({ title }) => [title]),
	},
	convert: {
		contacts: (value, call, current) => {
			const { projectid, taskid } = { ...current, ...call.body } as unknown as About;
			const about = aboutTask({ projectid, taskid }, call);
			return {
				contacts:
					value === 'all'
						? assignedTo(about, call)
						: value === 'me'
							? [call.identity.userId]
							: idList(value),
			};
		},
	},
	blank: ({ identity, now }) => ({
		title: '',
		content: '',
		originalmessageid: null,
		projectid: null,
		taskid: null,
		date: dayOf(now),
		authorid: identity.userId,
		contacts: [],
		public: true,
		notifications: true,
		files: [],
	}),
};

/** A task's message is of the task's project. */
function aboutTask({ projectid, taskid }: Partial<About>, { records }: ProCall): About {
	const project = projectid ?? records.tasks.find(taskid)?.projectid;
	return { projectid: project ?? null, taskid: taskid ?? null };
}

/** What a reply has from its discussion. */
function discussion(call: ProCall): Partial<Message> {
	const { originalmessageid, projectid, taskid } = call.body as Partial<Message>;
	const { messages: table } = call.records;
	if (originalmessageid === undefined || originalmessageid === null) {
		return aboutTask({ projectid, taskid }, call);
	}
	const given = table.find(originalmessageid);
	// A reply to a reply is one to its discussion.
	const original = given && (table.find(given.originalmessageid) ?? given);
	if (!original) throw badRequest(`originalmessageid: Message ${originalmessageid} does not exist`);
	return {
		originalmessageid: original.id,
		title: original.title,
		projectid: original.projectid,
		taskid: original.taskid,
		contacts: original.contacts,
		public: original.public,
		notifications: original.notifications,
	};
}

/** @throws Refusal 403 for another's message (docs.txt L7566, L7584) */
function ownMessage(call: ProCall): Message {
	const message = recordOf(messages, call);
	if (message.authorid !== call.identity.userId) {
		throw forbidden('Only the author of a message can do this');
	}
	return message;
}

export const messageBehaviours: Behaviours = prefixed('message', {
	...crudOf(messages),
	create: (call) => {
		const about = discussion(call);
		for (const id of idList(call.body.files ?? call.body.fileid ?? '')) {
			const file = call.records.files.find(id);
			if (file && file.projectid !== about.projectid) {
				throw badRequest(`files: File ${id} belongs to another project`);
			}
		}
		return creation(messages, () => about)(call);
	},
	update: (call) => {
		const message = ownMessage(call);
		if (message.originalmessageid !== null) {
			throw badRequest('Only the message that started a discussion can be edited');
		}
		const answer = change(messages, message, call);
		// Those who have answered stay (docs.txt L7594).
		const repliers = repliesTo(message, call).map(({ authorid }) => authorid);
		const contacts = [...new Set([...message.contacts, ...repliers])];
		for (const { id } of [message, ...repliesTo(message, call)]) {
			call.records.messages.update(id, { contacts, public: message.public });
		}
		return answer;
	},
	delete: (call) => {
		const message = ownMessage(call);
		removeWhere(call.records.messages, ({ originalmessageid }) => originalmessageid === message.id);
		return crudOf(messages).delete(call);
	},
});
