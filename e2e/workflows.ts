/** Small workflows, made the way the editor makes them. */
import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../host';
import type { Execution } from './client';
import type { World } from './world';

const PACK = 'n8n-nodes-workforce';

/** Every node with a credential of ours uses the one whose type starts like the node's. */
export function nodeOf(
	type: string,
	accounts: World['accounts'],
	parameters: INodeParameters,
	name = 'Node',
): INode {
	const account = accounts.find((known) =>
		type.startsWith(known.type.replace(/(OAuth2)?Api$/, '')),
	);
	if (!account) throw new Error(`There is no account for ${type}`);
	const credentials = { [account.type]: { id: account.id, name: account.name } };
	return { ...bare(`${PACK}.${type}`, name, parameters), credentials, webhookId: randomUUID() };
}

/** A node of n8n itself. */
export function bare(
	type: string,
	name: string,
	parameters: INodeParameters = {},
	typeVersion = 1,
): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

export const manual = (): INode => bare('n8n-nodes-base.manualTrigger', 'Start');

/** Nodes one after the other. */
export function chain(...nodes: INode[]): WorkflowFile {
	const connections: WorkflowFile['connections'] = {};
	nodes.forEach((node, index) => {
		node.position = [index * 240, 0];
		const next = nodes[index + 1];
		if (next) connections[node.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	});
	return { name: nodes.map(({ name }) => name).join(' to '), nodes, connections };
}

/** How an execution ended: `success`, or its status with the reason. */
export function outcomeOf({ status, data }: Execution): string {
	const { error } = data.resultData;
	return [status, error?.message, error?.description].filter(Boolean).join(': ');
}
