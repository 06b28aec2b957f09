/**
 * `npm run bench`: measures, prints, and writes RESULTS.md. With `-- --small`, little is done, nothing is written,
 * and only shown that everything works; with `-- --only items,lists`, some of the figures are measured.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { version as coreVersion } from 'n8n-core/package.json';
import { budgets } from './figures/budget';
import { nodeBinary } from '../e2e/install';
import { items } from './figures/items';
import { lists } from './figures/lists';
import { fullN8n } from './figures/fullN8n';
import { loading } from './figures/loading';
import { pickers } from './figures/pickers';
import type { Figure, Size } from './measure';
import { engine } from './rig';
import { startVendor } from './vendor';

const figures = { items, lists, budgets, loading, pickers, fullN8n };

const row = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

function written({ title, about, columns, lines, aims }: Figure): string {
	const kept = aims.map(
		({ text, reached, measured, because }) =>
			`- ${reached ? 'Reached' : '**Missed**'}: ${text}. Measured: ${measured}.${!reached && because ? ` ${because}` : ''}`,
	);
	const rule = columns.map((_, index) => (index === 0 ? '---' : '--:'));
	return [
		`## ${title}`,
		'',
		about,
		'',
		...[columns, rule, ...lines].map(row),
		'',
		...kept,
		'',
	].join('\n');
}

function machine(): string {
	const [cpu] = os.cpus();
	const memory = Math.round(os.totalmem() / 2 ** 30);
	return `${os.cpus().length} x ${cpu?.model ?? 'unknown'}, ${memory} GiB, ${os.type()} ${os.release()}`;
}

const commit = () =>
	execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();

async function main(): Promise<void> {
	const given = process.argv.slice(2);
	const size: Size = given.includes('--small') ? 'small' : 'whole';
	const only = given[given.indexOf('--only') + 1]?.split(',');
	const chosen = Object.entries(figures).filter(
		([name]) => !given.includes('--only') || only?.includes(name),
	);
	const began = Date.now();
	const load = os.loadavg()[0] ?? 0;
	const vendor = await startVendor();
	const sections: string[] = [];
	const add = (figure: Figure) => {
		const section = written(figure);
		sections.push(section);
		process.stdout.write(`${section}\n`);
	};
	for (const [, measure] of chosen) for (const figure of await measure(vendor, size)) add(figure);
	vendor.close();
	if (size === 'small' || given.includes('--only')) return;
	const head = [
		'# Measured',
		'',
		'Written by `npm run bench`. Every figure is a ratio of what was measured side by side in one run.',
		'',
		`- Commit ${commit()}, ${new Date().toISOString().slice(0, 10)}, in ${Math.round((Date.now() - began) / 1000)} s`,
		`- Node ${process.version}, n8n-core ${coreVersion}, expression engine \`${engine}\``,
		`- ${machine()}; load before the run ${load.toFixed(1)}`,
		'',
	];
	writeFileSync(path.join(__dirname, 'RESULTS.md'), `${head.join('\n')}\n${sections.join('\n')}`);
}

/** n8n's expression engine needs Node 24, and the Node that runs the whole n8n is one. */
function again(): void {
	const args = [...process.execArgv, ...process.argv.slice(1)];
	process.exitCode = spawnSync(nodeBinary(), args, { stdio: 'inherit' }).status ?? 1;
}

if (engine === 'vm') void main();
else again();
