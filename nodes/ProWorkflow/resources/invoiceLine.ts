import { decimal, record } from '../../engine';
import { resource } from '../api';
import { lineFields, lineType, place } from '../invoiceLines';

const path = { invoiceid: record('invoice'), lineid: record('invoiceLine') };

/** Single lines of invoices (docs.txt L6765-6976). */
export const invoiceLine = resource('Invoice Line', {
	create: {
		request: 'POST /invoices/{invoiceid}/lines',
		path: { invoiceid: record('invoice') },
		body: { type: lineType, ...lineFields(), displayorder: place },
		bulk: { size: 100 },
	},
	delete: { request: 'DELETE /invoices/{invoiceid}/lines/{lineid}', path },
	get: { request: 'GET /invoices/{invoiceid}/lines/{lineid}', path },
	getMany: {
		request: 'GET /invoices/{invoiceid}/lines',
		path: { invoiceid: record('invoice') },
		answer: 'list',
		picker: {
			name: ({ name, description }: Record<string, unknown>) => String(name || description),
		},
	},
	update: {
		request: 'PUT /invoices/{invoiceid}/lines/{lineid}',
		path,
		body: { ...lineFields(), displayorder: decimal() },
	},
});
