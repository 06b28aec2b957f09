import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Signs in to Resource Guru with OAuth2 (authorization code; docs.txt L28-54). Client id and secret go into
 * the form body of the token request (L134-142). An access token lives for 7 days; n8n renews it.
 */
export class ResourceGuruOAuth2Api implements ICredentialType {
	name = 'resourceGuruOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Resource Guru OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/resource-guru.svg',
		dark: 'file:../icons/resource-guru.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-workforce/n8n-nodes-workforce#resource-guru';

	properties: INodeProperties[] = [
		{
			displayName: 'Account URL ID',
			name: 'account',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. example-corp',
			description:
				'The part of the address after app.resourceguruapp.com/ when you use Resource Guru in the browser',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'hidden',
			default: 'https://api.resourceguruapp.com',
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
			default: '={{$self["baseUrl"]}}/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["baseUrl"]}}/oauth/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
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
}
