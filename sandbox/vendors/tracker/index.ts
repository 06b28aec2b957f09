import { STATUS_CODES } from 'node:http';
import { Refusal } from '../../refusal';
import { type Behaviour, OtherStatus, type Vendor, type VendorContext } from '../../vendor';
import { contract, type Manners, mannersOf } from './document';
import { documentBehaviours } from './documents';
import { partyBehaviours } from './parties';
import { placementBehaviours } from './placements';
import type { Records } from './records';
import { seed } from './seed';
import { nothing } from './shared';
import { OAUTH_PREFIX, type Quirks, TrackerSignIn } from './signIn';
import { skillBehaviours } from './skills';
import { createWebhooks } from './webhooks';
import { workBehaviours } from './work';

export { OAUTH_PREFIX };

/** What a test needs to talk to the vendor. */
export interface Tracker {
	/** Stands for https://evoglapi.tracker-rms.com. */
	baseUrl: string;
	/** Stands for https://evoapi.tracker-rms.com, which has `/oAuth2/Authorize` and `/oAuth2/Token`. */
	oauthUrl: string;
	clientId: string;
	clientSecret: string;
	/** The token to copy from the settings, until it is made anew; a reset puts it back. */
	apiToken: string;
	/** Makes a new one, and ends the old one. */
	regenerateApiToken(): string;
	/** A JWT as ExchangeToken would give it; user 1's when left out. */
	issueJwt(userId?: number): string;
	/** How it answers where the document leaves it open; a reset puts it back. */
	quirks: Quirks;
	/** The vendor's records, to look at and to change: webhooks tell of both. */
	readonly records: Records;
}

/** docs.txt L6967. */
export const CLIENT_ID = 'EvoApi_1.0';
/** Made up, and put together so that nobody takes them for real ones. */
export const CLIENT_SECRET = ['sandbox', 'tracker', 'phrase'].join('-');
export const API_TOKEN = ['sandbox', 'tracker', 'token'].join('-');

/** docs.txt L36-39, L240-251; `errors` is one of the further members. */
function errorBody({ status, message, problems }: Refusal) {
	const errors: Record<string, string[]> = {};
	for (const { field, message: text } of problems) {
		if (field !== undefined) (errors[field] ??= []).push(text);
	}
	return {
		type: 'about:blank',
		title: STATUS_CODES[status] ?? null,
		status,
		detail: message,
		instance: null,
		...(Object.keys(errors).length > 0 ? { errors } : {}),
	};
}

/** The three ways to say that nothing came of it (docs.txt L222-226, L2062-2070, L4639-4645). */
const FAILURES: Record<NonNullable<Manners['outcome']>, (message: string) => unknown> = {
	Outcome: (message) => ({ id: null, success: false, message }),
	ShortlistOutcome: (reason) => ({ success: false, reason, opportunityResourceId: null }),
	ResumeOutcome: (returnDescription) => ({
		success: false,
		resourceId: null,
		returnCode: '1',
		returnDescription,
		returnAction: null,
	}),
};

/**
 * Tracker's ways: what is not there, and a list without entries, is a 204 where the operation has
 * one; what makes no sense is a 200 whose body says so; the rest is a 400.
 */
const inTrackersWay =
	(operationId: string, behaviour: Behaviour<Records>, quirks: Quirks): Behaviour<Records> =>
	(call) => {
		const { mayBeEmpty, mayBeBare, outcome } = mannersOf(operationId);
		try {
			const result = behaviour(call);
			if (mayBeBare && !quirks.tellsOutcome) return new OtherStatus(200);
			return mayBeEmpty && Array.isArray(result) && result.length === 0 ? nothing : result;
		} catch (error) {
			if (!(error instanceof Refusal) || ![404, 422].includes(error.status)) throw error;
			if (error.status === 404 && mayBeEmpty) return nothing;
			if (outcome) return new OtherStatus(200, FAILURES[outcome](error.message));
			throw new Refusal(400, error.problems);
		}
	};

export function createTracker({ clock, outbox }: VendorContext) {
	const signIn = new TrackerSignIn({
		clock,
		clientId: CLIENT_ID,
		clientSecret: CLIENT_SECRET,
		apiToken: API_TOKEN,
	});
	const webhooks = createWebhooks(outbox);
	const behaviours = {
		...documentBehaviours,
		...partyBehaviours,
		...placementBehaviours,
		...skillBehaviours,
		...webhooks.behaviours,
		...workBehaviours,
	};
	const vendor: Vendor<Records> = {
		name: 'tracker',
		get operations() {
			return contract().operations;
		},
		get rateLimit() {
			return contract().rateLimit;
		},
		// docs.txt L41-44 names none.
		rateHeaders: () => ({}),
		errorBody,
		jsonType: 'text/plain',
		signIn,
		behaviours: Object.fromEntries(
			Object.entries(behaviours).map(([id, behaviour]) => [
				id,
				inTrackersWay(id, behaviour, signIn.quirks),
			]),
		),
		seed,
		onChanges: ({ records }, changes) => {
			webhooks.tell(records, changes);
		},
		onChangeByHand: (records, change) => {
			webhooks.tell(records, [change]);
		},
	};
	const access = {
		clientId: CLIENT_ID,
		clientSecret: CLIENT_SECRET,
		apiToken: API_TOKEN,
		regenerateApiToken: () => signIn.regenerateApiToken(),
		issueJwt: (userId?: number) => signIn.issueJwt(userId),
		quirks: signIn.quirks,
	};
	return { vendor, access };
}
