/** A program that runs beside the tests and ends with them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { outputDir } from './install';
import { until } from './wait';

export interface ServiceOptions {
	/** Its log is `output/<name>.log`; a new run of the tests goes on with it. */
	name: string;
	command: string;
	args: string[];
	env?: NodeJS.ProcessEnv;
	/** Resolves to true once the service can be used. */
	isReady: () => Promise<boolean>;
}

export class Service {
	private readonly exited: Promise<void>;

	private constructor(
		private readonly child: ChildProcess,
		/** Everything that it has printed, also in earlier runs. */
		readonly logFile: string,
	) {
		this.exited = new Promise((resolve) => child.once('exit', () => resolve()));
	}

	/** @throws when it ends before it is ready, or is not ready within three minutes. */
	static async start(options: ServiceOptions): Promise<Service> {
		const { name, command, args, env, isReady } = options;
		mkdirSync(outputDir, { recursive: true });
		const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
		const end = () => child.kill('SIGKILL');
		process.once('exit', end);
		child.once('exit', () => process.off('exit', end));
		let failure: Error | undefined;
		child.once('error', (error) => (failure = error));
		const logFile = path.join(outputDir, `${name}.log`);
		const log = createWriteStream(logFile, { flags: 'a' });
		log.write(`\n=== ${new Date().toISOString()} ${command} ${args.join(' ')}\n`);
		child.stdout.pipe(log, { end: false });
		child.stderr.pipe(log, { end: false });
		const service = new Service(child, logFile);
		const what = `${name} is ready (see ${logFile})`;
		const ended = await until({ what, seconds: 180 }, async () => {
			if (failure) return failure;
			if (child.exitCode !== null) return new Error(`${name} ended with ${child.exitCode}`);
			return (await isReady().catch(() => false)) ? 'ready' : undefined;
		}).catch((error: unknown) => error);
		if (ended === 'ready') return service;
		child.kill('SIGKILL');
		throw ended;
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	/** Ends it as its user would, and waits until it has ended. */
	async stop(): Promise<void> {
		this.child.kill('SIGTERM');
		const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
		await this.exited;
		clearTimeout(late);
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.exited;
	}
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise<void>((resolve) => server.close(() => resolve()));
	return port;
}

/** Whether a page answers with 200. */
export const answers = async (url: string): Promise<boolean> => (await fetch(url)).status === 200;
