import { dayOf } from '../../dates';
import type { ActivityType, Records } from './records';
import { type Behaviours, Checks, colorOf, type GuruCall, idOf } from './shared';

type ActivityTypeInput = Partial<ActivityType> & { project_ids?: number[] };

const show = (type: ActivityType, { records }: GuruCall) => ({
	...type,
	project_ids: projectsWith(records, type.id).map(({ id }) => id),
});

const projectsWith = (records: Records, id: number) =>
	records.projects.where(
		({ deleted, activity_type_ids }) => !deleted && activity_type_ids.includes(id),
	);

/** The record's fields from the body, and the projects it shall have; undefined for no change. */
function read(call: GuruCall, current: ActivityType | undefined) {
	const { records, now } = call;
	const { project_ids, ...input } = call.body as ActivityTypeInput;
	const checks = new Checks();
	checks.notBlank(input.name, 'name');
	const namesakes = records.activityTypes.where(
		({ id, name }) => id !== current?.id && name.toLowerCase() === input.name?.toLowerCase(),
	);
	checks.that(namesakes.length === 0, 'name', 'has already been taken');
	for (const id of project_ids ?? []) checks.exists(records.projects.find(id), id, 'project_ids');
	checks.done();
	const archived_at = input.archived === undefined ? undefined : input.archived ? dayOf(now) : null;
	const fields = {
		...input,
		color: colorOf(input.color),
		archived_at,
		updated_at: now.toISOString(),
	};
	return { fields, project_ids };
}

/** Which projects have a type is kept with the projects. */
function assign({ records }: GuruCall, typeId: number, projectIds: number[] | undefined): void {
	if (!projectIds) return;
	for (const { id, activity_type_ids } of records.projects.all()) {
		const others = activity_type_ids.filter((other) => other !== typeId);
		const after = projectIds.includes(id) ? [...others, typeId] : others;
		if (after.length !== activity_type_ids.length) {
			records.projects.update(id, { activity_type_ids: after });
		}
	}
}

function create(call: GuruCall) {
	const { fields, project_ids } = read(call, undefined);
	const type = call.records.activityTypes.insert({
		name: '',
		notes: null,
		default: false,
		archived: false,
		created_at: fields.updated_at,
		...fields,
		color: fields.color ?? null,
		archived_at: null,
	});
	assign(call, type.id, project_ids);
	return show(type, call);
}

function update(call: GuruCall) {
	const { activityTypes } = call.records;
	const type = activityTypes.get(idOf(call));
	const { fields, project_ids } = read(call, type);
	activityTypes.update(type.id, fields);
	assign(call, type.id, project_ids);
	return show(type, call);
}

const using = (typeId: number) => (record: { activity_type_id: number | null }) =>
	record.activity_type_id === typeId;

/** What was of the type has none afterwards. */
function remove(call: GuruCall): void {
	const { records } = call;
	const { id } = records.activityTypes.get(idOf(call));
	assign(call, id, []);
	for (const booking of records.bookings.where(using(id))) {
		records.bookings.update(booking.id, { activity_type_id: null });
	}
	for (const entry of records.timesheetEntries.where(using(id))) {
		records.timesheetEntries.update(entry.id, { activity_type_id: null });
	}
	records.activityTypes.remove(id);
}

const list = (archived: boolean) => (call: GuruCall) =>
	call.records.activityTypes
		.where((type) => type.archived === archived)
		.map((type) => show(type, call));

export const activityTypeBehaviours: Behaviours = {
	'activityType.getMany': list(false),
	'activityType.getManyArchived': list(true),
	'activityType.get': (call) => show(call.records.activityTypes.get(idOf(call)), call),
	'activityType.create': create,
	'activityType.patch': update,
	'activityType.update': update,
	'activityType.delete': remove,
	'activityType.getStats': (call) => {
		const { records } = call;
		const { id } = records.activityTypes.get(idOf(call));
		return {
			bookings: records.bookings.where(using(id)).length,
			projects: projectsWith(records, id).length,
			timesheet_entries: records.timesheetEntries.where(using(id)).length,
		};
	},
};
