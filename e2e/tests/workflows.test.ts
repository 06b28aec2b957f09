/** What a user does first: install the pack, sign in, import an example, run it, meet an error. */
import type { INode } from 'n8n-workflow';
import { expectations } from '../../examples/expectations';
import { examples } from '../../examples/stage';
import type { RunResult } from '../../host';
import { accountsOf } from '../accounts';
import { itemsOf } from '../client';
import { N8n } from '../n8n';
import { chain, manual, nodeOf, outcomeOf } from '../workflows';
import { openWorld, type World } from '../world';

let world: World;

beforeAll(async () => {
	world = await openWorld(() => N8n.start());
});
afterAll(async () => {
	await world?.close();
});

describe('credentials', () => {
	// The vendors' addresses do not matter here, their list does.
	const names = accountsOf({ vendors: new Proxy({}, { get: () => ({}) }) } as never);

	test.each(names.map(({ name }) => name))(
		'%s: works, and wrong secrets are refused',
		async (name) => {
			const account = world.accounts.find((known) => known.name === name)!;
			const { id, type, wrong, isOAuth2 } = account;
			const { client } = world;
			const data = await client.credentialData(id);
			if (isOAuth2) {
				// The editor offers no test for these: Connect either works or says why not.
				expect(data.oauthTokenData).toBeTruthy();
				const typed = { ...account.data, ...wrong };
				const mistyped = await client.createCredential('Mistyped', type, typed);
				expect(await client.connect(mistyped)).toMatch(/Failed to connect/);
				expect((await client.credentialData(mistyped)).oauthTokenData).toBeFalsy();
				return;
			}
			expect(await client.testCredential(id, name, type, data)).toMatchObject({ status: 'OK' });
			const refused = await client.testCredential(id, name, type, { ...data, ...wrong });
			expect(refused.status).toBe('Error');
			expect(refused.message).not.toMatch(/undefined|\[object/);
		},
	);
});

describe('examples', () => {
	test.each(examples())(
		'$file: imported as it is, it does what it says',
		async ({ file, workflow }) => {
			const imported = await world.client.importWorkflow(workflow);
			const used = imported.nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}));
			expect(used.map(({ id }) => id)).not.toContain(null);

			const check = expectations[file]!(world.sandbox);
			const start = workflow.nodes.find(({ type }) => type.endsWith('.manualTrigger'))!;
			const execution = await world.client.run(imported, start.name);
			expect(outcomeOf(execution)).toBe('success');
			const { data } = execution;
			expect(check({ run: { data }, items: itemsOf(execution) } as unknown as RunResult)).toMatch(
				/./,
			);
		},
	);
});

describe('errors', () => {
	const getClient = (settings: Partial<INode>) =>
		chain(manual(), {
			...nodeOf('resourceGuru', world.accounts, {
				resource: 'client',
				operation: 'get',
				clientId: { __rl: true, mode: 'id', value: '999999' },
			}),
			...settings,
		});

	test('an unknown record stops the workflow with the vendor’s reason', async () => {
		const imported = await world.client.importWorkflow(getClient({}));
		const execution = await world.client.run(imported, 'Start');
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(/not found|no client/i);
	});

	test('the error output gets the item that failed', async () => {
		const imported = await world.client.importWorkflow(
			getClient({ onError: 'continueErrorOutput' }),
		);
		const execution = await world.client.run(imported, 'Start');
		expect(outcomeOf(execution)).toBe('success');
		const [fine, failed] = itemsOf(execution).Node!;
		expect(fine).toEqual([]);
		expect(failed).toHaveLength(1);
		expect(JSON.stringify(failed![0]!.json)).toMatch(/not found|no client/i);
	});
});
