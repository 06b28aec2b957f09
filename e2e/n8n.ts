/** One n8n on this machine, with the packed pack installed in it as a community package. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from './client';
import { n8nBinary, nodeBinary, tarball } from './install';
import { answers, freePort, Service } from './service';

/** A folder for n8n's settings, data and community packages, to be removed with {@link removeHome}. */
export function makeHome(): string {
	const home = mkdtempSync(path.join(tmpdir(), 'n8n-e2e-'));
	const nodes = path.join(home, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	// What n8n itself writes and runs when a community package is installed in the editor.
	writeFileSync(
		path.join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	const args = ['install', '--silent', '--ignore-scripts', '--legacy-peer-deps', tarball];
	execFileSync('npm', args, { cwd: nodes, stdio: ['ignore', 'ignore', 'inherit'] });
	return home;
}

export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true });

export interface ProcessOptions {
	home: string;
	/** What its log is called. */
	name: string;
	/** n8n's command line; `start` when left out. */
	args?: string[];
	/** A free one when left out. */
	port?: number;
	/** Settings beyond those that every n8n of the tests has. */
	env?: NodeJS.ProcessEnv;
	/** The page that tells that this process is ready. */
	readyPath?: string;
}

/** Starts one process of n8n. */
export async function startProcess(options: ProcessOptions) {
	const { home, name, args = ['start'], env = {}, readyPath = '/healthz/readiness' } = options;
	const port = options.port ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const service = await Service.start({
		name,
		command: nodeBinary(),
		args: [n8nBinary, ...args],
		env: {
			PATH: process.env.PATH,
			HOME: home,
			N8N_USER_FOLDER: home,
			N8N_PORT: String(port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			GENERIC_TIMEZONE: 'UTC',
			TZ: 'UTC',
			N8N_SECURE_COOKIE: 'false',
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
			// Nothing of this is for anybody outside.
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			...env,
		},
		isReady: async () => await answers(`${url}${readyPath}`),
	});
	return { service, url, port };
}

/** A whole n8n in a process of its own, and its owner's client. */
export class N8n {
	private constructor(
		readonly home: string,
		readonly client: Client,
		private readonly port: number,
		private readonly env: NodeJS.ProcessEnv,
		private service: Service,
	) {}

	/** @param options.env settings beyond those that every n8n of the tests has */
	static async start({ port, env = {} }: { port?: number; env?: NodeJS.ProcessEnv } = {}) {
		const home = makeHome();
		try {
			const started = await startProcess({ home, name: 'n8n', port, env });
			const client = new Client(started.url);
			const n8n = new N8n(home, client, started.port, env, started.service);
			await client.setUpOwner();
			return n8n;
		} catch (error) {
			removeHome(home);
			throw error;
		}
	}

	/** As a power cut would. */
	async kill(): Promise<void> {
		await this.service.kill();
	}

	/** Starts it again after {@link kill}, with what it had stored. */
	async restart(): Promise<void> {
		const { home, port, env } = this;
		this.service = (await startProcess({ home, name: 'n8n', port, env })).service;
	}

	/** The most memory that its process has held since it started, in bytes; Linux tells it. */
	peakMemory(): number {
		const status = readFileSync(`/proc/${this.service.pid}/status`, 'utf8');
		return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
	}

	async close(): Promise<void> {
		await this.service.stop();
		removeHome(this.home);
	}
}
