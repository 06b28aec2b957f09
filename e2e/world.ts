/** A sandbox and an n8n that knows it: credentials of every vendor, and the examples. */
import { examples } from '../examples/stage';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox';
import { type Account, accountsOf } from './accounts';
import type { Client, Imported } from './client';
import { N8n } from './n8n';

export interface World {
	sandbox: Sandbox;
	n8n: N8n;
	client: Client;
	/** Every vendor's account with the id of its credential in n8n. */
	accounts: Array<Account & { id: string }>;
	close(): Promise<void>;
}

export interface WorldOptions {
	sandbox?: SandboxOptions;
	/** n8n's; a free one when left out. */
	port?: number;
}

/** Starts both and makes the credentials. */
export async function openWorld({ sandbox: options, port }: WorldOptions = {}): Promise<World> {
	const sandbox = await startSandbox(options);
	try {
		const n8n = await N8n.start(port);
		const close = async () => {
			await n8n.close();
			await sandbox.close();
		};
		try {
			const accounts = await makeCredentials(n8n.client, sandbox);
			return { sandbox, n8n, client: n8n.client, accounts, close };
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
export async function makeCredentials(client: Client, sandbox: Sandbox) {
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
