/** The same work in a whole n8n with stored credentials: what its users would see. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { N8n } from '../../e2e/n8n';
import { outcomeOf } from '../../e2e/workflows';
import type { WorkflowFile } from '../../host';
import {
	aimAtMost,
	type Figure,
	median,
	megabytes,
	milliseconds,
	type Size,
	timed,
	times,
} from '../measure';
import { BENCH_PACKAGE } from '../nodes';
import { bundleNodes, chain, credentialsAt, node } from '../rig';
import type { Vendor } from '../vendor';
import { NAMES as ITEM_NAMES, workflowsOf as itemWorkflows } from './items';
import { NAMES as LIST_NAMES, workflowsOf as listWorkflows } from './lists';

/** What one run took, in milliseconds. */
interface Run {
	/** The nodes that are measured, as n8n tells. */
	nodes: number;
	/** From the start to the saved end, as a user waits. */
	wall: number;
}

/** A whole n8n with the nodes of the benchmark. */
class Bench {
	private readonly ids = new Map<string, string>();

	private constructor(
		private readonly n8n: N8n,
		readonly close: () => Promise<void>,
	) {}

	/** @param url where the credentials lead */
	static async open(url: string): Promise<Bench> {
		const nodes = await bundleNodes(tmpdir());
		const n8n = await N8n.start({ env: { N8N_CUSTOM_EXTENSIONS: nodes } });
		const bench = new Bench(n8n, async () => {
			await n8n.close();
			await rm(nodes, { recursive: true });
		});
		for (const { type, data } of credentialsAt(url)) {
			if ('oauthTokenData' in data) continue;
			bench.ids.set(type, await n8n.client.createCredential(type, type, data));
		}
		return bench;
	}

	/** Makes so many items and runs the nodes of `file` after its first on them. */
	async run({ nodes: [, ...measured] }: WorkflowFile, items: number): Promise<Run> {
		const jsCode = `return Array.from({ length: ${items} }, (_, index) => ({ json: { id: index + 1 } }));`;
		const made = node('Items', 'n8n-nodes-base.code', { jsCode }, { typeVersion: 2 });
		for (const each of measured) {
			// n8n's name for what lies in a folder of one's own.
			each.type = each.type.replace(BENCH_PACKAGE, 'CUSTOM');
			for (const [type, details] of Object.entries(each.credentials ?? {}))
				details.id = this.ids.get(type) ?? '';
		}
		const { client } = this.n8n;
		const workflow = await client.importWorkflow(chain(made, ...measured));
		let id = '';
		const wall = await timed(async () => {
			id = await client.start(workflow, 'Start');
			await client.ended(id);
		});
		const execution = await client.execution(id);
		if (execution.status !== 'success') throw new Error(outcomeOf(execution));
		const { runData } = execution.data.resultData;
		const runs = measured.flatMap(({ name }) => runData[name] ?? []);
		return { nodes: runs.reduce((sum, { executionTime }) => sum + executionTime, 0), wall };
	}

	get peakMemory(): number {
		return this.n8n.peakMemory();
	}
}

export async function fullN8n(vendor: Vendor, size: Size): Promise<Figure[]> {
	await vendor.behave({});
	return [await items(vendor.url, size), await lists(vendor.url, size)];
}

async function items(url: string, size: Size): Promise<Figure> {
	const [count, rounds] = size === 'whole' ? [1000, 3] : [20, 1];
	const ways = ['ours', 'floor', 'httpRequest'] as const;
	const bench = await Bench.open(url);
	const runs = new Map<string, Run[]>(ways.map((way) => [way, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const way of ways) {
			const run = await bench.run(itemWorkflows(url)[way], count);
			// The first round warms up.
			if (round > 0) runs.get(way)?.push(run);
		}
	}
	await bench.close();
	const of = (way: (typeof ways)[number]) =>
		median((runs.get(way) ?? []).map(({ nodes }) => nodes));
	return {
		title: `(a) in the full n8n: ${count} items, one request each, no delay`,
		about: `The time that n8n notes for the node; credentials from its database, medians of ${rounds} rounds in turn.`,
		columns: ['', 'Time of the node', 'Ratio to the floor', 'Ratio to HTTP Request'],
		lines: ways.map((way) => [
			ITEM_NAMES[way],
			milliseconds(of(way)),
			times(of(way) / of('floor')),
			times(of(way) / of('httpRequest')),
		]),
		aims: [
			aimAtMost(
				'at most 0.7 times the HTTP Request node with a predefined credential',
				0.7,
				of('ours') / of('httpRequest'),
			),
			aimAtMost('at most 1.1 times the floor', 1.1, of('ours') / of('floor')),
		],
	};
}

async function lists(url: string, size: Size): Promise<Figure> {
	const [all, rounds] = size === 'whole' ? [100_000, 2] : [1000, 1];
	const ways = ['ours', 'httpRequest'] as const;
	const runs = new Map<string, Array<Run & { peak: number }>>(ways.map((way) => [way, []]));
	for (let round = 0; round < rounds; round++) {
		for (const way of ways) {
			const bench = await Bench.open(`${url}/${all}`);
			const run = await bench.run(listWorkflows(url, 'blikk', all)[way].file, 1);
			runs.get(way)?.push({ ...run, peak: bench.peakMemory });
			await bench.close();
		}
	}
	const of = (way: (typeof ways)[number], what: keyof Run | 'peak') =>
		median((runs.get(way) ?? []).map((run) => run[what]));
	const ratio = (what: keyof Run | 'peak') => of('ours', what) / of('httpRequest', what);
	return {
		title: `(c) in the full n8n: ${all.toLocaleString('en')} records in pages of 100`,
		about: `Each run in an n8n that has just started, medians of ${rounds}. As a user waits: until the execution is saved.`,
		columns: ['', 'Time of the nodes', 'As a user waits', 'Peak memory of n8n'],
		lines: ways.map((way) => [
			LIST_NAMES[way],
			milliseconds(of(way, 'nodes')),
			milliseconds(of(way, 'wall')),
			megabytes(of(way, 'peak')),
		]),
		aims: [
			aimAtMost('at most 0.7 times the time of HTTP Request + Split Out', 0.7, ratio('nodes')),
			aimAtMost(
				'at no more memory',
				1,
				ratio('peak'),
				'n8n keeps all records and writes them to its database as one text; the peak is that text, and how late the garbage collection comes.',
			),
		],
	};
}
