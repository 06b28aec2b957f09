import { notFound } from '../../refusal';
import {
	crud,
	type Fields,
	type Filter,
	idOf,
	type Kind,
	linkName,
	nameOf,
	recordsOf,
} from './kind';
import { client, contact, opportunity, resource } from './parties';
import type {
	Candidacy,
	Opportunity,
	OpportunityResource,
	Person,
	Records,
	Reference,
} from './records';
import {
	type Behaviours,
	existing,
	failure,
	itemsOf,
	madeBy,
	notCreated,
	resolve,
	type TrackerCall,
	users,
} from './shared';

const STATUSES = 'opportunityResourceStatuses';

const stateOf = ({ listItems }: Records, status: Reference | undefined) =>
	listItems.find(status?.id)?.state;

/** Whoever has not been turned down. */
const isActive = ({ status }: OpportunityResource, records: Records): boolean =>
	stateOf(records, status) !== 'Rejected';

const day = (time: unknown) => (typeof time === 'string' ? time.slice(0, 10) : time);

const dayFilter =
	(passes: (confirmed: string, bound: string) => boolean): Filter<OpportunityResource> =>
	(bound, { dateConfirmed }) =>
		dateConfirmed !== undefined && passes(dateConfirmed, String(bound).slice(0, 10));

export const opportunityResource: Kind<OpportunityResource> = {
	type: 'OpportunityResource',
	table: ({ opportunityResources }) => opportunityResources,
	schema: 'OpportunityResource',
	rowSchema: 'OpportunityResourceRow',
	links: {
		status: itemsOf(STATUSES),
		resource: recordsOf(resource),
		client: recordsOf(client),
		contact: recordsOf(contact),
		workType: itemsOf('workTypes'),
		opportunity: recordsOf(opportunity),
		opportunityResourceTypeId: itemsOf('opportunityResourceTypes'),
		assignedByUserId: users,
	},
	nameOf: ({ id }) => `OpportunityResource ${id}`,
	texts: (record, call) => [
		linkName(opportunityResource, record, 'resource', call),
		linkName(opportunityResource, record, 'opportunity', call),
		linkName(opportunityResource, record, 'client', call),
	],
	filters: {
		confirmedBefore: dayFilter((confirmed, bound) => confirmed < bound),
		confirmedAfter: dayFilter((confirmed, bound) => confirmed > bound),
		opportunityId: (id, record) => record.opportunity.id === id,
		resourceId: (id, record) => record.resource.id === id,
		onlyActive: (only, record, { records }) => only !== true || isActive(record, records),
	},
	complete: ({ opportunityResourceStatusId, ...fields }, call, current) => {
		const result: Fields = { ...fields };
		// A date time when it is written, a day or a time when it is answered (docs.txt L2353-2357).
		for (const field of ['dateAssigned', 'dateConfirmed', 'startDate', 'endDate']) {
			if (field in result) result[field] = day(result[field]);
		}
		for (const field of ['startTime', 'endTime']) {
			if (field in result) result[field] = String(result[field]).slice(11, 16);
		}
		if (opportunityResourceStatusId !== undefined) {
			const known = itemsOf(STATUSES)(call.records);
			const status = known.find(({ id }) => id === opportunityResourceStatusId);
			if (!status) throw failure('opportunityResourceStatusId does not exist');
			result.status = { id: status.id };
		}
		const { status, dateConfirmed } = { ...current, ...result } as Partial<OpportunityResource>;
		if (stateOf(call.records, status) === 'Placed' && dateConfirmed === undefined) {
			result.dateConfirmed = call.now.toISOString().slice(0, 10);
		}
		return result;
	},
	row: (record, call) => {
		const { records } = call;
		const state = stateOf(records, record.status);
		const statusName = linkName(opportunityResource, record, 'status', call);
		const of = records.opportunities.find(record.opportunity.id);
		const type = record.opportunityResourceTypeId as number | undefined;
		return {
			opportunityResourceId: record.id,
			opportunityId: record.opportunity.id,
			resourceId: record.resource.id,
			clientId: record.client?.id,
			contactId: record.contact?.id,
			opportunityName: linkName(opportunityResource, record, 'opportunity', call),
			opportunityResourceStatus: state,
			searchStatus: state,
			workType: linkName(opportunityResource, record, 'workType', call),
			activeRecord: isActive(record, records) ? 'Yes' : 'No',
			opportunityResourceStatusId: record.status?.id,
			opportunityResourceTypeId: type,
			clientName: linkName(opportunityResource, record, 'client', call),
			contactDisplayAs: linkName(opportunityResource, record, 'contact', call),
			resourceDisplayAs: linkName(opportunityResource, record, 'resource', call),
			opportunityStatusDesc: of ? linkName(opportunity, of, 'status', call) : null,
			opportunityResourceStatusName: statusName,
			opportunityResourceTypeName: records.listItems.find(type)?.name,
		};
	},
	more: (record, { records }) => ({
		opportunityResourceId: String(record.id),
		activeRecord: isActive(record, records),
		opportunityResourceStatusId: record.status?.id ?? null,
		history: {
			confirmed: record.dateConfirmed ? `${record.dateConfirmed}T00:00:00.000Z` : null,
		},
	}),
};

/** docs.txt L2038-2046. */
interface Addition {
	resourceId?: number;
	opportunityIds?: number[];
	statusId?: number;
	note?: string;
	placementSource?: string;
}

/**
 * Adds a resource to several opportunities, to all or to none; the answer is about the last one.
 * @throws Refusal 422
 */
function addTo(
	call: TrackerCall,
	isThere: (opportunityId: number, resourceId: number) => boolean,
	add: (of: Opportunity, one: Person, given: Addition) => { id: number },
) {
	const given = call.body as Addition;
	if (Object.keys(given).length === 0) throw notCreated();
	const { records } = call;
	const one = existing(records.resources, given.resourceId);
	const opportunities = (given.opportunityIds ?? []).map((id) =>
		existing(records.opportunities, id),
	);
	if (opportunities.length === 0) throw failure('opportunityIds names no opportunity');
	for (const { id } of opportunities) {
		if (isThere(id, one.id)) throw failure(`Resource ${one.id} is already there`);
	}
	let outcome: unknown;
	for (const of of opportunities) {
		const { id } = add(of, one, given);
		outcome = {
			success: true,
			namedAccount: resolve(records, recordsOf(client), of.client)?.name ?? null,
			namedResource: nameOf(resource, one),
			namedOpportunity: nameOf(opportunity, of),
			reason: null,
			opportunityResourceId: id,
			placementSource: given.placementSource ?? null,
		};
	}
	return outcome;
}

function addToShortlist(call: TrackerCall) {
	const { opportunityResources } = call.records;
	const { statusId } = call.body as Addition;
	const statuses = itemsOf(STATUSES)(call.records);
	const status = statuses.find(({ id }) => statusId === undefined || id === statusId);
	if (!status) throw failure(`statusId ${String(statusId)} does not exist`);
	const isPlaced = stateOf(call.records, status) === 'Placed';
	const today = call.now.toISOString().slice(0, 10);
	return addTo(
		call,
		(opportunityId, resourceId) => onShortlist(call, opportunityId, resourceId) !== undefined,
		(of, one, { note, placementSource }) =>
			opportunityResources.insert({
				...madeBy(call),
				opportunity: { id: of.id },
				resource: { id: one.id },
				client: of.client,
				contact: of.contact,
				status: { id: status.id },
				note,
				placementSource,
				dateAssigned: today,
				dateConfirmed: isPlaced ? today : undefined,
				assignedByUserId: call.identity.userId,
			}),
	);
}

const onShortlist = ({ records }: TrackerCall, opportunityId: number, resourceId: number) =>
	records.opportunityResources
		.where(({ opportunity: of, resource: one }) => of.id === opportunityId && one.id === resourceId)
		.at(0);

/** The candidacies of an opportunity; @throws Refusal 404 without the opportunity */
function candidacies(call: TrackerCall, id: number, list: Candidacy['list']): Candidacy[] {
	const { id: of } = call.records.opportunities.get(id);
	return call.records.candidacies.where((one) => one.opportunityId === of && one.list === list);
}

const candidateRow =
	({ records }: TrackerCall) =>
	({ id, resourceId, note, placementSource, created }: Candidacy) => {
		const one = records.resources.get(resourceId);
		return {
			id,
			resourceId,
			displayAs: nameOf(resource, one),
			resourceStatusId: one.status?.id ?? null,
			jobTitle: one.jobTitle ?? null,
			email: one.contactDetails?.email ?? null,
			note,
			placementSource,
			created,
		};
	};

function addToLonglist(call: TrackerCall) {
	const { records } = call;
	return addTo(
		call,
		(opportunityId, resourceId) =>
			candidacies(call, opportunityId, 'longlist').some((one) => one.resourceId === resourceId),
		(of, one, { note = null, placementSource = null }) =>
			records.candidacies.insert({
				list: 'longlist',
				opportunityId: of.id,
				resourceId: one.id,
				note,
				placementSource,
				created: call.now.toISOString(),
			}),
	);
}

const ids = ({ path }: TrackerCall): [number, number] => [
	Number(path.OpportunityId),
	Number(path.ResourceId),
];

/** docs.txt L2593-2635. */
function getShortlist(call: TrackerCall) {
	const { records, path } = call;
	const { id } = records.opportunities.get(Number(path.opportunityId));
	return records.opportunityResources
		.where(({ opportunity: of }) => of.id === id)
		.map((record) => {
			const one = records.resources.get(record.resource.id);
			return {
				opportunityResourceId: record.id,
				resourceId: one.id,
				displayAs: nameOf(resource, one),
				resourceStatusId: one.status?.id ?? null,
				opportunityResourceStatusId: record.status?.id ?? null,
				contractStartDate: one.contractStartDate ?? null,
				contractEndDate: one.contractEndDate ?? null,
				tagText: one.tagText ?? null,
				isCompliant: one.rightToRepresent === true,
				complianceInfo: one.rightToRepresent === true ? null : 'No right to represent',
			};
		});
}

export const placementBehaviours: Behaviours = {
	...crud('opportunityResource', opportunityResource, ['get', 'search', 'update', 'delete']),
	'opportunityResource.create': addToShortlist,
	'opportunityResource.getShortlist': getShortlist,
	'opportunity.addToLonglist': addToLonglist,
	'opportunity.getLonglist': (call) =>
		candidacies(call, idOf(call), 'longlist').map(candidateRow(call)),
	'opportunity.getApplicants': (call) =>
		candidacies(call, idOf(call), 'applicants').map(candidateRow(call)),
	'opportunity.removeFromShortlist': (call) => {
		const record = onShortlist(call, ...ids(call));
		if (!record) throw notFound('Shortlisted resource');
		call.records.opportunityResources.remove(record.id);
		return undefined;
	},
	'opportunity.removeFromLonglist': (call) => {
		const [opportunityId, resourceId] = ids(call);
		const one = candidacies(call, opportunityId, 'longlist').find(
			(candidacy) => candidacy.resourceId === resourceId,
		);
		if (!one) throw notFound('Longlisted resource');
		call.records.candidacies.remove(one.id);
		return undefined;
	},
};
