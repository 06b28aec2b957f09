/** A sandbox and an n8n with the built pack, signed in: what the conformance tests need. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import path from 'node:path';
import { createHost, type Host, type RunOptions } from '../../host';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { node, workflow } from '../host/workflows';

export interface World {
	sandbox: Sandbox;
	host: Host;
	/** Runs the vendor's node on these input items. */
	run(
		parameters: object,
		input?: IDataObject[],
		more?: Partial<INode>,
		options?: RunOptions,
	): Promise<Outcome>;
	/** A workflow with the vendor's node, called `Vendor`, to hand to the host. */
	workflow(parameters: object, more?: Partial<INode>): ReturnType<typeof workflow>;
	/**
	 * Records, log and faults back to the start, and a pace of its own for what follows: the vendor's 200
	 * requests per minute count by client id, and a test must not wait for those of the test before.
	 */
	reset(): void;
	close(): Promise<void>;
}

export interface Outcome {
	/** First output. */
	items: INodeExecutionData[];
	/** Error output, where the node has one. */
	errors: INodeExecutionData[];
	/** What stopped the execution. */
	error: { message: string; description?: string | null; context?: IDataObject } | undefined;
	/** Calls of operations that the sandbox received in this run, in their order. */
	calls: Sandbox['requests'];
}

export const credentials = { resourceGuruOAuth2Api: { id: 'rg', name: 'Resource Guru' } };

/** What differs between the vendors' nodes. */
const NODES = {
	resourceGuru: { type: 'n8n-nodes-workforce.resourceGuru', credentials },
	hubPlanner: {
		type: 'n8n-nodes-workforce.hubPlanner',
		credentials: { hubPlannerApi: { id: 'hp', name: 'Hub Planner' } },
	},
};

export type VendorName = keyof typeof NODES;

/** @param vendor Whose node the workflows have. */
export async function openWorld(
	options: SandboxOptions = { rateLimit: false },
	vendor: VendorName = 'resourceGuru',
): Promise<World> {
	const sandbox = await startSandbox({ checkAnswers: true, ...options });
	const host = await createHost({
		packages: [path.join(__dirname, '../..')],
		timezone: 'Europe/Berlin',
	});
	const { account, baseUrl, clientId, clientSecret } = sandbox.vendors.resourceGuru;
	host.credentials.set('rg', 'resourceGuruOAuth2Api', 'Resource Guru', {
		account,
		baseUrl,
		clientId,
		clientSecret,
	});
	await host.connect('rg');
	const { hubPlanner } = sandbox.vendors;
	host.credentials.set('hp', 'hubPlannerApi', 'Hub Planner', {
		apiKey: hubPlanner.apiKey,
		baseUrl: hubPlanner.baseUrl,
	});
	const { type: nodeType, credentials: signedIn } = NODES[vendor];
	let resets = 0;
	const build = (parameters: object, more: Partial<INode> = {}) =>
		workflow(
			[
				node('Start', 'manualTrigger'),
				node('Vendor', nodeType, parameters as INode['parameters'], {
					credentials: signedIn,
					...more,
				}),
			],
			'Start -> Vendor',
		);
	return {
		sandbox,
		host,
		workflow: build,
		run: async (parameters, input = [{}], more, runOptions) => {
			const before = sandbox.requests.length;
			const { items, error } = await host.run(build(parameters, more), {
				input: input.map((json) => ({ json })),
				...runOptions,
			});
			return {
				items: items.Vendor?.[0] ?? [],
				errors: items.Vendor?.[1] ?? [],
				error,
				calls: sandbox.requests
					.slice(before)
					.filter(({ operationId }) => !operationId?.startsWith('oauth')),
			};
		},
		reset: () => {
			sandbox.reset();
			const { type, name, data } = host.credentials.get('rg');
			// Only signing in and renewing use the client id, and neither happens in these tests.
			host.credentials.set('rg', type, name, { ...data, clientId: `${clientId} ${++resets}` });
		},
		close: async () => {
			await host.dispose();
			await sandbox.close();
		},
	};
}
