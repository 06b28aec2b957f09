/** A sandbox and an n8n that knows it: credentials of every vendor, and the examples. */
import { examples } from '../examples/stage';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox';
import { type Account, accountsOf } from './accounts';
import type { Client, Imported } from './client';

/** An n8n that runs: one process, or several. */
export interface RunningN8n {
	client: Client;
	close(): Promise<void>;
}

export interface World<Running extends RunningN8n = RunningN8n> {
	sandbox: Sandbox;
	n8n: Running;
	client: Client;
	/** Every vendor's account with the id of its credential in n8n. */
	accounts: Array<Account & { id: string }>;
	close(): Promise<void>;
}

/** Starts both and makes the credentials. */
export async function openWorld<Running extends RunningN8n>(
	start: () => Promise<Running>,
	options?: SandboxOptions,
): Promise<World<Running>> {
	const sandbox = await startSandbox(options);
	try {
		const n8n = await start();
		try {
			const { client } = n8n;
			const accounts = await makeCredentials(client, sandbox);
			const close = async () => {
				await n8n.close();
				await sandbox.close();
			};
			return { sandbox, n8n, client, accounts, close };
		} catch (error) {
			await n8n.close();
			throw error;
		}
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** Makes a credential for every account, and connects those that are connected in a browser. */
async function makeCredentials(client: Client, sandbox: Sandbox) {
	const made: World['accounts'] = [];
	for (const account of accountsOf(sandbox)) {
		const id = await client.createCredential(account.name, account.type, account.data);
		if (account.isOAuth2) await client.connect(id);
		made.push({ ...account, id });
	}
	return made;
}

/** Imports every workflow of examples/, as it stands there. */
export async function importExamples(client: Client): Promise<Map<string, Imported>> {
	const imported = new Map<string, Imported>();
	for (const { file, workflow } of examples()) {
		imported.set(file, await client.importWorkflow(workflow));
	}
	return imported;
}
