import { loadContract, operations } from '../../contracts';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type GuruClient, guruClient, NOW } from './client';

let sandbox: Sandbox;
let guru: GuruClient;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, rateLimit: false, checkAnswers: true });
	guru = guruClient(sandbox);
});
afterAll(() => sandbox.close());

/** What is read, with the query it needs. */
const reads = [...operations(loadContract('resource-guru'))].filter(
	({ method }) => method === 'GET',
);

test.each(reads.map(({ operationId, path }) => [operationId, path] as const))(
	'%s answers what the contract says',
	async (operationId, path) => {
		await guru.post('/webhooks', {
			name: 'Any',
			payload_url: 'http://127.0.0.1:9/',
			events: ['clients'],
			secret: '',
			send_secret_header: false,
			paused: true,
		});
		const params = path.includes('/reports/')
			? { start_date: '2026-01-05', end_date: '2026-01-16' }
			: {};
		const url = path.replace('{account}', 'example-corp').replace('{id}', '1');
		const reply = await guru.send({ url, params });
		// A wrong answer would be a 500 that names the rule.
		expect([reply.status, reply.body.errors]).toEqual([200, undefined]);
		expect(sandbox.requests.at(-1)?.operationId).toBe(operationId);
	},
);

test('no operation of the contract is without behaviour', async () => {
	const without: string[] = [];
	for (const { operationId, method, path } of operations(loadContract('resource-guru'))) {
		const url = path.replace('{account}', 'other-corp').replace('{id}', '99999');
		const reply = await guru.send({ method, url });
		if (reply.status === 501) without.push(operationId);
	}
	expect(without).toEqual([]);
});
