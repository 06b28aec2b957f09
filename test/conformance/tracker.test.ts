/**
 * Tracker RMS: what is not there or was refused without an error status, paging in the body, files, many items in
 * one request, and lists to pick from of an unknown shape.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { operationsOf } from '../../nodes/engine';
import { entriesOf } from '../../nodes/Tracker/metadata';
import { tracker as vendor } from '../../nodes/Tracker/tracker';
import { node, workflow } from '../host/workflows';
import { tracker } from './vendors/tracker';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
	world = await openWorld(tracker);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.reset();
});

const records = () => world.sandbox.vendors.tracker.records;
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value });
const nobody = byId(999_999);
const firstOf = <T extends { id: number }>(table: { all(): T[] }): T => {
	const [first] = table.all();
	if (!first) throw new Error('The seed has none');
	return first;
};

describe('204', () => {
	test.each<[string, IDataObject, string]>([
		['get', { resource: 'client', operation: 'get', clientId: nobody }, 'client'],
		[
			'update',
			{
				resource: 'client',
				operation: 'update',
				clientId: nobody,
				updateFields: { note: 'Nobody' },
			},
			'client',
		],
		['delete', { resource: 'project', operation: 'delete', projectId: nobody }, 'project'],
		[
			'a document',
			{
				resource: 'resource',
				operation: 'downloadDocument',
				resourceId: byId(1001),
				documentId: nobody,
			},
			'document',
		],
	])('%s: not found, with the ID', async (_what, parameters, noun) => {
		const { error, calls } = await world.run(parameters);
		expect(calls.map(({ status }) => status)).toEqual([204]);
		expect(error?.message).toBe(`Tracker RMS has no ${noun} with the ID 999999`);
	});

	test('create: not created', async () => {
		const { error, calls } = await world.run({ resource: 'contact', operation: 'create' });
		expect(calls.map(({ status }) => status)).toEqual([204]);
		expect(error?.message).toBe("Tracker RMS did not carry out 'Create contact'");
	});

	test.each<[string, string, IDataObject]>([
		[
			'metadata.get',
			"Tracker RMS found nothing for 'Get metadata'",
			{ resource: 'metadata', operation: 'get' },
		],
		[
			'webhook.update',
			"Tracker RMS did not carry out 'Update webhook'",
			{
				resource: 'webhook',
				operation: 'update',
				id: byId(7),
				updateFields: { url: 'https://example.com/' },
			},
		],
	])('%s, which has no ID in its address: %s', async (operationId, message, parameters) => {
		world.sandbox.fail({ kind: 'empty', match: { operationId } });
		expect((await world.run(parameters)).error?.message).toBe(message);
	});

	test('skills that nobody has: an empty list', async () => {
		const { error, items } = await world.run({
			resource: 'metadata',
			operation: 'searchSkills',
			filters: { unknown: { searchTerm: 'no skill has this name' } },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	test.each<[string, IDataObject]>([
		['search', { operation: 'search', filters: { searchTerm: 'nothing has this name' } }],
		['list', { operation: 'getDocuments', resourceId: byId(1002) }],
	])('%s: an empty list, and no error', async (_what, parameters) => {
		for (const { id } of records().documents.all()) records().documents.remove(id);
		const { error, items, calls } = await world.run({ resource: 'resource', ...parameters });
		expect(calls.map(({ status }) => status)).toEqual([204]);
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	test('an item that is not there goes to the error output, and the others go through', async () => {
		const { id } = firstOf(records().clients);
		const { items, errors } = await world.run(
			{ resource: 'client', operation: 'get', clientId: byId('={{ $json.id }}') },
			[{ id: 999_999 }, { id }],
			{ onError: 'continueErrorOutput' },
		);
		expect(items.map(({ json }) => json.id)).toEqual([id]);
		expect(errors.map(({ json }) => json.error)).toEqual([
			'Tracker RMS has no client with the ID 999999',
		]);
	});
});

describe('success: false in a 200', () => {
	const noStatus = { status: byId(999_999) };

	test.each<[string, IDataObject, string]>([
		[
			'create',
			{ resource: 'client', operation: 'create', name: 'Acme', additionalFields: noStatus },
			"Tracker RMS refused 'Create client': status: 999999 does not exist",
		],
		[
			'update',
			{
				resource: 'client',
				operation: 'update',
				clientId: byId(1001),
				updateFields: noStatus,
			},
			"Tracker RMS refused 'Update client': status: 999999 does not exist",
		],
		[
			'shortlist',
			{
				resource: 'opportunityResource',
				operation: 'create',
				resourceId: nobody,
				opportunityIds: [1001],
			},
			"Tracker RMS refused 'Add resource to shortlists': Resource 999999 does not exist",
		],
	])('%s: is a failure with its message', async (_what, parameters, message) => {
		const { error, calls } = await world.run(parameters);
		expect(calls.map(({ status }) => status)).toEqual([200]);
		expect(error?.message).toBe(message);
	});

	test('is never sent twice', async () => {
		world.sandbox.fail({ kind: 'status', status: 503, match: { operationId: 'client.create' } });
		const { error, calls } = await world.run({
			resource: 'client',
			operation: 'create',
			name: 'Acme',
		});
		expect(calls).toHaveLength(1);
		expect(error?.description).toContain('Whether Tracker RMS carried it out is not known');
	});
});

test('a problem names the field as the screen does', async () => {
	const { error } = await world.run({
		resource: 'client',
		operation: 'create',
		name: 'Acme',
		additionalFields: { parentClientId: nobody },
	});
	expect(error?.message).toContain('999999 does not exist');
	expect(
		vendor.complaints({ title: 'Bad Request', errors: { name: ['is required', 'is too short'] } }),
	).toEqual([
		{ field: 'name', message: 'is required' },
		{ field: 'name', message: 'is too short' },
	]);
	expect(vendor.complaints({ title: 'Bad Request', detail: null })).toEqual([
		{ message: 'Bad Request' },
	]);
	expect(
		vendor.complaints({
			errors: { '$.status.id': ['is no number'], 'ContactDetails.Email': 'no' },
		}),
	).toEqual([
		{ field: 'status.id', message: 'is no number' },
		{ field: 'contactDetails.email', message: 'no' },
	]);
	expect(vendor.complaints({ success: false, errors: ['No room', { code: 7 }] })).toEqual([
		{ message: 'No room' },
		{ message: '{"code":7}' },
	]);
});

test.each<[unknown, unknown]>([
	[[7], [7]],
	[{ skills: [7] }, [7]],
	[{ data: { items: [7] }, total: 1 }, [7]],
	[{ skills: null }, []],
	[{ total: 1 }, undefined],
	['text', 'text'],
])('a list is taken out of what is around it: %j', (whole, list) => {
	const listing = operationsOf(vendor).find(({ answer }) => answer === 'list');
	expect(listing && vendor.unpacked?.(whole, listing)).toEqual(list);
});

test('a search asks page by page in the body, up to a short page', async () => {
	const { id: _id, ...copy } = firstOf(records().clients);
	while (records().clients.all().length < 120) records().clients.insert(copy);
	const search = { resource: 'client', operation: 'search' };
	const all = await world.run({ ...search, returnAll: true });
	expect(new Set(all.items.map(({ json }) => json.clientId)).size).toBe(120);
	expect(all.calls.map(({ body }) => body)).toEqual(
		[1, 2, 3].map((pageNumber) => ({ pageNumber, maxResults: 50 })),
	);
	const some = await world.run({ ...search, limit: 7 });
	expect(some.items).toHaveLength(7);
	expect(some.calls.map(({ body }) => body)).toEqual([{ pageNumber: 1, maxResults: 7 }]);
});

test('all of an exact number of pages ends with the 204', async () => {
	const { id: _id, ...copy } = firstOf(records().clients);
	while (records().clients.all().length < 100) records().clients.insert(copy);
	const { items, calls } = await world.run({
		resource: 'client',
		operation: 'search',
		returnAll: true,
	});
	expect(items).toHaveLength(100);
	expect(calls.at(-1)?.status).toBe(204);
});

test('a contact is deleted with its ID in the path and in the query', async () => {
	const { calls } = await world.run({
		resource: 'contact',
		operation: 'delete',
		contactId: byId(1001),
	});
	expect(calls.map(({ path, query }) => [path, query.raw])).toEqual([
		['/api/v1/Contact/1001', 'Id=1001'],
	]);
	expect(records().contacts.find(1001)).toBeUndefined();
});

test('what asks for a page of skills is not documented, so that the user may write it', async () => {
	const { items, calls } = await world.run({
		resource: 'metadata',
		operation: 'searchSkills',
		filters: { unknown: '{ "maxResults": 2, "pageNumber": 2, "searchTerm": "" }' },
	});
	expect(calls.map(({ query }) => query.raw)).toEqual(['maxResults=2&pageNumber=2&searchTerm=']);
	expect(items.map(({ json }) => json.skillId)).toEqual(
		records()
			.skills.all()
			.slice(2, 4)
			.map(({ id }) => id),
	);
});

test('an update sends only what was given, and empties a text', async () => {
	const { calls } = await world.run({
		resource: 'contact',
		operation: 'update',
		contactId: byId(1001),
		updateFields: { note: '', address: { town: 'Leeds', county: '' }, client: byId(1002) },
	});
	expect(calls.map(({ body }) => body)).toEqual([
		{ note: '', address: { town: 'Leeds', county: '' }, client: { id: 1002 } },
	]);
});

test('a row sends only what was entered, and an empty custom field clears it', async () => {
	const [field] = records().customFields.where(({ recordType }) => recordType === 'Client');
	const { calls, error } = await world.run({
		resource: 'client',
		operation: 'update',
		clientId: byId(1001),
		updateFields: {
			// As n8n fills in a row of which only the first field was set.
			owners: { rows: [{ ownerId: byId(1), rank: '', percent: '', role: '' }] },
			customFields: { rows: [{ id: byId(field?.id), value: '' }] },
		},
	});
	expect(error?.message).toBeUndefined();
	expect(calls.map(({ body }) => body)).toEqual([
		{ owners: [{ ownerId: 1 }], customFields: [{ id: field?.id, value: '' }] },
	]);
	const wrong = await world.run({
		resource: 'client',
		operation: 'update',
		clientId: byId(1001),
		updateFields: { owners: { rows: [{ ownerId: byId(1), percent: 'half' }] } },
	});
	expect(wrong.error?.message).toBe(
		`'Owners' (Owner 1, Percent) needs a number such as 12.5, but got the text "half"`,
	);
});

test('a skill without values is given without one', async () => {
	const [skill] = records().skills.where(({ listId }) => listId === null);
	const { calls, error } = await world.run({
		resource: 'resource',
		operation: 'addSkills',
		resourceId: byId(1001),
		// n8n fills in the other fields of the row.
		skills: { rows: [{ skillId: byId(skill?.id) }] },
	});
	expect(error?.message).toBeUndefined();
	expect(calls.map(({ body }) => body)).toEqual([{ skills: [{ skillId: skill?.id }] }]);
});

describe('files', () => {
	const content = Buffer.from('Jo Doe\njo@example.com\n');
	const item = (fileName: string) => ({
		input: [
			{
				json: {},
				binary: { data: { data: content.toString('base64'), fileName, mimeType: 'text/plain' } },
			},
		],
	});

	test.each([
		['client', 'clients'],
		['contact', 'contacts'],
		['lead', 'leads'],
		['opportunity', 'opportunities'],
		['project', 'projects'],
		['resource', 'resources'],
	] as const)('attached to a %s under its own name', async (resource, table) => {
		const { id } = firstOf<{ id: number }>(records()[table]);
		const { error } = await world.run(
			{
				resource,
				operation: 'attachDocument',
				recordId: byId(id),
				documentData: 'data',
				additionalFields: { documentType: 'Resume' },
			},
			[],
			{},
			item('résumé.txt'),
		);
		expect(error?.message).toBeUndefined();
		expect(records().documents.all().at(-1)).toMatchObject({
			recordId: id,
			filename: 'résumé.txt',
			documentType: 'Resume',
			content: content.toString('base64'),
		});
	});

	test('a person from a resume, and its document back again', async () => {
		const made = await world.run(
			{
				resource: 'resource',
				operation: 'createFromResume',
				fileData: 'data',
				additionalFields: { fileName: 'Jo Doe.txt' },
			},
			[],
			{},
			item('scan-17.txt'),
		);
		expect(made.error?.message).toBeUndefined();
		const resourceId = byId(made.items[0]?.json.resourceId);
		const listed = await world.run({ resource: 'resource', operation: 'getDocuments', resourceId });
		const [document] = listed.items;
		const download = node(
			'Download',
			tracker.nodeType,
			{
				resource: 'resource',
				operation: 'downloadDocument',
				resourceId,
				documentId: byId(document?.json.documentId),
				outputField: 'resume',
			} as INodeParameters,
			{ credentials: world.credential.named },
		);
		const read = node('Read', 'extractFromFile', {
			operation: 'text',
			binaryPropertyName: 'resume',
			destinationKey: 'content',
			options: { keepSource: 'both' },
		});
		const { items } = await world.host.run(
			workflow([node('Start', 'manualTrigger'), download, read], 'Start -> Download -> Read'),
		);
		const [found] = items.Read?.[0] ?? [];
		expect(found?.json).toEqual({ ...document?.json, content: content.toString() });
		expect(found?.binary?.resume).toMatchObject({ fileName: 'Jo Doe.txt', mimeType: 'text/plain' });
	});
});

test('timesheet entries of many items go out in one request, each paired with its item', async () => {
	const { projectActivities, projects, resources } = records();
	const [activity] = projectActivities.where(({ stopTimesheet }) => stopTimesheet !== true);
	if (!activity) throw new Error('The seed has no open activity');
	const { items, error, calls } = await world.run(
		{
			resource: 'timesheetEntry',
			operation: 'createMany',
			resourceId: byId(firstOf(resources).id),
			entryDate: '2027-03-04T00:00:00',
			hours: '={{ $json.hours }}',
			additionalFields: {
				projectId: byId(projects.get(activity.projectId).id),
				projectActivityId: byId(activity.id),
			},
		},
		[{ hours: 1 }, { hours: 2 }, { hours: 3 }],
	);
	expect(error?.message).toBeUndefined();
	expect(calls.map(({ body }) => (body as IDataObject[]).map(({ hours }) => hours))).toEqual([
		[1, 2, 3],
	]);
	expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2]);
});

describe('lists to pick from', () => {
	const search = async (list: string, filter?: string, parameters: IDataObject = {}) =>
		(
			await world.host.editor.listSearch(
				world.workflow({ resource: 'client', operation: 'create', ...parameters }),
				'Vendor',
				list,
				{ filter },
			)
		).results;

	test.each([
		['clientStatus', 'Prospect, Active, Dormant'],
		['opportunityStatus', 'Open, Filled, Cancelled'],
		['opportunityResourceStatus', 'Shortlisted, Interviewing, Placed, Rejected'],
		['resourceStatus', 'Available, On assignment, Archived'],
		['territory', 'North, South, Overseas'],
		['source', 'Website, Referral, Job board'],
		['clientCustomField', 'Cost centre, Preferred contact'],
		['skillArea', 'Languages, Platforms, Licences, Trades, Care'],
		['webhookAction', 'Created, Updated, Deleted'],
	])('%s: %s', async (list, names) => {
		const found = (await search(list)).map(({ name }) => name);
		expect(found.toSorted()).toEqual(names.split(', ').toSorted());
	});

	test('records are searched by Tracker RMS, page by page', async () => {
		const { name = '', id } = firstOf(records().clients);
		expect(await search('client', name)).toContainEqual({ name, value: id });
		const [person] = records().resources.all();
		expect((await search('resource')).map(({ value }) => value)).toContain(person?.id);
		const [opportunity] = records().opportunities.all();
		expect(await search('opportunity', String(opportunity?.name))).toContainEqual({
			name: opportunity?.name,
			value: opportunity?.id,
		});
	});

	test('documents and skills are those of the person in the field above', async () => {
		const [document] = records().documents.where(({ recordType }) => recordType === 'Resource');
		const resourceId = byId(document?.recordId);
		const parameters = { resource: 'resource', operation: 'downloadDocument', resourceId };
		expect(await search('resourceDocument', undefined, parameters)).toContainEqual({
			name: document?.filename,
			value: document?.id,
		});
		const skills = await search('resourceSkill', undefined, {
			...parameters,
			operation: 'deleteSkill',
		});
		const own = records().resourceSkills.where((one) => one.resourceId === document?.recordId);
		expect(skills.map(({ value }) => value).toSorted()).toEqual(
			own.map(({ skillId }) => skillId).toSorted(),
		);
	});
});

test.each<[string, unknown]>([
	['a list of its own', { clientStatuses: [{ id: 1, name: 'New' }], statuses: [] }],
	['inside its kind of record', { client: { statuses: [{ id: 1, name: 'New' }] } }],
	['named by other keys', { ClientStatus: [{ statusId: 1, statusName: 'New' }] }],
	['kinds as entries', [{ recordType: 'Client', statuses: [{ id: 1, description: 'New' }] }]],
	[
		'entries that tell their kind',
		{
			statuses: [
				{ id: 1, name: 'New', recordType: 'Client' },
				{ id: 2, name: 'Old', recordType: 'Lead' },
			],
		},
	],
	[
		'beside what is longer',
		{ clientStatuses: [{ id: 1, name: 'New' }], clientContactStatuses: [{ id: 2, name: 'Old' }] },
	],
])('MetaData is read defensively: %s', (_what, whole) => {
	const found = entriesOf(whole, ['client', 'status']);
	expect(found.map(({ id, name }) => [id, name])).toEqual([[1, 'New']]);
});

test.each<[string, unknown, Array<[id: unknown, name: string]>]>([
	[
		'texts',
		{ clientStatuses: ['New', 'Old'] },
		[
			['New', 'New'],
			['Old', 'Old'],
		],
	],
	[
		'texts by id',
		{ clientStatuses: { 1: 'New', 2: 'Old' } },
		[
			[1, 'New'],
			[2, 'Old'],
		],
	],
	['key and value', { clientStatuses: [{ key: 1, value: 'New' }] }, [[1, 'New']]],
	['value and label', { clientStatuses: [{ value: 'n', label: 'New' }] }, [['n', 'New']]],
])('entries of MetaData without id and name: %s', (_what, whole, entries) => {
	const found = entriesOf(whole, ['client', 'status']);
	expect(found.map(({ id, name }) => [id, name])).toEqual(entries);
});

test.each([undefined, null, '', 'text', 7, [], {}, { clientStatuses: null }])(
	'nothing to pick from in %j',
	(whole) => {
		expect(entriesOf(whole, ['client', 'status'])).toEqual([]);
	},
);
