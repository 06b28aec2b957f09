/**
 * Rewrites the operations table of README.md, between its two markers, from the operation records.
 *
 * Usage: tsx scripts/readme.ts [--check]   (--check changes nothing and fails if the table is out of date)
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { resourcesOf, type Vendor } from '../nodes/engine';
import { packageRoot } from './package';
import { vendors } from './vendors';

const start = '<!-- operations:start -->';
const end = '<!-- operations:end -->';

function byLabel(one: { label: string }, other: { label: string }): number {
	return one.label.localeCompare(other.label);
}

/** The table of all vendors, in markdown. */
export function operationsTable(all: Vendor[]): string {
	const rows = all.flatMap((vendor) =>
		resourcesOf(vendor)
			.toSorted(byLabel)
			.map(({ label, operations }) => {
				const labels = operations.toSorted(byLabel).map((operation) => operation.label);
				return `| ${vendor.name} | ${label} | ${labels.join(', ')} |`;
			}),
	);
	return ['| App | Resource | Operations |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The README with `table` between its markers. @throws Error where the markers are missing. */
export function withTable(readme: string, table: string): string {
	const [before, rest] = readme.split(start);
	const [, after] = (rest ?? '').split(end);
	if (before === undefined || after === undefined) {
		throw new Error(`README.md needs the markers ${start} and ${end}`);
	}
	return `${before}${start}\n\n${table}\n\n${end}${after}`;
}

async function main(check: boolean): Promise<void> {
	const file = path.join(packageRoot, 'README.md');
	const old = await readFile(file, 'utf8');
	const table = operationsTable(vendors.map(({ vendor }) => vendor));
	const options = { ...(await resolveConfig(file)), filepath: file };
	const current = await format(withTable(old, table), options);
	if (current === old) {
		console.log('README.md is up to date');
	} else if (check) {
		console.error('README.md is out of date: run `npm run readme`');
		process.exitCode = 1;
	} else {
		await writeFile(file, current);
		console.log('README.md: operations table rewritten');
	}
}

if (require.main === module) void main(process.argv.includes('--check'));
