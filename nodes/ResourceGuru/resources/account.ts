import { boolean, record, records } from '../../engine';
import { resource } from '../api';

/** Accounts that the signed-in user belongs to (docs.txt L338-403). */
export const account = resource('Account', {
	get: { request: 'GET /v1/accounts/{id}', path: { id: record('account') } },
	getMany: { request: 'GET /v1/accounts', answer: 'list', picker: { name: 'name' } },
	update: {
		request: 'PUT /v1/accounts/{id}',
		path: { id: record('account') },
		body: {
			booking_approvals: boolean({
				label: 'Approval Workflow',
				required: true,
				description: 'Whether bookings need to be approved',
			}),
			default_booking_approver_ids: records('user', {
				required: true,
				description: 'Users who approve bookings where the resource has no approvers of its own',
			}),
			apply_to_all_resources: boolean({
				required: true,
				description: 'Whether to make these users the approvers of every resource',
			}),
		},
	},
});
