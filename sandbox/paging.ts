import type { ContractPaging } from '../contracts';

/** The slice of a list that a request asks for, by the contract's `x-paging`. */
export function pageOf<T>(
	list: T[],
	paging: ContractPaging | undefined,
	{ query, body }: { query: Record<string, unknown>; body: Record<string, unknown> },
): T[] {
	if (!paging) return list;
	const values = paging.style === 'bodyPage' ? body : query;
	const asked = values[paging.limit];
	const limit = asked === undefined ? paging.default : Number(asked);
	if (paging.style !== 'offset') {
		if (limit === null) return list;
		const before = Number(values[paging.page] ?? paging.first) - paging.first;
		return list.slice(before * limit, (before + 1) * limit);
	}
	const offset = Number(values[paging.offset] ?? 0);
	return limit === null || limit === paging.all
		? list.slice(offset)
		: list.slice(offset, offset + limit);
}
