/** What example 05 must say: who owes how much, since when, and whom to call about it. */
import assert from 'node:assert/strict';
import { amountsOfInvoice } from '../sandbox/vendors/proworkflow/amounts';
import type { Sandbox } from '../sandbox';
import type { Expectation } from './expectations';

/** As the workflow's Settings say. */
const CALL_AFTER_DAYS = 30;

const DAY = 86_400_000;

export const overdueInvoices: Expectation = ({ vendors }) => {
	const { invoices, invoiceLines, contacts } = vendors.proWorkflow.records;
	const [first, second] = overdue(vendors);
	assert.ok(first && second, 'the scene needs overdue invoices');
	// One company owes twice; in another one nobody has a phone.
	const { id: _id, ...again } = first;
	const late = invoices.insert({ ...again, number: 'INV-AGAIN', duedate: daysAgo(3) });
	for (const { id: _line, ...line } of invoiceLines.where(
		({ invoiceid }) => invoiceid === first.id,
	)) {
		invoiceLines.insert({ ...line, invoiceid: late.id });
	}
	invoices.insert({ ...again, number: 'INV-TODAY', duedate: daysAgo(0) });
	for (const { id } of contacts.where(({ companyid }) => companyid === second.companyid)) {
		contacts.update(id, { workphone: '', mobilephone: '' });
	}
	const expected = debtors(vendors);

	return ({ items }) => {
		const rows = items.Debtors?.[0]?.map(({ json }) => json) ?? [];
		assert.deepEqual(rows, expected);
		const [message, ...more] = items.Message?.[0]?.map(({ json }) => json) ?? [];
		assert.ok(message && more.length === 0, 'one message');
		const sum = expected.reduce((whole, { total }) => whole + total, 0).toFixed(2);
		assert.equal(message.subject, `${expected.length} companies owe ${sum} in overdue invoices`);
		assert.equal((message.text as string).split('\n').length, expected.length);
		return `${expected.length} companies owe ${sum}, and each has somebody to call`;
	};
};

export const daysAgo = (days: number) =>
	new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

type Vendors = Sandbox['vendors'];

/** Unpaid, and due before today. */
export const overdue = ({ proWorkflow: { records } }: Vendors) =>
	records.invoices.where(({ status, duedate }) => status === 'unpaid' && duedate < daysAgo(0));

/** One row for each company that owes something, the largest sum first. */
export function debtors(vendors: Vendors) {
	const { records } = vendors.proWorkflow;
	const companies = [...new Set(overdue(vendors).map(({ companyid }) => companyid))];
	return companies
		.map((id) => {
			const { name, phone, email } = records.companies.get(id);
			const theirs = overdue(vendors)
				.filter(({ companyid }) => companyid === id)
				.map((invoice) => ({
					...invoice,
					amount: amountsOfInvoice(invoice, { records }).grandtotal,
				}));
			const [person] = records.contacts.where(
				({ companyid, pending, workphone, mobilephone }) =>
					companyid === id && !pending && (workphone || mobilephone) !== '',
			);
			const oldest = theirs.map(({ duedate }) => duedate).toSorted()[0] ?? '';
			const oldestDays = Math.round((Date.parse(daysAgo(0)) - Date.parse(oldest)) / DAY);
			return {
				whatToDo: oldestDays > CALL_AFTER_DAYS ? 'Call' : 'Remind',
				company: name,
				total: Number(theirs.reduce((sum, { amount }) => sum + amount, 0).toFixed(2)),
				invoiceCount: theirs.length,
				invoices: theirs
					.map(({ number, amount }) => `${number} of ${amount.toFixed(2)}`)
					.join(', '),
				oldestDays,
				person: person ? `${person.firstname} ${person.lastname}` : '',
				phone: person ? person.workphone || person.mobilephone : phone,
				email: person?.email || email,
			};
		})
		.toSorted((one, other) => other.total - one.total);
}
