/**
 * A vendor in memory whose list changes while it is read, and an n8n that polls it: for thousands of polls in a
 * few seconds. Times are the vendor's; the clock of the machine is another one, and tells nothing.
 */
import type {
	IDataObject,
	IHttpRequestOptions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Order, PollingTrigger, Vendor } from '../../../nodes/engine';
import { numberedPaging, resourcesWith } from '../../../nodes/engine';
import { poll } from '../../../nodes/engine/polling';
import type { PollLimits } from '../../../nodes/engine/stream';

/** What the vendor's list is like. */
export interface Shape {
	/** It can be sorted by moment. */
	sorts: boolean;
	/** It can leave out what is before a moment. */
	filters: boolean;
	pageSize: number;
	/** The answer tells how many pages there are. */
	totals: boolean;
	/** Pages, filters and orders are asked for in the body. */
	inBody: boolean;
	/** Moments are cut to this many milliseconds. */
	resolution: number;
	/** A new record has no date of change. */
	nulls: boolean;
	/** Records carry no date at all. */
	dateless: boolean;
}

export const plain: Shape = {
	sorts: true,
	filters: false,
	pageSize: 3,
	totals: false,
	inBody: false,
	resolution: 1,
	nulls: true,
	dateless: false,
};

interface Thing {
	id: number;
	created: number;
	updated: number | null;
	/** How often it was changed. */
	changes: number;
}

export const START = Date.UTC(2026, 8, 1, 8);
const SIZE_OF_NAMES = 1009;

/** The vendor. */
export class Things {
	/** Its clock, in milliseconds since 1970. */
	now = START;

	requests = 0;

	/** What happens before the next requests, by how many come before it. */
	readonly before = new Map<number, () => void>();

	/** Query or body of each request. */
	readonly asked: IDataObject[] = [];

	/** How it writes a moment. */
	written = (moment: number) => new Date(moment).toISOString();

	private readonly things = new Map<number, Thing>();

	private made = 0;

	constructor(readonly shape: Shape) {}

	/** @param late How long ago it is dated. */
	create(late = 0): Thing {
		const created = this.cut(this.now - late);
		const updated = this.shape.nulls ? null : created;
		const thing: Thing = { id: ++this.made, created, updated, changes: 0 };
		this.things.set(thing.id, thing);
		return thing;
	}

	update(id: number, late = 0): void {
		const thing = this.things.get(id);
		if (!thing) return;
		thing.updated = Math.max(this.cut(this.now - late), thing.updated ?? thing.created);
		thing.changes += 1;
	}

	delete(id: number): void {
		this.things.delete(id);
	}

	get all(): Thing[] {
		return [...this.things.values()];
	}

	/** The thing at this place of the list; the same place again and again for another list. */
	pick(place: number): number {
		const all = this.all;
		return all[place % Math.max(1, all.length)]?.id ?? 0;
	}

	/** One page, as the vendor answers it. */
	answer(asked: IDataObject): unknown {
		this.before.get(this.requests)?.();
		this.requests += 1;
		this.asked.push(asked);
		const { sort, since, by = 'created', page = 1, size = this.shape.pageSize } = asked;
		const moment = (thing: Thing) => thing[by as 'created'];
		const from = since === undefined ? -Infinity : Date.parse(String(since));
		const sign = sort === 'down' ? -1 : 1;
		// In no order of time: by a name that changes with every update.
		const place = ({ id, changes }: Thing) => (id * 389 + changes * 211) % SIZE_OF_NAMES;
		const key = (thing: Thing) => {
			if (this.shape.dateless && sort) return thing.id;
			return sort ? (moment(thing) ?? 0) : place(thing);
		};
		const found = this.all
			.filter((thing) => (moment(thing) ?? thing.created) >= from)
			.sort((one, other) => sign * (key(one) - key(other) || one.id - other.id));
		const start = (Number(page) - 1) * Number(size);
		const things = found.slice(start, start + Number(size)).map((thing) => this.show(thing));
		return this.shape.totals
			? { things, pages: Math.ceil(found.length / Number(size)) }
			: { things };
	}

	private show({ id, created, updated, changes }: Thing): IDataObject {
		// In whatever order the database happens to have them.
		const tags = this.requests % 2 ? ['new', 'heavy'] : ['heavy', 'new'];
		if (this.shape.dateless) return { id, changes, tags };
		const [made, changed] = [created, updated].map((moment) =>
			moment === null ? null : this.written(moment),
		);
		return { id, changes, tags, created: made, trace: { updated: changed } };
	}

	private cut(moment: number): number {
		return moment - (moment % this.shape.resolution);
	}
}

const resource = resourcesWith();

/** The trigger of a vendor with lists of this shape. */
export function triggerOf({ sorts, filters, pageSize, totals, inBody, dateless }: Shape) {
	const place = inBody ? 'POST' : 'GET';
	const vendor: Vendor = {
		name: 'Warehouse',
		credential: 'warehouseApi',
		baseUrl: ({ baseUrl }) => String(baseUrl),
		budgets: [{ requests: 1000, seconds: 0 }],
		paging: numberedPaging(
			pageSize,
			1,
			{ page: 'page', size: 'size', ...(totals && { pages: 'pages' }) },
			{ inBody },
		),
		unpacked: (whole) => (whole as { things: unknown }).things,
		complaints: () => [],
		resources: {
			thing: resource('Thing', {
				getMany: { request: `${place} /things`, answer: 'pages', readsOnly: true, body: {} },
				getAll: { request: `${place} /things`, answer: 'list', readsOnly: true, body: {} },
			}),
		},
	};
	const order = (field: string): Order => ({
		field: dateless ? undefined : field === 'updated' ? 'trace.updated' : field,
		...(sorts && {
			sorted: { ascending: { sort: 'up', by: field }, descending: { sort: 'down', by: field } },
		}),
		...(filters && { since: (since: string) => ({ since, by: field }) }),
	});
	const events: PollingTrigger['sources'][string]['events'] = dateless
		? { create: order('created') }
		: { create: order('created'), update: order('updated') };
	const trigger: PollingTrigger = { vendor, sources: { thing: { events } } };
	return trigger;
}

/** What a poll told of one thing. */
export interface TellTale {
	action: string;
	id: number;
	changes: number;
	timestamp: string;
}

/** An n8n with one trigger node. */
export class Poller {
	staticData: IDataObject = {};

	parameters: IDataObject = { events: ['thing'], actions: ['create', 'update'] };

	credential = { id: 'one', baseUrl: 'https://warehouse.example' };

	mode = 'trigger';

	/** How long a poll may take, in milliseconds. */
	budget = 1e9;

	/** Requests still to come before one fails; negative for none. */
	failsAfter = -1;

	/** A request takes so long on the clock of this machine, which the tests set. */
	onRequest = () => {};

	constructor(
		readonly things: Things,
		readonly trigger = triggerOf(things.shape),
		private readonly limits?: PollLimits,
	) {}

	/** Polls once. */
	async items(): Promise<INodeExecutionData[][] | null> {
		return await poll(this.context(), this.trigger, this.limits);
	}

	/** What a poll told, and `null` where it told nothing. */
	async poll(): Promise<TellTale[] | null> {
		const items = await this.items();
		return (
			items?.flat().map(({ json }) => {
				const { id, changes } = json.record as { id: number; changes: number };
				const { action, timestamp } = json as { action: string; timestamp: string };
				return { action, id, changes, timestamp };
			}) ?? null
		);
	}

	private context(): IPollFunctions {
		const node = {
			id: 'node',
			name: 'Warehouse Trigger',
			type: 'warehouseTrigger',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: {},
			credentials: { warehouseApi: { id: this.credential.id, name: 'Warehouse' } },
		};
		const request = async (_type: string, { url, body }: IHttpRequestOptions) => {
			// As over a network, others have their turn.
			await Promise.resolve();
			this.onRequest();
			if (this.failsAfter-- === 0) throw new NodeApiError(node, {}, { httpCode: '500' });
			const query = Object.fromEntries(new URL(url).searchParams);
			const asked = this.things.shape.inBody ? (JSON.parse(body as string) as IDataObject) : query;
			const answer = this.things.answer(asked);
			const date = new Date(this.things.now).toUTCString();
			return { statusCode: 200, headers: { date }, body: answer };
		};
		// Only what the engine uses of a context.
		return {
			getMode: () => this.mode,
			getNode: () => node,
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getNodeParameter: (name: string) => this.parameters[name],
			getCredentials: async () => await Promise.resolve({ baseUrl: this.credential.baseUrl }),
			getWorkflowStaticData: () => this.staticData,
			getPollBudgetMs: () => this.budget,
			helpers: { httpRequestWithAuthentication: request },
		} as unknown as IPollFunctions;
	}
}
