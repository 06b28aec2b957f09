/** What the pack costs before it does anything. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { INodeType } from 'n8n-workflow';
import {
	aimAtMost,
	type Figure,
	median,
	milliseconds,
	sideBySide,
	type Size,
	times,
} from '../measure';
import { bench, chain, openRig, ours } from '../rig';
import type { Vendor } from '../vendor';

const root = path.join(__dirname, '..', '..');

const built = (
	JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } }
).n8n.nodes;

/** In a process of its own, after n8n-workflow, which n8n has loaded by then. */
const LOAD = `
	const began = performance.now();
	require('n8n-workflow');
	const ready = performance.now();
	for (const file of process.argv.slice(1)) {
		for (const type of Object.values(require(file))) new type();
	}
	process.stdout.write(JSON.stringify({ n8n: ready - began, pack: performance.now() - ready }));
`;

/** What each took, in milliseconds. */
function loaded(): { n8n: number; pack: number } {
	const files = built.map((file) => path.join(root, file));
	const printed = execFileSync(process.execPath, ['-e', LOAD, ...files], { cwd: root });
	return JSON.parse(printed.toString()) as { n8n: number; pack: number };
}

function descriptions() {
	return built.map((file) => {
		const module = createRequire(__filename)(path.join(root, file)) as Record<
			string,
			new () => INodeType
		>;
		const [Type] = Object.values(module);
		if (!Type) throw new Error(`${file} exports nothing`);
		const { description } = new Type();
		const text = JSON.stringify(description);
		return { name: description.displayName, raw: text.length, packed: gzipSync(text).length, text };
	});
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;

export async function loading(vendor: Vendor, size: Size): Promise<Figure[]> {
	const [count, rounds] = size === 'whole' ? [1000, 7] : [20, 1];
	const loads = Array.from({ length: size === 'whole' ? 9 : 1 }, loaded);
	const took = median(loads.map(({ pack }) => pack));
	const n8n = median(loads.map(({ n8n }) => n8n));
	const all = descriptions();
	const together = gzipSync(`[${all.map(({ text }) => text).join()}]`).length;
	const raw = all.reduce((sum, one) => sum + one.raw, 0);

	const rig = await openRig(vendor.url);
	const get = (name: 'large' | 'small') =>
		chain(
			ours(bench(name), 'proWorkflowApi', {
				resource: 'event',
				operation: 'get',
				eventId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			}),
		);
	const few = count / 5;
	const run = (name: 'large' | 'small', items: number) => async () =>
		await rig.run(get(name), items);
	const whole = await sideBySide(rounds, {
		large: run('large', count),
		small: run('small', count),
		largeFew: run('large', few),
		smallFew: run('small', few),
	});
	// What every execution costs, however many items it has, falls out.
	const perItem = {
		large: (whole.large - whole.largeFew) / (count - few),
		small: (whole.small - whole.smallFew) / (count - few),
	};
	await rig.close();
	const item = (ms: number) => `${(ms * 1000).toFixed(0)} µs`;
	return [
		{
			title: '(f) Loading the pack',
			about:
				`All ${built.length} nodes are required and made in a fresh process, beside n8n-workflow; the median of nine. Below, what the ` +
				'editor downloads: the descriptions as JSON, as they are and compressed (gzip).',
			columns: ['', 'Measured', 'Compressed'],
			lines: [
				['Time to load all nodes', milliseconds(took), ''],
				['Time to load n8n-workflow before them', milliseconds(n8n), ''],
				['All descriptions', kilobytes(raw), kilobytes(together)],
				...all.map((one): Figure['lines'][number] => [
					one.name,
					kilobytes(one.raw),
					kilobytes(one.packed),
				]),
			],
			aims: [
				{
					text: 'all nodes loaded within 150 ms',
					reached: took <= 150,
					measured: milliseconds(took),
					because: `It is a time and no ratio: n8n-workflow alone takes ${milliseconds(n8n)} here.`,
				},
			],
		},
		{
			title: '(f) What an item costs in the largest node and in one of five operations',
			about:
				`ProWorkflow with all its operations, and with the five of its events alone: each item is read, evaluated (one expression) ` +
				`and checked, with no request sent. Per item: the difference between ${count} and ${few} items.`,
			columns: ['', 'Per item', 'Ratio', `${count} items in all`],
			lines: [
				[
					'All operations',
					item(perItem.large),
					times(perItem.large / perItem.small),
					milliseconds(whole.large),
				],
				['Five operations', item(perItem.small), times(1), milliseconds(whole.small)],
			],
			aims: [
				aimAtMost(
					'independent of the number of operations (within the spread of a tenth)',
					1.1,
					perItem.large / perItem.small,
				),
			],
		},
	];
}
