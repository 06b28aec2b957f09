import { present } from '../crud';
import type { Booking, Records, Resource } from '../records';
import {
	activeResources,
	availabilityOf,
	chosenOptions,
	downtimeByType,
	downtimesOf,
	earliestAvailable,
	figuresOf,
	groupBy,
	inRange,
	type Range,
	rangeOf,
	ratio,
	reported,
	sum,
} from './figures';
import { type Behaviours, type GuruCall, idOf } from '../shared';

/** Minutes of a full day. */
const DAY = 480;

/** In these reports id 0 stands for bookings without a client or project (docs.txt L2695, L2736). */
const NONE = 0;

type Key = 'client_id' | 'project_id';

function usage(bookings: Booking[], range: Range) {
	const { scheduled, waiting_list } = figuresOf(bookings, range);
	return { booked: scheduled, waiting_list };
}

/** Who a group of bookings is for. */
function describe(records: Records, key: Key, id: number | null) {
	if (key === 'client_id') {
		const client = records.clients.find(id);
		return {
			id: client?.id ?? NONE,
			name: client?.name ?? 'No client',
			color: client?.color ?? null,
			notes: client?.notes ?? null,
		};
	}
	const project = records.projects.find(id);
	const client = records.clients.find(project?.client_id);
	return {
		id: project?.id ?? NONE,
		name: project?.name ?? 'No project',
		color: project?.color ?? null,
		project_code: project?.project_code ?? null,
		client_id: client?.id ?? null,
		client_name: client?.name ?? null,
	};
}

/** One row per client or project with bookings in the range. */
const rows = (records: Records, key: Key, bookings: Booking[], range: Range) =>
	[...groupBy(inRange(bookings, range), key)].map(([id, group]) => ({
		...describe(records, key, id),
		...usage(group, range),
	}));

const largest = (rows: Array<{ booked: number; waiting_list: number }>): number =>
	Math.max(0, ...rows.map(({ booked, waiting_list }) => booked + waiting_list));

const reportAll = (key: Key, list: string) => (call: GuruCall) => {
	const range = rangeOf(call);
	const bookings = reported(call.records);
	const all = rows(call.records, key, bookings, range);
	return { ...usage(bookings, range), max_usage: largest(all), [list]: all };
};

const reportOne = (key: Key) => (call: GuruCall) => {
	const { records } = call;
	const range = rangeOf(call);
	const id = idOf(call) === NONE ? null : idOf(call);
	if (id !== null) present(key === 'client_id' ? records.clients : records.projects, id);
	const bookings = inRange(reported(records), range).filter((booking) => booking[key] === id);
	const resources = [...groupBy(bookings, 'resource_id')].map(([resourceId, group]) => {
		const resource = records.resources.get(resourceId ?? NONE);
		const { booked, waiting_list } = usage(group, range);
		return {
			...identify(records, resource),
			booked,
			waiting_list,
			utilization: ratio(booked, availabilityOf(records, resource, range)),
			earliest_available_period: earliestAvailable(records, resource, range),
		};
	});
	return { ...describe(records, key, id), ...usage(bookings, range), resources };
};

const identify = (records: Records, { id, name, job_title, resource_type_id }: Resource) => ({
	id,
	name,
	job_title,
	resource_type: records.resourceTypes.get(resource_type_id).name,
});

/** docs.txt L2761-2794: one resource in the report on all. */
function resourceRow(records: Records, resource: Resource, range: Range) {
	const own = reported(records).filter(({ resource_id }) => resource_id === resource.id);
	const availability = availabilityOf(records, resource, range);
	const { booked, waiting_list } = usage(own, range);
	const downtimes = Object.entries(downtimesOf(records, resource, range)).flatMap(
		([kind, minutes]) => [
			[`${kind}_downtime`, minutes],
			[`${kind}_downtime_days`, minutes / DAY],
		],
	);
	return {
		...identify(records, resource),
		availability,
		booked,
		waiting_list,
		unbooked: Math.max(0, availability - booked),
		utilization: ratio(booked, availability),
		custom_fields: Object.fromEntries(
			chosenOptions(records, resource).map(({ label, selected_options }) => [
				label,
				selected_options.map(({ value }) => value),
			]),
		),
		...(Object.fromEntries(downtimes) as Record<string, number>),
	};
}

function reportResources(call: GuruCall) {
	const { records } = call;
	const resources = activeResources(records).map((resource) =>
		resourceRow(records, resource, rangeOf(call)),
	);
	const total = (key: 'availability' | 'booked' | 'waiting_list' | 'unbooked') =>
		sum(resources.map((row) => row[key]));
	return {
		availability: total('availability'),
		booked: total('booked'),
		unbooked: total('unbooked'),
		waiting_list: total('waiting_list'),
		utilization: ratio(total('booked'), total('availability')),
		resources,
	};
}

function reportResource(call: GuruCall) {
	const { records } = call;
	const range = rangeOf(call);
	const resource = present(records.resources, idOf(call));
	const own = reported(records).filter(({ resource_id }) => resource_id === resource.id);
	const used = (key: Key) => {
		const all = rows(records, key, own, range);
		return all.map((row) => ({ ...row, max_usage: largest(all) }));
	};
	return {
		...resourceRow(records, resource, range),
		earliest_available_period: earliestAvailable(records, resource, range),
		clients: used('client_id'),
		projects: used('project_id'),
		downtime_types: downtimeByType(records, resource, range).map(({ name, minutes }) => ({
			downtime_type: name,
			minutes,
			minutes_without_overlap: minutes,
			days: minutes / DAY,
			days_without_overlap: minutes / DAY,
		})),
	};
}

export const reportV1Behaviours: Behaviours = {
	'report.getClients': reportAll('client_id', 'clients'),
	'report.getClient': reportOne('client_id'),
	'report.getProjects': reportAll('project_id', 'projects'),
	'report.getProject': reportOne('project_id'),
	'report.getResources': reportResources,
	'report.getResource': reportResource,
};
