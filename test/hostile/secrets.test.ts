/**
 * Runs with the credentials of all vendors, that go well and that fail in every way, against vendors that even
 * answer with what they were sent; then every secret is looked for in errors, log lines and saved executions.
 */
import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { RunResult } from '../../host';
import type { Fault } from '../../sandbox';
import { blikk } from '../conformance/vendors/blikk';
import { hubPlanner } from '../conformance/vendors/hubPlanner';
import { proWorkflow } from '../conformance/vendors/proWorkflow';
import { resourceGuru } from '../conformance/vendors/resourceGuru';
import { tracker } from '../conformance/vendors/tracker';
import type { ConformingVendor, SandboxVendor } from '../conformance/vendors/vendor';
import { openWorld, type World } from '../conformance/world';
import { closedPort, type Server, startServer } from '../engine/support/server';
import { leapOverWaits } from '../faults/time';

/** A read and a write of each vendor, and where its address stands in the credential. */
const vendors = [
	{
		vendor: resourceGuru,
		read: { resource: 'client', operation: 'get', clientId: 1 },
		write: { resource: 'client', operation: 'create', name: 'Umbrella' },
		address: 'baseUrl',
	},
	{
		vendor: blikk,
		read: { resource: 'contact', operation: 'get', contactId: 1 },
		write: { resource: 'taskComment', operation: 'create', taskId: 1, text: 'Umbrella' },
		address: 'baseUrl',
	},
	{
		vendor: hubPlanner,
		read: { resource: 'resource', operation: 'getMany' },
		write: { resource: 'resource', operation: 'create', firstName: 'Umbrella' },
		address: 'baseUrl',
	},
	{
		vendor: proWorkflow,
		read: { resource: 'company', operation: 'get', companyId: 1 },
		write: { resource: 'company', operation: 'create', name: 'Umbrella' },
		address: 'baseUrl',
	},
	{
		vendor: tracker,
		read: { resource: 'client', operation: 'get', clientId: 1001 },
		write: { resource: 'client', operation: 'create', name: 'Umbrella' },
		address: 'apiHost',
	},
] as unknown as Array<{
	vendor: ConformingVendor<SandboxVendor>;
	read: object;
	write: object;
	address: string;
}>;

const FAULTS: Fault[] = [
	{ kind: 'status', status: 400 },
	{ kind: 'expired-token', times: 9 },
	{ kind: 'status', status: 403 },
	{ kind: 'status', status: 404 },
	{ kind: 'status', status: 429, retryAfter: 70, times: 9 },
	{ kind: 'status', status: 500 },
	{ kind: 'cut', times: 9 },
	{ kind: 'html', times: 9 },
];

/** What is public in a credential, or what the vendor is known by. */
const PUBLIC =
	/^(grantType|authUrl|accessTokenUrl|scope|authQueryParameters|authentication|account|region|baseUrl|apiHost|oauthHost|clientId|applicationId|token_type|expires_in|callbackQueryString|username|accessTokenEnds|jwtEnds|.*[Ee]nds)$/;

/** The texts of a credential that nobody else may know. */
function secretsIn(data: object): string[] {
	return Object.entries(data).flatMap(([name, value]: [string, unknown]) => {
		if (PUBLIC.test(name)) return [];
		if (typeof value === 'object' && value !== null) return secretsIn(value);
		return typeof value === 'string' && value.length >= 6 ? [value] : [];
	});
}

/** The sign-ins that went over the wire: whole headers, what follows `Bearer`, and what `Basic` says. */
const signInsOf = (headers: Record<string, unknown>[]) =>
	headers.flatMap(({ authorization, apikey }) =>
		[authorization, apikey].flatMap((value) => {
			if (typeof value !== 'string') return [];
			const [scheme = '', token = ''] = value.split(' ');
			if (!token) return [value];
			return scheme === 'Basic' ? [token, Buffer.from(token, 'base64').toString('utf8')] : [token];
		}),
	);

let echo: Server;
let nowhere: string;
beforeAll(async () => {
	nowhere = await closedPort();
	echo = await startServer(({ headers, body, url }) => ({
		status: 400,
		headers: { 'x-echo': String(headers.authorization ?? headers.apikey) },
		body: {
			message: `You sent ${JSON.stringify(headers)}`,
			errors: [{ name: 'name', message: `You sent ${JSON.stringify(headers)}`, headers, body }],
			error: JSON.stringify({ headers, body, url: String(url) }),
		},
	}));
});
afterAll(async () => await echo.close());

let time: ReturnType<typeof leapOverWaits>;
beforeEach(() => (time = leapOverWaits()));
afterEach(() => time.undo());

test.each(vendors.map((each) => ({ ...each, name: each.vendor.name })))(
	'$name: no secret in any error, log line or saved execution',
	async ({ vendor, read, write, address }) => {
		const world: World = await openWorld(vendor);
		const secrets = new Set<string>();
		const remember = () => {
			for (const secret of secretsIn(world.credential.data)) secrets.add(secret);
			const headers = [...world.sandbox.requests, ...echo.received].map((each) => each.headers);
			for (const secret of signInsOf(headers)) secrets.add(secret);
		};
		const runs: RunResult[] = [];
		const attempt = async (parameters: object, onError: 'stopWorkflow' | 'continueErrorOutput') => {
			const file = world.workflow(parameters, { onError });
			runs.push(await world.host.run(file));
			remember();
		};
		const attempts = async () => {
			for (const parameters of [read, write])
				for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const)
					await attempt(parameters, onError);
		};

		await attempts();
		expect(runs.map(({ error }) => error?.message)).toEqual(Array(4).fill(undefined));
		for (const fault of FAULTS) {
			for (const parameters of [read, write]) {
				world.reset();
				world.sandbox.fail(fault);
				await attempt(parameters, 'stopWorkflow');
			}
		}
		world.reset();
		const right: ICredentialDataDecryptedObject = world.credential.data;
		for (const elsewhere of [echo.url, nowhere, 'file:///etc/passwd']) {
			world.credential.set({ [address]: elsewhere });
			await attempts();
			world.credential.set(right);
		}
		const failed = runs.filter(({ error }) => error);
		expect(failed.length).toBeGreaterThan(2 * FAULTS.length - 4);

		const whole = { depth: Infinity, maxStringLength: null, maxArrayLength: null } as const;
		const kept = [
			...runs.map((run) => inspect(run, { ...whole, showHidden: true })),
			...runs.map(({ run }) => JSON.stringify(run.data)),
			...world.host.log,
		];
		expect(secrets.size).toBeGreaterThan(0);
		process.stdout.write(
			`${vendor.name}: ${secrets.size} secrets, ${runs.length} executions, ${world.host.log.length} log lines\n`,
		);
		const found = [...secrets].filter((secret) => kept.some((text) => text.includes(secret)));
		expect(found).toEqual([]);
		await world.close();
	},
);
