import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Signs in to Hub Planner with an API key, sent as it is (README of the vendor's repository hubplanner/API). */
export class HubPlannerApi implements ICredentialType {
	name = 'hubPlannerApi';

	displayName = 'Hub Planner API';

	icon: Icon = {
		light: 'file:../icons/hub-planner.svg',
		dark: 'file:../icons/hub-planner.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-workforce/n8n-nodes-workforce#hub-planner';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Made in Hub Planner under Settings, API. To change things, it has to be a Read & Write key.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'hidden',
			default: 'https://api.hubplanner.com/v1',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '={{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/resource', qs: { page: 0, limit: 1 } },
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: 'Hub Planner does not know this API key' },
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'Hub Planner does not know this API key, or it is switched off',
				},
			},
		],
	};
}
