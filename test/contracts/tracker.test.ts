/** What Tracker documents in words, and what its document leaves open. */
import { loadContract, operations } from '../../contracts';
import { judge } from './support';

const contract = loadContract('tracker');
const all = [...operations(contract)];
const { requestFaults } = judge(contract);

it('allows what docs.txt L41-44 says', () => {
	expect(contract['x-rate-limit']).toMatchObject({ requests: 100, seconds: 60, headers: [] });
});

it('marks the 34 operations that the document does not show', () => {
	expect(all.filter(({ basis }) => basis.collapsed)).toHaveLength(34);
});

it('takes its JSON by either name', () => {
	const json = all.filter(({ requestMediaTypes }) =>
		requestMediaTypes.includes('application/json'),
	);
	expect(json.length).toBeGreaterThan(38);
	for (const { requestMediaTypes } of json) {
		expect(requestMediaTypes).toEqual(['application/json', 'application/json-patch+json']);
	}
});

it('answers a create with its outcome, not with the 200 without a body', () => {
	for (const { operationId, successStatus, responseSchema } of all) {
		if (!operationId.endsWith('.create')) continue;
		expect([operationId, successStatus]).toEqual([operationId, 201]);
		expect(responseSchema).toHaveProperty('properties.success');
	}
});

it('has a 204 for every get, search, update and delete, but that of a webhook', () => {
	for (const [path, item] of Object.entries(contract.paths)) {
		for (const [method, operation] of Object.entries(item)) {
			const { operationId = '', responses } = operation as {
				operationId?: string;
				responses: object;
			};
			if (!/\.(get|search|update|delete)$/.test(operationId)) continue;
			// L6460-6498 list none.
			if (operationId === 'webhook.update') continue;
			expect([path, method, Object.keys(responses)]).toEqual([
				path,
				method,
				expect.arrayContaining(['204']),
			]);
		}
	}
});

it('pages its searches in the body', () => {
	const searches = all.filter(({ paging }) => paging);
	expect(searches).toHaveLength(13);
	for (const { paging, method } of searches) {
		expect([method, paging?.style]).toEqual(['POST', 'bodyPage']);
	}
});

it.each([
	['a reference by its id', 'client.create', { name: 'Acme', status: { id: 7 } }],
	['a part of a record', 'contact.update', { address: { town: 'London' } }],
	['no dates in a search', 'project.search', { updatedBefore: null, updatedAfter: null }],
	['either spelling of a direction', 'client.search', { sortDirection: 'desc' }],
	['several entries', 'timesheetEntry.createMany', [{ hours: 7.5 }, { entryDate: '2025-11-27' }]],
	['anything in a lead', 'lead.create', { leadName: 'Acme', owners: [] }],
	['anything in an invoice', 'invoice.update', { invoiceNumber: 'A-1' }],
	['anything in a search of leads', 'lead.search', { pageNumber: 2, leadTypeId: 1 }],
	['the spelling of the document', 'client.update', { secondarysupportResource: 'Jo' }],
])('takes %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).toEqual([]);
});

it.each([
	['a reference by its name alone', 'client.create', { status: 'Active' }],
	['an unknown field of a part', 'client.create', { status: { id: 7, order: 1 } }],
	['another spelling', 'client.update', { secondarySupportResource: 'Jo' }],
	['a page before the first', 'client.search', { pageNumber: 0 }],
	['a state of contacts', 'contact.search', { state: 'open' }],
	['another direction', 'user.search', { sortDirection: 'up' }],
	['a day for a moment', 'project.create', { startDate: '2025-11-27' }],
	['a moment for a day', 'timesheetEntry.create', { entryDate: '2025-11-27T08:00:00Z' }],
	['one entry for many', 'timesheetEntry.createMany', { hours: 1 }],
	['a wrong type where siblings have a type', 'lead.create', { owners: 'Jo' }],
	['several actions of a hook', 'webhook.create', { action: ['create'] }],
])('refuses %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).not.toEqual([]);
});
