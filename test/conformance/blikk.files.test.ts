/** Blikk's attachments: files out of and into binary fields, and links, which have no file. */
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { node, workflow } from '../host/workflows';
import { blikk } from './vendors/blikk';
import { openWorld, type World } from './world';

const FILE = { name: 'Übersicht; Plan 2.pdf', type: 'application/pdf' };
const LARGE = randomBytes(6_000_000);

let world: World;
let server: Server;
let url: string;
beforeAll(async () => {
	world = await openWorld(blikk);
	server = createServer((_request, response) => {
		response.setHeader('Content-Type', 'application/zip').end(LARGE);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/drawings.zip`;
});
afterAll(async () => {
	await world.close();
	await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
	world.reset();
});

const records = () => world.sandbox.vendors.blikk.records;
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const upload = { resource: 'taskAttachment', operation: 'create', taskId: byId(1) };
const download = (attachment: { id: number; taskId: number } | undefined) => ({
	resource: 'taskAttachment',
	operation: 'download',
	taskId: byId(attachment?.taskId),
	attachmentId: byId(attachment?.id),
});

/** An item with a file in memory, as a node of an n8n without a file store hands it on. */
const itemWith = (content: Buffer, field = 'data'): INodeExecutionData => ({
	json: {},
	binary: {
		[field]: {
			data: content.toString('base64'),
			mimeType: FILE.type,
			fileName: FILE.name,
		},
	},
});

const made = () => records().taskAttachments.all().at(-1);
const bytesOf = async (binary: IBinaryKeyData | undefined, field = 'data') =>
	await Container.get(BinaryDataService).getAsBuffer(binary?.[field] as IBinaryData);

test('a file in memory arrives with its bytes, its name and its type', async () => {
	const content = randomBytes(1000);
	const { error, calls } = await world.run(upload, [], {}, { input: [itemWith(content)] });
	expect(error?.message).toBeUndefined();
	expect(calls.map(({ body }) => body)).toEqual([
		{ file: { fileName: FILE.name, mediaType: FILE.type, bytes: content } },
	]);
	expect(made()).toMatchObject({
		taskId: 1,
		name: FILE.name,
		file: { contentType: FILE.type, bytes: content },
	});
});

test('another field can hold the file, and the attachment can have another name', async () => {
	const { error } = await world.run(
		{ ...upload, file: 'drawing', additionalFields: { name: 'Ritning' } },
		[],
		{},
		{ input: [itemWith(Buffer.from('x'), 'drawing')] },
	);
	expect(error?.message).toBeUndefined();
	expect(made()?.name).toBe('Ritning');
});

test('a large file goes from n8n’s file store to Blikk without being held as a whole', async () => {
	const fetchAndUpload = workflow(
		[
			node('Start', 'manualTrigger'),
			node(
				'Fetch',
				'httpRequest',
				{ url, options: { response: { response: { responseFormat: 'file' } } } },
				{ typeVersion: 4.2 },
			),
			node('Vendor', 'n8n-nodes-workforce.blikk', upload as never, {
				credentials: world.credential.named,
			}),
		],
		'Start -> Fetch -> Vendor',
	);
	const readWhole = jest.spyOn(Container.get(BinaryDataService), 'getAsBuffer');
	const { items, error } = await world.host.run(fetchAndUpload);
	expect(error?.message).toBeUndefined();
	expect(readWhole).not.toHaveBeenCalled();
	readWhole.mockRestore();
	// It is in the file store, not in the item.
	expect(items.Fetch?.[0]?.[0]?.binary?.data?.id).toEqual(expect.stringContaining('filesystem'));
	const file = made()?.file;
	expect(file?.contentType).toBe('application/zip');
	expect(file?.bytes.equals(LARGE)).toBe(true);
});

test('an upload whose token is refused goes out once more, with all its bytes', async () => {
	const content = randomBytes(50_000);
	const inputs = { input: [itemWith(content), itemWith(content)] };
	await world.run(upload, [], {}, inputs);
	const before = records().taskAttachments.count;
	world.sandbox.fail({ kind: 'expired-token', match: { operationId: 'taskAttachment.create' } });
	const { error, calls } = await world.run(upload, [], {}, inputs);
	expect(error?.message).toBeUndefined();
	expect(calls.map(({ status }) => status)).toEqual(expect.arrayContaining([401, 200, 200]));
	const added = records().taskAttachments.all().slice(before);
	expect(added.map(({ file }) => file?.bytes.equals(content))).toEqual([true, true]);
});

test('an item without such a field says which one is missing', async () => {
	const { error, calls } = await world.run({ ...upload, file: 'nothing' }, [{}]);
	expect(error?.message).toContain("'nothing'");
	expect(calls).toEqual([]);
});

test('a download has the bytes, the name and the type that Blikk tells, and what it tells besides', async () => {
	const [found] = records().taskAttachments.where(({ file }) => file !== null);
	// Neither the name nor the bytes give the type away.
	const file = { contentType: 'application/vnd.dwg', bytes: randomBytes(100) };
	const attachment = records().taskAttachments.update(Number(found?.id), { name: 'Ritning', file });
	const { items, error } = await world.run(download(attachment));
	expect(error?.message).toBeUndefined();
	const [item] = items;
	expect(item?.json).toMatchObject({ id: attachment.id, name: 'Ritning' });
	expect(item?.binary?.data).toMatchObject({ fileName: 'Ritning', mimeType: file.contentType });
	expect((await bytesOf(item?.binary)).equals(file.bytes)).toBe(true);
});

test('a download can go into another field, and back up again', async () => {
	const attachment = records().taskAttachments.where(({ file }) => file !== null)[0];
	const vendor = (name: string, parameters: object) =>
		node(name, 'n8n-nodes-workforce.blikk', parameters as never, {
			credentials: world.credential.named,
		});
	const { error } = await world.host.run(
		workflow(
			[
				node('Start', 'manualTrigger'),
				vendor('Down', { ...download(attachment), outputField: 'picture' }),
				vendor('Up', { ...upload, file: 'picture' }),
			],
			'Start -> Down -> Up',
		),
	);
	expect(error?.message).toBeUndefined();
	expect(made()).toMatchObject({ taskId: 1, name: attachment?.name, file: attachment?.file });
});

test('an empty file arrives empty', async () => {
	const empty = {
		json: {},
		binary: { data: { data: '', mimeType: 'text/plain', fileName: 'Tom.txt' } },
	};
	const { error } = await world.run(upload, [], {}, { input: [empty] });
	expect(error?.message).toBeUndefined();
	expect(made()).toMatchObject({ name: 'Tom.txt', file: { bytes: Buffer.alloc(0) } });
});

test('a link is attached with its address and kind, in a form like a file', async () => {
	const { error, calls } = await world.run({
		resource: 'taskAttachment',
		operation: 'createLink',
		taskId: byId(2),
		externalUrl: 'https://example.com/a?b=c',
		additionalFields: { externalUrlType: 'dropbox' },
	});
	expect(error?.message).toBeUndefined();
	expect(calls[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
	expect(made()).toMatchObject({
		taskId: 2,
		file: null,
		link: { url: 'https://example.com/a?b=c', type: 'dropbox' },
	});
});

test('a link has no file to download: the error says so, and no error item holds a file', async () => {
	const attachment = records().taskAttachments.where(({ link }) => link !== null)[0];
	const { error } = await world.run(download(attachment));
	expect(error?.message).toMatch(/^Blikk refused 'Download task attachment': /);
	const { errors, items } = await world.run(download(attachment), [{}], {
		onError: 'continueErrorOutput',
	});
	expect(items).toEqual([]);
	expect(errors.map(({ binary }) => binary)).toEqual([undefined]);
});

test('an attachment that is not there is said to be unknown', async () => {
	const attachment = records().taskAttachments.all()[0];
	const { error } = await world.run(download({ taskId: Number(attachment?.taskId), id: 99_999 }));
	expect(error?.message).toBe('Blikk has no attachment with the ID 99999');
});
