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
	/** The whole answer, with what the vendor tells around the records. */
	whole?: unknown;
}

export interface PagingStyle {
	/** Where the first page starts. */
	start: Cursor;
	/** The largest page that we ask for. */
	pageSize: number;
	/** Pages are numbered, so that all of a list have the same size. */
	numbered?: boolean;
	/** What asks for a page, in the query unless `inBody`. */
	ask: (cursor: Cursor, size: number) => Record<string, string | number>;
	/** A page is asked for in the body. */
	inBody?: boolean;
	/** Where the next page starts, or `undefined` after the last one. */
	next: (cursor: Cursor, answer: PageAnswer) => Cursor | undefined;
	/** Number of the last page, where an answer tells it: the pages up to it can be fetched ahead. */
	last?: (answer: PageAnswer) => number | undefined;
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
		ask: (cursor, size) => ({ limit: size, offset: cursor }),
		next: (cursor, { records, asked }) =>
			records.length < Math.min(granted, asked) ? undefined : Number(cursor) + records.length,
	};
}

interface NumberedNames {
	page: string;
	size: string;
	/** Field of the answer that tells the number of pages. */
	pages?: string;
	/** Field of the answer that tells the number of records of all pages. */
	total?: string;
}

/**
 * Paging by a page's number and size. The last page is the one that the answer's totals tell; without
 * totals an empty or a short one.
 * @param first Number of the first page.
 */
export function numberedPaging(
	pageSize: number,
	first: number,
	names: NumberedNames,
	{ inBody = false } = {},
): PagingStyle {
	/** Number of the last page by the answer's totals. */
	const last = ({ asked, whole }: PageAnswer): number | undefined => {
		const told = typeof whole === 'object' && whole !== null ? { ...whole } : {};
		const [pages = NaN, total = NaN] = [names.pages, names.total].map((name) =>
			name && name in told ? Number(told[name as keyof typeof told]) : NaN,
		);
		const count = Number.isNaN(pages) ? Math.ceil(total / asked) : pages;
		return Number.isNaN(count) ? undefined : first + count - 1;
	};
	return {
		start: first,
		pageSize,
		numbered: true,
		inBody,
		ask: (cursor, size) => ({ [names.page]: cursor, [names.size]: size }),
		last,
		next: (cursor, answer) => {
			const end = last(answer);
			const isLast =
				end === undefined ? answer.records.length < answer.asked : Number(cursor) >= end;
			return isLast ? undefined : Number(cursor) + 1;
		},
	};
}

/** Fetches the page that starts at `cursor` and holds at most `size` records. */
export type FetchPage = (
	cursor: Cursor,
	size: number,
) => Promise<Pick<PageAnswer, 'records' | 'whole'>>;

/** One page, and where the next one starts. */
export interface Page {
	records: unknown[];
	next: Cursor | undefined;
}

/** How many pages are fetched ahead; the pace of the credential holds all the same. */
const AHEAD = 8;

/**
 * Walks over the pages of a list, from `from` on, until the list or `limit` ends. Never yields more than
 * `limit` records. Where the vendor tells the number of pages, the next ones are fetched ahead, and still
 * come in order. A vendor that ignores the cursor and sends the same page again ends the walk.
 */
export async function* pagesOf(
	style: PagingStyle,
	fetchPage: FetchPage,
	{ limit = Infinity, from = style.start }: { limit?: number; from?: Cursor } = {},
): AsyncGenerator<Page> {
	let cursor: Cursor | undefined = from;
	let left = limit;
	let previous = '';
	const ahead = new Map<Cursor, ReturnType<FetchPage>>();
	while (cursor !== undefined && left > 0) {
		const asked = Math.min(style.pageSize, style.numbered ? limit : left);
		const fetched = await (ahead.get(cursor) ?? fetchPage(cursor, asked));
		ahead.delete(cursor);
		const first = JSON.stringify(fetched.records[0]);
		if (fetched.records.length === 0 || first === previous) return;
		previous = first;
		const answer = { ...fetched, asked };
		const next = style.next(cursor, answer);
		const records = answer.records.slice(0, left);
		left -= records.length;
		const last = Math.min(style.last?.(answer) ?? 0, Number(cursor) + Math.ceil(left / asked));
		for (let page = Number(cursor) + 1; page <= last && ahead.size < AHEAD; page++) {
			if (ahead.has(page)) continue;
			const fetching = fetchPage(page, asked);
			// Told when its turn comes, if it comes.
			fetching.catch(() => {});
			ahead.set(page, fetching);
		}
		yield { records, next };
		cursor = next;
	}
}
