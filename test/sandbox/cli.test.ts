import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '../..');

test('npm run sandbox tells how to sign in, answers, and stops on Ctrl-C', async () => {
	const cli = spawn(process.execPath, ['--import', 'tsx', 'sandbox/cli.ts', '--port', '0'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const text = await new Promise<string>((resolve) => {
			let output = '';
			cli.stdout.on('data', (part: Buffer) => {
				output += part.toString();
				if (output.includes('Ctrl-C')) resolve(output);
			});
		});
		const valueOf = (label: string) => new RegExp(`${label}\\s+(\\S+)`).exec(text)?.[1];
		const [, bearer] = /Bearer (\S+)"/.exec(text) ?? [];
		const account = valueOf('Account URL ID');
		const reply = await fetch(`${valueOf('Base URL')}/v1/${account}/clients`, {
			headers: { Authorization: `Bearer ${bearer}` },
		});
		expect(reply.status).toBe(200);
		expect(await reply.json()).toHaveLength(11);
	} finally {
		cli.kill('SIGINT');
	}
	expect(await new Promise((resolve) => cli.once('exit', resolve))).toBe(0);
});
