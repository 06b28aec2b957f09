import { type Sandbox, startSandbox } from '../../sandbox';
import { guruClient, NOW } from './client';

const sandboxes: Sandbox[] = [];
async function start(rateLimit?: { requests: number; seconds: number }) {
	const sandbox = await startSandbox({ now: NOW, rateLimit });
	sandboxes.push(sandbox);
	return { sandbox, guru: guruClient(sandbox) };
}
afterAll(() => Promise.all(sandboxes.map((sandbox) => sandbox.close())));

test('the contract’s limit is told with every answer, errors too', async () => {
	const { guru } = await start();
	const first = await guru.get('/clients');
	expect(first.headers).toMatchObject({
		'retry-after': '0',
		'x-ratelimit-limit': '200',
		'x-ratelimit-remaining': '199',
	});
	const second = await guru.get('/clients/999');
	expect(second.headers['x-ratelimit-remaining']).toBe('198');
	const third = await guru.get('/clients', { limit: 'x' });
	expect(third.headers['x-ratelimit-remaining']).toBe('197');
});

test('beyond the limit it answers 429 until the window ends', async () => {
	const { sandbox, guru } = await start({ requests: 2, seconds: 60 });
	await guru.get('/clients');
	sandbox.clock.advance(20_000);
	expect((await guru.get('/clients')).status).toBe(200);
	const { status, headers } = await guru.post('/clients', { name: 'Too many' });
	expect(status).toBe(429);
	expect(Number(headers['retry-after'])).toBeGreaterThan(35);
	expect(Number(headers['retry-after'])).toBeLessThanOrEqual(40);
	expect(headers['x-ratelimit-remaining']).toBe('0');
	expect(
		sandbox.vendors.resourceGuru.records.clients.where(({ name }) => name === 'Too many'),
	).toEqual([]);
	sandbox.clock.advance(40_000);
	expect((await guru.get('/clients')).status).toBe(200);
});

test('all tokens of an application share its limit; sign-in itself is not counted', async () => {
	const { sandbox, guru } = await start({ requests: 1, seconds: 60 });
	const other = guruClient(sandbox);
	expect((await other.get('/clients')).status).toBe(200);
	expect((await guru.get('/clients')).status).toBe(429);
	expect((await guru.send({ url: '/oauth/authorize' })).status).toBe(401);
	sandbox.reset();
	expect((await guru.get('/clients')).status).toBe(200);
});

test('it can be switched off', async () => {
	const sandbox = await startSandbox({ now: NOW, rateLimit: false });
	sandboxes.push(sandbox);
	const { headers } = await guruClient(sandbox).get('/clients');
	expect(headers).not.toHaveProperty('x-ratelimit-limit');
});
