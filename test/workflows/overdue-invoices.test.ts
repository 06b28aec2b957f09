/** Example 05 where little is known of a company, and where nothing is overdue. */
import { daysAgo, debtors, overdue } from '../../examples/overdueInvoices';
import { examples, openStage, type Stage } from '../../examples/stage';
import type { WorkflowFile } from '../../host';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => {
	stage.sandbox.reset();
});

const { workflow } = examples()[4] as { workflow: WorkflowFile };
const vendors = () => stage.sandbox.vendors;
const records = () => vendors().proWorkflow.records;

/** The rows, the message, and what stopped the run. */
async function run() {
	const { error, items } = await stage.host.run(workflow);
	const jsonOf = (name: string) => items[name]?.[0]?.map(({ json }) => json) ?? [];
	return { error, rows: jsonOf('Debtors'), messages: jsonOf('Message') };
}

test('it only reads, and asks for each company once', async () => {
	const { error, rows } = await run();
	expect(error).toBeUndefined();
	expect(rows).toEqual(debtors(vendors()));
	expect(new Set(stage.sandbox.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
	expect(stage.sandbox.requests).toHaveLength(1 + 2 * rows.length);
});

test('nothing overdue, nothing to send', async () => {
	for (const { id } of overdue(vendors())) records().invoices.update(id, { duedate: daysAgo(0) });
	expect(await run()).toEqual({ error: undefined, rows: [], messages: [] });
});

test('one company without any contact is called at its own number', async () => {
	const [{ companyid } = { companyid: 0 }, ...others] = overdue(vendors());
	for (const { id } of others) records().invoices.update(id, { status: 'paid' });
	for (const { id } of records().contacts.where((contact) => contact.companyid === companyid)) {
		records().contacts.remove(id);
	}
	const { name, phone, email } = records().companies.get(companyid);
	const { error, rows, messages } = await run();
	expect(error).toBeUndefined();
	expect(rows).toEqual([expect.objectContaining({ company: name, person: '', phone, email })]);
	expect(messages[0]?.subject).toMatch(/^1 company owes \d+\.\d\d in overdue invoices$/);
});

test('two companies of one name stay apart; after 30 days it is time to call', async () => {
	const [one, other] = overdue(vendors());
	if (!one || !other) throw new Error('The seed has too few overdue invoices');
	const { name } = records().companies.get(one.companyid);
	records().companies.update(other.companyid, { name });
	records().invoices.update(one.id, { duedate: daysAgo(30) });
	records().invoices.update(other.id, { duedate: daysAgo(31) });
	const { rows } = await run();
	const theirs = rows.filter(({ company }) => company === name);
	expect(theirs.map(({ whatToDo }) => whatToDo).sort()).toEqual(['Call', 'Remind']);
});
