/**
 * Nodes that only the benchmark has: this pack's with other budgets, so that not the vendor's limit is measured
 * but what we add, and the floor: n8n's own authenticated request helper in a bare loop.
 */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { blikk } from '../nodes/Blikk/blikk';
import { execute, methodsOf, propertiesOf } from '../nodes/engine';
import type { Vendor } from '../nodes/engine';
import { proWorkflow } from '../nodes/ProWorkflow/proWorkflow';
import { resourceGuru } from '../nodes/ResourceGuru/resourceGuru';

/** n8n's name of the package that holds them. */
export const BENCH_PACKAGE = 'n8n-nodes-bench';

const description = (
	name: string,
	credential: string | string[],
	properties: INodeTypeDescription['properties'],
): INodeTypeDescription => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	description: name,
	defaults: { name },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	credentials: [credential].flat().map((name) => ({ name })),
	properties,
});

type Request = (options: { url: string }) => Promise<unknown>;

/** A node of ours; `stub` takes the place of every request. */
function packNode(name: string, vendor: Vendor, stub?: Request) {
	return class implements INodeType {
		description = description(name, vendor.credential, propertiesOf(vendor));

		methods = methodsOf(vendor);

		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			if (!stub) return await execute(this, vendor);
			const context = Object.create(this, {
				helpers: {
					value: {
						...this.helpers,
						httpRequestWithAuthentication: async (_type: string, options: { url: string }) =>
							await stub(options),
					},
				},
			}) as IExecuteFunctions;
			return await execute(context, vendor);
		}
	};
}

/** As many as an execution has requests. */
const unlimited = (vendor: Vendor): Vendor => ({
	...vendor,
	budgets: [{ requests: 1_000_000, seconds: 1 }],
});

/** A minute takes six seconds. */
const inAHurry = (vendor: Vendor): Vendor => ({
	...vendor,
	budgets: vendor.budgets.map((budget) => ({ ...budget, seconds: budget.seconds / 10 })),
});

const answered: Request = () =>
	Promise.resolve({
		statusCode: 200,
		headers: {},
		body: { status: 'Success', event: { id: 1, title: 'Event' } },
	});

const { event } = proWorkflow.resources;

/** One request for each item, `atOnce` at the same time; the records of the answers where they are `pages`. */
async function floor(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const read = (name: string) => this.getNodeParameter(name, 0) as string;
	const [url, credential, atOnce] = [read('url'), read('credential'), Number(read('atOnce'))];
	const output: INodeExecutionData[][] = [];
	const items = this.getInputData().entries();
	const [evaluates, pages] = [read('evaluates') === 'true', read('pages') === 'true'];
	const worker = async () => {
		for (const [index, { json }] of items) {
			const id = Number(evaluates ? this.getNodeParameter('id', index) : json.id);
			const answer: unknown = await this.helpers.httpRequestWithAuthentication.call(
				this,
				credential,
				{ url: `${url}${id}`, json: true },
			);
			const records = Object.values(answer as object).find(Array.isArray) as unknown[] | undefined;
			output[index] = (pages && records ? records : [answer]).map((json) => ({
				json: json as INodeExecutionData['json'],
				pairedItem: { item: index },
			}));
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return [output.flat()];
}

const text = (name: string) => ({
	displayName: name,
	name,
	type: 'string' as const,
	default: '',
});

/** By the name of the node type. */
export const benchNodes = {
	blikkUnlimited: packNode('blikkUnlimited', unlimited(blikk)),
	proWorkflowUnlimited: packNode('proWorkflowUnlimited', unlimited(proWorkflow)),
	resourceGuruInAHurry: packNode('resourceGuruInAHurry', inAHurry(resourceGuru)),
	large: packNode('large', unlimited(proWorkflow), answered),
	small: packNode(
		'small',
		{ ...unlimited(proWorkflow), resources: event ? { event } : {} },
		answered,
	),
	floor: class implements INodeType {
		description = description(
			'floor',
			['blikkApi', 'proWorkflowApi'],
			[...['url', 'credential', 'atOnce', 'evaluates', 'pages', 'id'].map(text)],
		);

		execute = floor;
	},
} satisfies Record<string, new () => INodeType>;
