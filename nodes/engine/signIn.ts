/** Signing in where a vendor hands out tokens that end: once for everybody, remembered, renewed in time. */

import { Recent } from './recent';

export interface Token {
	token: string;
	/** When it ends, in milliseconds since 1970. */
	ends: number;
}

/** A token this close to its end is as good as ended: what is sent with it may arrive too late. */
const MARGIN_MS = 60_000;

/** Whether a token should be renewed; one whose end is not known should not. */
export const isEnding = (ends: number, now = Date.now()): boolean => ends - MARGIN_MS <= now;

interface Known {
	token?: Token;
	/** Tokens that it took the place of. */
	replaced: Recent<unknown>;
	signingIn?: Promise<Token>;
}

const REMEMBERED = 100;

const knownTokens = new Map<string, Known>();

/**
 * A token for a sign-in. Everybody in this process who needs one at the same time gets the same, and waits for
 * the same request; n8n itself would sign in once for each item.
 * @param who What is signed in with: address, id and secret.
 * @param held The token that the caller has: none, one about to end, or one that the vendor has just refused.
 */
export async function sharedSignIn(
	who: string[],
	held: unknown,
	signIn: () => Promise<Token>,
): Promise<Token> {
	const key = JSON.stringify(who);
	const known: Known = knownTokens.get(key) ?? { replaced: new Recent(REMEMBERED) };
	knownTokens.set(key, known);
	const { token, replaced } = known;
	// A refused token that is none of these came later, from another process: the known one has ended, too.
	if (token && !isEnding(token.ends) && (!held || replaced.has(held))) return token;
	known.signingIn ??= signIn()
		.then((fresh) => (known.token = fresh))
		.finally(() => {
			known.signingIn = undefined;
		});
	const fresh = await known.signingIn;
	if (held) replaced.add(held);
	return fresh;
}

/** Has the next sign-in bring another token, where the vendor refused the one that `header` ends with. */
export function forgetToken(header: string): void {
	for (const known of knownTokens.values()) {
		if (known.token && header.endsWith(` ${known.token.token}`)) known.token = undefined;
	}
}
