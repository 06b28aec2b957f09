/** What some vendors do and others do not: envelopes, files, free JSON, many items in one request. */
import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import vendors from './support/depot';
import { type Fixture, startFixture } from './support/fixture';
import type { Setting } from './support/run';
import { type Server, startServer } from './support/server';
import { hurried } from './support/time';

let fixture: Fixture;
let server: Server;
beforeAll(async () => {
	[fixture, server] = await Promise.all([
		startFixture(require.resolve('./support/depot'), vendors),
		startServer(),
	]);
});
afterAll(async () => {
	await Promise.all([fixture.close(), server.close()]);
});
beforeEach(() => {
	server.received.length = 0;
});

const run = async (parameters: INodeParameters, setting?: Setting) =>
	await fixture.run(fixture.signIn('depot', server.url), parameters, setting);
const box = async (parameters: INodeParameters, setting?: Setting) =>
	await run({ resource: 'box', ...parameters }, setting);
const paper = async (parameters: INodeParameters, setting?: Setting) =>
	await run({ resource: 'paper', ...parameters }, setting);
const requests = () => server.received.map(({ method, url }) => `${method} ${url.pathname}`);
const bodies = () => server.received.map(({ body }) => body);
const v = (path: string) => `={{ $json.${path} }}`;

describe('an envelope', () => {
	it('is taken off, and what is in it simplified', async () => {
		server.answer = () => ({
			body: { data: { id: 7, name: 'Seven', address: { city: 'Piteå' }, more: 1 } },
		});
		const { json } = await box({ operation: 'get', boxId: 7 });
		expect(json).toEqual([{ id: 7, name: 'Seven', address: 'Piteå' }]);
	});

	it('without a list is an answer that cannot be read', async () => {
		server.answer = () => ({ body: { count: 3 } });
		const { error } = await hurried(async () => await paper({ operation: 'getMany', boxId: 1 }));
		expect(error?.message).toBe(
			"Depot sent an answer that can't be read: nothing instead of a list",
		);
	});

	it('of a good status can say that the call failed, and why', async () => {
		server.answer = () => ({
			body: {
				ok: false,
				errors: [
					{ field: 'rows[1].note', message: 'is too long' },
					{ field: 'address.zip', message: 'is odd' },
				],
			},
		});
		const { error } = await box({ operation: 'create', name: 'A' });
		expect(error?.message).toBe(
			"Depot refused 'Create box': 'Rows' (Row 2, Note) is too long; 'Address' (Zip) is odd",
		);
		expect(requests()).toEqual(['POST /boxes']);
	});

	it('of a page brings the number of all records, and the page is asked for in the body', async () => {
		const all = [1, 2, 3, 4, 5].map((id) => ({ id }));
		server.answer = ({ body }) => {
			const { pageNo, pageSize } = body as { pageNo: number; pageSize: number };
			return { body: { data: all.slice((pageNo - 1) * pageSize, pageNo * pageSize), count: 5 } };
		};
		const search = { operation: 'search', filters: { name: 'x' }, simple: false };
		expect((await box({ ...search, returnAll: true })).json).toEqual(all);
		const asked = bodies() as Array<{ pageNo: number }>;
		expect([...asked].sort((one, other) => one.pageNo - other.pageNo)).toEqual(
			[1, 2, 3].map((pageNo) => ({ name: 'x', pageNo, pageSize: 2 })),
		);
		server.received.length = 0;
		expect((await box({ ...search, limit: 4 })).json).toEqual(all.slice(0, 4));
		expect(bodies()).toHaveLength(2);
	});
});

describe('a status for "there is none"', () => {
	beforeEach(() => {
		server.answer = () => ({ status: 204 });
	});

	it('means of a record that it is not there', async () => {
		const { error } = await box({ operation: 'get', boxId: 7 });
		expect(error?.message).toBe('Depot has no box with the ID 7');
		expect(requests()).toHaveLength(1);
	});

	it('means of a new record that it was not made', async () => {
		const { error } = await box({ operation: 'create', name: 'A' });
		expect(error?.message).toBe("Depot did not carry out 'Create box'");
	});

	it('means of a list that it is empty', async () => {
		const { error, items } = await paper({ operation: 'getMany', boxId: 1 });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		const pages = await box({ operation: 'search', returnAll: true });
		expect([pages.error, pages.items]).toEqual([undefined, []]);
	});
});

describe('what goes out', () => {
	beforeEach(() => {
		server.answer = ({ body }) => ({ body: { data: body } });
	});

	const create = async (additionalFields: IDataObject, input?: IDataObject[]) => {
		const { error } = await box(
			{ operation: 'create', name: 'A', additionalFields, simple: false } as INodeParameters,
			{ input },
		);
		return error?.message ?? bodies()[0];
	};

	it('has the fields of a group in one object', async () => {
		expect(
			await create({ address: { city: v('c'), floor: '3', zip: '' } }, [{ c: 'Luleå' }]),
		).toEqual({
			name: 'A',
			address: { city: 'Luleå', floor: 3 },
		});
	});

	it('names the place of a bad value inside a group', async () => {
		expect(await create({ address: { floor: 'cellar' } })).toBe(
			'\'Address\' (Floor) needs a whole number, but got the text "cellar"',
		);
		expect(await create({ rows: { rows: [{ no: 1 }, { no: '' }] } })).toBe(
			"'Rows' (Row 2, Number) is required, but is empty",
		);
	});

	it('has free JSON beside the other fields', async () => {
		expect(
			await create({ additionalFieldsJson: '{ "colour": "red", "size": { "w": 1 } }' }),
		).toEqual({
			name: 'A',
			colour: 'red',
			size: { w: 1 },
		});
		server.received.length = 0;
		expect(await create({ additionalFieldsJson: '[1]' })).toMatch(
			/^'Additional Fields JSON' is not as described/,
		);
	});
});

describe('an update of a whole record', () => {
	const stored = {
		id: 1,
		name: 'Old',
		address: { city: 'Piteå', zip: '941', floor: 2 },
		rows: [{ no: 1, note: 'x' }],
	};

	beforeEach(() => {
		server.answer = () => ({ body: { data: structuredClone(stored) } });
	});

	const update = async (updateFields: IDataObject, settings: IDataObject = {}) => {
		await box({ operation: 'update', boxId: 1, updateFields, settings } as INodeParameters);
		return bodies().at(-1);
	};

	it('changes single fields of a group, and clears those that were left empty', async () => {
		expect(await update({ address: { floor: 5, zip: '' } })).toEqual({
			...stored,
			address: { city: 'Piteå', zip: null, floor: 5 },
		});
	});

	it('takes a list as a whole', async () => {
		expect(await update({ rows: { rows: [{ no: 2 }] } })).toEqual({ ...stored, rows: [{ no: 2 }] });
	});

	it('reads nothing where only the given fields are sent', async () => {
		expect(await update({ address: { floor: 5 } }, { onlyGiven: true })).toEqual({
			address: { floor: 5 },
		});
		expect(requests()).toEqual(['PUT /boxes/1']);
	});

	it('finds the record in a list by the last ID of the path, and sends it as the vendor wants', async () => {
		server.answer = () => ({
			body: {
				data: [
					{ id: 12, title: 'Wrong' },
					{ id: '2', title: 'Right', about: 'Kept', mime: 'text/plain' },
				],
			},
		});
		await paper({ operation: 'update', boxId: 12, paperId: 2, updateFields: { title: 'New' } });
		expect(requests()).toEqual(['GET /boxes/12/papers', 'PUT /boxes/12/papers/2']);
		expect(bodies().at(-1)).toEqual({ paper: { title: 'New', note: 'Kept' } });
	});

	it('says that the record is not there where no list has it, and changes nothing', async () => {
		server.answer = () => ({ body: { data: [{ id: 1 }] } });
		const { error } = await paper({
			operation: 'update',
			boxId: 1,
			paperId: 2,
			updateFields: { title: 'New' },
		});
		expect(error?.message).toBe('Depot has no paper with the ID 2');
		expect(requests()).toEqual(['GET /boxes/1/papers']);
	});
});

describe('many items in one request', () => {
	const createMany = async (
		input: IDataObject[],
		{ settings = {}, ...setting }: Setting & { settings?: IDataObject } = {},
	) =>
		await box(
			{
				operation: 'createMany',
				shelf: v('shelf'),
				name: v('name'),
				additionalFields: { mode: v('mode'), count: v('count') },
				settings: { itemsAtOnce: 1, ...settings },
			},
			{ input, ...setting },
		);
	const outcome = (items: Array<{ json: IDataObject; pairedItem?: unknown }>) =>
		items.map(({ json, pairedItem }) => [json, pairedItem]);

	beforeEach(() => {
		let made = 0;
		server.answer = ({ body }) => ({
			body: { data: (body as IDataObject[]).map((each) => ({ id: ++made, ...each })) },
		});
	});

	it('go in chunks, those to the same address together, each paired with its own answer', async () => {
		const input = [
			{ shelf: 'a', name: '0' },
			{ shelf: 'b', name: '1' },
			{ shelf: 'a', name: '2' },
			{ shelf: 'a', name: '3' },
			{ shelf: 'a', name: '4', mode: 'fast' },
		];
		const { items } = await createMany(input);
		expect(server.received.map(({ url, body }) => [url.pathname + url.search, body])).toEqual([
			['/boxes/many/a', [{ name: '0' }, { name: '2' }]],
			['/boxes/many/b', [{ name: '1' }]],
			['/boxes/many/a', [{ name: '3' }]],
			['/boxes/many/a?mode=fast', [{ name: '4' }]],
		]);
		expect(outcome(items)).toEqual(
			[1, 3, 2, 4, 5].map((id, item) => [{ id, name: String(item) }, { item }]),
		);
	});

	it('share one answer that is no list', async () => {
		server.answer = () => ({ body: { data: { created: 2 } } });
		const { items } = await createMany([
			{ shelf: 'a', name: '0' },
			{ shelf: 'a', name: '1' },
		]);
		expect(outcome(items)).toEqual([0, 1].map((item) => [{ created: 2 }, { item }]));
	});

	it('leave out an invalid one where the node continues, and send nothing where it does not', async () => {
		const input = [
			{ shelf: 'a', name: '0' },
			{ shelf: 'a', name: '1', count: 'many' },
			{ shelf: 'a', name: '2' },
		];
		const { items, failed } = await createMany(input, { onError: 'continueErrorOutput' });
		expect(bodies()).toEqual([[{ name: '0' }, { name: '2' }]]);
		expect(outcome(items)).toEqual([
			[{ id: 1, name: '0' }, { item: 0 }],
			[{ id: 2, name: '2' }, { item: 2 }],
		]);
		expect(failed).toMatchObject([{ json: input[1], pairedItem: { item: 1 } }]);
		server.received.length = 0;
		const { error } = await createMany(input);
		expect(error?.message).toBe('\'Count\' needs a whole number, but got the text "many"');
		expect(bodies()).toEqual([]);
	});

	it('fail together where their request is refused, and no others', async () => {
		server.answer = ({ body }) => {
			const given = body as IDataObject[];
			return given.some(({ name }) => name === 'bad')
				? { status: 422, body: { errors: [{ message: 'No' }] } }
				: { body: { data: given } };
		};
		const { items, failed } = await createMany(
			['0', 'bad', '2', '3'].map((name) => ({ shelf: 'a', name })),
			{ onError: 'continueErrorOutput' },
		);
		expect(items.map(({ json }) => json.name)).toEqual(['2', '3']);
		expect(failed.map(({ json, pairedItem }) => [json.name, json.error, pairedItem])).toEqual([
			['0', "Depot refused 'Create many box': No", { item: 0 }],
			['bad', "Depot refused 'Create many box': No", { item: 1 }],
		]);
	});

	it('go one by one where that is switched off, still as lists', async () => {
		const { items } = await createMany(
			[
				{ shelf: 'a', name: '0' },
				{ shelf: 'a', name: '1' },
			],
			{ settings: { oneRequest: false } },
		);
		expect(bodies()).toEqual([[{ name: '0' }], [{ name: '1' }]]);
		expect(outcome(items)).toEqual([
			[{ id: 1, name: '0' }, { item: 0 }],
			[{ id: 2, name: '1' }, { item: 1 }],
		]);
	});
});

describe('a file', () => {
	const binary = (content: string, field = 'data'): IBinaryKeyData => ({
		[field]: {
			data: Buffer.from(content).toString('base64'),
			fileName: 'a b.txt',
			mimeType: 'text/plain',
		},
	});
	const bytesIn = async (data: IBinaryKeyData | undefined, field: string) =>
		data?.[field] && (await Container.get(BinaryDataService).getAsBuffer(data[field])).toString();

	it('goes out in a form, with the other fields as text', async () => {
		server.answer = () => ({ body: { data: { id: 1 } } });
		await paper(
			{ operation: 'upload', additionalFields: { title: 'Plan', pages: 3 } },
			{ files: [binary('the content')] },
		);
		const [request] = server.received;
		expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		const form = String(request?.body);
		expect(form).toContain('name="title"\r\n\r\nPlan\r\n');
		expect(form).toContain('name="pages"\r\n\r\n3\r\n');
		expect(form).toMatch(
			/name="file"; filename="a b.txt"\r\nContent-Type: text\/plain\r\n\r\nthe content\r\n/,
		);
	});

	it('goes out as base64 in JSON, from the field that is named', async () => {
		server.answer = () => ({ body: { data: { id: 1 } } });
		await paper(
			{ operation: 'uploadInJson', contentBase64: 'mine' },
			{ files: [binary('abc', 'mine')] },
		);
		expect(bodies()).toEqual([{ content: { base64: 'YWJj' } }]);
	});

	it('that is too large is refused before anything is sent', async () => {
		const { error } = await paper(
			{ operation: 'upload' },
			{ files: [binary('x'.repeat(2_500_000))] },
		);
		expect(error?.message).toBe(
			'\'Input Data Field Name\' takes files of at most 1.9 MB, but "a b.txt" has 2.4 MB',
		);
		expect(requests()).toEqual([]);
	});

	it('that is an answer is named by what a list tells of it', async () => {
		server.answer = ({ url }) =>
			url.pathname.endsWith('/file')
				? { headers: { 'content-type': 'application/octet-stream' }, body: 'bytes of it' }
				: { body: { data: [{ id: 5, title: 'five.csv', mime: 'text/csv' }] } };
		const { items } = await paper({
			operation: 'download',
			boxId: 1,
			paperId: 5,
			outputField: 'sheet',
		});
		expect(requests()).toEqual(['GET /boxes/1/papers', 'GET /boxes/1/papers/5/file']);
		expect(server.received[0]?.url.search).toBe('?ids=5');
		expect(items[0]).toMatchObject({
			json: { id: 5, title: 'five.csv' },
			binary: { sheet: { fileName: 'five.csv', mimeType: 'text/csv' } },
		});
		expect(await bytesIn(items[0]?.binary, 'sheet')).toBe('bytes of it');
	});

	it('that stands in a record is moved out of it', async () => {
		server.answer = () => ({
			body: { data: { id: 5, title: 'five.txt', mime: 'text/plain', base64: 'YWJj' } },
		});
		const { items } = await paper({ operation: 'scan', paperId: 5 });
		expect(items[0]?.json).toEqual({ id: 5, title: 'five.txt', mime: 'text/plain' });
		expect(items[0]?.binary?.data).toMatchObject({ fileName: 'five.txt', mimeType: 'text/plain' });
		expect(await bytesIn(items[0]?.binary, 'data')).toBe('abc');
	});

	it('that a record has not leaves the record alone', async () => {
		server.answer = () => ({ body: { data: { id: 5, title: 'five.txt', base64: null } } });
		const { items } = await paper({ operation: 'scan', paperId: 5 });
		expect(items.map(({ json, binary: files }) => [json, files])).toEqual([
			[{ id: 5, title: 'five.txt', base64: null }, undefined],
		]);
	});
});
