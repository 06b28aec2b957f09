/** Runs one app node on n8n's engine and gives back what a test looks at. */
import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import type { Execution, Host, RunResult } from '../../../host';
import { node, workflow } from '../../host/workflows';

/** How one run differs from the plain one. */
export interface Setting {
	/** The JSON of each input item (default: one empty item). */
	input?: IDataObject[];
	/** The files of each input item. */
	files?: IBinaryKeyData[];
	onError?: INode['onError'];
	timezone?: string;
}

/** What came out of the node. */
export interface Outcome extends Pick<RunResult, 'run' | 'error'> {
	/** Items of the main output. */
	items: INodeExecutionData[];
	/** Their JSON. */
	json: IDataObject[];
	/** Items of the error output. */
	failed: INodeExecutionData[];
}

/** A node of a built package with a stored credential. */
export interface AppNode {
	type: string;
	credential: { type: string; id: string };
}

const NAME = 'App';

/** The workflow `Start -> App`. */
export function appWorkflow(
	{ type, credential }: AppNode,
	parameters: INodeParameters,
	{ onError, timezone }: Setting = {},
) {
	const app = node(NAME, type, parameters, {
		credentials: { [credential.type]: { id: credential.id, name: credential.id } },
		onError,
	});
	const file = workflow([node('Start', 'manualTrigger'), app], `Start -> ${NAME}`);
	return { ...file, settings: { timezone } };
}

export function startApp(
	host: Host,
	app: AppNode,
	parameters: INodeParameters,
	setting: Setting = {},
): Execution {
	const { files, input: jsons = files?.map(() => ({})) ?? [{}] } = setting;
	const input = jsons.map((json, item) => ({ json, binary: files?.[item] }));
	return host.start(appWorkflow(app, parameters, setting), { input });
}

export async function runApp(
	host: Host,
	app: AppNode,
	parameters: INodeParameters,
	setting: Setting = {},
): Promise<Outcome> {
	const { items, error, run } = await startApp(host, app, parameters, setting).result;
	const [main = [], failed = []] = items[NAME] ?? [];
	return { items: main, json: main.map(({ json }) => json), failed, error, run };
}

/** What the drop-downs of a node with these parameters show. */
export function editorOf(host: Host, app: AppNode, parameters: INodeParameters = {}) {
	const file = appWorkflow(app, parameters);
	return {
		search: async (method: string, filter?: string) =>
			(await host.editor.listSearch(file, NAME, method, { filter })).results,
		options: async (method: string) => await host.editor.loadOptions(file, NAME, method),
		mapping: async (method: string) =>
			(await host.editor.resourceMapping(file, NAME, method)).fields,
	};
}
