import type { CustomFieldValues, Records } from './records';
import type { Checks } from './shared';

export type EntityType = 'booking' | 'client' | 'project';

/** By label or id of a custom field: text, an option's value or id, or a list of these. */
export type GivenValues = Record<string, string | string[]>;

/**
 * The values of a record after a request's values are laid over them. An empty string or list
 * clears a field. Required fields must be there once a record is made, and stay.
 * @param current undefined for a record that is being made
 */
export function mergeCustomFieldValues(
	records: Records,
	entity: EntityType,
	current: CustomFieldValues | undefined,
	given: GivenValues | undefined,
	checks: Checks,
): CustomFieldValues {
	const merged = { ...current };
	const fields = records.customFields.where(({ entity_types }) => entity_types.includes(entity));
	for (const [key, value] of Object.entries(given ?? {})) {
		const field = fields.find(({ id, label }) => label === key || String(id) === key);
		const name = `custom_field_values.${field?.label ?? key}`;
		if (!field) {
			checks.that(false, name, `is not a custom field of a ${entity}`);
			continue;
		}
		const isList = field.type === 'multi_select';
		checks.that(
			Array.isArray(value) === isList,
			name,
			`must be ${isList ? 'a list of strings' : 'a string'}`,
		);
		if (value.length === 0) {
			Reflect.deleteProperty(merged, field.id);
		} else if (typeof value === 'string' && field.type === 'text') {
			merged[field.id] = value;
		} else {
			merged[field.id] = [value].flat().flatMap((chosen) => {
				const option = records.customFieldOptions
					.where(({ custom_field_id }) => custom_field_id === field.id)
					.find(({ id, value }) => value === chosen || String(id) === chosen);
				checks.that(option !== undefined, name, `has no option ${chosen}`);
				return option?.id ?? [];
			});
		}
	}
	for (const { id, label, required } of fields) {
		const wasMissing = current !== undefined && !(id in current);
		checks.that(
			!required || id in merged || wasMissing,
			`custom_field_values.${label}`,
			"can't be blank",
		);
	}
	return merged;
}

/** Values as answers show them: text, an option's value, or the options' values, by label. */
export function showCustomFieldValues(values: CustomFieldValues, records: Records): GivenValues {
	return Object.fromEntries(
		Object.entries(values).flatMap(([id, value]): Array<[string, string | string[]]> => {
			const field = records.customFields.find(Number(id));
			if (!field) return [];
			if (typeof value === 'string') return [[field.label, value]];
			const chosen = value.flatMap(
				(option) => records.customFieldOptions.find(option)?.value ?? [],
			);
			const [first] = chosen;
			if (first === undefined) return [];
			return [[field.label, field.type === 'multi_select' ? chosen : first]];
		}),
	);
}

/** Options chosen for a resource must be options of its type's fields, one of a single select. */
export function checkOptionIds(
	records: Records,
	resourceTypeId: number,
	optionIds: number[] | undefined,
	checks: Checks,
): void {
	const perField = new Map<number, number>();
	for (const id of optionIds ?? []) {
		const option = records.customFieldOptions.find(id);
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
