/**
 * How vendors cut lists into pages. A style says what to ask for and where the next page starts; the
 * walk over the pages is the same for all.
 */

/** Where a page starts, in the vendor's own terms (an offset, a page number, a token). */
export type Cursor = number | string;

export interface PageAnswer {
	records: unknown[];
	/** How many records were asked for. */
	asked: number;
}

export interface PagingStyle {
	/** Where the first page starts. */
	start: Cursor;
	/** The largest page that we ask for. */
	pageSize: number;
	/** Pages are numbered, so that all of a list have the same size. */
	numbered?: boolean;
	/** Query parameters that ask for a page. */
	query: (cursor: Cursor, size: number) => Record<string, string>;
	/** Where the next page starts, or `undefined` after the last one. */
	next: (cursor: Cursor, answer: PageAnswer) => Cursor | undefined;
}

/**
 * Paging by `limit` and `offset` without a total: the last page is an empty or a short one.
 * @param granted The page size that the vendor surely grants. A page of at least this many records may
 * have been cut by a limit that we do not know, so only a shorter one ends the list.
 */
export function offsetPaging(pageSize: number, granted: number): PagingStyle {
	return {
		start: 0,
		pageSize,
		query: (cursor, size) => ({ limit: String(size), offset: String(cursor) }),
		next: (cursor, { records, asked }) =>
			records.length < Math.min(granted, asked) ? undefined : Number(cursor) + records.length,
	};
}

/**
 * Paging by a page's number and size without a total: the last page is an empty or a short one.
 * @param first Number of the first page.
 */
export function numberedPaging(
	pageSize: number,
	first: number,
	names: { page: string; size: string },
): PagingStyle {
	return {
		start: first,
		pageSize,
		numbered: true,
		query: (cursor, size) => ({ [names.page]: String(cursor), [names.size]: String(size) }),
		next: (cursor, { records, asked }) => (records.length < asked ? undefined : Number(cursor) + 1),
	};
}

/** Fetches the page that starts at `cursor` and holds at most `size` records. */
export type FetchPage = (cursor: Cursor, size: number) => Promise<unknown[]>;

/** One page, and where the next one starts. */
export interface Page {
	records: unknown[];
	next: Cursor | undefined;
}

/**
 * Walks over the pages of a list, from `from` on, until the list or `limit` ends. Never yields more than
 * `limit` records. A vendor that ignores the cursor and sends the same page again ends the walk.
 */
export async function* pagesOf(
	style: PagingStyle,
	fetchPage: FetchPage,
	{ limit = Infinity, from = style.start }: { limit?: number; from?: Cursor } = {},
): AsyncGenerator<Page> {
	let cursor: Cursor | undefined = from;
	let left = limit;
	let previous = '';
	while (cursor !== undefined && left > 0) {
		const asked = Math.min(style.pageSize, style.numbered ? limit : left);
		const answered = await fetchPage(cursor, asked);
		const first = JSON.stringify(answered[0]);
		if (answered.length === 0 || first === previous) return;
		previous = first;
		const next = style.next(cursor, { records: answered, asked });
		const records = answered.slice(0, left);
		left -= records.length;
		yield { records, next };
		cursor = next;
	}
}
