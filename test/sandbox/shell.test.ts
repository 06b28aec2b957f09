import axios from 'axios';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../../contracts';
import { createClock } from '../../sandbox/clock';
import { readContract } from '../../sandbox/contract';
import { Faults } from '../../sandbox/faults';
import { Refusal } from '../../sandbox/refusal';
import { type Change, Table } from '../../sandbox/table';
import type { Vendor } from '../../sandbox/vendor';
import { createVendorApp, type Shell } from '../../sandbox/vendorApp';
import { NOW } from './client';

/** A vendor unlike Resource Guru: an API key, text ids, plain error bodies, no rate limit. */
interface Note {
	id: string;
	text: string;
	pinned: boolean;
}

const note = {
	type: 'object',
	required: ['id', 'text'],
	properties: { id: { type: 'string' }, text: { type: 'string' }, pinned: { type: 'boolean' } },
};
const answers = (status: string, schema?: object) => ({
	responses: { [status]: schema ? { content: { 'application/json': { schema } } } : {} },
});
const contract = {
	openapi: '3.1.0',
	servers: [{ url: 'https://notes.example.com' }],
	security: [{ key: [] }],
	components: { schemas: { Note: note } },
	paths: {
		'/notes/{id}': {
			parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
			get: { operationId: 'note.get', tags: ['Note'], ...answers('200', note) },
			put: {
				operationId: 'note.update',
				tags: ['Note'],
				parameters: [
					{ name: 'If-Version', in: 'header', required: true, schema: { type: 'integer' } },
				],
				requestBody: {
					content: {
						'application/json': {
							schema: {
								type: 'object',
								additionalProperties: false,
								properties: { pinned: { type: 'boolean' } },
							},
						},
					},
				},
				...answers('200', { $ref: '#/components/schemas/Note' }),
			},
			delete: { operationId: 'note.delete', tags: ['Note'], ...answers('204') },
		},
		'/notes/first': { get: { operationId: 'note.first', tags: ['Note'], ...answers('200', note) } },
		'/notes': {
			get: {
				operationId: 'note.getMany',
				tags: ['Note'],
				'x-paging': { style: 'offset', limit: 'top', offset: 'skip', default: 2, all: -1 },
				parameters: [
					{ name: 'top', in: 'query', schema: { type: 'integer' } },
					{ name: 'skip', in: 'query', schema: { type: 'integer' } },
					{ name: 'pinned', in: 'query', schema: { type: 'boolean' } },
				],
				...answers('200', { type: 'array', items: note }),
			},
		},
	},
} as unknown as Contract;

const changes: Change[][] = [];
const notes: Vendor<{ notes: Table<Note> }> = {
	name: 'notes',
	operations: readContract(contract),
	rateHeaders: () => ({}),
	errorBody: ({ status, message }) => ({ status, message }),
	signIn: {
		endpoints: [],
		expire: () => undefined,
		identify: ({ headers }) => {
			if (headers['x-key'] !== 'open') throw new Refusal(401, [{ message: 'Wrong key' }]);
			return { application: 'open', userId: 1 };
		},
	},
	behaviours: {
		'note.get': ({ records, path }) => records.notes.get(String(path.id)),
		'note.first': ({ records }) => records.notes.all()[0],
		'note.getMany': ({ records, query, page }) =>
			page(
				records.notes.where(({ pinned }) => query.pinned === undefined || pinned === query.pinned),
			),
		'note.update': ({ records, path, body }) => records.notes.update(String(path.id), body),
	},
	seed: () => {
		const table = new Table<Note>('Note', (made) => `n${made}`);
		for (const text of ['one', 'two', 'three']) table.insert({ text, pinned: false });
		return { notes: table };
	},
	onChanges: (_call, made) => changes.push(made),
};

let server: Server;
let shell: Shell;
const request = async (method: string, path: string, more: object = {}) => {
	const { port } = server.address() as AddressInfo;
	const { status, data } = await axios.request({
		method,
		url: `http://127.0.0.1:${port}${path}`,
		validateStatus: () => true,
		proxy: false,
		headers: { 'X-Key': 'open' },
		...more,
	});
	return { status, data };
};

beforeAll(async () => {
	shell = {
		clock: createClock(NOW),
		closing: new AbortController().signal,
		faults: new Faults(),
		requests: [],
		checkAnswers: true,
	};
	server = createServer(express().use('/notes-vendor', createVendorApp(notes, shell).router));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const base = '/notes-vendor';

test('another sign-in, other ids and another error body need nothing of the shell', async () => {
	expect(await request('GET', `${base}/notes/n2`)).toMatchObject({
		status: 200,
		data: { text: 'two' },
	});
	expect(await request('GET', `${base}/notes/n9`)).toEqual({
		status: 404,
		data: { status: 404, message: 'Note n9 not found' },
	});
	expect(await request('GET', `${base}/notes/n2`, { headers: {} })).toEqual({
		status: 401,
		data: { status: 401, message: 'Wrong key' },
	});
});

test('a fixed path goes before one with a placeholder', async () => {
	expect((await request('GET', `${base}/notes/first`)).data).toMatchObject({ id: 'n1' });
	expect(shell.requests.at(-1)).toMatchObject({ operationId: 'note.first', path: '/notes/first' });
});

test('paging follows the names and numbers of the contract', async () => {
	const texts = async (query: string) =>
		(await request('GET', `${base}/notes?${query}`)).data.map(({ text }: Note) => text);
	expect(await texts('')).toEqual(['one', 'two']);
	expect(await texts('skip=2')).toEqual(['three']);
	expect(await texts('top=-1')).toEqual(['one', 'two', 'three']);
	expect(await texts('pinned=true')).toEqual([]);
});

test('headers and values are judged by their types', async () => {
	const headers = { 'X-Key': 'open' };
	const path = `${base}/notes/n1`;
	const without = await request('PUT', path, { data: { pinned: true } });
	expect(without.data.message).toBe('header.if-version: is required');
	const wrong = await request('PUT', path, {
		data: {},
		headers: { ...headers, 'If-Version': 'x' },
	});
	expect(wrong.data.message).toBe('header.if-version: must be integer');
	const right = { data: { pinned: true }, headers: { ...headers, 'If-Version': '3' } };
	expect((await request('PUT', path, right)).data).toMatchObject({ pinned: true });
	expect(changes.at(-1)).toMatchObject([{ table: 'Note', action: 'update', record: { id: 'n1' } }]);
	expect((await request('GET', `${base}/notes?pinned=maybe`)).data.message).toBe(
		'query.pinned: must be boolean',
	);
});

test('an operation without behaviour says so, and an answer that breaks the contract too', async () => {
	expect(await request('DELETE', `${base}/notes/n1`)).toMatchObject({
		status: 501,
		data: { message: 'The sandbox has no behaviour for note.delete' },
	});
	notes.behaviours['note.first'] = () => ({ id: 7 });
	const { status, data } = await request('GET', `${base}/notes/first`);
	expect(status).toBe(500);
	expect(data.message).toBe('answer.text: is required; answer.id: must be string');
});
