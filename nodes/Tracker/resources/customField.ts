import { byId, resource } from '../api';

/** Fields that an account has made itself (docs.txt L1807-1815). */
export const customField = resource('Custom Field', {
	getListValues: {
		request: 'GET /api/v1/CustomFields/{Id}',
		path: { Id: byId('customFieldList', { label: 'Custom Field List' }) },
		answer: 'list',
		action: 'Get list values of a custom field',
		description: 'Get the values that a custom field offers to choose from',
	},
});
