import { authenticationProperties, pollProperties } from '../engine';
import type { Order, PollingTrigger } from '../engine';
import { tracker } from './tracker';

/** What Tracker RMS's searches tell, where the account has no webhooks (docs.txt L247-272 and the like). */

/** Everything new or changed has changed since then. */
const since = (moment: string) => ({ updatedAfter: moment });

const at = (field: string, label?: string): Order => ({ field, since, ...(label && { label }) });

const events = { create: at('creationDate'), update: at('lastUpdatedDateTime') };
const values = { includeCustomFields: true };
const list = 'search';

export const trigger: PollingTrigger = {
	vendor: tracker,
	sources: {
		// Its rows do not say when a client was changed.
		client: { list, id: 'clientId', values, events: { create: events.create } },
		contact: { list, id: 'contactId', values, events },
		opportunityResource: {
			list,
			id: 'opportunityResourceId',
			values,
			events: { create: at('dateAssigned'), confirm: at('dateConfirmed', 'Confirmed') },
		},
		project: { list, id: 'projectId', values, events },
		// Its rows do not say when a person was entered, but when he applied.
		resource: {
			list,
			id: 'resourceId',
			values,
			events: { create: at('dateApplied'), update: events.update },
		},
		// Its rows carry no date; ids grow.
		user: { list, id: 'userId', events: { create: {} } },
	},
};

export const properties = [...authenticationProperties(tracker), ...pollProperties(trigger)];
