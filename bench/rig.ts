/** n8n's own engine with the built pack, and the ways to do the same work that are measured side by side. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import axios from 'axios';
import { build } from 'esbuild';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { bare, chain as inRow, manual } from '../e2e/workflows';
import { createHost, type Host, type WorkflowFile } from '../host';
import { BENCH_PACKAGE, benchNodes } from './nodes';

const packageRoot = path.join(__dirname, '..');

/** n8n's default engine needs Node 24. */
export const engine = Number(process.versions.node.split('.')[0]) >= 24 ? 'vm' : 'legacy';

export interface Rig {
	host: Host;
	url: string;
	/** Lets the credentials lead to another address. */
	at(url: string): void;
	/** Runs to the end. @throws where the workflow fails */
	run(file: WorkflowFile, items?: number): Promise<INodeExecutionData[]>;
	close(): Promise<void>;
}

/**
 * Bundles the nodes of the benchmark as n8n loads them, in a folder from which they find the n8n-workflow of who
 * loads them. @returns the folder, to be removed afterwards
 */
export async function bundleNodes(parent: string): Promise<string> {
	await mkdir(parent, { recursive: true });
	const directory = await mkdtemp(path.join(parent, 'bench-'));
	await build({
		entryPoints: [path.join(__dirname, 'nodes.ts')],
		outfile: path.join(directory, 'nodes.js'),
		bundle: true,
		platform: 'node',
		external: ['n8n-workflow'],
	});
	const names = Object.keys(benchNodes);
	const manifest = { nodes: names.map((name) => `${name}.node.js`), credentials: [] };
	const description = { name: BENCH_PACKAGE, version: '1.0.0', n8n: manifest };
	await writeFile(path.join(directory, 'package.json'), JSON.stringify(description));
	for (const name of names) {
		const text = `exports.${name} = require('./nodes.js').benchNodes.${name};`;
		await writeFile(path.join(directory, `${name}.node.js`), text);
	}
	return directory;
}

/** Accounts at the vendors of the benchmark, which takes everybody in. Blikk's token is renewed later than anything here lasts. */
export const credentialsAt = (
	baseUrl: string,
): Array<{ type: string; data: ICredentialDataDecryptedObject }> => [
	{
		type: 'blikkApi',
		data: {
			baseUrl,
			applicationId: 'bench',
			applicationSecret: 'bench-phrase',
			accessToken: 'bench-token',
			accessTokenEnds: Date.now() + 3_600_000,
		},
	},
	{
		type: 'proWorkflowApi',
		data: { baseUrl, apiKey: 'bench-phrase', username: 'bench', password: 'bench-phrase' },
	},
	{
		type: 'resourceGuruOAuth2Api',
		data: {
			baseUrl,
			account: 'bench',
			clientId: 'bench',
			clientSecret: 'bench-phrase',
			oauthTokenData: { access_token: 'bench-token', token_type: 'bearer' },
		},
	},
];

/** @param url Where the vendor is. */
export async function openRig(url: string): Promise<Rig> {
	const directory = await bundleNodes(path.join(packageRoot, 'node_modules', '.cache'));
	const host = await createHost({ packages: [packageRoot, directory], engine });
	const at = (base: string) => {
		for (const { type, data } of credentialsAt(base)) host.credentials.set(type, type, type, data);
	};
	at(url);
	return {
		host,
		url,
		at,
		run: async (file, items = 1) => {
			const input = Array.from({ length: items }, (_, index) => ({ json: { id: index + 1 } }));
			const { items: output, error } = await host.run(file, { input });
			if (error) throw error;
			return Object.values(output).at(-1)?.[0] ?? [];
		},
		close: async () => {
			await host.dispose();
			await rm(directory, { recursive: true });
		},
	};
}

/** `Start -> first -> second …` */
export const chain = (...nodes: INode[]): WorkflowFile => inRow(manual(), ...nodes);

/** A node, with the credential that is called like its type. */
export function node(
	name: string,
	type: string,
	parameters: INodeParameters = {},
	{ credential, typeVersion = 1, ...more }: Partial<INode> & { credential?: string } = {},
): INode {
	const credentials = credential
		? { [credential]: { id: credential, name: credential } }
		: undefined;
	return { ...bare(type, name, parameters, typeVersion), credentials, ...more };
}

/** A node of ours, of the pack itself or of the benchmark. */
export const ours = (
	type: string,
	credential: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
) => node('Ours', type, parameters, { credential, ...more });

export const bench = (name: keyof typeof benchNodes) => `${BENCH_PACKAGE}.${name}`;

/** n8n's HTTP Request node, signed in by the same credential. */
export const httpRequest = (
	credential: string | undefined,
	parameters: INodeParameters,
	more: Partial<INode> = {},
) =>
	node(
		'HTTP Request',
		'n8n-nodes-base.httpRequest',
		{
			...(credential && {
				authentication: 'predefinedCredentialType',
				nodeCredentialType: credential,
			}),
			...parameters,
		},
		{ credential, typeVersion: 4.2, ...more },
	);

/** The floor that n8n sets: its authenticated request helper in a bare loop, for `url` and the ID of each item. */
export const floor = (
	url: string,
	atOnce: number,
	{ evaluates = false, pages = false, credential = 'blikkApi' } = {},
) =>
	node(
		'Floor',
		bench('floor'),
		{
			url,
			credential,
			atOnce: String(atOnce),
			evaluates: String(evaluates),
			pages: String(pages),
			id: '={{ $json.id }}',
		},
		{ credential },
	);

/** What a user without n8n would write. */
export async function axiosLoop(urls: string[], atOnce = 1): Promise<unknown[]> {
	const answers: unknown[] = [];
	const waiting = urls.entries();
	const headers = { Authorization: 'Bearer bench-token' };
	const worker = async () => {
		for (const [index, url] of waiting)
			answers[index] = (await axios.get<unknown>(url, { headers, proxy: false })).data;
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return answers;
}
