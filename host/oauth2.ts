/** The Connect button of an OAuth2 credential, with n8n's own OAuth2 client. */
import './environment';
import { randomUUID } from 'node:crypto';
import {
	ClientOAuth2,
	type OAuth2CredentialData,
	resolveClientAuthOptions,
} from '@n8n/client-oauth2';
import type { IDataObject } from 'n8n-workflow';
import type { StoredCredential } from './credentials';
import type { Executor } from './execution';

const REDIRECT_URI = 'http://127.0.0.1/rest/oauth2-credential/callback';

/**
 * Goes to the vendor's authorization page as a browser does and exchanges the code it sends back.
 * @returns the token data to store with the credential.
 * @throws if the vendor wants something typed in instead of redirecting at once, or refuses.
 */
export async function authorizeOAuth2(
	executor: Executor,
	{ type, data }: StoredCredential,
): Promise<IDataObject> {
	const filled = await executor.credentialsHelper.withDefaults(
		data,
		type,
		'internal',
		executor.additionalData(),
	);
	const credential = filled as unknown as OAuth2CredentialData;
	const { clientId, authentication = 'header', authQueryParameters = '', scope = '' } = credential;
	const { clientSecret, ...clientAuth } = resolveClientAuthOptions(credential);
	const inBody = authentication === 'body';
	const client = new ClientOAuth2({
		clientId,
		...clientAuth,
		...(!inBody && { clientSecret }),
		authorizationUri: credential.authUrl ?? '',
		accessTokenUri: credential.accessTokenUrl,
		redirectUri: REDIRECT_URI,
		authentication,
		scopes: scope.split(','),
		scopesSeparator: scope.includes(',') ? ',' : ' ',
		query: Object.fromEntries(new URLSearchParams(authQueryParameters)),
	});
	const state = randomUUID();
	const page = await fetch(client.code.getUri({ state }), { redirect: 'manual' });
	const target = page.headers.get('location');
	if (!target) throw new Error(`No redirect from the authorization page: ${await page.text()}`);
	const body = inBody ? { client_id: clientId, client_secret: clientSecret } : {};
	return (await client.code.getToken(target, { state, body })).data;
}
