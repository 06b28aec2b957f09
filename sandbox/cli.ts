import { startSandbox } from './index';

/** `npm run sandbox`: the vendors on a fixed port, until Ctrl-C. Another port: `-- --port 5000`. */
async function main(): Promise<void> {
	const given = process.argv[process.argv.indexOf('--port') + 1];
	const port = process.argv.includes('--port') ? Number(given) : 4010;
	const sandbox = await startSandbox({ port });
	const { resourceGuru: guru, blikk, hubPlanner, proWorkflow: pro, tracker } = sandbox.vendors;
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
		'Blikk',
		`  Base URL           ${blikk.baseUrl}`,
		`  Application id     ${blikk.applicationId}`,
		`  Application secret ${blikk.applicationSecret}`,
		`  Or at once         curl -H "Authorization: Bearer ${blikk.issueToken().accessToken}" \\`,
		`                       "${blikk.baseUrl}/v1/Core/Contacts?page=1"`,
		'',
		'Hub Planner',
		`  Base URL       ${hubPlanner.baseUrl}`,
		`  API key        ${hubPlanner.apiKey}`,
		`  Read only key  ${hubPlanner.readOnlyKey}`,
		`  Or at once     curl -H "Authorization: ${hubPlanner.apiKey}" ${hubPlanner.baseUrl}/resource`,
		'',
		'ProWorkflow',
		`  Base URL       ${pro.baseUrl}`,
		`  API key        ${pro.apiKey}`,
		`  User name      ${pro.username}`,
		`  Password       ${pro.password}`,
		`  Or at once     curl -H "apikey: ${pro.apiKey}" -u ${pro.username}:${pro.password} \\`,
		`                   ${pro.baseUrl}/companies`,
		'',
		'Tracker',
		`  Base URL       ${tracker.baseUrl}`,
		`  OAuth2 URL     ${tracker.oauthUrl}`,
		`  Client ID      ${tracker.clientId}`,
		`  Client secret  ${tracker.clientSecret}`,
		`  API token      ${tracker.apiToken}`,
		`  Or at once     curl -H "Authorization: Bearer ${tracker.issueJwt()}" \\`,
		`                   ${tracker.baseUrl}/api/v1/Client/1001`,
		'',
		'Ctrl-C stops it.',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	process.once('SIGINT', () => {
		void sandbox.close();
	});
}

void main();
