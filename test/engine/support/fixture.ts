/** Nodes of made-up vendors, loaded by n8n's own loader as a package that uses the built engine. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
	ICredentialType,
	IExecuteFunctions,
	INodeParameters,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createHost, type Host } from '../../../host';
import type * as Engine from '../../../nodes/engine';
import { type AppNode, editorOf, runApp, type Setting, startApp } from './run';

export type { Engine };

/** A module that makes vendors; each key becomes a node. */
export type VendorModule = Record<string, (engine: typeof Engine) => Engine.Vendor>;

const engineFile = join(__dirname, '../../../dist/nodes/engine/index.js');
const CREDENTIAL = 'fixtureApi';

/** What a node file of the package exports. */
export function nodeClass(engine: typeof Engine, vendor: Engine.Vendor, name: string) {
	return class implements INodeType {
		description: INodeTypeDescription = {
			displayName: vendor.name,
			name,
			group: ['transform'],
			version: 1,
			description: vendor.name,
			defaults: { name: vendor.name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: engine.propertiesOf(vendor),
		};

		methods = engine.methodsOf(vendor);

		async execute(this: IExecuteFunctions) {
			return await engine.execute(this, vendor);
		}
	};
}

/** The credential of every made-up vendor: an address, and a key that goes along as bearer token. */
export class FixtureApi implements ICredentialType {
	name = CREDENTIAL;

	displayName = 'Fixture API';

	properties: ICredentialType['properties'] = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];

	authenticate: ICredentialType['authenticate'] = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};
}

/** The parts of a made-up vendor's API that tests seldom care about. */
export const plainApi = {
	credential: CREDENTIAL,
	baseUrl: ({ baseUrl }: Record<string, unknown>) => String(baseUrl),
	budgets: [{ requests: 10_000, seconds: 1 }],
	/** Reads `{ errors: [{ field, message }] }`. */
	complaints: (body: unknown) =>
		(body as { errors?: Engine.Complaint[] } | undefined)?.errors ?? [],
};

/** A host with the made-up vendors of one module. */
export async function startFixture(moduleFile: string, vendors: VendorModule) {
	const directory = await mkdtemp(join(tmpdir(), 'fixture-'));
	const files = Object.keys(vendors).map((name) => `${name}.node.js`);
	await writeFile(
		join(directory, 'package.json'),
		JSON.stringify({
			name: 'n8n-nodes-fixture',
			version: '1.0.0',
			n8n: { nodes: files, credentials: ['FixtureApi.credentials.js'] },
		}),
	);
	await writeFile(
		join(directory, 'FixtureApi.credentials.js'),
		`exports.FixtureApi = require(${JSON.stringify(__filename)}).FixtureApi;`,
	);
	for (const name of Object.keys(vendors)) {
		await writeFile(
			join(directory, `${name}.node.js`),
			`const engine = require(${JSON.stringify(engineFile)});
			const vendor = require(${JSON.stringify(moduleFile)}).default.${name}(engine);
			exports.${name} = require(${JSON.stringify(__filename)}).nodeClass(engine, vendor, '${name}');`,
		);
	}
	const host = await createHost({ packages: [directory] });
	return fixtureOf(host, async () => {
		await host.dispose();
		await rm(directory, { recursive: true });
	});
}

function fixtureOf(host: Host, close: () => Promise<void>) {
	let made = 0;
	/** A fresh credential, which has a pace of its own. */
	const signIn = (name: string, baseUrl: string, apiKey = 'key-of-the-door'): AppNode => {
		const id = `${name}-${++made}`;
		host.credentials.set(id, CREDENTIAL, id, { baseUrl, apiKey });
		return { type: `n8n-nodes-fixture.${name}`, credential: { type: CREDENTIAL, id } };
	};
	return {
		host,
		signIn,
		run: async (app: AppNode, parameters: INodeParameters, setting?: Setting) =>
			await runApp(host, app, parameters, setting),
		start: (app: AppNode, parameters: INodeParameters, setting?: Setting) =>
			startApp(host, app, parameters, setting),
		editor: (app: AppNode, parameters?: INodeParameters) => editorOf(host, app, parameters),
		close,
	};
}

export type Fixture = Awaited<ReturnType<typeof startFixture>>;
