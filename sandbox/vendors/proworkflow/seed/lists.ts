import type { Table } from '../../../table';
import { words } from '../../../words';
import { type Named, type Records, type Role, SETTINGS } from '../records';
import { PERMISSION_OF } from '../permissions';
import type { Plot } from './plot';

/** The lists that are kept in the application, and that this API does not reach. */
const LISTS = {
	tags: 'Important, Newsletter, Prospect, Partner, Late payer',
	teams: 'Design, Development',
	projectCategories: 'Website, Print, Film, Campaign',
	taskCategories: 'Administration, Training, Meetings',
	noteCategories: 'Ideas, Minutes, Rules',
	customStatuses: 'On hold, In review, Waiting for the client',
	customFields: 'Region, Industry, Budget holder',
	apiFields: 'Region, Industry, External number',
} satisfies Partial<Record<keyof Records, string>>;

const GROUPS = [
	['Graphics', 1],
	['Illustration', 1],
	['Front end', 2],
	['Back end', 2],
] as const;

/** Which permissions each role has beside looking; the first may do everything. */
const ROLES = [
	['Super User', words('Companies, Contacts, Projects, Tasks, Time, Invoices, Quotes, Expenses')],
	['Project Manager', words('Companies, Contacts, Projects, Tasks, Time, Expenses')],
	['Accountant', words('Invoices, Quotes, Expenses')],
	['Designer', []],
] as const;

/** What every member of staff may do. */
const FOR_ALL = words('Events, Files, Messages, Notes, Project Requests');

export function seedLists({ records }: Plot): void {
	for (const [list, names] of Object.entries(LISTS)) {
		const table: Table<Named> = records[list as keyof typeof LISTS];
		for (const name of words(names)) table.insert({ name });
	}
	for (const [name, teamid] of GROUPS) records.groups.insert({ name, teamid });
	const permissions = [...new Set(Object.values(PERMISSION_OF))];
	for (const name of permissions) records.permissions.insert({ name: name ?? '' });
	for (const [role, own] of ROLES) {
		const allows: Role['allows'] = {};
		for (const { id, name } of records.permissions.all()) {
			allows[id] = [...own, ...FOR_ALL].includes(name) ? SETTINGS : ['view'];
		}
		records.roles.insert({ name: role, allows });
	}
}
