import type { SignIn } from '../../vendor';
import { type Contact, type Records, type Setting, SETTINGS } from './records';

/** What of the application each resource belongs to; nothing where it is everybody's own. */
export const PERMISSION_OF: Partial<Record<string, string>> = {
	company: 'Companies',
	companyNote: 'Companies',
	contact: 'Contacts',
	contactNote: 'Contacts',
	project: 'Projects',
	task: 'Tasks',
	timeRecord: 'Time',
	invoice: 'Invoices',
	invoiceLine: 'Invoices',
	quote: 'Quotes',
	expense: 'Expenses',
	event: 'Events',
	file: 'Files',
	folder: 'Files',
	message: 'Messages',
	note: 'Notes',
	projectRequest: 'Project Requests',
};

/** What everybody may do beside looking. */
const OPEN = ['contact.requestAccess', 'contact.requestPasswordReset'];
const GUESTS_MAY = ['file.create', 'message.create', 'projectRequest.create'];

const SETTING_OF: Record<string, Setting> = {
	GET: 'view',
	POST: 'add',
	PUT: 'edit',
	DELETE: 'delete',
};

/** Every permission, with what the contact's roles allow of it. */
export const permissionsOf = ({ roleid }: Contact, records: Records) =>
	records.permissions.all().map(({ id, name }) => {
		const allowed = (setting: Setting) =>
			roleid.some((role) => records.roles.find(role)?.allows[id]?.includes(setting));
		const settings = SETTINGS.map((setting) => [setting, allowed(setting)]);
		return { id, name, ...(Object.fromEntries(settings) as Record<Setting, boolean>) };
	});

/**
 * Whether a contact may do this: staff by their roles, the others may look, and write what clients
 * and contractors write. A guess, like the roles themselves: the document marks no call.
 */
export function mayDo(
	contact: Contact,
	operationId: string,
	{ method }: Parameters<SignIn['identify']>[0],
	records: Records,
): boolean {
	const name = PERMISSION_OF[operationId.split('.')[0] ?? ''];
	const setting = SETTING_OF[method] ?? 'view';
	if (name === undefined || OPEN.includes(operationId)) return true;
	if (contact.type !== 'staff') return setting === 'view' || GUESTS_MAY.includes(operationId);
	return permissionsOf(contact, records).some((own) => own.name === name && own[setting]);
}
