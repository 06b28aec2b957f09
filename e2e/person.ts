/**
 * `npm run n8n`: the n8n of the tests for a person, with credentials and examples in place, until Ctrl-C. It listens
 * on n8n's usual port, or on `PORT`.
 */
import { OWNER } from './client';
import { N8n } from './n8n';
import { importExamples, openWorld } from './world';

async function main(): Promise<void> {
	process.stdout.write('Starting n8n and the sandbox ...\n');
	const { client, n8n, sandbox, accounts, close } = await openWorld(() =>
		N8n.start({ port: Number(process.env.PORT ?? 5678) }),
	);
	const imported = await importExamples(client);
	const lines = [
		'',
		`n8n       ${client.url}`,
		`User      ${OWNER.email}`,
		`Password  ${OWNER.password}`,
		'',
		`Vendors   ${sandbox.url}, a stand-in on this machine: nothing leaves it`,
		`Signed in ${accounts.map(({ name }) => name).join(', ')}`,
		`Examples  ${[...imported.values()].map(({ name }) => name).join(', ')}`,
		`Data      ${n8n.home}, removed at the end`,
		'',
		'Ctrl-C stops it.',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
	process.stdout.write('Stopping ...\n');
	await close();
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
