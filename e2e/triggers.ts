/** The pack's triggers: as data, one entry each. */
import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox';

export interface TriggerCase {
	/** The node's type, without the package's name. */
	type: string;
	parameters: INodeParameters;
	/** Somebody makes a record of this name at the vendor, through the vendor's own interface. */
	change(sandbox: Sandbox, name: string): Promise<void>;
	/** The addresses that the vendor would call; undefined for a trigger that polls. */
	webhooks?(sandbox: Sandbox): string[];
}

const everyMinute = { pollTimes: { item: [{ mode: 'everyMinute' }] } };

export const triggers: TriggerCase[] = [
	{
		type: 'resourceGuruTrigger',
		parameters: { events: ['clients'] },
		async change({ vendors: { resourceGuru } }, name) {
			const { baseUrl, account, issueTokens } = resourceGuru;
			const authorization = `Bearer ${issueTokens().access_token}`;
			await post(`${baseUrl}/v1/${account}/clients`, { authorization }, { name });
		},
		webhooks: ({ vendors: { resourceGuru } }) =>
			resourceGuru.records.webhooks.all().map(({ payload_url }) => payload_url),
	},
	{
		type: 'trackerTrigger',
		parameters: { events: ['Client'], actions: ['Created'] },
		change: makeTrackerRecord('Client', 'name'),
		webhooks: ({ vendors: { tracker } }) => tracker.records.webhooks.all().map(({ url }) => url),
	},
	{
		type: 'hubPlannerTrigger',
		parameters: everyMinute,
		async change({ vendors: { hubPlanner } }, firstName) {
			const { baseUrl, apiKey } = hubPlanner;
			await post(`${baseUrl}/resource`, { authorization: apiKey }, { firstName });
		},
	},
	{
		type: 'blikkTrigger',
		parameters: { ...everyMinute, events: ['contact'] },
		async change({ vendors: { blikk } }, name) {
			const { baseUrl, issueToken } = blikk;
			const authorization = `Bearer ${issueToken().accessToken}`;
			const responsibleId = blikk.records.users.all()[0]?.id;
			const body = { name, contactType: 'company', responsibleId };
			await post(`${baseUrl}/v1/Core/Contacts`, { authorization }, body);
		},
	},
	{
		type: 'proWorkflowTrigger',
		parameters: { ...everyMinute, events: ['company'] },
		async change({ vendors: { proWorkflow } }, name) {
			const { baseUrl, apiKey, username, password } = proWorkflow;
			const signature = Buffer.from(`${username}:${password}`).toString('base64');
			const headers = { apikey: apiKey, authorization: `Basic ${signature}` };
			await post(`${baseUrl}/companies`, headers, { name, type: 'client' });
		},
	},
	{
		type: 'trackerPollingTrigger',
		parameters: { ...everyMinute, events: ['contact'] },
		change: makeTrackerRecord('Contact', 'surname'),
	},
];

function makeTrackerRecord(kind: string, nameField: string): TriggerCase['change'] {
	return async ({ vendors: { tracker } }, name) => {
		const authorization = `Bearer ${tracker.issueJwt()}`;
		await post(`${tracker.baseUrl}/api/v1/${kind}`, { authorization }, { [nameField]: name });
	};
}

async function post(url: string, headers: Record<string, string>, body: object): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}
