import { boolean, choice, decimal, record, text } from '../../engine';
import { namesIn, resource } from '../api';
import { address, apiFields, longText, taxable } from '../body';
import { day, each, ids, several, staff } from '../fields';
import {
	anyStatus,
	days,
	division,
	fields,
	listed,
	ofBills,
	own,
	searchIn,
	status,
	subtotals,
} from '../filters';
import { lines } from '../invoiceLines';

const unpaidFirst = { status: status('unpaid', 'paid') };
const bySubtotals = subtotals('invoiced', 'due', 'paid');

/** What invoices of one company and overdue ones return, and in which orders. */
const shown = `apifields company dates duedate emaileddate emailedto grandtotal invoicedby invoiceddate
	lastmodified number paiddate project purchaseordernumber status subtotal taxable taxtotal title totals
	xero none`;
const sortBy = 'id number title';

/** Body of create and update (docs.txt L6385-6552, L6607-6760). */
const body = {
	title: text({ required: ['create'] }),
	lines: lines({ required: ['create'] }),
	...address,
	...apiFields,
	...taxable,
	...each('companyname contactname', text({ description: 'In the address of the invoice' })),
	...each('number discountdescription', text()),
	...each('duedate invoiceddate', day()),
	description: longText,
	discountvalue: text({
		label: 'Discount',
		placeholder: 'e.g. 500 or 10%',
		matches: { pattern: /^\d+(\.\d+)?%?$/, expected: 'an amount or a percentage such as 10%' },
	}),
	showcostbreakdown: boolean({
		default: true,
		description: 'Whether ProWorkflow shows the cost breakdown',
	}),
	taxrate: decimal({ label: 'Tax Rate (%)', min: 0, description: 'Instead of the default rate' }),
};

/** Invoices (docs.txt L689-889 and L6097-7216). */
export const invoice = resource('Invoice', {
	create: {
		request: 'POST /invoices',
		body: {
			companyid: record('company', { required: true }),
			contactid: record('contact', { required: true }),
			projectid: record('project', { required: true }),
			...body,
			markprojectasinvoiced: boolean({
				description: 'Whether the project becomes invoiced, too',
			}),
			number: text({ description: 'By default the next one' }),
			terms: longText,
		},
	},
	delete: { request: 'DELETE /invoices/{invoiceid}', path: { invoiceid: record('invoice') } },
	get: {
		request: 'GET /invoices/{invoiceid}',
		path: { invoiceid: record('invoice') },
		simplify: namesIn(
			'id number title companyname projecttitle status invoiceddate duedate grandtotal lines',
		),
	},
	getMany: {
		request: 'GET /invoices',
		...listed(
			{
				...fields(
					`apifields company customfield dates description duedate emaileddate
						emailedto invoicedby invoiceddate lastmodified number paiddate project
						purchaseordernumber showcostbreakdown status taxable taxrate title
						totals none`,
				),
				...bySubtotals,
			},
			'companyname duedate id invoiceddate number title',
			{
				...ofBills,
				...own,
				...unpaidFirst,
				...days('duedate invoiceddate paiddate'),
				...searchIn('number and title'),
				companyid: several('company'),
				managerid: staff(),
				projectcategoryid: ids(),
				projectid: ids(),
				projectstatus: anyStatus,
			},
		),
		description: 'Get many invoices of all companies, or what they add up to',
		picker: {
			name: ({ number, title }: Record<string, unknown>) => [number, title].join(' '),
			search: 'search',
			order: { sortby: 'number', sortorder: 'desc', status: 'all' },
		},
	},
	getManyByCompany: {
		request: 'GET /companies/{companyid}/invoices',
		path: { companyid: record('company') },
		...listed({ ...fields(`${shown} description`), ...bySubtotals }, sortBy, {
			...ofBills,
			...unpaidFirst,
			...days('duedate invoiceddate paiddate'),
		}),
		description: 'Get many invoices of a company, or what they add up to',
	},
	getManyOverdue: {
		request: 'GET /invoices/overdue',
		...listed({ ...fields(shown), ...bySubtotals }, sortBy, {
			...ofBills,
			...division,
			...days('invoiceddate'),
			...searchIn('number and title'),
			companyid: several('company'),
			projectid: ids(),
		}),
		action: 'Get many overdue invoices',
		description:
			'Get many unpaid invoices that are past their due date, of all companies or of some',
	},
	markAsPaid: {
		request: 'PUT /invoices/{invoiceid}/markaspaid',
		path: { invoiceid: record('invoice') },
		body: { paiddate: day({ description: 'By default today' }) },
		action: 'Mark an invoice as paid',
		description: 'Mark an invoice as paid',
	},
	markAsUnpaid: {
		request: 'PUT /invoices/{invoiceid}/markasunpaid',
		path: { invoiceid: record('invoice') },
		action: 'Mark an invoice as unpaid',
		description: 'Mark an invoice as unpaid',
	},
	update: {
		request: 'PUT /invoices/{invoiceid}',
		path: { invoiceid: record('invoice') },
		body: {
			...body,
			lines: lines({ description: 'They replace all lines that there are' }),
			paiddate: day(),
			projectid: record('project', { listed: false }),
			status: choice({ unpaid: 'Unpaid', paid: 'Paid' }),
		},
	},
});
