/**
 * Signing in to Tracker RMS: with the token of the settings, and with n8n's own OAuth2, whose token answer
 * `{ "Token": … }` is exchanged for a JWT before each call.
 */
import { node, workflow } from '../host/workflows';
import { tracker } from './vendors/tracker';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
	world = await openWorld(tracker);
});
afterEach(async () => await world.close());

const access = () => world.sandbox.vendors.tracker;
const types = { resource: 'webhook', operation: 'getActionOptions' };
const ten = Array.from({ length: 10 }, () => ({}));
const callsOf = (operationId: string) =>
	world.sandbox.requests.filter((request) => request.operationId === operationId);
const exchanges = () => callsOf('auth.exchangeToken');

/** A connected OAuth2 credential, as the editor's Connect button makes it. */
async function oAuth2(): Promise<{ named: Record<string, { id: string; name: string }> }> {
	const { baseUrl, oauthUrl, clientId, clientSecret } = access();
	const named = { trackerOAuth2Api: { id: 'oauth2', name: 'Tracker RMS OAuth2' } };
	world.host.credentials.set('oauth2', 'trackerOAuth2Api', 'Tracker RMS OAuth2', {
		region: 'custom',
		apiHost: baseUrl,
		signInHost: oauthUrl,
		clientId,
		clientSecret,
	});
	await world.host.connect('oauth2');
	return { named };
}

describe('API token', () => {
	test('one exchange for ten items at the same time, and for what follows', async () => {
		const { items, error } = await world.run(types, ten);
		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThanOrEqual(10);
		expect(exchanges()).toHaveLength(1);
		await world.run(types);
		expect(exchanges()).toHaveLength(1);
	});

	test.each(['token', 'jwt', 'accessToken', null] as const)(
		'takes the JWT from the answer, %s',
		async (jwtField) => {
			access().quirks.jwtField = jwtField;
			// The exchange before, by the same token, is still known.
			world.credential.set({ apiToken: access().regenerateApiToken() });
			const { calls, error } = await world.run(types);
			expect(error?.message).toBeUndefined();
			expect(calls.map(({ status }) => status)).toEqual([200]);
		},
	);

	test('a JWT that is refused is renewed once for ten items', async () => {
		await world.run(types);
		world.sandbox.fail({ kind: 'expired-token' });
		const before = exchanges().length;
		const { error } = await world.run(types, ten);
		expect(error?.message).toBeUndefined();
		expect(exchanges().length - before).toBe(1);
	});

	test('a JWT is renewed before its end', async () => {
		await world.run(types);
		const before = exchanges().length;
		const stored = String(world.credential.data.sessionToken);
		jest.useFakeTimers({
			now: Date.now() + 29.5 * 60_000,
			doNotFake: [
				'nextTick',
				'setImmediate',
				'setTimeout',
				'setInterval',
				'clearTimeout',
				'clearInterval',
				'queueMicrotask',
				'performance',
			],
		});
		try {
			const { error, calls } = await world.run(types, ten);
			expect(error?.message).toBeUndefined();
			expect(calls.every(({ status }) => status === 200)).toBe(true);
		} finally {
			jest.useRealTimers();
		}
		expect(exchanges().length - before).toBe(1);
		expect(world.credential.data.sessionToken).not.toBe(stored);
	});

	test('an unknown token says so, and shows no secret', async () => {
		world.credential.set({ apiToken: 'a-token-of-nobody' });
		const { error } = await world.run(types);
		expect(error?.message).toBe(
			'Tracker RMS does not know this token: it may be of another region, or replaced by a newer one',
		);
		expect(JSON.stringify([error, world.host.log])).not.toContain('a-token-of-nobody');
	});

	test('the credential is tested: right and wrong', async () => {
		expect(await world.host.testCredential(world.credential.id)).toMatchObject({ status: 'OK' });
		access().regenerateApiToken();
		world.sandbox.fail({ kind: 'expired-token' });
		expect(await world.host.testCredential(world.credential.id)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('does not know this token'),
		});
	});
});

describe('OAuth2', () => {
	const signedIn = { ...types, authentication: 'oAuth2' };

	test('connects with n8n itself, which keeps the token under its own name', async () => {
		await oAuth2();
		const { oauthTokenData } = world.host.credentials.get('oauth2').data;
		expect(oauthTokenData).toEqual({ Token: expect.any(String) });
		const [authorize] = callsOf('oAuth2.authorize');
		expect(authorize?.query.parsed).toMatchObject({
			client_id: 'EvoApi_1.0',
			response_type: 'code',
			scope: 'read,write',
		});
	});

	test('one exchange for ten items at the same time, and the JWT goes along', async () => {
		const { named } = await oAuth2();
		const { items, error, calls } = await world.run(signedIn, ten, { credentials: named });
		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThanOrEqual(10);
		expect(exchanges()).toHaveLength(1);
		expect(calls.map(({ status }) => status)).toEqual(ten.map(() => 200));
	});

	test('a JWT that is refused is exchanged again, once for ten items', async () => {
		const { named } = await oAuth2();
		await world.run(signedIn, [{}], { credentials: named });
		world.sandbox.fail({ kind: 'expired-token' });
		const { error } = await world.run(signedIn, ten, { credentials: named });
		expect(error?.message).toBeUndefined();
		expect(exchanges()).toHaveLength(2);
	});

	test('the credential is tested: right, and no longer known', async () => {
		await oAuth2();
		expect(await world.host.testCredential('oauth2')).toMatchObject({ status: 'OK' });
		const stored = world.host.credentials.get('oauth2');
		world.host.credentials.set('oauth2', stored.type, stored.name, {
			...stored.data,
			oauthTokenData: { Token: 'of nobody' },
		});
		expect(await world.host.testCredential('oauth2')).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('does not know this token'),
		});
	});

	test('works in the HTTP Request node, too', async () => {
		const { named } = await oAuth2();
		const request = node(
			'Request',
			'httpRequest',
			{
				url: `${access().baseUrl}/api/v1/Webhook/Meta/Actions`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'trackerOAuth2Api',
				options: {},
			},
			{ credentials: named, typeVersion: 4.2 },
		);
		const { error, items } = await world.host.run(
			workflow([node('Start', 'manualTrigger'), request], 'Start -> Request'),
		);
		expect(error?.message).toBeUndefined();
		expect(JSON.stringify(items.Request?.[0])).toContain('action');
	});

	test('a credential that was never connected says so', async () => {
		const named = { trackerOAuth2Api: { id: 'new', name: 'New' } };
		world.host.credentials.set('new', 'trackerOAuth2Api', 'New', { region: 'gl' });
		const { error } = await world.run(signedIn, [{}], { credentials: named });
		expect(error?.message).toBe('The Tracker RMS credential is not connected yet');
	});
});
