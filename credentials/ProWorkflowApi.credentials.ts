import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/**
 * Signs in to ProWorkflow with the key of the account and the user's own name and password, all on every call.
 * The document tells of the login call only (docs.txt L7224); the rest is known from public clients.
 */
export class ProWorkflowApi implements ICredentialType {
	name = 'proWorkflowApi';

	displayName = 'ProWorkflow API';

	icon: Icon = {
		light: 'file:../icons/proworkflow.svg',
		dark: 'file:../icons/proworkflow.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-workforce/n8n-nodes-workforce#proworkflow';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The key of the account, which an administrator finds in the settings of ProWorkflow',
		},
		{
			displayName: 'User Name or Email',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description: 'Who n8n acts as: it sees and may do what this user sees and may do',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.proworkflow.net',
			description: 'Where the classic API of ProWorkflow lives',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: { apikey: '={{$credentials.apiKey}}' },
			auth: { username: '={{$credentials.username}}', password: '={{$credentials.password}}' },
		},
	};

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/me' },
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'ProWorkflow does not know this API key, user name or password',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no ProWorkflow at this base URL' },
			},
		],
	};
}
