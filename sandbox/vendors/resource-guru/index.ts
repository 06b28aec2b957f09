import { loadContract } from '../../../contracts';
import { readContract } from '../../contract';
import { lazily } from '../../lazily';
import { OAuth2, OAuth2Refusal, type Tokens } from '../../oauth2';
import { notFound, type Refusal } from '../../refusal';
import type { Behaviour, Vendor, VendorContext } from '../../vendor';
import { accountBehaviours } from './accounts';
import { activityTypeBehaviours } from './activityTypes';
import { bookingBehaviours } from './bookings';
import { calendarBehaviours } from './calendars';
import { clientBehaviours } from './clients';
import { customAvailabilityBehaviours } from './customAvailability';
import { customFieldBehaviours } from './customFields';
import { downtimeBehaviours } from './downtimes';
import { MisfitRefusal, showMisfit } from './misfits';
import { overtimeBehaviours } from './overtimes';
import { projectBehaviours } from './projects';
import type { Records } from './records';
import { reportV1Behaviours } from './reports/v1';
import { reportV2Behaviours } from './reports/v2';
import { resourceBehaviours } from './resources';
import { resourceTypeBehaviours } from './resourceTypes';
import { seed } from './seed';
import { timesheetBehaviours } from './timesheets';
import { userBehaviours } from './users';
import { createWebhooks } from './webhooks';

/** What a test needs to talk to the vendor. */
export interface ResourceGuru {
	/** Stands for https://api.resourceguruapp.com. */
	baseUrl: string;
	/** The account URL ID. */
	account: string;
	clientId: string;
	clientSecret: string;
	/** Signs in to the password grant. */
	username: string;
	password: string;
	/** A fresh pair, as the token endpoint would give it; for the account's owner when left out. */
	issueTokens(userId?: number): Tokens;
	/** The vendor's records, to look at. */
	readonly records: Records;
}

export const ACCOUNT = 'example-corp';
/** Made up, and put together so that nobody takes them for real ones. */
export const CLIENT_ID = ['sandbox', 'client'].join('-');
export const CLIENT_SECRET = ['sandbox', 'client', 'phrase'].join('-');
export const USERNAME = 'ada.thornton@example.com';
export const PASSWORD = ['sandbox', 'user', 'phrase'].join('-');

const OWNER = 1;
const SEVEN_DAYS = 604_800;

const ERROR_NAMES: Record<number, string> = {
	400: 'bad_request',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not_found',
	422: 'unprocessable_entity',
	429: 'rate_limit_exceeded',
};

const behaviours: Record<string, Behaviour<Records>> = {
	...accountBehaviours,
	...activityTypeBehaviours,
	...bookingBehaviours,
	...calendarBehaviours,
	...clientBehaviours,
	...customAvailabilityBehaviours,
	...customFieldBehaviours,
	...downtimeBehaviours,
	...overtimeBehaviours,
	...projectBehaviours,
	...reportV1Behaviours,
	...reportV2Behaviours,
	...resourceBehaviours,
	...resourceTypeBehaviours,
	...timesheetBehaviours,
	...userBehaviours,
};

/** docs.txt L731-739, and where the vendor answers otherwise: sign-in, and hours that clash. */
function errorBody(refusal: Refusal, now: Date): unknown {
	if (refusal instanceof OAuth2Refusal) {
		return { error: refusal.code, error_description: refusal.description };
	}
	if (refusal instanceof MisfitRefusal) {
		return { clashes: refusal.misfits.map(showMisfit), allowClashResolution: true };
	}
	return {
		errors: refusal.problems.map(({ field, message }) => ({
			name: field ?? ERROR_NAMES[refusal.status] ?? 'error',
			date: now.toISOString(),
			code: refusal.status,
			message,
		})),
	};
}

/** Every operation knows one account only. */
const inAccount =
	(behaviour: Behaviour<Records>): Behaviour<Records> =>
	(call) => {
		if ((call.path.account ?? ACCOUNT) !== ACCOUNT) throw notFound(`Account ${call.path.account}`);
		return behaviour(call);
	};

/** Read once per process: it takes longer than all the rest of a start. */
const contract = lazily(() => {
	const document = loadContract('resource-guru');
	return { operations: readContract(document), rateLimit: document['x-rate-limit'] };
});

export function createResourceGuru({ clock, outbox }: VendorContext) {
	const webhooks = createWebhooks(outbox);
	const signIn = new OAuth2({
		clock,
		authorizePath: '/oauth/authorize',
		tokenPath: '/oauth/token',
		application: { id: CLIENT_ID, secret: CLIENT_SECRET },
		accessSeconds: SEVEN_DAYS,
		userWith: (username, password) =>
			username === USERNAME && password === PASSWORD ? OWNER : undefined,
		authorizingUserId: OWNER,
	});
	const vendor: Vendor<Records> = {
		name: 'resource-guru',
		get operations() {
			return contract().operations;
		},
		get rateLimit() {
			return contract().rateLimit;
		},
		// docs.txt L12-18: all three come with every answer.
		rateHeaders: ({ limit, remaining, exceeded, resetSeconds }) => ({
			'Retry-After': String(exceeded ? resetSeconds : 0),
			'X-RateLimit-Limit': String(limit),
			'X-RateLimit-Remaining': String(remaining),
		}),
		errorBody,
		signIn,
		behaviours: Object.fromEntries(
			Object.entries({ ...behaviours, ...webhooks.behaviours }).map(([id, behaviour]) => [
				id,
				inAccount(behaviour),
			]),
		),
		seed,
		onChanges: webhooks.onChanges,
	};
	const access = {
		account: ACCOUNT,
		clientId: CLIENT_ID,
		clientSecret: CLIENT_SECRET,
		username: USERNAME,
		password: PASSWORD,
		issueTokens: (userId?: number) => signIn.issueTokens(userId),
	};
	return { vendor, access };
}
