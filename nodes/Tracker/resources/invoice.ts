import { record } from '../../engine';
import { resource } from '../api';
import { searchFields, statusFields, undocumented } from '../fields';
import { openPicker } from '../operations';

/** Invoices; the document shows no field of them (docs.txt L1816-1849). */
export const invoice = resource('Invoice', {
	create: { request: 'POST /api/v1/Invoice', body: undocumented({ required: true }) },
	delete: { request: 'DELETE /api/v1/Invoice/{Id}', path: { Id: record('invoice') } },
	get: { request: 'GET /api/v1/Invoice/{Id}', path: { Id: record('invoice') } },
	search: {
		request: 'POST /api/v1/Invoice/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, ...statusFields('invoice'), ...undocumented() },
		picker: openPicker('invoice', 'invoiceNumber'),
	},
	update: {
		request: 'PATCH /api/v1/Invoice/{Id}',
		path: { Id: record('invoice') },
		body: undocumented({ required: true }),
	},
});
