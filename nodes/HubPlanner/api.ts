import { numberedPaging, resourcesWith } from '../engine';
import type { Complaint, VendorApi } from '../engine';

/**
 * Hub Planner's conventions. The document tells of resources only; address, sign-in, paging and limits stand in
 * the README of the vendor's repository hubplanner/API.
 */
export const api: VendorApi = {
	name: 'Hub Planner',
	credential: 'hubPlannerApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	// 50 per 5 seconds and 6,000 a day, for an account.
	budgets: [
		{ requests: 50, seconds: 5 },
		{ requests: 6000, seconds: 86_400 },
	],
	paging: numberedPaging(1000, 0, { page: 'page', size: 'limit' }),
	idField: '_id',
	complaints,
};

export const resource = resourcesWith<never>();

/** Reads `{ message, error, code }`. */
function complaints(body: unknown): Complaint[] {
	const message =
		typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
	return typeof message === 'string' && message !== '' ? [{ message }] : [];
}
