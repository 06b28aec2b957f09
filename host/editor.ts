/** What n8n's editor asks the server for: drop-down entries, mapping fields, credential tests. */
import './environment';
import { ExecuteContext, LoadOptionsContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialTestRequest,
	type INode,
	type INodeCredentialTestResult,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type ResourceMapperFields,
	Workflow,
} from 'n8n-workflow';
import type { StoredCredential } from './credentials';
import type { Executor, WorkflowFile } from './execution';

type Methods = NonNullable<INodeType['methods']>;

/** The editor's questions about one node of a workflow, or about one credential. */
export class Editor {
	constructor(private readonly executor: Executor) {}

	async listSearch(
		file: WorkflowFile,
		nodeName: string,
		method: string,
		{ filter, paginationToken }: { filter?: string; paginationToken?: string } = {},
	): Promise<INodeListSearchResult> {
		return await this.ask(
			file,
			nodeName,
			async (methods, context) =>
				await defined(methods.listSearch?.[method], method).call(context, filter, paginationToken),
		);
	}

	async loadOptions(
		file: WorkflowFile,
		nodeName: string,
		method: string,
	): Promise<INodePropertyOptions[]> {
		return await this.ask(
			file,
			nodeName,
			async (methods, context) =>
				await defined(methods.loadOptions?.[method], method).call(context),
		);
	}

	async resourceMapping(
		file: WorkflowFile,
		nodeName: string,
		method: string,
	): Promise<ResourceMapperFields> {
		return await this.ask(
			file,
			nodeName,
			async (methods, context) =>
				await defined(methods.resourceMapping?.[method], method).call(context),
		);
	}

	/**
	 * What the Test button does for a credential whose type has a `test` request. An OAuth2 credential without
	 * one is good when it is connected.
	 */
	async testCredential({
		id,
		name,
		type,
		data,
	}: StoredCredential): Promise<INodeCredentialTestResult> {
		const { test } = this.executor.packages.credentialType(type);
		if (!test && this.executor.packages.parentTypes(type).includes('oAuth2Api')) {
			return data.oauthTokenData
				? { status: 'OK', message: 'Connection Successful!' }
				: failed('This OAuth2 credential was not connected to an account.');
		}
		if (!test) return failed('No testing function found for this credential.');
		const additionalData = this.executor.additionalData();
		try {
			const decrypted = {
				id,
				name,
				type,
				data: await this.executor.credentialsHelper.withDefaults(
					data,
					type,
					'internal',
					additionalData,
				),
			};
			const { workflow, node, nodeType } = this.testNode(test, type, { id, name });
			const context = new ExecuteContext(
				workflow,
				node,
				additionalData,
				'internal',
				createEmptyRunExecutionData(),
				0,
				[],
				{ main: [[{ json: {} }]] },
				{ node, data: {}, source: null },
				[],
			);
			const output = await workflow.expression.withIsolate(
				async () => await new RoutingNode(context, nodeType, decrypted).runNode(),
			);
			for (const { type: rule, properties } of test.rules ?? []) {
				const body = output?.[0]?.[0]?.json ?? {};
				if (rule === 'responseSuccessBody' && body[String(properties.key)] === properties.value) {
					return failed(String(properties.message));
				}
			}
			return { status: 'OK', message: 'Connection successful!' };
		} catch (error) {
			return failed(testFailure(error, test));
		}
	}

	private async ask<T>(
		file: WorkflowFile,
		nodeName: string,
		question: (methods: Methods, context: LoadOptionsContext) => Promise<T>,
	): Promise<T> {
		const workflow = this.executor.workflow(file);
		const node = defined(workflow.getNode(nodeName), nodeName);
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const additionalData = this.executor.additionalData();
		additionalData.currentNodeParameters = node.parameters;
		const context = new LoadOptionsContext(workflow, node, additionalData, '');
		return await workflow.expression.withIsolate(
			async () => await question(type.methods ?? {}, context),
		);
	}

	/** As n8n: a No Operation node, given one parameter that sends the test request. */
	private testNode(
		test: ICredentialTestRequest,
		credentialType: string,
		details: { id: string; name: string },
	) {
		const noOp = this.executor.packages.getByNameAndVersion('n8n-nodes-base.noOp');
		const nodeType: INodeType = {
			description: {
				...noOp.description,
				credentials: [{ name: credentialType, required: true }],
				properties: [
					{
						displayName: 'Temp',
						name: 'temp',
						type: 'string',
						default: '',
						routing: { request: test.request },
					},
				],
			},
		};
		const nodeTypes: INodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		};
		const node: INode = {
			id: 'temp',
			name: 'Temp-Node',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { [credentialType]: details },
		};
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		return { workflow, node, nodeType };
	}
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** n8n's order: the type's own text for the status, the status text, the network code, the message. */
function testFailure(error: unknown, test: ICredentialTestRequest): string {
	const { message, cause } = error as {
		message: string;
		cause?: { code?: string; response?: { status: number; statusText: string } };
	};
	const response = cause?.response;
	if (!response) return cause?.code ?? message;
	const rule = test.rules?.find(
		({ type, properties }) => type === 'responseCode' && properties.value === response.status,
	);
	return String(
		rule?.properties.message ??
			(response.statusText || `Received HTTP status code: ${response.status}`),
	);
}

function defined<T>(value: T | null | undefined, name: string): T {
	if (value === null || value === undefined) throw new Error(`There is no "${name}"`);
	return value;
}
