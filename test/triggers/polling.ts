/** A polling trigger in n8n, poll by poll. How polling itself behaves is under test in test/engine. */
import type { IDataObject } from 'n8n-workflow';
import type { Trigger } from '../../host';
import type { World } from '../conformance/world';
import { node, workflow } from '../host/workflows';

export interface PolledTrigger {
	/** Polls a minute later, and gives what the workflow was started with; `null` where it was not. */
	poll(): Promise<IDataObject[] | null>;
	/** What n8n keeps of it. */
	staticData: Trigger['staticData'];
	close(): Promise<void>;
}

/**
 * @param type Of the node, without the package: `blikkTrigger`.
 * @param staticData What n8n kept of it before a restart.
 */
export async function openPolling(
	world: World,
	type: string,
	chosen: { events: string[]; actions: string[]; [more: string]: unknown },
	mode?: 'manual',
	staticData?: IDataObject,
): Promise<PolledTrigger> {
	const file = workflow([
		node(
			'Trigger',
			`n8n-nodes-workforce.${type}`,
			{ ...chosen, pollTimes: { item: [{ mode: 'everyMinute' }] } },
			{ credentials: world.credential.named },
		),
	]);
	const trigger = await world.host.trigger(file, 'Trigger', { mode, staticData });
	return {
		poll: async () => {
			world.sandbox.clock.advance(60_000);
			return (await trigger.poll())?.[0]?.map(({ json }) => json) ?? null;
		},
		staticData: trigger.staticData,
		close: async () => await trigger.close(),
	};
}
