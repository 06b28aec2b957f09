import axios from 'axios';
import { type Sandbox, startSandbox } from '../../sandbox';
import { guruClient, NOW } from './client';

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
	const grant = { grant_type: 'refresh_token', refresh_token: guru().issueTokens().refresh_token };
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
