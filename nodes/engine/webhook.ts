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
 * removes it when it is switched off, and starts the workflow for deliveries that are signed with the secret.
 */

/** What we want the vendor to send, and where to. */
export interface Wish {
	/** The address that n8n made for this node. Nobody else knows it, so a webhook that sends there is ours. */
	url: string;
	/** Signs the deliveries; new for each registration. */
	secret: string;
	/** The vendor's names of the events. */
	events: string[];
	/** Shown in the vendor's own list of webhooks. */
	name: string;
}

/** One event that the vendor tells. */
export interface Delivery {
	/** The same for a delivery that is sent again. */
	id: string | number;
	/** What happened: `create`, `update`, `delete`. */
	action: string;
	/** When it happened, ISO 8601. */
	timestamp: string;
	/** Key of the resource. */
	resource: string;
	/** The record as far as the vendor sends it along. */
	record: IDataObject;
}

/** What a vendor's webhooks are like. */
export interface WebhookTrigger {
	vendor: Vendor;
	/** Ids of the webhooks that send to this address. */
	find: (connection: Connection, url: string) => Promise<Array<string | number>>;
	/** Registers a webhook, or changes the one with this id, and returns its id. */
	register: (connection: Connection, wish: Wish, id?: string | number) => Promise<string | number>;
	remove: (connection: Connection, id: string | number) => Promise<void>;
	/** The signature that a body must carry, and the one that it carries. */
	signatures: (
		body: Buffer,
		headers: IDataObject,
		secret: string,
	) => { expected: string; given: unknown };
	/** Reads a delivery; `undefined` for a test call that tells no event. */
	read: (body: unknown) => Delivery | undefined;
	/** Reads the whole record of a delivery. */
	wholeRecord: (connection: Connection, delivery: Delivery) => Promise<IDataObject>;
}

/** What is kept of a registration with the workflow. */
interface Registered {
	id?: string | number;
	url?: string;
	secret?: string;
	events?: string[];
}

/** The hooks that n8n calls when a workflow is switched on and off. */
export function webhookMethodsOf(trigger: WebhookTrigger) {
	return {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const { id, url, secret, events }: Registered = this.getWorkflowStaticData('node');
				const wanted = wishOf(this);
				const unchanged = url === wanted.url && String(events) === String(wanted.events);
				if (id === undefined || !secret || !unchanged) return false;
				return (await trigger.find(await connect(this, trigger.vendor), wanted.url)).includes(id);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const registered: Registered = this.getWorkflowStaticData('node');
				const connection = await connect(this, trigger.vendor);
				const wish = wishOf(this);
				// A registration whose answer was lost, or one of other events, is taken over; there is never a second.
				const [own, ...surplus] = await trigger.find(connection, wish.url);
				const old = registered.id !== own ? [registered.id] : [];
				for (const id of [...surplus, ...old]) await removed(trigger, connection, id);
				const id = await trigger.register(connection, wish, own);
				Object.assign(registered, { id, url: wish.url, secret: wish.secret, events: wish.events });
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const registered: Registered = this.getWorkflowStaticData('node');
				const connection = await connect(this, trigger.vendor);
				const found = await trigger.find(connection, wishOf(this).url);
				for (const id of new Set([registered.id, ...found])) await removed(trigger, connection, id);
				Object.assign(registered, {
					id: undefined,
					url: undefined,
					secret: undefined,
					events: undefined,
				});
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
		name: `n8n: ${context.getWorkflow().name ?? context.getNode().name}`.slice(0, 255),
	};
}

/** Removes a webhook. One that the vendor no longer has is as good as removed; any other failure is told. */
async function removed(
	trigger: WebhookTrigger,
	connection: Connection,
	id: string | number | undefined,
): Promise<void> {
	if (id === undefined) return;
	await trigger.remove(connection, id).catch((error: unknown) => {
		if (statusOf(error) !== 404) throw error;
	});
}

/**
 * Answers one call to the webhook's address. Only a body signed with the registration's secret starts the
 * workflow: anything else gets 401 and leaves no execution. A delivery that came before is answered with
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
	if (!secret || !body || !isSigned(trigger.signatures(body, context.getHeaderData(), secret))) {
		context.getResponseObject().status(401).send('Unauthorized').end();
		return { noWebhookResponse: true };
	}
	const delivery = trigger.read(parsed(body));
	const actions = context.getNodeParameter('actions', []) as string[];
	if (!delivery || !actions.includes(delivery.action)) return { webhookResponse: 'OK' };
	const seen = seenBy(url ?? '');
	if (seen.has(delivery.id)) return { webhookResponse: 'OK' };
	// Remembered before the record is read, because the same delivery may come twice at once.
	seen.add(delivery.id);
	const item = await itemOf(context, trigger, delivery).catch((error: unknown) => {
		seen.delete(delivery.id);
		throw error;
	});
	return { workflowData: [[item]] };
}

/** Compares in constant time, so that the time taken tells nothing about the right signature. */
function isSigned({ expected, given }: { expected: string; given: unknown }): boolean {
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
	const told: IDataObject = { deliveryId: id, timestamp, action, resource, record };
	const options = context.getNodeParameter('options', {}) as { wholeRecord?: boolean };
	if (!options.wholeRecord || action === 'delete') return { json: told };
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
