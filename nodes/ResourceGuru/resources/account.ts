import type { IDataObject } from 'n8n-workflow';

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
				description: 'Users who approve bookings where the resource has no approvers of its own',
			}),
			apply_to_all_resources: boolean({
				required: true,
				description: 'Whether to make the default approvers those of every resource',
			}),
		},
		// All three are needed (L360-362); the approvers stay as they are unless others are given.
		merges: {
			read: 'get',
			body: ({ default_booking_approver_ids }: IDataObject) => ({ default_booking_approver_ids }),
		},
	},
});
