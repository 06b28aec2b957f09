/** Blikk: updates that keep what they do not change, pages, filters, refusals and pickers. */
import type { IDataObject } from 'n8n-workflow';
import { blikk } from './vendors/blikk';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
	world = await openWorld(blikk);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});

const records = () => world.sandbox.vendors.blikk.records;
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const idsOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.id);

/** A copy without the trace of who changed it when. */
const untraced = <T extends object>(record: T): T => {
	const copy = structuredClone(record);
	for (const name of ['updated', 'updatedById']) Reflect.deleteProperty(copy, name);
	return copy;
};

describe('an update keeps what was not given', () => {
	const contact = () => {
		const address = {
			streetAddress: 'Storgatan 1',
			additionalAddress: 'c/o',
			postalCode: '941 31',
			city: 'Piteå',
			state: 'Norrbotten',
			countryId: 2,
		};
		return records().contacts.update(3, {
			contactType: 'company',
			companyId: null,
			parentCompanyId: 2,
			organizationalOrSocialSecurityNumber: '556100-0100',
			isActive: true,
			email: 'a@example.com',
			invoiceEmail: 'b@example.com',
			phoneNumber: '1',
			cellPhoneNumber: '2',
			importantInformation: 'Important',
			isSupplier: true,
			isWholeSale: true,
			isRetailer: true,
			isSubContractor: true,
			isPartner: true,
			isCustomer: true,
			useReverseBuildTax: true,
			responsibleId: 4,
			tagIds: [1, 3],
			visitingAddress: address,
			deliveryAddress: { ...address, city: 'Luleå' },
			invoiceAddress: { ...address, city: 'Umeå' },
		});
	};
	const updateContact = async (updateFields: object, settings = {}) =>
		await world.run({
			resource: 'contact',
			operation: 'update',
			contactId: byId(3),
			updateFields,
			settings,
		});

	test('of a contact, also inside an address', async () => {
		const expected = untraced(contact());
		const { error, calls } = await updateContact({
			name: 'Renamed',
			deliveryAddress: { city: 'Boden' },
		});
		expect(error?.message).toBeUndefined();
		expect(calls.map(({ operationId }) => operationId)).toEqual(['contact.get', 'contact.update']);
		expected.name = 'Renamed';
		if (expected.deliveryAddress) expected.deliveryAddress.city = 'Boden';
		expect(untraced(records().contacts.get(3))).toEqual(expected);
	});

	test('of a person, whose addresses are empty', async () => {
		const person = records().contacts.where(({ contactType }) => contactType === 'person')[0];
		const before = records().contacts.update(Number(person?.id), {
			visitingAddress: null,
			deliveryAddress: null,
			invoiceAddress: null,
			isActive: false,
		});
		const expected = untraced(before);
		const { error } = await world.run({
			resource: 'contact',
			operation: 'update',
			contactId: byId(before.id),
			updateFields: { phoneNumber: '0911' },
		});
		expect(error?.message).toBeUndefined();
		expect(untraced(records().contacts.get(before.id))).toEqual({
			...expected,
			phoneNumber: '0911',
		});
	});

	test('and empties what was added and left empty, also inside an address', async () => {
		const expected = untraced(contact());
		const { error } = await updateContact({
			email: '',
			parentCompanyId: byId(''),
			tags: [],
			visitingAddress: { state: '', countryId: byId('') },
		});
		expect(error?.message).toBeUndefined();
		if (expected.visitingAddress) {
			expected.visitingAddress.state = null;
			expected.visitingAddress.countryId = null;
		}
		expect(untraced(records().contacts.get(3))).toEqual({
			...expected,
			email: null,
			parentCompanyId: null,
			tagIds: [],
		});
	});

	test('of a company that becomes a person, and a person that becomes a company', async () => {
		contact();
		const person = await updateContact({ contactType: 'person', companyId: byId(2) });
		expect(person.error?.message).toBeUndefined();
		const { contacts } = records();
		expect(contacts.get(3)).toMatchObject({
			contactType: 'person',
			companyId: 2,
			parentCompanyId: null,
		});
		const company = await updateContact({ contactType: 'company' });
		expect(company.error?.message).toBeUndefined();
		expect(contacts.get(3)).toMatchObject({ contactType: 'company', companyId: null });
	});

	test('unless only the given fields are to be sent', async () => {
		contact();
		const { error, calls } = await updateContact(
			{ name: 'Alone', contactType: 'company', responsibleId: byId(2) },
			{ onlyGiven: true },
		);
		expect(error?.message).toBeUndefined();
		expect(calls.map(({ body }) => body)).toEqual([
			{ name: 'Alone', contactType: 'company', responsibleId: 2 },
		]);
		expect(records().contacts.get(3)).toMatchObject({ name: 'Alone', email: null, tagIds: [] });
	});

	test.each([
		[
			'with times',
			{ startDate: '2027-05-03', startTime: '08:30', endDate: '2027-05-04', endTime: '16:00' },
		],
		[
			'with days only',
			{ startDate: '2027-05-03', startTime: null, endDate: '2027-05-04', endTime: null },
		],
		['without dates', { startDate: null, startTime: null, endDate: null, endTime: null }],
	])('of a task %s', async (_, dates) => {
		const task = records().tasks.update(5, {
			...dates,
			completedDate: '2026-01-05 10:00:00 +00:00',
			description: 'Long',
			estimate: 7.5,
			timeReportingEnabled: true,
			tagIds: [1, 2],
			memberIds: [2, 3],
			taskBoardColumnId: 2,
			projectId: 1,
		});
		const expected = untraced(task);
		const { error, items } = await world.run({
			resource: 'task',
			operation: 'update',
			taskId: byId(5),
			updateFields: { title: 'Renamed' },
		});
		expect(error?.message).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ success: true }]);
		expect(untraced(records().tasks.get(5))).toEqual({ ...expected, title: 'Renamed' });
	});

	test('of a task; a time is moved to UTC, midnight stays a day, an empty date goes', async () => {
		const update = async (updateFields: object) => {
			const { error } = await world.run({
				resource: 'task',
				operation: 'update',
				taskId: byId(5),
				updateFields,
			});
			expect(error?.message).toBeUndefined();
			const { startDate, startTime, endDate, endTime } = records().tasks.get(5);
			return [startDate, startTime, endDate, endTime];
		};
		expect(
			await update({ startDate: '2027-07-01T00:00:00', endDate: '2027-07-02T09:00:00' }),
		).toEqual(['2027-07-01', null, '2027-07-02', '07:00']);
		expect(await update({ endDate: '' })).toEqual(['2027-07-01', null, null, null]);
	});

	test('of a checklist: its items, done and not', async () => {
		const [list] = records().taskChecklists.all();
		const itemsOf = () =>
			records()
				.taskChecklistItems.where(({ parentId }) => parentId === list?.id)
				.map(untraced);
		const before = itemsOf();
		expect(before.map(({ completedDate }) => completedDate !== null)).toContain(true);
		const { error } = await world.run({
			resource: 'taskChecklist',
			operation: 'update',
			taskId: byId(list?.taskId),
			checklistId: byId(list?.id),
			updateFields: { name: 'Renamed' },
		});
		expect(error?.message).toBeUndefined();
		expect(records().taskChecklists.get(Number(list?.id)).name).toBe('Renamed');
		expect(itemsOf()).toEqual(before);
	});

	test('of a checklist: all items go where the list is added and left empty', async () => {
		const [list] = records().taskChecklists.all();
		const { error } = await world.run({
			resource: 'taskChecklist',
			operation: 'update',
			taskId: byId(list?.taskId),
			checklistId: byId(list?.id),
			updateFields: { items: {} },
		});
		expect(error?.message).toBeUndefined();
		expect(records().taskChecklistItems.where(({ parentId }) => parentId === list?.id)).toEqual([]);
		expect(records().taskChecklists.get(Number(list?.id)).name).toBe(list?.name);
	});

	test('of a record that is not there: nothing is sent', async () => {
		const { error, calls } = await world.run({
			resource: 'task',
			operation: 'update',
			taskId: byId(99_999),
			updateFields: { title: 'Nobody' },
		});
		expect(error?.message).toBe('Blikk has no task with the ID 99999');
		expect(calls.map(({ operationId }) => operationId)).toEqual(['task.getMany']);
	});
});

describe('an update of a time report', () => {
	const REPORT = 7;
	const TABLES = [
		'travelReports',
		'allowanceReports',
		'materialReports',
		'equipmentReports',
		'additionReports',
	] as const;

	/** The report with everything that it can have. */
	const fill = () => {
		const all = records();
		const parentId = REPORT;
		for (const table of TABLES) {
			const rows: Array<{ id: number; parentId: number }> = all[table].all();
			for (const { id } of rows.filter((row) => row.parentId === parentId)) all[table].remove(id);
		}
		all.timeReports.update(REPORT, {
			clockStart: '07:30',
			clockEnd: '16:00',
			hours: 8,
			invoiceableHours: 7.5,
			breakMinutes: 30,
			comment: 'Told',
			internalComment: 'Not told',
			projectId: 3,
			internalProjectId: null,
			absenceProjectId: null,
			taskId: 2,
		});
		all.travelReports.insert({
			parentId,
			place: 'Piteå-Luleå',
			distance: 55.5,
			invoiceableDistance: 50,
			toSalary: true,
			companyCar: {
				id: 2,
				tripStart: 100,
				tripEnd: 155.5,
				addressStart: 'A',
				addressGoal: 'B',
				addressEnd: 'C',
			},
		});
		all.allowanceReports.insert({
			parentId,
			allowanceTypeId: 2,
			description: 'Away',
			toBeInvoiced: true,
		});
		const material = {
			parentId,
			articleNumber: 'A-1',
			unitPrice: 12.5,
			invoiceableUnitPrice: 15,
			units: 4,
			invoiceableUnits: 3,
			calculatedUnits: 5,
			unitText: 'm',
			cost: 40,
			discountInPercent: 10,
			isTextOnly: false,
		};
		all.materialReports.insert({ ...material, articleId: 3, title: 'From the register' });
		all.materialReports.insert({ ...material, articleId: null, title: 'Not in the register' });
		all.materialReports.insert({
			parentId,
			articleId: null,
			articleNumber: null,
			title: 'Only a text',
			unitPrice: 0,
			invoiceableUnitPrice: null,
			units: 0,
			invoiceableUnits: null,
			calculatedUnits: null,
			unitText: null,
			cost: null,
			discountInPercent: null,
			isTextOnly: true,
		});
		all.equipmentReports.insert({ parentId, hours: 2.5, articleId: 2, comment: 'Lift' });
		const kinds = all.timeAdditions.all();
		const idOf = (type: string) => Number(kinds.find((kind) => kind.type === type)?.id);
		const [yesNo, number] = [idOf('boolean'), idOf('number')];
		all.additionReports.insert({ parentId, articleId: yesNo, yesNo: true, numberCount: null });
		all.additionReports.insert({ parentId, articleId: yesNo, yesNo: false, numberCount: null });
		all.additionReports.insert({ parentId, articleId: number, yesNo: null, numberCount: 2.5 });
	};

	const whole = () => {
		const all = records();
		return structuredClone({
			report: untraced(all.timeReports.get(REPORT)),
			...Object.fromEntries(
				TABLES.map((table) => {
					const rows: Array<{ parentId: number }> = all[table].all();
					return [table, rows.filter(({ parentId }) => parentId === REPORT)];
				}),
			),
		}) as unknown as { report: IDataObject } & Record<(typeof TABLES)[number], IDataObject[]>;
	};

	const update = async (updateFields: object, settings = {}) =>
		await world.run({
			resource: 'timeReport',
			operation: 'update',
			timeReportId: byId(REPORT),
			updateFields,
			settings,
		});

	test('keeps the travel, the allowance, materials, equipment and additions', async () => {
		fill();
		const expected = whole();
		expect(TABLES.map((table) => expected[table].length)).toEqual([1, 1, 3, 1, 3]);
		const { error } = await update({ hours: 6 });
		expect(error?.message).toBeUndefined();
		expected.report.hours = 6;
		expect(whole()).toEqual(expected);
	});

	test('changes single fields inside the travel and the car', async () => {
		fill();
		const expected = whole();
		const { error } = await update({
			travelReport: { distance: 60, place: '', companyCar: { tripEnd: 160 } },
			allowanceReport: { toBeInvoiced: false },
		});
		expect(error?.message).toBeUndefined();
		const [travel] = expected.travelReports;
		Object.assign(travel ?? {}, { distance: 60, place: null });
		Object.assign((travel?.companyCar ?? {}) as object, { tripEnd: 160 });
		Object.assign(expected.allowanceReports[0] ?? {}, { toBeInvoiced: false });
		expect(whole()).toEqual(expected);
	});

	test('adds a travel and an allowance where there were none', async () => {
		const report = records().timeReports.where(
			({ id, projectId }) => projectId !== null && id % 20 !== 0,
		)[0];
		const { error } = await world.run({
			resource: 'timeReport',
			operation: 'update',
			timeReportId: byId(report?.id),
			updateFields: {
				travelReport: { distance: 12, companyCar: { id: byId(1) } },
				allowanceReport: { allowanceTypeId: byId(1) },
			},
		});
		expect(error?.message).toBeUndefined();
		const own = ({ parentId }: { parentId: number }) => parentId === report?.id;
		expect(records().travelReports.where(own)).toMatchObject([
			{ distance: 12, companyCar: { id: 1 } },
		]);
		expect(records().allowanceReports.where(own)).toMatchObject([{ allowanceTypeId: 1 }]);
	});

	test('clears a comment, and moves the report to a project of another kind', async () => {
		fill();
		const { error } = await update({
			comment: '',
			clockStart: '',
			internalProjectId: byId(1),
		});
		expect(error?.message).toBeUndefined();
		expect(whole().report).toMatchObject({
			comment: null,
			clockStart: null,
			clockEnd: '16:00',
			projectId: null,
			internalProjectId: 1,
			absenceProjectId: null,
		});
	});

	test('takes away what is added and left empty: the travel, the allowance and all rows', async () => {
		fill();
		const { error } = await update({
			travelReport: {},
			allowanceReport: {},
			materials: {},
			equipments: { rows: [] },
			additions: {},
		});
		expect(error?.message).toBeUndefined();
		const left = whole();
		expect(TABLES.map((table) => left[table].length)).toEqual([0, 0, 0, 0, 0]);
		expect(left.report).toMatchObject({ hours: 8, comment: 'Told' });
	});

	test('takes away the car, and keeps the travel', async () => {
		fill();
		const { error } = await update({ travelReport: { companyCar: {} } });
		expect(error?.message).toBeUndefined();
		expect(whole().travelReports).toMatchObject([{ place: 'Piteå-Luleå', companyCar: null }]);
	});

	test('is refused where the list no longer has the allowance, unless another one is chosen', async () => {
		fill();
		const hidden = jest.spyOn(records().allowances, 'all').mockReturnValue([]);
		const { error, calls } = await update({ hours: 6 });
		expect(error?.message).toMatch(/^Blikk has no allowance '.+' any more: choose the 'Allowance'/);
		expect(calls.map(({ method }) => method)).toEqual(['GET', 'GET']);
		const chosen = await update({ allowanceReport: { allowanceTypeId: byId(1) } });
		hidden.mockRestore();
		expect(chosen.error?.message).toBeUndefined();
		expect(whole().allowanceReports).toMatchObject([{ allowanceTypeId: 1, description: 'Away' }]);
	});

	test('takes the whole list of materials: rows with their ID stay, others are new or go', async () => {
		fill();
		const [first] = whole().materialReports;
		const { error } = await update({
			materials: {
				rows: [
					{ id: first?.id, articleId: byId(3), title: 'Kept', units: 1, unitPrice: 2 },
					{ id: 0, title: 'New', isTextOnly: true },
				],
			},
		});
		expect(error?.message).toBeUndefined();
		const now = whole().materialReports;
		expect(now).toMatchObject([
			{ id: first?.id, articleId: 3, title: 'Kept', units: 1 },
			{ title: 'New', isTextOnly: true },
		]);
	});
});

describe('a new time report', () => {
	const needed = {
		resource: 'timeReport',
		operation: 'create',
		date: '2027-03-04',
		hours: 0,
		invoiceableHours: 0,
		userId: byId(1),
		activityId: byId(1),
		timeCodeId: byId(1),
		timeArticleId: byId(1),
	};
	const create = async (fields: object) => {
		const { error, calls } = await world.run({ ...needed, ...fields });
		expect(error?.message).toBeUndefined();
		return calls[0]?.body as Record<string, unknown>;
	};

	test('holds nothing in a row that nobody has filled in, and 0 where 0 was meant', async () => {
		const materials = { rows: [{ articleId: byId(1), units: '4', unitPrice: 0 }] };
		expect((await create({ additionalFields: { materials } })).materials).toEqual([
			{ articleId: 1, units: 4, unitPrice: 0, isTextOnly: false },
		]);
	});

	test('tells an addition as a number or as a yes or no, never both', async () => {
		const additions = {
			rows: [
				{ articleId: byId(1), yesNo: 'false', numberCount: '3' },
				{ articleId: byId(2), yesNo: 'none', numberCount: '3' },
			],
		};
		expect((await create({ additionalFields: { additions } })).additions).toEqual([
			{ articleId: 1, yesNo: false },
			{ articleId: 2, yesNo: null, numberCount: 3 },
		]);
	});

	test('says which amount is no number', async () => {
		const { error, calls } = await world.run({
			...needed,
			additionalFields: { materials: { rows: [{ title: 'Skruv', units: '12,5' }] } },
		});
		expect(error?.message).toBe(
			'\'Materials\' (Material 1, Units) needs a number such as 12.5, but got the text "12,5"',
		);
		expect(calls).toEqual([]);
	});

	test.each([
		['2027-03-04', '2027-03-04'],
		['2027-03-04T00:00:00.000Z', '2027-03-04'],
		// In Berlin, where these workflows are, it is the next day.
		['2027-03-04T23:30:00.000Z', '2027-03-05'],
		['2027-03-04T00:00:00+09:00', '2027-03-04'],
		['2027-03-04T23:30:00-08:00', '2027-03-04'],
	])('of %s is of the day %s', async (date, day) => {
		expect((await create({ date })).date).toBe(`${day} 00:00:00`);
	});
});

describe('lists', () => {
	const timeReports = { resource: 'timeReport', operation: 'getMany' };
	const raw = (calls: World['sandbox']['requests']) => calls.map(({ query }) => query.raw);

	test('Return All reads every page once, and none past the last', async () => {
		const { timeReports: table } = records();
		for (const { id } of table.all().slice(300)) table.remove(id);
		const { items, calls } = await world.run({ ...timeReports, returnAll: true });
		expect(new Set(idsOf(items)).size).toBe(300);
		expect(raw(calls)).toEqual([1, 2, 3].map((page) => `page=${page}&pageSize=100`));
	});

	test.each([
		[7, ['page=1&pageSize=7'], 7],
		[150, ['page=1&pageSize=100', 'page=2&pageSize=100'], 150],
	])('a limit of %d', async (limit, pages, count) => {
		const { items, calls } = await world.run({ ...timeReports, limit });
		expect(items).toHaveLength(count);
		expect(raw(calls)).toEqual(pages);
	});

	test('a filter by a day takes the tasks of that day in', async () => {
		const { calls } = await world.run({
			resource: 'task',
			operation: 'getMany',
			filters: { from: '2027-07-01T00:00:00', to: '2027-07-31T09:00:00' },
		});
		expect(calls[0]?.query.parsed).toMatchObject({
			'filter.from': '2027-07-01 00:00:00',
			'filter.to': '2027-07-31 07:00:00',
		});
	});

	test('an empty list is no item', async () => {
		const { items, error } = await world.run({
			resource: 'project',
			operation: 'getMany',
			filters: { query: 'no such project' },
		});
		expect(error?.message).toBeUndefined();
		expect(items).toEqual([]);
	});

	test('a filter with several IDs, as a list and as a text with commas', async () => {
		const expected = records()
			.contacts.where(({ tagIds }) => tagIds.includes(1) && tagIds.includes(5))
			.map(({ id }) => id);
		expect(expected.length).toBeGreaterThan(0);
		for (const given of [[1, 5], '1, 5']) {
			const { items, calls } = await world.run({
				resource: 'contact',
				operation: 'getMany',
				returnAll: true,
				filters: { tagIds: given },
			});
			expect(calls[0]?.query.parsed['filter.tagIds']).toBe('1,5');
			expect(idsOf(items)).toEqual(expected);
		}
	});

	test('sorted as asked', async () => {
		const { items } = await world.run({
			resource: 'contact',
			operation: 'getMany',
			returnAll: true,
			filters: { sortBy: 'name', sortOrder: 'descending', contactType: 'person' },
		});
		const names = items.map(({ json }) => String(json.name));
		expect(names.length).toBeGreaterThan(10);
		expect(names).toEqual([...names].sort(new Intl.Collator('sv').compare).reverse());
	});

	test('time reports of some users between two days', async () => {
		const dates = records()
			.timeReports.all()
			.map(({ date }) => date);
		const [from = '', to = ''] = [dates.at(-60), dates.at(-20)];
		const { items } = await world.run({
			...timeReports,
			returnAll: true,
			filters: { from, to: `${to}T00:00:00`, userIds: [2, 3] },
		});
		const expected = records().timeReports.where(
			({ date, userId }) => date >= from && date <= to && [2, 3].includes(userId),
		);
		expect(expected.length).toBeGreaterThan(1);
		expect(idsOf(items)).toEqual(expected.map(({ id }) => id));
	});

	test('tasks without a board', async () => {
		const { items } = await world.run({
			resource: 'task',
			operation: 'getMany',
			returnAll: true,
			filters: { taskBoardId: byId('-1') },
		});
		const expected = records().tasks.where(({ taskBoardColumnId }) => taskBoardColumnId === null);
		expect(idsOf(items)).toEqual(expected.map(({ id }) => id));
	});
});

describe('what Blikk refuses', () => {
	test('an unknown ID', async () => {
		const { error } = await world.run({
			resource: 'contact',
			operation: 'get',
			contactId: byId(9999),
		});
		expect(error?.message).toBe("Blikk refused 'Get contact': 'Contact' Contact 9999 not found");
	});

	test('values, with each field called as on the screen', async () => {
		const { error } = await world.run({
			resource: 'task',
			operation: 'create',
			title: 'New',
			additionalFields: { projectId: byId(999), memberIds: [888], startDate: '2027-01-01' },
		});
		expect(error?.message).toBe(
			"Blikk refused 'Create task': 'Member Names or IDs' User 888 does not exist; 'Project' Project 999 does not exist",
		);
	});

	test('values inside groups and rows, with their place', async () => {
		const { error } = await world.run({
			resource: 'contact',
			operation: 'create',
			name: 'New',
			contactType: 'company',
			responsibleId: byId(1),
			additionalFields: { deliveryAddress: { countryId: byId(777) } },
		});
		expect(error?.message).toBe(
			"Blikk refused 'Create contact': 'Delivery Address' (Country) Country 777 does not exist",
		);
		const { error: other } = await world.run({
			resource: 'timeReport',
			operation: 'create',
			date: '2027-01-01',
			hours: 1,
			invoiceableHours: 1,
			userId: byId(1),
			activityId: byId(1),
			timeCodeId: byId(1),
			timeArticleId: byId(1),
			additionalFields: {
				equipments: { rows: [{ articleId: byId(1) }, { articleId: byId(666) }] },
			},
		});
		expect(other?.message).toBe(
			"Blikk refused 'Create time report': 'Equipment' (Equipment 2, Equipment) Equipment 666 does not exist",
		);
	});

	test('one item of several, which goes to the error output with its input', async () => {
		const { items, errors } = await world.run(
			{ resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
			[{ id: 1 }, { id: 9999 }, { id: 3 }],
			{ onError: 'continueErrorOutput' },
		);
		expect(idsOf(items)).toEqual([1, 3]);
		expect(errors).toMatchObject([{ json: { id: 9999 }, pairedItem: { item: 1 } }]);
	});
});

describe('too many requests', () => {
	const one = { resource: 'project', operation: 'getMany', limit: 1 };
	const spans = (calls: World['sandbox']['requests']) =>
		calls.slice(1).map(({ at }, index) => at.getTime() - Number(calls[index]?.at.getTime()));

	test('Retry-After is waited for', async () => {
		world.sandbox.fail({ kind: 'status', status: 429, retryAfter: 3 });
		const { items, calls } = await world.run(one);
		expect(items).toHaveLength(1);
		expect(spans(calls)[0]).toBeGreaterThanOrEqual(2990);
	});

	test('waitInSeconds alone is waited for, and no longer', async () => {
		// The sandbox says one second; without being told, the waits would double.
		world.sandbox.fail({ kind: 'status', status: 429, times: 3 });
		const { items, calls } = await world.run(one);
		expect(items).toHaveLength(1);
		for (const span of spans(calls)) expect(span).toBeGreaterThanOrEqual(990);
		expect(spans(calls).reduce((sum, span) => sum + span)).toBeLessThan(6000);
	});

	test('a new record is made once, however often its request was refused', async () => {
		const before = records().tasks.count;
		world.sandbox.fail({ kind: 'status', status: 429, times: 2 });
		const { error } = await world.run({ resource: 'task', operation: 'create', title: 'Once' });
		expect(error?.message).toBeUndefined();
		expect(records().tasks.count - before).toBe(1);
	});

	test('twelve items keep to four requests in a second', async () => {
		const { error, calls } = await world.run(
			{ resource: 'user', operation: 'get', userId: byId(1) },
			Array.from({ length: 12 }, () => ({})),
		);
		expect(error?.message).toBeUndefined();
		const at = calls.map((call) => call.at.getTime());
		expect(Number(at.at(-1)) - Number(at[0])).toBeGreaterThanOrEqual(1900);
	});
});

describe('pickers', () => {
	const search = async (method: string, parameters: object = {}, options = {}) =>
		await world.host.editor.listSearch(world.workflow(parameters), 'Vendor', method, options);
	const queries = () => world.sandbox.requests.slice(-1)[0]?.query.parsed;

	test('contacts are searched at the vendor, and come page by page', async () => {
		const { contacts } = records();
		const [sample] = contacts.all();
		const { id: _id, ...copy } = contacts.get(1);
		for (let count = contacts.count; count < 250; count++)
			contacts.insert({ ...copy, name: `Firma ${count}` });
		const found = await search('contact', {}, { filter: sample?.name });
		expect(queries()).toMatchObject({ 'filter.query': sample?.name });
		expect(found.results).toContainEqual({ name: sample?.name, value: sample?.id });
		const first = await search('contact');
		expect(first.results).toHaveLength(100);
		const second = await search('contact', {}, { paginationToken: first.paginationToken });
		const third = await search('contact', {}, { paginationToken: second.paginationToken });
		expect(third.paginationToken).toBeUndefined();
		const values = [first, second, third].flatMap(({ results }) =>
			results.map(({ value }) => value),
		);
		expect(new Set(values).size).toBe(contacts.count);
	});

	test('projects show their number, users their whole name', async () => {
		const [project] = records().projects.all();
		expect((await search('project')).results).toContainEqual({
			name: `${project?.title} (${project?.orderNumber})`,
			value: project?.id,
		});
		const [user] = records().users.all();
		expect((await search('user')).results).toContainEqual({
			name: `${user?.firstName} ${user?.lastName}`,
			value: user?.id,
		});
	});

	test('tasks are the newest first, and searched whole', async () => {
		const newest = records()
			.tasks.all()
			.toSorted((one, other) => (one.created < other.created ? 1 : -1));
		const { results } = await search('task');
		expect(results[0]).toEqual({ name: newest[0]?.title, value: newest[0]?.id });
		const last = newest.at(-1);
		const found = await search('task', {}, { filter: last?.title });
		expect(found.results).toContainEqual({ name: last?.title, value: last?.id });
	});

	test('comments, checklists and attachments are those of the chosen task', async () => {
		const [comment] = records().taskComments.all();
		const chosen = {
			resource: 'taskComment',
			operation: 'delete',
			taskId: { __rl: true, mode: 'list', value: comment?.taskId },
		};
		const own = records().taskComments.where(({ taskId }) => taskId === comment?.taskId);
		const { results } = await search('taskComment', chosen);
		expect(results.map(({ value }) => value).sort()).toEqual(own.map(({ id }) => id).sort());
		await expect(
			search('taskComment', { ...chosen, taskId: { __rl: true, mode: 'list', value: '' } }),
		).rejects.toThrow('Choose the Task first');
	});

	test('columns and tags stand under their board, departments come from the users', async () => {
		const [column] = records().taskBoardColumns.all();
		const board = records().taskBoards.get(Number(column?.boardId));
		expect((await search('taskBoardColumn')).results).toContainEqual({
			name: `${board.name}: ${column?.name}`,
			value: column?.id,
		});
		const options = async (method: string) =>
			await world.host.editor.loadOptions(world.workflow({}), 'Vendor', method);
		const tags = await options('taskTag');
		expect(tags).toHaveLength(records().taskTags.count);
		// A tag may be a colour alone.
		expect(tags.map(({ name }) => name)).toContain(`${board.name}: #f2d600`);
		const departments = await options('department');
		expect(departments.map(({ name }) => name).sort()).toEqual(
			records()
				.departments.all()
				.map(({ name }) => name)
				.sort(),
		);
	});

	test('No Board can be picked beside the boards', async () => {
		const { results } = await search('taskBoardOr1');
		expect(results[0]).toEqual({ name: 'No Board', value: -1 });
		expect(results.length).toBe(1 + records().taskBoards.count);
	});
});
