import type { CustomFieldValues, Records } from './records';
import type { Checks } from './shared';

export type EntityType = 'booking' | 'client' | 'project' | 'resource';

/**
 * The values of a record after a request's values are laid over them. Keys are labels or ids of
 * custom fields, values an option's text or id; they are kept as label and text. An empty string
 * or list clears a field. Required fields must be there once a record is made, and stay.
 */
export function mergeCustomFieldValues(
	records: Records,
	entity: EntityType,
	current: CustomFieldValues | undefined,
	given: CustomFieldValues | undefined,
	checks: Checks,
): CustomFieldValues {
	const merged = { ...current };
	for (const [key, value] of Object.entries(given ?? {})) {
		const field = `custom_field_values.${key}`;
		const customField = records.customFields
			.where(({ entity_types }) => entity_types.includes(entity))
			.find(({ id, label }) => label === key || String(id) === key);
		if (!customField) {
			checks.that(false, field, `is not a custom field of a ${entity}`);
			continue;
		}
		const { id, label, type } = customField;
		checks.that(
			Array.isArray(value) === (type === 'multi_select'),
			field,
			`must be ${type === 'multi_select' ? 'a list of strings' : 'a string'}`,
		);
		if (value.length === 0) {
			Reflect.deleteProperty(merged, label);
			continue;
		}
		const options = records.customFieldOptions.where(
			({ custom_field_id }) => custom_field_id === id,
		);
		const textOf = (given: string) => {
			if (type === 'text') return given;
			const option = options.find(
				(option) => option.value === given || String(option.id) === given,
			);
			checks.that(option !== undefined, field, `has no option ${given}`);
			return option?.value ?? given;
		};
		merged[label] = Array.isArray(value) ? value.map(textOf) : textOf(value);
	}
	for (const { label, required, entity_types } of records.customFields.all()) {
		checks.that(
			!required ||
				entity === 'resource' ||
				!entity_types.includes(entity) ||
				label in merged ||
				(current !== undefined && !(label in current)),
			`custom_field_values.${label}`,
			"can't be blank",
		);
	}
	return merged;
}

/** Options chosen for a resource must be options of the resource type's fields, one of a single select. */
export function checkOptionIds(
	records: Records,
	resourceTypeId: number,
	optionIds: number[] | undefined,
	checks: Checks,
): void {
	const chosen = (optionIds ?? []).map((id) => ({
		id,
		option: records.customFieldOptions.find(id),
	}));
	const perField = new Map<number, number>();
	for (const { id, option } of chosen) {
		const field = records.customFields.find(option?.custom_field_id);
		const fits =
			field?.entity_types.includes('resource') === true &&
			field.resource_type_ids.includes(resourceTypeId);
		checks.that(fits, 'custom_field_option_ids', `${id} is no option of this type of resource`);
		if (!field) continue;
		const count = (perField.get(field.id) ?? 0) + 1;
		perField.set(field.id, count);
		checks.that(
			field.type !== 'single_select' || count === 1,
			'custom_field_option_ids',
			`has more than one option of ${field.label}`,
		);
	}
}
