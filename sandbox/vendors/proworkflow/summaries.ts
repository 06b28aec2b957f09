import type { Behaviour } from '../../vendor';
import { contacts } from './contacts';
import { invoices, quotes } from './invoices';
import type { Kind } from './kind';
import { view } from './list';
import { isAssignedTo, projects } from './projects';
import type { Contact, Kept, Records } from './records';
import type { Behaviours, ProCall } from './shared';
import { tasks } from './tasks';

/** docs.txt L1734-1738, L4105-4108. */
const FIELDS = {
	contacts: ['name', 'company', 'email', 'phone'],
	invoices: ['number', 'title', 'company', 'totals'],
	projects: ['number', 'title', 'company'],
	quotes: ['number', 'title', 'company', 'totals'],
	tasks: ['name', 'order', 'project'],
};

type Part = (call: ProCall) => object;

/** The asked page of one kind's records that match. */
const part =
	<T extends Kept>(
		kind: Kind<T>,
		names: string[],
		matches: (record: T, call: ProCall) => boolean,
	): Part =>
	(call) => {
		const size = Number(call.query.pagesize);
		const begin = (Number(call.query.pagenumber) - 1) * size;
		const shown = kind
			.table(call.records)
			.where((record) => matches(record, call))
			.slice(begin, begin + size)
			.map((record) => view(kind, names, record, call));
		return { [kind.key]: shown };
	};

const summaryOf =
	(parts: (call: ProCall) => Record<string, Part>): Behaviour<Records> =>
	(call) => {
		const types = call.query.types as string[];
		const chosen = Object.entries(parts(call)).filter(
			([type]) => types.includes('all') || types.includes(type),
		);
		return chosen.reduce((all, [, show]) => ({ ...all, ...show(call) }), { status: 'Success' });
	};

const isActive = ({ completedate }: { completedate: string }) => completedate === '';
const ofCompany = ({ companyid }: { companyid: number | null }, { path }: ProCall) =>
	companyid === Number(path.companyid);

const companySummary = summaryOf(({ records, path }): Record<string, Part> => {
	const { type } = records.companies.get(Number(path.companyid));
	const people = part(contacts, FIELDS.contacts, ofCompany);
	if (type !== 'client') return type === 'other' ? {} : { contacts: people };
	return {
		contacts: people,
		invoices: part(
			invoices,
			FIELDS.invoices,
			(invoice, call) => ofCompany(invoice, call) && invoice.status === 'unpaid',
		),
		projects: part(
			projects,
			FIELDS.projects,
			(project, call) => ofCompany(project, call) && isActive(project),
		),
		quotes: part(
			quotes,
			FIELDS.quotes,
			(quote, call) => ofCompany(quote, call) && quote.status === 'pending',
		),
		tasks: part(tasks, FIELDS.tasks, (task, call) => ofCompany(task, call) && isActive(task)),
	};
});

const contactSummary = summaryOf(({ records, path }) => {
	const { id }: Contact = records.contacts.get(Number(path.contactid));
	return {
		projects: part(
			projects,
			FIELDS.projects,
			(project) => isAssignedTo(project, id) && isActive(project),
		),
		tasks: part(tasks, FIELDS.tasks, (task) => task.contacts.includes(id) && isActive(task)),
	};
});

export const summaryBehaviours: Behaviours = {
	'company.getSummary': companySummary,
	'contact.getSummary': contactSummary,
};
