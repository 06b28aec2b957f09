/** Running a workflow on n8n's own engine. */
import './environment';
import { randomUUID } from 'node:crypto';
import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { runJavaScript } from './code-runner';
import { type CredentialStore, HostCredentialsHelper } from './credentials';
import type { Packages } from './packages';

/** The part of an exported workflow file that matters here. */
export interface WorkflowFile {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	staticData?: IDataObject;
}

export interface RunOptions {
	/** What the start node receives (default: one empty item). */
	input?: INodeExecutionData[];
	/** Name of the node to start from (default: the one n8n's engine would pick). */
	startNode?: string;
	/** Default `trigger`: a trigger node hands its input on, as in an active workflow. */
	mode?: WorkflowExecuteMode;
	/** Cancels the execution when aborted. */
	signal?: AbortSignal;
	/** Told of each node that has run. */
	onNode?: (name: string) => void;
}

/** How an execution ended. */
export interface RunResult {
	run: IRun;
	/** What each node that ran put out: by output, all its runs one after the other. */
	items: Record<string, INodeExecutionData[][]>;
	/** What stopped the execution; undefined when it went through. */
	error: ExecutionError | undefined;
}

/** An execution that has begun. */
export interface Execution {
	/** Settles when the node that runs has returned; after a cancel, that is up to the node. */
	result: Promise<RunResult>;
	/** Does what the Stop button of the editor does. */
	cancel(): void;
}

/** Makes n8n's workflows and executions out of workflow files. */
export class Executor {
	readonly credentialsHelper: HostCredentialsHelper;

	constructor(
		readonly packages: Packages,
		private readonly store: CredentialStore,
		private readonly timezone: string,
	) {
		this.credentialsHelper = new HostCredentialsHelper(packages, store);
	}

	/**
	 * A workflow of n8n's own class, which fills in each node's default parameters.
	 * Credentials named without an id are looked up by name, as n8n does on import.
	 * @throws if a node names a credential that the host does not have.
	 */
	workflow(file: WorkflowFile): Workflow {
		const nodes = structuredClone(file.nodes);
		for (const node of nodes) {
			for (const [type, details] of Object.entries(node.credentials ?? {})) {
				const found = details.id
					? this.store.get(details.id, type)
					: this.store.findByName(type, details.name);
				if (!found)
					throw new Error(`"${node.name}" needs the credential "${details.name}" (${type})`);
				details.id = found.id;
				details.name = found.name;
			}
		}
		const { timezone = 'DEFAULT', ...settings } = file.settings ?? {};
		return new Workflow({
			id: file.id ?? 'workflow',
			name: file.name ?? 'Workflow',
			nodes,
			connections: file.connections,
			active: false,
			nodeTypes: this.packages,
			staticData: file.staticData ?? {},
			settings: {
				executionOrder: 'v1',
				...settings,
				timezone: timezone === 'DEFAULT' ? this.timezone : timezone,
			},
		});
	}

	/** What n8n's engine is given besides the workflow. `baseUrl` is where webhooks arrive. */
	additionalData(baseUrl = 'http://127.0.0.1'): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: this.credentialsHelper,
			externalSecretsProxy: new ExternalSecretsProxy(),
			executionId: randomUUID(),
			currentNodeExecutionIndex: 0,
			variables: {},
			instanceBaseUrl: `${baseUrl}/`,
			restApiUrl: `${baseUrl}/rest`,
			formBaseUrl: `${baseUrl}/form`,
			formWaitingBaseUrl: `${baseUrl}/form-waiting`,
			formTestBaseUrl: `${baseUrl}/form-test`,
			webhookBaseUrl: `${baseUrl}/webhook`,
			webhookWaitingBaseUrl: `${baseUrl}/webhook-waiting`,
			webhookTestBaseUrl: `${baseUrl}/webhook-test`,
			mcpBaseUrl: `${baseUrl}/mcp`,
			mcpTestBaseUrl: `${baseUrl}/mcp-test`,
			logAiEvent: () => {},
			getRunExecutionData: async () => undefined,
			getRuntimeCredential: async () => undefined,
			executeWorkflow: async () => {
				throw new Error('This host does not run sub-workflows');
			},
			startRunnerTask: runJavaScript,
		};
	}

	/**
	 * Starts a workflow.
	 * @param failure an error that its start node has already raised (a failed webhook call).
	 * @throws if there is no node to start from.
	 */
	start(workflow: Workflow, options: RunOptions = {}, failure?: ExecutionError): Execution {
		const {
			startNode: startName,
			mode = 'trigger',
			input = [{ json: {} }],
			signal,
			onNode,
		} = options;
		const node = startName === undefined ? workflow.getStartNode() : workflow.getNode(startName);
		if (!node) throw new Error(`No node to start from${startName ? `: "${startName}"` : ''}`);

		const additionalData = this.additionalData();
		additionalData.hooks = new ExecutionLifecycleHooks(
			mode,
			additionalData.executionId ?? '',
			asWorkflowBase(workflow),
		);
		if (onNode) additionalData.hooks.addHandler('nodeExecuteAfter', (name) => onNode(name));
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: [input] }, source: null }] },
			...(failure && { resultData: { runData: {}, lastNodeExecuted: node.name, error: failure } }),
		});
		const running = new WorkflowExecute(additionalData, mode, data).processRunExecutionData(
			workflow,
		);
		const cancel = () => running.cancel();
		if (signal?.aborted) cancel();
		signal?.addEventListener('abort', cancel, { once: true });
		const result = running
			.then(toRunResult)
			.finally(() => signal?.removeEventListener('abort', cancel));
		return { result, cancel };
	}
}

function toRunResult(run: IRun): RunResult {
	const items: RunResult['items'] = {};
	for (const [name, runs] of Object.entries(run.data.resultData.runData)) {
		const outputs: INodeExecutionData[][] = (items[name] = []);
		for (const { data } of runs) {
			data?.main?.forEach((found, output) => {
				(outputs[output] ??= []).push(...(found ?? []));
			});
		}
	}
	return { run, items, error: run.data.resultData.error };
}

function asWorkflowBase(workflow: Workflow): IWorkflowBase {
	const now = new Date();
	return {
		id: workflow.id,
		name: workflow.name ?? '',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		settings: workflow.settings,
	};
}
