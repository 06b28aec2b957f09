import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ITEMS_AT_ONCE } from './description';
import { BrokenAnswer, explained } from './failure';
import { integer, isEmpty, type ReadContext, Refusal } from './fields';
import { DATA_FIELD, fileItem, givenFile } from './files';
import type { CallValues, Connection, FileAnswer, Operation, Parameter, Vendor } from './operation';
import { listed } from './lists';
import { merged, recordOf } from './merge';
import { operationOf } from './operation';
import { answerTo, call, connect } from './request';
import { Upserts } from './upsert';

/** Items in, items out: for each item read the fields, call the vendor, shape the answer, pair. */

/**
 * Runs the chosen operation for every input item, several at once. The output is in the order of the input,
 * each item paired with the one it came from. With "Continue" set in the node's settings, an item that
 * fails goes on as an error item and the others are not touched.
 */
export async function execute(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, vendor);
	const connection = await connect(context, vendor);
	const settings = read(context, 'settings', 0, {}) as Record<string, unknown>;
	const run: Run = {
		connection,
		context,
		operation,
		upserts: new Upserts(connection, operation),
		onlyGiven: String(settings.onlyGiven) === 'true',
		atOnce: countOf(context, 'Items at Once', settings.itemsAtOnce ?? ITEMS_AT_ONCE, 0),
	};
	const items = [...context.getInputData().keys()];
	const { bulk } = operation;
	const output = bulk
		? await runTogether(
				run,
				items,
				String(settings.oneRequest) === 'false' ? { ...bulk, size: 1 } : bulk,
			)
		: await inOrder(
				items,
				run.atOnce,
				async (itemIndex) =>
					await runItem(run, itemIndex).catch((error: unknown) => [
						failedItem(run, error, itemIndex),
					]),
			);
	for (const [item, own] of output.entries()) {
		// One object for all records of an item: n8n keeps and saves every one.
		const pairedItem = { item };
		for (const each of own) each.pairedItem = pairedItem;
	}
	return [output.flat()];
}

/**
 * The error item that goes on in place of an item's output.
 * @throws the error where the node is not set to continue, or the execution was cancelled
 */
function failedItem(run: Run, error: unknown, itemIndex: number): INodeExecutionData {
	const { context, connection } = run;
	const told = asNodeError(context, error, itemIndex);
	if (!context.continueOnFail() || connection.signal?.aborted) throw told;
	const { message, description } = told;
	// These names alone: n8n then sends the item to the error output, with its input beside them.
	return { json: { error: message, ...(description && { details: description }) } };
}

/** Items whose bodies go to the same address. */
interface Batch {
	address: string;
	values: CallValues;
	items: number[];
	/** Absent where the item goes out by itself. */
	bodies?: IDataObject[];
}

/** Sends the bodies of up to `size` items in one request. */
async function runTogether(
	run: Run,
	items: number[],
	{ size, alone = [] }: NonNullable<Operation['bulk']>,
): Promise<INodeExecutionData[][]> {
	const { connection, context, operation } = run;
	const output: INodeExecutionData[][] = [];
	const batches: Batch[] = [];
	for (const itemIndex of items) {
		try {
			const values = await readValues(context, connection.vendor, operation, itemIndex);
			const address = JSON.stringify([values.path, values.query]);
			const isAlone = alone.some((wireName) => wireName in values.body);
			const open = batches.findLast((batch) => batch.address === address && batch.bodies);
			if (!isAlone && open?.bodies && open.items.length < size) {
				open.items.push(itemIndex);
				open.bodies.push(values.body);
			} else {
				const bodies = isAlone ? undefined : [values.body];
				batches.push({ address, values, items: [itemIndex], bodies });
			}
		} catch (error) {
			output[itemIndex] = [failedItem(run, error, itemIndex)];
		}
	}
	await inOrder(batches, run.atOnce, async ({ values, items: own, bodies }) => {
		try {
			const content = await call(connection, operation, { ...values, bodies }, own[0]);
			for (const [position, itemIndex] of own.entries()) {
				const made: unknown = Array.isArray(content) ? content[position] : content;
				output[itemIndex] = [{ json: (made ?? { success: true }) as IDataObject }];
			}
		} catch (error) {
			for (const itemIndex of own) output[itemIndex] = [failedItem(run, error, itemIndex)];
		}
	});
	return output;
}

function chosenOperation(context: IExecuteFunctions, vendor: Vendor): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const key = context.getNodeParameter('operation', 0);
	const operation = operationOf(vendor, String(resource), String(key));
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`This version of the ${vendor.name} node has no operation '${String(key)}' for '${String(resource)}'`,
		{ description: 'Choose the operation again, or update the node package.' },
	);
}

/** Every item ends with an error that n8n can show: ours, or one about an item's value. */
function asNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	return new NodeOperationError(context.getNode(), error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

/**
 * Runs `work` for each input, at most `atOnce` at a time, and returns the results in order. After a failure
 * nothing new is started; what is under way is waited for, and the first failure in order is thrown.
 */
async function inOrder<Input, Result>(
	inputs: Input[],
	atOnce: number,
	work: (input: Input) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	const failures = new Map<number, unknown>();
	const waiting = inputs.entries();
	const worker = async () => {
		for (const [index, input] of waiting) {
			await work(input).then(
				(result) => (results[index] = result),
				(error: unknown) => failures.set(index, error),
			);
			if (failures.size > 0) return;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, inputs.length) }, worker));
	if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
	return results;
}

/** What all items of an execution share. */
interface Run {
	connection: Connection;
	context: IExecuteFunctions;
	operation: Operation;
	upserts: Upserts;
	/** An update of a whole record sends only the given fields. */
	onlyGiven: boolean;
	/** How many requests are under way at the same time. */
	atOnce: number;
}

async function runItem(run: Run, itemIndex: number): Promise<INodeExecutionData[]> {
	const { connection, context, operation } = run;
	const given = await readValues(context, connection.vendor, operation, itemIndex);
	const values = run.onlyGiven ? given : await merged(connection, operation, given, itemIndex);
	if (operation.answer === 'file') return [await fileOf(run, values, itemIndex)];
	const records = await answerOf(run, values, itemIndex);
	const simple =
		operation.simplified && String(read(context, 'simple', itemIndex, true)) !== 'false';
	const items = records.map((record): INodeExecutionData => ({
		json:
			typeof record === 'object' && record !== null
				? (record as IDataObject)
				: { value: record as string },
	}));
	if (operation.file?.content) {
		for (const [index, { json }] of items.entries())
			items[index] = await withFile(run, json, itemIndex);
	}
	if (simple)
		for (const item of items) item.json = simplified(item.json, operation.simplified ?? []);
	return items;
}

/** The answer as a file, with what the vendor tells about it elsewhere. */
async function fileOf(
	{ connection, context, operation }: Run,
	values: CallValues,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const { file = {} } = operation;
	const { read: reading } = file;
	const about = reading
		? await recordOf(connection, operation, { ...file, read: reading }, values, itemIndex)
		: {};
	const { content, headers } = await answerTo(connection, operation, values, itemIndex);
	const names = namesIn(about, file);
	const isPage = (type: unknown) => typeof type === 'string' && type.startsWith('text/html');
	if (names.type && isPage(headers['content-type']) && !isPage(names.type)) {
		const failed = { connection, operation, values, itemIndex, tries: 1, wait: 0, readsOnly: true };
		throw await explained(new BrokenAnswer('a web page instead of the file'), failed);
	}
	const bytes = bytesOf(content);
	return await fileItem(context, bytes, outputField(context, itemIndex), { ...names, json: about });
}

/** Moves the content of a file that a record brings from its JSON into a binary field. */
async function withFile(
	{ context, operation: { file } }: Run,
	json: IDataObject,
	itemIndex: number,
): Promise<INodeExecutionData> {
	if (!file?.content || typeof json[file.content] !== 'string') return { json };
	const { [file.content]: content, ...rest } = json;
	const bytes = Buffer.from(content as string, 'base64');
	return await fileItem(context, bytes, outputField(context, itemIndex), {
		...namesIn(json, file),
		json: rest,
	});
}

const bytesOf = (content: unknown): Buffer =>
	Buffer.isBuffer(content) ? content : Buffer.from(typeof content === 'string' ? content : '');

const outputField = (context: IExecuteFunctions, itemIndex: number) =>
	(read(context, 'outputField', itemIndex, '') as string).trim() || DATA_FIELD;

function namesIn(record: IDataObject, { name = '', type = '' }: FileAnswer) {
	const told = (field: string) =>
		typeof record[field] === 'string' && record[field] !== '' ? record[field] : undefined;
	return { name: told(name), type: told(type) };
}

async function answerOf(run: Run, values: CallValues, itemIndex: number): Promise<unknown[]> {
	const { connection, context, operation, upserts } = run;
	if (operation.upsert) {
		const by = read(context, 'matchBy', itemIndex, operation.upsert.by[0]) as string;
		return [await upserts.run(values, by, itemIndex)];
	}
	switch (operation.answer) {
		case 'nothing':
			await call(connection, operation, values, itemIndex);
			return [operation.verb === 'DELETE' ? { deleted: true } : { success: true }];
		case 'record':
		case 'text': {
			const records = [(await call(connection, operation, values, itemIndex)) ?? []].flat();
			return records.length > 0 ? records : [{ success: true }];
		}
		default: {
			const all = String(read(context, 'returnAll', itemIndex, false)) === 'true';
			const limit = read(context, 'limit', itemIndex, 50);
			return await listed(
				connection,
				operation,
				values,
				all ? Infinity : countOf(context, 'Limit', limit, itemIndex),
				itemIndex,
			);
		}
	}
}

const COUNT = integer({ min: 1 });

/** A whole number of at least 1. @throws NodeOperationError that names the field. */
function countOf(
	context: IExecuteFunctions,
	label: string,
	given: unknown,
	itemIndex: number,
): number {
	try {
		return COUNT.read(given, { timezone: '' }) as number;
	} catch (error) {
		const message = `'${label}' ${(error as Refusal).message}`;
		throw new NodeOperationError(context.getNode(), message, { itemIndex });
	}
}

/** Keeps the named fields, in their order; `a.b` puts the inner value under `a`. */
function simplified(record: IDataObject, fields: string[]): IDataObject {
	const kept: IDataObject = {};
	for (const field of fields) {
		const [outer = field, inner] = field.split('.');
		const value = record[outer];
		if (value === undefined) continue;
		kept[outer] =
			inner && typeof value === 'object' && value !== null ? (value as IDataObject)[inner] : value;
	}
	// Not a record, such as the word that something was done.
	return Object.keys(kept).length > 0 ? kept : record;
}

/** n8n's own check of a stored value costs more than the read; the field kinds check instead. */
function read(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	fallback?: unknown,
): unknown {
	return context.getNodeParameter(name, itemIndex, fallback, { skipValidation: true });
}

/** The checked values of one item, by place and wire name. @throws NodeOperationError that names the field. */
async function readValues(
	context: IExecuteFunctions,
	vendor: Vendor,
	operation: Operation,
	itemIndex: number,
): Promise<CallValues> {
	const refused = (message: string) =>
		new NodeOperationError(context.getNode(), message, {
			itemIndex,
			description: `Nothing was sent to ${vendor.name} for this item [item ${itemIndex}].`,
		});
	const { collection, updates, form = false } = operation;
	const optional = read(context, collection.name, itemIndex, {}) as IDataObject;
	const values: CallValues = { path: {}, query: {}, body: {} };
	const reading: ReadContext = {
		timezone: context.getTimezone(),
		updates,
		file: async (dataField) => await givenFile(context, itemIndex, dataField, !form),
	};
	for (const parameter of operation.parameters) {
		const { place, wireName, name, label, field, required, flat } = parameter;
		const given = flat ? read(context, name, itemIndex) : optional[name];
		if (isEmpty(given)) {
			if (required) throw refused(`'${label}' is required, but is empty`);
			// In an update, a field that was added and left empty is a field to clear.
			const clears = updates && !flat && name in optional && 'cleared' in field;
			if (clears) values[place][wireName] = field.cleared as null;
			continue;
		}
		try {
			const value = field.read(given, reading);
			values[place][wireName] = (value instanceof Promise ? await value : value) as string;
		} catch (error) {
			if (!(error instanceof Refusal)) throw asNodeError(context, error, itemIndex);
			const where = error.where ? `'${label}' (${error.where})` : `'${label}'`;
			throw refused(`${where} ${error.message}`);
		}
	}
	for (const problem of problemsOf(operation, values)) throw refused(problem);
	return values;
}

/** What is wrong between the fields of one item. */
function* problemsOf(operation: Operation, values: CallValues): Generator<string> {
	const { parameters, exactlyOne = [], collection, updates } = operation;
	const given = ({ place, wireName }: Parameter) => values[place][wireName];
	for (const group of exactlyOne) {
		const members = parameters.filter(({ wireName }) => group.includes(wireName));
		const labels = members.map(({ label }) => `'${label}'`);
		const filled = members.filter((member) => given(member) !== undefined).length;
		const [all, several] = labels.length > 2 ? ['all', 'more than one'] : ['both', 'both'];
		if (filled === 0) yield `Fill in ${labels.join(' or ')}: ${all} are empty`;
		if (filled > 1) yield `Fill in ${labels.join(' or ')}, not ${several}`;
	}
	for (const parameter of parameters) {
		const earlier = parameters.find(({ wireName }) => wireName === parameter.field.notBefore);
		const [from, until] = [earlier && given(earlier), given(parameter)];
		if (earlier && typeof from === 'string' && typeof until === 'string' && until < from) {
			yield `'${parameter.label}' (${until}) is before '${earlier.label}' (${from})`;
		}
	}
	if (
		updates &&
		parameters.every((parameter) => parameter.place !== 'body' || given(parameter) === undefined)
	) {
		yield `There is nothing to change: add a field under '${collection.label}'`;
	}
}
