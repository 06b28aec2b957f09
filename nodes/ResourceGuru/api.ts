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

/**
 * Reads `{ errors: [{ name, date, code, message }] }` (L1227-1235) and `{ clashes: [{ id, date }] }` (L1987-1993,
 * L5368-5376), and stays calm about any other shape.
 */
function complaints(body: unknown): Complaint[] {
	const { errors, clashes } = fieldsOf(body);
	const told = listOf(errors).flatMap((error) => {
		if (typeof error === 'string') return [{ message: error }];
		const { name, message } = fieldsOf(error);
		if (typeof message !== 'string') return [];
		return [{ message, ...(typeof name === 'string' && { field: name }) }];
	});
	const bookings = listOf(clashes)
		.map(fieldsOf)
		.sort((one, other) => String(one.date).localeCompare(String(other.date)))
		.map(({ id, date }) => `booking ${String(id)} on ${String(date)}`);
	if (bookings.length === 0) return told;
	const more = bookings.length > 5 ? ` and ${bookings.length - 5} more` : '';
	return [...told, { message: `it clashes with ${bookings.slice(0, 5).join(', ')}${more}` }];
}

const fieldsOf = (value: unknown) => (value ?? {}) as Record<string, unknown>;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A query flag: the strings 0 and 1 on the wire. */
export const flag = (options: FieldOptions = {}) =>
	boolean({ ...options, wire: (on: boolean) => (on ? '1' : '0') });

/** A length of time in minutes, from 1 minute to 24 hours (L855). */
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
