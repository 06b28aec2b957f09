import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { jwtFor } from '../nodes/Tracker/signIn';

/**
 * Signs in to Tracker RMS with OAuth2 (docs.txt L6967-7049), in exchange for a JWT. The answer to the token
 * request is `{ "Token": … }` without an access token: n8n keeps it as it is, and asks `preAuthentication` before
 * each call for the access token to sign with (n8n 2.20 and later).
 */
export class TrackerOAuth2Api implements ICredentialType {
	name = 'trackerOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Tracker RMS OAuth2 API';

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
			displayName: 'Sign-In Host',
			name: 'signInHost',
			type: 'string',
			displayOptions: { show: { region: ['custom'] } },
			default: '',
			placeholder: 'e.g. https://signin.example.com',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default:
				'={{ $self["region"] === "custom" ? $self["signInHost"] : "https://evoapi" + $self["region"].replace("gl", "") + ".tracker-rms.com" }}/oAuth2/Authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default:
				'={{ $self["region"] === "custom" ? $self["signInHost"] : "https://evoapi" + $self["region"].replace("gl", "") + ".tracker-rms.com" }}/oAuth2/Token',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: 'EvoApi_1.0',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: 'read,write',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];

	/** Called by n8n before each call: it signs with the access token that this gives. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const tokens = credentials.oauthTokenData as IDataObject | undefined;
		if (typeof tokens?.Token !== 'string') return {};
		const jwt = await jwtFor(this, credentials.baseUrl as string, tokens.Token, undefined);
		return { oauthTokenData: { ...tokens, access_token: jwt } };
	}

	/** n8n's own test would look for the access token that it never gets. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/api/v1/Webhook/Meta/Actions',
			headers: { Accept: 'application/json' },
		},
	};
}
