import type { Order, PollingTrigger } from '../engine';
import { blikk } from './blikk';

/** What Blikk's lists tell: most are sorted by when something happened (docs.txt L147-158 and each list). */

/** `2022-07-01 04:43:12 +00:00` in ISO 8601. */
const read = (written: string) => written.replace(' ', 'T').replace(' ', '');

const on = (field: string, sortBy?: string, label?: string): Order => ({
	field,
	read,
	...(label && { label }),
	...(sortBy && {
		sorted: {
			ascending: { sortBy, sortOrder: 'ascending' },
			descending: { sortBy, sortOrder: 'descending' },
		},
	}),
});

/** The only list that Blikk filters by time (L243-245). */
const since = (moment: string) => ({
	'filter.createdOrUpdatedSince': moment.slice(0, 19).replace('T', ' '),
});

const dated = {
	events: { create: on('createdDate', 'createdDate'), update: on('updatedDate', 'updatedDate') },
};
/** Can't be sorted by the last change. */
const madeInOrder = {
	events: { create: on('createdDate', 'createdDate'), update: on('updatedDate') },
};
/** Sorted by name only, so the whole list is read. */
const datedByName = { events: { create: on('createdDate'), update: on('updatedDate') } };
const traced = {
	events: { create: on('created', 'createdDate'), update: on('updated', 'updatedDate') },
};
const tracedByName = { events: { create: on('created'), update: on('updated') } };

export const trigger: PollingTrigger = {
	vendor: blikk,
	sources: {
		absenceProject: tracedByName,
		activity: traced,
		allowance: traced,
		article: traced,
		companyCar: traced,
		contact: {
			events: {
				create: { ...on('created', 'created'), since },
				update: { ...on('lastUpdated', 'updated'), since },
			},
		},
		// Carries no date; ids grow.
		contactTag: { events: { create: {} } },
		equipment: traced,
		internalProject: tracedByName,
		project: traced,
		task: madeInOrder,
		taskAttachment: datedByName,
		taskBoard: dated,
		taskChecklist: datedByName,
		taskComment: madeInOrder,
		timeAddition: traced,
		timeArticle: traced,
		timeCode: traced,
		timeReport: {
			events: {
				...dated.events,
				send: on('sentToAttestDate', 'sentToAttestDate', 'Sent for Approval'),
				attest: on('attestedDate', 'attestedDate', 'Approved'),
			},
		},
		user: datedByName,
	},
};
