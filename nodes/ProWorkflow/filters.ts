import { boolean, choice, integer } from '../engine';
import type { CallValues, Field, Fields } from '../engine';
import { named, namesIn } from './api';
import {
	age,
	amount,
	amountBeside,
	day,
	each,
	fieldFilter,
	fieldsOf,
	ids,
	idsOrOthers,
	peopleOrOthers,
	prioritiesOrOthers,
	search,
	staff,
	staffOrOthers,
	subtotalsBy,
} from './fields';

/** What ProWorkflow's lists share: filters, sorting, and what comes out. Each is written once. */

const withAll = (first: string, second: string) => ({ ...named(first, second), all: 'All' });

/** A filter between two values: `duedate` is `duedatefrom` and `duedateto`. */
const range = (wireNames: string, kind: Field): Fields =>
	each(wireNames.replace(/\w+/g, '$&from $&to'), kind);

/** Filters between two days. */
export const days = (wireNames: string) => range(wireNames, day());

/** Filters between two moments. */
export const moments = (wireNames: string) => range(wireNames, age);

/** `searchname` and the like. */
export const searches = (wireNames: string) => each(wireNames, search());

/** The search that a list has of its own. */
export const searchIn = (what: string) => ({
	search: search({ description: `Searches the ${what}` }),
});

/**
 * In all lists. The document describes the two IDs the wrong way round (L63-69), so what they mean is left to
 * their names.
 */
const byId = range('id', integer({ min: 1 }));

const modified = moments('lastmodified');

/** Whether one of several is enough. */
export const anyOrAll = choice({ any: 'Any of Them', all: 'All of Them' });

/** A filter by values of fields, and whether one of them is enough. */
const byValues = (wireName: string, title: string): Fields => ({
	[wireName]: fieldFilter(title),
	[`${wireName}mode`]: anyOrAll,
});

/** Nearly all lists can be filtered by when a record was changed, and by API fields. */
export const common = { ...byId, ...modified, ...byValues('apifields', 'API Field') };

/** The same where there are no API fields, or no time of the last change either. */
export const commonWithout = { apifields: { ...byId, ...modified }, both: byId };

export const byCustomFields = byValues('customfields', 'Custom Field');

export const division = { divisionid: integer({ min: 1, description: 'Advanced plan only' }) };

/** In the lists of whole records that stand alone. */
export const own = { id: ids({ label: 'IDs' }), ...division };

export const tagged = { tagid: ids() };

export const pending = {
	pending: boolean({
		description: 'Whether to get those that are pending, and not the active ones',
	}),
};

/** Says of such a list what stays hidden. */
export const activeFirst = (what: string) => ({
	description: `Get many active ${what}, or those that are pending where you say so`,
});

/** Lists return either the pending or the active ones, of which these fields are wanted. */
export const activeAndPending = (fieldsOfEach: string) =>
	[false, true].map((isPending) => ({ fields: fieldsOfEach, pending: isPending }));

export const contactDetails = {
	contactdetails: boolean({
		description: 'Whether to include email, image and phone of the contacts',
	}),
};

/** Records hidden by default: asked for at once, with ProWorkflow's own choice set. */
export const status = (first: string, second: string) =>
	choice(withAll(first, second), { required: true, default: first });

/** Active projects only, unless others are asked for. */
export const ofActiveProjects = {
	projectstatus: status('active', 'complete'),
};

/** Of active or complete projects or tasks. */
export const anyStatus = choice(withAll('active', 'complete'));

const sortOrder = choice({ asc: 'Ascending', desc: 'Descending' });

/** A list: by rule in pages, and in the order of the IDs, so that no page skips or repeats one. */
export const listed = (fields: Fields, sortBy: string, filters: Fields) => {
	const usual = (fields.fields?.default as string[] | undefined)?.join(',');
	return {
		answer: 'pages' as const,
		query: {
			...fields,
			...filters,
			sortby: choice(named(...namesIn(sortBy))),
			sortorder: sortOrder,
		},
		sends: ({ path, query, body }: CallValues): CallValues => ({
			path,
			query: {
				sortby: 'id',
				...(usual && { fields: usual }),
				...query,
				// Beside subtotals, records come only where they are asked for.
				...(query.subtotals && query.fields === undefined && { fields: 'none' }),
			},
			body,
		}),
		// What is added up is of all records, and not of a page.
		unpagedWith: ['subtotals', 'fields=none'],
	};
};

/** Summaries return a page of each of their kinds of records (L1760-1770). */
export const pageOfEach = {
	pagenumber: integer({ min: 1, label: 'Page', required: true }),
	pagesize: integer({ min: 1, label: 'Records of Each Type', default: 10, required: true }),
};

/** The choice of fields of a list, and those that come without a choice where ProWorkflow's own are too few. */
export const fields = (names: string, usual?: string) => ({
	fields: fieldsOf(names, usual ? { default: namesIn(usual) } : {}),
});

/** Groups and dates that amounts are added up by. */
export const subtotals = (...dates: string[]) => ({
	subtotals: subtotalsBy('company project status'),
	subtotalsdateoption: choice(named(...dates), {
		label: 'Subtotals Date',
		description: 'Which date the day, week, month or year of the subtotals is of',
	}),
});

/** Filters of invoices and quotes. */
export const ofBills = {
	...common,
	...each('grandtotal subtotal taxtotal', amount),
	...searches('searchnumber searchtitle'),
	taxable: choice({ true: 'Taxable', false: 'Not Taxable', all: 'All' }),
};

const timeTracked = {
	timeallocated: { ...amount, label: 'Time Allocated (Minutes)' },
	timetracked: { ...amountBeside('Time Allocated'), label: 'Time Tracked (Minutes)' },
	timetrackedby: peopleOrOthers,
	...days('timetracked'),
};

/** Filters of projects (L1045-1306). */
export const ofProjects = {
	...common,
	...byCustomFields,
	...timeTracked,
	...days('startdate duedate completedate'),
	...searchIn('number and title'),
	...searches('searchcustomform searchdescription searchnumber searchtitle'),
	...each('categoryid customstatusid groupid teamid', idsOrOthers),
	priority: prioritiesOrOthers,
	managerid: staffOrOthers,
	accountedfor: choice({
		accountedfor: 'Accounted For',
		unaccountedfor: 'Not Accounted For',
		all: 'All',
	}),
	invoiced: choice({ invoiced: 'Invoiced', uninvoiced: 'Not Invoiced', all: 'All' }),
	invoicetotal: amountBeside('Quote Total'),
	paid: choice(withAll('paid', 'unpaid')),
	quotetotal: amount,
	status: status('active', 'complete'),
	timebillable: choice({ all: 'All', billable: 'Billable', nonbillable: 'Not Billable' }),
};

const ofTheirProjects = {
	...days('projectstartdate projectduedate projectcompletedate'),
	projectid: ids(),
	...each(
		'generaltasks',
		boolean({ description: 'Whether to include general tasks', default: true }),
	),
	...each(
		'projecttasks',
		boolean({ description: 'Whether to include tasks of projects', default: true }),
	),
};

/** Filters of tasks (L1863-2104). */
export const ofTasks = {
	...common,
	...ofTheirProjects,
	...timeTracked,
	...days('startdate duedate completedate'),
	...searches('searchdescription searchname'),
	categoryid: idsOrOthers,
	priority: prioritiesOrOthers,
	billable: choice({ true: 'Billable', false: 'Not Billable', all: 'All' }),
	dependentstatus: choice({ current: 'Current', noncurrent: 'Not Current', all: 'All' }),
	managerid: staff(),
	projectcategoryid: ids(),
	projectstatus: anyStatus,
	status: status('active', 'complete'),
	type: choice({
		...named('normal', 'bold', 'heading'),
		nonheading: 'Normal or Bold',
		all: 'All',
	}),
};

/** Filters of time records (L2138-2340). */
export const ofTime = {
	...common,
	...ofTheirProjects,
	...days('taskstartdate taskduedate taskcompletedate'),
	trackedfrom: day({ description: 'By default 6 days ago' }),
	trackedto: day({ description: 'By default today' }),
	billable: choice({ billable: 'Billable', nonbillable: 'Not Billable', all: 'All' }),
	categoryid: ids(),
	taskid: ids(),
};
