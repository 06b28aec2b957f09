/**
 * Every kind of operation meets every fault: once, for good, and (a write) when it was carried out and only its
 * answer was spoiled. What must happen stands in rules.ts; here it is done, counted at the vendor, and printed.
 */
import Table from 'cli-table3';
import { closedPort } from '../engine/support/server';
import { kinds, openWorld, type Kind, type Outcome, type World } from './kinds';
import { expectedOf, type FaultRow, faults, gapsOf, mayBeDone, messageOf, reasons } from './rules';
import { leapOverWaits } from './time';

let world: World;
let nowhere: string;
let time: ReturnType<typeof leapOverWaits>;
const results = new Map<string, Record<string, string>>();
const told = new Map<string, string>();

beforeAll(async () => {
	[world, nowhere] = await Promise.all([openWorld(), closedPort()]);
	time = leapOverWaits();
	time.leaps.unanswered = () =>
		world.sandbox.requests.filter(({ fault }) => fault === 'silent').length;
});
afterAll(async () => {
	time.undo();
	await world.close();
	process.stdout.write(report());
});

describe.each(kinds)('$name', (kind) => {
	describe.each(faults)('$name', (row) => {
		const [once, always] = expectedOf(row, kind);

		test(`once: ${once}; always: ${always}`, async () => {
			await expectCell(kind, row, { times: 1 }, once);
			await expectCell(kind, row, { times: 99 }, always);
			note(row.name, kind, once === always ? once : `${once}\n${always}`);
		});

		if (kind.writes && mayBeDone(row))
			test('is not done twice when only the answer was lost', async () => {
				await expectCell(kind, row, { times: 1, after: true }, once);
			});
	});

	test('cancelled in the middle of a wait', async () => {
		const { attempt, requests, done } = await attemptWith(kind, faults[0]!, { times: 99 });
		const { cancel, outcome } = attempt();
		if (!cancel) {
			// n8n stops neither a poll nor a registration.
			note('cancelled in a wait', kind, '-');
			await outcome;
			return;
		}
		const cancelled = new Promise<number>((resolve) => {
			time.leaps.onWait = () => {
				time.leaps.onWait = () => {};
				setImmediate(() => {
					cancel();
					resolve(Date.now());
				});
			};
		});
		const { works } = await outcome;
		// The wait itself may end on its own later; nothing is waiting for it.
		expect(Date.now() - (await cancelled)).toBeLessThan(1000);
		expect([works, requests(), done()]).toEqual([false, 1, 0]);
		note('cancelled in a wait', kind, 'stops 1');
	});
});

type Variant = { times: number; after?: boolean };

/** One attempt under one fault. */
async function attemptWith(kind: Kind, row: FaultRow, { times, after }: Variant) {
	world.forget();
	const app = world.signInTo(kind.vendorKey, {
		...(!row.fault && { baseUrl: nowhere }),
		renews: row.meaning === 'signed out',
	});
	const attempt = await kind.ready(world, app);
	world.forget();
	const before = kind.done(world);
	const match = { operationId: kind.operationId };
	if (row.fault) world.sandbox.fail({ ...row.fault, times, after, match });
	const seen = () =>
		world.sandbox.requests.filter(({ operationId }) => operationId === kind.operationId);
	return {
		attempt,
		requests: () => seen().length,
		gaps: () => {
			const times = seen().map(({ at }) => at.getTime());
			return times.slice(1).map((at, index) => at - times[index]!);
		},
		done: () => kind.done(world) - before,
	};
}

async function expectCell(kind: Kind, row: FaultRow, variant: Variant, expected: string) {
	const { attempt, requests, gaps, done } = await attemptWith(kind, row, variant);
	const outcome = await attempt().outcome;

	expect(`${wordFor(outcome)} ${requests()}`).toBe(expected);
	const changes = kind.leadsToWrite || (kind.writes && row.meaning !== 'wordless');
	const isDone = variant.after || (changes && outcome.works);
	expect(done()).toBe(isDone ? 1 : 0);
	const due = gapsOf(row, kind).slice(0, requests() - 1);
	due.forEach((gap, index) => {
		expect(gaps()[index]).toBeGreaterThanOrEqual(gap);
		expect(gaps()[index]).toBeLessThan(gap * 1.25 + 3000);
	});
	if (outcome.works) return;
	const { message, description } = messageOf(row, kind);
	const { error } = outcome;
	expect(error?.message).toEqual(matching(message));
	expect(error?.description ?? '').toEqual(matching(description));
	if (kind.name === 'read one' || kind.name === 'create')
		told.set(`${row.name}, ${kind.name}`, `${error?.message}\n  ${error?.description}`);
}

const matching = (text: string | RegExp) =>
	typeof text === 'string' ? text : (expect.stringMatching(text) as string);

function wordFor({ works, error }: Outcome): string {
	if (works) return 'ok';
	return error?.description?.includes('is not known: look there') ? 'unsure' : 'fails';
}

function note(fault: string, { name }: Kind, cell: string): void {
	results.set(fault, { ...results.get(fault), [name]: cell });
}

function report(): string {
	const names = kinds.map(({ name }) => name);
	const table = new Table({ head: ['', ...names], style: { head: [], border: [] } });
	for (const [fault, cells] of results)
		table.push([fault, ...names.map((name) => cells[name] ?? 'not run')]);
	return [
		'Faults: what comes of them, and how many requests the vendor sees.',
		'Above: the fault comes once. Below: it stays. One line: both are the same.',
		'unsure: the user is told to look at the vendor, because the write may have been carried out.',
		table.toString(),
		'Exceptions',
		...reasons.map((reason) => `- ${reason}`),
		'',
		'What the user reads',
		...[...told].map(([cell, text]) => `- ${cell}\n  ${text}`),
		'',
	].join('\n');
}
