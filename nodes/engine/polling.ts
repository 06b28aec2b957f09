import { NodeOperationError } from 'n8n-workflow';
import type { INodeExecutionData, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { isEmpty, labelFor, records, Refusal, type Field } from './fields';
import { parameterName, sentenceCase } from './naming';
import type { CallContext, Connection, Operation, Parameter, Resource, Vendor } from './operation';
import { operationOf, resourcesOf } from './operation';
import { connect } from './request';
import { state as stateOf, Stream } from './stream';
import type { Order, Path, PollLimits, PollSource, State, Told } from './stream';

/**
 * The polling trigger engine, for vendors without webhooks: the node's fields, one poll over all that is chosen,
 * and what is kept for the next. How one list is read is in stream.ts.
 */

/** What a vendor's lists tell. */
export interface PollingTrigger {
	vendor: Vendor;
	/** By the key of the resource. A list inside other records is looked at in those that the user chooses. */
	sources: Record<string, PollSource>;
}

/** How far one time goes, by rule. */
const LIMITS: PollLimits = { pages: 10, remembered: 10_000 };
const BUDGET_MS = 300_000;
const LABELS: Record<string, string> = {
	create: 'Created',
	update: 'Updated',
	change: 'Created or Updated',
};

interface Kept {
	account?: string;
	/** By the key of the stream; those that the last time had no turn for come first. */
	streams?: Record<string, unknown>;
}

/** The fields of a polling trigger node: on what, and when. */
export function pollProperties({ vendor, sources }: PollingTrigger): INodeProperties[] {
	const resources = resourcesOf(vendor).filter(({ key }) => key in sources);
	const events = new Map(
		Object.values(sources).flatMap((source) =>
			Object.entries(source.events).map(([key, order]) => [key, labelOf(key, order)] as const),
		),
	);
	const telling = [...events].flatMap(([key, label]) => {
		const isTold = (resource: Resource) => sources[resource.key]?.events[key] !== undefined;
		const those = resources.filter(isTold);
		const others = resources.filter((resource) => !isTold(resource));
		if (others.length === 0) return [];
		const shorter = others.length < those.length ? others : those;
		const names = shorter.map((resource) => resource.plural).join(', ');
		return [`'${label}' is ${shorter === others ? 'not ' : ''}told of ${names}`];
	});
	const first = resources.find(({ key }) => key === vendor.opensOn) ?? resources[0];
	return [
		severalOf(
			{ displayName: 'Trigger On', name: 'events' },
			resources.map(({ key, label }) => [key, label, actionOf(label, sources[key])] as const),
			first ? [first.key] : [],
		),
		...outerProperties({ vendor, sources }),
		{
			...severalOf(
				{ displayName: 'When It Is', name: 'actions' },
				[...events],
				['create', 'update'].filter((key) => events.has(key)),
			),
			...(telling.length > 0 && {
				description: telling.length > 1 ? `${telling.join('. ')}.` : telling[0],
			}),
		},
	];
}

/** The list of a source. */
const listOf = (vendor: Vendor, resource: string, { list = 'getMany' }: PollSource) =>
	operationOf(vendor, resource, list);

/** What a list is inside of, by its path: comments are those of one task. The user chooses several. */
function outerOf({
	parameters,
}: Operation): { name: string; inPath: Parameter; chosen: Field } | undefined {
	const inPath = parameters.find(({ place }) => place === 'path');
	if (!inPath) return undefined;
	const chosen = records(inPath.field.picks ?? '', { required: true });
	return { name: parameterName(`${inPath.wireName}s`), inPath, chosen };
}

/** The fields that choose what lists are inside of, each shown with the lists that want it. */
function outerProperties({ vendor, sources }: PollingTrigger): INodeProperties[] {
	const properties = new Map<string, INodeProperties>();
	for (const [resource, source] of Object.entries(sources)) {
		const operation = listOf(vendor, resource, source);
		const outer = operation && outerOf(operation);
		if (!outer) continue;
		const known = properties.get(outer.name)?.displayOptions?.show?.events ?? [];
		properties.set(outer.name, {
			displayName: labelFor(outer.inPath.wireName, outer.chosen),
			name: outer.name,
			...outer.chosen.property,
			required: true,
			displayOptions: { show: { events: [...known, resource] } },
		});
	}
	return [...properties.values()];
}

const severalOf = (
	names: Pick<INodeProperties, 'displayName' | 'name'>,
	options: Array<readonly [value: string, label: string, action?: string]>,
	chosen: string[],
): INodeProperties => ({
	...names,
	type: 'multiOptions',
	required: true,
	default: chosen,
	options: options
		.map(([value, name, action]) => ({ name, value, ...(action && { action }) }))
		.sort((one, other) => one.name.localeCompare(other.name)),
});

/** What n8n offers when a person looks for a trigger: by itself it would say no more than 'On contact'. */
const actionOf = (label: string, source?: PollSource) => {
	const changes = Object.keys(source?.events ?? {}).some((key) => key !== 'create');
	return `On new ${changes ? 'or changed ' : ''}${label.toLowerCase()}`;
};

const labelOf = (key: string, { label }: Order) => label ?? LABELS[key] ?? sentenceCase(key);

/** The triggers that are polling now, in this process. */
const underWay = new Set<string>();

/**
 * Polls once. The first time looks where the vendor's lists end and tells nothing. A manual run gives the newest
 * record and keeps nothing.
 * @returns one item per event, oldest first: `{ timestamp, action, resource, record }`, with the ID of what the list is
 * inside of
 * @throws NodeApiError or NodeOperationError; then nothing is kept, and the next time reads the same again.
 */
export async function poll(
	context: IPollFunctions,
	trigger: PollingTrigger,
	limits = LIMITS,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [[await sample(context, trigger)]];
	const node = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	if (underWay.has(node)) return null;
	underWay.add(node);
	try {
		return await tick(context, trigger, limits);
	} finally {
		underWay.delete(node);
	}
}

async function tick(
	context: IPollFunctions,
	trigger: PollingTrigger,
	limits: PollLimits,
): Promise<INodeExecutionData[][] | null> {
	const end = Date.now() + (context.getPollBudgetMs?.() ?? BUDGET_MS);
	const connection = await connect(context, trigger.vendor);
	const kept: Kept = context.getWorkflowStaticData('node');
	const account = accountOf(connection);
	const known = (kept.account === account && kept.streams) || {};
	const told: Event[] = [];
	const done: Record<string, State> = {};
	const waiting: Record<string, State> = {};
	const turns = Object.keys(known);
	const chosen = streamsOf(connection, trigger).sort(
		(one, other) => turns.indexOf(one.key) - turns.indexOf(other.key),
	);
	for (const [index, stream] of chosen.entries()) {
		// What can't be read, such as what an older version kept, begins anew.
		const { data: state } = stateOf.safeParse(known[stream.key]);
		const left = end - Date.now();
		if (left <= 0) {
			if (state) waiting[stream.key] = state;
		} else if (state) {
			const deadline = Date.now() + left / (chosen.length - index);
			const news = await stream.news(state, limits, deadline);
			done[stream.key] = news.state;
			told.push(...news.told.map((each) => ({ ...each, stream })));
		} else {
			done[stream.key] = await stream.baseline(limits);
		}
	}
	const streams = { ...waiting, ...done };
	const items = told.sort(inOrder).map(itemOf);
	// Last of all, so that a failure leaves everything as it was.
	Object.assign(kept, { account, streams });
	return items.length > 0 ? [items] : null;
}

/** Whose records they are: another account has other records and other times. */
function accountOf({ vendor, credential, credentialType, context }: Connection): string {
	const { id } = context.getNode().credentials?.[credentialType] ?? {};
	return `${vendor.baseUrl(credential)} ${id ?? ''}`;
}

const { compare: compareIds } = new Intl.Collator('en', { numeric: true });

type Event = Told & { stream: Stream };

/** By moment, then id; those that have no moment come last. */
const inOrder = (one: Event, other: Event) =>
	Number(!one.stream.order.field) - Number(!other.stream.order.field) ||
	one.moment - other.moment ||
	compareIds(one.id, other.id);

function itemOf({ stream, moment, record }: Event): INodeExecutionData {
	const { action, resource, order } = stream;
	const timestamp = order.field ? new Date(moment).toISOString() : null;
	return { json: { timestamp, action, resource, ...stream.path, record } };
}

/** The newest real record of the first choice that has one. */
async function sample(
	context: IPollFunctions,
	trigger: PollingTrigger,
): Promise<INodeExecutionData> {
	const connection = await connect(context, trigger.vendor);
	for (const stream of streamsOf(connection, trigger)) {
		const newest = await stream.newest();
		if (newest) return itemOf({ ...newest, stream });
	}
	const message = `There is nothing yet in ${trigger.vendor.name} that this trigger would tell`;
	throw new NodeOperationError(context.getNode(), message, {
		description: 'Choose another event, or make a record there and try again.',
	});
}

/**
 * The paths of a list: one for each chosen record that it is looked at in.
 * @throws NodeOperationError where none is chosen
 */
function pathsOf(context: CallContext, operation: Operation): Path[] {
	const outer = outerOf(operation);
	if (!outer) return [{}];
	const { name, inPath, chosen } = outer;
	const given: unknown = context.getNodeParameter(name, []);
	try {
		if (isEmpty(given)) throw new Refusal('is required, but is empty');
		const ids = chosen.read(given, { timezone: context.getTimezone() }) as Array<string | number>;
		return ids.map((id) => ({ [inPath.wireName]: id }));
	} catch (error) {
		const message = `'${labelFor(inPath.wireName, chosen)}' ${(error as Refusal).message}`;
		throw new NodeOperationError(context.getNode(), message);
	}
}

/** @throws NodeOperationError where nothing is chosen that the vendor can tell. */
function streamsOf(connection: Connection, { vendor, sources }: PollingTrigger): Stream[] {
	const { context } = connection;
	const chosen = (name: string) => context.getNodeParameter(name, []) as string[];
	const actions = chosen('actions');
	const streams = chosen('events').flatMap((resource) => {
		const source = sources[resource];
		const operation = source && listOf(vendor, resource, source);
		if (!operation) return [];
		const paths = pathsOf(context, operation);
		return actions.flatMap((action) => {
			const order = source.events[action];
			if (!order) return [];
			return paths.map((path) => new Stream(connection, operation, source, action, order, path));
		});
	});
	if (streams.length > 0) return streams;
	throw new NodeOperationError(
		context.getNode(),
		`${vendor.name} can't tell what is chosen in 'Trigger On' and 'When It Is'`,
		{ description: 'Choose another record or another event.' },
	);
}
