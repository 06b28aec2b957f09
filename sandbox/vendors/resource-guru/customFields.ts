import type { CustomField, CustomFieldOption } from './records';
import { type Behaviours, Checks, type GuruCall, idOf } from './shared';

type CustomFieldInput = Partial<CustomField> & { custom_field_options?: string[] };

const stampsOf = ({ now }: GuruCall) => ({
	created_at: now.toISOString(),
	updated_at: now.toISOString(),
});

/** The record's fields from the body, checked. */
function read(call: GuruCall, current: CustomField | undefined) {
	const { records } = call;
	const { custom_field_options: options, ...fields } = call.body as CustomFieldInput;
	const checks = new Checks();
	checks.notBlank(fields.label, 'label');
	const namesakes = records.customFields.where(
		({ id, label }) => id !== current?.id && label.toLowerCase() === fields.label?.toLowerCase(),
	);
	checks.that(namesakes.length === 0, 'label', 'has already been taken');
	const type = current?.type ?? fields.type ?? 'multi_select';
	const entities = fields.entity_types ?? current?.entity_types ?? ['resource'];
	checks.that(
		type !== 'text' || !entities.includes('resource'),
		'type',
		'cannot be text for resources',
	);
	checks.that(type !== 'text' || !options, 'custom_field_options', 'are for select fields only');
	for (const id of fields.resource_type_ids ?? []) {
		checks.exists(records.resourceTypes.find(id), id, 'resource_type_ids');
	}
	checks.done();
	return { fields: { ...fields, type, entity_types: entities }, options: options ?? [] };
}

/** docs.txt L2016-2022. */
function create(call: GuruCall): CustomField {
	const { records } = call;
	const { fields, options } = read(call, undefined);
	const humans = records.resourceTypes.where(({ human }) => human).map(({ id }) => id);
	const field = records.customFields.insert({
		label: '',
		required: false,
		default: false,
		icon: null,
		// Left out, it applies to people (docs.txt L2020).
		resource_type_ids: fields.entity_types.includes('resource') ? humans : [],
		...fields,
		...stampsOf(call),
	});
	for (const value of options) {
		const option = { custom_field_id: field.id, value, ...stampsOf(call) };
		records.customFieldOptions.insert(option);
	}
	return field;
}

function update(call: GuruCall): CustomField {
	const { customFields } = call.records;
	const field = customFields.get(idOf(call));
	const { fields } = read(call, field);
	return customFields.update(field.id, { ...fields, updated_at: call.now.toISOString() });
}

/** A field goes with its options; values that records have of it are no longer shown. */
function remove(call: GuruCall): void {
	const { customFields, customFieldOptions } = call.records;
	const { id } = customFields.get(idOf(call));
	for (const option of customFieldOptions.where(({ custom_field_id }) => custom_field_id === id)) {
		customFieldOptions.remove(option.id);
	}
	customFields.remove(id);
}

function checkOption(call: GuruCall, fieldId: number, option: Partial<CustomFieldOption>): void {
	const { customFields, customFieldOptions } = call.records;
	const field = customFields.find(fieldId);
	const checks = new Checks();
	checks.exists(field, fieldId, 'custom_field_id');
	checks.that(field?.type !== 'text', 'custom_field_id', 'is a text field, without options');
	checks.notBlank(option.value, 'value');
	const namesakes = customFieldOptions.where(
		({ id, custom_field_id, value }) =>
			id !== option.id && custom_field_id === fieldId && value === option.value,
	);
	checks.that(namesakes.length === 0, 'value', 'has already been taken');
	checks.done();
}

function createOption(call: GuruCall): CustomFieldOption {
	const option = call.body as unknown as Pick<CustomFieldOption, 'custom_field_id' | 'value'>;
	checkOption(call, option.custom_field_id, option);
	return call.records.customFieldOptions.insert({ ...option, ...stampsOf(call) });
}

function updateOption(call: GuruCall): CustomFieldOption {
	const { customFieldOptions } = call.records;
	const option = customFieldOptions.get(idOf(call));
	const { value } = call.body as Partial<CustomFieldOption>;
	checkOption(call, option.custom_field_id, { id: option.id, value });
	return customFieldOptions.update(option.id, { value, updated_at: call.now.toISOString() });
}

export const customFieldBehaviours: Behaviours = {
	'customField.getMany': ({ records }) => records.customFields.all(),
	'customField.get': (call) => call.records.customFields.get(idOf(call)),
	'customField.create': create,
	'customField.update': update,
	'customField.delete': remove,
	'customFieldOption.getMany': ({ records, query }) =>
		records.customFieldOptions.where(
			({ custom_field_id }) =>
				query.custom_field_id === undefined || custom_field_id === Number(query.custom_field_id),
		),
	'customFieldOption.get': (call) => call.records.customFieldOptions.get(idOf(call)),
	'customFieldOption.create': createOption,
	'customFieldOption.update': updateOption,
	'customFieldOption.delete': (call) => {
		call.records.customFieldOptions.remove(idOf(call));
	},
};
