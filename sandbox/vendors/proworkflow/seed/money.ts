import { words } from '../../../words';
import { addressOf } from '../shared';
import { blankLine, invoices, quotes } from '../invoices';
import type { InvoiceLine } from '../records';
import type { Plot } from './plot';

/** Project, days from now to the invoice and to the day it is due; paid so many days after the first. */
const INVOICES: Array<[number, number, number, number?]> = [
	[1, -20, 10],
	[2, -15, 15],
	[3, -50, -20],
	[1, -60, -30],
	[4, -5, 25],
	[7, 0, 30],
	[3, -40, -10],
	[5, -120, -90, 20],
	[6, -45, -15, 10],
	[5, -110, -80, 30],
	[2, -30, 0, 12],
	[1, -90, -60, 25],
];

/** Project, days from now to the quote, and what became of it. */
const QUOTES: Array<[number, number, 'pending' | 'approved' | 'declined', 'quote' | 'estimate']> = [
	[1, -70, 'approved', 'quote'],
	[2, -40, 'approved', 'quote'],
	[3, -100, 'approved', 'estimate'],
	[4, -20, 'pending', 'quote'],
	[1, -10, 'pending', 'estimate'],
	[5, -220, 'approved', 'quote'],
	[6, -170, 'declined', 'quote'],
	[7, -3, 'pending', 'quote'],
	[1, -65, 'declined', 'estimate'],
];

const EXPENSES = words('Train ticket, Paper, Typefaces, Hotel, Photographs, Server, Taxi, Models');

export function seedMoney(plot: Plot): void {
	seedInvoices(plot);
	seedQuotes(plot);
	const { records, day, changed } = plot;
	EXPENSES.forEach((name, index) => {
		records.expenses.insert({
			...changed(4 * index),
			// The last two are of projects that are complete.
			projectid: index < 6 ? 1 + (index % 4) : index - 1,
			contactid: 1 + (index % 4),
			name,
			description: index % 2 === 0 ? 'With receipt' : '',
			cost: 25 + 12.5 * index,
			date: day(-3 * index),
			invoiced: index % 3 === 0,
			taxable: index % 4 !== 3,
		});
	});
}

function seedInvoices({ records, day, changed, call }: Plot): void {
	INVOICES.forEach(([projectid, made, due, paid], index) => {
		const { companyid, title, clients, managerid } = records.projects.get(projectid);
		const company = records.companies.get(companyid);
		const contact = records.contacts.get(clients[0] ?? 1);
		records.invoices.insert({
			...invoices.blank(call, { companyid, contactid: contact.id }),
			...addressOf(company),
			...changed(index === 2 ? 0 : Math.max(0, -made - (paid ?? 0))),
			companyid,
			contactid: contact.id,
			projectid,
			number: `INV-${String(index + 1).padStart(5, '0')}`,
			title: `${title}, part ${1 + (index % 3)}`,
			status: paid === undefined ? 'unpaid' : 'paid',
			invoiceddate: day(made),
			duedate: day(due),
			paiddate: paid === undefined ? '' : day(made + paid),
			emaileddate: index % 2 === 0 ? day(made) : '',
			emailedto: index % 2 === 0 ? contact.email : '',
			purchaseordernumber: index % 4 === 0 ? `PO-${700 + index}` : '',
			invoicedbyid: managerid,
			discountvalue: index === 1 ? '10%' : index === 3 ? 50 : 0,
			taxable: index !== 4,
			apifields: index % 3 === 0 ? [{ id: 1, value: 'Europe' }] : [],
		});
	});
	const lines: Array<(index: number) => Partial<InvoiceLine>> = [
		(index) => ({ type: 'lineitem', name: 'Design', quantity: 1 + (index % 3), rate: 400 }),
		(index) => ({ type: 'staffrate', name: 'Ada Thornton', time: 90 + 30 * index, rate: 80 }),
		() => ({ type: 'expense', name: 'Paper', quantity: 2, rate: 37.5, taxable: false }),
	];
	// One of each, then the next of each: the first ids belong to invoices of the same ids.
	lines.forEach((line, order) => {
		for (const { id, lastmodified } of records.invoices.all()) {
			records.invoiceLines.insert({
				...blankLine(),
				...line(id),
				invoiceid: id,
				displayorder: order + 1,
				lastmodified,
			});
		}
	});
}

function seedQuotes({ records, day, changed, call }: Plot): void {
	QUOTES.forEach(([projectid, made, status, type], index) => {
		const { companyid, title, managerid } = records.projects.get(projectid);
		records.quotes.insert({
			...quotes.blank(call, {}),
			...changed(-made),
			companyid,
			projectid,
			number: `QUO-${String(index + 1).padStart(5, '0')}`,
			title: `${title}: ${type}`,
			type,
			status,
			quoteddate: day(made),
			validtodate: day(made + 30),
			approveddate: status === 'approved' ? day(made + 7) : '',
			quotedbyid: managerid,
			subtotal: 800 + 350 * index,
			taxable: index % 4 !== 3,
			apifields: index % 3 === 0 ? [{ id: 1, value: 'Asia' }] : [],
		});
	});
}
