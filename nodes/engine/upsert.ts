import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { listAll } from './lists';
import { merged } from './merge';
import type { CallValues, Connection, Operation, Parameter } from './operation';
import { operationOf } from './operation';
import { call, nested } from './request';

/**
 * Create or Update: looks a record up, then creates it or updates the one there is. The list is read once
 * for all items of an execution. Items with the same key take their turns, so that the second finds what the
 * first has made.
 */
export class Upserts {
	private records: Promise<IDataObject[]> | undefined;

	private readonly made: IDataObject[] = [];

	private readonly turns = new Map<string, Promise<unknown>>();

	constructor(
		private readonly connection: Connection,
		private readonly operation: Operation,
	) {}

	/**
	 * @param by Wire name of the field that the record is looked up by.
	 * @returns The created or updated record.
	 * @throws NodeOperationError where the key is missing, or several records have it.
	 */
	async run(values: CallValues, by: string, itemIndex: number): Promise<unknown> {
		const key = this.keyOf(values.body, by);
		if (key === '')
			throw this.refused(
				`'${this.labelOf(by)}' is needed to look the record up, but is empty`,
				itemIndex,
			);
		const work = async () => await this.createOrUpdate(values, by, key, itemIndex);
		const turn = (this.turns.get(key) ?? Promise.resolve()).then(work, work);
		this.turns.set(key, turn);
		return await turn;
	}

	private async createOrUpdate(
		values: CallValues,
		by: string,
		key: string,
		itemIndex: number,
	): Promise<unknown> {
		const { connection, operation } = this;
		const matching = [...(await this.listed()), ...this.made].filter(
			(record) => this.keyOf(record, by) === key,
		);
		if (matching.length > 1) {
			const { plural } = operation.resource;
			throw this.refused(
				`${matching.length} ${plural} have the ${this.labelOf(by)} "${key}"`,
				itemIndex,
			);
		}
		const [existing] = matching;
		if (!existing) {
			const answer = await call(connection, operation, values, itemIndex);
			const created = this.withKey(answer, values, by);
			this.made.push(created);
			return created;
		}
		const update = operationOf(
			connection.vendor,
			operation.resource.key,
			operation.upsert?.update ?? '',
		);
		if (!update) return existing;
		const changeable = Object.entries(values.body).filter(([name]) => name in (update.body ?? {}));
		const [idName = 'id'] = Object.keys(update.path ?? {}).slice(-1);
		const given: CallValues = {
			path: { [idName]: existing[connection.vendor.idField ?? 'id'] },
			query: {},
			body: Object.fromEntries(changeable),
		};
		const whole = await merged(connection, update, given, itemIndex);
		const answer = await call(connection, update, whole, itemIndex);
		// Some vendors answer an update with nothing.
		return this.withKey(answer ?? { ...existing, ...nested(whole.body) }, values, by);
	}

	private async listed(): Promise<IDataObject[]> {
		this.records ??= this.readList();
		return await this.records.catch((error: unknown) => {
			this.records = undefined;
			throw error;
		});
	}

	private async readList(): Promise<IDataObject[]> {
		const { resource, upsert } = this.operation;
		const { idField = 'id' } = this.connection.vendor;
		// By ID, because a record may be in two of the lists.
		const records = new Map<unknown, IDataObject>();
		for (const query of upsert?.asking ?? [{}]) {
			const some = await listAll(this.connection, resource.key, upsert?.list, query);
			for (const record of some as IDataObject[]) records.set(record[idField], record);
		}
		return [...records.values()];
	}

	/** What a write answered, as one record that tells its key: some vendors answer with the ID alone. */
	private withKey(answer: unknown, { body }: CallValues, by: string): IDataObject {
		const [record = {}] = [answer].flat() as Array<IDataObject | undefined>;
		return this.keyOf(record, by) === '' ? { ...record, [by]: body[by] } : record;
	}

	private keyOf(record: IDataObject, by: string): string {
		const key = this.operation.upsert?.key?.(record, by) ?? record[by];
		const text = typeof key === 'string' || typeof key === 'number' ? String(key).trim() : '';
		return this.parameterOf(by)?.field.ignoresCase ? text.toLowerCase() : text;
	}

	private labelOf(by: string): string {
		return this.parameterOf(by)?.label ?? by;
	}

	private parameterOf(by: string): Parameter | undefined {
		return this.operation.parameters.find(({ wireName }) => wireName === by);
	}

	private refused(message: string, itemIndex: number): NodeOperationError {
		return new NodeOperationError(this.connection.context.getNode(), message, {
			itemIndex,
			description: `Nothing was changed for this item [item ${itemIndex}]. Use another field to look it up, or Update with the ID.`,
		});
	}
}
