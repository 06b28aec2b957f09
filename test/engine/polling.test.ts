/**
 * The polling engine against a vendor whose records are made, changed, dated back and deleted while its list is
 * read, and against requests that fail, polls that are lost, doubled and cut short: random timelines from fixed
 * seeds. Below, the cases that chance seldom makes.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { PollLimits } from '../../nodes/engine/stream';
import { pollProperties } from '../../nodes/engine/polling';
import { plain, Poller, type Shape, type TellTale, Things, triggerOf } from './support/polled';

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
	// Dated in the future.
	{ weight: 1, arbitrary: fc.constant(-5 * MINUTE) },
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
	pageSize: fc.constantFrom(1, 2, 2, 3, 3, 4),
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
// Once for all, because the pace of a credential keeps the clock that it began with.
beforeAll(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => machine);
});
afterAll(() => {
	jest.restoreAllMocks();
});

/** Quicker than `expect`, which counts here. */
function must(holds: boolean, what: string): void {
	if (!holds) throw new Error(what);
}

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
		if (doubled) must((await poller.poll()) === null, 'two polls at once');
		let told: TellTale[] | null = null;
		try {
			told = await first;
		} catch (error) {
			if (failsAfter < 0) throw error;
			must(JSON.stringify(poller.staticData) === kept, 'a failure leaves its trace');
			crash = true;
		}
		things.before.clear();
		const copy: unknown = JSON.parse(JSON.stringify(poller.staticData));
		must(isDeepStrictEqual(copy, poller.staticData), 'what is kept is not plain JSON');
		if (crash) {
			poller.staticData = JSON.parse(kept) as typeof poller.staticData;
			return;
		}
		if (!this.hasBegun) {
			must(told === null, 'the first poll tells something');
			this.hasBegun = true;
			this.perhapsOld = versions();
		}
		must(told?.length !== 0, 'an execution without an item');
		const moments = (told ?? []).map(({ timestamp, id }) => [timestamp ?? '', id] as const);
		const inOrder = moments.toSorted(
			([one, id], [two, other]) => Number(one > two) - Number(one < two) || id - other,
		);
		must(isDeepStrictEqual(moments, inOrder), 'out of order');
		this.told.push(...(told ?? []));
	}

	/** Polls until nothing more changes, and a little longer. */
	async quiet(): Promise<void> {
		for (let still = 0, polls = 0; still < 3; polls += 1) {
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
	test.each([1, 2, 3, 4])(
		'none lost, none doubled, in order (seed %i)',
		async (seed) => {
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
				{ numRuns: 260, seed: 20_261_100 + seed },
			);
		},
		120_000,
	);
});

const ids = (told: TellTale[] | null, action = 'create') =>
	(told ?? []).filter((each) => each.action === action).map(({ id }) => id);

/** Polls, a minute apart, until nothing changes; returns what was told of one event, poll by poll. */
async function pollOut(poller: Poller, action = 'create'): Promise<number[][]> {
	const told: number[][] = [];
	for (let before = ''; before !== JSON.stringify(poller.staticData);) {
		before = JSON.stringify(poller.staticData);
		poller.things.now += MINUTE;
		told.push(ids(await poller.poll(), action));
		if (told.length > 200) throw new Error('There is no end of it');
	}
	return told.filter((each) => each.length > 0);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const seenBy = ({ staticData }: Poller) =>
	Object.values(staticData.streams as Record<string, { seen: unknown[] }>).map(
		({ seen }) => seen.length,
	);
const limits = { pages: 2, remembered: 8 };
const onlyCreations = { events: ['thing'], actions: ['create'] };

function open(shape: Partial<Shape> = {}, given?: PollLimits): Poller {
	const poller = new Poller(new Things({ ...plain, ...shape }), undefined, given);
	poller.onRequest = () => (machine += REQUEST_MS);
	return poller;
}

describe('the first time', () => {
	test('tells nothing of what is there, also of what is as new as the overlap', async () => {
		const poller = open();
		upTo(7).forEach(() => poller.things.create());
		expect(await poller.poll()).toBeNull();
		expect(await pollOut(poller)).toEqual([]);
	});

	test.each([true, false])(
		'nothing is there: the first record is told (sorts: %s)',
		async (sorts) => {
			const poller = open({ sorts });
			expect(await poller.poll()).toBeNull();
			poller.things.create();
			expect(ids(await poller.poll())).toEqual([1]);
		},
	);

	test('of a stream that is chosen later; one that is chosen no more is forgotten', async () => {
		const poller = open();
		poller.parameters = onlyCreations;
		await poller.poll();
		poller.things.create();
		poller.things.now += MINUTE;
		poller.things.update(1);
		poller.parameters = { events: ['thing'], actions: ['update'] };
		expect(await poller.poll()).toBeNull();
		expect(Object.keys(poller.staticData.streams as object)).toEqual(['thing update']);
		poller.things.now += MINUTE;
		poller.things.update(1);
		expect(await poller.poll()).toMatchObject([{ action: 'update', id: 1, changes: 2 }]);
	});

	test.each([{ id: 'two' }, { baseUrl: 'https://other.example' }])(
		'of another account: %o',
		async (change) => {
			const poller = open();
			await poller.poll();
			poller.things.create();
			Object.assign(poller.credential, change);
			expect(await poller.poll()).toBeNull();
			expect(await poller.poll()).toBeNull();
		},
	);
});

describe('many at once', () => {
	test.each([
		['in order', {}],
		['filtered', { filters: true }],
		['with totals', { totals: true }],
	])('more records of one moment than a poll takes: each once (%s)', async (_how, shape) => {
		const poller = open({ pageSize: 2, ...shape }, { ...limits, remembered: 1000 });
		await poller.poll();
		upTo(25).forEach(() => poller.things.create());
		const told = await pollOut(poller);
		expect(told.flat()).toEqual(upTo(25));
		expect(told.length).toBeGreaterThan(5);
	});

	test.each([
		['of one moment', 0],
		['one after the other', SECOND],
	])('more than are remembered, %s: each once, and no more is kept', async (_how, apart) => {
		const poller = open({ pageSize: 2 }, limits);
		await poller.poll();
		for (const round of [1, 2]) {
			upTo(31).forEach(() => {
				poller.things.create();
				poller.things.now += apart;
			});
			const told: number[] = [];
			for (let polls = 0; polls < 30; polls += 1) {
				poller.things.now += SECOND;
				told.push(...ids(await poller.poll()));
				for (const kept of seenBy(poller)) expect(kept).toBeLessThanOrEqual(limits.remembered);
			}
			expect(told).toEqual(upTo(31).map((id) => id + 31 * (round - 1)));
		}
	});

	test('one that hides on the seam of two pages, on the way forward and on the way back', async () => {
		const poller = open({ pageSize: 2 });
		const { things } = poller;
		poller.parameters = { events: ['thing'], actions: ['update'] };
		upTo(8).forEach(() => things.create());
		await poller.poll();
		for (const id of [3, 4, 5, 6, 7, 8]) {
			things.now += 10 * MINUTE;
			things.update(id);
		}
		const start = things.requests;
		// 5 moves up to the page that was just read, and down again before that page is read once more.
		things.before.set(start + 3, () => things.update(3));
		things.before.set(start + 7, () => things.create());
		const first = ids(await poller.poll(), 'update');
		expect(things.requests - start).toBe(8);
		expect(first).not.toContain(5);
		const told = [...first, ...(await pollOut(poller, 'update')).flat()];
		expect(told.toSorted((one, other) => one - other)).toEqual([3, 4, 5, 6, 7, 8]);
	});

	test('more known ones than the time allows to pass: what is new is reached all the same', async () => {
		const poller = open({ pageSize: 1 });
		poller.parameters = onlyCreations;
		await poller.poll();
		upTo(12).forEach(() => poller.things.create());
		expect((await pollOut(poller)).flat()).toEqual(upTo(12));
		poller.things.create();
		poller.budget = 8 * REQUEST_MS;
		const told: number[] = [];
		for (let polls = 0; polls < 8; polls += 1) told.push(...ids(await poller.poll()));
		expect(told).toEqual([13]);
	});

	test('a list without order that takes longer than there is time: each once', async () => {
		const poller = open({ sorts: false, pageSize: 1 });
		poller.parameters = onlyCreations;
		await poller.poll();
		upTo(9).forEach(() => poller.things.create());
		poller.budget = 6 * REQUEST_MS;
		const told: number[] = [];
		for (let polls = 0; polls < 30; polls += 1) told.push(...ids(await poller.poll()));
		expect(told.toSorted((one, other) => one - other)).toEqual(upTo(9));
	});

	test('a poll takes no more than the time it has', async () => {
		const poller = open({ pageSize: 1 });
		poller.parameters = onlyCreations;
		await poller.poll();
		upTo(60).forEach(() => poller.things.create());
		poller.budget = 20 * REQUEST_MS;
		const before = machine;
		expect(ids(await poller.poll()).length).toBeGreaterThan(5);
		expect(machine - before).toBeLessThanOrEqual(22 * REQUEST_MS);
	});
});

describe('what no list should hold', () => {
	test.each([true, false])(
		'a record that is dated in ten years hides none that come later (sorts: %s)',
		async (sorts) => {
			const poller = open({ sorts });
			poller.parameters = onlyCreations;
			poller.things.create(-10 * 365 * 24 * 60 * MINUTE);
			await poller.poll();
			poller.things.create();
			poller.things.create(-20 * 365 * 24 * 60 * MINUTE);
			poller.things.now += 5 * MINUTE;
			poller.things.create();
			expect(ids(await poller.poll()).sort()).toEqual([2, 3, 4]);
			poller.things.now += 60 * MINUTE;
			poller.things.create();
			expect(ids(await poller.poll())).toEqual([5]);
			expect(await poller.poll()).toBeNull();
			for (const kept of seenBy(poller)) expect(kept).toBe(3);
		},
	);

	test('times without a zone go back by an hour when summer ends', async () => {
		const poller = open();
		const { things } = poller;
		poller.parameters = onlyCreations;
		const end = Date.UTC(2026, 9, 25, 1);
		things.written = (moment) =>
			new Date(moment + (moment < end ? 2 : 1) * 60 * MINUTE).toISOString().slice(0, 19);
		things.now = end - 30 * MINUTE;
		await poller.poll();
		const told: number[] = [];
		for (let minutes = 0; minutes < 180; minutes += 10) {
			things.create();
			told.push(...ids(await poller.poll()));
			things.now += 10 * MINUTE;
		}
		expect(told).toEqual(upTo(18));
	});

	test.each<[what: string, record: unknown, says: string]>([
		['null', null, "'id' can't be read: it is nothing"],
		['a list', [], "'id' can't be read: it is nothing"],
		['a number', 5, "'id' can't be read: it is nothing"],
		['without an ID', { created: null }, "'id' can't be read: it is nothing"],
		['with an object for its ID', { id: {} }, "'id' can't be read: it is an object with no fields"],
	])('%s in place of a record is said, and nothing is kept', async (_what, record, says) => {
		const poller = open();
		await poller.poll();
		const kept = JSON.stringify(poller.staticData);
		poller.things.answer = () => ({ things: [record] });
		await expect(poller.poll()).rejects.toThrow(`Warehouse sent a thing whose ${says}`);
		expect(JSON.stringify(poller.staticData)).toBe(kept);
	});
});

describe('what is kept', () => {
	const whole = { from: 0, seen: [], page: 0, resumes: false };
	test.each<[what: string, kept: unknown]>([
		['nothing', undefined],
		['a text', 'x'],
		['a list', []],
		['of an older shape', { cursor: '2026-09-01T08:00:00Z', ids: [1] }],
		['with null in place of a moment', { ...whole, from: null }],
		['with a moment that is none', { ...whole, from: 1e300 }],
		['with ids that are none', { ...whole, seen: [['1'], 5] }],
		['with a page before the first', { ...whole, page: -1 }],
	])('%s begins anew, and the next record is told', async (_what, kept) => {
		const poller = open();
		poller.parameters = onlyCreations;
		poller.things.create();
		await poller.poll();
		poller.staticData.streams = kept === undefined ? null : { 'thing create': kept };
		expect(await poller.poll()).toBeNull();
		poller.things.create();
		expect(ids(await poller.poll())).toEqual([2]);
		expect(await poller.poll()).toBeNull();
	});
});

test('with hardly any time, everything is told in the end', async () => {
	for (const sorts of [true, false]) {
		const poller = open({ sorts, nulls: false, pageSize: 2 });
		poller.things.create();
		await poller.poll();
		poller.budget = 1;
		const told: number[] = [];
		for (let polls = 0; polls < 120; polls += 1) {
			if (polls < 12) poller.things.create();
			poller.things.now += SECOND;
			told.push(...ids(await poller.poll()));
		}
		expect(told.toSorted((one, other) => one - other)).toEqual(upTo(13).slice(1));
	}
});

test('with time for one list only, each has its turn', async () => {
	const poller = open({ nulls: false, pageSize: 50 });
	await poller.poll();
	poller.budget = 1;
	const told: string[] = [];
	for (let polls = 0; polls < 12; polls += 1) {
		const { id } = poller.things.create();
		poller.things.now += MINUTE;
		poller.things.update(id);
		told.push(...((await poller.poll()) ?? []).map((each) => `${each.action} ${each.id}`));
	}
	for (const action of ['create', 'update'])
		expect(told.filter((each) => each.startsWith(action)).length).toBeGreaterThan(9);
});

describe('requests', () => {
	test('a poll without news is one per stream, however long the list', async () => {
		const poller = open({ pageSize: 10, nulls: false });
		upTo(2005).forEach(() => {
			poller.things.create();
			poller.things.now += MINUTE;
		});
		await poller.poll();
		const baseline = poller.things.requests;
		expect(baseline).toBeLessThan(2 * 40);
		await poller.poll();
		expect(poller.things.requests - baseline).toBe(2);
	});

	test('after many were deleted, the place is found in a few steps', async () => {
		const poller = open({ pageSize: 10 });
		poller.parameters = onlyCreations;
		upTo(2005).forEach(() => {
			poller.things.create();
			poller.things.now += MINUTE;
		});
		await poller.poll();
		upTo(1500).forEach((id) => poller.things.delete(id));
		const { id } = poller.things.create();
		const before = poller.things.requests;
		expect(ids(await poller.poll())).toEqual([id]);
		expect(poller.things.requests - before).toBeLessThan(20);
	});

	test('what a source asks for with every page, and since when', async () => {
		const poller = open({ filters: true, resolution: SECOND });
		const { thing } = poller.trigger.sources;
		thing!.values = { status: 'all' };
		poller.parameters = onlyCreations;
		await poller.poll();
		poller.things.create();
		await poller.poll();
		await poller.poll();
		expect(poller.things.asked.at(-1)).toEqual({
			status: 'all',
			since: '2026-09-01T07:58:00.000Z',
			sort: 'up',
			by: 'created',
			page: '1',
			size: '3',
		});
	});

	test('a list that comes whole is asked for once', async () => {
		const poller = open({ sorts: false });
		poller.trigger.sources.thing!.list = 'getAll';
		poller.parameters = onlyCreations;
		await poller.poll();
		upTo(3).forEach(() => poller.things.create());
		const before = poller.things.requests;
		expect(ids(await poller.poll()).sort()).toEqual([1, 2, 3]);
		expect(poller.things.requests - before).toBe(1);
	});
});

describe('what counts as news', () => {
	test('a change within the second in which the record was read', async () => {
		const poller = open({ resolution: SECOND, nulls: false });
		await poller.poll();
		poller.things.create();
		expect(await poller.poll()).toMatchObject([{ action: 'create', changes: 0 }]);
		poller.things.update(1);
		expect(await poller.poll()).toMatchObject([{ action: 'update', changes: 1 }]);
		poller.things.update(1);
		expect(await poller.poll()).toMatchObject([{ action: 'update', changes: 2 }]);
	});

	test.each([
		[999, []],
		[1000, [1]],
	])('what is changed %i ms after the creation', async (after, told) => {
		const poller = open();
		await poller.poll();
		poller.things.create();
		poller.things.now += after;
		poller.things.update(1);
		expect(ids(await poller.poll(), 'update')).toEqual(told);
	});

	test('any change, where creations can not be told apart', async () => {
		const poller = open({ nulls: false });
		const { thing } = poller.trigger.sources;
		thing!.events = { change: thing!.events.update! };
		poller.parameters = { events: ['thing'], actions: ['change'] };
		await poller.poll();
		poller.things.create();
		expect(ids(await poller.poll(), 'change')).toEqual([1]);
		poller.things.update(1);
		expect(ids(await poller.poll(), 'change')).toEqual([1]);
		expect(await poller.poll()).toBeNull();
	});

	test('an event of its own, again only when its moment is another', async () => {
		const poller = open();
		const { thing } = poller.trigger.sources;
		thing!.events = { approve: { field: 'trace.updated' } };
		poller.parameters = { events: ['thing'], actions: ['approve'] };
		poller.things.create();
		await poller.poll();
		poller.things.update(1);
		expect(ids(await poller.poll(), 'approve')).toEqual([1]);
		poller.things.all[0]!.changes += 1;
		expect(await poller.poll()).toBeNull();
		poller.things.now += 1;
		poller.things.update(1);
		expect(ids(await poller.poll(), 'approve')).toEqual([1]);
	});

	test('a moment without a zone is UTC, and one that can not be read is said', async () => {
		const poller = open({ nulls: false });
		poller.trigger.sources.thing!.events.create!.field = 'trace.updated';
		poller.parameters = onlyCreations;
		await poller.poll();
		poller.things.create();
		poller.things.written = () => '2026-09-01 08:00:00';
		expect(await poller.poll()).toMatchObject([{ timestamp: '2026-09-01T08:00:00.000Z' }]);
		poller.things.written = () => 'yesterday';
		await expect(poller.poll()).rejects.toThrow(
			`Warehouse sent a thing whose 'trace.updated' can't be read: it is the text "yesterday"`,
		);
	});
});

describe('a manual run', () => {
	const manual = (shape?: Partial<Shape>) => Object.assign(open(shape), { mode: 'manual' });

	test.each([true, false])(
		'gives the newest record and keeps nothing (sorts: %s)',
		async (sorts) => {
			const poller = manual({ sorts });
			upTo(9).forEach(() => {
				poller.things.create();
				poller.things.now += MINUTE;
			});
			const newest = { action: 'create', id: 9, changes: 0, timestamp: '2026-09-01T08:08:00.000Z' };
			expect(await poller.poll()).toEqual([newest]);
			expect(await poller.poll()).toEqual([newest]);
			expect(poller.staticData).toEqual({});
		},
	);

	test('of the first choice that has one', async () => {
		const poller = manual();
		poller.parameters = { events: ['thing'], actions: ['update', 'create'] };
		poller.things.create();
		expect(await poller.poll()).toMatchObject([{ action: 'create', id: 1 }]);
		poller.things.now += MINUTE;
		poller.things.update(1);
		expect(await poller.poll()).toMatchObject([{ action: 'update', id: 1 }]);
	});

	test('says so where there is none', async () => {
		await expect(manual().poll()).rejects.toThrow(
			'There is nothing yet in Warehouse that this trigger would tell',
		);
	});
});

test('says so where nothing is chosen that the vendor can tell', async () => {
	const poller = open({ dateless: true });
	poller.parameters = { events: ['thing'], actions: ['update'] };
	await expect(poller.poll()).rejects.toThrow(
		"Warehouse can't tell what is chosen in 'Trigger On' and 'When It Is'",
	);
});

test('a poll that failed does not stand in the way of the next', async () => {
	const poller = open();
	poller.failsAfter = 0;
	await expect(poller.poll()).rejects.toThrow('Warehouse is having trouble (status 500)');
	expect(poller.staticData).toEqual({});
	expect(await poller.poll()).toBeNull();
	expect(poller.staticData).not.toEqual({});
});

test('the fields offer what the vendor can tell, and say what it can not', () => {
	const trigger = triggerOf(plain);
	const [on, when] = pollProperties(trigger);
	expect(on).toMatchObject({
		displayName: 'Trigger On',
		default: ['thing'],
		options: [{ name: 'Thing', value: 'thing' }],
	});
	expect(when).toEqual({
		displayName: 'When It Is',
		name: 'actions',
		type: 'multiOptions',
		required: true,
		default: ['create', 'update'],
		options: [
			{ name: 'Created', value: 'create' },
			{ name: 'Updated', value: 'update' },
		],
	});
});
