import { UploadedFile } from '../../http';
import { Refusal } from '../../refusal';
import { FileBody } from '../../vendor';
import { byTrace, listOf } from './list';
import type {
	Records,
	TaskAttachment,
	TaskChecklist,
	TaskChecklistItem,
	TaskComment,
} from './records';
import {
	type Behaviours,
	type BlikkCall,
	changedBy,
	childOf,
	madeBy,
	replaceRows,
	stampOf,
	userId,
} from './shared';

/** @throws Refusal 404 when the path's task does not exist */
const taskOf = ({ path, records }: BlikkCall): number => records.tasks.get(Number(path.taskId)).id;

const ofTask = (call: BlikkCall) => {
	const task = taskOf(call);
	return ({ taskId }: { taskId: number }) => taskId === task;
};

const commentOf = (call: BlikkCall): TaskComment =>
	childOf(call.records.taskComments, Number(call.path.commentId), ofTask(call));

const checklistOf = (call: BlikkCall): TaskChecklist =>
	childOf(call.records.taskChecklists, Number(call.path.checklistId), ofTask(call));

const attachmentOf = (call: BlikkCall): TaskAttachment =>
	childOf(call.records.taskAttachments, Number(call.path.attachmentId), ofTask(call));

export const commentBehaviours: Behaviours = {
	'taskComment.getMany': listOf<TaskComment>({
		records: (call) => call.records.taskComments.where(ofTask(call)),
		show: (comment, { records }) => ({
			objectName: 'task.comment.list',
			id: comment.id,
			text: comment.text,
			createdByUser: userId(records, comment.createdById),
			updatedByUser: userId(records, comment.updatedById),
			createdDate: comment.created,
			updatedDate: comment.updated,
		}),
		sortBy: { createdDate: byTrace.createdDate },
	}),

	'taskComment.create': (call) => {
		const taskId = taskOf(call);
		call.records.taskComments.insert({ taskId, text: String(call.body.text), ...madeBy(call) });
		return undefined;
	},

	'taskComment.update': (call) => {
		const { id } = commentOf(call);
		const text = String(call.body.text);
		call.records.taskComments.update(id, { text, ...changedBy(call) });
		return undefined;
	},

	'taskComment.delete': (call) => {
		call.records.taskComments.remove(commentOf(call).id);
		return undefined;
	},
};

/** What a caller may write of a checklist's item (docs.txt L1252, L1284). */
interface GivenItem {
	/** Only in an update. */
	id?: number | null;
	name?: string;
	isCompleted?: boolean;
}

const itemsOf = ({ taskChecklistItems }: Records, checklist: number): TaskChecklistItem[] =>
	taskChecklistItems.where(({ parentId }) => parentId === checklist);

function writeItems(call: BlikkCall, checklist: number): void {
	const items = (call.body.items ?? []) as GivenItem[];
	replaceRows(call.records.taskChecklistItems, checklist, items, (item, current) => ({
		...(current ? { ...current, ...changedBy(call) } : madeBy(call)),
		title: item.name ?? null,
		completedDate: item.isCompleted ? (current?.completedDate ?? stampOf(call.now)) : null,
	}));
}

export const checklistBehaviours: Behaviours = {
	'taskChecklist.getMany': listOf<TaskChecklist>({
		records: (call) => call.records.taskChecklists.where(ofTask(call)),
		show: (checklist, { records }) => ({
			objectName: 'task.checklist.list',
			id: checklist.id,
			name: checklist.name,
			items: itemsOf(records, checklist.id).map((item, sortOrder) => ({
				objectName: 'task.checklistitem.detail',
				id: item.id,
				title: item.title,
				sortOrder,
				completedDate: item.completedDate,
				createdByUser: userId(records, item.createdById),
				createdDate: item.created,
				updatedDate: item.updated,
			})),
			createdByUser: userId(records, checklist.createdById),
			createdDate: checklist.created,
			updatedDate: checklist.updated,
		}),
		sortBy: { name: ({ name }) => name },
	}),

	'taskChecklist.create': (call) => {
		const taskId = taskOf(call);
		const fields = { taskId, name: String(call.body.name), ...madeBy(call) };
		writeItems(call, call.records.taskChecklists.insert(fields).id);
		return undefined;
	},

	'taskChecklist.update': (call) => {
		const { id } = checklistOf(call);
		writeItems(call, id);
		const name = String(call.body.name);
		call.records.taskChecklists.update(id, { name, ...changedBy(call) });
		return undefined;
	},

	'taskChecklist.delete': (call) => {
		const { id } = checklistOf(call);
		for (const item of itemsOf(call.records, id)) call.records.taskChecklistItems.remove(item.id);
		call.records.taskChecklists.remove(id);
		return undefined;
	},
};

/** What a caller may send of an attachment, as a form or as JSON (docs.txt L1410-1426). */
interface GivenAttachment {
	name?: string;
	file?: unknown;
	externalUrl?: string;
	externalUrlType?: string;
}

/** @throws Refusal 400 unless it is either a file or a link */
function contentOf({ file, externalUrl, externalUrlType }: GivenAttachment) {
	const refuse = (field: string, message: string) => new Refusal(400, [{ field, message }]);
	if (file === undefined) {
		return { file: null, link: { url: externalUrl ?? '', type: externalUrlType ?? null } };
	}
	if (!(file instanceof UploadedFile)) throw refuse('file', 'The part has no file name.');
	if (externalUrl !== undefined) throw refuse('externalUrl', 'It is a file or a link, not both.');
	return { file: { contentType: file.mediaType, bytes: file.bytes }, link: null };
}

function nameFor({ name, file, externalUrl }: GivenAttachment): string {
	return name ?? (file instanceof UploadedFile ? file.fileName : (externalUrl ?? ''));
}

export const attachmentBehaviours: Behaviours = {
	'taskAttachment.getMany': listOf<TaskAttachment>({
		records: (call) => call.records.taskAttachments.where(ofTask(call)),
		show: ({ file, link, ...attachment }, { records }) => ({
			objectName: 'task.attachment.list',
			id: attachment.id,
			name: attachment.name,
			type: file ? 'file' : 'link',
			contentType: file?.contentType ?? null,
			sizeInBytes: file?.bytes.length ?? null,
			externalLinkUrl: link?.url ?? null,
			createdByUser: userId(records, attachment.createdById),
			createdDate: attachment.created,
			updatedDate: attachment.updated,
		}),
		sortBy: { name: ({ name }) => name },
	}),

	'taskAttachment.download': (call) => {
		const { id, file } = attachmentOf(call);
		if (!file) throw new Refusal(400, [{ field: 'id', message: `Attachment ${id} is a link` }]);
		return new FileBody(file.bytes, file.contentType);
	},

	'taskAttachment.create': (call) => {
		const given: GivenAttachment = call.body;
		const fields = { taskId: taskOf(call), name: nameFor(given), ...contentOf(given) };
		call.records.taskAttachments.insert({ ...fields, ...madeBy(call) });
		return undefined;
	},

	'taskAttachment.update': (call) => {
		const { id } = attachmentOf(call);
		const name = String(call.body.name);
		call.records.taskAttachments.update(id, { name, ...changedBy(call) });
		return undefined;
	},

	'taskAttachment.delete': (call) => {
		call.records.taskAttachments.remove(attachmentOf(call).id);
		return undefined;
	},
};
