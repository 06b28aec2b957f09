import addFormats from 'ajv-formats';
import Ajv from 'ajv/dist/2020';
import type { Contract, JsonSchema } from '../../contracts';
import { operations } from '../../contracts';

// Strict: a misspelt keyword is an error, not a rule that never applies.
const strict = { strict: true, strictRequired: false, allowUnionTypes: true } as const;
export const ajv = addFormats(new Ajv({ ...strict, allErrors: true }));
ajv.addVocabulary(['x-source', 'x-basis']);

/** What is wrong with a value, in words; undefined allows nothing. */
export function faults(schema: JsonSchema | undefined, value: unknown): string[] {
	const check = ajv.compile(schema ?? false);
	return check(value) ? [] : (check.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}

/** What a contract finds wrong with the body, or with one query parameter, of an operation. */
export function judge(contract: Contract) {
	const byId = new Map([...operations(contract)].map((each) => [each.operationId, each]));
	return {
		requestFaults: (operationId: string, body: unknown) =>
			faults(byId.get(operationId)?.requestSchema, body),
		queryFaults: (operationId: string, name: string, value: unknown) => {
			const parameters = byId.get(operationId)?.parameters ?? [];
			return faults(parameters.find((p) => p.in === 'query' && p.name === name)?.schema, value);
		},
	};
}

export function fail(what: string): never {
	throw new Error(what);
}
