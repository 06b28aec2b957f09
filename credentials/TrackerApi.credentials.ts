import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { jwtFor } from '../nodes/Tracker/signIn';

/**
 * Signs in to Tracker RMS with a token that a user copies from the settings, in exchange for a JWT that ends
 * (docs.txt L21-34). Parallel calls share one exchange.
 */
export class TrackerApi implements ICredentialType {
	name = 'trackerApi';

	displayName = 'Tracker RMS API';

	icon: Icon = { light: 'file:../icons/tracker.svg', dark: 'file:../icons/tracker.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-workforce/n8n-nodes-workforce#tracker-rms';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Canada', value: 'ca' },
				{ name: 'Other Host', value: 'custom' },
				{ name: 'Rest of the World', value: 'gl' },
				{ name: 'United States', value: 'us' },
			],
			default: 'gl',
			description: 'Where the data of your Tracker RMS account is kept',
		},
		{
			displayName: 'API Host',
			name: 'apiHost',
			type: 'string',
			displayOptions: { show: { region: ['custom'] } },
			default: '',
			placeholder: 'e.g. https://api.example.com',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'hidden',
			default:
				'={{ $self["region"] === "custom" ? $self["apiHost"] : "https://evo" + $self["region"] + "api.tracker-rms.com" }}',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Made in Tracker RMS under Tools & Settings, Security Settings, API. A new one makes the old one invalid.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** Called by n8n where there is no JWT, or Tracker RMS has refused it. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { baseUrl, apiToken, sessionToken } = credentials;
		const [address = '', token = ''] = [baseUrl, apiToken].map(String);
		return { sessionToken: await jwtFor(this, address, token, sessionToken) };
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.sessionToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/api/v1/Webhook/Meta/Actions',
			headers: { Accept: 'application/json' },
		},
	};
}
