import { validate as validateOpenApi } from '@readme/openapi-parser';
import addFormats from 'ajv-formats';
import Ajv from 'ajv/dist/2020';
import type { JsonSchema } from '../../contracts';
import { loadContract, operations, withoutReferences } from '../../contracts';

const contract = loadContract('resource-guru');
const all = [...operations(contract)];
const byId = new Map(all.map((operation) => [operation.operationId, operation]));

// Strict: a misspelt keyword is an error, not a rule that never applies.
const strict = { strict: true, strictRequired: false, allowUnionTypes: true } as const;
const ajv = addFormats(new Ajv({ ...strict, allErrors: true }));
ajv.addVocabulary(['x-source', 'x-basis']);

function faults(schema: JsonSchema | undefined, value: unknown): string[] {
	const check = ajv.compile(schema ?? false);
	return check(value) ? [] : (check.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}

const requestFaults = (operationId: string, body: unknown) =>
	faults(byId.get(operationId)?.requestSchema, body);

function queryFaults(operationId: string, name: string, value: unknown): string[] {
	const parameters = byId.get(operationId)?.parameters ?? [];
	return faults(parameters.find((p) => p.in === 'query' && p.name === name)?.schema, value);
}

describe('the document', () => {
	it('is valid OpenAPI 3.1', async () => {
		const result = await validateOpenApi(loadContract('resource-guru') as never);
		expect(result).toMatchObject({ valid: true, warnings: [], specification: 'OpenAPI' });
		expect(contract.openapi).toMatch(/^3\.1\./);
	});

	it('holds every documented operation once', () => {
		expect(all).toHaveLength(105);
		expect(byId.size).toBe(105);
		expect(new Set(all.map(({ method, path }) => `${method} ${path}`)).size).toBe(105);
	});

	it('uses every component', () => {
		const text = JSON.stringify(contract);
		const unused = Object.entries(contract.components).flatMap(([kind, parts]) =>
			Object.keys(parts)
				.map((name) => `#/components/${kind}/${name}`)
				.filter((ref) => kind !== 'securitySchemes' && !text.includes(`"${ref}"`)),
		);
		expect(unused).toEqual([]);
	});

	it('reads no line of the source for two operations', () => {
		const ranges = all
			.map(({ source }) => /^docs\.txt L(\d+)-(\d+)$/.exec(source) ?? fail(source))
			.map(([, from, to]) => [Number(from), Number(to)] as const)
			.sort(([a], [b]) => a - b);
		for (const [i, [from, to]] of ranges.entries()) {
			expect(to).toBeGreaterThanOrEqual(from);
			expect(from).toBeGreaterThan(ranges[i - 1]?.[1] ?? 0);
		}
	});

	it('shows every answer with a body but the two that the vendor does not show', () => {
		const hidden = all.filter((o) => o.responseSchema && o.responseExample === undefined);
		expect(hidden.map(({ operationId }) => operationId)).toEqual([
			'timesheetEntry.getProjectsReport',
			'timesheetEntry.getResourcesReport',
		]);
	});

	it('says of a 429 when to come back', () => {
		const { headers } = contract.components.responses!.RateLimited as { headers: object };
		expect(contract['x-rate-limit']).toMatchObject({
			requests: 200,
			seconds: 60,
			headers: Object.keys(headers),
		});
	});
});

describe.each(all)('$operationId', (operation) => {
	const { path, parameters, paging, requestSchema, requestExample, responseExample } = operation;
	const named = (place: string) => parameters.filter((p) => p.in === place).map((p) => p.name);

	it('declares the parameters of its path, and no other twice', () => {
		expect(named('path')).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
		expect(parameters.filter((p) => p.in === 'path').every((p) => p.required)).toBe(true);
		expect(new Set(named('query')).size).toBe(named('query').length);
	});

	it('says where its route is known from', () => {
		expect(operation.basis.route).toMatch(/seed|archived|derived|third-party/);
		expect(operation.tag).toBeTruthy();
	});

	it('has parameter schemas that compile', () => {
		for (const { schema } of parameters) expect(() => ajv.compile(schema)).not.toThrow();
	});

	if (paging) {
		it('pages by parameters it has', () => {
			expect(named('query')).toEqual(expect.arrayContaining([paging.limit, paging.offset]));
			const limit = parameters.find((p) => p.name === paging.limit);
			expect(limit?.schema.default ?? null).toBe(paging.default && String(paging.default));
		});
	}

	if (requestSchema) {
		it('accepts the documented request', () => {
			expect(faults(requestSchema, requestExample)).toEqual([]);
		});

		it('refuses an undocumented field and a missing required one', () => {
			const example = requestExample as Record<string, unknown>;
			expect(faults(requestSchema, { ...example, undocumented: 1 })).not.toEqual([]);
			for (const name of (requestSchema.required ?? []) as string[]) {
				const { [name]: _left, ...others } = example;
				expect(faults(requestSchema, others)).toEqual([` must have required property '${name}'`]);
			}
		});

		it('shows every field it accepts in its example', () => {
			const fields = Object.keys(requestSchema.properties ?? {});
			expect(Object.keys(requestExample as object).sort()).toEqual(fields.sort());
		});
	}

	if (responseExample !== undefined) {
		it('answers as its schema says', () => {
			expect(faults(operation.responseSchema, responseExample)).toEqual([]);
		});
	}
});

describe('every schema', () => {
	const schemas = Object.entries(contract.components.schemas as Record<string, JsonSchema>);

	it.each(schemas)('%s is strict JSON Schema, and its examples keep it', (_name, raw) => {
		const schema = withoutReferences(contract, raw);
		expect(() => ajv.compile(schema)).not.toThrow();
		for (const example of (schema.examples ?? []) as unknown[]) {
			expect(faults(schema, example)).toEqual([]);
		}
	});
});

describe('what the vendor documents in words', () => {
	const booking = { start_date: '2020-12-31', end_date: '2020-12-31', duration: 60 };
	const repeat = (rrule: unknown) => ({ ...booking, resource_id: 1, rrule });

	it.each([
		['a booking by one resource', { ...booking, resource_id: 1 }],
		['a booking by several resources', { ...booking, resource_ids: [1, 2] }],
		['a repeat every month', repeat({ monthly: { interval: 1 } })],
		['no repeat', repeat(null)],
		['the local time zones', { ...booking, resource_id: 1, timezone: '' }],
		[
			'several values of a custom field',
			{
				...booking,
				resource_id: 1,
				custom_field_values: { Skills: ['Drawing', 'Writing'], Phase: 'Design' },
			},
		],
	])('takes %s', (_what, body) => {
		expect(requestFaults('booking.create', body)).toEqual([]);
	});

	it.each([
		['a booking without a resource', booking],
		['no resources', { ...booking, resource_ids: [] }],
		['a duration of 0', { ...booking, resource_id: 1, duration: 0 }],
		['a duration of more than a day', { ...booking, resource_id: 1, duration: 1441 }],
		['a start after midnight', { ...booking, resource_id: 1, start_time: 1441 }],
		['a date that is none', { ...booking, resource_id: 1, start_date: '2020-02-30' }],
		['a date with a time', { ...booking, resource_id: 1, end_date: '2020-12-31T00:00:00Z' }],
		['an id as text', { ...booking, resource_id: '1' }],
		['two repeats', repeat({ monthly: {}, yearly: {} })],
		['a repeat without a kind', repeat({})],
		['an eighth weekday', repeat({ weekly: { weekday: 7 } })],
		['an IANA time zone', { ...booking, resource_id: 1, timezone: 'Europe/London' }],
		['another way out of a clash', { ...booking, resource_id: 1, clash_resolution: 'delete' }],
	])('refuses %s', (_what, body) => {
		expect(requestFaults('booking.create', body)).not.toEqual([]);
	});

	it.each([
		['booking.getMany', 'booker_id', 'me', 'you'],
		['booking.getMany', 'calendar', '1', 'true'],
		['booking.getMany', 'limit', '0', '-1'],
		['booking.getMany', 'approval_states', ['declined'], ['refused']],
		['booking.update', 'affects', 'following', 'future'],
		['client.getMany', 'includeArchived', '0', 'false'],
		['customAvailability.getMany', 'resource_ids[]', ['42'], [42]],
		['downtime.getMany', 'booker_id', '42', 'me'],
		['report.getClient', 'start_date', '2020-12-31', '31.12.2020'],
		['resource.getMany', 'ids', [1], [0]],
	])('%s takes %s=%j, not %j', (operationId, name, right, wrong) => {
		expect(queryFaults(operationId, name, right)).toEqual([]);
		expect(queryFaults(operationId, name, wrong)).not.toEqual([]);
	});

	it('asks for both dates of a report', () => {
		for (const { operationId, parameters } of all) {
			if (!operationId.startsWith('report.')) continue;
			const required = parameters.filter((p) => p.in === 'query' && p.required);
			expect(required.map((p) => p.name)).toEqual(['start_date', 'end_date']);
		}
	});
});

function fail(what: string): never {
	throw new Error(what);
}
