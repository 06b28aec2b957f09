/**
 * ProWorkflow: filters that a person fills in, pages and what lists add up to, several records in one request,
 * files, the question before people are deleted, and failures in all their forms.
 */
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { proWorkflow } from './vendors/proWorkflow';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
	world = await openWorld(proWorkflow);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
	world.credential.set(proWorkflow.credential(access()));
});

const access = () => world.sandbox.vendors.proWorkflow;
const records = () => access().records;
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const parts = (given: object) => ({ parts: given });
const queryOf = (call: { query: { raw: string } } | undefined) =>
	Object.fromEntries(new URLSearchParams(call?.query.raw));
const bytesOf = async (file: IBinaryData | undefined) =>
	await Container.get(BinaryDataService).getAsBuffer(file as IBinaryData);
const overdue = { resource: 'invoice', operation: 'getManyOverdue', returnAll: true };

describe('filters', () => {
	test('overdue invoices of a company, as a new user would ask for them', async () => {
		const { companyid } = records().invoices.get(1);
		const { items, error } = await world.run({ ...overdue, filters: { companyId: [companyid] } });
		expect(error?.message).toBeUndefined();
		const today = new Date().toISOString().slice(0, 10);
		const expected = records()
			.invoices.where(
				(invoice) =>
					invoice.companyid === companyid && invoice.status === 'unpaid' && invoice.duedate < today,
			)
			.map(({ id }) => id);
		expect(expected.length).toBeGreaterThan(0);
		expect(items.map(({ json }) => json.id)).toEqual(expected);
	});

	test.each<[string, unknown, string]>([
		['a day', parts({ how: 'at', at: '2026-11-23T00:00:00' }), '2026-11-23'],
		['an age', parts({ how: '-w', number: 3 }), '-3w'],
		['a time to come', parts({ how: '+m', number: 1 }), '+1m'],
		['today', parts({ how: '+d', number: 0 }), '+0d'],
		['the words of the API', parts({ how: 'at', at: '={{ "-3w" }}' }), '-3w'],
		['a day of luxon', parts({ how: 'at', at: '={{ $json.day }}' }), '2026-11-23'],
	])('of a date: %s', async (_what, given, wire) => {
		const { calls, error } = await world.run({ ...overdue, filters: { invoicedDateFrom: given } }, [
			{ day: '2026-11-23T00:00:00.000+01:00' },
		]);
		expect(error?.message).toBeUndefined();
		expect(queryOf(calls[0]).invoiceddatefrom).toBe(wire);
	});

	test.each<[string, IDataObject, Record<string, string>]>([
		['at least', { grandTotal: parts({ how: 'gte#', number: 99.5 }) }, { grandtotal: 'gte99.5' }],
		['exactly', { subtotal: parts({ how: '#', number: 300 }) }, { subtotal: '300' }],
		['by the API', { taxTotal: parts({ number: '={{ "lte3" }}' }) }, { taxtotal: 'lte3' }],
		[
			'by the API, beside another choice',
			{ taxTotal: parts({ how: 'gte#', number: '={{ "lte3" }}' }) },
			{ taxtotal: 'lte3' },
		],
		['contains', { search: parts({ how: 'contains', text: 'a+b|%' }) }, { search: 'a+b|%' }],
		['lacks', { search: parts({ how: 'lacks', text: 'layout' }) }, { search: '!layout' }],
		[
			'fields',
			{
				apiFields: {
					rows: [
						{ id: 2, value: 'Europe' },
						{ id: 3, value: 'Industrial' },
					],
				},
			},
			{ apifields: '2,Europe||3,Industrial' },
		],
	])('of amounts and texts: %s', async (_what, filters, wire) => {
		const { calls, error } = await world.run({ ...overdue, filters });
		expect(error?.message).toBeUndefined();
		expect(queryOf(calls[0])).toMatchObject(wire);
	});

	test.each<[string, IDataObject, Record<string, string>]>([
		['these', { managerId: parts({ how: 'some', ids: [1, 2] }) }, { managerid: '1,2' }],
		['all but these', { managerId: parts({ how: 'others', ids: [1] }) }, { managerid: '!1' }],
		['me', { managerId: parts({ how: 'me' }) }, { managerid: 'me' }],
		['by the API', { managerId: parts({ ids: '={{ "!1,2" }}' }) }, { managerid: '!1,2' }],
		['a share', { timeTracked: parts({ how: 'gte#%', number: 30 }) }, { timetracked: 'gte30%' }],
		['too much', { timeTracked: parts({ how: 'over' }) }, { timetracked: 'over' }],
		['priorities', { priority: parts({ how: 'others', ids: [4, 5] }) }, { priority: '!4,5' }],
	])('of projects: %s', async (_what, filters, wire) => {
		const { calls, error } = await world.run({
			resource: 'project',
			operation: 'getManyByCompany',
			companyId: byId(records().projects.get(1).companyid),
			status: 'all',
			filters,
		});
		expect(error?.message).toBeUndefined();
		expect(queryOf(calls[0])).toMatchObject({ ...wire, status: 'all' });
	});

	test('only in the notation that a field has', async () => {
		const amount = await world.run({
			...overdue,
			filters: { grandTotal: parts({ number: '={{ "over" }}' }) },
		});
		expect(amount.error?.message).toBe(
			'\'Grand Total\' (Number) needs a number such as 12.5, but got the text "over"',
		);
		const people = await world.run({
			resource: 'event',
			operation: 'getMany',
			filters: { contacts: parts({ ids: '={{ "!1" }}' }) },
		});
		expect(people.error?.message).toMatch(
			/^'Contacts' \(Staff Names or IDs\) needs a whole number/,
		);
		expect([...amount.calls, ...people.calls]).toEqual([]);
	});

	test.each<[string, IDataObject, string]>([
		['a date', { invoicedDateFrom: parts({ how: 'at', at: '' }) }, "'Invoiced Date From' (Date)"],
		['a search', { search: parts({ how: 'lacks', text: '' }) }, "'Search' (Text)"],
	])('%s without a value is refused', async (_what, filters, where) => {
		const { error, calls } = await world.run({ ...overdue, filters });
		expect(error?.message).toBe(`${where} is required, but is empty`);
		expect(calls).toEqual([]);
	});

	test('what is hidden by default is said and can be asked for', async () => {
		const status = async (chosen?: string) => {
			const { items, calls } = await world.run({
				resource: 'invoice',
				operation: 'getMany',
				returnAll: true,
				...(chosen && { status: chosen }),
			});
			return [queryOf(calls[0]).status, items.length];
		};
		const count = (status: string) =>
			records().invoices.where((invoice) => status === 'all' || invoice.status === status).length;
		expect(await status()).toEqual(['unpaid', count('unpaid')]);
		expect(await status('all')).toEqual(['all', count('all')]);
	});
});

describe('lists', () => {
	const companies = { resource: 'company', operation: 'getMany' };

	function fill(count: number) {
		const { id: _id, ...copy } = records().companies.get(1);
		for (let size = records().companies.all().length; size < count; size++) {
			records().companies.insert({ ...copy, name: `Company ${size}` });
		}
	}

	const usual = { sortby: 'id', fields: 'code,name,type,email,phone' };

	test('all of them, in pages that are sorted the same way, as many as the total says', async () => {
		fill(1000);
		const { items, calls } = await world.run({ ...companies, returnAll: true });
		const active = records().companies.where(({ pending }) => !pending);
		expect(items.map(({ json }) => json.id)).toEqual(active.map(({ id }) => id));
		expect(calls.map(queryOf)).toEqual([
			{ ...usual, pagenumber: '1', pagesize: '500' },
			{ ...usual, pagenumber: '2', pagesize: '500' },
		]);
	});

	test('up to a limit, in the order asked for', async () => {
		const { items, calls } = await world.run({
			...companies,
			limit: 2,
			filters: { sortBy: 'name', sortOrder: 'desc', fields: ['name', 'code'] },
		});
		expect(calls.map(queryOf)).toEqual([
			{ fields: 'name,code', sortby: 'name', sortorder: 'desc', pagenumber: '1', pagesize: '2' },
		]);
		const names = items.map(({ json }) => String(json.name));
		expect(names).toEqual(names.toSorted((one, other) => other.localeCompare(one)));
		expect(Object.keys(items[0]?.json ?? {}).toSorted()).toEqual(['code', 'id', 'name']);
	});

	test('of contacts, whom to write to and to call comes without being asked for', async () => {
		const { items } = await world.run({ resource: 'contact', operation: 'getMany', limit: 1 });
		const { email, workphone } = records().contacts.get(1);
		expect(items[0]?.json).toMatchObject({ email, workphone });
	});

	test.each(['={{ "name,apifield1" }}', '={{ ["name", "apifield1"] }}'])(
		'single API fields by the expression %s',
		async (fields) => {
			const { calls, error } = await world.run({ ...companies, filters: { fields } });
			expect(error?.message).toBeUndefined();
			expect(queryOf(calls[0]).fields).toBe('name,apifield1');
		},
	);

	test('what they add up to: a total, groups, and groups beside the records', async () => {
		const all = { resource: 'invoice', operation: 'getMany', status: 'all', returnAll: true };
		const run = async (filters: IDataObject) => {
			const { items, error, calls } = await world.run({ ...all, filters });
			expect(error?.message).toBeUndefined();
			return { rows: items.map(({ json }) => json), query: queryOf(calls[0]) };
		};
		const total = await run({ fields: ['none'] });
		expect(total.rows).toEqual([
			{
				subtotal: expect.any(Number),
				taxtotal: expect.any(Number),
				grandtotal: expect.any(Number),
			},
		]);
		const groups = await run({ subtotals: ['company', 'status'] });
		expect(groups.query).toEqual({
			status: 'all',
			subtotals: 'company,status',
			fields: 'none',
			sortby: 'id',
		});
		expect(groups.rows.length).toBeGreaterThan(2);
		expect(groups.rows[0]).toMatchObject({
			companyname: expect.any(String),
			status: expect.stringMatching(/paid/),
			grandtotal: expect.any(Number),
		});
		const sum = groups.rows.reduce((whole, { grandtotal }) => whole + Number(grandtotal), 0);
		expect(sum).toBeCloseTo(Number(total.rows[0]?.grandtotal), 1);
		expect(total.query).toEqual({ status: 'all', fields: 'none', sortby: 'id' });
		const both = await run({ subtotals: ['status'], fields: ['title'] });
		expect(both.rows.slice(0, 2).map(({ list }) => list)).toEqual(['subtotals', 'subtotals']);
		expect(both.rows.filter(({ list }) => list === 'invoices')).toHaveLength(
			records().invoices.all().length,
		);
		expect(both.rows.filter(({ list }) => list === 'subtotals')).toHaveLength(2);
	});

	test('time comes as records unless only the total is wanted', async () => {
		const time = {
			resource: 'timeRecord',
			operation: 'getManyByCompany',
			companyId: byId(records().projects.get(1).companyid),
			filters: { trackedFrom: parts({ how: '-y', number: 1 }) },
			returnAll: true,
		};
		const { items } = await world.run(time);
		expect(items.length).toBeGreaterThan(0);
		expect(items[0]?.json).toMatchObject({
			contactname: expect.any(String),
			timetracked: expect.any(Number),
		});
		const inGroups = async (filters: IDataObject) => {
			const { items } = await world.run({ ...time, filters: { ...time.filters, ...filters } });
			return items.map(({ json }) => Object.keys(json));
		};
		expect(await inGroups({ fields: ['none'] })).toEqual([['timetracked']]);
		const [group] = await inGroups({ subtotals: ['contact'] });
		expect(group).toEqual(['contactid', 'contactname', 'timetracked']);
	});

	test('a summary, groups and permissions are one item each, and say what they are', async () => {
		const { companyid } = records().projects.get(1);
		const summary = await world.run({
			resource: 'company',
			operation: 'getSummary',
			companyId: byId(companyid),
		});
		expect(new Set(summary.items.map(({ json }) => json.list))).toEqual(
			new Set(['contacts', 'invoices', 'projects', 'quotes', 'tasks']),
		);
		const [member] = records().contacts.where(({ groupid }) => groupid.length > 0);
		const contact = { resource: 'contact', contactId: byId(member?.id) };
		const groups = await world.run({ ...contact, operation: 'getGroups' });
		expect(groups.items.map(({ json }) => json)).toContainEqual({
			list: 'groups',
			id: member?.groupid[0],
			name: expect.any(String),
		});
		const allowed = await world.run({ ...contact, operation: 'getPermissions' });
		expect(allowed.items.length).toBeGreaterThan(2);
		const one = await world.run({
			...contact,
			operation: 'checkPermission',
			permissionId: byId(1),
		});
		expect(one.items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: 1, allowed: expect.any(Boolean) }),
		]);
	});
});

describe('several records in one request', () => {
	const create = {
		resource: 'company',
		operation: 'create',
		name: '={{ $json.name }}',
		type: 'client',
	};
	const names = ['Acme', 'Bravo', 'Ceres'].map((name) => ({ name }));

	test('each item gets its own', async () => {
		const { items, calls } = await world.run(create, names);
		expect(calls.map(({ body }) => body)).toEqual([
			names.map(({ name }) => ({ name, type: 'client' })),
		]);
		const made = items.map(({ json, pairedItem }) => {
			const { name } = records().companies.get(Number(json.id));
			return [(pairedItem as { item: number }).item, name];
		});
		expect(made).toEqual([
			[0, 'Acme'],
			[1, 'Bravo'],
			[2, 'Ceres'],
		]);
		expect(items[0]?.json).toEqual({ id: expect.any(Number), message: expect.any(String) });
	});

	test('an image goes alone, and one over 100 KB does not go at all', async () => {
		const image = (size: number) => ({
			json: { name: `Image of ${size}` },
			binary: {
				data: {
					fileName: 'logo.png',
					mimeType: 'image/png',
					data: Buffer.alloc(size, 7).toString('base64'),
				},
			},
		});
		const parameters = { ...create, additionalFields: { imageContent: 'data' } };
		const good = await world.run(parameters, [], {}, { input: [image(102_400), image(10)] });
		expect(good.error?.message).toBeUndefined();
		expect(good.calls.map(({ body }) => Array.isArray(body))).toEqual([false, false]);
		expect(records().companies.get(Number(good.items[0]?.json.id)).image).not.toBe('');
		const large = await world.run(parameters, [], {}, { input: [image(102_401)] });
		expect(large.error?.message).toBe(
			'\'Image\' takes files of at most 100 KB, but "logo.png" has 101 KB',
		);
		expect(large.calls).toEqual([]);
	});

	test('one that ProWorkflow refuses holds up those that are sent with it, and is told how to be found', async () => {
		const parameters = { ...create, additionalFields: { tagId: '={{ $json.tag }}' } };
		const input = [1, 99_999, 2].map((tag) => ({ name: `Tag ${tag}`, tag }));
		const more = { onError: 'continueRegularOutput' } as const;
		const together = await world.run(parameters, input, more);
		expect(together.items.map(({ json }) => json)).toEqual(
			input.map(() => ({
				error: expect.stringContaining('99999'),
				details: expect.stringMatching(/^It refused 3 items .* 'Many Items in One Request'/),
			})),
		);
		const alone = await world.run({ ...parameters, settings: { oneRequest: false } }, input, more);
		expect(alone.items.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	});

	test('a line goes where an expression says', async () => {
		const { calls, error } = await world.run({
			resource: 'invoiceLine',
			operation: 'create',
			invoiceId: byId(1),
			type: 'heading',
			additionalFields: {
				name: 'Design',
				displayOrder: parts({ how: 'after', at: '={{ "before1" }}' }),
			},
		});
		expect(error?.message).toBeUndefined();
		expect(calls[0]?.body).toMatchObject([{ displayorder: 'before1' }]);
	});

	test('lines go to their own invoices', async () => {
		const input = [1, 2, 1].map((invoice, index) => ({ invoice, name: `Line ${index}` }));
		const { items, calls, error } = await world.run(
			{
				resource: 'invoiceLine',
				operation: 'create',
				invoiceId: byId('={{ $json.invoice }}'),
				type: 'heading',
				additionalFields: { name: '={{ $json.name }}' },
			},
			input,
		);
		expect(error?.message).toBeUndefined();
		expect(calls).toHaveLength(2);
		const made = items.map(({ json }) => {
			const { invoiceid, name } = records().invoiceLines.get(Number(json.id));
			return { invoice: invoiceid, name };
		});
		expect(made).toEqual(input);
	});
});

describe('create or update', () => {
	const company = {
		resource: 'company',
		operation: 'upsert',
		name: '={{ $json.name }}',
		code: '={{ $json.code }}',
		type: 'client',
		additionalFields: { city: '={{ $json.city }}' },
	};
	const contact = {
		resource: 'contact',
		operation: 'upsert',
		companyId: byId('={{ $json.company }}'),
		type: 'client',
		firstName: '={{ $json.first }}',
		lastName: 'Berg',
		email: '={{ $json.email }}',
	};
	/** Each call with its body and, of lists, what was asked for. */
	const told = (calls: Array<{ operationId?: string; query: { raw: string }; body?: unknown }>) =>
		calls.map((call) => [
			call.operationId,
			call.operationId?.endsWith('getMany') ? queryOf(call).pending : call.body,
		]);

	test('companies by name: active and pending ones are found, and the same new one is made once', async () => {
		const [active, waiting] = [records().companies.get(1), records().companies.get(2)];
		records().companies.update(waiting.id, { pending: true });
		const before = records().companies.count;
		const names = [active.name, waiting.name, 'Brand New', 'Brand New'];
		const { items, error, calls } = await world.run(
			{ ...company, settings: { itemsAtOnce: 1 } },
			names.map((name, index) => ({ name, code: '', city: `City ${index}` })),
		);
		expect(error?.message).toBeUndefined();
		expect(told(calls)).toEqual([
			['company.getMany', 'false'],
			['company.getMany', 'true'],
			['company.update', { name: active.name, city: 'City 0' }],
			['company.update', { name: waiting.name, city: 'City 1' }],
			['company.create', { name: 'Brand New', type: 'client', city: 'City 2' }],
			['company.update', { name: 'Brand New', city: 'City 3' }],
		]);
		expect(items.map(({ json }) => json.name)).toEqual(names);
		expect(items.map(({ json }) => json.id)).toEqual([1, 2, items[3]?.json.id, items[3]?.json.id]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			names.map((_name, item) => ({ item })),
		);
		expect(records().companies.count).toBe(before + 1);
		expect(records().companies.get(Number(items[2]?.json.id)).city).toBe('City 3');
	});

	test('companies by code, which may have another name by now', async () => {
		records().companies.update(3, { code: 'ACME 3' });
		const { items, error, calls } = await world.run({ ...company, matchBy: 'code' }, [
			{ name: 'Renamed', code: ' ACME 3 ', city: 'Basel' },
			{ name: 'No Code Yet', code: 'ACME 4', city: 'Bern' },
		]);
		expect(error?.message).toBeUndefined();
		expect(calls.filter(({ operationId }) => operationId === 'company.getMany')).toHaveLength(2);
		expect(items[0]?.json).toMatchObject({ id: 3 });
		expect(records().companies.get(3)).toMatchObject({ name: 'Renamed', city: 'Basel' });
		expect(records().companies.get(Number(items[1]?.json.id))).toMatchObject({
			name: 'No Code Yet',
			code: 'ACME 4',
		});
	});

	test('contacts by e-mail address in any letters; nobody is made twice, and no password told', async () => {
		const { id, email, companyid, lastname } = records().contacts.where(
			(one) => one.type === 'client' && one.companyid !== null,
		)[0] as { id: number; email: string; companyid: number; lastname: string };
		const before = records().contacts.count;
		const { items, error, calls } = await world.run(
			{ ...contact, additionalFields: { password: 'secret' } },
			[
				{ first: 'Known', email: email.toUpperCase(), company: companyid },
				{ first: 'Uma', email: 'Uma.Berg@example.com', company: companyid },
				{ first: 'Una', email: 'uma.berg@example.com', company: companyid },
			],
		);
		expect(error?.message).toBeUndefined();
		expect(calls.map(({ operationId }) => operationId).toSorted()).toEqual([
			'contact.create',
			'contact.getMany',
			'contact.getMany',
			'contact.update',
			'contact.update',
		]);
		expect(lastname).not.toBe('Berg');
		expect(records().contacts.get(id)).toMatchObject({ firstname: 'Known', lastname: 'Berg' });
		expect(records().contacts.count).toBe(before + 1);
		expect(records().contacts.get(Number(items[1]?.json.id)).firstname).toBe('Una');
		expect(JSON.stringify(items)).not.toContain('secret');
	});

	test('two companies of the same name are left alone', async () => {
		records().companies.update(2, { name: records().companies.get(1).name });
		const { error, calls } = await world.run(company, [
			{ name: records().companies.get(1).name, code: '', city: '' },
		]);
		expect(error?.message).toBe(`2 companies have the Name "${records().companies.get(1).name}"`);
		expect(calls.map(({ operationId }) => operationId)).not.toContain('company.update');
	});
});

describe('files', () => {
	test('go up from a field of the item under their own name, and come back', async () => {
		const content = Buffer.from([0, 1, 2, 250, 10, 13]);
		const binary = { fileName: 'plän.pdf', mimeType: 'application/pdf' };
		const { items, error } = await world.run(
			{ resource: 'file', operation: 'create', content: 'doc', projectId: byId(1) },
			[],
			{},
			{ input: [{ json: {}, binary: { doc: { ...binary, data: content.toString('base64') } } }] },
		);
		expect(error?.message).toBeUndefined();
		const { id } = items[0]?.json ?? {};
		expect(records().files.get(Number(id))).toMatchObject({ name: 'plän.pdf', projectid: 1 });
		const down = await world.run({
			resource: 'file',
			operation: 'get',
			fileId: byId(id),
			options: { content: true },
		});
		expect(down.error?.message).toBeUndefined();
		const file = down.items[0]?.binary?.data;
		expect(file).toMatchObject({ fileName: 'plän.pdf', mimeType: 'application/pdf' });
		expect(await bytesOf(file)).toEqual(content);
		expect(down.items[0]?.json).not.toHaveProperty('content');
	});

	test('one over 1 MB comes as a link', async () => {
		records().files.update(1, { bytes: Buffer.alloc(1_048_577) });
		const { items, error } = await world.run({
			resource: 'file',
			operation: 'get',
			fileId: byId(1),
			options: { content: true },
		});
		expect(error?.message).toBeUndefined();
		expect(items[0]?.binary).toBeUndefined();
		expect(items[0]?.json.link).toEqual(expect.stringMatching(/^https:/));
	});
});

describe('deleting a company', () => {
	const people = (company: number) =>
		records().contacts.where(({ companyid }) => companyid === company);

	test.each([
		[undefined, 'false', true],
		['false', 'false', true],
		['true', 'true', false],
	])('with the choice %s for its contacts', async (chosen, wire, kept) => {
		const { companyid = 0 } = records().contacts.get(1);
		const ids = people(companyid ?? 0).map(({ id }) => id);
		const { calls, items } = await world.run({
			resource: 'company',
			operation: 'delete',
			companyId: byId(companyid),
			...(chosen && { deleteContacts: chosen }),
		});
		expect(queryOf(calls[0])).toEqual({ deletecontacts: wire });
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
		expect(ids.map((id) => records().contacts.find(id) !== undefined)).toEqual(ids.map(() => kept));
	});
});

describe('a failure', () => {
	const get = { resource: 'company', operation: 'get', companyId: byId(999_999) };

	test('is a 200 with the status Error, too', async () => {
		const { error } = await world.run({
			resource: 'contact',
			operation: 'updateLocation',
			contactId: byId(1),
			address: '12345',
		});
		expect(error?.message).toBe(
			"ProWorkflow refused 'Update location of a contact': The address could not be geocoded",
		);
	});

	test('of an ID is not one of the address, nor the other way round', async () => {
		const { error } = await world.run(get);
		expect(error?.message).toBe('ProWorkflow has no company with the ID 999999');
		const { baseUrl } = world.credential.data;
		world.credential.set({ baseUrl: `${String(baseUrl)}/api/v4` });
		const wrong = await world.run(get);
		expect([wrong.error?.message, wrong.error?.description]).toEqual([
			'ProWorkflow does not know this address',
			'Check the address and the account in the ProWorkflow credential.',
		]);
	});

	test.each<[string, unknown, string]>([
		['a list', ['Name is taken', 'Code is taken'], 'Name is taken; Code is taken'],
		['one text', 'Name is taken', 'Name is taken'],
		['HTML', '<p>Name  is<br/>taken</p>', 'Name is taken'],
	])('tells the details: %s', async (_what, details, said) => {
		const { complaints } = proWorkflow.vendor;
		const told = complaints({ status: 'Error', details });
		expect(told.map(({ message }) => message).join('; ')).toBe(said);
	});

	test.each([
		[{}, "Fill in 'Project or Project Request' or 'Task' or 'Folder': all are empty"],
		[
			{ projectId: byId(1), taskId: byId(1) },
			"Fill in 'Project or Project Request' or 'Task' or 'Folder', not more than one",
		],
	])(
		'of a file that belongs nowhere or twice is told before it is sent: %j',
		async (given, said) => {
			const binary = { data: { mimeType: 'text/plain', data: 'AAAA' } };
			const parameters = { resource: 'file', operation: 'create', ...given };
			const { error, calls } = await world.run(
				parameters,
				[],
				{},
				{ input: [{ json: {}, binary }] },
			);
			expect(error?.message).toBe(said);
			expect(calls).toEqual([]);
		},
	);
});

describe('the credential', () => {
	test('is tested: right, wrong key, wrong password, wrong address', async () => {
		const { credential, host } = world;
		const right = proWorkflow.credential(access());
		expect(await host.testCredential(credential.id)).toMatchObject({ status: 'OK' });
		const refused = 'ProWorkflow does not know this API key, user name or password';
		for (const [wrong, message] of [
			[{ apiKey: 'guess' }, refused],
			[{ password: 'guess' }, refused],
			[{ baseUrl: `${access().baseUrl}/other` }, 'There is no ProWorkflow at this base URL'],
		] as const) {
			credential.set({ ...right, ...wrong });
			expect(await host.testCredential(credential.id)).toEqual({ status: 'Error', message });
		}
	});

	test('takes the email address for the user name', async () => {
		world.credential.set({ username: access().email });
		expect(await world.host.testCredential(world.credential.id)).toMatchObject({ status: 'OK' });
	});

	test('stays out of errors, outputs and logs; the key that the login tells is in its output only', async () => {
		const { host } = world;
		const { apiKey, password } = access();
		const logged = host.log.length;
		const { items } = await world.run({
			resource: 'account',
			operation: 'login',
			options: { url: access().accountUrl },
		});
		expect(JSON.stringify(items)).toContain(apiKey);
		world.credential.set({ password: `${password}!` });
		const { error } = await world.run({ resource: 'me', operation: 'get' });
		expect(error?.message).toBe('ProWorkflow did not accept the sign-in');
		const told = JSON.stringify([error, host.log.slice(logged)]);
		for (const secret of [apiKey, password]) expect(told).not.toContain(secret);
	});
});

describe('pickers', () => {
	const search = async (method: string, parameters: IDataObject, filter?: string) =>
		await world.host.editor.listSearch(world.workflow(parameters), 'Vendor', method, { filter });

	test('a company is searched for at ProWorkflow', async () => {
		const { name, id } = records().companies.get(2);
		const { results } = await search('company', { resource: 'company', operation: 'get' }, name);
		expect(results).toContainEqual({ name, value: id });
		const raw = world.sandbox.requests.at(-1)?.query.raw ?? '';
		expect(queryOf({ query: { raw } })).toEqual({
			sortby: 'name',
			fields: 'code,name,type,email,phone',
			search: name,
			pagenumber: '1',
			pagesize: '500',
		});
	});

	test('a project is one of the company that was chosen, complete ones too', async () => {
		const { companyid } = records().projects.get(1);
		const parameters = { resource: 'invoice', operation: 'create', companyId: byId(companyid) };
		const { results } = await search('project', parameters);
		const own = records().projects.where((project) => project.companyid === companyid);
		expect(results.map(({ value }) => value).toSorted()).toEqual(
			own.map(({ id }) => id).toSorted(),
		);
		await expect(search('project', { resource: 'invoice', operation: 'create' })).rejects.toThrow(
			'Choose the Company first',
		);
	});

	test('clients, contractors and staff are told apart', async () => {
		for (const [method, type] of [
			['staff', 'staff'],
			['client', 'client'],
			['contractor', 'contractor'],
		] as const) {
			const entries =
				method === 'staff'
					? (await search('staffOrMe', { resource: 'project', operation: 'createForCompany' }))
							.results
					: await world.host.editor.loadOptions(
							world.workflow({ resource: 'project', operation: 'createForCompany' }),
							'Vendor',
							method,
						);
			const own = records().contacts.where((contact) => contact.type === type && !contact.pending);
			const ids = entries.map(({ value }) => value).filter((value) => value !== 'me');
			expect(ids.toSorted()).toEqual(own.map(({ id }) => id).toSorted());
		}
	});
});

test('only what was given is changed, and an empty field clears', async () => {
	const before = structuredClone(records().companies.get(2));
	const { calls } = await world.run({
		resource: 'company',
		operation: 'update',
		companyId: byId(2),
		updateFields: { phone: '', city: 'Basel' },
	});
	expect(calls.map(({ body }) => body)).toEqual([{ phone: '', city: 'Basel' }]);
	expect(records().companies.get(2)).toMatchObject({
		name: before.name,
		phone: '',
		city: 'Basel',
	});
});

test('an expense keeps its name and cost, which an update has to name', async () => {
	const { name, cost } = records().expenses.get(1);
	const { calls, error } = await world.run({
		resource: 'expense',
		operation: 'update',
		expenseId: byId(1),
		updateFields: { invoiced: true },
	});
	expect(error?.message).toBeUndefined();
	expect(calls.at(-1)?.body).toEqual({ name, cost, invoiced: true });
});

test('a message with files names them both ways, and a reply needs no more than a text', async () => {
	const message = { resource: 'message', operation: 'create', content: 'Hello' };
	const own = records().files.where(({ projectid }) => projectid === 1)[0];
	const { calls, error } = await world.run({
		...message,
		projectId: byId(1),
		additionalFields: {
			title: 'New',
			contacts: parts({ how: 'all' }),
			files: [own?.id],
		},
	});
	expect(error?.message).toBeUndefined();
	expect(calls[0]?.body).toEqual({
		projectid: 1,
		content: 'Hello',
		title: 'New',
		contacts: 'all',
		files: String(own?.id),
		fileid: String(own?.id),
	});
	const reply = await world.run({ ...message, originalMessageId: byId(1) });
	expect(reply.error?.message).toBeUndefined();
	expect(reply.calls[0]?.body).toEqual({ originalmessageid: 1, content: 'Hello' });
});
