import {
	choice,
	date,
	dateTime,
	decimal,
	integer,
	list,
	numberedPaging,
	records,
	resourcesWith,
	text,
} from '../engine';
import type {
	Complaint,
	FieldOptions,
	OperationRecord,
	RecordOptions,
	TextOptions,
	VendorApi,
} from '../engine';

/** Blikk's conventions (docs.txt L1-209). */
export const api: VendorApi = {
	name: 'Blikk',
	credential: 'blikkApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	token: { field: 'accessToken', ends: ({ accessTokenEnds }) => Number(accessTokenEnds) },
	// 4 per second and access token (L56).
	budgets: [{ requests: 4, seconds: 1 }],
	// Pages of 1 to 100 (L143). Some samples count less in all than on one page: only the pages are relied on.
	paging: numberedPaging(100, 1, { page: 'page', size: 'pageSize', pages: 'totalPages' }),
	unpacked: (whole, { answer }) =>
		answer === 'pages' ? (whole as { items?: unknown }).items : whole,
	// `filter.userIds` is `User Names or IDs` on the screen, and n8n stores it as `userIds`.
	spelled: (wireName) => wireName.replace(/^filter\./, ''),
	complaints,
	askedSeconds: (body) => Number((body as { waitInSeconds?: unknown }).waitInSeconds) || undefined,
};

export const resource = resourcesWith<never>();

interface Refusal {
	message?: string;
	/** Texts by field (L87). */
	modelState?: Record<string, string[]>;
	/** Of a 403 (L101, L103). */
	ipAddressAllowed?: boolean;
	permissionsRequired?: string[];
}

/** Reads Blikk's refusals (L79-128), and stays calm about any other shape. */
function complaints(body: unknown): Complaint[] {
	if (typeof body !== 'object' || body === null) return [];
	const { message, modelState, ipAddressAllowed, permissionsRequired } = body as Refusal;
	if (ipAddressAllowed === false) {
		return [
			{ message: 'The address of this n8n is not on the list of the API application in Blikk' },
		];
	}
	if (permissionsRequired?.length) {
		const names = permissionsRequired.join(', ');
		return [{ message: `The API application in Blikk needs the permission ${names}` }];
	}
	const found = Object.entries(modelState ?? {}).flatMap(([field, texts]) =>
		[texts].flat().map((each) => ({ field, message: each })),
	);
	return found.length > 0 || typeof message !== 'string' ? found : [{ message }];
}

/** A text that Blikk can also do without. */
export const optionalText = (options: TextOptions = {}) => text({ nullable: true, ...options });

/** An amount that Blikk can also do without. */
export const optionalAmount = (options: FieldOptions = {}) =>
	decimal({ nullable: true, ...options });

/** Several records as a filter: their ids in one value, with commas between (L172, L175). */
export const filterBy = (of: string, options: RecordOptions = {}) =>
	records(of, { wire: (ids: number[]) => ids.join(','), ...options });

const WRITTEN = 'yyyy-MM-dd HH:mm:ss';

/** A day in a request, which Blikk takes with a time (L2088, L2165). */
export const day = (options: FieldOptions = {}) =>
	date({ wire: (picked: string) => `${picked} 00:00:00`, ...options });

/** A moment in UTC; that midnight stands for a day without a time is a guess (L941-946). */
export const moment = (options: FieldOptions = {}) =>
	dateTime({ format: WRITTEN, utc: true, midnightIsDay: true, nullable: true, ...options });

/** The moment of a filter (L173); that it is UTC, as in the answers, is a guess. */
export const since = (options: FieldOptions = {}) =>
	dateTime({ format: WRITTEN, utc: true, ...options });

/** `sortBy` and `sortOrder` of a list (L147-158), from what can be sorted by. */
export const sorting = (by: Record<string, string>) => ({
	sortBy: choice(by),
	sortOrder: choice({ ascending: 'Ascending', descending: 'Descending' }, { label: 'Sort Order' }),
});

/** Sorting by name or by when a record was made or changed: most of the lists under Admin. */
export const TRACED = { name: 'Name', createdDate: 'Created', updatedDate: 'Updated' };

/** A list, and nothing else, of what an administrator has set up (L2335-3197). */
export const adminList = (
	path: string,
	sortedBy: Record<string, string>,
	{ query, picker = { name: 'name' } }: Pick<OperationRecord, 'query' | 'picker'> = {},
) => ({
	getMany: {
		request: `GET /v1/Admin/${path}` as const,
		answer: 'pages' as const,
		picker,
		query: { ...sorting(sortedBy), ...query },
	},
});

/**
 * The rows of an update, which take the place of all that there are. One that is there already is told by its id,
 * a new one by `null` (L1276, L1284, L2251).
 */
export const wholeList: typeof list = (row, fields, options) => {
	const id = integer({
		label: 'Row ID',
		min: 0,
		description: 'The ID that the row has in Blikk; 0 for a new row',
		wire: (given: number) => given || null,
	});
	const description = 'Give all rows: those left out may be removed';
	return { ...list(row, { ...fields, id }, { description, ...options }), cleared: [] };
};

/** What stands for a nested record in a request: its id. */
export const idOf = (record: unknown): unknown => (record as { id?: unknown } | null)?.id ?? null;

/** The ids of nested records. */
export const idsOf = (list: unknown, key = 'id'): unknown[] =>
	Array.isArray(list) ? list.map((each: Record<string, unknown>) => each[key]) : [];
