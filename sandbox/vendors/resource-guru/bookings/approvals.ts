import { Refusal, unprocessable } from '../../../refusal';
import type { ApprovalState, Records, Resource } from '../records';
import { ACCOUNT_ID, Checks, type GuruCall, idOf } from '../shared';
import { updateBooking } from './changes';
import { siblingsOf } from './view';

/** Bookings of a resource with approvers wait for one of them, where the account wants that. */
export function approvalFor(records: Records, resource: Resource): ApprovalState | null {
	return records.accounts.get(ACCOUNT_ID).booking_approvals &&
		resource.booking_approver_ids.length > 0
		? { status: 'pending', resolved_by: null, resolved_at: null, message: null }
		: null;
}

/** @throws Refusal 403 unless the user approves bookings of the resource, or may do everything */
function checkMayResolve({ records, identity }: GuruCall, resource: Resource): void {
	const user = records.users.get(identity.userId);
	const may =
		user.permissions === 'administrator' || resource.booking_approver_ids.includes(user.id);
	if (!may)
		throw new Refusal(403, [{ message: `You do not approve bookings of ${resource.name}` }]);
}

/** Approves or declines for some resources of a booking (docs.txt L1617-1637). */
export function resolveApproval(call: GuruCall): void {
	const { records, now, identity } = call;
	const siblings = siblingsOf(records.bookings.get(idOf(call)), records);
	const input = call.body as {
		resolution: 'approved' | 'declined';
		resource_ids: number[];
		reason?: string | null;
	};
	const checks = new Checks();
	const chosen = input.resource_ids.flatMap((resourceId) => {
		const found = siblings.find(({ resource_id }) => resource_id === resourceId);
		const needsApproval = found !== undefined && found.approval_state !== null;
		checks.that(needsApproval, 'resource_ids', `${resourceId} needs no approval in this booking`);
		return found ?? [];
	});
	checks.done();
	for (const { resource_id } of chosen) checkMayResolve(call, records.resources.get(resource_id));
	for (const { id } of chosen) {
		updateBooking(call, id, {
			approval_state: {
				status: input.resolution,
				resolved_by: identity.userId,
				resolved_at: now.toISOString(),
				message: input.resolution === 'declined' ? (input.reason ?? null) : null,
			},
		});
	}
}

/** Reminding sends mail, of which nothing is seen; but there must be somebody to remind. */
export function remindApprovers({ records, path }: GuruCall): void {
	const booking = records.bookings.get(Number(path.id));
	const pending = siblingsOf(booking, records).some(
		({ approval_state }) => approval_state?.status === 'pending',
	);
	if (!pending) throw unprocessable({ message: 'No approval of this booking is pending' });
}
