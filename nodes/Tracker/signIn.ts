/** How a token becomes the JWT that goes along with every call to Tracker RMS (docs.txt L21-34). */
import type { IHttpRequestHelper } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { sharedSignIn } from '../engine';

/** When a JWT ends, in milliseconds since 1970; one that does not say so lasts until it is refused. */
export function endOfJwt(jwt: unknown): number {
	try {
		const claims = Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString('utf8');
		const { exp } = JSON.parse(claims) as { exp?: unknown };
		return typeof exp === 'number' ? exp * 1000 : Infinity;
	} catch {
		return Infinity;
	}
}

/**
 * A JWT for a token, the same for all calls of this process until shortly before its end.
 * @param address Where the API lives.
 * @param held The JWT that the caller has: none, one about to end, or one that Tracker RMS has just refused.
 * @throws UserError in plain words where Tracker RMS does not take the token; other failures as they came.
 */
export async function jwtFor(
	helper: IHttpRequestHelper,
	address: string,
	token: string,
	held: unknown,
): Promise<string> {
	const signedIn = await sharedSignIn([address, token], held, async () => {
		const jwt = await exchanged(helper, address, token);
		return { token: jwt, ends: endOfJwt(jwt) };
	});
	return signedIn.token;
}

/** The request and the answer of ExchangeToken are not documented (L82-84): known from public clients. */
async function exchanged(
	{ helpers }: IHttpRequestHelper,
	address: string,
	token: string,
): Promise<string> {
	const answer: unknown = await helpers
		.httpRequest({
			method: 'POST',
			url: `${address.replace(/\/+$/, '')}/api/Auth/ExchangeToken`,
			headers: { Accept: 'application/json' },
			body: { bearerToken: token },
		})
		.catch(inPlainWords);
	const fields = Object(answer) as Record<string, unknown>;
	const jwt = [answer, fields.token, fields.jwt, fields.accessToken].find(
		(each) => typeof each === 'string' && each !== '',
	);
	if (typeof jwt === 'string') return jwt;
	throw new UserError('Tracker RMS took the token, but gave nothing to sign in with');
}

function inPlainWords(error: { response?: { status?: number } }): never {
	if (![400, 401, 403].includes(error.response?.status ?? 0)) throw error as Error;
	throw new UserError(
		'Tracker RMS does not know this token: it may be of another region, or replaced by a newer one',
	);
}
