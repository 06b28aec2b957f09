import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { listAll } from './lists';
import { merged } from './merge';
import type { CallValues, Connection, Operation } from './operation';
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
		const key = this.keyOf(values.body, by).trim();
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
			(record) => this.keyOf(record, by).trim() === key,
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
			const created = (await call(connection, operation, values, itemIndex)) as IDataObject;
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
		// Some vendors answer an update with nothing.
		return (
			(await call(connection, update, whole, itemIndex)) ?? { ...existing, ...nested(whole.body) }
		);
	}

	private async listed(): Promise<IDataObject[]> {
		const { resource, upsert } = this.operation;
		this.records ??= listAll(this.connection, resource.key, upsert?.list) as Promise<IDataObject[]>;
		return await this.records.catch((error: unknown) => {
			this.records = undefined;
			throw error;
		});
	}

	private keyOf(record: IDataObject, by: string): string {
		const key = this.operation.upsert?.key?.(record, by) ?? record[by];
		return typeof key === 'string' || typeof key === 'number' ? String(key) : '';
	}

	private labelOf(by: string): string {
		return this.operation.parameters.find(({ wireName }) => wireName === by)?.label ?? by;
	}

	private refused(message: string, itemIndex: number): NodeOperationError {
		return new NodeOperationError(this.connection.context.getNode(), message, {
			itemIndex,
			description: `Nothing was changed for this item [item ${itemIndex}]. Use another field to look it up, or Update with the ID.`,
		});
	}
}
