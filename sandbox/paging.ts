import type { ContractPaging } from '../contracts';

/** The slice of a list that a request asks for, by the contract's `x-paging`. */
export function pageOf<T>(
	list: T[],
	paging: ContractPaging | undefined,
	query: Record<string, unknown>,
): T[] {
	if (!paging) return list;
	if (paging.style === 'bodyPage') throw new Error('The sandbox pages by the query only');
	const asked = query[paging.limit];
	const limit = asked === undefined ? paging.default : Number(asked);
	if (paging.style === 'page') {
		if (limit === null) return list;
		const before = Number(query[paging.page] ?? paging.first) - paging.first;
		return list.slice(before * limit, (before + 1) * limit);
	}
	const offset = Number(query[paging.offset] ?? 0);
	return limit === null || limit === paging.all
		? list.slice(offset)
		: list.slice(offset, offset + limit);
}
