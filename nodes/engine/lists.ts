import type { IDataObject } from 'n8n-workflow';

import type { CallValues, Connection, Operation } from './operation';
import { operationOf } from './operation';
import type { Cursor } from './paging';
import { pagesOf } from './paging';
import { call } from './request';

/** The records of a list operation, however the vendor cuts them into pages. */

/** The records of a list, at most `limit`, page by page where the vendor pages. */
export async function listed(
	connection: Connection,
	operation: Operation,
	values: CallValues,
	limit: number,
	itemIndex = 0,
): Promise<unknown[]> {
	const whole = async (query: IDataObject = {}) => {
		const body = await call(
			connection,
			operation,
			{ ...values, query: { ...values.query, ...query } },
			itemIndex,
		);
		return (body ?? []) as unknown[];
	};
	if (operation.answer === 'list' || isUnpaged(operation, values))
		return (await whole()).slice(0, limit);
	const { paging } = connection.vendor;
	const records: unknown[] = [];
	const fetchPage = async (cursor: Cursor, size: number) => await whole(paging.query(cursor, size));
	for await (const page of pagesOf(paging, fetchPage, { limit })) records.push(...page.records);
	return records;
}

/** All records that an operation of a vendor lists. */
export async function listAll(
	connection: Connection,
	resource: string,
	key = 'getMany',
): Promise<Array<Record<string, unknown>>> {
	const operation = operationOf(connection.vendor, resource, key);
	if (!operation) return [];
	const records = await listed(connection, operation, { path: {}, query: {}, body: {} }, Infinity);
	return records as Array<Record<string, unknown>>;
}

const isUnpaged = ({ unpagedWith = [] }: Operation, { query }: CallValues) =>
	unpagedWith.some((name) => ![undefined, '0', 'false', false].includes(query[name] as string));
