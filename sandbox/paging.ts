import type { Paging } from './contract';

/** The slice of a list that a request asks for, by the contract's `x-paging`. */
export function pageOf<T>(
	list: T[],
	paging: Paging | undefined,
	query: Record<string, unknown>,
): T[] {
	if (!paging) return list;
	if (paging.style !== 'offset') throw new Error(`Unknown paging style ${paging.style}`);
	const asked = query[paging.limit];
	const limit = asked === undefined ? paging.default : Number(asked);
	const offset = Number(query[paging.offset] ?? 0);
	return limit === null || limit === paging.all
		? list.slice(offset)
		: list.slice(offset, offset + limit);
}
