/** Short ways to write workflows in tests. */
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../host';

/** A node of n8n's own package (`httpRequest`) or, with its full name, of another. */
export function node(
	name: string,
	type: string,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): INode {
	const fullType = type.includes('.') ? type : `n8n-nodes-base.${type}`;
	return { id: name, name, type: fullType, typeVersion: 1, position: [0, 0], parameters, ...more };
}

/** Connects nodes; `Start -> If -> 1 Other` goes from output 1 (default 0) of If to Other. */
export function workflow(nodes: INode[], ...paths: string[]): WorkflowFile {
	const connections: IConnections = {};
	for (const path of paths) {
		const steps = path.split(' -> ').map((step) => /^(?:(\d) )?(.+?)(?: (\d))?$/.exec(step));
		steps.slice(1).forEach((step, index) => {
			const from = steps[index]?.[2] ?? '';
			const outputs = ((connections[from] ??= {}).main ??= []);
			const targets = (outputs[Number(step?.[1] ?? 0)] ??= []);
			targets.push({ node: step?.[2] ?? '', type: 'main', index: Number(step?.[3] ?? 0) });
		});
	}
	return { nodes, connections };
}

/** A Code node that puts out these values, one item each. */
export function source(name: string, values: object[]): INode {
	const jsCode = `return ${JSON.stringify(values.map((json) => ({ json })))}`;
	return node(name, 'code', { jsCode }, { typeVersion: 2 });
}
