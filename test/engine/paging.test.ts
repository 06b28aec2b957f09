import fc from 'fast-check';
import {
	type Cursor,
	numberedPaging,
	offsetPaging,
	pagesOf,
	type PagingStyle,
} from '../../nodes/engine/paging';

interface ListVendor {
	length: number;
	/** What it cuts pages down to, silently. */
	cap?: number;
	ignoresOffset?: boolean;
}

/** A vendor with the records 0, 1, 2..., and what it was asked for. */
function vendorWith({ length, cap = Infinity, ignoresOffset = false }: ListVendor) {
	const requests: Array<Record<string, string | number>> = [];
	const records = Array.from({ length }, (_, id) => ({ id }));
	return {
		requests,
		fetchPage: (style: PagingStyle) => async (cursor: Cursor, size: number) => {
			const query = style.ask(cursor, size);
			requests.push(query);
			const from = ignoresOffset ? 0 : Number(query.offset);
			return { records: records.slice(from, from + Math.min(Number(query.limit), cap)) };
		},
	};
}

async function walk(style: PagingStyle, vendor: ListVendor, limit?: number) {
	const { requests, fetchPage } = vendorWith(vendor);
	const ids: number[] = [];
	const pages: number[] = [];
	for await (const { records } of pagesOf(style, fetchPage(style), { limit })) {
		ids.push(...records.map((record) => (record as { id: number }).id));
		pages.push(records.length);
	}
	return { ids, pages, requests };
}

const upTo = (length: number) => Array.from({ length }, (_, id) => id);

it('reads every record once, in order, whatever the page size, the list and the cap of the vendor', async () => {
	const sizes = fc
		.record({
			granted: fc.integer({ min: 1, max: 20 }),
			more: fc.nat({ max: 60 }),
			length: fc.nat({ max: 200 }),
			capped: fc.option(fc.nat({ max: 80 }), { nil: undefined }),
			limit: fc.option(fc.integer({ min: 1, max: 250 }), { nil: undefined }),
		})
		.map(({ granted, more, capped, ...rest }) => ({
			...rest,
			granted,
			pageSize: granted + more,
			// The vendor never cuts below what it surely grants.
			cap: capped === undefined ? Infinity : granted + capped,
		}));
	await fc.assert(
		fc.asyncProperty(sizes, async ({ granted, pageSize, cap, length, limit = Infinity }) => {
			const style = offsetPaging(pageSize, granted);
			const { ids, requests } = await walk(style, { length, cap }, limit);
			const wanted = Math.min(length, limit);
			expect(ids).toEqual(upTo(wanted));
			// One request for each page that the vendor really sends, and at most one to find the end.
			const pages = Math.ceil(wanted / Math.min(pageSize, cap));
			expect(requests.length).toBeGreaterThanOrEqual(Math.max(1, pages));
			expect(requests.length).toBeLessThanOrEqual(pages + 1);
			for (const { limit: asked } of requests) expect(Number(asked)).toBeLessThanOrEqual(pageSize);
		}),
		{ numRuns: 500 },
	);
});

describe('pages of 200, of which 50 are granted', () => {
	const style = offsetPaging(200, 50);
	it.each<[vendor: ListVendor, limit: number | undefined, asked: string[]]>([
		[{ length: 0 }, undefined, ['200 from 0']],
		// A short page ends the list; one of 50 or more may have been cut.
		[{ length: 49 }, undefined, ['200 from 0']],
		[{ length: 50 }, undefined, ['200 from 0', '200 from 50']],
		[{ length: 400 }, undefined, ['200 from 0', '200 from 200', '200 from 400']],
		[{ length: 120, cap: 50 }, undefined, ['200 from 0', '200 from 50', '200 from 100']],
		// Never asks for more than is wanted.
		[{ length: 400 }, 1, ['1 from 0']],
		[{ length: 400 }, 200, ['200 from 0']],
		[{ length: 400 }, 201, ['200 from 0', '1 from 200']],
		[{ length: 400, cap: 100 }, 150, ['150 from 0', '50 from 100']],
		[{ length: 10 }, 50, ['50 from 0']],
	])('of %j up to %s: %j', async (vendor, limit, asked) => {
		const { ids, requests } = await walk(style, vendor, limit);
		expect(requests.map((query) => `${query.limit} from ${query.offset}`)).toEqual(asked);
		expect(ids).toEqual(upTo(Math.min(vendor.length, limit ?? Infinity)));
	});
});

it('does not go on for ever where the vendor ignores the offset', async () => {
	const { ids, requests } = await walk(offsetPaging(20, 10), { length: 20, ignoresOffset: true });
	expect(ids).toEqual(upTo(20));
	expect(requests).toHaveLength(2);
});

it('takes no more than the limit from a vendor that sends more than it was asked for', async () => {
	const style = offsetPaging(20, 10);
	const pages = pagesOf(style, async () => ({ records: upTo(30) }), { limit: 7 });
	const { value } = await pages.next();
	expect(value?.records).toEqual(upTo(7));
	expect((await pages.next()).done).toBe(true);
});

it('begins where it is told to, and says where the next page starts', async () => {
	const style = offsetPaging(20, 10);
	const { fetchPage } = vendorWith({ length: 45 });
	const starts: Array<Cursor | undefined> = [];
	for await (const { next } of pagesOf(style, fetchPage(style), { from: 20 })) starts.push(next);
	expect(starts).toEqual([40, undefined]);
});

it('walks by any cursor of the vendor', async () => {
	const style: PagingStyle = {
		start: 'first',
		pageSize: 2,
		ask: (cursor) => ({ page: String(cursor) }),
		next: (cursor) => ({ first: 'second', second: 'third' })[cursor],
	};
	const pages: Record<string, number[]> = { first: [1, 2], second: [3, 4], third: [5] };
	const seen: unknown[] = [];
	const fetchPage = async (cursor: Cursor) => ({ records: pages[cursor] ?? [] });
	for await (const { records } of pagesOf(style, fetchPage)) seen.push(...records);
	expect(seen).toEqual([1, 2, 3, 4, 5]);
});

it('ends with a failed page, after the pages before it', async () => {
	const style = offsetPaging(2, 2);
	const seen: unknown[] = [];
	const reading = async () => {
		const fetchPage = async (cursor: Cursor) => {
			if (cursor === 2) throw new Error('Gone');
			return { records: [{ id: 0 }, { id: 1 }] };
		};
		for await (const { records } of pagesOf(style, fetchPage)) seen.push(...records);
	};
	await expect(reading()).rejects.toThrow('Gone');
	expect(seen).toHaveLength(2);
});

it('reads nothing twice where the vendor keeps to the limit but ignores the offset', async () => {
	const vendor = { length: 300, ignoresOffset: true };
	const { ids } = await walk(offsetPaging(200, 50), vendor, 250);
	expect(ids).toEqual(upTo(200));
});

describe('a list whose number of pages is told', () => {
	/** A vendor with pages of 10, each of which takes a moment, the earlier the longer. */
	function slowVendor(length: number, failing?: number) {
		const style = numberedPaging(10, 1, { page: 'page', size: 'size', pages: 'pages' });
		let [atOnce, most] = [0, 0];
		const asked: number[] = [];
		const fetchPage = async (cursor: Cursor, size: number) => {
			asked.push(Number(cursor));
			most = Math.max(most, ++atOnce);
			await new Promise((resolve) => setTimeout(resolve, 30 - Number(cursor)));
			atOnce--;
			if (cursor === failing) throw new Error(`Page ${cursor} failed`);
			const from = (Number(cursor) - 1) * size;
			const records = upTo(length).slice(from, from + size);
			return { records, whole: { pages: Math.ceil(length / size) } };
		};
		const walkTo = async (limit?: number) => {
			const seen: unknown[] = [];
			for await (const { records } of pagesOf(style, fetchPage, { limit })) seen.push(...records);
			return seen;
		};
		return { walkTo, asked, mostAtOnce: () => most };
	}

	it('is read in order, with pages fetched ahead, and each page once', async () => {
		const vendor = slowVendor(205);
		expect(await vendor.walkTo()).toEqual(upTo(205));
		expect(vendor.mostAtOnce()).toBe(8);
		expect(vendor.asked).toHaveLength(21);
		expect(new Set(vendor.asked).size).toBe(21);
	});

	it('is fetched no further ahead than the limit needs', async () => {
		const vendor = slowVendor(1000);
		expect(await vendor.walkTo(25)).toEqual(upTo(25));
		expect(vendor.asked).toEqual([1, 2, 3]);
	});

	it('ends with the page that failed, after those before it', async () => {
		const vendor = slowVendor(100, 4);
		await expect(vendor.walkTo()).rejects.toThrow('Page 4 failed');
	});
});

describe('pages by number', () => {
	const names = { page: 'page', size: 'size' };
	type Told = (length: number, size: number) => object;

	/** What a list of so many records makes of it: the numbers of the pages asked for, and the records. */
	async function pagesAsked(style: PagingStyle, length: number, told: Told, limit?: number) {
		const asked: unknown[] = [];
		const seen: unknown[] = [];
		const fetchPage = async (cursor: Cursor, size: number) => {
			const query = style.ask(cursor, size);
			asked.push(query.page);
			expect(query.size).toBe(size);
			const from = (Number(query.page) - Number(style.start)) * size;
			return { records: upTo(length).slice(from, from + size), whole: told(length, size) };
		};
		for await (const { records } of pagesOf(style, fetchPage, { limit })) seen.push(...records);
		expect(seen).toEqual(upTo(Math.min(length, limit ?? Infinity)));
		return asked;
	}
	const nothing: Told = () => [];
	const pages: Told = (length, size) => ({ pages: Math.ceil(length / size) });
	const total: Told = (length) => ({ total: length });
	const asText: Told = (length) => ({ total: String(length) });

	it.each<[how: string, told: Told, length: number, limit: number | undefined, asked: number[]]>([
		['without totals', nothing, 25, undefined, [1, 2, 3]],
		['without totals', nothing, 20, undefined, [1, 2, 3]],
		['by the number of pages', pages, 25, undefined, [1, 2, 3]],
		['by the number of pages', pages, 20, undefined, [1, 2]],
		['by the number of pages', pages, 0, undefined, [1]],
		['by the number of pages', pages, 40, 25, [1, 2, 3]],
		['by the number of records', total, 20, undefined, [1, 2]],
		['by the number of records', total, 21, undefined, [1, 2, 3]],
		['by the number of records', total, 0, undefined, [1]],
		['by the number of records, as text', asText, 20, undefined, [1, 2]],
		// Pages all have the size of the first, or the vendor would count them otherwise.
		['by the number of records', total, 100, 7, [1]],
		['by the number of records', total, 100, 15, [1, 2]],
	])('%s of %j: %j records up to %s need %j', async (_how, told, length, limit, asked) => {
		const style = numberedPaging(10, 1, { ...names, pages: 'pages', total: 'total' });
		expect(await pagesAsked(style, length, told, limit)).toEqual(asked);
	});

	it('can begin with page 0, also where totals are told', async () => {
		const style = numberedPaging(10, 0, { ...names, pages: 'pages' });
		expect(await pagesAsked(style, 25, pages)).toEqual([0, 1, 2]);
	});

	it('trust the totals where a page in the middle is short', async () => {
		const style = numberedPaging(10, 1, { ...names, pages: 'pages' });
		expect(style.next(1, { records: [1], asked: 10, whole: { pages: 2 } })).toBe(2);
		expect(style.next(2, { records: upTo(10), asked: 10, whole: { pages: 2 } })).toBeUndefined();
	});
});
