import { forgetToken, isEnding, sharedSignIn, type Token } from '../../nodes/engine/signIn';

const NEVER = Infinity;

/** A vendor that counts how often it was asked to sign in, and gives a token with that number. */
function vendor(ends = NEVER) {
	const who = [expect.getState().currentTestName ?? ''];
	let asked = 0;
	const signIn = async (): Promise<Token> => {
		asked += 1;
		await Promise.resolve();
		return { token: `token ${asked}`, ends };
	};
	return {
		ask: async (held?: string) => (await sharedSignIn(who, held, signIn)).token,
		refuse: () => sharedSignIn(who, undefined, () => Promise.reject(new Error('refused'))),
		asked: () => asked,
	};
}

it('signs in once for all who ask at the same time, and remembers', async () => {
	const { ask, asked } = vendor();
	expect(await Promise.all([ask(), ask(), ask('an older one')])).toEqual(Array(3).fill('token 1'));
	expect(await ask()).toBe('token 1');
	expect(asked()).toBe(1);
});

it('signs in again for those whose token was refused, once', async () => {
	const { ask, asked } = vendor();
	const held = await ask();
	expect(await Promise.all([ask(held), ask(held)])).toEqual(['token 2', 'token 2']);
	expect(await ask(held)).toBe('token 2');
	expect(asked()).toBe(2);
});

it('signs in again, once, for those whose token came from another process', async () => {
	const { ask, asked } = vendor();
	await ask();
	expect(await Promise.all([ask('theirs'), ask('theirs')])).toEqual(['token 2', 'token 2']);
	expect(await ask('theirs')).toBe('token 2');
	expect(asked()).toBe(2);
});

it('signs in again shortly before the end', async () => {
	const { ask } = vendor(Date.now() + 59_000);
	expect([await ask(), await ask()]).toEqual(['token 1', 'token 2']);
	expect(isEnding(Date.now() + 61_000)).toBe(false);
	expect(isEnding(NaN)).toBe(false);
});

it('forgets the token that a header carried, and no other', async () => {
	const { ask } = vendor();
	await ask();
	forgetToken('Bearer token');
	forgetToken('Bearer another token 1 ');
	forgetToken('undefined');
	expect(await ask()).toBe('token 1');
	forgetToken('Bearer token 1');
	expect(await ask()).toBe('token 2');
	// Somebody else whose call with the old token was under way.
	forgetToken('Bearer token 1');
	expect(await ask()).toBe('token 2');
});

it('does not remember a failure', async () => {
	const { ask, refuse } = vendor();
	await expect(refuse()).rejects.toThrow('refused');
	expect(await ask()).toBe('token 1');
});
