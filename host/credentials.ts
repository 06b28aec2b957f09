/** Credentials kept in memory, and the helper through which n8n's engine uses them. */
import './environment';
import { Credentials, getAdditionalKeys } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	ICredentialsHelper,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	isExpression,
	NodeHelpers,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Packages } from './packages';

/** One stored credential; `data` is what the user typed plus tokens, not encrypted. */
export interface StoredCredential {
	id: string;
	type: string;
	name: string;
	data: ICredentialDataDecryptedObject;
}

/** Takes the place of n8n's database of credentials. Hands out copies, never its own objects. */
export class CredentialStore {
	private readonly byId = new Map<string, StoredCredential>();

	set(id: string, type: string, name: string, data: ICredentialDataDecryptedObject): void {
		this.byId.set(id, { id, type, name, data: structuredClone(data) });
	}

	/** @throws if there is no credential with this id (and type, when given). */
	get(id: string, type?: string): StoredCredential {
		const stored = this.byId.get(id);
		if (!stored || (type !== undefined && stored.type !== type)) {
			throw new Error(`There is no credential with ID "${id}"${type ? ` for type "${type}"` : ''}`);
		}
		return structuredClone(stored);
	}

	/** As n8n does on import: a credential named in a workflow without an id is found by its name. */
	findByName(type: string, name: string): StoredCredential | undefined {
		return [...this.byId.values()].find((stored) => stored.type === type && stored.name === name);
	}
}

const OAUTH_TOKEN_DATA: INodeProperties = {
	displayName: 'oauthTokenData',
	name: 'oauthTokenData',
	type: 'json',
	default: {},
};

/** Does for the engine what the credentials helper of n8n's server does (n8n 2.40). */
export class HostCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly packages: Packages,
		private readonly store: CredentialStore,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.packages.parentTypes(name);
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		return (
			!this.packages.credentialType(credentialType).restrictToSupportedNodes ||
			this.packages.supportedNodes(credentialType).includes(nodeType)
		);
	}

	/** All properties of a type: its parents' first, overridden by its own. */
	getCredentialsProperties(type: string): INodeProperties[] {
		const own = this.packages.credentialType(type);
		if (!own.extends) {
			const isOAuth = type === 'oAuth1Api' || type === 'oAuth2Api';
			return isOAuth ? [...own.properties, OAUTH_TOKEN_DATA] : own.properties;
		}
		const merged: INodeProperties[] = [];
		for (const parent of own.extends) {
			NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(merged, own.properties);
		return merged;
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<Credentials> {
		const { id, name, data } = this.stored(details, type);
		const credentials = new Credentials({ id, name }, type);
		await credentials.setData(data);
		return credentials;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		source?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = this.stored(details, type);
		return raw
			? data
			: await this.withDefaults(data, type, mode, additionalData, executeData, source);
	}

	/** Fills in the type's defaults and resolves every expression, also those in defaults. */
	async withDefaults(
		data: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		additionalData: IWorkflowExecuteAdditionalData,
		executeData?: IExecuteData,
		source?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const properties = this.getCredentialsProperties(type);
		const filled = {
			...NodeHelpers.getNodeParameters(
				properties,
				data as INodeParameters,
				true,
				false,
				null,
				null,
			),
			// Not shown in a form, so the call above dropped them.
			...pick(data, ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']),
		} as INodeParameters;
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (source) {
			return source.workflow.expression.getParameterValue(
				filled,
				source.runExecutionData,
				source.runIndex,
				source.itemIndex,
				source.node.name,
				source.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				filled,
			) as ICredentialDataDecryptedObject;
		}
		const { expression } = new Workflow({
			nodes: [],
			connections: {},
			active: false,
			nodeTypes: this.packages,
		});
		return await expression.withIsolate(
			async () =>
				expression.getComplexParameterValue(
					NO_NODE,
					filled,
					mode,
					keys,
					undefined,
					undefined,
					filled,
				) as ICredentialDataDecryptedObject,
		);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.packages.credentialType(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic') return options;
		const resolve = (text: string) => {
			if (!isExpression(text)) return text;
			if (!workflow || !node) throw new Error('Workflow and node are required to authenticate');
			const keys = { $credentials: credentials };
			const value = workflow.expression.getSimpleParameterValue(node, text, 'internal', keys);
			return value ? String(value) : '';
		};
		const target = options as unknown as Record<string, Record<string, unknown> | undefined>;
		for (const [place, values] of Object.entries({ headers: {}, ...authenticate.properties })) {
			const resolved: Array<[string, string]> = Object.entries(values).map(([key, value]) => [
				resolve(key),
				resolve(String(value)),
			]);
			target[place] = { ...target[place], ...Object.fromEntries(resolved) };
		}
		return options;
	}

	/** Fetches an expirable token when it is missing, expired or being tested, and stores it. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.packages.credentialType(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		const details = node.credentials?.[typeName];
		if (output[expirable.name] === undefined || !details) return undefined;
		const stored = this.stored(details, typeName).data;
		const fresh = Object.entries(output).filter(
			([key]) => key === expirable.name || !isExpression(stored[key]),
		);
		await this.updateCredentials(details, typeName, { ...stored, ...Object.fromEntries(fresh) });
		return Object.assign(credentials, output);
	}

	/** What OAuth2 runs on every request: the type's hook, nothing stored. */
	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.packages.credentialType(typeName);
		const output: unknown = await type.preAuthentication?.call(helpers, credentials);
		return (output as ICredentialDataDecryptedObject | undefined) ?? undefined;
	}

	async updateCredentials(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const { id, name } = this.stored(details, type);
		this.store.set(id, type, name, data);
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const stored = this.stored(details, type).data;
		await this.updateCredentials(details, type, { ...stored, ...pick(data, ['oauthTokenData']) });
	}

	private stored(details: INodeCredentialsDetails, type: string): StoredCredential {
		if (!details.id) throw new Error(`The credential "${details.name}" has no ID (type ${type})`);
		return this.store.get(details.id, type);
	}
}

/** Stands where n8n wants a node but the values belong to none. */
const NO_NODE: INode = {
	id: '',
	name: '',
	type: 'none',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function pick(data: ICredentialDataDecryptedObject, names: string[]) {
	return Object.fromEntries(
		names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])),
	);
}
