'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { require: requireTypeScript } = require('tsx/cjs/api');

const root = __dirname;
const outDir = path.join(root, 'dist');
const engineEntry = path.join('nodes', 'engine', 'index');

/** The built files n8n loads, as package.json lists them, without `dist/` and `.js`. */
function registeredEntries() {
	const { n8n } = require('./package.json');
	return [...n8n.nodes, ...n8n.credentials].map((file) =>
		path.relative('dist', file).replace(/\.js$/, ''),
	);
}

/** What several nodes use, each built once: the engine, and `nodes/<Vendor>/<vendor>` of each vendor. */
function sharedEntries() {
	const folders = new Set(require('./package.json').n8n.nodes.map((file) => path.dirname(file)));
	const vendors = [...folders].map((folder) => {
		const vendor = path.basename(folder);
		return path.join('nodes', vendor, vendor[0].toLowerCase() + vendor.slice(1));
	});
	return [engineEntry, ...vendors];
}

/**
 * Leaves what is shared out of a bundle and points to the one that is built of it: pace and caches are shared by
 * every node in the process, so there may be one instance of the engine only, and a vendor's operations are read
 * once for its node and its trigger.
 */
function sharedModules(entry, shared) {
	return {
		name: 'shared-modules',
		setup(build) {
			build.onResolve({ filter: /^\.{1,2}\// }, ({ path: request, resolveDir, kind }) => {
				if (kind === 'entry-point') return undefined;
				const resolved = path.relative(root, path.resolve(resolveDir, request));
				const found = shared.find((each) =>
					[resolved, path.join(resolved, 'index')].includes(each),
				);
				if (found && found !== entry) {
					const target = path.relative(path.dirname(entry), `${found}.js`).replaceAll('\\', '/');
					return { path: target.startsWith('.') ? target : `./${target}`, external: true };
				}
				return entry !== engineEntry && resolved.startsWith(path.dirname(engineEntry) + path.sep)
					? { errors: [{ text: `"${request}": outside the engine import its index only` }] }
					: undefined;
			});
		},
	};
}

async function bundleEntry(entry, shared) {
	const { metafile } = await esbuild.build({
		absWorkingDir: root,
		entryPoints: [`${entry}.ts`],
		outbase: '.',
		outdir: outDir,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external: ['n8n-workflow'],
		plugins: [sharedModules(entry, shared)],
		metafile: true,
		logLevel: 'warning',
	});
	await writeLicences(entry, Object.keys(metafile.inputs));
}

/** Bundled libraries ask that their licence goes where their code goes. */
async function writeLicences(entry, inputs) {
	const packageDirs = new Set(
		inputs.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []),
	);
	if (packageDirs.size === 0) return;
	const texts = await Promise.all(
		[...packageDirs].sort().map(async (dir) => {
			const { name, version } = require(path.join(root, dir, 'package.json'));
			const file = (await fs.readdir(path.join(root, dir))).find((f) => /^licen[cs]e/i.test(f));
			if (!file) throw new Error(`${name} is bundled but has no licence file`);
			return `${name} ${version}\n\n${await fs.readFile(path.join(root, dir, file), 'utf8')}`;
		}),
	);
	await fs.writeFile(path.join(outDir, `${entry}.licenses.txt`), texts.join('\n\n'));
}

function clean() {
	return fs.rm(outDir, { recursive: true, force: true });
}

function typeCheck() {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit'], {
		cwd: root,
		stdio: 'inherit',
	});
}

function code() {
	const shared = sharedEntries();
	return Promise.all(
		[...shared, ...registeredEntries()].map((entry) => bundleEntry(entry, shared)),
	);
}

function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest(outDir),
	);
}

function schemas() {
	return requireTypeScript('./scripts/schemas.ts', __filename).writeSchemas(outDir);
}

/** dist/ without the type check, for those who have just run it or are about to. */
exports.bundle = series(clean, parallel(code, assets), schemas);
exports.build = series(clean, parallel(typeCheck, series(parallel(code, assets), schemas)));
exports.default = exports.build;
