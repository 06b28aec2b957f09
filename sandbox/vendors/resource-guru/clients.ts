import { crud } from './crud';
import {
	type GivenValues,
	mergeCustomFieldValues,
	showCustomFieldValues,
} from './customFieldValues';
import type { Client } from './records';
import { type Behaviours, Checks, colorOf, type GuruCall } from './shared';

const show = (client: Client, { records }: GuruCall) => ({
	...client,
	custom_field_values: showCustomFieldValues(client.custom_field_values, records),
	deleted_at: client.deleted_at?.slice(0, 10) ?? null,
});

const client = crud<Client>({
	table: ({ clients }) => clients,
	show,
	showInList: show,
	blank: (): Pick<Client, 'name' | 'color' | 'notes' | 'custom_field_values'> => ({
		name: '',
		color: null,
		notes: null,
		custom_field_values: {},
	}),
	fields: (call: GuruCall, current) => {
		const input = call.body as Partial<Client> & { custom_field_values?: GivenValues };
		const checks = new Checks();
		checks.notBlank(input.name, 'name');
		const fields = {
			...input,
			color: colorOf(input.color),
			custom_field_values: mergeCustomFieldValues(
				call.records,
				'client',
				current?.custom_field_values,
				input.custom_field_values,
				checks,
			),
		};
		checks.done();
		return fields;
	},
});

export const clientBehaviours: Behaviours = {
	'client.getMany': client.getMany,
	'client.getManyArchived': client.getManyArchived,
	'client.get': client.get,
	'client.create': client.create,
	'client.update': client.update,
	'client.delete': client.delete,
};
