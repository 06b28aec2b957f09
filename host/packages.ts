/** Node and credential types, read from built packages by n8n's own loaders. */
import './environment';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ExecuteContext, PackageDirectoryLoader, RoutingNode } from 'n8n-core';
import {
	type ICredentialType,
	type IDataObject,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	NodeHelpers,
} from 'n8n-workflow';

/** Reads each type on its first use, and not what the editor would show of all: 18 MB of `n8n-nodes-base`. */
class TypesOnUse extends PackageDirectoryLoader {
	override async loadAll(): Promise<void> {
		this.known.nodes = await this.readJSON('dist/known/nodes.json');
		this.known.credentials = await this.readJSON('dist/known/credentials.json');
	}
}

/** Every node and credential type that a host knows. */
export class Packages implements INodeTypes {
	private constructor(private readonly loaders: PackageDirectoryLoader[]) {}

	/**
	 * Loads `n8n-nodes-base` (each node on first use) and the given package folders.
	 * @param directories folders with a package.json whose `n8n` block names built files.
	 * @throws if a package cannot be loaded, with the folder's name.
	 */
	static async load(directories: string[]): Promise<Packages> {
		const base = dirname(require.resolve('n8n-nodes-base/package.json'));
		const loaders: PackageDirectoryLoader[] = [];
		for (const directory of [base, ...directories]) {
			try {
				const lazy = existsSync(join(directory, 'dist/known/nodes.json'));
				const loader = new (lazy ? TypesOnUse : PackageDirectoryLoader)(directory);
				await loader.loadAll();
				loaders.push(loader);
			} catch (cause) {
				const reason = cause instanceof Error ? cause.message : String(cause);
				throw new Error(`Cannot load the package in ${directory} (is it built?): ${reason}`, {
					cause,
				});
			}
		}
		return new Packages(loaders);
	}

	getByName(nodeType: string): INodeType | IVersionedNodeType {
		const [packageName, name = ''] = nodeType.split('.');
		const loader = this.loaders.findLast((candidate) => candidate.packageName === packageName);
		if (!loader) throw new Error(`No package with the node type "${nodeType}" is loaded`);
		return loader.getNode(name).type;
	}

	/** As n8n's server: a declarative node gets an `execute` that runs its routing. */
	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		const type = NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
		const declarative = type.description.requestDefaults !== undefined;
		const runsItself = type.execute ?? type.supplyData ?? type.poll ?? type.trigger;
		if (!runsItself && (declarative || !(type.webhook ?? type.methods))) {
			type.execute = async function (this) {
				return (await new RoutingNode(this as ExecuteContext, type).runNode()) ?? [];
			};
		}
		return type;
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	/** The credential type of that name; as in n8n, the package loaded last wins. */
	credentialType(name: string): ICredentialType {
		const loader = this.loaders.findLast((candidate) => name in candidate.known.credentials);
		if (!loader) throw new Error(`No credential type "${name}" is loaded`);
		return loader.getCredential(name).type;
	}

	/** Names of the types that a credential type extends, directly or not. */
	parentTypes(credentialType: string): string[] {
		const parents = this.credentialType(credentialType).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.parentTypes(parent))];
	}

	/** Full names of the node types that say they use this credential type. */
	supportedNodes(credentialType: string): string[] {
		return this.loaders.flatMap(({ known, packageName }) =>
			(known.credentials[credentialType]?.supportedNodes ?? []).map(
				(node) => `${packageName}.${node}`,
			),
		);
	}
}
