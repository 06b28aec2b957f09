import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Json, NOW } from './client';
import { type TrackerClient, trackerClient } from './trackerClient';

let sandbox: Sandbox;
let tracker: TrackerClient;

beforeAll(async () => {
	sandbox = await startSandbox({
		now: NOW,
		rateLimit: false,
		checkAnswers: true,
		webhooks: { retryMs: 10, attempts: 3 },
	});
	tracker = trackerClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
	tracker = trackerClient(sandbox);
});

const records = () => sandbox.vendors.tracker.records;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const failed = (message: string) => ({ id: null, success: false, message });
const idsOf = (rows: Json[], field: string): number[] => rows.map((row) => row[field]);

describe('documents', () => {
	const upload = { filename: 'Terms.pdf', documentData: base64('terms'), recordId: 1001 };

	test.each(['Client', 'Contact', 'Lead', 'Opportunity', 'Project', 'Resource'])(
		'%s takes them, and lists its folders',
		async (resource) => {
			const { count } = records().documents;
			const { status, body } = await tracker.post(`/${resource}/AttachDocument`, upload);
			expect([status, body.success]).toEqual([resource === 'Client' ? 200 : 201, true]);
			expect(records().documents.get(body.id)).toMatchObject({
				recordType: resource,
				recordId: 1001,
				content: base64('terms'),
			});
			const refused = (data: object) =>
				tracker.post(`/${resource}/AttachDocument`, { ...upload, ...data });
			expect((await refused({ recordId: 5 })).body).toEqual(failed(`${resource} 5 does not exist`));
			expect((await refused({ documentData: 'a?' })).body).toEqual(
				failed('documentData is not base64'),
			);
			expect((await refused({ filename: '' })).body).toEqual(failed('filename is required'));
			expect(records().documents.count).toBe(count + 1);
			const folders = await tracker.get(`/${resource}/DocumentFolders/1001`);
			expect(folders.body).toEqual([
				{ id: expect.any(Number), name: 'General' },
				{ id: expect.any(Number), name: 'Contracts' },
			]);
			expect((await tracker.get(`/${resource}/DocumentFolders/5`)).status).toBe(204);
		},
	);

	test('of a resource come back as they were, and one is the primary', async () => {
		expect((await tracker.get('/Resource/1002/Documents')).status).toBe(204);
		const data = { ...upload, documentType: 'Contract', isPrimary: true };
		const { id } = (await tracker.post('/Resource/AttachDocument', data)).body;
		const list = (await tracker.get('/Resource/1001/Documents')).body;
		expect(list).toMatchObject([
			{ documentId: 1001, filename: 'Ada Thornton.txt', isPrimary: false },
			{
				documentId: id,
				filename: 'Terms.pdf',
				isPrimary: true,
				documentType: 'Contract',
				fileType: '.pdf',
				history: { createdByUserId: 1, createdByDisplayName: 'Ada Thornton' },
			},
		]);
		expect(list[1]).not.toHaveProperty('filecontent');
		const file = (await tracker.get(`/Resource/1001/Document/${id}`)).body;
		expect(file).toEqual({ ...list[1], filecontent: base64('terms') });
		expect((await tracker.get(`/Resource/1002/Document/${id}`)).status).toBe(204);
		await tracker.delete('/Resource/1001');
		expect(records().documents.find(id)).toBeUndefined();
	});

	test('a resume makes a resource, with the file, and an applicant', async () => {
		const resume = {
			fileName: 'Jo_van-Dyke.txt',
			fileData: base64('Jo van Dyke\njo.vandyke@example.com\n'),
			opportunityId: '1001',
			resourceStatusId: (await tracker.get('/Resource/1001')).body.status.id,
			department: 'healthcare',
			userId: 4,
			resourceSource: 'Referral',
		};
		const { status, body } = await tracker.post('/Resource/CreateFromResume', resume);
		expect([status, body]).toMatchObject([201, { success: true, returnAction: 'Created' }]);
		expect((await tracker.get(`/Resource/${body.resourceId}`)).body).toMatchObject({
			firstName: 'Jo',
			surname: 'van Dyke',
			contactDetails: { email: 'jo.vandyke@example.com' },
			source: 'Referral',
			department: { name: 'Healthcare' },
			owners: [{ ownerId: 4 }],
		});
		const [document] = (await tracker.get(`/Resource/${body.resourceId}/Documents`)).body;
		expect(document).toMatchObject({ filename: 'Jo_van-Dyke.txt', documentType: 'Resume' });
		const applicants = (await tracker.get('/Opportunity/1001/Applicants')).body;
		expect(idsOf(applicants, 'resourceId')).toContain(body.resourceId);

		const { count } = records().resources;
		const refused = await tracker.post('/Resource/CreateFromResume', { ...resume, userId: 99 });
		expect([refused.status, refused.body]).toMatchObject([
			200,
			{ success: false, returnDescription: 'User 99 does not exist', resourceId: null },
		]);
		expect(records().resources.count).toBe(count);
	});
});

describe('skills', () => {
	const url = '/Resource/1001/Skills';
	const skillsOf = async () => (await tracker.get(url)).body.skills as Json[];

	test('are added, changed, replaced and deleted', async () => {
		await tracker.delete(url);
		expect((await tracker.get(url)).status).toBe(204);
		const added = await tracker.post(url, {
			skills: [{ skillId: 1, skillValueId: 2 }, { skillName: 'forklift' }],
		});
		expect([added.status, added.body]).toMatchObject([201, { id: 1001, success: true }]);
		const java = { skillId: 1, skillName: 'Java', skillValueId: 2, skillType: 'List' };
		const forklift = { skillId: 6, skillName: 'Forklift', skillValue: 'Yes', skillType: 'Yes/No' };
		expect(await skillsOf()).toMatchObject([{ ...java, skillValue: 'Intermediate' }, forklift]);

		await tracker.post(url, { skills: [{ skillId: 1, skillValue: 'expert' }] });
		expect(await skillsOf()).toHaveLength(2);
		expect((await tracker.get(`${url}/1`)).body).toMatchObject({
			skillValueId: 3,
			skillValue: 'Expert',
		});

		await tracker.put(url, { skills: [{ skillId: 2, skillValueId: 1 }] });
		expect(await skillsOf()).toMatchObject([{ skillId: 2, skillName: 'Python' }]);
		expect((await tracker.delete(`${url}/2`)).status).toBe(200);
		expect((await tracker.delete(`${url}/2`)).status).toBe(204);
		expect((await tracker.get(`${url}/2`)).status).toBe(204);
	});

	test('that make no sense change nothing', async () => {
		const before = await skillsOf();
		for (const [skills, message] of [
			[[{ skillId: 99 }], 'Skill 99 does not exist'],
			[
				[
					{ skillId: 2, skillValueId: 1 },
					{ skillId: 1, skillValueId: 5 },
				],
				'Java has no value 5',
			],
			[[], 'skills names no skill'],
		] as const) {
			expect((await tracker.post(url, { skills })).body).toEqual(failed(message));
		}
		expect((await tracker.put(url, { skills: [{ skillId: 99 }] })).body.success).toBe(false);
		expect(await skillsOf()).toEqual(before);
	});

	test('of a resource that is not there', async () => {
		const nowhere = '/Resource/5/Skills';
		expect((await tracker.post(nowhere, { skills: [{ skillId: 1 }] })).body).toEqual(
			failed('Resource 5 does not exist'),
		);
		expect((await tracker.put(nowhere, { skills: [] })).status).toBe(204);
		expect((await tracker.get(nowhere)).status).toBe(204);
		// No 204 is listed here.
		expect((await tracker.delete(nowhere)).status).toBe(400);
	});

	test('change the resource they are of', async () => {
		const updatedAfter = sandbox.clock.now().toISOString();
		sandbox.clock.advance(1000);
		await tracker.post(url, { skills: [{ skillId: 12, skillValueId: 1 }] });
		expect(idsOf(await tracker.search('Resource', { updatedAfter }), 'resourceId')).toEqual([1001]);
	});

	test('are listed by area, searched, and counted', async () => {
		const tree = (await tracker.get('/MetaData/Skills/Hierarchy')).body;
		expect(tree[0]).toEqual({
			id: 1,
			name: 'Technology',
			areas: [
				{ id: 1, name: 'Languages' },
				{ id: 2, name: 'Platforms' },
			],
		});
		const area = '/MetaData/Skills/Areas/1';
		expect((await tracker.get(`${area}/Count`)).body).toEqual({ areaId: 1, count: 3 });
		expect(idsOf((await tracker.get(`${area}/Skills`)).body, 'skillId')).toEqual([1, 2, 3]);
		const paged = (pageNumber: number) =>
			tracker.get(`${area}/Skills`, { maxResults: 2, pageNumber, whatever: 'x' });
		expect(idsOf((await paged(2)).body, 'skillId')).toEqual([3]);
		expect((await paged(3)).status).toBe(204);
		expect((await tracker.get('/MetaData/Skills/Areas/99/Count')).status).toBe(204);
		const found = await tracker.get('/MetaData/Skills/Search', { searchTerm: 'script' });
		expect(found.body).toMatchObject([{ skillId: 3, skillName: 'TypeScript', skillListId: 1 }]);
		expect((await tracker.get('/MetaData/Skills/List/1')).body).toEqual({
			id: 1,
			name: 'Levels',
			values: [
				{ id: 1, name: 'Beginner' },
				{ id: 2, name: 'Intermediate' },
				{ id: 3, name: 'Expert' },
			],
		});
		expect((await tracker.get('/CustomFields/2')).body).toMatchObject([
			{ id: 4, name: 'Phone' },
			{},
			{},
		]);
		expect((await tracker.get('/CustomFields/9')).status).toBe(204);
	});

	test('the lists of the account have what records refer to', async () => {
		const lists = (await tracker.get('/MetaData')).body;
		const { status, territory } = (await tracker.get('/Client/1001')).body;
		expect(lists.clientStatuses).toContainEqual({ ...status, state: 'open' });
		expect(lists.territories).toContainEqual(territory);
		expect(lists.customFields).toContainEqual({
			id: 1,
			recordType: 'Client',
			name: 'Cost centre',
			listId: null,
		});
		const types = (await tracker.get('/MetaData/recordTypes')).body;
		expect(types).toContainEqual({ id: 1, name: 'Client' });
	});
});

describe('the shortlist', () => {
	const url = '/OpportunityResource';
	const free = 1030;
	const shortlist = async (id: number) =>
		idsOf((await tracker.get(`${url}/Shortlist/${id}`)).body, 'resourceId');

	test('takes a resource on several opportunities at once, or on none', async () => {
		const given = { resourceId: free, opportunityIds: [1003, 1005], placementSource: 'Referral' };
		const { status, body } = await tracker.post(url, given);
		expect([status, body]).toEqual([
			201,
			{
				success: true,
				namedAccount: 'Evergreen Council',
				namedResource: 'Dalia Amsel',
				namedOpportunity: (await tracker.get('/Opportunity/1005')).body.name,
				reason: null,
				opportunityResourceId: expect.any(Number),
				placementSource: 'Referral',
			},
		]);
		expect(await shortlist(1003)).toContain(free);
		const record = (await tracker.get(`${url}/${body.opportunityResourceId}`)).body;
		expect(record).toMatchObject({
			opportunityResourceId: String(body.opportunityResourceId),
			opportunity: { id: 1005 },
			resource: { id: free, name: 'Dalia Amsel' },
			client: { name: 'Evergreen Council' },
			status: { name: 'Shortlisted' },
			dateAssigned: '2026-01-07',
			dateConfirmed: null,
			activeRecord: true,
			assignedByUserId: 1,
		});

		const { count } = records().opportunityResources;
		for (const [more, reason] of [
			[{ opportunityIds: [1004, 1005] }, `Resource ${free} is already there`],
			[{ opportunityIds: [1004, 5] }, 'Opportunity 5 does not exist'],
			[{ opportunityIds: [] }, 'opportunityIds names no opportunity'],
			[{ resourceId: 5 }, 'Resource 5 does not exist'],
			[{ opportunityIds: [1004], statusId: 1 }, 'statusId 1 does not exist'],
		] as const) {
			const refused = await tracker.post(url, { ...given, ...more });
			expect([refused.status, refused.body]).toEqual([
				200,
				{ success: false, reason, opportunityResourceId: null },
			]);
		}
		expect((await tracker.post(url, {})).status).toBe(204);
		expect(records().opportunityResources.count).toBe(count);
	});

	test('is searched by opportunity, resource, state, activity and confirmation', async () => {
		const ids = async (data: object) =>
			idsOf(await tracker.search('OpportunityResource', data), 'opportunityResourceId');
		expect(await ids({ opportunityId: 1002 })).toEqual([1004, 1005, 1006]);
		expect(await ids({ opportunityId: 1002, state: 'placed' })).toEqual([1004]);
		expect(await ids({ opportunityId: 1002, onlyActive: true })).toEqual([1004, 1005]);
		expect(await ids({ resourceId: 1001, opportunityId: 1001 })).toEqual([1001]);
		const confirmed = await tracker.search('OpportunityResource', {
			confirmedAfter: '2025-12-20T00:00:00Z',
			confirmedBefore: '2025-12-23T00:00:00Z',
		});
		expect(confirmed.map(({ dateConfirmed }) => dateConfirmed)).toEqual([
			'2025-12-21',
			'2025-12-22',
		]);
		expect(confirmed[0]).toMatchObject({
			resourceDisplayAs: expect.any(String),
			opportunityResourceStatus: 'Placed',
			activeRecord: 'Yes',
			startTime: '09:00',
			payRate: '25.00',
			awrPayRate: null,
		});
	});

	test('who is placed is confirmed, times become days, and a rejection ends it', async () => {
		const placed = (await tracker.get(`${url}/1001`)).body.status.id;
		const one = `${url}/1005`;
		await tracker.patch(one, {
			opportunityResourceStatusId: placed,
			startDate: '2026-02-02T09:30:00Z',
			startTime: '2026-02-02T09:30:00Z',
			workType: { name: 'contract' },
		});
		expect((await tracker.get(one)).body).toMatchObject({
			status: { id: placed, name: 'Placed' },
			opportunityResourceStatusId: placed,
			dateConfirmed: '2026-01-07',
			startDate: '2026-02-02',
			startTime: '09:30',
			workType: { name: 'Contract' },
			history: { confirmed: '2026-01-07T00:00:00.000Z' },
		});
		await tracker.patch(one, { status: { name: 'Rejected' }, rejectionReason: 'Gone' });
		expect((await tracker.get(one)).body).toMatchObject({
			activeRecord: false,
			rejectionReason: 'Gone',
		});
		const nonsense = await tracker.patch(one, { opportunityResourceStatusId: 1 });
		expect(nonsense.body).toEqual(failed('opportunityResourceStatusId does not exist'));
		expect((await tracker.delete(one)).status).toBe(200);
		expect((await tracker.get(one)).status).toBe(204);
	});

	test('is left by opportunity and resource', async () => {
		const [resourceId] = await shortlist(1001);
		const path = (list: string) => `/Opportunity/1001/${list}/resource/${resourceId}`;
		expect((await tracker.delete(path('shortlist'))).status).toBe(200);
		expect((await tracker.delete(path('shortlist'))).status).toBe(204);
		expect(await shortlist(1001)).not.toContain(resourceId);
		expect((await tracker.get(`${url}/Shortlist/5`)).status).toBe(204);
	});

	test('the longlist works alike', async () => {
		const longlist = async () => (await tracker.get('/Opportunity/1001/Longlist')).body as Json[];
		const given = { resourceId: free, opportunityIds: [1001], note: 'Call first' };
		const { status, body } = await tracker.post('/Opportunity/Longlist', given);
		expect([status, body.success, body.namedResource]).toEqual([201, true, 'Dalia Amsel']);
		expect(await longlist()).toContainEqual(
			expect.objectContaining({ resourceId: free, note: 'Call first', displayAs: 'Dalia Amsel' }),
		);
		const again = (await tracker.post('/Opportunity/Longlist', given)).body;
		expect(again).toMatchObject({ success: false, reason: `Resource ${free} is already there` });
		const path = `/Opportunity/1001/longlist/resource/${free}`;
		expect((await tracker.delete(path)).status).toBe(200);
		expect((await tracker.delete(path)).status).toBe(204);
		expect(idsOf(await longlist(), 'resourceId')).not.toContain(free);
		await tracker.delete(`/Resource/${(await longlist())[0].resourceId}`);
		expect((await tracker.get('/Opportunity/1001/Longlist')).status).toBe(204);
	});
});

describe('projects and time', () => {
	test('a project is made from an opportunity', async () => {
		const opportunity = (await tracker.get('/Opportunity/1012')).body;
		const { body } = await tracker.post('/Project/Opportunity/1012');
		expect((await tracker.get(`/Project/${body.id}`)).body).toMatchObject({
			name: opportunity.name,
			client: opportunity.client,
			opportunity: { id: 1012, name: opportunity.name },
			owners: opportunity.owners,
		});
		const refused = await tracker.post('/Project/Opportunity/5');
		expect([refused.status, refused.body]).toEqual([200, failed('Opportunity 5 does not exist')]);
		const dates = { startDate: '2026-02-01T00:00:00Z', endDate: '2026-01-01T00:00:00Z' };
		expect((await tracker.patch('/Project/1001', dates)).body.success).toBe(false);
	});

	test('activities and who works on them', async () => {
		expect((await tracker.post('/ProjectActivity', { activityName: 'X' })).body).toEqual(
			failed('projectId is required'),
		);
		const id = await tracker.create('ProjectActivity', { projectId: 1001, activityName: 'X' });
		expect((await tracker.get('/Project/1001/Activities')).body).toEqual([1001, 1002, 1003, id]);
		expect((await tracker.get(`/ProjectActivity/${id}`)).body).toMatchObject({
			activityId: id,
			projectId: 1001,
			activityName: 'X',
			billable: null,
		});
		const resources = `/ProjectActivity/${id}/Resources`;
		expect((await tracker.get(resources)).status).toBe(204);
		const given = { projectId: 1001, projectActivityId: id, resourceId: 1005, payRate: 12.5 };
		const on = await tracker.create('ProjectActivityResource', given);
		const shown = { projectActivityResourceId: on, projectActivityId: id, resourceId: 1005 };
		expect((await tracker.get(resources)).body).toMatchObject([{ ...shown, payRate: 12.5 }]);
		const one = `/ProjectActivityResource/${on}`;
		await tracker.patch(one, { startDate: '2026-02-01' });
		expect((await tracker.get(one)).body).toMatchObject({ startDate: '2026-02-01', payRate: 12.5 });
		for (const [more, message] of [
			[{ projectId: 1002 }, `ProjectActivity ${id} is not of project 1002`],
			[{}, 'Resource 1005 is already on that activity'],
			[{ resourceId: 5 }, 'resourceId: 5 does not exist'],
		] as const) {
			const refused = await tracker.post('/ProjectActivityResource', { ...given, ...more });
			expect(refused.body).toEqual(failed(message));
		}
		await tracker.delete('/Project/1001');
		expect((await tracker.get(`/ProjectActivity/${id}`)).status).toBe(204);
		expect((await tracker.get(one)).status).toBe(204);
		expect((await tracker.get('/Project/1001/Activities')).status).toBe(204);
	});

	const entry = {
		resourceId: 1001,
		projectId: 1002,
		projectActivityId: 1005,
		entryDate: '2026-01-06',
		hours: 7.5,
		entryNote: 'On site',
	};

	test('an entry is of the project’s client, and called otherwise in a search', async () => {
		const id = await tracker.create('TimesheetEntries', { ...entry, billReference: '77' });
		const { body } = await tracker.get(`/TimesheetEntries/${id}`);
		expect(body).toMatchObject({ ...entry, id, clientId: 1002, paid: null });
		await tracker.patch(`/TimesheetEntries/${id}`, { approvalStatus: 's', paid: true });
		const day = { dateFrom: '2026-01-06', dateTo: '2026-01-06', resourceId: 1001 };
		const rows = await tracker.search('TimesheetEntries', { ...day, projectId: 1002 });
		expect(rows).toMatchObject([
			{
				entryId: id,
				taskId: 1005,
				taskName: 'Delivery',
				timeBooked: 7.5,
				status: 'submitted',
				approvalStatus: 's',
				note: 'On site',
				paid: true,
				billReference: 77,
				rateToUse: 'Placement',
			},
		]);
	});

	test('entries are searched by each of their fields', async () => {
		const count = async (data: object) => (await tracker.search('TimesheetEntries', data)).length;
		const all = await count({});
		const [paid, unpaid] = [await count({ isPaid: true }), await count({ isPaid: false })];
		expect([paid > 0, unpaid > 0, paid + unpaid]).toEqual([true, true, all]);
		const states = ['open', 'submitted', 'approved'].map((status) => count({ status }));
		const [open = 0, submitted = 0, approved = 0] = await Promise.all(states);
		expect([open + submitted + approved, Math.min(open, submitted, approved) > 0]).toEqual([
			all,
			true,
		]);
		expect(await count({ status: 'a' })).toBe(approved);
		expect(await count({ clientId: 1001 })).toBe(await count({ projectId: 1001 }));
		expect(await count({ rateToUse: 'placement' })).toBe(all);
		expect(await count({ rateToUse: 'task' })).toBe(0);
	});

	test('many are taken all or none', async () => {
		const { timesheetEntries } = records();
		const before = timesheetEntries.count;
		const bulk = (entries: object[]) => tracker.post('/TimesheetEntries/bulk', entries);
		const wrong = await bulk([entry, { ...entry, hours: 25 }]);
		expect([wrong.status, wrong.body]).toEqual([200, failed('hours: 0 to 24')]);
		expect((await bulk([entry, {}])).status).toBe(204);
		expect((await bulk([])).status).toBe(400);
		expect(timesheetEntries.count).toBe(before);
		const { status, body } = await bulk([entry, { ...entry, hours: 1 }]);
		expect([status, body]).toEqual([
			201,
			{ id: 1001 + before, success: true, message: '2 TimesheetEntries created' },
		]);
		expect(timesheetEntries.get(body.id + 1)).toMatchObject({ hours: 1 });
	});

	test.each([
		[{ projectActivityId: 1004 }, 'ProjectActivity 1004 takes no more time'],
		[{ projectActivityId: 1002 }, 'ProjectActivity 1002 is not of project 1002'],
		[{ resourceId: 5 }, 'resourceId: 5 does not exist'],
		[{ entryDate: undefined }, 'entryDate is required'],
		[{ projectId: undefined }, 'Project undefined does not exist'],
	])('an entry with %j is refused', async (more, message) => {
		expect((await tracker.post('/TimesheetEntries', { ...entry, ...more })).body).toEqual(
			failed(message),
		);
	});
});

test('partner records lead from a partner’s id to ours', async () => {
	const { partners } = (await tracker.get('/MetaData')).body;
	const given = {
		partnerId: partners[1].id,
		partnerRecordId: 'C-7',
		recordType: 'Client',
		recordId: 1003,
	};
	const id = await tracker.create('PartnerRecord', given);
	const url = `/PartnerRecord/C-7/Partner/${given.partnerId}`;
	expect((await tracker.get(url)).body).toEqual([{ id, ...given }]);
	const row = {
		partnerRecordTypeId: id,
		partnerId: given.partnerId,
		partnerTypeId: 'C-7',
		internalRecordTypeId: 'Client',
	};
	for (const by of [{ recordId: 1003 }, { partnerTypeId: 'C-7' }, { recordType: 'client' }]) {
		expect(await tracker.search('PartnerRecord', by)).toEqual([row]);
	}
	for (const [more, message] of [
		[{}, 'C-7 is known already'],
		[{ recordType: 'Planet' }, 'recordType Planet is not known'],
		[{ recordId: 5 }, 'Client 5 does not exist'],
		[{ partnerId: 1 }, 'partnerId: 1 does not exist'],
	] as const) {
		expect((await tracker.post('/PartnerRecord', { ...given, ...more })).body).toEqual(
			failed(message),
		);
	}
	await tracker.patch(`/PartnerRecord/${id}`, { partnerRecordId: 'C-8' });
	expect((await tracker.get(url)).status).toBe(204);
	expect((await tracker.delete(`/PartnerRecord/${id}`)).status).toBe(200);
	const resource = (await tracker.get('/Resource/1001')).body;
	expect(resource.partnerRecords).toMatchObject([
		{ partnerRecordId: 'EXT-1', partnerName: 'Payroll Partner' },
	]);
});

describe('webhooks', () => {
	let receiver: Server;
	let url: string;
	let received: Json[];
	let answers: number[];

	beforeAll(async () => {
		receiver = createServer((request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				received.push(JSON.parse(Buffer.concat(parts).toString()));
				response.writeHead(answers.shift() ?? 200).end();
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});
	afterAll(() => new Promise((resolve) => receiver.close(resolve)));
	beforeEach(() => {
		received = [];
		answers = [];
	});

	const subscribe = (action: string, recordType: string) =>
		tracker.create('Webhook', { url, action, recordType });
	const settle = () => sandbox.webhooks.idle();

	test('are registered, listed, changed and deleted', async () => {
		expect((await tracker.get('/Webhook/List')).status).toBe(204);
		const options = (await tracker.get('/Webhook/Meta/Actions')).body;
		expect(options.map(({ action }: Json) => action)).toEqual(['Created', 'Updated', 'Deleted']);
		const id = await subscribe('Created', 'Client');
		const shown = { id, userId: 1, url, action: 'Created', recordType: 'Client' };
		expect((await tracker.get(`/Webhook/${id}`)).body).toMatchObject(shown);
		expect((await tracker.get('/Webhook/List')).body).toMatchObject([shown]);
		expect((await tracker.get(`/Webhook/Actions/${id}`)).body).toMatchObject([shown]);
		const changed = await tracker.patch('/Webhook', { id, action: 'deleted' });
		expect([changed.status, changed.body]).toMatchObject([201, { id, success: true }]);
		expect((await tracker.get(`/Webhook/${id}`)).body).toMatchObject({
			...shown,
			action: 'Deleted',
		});
		expect((await tracker.delete(`/Webhook/${id}`)).status).toBe(200);
		expect((await tracker.delete(`/Webhook/${id}`)).status).toBe(204);
		expect((await tracker.get(`/Webhook/Actions/${id}`)).status).toBe(204);
	});

	test('that make no sense are refused', async () => {
		const hook = { url, action: 'Created', recordType: 'Client' };
		const types = (await tracker.get('/MetaData/recordTypes')).body;
		for (const [more, message] of [
			[{ url: 'here' }, 'url is not an address'],
			[{ action: 'exploded' }, 'action: exploded is not one of Created, Updated, Deleted'],
			[
				{ recordType: 'Planet' },
				`recordType: Planet is not one of ${types.map(({ name }: Json) => name).join(', ')}`,
			],
		] as const) {
			const refused = await tracker.post('/Webhook', { ...hook, ...more });
			expect([refused.status, refused.body]).toEqual([200, failed(message)]);
		}
		const nowhere = await tracker.patch('/Webhook', { ...hook, id: 5 });
		expect(nowhere.body).toEqual(failed('Webhook 5 does not exist'));
		expect(records().webhooks.count).toBe(0);
	});

	test('tell of their action and kind of record, and of nothing else', async () => {
		const created = await subscribe('Created', 'Contact');
		const updated = await subscribe('Updated', 'Resource');
		const deleted = await subscribe('Deleted', 'Contact');
		await tracker.create('Client', { name: 'Other' });
		const id = await tracker.create('Contact', { surname: 'Quist' });
		await tracker.patch(`/Contact/${id}`, { note: 'x' });
		await tracker.post('/Resource/1002/Skills', { skills: [{ skillId: 6 }] });
		await tracker.post('/Contact', { surname: '' });
		await tracker.delete(`/Contact/${id}`);
		await settle();
		expect(received).toEqual([
			{ hookId: created, action: 'Created', recordType: 'Contact', id },
			{ hookId: updated, action: 'Updated', recordType: 'Resource', id: 1002 },
			{ hookId: deleted, action: 'Deleted', recordType: 'Contact', id },
		]);
	});

	test('tell of records that are changed by hand as well', async () => {
		const hookId = await subscribe('Updated', 'Client');
		records().clients.update(1002, { name: 'By hand' });
		await settle();
		expect(received).toEqual([{ hookId, action: 'Updated', recordType: 'Client', id: 1002 }]);
	});

	test('are tried again, can be doubled, and are silent once they are deleted', async () => {
		const id = await subscribe('Created', 'Lead');
		answers = [500, 200];
		await tracker.create('Lead', { company: 'A' });
		await settle();
		expect(received).toHaveLength(2);
		sandbox.webhooks.sendTwice();
		await tracker.create('Lead', { company: 'B' });
		await settle();
		expect(received).toHaveLength(4);
		await tracker.delete(`/Webhook/${id}`);
		await tracker.create('Lead', { company: 'C' });
		await settle();
		expect(received).toHaveLength(4);
	});
});
