import { authenticationProperties, pollProperties } from '../engine';
import type { Order, PollingTrigger } from '../engine';
import { tracker } from './tracker';

/** What Tracker RMS's searches tell, where the account has no webhooks (docs.txt L247-272 and the like). */

/** Everything new or changed has changed since then. */
const since = (moment: string) => ({ updatedAfter: moment });

const at = (field: string, label?: string): Order => ({ field, since, ...(label && { label }) });

/** Where rows do not say when they were changed, but the search finds those that were. */
const undated: Order = { undated: true, since };

const changed = at('lastUpdatedDateTime');
const events = { create: at('creationDate'), update: changed, change: changed };
const values = { includeCustomFields: true };
const list = 'search';

export const trigger: PollingTrigger = {
	vendor: tracker,
	sources: {
		client: { list, id: 'clientId', values, events: { create: events.create, change: undated } },
		contact: { list, id: 'contactId', values, events },
		opportunityResource: {
			list,
			id: 'opportunityResourceId',
			values,
			events: {
				create: at('dateAssigned'),
				change: undated,
				confirm: at('dateConfirmed', 'Confirmed'),
			},
		},
		project: { list, id: 'projectId', values, events },
		// Its rows do not say when a person was entered, but when he applied.
		resource: {
			list,
			id: 'resourceId',
			values,
			events: { ...events, create: at('dateApplied') },
		},
		// Its rows carry no date of a change; ids grow.
		user: { list, id: 'userId', events: { create: {}, change: undated } },
	},
};

export const properties = [...authenticationProperties(tracker), ...pollProperties(trigger)];
