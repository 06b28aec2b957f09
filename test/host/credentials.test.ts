import { createHost, type Host } from '../../host';
import { startVendor } from './vendor';
import { node, source, workflow } from './workflows';

/** A vendor whose token `live` is good; `/login/oauth/access_token` and `/api/session` give it out. */
let vendor: Awaited<ReturnType<typeof startVendor>>;
let host: Host;

beforeAll(async () => {
	host = await createHost();
	vendor = await startVendor(({ url, headers }) => {
		if (url.startsWith('/login/oauth/authorize')) {
			const { searchParams } = new URL(url, vendor.url);
			if (searchParams.get('client_id') !== 'id') return { status: 200 };
			const location = `${searchParams.get('redirect_uri')}?code=c0de&state=${searchParams.get('state')}`;
			return { status: 302, headers: { location } };
		}
		if (url === '/login/oauth/access_token') {
			return { body: { access_token: 'live', refresh_token: 'second', token_type: 'Bearer' } };
		}
		if (url === '/api/session') return { body: { id: 'live' } };
		if (url.startsWith('/search/')) {
			return { body: { total_count: 301, items: [{ name: 'clock', html_url: 'http://clock' }] } };
		}
		const live =
			headers.authorization === 'Bearer live' ||
			headers.authorization === 'token live' ||
			headers['x-metabase-session'] === 'live';
		return live ? { body: [{ id: 1, url }] } : { status: 401, body: { message: 'Bad token' } };
	});
});
afterAll(async () => {
	await vendor.close();
	await host.dispose();
});
beforeEach(() => {
	vendor.received.length = 0;
});

const start = node('Start', 'manualTrigger');

it('refreshes an OAuth2 token once on 401, for all items together, and keeps the new one', async () => {
	host.credentials.set('oauth', 'githubOAuth2Api', 'My OAuth', {
		// The token URL is an expression on this field, in a default of the credential type.
		server: `${vendor.url}/api`,
		clientId: 'id',
		clientSecret: 'secret',
		oauthTokenData: { access_token: 'stale', refresh_token: 'first' },
	});
	const get = node(
		'Get',
		'httpRequest',
		{
			url: `=${vendor.url}/{{ $json.n }}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'githubOAuth2Api',
		},
		// By name only, as in a file made for others.
		{ typeVersion: 4.2, credentials: { githubOAuth2Api: { id: null, name: 'My OAuth' } } },
	);
	const file = workflow(
		[start, source('Items', [{ n: 1 }, { n: 2 }]), get],
		'Start -> Items -> Get',
	);
	const { items, error } = await host.run(file);
	expect(error).toBeUndefined();
	expect(items.Get?.[0]?.map(({ json }) => json.url)).toEqual(['/1', '/2']);
	const refreshes = vendor.received.filter(({ url }) => url === '/login/oauth/access_token');
	expect(refreshes).toHaveLength(1);
	expect(refreshes[0]?.body).toContain('refresh_token=first');
	expect(host.credentials.get('oauth').data.oauthTokenData).toMatchObject({
		access_token: 'live',
		refresh_token: 'second',
	});
	vendor.received.length = 0;
	await host.run(file);
	expect(vendor.received.map(({ headers }) => headers.authorization)).toEqual([
		'Bearer live',
		'Bearer live',
	]);
});

describe('connecting an OAuth2 credential', () => {
	const set = (clientId: string) => {
		const data = { server: `${vendor.url}/api`, clientId, clientSecret: 'secret' };
		host.credentials.set('oauth', 'githubOAuth2Api', 'My OAuth', data);
	};

	it('exchanges the code that the authorization page sends back', async () => {
		set('id');
		expect(await host.testCredential('oauth')).toMatchObject({ status: 'Error' });
		await host.connect('oauth');
		const token = vendor.received.at(-1);
		expect(token?.url).toBe('/login/oauth/access_token');
		expect(Object.fromEntries(new URLSearchParams(token?.body))).toMatchObject({
			grant_type: 'authorization_code',
			code: 'c0de',
		});
		// The type's default: client id and secret in a Basic header.
		expect(token?.headers.authorization).toMatch(/^Basic /);
		expect(host.credentials.get('oauth').data.oauthTokenData).toMatchObject({
			access_token: 'live',
		});
		expect(await host.testCredential('oauth')).toMatchObject({ status: 'OK' });
	});

	it('fails when the vendor does not send the browser back', async () => {
		set('unknown');
		await expect(host.connect('oauth')).rejects.toThrow('No redirect from the authorization page');
	});
});

it('signs with a header credential, and the log does not show it', async () => {
	host.credentials.set('header', 'httpHeaderAuth', 'Header', {
		name: 'X-Key',
		value: 'k3y-of-the-door',
	});
	const get = node(
		'Get',
		'httpRequest',
		{ url: vendor.url, authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' },
		{ typeVersion: 4.2, credentials: { httpHeaderAuth: { id: 'header', name: 'Header' } } },
	);
	const { error } = await host.run(workflow([start, get], 'Start -> Get'));
	expect(vendor.received[0]?.headers['x-key']).toBe('k3y-of-the-door');
	expect(error).toMatchObject({ httpCode: '401' });
	expect(host.log.join('\n')).not.toContain('k3y-of-the-door');
});

describe('a declarative node with an expirable token', () => {
	const get = node(
		'Metrics',
		'metabase',
		{ resource: 'metrics', operation: 'getAll' },
		{ credentials: { metabaseApi: { id: 'expirable', name: 'Metabase' } } },
	);
	const file = workflow([start, get], 'Start -> Metrics');

	it.each([
		['missing', '', ['/api/session', '/api/metric/']],
		['expired', 'stale', ['/api/metric/', '/api/session', '/api/metric/']],
		['good', 'live', ['/api/metric/']],
	])('logs in when the token is %s', async (_state, sessionToken, requests) => {
		const data = { url: vendor.url, username: 'ada', password: 'pass', sessionToken };
		host.credentials.set('expirable', 'metabaseApi', 'Metabase', data);
		const { items, error } = await host.run(file);
		expect(error).toBeUndefined();
		expect(items.Metrics?.[0]?.map(({ json }) => json)).toEqual([{ id: 1, url: '/api/metric/' }]);
		expect(vendor.received.map(({ url }) => url)).toEqual(requests);
		expect(host.credentials.get('expirable').data).toEqual({ ...data, sessionToken: 'live' });
	});
});

describe('testing a credential', () => {
	it.each([
		['live', { status: 'OK', message: 'Connection successful!' }],
		['wrong', { status: 'Error', message: 'Unauthorized' }],
	])('with the token "%s"', async (accessToken, outcome) => {
		host.credentials.set('token', 'githubApi', 'GitHub', { server: vendor.url, accessToken });
		expect(await host.testCredential('token')).toEqual(outcome);
		expect(vendor.received[0]?.url).toBe('/user');
	});

	it('logs in anew even when a token is stored', async () => {
		const data = { url: vendor.url, username: 'ada', password: 'pass', sessionToken: 'live' };
		host.credentials.set('expirable', 'metabaseApi', 'Metabase', data);
		expect(await host.testCredential('expirable')).toMatchObject({ status: 'OK' });
		expect(vendor.received.map(({ url }) => url)).toEqual(['/api/session', '/api/user/current']);
	});

	it('says when nothing listens there', async () => {
		host.credentials.set('token', 'githubApi', 'GitHub', {
			server: 'http://127.0.0.1:1',
			accessToken: 'x',
		});
		expect(await host.testCredential('token')).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});
});

it('refuses a workflow whose credential is not there', async () => {
	const get = node(
		'Get',
		'metabase',
		{},
		{ credentials: { metabaseApi: { id: null, name: 'Nobody' } } },
	);
	await expect(host.run(workflow([start, get], 'Start -> Get'))).rejects.toThrow(
		'"Get" needs the credential "Nobody" (metabaseApi)',
	);
});

describe('drop-downs', () => {
	it('searches a list page by page', async () => {
		host.credentials.set('token', 'githubApi', 'GitHub', {
			server: vendor.url,
			accessToken: 'live',
		});
		const github = node(
			'GitHub',
			'githubTrigger',
			{ owner: { __rl: true, mode: 'name', value: 'ada' } },
			{ credentials: { githubApi: { id: 'token', name: 'GitHub' } } },
		);
		const page = { filter: 'clock', paginationToken: '3' };
		const found = await host.editor.listSearch(
			workflow([github]),
			'GitHub',
			'getRepositories',
			page,
		);
		expect(found).toEqual({
			results: [{ name: 'clock', value: 'clock', url: 'http://clock' }],
			paginationToken: '4',
		});
		const asked = new URL(vendor.received[0]?.url ?? '', vendor.url);
		expect(Object.fromEntries(asked.searchParams)).toMatchObject({
			q: 'clock user:ada fork:true',
			page: '3',
		});
	});

	it('loads options and mapping fields', async () => {
		const file = workflow([node('E2E', 'e2eTest')]);
		const options = await host.editor.loadOptions(file, 'E2E', 'getOptions');
		expect(options[0]).toEqual({ name: 'Resource 1', value: 'resource1' });
		const { fields } = await host.editor.resourceMapping(file, 'E2E', 'getMappingColumns');
		expect(fields.length).toBeGreaterThan(0);
		await expect(host.editor.loadOptions(file, 'E2E', 'nothing')).rejects.toThrow(
			'There is no "nothing"',
		);
	});
});
