import { loadContract, type RateBudget } from '../../../contracts';
import { readContract } from '../../contract';
import { lazily } from '../../lazily';
import { Refusal } from '../../refusal';
import type { RateLimits, Standing } from '../../rateLimit';
import type { SignIn, Vendor } from '../../vendor';
import type { Records } from './records';
import { resourceBehaviours } from './resources';
import { seed } from './seed';

/** What a test needs to talk to the vendor. */
export interface HubPlanner {
	/** Stands for https://api.hubplanner.com/v1. */
	baseUrl: string;
	/** Reads and writes. */
	apiKey: string;
	readOnlyKey: string;
	/** The vendor's records, to look at. */
	readonly records: Records;
}

/** Made up, and put together so that nobody takes them for real ones. */
export const API_KEY = ['sandbox', 'hub', 'key'].join('-');
export const READ_ONLY_KEY = ['sandbox', 'hub', 'reader'].join('-');

const ACCOUNT_OWNER = 1;
const WRITES = ['resource.create', 'resource.update', 'resource.delete'];

const ERROR_NAMES: Record<number, string> = {
	400: 'BAD_REQUEST',
	401: 'UNAUTHORIZED',
	403: 'METHOD_ACCESS_NOT_GRANTED',
	404: 'NOT_FOUND',
	429: 'TOO_MANY_REQUESTS',
};

/** The body of the newer pages; A13 is the code of a write with a key that may only read. */
const errorBody = ({ status, message }: Refusal) => ({
	message,
	error: ERROR_NAMES[status] ?? 'INTERNAL_SERVER_ERROR',
	code: status === 403 ? 'A13' : String(status),
	properties: null,
	version: 2,
});

const contract = lazily(() => {
	const document = loadContract('hub-planner');
	return { operations: readContract(document), rateLimit: severalOf(document['x-rate-limit']) };
});

function severalOf([first, ...others]: RateBudget[]): RateLimits {
	if (!first) throw new Error('The contract names no rate limit');
	return [first, ...others];
}

/** README: Retry-After comes with the limit of 5 seconds alone. */
function rateHeaders({ limit, seconds, remaining, exceeded, resetSeconds }: Standing) {
	const comesBackSoon = exceeded && seconds <= 60;
	return {
		'X-RateLimit-Limit': String(limit),
		'X-RateLimit-Remaining': String(remaining),
		'X-RateLimit-Reset': String(resetSeconds),
		...(comesBackSoon ? { 'Retry-After': String(resetSeconds) } : {}),
	};
}

const signIn: SignIn = {
	endpoints: [],
	identify: ({ headers: { authorization } }) => {
		if (authorization !== API_KEY && authorization !== READ_ONLY_KEY) {
			throw new Refusal(401, [{ message: 'The API key is missing or not known' }]);
		}
		// Both keys are of one account, and share its limits.
		return { application: 'account', userId: ACCOUNT_OWNER };
	},
	permit: ({ headers: { authorization } }, operationId) => {
		if (authorization === READ_ONLY_KEY && WRITES.includes(operationId)) {
			throw new Refusal(403, [{ message: 'This API key may only read' }]);
		}
	},
	// A key does not end.
	expire: () => undefined,
};

export function createHubPlanner() {
	const vendor: Vendor<Records> = {
		name: 'hub-planner',
		get operations() {
			return contract().operations;
		},
		get rateLimit() {
			return contract().rateLimit;
		},
		rateHeaders,
		errorBody,
		signIn,
		behaviours: resourceBehaviours,
		seed,
	};
	return { vendor, access: { apiKey: API_KEY, readOnlyKey: READ_ONLY_KEY } };
}
