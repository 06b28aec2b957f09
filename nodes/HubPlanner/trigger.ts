import type { Order, PollingTrigger } from '../engine';
import { hubPlanner } from './hubPlanner';

/** Sorted by one of its dates (repository hubplanner/API, resource.md). `updatedDate` is null until the first change. */
const by = (field: string): Order => ({
	field,
	sorted: { ascending: { sort: field }, descending: { sort: `-${field}` } },
});

export const trigger: PollingTrigger = {
	vendor: hubPlanner,
	sources: { resource: { events: { create: by('createdDate'), update: by('updatedDate') } } },
};
