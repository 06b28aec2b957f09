import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** The vendors that have a contract. */
export type Vendor = 'resource-guru';

export type JsonObject = Record<string, unknown>;

/** A JSON Schema of draft 2020-12, or any part of one. */
export type JsonSchema = JsonObject;

/**
 * An OpenAPI 3.1 document as written, with its references, so that OpenAPI tools can use it.
 * `x-source` names the vendor's lines, `x-basis` what is not in them, `x-paging` how a list pages,
 * `x-rate-limit` the budget of one application.
 */
export interface Contract {
	openapi: string;
	servers: Array<{ url: string }>;
	security: Array<Record<string, string[]>>;
	paths: Record<string, JsonObject>;
	components: Record<string, JsonObject>;
	'x-rate-limit': { requests: number; seconds: number };
	[key: string]: unknown;
}

/** How a list pages. */
export interface ContractPaging {
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

export interface ContractParameter {
	/** As on the wire, e.g. `resource_ids[]`. */
	name: string;
	in: 'path' | 'query' | 'header';
	required: boolean;
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
	/** The JSON body; undefined where the operation takes none. */
	requestSchema?: JsonSchema;
	/** Whether the body may not be left out. */
	requestRequired: boolean;
	requestExample?: unknown;
	successStatus: number;
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
export function loadContract(vendor: Vendor): Contract {
	const file = path.join(__dirname, `${vendor}.openapi.yaml`);
	// The examples are built from one another by many aliases; the file is our own.
	return parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }) as Contract;
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
	content?: { 'application/json'?: { schema?: JsonSchema; example?: unknown } };
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
	const success = Object.entries(raw.responses).find(([status]) => status.startsWith('2'));
	if (!success) throw new Error(`${raw.operationId} has no success response`);
	const [status, response] = success;
	const request = raw.requestBody?.content?.['application/json'];
	const answer = response.content?.['application/json'];
	return {
		operationId: raw.operationId,
		method: method.toUpperCase(),
		path,
		tag: raw.tags[0],
		summary: raw.summary,
		parameters: [...(item.parameters ?? []), ...(raw.parameters ?? [])].map(
			({ name, in: place, required = false, schema }) => ({ name, in: place, required, schema }),
		),
		requestSchema: request?.schema,
		requestRequired: raw.requestBody?.required ?? false,
		requestExample: request?.example,
		successStatus: Number(status),
		responseSchema: answer?.schema,
		responseExample: answer?.example,
		paging: raw['x-paging'],
		basis: raw['x-basis'] ?? {},
		source: raw['x-source'],
	};
}

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
