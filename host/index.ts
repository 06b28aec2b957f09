/**
 * n8n's own engine (n8n-core) in this process: for tests, the demo and the benchmark. Nothing of a node's
 * life is imitated; in place of n8n's server stand a store of credentials, a loopback listener for
 * webhooks, and a runner for the Code node.
 */
import './environment';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { CredentialStore, type StoredCredential } from './credentials';
import { Editor } from './editor';
import { acquireEngine, captureLog, type ExpressionEngine } from './engine';
import {
	type Execution,
	Executor,
	type RunOptions,
	type RunResult,
	type WorkflowFile,
} from './execution';
import { authorizeOAuth2 } from './oauth2';
import { Packages } from './packages';
import { Trigger, type TriggerOptions } from './trigger';

export type {
	Execution,
	RunOptions,
	RunResult,
	StoredCredential,
	Trigger,
	TriggerOptions,
	WorkflowFile,
};

export interface HostOptions {
	/** Folders of built packages to load besides n8n's own nodes. */
	packages?: string[];
	/** The instance's time zone, for workflows that set none (default UTC). */
	timezone?: string;
	/** Which expression engine to use (default: N8N_EXPRESSION_ENGINE, else `legacy`). */
	engine?: ExpressionEngine;
}

/** Readies an n8n in this process. Always {@link Host.dispose} of it. */
export async function createHost(options: HostOptions = {}): Promise<Host> {
	const asked = process.env.N8N_EXPRESSION_ENGINE === 'vm' ? 'vm' : 'legacy';
	const release = await acquireEngine(options.engine ?? asked);
	const log: string[] = [];
	const stopLog = captureLog(log);
	const letGo = async () => {
		stopLog();
		await release();
	};
	try {
		const packages = await Packages.load(options.packages ?? []);
		return new Host(packages, options.timezone ?? 'UTC', log, letGo);
	} catch (error) {
		await letGo();
		throw error;
	}
}

/** One n8n, with its own credentials and node types. */
export class Host {
	/** Decrypted credentials by id; tokens that n8n refreshes are written back here. */
	readonly credentials = new CredentialStore();
	/** Answers what the editor would ask: listSearch, loadOptions, resourceMapping. */
	readonly editor: Editor;
	private readonly executor: Executor;
	private readonly triggers: Trigger[] = [];

	/** Use {@link createHost}. */
	constructor(
		readonly packages: Packages,
		timezone: string,
		/** Every line that n8n and its nodes logged since this host began, with metadata. */
		readonly log: readonly string[],
		private readonly letGo: () => Promise<void>,
	) {
		this.executor = new Executor(packages, this.credentials, timezone);
		this.editor = new Editor(this.executor);
	}

	/** Starts a workflow and returns at once, with a way to cancel it. */
	start(workflow: WorkflowFile, options?: RunOptions): Execution {
		return this.executor.start(this.executor.workflow(workflow), options);
	}

	/** Runs a workflow to its end. A failed workflow is a result with an error, not a rejection. */
	async run(workflow: WorkflowFile, options?: RunOptions): Promise<RunResult> {
		return await this.start(workflow, options).result;
	}

	/**
	 * Brings a trigger node to life on a loopback address, without registering it anywhere yet.
	 * @throws if the workflow has no such node.
	 */
	async trigger(file: WorkflowFile, nodeName: string, options?: TriggerOptions): Promise<Trigger> {
		const workflow = this.executor.workflow(file);
		const node = workflow.getNode(nodeName);
		if (!node) throw new Error(`There is no node "${nodeName}"`);
		const trigger = await Trigger.open(this.executor, workflow, node, options);
		this.triggers.push(trigger);
		return trigger;
	}

	/** Tests a stored credential as the editor's Test button does. */
	async testCredential(id: string) {
		return await this.editor.testCredential(this.credentials.get(id));
	}

	/** Connects a stored OAuth2 credential as the editor's Connect button does, and keeps its tokens. */
	async connect(id: string): Promise<void> {
		const { type, name, data } = this.credentials.get(id);
		const oauthTokenData = await authorizeOAuth2(this.executor, { id, type, name, data });
		this.credentials.set(id, type, name, { ...data, oauthTokenData });
	}

	/** Closes all listeners and lets go of the engine: no handle and no file is left. */
	async dispose(): Promise<void> {
		await Promise.all(this.triggers.map(async (trigger) => await trigger.close()));
		await this.letGo();
	}
}

/** A credential's data, for callers that do not import n8n-workflow. */
export type CredentialData = ICredentialDataDecryptedObject;
