import { Expression } from 'n8n-workflow';
import { createHost, type Host } from '../../host';
import { startVendor } from './vendor';
import { node, source, workflow } from './workflows';

let host: Host;
let vendor: Awaited<ReturnType<typeof startVendor>>;

beforeAll(async () => {
	host = await createHost();
	vendor = await startVendor(({ url }) => {
		if (url === '/api/metric/') return undefined;
		return url === '/missing'
			? { status: 404, body: { message: 'No such thing' } }
			: { body: { url } };
	});
});
afterAll(async () => {
	await vendor.close();
	await host.dispose();
});

const start = node('Start', 'manualTrigger');

describe('an execution', () => {
	it('runs n8n’s own nodes with expressions, branches and paired items', async () => {
		const compare = {
			conditions: {
				options: { version: 2, caseSensitive: true, typeValidation: 'strict' },
				combinator: 'and',
				conditions: [
					{
						leftValue: '={{ $json.n }}',
						rightValue: 1,
						operator: { type: 'number', operation: 'gt' },
					},
				],
			},
		};
		const { items, error, run } = await host.run(
			workflow(
				[
					start,
					source('Numbers', [{ n: 1 }, { n: 2 }, { n: 3 }]),
					node('Above One', 'if', compare, { typeVersion: 2.2 }),
					node('Get', 'httpRequest', { url: `=${vendor.url}/{{ $json.n }}` }, { typeVersion: 4.2 }),
					node(
						'Label',
						'set',
						{
							assignments: {
								assignments: [
									{
										id: 'a',
										name: 'from',
										type: 'number',
										value: '={{ $("Numbers").item.json.n }}',
									},
								],
							},
						},
						{ typeVersion: 3.4 },
					),
					node('Merge', 'merge', {}, { typeVersion: 3 }),
				],
				'Start -> Numbers -> Above One -> Get -> Label -> Merge',
				'Above One -> 1 Merge 1',
			),
		);
		expect(error).toBeUndefined();
		expect(run.status).toBe('success');
		expect(items['Above One']?.map((output) => output.length)).toEqual([2, 1]);
		expect(items.Get?.[0]).toEqual([
			{ json: { url: '/2' }, pairedItem: { item: 0 } },
			{ json: { url: '/3' }, pairedItem: { item: 1 } },
		]);
		// $("Numbers").item is found through the paired items of three nodes.
		expect(items.Label?.[0]?.map(({ json }) => json)).toEqual([{ from: 2 }, { from: 3 }]);
		expect(items.Merge?.[0]?.map(({ json }) => json)).toEqual([{ from: 2 }, { from: 3 }, { n: 1 }]);
	});

	it('gives the start node the input and keeps item order in Code per item', async () => {
		const each = {
			mode: 'runOnceForEachItem',
			jsCode: 'return { double: $json.n * 2, index: $itemIndex }',
		};
		const { items } = await host.run(
			workflow([start, node('Each', 'code', each, { typeVersion: 2 })], 'Start -> Each'),
			{ input: [{ json: { n: 4 } }, { json: { n: 5 } }] },
		);
		expect(items.Each?.[0]).toEqual([
			{ json: { double: 8, index: 0 }, pairedItem: { item: 0 } },
			{ json: { double: 10, index: 1 }, pairedItem: { item: 1 } },
		]);
	});

	it('reports the error of Code', async () => {
		const { error } = await host.run(
			workflow(
				[start, node('Bad', 'code', { jsCode: 'throw new Error("Boom")' }, { typeVersion: 2 })],
				'Start -> Bad',
			),
		);
		expect(error?.message).toContain('Boom');
	});

	it('fills in default parameters', async () => {
		const { items } = await host.run(
			workflow([start, node('Now', 'dateTime', {}, { typeVersion: 2 })], 'Start -> Now'),
		);
		// Operation "Get Current Date" and its output field are defaults only.
		expect(items.Now?.[0]?.[0]?.json).toHaveProperty('currentDate');
	});

	const failing = (onError?: 'continueErrorOutput') =>
		workflow(
			[
				start,
				source('Paths', [{ path: 'good' }, { path: 'missing' }, { path: 'fine' }]),
				node(
					'Get',
					'httpRequest',
					{ url: `=${vendor.url}/{{ $json.path }}` },
					{ typeVersion: 4.2, onError },
				),
				node('Good', 'noOp'),
				node('Failed', 'noOp'),
			],
			'Start -> Paths -> Get -> Good',
			'Get -> 1 Failed',
		);

	it('sends a failing item to the error output and lets the others through', async () => {
		const { items, error } = await host.run(failing('continueErrorOutput'));
		expect(error).toBeUndefined();
		expect(items.Good?.[0]?.map(({ json }) => json)).toEqual([{ url: '/good' }, { url: '/fine' }]);
		expect(items.Failed?.[0]).toHaveLength(1);
		expect(items.Get?.[1]?.[0]?.json).toMatchObject({ path: 'missing', error: { status: 404 } });
		expect(items.Get?.[1]?.[0]?.pairedItem).toEqual({ item: 1 });
	});

	it('stops at a failing node and says why', async () => {
		const { error, run, items } = await host.run(failing());
		expect(run.status).toBe('error');
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(items.Good).toBeUndefined();
		expect(host.log.some((line) => line.includes('Request failed with status code 404'))).toBe(
			true,
		);
	});

	it.each(['cancel()', 'signal'])('is cancelled by %s while its request hangs', async (how) => {
		const data = { url: vendor.url, sessionToken: 'token' };
		host.credentials.set('metabase', 'metabaseApi', 'Metabase', data);
		const credentials = { metabaseApi: { id: 'metabase', name: 'Metabase' } };
		const hanging = node('Hanging', 'metabase', { resource: 'metrics' }, { credentials });
		const file = workflow([start, hanging, node('After', 'noOp')], 'Start -> Hanging -> After');
		const abort = new AbortController();
		const seen = vendor.received.length;
		const execution = host.start(file, { signal: abort.signal });
		while (vendor.received.length === seen) await new Promise((resolve) => setTimeout(resolve, 5));

		const cancelled = Date.now();
		if (how === 'signal') abort.abort();
		else execution.cancel();
		const { run, items } = await execution.result;
		expect(Date.now() - cancelled).toBeLessThan(500);
		expect(run.status).toBe('canceled');
		expect(items).toHaveProperty('Start');
		expect(items).not.toHaveProperty('After');
	});

	it('uses the time zone of the workflow, else of the host', async () => {
		const zone = node(
			'Zone',
			'set',
			{
				assignments: {
					assignments: [{ id: 'z', name: 'zone', type: 'string', value: '={{ $now.zoneName }}' }],
				},
			},
			{ typeVersion: 3.4 },
		);
		const file = workflow([start, zone], 'Start -> Zone');
		expect((await host.run(file)).items.Zone?.[0]?.[0]?.json.zone).toBe('UTC');
		const settings = { timezone: 'Pacific/Auckland' };
		expect((await host.run({ ...file, settings })).items.Zone?.[0]?.[0]?.json.zone).toBe(
			'Pacific/Auckland',
		);
	});
});

it('refuses to load a package that is not there', async () => {
	await expect(createHost({ packages: ['/nowhere'] })).rejects.toThrow(
		'Cannot load the package in /nowhere',
	);
});

it('uses the expression engine it is told to, and only one at once', async () => {
	const engine = process.env.N8N_EXPRESSION_ENGINE ?? 'legacy';
	expect(Expression.getActiveImplementation()).toBe(engine);
	const other = engine === 'vm' ? 'legacy' : 'vm';
	await expect(createHost({ engine: other })).rejects.toThrow('Another host in this process');
});
