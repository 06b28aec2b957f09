import { crud } from './crud';
import {
	type GivenValues,
	mergeCustomFieldValues,
	showCustomFieldValues,
} from './customFieldValues';
import type { Project } from './records';
import { ACCOUNT_ID, type Behaviours, Checks, colorOf, type GuruCall } from './shared';

function showInList(project: Project, { records }: GuruCall) {
	return {
		account_id: ACCOUNT_ID,
		...project,
		custom_field_values: showCustomFieldValues(project.custom_field_values, records),
	};
}

/** A single project carries its account and client; its deleted_at is a day (docs.txt L2569-2599). */
function show(project: Project, call: GuruCall) {
	const account = call.records.accounts.get(ACCOUNT_ID);
	const client = call.records.clients.find(project.client_id);
	return {
		...showInList(project, call),
		deleted_at: project.deleted_at?.slice(0, 10) ?? null,
		account: { id: account.id, name: account.name },
		client: client ? { id: client.id, name: client.name, notes: client.notes } : null,
	};
}

const project = crud<Project>({
	table: ({ projects }) => projects,
	show,
	showInList,
	blank: () => ({
		name: '',
		color: null,
		notes: null,
		custom_field_values: {},
		client_id: null,
		project_code: null,
		default_billable: true,
		start_date: null,
		end_date: null,
		activity_type_ids: [],
	}),
	fields: (call, current) => {
		const { records } = call;
		const input = call.body as Partial<Project> & { custom_field_values?: GivenValues };
		const checks = new Checks();
		checks.notBlank(input.name, 'name');
		checks.exists(records.clients.find(input.client_id), input.client_id, 'client_id');
		for (const id of input.activity_type_ids ?? []) {
			checks.exists(records.activityTypes.find(id), id, 'activity_type_ids');
		}
		const start = input.start_date ?? current?.start_date;
		const end = input.end_date ?? current?.end_date;
		checks.that(!start || !end || start <= end, 'end_date', 'must not be before start_date');
		const fields = {
			...input,
			color: colorOf(input.color),
			custom_field_values: mergeCustomFieldValues(
				records,
				'project',
				current?.custom_field_values,
				input.custom_field_values,
				checks,
			),
		};
		checks.done();
		return fields;
	},
});

export const projectBehaviours: Behaviours = {
	'project.getMany': project.getMany,
	'project.getManyArchived': project.getManyArchived,
	'project.get': project.get,
	'project.create': project.create,
	'project.update': project.update,
	'project.delete': project.delete,
};
