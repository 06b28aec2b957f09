/**
 * Prints, per vendor, the contract's endpoints against our operations and their parameters against our
 * fields, with the reason for each one left out. Fails on a gap without a reason, and on a reason
 * without a gap.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Table from 'cli-table3';
import { parse } from 'yaml';
import { type ContractOperation, type JsonSchema, loadContract, operations } from '../contracts';
import { type Operation, operationsOf } from '../nodes/engine';
import { vendors } from './vendors';

/** Reasons by operation, for all of it or by wire name. */
type LeftOut = Record<string, string | Record<string, string>>;

/** What one vendor's coverage is. */
export interface Coverage {
	endpoints: { known: number; covered: number };
	parameters: { known: number; covered: number };
	/** Everything left out, with its reason. */
	explained: Array<{ what: string; reason: string }>;
	/** Gaps without a reason, and reasons without a gap. */
	faults: string[];
}

/** Compares a contract with operations. */
export function coverageOf(
	contract: Iterable<ContractOperation>,
	ours: Operation[],
	leftOut: LeftOut,
): Coverage {
	const coverage: Coverage = {
		endpoints: { known: 0, covered: 0 },
		parameters: { known: 0, covered: 0 },
		explained: [],
		faults: [],
	};
	const unused = new Set(Object.entries(leftOut).flatMap(([id, reason]) => reasonKeys(id, reason)));
	const gap = (what: string, reason: unknown) => {
		if (typeof reason === 'string') coverage.explained.push({ what, reason });
		else coverage.faults.push(`${what} is not offered, and no reason is given`);
		unused.delete(what);
	};
	const known = new Set<string>();
	for (const endpoint of contract) {
		const { operationId, method, path: template } = endpoint;
		known.add(`${method} ${template}`);
		coverage.endpoints.known++;
		// Several operations may offer one endpoint, each a part of what it can do.
		const offering = ours.filter(
			({ request, upsert }) => request === `${method} ${template}` && !upsert,
		);
		const reasons = leftOut[operationId];
		if (offering.length === 0) {
			gap(operationId, reasons);
			continue;
		}
		coverage.endpoints.covered++;
		const offered = new Set(
			offering.flatMap(({ parameters }) =>
				parameters.map(({ place, wireName }) => `${place} ${wireName}`),
			),
		);
		// Where the vendor shows no fields, or takes others, too, the user may write any.
		const used = new Set<string>(isOpen(endpoint) ? ['body *'] : []);
		for (const parameter of parametersOf(endpoint)) {
			coverage.parameters.known++;
			const [, wireName = ''] = parameter.split(' ');
			const same = [...offered].filter(
				(each) => isPartOf(each, parameter) || isPartOf(parameter, each),
			);
			if (same.length > 0 || isPaging(endpoint, wireName)) coverage.parameters.covered++;
			else
				gap(
					`${operationId} ${wireName}`,
					typeof reasons === 'object' ? reasons[wireName] : undefined,
				);
			for (const each of same) used.add(each);
		}
		for (const extra of offered) {
			if (!used.has(extra)) {
				coverage.faults.push(`${operationId} offers ${extra}, which the contract does not know`);
			}
		}
	}
	for (const { request, resource, key } of ours) {
		if (!known.has(request))
			coverage.faults.push(`${resource.key}.${key} is not in the contract: ${request}`);
	}
	for (const what of unused)
		coverage.faults.push(`A reason is given for ${what}, which is offered or unknown`);
	return coverage;
}

function reasonKeys(id: string, reason: LeftOut[string]): string[] {
	return typeof reason === 'string'
		? [id]
		: Object.keys(reason).map((wireName) => `${id} ${wireName}`);
}

/** `owner.name` is part of `owner`, and of itself. */
const isPartOf = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);

const isOpen = ({ requestSchema }: ContractOperation) =>
	requestSchema !== undefined && requestSchema.additionalProperties !== false;

/** Which page, and how large, is set by Return All and Limit. */
const isPaging = ({ paging }: ContractOperation, wireName: string) =>
	paging !== undefined &&
	[paging.limit, paging.style === 'offset' ? paging.offset : paging.page].includes(wireName);

/** `place wireName` of every parameter that is not the account, and of every field of the body. */
function parametersOf({ parameters, requestSchemas }: ContractOperation): string[] {
	const own = parameters
		.filter(({ name }) => name !== 'account')
		.map(({ name, in: place }) => `${place} ${name}`);
	const fields = new Set(Object.values(requestSchemas).flatMap((schema) => bodyFields(schema)));
	return [...own, ...[...fields].map((name) => `body ${name}`)];
}

/** Fields of a body, or of each where several may be sent; an object that only groups others is entered: `owner.name`. */
function bodyFields(schema: JsonSchema, prefix = ''): string[] {
	const choices = schema.properties ? [] : (schema.anyOf ?? []);
	const [single = schema] = choices as JsonSchema[];
	const { properties: fields = {} } = (single.items ?? single) as JsonSchema;
	const properties = Object.entries(fields as Record<string, JsonSchema>);
	return properties.flatMap(([name, inner]) => {
		const groups =
			inner.type === 'object' && inner.properties && inner.additionalProperties === false;
		return groups ? bodyFields(inner, `${prefix}${name}.`) : [prefix + name];
	});
}

function readLeftOut(name: string): LeftOut {
	const file = path.join(__dirname, `../contracts/${name}.left-out.yaml`);
	return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as LeftOut) : {};
}

/** Coverage of every vendor, by name. */
export function coverages(): Array<[string, Coverage]> {
	return vendors.map(({ vendor, contract }) => [
		vendor.name,
		coverageOf(operations(loadContract(contract)), operationsOf(vendor), readLeftOut(contract)),
	]);
}

function main(): void {
	const table = new Table({
		head: ['Vendor', 'Endpoints', 'Parameters', 'Left out, with reason', 'Faults'],
	});
	const all = coverages();
	for (const [name, { endpoints, parameters, explained, faults }] of all) {
		const share = ({ covered, known }: Coverage['endpoints']) => `${covered} of ${known}`;
		table.push([name, share(endpoints), share(parameters), explained.length, faults.length]);
	}
	console.log(table.toString());
	for (const [name, { explained, faults }] of all) {
		for (const { what, reason } of explained) console.log(`${name}: ${what}: ${reason}`);
		for (const fault of faults) console.error(`${name}: FAULT: ${fault}`);
	}
	if (all.some(([, { faults }]) => faults.length > 0)) process.exitCode = 1;
}

if (require.main === module) main();
