import { randomBytes, timingSafeEqual } from 'crypto';
import type {
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { statusOf } from './failure';
import type { Connection, Vendor } from './operation';
import { Recent } from './recent';
import { connect } from './request';

/**
 * The webhook trigger engine: registers a webhook with a secret of its own when a workflow is switched on,
 * removes it when it is switched off, and starts the workflow for deliveries that prove to know the secret.
 */

/** What we want the vendor to send, and where to. */
export interface Wish {
	/** The address that n8n made for this node. Nobody else knows it, so a webhook that sends there is ours. */
	url: string;
	/** Proves that a delivery comes from the vendor; new for each registration. */
	secret: string;
	/** The vendor's names of what to tell of, and of what happens to it. */
	events: string[];
	actions: string[];
	/** Shown in the vendor's own list of webhooks. */
	name: string;
}

type HookId = string | number;

/** One event that the vendor tells. */
export interface Delivery {
	/** The same for a delivery that is sent again; left out where the vendor does not number them. */
	id?: string | number;
	/** What happened: `create`, `update`, `delete`. */
	action: string;
	/** When it happened, ISO 8601, where the vendor says so. */
	timestamp?: string;
	/** Key of the resource. */
	resource: string;
	/** The record as far as the vendor sends it along. */
	record: IDataObject;
}

/** What comes with a call to the webhook's address. */
export interface Call {
	body: Buffer;
	headers: IDataObject;
	query: IDataObject;
}

/** What a vendor's webhooks are like. */
export interface WebhookTrigger {
	vendor: Vendor;
	/** Ids of the webhooks that send to this address, whatever follows it. */
	find: (connection: Connection, url: string) => Promise<HookId[]>;
	/**
	 * Registers what is wished, in as many webhooks as the vendor needs for it, and returns the ids of all. It may
	 * take over those that it `found` at the same address; those that it does not return are removed.
	 */
	register: (connection: Connection, wish: Wish, found: HookId[]) => Promise<HookId[]>;
	remove: (connection: Connection, id: HookId) => Promise<void>;
	/** What a call must carry to be the vendor's own, such as a signature, and what it carries. */
	proof: (call: Call, secret: string) => { expected: string; given: unknown };
	/** Reads a delivery from its body, parsed, and the query of its address; `undefined` for a test call that tells no event. */
	read: (body: unknown, query: IDataObject) => Delivery | undefined;
	/** By rule, whole records are read; without, the user asks for them. */
	readsWhole?: boolean;
	/** Reads the whole record of a delivery; `undefined` where the vendor has no way to read one of its kind. */
	wholeRecord: (connection: Connection, delivery: Delivery) => Promise<IDataObject | undefined>;
}

/** What is kept of a registration with the workflow. */
interface Registered {
	ids?: HookId[];
	url?: string;
	secret?: string;
	events?: string[];
	actions?: string[];
}

const NOT_REGISTERED = {
	ids: undefined,
	url: undefined,
	secret: undefined,
	events: undefined,
	actions: undefined,
};

/** The hooks that n8n calls when a workflow is switched on and off. */
export function webhookMethodsOf(trigger: WebhookTrigger) {
	return {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const kept: Registered = this.getWorkflowStaticData('node');
				const { url, events, actions } = wishOf(this);
				const unchanged =
					kept.url === url &&
					String(kept.events) === String(events) &&
					String(kept.actions) === String(actions);
				if (!kept.ids?.length || !kept.secret || !unchanged) return false;
				const found = await trigger.find(await connect(this, trigger.vendor), url);
				return kept.ids.every((id) => found.includes(id));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const kept: Registered = this.getWorkflowStaticData('node');
				const connection = await connect(this, trigger.vendor);
				const wish = wishOf(this);
				// A registration whose answer was lost, or one of other events, is taken over; there is never a second.
				const found = await trigger.find(connection, wish.url);
				const ids = await trigger.register(connection, wish, found);
				for (const id of new Set([...found, ...(kept.ids ?? [])]))
					if (!ids.includes(id)) await removed(trigger, connection, id);
				const { url, secret, events, actions } = wish;
				Object.assign(kept, { ids, url, secret, events, actions });
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const kept: Registered = this.getWorkflowStaticData('node');
				const connection = await connect(this, trigger.vendor);
				const found = await trigger.find(connection, wishOf(this).url);
				for (const id of new Set([...(kept.ids ?? []), ...found]))
					await removed(trigger, connection, id);
				Object.assign(kept, NOT_REGISTERED);
				return true;
			},
		},
	};
}

function wishOf(context: IHookFunctions): Wish {
	return {
		url: context.getNodeWebhookUrl('default') ?? '',
		secret: randomBytes(32).toString('hex'),
		events: [...(context.getNodeParameter('events') as string[])].sort(),
		actions: [...(context.getNodeParameter('actions') as string[])].sort(),
		name: `n8n: ${context.getWorkflow().name ?? context.getNode().name}`.slice(0, 255),
	};
}

/** Removes a webhook. One that the vendor no longer has is as good as removed; any other failure is told. */
async function removed(trigger: WebhookTrigger, connection: Connection, id: HookId): Promise<void> {
	await trigger.remove(connection, id).catch((error: unknown) => {
		if (statusOf(error) !== 404) throw error;
	});
}

/**
 * Answers one call to the webhook's address. Only one that carries the proof of the registration's secret starts
 * the workflow: anything else gets 401 and leaves no execution. A delivery that came before is answered with
 * 200 and dropped.
 */
export async function receive(
	context: IWebhookFunctions,
	trigger: WebhookTrigger,
): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const { secret, url }: Registered = context.getWorkflowStaticData('node');
	await request.readRawBody?.();
	const body = request.rawBody;
	const query = context.getQueryData() as IDataObject;
	const call = body && { body, headers: context.getHeaderData(), query };
	if (!secret || !call || !isProven(trigger.proof(call, secret))) {
		context.getResponseObject().status(401).send('Unauthorized').end();
		return { noWebhookResponse: true };
	}
	const delivery = trigger.read(parsed(call.body), query);
	const actions = context.getNodeParameter('actions', []) as string[];
	if (!delivery || !actions.includes(delivery.action)) return { webhookResponse: 'OK' };
	const seen = delivery.id === undefined ? undefined : seenBy(url ?? '');
	const { id = '' } = delivery;
	if (seen?.has(id)) return { webhookResponse: 'OK' };
	// Remembered before the record is read, because the same delivery may come twice at once.
	seen?.add(id);
	const item = await itemOf(context, trigger, delivery).catch((error: unknown) => {
		seen?.delete(id);
		throw error;
	});
	return { workflowData: [[item]] };
}

/** Compares in constant time, so that the time taken tells nothing about the right proof. */
function isProven({ expected, given }: { expected: string; given: unknown }): boolean {
	const [right, told] = [
		Buffer.from(expected),
		Buffer.from(typeof given === 'string' ? given : ''),
	];
	return right.length === told.length && timingSafeEqual(right, told);
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}

async function itemOf(
	context: IWebhookFunctions,
	trigger: WebhookTrigger,
	delivery: Delivery,
): Promise<INodeExecutionData> {
	const { id, action, timestamp, resource, record } = delivery;
	const told: IDataObject = {
		...(id !== undefined && { deliveryId: id }),
		...(timestamp !== undefined && { timestamp }),
		action,
		resource,
		record,
	};
	const options = context.getNodeParameter('options', {}) as { wholeRecord?: boolean };
	const { wholeRecord = trigger.readsWhole ?? false } = options;
	if (!wholeRecord || action === 'delete') return { json: told };
	const connection = await connect(context, trigger.vendor);
	const whole = await trigger.wholeRecord(connection, delivery).catch((error: unknown) => {
		// Deleted in the meantime: what the delivery tells is all that there is.
		if (statusOf(error) === 404) return undefined;
		throw error;
	});
	return { json: { ...told, record: whole ?? record } };
}

/** How many deliveries of one webhook are remembered, to drop those that are sent again. */
const REMEMBERED = 1000;

const deliveries = new Map<string, Recent<string | number>>();

function seenBy(url: string): Recent<string | number> {
	const known = deliveries.get(url) ?? new Recent<string | number>(REMEMBERED);
	deliveries.set(url, known);
	return known;
}
