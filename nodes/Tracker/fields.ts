import { boolean, choice, email, group, json, list, record, rowNumber, text, z } from '../engine';
import type { Field, FieldOptions } from '../engine';
import { moment, named, reference } from './api';

/** Groups of fields that several kinds of records have. */

const address = {
	isPrimary: boolean({
		label: 'Primary',
		description: 'Whether this is the main address of the record',
	}),
	addressName: text(),
	addressLine1: text({ label: 'Address Line 1' }),
	addressLine2: text({ label: 'Address Line 2' }),
	town: text(),
	county: text(),
	country: text(),
	postcode: text(),
};

/** Addresses (docs.txt L1004-1013). */
export const addressFields = (options: FieldOptions = {}) => group(address, options);

/** L209-214. */
export const bankingDetails = () =>
	group({ bankName: text(), sortCode: text(), accountNumber: text(), bankReference: text() });

/** L1014-1017. */
export const additionalContactDetails = () =>
	group({ type: text({ placeholder: 'e.g. Home phone' }), value: text() });

/** `[{ id, name, value }]`: the fields that an account has made itself (L137-143). */
export const customFields = (of: string) =>
	list(
		'Custom Field',
		{
			id: record(`${of}CustomField`, { label: 'Field', required: true }),
			value: text({
				description: 'Written as text, also a number or a date. Leave it empty to clear the field.',
			}),
		},
		{
			label: 'Custom Fields',
			wire: (rows: object[]) => rows.map((row) => ({ value: '', ...row })),
		},
	);

/**
 * What clients, contacts, leads, opportunities, projects and resources share (L111-161).
 * @param of Key of the resource.
 */
export const partyFields = (of: string) => ({
	source: named('source', { description: 'Where the record comes from' }),
	contactDetails: group({ telephone: text(), mobilePhone: text(), fax: text(), email: email() }),
	status: reference(`${of}Status`),
	territory: reference('territory'),
	department: reference('department'),
	customFields: customFields(of),
	owners: list('Owner', {
		ownerId: record('user', { label: 'User', required: true }),
		rank: rowNumber({
			placeholder: 'e.g. 1',
			description: 'The order among the owners, 1 is first',
		}),
		percent: rowNumber({ placeholder: 'e.g. 50', description: 'Share of this owner' }),
		role: text(),
	}),
	tagText: text({ label: 'Tags' }),
});

/** How a search is sorted; the names are not documented (L268-269). */
export const sorting = {
	sortBy: text({
		placeholder: 'e.g. name',
		description: 'The field to sort by, as Tracker RMS calls it',
	}),
	sortDirection: choice({ ASC: 'Ascending', DESC: 'Descending' }),
};

/** What most searches ask for (L255-298). */
export const searchFields = {
	searchTerm: text({ description: 'Words to look for in the name and other texts' }),
	updatedAfter: moment({ description: 'Only records changed after this moment' }),
	updatedBefore: moment({
		notBefore: 'updatedAfter',
		description: 'Only records changed before this moment',
	}),
	onlyMyRecords: boolean({
		description: 'Whether to return only records that the signed-in user owns',
	}),
	includeCustomFields: boolean({
		description: 'Whether to return the custom fields of each record, too',
	}),
	...sorting,
};

/** Status and state in a search (L269, L291); which states there are is not documented. */
export const statusFields = (of: string, state = 'open') => ({
	statusId: record(`${of}Status`, { label: 'Status' }),
	state: text({ placeholder: `e.g. ${state}` }),
});

/** Looking for a person by the ways to reach them (L1076-1077, L4765-4766). */
export const reachFields = {
	telephone: text(),
	email: text({ placeholder: 'name@email.com' }),
};

/** Fields that the document does not show, to be written as the vendor calls them. */
export const undocumented = (options: FieldOptions = {}): Record<'*', Field> => ({
	'*': json(z.record(z.unknown()), {
		label: 'Additional Fields (JSON)',
		description:
			'Further fields, by the names that Tracker RMS itself has for them, such as {"note": "Urgent"}',
		...options,
	}),
});
