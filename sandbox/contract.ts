import addFormats from 'ajv-formats';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import type { Answer, Incoming } from './http';
import { lazily } from './lazily';
import type { Problem } from './refusal';
import type { OpenApiDocument } from './vendor';

type JsonObject = Record<string, unknown>;

/** How a list pages, as the contract's `x-paging` says. */
export interface Paging {
	style: string;
	/** The names of the query parameters. */
	limit: string;
	offset: string;
	/** The limit when none is asked for; null for everything. */
	default: number | null;
	/** The limit that means everything, where there is one. */
	all?: number;
}

/** One operation of a contract, ready to judge requests and answers. */
export interface Operation {
	operationId: string;
	method: string;
	/** With placeholders in braces, e.g. `/v1/{account}/clients/{id}`. */
	path: string;
	/** False where the contract lets anybody call. */
	needsSignIn: boolean;
	/** The first 2xx status that the contract names. */
	successStatus: number;
	paging?: Paging;
	check(request: Incoming, path: Record<string, string>): CheckedRequest;
	/** The ways in which a success answer breaks the contract; none when it keeps it. */
	checkAnswer(answer: Answer): Problem[];
}

export interface CheckedRequest {
	problems: Problem[];
	path: Record<string, string | number>;
	query: JsonObject;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const CONTRACT = 'contract';

/** The operations of an OpenAPI 3.1 document. Their schemas are compiled at the first call. */
export function readContract(document: OpenApiDocument): Operation[] {
	const options = {
		strict: false,
		allErrors: true,
		logger: false,
		// The contract has its own tests; judging it at every start takes longer than all the rest.
		validateSchema: false,
	} as const;
	// A parameter is text on the wire, and a list with one value looks like no list.
	const parameters = addFormats(new Ajv({ ...options, coerceTypes: 'array' }));
	const bodies = addFormats(new Ajv(options));
	for (const ajv of [parameters, bodies]) ajv.addSchema(document, CONTRACT);
	return Object.entries(document.paths).flatMap(([path, item]) =>
		METHODS.filter((method) => isObject(item[method])).map((method) =>
			readOperation({ document, path, method, parameters, bodies }),
		),
	);
}

interface Source {
	document: OpenApiDocument;
	path: string;
	method: string;
	parameters: Ajv;
	bodies: Ajv;
}

function readOperation(source: Source): Operation {
	const { document, path, method } = source;
	const item = object(document.paths[path]);
	const raw = object(item[method]);
	const security = (raw.security ?? document.security ?? []) as JsonObject[];
	const responses = object(raw.responses);
	const successStatus = Object.keys(responses).find((status) => status.startsWith('2'));
	if (typeof raw.operationId !== 'string' || successStatus === undefined) {
		throw new Error(`${method} ${path} has no operationId or no success response`);
	}

	const checkParameters = lazily(() => compileParameters(source, raw, item));
	const checkBody = lazily(() => compileBody(source, raw));
	const checkAnswer = lazily(() => compileAnswer(source, responses[successStatus]));
	return {
		operationId: raw.operationId,
		method: method.toUpperCase(),
		path,
		needsSignIn: security.length > 0 && security.every((way) => Object.keys(way).length > 0),
		successStatus: Number(successStatus),
		paging: raw['x-paging'] as Paging | undefined,
		check: (request, pathValues) => {
			const checked = checkParameters()(request, pathValues);
			return { ...checked, problems: [...checked.problems, ...checkBody()(request)] };
		},
		checkAnswer: (answer) => checkAnswer()(answer),
	};
}

type CheckParameters = (request: Incoming, path: Record<string, string>) => CheckedRequest;

function compileParameters(source: Source, raw: JsonObject, item: JsonObject): CheckParameters {
	const all = [...array(item.parameters), ...array(raw.parameters)].map((parameter) =>
		resolve(source.document, object(parameter)),
	);
	const place = (where: string) => {
		const here = all.filter((parameter) => parameter.in === where);
		const nameOf = (parameter: JsonObject) =>
			where === 'header' ? String(parameter.name).toLowerCase() : String(parameter.name);
		return {
			type: 'object',
			// Any header may come along; anything else must be known.
			additionalProperties: where === 'header',
			required: here.filter((parameter) => parameter.required === true).map(nameOf),
			properties: Object.fromEntries(
				here.map((parameter) => [nameOf(parameter), rebase(parameter.schema ?? true)]),
			),
		};
	};
	const validate = source.parameters.compile({
		type: 'object',
		properties: { path: place('path'), query: place('query'), header: place('header') },
	});
	return (request, pathValues) => {
		const values = {
			path: { ...pathValues },
			query: structuredClone(request.query.parsed),
			header: { ...request.headers },
		};
		return { problems: problemsOf(validate, values), path: values.path, query: values.query };
	};
}

function compileBody(source: Source, raw: JsonObject): (request: Incoming) => Problem[] {
	if (!isObject(raw.requestBody)) {
		return ({ body }) =>
			body === undefined ? [] : [{ field: 'body', message: 'body: this operation takes no body' }];
	}
	const requestBody = resolve(source.document, raw.requestBody);
	const content = object(requestBody.content);
	const validators = Object.fromEntries(
		Object.entries(content).map(([mediaType, media]) => [
			mediaType,
			source.bodies.compile({
				type: 'object',
				properties: { body: rebase(object(media).schema ?? true) },
			}),
		]),
	);
	return ({ body, mediaType = '', bodyFault }) => {
		if (body === undefined) {
			return requestBody.required === true ? [{ field: 'body', message: 'body: is required' }] : [];
		}
		const validate = validators[mediaType];
		if (!validate) {
			const allowed = Object.keys(content).join(' or ');
			const message = `content type: must be ${allowed}, not ${mediaType || 'missing'}`;
			return [{ field: 'content-type', message }];
		}
		if (bodyFault !== undefined) {
			return [{ field: 'body', message: `body: is not valid JSON (${bodyFault})` }];
		}
		return problemsOf(validate, { body });
	};
}

/** Judges answers with the success status; what an error looks like is the vendor's own business. */
function compileAnswer(source: Source, response: unknown): (answer: Answer) => Problem[] {
	const content = object(resolve(source.document, object(response)).content ?? {});
	const json = content['application/json'];
	if (json === undefined) {
		return ({ body }) =>
			body === undefined ? [] : [{ message: 'answer: the contract has no body here' }];
	}
	const validate = source.bodies.compile({
		type: 'object',
		properties: { answer: rebase(object(json).schema ?? true) },
		required: ['answer'],
	});
	// Through JSON, as it goes over the wire: without undefined values.
	return ({ body }) => problemsOf(validate, JSON.parse(JSON.stringify({ answer: body })));
}

function problemsOf(validate: ValidateFunction, values: unknown): Problem[] {
	if (validate(values)) return [];
	return (validate.errors ?? []).map(toProblem);
}

/** Ajv's finding as one sentence: `query.limit: must match pattern "^\d+$"`. */
function toProblem({ instancePath, keyword, params, message }: ErrorObject): Problem {
	// These keywords name the property beside the path of the object that it belongs to.
	const named = (params.additionalProperty ??
		params.unevaluatedProperty ??
		params.missingProperty) as string | undefined;
	const steps = [...instancePath.split('/').slice(1), ...(named === undefined ? [] : [named])];
	const field = steps.join('.');
	if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
		return { field, message: `${field}: is not known here` };
	}
	if (keyword === 'required') return { field, message: `${field}: is required` };
	const allowed = keyword === 'enum' ? ` (${(params.allowedValues as unknown[]).join(', ')})` : '';
	return { field, message: `${field}: ${message ?? keyword}${allowed}` };
}

/** Points `#/...` references of a part of the contract at the whole contract. */
function rebase(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(rebase);
	if (!isObject(schema)) return schema;
	return Object.fromEntries(
		Object.entries(schema).map(([key, value]) => [
			key,
			key === '$ref' && typeof value === 'string' && value.startsWith('#')
				? CONTRACT + value
				: rebase(value),
		]),
	);
}

/** Follows a reference of a parameter, body or response object. */
function resolve(document: OpenApiDocument, part: JsonObject): JsonObject {
	if (typeof part.$ref !== 'string') return part;
	const target = part.$ref
		.slice(2)
		.split('/')
		.reduce<JsonObject>((at, step) => object(at[step]), document);
	return resolve(document, target);
}

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function object(value: unknown): JsonObject {
	if (!isObject(value)) throw new Error('The contract has no object where one is due');
	return value;
}
