/**
 * Packs the package as npm would publish it and checks the tarball as n8n will: its scanner's rules
 * (on the tarball, on the sources and on the built descriptions), what is in it, and that everything
 * loads where nothing but n8n-workflow can be resolved. Needs a fresh dist/.
 *
 * Usage: tsx scripts/check-package.ts [package folder, default: this package]
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { writeMirror } from './lint-built';
import { packageRoot, readManifest } from './package';

const packedSchema = z.tuple([
	z.object({
		filename: z.string(),
		size: z.number(),
		unpackedSize: z.number(),
		files: z.array(z.object({ path: z.string(), size: z.number() })),
	}),
]);
type Packed = z.infer<typeof packedSchema>[0];

const documents = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
const shippedInDist = /^dist\/.*(\.js|\.node\.json|\/__schema__\/.*\.json|\.svg|\.licenses\.txt)$/;

/** n8n gives a community package its own n8n-workflow through NODE_PATH; so does this. */
const loadScript = `
const path = require('node:path');
const [dir, ...files] = process.argv.slice(1);
for (const file of files) {
	const className = path.basename(file).split('.')[0];
	new (require(path.join(dir, file))[className])();
}`;

function pack(packageDir: string, target: string): Packed {
	const output = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', target], {
		cwd: packageDir,
		encoding: 'utf8',
	});
	return packedSchema.parse(JSON.parse(output))[0];
}

/** What the tarball has too much or too little. */
function contentFaults(packed: Packed, registered: string[]): string[] {
	const paths = packed.files.map((file) => file.path);
	const codexes = registered
		.filter((file) => file.endsWith('.node.js'))
		.map((file) => file.replace(/\.js$/, '.json'));
	return [
		...paths
			.filter((file) => !documents.includes(file) && !shippedInDist.test(file))
			.map((file) => `${file} does not belong in the tarball`),
		...['package.json', 'README.md', 'LICENSE', ...registered, ...codexes]
			.filter((file) => !paths.includes(file))
			.map((file) => `${file} is missing from the tarball`),
	];
}

/** Loads every entry in a process where only n8n-workflow resolves; returns what went wrong. */
async function loadFaults(unpacked: string, files: string[], scratch: string): Promise<string[]> {
	const hostModules = path.join(scratch, 'host', 'node_modules');
	await mkdir(hostModules, { recursive: true });
	const workflow = path.dirname(require.resolve('n8n-workflow/package.json'));
	await symlink(workflow, path.join(hostModules, 'n8n-workflow'), 'dir');
	try {
		execFileSync(process.execPath, ['-e', loadScript, unpacked, ...files], {
			cwd: unpacked,
			env: { ...process.env, NODE_PATH: hostModules },
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		return [];
	} catch (error) {
		return [`does not load: ${error instanceof Error ? error.message : String(error)}`];
	}
}

async function scanFaults(packageDir: string, unpacked: string): Promise<string[]> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } =
		await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const legs = {
		tarball: { dir: unpacked, patterns: ['**/*.js', 'package.json'] },
		sources: { dir: packageDir, patterns: SOURCE_FILE_PATTERNS },
		'built descriptions': { dir: await writeMirror(packageDir), patterns: SOURCE_FILE_PATTERNS },
	};
	const faults: string[] = [];
	for (const [leg, { dir, patterns }] of Object.entries(legs)) {
		const { passed, message, details } = await analyzePackage(dir, patterns);
		console.log(`n8n's scanner on the ${leg}: ${passed && !message ? 'passed' : 'FAILED'}`);
		if (!passed || message) faults.push(`scanner, ${leg}: ${message}\n${details ?? ''}`);
	}
	return faults;
}

function printSizes({ filename, size, unpackedSize, files }: Packed): void {
	const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
	console.log(`${filename}: ${kB(size)}, unpacked ${kB(unpackedSize)}, ${files.length} files`);
	const largest = [...files].sort((a, b) => b.size - a.size).slice(0, 8);
	for (const file of largest) console.log(`  ${kB(file.size).padStart(10)}  ${file.path}`);
}

async function main(packageDir: string): Promise<void> {
	const scratch = await mkdtemp(path.join(tmpdir(), 'check-package-'));
	try {
		const { n8n } = await readManifest(packageDir);
		const registered = [...n8n.nodes, ...n8n.credentials];
		const packed = pack(packageDir, scratch);
		execFileSync('tar', ['-xzf', packed.filename], { cwd: scratch });
		const unpacked = path.join(scratch, 'package');
		printSizes(packed);
		const faults = [
			...contentFaults(packed, registered),
			...(await loadFaults(unpacked, registered, scratch)),
			...(await scanFaults(packageDir, unpacked)),
		];
		for (const fault of faults) console.error(`FAILED: ${fault}`);
		if (faults.length > 0) process.exitCode = 1;
		else
			console.log(`${registered.length} entries load with nothing but n8n-workflow; all is well`);
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

if (require.main === module) void main(path.resolve(process.argv[2] ?? packageRoot));
