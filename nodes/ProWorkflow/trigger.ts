import type { INodePropertyOptions } from 'n8n-workflow';

import { operationsOf } from '../engine';
import type { Order, PollingTrigger } from '../engine';
import { proWorkflow } from './proWorkflow';

/**
 * What ProWorkflow's lists tell. Ids grow, so the newest ids are the new records; a list that can be filtered by
 * its last change tells changes, too. Nothing tells a creation apart there, so that event is both.
 */

const MINUTE_MS = 60_000;
/**
 * In which zone ProWorkflow writes times is not documented. Its age filter counts from its own clock, so it is
 * asked for as much more as any zone can be ahead; what is known already is dropped.
 */
const ZONES_MINUTES = 15 * 60;

const changed: Order = {
	label: 'Created or Updated',
	field: 'lastmodified',
	since: (moment) => {
		const age = Math.max(0, Math.ceil((Date.now() - Date.parse(moment)) / MINUTE_MS));
		return { lastmodifiedfrom: `${age + ZONES_MINUTES}n` };
	},
};

const created: Order = {
	sorted: {
		ascending: { sortby: 'id', sortorder: 'asc' },
		descending: { sortby: 'id', sortorder: 'desc' },
	},
};

/** All fields that a list can return: without being asked for, the last change is not among them. */
function allFields(resource: string) {
	const listing = operationsOf(proWorkflow).find(
		(operation) => operation.resource.key === resource && operation.key === 'getMany',
	);
	const fields = listing?.query?.fields?.property.options as INodePropertyOptions[];
	const names = fields.map(({ value }) => String(value)).filter((value) => value !== 'none');
	return { fields: names.join(',') };
}

/** ProWorkflow hides paid invoices and what belongs to completed projects, unless it is asked not to. */
const source = (resource: string, shown: Record<string, string>, isDated: boolean) => ({
	values: { ...allFields(resource), ...shown },
	events: { create: created, ...(isDated && { change: changed }) },
});

export const trigger: PollingTrigger = {
	vendor: proWorkflow,
	sources: {
		company: source('company', {}, true),
		contact: source('contact', {}, true),
		event: source('event', { contacts: 'all' }, true),
		expense: source('expense', { projectstatus: 'all' }, false),
		file: source('file', { projectstatus: 'all' }, false),
		invoice: source('invoice', { status: 'all' }, true),
		message: source('message', { projectstatus: 'all', contacts: 'all' }, false),
		note: source('note', { contacts: 'all' }, true),
		projectRequest: source('projectRequest', {}, true),
	},
};
