import { type Problem, Refusal } from '../../refusal';
import type { Table } from '../../table';
import type { Behaviour, Call } from '../../vendor';
import type { Records, Stamp, Trace, User } from './records';

export type BlikkCall = Call<Records>;
export type Behaviours = Record<string, Behaviour<Records>>;

export const stampOf = (time: Date): Stamp =>
	`${time.toISOString().slice(0, 19).replace('T', ' ')} +00:00`;

/** The trace of a record made now. */
export const madeBy = ({ identity, now }: BlikkCall): Trace => ({
	createdById: identity.userId,
	updatedById: null,
	created: stampOf(now),
	updated: null,
});

/** The trace of a record changed now. */
export const changedBy = ({ identity, now }: BlikkCall) => ({
	updatedById: identity.userId,
	updated: stampOf(now),
});

export const nameOf = ({ firstName, lastName }: User): string => `${firstName} ${lastName}`;

/** docs.txt L293. */
export const nameId = (record: { id: number; name: string } | undefined) =>
	record ? { objectName: 'generic.name_id', id: record.id, name: record.name } : null;

export function userId({ users }: Records, id: number | null) {
	const user = users.find(id);
	return user ? nameId({ id: user.id, name: nameOf(user) }) : null;
}

/** docs.txt L706. */
export function projectId({ projects }: Records, id: number | null) {
	const project = projects.find(id);
	return project
		? {
				objectName: 'project.name_id',
				id: project.id,
				name: project.title,
				number: project.orderNumber,
			}
		: null;
}

/** Collects what is wrong with a record, so that one answer names every field. */
export class Checks {
	private readonly problems: Problem[] = [];

	that(holds: boolean, field: string, message: string): void {
		if (!holds) this.problems.push({ field, message });
	}

	/** An id that may be left out or null, but not lead nowhere. */
	exists(table: Table<{ id: number }>, id: number | null | undefined, field: string): void {
		const missing = typeof id === 'number' && table.find(id) === undefined;
		this.that(!missing, field, `${table.name} ${id} does not exist`);
	}

	existAll(table: Table<{ id: number }>, ids: number[] | undefined, field: string): void {
		for (const id of ids ?? []) this.exists(table, id, field);
	}

	/** @throws Refusal 400 when anything was wrong */
	done(): void {
		if (this.problems.length > 0) throw new Refusal(400, this.problems);
	}
}

/** The entry of a table, if it belongs to the parent that the path names. */
export function childOf<T extends { id: number }>(
	table: Table<T>,
	id: number,
	belongs: (record: T) => boolean,
): T {
	const record = table.get(id);
	if (!belongs(record))
		throw new Refusal(400, [{ field: 'id', message: `${table.name} ${id} does not belong here` }]);
	return record;
}

/** A row of a list that is written as a whole: without an id it is a new one. */
type WrittenRow = { id?: number | null };

/**
 * Makes the parent's rows be those that were written: known ids are replaced, rows without an id are
 * new, and the others go.
 * @throws Refusal 400 when an id is of no row of this parent; then nothing has changed
 */
export function replaceRows<Row extends { id: number; parentId: number }, W extends WrittenRow>(
	table: Table<Row>,
	parentId: number,
	written: W[],
	fieldsOf: (row: W, current: Row | undefined) => Omit<Row, 'id' | 'parentId'>,
): void {
	const current = table.where((row) => row.parentId === parentId);
	const kept = new Map<number, Row>();
	for (const { id } of written) {
		const row = current.find((candidate) => candidate.id === id);
		if (row) kept.set(row.id, row);
		else if (typeof id === 'number') {
			throw new Refusal(400, [
				{ field: 'id', message: `${table.name} ${id} does not belong here` },
			]);
		}
	}
	for (const { id } of current) if (!kept.has(id)) table.remove(id);
	for (const row of written) {
		const known = kept.get(row.id ?? 0);
		// TypeScript cannot see that the parts of a generic row make up the row.
		const fields = { parentId, ...fieldsOf(row, known) } as unknown as Omit<Row, 'id'>;
		if (known) table.update(known.id, fields as unknown as Partial<Row>);
		else table.insert(fields);
	}
}
