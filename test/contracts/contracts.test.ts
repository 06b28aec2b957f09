/** What every contract must keep, whatever its vendor. */
import { validate as validateOpenApi } from '@readme/openapi-parser';
import type { ContractOperation, JsonSchema, Vendor } from '../../contracts';
import { loadContract, operations, withoutReferences } from '../../contracts';
import { ajv, fail, faults } from './support';

interface Known {
	/** How many operations the vendor documents. */
	count: number;
	/** Those whose answer has a body that the vendor does not show. */
	hidden?: string[];
}

const known: Record<Vendor, Known> = {
	'resource-guru': {
		count: 105,
		hidden: ['timesheetEntry.getProjectsReport', 'timesheetEntry.getResourcesReport'],
	},
	blikk: { count: 45 },
	'hub-planner': { count: 6 },
	proworkflow: {
		count: 98,
		hidden: [
			'company.getSummary',
			'company.getTags',
			'contact.getGroups',
			'contact.getLocation',
			'contact.getPermissions',
			'contact.checkPermission',
			'contact.getRoles',
			'contact.getSummary',
			'contact.getTags',
			'contact.requestPasswordReset',
			'contact.getManyLocations',
			'account.login',
		],
	},
	tracker: {
		count: 110,
		hidden: [
			'auth.exchangeToken',
			'customField.getListValues',
			'invoice.search',
			'invoice.get',
			'lead.search',
			'metadata.get',
			'metadata.getRecordTypes',
			'metadata.getSkillsHierarchy',
			'metadata.getAreaSkills',
			'metadata.searchSkills',
			'metadata.getAreaSkillCount',
			'metadata.getSkillList',
			'opportunity.search',
			'opportunity.getApplicants',
			'opportunity.getLonglist',
		],
	},
};

describe.each(Object.entries(known) as Array<[Vendor, Known]>)(
	'%s',
	(vendor, { count, hidden }) => {
		const contract = loadContract(vendor);
		const all = [...operations(contract)];

		describe('the document', () => {
			it('is valid OpenAPI 3.1', async () => {
				const result = await validateOpenApi(loadContract(vendor) as never);
				expect(result).toMatchObject({ valid: true, warnings: [], specification: 'OpenAPI' });
				expect(contract.openapi).toMatch(/^3\.1\./);
			});

			it('holds every documented operation once', () => {
				expect(all).toHaveLength(count);
				expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(count);
				expect(new Set(all.map(({ method, path }) => `${method} ${path}`)).size).toBe(count);
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

			it('shows every answer with a body but those that the vendor does not show', () => {
				const unseen = all.filter((o) => o.responseSchema && o.responseExample === undefined);
				expect(unseen.map(({ operationId }) => operationId)).toEqual(hidden ?? []);
			});

			it('says of a 429 when to come back, where the vendor does', () => {
				const { headers } = contract.components.responses!.RateLimited as { headers?: object };
				const budgets = [contract['x-rate-limit']].flat();
				expect(new Set(budgets.flatMap((budget) => budget.headers))).toEqual(
					new Set(Object.keys(headers ?? {})),
				);
				for (const { requests, seconds } of budgets) {
					expect(requests).toBeGreaterThan(0);
					expect(seconds).toBeGreaterThan(0);
				}
			});
		});

		describe.each(all)('$operationId', (operation) => {
			const { path, parameters, paging, requestSchema, requestExample, responseExample } =
				operation;
			const named = (place: string) => parameters.filter((p) => p.in === place).map((p) => p.name);

			it('declares the parameters of its path, and no other twice', () => {
				expect(named('path')).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
				expect(parameters.filter((p) => p.in === 'path').every((p) => p.required)).toBe(true);
				expect(new Set(named('query')).size).toBe(named('query').length);
			});

			it('says where its route is known from', () => {
				expect(operation.basis.route).toMatch(/seed|document|archived|derived|third-party|catalog/);
				expect(operation.tag).toBeTruthy();
			});

			it('has parameter schemas that compile', () => {
				for (const { schema } of parameters) expect(() => ajv.compile(schema)).not.toThrow();
			});

			if (paging) {
				it('pages by what it takes, with a default that agrees', () => {
					const limit = pagingSchemas(operation)[paging.limit];
					const position = paging.style === 'offset' ? paging.offset : paging.page;
					expect(pagingSchemas(operation)).toHaveProperty([position]);
					expect(limit?.default ?? null).toBe(
						typeof limit?.default === 'string' ? String(paging.default) : paging.default,
					);
				});
			}

			if (paging && paging.style !== 'offset') {
				it('answers with the fields that its paging reads', () => {
					const { items, pages, total, first, page, max, limit } = paging;
					const schemas = pagingSchemas(operation);
					expect(schemas[page]?.minimum).toBe(first);
					expect(schemas[limit]?.maximum).toBe(max);
					if (hidden?.includes(operation.operationId)) return;
					const answer = responseExample as Record<string, unknown>;
					expect(Array.isArray(items === undefined ? answer : answer[items])).toBe(true);
					for (const field of [pages, total]) {
						if (field !== undefined) expect(answer).toHaveProperty([field]);
					}
				});
			}

			if (requestSchema) {
				it('accepts the documented request', () => {
					expect(faults(requestSchema, requestExample)).toEqual([]);
				});

				it('refuses an undocumented field, where any is documented, and a missing required one', () => {
					for (const [schema, example] of objectsOf(requestSchema, requestExample)) {
						const refused = faults(schema, { ...example, undocumented: 1 }).length > 0;
						expect(refused).toBe(!operation.basis.collapsed);
						for (const name of (schema.required ?? []) as string[]) {
							const { [name]: _left, ...others } = example;
							expect(faults(schema, others)).toContain(` must have required property '${name}'`);
						}
					}
				});

				it('shows every field it accepts in its example, but those that exclude one another', () => {
					for (const [schema, example] of objectsOf(requestSchema, requestExample)) {
						const shown = new Set([...Object.keys(example), ...alternativesOf(schema)]);
						expect(Object.keys(schema.properties ?? {}).filter((name) => !shown.has(name))).toEqual(
							[],
						);
					}
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

		describe('every body, of requests and of answers, errors too', () => {
			const bodies = [contract.components.requestBodies, contract.components.responses].flatMap(
				(parts) =>
					Object.entries(parts ?? {}).flatMap(([name, raw]) =>
						Object.entries(
							(withoutReferences(contract, raw as never) as { content?: Record<string, Media> })
								.content ?? {},
						).map(([type, media]) => [`${name} as ${type}`, media] as const),
					),
			);

			it.each(bodies)('%s keeps its schema in its examples', (_name, media) => {
				const named = Object.values(media.examples ?? {}).map(({ value }) => value);
				for (const example of 'example' in media ? [media.example, ...named] : named) {
					expect(faults(media.schema, example)).toEqual([]);
				}
			});
		});
	},
);

interface Media {
	schema?: JsonSchema;
	example?: unknown;
	examples?: Record<string, { value: unknown }>;
}

/** The schemas of what may steer the paging: query parameters, or fields of the body. */
function pagingSchemas({ paging, parameters, requestSchema }: ContractOperation) {
	return paging?.style === 'bodyPage'
		? ((requestSchema?.properties ?? {}) as Record<string, JsonSchema>)
		: Object.fromEntries(
				parameters.filter((p) => p.in === 'query').map(({ name, schema }) => [name, schema]),
			);
}

/** The fields of which one or another is due, never all. */
const alternativesOf = ({ oneOf }: JsonSchema): string[] =>
	((oneOf ?? []) as Array<{ required?: string[] }>).flatMap(({ required }) => required ?? []);

/** The closed object that a body is, or holds many of, with its example. */
function objectsOf(
	schema: JsonSchema,
	example: unknown,
): Array<[JsonSchema, Record<string, unknown>]> {
	const ways = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
	if (ways && !schema.properties) {
		const way = ways.find((each) => faults(each, example).length === 0);
		return objectsOf(way ?? fail('The example is none of the ways'), example);
	}
	if (schema.type === 'array') {
		return (example as unknown[]).flatMap((each) => objectsOf(schema.items as JsonSchema, each));
	}
	return [[schema, example as Record<string, unknown>]];
}
