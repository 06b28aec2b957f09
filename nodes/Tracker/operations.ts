import { boolean, file, GivenFile, record, records, text, withArticle } from '../engine';
import type { CallValues, Field } from '../engine';
import { person } from './api';
import { sorting } from './fields';

/** Operations that several kinds of records have. */

/** What Simplify keeps of a resource in a list. */
export const resourceRow = [
	'resourceId',
	'displayAs',
	'jobTitle',
	'email',
	'mobilePhone',
	'town',
	'resourceStatusName',
	'availableFrom',
	'resourceOwner',
	'customFields',
];

/** A search by the value of one custom field (L1180-1190, L4850-4880). */
export const searchByCustomField = <const Kind extends string>(kind: Kind, of: string) => ({
	request: `POST /api/v1/${kind}/Search/CustomField` as const,
	answer: 'pages' as const,
	readsOnly: true,
	body: {
		customFieldId: record(`${of}CustomField`, { label: 'Custom Field', required: true }),
		customFieldValue: text({ required: true, label: 'Value' }),
		...sorting,
	},
	// Contacts are answered with the rows of resources, too (L1202-1243).
	simplify: resourceRow,
});

/** A file is sent under its own name unless another is given. */
export const withFileName = (content: string, name: string) => (values: CallValues) => {
	const given: unknown = values.body[content];
	const own = given instanceof GivenFile ? { [name]: given.name } : {};
	return { ...values, body: { ...own, ...values.body } };
};

/** The name of a file that is sent. */
export const fileName = () =>
	text({ label: 'File Name', description: 'Leave it out to keep the name that the file has' });

/** What can be done with the record of one kind as a whole, and with its documents. */
export function recordOperations<const Kind extends string>(
	kind: Kind,
	of: string,
	options: { label?: string; simplify?: string[]; more?: Record<string, Field> } = {},
) {
	const { label, simplify, more } = options;
	const path = { Id: record(of, { label }) };
	const one = withArticle(kind.toLowerCase());
	return {
		attachDocument: {
			request: `POST /api/v1/${kind}/AttachDocument` as const,
			body: {
				recordId: record(of, { label: label ?? kind, required: true }),
				documentData: file({ required: true }),
				filename: fileName(),
				documentType: text({ placeholder: 'e.g. Resume' }),
				isPrimary: boolean({
					label: 'Primary',
					description: 'Whether this is the main document of the record',
				}),
				...more,
			},
			sends: withFileName('documentData', 'filename'),
			action: `Attach document to ${kind.toLowerCase()}`,
			description: `Attach a file to ${one}`,
		},
		delete: { request: `DELETE /api/v1/${kind}/{Id}` as const, path },
		get: { request: `GET /api/v1/${kind}/{Id}` as const, path, simplify },
		getDocumentFolders: {
			request: `GET /api/v1/${kind}/DocumentFolders/{Id}` as const,
			path,
			answer: 'list' as const,
			action: `Get document folders of ${kind.toLowerCase()}`,
			description: `Get the folders for documents of ${one}`,
		},
	};
}

/** Body of adding to a shortlist (docs.txt L2038-2046), and, as is likely, to a longlist. */
export const shortlisted = {
	resourceId: person({ required: true }),
	opportunityIds: records('opportunity', { required: true }),
	statusId: record('opportunityResourceStatus', { label: 'Status' }),
	note: text({ rows: 4 }),
	placementSource: text(),
};

/** Picks from rows that the document does not show: theirs may be called as those of clients, or plainly. */
export const openPicker = (of: string, ...otherNames: string[]) => ({
	name: (row: Record<string, unknown>) =>
		([`${of}Name`, 'name', ...otherNames].map((field) => row[field]).find(Boolean) ?? '') as string,
	id: (row: Record<string, unknown>) => Number(row[`${of}Id`] ?? row.id),
	search: 'searchTerm',
});
