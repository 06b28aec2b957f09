/** The pack's triggers: as data, one entry each. */
import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox';

export interface TriggerCase {
	/** The node's type, without the package's name. */
	type: string;
	parameters: INodeParameters;
	/** Somebody changes a record at the vendor. @returns what only this change has, to be found in an item */
	change(sandbox: Sandbox): Promise<string>;
	/** The addresses that the vendor would call; undefined for a trigger that polls. */
	webhooks?(sandbox: Sandbox): string[];
}

let changes = 0;
const nameOfNext = () => `End to end ${(changes += 1)}`;

export const triggers: TriggerCase[] = [
	{
		type: 'resourceGuruTrigger',
		parameters: { events: ['clients'] },
		async change({ vendors: { resourceGuru } }) {
			const { baseUrl, account, issueTokens } = resourceGuru;
			const name = nameOfNext();
			await post(`${baseUrl}/v1/${account}/clients`, issueTokens().access_token, { name });
			return name;
		},
		webhooks: ({ vendors: { resourceGuru } }) =>
			resourceGuru.records.webhooks.all().map(({ payload_url }) => payload_url),
	},
];

/** A change from outside goes through the vendor's own interface, like any other. */
async function post(url: string, token: string, body: object): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}
