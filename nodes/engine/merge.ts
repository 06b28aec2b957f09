import type { IDataObject } from 'n8n-workflow';

import { BrokenAnswer, explained, NothingThere } from './failure';
import { inWords } from './fields';
import { listed } from './lists';
import type { CallValues, Connection, Operation, Reading } from './operation';
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
	const { merges } = operation;
	if (!merges) return values;
	const record = await recordOf(connection, operation, merges, values, itemIndex);
	const given = nested(values.body);
	const whole = (await merges.body?.(record, connection, given)) ?? record;
	return { ...values, body: laidOver(whole, given) };
}

/**
 * The record that an operation is about, read by its path. Where the vendor reads single records by a list
 * only, it is looked for there by the last ID of the path.
 * @throws NodeApiError where there is none
 */
export async function recordOf(
	connection: Connection,
	operation: Operation,
	{ read, by }: Reading,
	values: CallValues,
	itemIndex: number,
): Promise<IDataObject> {
	const { vendor } = connection;
	const reading = operationOf(vendor, operation.resource.key, read);
	if (!reading) throw new Error(`${operation.resource.key} has no operation ${read}`);
	const failed = { connection, operation, values, itemIndex, tries: 1, wait: 0, readsOnly: true };
	const isList = reading.answer === 'list' || reading.answer === 'pages';
	if (!isList) {
		const record = await call(connection, reading, { ...values, query: {}, body: {} }, itemIndex);
		// Taken for a record, what is none would wipe all that the update keeps.
		if (isPlain(record) && Object.keys(record).length > 0) return record;
		throw await explained(new BrokenAnswer(`${inWords(record)} instead of a record`), failed);
	}
	const id = Object.values(values.path).at(-1) as string | number;
	const records = await listed(
		connection,
		reading,
		{ path: values.path, query: by ? { [by]: id } : {}, body: {} },
		Infinity,
		itemIndex,
	);
	const found = records
		.filter(isPlain)
		.find((record) => String(record[vendor.idField ?? 'id'] as string | number) === String(id));
	if (found) return found;
	throw await explained(new NothingThere(), failed);
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
