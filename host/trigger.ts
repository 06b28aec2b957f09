/** A trigger node brought to life: its hooks, its webhooks over HTTP, its polls. */
import './environment';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createGunzip, createInflate } from 'node:zlib';
import express, { type Request, type Response } from 'express';
import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import {
	type ExecutionError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookDescription,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	isNodeClassInstance,
	NodeHelpers,
	type WebhookSetupMethodNames,
	type Workflow,
} from 'n8n-workflow';
import type { Executor, RunResult } from './execution';

/** `manual` is a test run in the editor: test URLs, and polls that return a sample. */
export type TriggerMode = 'trigger' | 'manual';

type Webhook = Omit<IWebhookData, 'workflowExecuteAdditionalData'>;

export interface TriggerOptions {
	/** Default `trigger`: the workflow is active. */
	mode?: TriggerMode;
	/** What the node kept from earlier runs, as after a restart of n8n. */
	staticData?: IDataObject;
}

/** One trigger node of one workflow, listening on loopback. */
export class Trigger {
	/** The executions that webhooks started, in order of arrival. */
	readonly runs: Array<Promise<RunResult>> = [];
	private baseUrl = '';
	private webhooks: Webhook[] = [];
	private closeServer = async () => {};
	private isolateUsers = 0;

	private constructor(
		private readonly executor: Executor,
		private readonly workflow: Workflow,
		private readonly node: INode,
		private readonly mode: TriggerMode,
	) {}

	/**
	 * Opens the HTTP listener. Registers nothing at the vendor yet: see {@link activate}.
	 * @throws if a webhook of the node answers in another way than at once (`onReceived`).
	 */
	static async open(
		executor: Executor,
		workflow: Workflow,
		node: INode,
		{ mode = 'trigger', staticData = {} }: TriggerOptions = {},
	): Promise<Trigger> {
		const trigger = new Trigger(executor, workflow, node, mode);
		Object.assign(trigger.staticData, structuredClone(staticData));
		trigger.webhooks = await trigger.inIsolate(async () => trigger.describeWebhooks());
		const server = createServer(express().use((req, res) => trigger.receive(req, res)));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		trigger.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		trigger.closeServer = async () =>
			await new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		return trigger;
	}

	/** The node's static data, as its hooks and polls see and change it. */
	get staticData(): IDataObject {
		return this.workflow.getStaticData('node', this.node);
	}

	/** The URL that n8n gives the vendor for a webhook of this node. */
	url(name: IWebhookDescription['name'] = 'default'): string {
		const { path } = this.webhookData(name);
		return `${this.baseUrl}/${this.mode === 'manual' ? 'webhook-test' : 'webhook'}/${path}`;
	}

	/** Runs one of the node's webhook hooks; undefined if the node has no such hook. */
	async hook(
		method: WebhookSetupMethodNames,
		name: IWebhookDescription['name'] = 'default',
	): Promise<boolean | undefined> {
		const { webhookMethods } = this.type;
		const context = new HookContext(
			this.workflow,
			this.node,
			this.additionalData(),
			this.mode,
			this.mode === 'manual' ? 'manual' : 'activate',
			this.webhookData(name),
		);
		return await this.inIsolate(async () => await webhookMethods?.[name]?.[method]?.call(context));
	}

	/** What switching a workflow on does: checks for the webhook and creates it if it is not there. */
	async activate(): Promise<void> {
		for (const { name } of this.type.description.webhooks ?? []) {
			if (!(await this.hook('checkExists', name))) await this.hook('create', name);
		}
	}

	/** What switching a workflow off does. */
	async deactivate(): Promise<void> {
		for (const { name } of this.type.description.webhooks ?? []) await this.hook('delete', name);
	}

	/** Polls once; null when there was nothing new. */
	async poll(): Promise<INodeExecutionData[][] | null> {
		const { poll } = this.type;
		if (!poll) throw new Error(`"${this.node.name}" does not poll`);
		const context = new PollContext(
			this.workflow,
			this.node,
			this.additionalData(),
			this.mode,
			this.mode === 'manual' ? 'manual' : 'activate',
		);
		return await this.inIsolate(async () => await poll.call(context));
	}

	/** Stops listening and waits for the executions that were started. Calls no hook. */
	async close(): Promise<void> {
		await this.closeServer();
		await Promise.allSettled(this.runs);
	}

	private get type() {
		return this.workflow.nodeTypes.getByNameAndVersion(this.node.type, this.node.typeVersion);
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		return this.executor.additionalData(this.baseUrl);
	}

	/**
	 * Outside an execution the `vm` expression engine needs an isolate of its own. Calls that overlap
	 * share it, so the last one lets go of it; n8n's scheduler gives each poll a workflow of its own.
	 */
	private async inIsolate<T>(work: () => Promise<T>): Promise<T> {
		const { expression } = this.workflow;
		this.isolateUsers += 1;
		try {
			await expression.acquireIsolate();
			return await work();
		} finally {
			this.isolateUsers -= 1;
			if (this.isolateUsers === 0) await expression.releaseIsolate();
		}
	}

	private describeWebhooks(): Webhook[] {
		const resolve = (text: string | boolean | undefined) =>
			this.workflow.expression.getSimpleParameterValue(this.node, text, 'internal', {});
		return (this.type.description.webhooks ?? []).map((webhookDescription) => {
			const { httpMethod, path, isFullPath, responseMode } = webhookDescription;
			const answers = resolve(responseMode) ?? 'onReceived';
			if (answers !== 'onReceived') {
				throw new Error(`This host does not answer webhooks by "${String(answers)}"`);
			}
			const fullPath = Boolean(resolve(isFullPath));
			return {
				httpMethod: resolve(httpMethod) as IWebhookData['httpMethod'],
				node: this.node.name,
				path: NodeHelpers.getNodeWebhookPath(
					this.workflow.id,
					this.node,
					String(resolve(path)),
					fullPath,
				),
				webhookDescription,
				workflowId: this.workflow.id,
				isTest: this.mode === 'manual',
			};
		});
	}

	private webhookData(name: IWebhookDescription['name']): IWebhookData {
		const found = this.webhooks.find(({ webhookDescription }) => webhookDescription.name === name);
		if (!found) throw new Error(`"${this.node.name}" has no webhook "${name}"`);
		return { ...found, workflowExecuteAdditionalData: this.additionalData() };
	}

	/** n8n's way with a webhook call, for triggers that answer at once (`onReceived`). */
	private async receive(req: Request, res: Response): Promise<void> {
		const webhook = this.webhooks.find(
			({ httpMethod, webhookDescription }) =>
				httpMethod === req.method &&
				new URL(this.url(webhookDescription.name)).pathname === req.path,
		);
		if (!webhook) {
			res
				.status(404)
				.json({ message: `The requested webhook "${req.method} ${req.path}" is not registered.` });
			return;
		}
		req.readRawBody = async () => {
			req.rawBody ??= await buffer(decoded(req));
		};
		try {
			await parseBody(req, this.node.typeVersion);
		} catch {
			res.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		const data = this.webhookData(webhook.webhookDescription.name);
		const additionalData = data.workflowExecuteAdditionalData;
		additionalData.httpRequest = req;
		additionalData.httpResponse = res;
		const mode = this.mode === 'manual' ? 'manual' : 'webhook';
		const context = new WebhookContext(
			this.workflow,
			this.node,
			additionalData,
			mode,
			data,
			[],
			null,
		);

		let response: IWebhookResponseData;
		try {
			const { type } = this;
			response = await this.inIsolate(
				async () =>
					(isNodeClassInstance(type)
						? await type.webhook?.(context)
						: await type.webhook?.call(context)) ?? {},
			);
		} catch (error) {
			res
				.status(500)
				.json({ code: 0, message: 'Workflow Webhook Error: Workflow could not be started!' });
			this.run([{ json: {} }], error as ExecutionError);
			return;
		}
		const { workflowData, webhookResponse, noWebhookResponse } = response as {
			workflowData?: INodeExecutionData[][];
			webhookResponse?: unknown;
			noWebhookResponse?: boolean;
		};
		if (!noWebhookResponse) {
			const message = workflowData ? 'Workflow was started' : 'Webhook call received';
			const body = webhookResponse === undefined ? { message } : webhookResponse;
			if (typeof body === 'string') res.type('html').send(body);
			else res.json(body);
		}
		if (workflowData) this.run(workflowData[0] ?? []);
	}

	private run(input: INodeExecutionData[], failure?: ExecutionError): void {
		const mode = this.mode === 'manual' ? 'manual' : 'webhook';
		const options = { input, startNode: this.node.name, mode } as const;
		this.runs.push(this.executor.start(this.workflow, options, failure).result);
	}
}

function decoded(req: IncomingMessage): NodeJS.ReadableStream {
	const encoding = req.headers['content-encoding'];
	if (encoding === 'gzip') return req.pipe(createGunzip());
	return encoding === 'deflate' ? req.pipe(createInflate()) : req;
}

/**
 * Reads and parses the body as n8n's server does: always for version 1 of a node, else only for JSON,
 * plain text and forms (n8n also reads XML). A node that wants other bytes calls `readRawBody()`.
 */
async function parseBody(req: Request, typeVersion: number): Promise<void> {
	const contentType = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	const known = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
	req.body = {};
	if (contentType.startsWith('multipart/')) return;
	if (typeVersion > 1 && !known.includes(contentType)) return;
	await req.readRawBody();
	const text = req.rawBody.toString();
	if (text === '') return;
	if (contentType === 'application/json') req.body = JSON.parse(text) as unknown;
	if (contentType === 'text/plain') req.body = text;
	if (contentType === 'application/x-www-form-urlencoded') {
		req.body = Object.fromEntries(new URLSearchParams(text));
	}
}
