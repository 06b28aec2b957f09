/**
 * The polling engine against a vendor whose records are made, changed, dated back and deleted while its list is
 * read, and against requests that fail, polls that are lost, doubled and cut short: random timelines from fixed
 * seeds. Below, the cases that chance seldom makes.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { PollLimits } from '../../nodes/engine/polling';
import { Poller, type Shape, type TellTale, Things } from './support/polled';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The vendor shows nothing later than this. */
const LATEST = 2 * MINUTE - SECOND;

type Change =
	| { kind: 'create'; late: number }
	| { kind: 'update'; place: number; late: number }
	| { kind: 'delete'; place: number }
	| { kind: 'pass'; ms: number };

interface Tick {
	kind: 'tick';
	/** What happens before the request of this number. */
	during: Array<{ request: number; change: Change }>;
	failsAfter: number;
	budget: number;
	/** n8n ends after the poll, and what it kept is lost. */
	crash: boolean;
	/** The next poll begins before this one ends. */
	doubled: boolean;
}

const late = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(0) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: LATEST }) },
);
const place = fc.nat({ max: 40 });
const create = fc.record({ kind: fc.constant('create' as const), late });
const update = fc.record({ kind: fc.constant('update' as const), place, late });
const remove = fc.record({ kind: fc.constant('delete' as const), place });
const pass = fc.record({
	kind: fc.constant('pass' as const),
	ms: fc.constantFrom(0, 1, 400, SECOND, MINUTE, 3 * MINUTE, 60 * MINUTE),
});
const change: fc.Arbitrary<Change> = fc.oneof(
	{ weight: 4, arbitrary: create },
	{ weight: 4, arbitrary: update },
	{ weight: 2, arbitrary: remove },
	{ weight: 2, arbitrary: pass },
);
const rarely = <T>(value: T, arbitrary: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, { weight: 1, arbitrary });
const tick: fc.Arbitrary<Tick> = fc.record({
	kind: fc.constant('tick' as const),
	during: fc.array(fc.record({ request: fc.nat({ max: 12 }), change }), { maxLength: 5 }),
	failsAfter: rarely(-1, fc.nat({ max: 6 })),
	budget: rarely(1_000_000, fc.integer({ min: 1, max: 8 })),
	crash: rarely(false, fc.constant(true)),
	doubled: rarely(false, fc.constant(true)),
});
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: change }, { weight: 2, arbitrary: tick }), {
	minLength: 4,
	maxLength: 30,
	size: 'max',
});
const shape: fc.Arbitrary<Shape> = fc.record({
	sorts: fc.oneof(
		{ weight: 2, arbitrary: fc.constant(true) },
		{ arbitrary: fc.boolean(), weight: 1 },
	),
	filters: fc.boolean(),
	pageSize: fc.integer({ min: 1, max: 4 }),
	totals: fc.boolean(),
	inBody: fc.boolean(),
	resolution: fc.constantFrom(1, SECOND),
	nulls: fc.boolean(),
	dateless: rarely(false, fc.constant(true)),
});
const timeline = fc.record({
	shape,
	pages: fc.integer({ min: 1, max: 3 }),
	before: fc.nat({ max: 12 }),
	steps,
});

/** How long a request takes on the clock of this machine, which is another one than the vendor's. */
const REQUEST_MS = SECOND;
let machine = 0;
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => machine);
});
afterEach(() => {
	jest.restoreAllMocks();
});

/** Plays a timeline and holds what was told against what happened. */
class Play {
	readonly things: Things;
	readonly poller: Poller;
	/** Everything that n8n got, poll by poll. */
	readonly told: TellTale[] = [];
	/** Those that were there before the first poll, and those that may have been. */
	private old = new Map<number, number>();
	private perhapsOld = new Map<number, number>();
	private hasBegun = false;
	/** So few changes during the first poll can't hide a record from it. */
	private isSureOfOld = false;

	constructor(shape: Shape, limits?: PollLimits) {
		this.things = new Things(shape);
		this.poller = new Poller(this.things, undefined, limits);
		this.poller.onRequest = () => (machine += REQUEST_MS);
	}

	do(step: Change): void {
		const { things } = this;
		if (step.kind === 'create') things.create(step.late);
		if (step.kind === 'update') things.update(things.pick(step.place), step.late);
		if (step.kind === 'delete') things.delete(things.pick(step.place));
		if (step.kind === 'pass') things.now += step.ms;
	}

	async tick({ during, failsAfter, budget, crash, doubled }: Tick): Promise<void> {
		const { things, poller } = this;
		const kept = JSON.stringify(poller.staticData);
		const versions = () => new Map(things.all.map(({ id, changes }) => [id, changes]));
		if (!this.hasBegun) {
			this.old = versions();
			// All lists get their baseline at once.
			budget = quietTick.budget;
			this.isSureOfOld = things.shape.sorts && during.length < things.shape.pageSize;
		}
		for (const { request, change } of during) {
			const earlier = things.before.get(things.requests + request);
			things.before.set(things.requests + request, () => {
				earlier?.();
				this.do(change);
			});
		}
		Object.assign(poller, { failsAfter, budget: budget * REQUEST_MS });
		const first = poller.poll();
		if (doubled) expect(await poller.poll()).toBeNull();
		let told: TellTale[] | null = null;
		try {
			told = await first;
		} catch (error) {
			if (failsAfter < 0) throw error;
			expect(JSON.stringify(poller.staticData)).toBe(kept);
			crash = true;
		}
		things.before.clear();
		const copy: unknown = JSON.parse(JSON.stringify(poller.staticData));
		expect(isDeepStrictEqual(copy, poller.staticData)).toBe(true);
		if (crash) {
			poller.staticData = JSON.parse(kept) as typeof poller.staticData;
			return;
		}
		if (!this.hasBegun) {
			expect(told).toBeNull();
			this.hasBegun = true;
			this.perhapsOld = versions();
		}
		expect(told).not.toEqual([]);
		const moments = (told ?? []).map(({ timestamp, id }) => [timestamp ?? '', id] as const);
		const inOrder = moments.toSorted(
			([one, id], [two, other]) => Number(one > two) - Number(one < two) || id - other,
		);
		expect(isDeepStrictEqual(moments, inOrder)).toBe(true);
		this.told.push(...(told ?? []));
	}

	/** Polls until nothing more changes, and a little longer. */
	async quiet(): Promise<void> {
		for (let still = 0, polls = 0; still < 4; polls += 1) {
			if (polls > 300) throw new Error('There is no end of it');
			this.things.now += MINUTE;
			const before = JSON.stringify(this.poller.staticData);
			await this.tick(quietTick);
			still = JSON.stringify(this.poller.staticData) === before ? still + 1 : 0;
		}
	}

	/** None lost, none doubled. */
	check(): void {
		const { dateless } = this.things.shape;
		const of = (action: string, id: number) =>
			this.told.filter((each) => each.action === action && each.id === id);
		const wrong: string[] = [];
		const must = (holds: boolean, what: string) => {
			if (!holds) wrong.push(what);
		};
		const everything = this.told.map(({ action, id, changes }) => `${action} ${id} ${changes}`);
		must(new Set(everything).size === everything.length, 'a version is told twice');
		for (const id of new Set(this.told.map((each) => each.id))) {
			must(of('create', id).length <= 1, `${id} is created twice`);
		}
		for (const { id, created, updated, changes } of this.things.all) {
			const before = this.old.get(id);
			const after = this.perhapsOld.get(id);
			const creations = of('create', id).length;
			if (before === undefined && after === undefined) must(creations === 1, `${id} is lost`);
			if (this.isSureOfOld) must(before === undefined || creations === 0, `${id} is old`);
			if (dateless) continue;
			const updates = of('update', id).map((each) => each.changes);
			must(
				isDeepStrictEqual(
					updates,
					updates.toSorted((a, b) => a - b),
				),
				`${id} goes back`,
			);
			if (this.isSureOfOld) must((updates[0] ?? Infinity) > (before ?? -1), `${id} is told as old`);
			const isUpdate = (updated ?? 0) - created >= SECOND && changes > (after ?? 0);
			must(!isUpdate || updates.at(-1) === changes, `the last change of ${id} is lost`);
		}
		expect(wrong).toEqual([]);
	}
}

const quietTick: Tick = {
	kind: 'tick',
	during: [],
	failsAfter: -1,
	budget: 1_000_000,
	crash: false,
	doubled: false,
};

describe('random timelines', () => {
	test.each([1, 2, 3, 4])('none lost, none doubled, in order (seed %i)', async (seed) => {
		await fc.assert(
			fc.asyncProperty(timeline, async ({ shape, pages, before, steps }) => {
				const play = new Play(shape, { pages, remembered: 10_000 });
				for (let made = 0; made < before; made += 1) {
					play.things.create();
					play.things.now += 7 * SECOND;
				}
				for (const step of steps) {
					await (step.kind === 'tick' ? play.tick(step) : play.do(step));
				}
				await play.quiet();
				play.check();
			}),
			{
				numRuns: Number(process.env.RUNS ?? 500),
				endOnFailure: process.env.SHRINK === undefined,
				seed: 20_261_100 + seed,
			},
		);
	});
});
