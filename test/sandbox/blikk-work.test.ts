import { type Sandbox, startSandbox } from '../../sandbox';
import { type BlikkClient, blikkClient, idsOf } from './blikkClient';
import { type Json, NOW } from './client';

let sandbox: Sandbox;
let blikk: BlikkClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	blikk = blikkClient(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
});

const DONE = [200, ''];
const doneBy = ({ status, body }: { status: number; body: Json }) => [status, body];
const latest = async (path: string) =>
	(await blikk.list(path, { sortBy: 'createdDate', sortOrder: 'descending' }))[0];

const TASKS = '/v1/Core/Tasks';

describe('tasks', () => {
	const task = {
		title: 'Dra kabel',
		description: 'I källaren',
		isCompleted: true,
		timeReportingEnabled: true,
		estimate: 2.5,
		startDate: '2026-02-02 08:30:00',
		endDate: '2026-02-03 00:00:00',
		tagIds: [1, 2],
		memberIds: [2, 3],
		taskBoardColumnId: 2,
		projectId: 15,
	};
	const create = async () => {
		expect(doneBy(await blikk.post(TASKS, task))).toEqual(DONE);
		return latest(TASKS);
	};
	const read = async (id: number) => (await blikk.list(TASKS, { 'filter.taskIds': String(id) }))[0];

	test('a new task shows what was sent, nested, the time apart from the day', async () => {
		expect(await create()).toMatchObject({
			objectName: 'task.list',
			title: 'Dra kabel',
			description: 'I källaren',
			completedDate: expect.stringMatching(/^2026-01-07 10:00/),
			timeReportingEnabled: true,
			estimate: 2.5,
			startDate: '2026-02-02',
			startTime: '08:30',
			endDate: '2026-02-03',
			endTime: null,
			numberOfComments: 0,
			tags: [
				{ objectName: 'generic.tag', id: 1, title: 'Brådskande' },
				{ id: 2, title: 'Garanti' },
			],
			members: [
				{ objectName: 'task.member', userId: 2, userName: 'Bruno Keller' },
				{ userId: 3, userName: 'Chiara Lombardi' },
			],
			boardColumn: { id: 2, name: 'Pågår' },
			board: { id: 1, name: 'Produktion' },
			project: { objectName: 'project.name_id', id: 15, number: '115' },
			createdByUser: { id: 1, name: 'Ada Thornton' },
			updatedDate: null,
		});
	});

	test('an update drops what it leaves out; one with everything keeps everything', async () => {
		const before = await create();
		sandbox.clock.advance(60_000);
		expect(doneBy(await blikk.put(`${TASKS}/${before.id}`, task))).toEqual(DONE);
		const same = await read(before.id);
		expect(same.updatedDate).toMatch(/^2026-01-07 10:01/);
		expect({ ...same, updatedDate: null }).toEqual(before);
		await blikk.put(`${TASKS}/${before.id}`, { title: 'Bara en titel' });
		expect(await read(before.id)).toMatchObject({
			title: 'Bara en titel',
			description: null,
			completedDate: null,
			timeReportingEnabled: false,
			estimate: null,
			startDate: null,
			startTime: null,
			endDate: null,
			tags: [],
			members: [],
			board: null,
			boardColumn: null,
			project: null,
			createdDate: before.createdDate,
		});
	});

	test('ids that lead nowhere and an end before the start are named', async () => {
		const wrong = { tagIds: [99], memberIds: [1, 98], taskBoardColumnId: 97, projectId: 96 };
		const { status, body } = await blikk.post(TASKS, { title: 'A', ...wrong });
		expect(status).toBe(400);
		expect(Object.keys(body.modelState).sort()).toEqual(Object.keys(wrong).sort());
		const endDate = '2026-02-01 00:00:00';
		expect((await blikk.post(TASKS, { ...task, endDate })).body.modelState).toHaveProperty(
			'endDate',
		);
		expect((await blikk.put(`${TASKS}/999`, { title: 'A' })).status).toBe(400);
	});

	test('a deleted task takes its parts along', async () => {
		const { records } = sandbox.vendors.blikk;
		const id = records.taskChecklists.all()[0]!.taskId;
		expect(doneBy(await blikk.delete(`${TASKS}/${id}`))).toEqual(DONE);
		expect(await read(id)).toBeUndefined();
		expect((await blikk.get(`${TASKS}/${id}/Comments`, { page: 1 })).status).toBe(400);
		for (const table of [records.taskComments, records.taskChecklists, records.taskAttachments]) {
			expect(table.where(({ taskId }) => taskId === id)).toEqual([]);
		}
	});

	test('every filter filters', async () => {
		const found = (filter: object) => blikk.list(TASKS, filter);
		expect(idsOf(await found({ 'filter.taskIds': '3,7,999' }))).toEqual([3, 7]);
		const onNone = await found({ 'filter.taskBoardId': -1 });
		expect(onNone).toHaveLength(15);
		expect(onNone.every(({ board }) => board === null)).toBe(true);
		const onFirst = await found({ 'filter.taskBoardId': 1 });
		expect(onFirst.length).toBeGreaterThan(20);
		expect(onFirst.every(({ board }) => board.id === 1)).toBe(true);
		const inColumn = await found({ 'filter.taskBoardColumnId': 2 });
		expect(inColumn.every(({ boardColumn }) => boardColumn.id === 2)).toBe(true);
		expect(inColumn.length).toBeLessThan(onFirst.length);
		const byMember = await found({ 'filter.memberIds': '7,12' });
		expect(byMember.length).toBeGreaterThan(0);
		for (const { members } of byMember) {
			expect(members.some(({ userId }: Json) => [7, 12].includes(userId))).toBe(true);
		}
		const byAuthor = await found({ 'filter.createdByUserIds': '2' });
		expect(byAuthor).toHaveLength(25);
		expect(byAuthor.every(({ createdByUser }) => createdByUser.id === 2)).toBe(true);
	});

	test('from and to include their bounds, and pass over tasks without dates', async () => {
		const { id } = await create();
		const between = async (from?: string, to?: string) =>
			idsOf(await blikk.list(TASKS, { 'filter.from': from, 'filter.to': to })).includes(id);
		expect(await between('2026-02-02', '2026-02-03')).toBe(true);
		expect(await between('2026-02-02 08:30:00')).toBe(true);
		expect(await between('2026-02-02 08:31:00')).toBe(false);
		expect(await between(undefined, '2026-02-02')).toBe(false);
		expect(await between(undefined, '2026-02-03 00:00:00')).toBe(true);
		const dated = await blikk.list(TASKS, { 'filter.from': '2000-01-01' });
		expect(dated).toHaveLength(51);
	});

	test('it sorts by title and by dates', async () => {
		const titles = (await blikk.list(TASKS, { sortBy: 'title' })).map(({ title }) => title);
		expect(titles).toEqual(titles.toSorted(new Intl.Collator('sv').compare));
		const starts = (await blikk.list(TASKS, { sortBy: 'startDate', sortOrder: 'descending' })).map(
			({ startDate }) => startDate ?? '',
		);
		expect(starts).toEqual(starts.toSorted().toReversed());
		expect(starts[0]).not.toBe('');
	});
});

describe('comments and checklists', () => {
	const COMMENTS = `${TASKS}/1/Comments`;
	const CHECKLISTS = `${TASKS}/1/Checklists`;

	test('a comment is made, changed and deleted', async () => {
		expect(doneBy(await blikk.post(COMMENTS, { text: 'Klart' }))).toEqual(DONE);
		const { id, ...made } = await latest(COMMENTS);
		expect(made).toMatchObject({ text: 'Klart', createdByUser: { id: 1 }, updatedByUser: null });
		expect(doneBy(await blikk.put(`${COMMENTS}/${id}`, { text: 'Nästan' }))).toEqual(DONE);
		expect(await latest(COMMENTS)).toMatchObject({ id, text: 'Nästan', updatedByUser: { id: 1 } });
		expect((await blikk.put(`${TASKS}/2/Comments/${id}`, { text: 'A' })).status).toBe(400);
		expect(doneBy(await blikk.delete(`${COMMENTS}/${id}`))).toEqual(DONE);
		expect(await blikk.list(COMMENTS)).toEqual([]);
		expect((await blikk.delete(`${COMMENTS}/${id}`)).status).toBe(400);
	});

	test('the task counts its parts', async () => {
		await blikk.post(COMMENTS, { text: 'Klart' });
		await blikk.post(CHECKLISTS, { name: 'A', items: [{ name: 'one' }, { name: 'two' }] });
		const link = { name: 'Karta', externalUrl: 'https://example.com/map' };
		await blikk.post(`${TASKS}/1/Attachments`, link);
		expect((await blikk.list(TASKS, { 'filter.taskIds': '1' }))[0]).toMatchObject({
			numberOfComments: 1,
			numberOfChecklistPoints: 2,
			numberOfAttachments: 1,
		});
	});

	test('an update of a checklist keeps, changes, adds and deletes items', async () => {
		const items = [
			{ name: 'one', isCompleted: true },
			{ name: 'two', isCompleted: false },
			{ name: 'three', isCompleted: false },
		];
		expect(doneBy(await blikk.post(CHECKLISTS, { name: 'Före', items }))).toEqual(DONE);
		const [before] = await blikk.list(CHECKLISTS);
		expect(before.items.map(({ title, sortOrder }: Json) => [title, sortOrder])).toEqual([
			['one', 0],
			['two', 1],
			['three', 2],
		]);
		const [one, two] = before.items;
		expect(one.completedDate).toMatch(/^2026-01-07/);
		expect(two.completedDate).toBeNull();
		sandbox.clock.advance(60_000);
		const update = {
			name: 'Efter',
			items: [
				{ id: one.id, name: 'one', isCompleted: true },
				{ id: two.id, name: 'deux', isCompleted: true },
				{ id: null, name: 'four', isCompleted: false },
			],
		};
		expect(doneBy(await blikk.put(`${CHECKLISTS}/${before.id}`, update))).toEqual(DONE);
		const [after] = await blikk.list(CHECKLISTS);
		expect(after.name).toBe('Efter');
		expect(after.items.map(({ title }: Json) => title)).toEqual(['one', 'deux', 'four']);
		expect(after.items[0].completedDate).toBe(one.completedDate);
		expect(after.items[1]).toMatchObject({ id: two.id, createdDate: two.createdDate });
		expect(after.items[1].completedDate).toMatch(/10:01/);

		await blikk.put(`${CHECKLISTS}/${before.id}`, { name: 'Tom' });
		expect((await blikk.list(CHECKLISTS))[0].items).toEqual([]);
		const foreign = { name: 'A', items: [{ id: one.id, name: 'x' }] };
		expect((await blikk.put(`${CHECKLISTS}/${before.id}`, foreign)).status).toBe(400);
		expect((await blikk.list(CHECKLISTS))[0].name).toBe('Tom');
		expect(doneBy(await blikk.delete(`${CHECKLISTS}/${before.id}`))).toEqual(DONE);
		expect(await blikk.list(CHECKLISTS)).toEqual([]);
	});
});

describe('attachments', () => {
	const FILES = `${TASKS}/1/Attachments`;
	/** Every byte there is, so that a text in between would show. */
	const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
	const upload = (parts: Record<string, string | Blob>, fileName?: string) => {
		const form = new FormData();
		for (const [name, part] of Object.entries(parts)) {
			if (typeof part === 'string') form.append(name, part);
			else form.append(name, part, fileName);
		}
		return blikk.post(FILES, form);
	};

	test('a file comes back as it was sent', async () => {
		const file = new Blob([bytes], { type: 'image/png' });
		expect(doneBy(await upload({ name: 'Min bild å', file }, 'bild.png'))).toEqual(DONE);
		const [attachment] = await blikk.list(FILES);
		expect(attachment).toMatchObject({
			objectName: 'task.attachment.list',
			name: 'Min bild å',
			type: 'file',
			contentType: 'image/png',
			sizeInBytes: 256,
			externalLinkUrl: null,
		});
		const { status, headers, body } = await blikk.send({
			url: `${FILES}/${attachment.id}/Download`,
			responseType: 'arraybuffer',
		});
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('image/png');
		expect(headers).not.toHaveProperty('content-disposition');
		expect(bytes.equals(body)).toBe(true);
		expect(sandbox.requests.find(({ mediaType }) => mediaType === 'multipart/form-data')).toEqual(
			expect.objectContaining({
				operationId: 'taskAttachment.create',
				body: {
					name: 'Min bild å',
					file: { fileName: 'bild.png', mediaType: 'image/png', bytes },
				},
			}),
		);
	});

	test('without a name it has that of the file', async () => {
		await upload({ file: new Blob([bytes]) }, 'ritning.pdf');
		expect(await blikk.list(FILES)).toMatchObject([{ name: 'ritning.pdf', sizeInBytes: 256 }]);
	});

	test('a large file arrives whole', async () => {
		const large = Buffer.alloc(12_000_000, bytes);
		expect(doneBy(await upload({ file: new Blob([large]) }, 'film.mp4'))).toEqual(DONE);
		const [attachment] = await blikk.list(FILES);
		const { body } = await blikk.send({
			url: `${FILES}/${attachment.id}/Download`,
			responseType: 'arraybuffer',
		});
		expect(large.equals(body)).toBe(true);
	});

	test('links are taken as JSON and as a form, and have no download', async () => {
		const link = { name: 'Karta', externalUrl: 'https://example.com/map' };
		expect(doneBy(await blikk.post(FILES, { ...link, externalUrlType: 'dropbox' }))).toEqual(DONE);
		expect(doneBy(await upload({ ...link, externalUrlType: 'oneDrive' }))).toEqual(DONE);
		const both = await blikk.list(FILES);
		for (const attachment of both) {
			expect(attachment).toMatchObject({
				type: 'link',
				name: 'Karta',
				externalLinkUrl: 'https://example.com/map',
				contentType: null,
				sizeInBytes: null,
			});
		}
		expect((await blikk.get(`${FILES}/${both[0].id}/Download`)).status).toBe(400);
	});

	test('what is neither, both, or no form is refused', async () => {
		const file = new Blob([bytes]);
		expect((await upload({ name: 'A' })).status).toBe(400);
		expect((await upload({ file: 'text' })).body.modelState).toHaveProperty('file');
		expect((await upload({ file, colour: 'red' }, 'a.png')).body.modelState).toHaveProperty(
			'colour',
		);
		const both = await upload({ file, externalUrl: 'https://example.com' }, 'a.png');
		expect(both.body.modelState).toHaveProperty('externalUrl');
		const type = { externalUrl: 'https://example.com', externalUrlType: 'box' };
		expect((await blikk.post(FILES, type)).status).toBe(400);
		const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
		const broken = await blikk.send({
			method: 'POST',
			url: FILES,
			headers,
			data: Buffer.from('--x\r\nContent-Disposition: form-data; name="file"'),
		});
		expect(broken.status).toBe(400);
		expect(broken.body.modelState.body[0]).toContain('is not valid multipart form');
		const text = await blikk.send({
			method: 'POST',
			url: FILES,
			headers: { 'Content-Type': 'text/plain' },
			data: 'x',
		});
		expect(text.body.modelState['content-type'][0]).toContain(
			'must be multipart/form-data or application/json',
		);
		expect(await blikk.list(FILES)).toEqual([]);
	});

	test('it is renamed and deleted', async () => {
		await upload({ file: new Blob([bytes], { type: 'image/png' }) }, 'a.png');
		const [{ id }] = await blikk.list(FILES);
		expect(doneBy(await blikk.put(`${FILES}/${id}`, { name: 'b.png' }))).toEqual(DONE);
		expect(await blikk.list(FILES)).toMatchObject([{ id, name: 'b.png', sizeInBytes: 256 }]);
		expect(doneBy(await blikk.delete(`${FILES}/${id}`))).toEqual(DONE);
		expect((await blikk.get(`${FILES}/${id}/Download`)).status).toBe(400);
	});
});

const REPORTS = '/v1/Core/TimeReports';

describe('time reports', () => {
	const report = {
		date: '2026-01-06 00:00:00',
		clockStart: '08:00',
		clockEnd: '16:00',
		hours: 7.75,
		invoiceableHours: 9,
		breakMinutes: 15,
		comment: 'Synlig',
		internalComment: 'Osynlig',
		userId: 4,
		projectId: 3,
		internalProjectId: null,
		absenceProjectId: null,
		activityId: 2,
		timeCodeId: 1,
		timeArticleId: 3,
		taskId: 5,
		travelReport: {
			place: 'Piteå-Luleå',
			distance: 100,
			invoiceableDistance: 120,
			toSalary: true,
			companyCar: {
				id: 2,
				tripStart: 15_000,
				tripEnd: 15_100,
				addressStart: 'A 1',
				addressGoal: 'B 2',
				addressEnd: 'A 1',
			},
		},
		allowanceReport: { allowanceTypeId: 1, description: 'Lunch', toBeInvoiced: true },
		materials: [
			{
				id: null,
				articleId: 5,
				articleNumber: 'A005',
				title: 'Vägguttag',
				unitPrice: 80,
				invoiceableUnitPrice: 100,
				units: 4,
				invoiceableUnits: 5,
				calculatedUnits: 4,
				unitText: 'st',
				cost: 200,
				discountInPercent: 10,
				isTextOnly: false,
			},
		],
		equipments: [{ id: null, hours: 4.5, articleId: 2, comment: 'Lånad' }],
		additions: [
			{ id: null, articleId: 3, yesNo: null, numberCount: 3 },
			{ id: null, articleId: 1, yesNo: true, numberCount: null },
		],
	};
	const create = async (more: object = {}) => {
		expect(doneBy(await blikk.post(REPORTS, { ...report, ...more }))).toEqual(DONE);
		return (await blikk.get(`${REPORTS}/${(await latest(REPORTS)).id}`)).body;
	};
	const required = {
		date: report.date,
		hours: 1,
		invoiceableHours: 0,
		userId: 4,
		activityId: 2,
		timeCodeId: 1,
		timeArticleId: 1,
	};

	test('a new report shows what was sent, nested, in the answer’s spelling', async () => {
		const body = await create();
		expect(body).toMatchObject({
			objectName: 'timereport.detail',
			date: '2026-01-06',
			clockStart: '08:00',
			hours: 7.75,
			invoiceableHours: 9,
			breakMinutes: 15,
			comment: 'Synlig',
			internalComment: 'Osynlig',
			user: { id: 4, name: 'Dmitri Volkov' },
			project: { id: 3, name: 'Elrenovering', number: '103' },
			internalProject: null,
			contact: { id: 4, name: 'Björkviks Kommun' },
			activity: { id: 2, name: 'Projektledning' },
			timeCode: { id: 1 },
			timeArticle: { id: 3, name: 'Restid' },
			task: { id: 5 },
			travelReport: {
				place: 'Piteå-Luleå',
				distance: 100,
				invoicableDistance: 120,
				toSalary: true,
				companyCar: { id: 2, name: 'Skåpbil 2', tripStart: 15_000, addressGoal: 'B 2' },
			},
			allowanceReport: {
				description: 'Lunch',
				invoicableSpecification: 'Heldag',
				toBeInvoiced: true,
			},
			materials: [
				{
					title: 'Vägguttag',
					units: 4,
					unitPrice: 80,
					amount: 320,
					tax: 80,
					costPerUnit: 50,
					invoicableUnits: 5,
					invoicableUnitPrice: 100,
					invoicableAmount: 450,
					article: { id: 5, name: 'Vägguttag' },
				},
			],
			equipments: [{ hours: 4.5, article: { id: 2, name: 'Bilningshammare' }, comment: 'Lånad' }],
			additions: [
				{ article: { id: 3 }, salaryCount: 3, invoicableCount: 3 },
				{ article: { id: 1 }, salaryCount: 1 },
			],
			createdDate: expect.stringMatching(/^2026-01-07 10:00/),
			updatedDate: null,
			sentToAttestDate: null,
		});
		expect(await latest(REPORTS)).toMatchObject({
			objectName: 'timereport.list',
			id: body.id,
			travelReportId: body.travelReport.id,
			allowanceReportId: body.allowanceReport.id,
		});
	});

	test('an update with everything keeps everything, rows and their ids too', async () => {
		const before = await create();
		const withId = (rows: object[], shown: Json[]) =>
			rows.map((row, index) => ({ ...row, id: shown[index].id }));
		const update = {
			...report,
			materials: withId(report.materials, before.materials),
			equipments: withId(report.equipments, before.equipments),
			additions: withId(report.additions, before.additions),
		};
		expect(doneBy(await blikk.put(`${REPORTS}/${before.id}`, update))).toEqual(DONE);
		const { body } = await blikk.get(`${REPORTS}/${before.id}`);
		expect({ ...body, updatedDate: null }).toEqual(before);
	});

	test('an update drops what it leaves out, and rows left out of a list', async () => {
		const before = await create();
		const additions = [
			{ id: before.additions[1].id, articleId: 1, yesNo: false },
			{ articleId: 4, numberCount: 2 },
		];
		await blikk.put(`${REPORTS}/${before.id}`, { ...required, additions });
		const { body } = await blikk.get(`${REPORTS}/${before.id}`);
		expect(body).toMatchObject({
			hours: 1,
			clockStart: null,
			breakMinutes: null,
			comment: null,
			project: null,
			task: null,
			// Without a project it belongs to the account's own company.
			contact: { id: 1, name: 'Exempelbygg AB' },
			travelReport: null,
			allowanceReport: null,
			materials: [],
			equipments: [],
			createdDate: before.createdDate,
			updatedDate: expect.stringMatching(/^2026-01-07/),
		});
		expect(body.additions).toMatchObject([
			{ id: before.additions[1].id, article: { id: 1 }, salaryCount: 0 },
			{ article: { id: 4 }, salaryCount: 2 },
		]);
	});

	test.each<[string, object, string]>([
		['an unknown user', { userId: 99 }, 'userId'],
		['an unknown project', { projectId: 99 }, 'projectId'],
		['two projects', { projectId: 1, absenceProjectId: 1 }, 'projectId'],
		['an allowance without a travel', { allowanceReport: {} }, 'allowanceReport'],
		['an unknown car', { travelReport: { companyCar: { id: 9 } } }, 'travelReport.companyCar.id'],
		['an unknown article', { materials: [{ articleId: 99 }] }, 'materials[0].articleId'],
		['an addition of nothing', { additions: [{ yesNo: true }] }, 'additions[0].articleId'],
		['a row of another report', { equipments: [{ id: 1, articleId: 1 }] }, 'equipments[0].id'],
		['a time that is none', { clockStart: '25:00' }, 'clockStart'],
		['a date without a time', { date: '2026-01-06' }, 'date'],
	])('%s is refused, and nothing is made', async (_, more, field) => {
		const { status, body } = await blikk.post(REPORTS, { ...required, ...more });
		expect(status).toBe(400);
		expect(Object.keys(body.modelState)).toEqual([field]);
		expect(sandbox.vendors.blikk.records.timeReports.count).toBe(1500);
	});

	test('a refused update changes nothing', async () => {
		const before = await create();
		const rows = { materials: [], equipments: [{ id: 1, articleId: 1 }] };
		const update = { ...required, ...rows };
		expect((await blikk.put(`${REPORTS}/${before.id}`, update)).status).toBe(400);
		expect((await blikk.get(`${REPORTS}/${before.id}`)).body).toEqual(before);
	});

	test('a deleted report takes its rows along', async () => {
		const { id } = await create();
		expect(doneBy(await blikk.delete(`${REPORTS}/${id}`))).toEqual(DONE);
		expect((await blikk.get(`${REPORTS}/${id}`)).status).toBe(400);
		const { materialReports, travelReports } = sandbox.vendors.blikk.records;
		for (const rows of [materialReports, travelReports]) {
			expect((rows.all() as Json[]).filter(({ parentId }) => parentId === id)).toEqual([]);
		}
	});

	test('every filter filters, and several hold at once', async () => {
		const total = async (filter: object) =>
			(await blikk.get(REPORTS, { page: 1, ...filter })).body.totalItemCount;
		expect(await total({})).toBe(1500);
		const kinds = await Promise.all(
			['project', 'internalProject', 'absenceProject'].map((type) =>
				total({ 'filter.projectType': type }),
			),
		);
		expect(kinds.every((count) => count > 20)).toBe(true);
		expect(kinds.reduce((sum, count) => sum + count)).toBe(1500);
		for (const flag of ['filter.isSentToAttest', 'filter.isAttested']) {
			const [yes, no] = [await total({ [flag]: true }), await total({ [flag]: false })];
			expect(Math.min(yes, no)).toBeGreaterThan(50);
			expect(yes + no).toBe(1500);
		}
		const ofDay = await blikk.list(REPORTS, {
			'filter.from': '2026-01-06',
			'filter.to': '2026-01-06',
			'filter.userIds': '3,4',
		});
		expect(ofDay.length).toBeGreaterThanOrEqual(2);
		for (const { date, user } of ofDay)
			expect([date, [3, 4].includes(user.id)]).toEqual(['2026-01-06', true]);
		const both = { 'filter.projectId': 3, 'filter.contactId': 4 };
		const ofProject = await total({ 'filter.projectId': 3 });
		expect(ofProject).toBeGreaterThan(5);
		expect(await total(both)).toBe(ofProject);
		expect(await total({ 'filter.contactId': 4 })).toBeGreaterThan(ofProject);
		expect(await total({ ...both, 'filter.absenceProjectId': 1 })).toBe(0);
		expect(await total({ 'filter.internalProjectId': 1 })).toBeGreaterThan(0);
		// Reports without a project belong to the account's own company.
		expect(await total({ 'filter.contactId': 1 })).toBe(kinds[1] + kinds[2]);
	});

	test.each([
		['date', ({ date }: Json) => date],
		['userName', ({ user }: Json) => user.name],
		['hours', ({ hours }: Json) => hours],
		['invoiceableHours', ({ invoiceableHours }: Json) => invoiceableHours],
		['sentToAttestDate', ({ sentToAttestDate }: Json) => sentToAttestDate ?? ''],
		['attestedDate', ({ attestedDate }: Json) => attestedDate ?? ''],
		['createdDate', ({ createdDate }: Json) => createdDate],
		['updatedDate', ({ updatedDate }: Json) => updatedDate ?? ''],
	])('it sorts by %s', async (sortBy, key) => {
		const ends = await Promise.all(
			['ascending', 'descending'].map((sortOrder) => blikk.list(REPORTS, { sortBy, sortOrder })),
		);
		const [up, down] = ends.map((items) => items.map(key));
		expect(up).toEqual(up!.toSorted());
		expect(down).toEqual(down!.toSorted().toReversed());
		expect(up![0] < down![0]).toBe(true);
	});
});

describe('user day statistics', () => {
	const STATISTICS = `${REPORTS}/UserDayStatistics`;
	const span = (from?: string, to?: string, more: object = {}) =>
		blikk.get(STATISTICS, { page: 1, 'filter.from': from, 'filter.to': to, ...more });

	test('a user’s days add up', async () => {
		const { body } = await span('2026-01-03', '2026-01-07', { 'filter.userIds': '4' });
		expect(body.items).toHaveLength(1);
		const [{ userId, name, department, dates }] = body.items;
		expect([userId, name, department.name]).toEqual([4, 'Dmitri Volkov', 'Service']);
		expect(
			dates.map(({ date, reportedHours, scheduledHours }: Json) => [
				date,
				reportedHours,
				scheduledHours,
			]),
		).toEqual([
			['2026-01-03', 0, 0],
			['2026-01-04', 0, 0],
			['2026-01-05', 8, 8],
			['2026-01-06', 8, 8],
			['2026-01-07', 0, 8],
		]);
		const old = (await span('2025-12-08', '2025-12-08', { 'filter.userIds': '4' })).body.items[0];
		expect(old.dates[0].attestedDate).toMatch(/^2025-12-17/);
		expect(old.dates[0].lockedDate).toMatch(/^2025-12-10/);
	});

	test('31 days are the most', async () => {
		expect((await span('2025-12-01', '2025-12-31')).body.items[0].dates).toHaveLength(31);
		const long = await span('2025-12-01', '2026-01-01');
		expect([long.status, Object.keys(long.body.modelState)]).toEqual([400, ['filter.from']]);
		expect((await span('2025-12-02', '2025-12-01')).status).toBe(400);
		const { dates } = (await span()).body.items[0];
		expect([dates.length, dates.at(-1).date]).toEqual([31, '2026-01-07']);
	});

	test('it filters by department, sorts by name and pages', async () => {
		const { body } = await span('2026-01-05', '2026-01-05', {
			'filter.departmentIds': '1,2',
			sortBy: 'name',
			sortOrder: 'descending',
			pageSize: 4,
			page: 3,
		});
		expect(body).toMatchObject({ totalItemCount: 10, totalPages: 3, itemCount: 2 });
		expect(body.items.map(({ name }: Json) => name)).toEqual(['Bruno Keller', 'Ada Thornton']);
	});
});
