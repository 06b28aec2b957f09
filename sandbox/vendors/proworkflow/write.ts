import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../contracts';
import type { Table } from '../../table';
import type { Behaviour } from '../../vendor';
import { dayFrom } from './filters';
import type { Convert, Kind, Writing } from './kind';
import { listOf, viewAll } from './list';
import type { FieldValue, Kept, Records } from './records';
import { badRequest, done, one, type ProCall, stampOf } from './shared';

/** `1,2,3`, or nothing. */
export const idList = (value: unknown): number[] =>
	value === '' ? [] : [...new Set(String(value).split(',').map(Number))];

/** A larger image is not added, and nobody says so (docs.txt L241). */
const LARGEST_IMAGE = 100 * 1024;

/** The place of files and images, which the sandbox does not serve. */
export const LINKS = 'https://files.example.com/sandbox';

const list: Record<string, Convert> = Object.fromEntries(
	['tagid', 'roleid', 'clients', 'contractors', 'files'].map((name) => [
		name,
		(value: unknown) => ({ [name]: idList(value) }),
	]),
);

const date: Record<string, Convert> = Object.fromEntries(
	['date', 'startdate', 'duedate', 'completedate', 'invoiceddate', 'paiddate'].map((name) => [
		name,
		(value: unknown, { now }: ProCall) => ({
			[name]: value === '' ? '' : dayFrom(String(value), now),
		}),
	]),
);

/** The fields that are given; an empty value takes one away. */
const values =
	(name: string): Convert =>
	(given, _call, current) => {
		const merged = new Map(
			[...((current[name] ?? []) as FieldValue[]), ...(given as FieldValue[])].map((field) => [
				field.id,
				field,
			]),
		);
		return { [name]: [...merged.values()].filter(({ value }) => value !== '') };
	};

/** Conversions by the name of the field, which means the same everywhere. */
const CONVERT: Record<string, Convert> = {
	...list,
	...date,
	apifields: values('apifields'),
	customfields: values('customfields'),
	// A list for contacts, a number for projects.
	groupid: (value) => ({ groupid: typeof value === 'number' ? value : idList(value) }),
	fileid: (value) => ({ files: idList(value) }),
	staff: (value, { identity }) => ({
		staff: value === 'me' ? [identity.userId] : idList(value),
	}),
	managerid: (value, { identity }) => ({ managerid: value === 'me' ? identity.userId : value }),
	imagecontent: (value) => {
		if (value === '') return { image: '' };
		const bytes = Buffer.from(String(value), 'base64');
		if (bytes.length > LARGEST_IMAGE) return {};
		const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
		return { image: `${LINKS}/images/${name}.png` };
	},
};

/** Where the ids of bodies must be found. */
const REFERENCES: Partial<Record<string, Array<keyof Records>>> = {
	companyid: ['companies'],
	contactid: ['contacts'],
	projectid: ['projects'],
	taskid: ['tasks'],
	folderid: ['folders'],
	originalmessageid: ['messages'],
	managerid: ['contacts'],
	staff: ['contacts'],
	clients: ['contacts'],
	contractors: ['contacts'],
	contacts: ['contacts'],
	files: ['files'],
	tagid: ['tags'],
	groupid: ['groups'],
	roleid: ['roles'],
	categoryid: ['projectCategories'],
	customstatusid: ['customStatuses'],
};

/** @throws Refusal 400 when an id leads nowhere */
export function refuseUnknown(
	fields: JsonObject,
	records: Records,
	references: Writing<Kept>['references'] = {},
): void {
	for (const [name, value] of Object.entries(fields)) {
		const tables = (references[name] ?? REFERENCES[name] ?? []).map(
			(table): Pick<Table<{ id: number }>, 'name' | 'find'> => records[table],
		);
		const [table] = tables;
		if (!table) continue;
		for (const id of [value].flat()) {
			const isKnown = typeof id !== 'number' || tables.some((each) => each.find(id));
			if (!isKnown) throw badRequest(`${name}: ${table.name} ${id} does not exist`);
		}
	}
}

/**
 * The fields of a record that a body changes.
 * @throws Refusal 400 when an id leads nowhere, or a day does not exist
 */
export function written<T extends Kept>(
	kind: Writing<T>,
	body: JsonObject,
	call: ProCall,
	current: object = {},
): Partial<T> {
	const fields: JsonObject = {};
	for (const [name, value] of Object.entries(body)) {
		const convert = kind.convert?.[name] ?? CONVERT[name];
		Object.assign(
			fields,
			convert ? convert(value, call, current as JsonObject) : { [name]: value },
		);
	}
	refuseUnknown(fields, call.records, kind.references);
	return fields as Partial<T>;
}

/** The body, or each of several. */
const bodiesOf = ({ body }: ProCall): JsonObject[] => [body as JsonObject | JsonObject[]].flat();

/** @param given fields that the path says */
export const creation =
	<T extends Kept>(
		kind: Kind<T>,
		given: (call: ProCall) => Partial<T> = () => ({}),
	): Behaviour<Records> =>
	(call) => {
		const lastmodified = stampOf(call.now);
		const path = given(call);
		// All are judged before the first is added.
		const made = bodiesOf(call).map((body) => ({
			body,
			fields: {
				...kind.blank(call, { ...body, ...path }),
				...written(kind, body, call),
				...path,
				lastmodified,
			},
		}));
		const records = made.map(({ body, fields }) => {
			// TypeScript cannot see that the parts of a generic record make up the record.
			const record = kind.table(call.records).insert(fields as unknown as Omit<T, 'id'>);
			kind.after?.(record, body, call);
			return record;
		});
		return done(`${kind.table(call.records).name} successfully added`, records);
	};

/** Changes what the body gives, and the time. */
export function change<T extends Kept>(kind: Kind<T>, record: T, call: ProCall) {
	const table = kind.table(call.records);
	const fields = written(kind, call.body, call, record);
	table.update(record.id, { ...fields, lastmodified: stampOf(call.now) });
	kind.after?.(record, call.body, call);
	return done(`${table.name} successfully updated`, [record]);
}

/** @throws Refusal 404 when there is no such record */
export const recordOf = <T extends Kept>(kind: Kind<T>, { records, path }: ProCall): T =>
	kind.table(records).get(Number(path[kind.id]));

type Crud = Record<'getMany' | 'get' | 'create' | 'update' | 'delete', Behaviour<Records>>;

/** The five operations of a kind. */
export const crudOf = <T extends Kept>(kind: Kind<T>): Crud => ({
	getMany: listOf(kind),
	get: (call) => one(kind.one, viewAll(kind, recordOf(kind, call), call)),
	create: creation(kind),
	update: (call) => change(kind, recordOf(kind, call), call),
	delete: (call) => {
		const record = recordOf(kind, call);
		kind.beforeRemoval?.(record, call);
		const table = kind.table(call.records);
		table.remove(record.id);
		return done(`${table.name} successfully deleted`, [record]);
	},
});

/** Removes all that match. */
export function removeWhere<T extends Kept>(
	table: Table<T>,
	matches: (record: T) => boolean,
): void {
	for (const { id } of table.where(matches)) table.remove(id);
}

/** A PUT that adds ids to a list of the record's, or with `remove` takes them away. */
export const membership =
	<T extends Kept>(kind: Kind<T>, name: keyof T & string): Behaviour<Records> =>
	(call) => {
		const record = recordOf(kind, call);
		const { remove = false } = call.body;
		const given = idList(call.body[name]);
		if (remove !== true) refuseUnknown({ [name]: given }, call.records);
		const now = new Set(record[name] as number[]);
		for (const id of given) {
			if (remove === true) now.delete(id);
			else now.add(id);
		}
		const table = kind.table(call.records);
		table.update(record.id, { [name]: [...now], lastmodified: stampOf(call.now) } as Partial<T>);
		return done(`${table.name} successfully updated`, [record]);
	};
