import { dateTime, numberedPaging, record, records, resourcesWith } from '../engine';
import type { Complaint, FieldOptions, RecordOptions, VendorApi } from '../engine';
import { lists } from './metadata';
import { endOfJwt } from './signIn';

/** Tracker RMS's conventions (docs.txt L21-66); what the document leaves open stands in the contract as `x-basis`. */
export const api: VendorApi = {
	name: 'Tracker RMS',
	credential: 'trackerApi',
	signIns: {
		apiToken: { label: 'API Token', credential: 'trackerApi' },
		oAuth2: { label: 'OAuth2', credential: 'trackerOAuth2Api' },
	},
	baseUrl: ({ baseUrl }) => String(baseUrl),
	token: { field: 'sessionToken', ends: ({ sessionToken }) => endOfJwt(sessionToken) },
	// "Presently around 100 requests per minute" (L42-44).
	budgets: [{ requests: 100, seconds: 60 }],
	// Nothing tells when a refused request may come again: four waits of this length last over a minute.
	askedSeconds: () => 16,
	// 50 is what the samples ask for (L267); no largest page is documented, so a larger one might be cut.
	paging: numberedPaging(50, 1, { page: 'pageNumber', size: 'maxResults' }, { inBody: true }),
	noneStatus: 204,
	failed: (whole) => isObject(whole) && whole.success === false,
	unpacked: (whole, { answer }) =>
		answer === 'list' || answer === 'pages' ? listIn(whole) : whole,
	complaints,
	lists,
};

export const resource = resourcesWith<never>();

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One list stands inside an object (L5742-5752), and those that the document does not show may do so as well. */
function listIn(whole: unknown): unknown {
	if (!isObject(whole)) return whole;
	const inner = Object.values(whole);
	// `{ skills: null }`: a list with nothing in it.
	if (inner.length > 0 && inner.every((each) => each === null)) return [];
	return inner.find(Array.isArray) ?? inner.filter(isObject).map(listIn).find(Array.isArray);
}

/** `$.contactDetails.email`, `ContactDetails.Email` -> `contactDetails.email`: .NET's ways to name a field. */
const asWritten = (field: string) =>
	field.replace(/^\$\.?/, '').replace(/(?<=^|\.)[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * Reads problem details (L36-39, L240-251) with the usual `errors`, by field or as a list, and the three ways in
 * which a 200 says why nothing was done: `message`, `reason` (L2062-2070) and `returnDescription` (L4639-4645).
 */
function complaints(body: unknown): Complaint[] {
	if (!isObject(body)) return [];
	const { errors, detail, message, reason, returnDescription, title } = body;
	const named = isObject(errors) ? Object.entries(errors) : [['', errors ?? []] as const];
	const found = named.flatMap(([field, texts]) =>
		[texts].flat().map((each) => ({
			...(field && { field: asWritten(field) }),
			message: typeof each === 'string' ? each : JSON.stringify(each),
		})),
	);
	if (found.length > 0) return found;
	const told = [detail, message, reason, returnDescription, title].find(
		(text) => typeof text === 'string' && text !== '',
	);
	return typeof told === 'string' ? [{ message: told }] : [];
}

/** What Tracker writes as `{ id, name }`. That the id alone is enough is an inference. */
export const reference = (of: string, options: RecordOptions = {}) =>
	record(of, { ...options, wire: (id: number) => ({ id }) });

/** Several of them. */
export const references = (of: string, options: RecordOptions = {}) =>
	records(of, { ...options, wire: (ids: number[]) => ids.map((id) => ({ id })) });

/** What clients, contacts and resources list of it. */
export const sectors = () => references('sector', { label: 'Sector Names or IDs' });
export const quickSkills = () => references('skill', { label: 'Quick Skill Names or IDs' });

/** An entry of one of the account's lists that Tracker takes by its name. */
export const named = (of: string, options: RecordOptions = {}) =>
	record(of, { id: 'name', ...options });

/** A person who is recruited or placed; n8n calls its own first dropdown Resource, so this field needs another name. */
export const person = (options: RecordOptions = {}) =>
	record('resource', { label: 'Resource (Person)', ...options });

/** A record without a name to pick it by. */
export const byId = (of: string, options: RecordOptions = {}) =>
	record(of, { listed: false, ...options });

const WRITTEN = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";

/** A moment, in UTC as in the examples. */
export const moment = (options: FieldOptions = {}) =>
	dateTime({ format: WRITTEN, utc: true, ...options });

/** A day that Tracker takes as a moment: it stays the day that was picked. */
export const day = (options: FieldOptions = {}) =>
	dateTime({ format: WRITTEN, utc: true, midnightIsDay: true, ...options });

/** A time of day that Tracker takes as a moment: it stays the time on the clock (L2356, L2455). */
export const clockTime = (options: FieldOptions = {}) =>
	dateTime({ format: WRITTEN, description: 'Only the time of day counts', ...options });
