/** The stage on which the examples play: the sandbox, and an n8n with the built nodes, signed in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHost, type Host, type WorkflowFile } from '../host';
import { type Sandbox, startSandbox } from '../sandbox';

export interface Stage {
	sandbox: Sandbox;
	host: Host;
	close(): Promise<void>;
}

/** Starts the sandbox and n8n, and connects the credential that the examples name. */
export async function openStage(): Promise<Stage> {
	const sandbox = await startSandbox();
	try {
		const host = await createHost({ packages: [join(__dirname, '..')] });
		const close = async () => {
			await host.dispose();
			await sandbox.close();
		};
		try {
			const { baseUrl, account, clientId, clientSecret } = sandbox.vendors.resourceGuru;
			const data = { baseUrl, account, clientId, clientSecret };
			host.credentials.set('guru', 'resourceGuruOAuth2Api', 'Resource Guru account', data);
			await host.connect('guru');
			return { sandbox, host, close };
		} catch (error) {
			await close();
			throw error;
		}
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** The example workflows with their file names, in order. */
export function examples(): Array<{ file: string; workflow: WorkflowFile }> {
	return readdirSync(__dirname)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => ({
			file,
			workflow: JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as WorkflowFile,
		}));
}
