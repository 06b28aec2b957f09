import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { sharedSignIn } from '../nodes/engine';

/**
 * Signs in to Blikk with the id and secret of an API application, in exchange for a token that ends (docs.txt
 * L14-52). Parallel calls share one sign-in.
 */
export class BlikkApi implements ICredentialType {
	name = 'blikkApi';

	displayName = 'Blikk API';

	icon: Icon = { light: 'file:../icons/blikk.svg', dark: 'file:../icons/blikk.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-workforce/n8n-nodes-workforce#blikk';

	properties: INodeProperties[] = [
		{
			displayName: 'Application ID',
			name: 'applicationId',
			type: 'string',
			required: true,
			default: '',
			description: 'Made in Blikk under the cog icon, Integrationer, API-applikationer, Lägg till',
		},
		{
			displayName: 'Application Secret',
			name: 'applicationSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'hidden',
			default: 'https://publicapi.blikk.com',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Access Token Ends',
			name: 'accessTokenEnds',
			type: 'hidden',
			typeOptions: { password: true },
			default: 0,
		},
	];

	/** Called by n8n where there is no token, or Blikk has refused it. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { baseUrl, applicationId, applicationSecret, accessToken } = credentials;
		const [address = '', id = '', secret = ''] = [baseUrl, applicationId, applicationSecret].map(
			String,
		);
		const signIn = async () => {
			const headers = {
				Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
			};
			const signedIn = (await answered(this, { url: `${address}/v1/Auth/Token`, headers })) as {
				accessToken: string;
				expires: string;
			};
			return { token: signedIn.accessToken, ends: momentOf(signedIn.expires) };
		};
		const { token, ends } = await sharedSignIn([address, id, secret], accessToken, signIn);
		return { accessToken: token, accessTokenEnds: ends };
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/v1/Core/Projects',
			qs: { page: 1, pageSize: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Blikk knows this application, but does not let it read projects: give it the permission Project_Read, and check its list of IP addresses',
				},
			},
		],
	};
}

/** `2022-07-01 05:43:12 +00:00` (L36) in milliseconds since 1970. */
const momentOf = (expires: string) => Date.parse(expires.replace(' ', 'T').replace(' ', ''));

interface Refused {
	response?: { status?: number; data?: { ipAddressAllowed?: boolean } };
}

/** @throws UserError in plain words where Blikk refuses the application; other failures as they came. */
async function answered(
	{ helpers }: IHttpRequestHelper,
	{ url, headers }: { url: string; headers: { Authorization: string } },
): Promise<unknown> {
	try {
		return await helpers.httpRequest({ method: 'POST', url, headers });
	} catch (error) {
		const { status, data } = (error as Refused).response ?? {};
		if (status === 401) {
			throw new UserError('Blikk does not know this application ID and secret');
		}
		if (status === 403 && data?.ipAddressAllowed === false) {
			throw new UserError(
				'Blikk does not let this application in from the IP address of this n8n: add it to the list of the API application in Blikk',
			);
		}
		throw error;
	}
}
