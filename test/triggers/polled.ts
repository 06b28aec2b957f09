/** A polling trigger of the pack, polled by n8n's engine over HTTP against the sandbox. */
import type { IDataObject } from 'n8n-workflow';
import type { Trigger } from '../../host';
import type { World } from '../conformance/world';
import { node, workflow } from '../host/workflows';

/** What a poll told: the JSON of its items; `null` for no execution. */
export type Told = IDataObject[] | null;

export class Polled {
	private constructor(
		private readonly world: World,
		readonly trigger: Trigger,
	) {}

	/** A workflow with the trigger of this type; nothing is asked of the vendor yet. */
	static async open(
		world: World,
		type: string,
		parameters: { events: string[]; actions: string[] },
		options: { mode?: 'manual'; staticData?: IDataObject } = {},
	): Promise<Polled> {
		const pollTimes = { item: [{ mode: 'everyMinute' }] };
		const polling = node(
			'Trigger',
			`n8n-nodes-workforce.${type}`,
			{ ...parameters, pollTimes },
			{ credentials: world.credential.named },
		);
		const trigger = await world.host.trigger(workflow([polling]), 'Trigger', options);
		return new Polled(world, trigger);
	}

	/** Polls a minute later by the vendor's clock. */
	async poll(): Promise<Told> {
		this.world.sandbox.clock.advance(60_000);
		return (await this.trigger.poll())?.[0]?.map(({ json }) => json) ?? null;
	}
}
