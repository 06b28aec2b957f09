/** What a user does in n8n's editor, through the same calls; executions are read from n8n's public API. */
import type { IDataObject, INode, INodeExecutionData, IRunData } from 'n8n-workflow';
import type { RunResult, WorkflowFile } from '../host';
import { until } from './wait';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Olive',
	lastName: 'Owner',
	password: 'Sandbox-1-owner',
};

/** An execution as n8n's public API tells it. */
export interface Execution {
	id: string;
	/** `running`, `success`, `error`, `crashed` and so on. */
	status: string;
	mode: string;
	/** The execution that this one is another try of. */
	retryOf?: string | null;
	data: {
		resultData: { runData: IRunData; error?: { message: string; description?: string } };
		executionData?: {
			nodeExecutionStack: Array<{ node: INode; data: { main: INodeExecutionData[][] } }>;
		};
	};
}

export interface Imported {
	id: string;
	name: string;
	versionId: string;
	nodes: INode[];
}

const ENDED = ['success', 'error', 'crashed', 'canceled'];

export class Client {
	private cookie = '';
	private apiKey = '';

	constructor(readonly url: string) {}

	/** Makes the owner of a new n8n, signs in, and gets a key for the public API. */
	async setUpOwner(): Promise<void> {
		await this.rest('POST', '/owner/setup', OWNER);
		await this.rest('POST', '/login', {
			emailOrLdapLoginId: OWNER.email,
			password: OWNER.password,
		});
		const scopes = await this.rest<string[]>('GET', '/api-keys/scopes');
		const key = { label: 'End to end', scopes, expiresAt: null };
		this.apiKey = (await this.rest<{ rawApiKey: string }>('POST', '/api-keys', key)).rawApiKey;
	}

	/** @returns the new credential's id */
	async createCredential(name: string, type: string, data: IDataObject): Promise<string> {
		return (await this.rest<{ id: string }>('POST', '/credentials', { name, type, data })).id;
	}

	/** What the editor shows of a credential, with placeholders for what is secret. */
	async credentialData(id: string): Promise<IDataObject> {
		const path = `/credentials/${id}?includeData=true`;
		return (await this.rest<{ data: IDataObject }>('GET', path)).data;
	}

	/** What the editor's test of a credential says. */
	async testCredential(id: string, name: string, type: string, data: IDataObject) {
		const credentials = { id, name, type, data };
		return await this.rest<{ status: 'OK' | 'Error'; message: string }>(
			'POST',
			'/credentials/test',
			{ credentials },
		);
	}

	/** Walks the addresses that Connect opens in a browser window. @returns the page at its end */
	async connect(id: string): Promise<string> {
		const authorize = await this.rest<string>('GET', `/oauth2-credential/auth?id=${id}`);
		const agreed = await fetch(authorize, { redirect: 'manual' });
		const callback = agreed.headers.get('location');
		if (!callback) throw new Error(`No way back from ${authorize}: ${await agreed.text()}`);
		const page = await fetch(callback, { headers: this.headers() });
		return await page.text();
	}

	/** What Import from File makes of an exported workflow. */
	async importWorkflow({ name = 'Workflow', nodes, connections, settings }: WorkflowFile) {
		const file = { name, nodes, connections, settings: { executionOrder: 'v1', ...settings } };
		return await this.rest<Imported>('POST', '/workflows', file);
	}

	/** Presses Execute Workflow. @returns the execution's id */
	async start({ id }: Imported, startNode: string): Promise<string> {
		const start = { triggerToStartFrom: { name: startNode } };
		const run = await this.rest<{ executionId: string }>('POST', `/workflows/${id}/run`, start);
		return run.executionId;
	}

	/** Presses Execute Workflow. @returns the execution after its end */
	async run(workflow: Imported, startNode: string): Promise<Execution> {
		return await this.ended(await this.start(workflow, startNode));
	}

	/** Publishes a workflow; resolves when its triggers are set up. @throws with n8n's reason if they cannot be */
	async activate({ id, versionId }: Imported): Promise<void> {
		await this.rest('POST', `/workflows/${id}/activate`, { versionId });
		await this.publication(id, 'published');
	}

	/** Resolves when its triggers are taken down. */
	async deactivate({ id }: Imported): Promise<void> {
		await this.rest('POST', `/workflows/${id}/deactivate`, {});
	}

	private async publication(id: string, wanted: string): Promise<void> {
		const path = `/workflows/${id}/publication-status`;
		const status = await until({ what: `workflow ${id} is ${wanted}`, seconds: 90 }, async () => {
			const found = await this.rest<{ status: string }>('GET', path);
			return [wanted, 'failed'].includes(found.status) ? found : undefined;
		});
		if (status.status !== wanted) throw new Error(`Not ${wanted}: ${JSON.stringify(status)}`);
	}

	/** The executions of a workflow, the oldest first, with their data. */
	async executions({ id }: Imported): Promise<Execution[]> {
		const query = new URLSearchParams({ workflowId: id, includeData: 'true', limit: '250' });
		const { data } = await this.api<{ data: Execution[] }>('GET', `/executions?${query}`);
		return data.sort((one, other) => Number(one.id) - Number(other.id));
	}

	async execution(id: string): Promise<Execution> {
		return await this.api<Execution>('GET', `/executions/${id}?includeData=true`);
	}

	/** Waits for the end of an execution. */
	async ended(id: string): Promise<Execution> {
		return await until({ what: `execution ${id} ends`, seconds: 180 }, async () => {
			const execution = await this.execution(id);
			return ENDED.includes(execution.status) ? execution : undefined;
		});
	}

	/** Presses Retry. @returns the new execution after its end */
	async retry(id: string): Promise<Execution> {
		const { id: again } = await this.rest<{ id: string }>('POST', `/executions/${id}/retry`, {});
		return await this.ended(again);
	}

	/** A call of the editor. */
	async rest<T>(method: string, path: string, body?: object): Promise<T> {
		const { data } = await this.call<{ data: T }>(method, `/rest${path}`, this.headers(), body);
		return data;
	}

	private async api<T>(method: string, path: string, body?: object): Promise<T> {
		return await this.call<T>(method, `/api/v1${path}`, { 'x-n8n-api-key': this.apiKey }, body);
	}

	private headers(): Record<string, string> {
		return { cookie: this.cookie, 'browser-id': 'e2e' };
	}

	private async call<T>(
		method: string,
		path: string,
		headers: Record<string, string>,
		body?: object,
	): Promise<T> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { ...headers, 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		const cookie = response.headers.get('set-cookie');
		if (cookie?.startsWith('n8n-auth=')) this.cookie = cookie.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text) as T;
	}
}

/** What each node of an execution put out: by output, all its runs one after the other. */
export function itemsOf({ data }: Execution): RunResult['items'] {
	const items: RunResult['items'] = {};
	for (const [name, runs] of Object.entries(data.resultData.runData)) {
		const outputs: INodeExecutionData[][] = (items[name] = []);
		for (const run of runs) {
			run.data?.main?.forEach((found, output) => {
				(outputs[output] ??= []).push(...(found ?? []));
			});
		}
	}
	return items;
}
