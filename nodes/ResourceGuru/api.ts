import { boolean, integer, offsetPaging, record, resourcesWith, text } from '../engine';
import type { Complaint, FieldOptions, RecordOptions, TextOptions, VendorApi } from '../engine';
import { timeZones } from './timeZones';

/** Resource Guru's conventions (docs.txt L1-190). */
export const api: VendorApi = {
	name: 'Resource Guru',
	credential: 'resourceGuruOAuth2Api',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	pathValues: { account: { label: 'Account URL ID', value: ({ account }) => account } },
	// Each registered application is allowed up to 200 requests per minute (L10).
	budgets: [{ requests: 200, seconds: 60 }],
	budgetKey: ({ clientId }) => String(clientId),
	// 50 is the documented default of a page; how large a page may be is not documented.
	paging: offsetPaging(200, 50),
	complaints,
	lists: { timeZone: timeZones },
};

/** Makes a resource; the path's `{account}` comes from the credential. */
export const resource = resourcesWith<'account'>();

/** Reads `{ errors: [{ name, date, code, message }] }` (L1226-1234), and stays calm about any other shape. */
function complaints(body: unknown): Complaint[] {
	const errors =
		typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined;
	if (!Array.isArray(errors)) return [];
	return errors.flatMap((error: unknown) => {
		if (typeof error === 'string') return [{ message: error }];
		if (typeof error !== 'object' || error === null) return [];
		const { name, message } = error as Record<string, unknown>;
		if (typeof message !== 'string') return [];
		return [{ message, ...(typeof name === 'string' && { field: name }) }];
	});
}

/** A query flag: the strings 0 and 1 on the wire. */
export const flag = (options: FieldOptions = {}) =>
	boolean({ ...options, wire: (on: boolean) => (on ? '1' : '0') });

/** A length of time in minutes, from 1 minute to 24 hours (L856). */
export const minutes = (label: string, options: FieldOptions = {}) =>
	integer({ label: `${label} (Minutes)`, min: 1, max: 1440, default: 60, ...options });

/** A person, room or other resource; n8n calls its own first dropdown Resource, so this field needs another name. */
export const bookable = (options: RecordOptions = {}) =>
	record('resource', { label: 'Person or Resource', ...options });

/** Longer notes, up to 65,535 characters. */
export const longText = (options: TextOptions = {}) =>
	text({ rows: 4, maxLength: 65535, ...options });

/** A short text, up to 255 characters. */
export const shortText = (options: TextOptions = {}) => text({ maxLength: 255, ...options });

/** One of Resource Guru's own time zone names (L191-337). */
export const timeZone = (options: FieldOptions = {}) =>
	record('timeZone', { id: 'name', label: 'Time Zone', ...options });
