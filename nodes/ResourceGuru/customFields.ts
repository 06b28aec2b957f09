import type { ResourceMapperField } from 'n8n-workflow';

import { listAll, mapped } from '../engine';
import type { Connection, Vendor } from '../engine';

/**
 * Custom fields by name. A value goes out under the id of its field, as text, or as a list of texts where
 * several can be chosen (docs.txt L868). The document does not say whether keys are ids or labels; ids are
 * assumed, because "keys should be strings" has to be said of ids only, and labels can be changed.
 */

type Entity = 'booking' | 'client' | 'project';

/** The values of an entity's custom fields. */
export const customFieldValues = (entity: Entity) =>
	mapped(sourceOf(entity), {
		label: 'Custom Fields',
		words: ['custom field', 'custom fields'],
		wire: (values: Record<string, unknown>) =>
			Object.fromEntries(
				Object.entries(values).map(([id, value]) => [
					id,
					Array.isArray(value) ? value.map(asText) : asText(value),
				]),
			),
	});

/** An expression may give a number, or true and false. */
const asText = (value: unknown) =>
	typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** The custom fields of each entity, as the account defines them. */
export const customFieldMappings: NonNullable<Vendor['mappings']> = Object.fromEntries(
	(['booking', 'client', 'project'] as const).map((entity) => [
		sourceOf(entity),
		async (connection: Connection) => await customFieldsOf(connection, entity),
	]),
);

function sourceOf(entity: Entity): string {
	return `${entity}CustomFields`;
}

async function customFieldsOf(
	connection: Connection,
	entity: Entity,
): Promise<ResourceMapperField[]> {
	const [fields, options] = await Promise.all([
		listAll(connection, 'customField'),
		listAll(connection, 'customFieldOption'),
	]);
	return fields
		.filter(({ entity_types }) => Array.isArray(entity_types) && entity_types.includes(entity))
		.map(({ id, label, required, type }): ResourceMapperField => {
			const choices = options
				.filter(({ custom_field_id }) => custom_field_id === id)
				.map(({ value }) => String(value));
			const common = {
				id: String(id),
				required: required === true,
				defaultMatch: false,
				display: true,
			};
			switch (type) {
				case 'text':
					return { ...common, displayName: String(label), type: 'string' };
				case 'single_select':
					return {
						...common,
						displayName: String(label),
						type: 'options',
						options: [
							{ name: '(None)', value: '' },
							...choices.map((choice) => ({ name: choice, value: choice })),
						],
					};
				default:
					return {
						...common,
						id: `${String(id)}[]`,
						displayName: `${String(label)} (several of: ${choices.join(', ')})`,
						type: 'string',
					};
			}
		});
}
