/** The built Resource Guru node on n8n's engine, against the sandbox. */
import { join } from 'node:path';
import { createHost, type Host } from '../../../host';
import { type Sandbox, startSandbox } from '../../../sandbox';
import type { INodeParameters } from 'n8n-workflow';
import { type AppNode, editorOf, runApp, type Setting, startApp } from './run';

const packageRoot = join(__dirname, '../../..');

export interface Guru {
	host: Host;
	sandbox: Sandbox;
	/** A fresh signed-in credential. The pace counts by client id, so each has one of its own. */
	signIn(data?: Record<string, unknown>): AppNode;
	run(parameters: INodeParameters, setting?: Setting & { as?: AppNode }): ReturnType<typeof runApp>;
	start(
		parameters: INodeParameters,
		setting?: Setting & { as?: AppNode },
	): ReturnType<typeof startApp>;
	editor(parameters?: INodeParameters, as?: AppNode): ReturnType<typeof editorOf>;
	/** Forgets requests and faults; the records stay, because a new seed takes long. */
	forget(): void;
	close(): Promise<void>;
}

export async function startGuru(): Promise<Guru> {
	const [host, sandbox] = await Promise.all([
		createHost({ packages: [packageRoot] }),
		startSandbox({ rateLimit: false, now: new Date('2026-11-23T10:00:00Z') }),
	]);
	const { account, baseUrl, clientSecret, issueTokens } = sandbox.vendors.resourceGuru;
	let made = 0;
	const signIn: Guru['signIn'] = (data = {}) => {
		const id = `guru-${++made}`;
		host.credentials.set(id, 'resourceGuruOAuth2Api', id, {
			account,
			baseUrl,
			clientId: id,
			clientSecret,
			oauthTokenData: { ...issueTokens() },
			...data,
		});
		return {
			type: 'n8n-nodes-workforce.resourceGuru',
			credential: { type: 'resourceGuruOAuth2Api', id },
		};
	};
	return {
		host,
		sandbox,
		signIn,
		run: async (parameters, { as = signIn(), ...setting } = {}) =>
			await runApp(host, as, parameters, setting),
		start: (parameters, { as = signIn(), ...setting } = {}) =>
			startApp(host, as, parameters, setting),
		editor: (parameters, as = signIn()) => editorOf(host, as, parameters),
		forget: () => {
			sandbox.clearFaults();
			sandbox.requests.length = 0;
		},
		close: async () => {
			await sandbox.close();
			await host.dispose();
		},
	};
}
