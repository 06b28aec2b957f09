import type { IDataObject } from 'n8n-workflow';

import type { CallValues, Connection, Operation } from './operation';
import { operationOf } from './operation';
import type { Cursor, PageAnswer } from './paging';
import { pagesOf } from './paging';
import type { CallAnswer } from './request';
import { answerTo, call } from './request';

/** The records of a list operation, however the vendor cuts them into pages. */

/** The records of a list, at most `limit`, page by page where the vendor pages. */
export async function listed(
	connection: Connection,
	operation: Operation,
	values: CallValues,
	limit: number,
	itemIndex = 0,
): Promise<unknown[]> {
	if (operation.answer === 'list' || isUnpaged(operation, values)) {
		const whole = (await call(connection, operation, values, itemIndex)) ?? [];
		return (whole as unknown[]).slice(0, limit);
	}
	const records: unknown[] = [];
	const fetchPage = async (cursor: Cursor, size: number) =>
		await pageAt(connection, operation, values, cursor, size, itemIndex);
	for await (const page of pagesOf(connection.vendor.paging, fetchPage, { limit }))
		records.push(...page.records);
	return records;
}

/** One page of a list that comes in pages. */
export async function pageAt(
	connection: Connection,
	operation: Operation,
	values: CallValues,
	cursor: Cursor,
	size: number,
	itemIndex = 0,
): Promise<Pick<PageAnswer, 'records' | 'whole'> & Pick<CallAnswer, 'headers'>> {
	const { paging } = connection.vendor;
	const place = paging.inBody ? 'body' : 'query';
	const asking = { ...values, [place]: { ...values[place], ...paging.ask(cursor, size) } };
	const { content, whole, headers } = await answerTo(connection, operation, asking, itemIndex);
	return { records: (content ?? []) as unknown[], whole, headers };
}

/** All records that an operation of a vendor lists, of those that `query` asks for. */
export async function listAll(
	connection: Connection,
	resource: string,
	key = 'getMany',
	query: IDataObject = {},
): Promise<Array<Record<string, unknown>>> {
	const operation = operationOf(connection.vendor, resource, key);
	if (!operation) return [];
	const records = await listed(connection, operation, { path: {}, query, body: {} }, Infinity);
	return records as Array<Record<string, unknown>>;
}

const isUnpaged = ({ unpagedWith = [] }: Operation, { query }: CallValues) =>
	unpagedWith.some((each) => {
		const [name = '', value] = each.split('=');
		const given = query[name] as string;
		return value ? given === value : ![undefined, '0', 'false', false].includes(given);
	});
