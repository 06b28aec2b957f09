import { createHash } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { inWords } from './fields';
import { listed, pageAt } from './lists';
import type { Connection, Operation } from './operation';

/**
 * One list that is polled for one event: where it ends, and what came since.
 *
 * The cursor is made of the vendor's own times. Everything from a while before the newest known record on is
 * read each time, because a vendor may show a record later than it dates it; what is known already is dropped
 * by its id and version.
 *
 * A list changes while its pages are read. In ascending order a record that is changed moves to the end, and one
 * that is deleted goes: those behind it move up, and the first of the next page ends up on a page that has been
 * read. So after the way forward comes the way back over the same pages, towards those that move up. A record
 * that comes in among the others moves those behind it down, which the way forward walks towards. Only both at
 * once, on the same seam, could hide a record: so the cursor stays where it is until both ways have shown the same,
 * and the next time reads it all again. Mostly a single page holds everything, and is asked for once.
 *
 * A list that is in no order of time is read whole in the same way.
 */

/** A list that is polled. */
export interface PollSource {
	/** Key of the operation that lists the records; by rule `getMany`. */
	list?: string;
	/** Field of a record that holds its id; by rule that of the vendor. */
	id?: string;
	/** What every page is asked for with: what shows hidden records and the fields that the orders need. */
	values?: IDataObject;
	/**
	 * What can happen to a record, by the key that n8n stores. `create` happens once; `change` is any change, and
	 * `update` one at least a second after the creation, since vendors date a new record twice. Any other event
	 * happens again when its moment is another.
	 */
	events: Record<string, Order>;
}

/** How a list tells when something happened to its records. */
export interface Order {
	/**
	 * Field that holds the moment, `a.b` for one inside another. A record without it comes before all others.
	 * Left out where records carry no date: then their ids, which are numbers that grow, tell which are new.
	 */
	field?: string;
	/** No record says when, the vendor just tells which it happened to `since` a moment: then it is when it told so. */
	undated?: boolean;
	/** Values that sort the list by it; left out where the vendor can not: then the whole list is read. */
	sorted?: { ascending: IDataObject; descending: IDataObject };
	/** Values that leave out what is before a moment, which is ISO 8601 in UTC. */
	since?: (moment: string) => IDataObject;
	/** Makes ISO 8601 of the vendor's way to write a moment; by rule one without a zone is UTC. */
	read?: (written: string) => string;
	/** Name of the event on the screen; by rule `Created`, `Updated` and `Created or Updated`. */
	label?: string;
}

/** Values of the placeholders in a list's path. */
export type Path = Record<string, string | number>;

/** How far one time goes. */
export interface PollLimits {
	/** Pages with something new, per list. */
	pages: number;
	/** Records that are remembered, per list; more than a page holds. */
	remembered: number;
}

const OVERLAP = { milliseconds: 120_000, ids: 100 };
/** Where times have no zone, they may go back by so much when summer ends. */
const CLOCK_CHANGE_MS = 3_600_000;
const SAME_ACT_MS = 1000;
/** Events that tell of what a record holds, and so of every change. */
const CHANGES = new Set(['update', 'change']);

const LAST_MOMENT = 8.64e15;

/** What is kept with the workflow of one event of one resource. */
export const state = z.object({
	/** Everything from this moment on is read, in milliseconds since 1970 (or from this id on). */
	from: z.number().min(0).max(LAST_MOMENT),
	/** What is known of it: ids and versions, oldest first. A version begins with the moment. */
	seen: z.array(z.tuple([z.string(), z.string()])),
	/** Where to begin to look: pages counted from 0. */
	page: z.number().int().min(0),
	/** The last time stopped among records that `from` does not tell apart: go on where it ended. */
	resumes: z.boolean(),
});

export type State = z.infer<typeof state>;

/** A record as one event looks at it. */
export interface Told {
	id: string;
	/** In milliseconds since 1970, or the id; -1 where it never happened. */
	moment: number;
	version: string;
	record: IDataObject;
}

interface Page {
	records: Told[];
	isLast: boolean;
}

/** What one walk over the pages brought. */
interface Walk {
	/** From `from` on, by id, each in its newest version. */
	records: Map<string, Told>;
	/** The first and the last page. */
	start: number;
	end: number;
	/** It ended before the list did. */
	stopped: boolean;
	/** It brought something that was not known. */
	isNew: boolean;
	/** Nothing can have slipped through between the pages. */
	settled: boolean;
}

/** One event of one resource. */
export class Stream {
	readonly resource: string;

	readonly key: string;

	/** The vendor's time at its last answer. */
	private answered = 0;

	/** A moment came without a zone, and without a rule how to read it. */
	private isZoneless = false;

	/** Versions by id of what was known before, for records that don't tell when they changed. */
	private known = new Map<string, string>();

	constructor(
		private readonly connection: Connection,
		private readonly operation: Operation,
		private readonly source: PollSource,
		readonly action: string,
		readonly order: Order,
		readonly path: Path = {},
	) {
		this.resource = operation.resource.key;
		this.key = [this.resource, action, ...Object.values(path)].join(' ');
	}

	/** Where the list ends, so that what comes later is new. Also an empty list has a baseline. */
	async baseline({ remembered }: PollLimits): Promise<State> {
		const state: State = { from: 0, seen: [], page: 0, resumes: false };
		const last = this.order.sorted ? await this.lastPage() : [];
		const newest = Math.max(-1, ...last.map(({ moment }) => moment));
		if (this.order.sorted && newest < 0) return state;
		// Any answer tells the vendor's time.
		if (this.order.undated) await this.lastPage();
		state.from = this.before(this.order.undated ? this.answered : newest);
		const walk = await this.walk(state, Infinity, Infinity);
		// A record that has moved up behind the walk is on the page that was the last one.
		for (const told of last) {
			if (told.moment >= state.from && !walk.records.has(told.id)) walk.records.set(told.id, told);
		}
		return this.stateAfter(state, { ...walk, settled: true }, remembered);
	}

	/** What happened since the last time, and the state for the next. */
	async news(
		state: State,
		{ pages, remembered }: PollLimits,
		deadline: number,
	): Promise<{ told: Told[]; state: State }> {
		const seen = new Map(state.seen);
		this.known = seen;
		const walk = await this.walk(state, pages, deadline);
		const told = [...walk.records.values()].filter((each) =>
			this.happened(each, seen.get(each.id)),
		);
		return { told, state: this.stateAfter(state, walk, remembered) };
	}

	/** The newest record that this happened to. */
	async newest(): Promise<Told | undefined> {
		const all: State = { from: 0, seen: [], page: 0, resumes: false };
		const records =
			this.order.sorted || this.order.undated
				? await this.lastPage()
				: [...(await this.walk(all, Infinity, Infinity)).records.values()];
		return records
			.filter((told) => told.moment >= 0 && this.happened(told, undefined))
			.reduce<Told | undefined>(
				(newest, told) => (newest && newest.moment >= told.moment ? newest : told),
				undefined,
			);
	}

	private get idField(): string {
		return this.source.id ?? this.connection.vendor.idField ?? 'id';
	}

	/** Where to begin to read, when all is known up to `reached`. A record may be dated later than it is now. */
	private before(reached: number): number {
		if (!this.order.field && !this.order.undated) return Math.max(0, reached - OVERLAP.ids);
		const overlap = OVERLAP.milliseconds + (this.isZoneless ? CLOCK_CHANGE_MS : 0);
		return Math.max(0, Math.min(reached, this.answered) - overlap);
	}

	/** @param known The version that is known. */
	private happened({ version, moment, record }: Told, known: string | undefined): boolean {
		if (known !== undefined) return this.action !== 'create' && known !== version;
		const { create } = this.source.events;
		if (this.action !== 'update' || !create?.field) return true;
		return moment >= this.momentOf(record, create) + SAME_ACT_MS;
	}

	/**
	 * Walks over the pages from `from` on (or from where it has to go on), and back over them. After `cap` pages
	 * with something new, or half of the time until `deadline`, it goes no further.
	 */
	private async walk(
		{ from, seen, page: last, resumes }: State,
		cap: number,
		deadline: number,
	): Promise<Walk> {
		const { sorted, since, field, undated } = this.order;
		const values = {
			...(from > 0 && (field || undated) && since?.(new Date(from).toISOString())),
			...sorted?.ascending,
		};
		const known = new Map(seen);
		const isUnknown = ({ id, moment, version }: Told) =>
			moment >= from && known.get(id) !== version;
		const beginsKnown = ({ records: [first] }: Page) =>
			first !== undefined && (first.moment < from || (resumes && !isUnknown(first)));
		const pages = new Map<number, Page>();
		const read = async (index: number) => {
			const page = await this.page(index, values);
			pages.set(index, page);
			return page;
		};
		const records = new Map<string, Told>();
		const take = (page: Page) => {
			for (const told of page.records) {
				const isNewest = told.moment >= (records.get(told.id)?.moment ?? from);
				if (isNewest) records.set(told.id, told);
			}
		};

		const halfTime = Date.now() + (deadline - Date.now()) / 2;
		let index = sorted ? await entryFrom(last, read, beginsKnown) : resumes ? last : 0;
		let page = pages.get(index) ?? (await read(index));
		const entry = index;
		let stopped = false;
		for (let newPages = 0; ;) {
			take(page);
			if (page.isLast) break;
			if (page.records.some(isUnknown)) newPages += 1;
			// However short the time, each poll comes further than the one before.
			const isFurther = newPages > 0 || index > entry;
			stopped = (sorted !== undefined && newPages >= cap) || (isFurther && Date.now() >= halfTime);
			if (stopped) break;
			const following = await read(index + 1);
			if (following.records.length === 0) break;
			page = following;
			index += 1;
		}

		let settled = sorted !== undefined || !(stopped || resumes);
		let start = index;
		const isStart = () => start === 0 || (sorted !== undefined && beginsKnown(page));
		while (!isStart() && (sorted ?? settled) && Date.now() < deadline) {
			const before = pages.get(--start);
			page = await read(start);
			take(page);
			settled &&= versionsOn(before) === versionsOn(page);
		}
		settled &&= isStart();
		const isNew = [...records.values()].some(isUnknown);
		return { records, start, end: index, stopped, isNew, settled };
	}

	private stateAfter(state: State, walk: Walk, remembered: number): State {
		const { records, start, end, stopped, isNew, settled } = walk;
		const memory = new Map(state.seen);
		for (const { id, version } of records.values()) memory.set(id, version);
		let seen = [...memory].sort(([, one], [, other]) => momentIn(one) - momentIn(other));
		// Not what is remembered, which may lie beyond the place where this walk stopped.
		const reached = [...records.values()].reduce(
			(newest, { moment }) => Math.max(newest, moment),
			state.from,
		);
		const isSure = settled && !state.resumes;
		let from = isSure ? Math.max(state.from, this.before(reached)) : state.from;
		let resumes = stopped && (!isNew || !this.order.sorted);
		seen = seen.filter(([, version]) => momentIn(version) >= from);
		if (seen.length >= remembered) {
			seen = seen.slice(-remembered);
			const oldest = momentIn(seen[0]?.[1] ?? '');
			// What is forgotten is not read again. Among records of one moment only their places tell what comes next.
			resumes = stopped && (resumes || oldest >= reached);
			from = resumes ? oldest : oldest + 1;
			seen = seen.filter(([, version]) => momentIn(version) >= from);
		}
		// A list that the vendor begins at `from` has other pages next time.
		const page = resumes ? end : this.order.since ? 0 : start;
		return { from, seen, page, resumes };
	}

	private async lastPage(): Promise<Told[]> {
		return (await this.page(0, { ...this.order.sorted?.descending })).records;
	}

	/** A page of the list, counted from 0. */
	private async page(index: number, values: IDataObject): Promise<Page> {
		const { connection, operation, source, path } = this;
		const { paging } = connection.vendor;
		const asked = { ...source.values, ...values };
		const call = {
			path,
			query: paging.inBody ? {} : asked,
			body: paging.inBody ? asked : {},
		};
		if (operation.answer === 'list') {
			const records = await listed(connection, operation, call, Infinity);
			this.answered = Date.now();
			return { records: records.map((record) => this.tell(record)), isLast: true };
		}
		const size = paging.pageSize;
		const cursor = Number(paging.start) + index * (paging.numbered ? 1 : size);
		const answer = await pageAt(connection, operation, call, cursor, size);
		this.answered = Date.parse(answer.headers.date as string) || Date.now();
		const next = paging.next(cursor, { ...answer, asked: size });
		const records = answer.records.map((record) => this.tell(record));
		return { records, isLast: next === undefined };
	}

	/** @throws NodeOperationError where it has no id, or a moment that can't be read. */
	private tell(one: unknown): Told {
		const record = (typeof one === 'object' && one !== null ? one : {}) as IDataObject;
		const { [this.idField]: given } = record;
		if (typeof given !== 'string' && typeof given !== 'number')
			throw this.unreadable(this.idField, given);
		const id = String(given);
		// Times may be coarse: a record can change within the very second in which it was read.
		const print = CHANGES.has(this.action) ? ` ${fingerprint(record)}` : '';
		const known = this.known.get(id);
		// What was seen before happened when it was seen first.
		if (this.order.undated && known?.endsWith(print))
			return { id, moment: momentIn(known), version: known, record };
		const moment = this.order.undated ? this.answered : this.momentOf(record, this.order);
		return { id, moment, version: `${moment}${print}`, record };
	}

	/** @throws NodeOperationError where it can't be read. */
	private momentOf(record: IDataObject, { field, read }: Order): number {
		const name = field ?? this.idField;
		const value = name
			.split('.')
			.reduce<unknown>((inner, part) => (inner as IDataObject | null | undefined)?.[part], record);
		if (value === null || value === undefined || value === '') return -1;
		const written = typeof value === 'string' ? value : JSON.stringify(value);
		if (field && !read && !hasZone(written)) this.isZoneless = true;
		const moment = field ? Date.parse((read ?? withZone)(written)) : Number(written);
		if (Number.isNaN(moment)) throw this.unreadable(name, value);
		return moment;
	}

	private unreadable(field: string, value: unknown): NodeOperationError {
		const { connection, operation } = this;
		const { singular } = operation.resource;
		return new NodeOperationError(
			connection.context.getNode(),
			`${connection.vendor.name} sent a ${singular} whose '${field}' can't be read: it is ${inWords(value)}`,
		);
	}
}

const hasZone = (written: string) => /(?:Z|[+-]\d\d:?\d\d)$/i.test(written);

const withZone = (written: string) => (hasZone(written) ? written : `${written}Z`);

const momentIn = (version: string) => Number.parseInt(version, 10);

const versionsOn = (page: Page | undefined) =>
	page?.records.map(({ id, version }) => `${id} ${version}`).join();

/** The same for the same content, also where the vendor sends lists in another order each time. */
const fingerprint = (record: IDataObject) =>
	createHash('sha1')
		.update(
			JSON.stringify(record)
				.split(/[[\]{},]/)
				.sort()
				.join(),
		)
		.digest('base64')
		.slice(0, 8);

/**
 * The last page that begins with something known, or the first of all: searched from `hint` on in steps that
 * double, because it is nearly always there or next to it.
 */
async function entryFrom(
	hint: number,
	read: (index: number) => Promise<Page>,
	beginsKnown: (page: Page) => boolean,
): Promise<number> {
	let known = 0;
	let beyond = Infinity;
	let probe = hint;
	for (let step = 1; known + 1 < beyond; step *= 2) {
		const page = await read(probe);
		if (probe === 0 || beginsKnown(page)) known = probe;
		else beyond = probe;
		if (page.isLast) beyond = Math.min(beyond, probe + 1);
		const middle = Math.floor((known + beyond) / 2);
		probe = beyond === Infinity ? known + step : Math.max(beyond - step, middle);
	}
	return known;
}
