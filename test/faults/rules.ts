/** What must happen, by rule: for each fault what it means, and for each meaning what a read and a write do. */
import type { Fault } from '../../sandbox';

/** What a fault says about the request that met it. */
export type Meaning =
	/** The vendor did nothing, and wants to be asked again later. */
	| 'later'
	/** It may work in a moment; whether the request was carried out is not known. */
	| 'unavailable'
	| 'lost'
	| 'unreadable'
	/** The vendor met an error of its own, which will be there the next time as well. */
	| 'broken'
	/** The request was never sent. */
	| 'unreachable'
	/** The vendor did nothing, because the sign-in has ended. */
	| 'signed out'
	/** The vendor refuses. */
	| 'forbidden'
	/** Done, without a word: enough for a write, nothing to a read. */
	| 'wordless'
	/** Everything is there. */
	| 'harmless';

export interface FaultRow {
	name: string;
	meaning: Meaning;
	/** Left out: nobody listens at the address. */
	fault?: Fault;
	/** Gaps that the vendor must see between the requests at least, in milliseconds. */
	gaps?: number[];
	/** What the message names: a status, or the code of a broken connection (`|` between several). */
	names?: string;
}

/** How Node calls a connection that ends in the middle of an answer: the second up to 20, the first from 24 on. */
const CUT_OFF = 'ECONNRESET|ERR_BAD_RESPONSE';

/** Doubles each time, where the vendor names no time. */
const BACK_OFF = [1000, 2000, 4000, 8000];

const status = (code: number, meaning: Meaning): FaultRow => ({
	name: String(code),
	meaning,
	fault: { kind: 'status', status: code },
	names: String(code),
	...(meaning === 'unavailable' && { gaps: BACK_OFF }),
});

export const faults: FaultRow[] = [
	{
		name: '429, seconds',
		meaning: 'later',
		fault: { kind: 'status', status: 429, retryAfter: 7 },
		gaps: [7000, 7000, 7000, 7000],
	},
	{
		name: '429, date',
		meaning: 'later',
		// A minute from then on; the next times, that moment has passed.
		get fault(): Fault {
			return { kind: 'status', status: 429, retryAfter: new Date(Date.now() + 65_000) };
		},
		gaps: [60_000],
	},
	{ ...status(429, 'later'), name: '429', gaps: BACK_OFF },
	status(500, 'broken'),
	status(502, 'unavailable'),
	status(503, 'unavailable'),
	status(504, 'unavailable'),
	{ name: 'refused connection', meaning: 'unreachable', names: 'ECONNREFUSED' },
	{
		name: 'reset before the answer',
		meaning: 'lost',
		fault: { kind: 'cut' },
		gaps: BACK_OFF,
		names: 'ECONNRESET',
	},
	{
		name: 'reset in the answer',
		meaning: 'lost',
		fault: { kind: 'cut', when: 'middle' },
		gaps: BACK_OFF,
		names: CUT_OFF,
	},
	{ name: 'silence', meaning: 'lost', fault: { kind: 'silent' }, names: 'ECONNABORTED' },
	{ name: 'half of the JSON', meaning: 'unreadable', fault: { kind: 'truncated' }, gaps: BACK_OFF },
	{ name: 'a web page', meaning: 'unreadable', fault: { kind: 'html' }, gaps: BACK_OFF },
	{
		name: 'wrong content type',
		meaning: 'harmless',
		fault: { kind: 'mistyped', contentType: 'text/plain; charset=utf-8' },
	},
	{ name: '204', meaning: 'wordless', fault: { kind: 'empty' }, gaps: BACK_OFF },
	{ name: '401', meaning: 'signed out', fault: { kind: 'expired-token' } },
	status(403, 'forbidden'),
];

/**
 * What comes of it: `ok`; `fails`; or `unsure`, which is a failure that tells the user to look at the vendor. And
 * how many requests the vendor sees.
 */
export type Expected = `${'ok' | 'fails' | 'unsure'} ${number}`;

interface Rule {
	/** Where the fault comes once, and where it stays. */
	read: [once: Expected, always: Expected];
	write: [once: Expected, always: Expected];
}

const rules: Record<Meaning, Rule> = {
	later: { read: ['ok 2', 'fails 5'], write: ['ok 2', 'fails 5'] },
	unavailable: { read: ['ok 2', 'fails 5'], write: ['unsure 1', 'unsure 1'] },
	lost: { read: ['ok 2', 'fails 5'], write: ['unsure 1', 'unsure 1'] },
	unreadable: { read: ['ok 2', 'fails 5'], write: ['unsure 1', 'unsure 1'] },
	broken: { read: ['fails 1', 'fails 1'], write: ['unsure 1', 'unsure 1'] },
	unreachable: { read: ['fails 0', 'fails 0'], write: ['fails 0', 'fails 0'] },
	'signed out': { read: ['ok 2', 'fails 2'], write: ['ok 2', 'fails 2'] },
	forbidden: { read: ['fails 1', 'fails 1'], write: ['fails 1', 'fails 1'] },
	wordless: { read: ['ok 2', 'fails 5'], write: ['ok 1', 'ok 1'] },
	harmless: { read: ['ok 1', 'ok 1'], write: ['ok 1', 'ok 1'] },
};

/** Where a kind of operation cannot follow the rule, and why. */
const exceptions: Array<{
	fault: string;
	kinds: string[] | 'reads';
	expected?: Rule['read'];
	meaning?: Meaning;
	gaps?: number[];
	because: string;
}> = [
	{
		fault: 'silence',
		kinds: 'reads',
		expected: ['ok 2', 'fails 2'],
		because: 'each request waits for two minutes, and none begins after three',
	},
	{
		fault: 'a web page',
		kinds: ['download'],
		expected: ['fails 1', 'fails 1'],
		because:
			'a page may be the file; that it is not is seen only beside what the vendor tells of it',
	},
	{
		fault: 'half of the JSON',
		kinds: ['download'],
		expected: ['ok 2', 'fails 5'],
		meaning: 'lost',
		because: 'it is half of the file, and the connection ends before the length that was told',
	},
	{
		fault: '429',
		kinds: ['read to update', 'upload', 'download', 'poll'],
		gaps: [1000, 1000, 1000, 1000],
		because: 'Blikk names a second in the body of the refusal',
	},
	{
		fault: '204',
		kinds: ['register'],
		expected: ['fails 1', 'fails 1'],
		because: 'the ID of the webhook is needed; the next time, the webhook is found and taken over',
	},
];

/** A kind of operation, as far as the rules ask. */
export interface Ruled {
	name: string;
	writes: boolean;
}

const exceptionFor = ({ name: fault }: FaultRow, { name, writes }: Ruled) =>
	exceptions.find(
		(each) =>
			each.fault === fault && (each.kinds === 'reads' ? !writes : each.kinds.includes(name)),
	);

/** What must come of a fault that comes once, and of one that stays. */
export function expectedOf(row: FaultRow, kind: Ruled): [once: Expected, always: Expected] {
	const rule = rules[row.meaning];
	return exceptionFor(row, kind)?.expected ?? (kind.writes ? rule.write : rule.read);
}

/** The gaps that the vendor must see between the requests, in milliseconds. */
export const gapsOf = (row: FaultRow, kind: Ruled): number[] =>
	exceptionFor(row, kind)?.gaps ?? row.gaps ?? [];

/** Whether a write may have been carried out although it met the fault. */
export const mayBeDone = ({ meaning, fault }: FaultRow): boolean =>
	fault !== undefined &&
	['unavailable', 'lost', 'unreadable', 'broken', 'wordless'].includes(meaning);

/** What the user reads where it fails. */
export function messageOf(
	row: FaultRow,
	kind: Ruled & { vendor: string; action: string },
): { message: string | RegExp; description: string | RegExp } {
	const { vendor, action, writes } = kind;
	const exception = exceptionFor(row, kind);
	const names = row.names ?? CUT_OFF;
	const next = writes
		? `Whether ${vendor} carried it out is not known: look there before you run this again.`
		: 'Run the workflow again later.';
	const requests = Number(expectedOf(row, kind)[1].split(' ')[1]);
	const sent = `Sent ${requests === 1 ? 'once' : `${requests} times`}`;
	switch (exception?.meaning ?? row.meaning) {
		case 'later':
			return {
				message: `${vendor} takes no more requests for now`,
				description: /^Its limit is reached. Sent 5 times; try again in \d+ seconds?\.$/,
			};
		case 'unavailable':
		case 'broken':
			return {
				message: `${vendor} is having trouble (status ${names})`,
				description: `${sent}. ${next}`,
			};
		case 'lost':
			return {
				message: new RegExp(
					`^The connection to ${vendor} was lost before its answer came \\((${names})\\)$`,
				),
				description: `${sent}. ${next}`,
			};
		case 'unreachable':
			return {
				message: `${vendor} could not be reached (${names})`,
				description:
					'Tried 5 times; nothing was sent. Check the network, then run the workflow again.',
			};
		case 'unreadable':
			return {
				message: new RegExp(`^${vendor} sent an answer that can't be read: .* instead of `, 's'),
				description: next,
			};
		case 'wordless':
			return writes
				? {
						message: `${vendor} did not tell the ID of the webhook that it made`,
						description: /^/,
					}
				: {
						message: `${vendor} sent an answer that can't be read: it is empty`,
						description: next,
					};
		case 'signed out':
			return {
				message: `${vendor} did not accept the sign-in`,
				description: new RegExp(`^Open the ${vendor} credential and connect it again\\.`),
			};
		case 'forbidden':
			return {
				message: `${vendor} does not allow the signed-in user to do this: ${action}`,
				description: /The sandbox was told to answer 403|permission|address/,
			};
		case 'harmless':
			throw new Error('It does not fail');
	}
}

/** The exceptions as sentences. */
export const reasons = exceptions.map(
	({ fault, kinds, because }) => `${fault}, ${[kinds].flat().join(', ')}: ${because}`,
);
