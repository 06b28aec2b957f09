/** What Hub Planner documents in words. */
import { loadContract } from '../../contracts';
import { judge } from './support';

const contract = loadContract('hub-planner');
const { requestFaults, queryFaults } = judge(contract);

it('has two budgets', () => {
	expect(contract['x-rate-limit']).toMatchObject([
		{ requests: 50, seconds: 5 },
		{ requests: 6000, seconds: 86_400 },
	]);
});

it.each([
	['one status', 'resource.search', { status: 'STATUS_ACTIVE' }],
	['all but one status', 'resource.search', { status: { $nin: 'STATUS_ACTIVE' } }],
	['two statuses', 'resource.search', { status: { $in: ['STATUS_ACTIVE', 'STATUS_ARCHIVED'] } }],
	['a new resource', 'resource.create', { firstName: 'Paddy' }],
])('takes %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).toEqual([]);
});

it.each([
	['a search by note', 'resource.search', { note: 'x' }],
	['a search by date', 'resource.search', { updatedDate: { $in: ['2014-11-28'] } }],
	['another way to compare', 'resource.search', { email: { $gt: 'a' } }],
	['no way to compare', 'resource.search', { email: {} }],
	['none of the values', 'resource.search', { email: { $in: [] } }],
	['another status', 'resource.search', { status: 'ACTIVE' }],
	['an id of our own', 'resource.create', { firstName: 'Paddy', _id: '1' }],
	['a custom field', 'resource.create', { firstName: 'Paddy', customFields: [] }],
	['metadata too long', 'resource.create', { firstName: 'Paddy', metadata: 'x'.repeat(256) }],
	['an eighth day', 'resource.update', { customAvailabilities: { weekDays: { someday: {} } } }],
	['a sixth link', 'resource.update', { links: { link6: '' } }],
])('refuses %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).not.toEqual([]);
});

it.each([
	['resource.getMany', 'page', 0, -1],
	['resource.getMany', 'limit', 1000, 1001],
	['resource.search', 'limit', 1, 0],
	['resource.getMany', 'sort', ['-updatedDate', 'firstName'], ['note']],
])('%s takes %s=%j, not %j', (operationId, name, right, wrong) => {
	expect(queryFaults(operationId, name, right)).toEqual([]);
	expect(queryFaults(operationId, name, wrong)).not.toEqual([]);
});
