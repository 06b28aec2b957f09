import type { Overtime } from './records';
import { type Behaviours, Checks, type GuruCall, madeBy } from './shared';

/** Sets the overtime of a resource on a day, in minutes. */
export function setOvertime(
	call: GuruCall,
	fields: Pick<Overtime, 'resource_id' | 'date' | 'duration'>,
): void {
	const { overtimes } = call.records;
	const { last_updated_by: _unused, ...stamps } = madeBy(call);
	const [found] = overtimes.where(
		({ resource_id, date }) => resource_id === fields.resource_id && date === fields.date,
	);
	if (found) {
		overtimes.update(found.id, { duration: fields.duration, updated_at: stamps.updated_at });
	} else {
		overtimes.insert({ ...fields, ...stamps });
	}
}

export const overtimeBehaviours: Behaviours = {
	'overtime.set': (call) => {
		const fields = call.body as unknown as Pick<Overtime, 'resource_id' | 'date' | 'duration'>;
		const checks = new Checks();
		const resource = call.records.resources.find(fields.resource_id);
		checks.exists(resource, fields.resource_id, 'resource_id');
		checks.done();
		setOvertime(call, fields);
	},
};
