/** Signing in, and staying signed in, with n8n's own OAuth2. */
import { resourceGuru } from './vendors/resourceGuru';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
	world = await openWorld(resourceGuru);
});
afterEach(async () => await world.close());

const me = { resource: 'user', operation: 'getMe' };
const tokenCalls = () =>
	world.sandbox.requests.filter(({ operationId }) => operationId === 'oauth.token');

test('the token request carries client id and secret in the form body, and not in a header', () => {
	const [request] = tokenCalls();
	expect(request?.headers['content-type']).toContain('application/x-www-form-urlencoded');
	expect(request?.headers.authorization).toBeUndefined();
	expect(JSON.stringify(request?.body)).toContain(world.sandbox.vendors.resourceGuru.clientId);
});

test('an ended token is renewed once for ten items at the same time, and the new pair is kept', async () => {
	world.sandbox.fail({ kind: 'expired-token' });
	const before = tokenCalls().length;
	const { items, error } = await world.run(
		me,
		Array.from({ length: 10 }, () => ({})),
	);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(10);
	expect(tokenCalls().length - before).toBe(1);
	const again = await world.run(me);
	expect(again.calls.map(({ status }) => status)).toEqual([200]);
});

test('a sign-in that is refused for good says to connect again, and is not tried on and on', async () => {
	world.sandbox.fail({ kind: 'expired-token', times: 5, match: { operationId: 'user.getMe' } });
	const { error, calls } = await world.run(me);
	expect(error?.message).toBe('Resource Guru did not accept the sign-in');
	expect(error?.description).toContain('connect it again');
	expect(calls).toHaveLength(2);
});

test('a credential that was never connected says so', async () => {
	const { account, baseUrl, clientId, clientSecret } = world.sandbox.vendors.resourceGuru;
	world.host.credentials.set('new', 'resourceGuruOAuth2Api', 'New', {
		account,
		baseUrl,
		clientId,
		clientSecret,
	});
	const { error } = await world.run(me, [{}], {
		credentials: { resourceGuruOAuth2Api: { id: 'new', name: 'New' } },
	});
	expect(error?.message).toBe('The Resource Guru credential is not connected yet');
});

test('the account goes into the path as one segment, whatever it holds', async () => {
	for (const account of ['../other', '', 'a/b', '..']) {
		world.credential.set({ account });
		const { error, calls } = await world.run({ resource: 'client', operation: 'getMany' });
		expect(error?.message).toMatch(
			/'Account URL ID' in the Resource Guru credential can't be used/,
		);
		expect(calls).toEqual([]);
	}
});
