import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot, readManifest } from '../../scripts/package';

/** A copy of the built package, to seed faults in. */
export class SeededPackage {
	private constructor(
		readonly dir: string,
		/** The first registered node: its built file below `dir`, and its class. */
		readonly nodeFile: string,
		readonly className: string,
	) {}

	static async create(): Promise<SeededPackage> {
		const dir = await mkdtemp(path.join(tmpdir(), 'seeded-package-'));
		const copied = ['package.json', 'LICENSE', 'dist', 'nodes', 'credentials', 'icons'];
		for (const name of copied) {
			await cp(path.join(packageRoot, name), path.join(dir, name), { recursive: true });
		}
		await writeFile(path.join(dir, 'README.md'), '# A copy\n');
		await symlink(path.join(packageRoot, 'node_modules'), path.join(dir, 'node_modules'), 'dir');
		const [nodeFile] = (await readManifest(dir)).n8n.nodes;
		return new SeededPackage(dir, nodeFile!, path.basename(nodeFile!, '.node.js'));
	}

	/** Puts code at the end of the built node. */
	async append(code: string): Promise<void> {
		const file = path.join(this.dir, this.nodeFile);
		await writeFile(file, `${await readFile(file, 'utf8')}\n${code}\n`);
	}

	/** Makes the built node's class change its own `description` as it is constructed. */
	async seed(change: string): Promise<void> {
		await this.append(`const Unseeded = module.exports.${this.className};
module.exports = { ${this.className}: class extends Unseeded {
	constructor() {
		super();
		const { description } = this;
		${change}
	}
} };`);
	}

	/** Runs a script of scripts/ on the copy. */
	run(script: string): { status: number | null; output: string } {
		const command = [
			require.resolve('tsx/cli'),
			path.join(packageRoot, 'scripts', script),
			this.dir,
		];
		// Under jest's NODE_ENV n8n's lint rules take every file for one of their own test cases.
		const env = { ...process.env, NODE_ENV: undefined };
		const { status, stdout, stderr } = spawnSync(process.execPath, command, {
			encoding: 'utf8',
			env,
		});
		return { status, output: stdout + stderr };
	}

	async remove(): Promise<void> {
		await rm(this.dir, { recursive: true });
	}
}
