import { choice, common, ids, search } from './filters';
import type { Kind } from './kind';
import { listOf, own, together } from './list';
import { blankParty } from './party';
import { type Company, PROFILES, type Records } from './records';
import {
	addressOf,
	type Behaviours,
	entries,
	many,
	people,
	prefixed,
	type ProCall,
	stampOf,
} from './shared';
import { crudOf, membership, recordOf, removeWhere } from './write';

export const companies: Kind<Company> = {
	key: 'companies',
	one: 'company',
	id: 'companyid',
	table: ({ companies: table }) => table,
	fields: {
		...own<Company>('code', 'name', 'type', 'email', 'fax', 'phone', 'website', 'image'),
		...own<Company>('lastmodified'),
		address: addressOf,
		contacts: ({ id }, call) => {
			const theirs = call.records.contacts.where(({ companyid }) => companyid === id);
			return {
				contacts: people(
					call,
					theirs.map((contact) => contact.id),
				),
			};
		},
		tags: ({ tagid }, { records }) => ({ tags: entries(records.tags, tagid) }),
	},
	detail: together<Company>(...PROFILES),
	filters: {
		...common(),
		...ids('divisionid', ({ divisionid }) => divisionid),
		...choice('pending', ({ pending }) => pending),
		...choice('type', ({ type }) => type),
		...ids('tagid', ({ tagid }) => tagid),
		...search('search', ({ name, code }) => [name, code]),
		...search('searchcode', ({ code }) => [code]),
		...search('searchemail', ({ email }) => [email]),
		...search('searchname', ({ name }) => [name]),
	},
	blank: () => ({ ...blankParty(), name: '', code: '', phone: '', website: '', divisionid: 1 }),
	beforeRemoval: (company, call) => {
		const { records, query, now } = call;
		for (const contact of records.contacts.where(({ companyid }) => companyid === company.id)) {
			if (query.deletecontacts === true) records.contacts.remove(contact.id);
			// They are kept, but of no use until they have a company again (docs.txt L296).
			else records.contacts.update(contact.id, { companyid: null, lastmodified: stampOf(now) });
		}
		removeWork(company.id, records);
	},
};

/** A guess: what was done for a company goes with it. */
function removeWork(company: number, records: Records): void {
	const theirs = ({ companyid }: { companyid: number | null }) => companyid === company;
	const idsOf = (found: Array<{ id: number }>) => new Set(found.map(({ id }) => id));
	const projects = idsOf([
		...records.projects.where(theirs),
		...records.projectRequests.where(theirs),
	]);
	const tasks = idsOf(records.tasks.where(theirs));
	const invoices = idsOf(records.invoices.where(theirs));
	const inThem = ({ projectid, taskid }: { projectid: number | null; taskid?: number | null }) =>
		projects.has(projectid ?? 0) || tasks.has(taskid ?? 0);
	removeWhere(records.companyNotes, ({ ofid }) => ofid === company);
	removeWhere(records.invoiceLines, ({ invoiceid }) => invoices.has(invoiceid));
	removeWhere(records.timeRecords, ({ taskid }) => tasks.has(taskid));
	removeWhere(records.messages, inThem);
	removeWhere(records.files, inThem);
	removeWhere(records.folders, inThem);
	removeWhere(records.expenses, inThem);
	removeWhere(records.invoices, theirs);
	removeWhere(records.quotes, theirs);
	removeWhere(records.tasks, theirs);
	removeWhere(records.projects, theirs);
	removeWhere(records.projectRequests, theirs);
}

const ofType = (type: string) => listOf(companies, () => (company) => company.type === type);

const tagsOf = (call: ProCall) => entries(call.records.tags, recordOf(companies, call).tagid);

export const companyBehaviours: Behaviours = prefixed('company', {
	...crudOf(companies),
	getManyClients: ofType('client'),
	getManyContractors: ofType('contractor'),
	getManyStaff: ofType('staff'),
	getTags: (call) => many('tags', tagsOf(call)),
	updateTags: membership(companies, 'tagid'),
});
