/** Many items, one request each. */
import {
	aimAtLeast,
	aimAtMost,
	type Figure,
	milliseconds,
	sideBySide,
	type Size,
	times,
} from '../measure';
import { axiosLoop, bench, chain, floor, httpRequest, openRig, ours, type Rig } from '../rig';
import type { Vendor } from '../vendor';

const get = (settings = {}) =>
	chain(
		ours(bench('blikkUnlimited'), 'blikkApi', {
			resource: 'contact',
			operation: 'get',
			contactId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			settings,
		}),
	);

const addressOf = (url: string) => `${url}/v1/Core/Contacts/`;

/** The workflow of each way to read a contact per item. */
export function workflowsOf(url: string) {
	const address = addressOf(url);
	const each = `=${address}{{ $json.id }}`;
	return {
		ours: get(),
		oneByOne: get({ itemsAtOnce: 1 }),
		floor: chain(floor(address, 10, { evaluates: true })),
		httpRequest: chain(httpRequest('blikkApi', { url: each })),
		httpRequestOpen: chain(httpRequest(undefined, { url: each })),
	};
}

/** Reads as many contacts as there are items in every way. */
function contenders({ run, url }: Rig, count: number) {
	const workflows = workflowsOf(url);
	const all = (way: keyof typeof workflows) => async () => {
		const { length } = await run(workflows[way], count);
		if (length !== count) throw new Error(`${count} items went in, ${length} came out`);
	};
	const urls = Array.from({ length: count }, (_, index) => `${addressOf(url)}${index + 1}`);
	return {
		ours: all('ours'),
		oneByOne: all('oneByOne'),
		floor: all('floor'),
		httpRequest: all('httpRequest'),
		httpRequestOpen: all('httpRequestOpen'),
		axios: async () => await axiosLoop(urls),
		axiosTen: async () => await axiosLoop(urls, 10),
	};
}

export const NAMES = {
	ours: 'This pack (10 at once, its default)',
	oneByOne: 'This pack, 1 at once',
	floor: "n8n's authenticated request helper in a bare loop, 10 at once, one expression per item",
	httpRequest: 'HTTP Request node, with the same credential (all at once)',
	httpRequestOpen: 'HTTP Request node, without a credential (all at once)',
	axios: 'axios, one after the other, without n8n',
	axiosTen: 'axios, 10 at once, without n8n',
};

const columns = ['', 'Time', 'Ratio to the floor', 'At the same time'];

export async function items(vendor: Vendor, size: Size): Promise<Figure[]> {
	const [count, rounds] = size === 'whole' ? [1000, 3] : [20, 1];
	const rig = await openRig(vendor.url);
	const ways = contenders(rig, count);
	const inFlight = async (way: () => Promise<unknown>) => {
		await vendor.behave({ delay: 20 });
		await way();
		return (await vendor.seen()).inFlight;
	};
	const quick = ['ours', 'floor', 'httpRequest', 'httpRequestOpen', 'axiosTen', 'axios'] as const;
	const several = quick.filter((name) => name !== 'axios');
	const together: Record<string, number> = Object.fromEntries(
		await inTurn(several, async (name) => await inFlight(ways[name])),
	);
	const lines = (took: Record<string, number>, names: readonly (keyof typeof NAMES)[]) =>
		names.map((name): Figure['lines'][number] => [
			NAMES[name],
			milliseconds(took[name] ?? NaN),
			times((took[name] ?? NaN) / (took.floor ?? NaN)),
			together[name] ?? 1,
		]);

	await vendor.behave({});
	const { oneByOne: _slow, ...fast } = ways;
	const direct = await sideBySide(rounds, fast);
	await vendor.behave({ delay: 50 });
	const { axios, oneByOne, ...atOnce } = ways;
	const delayed = {
		...(await sideBySide(1, atOnce)),
		...(await sideBySide(1, { axios, oneByOne }, { warmUp: false })),
	};
	await rig.close();
	return [
		{
			title: `(a) ${count} items, one request each, no delay`,
			about:
				'Blikk contacts are read by ID from a server on this machine that answers at once, with no limit; medians of ' +
				`${rounds} rounds in turn. axios keeps its connections; n8n opens one per request.`,
			columns,
			lines: lines(direct, quick),
			aims: [
				aimAtMost(
					'at most 1.1 times the floor',
					1.1,
					direct.ours / direct.floor,
					'The floor reads one field per item; this pack reads all fields of the operation and checks them.',
				),
			],
		},
		{
			title: `(b) ${count} items, one request each, 50 ms until each answer`,
			about: 'The same against a server that takes 50 ms for each answer.',
			columns,
			lines: lines(delayed, [...quick.slice(0, 4), 'axiosTen', 'oneByOne', 'axios']),
			aims: [
				aimAtLeast(
					'at least 6 times faster than one at a time, with the default settings',
					6,
					delayed.oneByOne / delayed.ours,
				),
			],
		},
	];
}

async function inTurn<Name extends string, T>(
	names: readonly Name[],
	work: (name: Name) => Promise<T>,
) {
	const results: Array<[Name, T]> = [];
	for (const name of names) results.push([name, await work(name)]);
	return results;
}
