/** `npm run demo`: plays every example against the sandbox and shows what each node did. */
import Table from 'cli-table3';
import type { RunResult, WorkflowFile } from '../host';
import { expectations } from './expectations';
import { examples, openStage, type Stage } from './stage';

/** No colours, and no lines between the rows. */
const PLAIN = { style: { head: [], border: [], compact: true } };

async function main(): Promise<void> {
	say('Starting the sandbox, and n8n with the built nodes ...');
	const stage = await openStage();
	try {
		for (const { vendor, baseUrl } of stage.signIns) say(`${vendor} stands in at ${baseUrl}`);
		say('Signed in everywhere.\n');
		const all = examples();
		for (const [index, { file, workflow }] of all.entries()) {
			say(`[${index + 1}/${all.length}] ${workflow.name} (examples/${file})`);
			await play(stage, file, workflow);
		}
		say('All examples went through.');
	} finally {
		await stage.close();
	}
}

/** @throws if the workflow fails, or does something other than expected. */
async function play({ host, sandbox }: Stage, file: string, workflow: WorkflowFile): Promise<void> {
	const check = expectations[file]?.(sandbox);
	if (!check) throw new Error(`Nothing is expected of examples/${file}: add it to expectations.ts`);
	const [requests, began] = [sandbox.requests.length, Date.now()];
	const onNode = (name: string) => process.stdout.write(` > ${name}`);
	const result = await host.run(workflow, { onNode });
	const { run, error } = result;
	if (error) {
		const where = 'node' in error && error.node ? ` at "${error.node.name}"` : '';
		throw new Error(`${file} failed${where}: ${error.message} ${error.description ?? ''}`);
	}
	say(`\n\n${overview(workflow, result)}\n`);
	for (const name of lastNodes(workflow, result)) {
		say(`${name}\n${records(result.items[name]?.[0]?.map(({ json }) => json) ?? [])}\n`);
	}
	const calls = sandbox.requests.length - requests;
	say(`As expected: ${check(result)}.`);
	say(`(${run.status}, ${calls} requests, ${Date.now() - began} ms)\n`);
}

/** One row for each node: how many items came in and went out, and what the first of them looks like. */
function overview(workflow: WorkflowFile, { run, items }: RunResult): string {
	const table = new Table({
		head: ['Node', 'In', 'Out', 'ms', 'First item'],
		colWidths: [26, 7, 17, 7, 70],
		colAligns: ['left', 'right', 'right', 'right', 'left'],
		...PLAIN,
	});
	const ran = Object.entries(run.data.resultData.runData)
		.flatMap(([name, runs]) => runs.map((task) => ({ name, task })))
		.sort((one, other) => one.task.executionIndex - other.task.executionIndex);
	for (const { name, task } of ran) {
		const sent = (from: string, output = 0) => items[from]?.[output]?.length ?? 0;
		const received = task.source.reduce(
			(sum, source) => sum + (source ? sent(source.previousNode, source.previousNodeOutput) : 0),
			0,
		);
		const outputs = Math.max(1, workflow.connections[name]?.main?.length ?? 1);
		const out = Array.from({ length: outputs }, (_, output) => sent(name, output));
		const first = items[name]?.[0]?.[0]?.json ?? {};
		const row = [name, task.source.length ? received : '', out.join(' + '), task.executionTime];
		table.push([
			...row,
			Object.entries(first)
				.map(([key, value]) => `${key}: ${text(value)}`)
				.join(', '),
		]);
	}
	return table.toString();
}

/** Rows as a table with a column for each field that any of them has. */
function records(rows: Array<Record<string, unknown>>): string {
	const shown = rows.slice(0, 15);
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const table = new Table({ head: columns, ...PLAIN });
	table.push(...shown.map((row) => columns.map((column) => text(row[column]))));
	const more = rows.length > shown.length ? `\n... and ${rows.length - shown.length} more` : '';
	return table.toString() + more;
}

/** Nodes that ran and lead nowhere: their output is what the user looks at. */
function lastNodes({ connections }: WorkflowFile, { items }: RunResult): string[] {
	return Object.keys(items).filter((name) => !connections[name]?.main?.flat().length);
}

function text(value: unknown): string {
	const whole = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	const shown = whole.replace(/\s+/g, ' ');
	return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(
		`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`,
	);
	process.exitCode = 1;
});
