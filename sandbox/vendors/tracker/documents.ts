import { notFound } from '../../refusal';
import { idOf } from './kind';
import type { RecordType, StoredDocument } from './records';
import {
	type Behaviours,
	existing,
	failure,
	itemsOf,
	madeBy,
	outcome,
	sameText,
	tableOf,
	type TrackerCall,
} from './shared';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** @throws Refusal 422 when it is not base64, or nothing */
function checkFile(field: string, content: unknown): string {
	if (typeof content !== 'string' || content === '' || !BASE64.test(content)) {
		throw failure(`${field} is not base64`);
	}
	return content;
}

interface Upload {
	filename?: string;
	documentType?: string;
	documentData?: string;
	isPrimary?: boolean;
}

/** docs.txt L377-383. @throws Refusal 422 */
function store(type: RecordType, recordId: number, upload: Upload, call: TrackerCall) {
	const { records, identity, now } = call;
	const { filename = '', documentType = null, isPrimary = false } = upload;
	if (filename.trim() === '') throw failure('filename is required');
	const content = checkFile('documentData', upload.documentData);
	const ofRecord = (one: StoredDocument) => one.recordType === type && one.recordId === recordId;
	if (isPrimary) {
		for (const { id } of records.documents.where(ofRecord)) {
			records.documents.update(id, { isPrimary: false });
		}
	}
	const [folder] = records.documentFolders.where(({ recordType }) => recordType === type);
	return records.documents.insert({
		recordType: type,
		recordId,
		filename,
		documentType,
		isPrimary,
		folderId: folder?.id ?? null,
		content,
		created: now.toISOString(),
		createdBy: identity.userId,
	});
}

/** Upload and folders, which six kinds of records have. */
const attachments = (resource: string, type: RecordType): Behaviours => ({
	[`${resource}.attachDocument`]: (call) => {
		const record = existing(tableOf(call.records, type), call.body.recordId);
		return outcome(store(type, record.id, call.body, call).id, 'Document attached');
	},
	[`${resource}.getDocumentFolders`]: (call) => {
		tableOf(call.records, type).get(idOf(call));
		return call.records.documentFolders
			.where(({ recordType }) => recordType === type)
			.map(({ id, name }) => ({ id, name }));
	},
});

/** docs.txt L5520-5535. */
const show = (
	{ id, filename, isPrimary, documentType, folderId, created, createdBy }: StoredDocument,
	{ records }: TrackerCall,
) => ({
	documentId: id,
	filename,
	isPrimary,
	documentType,
	description: null,
	folderId,
	fileType: /\.\w+$/.exec(filename)?.[0] ?? null,
	history: {
		createdOn: created,
		createdByUserId: createdBy,
		createdByDisplayName: records.users.find(createdBy)?.fullname ?? null,
	},
});

/** The documents of a resource; @throws Refusal 404 without the resource */
function documentsOf({ records }: TrackerCall, id: number): StoredDocument[] {
	const { id: recordId } = records.resources.get(id);
	return records.documents.where(
		(one) => one.recordType === 'Resource' && one.recordId === recordId,
	);
}

function download(call: TrackerCall) {
	const { resourceId, documentId } = call.path;
	const found = documentsOf(call, Number(resourceId)).find(({ id }) => id === documentId);
	if (!found) throw notFound(`Document ${String(documentId)}`);
	return { ...show(found, call), filecontent: found.content };
}

interface Resume {
	resourceStatusId?: number;
	opportunityId?: string;
	source?: string;
	resourceSource?: string;
	fileName?: string;
	fileData?: string;
	department?: string;
	userId?: number;
}

/**
 * docs.txt L4602-4645. The name is read from the file's, the address from what is in it; an
 * opportunity gets an applicant.
 * @throws Refusal 422
 */
function createFromResume(call: TrackerCall) {
	const { records } = call;
	const { fileName = '', source, resourceSource = source, ...given } = call.body as Resume;
	const [firstName = '', ...rest] = fileName.replace(/\.\w+$/, '').split(/[\s_.-]+/);
	if (firstName === '') throw failure('fileName is required');
	const content = checkFile('fileData', given.fileData);
	const text = Buffer.from(content, 'base64').toString('utf8');
	const [email] = /[\w.+-]+@[\w-]+\.[\w.]+\w/.exec(text) ?? [];
	const entry = (list: string, matches: (item: { id: number; name: string }) => boolean) => {
		const found = itemsOf(list)(records).find(matches);
		if (!found) throw failure(`${list} has no such entry`);
		return { id: found.id };
	};
	const { resourceStatusId: statusId, department, userId, opportunityId } = given;
	const applied = opportunityId ? existing(records.opportunities, opportunityId) : undefined;
	const fields = {
		status:
			statusId === undefined ? undefined : entry('resourceStatuses', ({ id }) => id === statusId),
		department: department
			? entry('departments', ({ name }) => sameText(name, department))
			: undefined,
		owners:
			userId === undefined
				? undefined
				: [{ ownerId: existing(records.users, userId).id, rank: 1, percent: null, role: null }],
	};
	const { id } = records.resources.insert({
		...madeBy(call),
		...fields,
		firstName,
		surname: rest.join(' '),
		displayAs: [firstName, ...rest].join(' '),
		source: resourceSource,
		dateApplied: call.now.toISOString(),
		contactDetails: email === undefined ? undefined : { email },
	});
	const resume = { filename: fileName, documentType: 'Resume', documentData: content };
	store('Resource', id, { ...resume, isPrimary: true }, call);
	if (applied) {
		records.candidacies.insert({
			list: 'applicants',
			opportunityId: applied.id,
			resourceId: id,
			note: null,
			placementSource: resourceSource ?? null,
			created: call.now.toISOString(),
		});
	}
	return {
		success: true,
		resourceId: id,
		returnCode: '0',
		returnDescription: 'Resource created',
		returnAction: 'Created',
	};
}

export const documentBehaviours: Behaviours = {
	...attachments('client', 'Client'),
	...attachments('contact', 'Contact'),
	...attachments('lead', 'Lead'),
	...attachments('opportunity', 'Opportunity'),
	...attachments('project', 'Project'),
	...attachments('resource', 'Resource'),
	'resource.getDocuments': (call) => documentsOf(call, idOf(call)).map((one) => show(one, call)),
	'resource.downloadDocument': download,
	'resource.createFromResume': createFromResume,
};
