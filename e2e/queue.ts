/**
 * n8n as larger installations run it: a main, a webhook and two worker processes on PostgreSQL and Redis.
 * Both have to be there, as Debian's packages `postgresql` and `redis-server` bring them.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from './client';
import { makeHome, removeHome, startProcess } from './n8n';
import { freePort, Service } from './service';

const POSTGRESQL = '/usr/lib/postgresql';
const WORKERS = ['worker-1', 'worker-2'];

export class QueueN8n {
	private constructor(
		/** Of the main process, whose editor and public API are used. */
		readonly client: Client,
		private readonly workers: Service[],
		readonly close: () => Promise<void>,
	) {}

	/** @throws if PostgreSQL or Redis is missing */
	static async start(): Promise<QueueN8n> {
		const home = makeHome();
		const data = mkdtempSync(path.join(tmpdir(), 'n8n-e2e-postgres-'));
		const running: Service[] = [];
		const close = async () => {
			for (const service of running.reverse()) await service.stop();
			for (const folder of [home, data]) removeHome(folder);
		};
		try {
			const postgresPort = await freePort();
			const redisPort = await freePort();
			const mainPort = await freePort();
			const webhookPort = await freePort();
			running.push(await startPostgres(data, postgresPort));
			running.push(await startRedis(redisPort));
			const env = {
				EXECUTIONS_MODE: 'queue',
				OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
				N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(redisPort),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(postgresPort),
				DB_POSTGRESDB_USER: 'n8n',
				DB_POSTGRESDB_DATABASE: 'postgres',
				N8N_ENCRYPTION_KEY: 'one for all processes',
				N8N_EDITOR_BASE_URL: `http://127.0.0.1:${mainPort}`,
				WEBHOOK_URL: `http://127.0.0.1:${webhookPort}`,
			};
			// The main process comes first: it makes the tables.
			const main = await startProcess({ home, name: 'main', port: mainPort, env });
			running.push(main.service);
			const webhook = await startProcess({
				home,
				name: 'webhook',
				args: ['webhook'],
				port: webhookPort,
				env,
			});
			running.push(webhook.service);
			const workers: Service[] = [];
			for (const name of WORKERS) {
				const port = await freePort();
				const args = ['worker', '--concurrency=5'];
				const own = { ...env, QUEUE_HEALTH_CHECK_PORT: String(port) };
				const { service } = await startProcess({ home, name, args, port, env: own });
				workers.push(service);
				running.push(service);
			}
			const client = new Client(main.url);
			await client.setUpOwner();
			return new QueueN8n(client, workers, close);
		} catch (error) {
			await close();
			throw error;
		}
	}

	/** How many executions each worker has begun. */
	executionsByWorker(): number[] {
		return this.workers.map(
			({ logFile }) => readFileSync(logFile, 'utf8').split('Worker started execution').length - 1,
		);
	}
}

async function startPostgres(data: string, port: number): Promise<Service> {
	const version = existsSync(POSTGRESQL) ? readdirSync(POSTGRESQL).sort().at(-1) : undefined;
	if (!version) throw new Error('PostgreSQL is missing: apt-get install postgresql');
	const program = (name: string) => path.join(POSTGRESQL, version, 'bin', name);
	const asUser = unprivileged(data);
	const run = (...command: string[]) => [...asUser, ...command] as [string, ...string[]];
	const [initdb, ...initdbArgs] = run(
		program('initdb'),
		...['--auth=trust', '--username=n8n', '--encoding=UTF8', '--no-sync', data],
	);
	execFileSync(initdb, initdbArgs, { stdio: ['ignore', 'ignore', 'inherit'] });
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
	const [command, ...args] = run(
		program('postgres'),
		...['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
	);
	const isReady = async () => {
		execFileSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]);
		return true;
	};
	return await Service.start({ name: 'postgres', command, args, isReady });
}

/** PostgreSQL refuses to run as root: what to put before a command, so that it runs as its own user. */
function unprivileged(data: string): string[] {
	if (process.getuid?.() !== 0) return [];
	const [uid = 0, gid = 0] = ['-u', '-g'].map((which) =>
		Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })),
	);
	chownSync(data, uid, gid);
	return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

async function startRedis(port: number): Promise<Service> {
	return await Service.start({
		name: 'redis',
		command: 'redis-server',
		args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
		isReady: async () => {
			execFileSync('redis-cli', ['-p', String(port), 'ping'], { stdio: 'ignore' });
			return true;
		},
	});
}
