import type { JsonObject } from '../../../contracts';
import { Refusal } from '../../refusal';
import type { Table } from '../../table';
import type { Behaviour, Call } from '../../vendor';
import {
	ADDRESS,
	type Address,
	type Audience,
	type Contact,
	type FieldValue,
	type Named,
	type Records,
} from './records';

/** A call whose query and body hold the contract's defaults too. */
export type ProCall = Call<Records>;
export type Behaviours = Record<string, Behaviour<Records>>;

/** `2014-01-18T13:20:00`; the vendor names no zone, the sandbox means UTC. */
export const stampOf = (time: Date): string => time.toISOString().slice(0, 19);

export const badRequest = (message: string): Refusal => new Refusal(400, [{ message }]);
export const forbidden = (message: string): Refusal => new Refusal(403, [{ message }]);

export const callerOf = ({ records, identity }: ProCall): Contact =>
	records.contacts.get(identity.userId);

export const nameOf = ({ firstname, lastname }: Contact): string => `${firstname} ${lastname}`;

/** Names for several behaviours: `prefixed('note', { get })` is `note.get`. */
export const prefixed = (resource: string, behaviours: Behaviours): Behaviours =>
	Object.fromEntries(
		Object.entries(behaviours).map(([name, behaviour]) => [`${resource}.${name}`, behaviour]),
	);

/** Answers to reads of one record, and to writes (notes.md, Answers and errors). */
export const one = (key: string, record: JsonObject) => ({
	[key]: record,
	count: 1,
	status: 'Success',
});

export const many = (key: string, records: JsonObject[]) => ({
	count: records.length,
	totalcount: records.length,
	status: 'Success',
	[key]: records,
});

export const done = (message: string, records: Array<{ id: number }>) => ({
	message,
	status: 'Success',
	details: records.map(({ id }) => ({ id })),
});

/** Parts of answers: the composite names of `fields`, taken apart. Empty texts where nothing is. */
export const companyOf = ({ records }: ProCall, id: number | null) => {
	const company = records.companies.find(id);
	return { companyid: company?.id ?? '', companyname: company?.name ?? '' };
};

export const projectOf = ({ records }: ProCall, id: number | null) => {
	const project = records.projects.find(id) ?? records.projectRequests.find(id);
	return {
		projectid: project?.id ?? '',
		projectnumber: project && 'number' in project ? project.number : '',
		projecttitle: project?.title ?? '',
	};
};

export const taskOf = ({ records }: ProCall, id: number | null) => {
	const task = records.tasks.find(id);
	return { taskid: task?.id ?? '', taskname: task?.name ?? '' };
};

/** `categoryid` and `categoryname`, for the prefix `category`. */
export const namedOf = (prefix: string, table: Table<Named>, id: number | null | undefined) => ({
	[`${prefix}id`]: id ?? '',
	[`${prefix}name`]: table.find(id)?.name ?? '',
});

/** The same for a contact, who has gone where the name is empty. */
export const personOf = (prefix: string, { records }: ProCall, id: number) => {
	const contact = records.contacts.find(id);
	return { [`${prefix}id`]: id, [`${prefix}name`]: contact ? nameOf(contact) : '' };
};

export const addressOf = (record: Address): Address =>
	Object.fromEntries(ADDRESS.map((name) => [name, record[name]])) as Address;

/** Those who are still there; with more about them where `contactdetails` asks for it. */
export const people = ({ records, query }: ProCall, ids: number[]): JsonObject[] =>
	ids.flatMap((id) => {
		const contact = records.contacts.find(id);
		if (!contact) return [];
		const { email, image, workphone, mobilephone } = contact;
		const details = query.contactdetails === true ? { email, image, workphone, mobilephone } : {};
		return [{ id, name: nameOf(contact), ...details }];
	});

export const audience = (call: ProCall, contacts: Audience) =>
	contacts === 'all' ? contacts : people(call, contacts);

/** The entries of a list with these ids. */
export const entries = (table: Table<Named>, ids: number[]): JsonObject[] =>
	ids.flatMap((id) => {
		const entry = table.find(id);
		return entry ? [{ id, name: entry.name }] : [];
	});

/** Values of API or custom fields, with the fields' names. */
export const fieldValues = (table: Table<Named>, values: FieldValue[]): JsonObject[] =>
	values.map(({ id, value }) => ({ id, name: table.find(id)?.name ?? '', value }));

/** The project's people: staff with its manager, clients and contractors. */
export const teamOf = (project: {
	managerid: number;
	staff: number[];
	clients: number[];
	contractors: number[];
}): number[] => [
	...new Set([project.managerid, ...project.staff, ...project.clients, ...project.contractors]),
];
