import type { Account, Records } from './records';
import { type Behaviours, Checks, idOf, nameOf } from './shared';

/** docs.txt L340-356: booking_approvals can be set, but is not shown. */
function show({ owner_id, booking_approvals: _hidden, ...account }: Account, records: Records) {
	const owner = records.users.get(owner_id);
	const { id, email, timezone } = owner;
	return { ...account, owner: { id, name: nameOf(owner), email, timezone } };
}

/** docs.txt L386-402: a list shows other fields than a single account. */
function showInList(account: Account, records: Records) {
	const { on_trial: _trial, trial_expires_on: _expiry, ...shown } = show(account, records);
	return {
		...shown,
		rootdomain: 'resourceguruapp.com',
		dashboard_path: `/hi/${account.subdomain}`,
	};
}

interface AccountInput {
	booking_approvals: boolean;
	default_booking_approver_ids: number[];
	apply_to_all_resources: boolean;
}

export const accountBehaviours: Behaviours = {
	'account.getMany': ({ records }) =>
		records.accounts.all().map((account) => showInList(account, records)),
	'account.get': (call) => show(call.records.accounts.get(idOf(call)), call.records),
	'account.update': (call) => {
		const { records, now } = call;
		const { apply_to_all_resources: applyToAll, ...fields } = call.body as unknown as AccountInput;
		const account = records.accounts.get(idOf(call));
		const checks = new Checks();
		checks.users(records, fields.default_booking_approver_ids, 'default_booking_approver_ids');
		checks.done();
		if (applyToAll) {
			for (const { id } of records.resources.where(({ deleted }) => !deleted)) {
				records.resources.update(id, {
					booking_approver_ids: [...fields.default_booking_approver_ids],
				});
			}
		}
		const updated_at = now.toISOString();
		return show(records.accounts.update(account.id, { ...fields, updated_at }), records);
	},
};
