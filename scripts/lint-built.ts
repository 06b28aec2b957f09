/**
 * Lints the BUILT descriptions. n8n's rules read object literals, so they cannot see what our
 * functions build; here every built node and credential is written out as a literal again, in a
 * mirror of the package (same paths, package.json and icons), and that mirror is linted.
 *
 * Usage: tsx scripts/lint-built.ts [package folder with a dist/, default: this package]
 */
import { ESLint } from 'eslint';
import { NodeConnectionTypes, type ICredentialType, type INodeType } from 'n8n-workflow';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadBuilt, packageRoot, readManifest, type BuiltClass } from './package';

/** TypeScript source of a literal; a function becomes a stub, because rules look for its presence. */
function literal(value: unknown, indent: string): string {
	const inner = `${indent}\t`;
	if (typeof value === 'function') return 'async function () { return undefined as never; }';
	if (typeof value === 'string') {
		return `'${value.replace(/[\\']/g, '\\$&').replace(/\r/g, '\\r').replace(/\n/g, '\\n')}'`;
	}
	if (Array.isArray(value)) {
		const elements = value.map((element) => `${inner}${literal(element, inner)},\n`);
		return elements.length > 0 ? `[\n${elements.join('')}${indent}]` : '[]';
	}
	if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) {
		const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
		return object(
			entries.map(([key, entry]) => [key, literal(entry, inner)]),
			indent,
		);
	}
	return String(value);
}

/** An object literal of ready-made sources. Keys stay unquoted where they can: rules need that. */
function object(entries: string[][], indent: string): string {
	if (entries.length === 0) return '{}';
	const lines = entries.map(
		([key = '', source]) =>
			`${indent}\t${/^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key, '')}: ${source},\n`,
	);
	return `{\n${lines.join('')}${indent}}`;
}

function connections(value: unknown): string {
	if (!Array.isArray(value)) return literal(value, '\t\t');
	const names = value.map((type: unknown) => {
		const name = Object.entries(NodeConnectionTypes).find(([, known]) => known === type)?.[0];
		return name ? `NodeConnectionTypes.${name}` : literal(type, '\t\t');
	});
	return `[${names.join(', ')}]`;
}

function nodeSource({ className, instance }: BuiltClass<INodeType>): string {
	const description = Object.entries(instance.description).map(([key, value]) => [
		key,
		key === 'inputs' || key === 'outputs' ? connections(value) : literal(value, '\t\t'),
	]);
	const webhookMethods = instance.webhookMethods
		? `\n\twebhookMethods = ${literal(instance.webhookMethods, '\t')};\n`
		: '';
	return `import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class ${className} implements INodeType {
	description: INodeTypeDescription = ${object(description, '\t')};
${webhookMethods}}
`;
}

const credentialFieldTypes: Record<string, string> = {
	icon: 'Icon',
	properties: 'INodeProperties[]',
	authenticate: 'IAuthenticate',
	test: 'ICredentialTestRequest',
};

function credentialSource({ className, instance }: BuiltClass<ICredentialType>): string {
	const fields = Object.entries(instance).map(([key, value]) => {
		const type = credentialFieldTypes[key];
		return `\t${key}${type ? `: ${type}` : ''} = ${literal(value, '\t')};\n`;
	});
	return `import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class ${className} implements ICredentialType {
${fields.join('\n')}}
`;
}

/** Writes the mirror of the package built in `packageDir` to its folder `.lint/`; returns that. */
export async function writeMirror(packageDir: string): Promise<string> {
	const mirrorDir = path.join(packageDir, '.lint');
	const { n8n } = await readManifest(packageDir);
	const sources = [
		...n8n.nodes.map((file) => [file, nodeSource(loadBuilt(packageDir, file))]),
		...n8n.credentials.map((file) => [file, credentialSource(loadBuilt(packageDir, file))]),
	];
	await rm(mirrorDir, { recursive: true, force: true });
	for (const [built = '', source = ''] of sources) {
		const file = path.join(mirrorDir, path.relative('dist', built).replace(/\.js$/, '.ts'));
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, source);
	}
	await cp(path.join(packageDir, 'package.json'), path.join(mirrorDir, 'package.json'));
	await cp(path.join(packageDir, 'dist', 'icons'), path.join(mirrorDir, 'icons'), {
		recursive: true,
	});
	return mirrorDir;
}

async function main(packageDir: string): Promise<void> {
	const eslint = new ESLint({
		cwd: await writeMirror(packageDir),
		overrideConfigFile: path.join(packageRoot, 'eslint.n8n.mjs'),
	});
	const results = await eslint.lintFiles(['package.json', 'nodes', 'credentials']);
	const findings = results.flatMap((result) => result.messages);
	if (findings.length > 0) {
		const formatter = await eslint.loadFormatter('stylish');
		console.error(await formatter.format(results));
		process.exitCode = 1;
	}
	console.log(`Built descriptions: ${results.length} files linted, ${findings.length} findings`);
}

if (require.main === module) void main(path.resolve(process.argv[2] ?? packageRoot));
