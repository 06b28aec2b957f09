import addFormats from 'ajv-formats';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import {
	type Contract,
	type ContractOperation,
	type ContractPaging,
	type ContractParameter,
	type JsonObject,
	type JsonSchema,
	operations,
} from '../contracts';
import { type Answer, type Incoming, isJsonType, UploadedFile } from './http';
import { lazily } from './lazily';
import type { Problem } from './refusal';

/** One operation of a contract, ready to judge requests and answers. */
export interface Operation {
	operationId: string;
	method: string;
	/** With placeholders in braces, e.g. `/v1/{account}/clients/{id}`. */
	path: string;
	successStatus: number;
	paging?: ContractPaging;
	parameters: ContractParameter[];
	/** The JSON body; undefined where the operation takes none. */
	requestSchema?: JsonSchema;
	check(request: Incoming, path: Record<string, string>): CheckedRequest;
	/** The ways in which a success answer breaks the contract; none when it keeps it. */
	checkAnswer(answer: Answer): Problem[];
}

export interface CheckedRequest {
	problems: Problem[];
	/** Coerced to the contract's types. */
	path: Record<string, string | number>;
	query: JsonObject;
}

const OPTIONS = {
	strict: false,
	allErrors: true,
	logger: false,
	// The contract has its own tests; judging it at every start takes longer than the seed.
	validateSchema: false,
} as const;

/** The operations of a contract. Their schemas are compiled at the first call. */
export function readContract(contract: Contract): Operation[] {
	// A parameter is text on the wire, and a list with one value looks like no list.
	const texts = addFormats(new Ajv({ ...OPTIONS, coerceTypes: 'array' }));
	const json = addFormats(new Ajv(OPTIONS));
	return [...operations(contract)].map((operation) => {
		const checkParameters = lazily(() => compileParameters(texts, operation));
		const checkBody = lazily(() => compileBody({ texts, json }, operation));
		const checkAnswer = lazily(() => compileAnswer(json, operation));
		return {
			...operation,
			check: (request, path) => {
				const { problems, ...values } = checkParameters()(request, path);
				return { ...values, problems: [...problems, ...checkBody()(request)] };
			},
			checkAnswer: (answer) => checkAnswer()(answer),
		};
	});
}

function compileParameters(ajv: Ajv, { parameters }: ContractOperation) {
	const place = (where: 'path' | 'query' | 'header') => {
		const here = parameters
			.filter((parameter) => parameter.in === where)
			.map((parameter) =>
				where === 'header' ? { ...parameter, name: parameter.name.toLowerCase() } : parameter,
			);
		return {
			type: 'object',
			// Any header may come along; anything else must be known, unless the contract says that names
			// are not: an object of anything, which goes as a parameter for each of its entries.
			additionalProperties:
				where === 'header' || here.some(({ schema }) => schema.additionalProperties === true),
			required: here.filter(({ required }) => required).map(({ name }) => name),
			properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
		};
	};
	const validate = ajv.compile({
		type: 'object',
		properties: { path: place('path'), query: place('query'), header: place('header') },
	});
	const lists = parameters.filter(
		({ in: where, explode }) => where === 'query' && explode === false,
	);
	/** Those that go as one value, `a=1,2`, taken apart. */
	const listsIn = (query: Incoming['query']['parsed']) =>
		Object.fromEntries(
			lists.flatMap(({ name }) => {
				const value = query[name];
				return typeof value === 'string' ? [[name, value.split(',')]] : [];
			}),
		);
	return (request: Incoming, path: Record<string, string>): CheckedRequest => {
		const values = {
			path: { ...path },
			query: { ...structuredClone(request.query.parsed), ...listsIn(request.query.parsed) },
			header: { ...request.headers },
		};
		return { problems: problemsOf(validate, values), path: values.path, query: values.query };
	};
}

function compileBody(
	{ texts, json }: { texts: Ajv; json: Ajv },
	{ requestSchemas, requestRequired }: ContractOperation,
) {
	const validators = new Map(
		Object.entries(requestSchemas).map(([mediaType, schema]) => {
			const ajv = isJsonType(mediaType) ? json : texts;
			return [mediaType, ajv.compile(underName('body', schema))];
		}),
	);
	return ({ body, mediaType = '', bodyFault }: Incoming): Problem[] => {
		const problem = (message: string) => [{ field: 'body', message: `body: ${message}` }];
		if (validators.size === 0) {
			return body === undefined ? [] : problem('this operation takes no body');
		}
		if (body === undefined) return requestRequired ? problem('is required') : [];
		const validate = validators.get(mediaType);
		if (!validate) {
			const due = [...validators.keys()].join(' or ');
			const message = `content type: must be ${due}, not ${mediaType || 'missing'}`;
			return [{ field: 'content-type', message }];
		}
		if (bodyFault !== undefined) return problem(bodyFault);
		return problemsOf(validate, { body: isJsonType(mediaType) ? body : withoutFiles(body) });
	};
}

/** A form as its schema sees it: a file is text of any kind. */
const withoutFiles = (form: unknown): JsonObject =>
	Object.fromEntries(
		Object.entries(form as JsonObject).map(([name, part]) => [
			name,
			part instanceof UploadedFile ? part.fileName : part,
		]),
	);

/** Judges answers with the success status; what an error looks like is the vendor's own business. */
function compileAnswer(ajv: Ajv, { responseSchema, responseMediaType }: ContractOperation) {
	const validate = responseSchema && ajv.compile(underName('answer', responseSchema));
	const isFile = responseMediaType !== undefined && !isJsonType(responseMediaType);
	return ({ body }: Answer): Problem[] => {
		if (isFile) {
			return Buffer.isBuffer(body) ? [] : [{ message: 'answer: the contract has a file here' }];
		}
		if (!validate) {
			return body === undefined ? [] : [{ message: 'answer: the contract has no body here' }];
		}
		// Through JSON, as it goes over the wire: without undefined values.
		return problemsOf(validate, JSON.parse(JSON.stringify({ answer: body })));
	};
}

/** So that what is found begins with a name: `body.name: must be string`. */
const underName = (name: string, schema: JsonObject) => ({
	type: 'object',
	properties: { [name]: schema },
	required: [name],
});

function problemsOf(validate: ValidateFunction, values: unknown): Problem[] {
	return validate(values) ? [] : (validate.errors ?? []).map(toProblem);
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
