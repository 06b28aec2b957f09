import type { Records, ResourceType } from './records';
import { type Behaviours, idOf } from './shared';

/** docs.txt L5410-5435. */
const show = (type: ResourceType, records: Records) => ({
	...type,
	custom_fields: records.customFields
		.where(
			({ entity_types, resource_type_ids }) =>
				entity_types.includes('resource') && resource_type_ids.includes(type.id),
		)
		.map(({ id, label, required, type, resource_type_ids, created_at, updated_at }) => ({
			id,
			name: label,
			label,
			required,
			type,
			single_select: type === 'single_select',
			resource_type_ids,
			created_at,
			updated_at,
			custom_field_options: records.customFieldOptions
				.where(({ custom_field_id }) => custom_field_id === id)
				.map((option) => ({ id: option.id, value: option.value })),
		})),
});

export const resourceTypeBehaviours: Behaviours = {
	'resourceType.getMany': ({ records }) =>
		records.resourceTypes.all().map((type) => show(type, records)),
	'resourceType.get': (call) => show(call.records.resourceTypes.get(idOf(call)), call.records),
};
