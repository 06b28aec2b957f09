import { choice, dateTime, decimal, numberedPaging, records, resourcesWith, text } from '../engine';
import type {
	Complaint,
	Field,
	FieldOptions,
	OperationRecord,
	RecordOptions,
	TextOptions,
	VendorApi,
} from '../engine';

/** Blikk's conventions (docs.txt L1-213). */
export const api: VendorApi = {
	name: 'Blikk',
	credential: 'blikkApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	token: { field: 'accessToken', ends: ({ accessTokenEnds }) => Number(accessTokenEnds) },
	// 4 per second and access token (L54-57).
	budgets: [{ requests: 4, seconds: 1 }],
	// Pages of 1 to 100 (L138-140). Some samples count less in all than on one page: only the pages are relied on.
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
	/** Texts by field (L82-89). */
	modelState?: Record<string, string[]>;
	/** Of a 403 (L98-103). */
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

/** Several records as a filter: their ids in one value, with commas between (L160-163). */
export const filterBy = (of: string, options: RecordOptions = {}) =>
	records(of, { wire: (ids: number[]) => ids.join(','), ...options });

const WRITTEN = 'yyyy-MM-dd HH:mm:ss';

/** A day in a request, which Blikk takes as a moment without zone (L2088, L2165). */
export const day = (options: FieldOptions = {}): Field => {
	const kind = dateTime({ format: "yyyy-MM-dd '00:00:00'", ...options });
	return { ...kind, property: { ...kind.property, typeOptions: { dateOnly: true } } };
};

/** A moment in UTC; midnight is a day without a time (L944-949). */
export const moment = (options: FieldOptions = {}) =>
	dateTime({ format: WRITTEN, utc: true, midnightIsDay: true, nullable: true, ...options });

/** The moment of a filter (L164-165); that it is UTC, as in the answers, is a guess. */
export const since = (options: FieldOptions = {}) =>
	dateTime({ format: WRITTEN, utc: true, ...options });

/** `sortBy` and `sortOrder` of a list (L147-158), from what can be sorted by. */
export const sorting = (by: Record<string, string>) => ({
	sortBy: choice(by),
	sortOrder: choice({ ascending: 'Ascending', descending: 'Descending' }, { label: 'Sort Order' }),
});

/** Sorting by name or by when a record was made or changed: most of the lists under Admin. */
export const TRACED = { name: 'Name', createdDate: 'Created', updatedDate: 'Updated' };

/** A list, and nothing else, of what an administrator has set up (L2358-3328). */
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

/** What stands for a nested record in a request: its id. */
export const idOf = (record: unknown): unknown => (record as { id?: unknown } | null)?.id ?? null;

/** The ids of nested records. */
export const idsOf = (list: unknown, key = 'id'): unknown[] =>
	Array.isArray(list) ? list.map((each: Record<string, unknown>) => each[key]) : [];
