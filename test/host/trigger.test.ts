import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import axios from 'axios';
import { createHost, type Host, type Trigger } from '../../host';
import { startVendor } from './vendor';
import { node, workflow } from './workflows';

let host: Host;
let vendor: Awaited<ReturnType<typeof startVendor>>;
let hookExists = true;

beforeAll(async () => {
	host = await createHost();
	vendor = await startVendor(({ method, url }) => {
		if (method === 'POST') return { status: 201, body: { id: 7, active: true } };
		return hookExists ? { body: { id: 7, url } } : { status: 404 };
	});
	host.credentials.set('token', 'githubApi', 'GitHub', { server: vendor.url, accessToken: 'live' });
});
afterAll(async () => {
	await vendor.close();
	await host.dispose();
});
beforeEach(() => {
	vendor.received.length = 0;
	hookExists = true;
});

const github = node(
	'GitHub',
	'githubTrigger',
	{
		owner: { __rl: true, mode: 'name', value: 'ada' },
		repository: { __rl: true, mode: 'name', value: 'engine' },
		events: ['push'],
	},
	{ webhookId: 'abc', credentials: { githubApi: { id: 'token', name: 'GitHub' } } },
);
const file = workflow([github, node('After', 'noOp')], 'GitHub -> After');
const requests = () => vendor.received.map(({ method, url }) => `${method} ${url}`);

describe('webhook hooks', () => {
	it('creates a webhook when switched on, and not again while it is there', async () => {
		const trigger = await host.trigger(file, 'GitHub');
		await trigger.activate();
		expect(requests()).toEqual(['POST /repos/ada/engine/hooks']);
		expect(JSON.parse(vendor.received[0]?.body ?? '')).toMatchObject({
			config: { url: trigger.url() },
		});
		expect(trigger.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook\/abc\/webhook$/);
		expect(trigger.staticData).toMatchObject({ webhookId: 7 });

		await trigger.activate();
		expect(requests()).toEqual(['POST /repos/ada/engine/hooks', 'GET /repos/ada/engine/hooks/7']);
		hookExists = false;
		expect(await trigger.hook('checkExists')).toBe(false);
		hookExists = true;
		await trigger.activate();
		await trigger.deactivate();
		expect(requests().at(-1)).toBe('DELETE /repos/ada/engine/hooks/7');
	});

	it('remembers after a restart what it had created', async () => {
		const staticData = { webhookId: 7, webhookSecret: 'secret', webhookEvents: ['push'] };
		const trigger = await host.trigger(file, 'GitHub', { staticData });
		await trigger.activate();
		expect(requests()).toEqual(['GET /repos/ada/engine/hooks/7']);
	});

	it('uses the test URL in a manual run', async () => {
		const trigger = await host.trigger(file, 'GitHub', { mode: 'manual' });
		await trigger.hook('create');
		expect(JSON.parse(vendor.received[0]?.body ?? '').config.url).toContain(
			'/webhook-test/abc/webhook',
		);
	});
});

describe('a delivery', () => {
	let trigger: Trigger;
	beforeEach(async () => {
		trigger = await host.trigger(file, 'GitHub');
		await trigger.activate();
	});

	// Spaces that a parser would lose: the signature is over the bytes.
	const body = '{ "zen":  "Keep it logically awesome." }';
	const deliver = async (
		signature: string,
		event = 'push',
		data: string | Buffer = body,
		more = {},
	) =>
		await axios.post(trigger.url(), data, {
			headers: {
				'content-type': 'application/json',
				'x-hub-signature-256': signature,
				'x-github-event': event,
				...more,
			},
			validateStatus: () => true,
		});
	const sign = () =>
		`sha256=${createHmac('sha256', String(trigger.staticData.webhookSecret)).update(body).digest('hex')}`;

	it('starts an execution when its raw body is signed', async () => {
		const { status, data } = await deliver(sign());
		expect([status, data]).toEqual([200, { message: 'Workflow was started' }]);
		const result = await trigger.runs[0];
		expect(result?.error).toBeUndefined();
		expect(result?.items.After?.[0]?.[0]?.json.body).toEqual({ zen: 'Keep it logically awesome.' });
	});

	it('is unzipped before it is read', async () => {
		const { status } = await deliver(sign(), 'push', gzipSync(body), {
			'content-encoding': 'gzip',
		});
		expect(status).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it('is refused without a good signature, and starts nothing', async () => {
		const { status, data } = await deliver('sha256=0000');
		expect([status, data]).toEqual([401, 'Unauthorized']);
		expect(trigger.runs).toHaveLength(0);
	});

	it('is answered without an execution when the node says so', async () => {
		const ping = '{"hook_id":7}';
		const signature = createHmac('sha256', String(trigger.staticData.webhookSecret)).update(ping);
		const { data } = await deliver(`sha256=${signature.digest('hex')}`, 'ping', ping);
		expect([data, trigger.runs.length]).toEqual(['OK', 0]);
	});

	it('gets 422 when it is not JSON and 404 at another path', async () => {
		expect((await deliver('', 'push', Buffer.from('{'))).status).toBe(422);
		const other = trigger.url().replace('abc', 'xyz');
		expect((await axios.post(other, {}, { validateStatus: () => true })).status).toBe(404);
	});
});

it('answers 500 and records a failed execution when webhook() throws', async () => {
	const typeform = node('Form', 'typeformTrigger', { formId: 'f' }, { webhookId: 'w' });
	const trigger = await host.trigger(workflow([typeform]), 'Form');
	const { status, data } = await axios.post(trigger.url(), {}, { validateStatus: () => true });
	expect(status).toBe(500);
	expect(data.message).toBe('Workflow Webhook Error: Workflow could not be started!');
	const result = await trigger.runs[0];
	expect(result?.run.status).toBe('error');
	expect(result?.error?.message).toBe('Expected definition/answers data is missing!');
});

it('finds the path of a webhook that an expression gives', async () => {
	const hook = node('Hook', 'webhook', { path: 'here/now' }, { typeVersion: 2, webhookId: 'w' });
	const trigger = await host.trigger(
		workflow([hook, node('After', 'noOp')], 'Hook -> After'),
		'Hook',
	);
	expect(trigger.url()).toMatch(/\/webhook\/here\/now$/);
	expect((await axios.get(`${trigger.url()}?a=1`)).data).toEqual({
		message: 'Workflow was started',
	});
	expect((await trigger.runs[0])?.items.After?.[0]?.[0]?.json.query).toEqual({ a: '1' });
});

it('refuses a webhook that answers only when the workflow is through', async () => {
	const parameters = { path: 'here', responseMode: 'lastNode' };
	const hook = node('Hook', 'webhook', parameters, { typeVersion: 2, webhookId: 'w' });
	await expect(host.trigger(workflow([hook]), 'Hook')).rejects.toThrow('lastNode');
});

describe('polling', () => {
	const item = (n: number) =>
		`<item><title>News ${n}</title><pubDate>${new Date(Date.UTC(2030, 0, n)).toUTCString()}</pubDate></item>`;

	it('keeps its cursor between polls, and returns a sample in a manual run', async () => {
		let count = 2;
		const { createServer } = await import('node:http');
		const feed = createServer((_req, res) => {
			res.setHeader('content-type', 'application/rss+xml');
			const items = Array.from({ length: count }, (_, index) => item(index + 1));
			res.end(`<rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`);
		});
		await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
		const feedUrl = `http://127.0.0.1:${(feed.address() as { port: number }).port}/`;
		try {
			const polling = workflow([node('Feed', 'rssFeedReadTrigger', { feedUrl })]);
			const trigger = await host.trigger(polling, 'Feed');
			const titles = async () => (await trigger.poll())?.[0]?.map(({ json }) => json.title);
			expect(await titles()).toEqual(['News 1', 'News 2']);
			expect(await trigger.poll()).toBeNull();
			count = 3;
			expect(await titles()).toEqual(['News 3']);
			const manual = await host.trigger(polling, 'Feed', { mode: 'manual' });
			expect((await manual.poll())?.[0]).toHaveLength(1);
		} finally {
			feed.closeAllConnections();
			feed.close();
		}
	});
});
