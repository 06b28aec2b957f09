import { createHmac } from 'node:crypto';
import type { Delivery, Outbox } from '../../outbox';
import { notFound, Refusal } from '../../refusal';
import type { Change } from '../../table';
import type { Records, Webhook, WebhookPayload } from './records';
import { ACCOUNT_ID, type Behaviours, Checks, type GuruCall, idOf, nameOf } from './shared';

/** The tables whose changes are told, by the event that a webhook subscribes to (docs.txt L5753). */
const EVENTS: Record<string, { event: string; type: string }> = {
	Account: { event: 'accounts', type: 'account' },
	Booking: { event: 'bookings', type: 'booking' },
	Client: { event: 'clients', type: 'client' },
	Downtime: { event: 'downtimes', type: 'downtime' },
	Project: { event: 'projects', type: 'project' },
	Resource: { event: 'resources', type: 'resource' },
	'Resource Type': { event: 'resource_types', type: 'resource_type' },
};

const show = (webhook: Webhook) => ({ ...webhook, account_id: ACCOUNT_ID, status: 'ready' });

/** docs.txt L5861-5930. */
function showPayload({ body: _body, user_id, ...payload }: WebhookPayload, records: Records) {
	const user = records.users.find(user_id);
	return {
		...payload,
		account_id: ACCOUNT_ID,
		user: user ? { id: user.id, name: nameOf(user), email: user.email } : null,
	};
}

/** docs.txt L5696-5704: signed over the raw body; without a secret there is no signature. */
function headersFor({ secret, send_secret_header }: Webhook, body: string): Record<string, string> {
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	return {
		'User-Agent': 'ResourceGuru/Webhooks',
		'Content-Type': 'application/json',
		...(secret && send_secret_header ? { 'X-ResourceGuru-Key': secret } : {}),
		...(secret ? { 'X-ResourceGuru-Signature': signature } : {}),
	};
}

/** "A stripped down version" (docs.txt L5709): the record's own plain fields. */
const strip = (record: object) =>
	Object.fromEntries(
		Object.entries(record).filter(([, value]) => value === null || typeof value !== 'object'),
	);

/** The vendor's webhooks: what they subscribe to, and the payloads sent and to be sent. */
export function createWebhooks(outbox: Outbox) {
	function deliver(records: Records, payload: WebhookPayload, now: Date): void {
		const webhook = records.webhooks.find(payload.webhook_id);
		if (!webhook || webhook.paused) return;
		payload.status = 'pending';
		payload.request_headers = headersFor(webhook, payload.body);
		const { payload_url: url } = webhook;
		const delivery = { url, headers: payload.request_headers, body: payload.body };
		outbox.post(delivery, ({ status, delivered, retryIn }) => {
			payload.attempts += 1;
			payload.response_from_http_client = status;
			payload.last_sent_on = now.toISOString();
			payload.status = delivered ? 'delivered' : retryIn === null ? 'failed' : 'pending';
			payload.next_try = retryIn === null ? null : new Date(now.getTime() + retryIn).toISOString();
		});
	}

	/** One payload for each subscribed webhook; a paused one keeps them until it goes on. */
	function onChanges({ records, identity, now }: GuruCall, changes: Change[]): void {
		for (const { table, action, record } of changes) {
			const told = EVENTS[table];
			if (!told) continue;
			for (const webhook of records.webhooks.all()) {
				if (!webhook.events.includes(told.event)) continue;
				const id = records.webhookPayloads.nextId();
				const timestamp = Math.floor(now.getTime() / 1000);
				const model = { id, timestamp, payload: { ...strip(record), action, type: told.type } };
				const payload = records.webhookPayloads.insert({
					webhook_id: webhook.id,
					model,
					body: JSON.stringify(model),
					user_id: identity.userId,
					action,
					attempts: 0,
					status: 'pending',
					last_sent_on: null,
					created_at: now.toISOString(),
					request_headers: {},
					response_from_http_client: null,
					next_try: null,
				});
				deliver(records, payload, now);
			}
		}
	}

	/** docs.txt does not show what a test sends. */
	const testDelivery = (url: string, webhook?: Webhook): Delivery => {
		const body = JSON.stringify({ test: true });
		return {
			url,
			headers: webhook ? headersFor(webhook, body) : { 'Content-Type': 'application/json' },
			body,
		};
	};

	async function testWebhook(call: GuruCall): Promise<string> {
		const webhook = call.records.webhooks.get(idOf(call));
		const status = await outbox.try(testDelivery(webhook.payload_url, webhook));
		if (status === null) throw unreachable(500, webhook.payload_url);
		return `status: ${status}`;
	}

	async function testUrl({ body }: GuruCall): Promise<void> {
		const url = String(body.payload_url);
		const status = await outbox.try(testDelivery(url));
		if (status === null) throw unreachable(422, url);
		if (status >= 300) throw new Refusal(status, [{ message: `${url} answered ${status}` }]);
	}

	function update(call: GuruCall) {
		const { records, now } = call;
		const webhook = records.webhooks.get(idOf(call));
		const { retry_last: retryLast, ...fields } = read(call);
		const resumes = webhook.paused && fields.paused === false;
		records.webhooks.update(webhook.id, { ...fields, updated_at: now.toISOString() });
		const own = records.webhookPayloads.where(({ webhook_id }) => webhook_id === webhook.id);
		const last = own.at(-1);
		const kept = own.filter(({ attempts, status }) => attempts === 0 && status === 'pending');
		if (resumes) for (const payload of kept) deliver(records, payload, now);
		if (retryLast && last && !(resumes && kept.includes(last))) deliver(records, last, now);
		return show(webhook);
	}

	const behaviours: Behaviours = {
		'webhook.getMany': ({ records }) => records.webhooks.all().map(show),
		'webhook.get': (call) => show(call.records.webhooks.get(idOf(call))),
		'webhook.create': (call) => {
			const { retry_last: _none, ...fields } = read(call);
			const stamp = call.now.toISOString();
			const webhook = { ...fields, created_at: stamp, updated_at: stamp };
			return show(
				call.records.webhooks.insert({
					...(webhook as Omit<Webhook, 'id'>),
					user_id: call.identity.userId,
				}),
			);
		},
		'webhook.update': update,
		'webhook.delete': (call) => {
			checkMayManage(call);
			call.records.webhooks.remove(idOf(call));
		},
		'webhook.test': testWebhook,
		'webhook.testPayloadUrl': testUrl,
		'webhook.getPayloads': (call) => {
			const { records } = call;
			const { id } = records.webhooks.get(idOf(call));
			const own = records.webhookPayloads.where(({ webhook_id }) => webhook_id === id);
			return call.page(own).map((payload) => showPayload(payload, records));
		},
		'webhook.resendPayload': (call) => {
			const { records, body, now } = call;
			const webhook = records.webhooks.get(idOf(call));
			const payload = records.webhookPayloads.get(Number(body.id));
			if (payload.webhook_id !== webhook.id) throw notFound(`Webhook Payload ${payload.id}`);
			deliver(records, payload, now);
		},
	};
	return { behaviours, onChanges };
}

/** The fields from the body, checked. */
function read(call: GuruCall): Partial<Webhook> & { retry_last?: boolean } {
	checkMayManage(call);
	const input = call.body as Partial<Webhook>;
	const checks = new Checks();
	checks.notBlank(input.name, 'name');
	checks.that(
		input.payload_url === undefined || /^https?:/.test(protocolOf(input.payload_url)),
		'payload_url',
		'is not a URL',
	);
	checks.that(input.events?.length !== 0, 'events', "can't be blank");
	checks.done();
	return input;
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');

/** docs.txt L5693. */
function checkMayManage({ records, identity }: GuruCall): void {
	if (records.users.get(identity.userId).permissions === 'administrator') return;
	throw new Refusal(403, [{ message: 'Only administrators manage webhooks' }]);
}

const unreachable = (status: number, url: string): Refusal =>
	new Refusal(status, [{ field: 'payload_url', message: `${url} cannot be reached` }]);
