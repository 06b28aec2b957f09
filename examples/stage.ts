/** The stage on which the examples play: the sandbox, and an n8n with the built nodes, signed in everywhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHost, type CredentialData, type Host, type WorkflowFile } from '../host';
import { type Sandbox, startSandbox } from '../sandbox';

export interface Stage {
	sandbox: Sandbox;
	host: Host;
	signIns: SignIn[];
	close(): Promise<void>;
}

/** A vendor's credential, under the name that n8n proposes for it: `Blikk account`. */
interface SignIn {
	vendor: string;
	baseUrl: string;
	type: string;
	/** What the user fills in besides. */
	data: CredentialData;
	/** The user presses Connect, and the vendor asks for consent. */
	connects?: boolean;
}

/** How to sign in to each vendor that has a node. */
function signInsOf({ vendors }: Sandbox): SignIn[] {
	const { resourceGuru, blikk, hubPlanner, proWorkflow, tracker } = vendors;
	const { account, clientId, clientSecret } = resourceGuru;
	const { applicationId, applicationSecret } = blikk;
	const { apiKey, username, password } = proWorkflow;
	return [
		{
			vendor: 'Resource Guru',
			baseUrl: resourceGuru.baseUrl,
			type: 'resourceGuruOAuth2Api',
			data: { account, clientId, clientSecret },
			connects: true,
		},
		{
			vendor: 'Blikk',
			baseUrl: blikk.baseUrl,
			type: 'blikkApi',
			data: { applicationId, applicationSecret },
		},
		{
			vendor: 'Hub Planner',
			baseUrl: hubPlanner.baseUrl,
			type: 'hubPlannerApi',
			data: { apiKey: hubPlanner.apiKey },
		},
		{
			vendor: 'ProWorkflow',
			baseUrl: proWorkflow.baseUrl,
			type: 'proWorkflowApi',
			data: { apiKey, username, password },
		},
		{
			vendor: 'Tracker RMS',
			baseUrl: tracker.baseUrl,
			type: 'trackerApi',
			data: { apiToken: tracker.apiToken },
		},
	];
}

/** Starts the sandbox and n8n, and puts the credentials in place that the examples name. */
export async function openStage(): Promise<Stage> {
	const sandbox = await startSandbox();
	try {
		const host = await createHost({ packages: [join(__dirname, '..')] });
		const close = async () => {
			await host.dispose();
			await sandbox.close();
		};
		try {
			const signIns = signInsOf(sandbox);
			for (const { vendor, baseUrl, type, data, connects } of signIns) {
				host.credentials.set(type, type, `${vendor} account`, { baseUrl, ...data });
				if (connects) await host.connect(type);
			}
			return { sandbox, host, signIns, close };
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
