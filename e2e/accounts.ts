/** How each vendor is signed in to at the sandbox: as data, one entry per credential type. */
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../sandbox';

export interface Account {
	/** As the examples name it, and as n8n names a first credential. */
	name: string;
	type: string;
	data: IDataObject;
	/** What somebody could type wrongly. */
	wrong: IDataObject;
	/** Connected by walking the vendor's pages. */
	isOAuth2?: boolean;
}

export function accountsOf({ vendors }: Sandbox): Account[] {
	const { resourceGuru, blikk, hubPlanner, proWorkflow, tracker } = vendors;
	return [
		{
			name: 'Resource Guru account',
			type: 'resourceGuruOAuth2Api',
			data: {
				baseUrl: resourceGuru.baseUrl,
				account: resourceGuru.account,
				clientId: resourceGuru.clientId,
				clientSecret: resourceGuru.clientSecret,
			},
			wrong: { clientSecret: 'wrong' },
			isOAuth2: true,
		},
		{
			name: 'Blikk account',
			type: 'blikkApi',
			data: {
				baseUrl: blikk.baseUrl,
				applicationId: blikk.applicationId,
				applicationSecret: blikk.applicationSecret,
			},
			wrong: { applicationSecret: 'wrong' },
		},
		{
			name: 'Hub Planner account',
			type: 'hubPlannerApi',
			data: { baseUrl: hubPlanner.baseUrl, apiKey: hubPlanner.apiKey },
			wrong: { apiKey: 'wrong' },
		},
		{
			name: 'ProWorkflow account',
			type: 'proWorkflowApi',
			data: {
				baseUrl: proWorkflow.baseUrl,
				apiKey: proWorkflow.apiKey,
				username: proWorkflow.username,
				password: proWorkflow.password,
			},
			wrong: { password: 'wrong' },
		},
		{
			name: 'Tracker RMS account',
			type: 'trackerApi',
			data: { region: 'custom', apiHost: tracker.baseUrl, apiToken: tracker.apiToken },
			wrong: { apiToken: 'wrong' },
		},
		{
			name: 'Tracker RMS OAuth2 account',
			type: 'trackerOAuth2Api',
			data: {
				region: 'custom',
				apiHost: tracker.baseUrl,
				signInHost: tracker.oauthUrl,
				clientId: tracker.clientId,
				clientSecret: tracker.clientSecret,
			},
			wrong: { clientSecret: 'wrong' },
			isOAuth2: true,
		},
	];
}
