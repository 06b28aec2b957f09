import type { Records, TimesheetEntry } from './records';
import { type Behaviours, Checks, type GuruCall, idOf } from './shared';

/** Entries made by hand come from no booking or calendar event. */
const show = (entry: TimesheetEntry) => ({ ...entry, event_type: null, event_id: null });

function read({ records, body }: GuruCall): Partial<TimesheetEntry> {
	const input = body as Partial<TimesheetEntry>;
	const { resource_id, project_id, client_id, activity_type_id } = input;
	const checks = new Checks();
	checks.exists(records.resources.find(resource_id), resource_id, 'resource_id');
	checks.exists(records.projects.find(project_id), project_id, 'project_id');
	checks.exists(records.clients.find(client_id), client_id, 'client_id');
	checks.exists(records.activityTypes.find(activity_type_id), activity_type_id, 'activity_type_id');
	checks.done();
	const project = records.projects.find(project_id);
	return { ...input, client_id: project ? project.client_id : client_id };
}

function create(call: GuruCall) {
	const now = call.now.toISOString();
	const { resource_id = 0, date = '', duration = 0, ...fields } = read(call);
	const entry = call.records.timesheetEntries.insert({
		resource_id,
		date,
		duration,
		project_id: fields.project_id ?? null,
		client_id: fields.client_id ?? null,
		activity_type_id: fields.activity_type_id ?? null,
		notes: fields.notes ?? '',
		billable: fields.billable ?? false,
		dismissed: false,
		created_at: now,
		updated_at: now,
	});
	return show(entry);
}

const change = (call: GuruCall, fields: Partial<TimesheetEntry>): void => {
	const { timesheetEntries } = call.records;
	timesheetEntries.update(idOf(call), { ...fields, updated_at: call.now.toISOString() });
};

function inRange({ records, query }: GuruCall): TimesheetEntry[] {
	const { start_date = '', end_date = '9999' } = query as Record<string, string | undefined>;
	// docs.txt L5438 has end_date as "on or after", which would leave it without a use.
	return records.timesheetEntries.where(({ date }) => start_date <= date && date <= end_date);
}

/** The vendor shows no sample of these two (docs.txt L5538-5561): minutes per record. */
const report =
	(
		key: 'project_id' | 'resource_id',
		table: (records: Records) => { find(id: number | null): { name: string } | undefined },
	) =>
	(call: GuruCall) => {
		const entries = inRange(call).filter(({ dismissed }) => !dismissed);
		const ids = [...new Set(entries.map((entry) => entry[key]))];
		return ids.map((id) => {
			const own = entries.filter((entry) => entry[key] === id);
			const sum = (part: TimesheetEntry[]) =>
				part.reduce((minutes, { duration }) => minutes + duration, 0);
			return {
				id,
				name: table(call.records).find(id)?.name ?? null,
				duration: sum(own),
				billable: sum(own.filter(({ billable }) => billable)),
			};
		});
	};

export const timesheetBehaviours: Behaviours = {
	'timesheetEntry.getMany': (call) => {
		const asked = call.query.resource_ids as string[] | undefined;
		const found = inRange(call).filter(
			({ resource_id }) => asked?.includes(String(resource_id)) ?? true,
		);
		return call.page(found).map(show);
	},
	'timesheetEntry.create': create,
	'timesheetEntry.update': (call) => {
		change(call, read(call));
	},
	'timesheetEntry.dismiss': (call) => {
		change(call, { dismissed: true });
	},
	'timesheetEntry.getProjectsReport': report('project_id', ({ projects }) => projects),
	'timesheetEntry.getResourcesReport': report('resource_id', ({ resources }) => resources),
};
