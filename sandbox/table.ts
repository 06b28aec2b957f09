import { notFound } from './refusal';

type Key = number | string;

/** What a table tells its listener after each change. */
export interface Change {
	table: string;
	action: 'create' | 'update' | 'delete';
	/** The record after the change, or as it last was when it is gone. */
	record: { id: Key };
}

export type Listener = (change: Change) => void;

/** Tables whose changes can be listened to. */
export type Watched<Records> = { [Name in keyof Records]: { onChange?: Listener } };

/** One change per record: what several steps of one call came to. */
export function summarize(changes: Change[]): Change[] {
	const last = new Map<string, Change>();
	for (const change of changes) {
		const key = `${change.table} ${change.record.id}`;
		const earlier = last.get(key);
		last.delete(key);
		if (earlier?.action !== 'create') last.set(key, change);
		else if (change.action !== 'delete') last.set(key, { ...change, action: 'create' });
	}
	return [...last.values()];
}

/** The records of one kind, kept in memory in the order in which they were made. */
export class Table<T extends { id: Key }> {
	private readonly records = new Map<Key, T>();
	private made = 0;
	/** Set once the seed is in, so that only later changes are told. */
	onChange?: Listener;

	constructor(
		/** As error messages name it, e.g. `Client`. */
		readonly name: string,
		private readonly newId: (made: number) => T['id'] = (made) => made,
	) {}

	/** The id that the next record will have. */
	nextId(): T['id'] {
		return this.newId(this.made + 1);
	}

	insert(fields: Omit<T, 'id'>): T {
		// TypeScript cannot see that Omit<T, 'id'> and an id make a T again.
		const record = { id: this.nextId(), ...fields } as T;
		this.made += 1;
		this.records.set(record.id, record);
		this.tell('create', record);
		return record;
	}

	find(id: Key | null | undefined): T | undefined {
		return id === null || id === undefined ? undefined : this.records.get(id);
	}

	/** @throws Refusal 404 when there is no such record */
	get(id: Key): T {
		const record = this.records.get(id);
		if (!record) throw notFound(`${this.name} ${id}`);
		return record;
	}

	get count(): number {
		return this.records.size;
	}

	all(): T[] {
		return [...this.records.values()];
	}

	where(matches: (record: T) => boolean): T[] {
		return this.all().filter(matches);
	}

	/** Changes the record in place; fields that are `undefined` stay as they are. */
	update(id: Key, fields: Partial<T>): T {
		const record = this.get(id);
		for (const field of Object.keys(fields) as Array<keyof T>) {
			const value = fields[field];
			if (value !== undefined) record[field] = value;
		}
		this.tell('update', record);
		return record;
	}

	remove(id: Key): void {
		const record = this.get(id);
		this.records.delete(id);
		this.tell('delete', record);
	}

	/** A table to try things out on: records and changes of its own, and nobody listening. */
	copy(): Table<T> {
		const copy = new Table<T>(this.name, this.newId);
		copy.made = this.made;
		for (const record of this.records.values())
			copy.records.set(record.id, structuredClone(record));
		return copy;
	}

	/** For a change that the record itself does not show as one, e.g. a mark that it is deleted. */
	tell(action: Change['action'], record: T): void {
		this.onChange?.({ table: this.name, action, record });
	}
}
