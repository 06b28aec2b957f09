import type { ContractPaging } from '../contracts';

/** The slice of a list that a request asks for, by the contract's `x-paging`. */
export function pageOf<T>(
	list: T[],
	paging: ContractPaging | undefined,
	query: Record<string, unknown>,
): T[] {
	if (!paging) return list;
	if (paging.style !== 'offset') throw new Error('The sandbox pages by offset only');
	const asked = query[paging.limit];
	const limit = asked === undefined ? paging.default : Number(asked);
	const offset = Number(query[paging.offset] ?? 0);
	return limit === null || limit === paging.all
		? list.slice(offset)
		: list.slice(offset, offset + limit);
}
