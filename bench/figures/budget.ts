/** What a vendor allows, and how much of it is used: by one execution, by two, and by two processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { aimAtLeast, type Figure, inProcess, milliseconds, percent, type Size } from '../measure';
import { ASIDE } from '../server';
import { bench, chain, httpRequest, node, openRig, ours } from '../rig';
import type { Vendor } from '../vendor';

interface Limit {
	vendor: string;
	requests: number;
	seconds: number;
	/** How often the limit is used up before the last request, which waits for the next window. */
	windows: number;
}

const LIMITS = {
	resourceGuru: { vendor: 'Resource Guru', requests: 200, seconds: 6, windows: 3 },
	blikk: { vendor: 'Blikk', requests: 4, seconds: 1, windows: 15 },
} satisfies Record<string, Limit>;

type LimitName = keyof typeof LIMITS;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

function workflow(url: string, name: LimitName, way: Way, { requests, seconds }: Limit) {
	const isBlikk = name === 'blikk';
	const id = '={{ $json.id }}';
	if (way === 'ours') {
		return chain(
			isBlikk
				? ours('n8n-nodes-workforce.blikk', 'blikkApi', {
						resource: 'contact',
						operation: 'get',
						contactId: byId(id),
					})
				: ours(bench('resourceGuruInAHurry'), 'resourceGuruOAuth2Api', {
						resource: 'client',
						operation: 'get',
						clientId: byId(id),
					}),
		);
	}
	const path = isBlikk ? '/v1/Core/Contacts/' : '/v1/bench/clients/';
	const options =
		way === 'batched'
			? { batching: { batch: { batchSize: requests, batchInterval: seconds * 1000 } } }
			: {};
	return chain(
		httpRequest(
			isBlikk ? 'blikkApi' : 'resourceGuruOAuth2Api',
			{ url: `=${url}${path}{{ $json.id }}`, options },
			{ onError: 'continueRegularOutput' },
		),
		node('Last', 'n8n-nodes-base.noOp'),
	);
}

type Way = 'ours' | 'plain' | 'batched';

/**
 * Runs an execution for each number of items, all at the same time, in the process that it is called in. A first
 * request, which the vendor does not count, has warmed n8n up. @returns how many items failed
 */
export async function work(
	url: string,
	name: LimitName,
	way: Way,
	items: number[],
): Promise<number> {
	const limit: Limit = LIMITS[name];
	const rig = await openRig(url);
	rig.at(`${url}${ASIDE}`);
	await rig.run(workflow(`${url}${ASIDE}`, name, way, limit), 1);
	rig.at(url);
	await sleep(limit.seconds * 1100);
	const file = workflow(url, name, way, limit);
	const outputs = await Promise.all(items.map(async (count) => await rig.run(file, count)));
	await rig.close();
	return outputs.flat().filter(({ json, error }) => error !== undefined || 'error' in json).length;
}

export async function budgets(vendor: Vendor, size: Size): Promise<Figure[]> {
	const figures: Figure[] = [];
	const names: LimitName[] = ['resourceGuru', 'blikk'];
	for (const name of names) {
		const whole: Limit = LIMITS[name];
		const limit = size === 'whole' ? whole : { ...whole, windows: 1 };
		figures.push(await budget(vendor, name, limit));
	}
	return figures;
}

async function budget(vendor: Vendor, name: LimitName, limit: Limit): Promise<Figure> {
	const { requests, seconds, windows } = limit;
	const all = requests * windows + 1;
	const half = Math.ceil(all / 2);
	const earliest = windows * seconds * 1000;
	const tries: Array<[string, Way, number[][]]> = [
		['This pack', 'ours', [[all]]],
		['This pack, two executions at once', 'ours', [[half, all - half]]],
		['This pack, two processes at once', 'ours', [[half], [all - half]]],
		['HTTP Request node', 'plain', [[all]]],
		['HTTP Request node, its batching set to the limit', 'batched', [[all]]],
	];
	const lines: Figure['lines'] = [];
	const shares: number[] = [];
	const failures: number[] = [];
	for (const [who, way, processes] of tries) {
		await vendor.behave({ limit: { requests, seconds } });
		const done = await Promise.all(
			processes.map(
				async (items) =>
					await inProcess<number>({
						file: 'budget',
						work: 'work',
						values: [vendor.url, name, way, items],
					}),
			),
		);
		const failed = done.reduce((sum, { result }) => sum + result, 0);
		const { took, refused } = await vendor.seen();
		const share = earliest / took;
		shares.push(share);
		failures.push(failed);
		lines.push([who, failed > 0 ? '' : percent(share), milliseconds(took), refused, failed]);
	}
	const [own = 0] = shares;
	const scaled = name === 'resourceGuru' ? ', scaled to a tenth of its time' : '';
	return {
		title: `(d, e) ${limit.vendor}'s limit of ${requests} requests in ${seconds} seconds${scaled}`,
		about:
			`${all} items, so that the last can be read ${(earliest / 1000).toFixed(0)} s after the first at the earliest; ` +
			'the share is that time over the time that it took. The server counts from the first request of a window, refuses with ' +
			'429 and Retry-After, and the HTTP Request node is set to go on after an error.',
		columns: ['', 'Share of the limit', 'First to last request', 'Refused (429)', 'Failed items'],
		lines,
		aims: [
			aimAtLeast('at least 97 % of the ceiling', 0.97, own),
			{
				text: 'no failed item',
				reached: failures.slice(0, 3).every((failed) => failed === 0),
				measured: `${failures.slice(0, 3).join(', ')} (HTTP Request: ${failures.slice(3).join(', ')})`,
			},
		],
	};
}
