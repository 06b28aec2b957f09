import type { Outbox } from '../../outbox';
import type { Change } from '../../table';
import { idOf } from './kind';
import { RECORD_TYPES, type Records, type Webhook } from './records';
import { type Behaviours, existing, failure, outcome, sameText, type TrackerCall } from './shared';

/** By what a change of the records is; the names are guessed (README). */
const ACTIONS: Record<Change['action'], string> = {
	create: 'Created',
	update: 'Updated',
	delete: 'Deleted',
};

/** @throws Refusal 422 */
function read({ body }: TrackerCall, current?: Webhook) {
	const { url, action, recordType } = { ...current, ...(body as Partial<Webhook>) };
	if (url === undefined || !URL.canParse(url) || !/^https?:/.test(url)) {
		throw failure('url is not an address');
	}
	const known = <T extends string>(names: readonly T[], given: unknown, field: string): T => {
		const found = names.find((name) => sameText(name, given));
		if (!found) throw failure(`${field}: ${String(given)} is not one of ${names.join(', ')}`);
		return found;
	};
	return {
		url,
		action: known(Object.values(ACTIONS), action, 'action'),
		recordType: known(RECORD_TYPES, recordType, 'recordType'),
	};
}

/** Registrations, and the barest calls: docs.txt does not show what is sent. */
export function createWebhooks(outbox: Outbox) {
	function tell(records: Records, changes: Change[]): void {
		for (const { table, action, record } of changes) {
			const hooks = records.webhooks.where(
				(hook) => hook.recordType === table && hook.action === ACTIONS[action],
			);
			for (const { id, url, ...hook } of hooks) {
				const payload = {
					hookId: id,
					action: hook.action,
					recordType: hook.recordType,
					id: record.id,
				};
				const headers = { 'Content-Type': 'application/json' };
				outbox.post({ url, headers, body: JSON.stringify(payload) }, () => undefined);
			}
		}
	}

	const behaviours: Behaviours = {
		'webhook.create': (call) => {
			const { records, identity, now } = call;
			const stamp = now.toISOString();
			const made = { userId: identity.userId, created: stamp, updated: stamp };
			const { id } = records.webhooks.insert({ ...read(call), ...made });
			return outcome(id, 'Webhook created');
		},
		'webhook.update': (call) => {
			const hook = existing(call.records.webhooks, call.body.id);
			call.records.webhooks.update(hook.id, {
				...read(call, hook),
				updated: call.now.toISOString(),
			});
			return outcome(hook.id, 'Webhook updated');
		},
		// An object for each of its actions; a hook has one (docs.txt L6523-6533).
		'webhook.getActions': ({ records, path }) => [records.webhooks.get(Number(path.hookId))],
		'webhook.getActionOptions': () =>
			Object.values(ACTIONS).map((action, index) => ({ id: index + 1, action })),
		'webhook.getMany': ({ records }) => records.webhooks.all(),
		'webhook.get': (call) => call.records.webhooks.get(idOf(call)),
		'webhook.delete': (call) => {
			call.records.webhooks.remove(idOf(call));
		},
	};
	return { behaviours, tell };
}
