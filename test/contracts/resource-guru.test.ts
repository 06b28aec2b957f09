/** What Resource Guru documents in words. */
import { loadContract, operations } from '../../contracts';
import { judge } from './support';

const contract = loadContract('resource-guru');
const { requestFaults, queryFaults } = judge(contract);

it('allows what docs.txt L10-18 says', () => {
	expect(contract['x-rate-limit']).toMatchObject({ requests: 200, seconds: 60 });
});

describe('what the vendor documents in words', () => {
	const booking = { start_date: '2020-12-31', end_date: '2020-12-31', duration: 60 };
	const repeat = (rrule: unknown) => ({ ...booking, resource_id: 1, rrule });

	it.each([
		['a booking by one resource', { ...booking, resource_id: 1 }],
		['a booking by several resources', { ...booking, resource_ids: [1, 2] }],
		['a repeat every month', repeat({ monthly: { interval: 1 } })],
		['no repeat', repeat(null)],
		['the local time zones', { ...booking, resource_id: 1, timezone: '' }],
		[
			'several values of a custom field',
			{
				...booking,
				resource_id: 1,
				custom_field_values: { Skills: ['Drawing', 'Writing'], Phase: 'Design' },
			},
		],
	])('takes %s', (_what, body) => {
		expect(requestFaults('booking.create', body)).toEqual([]);
	});

	it.each([
		['a booking without a resource', booking],
		['no resources', { ...booking, resource_ids: [] }],
		['a duration of 0', { ...booking, resource_id: 1, duration: 0 }],
		['a duration of more than a day', { ...booking, resource_id: 1, duration: 1441 }],
		['a start after midnight', { ...booking, resource_id: 1, start_time: 1441 }],
		['a date that is none', { ...booking, resource_id: 1, start_date: '2020-02-30' }],
		['a date with a time', { ...booking, resource_id: 1, end_date: '2020-12-31T00:00:00Z' }],
		['an id as text', { ...booking, resource_id: '1' }],
		['two repeats', repeat({ monthly: {}, yearly: {} })],
		['a repeat without a kind', repeat({})],
		['an eighth weekday', repeat({ weekly: { weekday: 7 } })],
		['an IANA time zone', { ...booking, resource_id: 1, timezone: 'Europe/London' }],
		['another way out of a clash', { ...booking, resource_id: 1, clash_resolution: 'delete' }],
	])('refuses %s', (_what, body) => {
		expect(requestFaults('booking.create', body)).not.toEqual([]);
	});

	it.each([
		['booking.getMany', 'booker_id', 'me', 'you'],
		['booking.getMany', 'calendar', '1', 'true'],
		['booking.getMany', 'limit', '0', '-1'],
		['booking.getMany', 'approval_states', ['declined'], ['refused']],
		['booking.update', 'affects', 'following', 'future'],
		['client.getMany', 'includeArchived', '0', 'false'],
		['customAvailability.getMany', 'resource_ids[]', ['42'], [42]],
		['downtime.getMany', 'booker_id', '42', 'me'],
		['report.getClient', 'start_date', '2020-12-31', '31.12.2020'],
		['resource.getMany', 'ids', [1], [0]],
	])('%s takes %s=%j, not %j', (operationId, name, right, wrong) => {
		expect(queryFaults(operationId, name, right)).toEqual([]);
		expect(queryFaults(operationId, name, wrong)).not.toEqual([]);
	});

	it('asks for both dates of a report', () => {
		for (const { operationId, parameters } of operations(contract)) {
			if (!operationId.startsWith('report.')) continue;
			const required = parameters.filter((p) => p.in === 'query' && p.required);
			expect(required.map((p) => p.name)).toEqual(['start_date', 'end_date']);
		}
	});
});
