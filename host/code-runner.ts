/** Stands in for n8n's task runner, a separate process: runs the Code node's JavaScript in this one. */
import type { IExecuteFunctions, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** What the Code node asks a runner for. */
interface CodeJob {
	code: string;
	nodeMode: 'runOnceForAllItems' | 'runOnceForEachItem' | 'runCode';
	chunk?: { startIndex: number; count: number };
}

type Body = (...values: unknown[]) => Promise<unknown>;

/**
 * Runs a Code node's job with n8n's own `$json`, `$input`, `$('Node')` and so on. No sandbox: only for
 * workflows of this repository. The code's error is the result's error.
 */
export const runJavaScript: IWorkflowExecuteAdditionalData['startRunnerTask'] = async <T, E>(
	_additionalData: IWorkflowExecuteAdditionalData,
	jobType: string,
	settings: unknown,
	context: IExecuteFunctions,
) => {
	if (jobType !== 'javascript') throw new Error(`This host runs no "${jobType}" code`);
	const job = settings as CodeJob;
	try {
		if (job.nodeMode !== 'runOnceForEachItem') {
			return { ok: true, result: (await runOnce(context, job.code, 0)) as T };
		}
		const { startIndex = 0, count = context.getInputData().length } = job.chunk ?? {};
		const results: unknown[] = [];
		for (let index = startIndex; index < startIndex + count; index++) {
			const result = await runOnce(context, job.code, index);
			// An item that the code returns nothing for is left out.
			if (result) results.push({ ...withJson(result), pairedItem: { item: index } });
		}
		return { ok: true, result: results as T };
	} catch (error) {
		return { ok: false, error: error as E };
	}
};

async function runOnce(context: IExecuteFunctions, code: string, index: number): Promise<unknown> {
	const proxy = context.getWorkflowDataProxy(index);
	const items = context.getInputData();
	const scope: Record<string, unknown> = { ...proxy, items, item: items[index] };
	const names = Object.keys(scope).filter((name) => /^[$A-Za-z_][\w$]*$/.test(name));
	const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => Body;
	return await new AsyncFunction(...names, code)(...names.map((name) => scope[name]));
}

function withJson(result: unknown): object {
	return result !== null && typeof result === 'object' && 'json' in result
		? result
		: { json: result };
}
