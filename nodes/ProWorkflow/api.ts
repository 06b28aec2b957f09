import { numberedPaging, resourcesWith, titleCase } from '../engine';
import type { Complaint, Operation, VendorApi } from '../engine';

/**
 * ProWorkflow's conventions. The document (docs.txt) names calls and parameters only; address, sign-in,
 * answers, errors and limits are known from public pages and clients.
 */
export const api: VendorApi = {
	name: 'ProWorkflow',
	credential: 'proWorkflowApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	// 500 in 30 seconds, for an API key.
	budgets: [{ requests: 500, seconds: 30 }],
	budgetKey: ({ apiKey }) => String(apiKey),
	paging: numberedPaging(500, 1, { page: 'pagenumber', size: 'pagesize', total: 'totalcount' }),
	spelled,
	unpacked,
	failed: (whole) => isObject(whole) && whole.status === 'Error',
	complaints,
};

export const resource = resourcesWith<never>();

const WORDS = `
	access accounted add address alerts all allocated allow and api approved archived as auto
	billable breakdown by calendar category client code company complete contact contacts
	content cost custom date delete dependent description details discount display division due
	email emailed end event expense expenses field fields file first folder for form from
	general grand group id image information internal invoice invoiced invoices last line
	location login manager mark message mobile mode modified name note notes number option order
	original page paid percent permission phone private project projects purchase quote quoted
	quotes rate recipient request role search setting show size sort start status submitted
	subtotals tag task tasks tax team template time timeline title to total totals tracked type
	valid value view work zip 1 2 3
`;
const word = namesIn(WORDS)
	.toSorted((one, other) => other.length - one.length)
	.join('|');
const eachWord = new RegExp(`(?:${word})(?=(?:${word})*$)`, 'gy');

/** ProWorkflow writes words together: `duedatefrom` -> `due_date_from`. */
function spelled(wireName: string): string {
	return wireName.match(eachWord)?.join('_') ?? wireName;
}

/** Names with spaces or line ends between. */
export function namesIn(text: string): string[] {
	return text.trim().split(/\s+/);
}

/** Options of a choice by their values alone: `duedate` -> `Due Date`. */
export const named = (...values: string[]): Record<string, string> =>
	Object.fromEntries(values.map((value) => [value, titleCase(spelled(value))]));

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What lies between the counts and the status: a record, the records of a list, what a write did, or a total.
 * Where an answer holds several lists (a summary, groups with teams, records with subtotals) each record says
 * in `list` where it stood. Keys are not relied on, because the document shows none.
 */
function unpacked(whole: unknown, { answer }: Pick<Operation, 'answer'>): unknown {
	if (!isObject(whole)) return whole;
	const { count, totalcount, status, details, ...rest } = whole;
	const lists = Object.entries(rest).filter(([, value]) => Array.isArray(value)) as Array<
		[string, unknown[]]
	>;
	const [only, ...more] = lists;
	if (only && more.length === 0) return only[1];
	if (only) {
		// Subtotals before the records that they add up, so that no limit leaves them out.
		const inOrder =
			answer === 'record'
				? lists
				: lists.toSorted(([, one], [, other]) => one.length - other.length);
		return inOrder.flatMap(([list, records]) =>
			records.map((record) => ({ list, ...(isObject(record) ? record : { value: record }) })),
		);
	}
	// What was added or changed.
	if (Array.isArray(details)) {
		return details.map((done) => ({ ...rest, ...(isObject(done) ? done : { details: done }) }));
	}
	const [inner, ...others] = Object.values(rest);
	const content = isObject(inner) && others.length === 0 ? inner : rest;
	// A list of which only its total was asked for.
	return 'totalcount' in whole
		? [content].filter((total) => Object.keys(total).length > 0)
		: content;
}

/** Reads `{ status: 'Error', details }`: a list or one text, which may hold HTML. A page says nothing. */
function complaints(body: unknown): Complaint[] {
	const { details, message } = isObject(body) ? body : {};
	return [details ?? message].flat().flatMap((said) => {
		const text = typeof said === 'string' ? said.replace(/<[^>]*>|\s+/g, ' ').trim() : '';
		return text === '' ? [] : [{ message: text.replace(/ {2,}/g, ' ') }];
	});
}
