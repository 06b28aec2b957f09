import { startSandbox } from './index';

/** `npm run sandbox`: the vendors on a fixed port, until Ctrl-C. Another port: `-- --port 5000`. */
async function main(): Promise<void> {
	const given = process.argv[process.argv.indexOf('--port') + 1];
	const port = process.argv.includes('--port') ? Number(given) : 4010;
	const sandbox = await startSandbox({ port });
	const guru = sandbox.vendors.resourceGuru;
	const lines = [
		`Sandbox at ${sandbox.url}`,
		'',
		'Resource Guru',
		`  Base URL       ${guru.baseUrl}`,
		`  Account URL ID ${guru.account}`,
		`  Client ID      ${guru.clientId}`,
		`  Client secret  ${guru.clientSecret}`,
		`  Authorize URL  ${guru.baseUrl}/oauth/authorize`,
		`  Token URL      ${guru.baseUrl}/oauth/token`,
		`  Or at once     curl -H "Authorization: Bearer ${guru.issueTokens().access_token}" \\`,
		`                   ${guru.baseUrl}/v1/${guru.account}/clients`,
		'',
		'Ctrl-C stops it.',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	process.once('SIGINT', () => {
		void sandbox.close();
	});
}

void main();
