import type { JsonObject } from '../../../contracts';
import { addDays, dayOf } from '../../dates';
import { notFound } from '../../refusal';
import { type Amounts, amountsOfInvoice, amountsOfQuote, linesOf, sumOf } from './amounts';
import {
	amount,
	byCompany,
	byProject,
	choice,
	common,
	dayFrom,
	days,
	type Filters,
	type Get,
	search,
} from './filters';
import type { Fields, Kind, Totals } from './kind';
import { listOf, own, together } from './list';
import { blankParty } from './party';
import type { Invoice, InvoiceLine, Kept, Quote } from './records';
import {
	addressOf,
	badRequest,
	type Behaviours,
	companyOf,
	done,
	many,
	one,
	personOf,
	prefixed,
	type ProCall,
	projectOf,
	stampOf,
} from './shared';
import { crudOf, recordOf, removeWhere } from './write';

/** A guess at the account's settings. */
const DAYS_TO_PAY = 30;
const TAX_RATE = 12.5;

type Billed = Kept & Pick<Invoice, 'companyid' | 'projectid' | 'number' | 'title' | 'taxable'>;

/** What invoices and quotes share. */
const billedFields = <T extends Billed>(amounts: Get<T, Amounts>): Fields<T> => {
	const part =
		(name: keyof Amounts): Get<T, JsonObject> =>
		(record, call) => ({
			[name]: amounts(record, call)[name],
		});
	return {
		...own<T>('number', 'title', 'taxable', 'lastmodified'),
		company: ({ companyid }, call) => companyOf(call, companyid),
		project: ({ projectid }, call) => projectOf(call, projectid),
		// The default of `fields` names it so (docs.txt L700).
		projectid: ({ projectid }) => ({ projectid }),
		totals: amounts,
		subtotal: part('subtotal'),
		taxtotal: part('taxtotal'),
		grandtotal: part('grandtotal'),
	};
};

const billedFilters = <T extends Billed>(amounts: Get<T, Amounts>): Filters<T> => ({
	...common(),
	...byCompany(({ companyid }) => companyid),
	...byProject(({ projectid }, { records }) => records.projects.find(projectid)),
	...amount('subtotal', (record, call) => amounts(record, call).subtotal),
	...amount('taxtotal', (record, call) => amounts(record, call).taxtotal),
	...amount('grandtotal', (record, call) => amounts(record, call).grandtotal),
	...choice('taxable', ({ taxable }) => taxable),
	...search('search', ({ number, title }) => [number, title]),
	...search('searchnumber', ({ number }) => [number]),
	...search('searchtitle', ({ title }) => [title]),
});

/** @param dates by `subtotalsdateoption`, with the filter that must come along (L737-739) */
const billedTotals = <T extends Billed & { status: string }>(
	amounts: Get<T, Amounts>,
	dates: Record<string, ReturnType<Totals<T>['date']>>,
): Totals<T> => ({
	sum: (records, call) => sumOf(records.map((record) => amounts(record, call))),
	groups: {
		company: ({ companyid }, call) => companyOf(call, companyid),
		project: ({ projectid }, call) => projectOf(call, projectid),
		status: ({ status }) => ({ status }),
	},
	date: ({ query }) => {
		const date = dates[String(query.subtotalsdateoption)];
		if (!date) throw new Error('The contract has another date option');
		return date;
	},
});

const nextNumber = (count: number) => `INV-${String(count).padStart(5, '0')}`;

const showLine = ({ id, invoiceid: _of, lastmodified: _when, ...line }: InvoiceLine) => ({
	id,
	...line,
});

export const invoices: Kind<Invoice> = {
	key: 'invoices',
	one: 'invoice',
	id: 'invoiceid',
	table: ({ invoices: table }) => table,
	fields: {
		...billedFields<Invoice>(amountsOfInvoice),
		...own<Invoice>('description', 'duedate', 'emaileddate', 'emailedto', 'invoiceddate'),
		...own<Invoice>('paiddate', 'purchaseordernumber', 'showcostbreakdown', 'status', 'taxrate'),
		// The account of the sandbox names no field of its own, and has no Xero.
		customfield: () => ({ customfieldname: '', customfieldvalue: '' }),
		dates: together<Invoice>('invoiceddate', 'duedate', 'paiddate'),
		invoicedby: ({ invoicedbyid }, call) => personOf('invoicedby', call, invoicedbyid),
		xero: () => ({ xero: '' }),
	},
	staffOnly: ['xero'],
	detail: (invoice, call) => ({
		...addressOf(invoice),
		...together<Invoice>('contactid', 'contactname', 'terms')(invoice, call),
		...together<Invoice>('discountvalue', 'discountdescription')(invoice, call),
		addresscompanyname: invoice.companyname,
		lines: linesOf(call, invoice.id).map(showLine),
	}),
	sorts: { companyname: ({ companyid }, call) => companyOf(call, companyid).companyname },
	filters: {
		...billedFilters<Invoice>(amountsOfInvoice),
		...choice('status', ({ status }) => status),
		...days('invoiceddate', ({ invoiceddate }) => invoiceddate),
		...days('duedate', ({ duedate }) => duedate),
		...days('paiddate', ({ paiddate }) => paiddate),
	},
	totals: billedTotals<Invoice>(amountsOfInvoice, {
		invoiced: { from: 'invoiceddatefrom', at: ({ invoiceddate }) => invoiceddate },
		due: { from: 'duedatefrom', at: ({ duedate }) => duedate },
		paid: { from: 'paiddatefrom', at: ({ paiddate }) => paiddate },
	}),
	convert: {
		lines: () => ({}),
		markprojectasinvoiced: () => ({}),
		number: (value, { records }) => ({
			number: value === 'auto' ? nextNumber(records.invoices.nextId()) : value,
		}),
		status: (status, { now, body }) => ({
			status,
			...(status === 'unpaid' ? { paiddate: '' } : {}),
			...(status === 'paid' && body.paiddate === undefined ? { paiddate: dayOf(now) } : {}),
		}),
	},
	blank: ({ records, identity, now }, body) => {
		const company = records.companies.find(Number(body.companyid));
		const contact = records.contacts.find(Number(body.contactid));
		const invoiceddate = dayFrom(body.invoiceddate ?? '+0d', now);
		return {
			companyid: 0,
			contactid: 0,
			projectid: 0,
			number: '',
			title: '',
			description: '',
			status: 'unpaid',
			invoiceddate,
			duedate: addDays(invoiceddate, DAYS_TO_PAY),
			paiddate: '',
			emaileddate: '',
			emailedto: '',
			purchaseordernumber: '',
			invoicedbyid: identity.userId,
			...addressOf(company ?? blankParty()),
			companyname: company?.name ?? '',
			contactname: contact ? `${contact.firstname} ${contact.lastname}` : '',
			discountvalue: 0,
			discountdescription: 'Discount',
			showcostbreakdown: true,
			taxable: true,
			taxrate: TAX_RATE,
			terms: '',
			apifields: [],
		};
	},
	after: (invoice, body, call) => {
		const { lines, markprojectasinvoiced } = body;
		if (lines !== undefined) {
			removeWhere(call.records.invoiceLines, ({ invoiceid }) => invoiceid === invoice.id);
			(lines as JsonObject[]).forEach((line, index) => {
				addLine(invoice.id, line, index + 1, call);
			});
		}
		if (markprojectasinvoiced === true) {
			const lastmodified = stampOf(call.now);
			call.records.projects.update(invoice.projectid, { invoiced: true, lastmodified });
		}
	},
	beforeRemoval: ({ id }, { records }) => {
		removeWhere(records.invoiceLines, ({ invoiceid }) => invoiceid === id);
	},
};

/** What a line is before anything is known of it. */
export const blankLine = (): Omit<
	InvoiceLine,
	'id' | 'invoiceid' | 'displayorder' | 'lastmodified'
> => ({
	type: 'lineitem',
	name: '',
	description: '',
	quantity: 0,
	rate: 0,
	time: 0,
	taxable: true,
});

function addLine(invoice: number, body: JsonObject, displayorder: number, call: ProCall) {
	return call.records.invoiceLines.insert({
		...blankLine(),
		...(body as Partial<InvoiceLine>),
		invoiceid: invoice,
		displayorder,
		lastmodified: stampOf(call.now),
	});
}

/** Numbers the lines anew, with room for some more before the line of this index. */
function makeRoom(call: ProCall, lines: InvoiceLine[], at: number, count: number): number {
	lines.forEach(({ id }, index) => {
		const displayorder = index + 1 + (index < at ? 0 : count);
		call.records.invoiceLines.update(id, { displayorder });
	});
	return at + 1;
}

/**
 * Where new lines go: last, beside another line, or under a number of their own, which moves nothing
 * (docs.txt L6850-6860).
 * @throws Refusal 400 when the other line is of another invoice
 */
function placeOf(displayorder: unknown, invoice: number, call: ProCall): number {
	const [, where, beside] = /^(after|before)(\d+)$/.exec(String(displayorder)) ?? [];
	const lines = linesOf(call, invoice);
	if (where === undefined) {
		return displayorder === 'auto'
			? Math.floor(lines.at(-1)?.displayorder ?? 0) + 1
			: Number(displayorder);
	}
	const index = lines.findIndex(({ id }) => id === Number(beside));
	if (index < 0) throw badRequest(`displayorder: the invoice has no line ${beside}`);
	return makeRoom(call, lines, where === 'after' ? index + 1 : index, 1);
}

const touch = ({ records, now }: ProCall, invoice: number) =>
	records.invoices.update(invoice, { lastmodified: stampOf(now) });

/** @throws Refusal 404 when the invoice has no such line */
function lineOf(call: ProCall): InvoiceLine {
	const invoice = recordOf(invoices, call);
	const line = call.records.invoiceLines.get(Number(call.path.lineid));
	if (line.invoiceid !== invoice.id) throw notFound(`Line ${line.id}`);
	return line;
}

export const quotes: Kind<Quote> = {
	key: 'quotes',
	one: 'quote',
	id: 'quoteid',
	table: ({ quotes: table }) => table,
	fields: {
		...billedFields<Quote>(amountsOfQuote),
		...own<Quote>('approveddate', 'description', 'emaileddate', 'emailedto', 'quoteddate'),
		...own<Quote>('status', 'type', 'validtodate'),
		dates: together<Quote>('quoteddate', 'validtodate', 'approveddate'),
		quotedby: ({ quotedbyid }, call) => personOf('quotedby', call, quotedbyid),
	},
	filters: {
		...billedFilters<Quote>(amountsOfQuote),
		...choice('status', ({ status }) => (status === 'declined' ? status : [status, 'active'])),
		...choice('type', ({ type }) => type),
		...days('approveddate', ({ approveddate }) => approveddate),
		...days('quoteddate', ({ quoteddate }) => quoteddate),
		...days('validtodate', ({ validtodate }) => validtodate),
	},
	totals: billedTotals<Quote>(amountsOfQuote, {
		quoted: { from: 'quoteddatefrom', at: ({ quoteddate }) => quoteddate },
		approved: { from: 'approveddatefrom', at: ({ approveddate }) => approveddate },
	}),
	blank: ({ identity, now }) => ({
		companyid: 0,
		projectid: 0,
		number: '',
		title: '',
		description: '',
		type: 'quote',
		status: 'pending',
		quoteddate: dayOf(now),
		validtodate: '',
		approveddate: '',
		emaileddate: '',
		emailedto: '',
		quotedbyid: identity.userId,
		subtotal: 0,
		taxable: true,
		taxrate: TAX_RATE,
		apifields: [],
	}),
};

const ofCompany = ({ records, path }: ProCall) => {
	const { id } = records.companies.get(Number(path.companyid));
	return ({ companyid }: { companyid: number }) => companyid === id;
};

export const invoiceBehaviours: Behaviours = {
	'quote.getManyByCompany': listOf(quotes, ofCompany),
	...prefixed('invoice', {
		...crudOf(invoices),
		getManyByCompany: listOf(invoices, ofCompany),
		getManyOverdue: listOf(
			invoices,
			({ now }) =>
				({ status, duedate }) =>
					status === 'unpaid' && duedate !== '' && duedate < dayOf(now),
		),
		markAsPaid: (call) => {
			const invoice = recordOf(invoices, call);
			const paiddate = dayFrom(call.body.paiddate ?? '+0d', call.now);
			call.records.invoices.update(invoice.id, { status: 'paid', paiddate });
			return done('Invoice successfully updated', [touch(call, invoice.id)]);
		},
		markAsUnpaid: (call) => {
			const invoice = recordOf(invoices, call);
			call.records.invoices.update(invoice.id, { status: 'unpaid', paiddate: '' });
			return done('Invoice successfully updated', [touch(call, invoice.id)]);
		},
	}),
	...prefixed('invoiceLine', {
		getMany: (call) => many('lines', linesOf(call, recordOf(invoices, call).id).map(showLine)),
		get: (call) => one('line', showLine(lineOf(call))),
		create: (call) => {
			const invoice = recordOf(invoices, call);
			const bodies = [call.body as JsonObject | JsonObject[]].flat();
			const lines = bodies.map((body) =>
				addLine(invoice.id, body, placeOf(body.displayorder, invoice.id, call), call),
			);
			touch(call, invoice.id);
			return done('Line successfully added', lines);
		},
		update: (call) => {
			const line = lineOf(call);
			const lastmodified = stampOf(call.now);
			call.records.invoiceLines.update(line.id, { ...call.body, lastmodified });
			touch(call, line.invoiceid);
			return done('Line successfully updated', [line]);
		},
		delete: (call) => {
			const line = lineOf(call);
			call.records.invoiceLines.remove(line.id);
			touch(call, line.invoiceid);
			return done('Line successfully deleted', [line]);
		},
	}),
};
