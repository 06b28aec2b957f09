import { notFound, type Refusal, unprocessable } from '../../refusal';
import type { Table } from '../../table';
import { type Behaviour, type Call, OtherStatus } from '../../vendor';
import type { Entity, Owner, Records, RecordType, Reference } from './records';

export type TrackerCall = Call<Records>;
export type Behaviours = Record<string, Behaviour<Records>>;

/** docs.txt L222-226. */
export const outcome = (id: number, message: string) => ({ id, success: true, message });

/** A request that makes no sense: the answer says `success: false`. */
export const failure = (message: string): Refusal => unprocessable({ message });

/** The stamps of a record changed now. */
export const changedBy = ({ identity, now }: TrackerCall) => ({
	updated: now.toISOString(),
	updatedBy: identity.userId,
});

/** The stamps of a record made now. */
export const madeBy = (call: TrackerCall) => ({
	created: call.now.toISOString(),
	...changedBy(call),
});

/**
 * The record that a request names, where its absence is a fault of the request.
 * @throws Refusal 422
 */
export function existing<T extends { id: number }>(table: Table<T>, id: unknown): T {
	const record = table.find(Number(id));
	if (!record) throw failure(`${table.name} ${String(id)} does not exist`);
	return record;
}

/** A text or a number as text; empty for anything else. */
export const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Whether a text contains what is searched for, upper and lower case alike. */
export const contains = (text: unknown, searched: unknown): boolean =>
	typeof text === 'string' && text.toLowerCase().includes(String(searched).toLowerCase());

export const sameText = (one: unknown, other: unknown): boolean =>
	String(one).toLowerCase() === String(other).toLowerCase();

/** What a reference can lead to, as answers show it. */
export interface Named {
	id: number;
	name: string;
}

export type Source = (records: Records) => Named[];

/** The entries of one of the account's lists. */
export const itemsOf =
	(list: string): Source =>
	({ listItems }) =>
		listItems
			.where((item) => item.list === list)
			.map(({ id, name, order }) => ({ id, name, ...(order === undefined ? {} : { order }) }));

export const users: Source = (records) =>
	records.users.all().map(({ id, fullname }) => ({ id, name: fullname }));

export const skills: Source = (records) =>
	records.skills.all().map(({ id, name }) => ({ id, name }));

/** What a reference leads to; null where that is gone, or nothing was set. */
export function resolve(
	records: Records,
	source: Source,
	reference: Reference | undefined,
): Named | null {
	return source(records).find(({ id }) => id === reference?.id) ?? null;
}

/** docs.txt L144-149. */
export const showOwners = (records: Records, owners: Owner[] = []) =>
	owners.map(({ ownerId, ...share }) => ({
		ownerId,
		name: records.users.find(ownerId)?.fullname ?? null,
		...share,
	}));

export const isOwnedBy = (owners: Owner[] | undefined, userId: number): boolean =>
	owners?.some(({ ownerId }) => ownerId === userId) ?? false;

/** The table of a kind of record. */
export function tableOf(records: Records, type: RecordType): Table<Entity> {
	const tables: Array<Table<Entity>> = [
		records.clients,
		records.contacts,
		records.leads,
		records.opportunities,
		records.opportunityResources,
		records.projects,
		records.projectActivities,
		records.projectActivityResources,
		records.resources,
		records.invoices,
		records.timesheetEntries,
		records.partnerRecords,
	];
	const table = tables.find(({ name }) => name === type);
	if (!table) throw new Error(`There is no table of ${type}`);
	return table;
}

export function removeWhere<T extends { id: number }>(
	table: Table<T>,
	matches: (record: T) => boolean,
): void {
	for (const { id } of table.where(matches)) table.remove(id);
}

/** 204: nothing there, nothing found, nothing created. */
export const nothing = new OtherStatus(204);

/** Ends a create that was given nothing. */
export const notCreated = (): Refusal => notFound('What to create was');
