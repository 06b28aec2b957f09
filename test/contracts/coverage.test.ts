/** The coverage report: complete for every vendor, and able to see what is missing. */
import { loadContract, operations } from '../../contracts';
import { operationsOf } from '../../nodes/engine';
import { resourceGuru } from '../../nodes/ResourceGuru/resourceGuru';
import { coverageOf, coverages } from '../../scripts/coverage';

const contract = [...operations(loadContract('resource-guru'))];
const ours = operationsOf(resourceGuru);

test.each(coverages())('%s: every gap has a reason, every reason a gap', (_name, { faults }) => {
	expect(faults).toEqual([]);
});

test('sees a missing operation, a missing field, an unknown field and a reason too many', () => {
	const without = ours
		.filter(({ request }) => request !== 'GET /v1/me')
		.map((operation) =>
			operation.request === 'POST /v1/{account}/clients' && !operation.upsert
				? {
						...operation,
						parameters: operation.parameters.flatMap((parameter) =>
							parameter.wireName === 'notes'
								? [{ ...parameter, wireName: 'remarks' }]
								: [parameter],
						),
					}
				: operation,
		);
	const { faults } = coverageOf(contract, without, {
		'user.getMany': { limit: 'No reason at all' },
	});
	expect(faults).toEqual(
		expect.arrayContaining([
			'user.getMe is not offered, and no reason is given',
			'client.create notes is not offered, and no reason is given',
			'client.create offers body remarks, which the contract does not know',
			'A reason is given for user.getMany limit, which is offered or unknown',
		]),
	);
});
