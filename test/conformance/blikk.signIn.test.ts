/** Blikk: signing in with a token that ends, and what is said where Blikk does not let an application in. */
import { node, workflow } from '../host/workflows';
import { blikk } from './vendors/blikk';
import { openWorld, type World } from './world';

let world: World;
// A sandbox of its own for each test: a sign-in is remembered by address, id and secret.
const open = async (now?: Date) => {
	world = await openWorld(blikk, { rateLimit: false, now });
};
afterEach(async () => await world.close());

const HOUR = 3_600_000;
const projects = { resource: 'project', operation: 'getMany', limit: 1 };
const items = (count: number) => Array.from({ length: count }, () => ({}));
const access = () => world.sandbox.vendors.blikk;
const signIns = () =>
	world.sandbox.requests.filter(({ operationId }) => operationId === 'accessToken.create');
const calls = () =>
	world.sandbox.requests.filter(({ operationId }) => operationId !== 'accessToken.create');
const tokensOf = (requests: World['sandbox']['requests']) =>
	new Set(requests.map(({ headers }) => headers.authorization));

/** Ways in which the id or secret could show: in clear, in the header of the sign-in, or as the token. */
function secretsIn(text: string): string[] {
	const { applicationId, applicationSecret } = access();
	const { accessToken } = world.credential.data;
	return [
		applicationSecret,
		Buffer.from(`${applicationId}:${applicationSecret}`).toString('base64'),
		...(typeof accessToken === 'string' && accessToken !== '' ? [accessToken] : []),
	].filter((secret) => text.includes(secret));
}

describe('signing in', () => {
	beforeEach(async () => await open());

	test('20 items of two executions at the same time share one sign-in, whose token is kept', async () => {
		world.sandbox.fail({ kind: 'slow', ms: 3000, match: { operationId: 'accessToken.create' } });
		const many = { ...projects, settings: { itemsAtOnce: 10 } };
		const runs = await Promise.all([world.run(many, items(10)), world.run(many, items(10))]);
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(runs.flatMap((run) => run.items)).toHaveLength(20);
		const [signIn, ...others] = signIns();
		expect(others).toEqual([]);
		const { applicationId, applicationSecret } = access();
		const basic = Buffer.from(`${applicationId}:${applicationSecret}`).toString('base64');
		expect(signIn?.headers.authorization).toBe(`Basic ${basic}`);
		expect(tokensOf(calls())).toEqual(new Set([`Bearer ${world.credential.data.accessToken}`]));
		expect(Number(world.credential.data.accessTokenEnds) - Date.now()).toBeGreaterThan(
			HOUR - 60_000,
		);
		await world.run(projects);
		expect(signIns()).toHaveLength(1);
	});

	test('a refused token is replaced once for all items', async () => {
		await world.run(projects);
		world.sandbox.fail({ kind: 'expired-token' });
		const run = await world.run(projects, items(4));
		expect(run.error).toBeUndefined();
		expect(run.items).toHaveLength(4);
		expect(signIns()).toHaveLength(2);
		expect(run.calls.at(-1)?.headers.authorization).toBe(
			`Bearer ${world.credential.data.accessToken}`,
		);
	});

	test('a token that is refused again and again stops the node', async () => {
		await world.run(projects);
		world.sandbox.fail({
			kind: 'expired-token',
			times: 9,
			match: { operationId: 'project.getMany' },
		});
		const run = await world.run(projects);
		expect(run.error?.message).toBe('Blikk did not accept the sign-in');
		expect(run.calls.length).toBeLessThanOrEqual(2);
	});
});

test('a token about to end is renewed before it is used', async () => {
	// A token lives an hour by the vendor's clock: the first one ends in half a minute.
	await open(new Date(Date.now() - HOUR + 30_000));
	await world.run(projects);
	const first = world.credential.data.accessToken;
	world.sandbox.clock.advance(HOUR / 2);
	const run = await world.run({ ...projects, settings: { itemsAtOnce: 8 } }, items(8));
	expect(run.error).toBeUndefined();
	expect(run.calls.map(({ status }) => status)).toEqual(Array(8).fill(200));
	expect(signIns()).toHaveLength(2);
	const { accessToken } = world.credential.data;
	expect(accessToken).not.toBe(first);
	expect(tokensOf(run.calls)).toEqual(new Set([`Bearer ${accessToken}`]));
});

describe('where Blikk does not let the application in', () => {
	beforeEach(async () => await open());

	test('the right application', async () => {
		expect(await world.host.testCredential(world.credential.id)).toMatchObject({ status: 'OK' });
	});

	test('a wrong secret', async () => {
		world.credential.set({ applicationSecret: 'a wrong secret' });
		const message = 'Blikk does not know this application ID and secret';
		expect(await world.host.testCredential(world.credential.id)).toEqual({
			status: 'Error',
			message,
		});
		const run = await world.run(projects);
		expect(run.error?.message).toBe(message);
		expect(run.calls).toEqual([]);
		expect(JSON.stringify(run.error)).not.toContain('a wrong secret');
	});

	test('a wrong secret beside a right one, whose sign-in it gets nothing of', async () => {
		await world.run(projects);
		world.credential.set({ applicationSecret: 'a wrong secret', accessToken: '' });
		const run = await world.run(projects);
		expect(run.error?.message).toBe('Blikk does not know this application ID and secret');
		expect(run.calls).toEqual([]);
	});

	test('a secret that was changed in Blikk after the sign-in', async () => {
		await world.run(projects);
		world.credential.set({ applicationSecret: 'an old secret' });
		world.sandbox.fail({ kind: 'expired-token' });
		const { error } = await world.run(projects);
		expect(error?.message).toBe('Blikk does not know this application ID and secret');
	});

	test('an address that is not on the list, at the sign-in', async () => {
		access().application.addressAllowed = false;
		const message =
			'Blikk does not let this application in from the IP address of this n8n: add it to the list of the API application in Blikk';
		expect(await world.host.testCredential(world.credential.id)).toEqual({
			status: 'Error',
			message,
		});
		const { error } = await world.run(projects);
		expect(error?.message).toBe(message);
	});

	test('an address that was taken off the list after the sign-in', async () => {
		await world.run(projects);
		access().application.addressAllowed = false;
		const { error } = await world.run(projects);
		expect(error?.message).toBe(
			'Blikk does not allow the signed-in user to do this: Get many projects',
		);
		expect(error?.description).toBe(
			'The address of this n8n is not on the list of the API application in Blikk',
		);
		expect(await world.host.testCredential(world.credential.id)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('IP address') as string,
		});
	});

	test('a permission that is missing', async () => {
		access().application.permissions = ['Project_Read'];
		expect(await world.host.testCredential(world.credential.id)).toMatchObject({ status: 'OK' });
		const { error } = await world.run({ resource: 'contact', operation: 'getMany' });
		expect(error?.description).toBe(
			'The API application in Blikk needs the permission Contact_Read',
		);
		access().application.permissions = [];
		expect(await world.host.testCredential(world.credential.id)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Project_Read') as string,
		});
	});

	test('no secret is in what is saved with the execution, nor in the log', async () => {
		const { fail } = world.sandbox;
		const atSignIn = { operationId: 'accessToken.create' };
		const atList = { operationId: 'project.getMany' };
		const spoils: Array<[message: string, spoil: () => void]> = [
			[
				'Blikk does not allow the signed-in user to do this: Get many projects',
				() => (access().application.permissions = []),
			],
			[
				'Blikk did not accept the sign-in',
				() => fail({ kind: 'expired-token', times: 9, match: atList }),
			],
			[
				'Blikk is having trouble (status 500)',
				() => {
					fail({ kind: 'expired-token' });
					fail({ kind: 'status', status: 500, times: 9, match: atSignIn });
				},
			],
		];
		for (const [message, spoil] of spoils) {
			world.reset();
			await world.run(projects);
			spoil();
			const { run } = await world.host.run(world.workflow(projects));
			expect(run.data.resultData.error?.message).toBe(message);
			expect(secretsIn(JSON.stringify(run))).toEqual([]);
			expect(secretsIn(world.host.log.join('\n'))).toEqual([]);
		}
	});
});

describe("in n8n's HTTP Request node", () => {
	beforeEach(async () => await open());

	const request = () =>
		workflow(
			[
				node('Start', 'manualTrigger'),
				node(
					'Request',
					'httpRequest',
					{
						url: `${access().baseUrl}/v1/Core/Projects?page=1&pageSize=2`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'blikkApi',
					},
					{ typeVersion: 4.2, credentials: world.credential.named },
				),
			],
			'Start -> Request',
		);

	test('the credential signs in, and again when the token has ended', async () => {
		const first = await world.host.run(request());
		expect(first.error).toBeUndefined();
		expect(first.items.Request?.[0]?.[0]?.json.items).toHaveLength(2);
		world.sandbox.fail({ kind: 'expired-token' });
		const second = await world.host.run(request());
		expect(second.error).toBeUndefined();
		expect(second.items.Request?.[0]?.[0]?.json.items).toHaveLength(2);
		expect(signIns()).toHaveLength(2);
	});
});
