import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** The vendors that have a contract. */
export type Vendor = 'resource-guru' | 'blikk' | 'hub-planner' | 'proworkflow' | 'tracker';

export type JsonObject = Record<string, unknown>;

/** A JSON Schema of draft 2020-12, or any part of one. */
export type JsonSchema = JsonObject;

/**
 * An OpenAPI 3.1 document as written, with its references, so that OpenAPI tools can use it.
 * `x-source` names the vendor's lines, `x-basis` what is not in them, `x-paging` how a list pages,
 * `x-rate-limit` what a caller may spend; a list where several budgets hold at once.
 */
export interface Contract<V extends Vendor = Vendor> {
	openapi: string;
	servers: Array<{ url: string }>;
	security: Array<Record<string, string[]>>;
	paths: Record<string, JsonObject>;
	components: Record<string, JsonObject>;
	'x-rate-limit': V extends 'hub-planner' ? RateBudget[] : RateBudget;
	[key: string]: unknown;
}

/** At most so many requests in any span of so many seconds, counted per `scope`. */
export interface RateBudget {
	requests: number;
	seconds: number;
	scope: string;
	/** The headers that tell a caller where it stands; the first says when to come back. */
	headers: string[];
}

/** How a list pages. */
export type ContractPaging = OffsetPaging | PagePaging | BodyPaging;

/** Pages by a number of records to skip. */
export interface OffsetPaging {
	style: 'offset';
	/** The query parameter that holds the page size. */
	limit: string;
	/** The query parameter that holds the number of records to skip. */
	offset: string;
	/** The page size when `limit` is left out; null: everything. */
	default: number | null;
	/** The `limit` that asks for everything, where there is one. */
	all?: number;
}

interface NumberedPages {
	/** What holds the page size. */
	limit: string;
	/** What holds the page's number. */
	page: string;
	/** The number of the first page. */
	first: 0 | 1;
	/** The page size when `limit` is left out; null: everything, or unknown. */
	default: number | null;
	/** The largest page size, where one is stated. */
	max?: number;
	/** True where page and page size are sent both or not at all. */
	together?: boolean;
	/** The answer's field that holds the records; left out: the answer is the list itself. */
	items?: string;
	/** The answer's field that counts the pages. */
	pages?: string;
	/** The answer's field that counts the records of all pages. */
	total?: string;
	/** The status of an answer without a body that stands for an empty page. */
	empty?: number;
	offset?: undefined;
}

/** Pages by a page number, both in query parameters. */
export interface PagePaging extends NumberedPages {
	style: 'page';
}

/** Pages by a page number, both in fields of the request's body. */
export interface BodyPaging extends NumberedPages {
	style: 'bodyPage';
}

export interface ContractParameter {
	/** As on the wire, e.g. `resource_ids[]`. */
	name: string;
	in: 'path' | 'query' | 'header';
	required: boolean;
	/** False on lists that go as one value, `a=1,2` rather than `a=1&a=2`. */
	explode?: boolean;
	schema: JsonSchema;
}

/** One operation. Its schemas and parameters stand for themselves: every `$ref` is replaced. */
export interface ContractOperation {
	/** `<resource>.<operation>`, e.g. `booking.getMany`. */
	operationId: string;
	/** In capitals. */
	method: string;
	/** With placeholders in braces, e.g. `/v1/{account}/clients/{id}`. */
	path: string;
	/** The resource's name, e.g. `Booking`. */
	tag: string;
	summary: string;
	/** Those of the path first. */
	parameters: ContractParameter[];
	/** The body, JSON where it may be that; undefined where the operation takes none. */
	requestSchema?: JsonSchema;
	/** What a body may be sent as, e.g. `application/json` or `multipart/form-data`. */
	requestMediaTypes: string[];
	/** The body, by what it is sent as. */
	requestSchemas: Record<string, JsonSchema>;
	/** Whether the body may not be left out. */
	requestRequired: boolean;
	requestExample?: unknown;
	/** Of several, the first with a body. */
	successStatus: number;
	/** What the body on success is, e.g. `application/json`; for a file, any type. */
	responseMediaType?: string;
	/** The JSON body on success; undefined where there is none. */
	responseSchema?: JsonSchema;
	/** Undefined where there is no body, or the vendor does not show it. */
	responseExample?: unknown;
	/** Only on lists that page. */
	paging?: ContractPaging;
	/** What the vendor's document does not state, by topic, and how it is known; see `info.description`. */
	basis: Record<string, string>;
	/** The vendor's lines, e.g. `docs.txt L747-848`. */
	source: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
type Method = (typeof METHODS)[number];

/**
 * Reads a vendor's contract afresh, so callers may change what they get.
 * @throws when the file is missing or no YAML
 */
export function loadContract<V extends Vendor>(vendor: V): Contract<V> {
	const file = path.join(__dirname, `${vendor}.openapi.yaml`);
	// The examples are built from one another by many aliases; the file is our own.
	return parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }) as Contract<V>;
}

/**
 * The operations of a contract, in its order.
 * @throws when a reference leads nowhere or an operation has no success response
 */
export function* operations(contract: Contract): Generator<ContractOperation> {
	for (const [path, raw] of Object.entries(contract.paths)) {
		const item = withoutReferences(contract, raw) as PathItem;
		for (const method of METHODS) {
			const operation = item[method];
			if (operation) yield readOperation(method, path, item, operation);
		}
	}
}

/**
 * A part of a contract with every `$ref` replaced by its target, so that it stands for itself; what
 * is written beside a `$ref` wins over the target's.
 * @throws when a reference leads nowhere
 */
export function withoutReferences(contract: Contract, part: JsonObject): JsonObject {
	const resolve = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(resolve);
		if (!isObject(value)) return value;
		const { $ref, ...own } = value;
		const resolved = Object.fromEntries(
			Object.entries(own).map(([key, inner]) => [key, resolve(inner)]),
		);
		return typeof $ref === 'string' ? { ...target($ref), ...resolved } : resolved;
	};
	const target = (ref: string): JsonObject => {
		const steps = ref.split('/').slice(1);
		const found = steps.reduce<unknown>(
			(at, step) => (isObject(at) ? at[step] : undefined),
			contract,
		);
		if (!isObject(found)) throw new Error(`The contract has no ${ref}`);
		return resolve(found) as JsonObject;
	};
	return resolve(part) as JsonObject;
}

interface MediaTypes {
	content?: Record<string, MediaType | undefined>;
}

interface MediaType {
	schema?: JsonSchema;
	example?: unknown;
	/** By name; the first is the most telling one. */
	examples?: Record<string, { value: unknown }>;
}

interface RawOperation {
	operationId: string;
	tags: [string];
	summary: string;
	parameters?: RawParameter[];
	requestBody?: MediaTypes & { required?: boolean };
	responses: Record<string, MediaTypes>;
	'x-paging'?: ContractPaging;
	'x-basis'?: Record<string, string>;
	'x-source': string;
}

type RawParameter = Omit<ContractParameter, 'required'> & { required?: boolean };

type PathItem = { parameters?: RawParameter[] } & Partial<Record<Method, RawOperation>>;

function readOperation(
	method: Method,
	path: string,
	item: PathItem,
	raw: RawOperation,
): ContractOperation {
	const successes = Object.entries(raw.responses).filter(([status]) => status.startsWith('2'));
	// Where a vendor lists a 200 without a body beside a 201 with one, the latter says more.
	const success = successes.find(([, { content }]) => content) ?? successes[0];
	if (!success) throw new Error(`${raw.operationId} has no success response`);
	const [status, response] = success;
	const bodies = raw.requestBody?.content ?? {};
	const request = bodies['application/json'] ?? Object.values(bodies)[0];
	const answer = response.content?.['application/json'];
	return {
		operationId: raw.operationId,
		method: method.toUpperCase(),
		path,
		tag: raw.tags[0],
		summary: raw.summary,
		parameters: [...(item.parameters ?? []), ...(raw.parameters ?? [])].map(
			({ name, in: place, required = false, explode, schema }) => ({
				name,
				in: place,
				required,
				explode,
				schema,
			}),
		),
		requestSchema: request?.schema,
		requestMediaTypes: Object.keys(bodies),
		requestSchemas: Object.fromEntries(
			Object.entries(bodies).map(([mediaType, body]) => [mediaType, body?.schema ?? {}]),
		),
		requestRequired: raw.requestBody?.required ?? false,
		requestExample: exampleOf(request),
		successStatus: Number(status),
		responseMediaType: Object.keys(response.content ?? {})[0],
		responseSchema: answer?.schema,
		responseExample: exampleOf(answer),
		paging: raw['x-paging'],
		basis: raw['x-basis'] ?? {},
		source: raw['x-source'],
	};
}

const exampleOf = (media: MediaType | undefined): unknown =>
	media?.example ?? Object.values(media?.examples ?? {})[0]?.value;

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
