import type { IDataObject } from 'n8n-workflow';

import type { CallValues, Connection, Operation } from './operation';
import { operationOf } from './operation';
import { call, nested } from './request';

/**
 * For vendors that replace the whole record in an update: reads the record and lays the given fields over it,
 * so that a field the user did not touch keeps its value.
 */
export async function merged(
	connection: Connection,
	operation: Operation,
	values: CallValues,
	itemIndex: number,
): Promise<CallValues> {
	const { merges, resource } = operation;
	const reading = merges && operationOf(connection.vendor, resource.key, merges.read);
	if (!reading) return values;
	const read = await call(
		connection,
		reading,
		{ path: values.path, query: {}, body: {} },
		itemIndex,
	);
	const record = (read ?? {}) as IDataObject;
	return { ...values, body: laidOver(merges.body?.(record) ?? record, nested(values.body)) };
}

/** Objects are merged field by field; any other value, and a list as a whole, takes the place of the old one. */
function laidOver(record: IDataObject, changes: IDataObject): IDataObject {
	const whole = { ...record };
	for (const [name, change] of Object.entries(changes)) {
		const old = whole[name];
		whole[name] = isPlain(old) && isPlain(change) ? laidOver(old, change) : change;
	}
	return whole;
}

function isPlain(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
