/** Readies the n8n of `installation/`: its packages, and SQLite compiled for this machine. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// A folder beside the sources, not above them: nothing here may resolve to what n8n brings, least of all while
// it is being installed.
const installation = path.join(__dirname, 'installation');
const modules = path.join(installation, 'node_modules');
const ownNode = path.join(modules, `node-${process.platform}-${process.arch}`);

/** Where the packed pack, logs and pictures go. */
export const outputDir = path.join(__dirname, 'output');

/** The pack as npm would publish it. */
export const tarball = path.join(outputDir, 'pack.tgz');

/** n8n's executable, to be run by {@link nodeBinary}. */
export const n8nBinary = path.join(modules, 'n8n', 'bin', 'n8n');

/**
 * The Node that runs n8n: n8n's expression engine is compiled for 24.
 * @throws if neither the packages brought one nor this process runs on it.
 */
export function nodeBinary(): string {
	const brought = path.join(ownNode, 'bin', 'node');
	if (existsSync(brought)) return brought;
	if (process.version.startsWith('v24.')) return process.execPath;
	throw new Error('On this kind of machine n8n has to be started by Node 24');
}

/** Installs what the lock file names; does nothing if that has been done since it last changed. */
export function installN8n(): void {
	const lock = readFileSync(path.join(installation, 'package-lock.json'));
	const wanted = createHash('sha256').update(lock).digest('hex');
	const stamp = path.join(modules, '.installed');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	const began = Date.now();
	process.stdout.write('Installing n8n; this takes some minutes ...\n');
	// Not `npm ci`, which insists on optional packages for other systems that not every registry has.
	npm('install', '--no-save');
	// Everything else works without its install script, and two of them do not run here.
	npm('rebuild', 'sqlite3', '--ignore-scripts=false');
	writeFileSync(stamp, wanted);
	process.stdout.write(`n8n is installed (${Math.round((Date.now() - began) / 1000)} s)\n`);
}

function npm(...args: string[]): void {
	// The Node that is brought has the headers to compile for it.
	const nodedir = existsSync(ownNode) ? { npm_config_nodedir: ownNode } : {};
	const env = { ...process.env, ...nodedir };
	execFileSync('npm', [...args, '--loglevel=error'], { cwd: installation, env, stdio: 'inherit' });
}

/** Packs what has been built. */
export function pack(): void {
	mkdirSync(outputDir, { recursive: true });
	const args = ['pack', '--silent', '--pack-destination', outputDir];
	const file = execFileSync('npm', args, { cwd: path.join(__dirname, '..'), encoding: 'utf8' });
	renameSync(path.join(outputDir, file.trim()), tarball);
}

if (require.main === module) {
	installN8n();
	if (!process.argv.includes('--only-n8n')) pack();
}
