/** The parts of n8n that exist once per process: its folder, logger, file store and expression engine. */
import { userFolder } from './environment';
import 'reflect-metadata';
import { rmSync } from 'node:fs';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { Expression } from 'n8n-workflow';

/** `vm` is what n8n itself uses (Node 24 and later); `legacy` also runs on Node 20. */
export type ExpressionEngine = 'legacy' | 'vm';

let hosts = 0;
let engineInUse: ExpressionEngine = 'legacy';
let ready: Promise<void> = Promise.resolve();

/**
 * Readies n8n's process-wide parts for one more host.
 * @returns how to let go of them again; the last host to do so leaves no folder and no handle.
 * @throws if another living host uses the other expression engine: n8n has one per process.
 */
export async function acquireEngine(engine: ExpressionEngine): Promise<() => Promise<void>> {
	if (hosts > 0 && engine !== engineInUse) {
		throw new Error(`Another host in this process uses the "${engineInUse}" expression engine`);
	}
	hosts += 1;
	if (hosts === 1) {
		engineInUse = engine;
		ready = start(engine);
	}
	let held = true;
	const release = async () => {
		if (!held) return;
		held = false;
		hosts -= 1;
		if (hosts === 0) await stop();
	};
	try {
		await ready;
	} catch (error) {
		await release();
		throw error;
	}
	return release;
}

const removeUserFolder = () => {
	rmSync(userFolder, { recursive: true, force: true });
};

async function start(engine: ExpressionEngine): Promise<void> {
	process.once('exit', removeUserFolder);
	await Container.get(BinaryDataService).init();
	Expression.setExpressionEngine(engine);
	if (engine === 'legacy') return;
	// n8n's own defaults, with one isolate instead of a pool.
	await Expression.initExpressionEngine({
		engine,
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
}

async function stop(): Promise<void> {
	// Leaving a live isolate to process.exit() crashes Node, so let go of it first.
	await Expression.disposeExpressionEngine();
	Expression.setExpressionEngine('legacy');
	process.off('exit', removeUserFolder);
	removeUserFolder();
}

const listeners = new Set<string[]>();

/**
 * Copies every line that n8n and its nodes log, with its metadata, into `lines`.
 * @returns how to stop listening.
 */
export function captureLog(lines: string[]): () => void {
	listeners.add(lines);
	return () => listeners.delete(lines);
}

// One sink for the life of the process: n8n still logs while it shuts down.
Container.get(Logger)
	.getInternalLogger()
	.pipe(
		new Writable({
			objectMode: true,
			write(entry: unknown, _encoding, done) {
				const options = { depth: 8, breakLength: Infinity, maxStringLength: null };
				for (const lines of listeners) lines.push(inspect(entry, options));
				done();
			},
		}),
	);
