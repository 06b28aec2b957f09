import axios from 'axios';
import { type Sandbox, startSandbox } from '../../sandbox';
import { RateLimiter, type RateLimits } from '../../sandbox/rateLimit';
import { createHubPlanner } from '../../sandbox/vendors/hub-planner';
import { type Json, NOW } from './client';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ now: NOW, checkAnswers: true });
});
afterAll(() => sandbox.close());
beforeEach(() => {
	sandbox.reset();
});

const hub = () => sandbox.vendors.hubPlanner;
async function send(
	method: string,
	path: string,
	data?: unknown,
	key: string | null = hub().apiKey,
) {
	const reply = await axios.request({
		method,
		url: `${hub().baseUrl}${path}`,
		data,
		validateStatus: () => true,
		proxy: false,
		headers: key === null ? {} : { Authorization: key },
	});
	return {
		status: reply.status,
		headers: reply.headers as Record<string, string>,
		body: reply.data,
	};
}
const idsOf = (list: Json[]): string[] => list.map(({ _id }) => _id);
const first = async () => (await send('GET', '/resource?page=0&limit=1')).body[0];

describe('sign-in', () => {
	test('the key stands alone in the header', async () => {
		expect((await send('GET', '/resource?page=0&limit=1')).status).toBe(200);
		for (const key of [null, 'guess', `Bearer ${hub().apiKey}`]) {
			const { status, body } = await send('GET', '/resource', undefined, key);
			expect([status, body.error, body.version]).toEqual([401, 'UNAUTHORIZED', 2]);
		}
	});

	test('a key that may only read reads and searches, and writes nothing', async () => {
		const { _id } = await first();
		const reader = hub().readOnlyKey;
		expect((await send('GET', `/resource/${_id}`, undefined, reader)).status).toBe(200);
		expect((await send('POST', '/resource/search', {}, reader)).status).toBe(200);
		for (const reply of [
			await send('POST', '/resource', { firstName: 'Uma' }, reader),
			await send('PUT', `/resource/${_id}`, {}, reader),
			await send('DELETE', `/resource/${_id}`, undefined, reader),
		]) {
			expect(reply.status).toBe(403);
			expect(reply.body).toMatchObject({ error: 'METHOD_ACCESS_NOT_GRANTED', code: 'A13' });
		}
		expect(hub().records.resources.count).toBe(30);
	});
});

describe('the list', () => {
	test('without a limit it is everything', async () => {
		const { body } = await send('GET', '/resource');
		expect(body).toHaveLength(30);
		expect(new Set(idsOf(body)).size).toBe(30);
		for (const id of idsOf(body)) expect(id).toMatch(/^[0-9a-f]{24}$/);
	});

	test('pages begin with 0, and one after an exact multiple is empty', async () => {
		const pages = await Promise.all(
			[0, 1, 2, 3].map((page) => send('GET', `/resource?page=${page}&limit=10`)),
		);
		expect(pages.map(({ body }) => body.length)).toEqual([10, 10, 10, 0]);
		const all = await send('GET', '/resource');
		expect(pages.flatMap(({ body }) => idsOf(body))).toEqual(idsOf(all.body));
		expect((await send('GET', '/resource?limit=7&page=4')).body).toHaveLength(2);
	});

	test.each(['limit=0', 'limit=1001', 'page=-1', 'page=x', 'sort=note', 'colour=red'])(
		'%s is refused',
		async (query) => {
			const { status, body } = await send('GET', `/resource?${query}`);
			expect([status, body.error]).toEqual([400, 'BAD_REQUEST']);
			expect(body.message).toContain(`query.${query.split('=')[0]}`);
		},
	);

	test('it sorts by several properties, upwards and down', async () => {
		const { body } = await send('GET', '/resource?sort=-status&sort=lastName');
		const keys = body.map(({ status, lastName }: Json) => [status, lastName]);
		expect(keys[0]).toEqual(['STATUS_NON_BOOKABLE', 'Petrov']);
		expect(keys.slice(2, 5)).toEqual([
			['STATUS_ARCHIVED', 'Amsel'],
			['STATUS_ARCHIVED', 'Fraser'],
			['STATUS_ACTIVE', 'Bernard'],
		]);
		const updated = (await send('GET', '/resource?sort=-updatedDate')).body.map(
			({ updatedDate }: Json) => updatedDate ?? '',
		);
		expect(updated).toEqual(updated.toSorted().toReversed());
		expect(updated.at(-1)).toBe('');
	});
});

describe('search', () => {
	const found = async (criteria: object, query = '') => {
		const { status, body } = await send('POST', `/resource/search${query}`, criteria);
		expect(status).toBe(200);
		return body;
	};

	test('by a value, by any of several, by none of several', async () => {
		expect(await found({ status: 'STATUS_ARCHIVED' })).toHaveLength(2);
		expect(
			await found({ status: { $in: ['STATUS_ARCHIVED', 'STATUS_NON_BOOKABLE'] } }),
		).toHaveLength(4);
		expect(await found({ status: { $nin: ['STATUS_ACTIVE'] } })).toHaveLength(4);
		expect(await found({ status: { $nin: 'STATUS_ACTIVE' } })).toHaveLength(4);
		expect(await found({ firstName: 'Ada' })).toMatchObject([{ lastName: 'Thornton' }]);
		expect(await found({ metadata: { $in: ['Resource Guru 2', 'EX-9'] } })).toMatchObject([
			{ firstName: 'Bruno' },
		]);
	});

	test('several properties hold at once, and the result pages', async () => {
		const active = { status: 'STATUS_ACTIVE', role: { $nin: ['ROLE_OWNER'] } };
		expect(await found(active)).toHaveLength(25);
		expect(await found(active, '?page=2&limit=10')).toHaveLength(5);
		expect(await found({})).toHaveLength(30);
	});

	test('what cannot be searched is refused', async () => {
		expect((await send('POST', '/resource/search', { note: 'x' })).status).toBe(400);
		expect((await send('POST', '/resource/search', { role: { $like: 'x' } })).status).toBe(400);
		expect((await send('POST', '/resource/search', { status: { $in: ['OPEN'] } })).status).toBe(
			400,
		);
	});
});

describe('writing', () => {
	const person = {
		firstName: 'Uma',
		lastName: 'Berg',
		email: 'uma.berg@example.com',
		metadata: 'A-1',
		note: 'New',
		status: 'STATUS_NON_BOOKABLE',
		role: 'ROLE_TEAM',
		links: { link1: 'https://example.com/uma' },
		billing: { useDefault: false, rate: 75 },
		useCustomAvailability: true,
		customAvailabilities: { weekDays: { monday: { minutes: 240, workDay: true } } },
	};

	test('a new resource answers as a whole, with defaults for the rest', async () => {
		const { status, body } = await send('POST', '/resource', person);
		expect(status).toBe(201);
		expect(body).toMatchObject({
			...person,
			links: { link1: 'https://example.com/uma', link5: '' },
			customAvailabilities: {
				weekDays: { monday: { minutes: 240 }, tuesday: { minutes: 480, workDay: true } },
			},
			customFields: [],
		});
		expect(body.createdDate).toMatch(/^2026-01-07T10:00/);
		expect((await send('GET', `/resource/${body._id}`)).body).toEqual(body);
	});

	test('a new resource needs a first name, and an email of its own', async () => {
		expect((await send('POST', '/resource', { lastName: 'Berg' })).body.message).toBe(
			'body.firstName: is required',
		);
		const taken = { firstName: 'Ada', email: 'ada.thornton@example.com' };
		expect((await send('POST', '/resource', taken)).status).toBe(400);
		expect((await send('POST', '/resource', { ...person, customFields: [] })).status).toBe(400);
	});

	test('an update with the whole object changes what was changed, and nothing else', async () => {
		const before = await first();
		expect(before.customFields).toHaveLength(2);
		sandbox.clock.advance(60_000);
		const reply = await send('PUT', `/resource/${before._id}`, { ...before, note: 'Changed' });
		expect([reply.status, reply.body]).toEqual([200, '']);
		const after = await first();
		expect({ ...after, updatedDate: before.updatedDate }).toEqual({ ...before, note: 'Changed' });
		expect(after.updatedDate).toMatch(/^2026-01-07T10:01/);
	});

	test('an update drops what it leaves out, inside objects too; read only fields stay', async () => {
		const before = (await send('POST', '/resource', person)).body;
		hub().records.resources.update(before._id, {
			customFields: [{ _id: 'f'.repeat(24), templateId: 'e'.repeat(24), templateLabel: 'Office' }],
		});
		await send('PUT', `/resource/${before._id}`, { firstName: 'Una', links: { link2: 'x' } });
		expect((await send('GET', `/resource/${before._id}`)).body).toMatchObject({
			_id: before._id,
			createdDate: before.createdDate,
			firstName: 'Una',
			lastName: '',
			email: '',
			metadata: '',
			note: '',
			status: 'STATUS_ACTIVE',
			links: { link1: '', link2: 'x' },
			billing: { useDefault: true, rate: 0 },
			useCustomAvailability: false,
			customAvailabilities: {
				_id: before.customAvailabilities._id,
				weekDays: { monday: { minutes: 480 } },
			},
			customFields: [{ templateLabel: 'Office' }],
		});
	});

	test('an update of another id, or to an email that is taken, is refused', async () => {
		const { _id } = await first();
		const other = { _id: 'a'.repeat(24) };
		expect((await send('PUT', `/resource/${_id}`, other)).status).toBe(400);
		const taken = { email: 'bruno.keller@example.com' };
		expect((await send('PUT', `/resource/${_id}`, taken)).status).toBe(400);
		const own = { email: 'ada.thornton@example.com' };
		expect((await send('PUT', `/resource/${_id}`, own)).status).toBe(200);
		expect((await send('PUT', '/resource/nobody', {})).status).toBe(404);
	});

	test('a deleted resource is gone', async () => {
		const { _id } = await first();
		const reply = await send('DELETE', `/resource/${_id}`);
		expect([reply.status, reply.body]).toEqual([200, '']);
		const gone = await send('GET', `/resource/${_id}`);
		expect([gone.status, gone.body.error]).toEqual([404, 'NOT_FOUND']);
		expect((await send('DELETE', `/resource/${_id}`)).status).toBe(404);
		expect((await send('GET', '/resource')).body).toHaveLength(29);
	});
});

describe('the budgets', () => {
	const call = (key?: string) => send('GET', '/resource?page=0&limit=1', undefined, key);

	test('50 in 5 seconds, for all keys of the account', async () => {
		const { headers } = await call();
		expect(headers).toMatchObject({ 'x-ratelimit-limit': '50', 'x-ratelimit-remaining': '49' });
		expect(headers).not.toHaveProperty('retry-after');
		for (let used = 1; used < 50; used += 1) expect((await call()).status).toBe(200);
		const over = await call(hub().readOnlyKey);
		expect([over.status, over.body.error]).toEqual([429, 'TOO_MANY_REQUESTS']);
		expect(over.headers['x-ratelimit-remaining']).toBe('0');
		const wait = Number(over.headers['retry-after']);
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThanOrEqual(5);
		sandbox.clock.advance(wait * 1000);
		expect((await call()).status).toBe(200);
	});

	test('the day’s budget holds as well, and says so without Retry-After', async () => {
		await sandbox.close();
		const rateLimit = [
			{ requests: 2, seconds: 5 },
			{ requests: 3, seconds: 86_400 },
		] as const;
		sandbox = await startSandbox({ now: NOW, checkAnswers: true, rateLimit: [...rateLimit] });
		expect((await call()).headers['x-ratelimit-limit']).toBe('2');
		await call();
		sandbox.clock.advance(5_000);
		expect((await call()).headers).toMatchObject({
			'x-ratelimit-limit': '3',
			'x-ratelimit-remaining': '0',
		});
		const over = await call();
		expect([over.status, over.headers['x-ratelimit-limit']]).toEqual([429, '3']);
		expect(over.headers).not.toHaveProperty('retry-after');
		const wait = Number(over.headers['x-ratelimit-reset']);
		expect(wait).toBeGreaterThan(86_000);
		sandbox.clock.advance(wait * 1000);
		expect((await call()).status).toBe(200);
	});

	test('the day’s budget is 6,000', () => {
		const limiter = new RateLimiter(
			createHubPlanner().vendor.rateLimit as RateLimits,
			sandbox.clock,
		);
		let taken = 0;
		while (!limiter.take('account').exceeded) {
			taken += 1;
			if (taken % 50 === 0) sandbox.clock.advance(5_000);
		}
		expect(taken).toBe(6000);
	});
});
