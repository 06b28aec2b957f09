import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
	ResourceMapperField,
} from 'n8n-workflow';

import type { Field, Fields } from './fields';
import { labelFor } from './fields';
import {
	parameterName,
	pluralOf,
	recordLabel,
	sentenceCase,
	titleCase,
	withArticle,
} from './naming';
import type { PagingStyle } from './paging';
import type { Budget, Pace } from './pace';

/**
 * What a vendor, a resource and an operation are. A vendor folder holds records of these types; the node's
 * properties, the requests, the pickers, the schemas and the README all follow from them.
 */

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation, written as the vendor's documentation describes it. */
export interface OperationRecord {
	/** Verb and path template: `GET /v1/{account}/clients/{id}`. */
	request: `${Verb} /${string}`;
	path?: Fields;
	query?: Fields;
	/** A wire name with dots is a field inside objects: `owner.name`. */
	body?: Fields;
	/**
	 * What the vendor answers: one `record` (or the few that an action made), a `list` of records in one
	 * answer, a list that comes in `pages`, a `text`, a `file` as it is, or `nothing` worth showing. By rule
	 * `record`, and `nothing` for DELETE.
	 */
	answer?: 'record' | 'list' | 'pages' | 'text' | 'file' | 'nothing';
	/** The body is a form with files (multipart/form-data), not JSON. */
	form?: boolean;
	/** The answer brings a file: where its content, name and type stand. */
	file?: FileAnswer;
	/**
	 * Up to `size` items go out as one request, whose body is the array of their bodies; one with a field of
	 * `alone` goes out by itself.
	 */
	bulk?: { size: number; alone?: string[] };
	/** The last change to the values before they are sent, for what no single field can say. */
	sends?: (values: CallValues) => CallValues;
	/** Query fields that, when on or of the value `name=value`, make the vendor send everything at once. */
	unpagedWith?: string[];
	/** Groups of which exactly one field must be filled in. All of them are shown flat. */
	exactlyOne?: string[][];
	/** Looks a record up by one of its fields and updates it where there is one; `request` creates it. */
	upsert?: Upsert;
	/** The vendor replaces the whole record: what it has is read first, and only the given fields change. */
	merges?: Merge;
	/** A POST that only reads, so that it may be repeated. */
	readsOnly?: boolean;
	/** Which fields remain with Simplify on; by rule those of the resource. `false`: the answer is short. */
	simplify?: string[] | false;
	/** Offers the records of this list wherever a field picks this resource. */
	picker?: Picker;
	/** Name of the operation on the screen; by rule made from its key. */
	label?: string;
	action?: string;
	description?: string;
}

/** How a record is read by the path of another operation. */
export interface Reading {
	/** Key of the operation that reads the record by the same path, or that lists it among others. */
	read: string;
	/** Query field that narrows such a list to the record's ID. */
	by?: string;
}

/** How an update of a whole record keeps what was not given. */
export interface Merge extends Reading {
	/** The record as the update takes it; by rule as it was read. `given` is what will be laid over it. */
	body?: (
		record: IDataObject,
		connection: Connection,
		given: IDataObject,
	) => IDataObject | Promise<IDataObject>;
}

/** Where the parts of a file stand, by wire name. */
export interface FileAnswer extends Partial<Reading> {
	/** The content in base64, in a JSON answer that may bring it; left out where the answer is the file itself. */
	content?: string;
	/** Name and type, in the answer or in the record that `read` reads. */
	name?: string;
	type?: string;
}

/** How Create or Update finds the record that there may be. */
export interface Upsert {
	/** Keys of the operations that list and that update. */
	list: string;
	update: string;
	/**
	 * Query values that the list is asked with, one request after the other, where it hides fields or records
	 * unless they are asked for.
	 */
	asking?: IDataObject[];
	/** Wire names of the fields that a record can be looked up by. */
	by: string[];
	/** The key in a record, where it is not simply the field. */
	key?: (record: Record<string, unknown>, by: string) => unknown;
}

/** How the records of a list are shown in a picker. */
export interface Picker {
	/** Wire name of the field to show, or a function that puts a name together. */
	name: string | ((record: Record<string, unknown>) => string);
	/** Wire name of a record's id in this list; by rule the vendor's. */
	id?: string | ((record: Record<string, unknown>) => string | number);
	/** What the fields that pick from this list name; by rule the key of the resource. */
	of?: string;
	/** Query field by which the vendor itself searches the list; by rule the whole list is read and searched here. */
	search?: string;
	/** Values that put the list in the order to show it in, page by page; by rule it is read whole and sorted by name. */
	order?: IDataObject;
	/** Put before the name: the name of the record of another resource that this wire name refers to. */
	within?: { of: string; by: string };
}

export interface PickerEntry {
	name: string;
	value: string | number;
}

interface ResourceOptions {
	/** Plural in sentences; by rule made from the label. */
	plural?: string;
	/** The fields that remain with Simplify on: at most 10, `a.b` gives the inner value under `a`. */
	simplify?: string[];
}

/** A resource with its operations, before it has a key. */
export interface ResourceRecord extends ResourceOptions {
	label: string;
	operations: Record<string, OperationRecord>;
}

type PlaceholdersOf<Request extends string> =
	Request extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersOf<Rest> : never;

type PathFor<Names extends string> = [Names] extends [never]
	? { path?: never }
	: { path: Record<Names, Field> };

/** Every placeholder of the path has a field, and every path field a placeholder. */
type WithWholePath<Operations, Known extends string> = {
	[Key in keyof Operations]: Operations[Key] extends {
		request: infer Request extends string;
		path?: infer Path;
	}
		? PathFor<Exclude<PlaceholdersOf<Request>, Known>> & {
				path?: { [Name in keyof Path]: Name extends PlaceholdersOf<Request> ? Field : never };
			} & { [Unknown in Exclude<keyof Operations[Key], keyof OperationRecord>]: never }
		: never;
};

/**
 * Makes the `resource` function of a vendor. `Known` names the path placeholders that the credential fills
 * (`account`), so that records need no field for them. A placeholder without a field does not compile.
 * A function inside a record needs the types of its parameters, or TypeScript gives up on the whole record.
 */
export function resourcesWith<Known extends string = never>() {
	return function resource<const Operations extends Record<string, OperationRecord>>(
		label: string,
		operations: Operations & WithWholePath<Operations, Known>,
		options: ResourceOptions = {},
	): ResourceRecord {
		return { label, operations, ...options };
	};
}

/** One thing that the vendor found wrong with a request, read from its answer. */
export interface Complaint {
	/** Wire name of the field, where the vendor names one. */
	field?: string;
	message: string;
}

/** The n8n contexts that can call a vendor. */
export type CallContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** The values of one call, by wire name. */
export interface CallValues {
	path: IDataObject;
	query: IDataObject;
	body: IDataObject;
	/** The bodies of several items that go out as one request. */
	bodies?: IDataObject[];
}

/** What all calls of one execution share. */
export interface Connection {
	context: CallContext;
	vendor: Vendor;
	/** n8n name of the credential type that this node signs in with. */
	credentialType: string;
	credential: IDataObject;
	/** The credential makes another token of what OAuth2 brings; n8n itself can't renew that. */
	exchanges: boolean;
	pace: Pace;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
}

/** A vendor: its conventions as data, and its resources. */
export interface Vendor {
	/** As users call it: `Resource Guru`. */
	name: string;
	/** n8n name of the credential type; of several, the one that a new node has. */
	credential: string;
	/** Several ways to sign in, for the user to choose from: stored value to label and credential type. */
	signIns?: Record<string, { label: string; credential: string }>;
	/** Where the API lives, read from the credential. */
	baseUrl: (credential: Record<string, unknown>) => string;
	/** Values of the path placeholders that come from the credential, with the label of each. */
	pathValues?: Record<
		string,
		{ label: string; value: (credential: Record<string, unknown>) => unknown }
	>;
	/** Sets the words of a wire name apart, where the vendor writes them together: `duedate` -> `due_date`. */
	spelled?: (wireName: string) => string;
	/** Takes the record or the list out of what the vendor puts around it. */
	unpacked?: (whole: unknown, operation: Operation) => unknown;
	/** The body of a good status says that the call failed all the same. */
	failed?: (whole: unknown) => boolean;
	/** A good status that stands for "there is none": not found, not made, or an empty list. */
	noneStatus?: number;
	/** A token of the credential that ends: the field that holds it, and when it ends, in milliseconds since 1970. */
	token?: { field: string; ends: (credential: Record<string, unknown>) => number };
	/** Published limits on requests; see pace.ts. */
	budgets: Budget[];
	/** Whom the limits count: by rule each credential on its own. */
	budgetKey?: (credential: Record<string, unknown>) => string;
	paging: PagingStyle;
	/** Wire name of a record's id; by rule `id`. */
	idField?: string;
	/** Reads the vendor's own error body, of any shape. */
	complaints: (body: unknown) => Complaint[];
	/** How many seconds the body of a refusal asks to wait, where the headers do not say. */
	askedSeconds?: (body: unknown) => number | undefined;
	/** Lists that fields pick from and no operation lists: key to entries, or to a function that reads them. */
	lists?: Record<string, PickerEntry[] | ((connection: Connection) => Promise<PickerEntry[]>)>;
	/** Fields that an account defines itself: key to a function that reads them. */
	mappings?: Record<string, (connection: Connection) => Promise<ResourceMapperField[]>>;
	resources: Record<string, ResourceRecord>;
	/** Key of the resource that a new node or polling trigger begins with; by rule the first that it shows. */
	opensOn?: string;
}

/** A vendor's conventions, before it has resources. */
export type VendorApi = Omit<Vendor, 'resources' | 'mappings'>;

/** Where a field goes in the request. */
export type Place = 'path' | 'query' | 'body';

/** A field with its name, label and place: what is shown, and what is read for each item. */
export interface Parameter {
	place: Place;
	wireName: string;
	/** Name under which n8n stores the value. */
	name: string;
	label: string;
	field: Field;
	required: boolean;
	/** Shown on its own, not in the collection of optional fields. */
	flat: boolean;
}

/** An operation with everything that the rules add to its record. */
export interface Operation extends OperationRecord {
	key: string;
	resource: Resource;
	verb: Verb;
	pathTemplate: string;
	label: string;
	action: string;
	description: string;
	answer: NonNullable<OperationRecord['answer']>;
	parameters: Parameter[];
	/** Name and label of the collection that holds the optional fields, and what one of them is called. */
	collection: { name: string; label: string; one: string };
	/** An update: an empty field clears, and nothing to change is refused. */
	updates: boolean;
	/** Fields that remain with Simplify on; absent where the answer is short enough. */
	simplified?: string[];
}

export interface Resource {
	key: string;
	label: string;
	/** For sentences: `a client`, `clients`. */
	singular: string;
	plural: string;
	operations: Operation[];
}

/** What follows by rule from a vendor's records; made once. */
interface Completed {
	resources: Resource[];
	operations: Operation[];
}

const completedVendors = new WeakMap<Vendor, Completed>();

function completedOf(vendor: Vendor): Completed {
	const known = completedVendors.get(vendor);
	if (known) return known;
	const resources = Object.entries(vendor.resources).map(([key, record]) =>
		completed(key, record, vendor),
	);
	const made = { resources, operations: resources.flatMap(({ operations }) => operations) };
	completedVendors.set(vendor, made);
	return made;
}

/** The vendor's resources with all that follows by rule. */
export const resourcesOf = (vendor: Vendor): Resource[] => completedOf(vendor).resources;

/** All operations of a vendor, resource by resource. */
export const operationsOf = (vendor: Vendor): Operation[] => completedOf(vendor).operations;

/** One operation by the keys that n8n stores; `undefined` where the vendor has none such. */
export function operationOf(vendor: Vendor, resource: string, key: string): Operation | undefined {
	return operationsOf(vendor).find(
		(operation) => operation.resource.key === resource && operation.key === key,
	);
}

function completed(key: string, record: ResourceRecord, vendor: Vendor): Resource {
	const resource: Resource = {
		key,
		label: record.label,
		singular: record.label.toLowerCase(),
		plural: record.plural ?? pluralOf(record.label),
		operations: [],
	};
	resource.operations = Object.entries(record.operations).map(([operationKey, operation]) =>
		completedOperation(operationKey, operation, resource, record.simplify, vendor),
	);
	return resource;
}

function completedOperation(
	key: string,
	record: OperationRecord,
	resource: Resource,
	simplifiedByRule: string[] | undefined,
	{ spelled }: Vendor,
): Operation {
	const [verb, pathTemplate] = record.request.split(' ') as [Verb, string];
	const label = record.label ?? (record.upsert ? 'Create or Update' : titleCase(key));
	const answer = record.answer ?? (verb === 'DELETE' ? 'nothing' : 'record');
	const several = answer === 'list' || answer === 'pages';
	const noun = several ? resource.plural : resource.singular;
	const simplified = record.simplify ?? simplifiedByRule;
	const updates = key.startsWith('update');
	return {
		...record,
		key,
		resource,
		verb,
		pathTemplate,
		label,
		answer,
		action: record.action ?? sentenceCase(several ? withNoun(label, noun) : `${label} ${noun}`),
		description: record.description ?? describe(label, noun, record.upsert !== undefined, several),
		parameters: parametersOf(key, record, spelled),
		collection: collectionOf(verb, several, updates),
		updates,
		...(simplified && answer !== 'nothing' ? { simplified } : {}),
	};
}

function describe(label: string, noun: string, upserts: boolean, several: boolean): string {
	if (upserts)
		return `Create a new ${noun}, or update the current one if it already exists (upsert)`;
	return several
		? `Get many ${noun}, all of them or up to a limit`
		: `${label.split(' ')[0]} ${withArticle(noun)}`;
}

/** `Get Many Archived` of `clients` -> `Get many archived clients`; `Get Many by Client` -> `Get many bookings by client`. */
function withNoun(label: string, noun: string): string {
	const [before, ...after] = label.split(/ (?=by |in |of |including )/i);
	return [before, noun, ...after].join(' ');
}

function collectionOf(verb: Verb, several: boolean, updates: boolean): Operation['collection'] {
	if (several) return { name: 'filters', label: 'Filters', one: 'Filter' };
	if (updates) return { name: 'updateFields', label: 'Update Fields', one: 'Field' };
	if (verb === 'POST')
		return { name: 'additionalFields', label: 'Additional Fields', one: 'Field' };
	return { name: 'options', label: 'Options', one: 'Option' };
}

function parametersOf(
	operationKey: string,
	record: OperationRecord,
	spelled = (wireName: string) => wireName,
): Parameter[] {
	const grouped = new Set([...(record.exactlyOne?.flat() ?? []), ...(record.upsert?.by ?? [])]);
	const places: Place[] = ['path', 'query', 'body'];
	return places.flatMap((place) =>
		Object.entries(record[place] ?? {}).map(([wireName, field]) => {
			const { required: needed = false } = field;
			const required =
				place === 'path' || (Array.isArray(needed) ? needed.includes(operationKey) : needed);
			// A path's own `id` is called after the record it names, so that it reads and survives a change of operation.
			const isOwnId = place === 'path' && wireName.toLowerCase() === 'id' && field.picks;
			const named = isOwnId ? `${field.picks}Id` : spelled(wireName);
			const label = isOwnId ? (field.label ?? recordLabel(named)) : labelFor(named, field);
			return {
				place,
				wireName,
				name: parameterName(named),
				label,
				field,
				required,
				flat: required || grouped.has(wireName) || field.maps !== undefined,
			};
		}),
	);
}
