import { present } from '../crud';
import type { Booking, Records, Resource } from '../records';
import {
	activeResources,
	availabilityOf,
	chosenOptions,
	downtimeByType,
	type Downtimes,
	downtimesOf,
	type Figures,
	figuresOf,
	groupBy,
	inRange,
	overtimeIn,
	type Range,
	rangeOf,
	ratio,
	reported,
	sum,
} from './figures';
import { type Behaviours, type GuruCall, idOf } from '../shared';

/** docs.txt: 750 minutes are 12.5 hours are 1.5625 days. */
const time = (minutes: number) => ({ days: minutes / 480, hours: minutes / 60, minutes });

function split(bookings: Booking[], range: Range) {
	const billable = figuresOf(
		bookings.filter((booking) => booking.billable),
		range,
	);
	const rest = figuresOf(
		bookings.filter((booking) => !booking.billable),
		range,
	);
	return (kind: keyof Figures) => ({
		billable: time(billable[kind]),
		non_billable: time(rest[kind]),
		total: time(billable[kind] + rest[kind]),
	});
}

function times(bookings: Booking[], range: Range) {
	const of = split(bookings, range);
	return {
		scheduled: of('scheduled'),
		waiting_list: of('waiting_list'),
		tentative: of('tentative'),
	};
}

function utilization(bookings: Booking[], range: Range, availability: number) {
	const { billable, non_billable, total } = times(bookings, range).scheduled;
	return {
		billable: ratio(billable.minutes, availability),
		non_billable: ratio(non_billable.minutes, availability),
		total: ratio(total.minutes, availability),
	};
}

/** @param availability in minutes; the reports on resources show their utilization by it */
function withApprovals(bookings: Booking[], range: Range, availability?: number) {
	const of = (status: 'approved' | 'pending') => {
		const own = bookings.filter(({ approval_state }) => approval_state?.status === status);
		const { scheduled, waiting_list } = times(own, range);
		return {
			scheduled,
			waiting_list,
			...(availability === undefined ? {} : { utilization: utilization(own, range, availability) }),
		};
	};
	return {
		...times(bookings, range),
		approvals: { approved: of('approved'), pending: of('pending') },
	};
}

const identify = (records: Records, resource: Resource, range: Range) => ({
	id: resource.id,
	name: resource.name,
	color: resource.color,
	job_title: resource.job_title,
	reported_date_range: range,
	resource_type: {
		id: resource.resource_type_id,
		name: records.resourceTypes.get(resource.resource_type_id).name,
	},
});

/** The resources that have these bookings, each with its part of them. */
const resourcesOf = (records: Records, bookings: Booking[], range: Range) =>
	[...groupBy(bookings, 'resource_id')].map(([id, own]) => ({
		...identify(records, records.resources.get(id ?? 0), range),
		...withApprovals(own, range),
	}));

function describeClient(records: Records, id: number) {
	const { name, color } = records.clients.get(id);
	return { id, name, color };
}

function describeProject(records: Records, id: number) {
	const { name, color, project_code, client_id } = records.projects.get(id);
	const client = client_id === null ? null : describeClient(records, client_id);
	return { id, name, color, project_code, client };
}

/** What differs between the reports on clients and on projects. */
const KINDS = {
	clients: { key: 'client_id', describe: describeClient },
	projects: { key: 'project_id', describe: describeProject },
} as const;

type KindName = keyof typeof KINDS;

const rows = (records: Records, name: KindName, bookings: Booking[], range: Range) =>
	[...groupBy(bookings, KINDS[name].key)].flatMap(([id, group]) =>
		id === null ? [] : [{ ...KINDS[name].describe(records, id), ...withApprovals(group, range) }],
	);

const withoutOne = (name: KindName, bookings: Booking[]) =>
	bookings.filter((booking) => booking[KINDS[name].key] === null);

const bookingsIn = (call: GuruCall): Booking[] => inRange(reported(call.records), rangeOf(call));

const reportAll = (name: KindName) => (call: GuruCall) => {
	const range = rangeOf(call);
	const bookings = bookingsIn(call);
	return {
		...withApprovals(bookings, range),
		[name]: rows(call.records, name, bookings, range),
		unassigned: times(withoutOne(name, bookings), range),
	};
};

const reportOne = (name: KindName) => (call: GuruCall) => {
	const { records } = call;
	const range = rangeOf(call);
	const { id } = present<{ id: number; deleted: boolean }>(
		name === 'clients' ? records.clients : records.projects,
		idOf(call),
	);
	const bookings = bookingsIn(call).filter((booking) => booking[KINDS[name].key] === id);
	return {
		...KINDS[name].describe(records, id),
		...withApprovals(bookings, range),
		resources: resourcesOf(records, bookings, range),
	};
};

const reportUnassigned = (name: KindName) => (call: GuruCall) => {
	const range = rangeOf(call);
	const bookings = withoutOne(name, bookingsIn(call));
	return { ...times(bookings, range), resources: resourcesOf(call.records, bookings, range) };
};

const showDowntimes = (downtimes: Downtimes) => ({
	other: time(downtimes.other),
	personal_vacation: time(downtimes.personal_vacation),
	public_holiday: time(downtimes.public_holiday),
	sick: time(downtimes.sick),
	total_vacation: time(downtimes.total_vacation),
});

/** One or many resources: what they could do, what they do, what is left. */
function load(records: Records, resources: Resource[], range: Range) {
	const ids = new Set(resources.map(({ id }) => id));
	const own = inRange(reported(records), range).filter(({ resource_id }) => ids.has(resource_id));
	const availability = sum(resources.map((resource) => availabilityOf(records, resource, range)));
	const downtimes = resources.map((resource) => downtimesOf(records, resource, range));
	const totalOf = (kind: keyof Downtimes) => sum(downtimes.map((one) => one[kind]));
	const { scheduled } = figuresOf(own, range);
	return {
		...withApprovals(own, range, availability),
		availability: time(availability),
		overtime: time(sum(resources.map((resource) => overtimeIn(records, resource, range)))),
		unscheduled: time(Math.max(0, availability - scheduled)),
		utilization: utilization(own, range, availability),
		downtime: showDowntimes({
			other: totalOf('other'),
			personal_vacation: totalOf('personal_vacation'),
			public_holiday: totalOf('public_holiday'),
			sick: totalOf('sick'),
			total_vacation: totalOf('total_vacation'),
		}),
	};
}

const resourceRow = (records: Records, resource: Resource, range: Range) => ({
	...identify(records, resource, range),
	...load(records, [resource], range),
	custom_fields: chosenOptions(records, resource),
});

function reportResources(call: GuruCall) {
	const { records } = call;
	const range = rangeOf(call);
	const active = activeResources(records);
	return {
		...load(records, active, range),
		resources: active.map((resource) => resourceRow(records, resource, range)),
	};
}

function reportResource(call: GuruCall) {
	const { records } = call;
	const range = rangeOf(call);
	const resource = present(records.resources, idOf(call));
	const own = bookingsIn(call).filter(({ resource_id }) => resource_id === resource.id);
	return {
		...resourceRow(records, resource, range),
		clients: rows(records, 'clients', own, range),
		clients_unassigned: times(withoutOne('clients', own), range),
		projects: rows(records, 'projects', own, range),
		projects_unassigned: times(withoutOne('projects', own), range),
		downtime_types: downtimeByType(records, resource, range).map(({ name, minutes }) => ({
			downtime_type: name,
			scheduled: time(minutes),
			scheduled_without_overlap: time(minutes),
		})),
	};
}

export const reportV2Behaviours: Behaviours = {
	'report.getClientsV2': reportAll('clients'),
	'report.getClientV2': reportOne('clients'),
	'report.getClientsUnassignedV2': reportUnassigned('clients'),
	'report.getProjectsV2': reportAll('projects'),
	'report.getProjectV2': reportOne('projects'),
	'report.getProjectsUnassignedV2': reportUnassigned('projects'),
	'report.getResourcesV2': reportResources,
	'report.getResourceV2': reportResource,
};
