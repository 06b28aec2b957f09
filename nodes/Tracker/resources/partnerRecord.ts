import { record, text } from '../../engine';
import type { FieldOptions } from '../../engine';
import { byId, named, resource } from '../api';
import { sorting } from '../fields';

const partnersId = (options: FieldOptions = {}) =>
	text({
		label: "Partner's Record ID",
		description: 'The ID of the record in the system of the partner',
		...options,
	});

/** Which record of Tracker RMS is which one of a partner (docs.txt L2679-2684). */
const fields = {
	partnerId: record('partner', { required: ['create'] }),
	partnerRecordId: partnersId({ required: ['create'] }),
	recordType: named('recordType', { required: ['create'] }),
	recordId: byId('record', { required: ['create'] }),
};

const path = { Id: byId('partnerRecord') };

/** Links between records here and in the systems of partners (docs.txt L2659-3027). */
export const partnerRecord = resource('Partner Record', {
	create: { request: 'POST /api/v1/PartnerRecord', body: fields },
	delete: { request: 'DELETE /api/v1/PartnerRecord/{Id}', path },
	getManyByPartner: {
		request: 'GET /api/v1/PartnerRecord/{PartnerRecordId}/Partner/{PartnerId}',
		path: {
			PartnerRecordId: partnersId(),
			PartnerId: record('partner'),
		},
		answer: 'list',
	},
	search: {
		request: 'POST /api/v1/PartnerRecord/Search',
		answer: 'pages',
		readsOnly: true,
		body: {
			partnerId: record('partner'),
			partnerTypeId: text(),
			recordId: byId('record'),
			recordType: named('recordType'),
			...sorting,
		},
	},
	update: { request: 'PATCH /api/v1/PartnerRecord/{Id}', path, body: fields },
});
