import { date, integer, list, mapped, record, records, text } from '../../nodes/engine/fields';
import { propertiesOf } from '../../nodes/engine/description';
import {
	type Operation,
	operationOf,
	operationsOf,
	type ResourceRecord,
	resourcesOf,
	resourcesWith,
	type Vendor,
} from '../../nodes/engine/operation';
import { offsetPaging } from '../../nodes/engine/paging';

const resource = resourcesWith<'account'>();

function vendorOf(resources: Record<string, ResourceRecord>): Vendor {
	return {
		name: 'Shop',
		credential: 'shopApi',
		baseUrl: () => 'http://127.0.0.1',
		budgets: [],
		paging: offsetPaging(10, 5),
		complaints: () => [],
		resources,
	};
}

const entry = resource(
	'Timesheet Entry',
	{
		create: {
			request: 'POST /entries',
			body: { day: date({ required: ['create'] }), note: text() },
		},
		delete: { request: 'DELETE /entries/{id}', path: { id: record('entry') } },
		get: { request: 'GET /{account}/entries/{id}', path: { id: record('entry') } },
		getMany: { request: 'GET /entries', answer: 'pages', query: { from: date() } },
		getManyByClient: {
			request: 'GET /clients/{client_id}/entries',
			path: { client_id: record('client') },
			answer: 'list',
		},
		getTotals: { request: 'GET /entries/totals', simplify: false },
		sendReport: { request: 'POST /entries/report', body: {}, answer: 'nothing' },
		update: {
			request: 'PUT /entries/{id}',
			path: { id: record('entry') },
			body: { day: date({ required: ['create'] }), note: text() },
		},
	},
	{ simplify: ['id', 'day'] },
);
const vendor = vendorOf({ entry });
const operation = (key: string) => operationOf(vendor, 'entry', key) as Operation;

it('a resource is called in sentences by its label', () => {
	expect(resourcesOf(vendor)).toMatchObject([
		{
			key: 'entry',
			label: 'Timesheet Entry',
			singular: 'timesheet entry',
			plural: 'timesheet entries',
		},
	]);
	const plural = vendorOf({ stock: resource('Stock', {}, { plural: 'stock' }) });
	expect(resourcesOf(plural)).toMatchObject([{ plural: 'stock' }]);
});

it.each([
	['create', 'Create', 'Create timesheet entry'],
	['delete', 'Delete', 'Delete timesheet entry'],
	['getMany', 'Get Many', 'Get many timesheet entries'],
	['getManyByClient', 'Get Many by Client', 'Get many timesheet entries by client'],
	['sendReport', 'Send Report', 'Send report timesheet entry'],
	['update', 'Update', 'Update timesheet entry'],
])('%s is labelled %s, and its action %s', (key, label, action) => {
	expect(operation(key)).toMatchObject({ label, action });
	expect(operation(key).description).toMatch(/^[A-Z].*timesheet entr(y|ies)/);
});

it('a record has the last word on its own texts', () => {
	const named = vendorOf({
		pen: resource('Pen', {
			get: { request: 'GET /pens', label: 'Look at', action: 'Look at a pen', description: 'Look' },
		}),
	});
	expect(operationsOf(named)).toMatchObject([
		{ label: 'Look at', action: 'Look at a pen', description: 'Look' },
	]);
});

it.each([
	['create', 'record', ['id', 'day'], 'additionalFields', false],
	['delete', 'nothing', undefined, 'options', false],
	['get', 'record', ['id', 'day'], 'options', false],
	['getMany', 'pages', ['id', 'day'], 'filters', false],
	['getManyByClient', 'list', ['id', 'day'], 'filters', false],
	['getTotals', 'record', undefined, 'options', false],
	['sendReport', 'nothing', undefined, 'additionalFields', false],
	['update', 'record', ['id', 'day'], 'updateFields', true],
])('%s answers a %s', (key, answer, simplified, collection, updates) => {
	const found = operation(key);
	expect(found.answer).toBe(answer);
	expect(found.simplified || undefined).toEqual(simplified);
	expect(found.collection.name).toBe(collection);
	expect(found.updates).toBe(updates);
});

it('a field is required in the operations that say so, and shown flat there', () => {
	const fieldsOf = (key: string) =>
		operation(key).parameters.map(({ name, required, flat }) => [name, required, flat]);
	expect(fieldsOf('create')).toEqual([
		['day', true, true],
		['note', false, false],
	]);
	expect(fieldsOf('update')).toEqual([
		['entryId', true, true],
		['day', false, false],
		['note', false, false],
	]);
});

it('an ID in a path is called after the record that it names', () => {
	expect(operation('get').parameters).toMatchObject([
		{ place: 'path', wireName: 'id', name: 'entryId', label: 'Entry' },
	]);
	expect(operation('getManyByClient').parameters).toMatchObject([
		{ place: 'path', wireName: 'client_id', name: 'clientId', label: 'Client' },
	]);
});

it('words that the vendor writes together are set apart in name and label, not on the wire', () => {
	const task = resource('Task', {
		getMany: {
			request: 'GET /{account}/tasks/{ownerid}',
			path: { ownerid: record('owner') },
			query: { duedate: date() },
		},
	});
	const spelled = (name: string) => name.replace(/(id|date)$/, '_$1');
	expect(operationsOf({ ...vendorOf({ task }), spelled })[0]?.parameters).toMatchObject([
		{ wireName: 'ownerid', name: 'ownerId', label: 'Owner' },
		{ wireName: 'duedate', name: 'dueDate', label: 'Due Date' },
	]);
});

it('an operation that is not there is not found', () => {
	expect(operationOf(vendor, 'entry', 'befriend')).toBeUndefined();
	expect(operationOf(vendor, 'toString', 'get')).toBeUndefined();
});

// The type check of the build judges these: an expected error that does not come is an error.
describe('a record that is wrong does not compile', () => {
	it('where a placeholder has no field', () => {
		resource('Pen', {
			// @ts-expect-error {id} has no field
			get: { request: 'GET /pens/{id}' },
			// @ts-expect-error {colour} has no field
			paint: { request: 'POST /pens/{id}/{colour}', path: { id: record('pen') } },
			// The credential fills in {account}.
			getMany: { request: 'GET /{account}/pens', answer: 'pages' },
		});
	});

	it('where a path field has no placeholder', () => {
		// @ts-expect-error there is no {name}
		resource('Pen', { get: { request: 'GET /pens/{id}', path: { id: text(), name: text() } } });
		// @ts-expect-error there is no placeholder at all
		resource('Pen', { getMany: { request: 'GET /pens', path: { id: text() } } });
	});

	it('where it says what no record says', () => {
		// @ts-expect-error a field has no place
		resource('Pen', { create: { request: 'POST /pens', fields: { name: text() } } });
		// @ts-expect-error there is no such verb
		resource('Pen', { create: { request: 'MAKE /pens' } });
		// @ts-expect-error a field is made by its kind
		resource('Pen', { create: { request: 'POST /pens', body: { name: 'text' } } });
	});
});

describe('the properties', () => {
	const pen = resource('Pen', {
		create: {
			request: 'POST /pens',
			body: {
				zip: text({ required: true }),
				owner_id: record('owner'),
				owner_name: text(),
				alpha: integer(),
				custom: mapped('pens', { words: ['field', 'fields'] }),
				caps: list('Cap', { size: integer({ required: true }), color: text() }),
			},
			exactlyOne: [['owner_id', 'owner_name']],
		},
		getMany: { request: 'GET /pens', answer: 'pages' },
		getManyOld: { request: 'GET /pens/old', answer: 'list', query: { tags: records('tag') } },
		update: { request: 'PUT /pens/{id}', path: { id: record('pen') }, body: { zip: text() } },
	});
	const properties = propertiesOf(vendorOf({ pen, entry }));
	const shownIn = (key: string) =>
		properties.filter(
			({ displayOptions: { show = {} } = {} }) =>
				show.resource?.includes('pen') && show.operation?.includes(key),
		);

	it('begin with resource and operation, and end with the settings', () => {
		const [first, second, third] = properties;
		expect(first).toMatchObject({ name: 'resource', noDataExpression: true });
		expect(second).toMatchObject({
			name: 'operation',
			default: 'getMany',
			noDataExpression: true,
			displayOptions: { show: { resource: ['pen'] } },
		});
		expect(third).toMatchObject({
			name: 'operation',
			displayOptions: { show: { resource: ['entry'] } },
		});
		expect(properties.at(-1)).toMatchObject({
			name: 'settings',
			options: [{ name: 'itemsAtOnce', default: 10, typeOptions: { minValue: 1 } }],
		});
	});

	it('come in the order in which they are filled in', () => {
		expect(shownIn('create').map(({ name }) => name)).toEqual([
			'zip',
			'ownerId',
			'ownerName',
			'custom',
			'additionalFields',
		]);
		expect(shownIn('update').map(({ name }) => name)).toEqual(['penId', 'updateFields']);
	});

	it('mark what is required, not what is one of two', () => {
		expect(
			shownIn('create')
				.filter(({ required }) => required)
				.map(({ name }) => name),
		).toEqual(['zip']);
	});

	it('of two operations that are alike are one', () => {
		const limits = properties.filter(
			({ name, displayOptions }) =>
				name === 'limit' && displayOptions?.show?.resource?.includes('pen'),
		);
		expect(limits).toHaveLength(1);
		expect(limits[0]?.displayOptions?.show).toEqual({
			resource: ['pen'],
			operation: ['getMany', 'getManyOld'],
			returnAll: [false],
		});
	});

	it('of rows have labels and keep what is required', () => {
		const more = shownIn('create').at(-1);
		expect(more).toMatchObject({
			displayName: 'Additional Fields',
			type: 'collection',
			options: [
				{ name: 'alpha' },
				{
					name: 'caps',
					type: 'fixedCollection',
					placeholder: 'Add Cap',
					typeOptions: { multipleValues: true },
					options: [
						{
							name: 'rows',
							displayName: 'Cap',
							values: [
								{ displayName: 'Size', name: 'size' },
								{ displayName: 'Color', name: 'color' },
							],
						},
					],
				},
			],
		});
	});
});
