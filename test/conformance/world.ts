/** A sandbox and an n8n with the built pack, signed in: what the conformance tests need. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';
import path from 'node:path';
import { createHost, type Host, type RunOptions } from '../../host';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { node, workflow } from '../host/workflows';
import type { ConformingVendor, SandboxVendor } from './vendors/vendor';

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
	/** The credential that the vendor's node has now; each reset makes another. */
	readonly credential: WorldCredential;
	/**
	 * Records, log and faults back to the start, and a pace of its own for what follows: the limits of the
	 * vendors count by credential, and a test must not wait for the requests of the test before.
	 */
	reset(): void;
	close(): Promise<void>;
}

export interface WorldCredential {
	id: string;
	/** As a node names it. */
	named: NonNullable<INode['credentials']>;
	readonly data: ICredentialDataDecryptedObject;
	/** Changes what is stored. */
	set(changes: ICredentialDataDecryptedObject): void;
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

/** @param vendor Whose node the workflows have. */
export async function openWorld<Name extends SandboxVendor>(
	vendor: ConformingVendor<Name>,
	options: SandboxOptions = { rateLimit: false },
): Promise<World> {
	const sandbox = await startSandbox({ checkAnswers: true, ...options });
	const host = await createHost({
		packages: [path.join(__dirname, '../..')],
		timezone: 'Europe/Berlin',
	}).catch(async (error: unknown) => {
		await sandbox.close();
		throw error;
	});
	const access = sandbox.vendors[vendor.name];
	const { name, credential: type } = vendor.vendor;
	let made = 0;
	const credentialWith = (data: ICredentialDataDecryptedObject): WorldCredential => {
		const id = `${vendor.name} ${++made}`;
		host.credentials.set(id, type, name, data);
		return {
			id,
			named: { [type]: { id, name } },
			get data() {
				return host.credentials.get(id).data;
			},
			set: (changes) => {
				host.credentials.set(id, type, name, { ...host.credentials.get(id).data, ...changes });
			},
		};
	};
	let credential = credentialWith(vendor.credential(access));
	if (vendor.connects) await host.connect(credential.id);
	const build = (parameters: object, more: Partial<INode> = {}) =>
		workflow(
			[
				node('Start', 'manualTrigger'),
				node('Vendor', vendor.nodeType, parameters as INode['parameters'], {
					credentials: credential.named,
					...more,
				}),
			],
			'Start -> Vendor',
		);
	const { signIn = 'oauth' } = vendor;
	return {
		sandbox,
		host,
		get credential() {
			return credential;
		},
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
					.filter(({ operationId }) => !operationId?.startsWith(signIn)),
			};
		},
		reset: () => {
			sandbox.reset();
			const { data } = credential;
			credential = credentialWith(vendor.freshPace?.(data, access, made) ?? data);
		},
		close: async () => {
			await host.dispose();
			await sandbox.close();
		},
	};
}
