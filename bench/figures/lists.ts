/** Long lists, page by page: time, and the most memory that a process of its own takes. */
import {
	aimAtLeast,
	aimAtMost,
	type Figure,
	inProcess,
	median,
	megabytes,
	milliseconds,
	type Size,
	times,
	timed,
} from '../measure';
import { axiosLoop, bench, chain, floor, httpRequest, node, openRig, ours } from '../rig';
import type { Vendor } from '../vendor';

/** A vendor's list, as the server of the benchmark has it. */
interface List {
	vendor: string;
	node: 'blikkUnlimited' | 'proWorkflowUnlimited';
	credential: string;
	/** The resource of the node. */
	resource: string;
	path: string;
	pageName: string;
	sizeName: string;
	pageSize: number;
	/** The field that holds the records. */
	records: string;
	/** When n8n's HTTP Request node stops. */
	complete: string;
}

const LISTS = {
	blikk: {
		vendor: 'Blikk',
		node: 'blikkUnlimited',
		credential: 'blikkApi',
		resource: 'contact',
		path: '/v1/Core/Contacts',
		pageName: 'page',
		sizeName: 'pageSize',
		pageSize: 100,
		records: 'items',
		complete: '={{ $response.body.page >= $response.body.totalPages }}',
	},
	proWorkflow: {
		vendor: 'ProWorkflow',
		node: 'proWorkflowUnlimited',
		credential: 'proWorkflowApi',
		resource: 'company',
		path: '/companies',
		pageName: 'pagenumber',
		sizeName: 'pagesize',
		pageSize: 500,
		records: 'companies',
		complete: '={{ $response.body.count < 500 }}',
	},
} satisfies Record<string, List>;

type ListName = keyof typeof LISTS;

/** The address of a page of a list of `all` records. */
const pageOf = (base: string, list: List, all: number, number: number | '') =>
	`${base}/${all}${list.path}?${list.sizeName}=${list.pageSize}&${list.pageName}=${number}`;

/** The workflow of each way to read a list of `all` records to its end. */
export function workflowsOf(base: string, name: ListName, all: number) {
	const list: List = LISTS[name];
	const url = `${base}/${all}`;
	const { credential, pageName, sizeName, pageSize, complete, records } = list;
	const pages = Math.ceil(all / pageSize);
	const read = (parameters: object, settings = {}) =>
		chain(
			ours(bench(list.node), credential, {
				resource: list.resource,
				operation: 'getMany',
				simple: false,
				...parameters,
				settings,
			}),
		);
	// The number of the page follows, item by item.
	const page = pageOf(base, list, all, '');
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: {
			parameters: [{ type: 'qs', name: pageName, value: '={{ $pageCount + 1 }}' }],
		},
		paginationCompleteWhen: 'other',
		completeExpression: complete,
	};
	const http = httpRequest(credential, {
		url: `${url}${list.path}`,
		sendQuery: true,
		queryParameters: { parameters: [{ name: sizeName, value: String(pageSize) }] },
		options: { pagination: { pagination } },
	});
	const splitOut = node('Split Out', 'n8n-nodes-base.splitOut', { fieldToSplitOut: records });
	return {
		ours: { file: read({ returnAll: true }), items: 1, comes: all },
		limited: { file: read({ returnAll: false, limit: 50 }), items: 1, comes: 50 },
		httpRequest: { file: chain(http, splitOut), items: 1, comes: all },
		// ProWorkflow's last page is full, and only an empty one tells the node that it was the last.
		httpRequestPages: { file: chain(http), items: 1, comes: name === 'blikk' ? pages : pages + 1 },
		floor: {
			file: chain(floor(page, 8, { pages: true, credential })),
			items: pages,
			comes: all,
		},
		floorPageByPage: {
			file: chain(floor(page, 1, { pages: true, credential })),
			items: pages,
			comes: all,
		},
	};
}

type Way = keyof ReturnType<typeof workflowsOf> | 'axios' | 'nothing';

/** Reads a list once, in the process that it is called in. @returns milliseconds */
export async function read(url: string, name: ListName, all: number, way: Way): Promise<number> {
	const list: List = LISTS[name];
	const rig = await openRig(url);
	const warm = workflowsOf(url, name, 10 * list.pageSize);
	const whole = workflowsOf(url, name, all);
	let took: number;
	if (way === 'nothing') took = 0;
	else if (way === 'axios') {
		const urls = Array.from({ length: Math.ceil(all / list.pageSize) }, (_, index) =>
			pageOf(url, list, all, index + 1),
		);
		took = await timed(async () => await axiosLoop(urls));
	} else {
		rig.at(`${url}/${10 * list.pageSize}`);
		await rig.run(warm[way].file, Math.min(warm[way].items, 10));
		rig.at(`${url}/${all}`);
		const { file, items, comes } = whole[way];
		took = await timed(async () => {
			const { length } = await rig.run(file, items);
			if (length !== comes) throw new Error(`${way}: ${comes} were expected, ${length} came`);
		});
	}
	await rig.close();
	return took;
}

export const NAMES: Record<Way, string> = {
	ours: 'This pack',
	limited: 'This pack, a limit of 50',
	httpRequest: 'HTTP Request node with pagination, and Split Out',
	httpRequestPages: 'HTTP Request node with pagination, pages left whole',
	floor: "n8n's authenticated request helper in a bare loop, 8 pages at once",
	floorPageByPage: "n8n's authenticated request helper, page after page",
	axios: 'axios, page after page, without n8n',
	nothing: 'n8n and the pack loaded, nothing read',
};

async function measured(vendor: Vendor, name: ListName, all: number, ways: Way[], rounds: number) {
	const runs = new Map<Way, Array<{ took: number; peak: number }>>(ways.map((way) => [way, []]));
	for (let round = 0; round < rounds; round++) {
		for (const way of ways) {
			const values = [vendor.url, name, all, way];
			const { result, peak } = await inProcess<number>({ file: 'lists', work: 'read', values });
			runs.get(way)?.push({ took: result, peak });
		}
	}
	return (way: Way) => ({
		took: median((runs.get(way) ?? []).map(({ took }) => took)),
		peak: median((runs.get(way) ?? []).map(({ peak }) => peak)),
	});
}

async function figure(
	vendor: Vendor,
	name: ListName,
	all: number,
	rounds: number,
): Promise<Figure> {
	const { vendor: title, pageSize } = LISTS[name];
	const ways: Way[] = [
		'ours',
		'httpRequest',
		'httpRequestPages',
		'floor',
		'axios',
		'limited',
		'nothing',
	];
	await vendor.behave({});
	const of = await measured(vendor, name, all, ways, rounds);
	const [own, other] = [of('ours'), of('httpRequest')];
	return {
		title: `(c) ${all.toLocaleString('en')} records in pages of ${pageSize} (${title})`,
		about: `Records of about 230 bytes from a server without delay; each line in processes of its own, medians of ${rounds}.`,
		columns: ['', 'Time', 'Ratio to HTTP Request + Split Out', 'Peak memory'],
		lines: ways.map((way) => [
			NAMES[way],
			way === 'nothing' ? '' : milliseconds(of(way).took),
			way === 'nothing' ? '' : times(of(way).took / other.took),
			megabytes(of(way).peak),
		]),
		aims: [
			aimAtMost(
				'at most 0.7 times the time of HTTP Request + Split Out',
				0.7,
				own.took / other.took,
				`n8n's own helper in a bare loop takes ${times(of('floor').took / other.took)}: with pages this large, most of the time is n8n's work with the records.`,
			),
			aimAtMost(
				'at no more memory',
				1,
				own.peak / other.peak,
				`The bare loop holds ${times(of('floor').peak / other.peak)}; with nothing read it is ${megabytes(of('nothing').peak)}, and the rest is the records, which n8n keeps.`,
			),
		],
	};
}

export async function lists(vendor: Vendor, size: Size): Promise<Figure[]> {
	const [all, rounds] = size === 'whole' ? [100_000, 2] : [2000, 1];
	const figures = [
		await figure(vendor, 'blikk', all, rounds),
		await figure(vendor, 'proWorkflow', all, rounds),
	];

	await vendor.behave({ delay: 20 });
	const ways: Way[] = ['ours', 'floor', 'httpRequest', 'floorPageByPage'];
	const of = await measured(vendor, 'blikk', all, ways, 1);
	const own = of('ours').took;
	figures.push({
		title: `(c) The same in pages of 100 with 20 ms until each answer, the number of pages known`,
		about: 'Blikk tells how many pages there are, so that this pack asks for several at once.',
		columns: ['', 'Time', 'Ratio to this pack'],
		lines: ways.map((way) => [NAMES[way], milliseconds(of(way).took), times(of(way).took / own)]),
		aims: [
			aimAtLeast(
				'at least 4 times faster than page after page',
				4,
				of('floorPageByPage').took / own,
				`n8n's helper in a bare loop, 8 pages at once, reaches ${times(of('floorPageByPage').took / of('floor').took)}: the rest is work of the processor.`,
			),
		],
	});
	return figures;
}
