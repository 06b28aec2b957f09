import axios from 'axios';
import { type Sandbox, startSandbox } from '../../sandbox';
import { guruClient, NOW } from './client';

describe('sign-in', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox({ now: NOW, rateLimit: false });
	});
	afterAll(() => sandbox.close());
	beforeEach(() => {
		sandbox.reset();
	});

	const guru = () => sandbox.vendors.resourceGuru;
	const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';
	const options = { validateStatus: () => true, maxRedirects: 0, proxy: false as const };

	const authorize = (params: object) =>
		axios.get(`${guru().baseUrl}/oauth/authorize`, {
			...options,
			params: {
				client_id: guru().clientId,
				redirect_uri: REDIRECT,
				response_type: 'code',
				state: 'a b',
				...params,
			},
		});

	const token = (form: Record<string, string>, more: object = {}) =>
		axios.post(
			`${guru().baseUrl}/oauth/token`,
			new URLSearchParams({
				client_id: guru().clientId,
				client_secret: guru().clientSecret,
				...form,
			}),
			{ ...options, ...more },
		);

	const statusWith = async (authorization?: string) =>
		(
			await axios.get(`${guru().baseUrl}/v1/me`, {
				...options,
				headers: authorization === undefined ? {} : { Authorization: authorization },
			})
		).status;

	async function signIn() {
		const { headers } = await authorize({});
		const code = new URL(headers.location).searchParams.get('code') ?? '';
		return token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
	}

	test('authorize redirects at once, with a code and the state', async () => {
		const reply = await authorize({});
		expect(reply.status).toBe(302);
		const target = new URL(reply.headers.location);
		expect(`${target.origin}${target.pathname}`).toBe(REDIRECT);
		expect(target.searchParams.get('state')).toBe('a b');
		expect(target.searchParams.get('code')).toMatch(/.{20}/);
	});

	test('authorize refuses a wrong client and a redirect that is not safe', async () => {
		expect((await authorize({ client_id: 'somebody' })).status).toBe(401);
		expect((await authorize({ redirect_uri: 'http://example.com/callback' })).status).toBe(400);
		expect((await authorize({ redirect_uri: 'https://example.com/callback' })).status).toBe(302);
		const other = await authorize({ response_type: 'token' });
		expect(other.headers.location).toContain('error=unsupported_response_type');
	});

	test('a code gives tokens that work for seven days, once', async () => {
		const { headers } = await authorize({});
		const code = new URL(headers.location).searchParams.get('code') ?? '';
		const grant = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
		const reply = await token(grant);
		expect(reply.status).toBe(200);
		expect(reply.data).toMatchObject({ token_type: 'bearer', expires_in: 604_800 });
		expect(await statusWith(`Bearer ${reply.data.access_token}`)).toBe(200);
		const again = await token(grant);
		expect([again.status, again.data.error]).toEqual([400, 'invalid_grant']);
	});

	test('a code is bound to its redirect, and lives ten minutes', async () => {
		const codeOf = async () =>
			new URL((await authorize({})).headers.location).searchParams.get('code') ?? '';
		const other = await token({
			grant_type: 'authorization_code',
			code: await codeOf(),
			redirect_uri: 'http://localhost/other',
		});
		expect(other.data.error).toBe('invalid_grant');
		const code = await codeOf();
		sandbox.clock.advance(600_000);
		const late = await token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
		expect(late.data.error).toBe('invalid_grant');
	});

	test('a refresh ends both old tokens at once', async () => {
		const { data: old } = await signIn();
		const refresh = { grant_type: 'refresh_token', refresh_token: old.refresh_token };
		const { status, data: fresh } = await token(refresh);
		expect(status).toBe(200);
		expect(await statusWith(`Bearer ${old.access_token}`)).toBe(401);
		expect(await statusWith(`Bearer ${fresh.access_token}`)).toBe(200);
		expect((await token(refresh)).data.error).toBe('invalid_grant');
	});

	test('an access token expires by the sandbox’s clock, and its refresh token still works', async () => {
		const { data } = await signIn();
		sandbox.clock.advance(604_799_000);
		expect(await statusWith(`Bearer ${data.access_token}`)).toBe(200);
		sandbox.clock.advance(2_000);
		expect(await statusWith(`Bearer ${data.access_token}`)).toBe(401);
		const fresh = await token({ grant_type: 'refresh_token', refresh_token: data.refresh_token });
		expect(await statusWith(`Bearer ${fresh.data.access_token}`)).toBe(200);
	});

	test('the password grant knows one user', async () => {
		const { username, password } = guru();
		const right = await token({ grant_type: 'password', username, password });
		expect(await statusWith(`Bearer ${right.data.access_token}`)).toBe(200);
		const wrong = await token({ grant_type: 'password', username, password: 'guess' });
		expect([wrong.status, wrong.data.error]).toEqual([400, 'invalid_grant']);
	});

	test('the application signs in by the form only', async () => {
		const grant = {
			grant_type: 'refresh_token',
			refresh_token: guru().issueTokens().refresh_token,
		};
		const wrong = await token({ ...grant, client_secret: 'guess' });
		expect([wrong.status, wrong.data.error]).toEqual([401, 'invalid_client']);
		const auth = { username: guru().clientId, password: guru().clientSecret };
		const basic = await axios.post(`${guru().baseUrl}/oauth/token`, new URLSearchParams(grant), {
			...options,
			auth,
		});
		expect([basic.status, basic.data.error]).toEqual([401, 'invalid_client']);
		const json = await axios.post(
			`${guru().baseUrl}/oauth/token`,
			{ ...grant, client_id: auth.username, client_secret: auth.password },
			options,
		);
		expect([json.status, json.data.error]).toEqual([400, 'invalid_request']);
		expect((await token({ grant_type: 'magic' })).data.error).toBe('unsupported_grant_type');
	});

	test('nothing but a known bearer token is let in', async () => {
		const { username, password, issueTokens } = guru();
		const basic = Buffer.from(`${username}:${password}`).toString('base64');
		expect(await statusWith()).toBe(401);
		expect(await statusWith('Bearer nobody')).toBe(401);
		expect(await statusWith(`Basic ${basic}`)).toBe(401);
		expect(await statusWith(issueTokens().access_token)).toBe(401);
	});

	test('a token stands for its user', async () => {
		const other = guruClient(sandbox, guru().issueTokens(4));
		expect((await other.get('/users/me')).body).toMatchObject({ id: 4, owner: false });
	});
});

describe('the rate limit', () => {
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
});
