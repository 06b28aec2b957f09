import type { Invoice, InvoiceLine, Quote } from './records';
import type { ProCall } from './shared';

export interface Amounts extends Record<string, number> {
	subtotal: number;
	taxtotal: number;
	grandtotal: number;
}

const cents = (value: number) => Math.round(value * 100) / 100;

const amountsOf = (subtotal: number, tax: number): Amounts => ({
	subtotal: cents(subtotal),
	taxtotal: cents(tax),
	grandtotal: cents(cents(subtotal) + cents(tax)),
});

/** Rates are per hour, times in minutes (docs.txt L6563). */
function amountOf({ type, quantity, rate, time }: InvoiceLine): number {
	if (type === 'heading') return 0;
	return type === 'staffrate' || type === 'taskrate' ? (rate * time) / 60 : rate * quantity;
}

/** The lines of an invoice, in their order. */
export const linesOf = ({ records }: Pick<ProCall, 'records'>, invoice: number): InvoiceLine[] =>
	records.invoiceLines
		.where(({ invoiceid }) => invoiceid === invoice)
		.toSorted((one, other) => one.displayorder - other.displayorder || one.id - other.id);

/** The discount takes its share of what is taxable. */
export function amountsOfInvoice(invoice: Invoice, call: Pick<ProCall, 'records'>): Amounts {
	const lines = linesOf(call, invoice.id);
	const sum = (some: InvoiceLine[]) => some.reduce((total, line) => total + amountOf(line), 0);
	const gross = sum(lines);
	const discount = String(invoice.discountvalue);
	const share = Number(discount.replace('%', '')) || 0;
	const net = gross - (discount.endsWith('%') ? (gross * share) / 100 : share);
	const taxed = gross === 0 ? 0 : (sum(lines.filter(({ taxable }) => taxable)) * net) / gross;
	return amountsOf(net, invoice.taxable ? (taxed * invoice.taxrate) / 100 : 0);
}

export const amountsOfQuote = ({ subtotal, taxable, taxrate }: Quote): Amounts =>
	amountsOf(subtotal, taxable ? (subtotal * taxrate) / 100 : 0);

/** All of them together. */
export function sumOf(each: Amounts[]): Amounts {
	const total = (name: keyof Amounts) =>
		each.reduce((sum, amounts) => sum + (amounts[name] ?? 0), 0);
	return amountsOf(total('subtotal'), total('taxtotal'));
}

const ofProject =
	(project: number) =>
	({ projectid }: { projectid: number }) =>
		projectid === project;

/** Before tax: a guess. */
export const totalOfInvoices = (project: number, call: ProCall): number =>
	sumOf(call.records.invoices.where(ofProject(project)).map((each) => amountsOfInvoice(each, call)))
		.subtotal;

export const totalOfQuotes = (project: number, { records }: ProCall): number =>
	sumOf(records.quotes.where(ofProject(project)).map(amountsOfQuote)).subtotal;
