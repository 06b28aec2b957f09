/** How long a person waits for a picker. */
import { type Figure, milliseconds, sideBySide, type Size, times } from '../measure';
import { axiosLoop, bench, chain, openRig, ours } from '../rig';
import type { Vendor } from '../vendor';

const PICKERS = [
	{
		title: 'Blikk: a contact; Blikk searches, nothing sorts',
		node: 'blikkUnlimited',
		credential: 'blikkApi',
		resource: 'contact',
		field: 'contactId',
		path: '/v1/Core/Contacts?pageSize=100&page=1',
	},
	{
		title: 'ProWorkflow: a company; ProWorkflow searches and sorts',
		node: 'proWorkflowUnlimited',
		credential: 'proWorkflowApi',
		resource: 'company',
		field: 'companyId',
		path: '/companies?pagesize=500&pagenumber=1',
	},
] as const;

const DELAY = 50;

export async function pickers(vendor: Vendor, size: Size): Promise<Figure[]> {
	const [all, rounds] = size === 'whole' ? [2000, 5] : [300, 1];
	const lines: Figure['lines'] = [];
	for (const { title, node, credential, resource, field, path } of PICKERS) {
		const rig = await openRig(`${vendor.url}/${all}`);
		const file = chain(ours(bench(node), credential, { resource, operation: 'get', [field]: '' }));
		const method = listMethodOf(
			rig.host.packages.getByNameAndVersion(bench(node)).description,
			field,
		);
		const ask = async (filter?: string) =>
			await rig.host.editor.listSearch(file, 'Ours', method, { filter });
		const requests = async (work: () => Promise<unknown>) => {
			await vendor.behave({ delay: DELAY });
			await work();
			return (await vendor.seen()).requests;
		};
		const [first, search] = [
			await requests(async () => await ask()),
			await requests(async () => await ask('number 1')),
		];
		const took = await sideBySide(rounds, {
			first: async () => await ask(),
			search: async () => await ask('number 1'),
			one: async () => await axiosLoop([`${vendor.url}/${all}${path}`]),
		});
		await rig.close();
		lines.push(
			[`${title}: first list`, milliseconds(took.first), first, times(took.first / took.one)],
			[`${title}: search`, milliseconds(took.search), search, times(took.search / took.one)],
		);
	}
	return [
		{
			title: '(g) A picker',
			about: `A list of ${all} records, ${DELAY} ms until each answer; the ratio is to one request of the same page by axios.`,
			columns: ['', 'Time', 'Requests', 'Ratio'],
			lines,
			aims: [],
		},
	];
}

/** The method behind a field's list. */
function listMethodOf(
	{ properties }: { properties: Array<{ name: string; modes?: Array<{ typeOptions?: object }> }> },
	field: string,
): string {
	for (const { name, modes = [] } of properties) {
		for (const { typeOptions } of name === field ? modes : []) {
			const { searchListMethod } = (typeOptions ?? {}) as { searchListMethod?: string };
			if (searchListMethod) return searchListMethod;
		}
	}
	throw new Error(`${field} has no list`);
}
