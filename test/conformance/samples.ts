/**
 * Two different values for every parameter of an operation: what a user gives, and what must then stand on
 * the wire. The wire values are written here by the vendor's document, not asked of the engine.
 */
import type { IDataObject } from 'n8n-workflow';
import type { ContractOperation } from '../../contracts';
import type { Operation } from '../../nodes/engine';
import type { Sandbox } from '../../sandbox';

export interface Sample {
	given: unknown;
	wire: unknown;
}

type Variant = 0 | 1;
type Parameter = Operation['parameters'][number];
type GuruRecords = Sandbox['vendors']['resourceGuru']['records'];
/** Any vendor's tables. */
type Records = object;

/** By wire name: values that must look a certain way, or that only some records allow. */
const BY_NAME: Record<string, (variant: Variant) => Sample> = {
	capacity: (variant) => same(['12', '40'][variant]),
	email: (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
	payload_url: (variant) => same(`https://example.com/hook-${variant}`),
	custom_field_options: (variant) => ({
		given: `Red, Green ${variant}`,
		wire: ['Red', `Green ${variant}`],
	}),
	rrule: (variant) => {
		const rule = {
			weekly: { interval: 1, weekday: 2 + variant, ends: { type: 'count', count: 2 } },
		};
		return { given: variant ? rule : JSON.stringify(rule), wire: rule };
	},
	start_date: (variant) => day(1, variant),
	end_date: (variant) => day(2, variant),
	from: (variant) => day(1, variant),
	to: (variant) => day(2, variant),
	'custom_available_periods.start_date': (variant) => day(1, variant),
	'custom_available_periods.end_date': (variant) => day(2, variant),
	dates: (variant) => ({
		given: `2027-03-0${1 + variant}, 2027-03-08`,
		wire: [`2027-03-0${1 + variant}`, '2027-03-08'],
	}),
	start_time: (variant) => ({ given: ['09:00', 600][variant], wire: [540, 600][variant] }),
	end_time: (variant) => ({ given: ['17:30', '18:00'][variant], wire: [1050, 1080][variant] }),
	timezone: (variant) => same(['Berlin', 'Pacific Time (US & Canada)'][variant]),
	calendar_id: (variant) => same(1 + variant),
};

const same = (value: unknown): Sample => ({ given: value, wire: value });

/** A day in 2027, given with a time that must not move it. */
function day(offset: number, variant: Variant): Sample {
	const wire = `2027-03-${String(offset + 10 * variant).padStart(2, '0')}`;
	return { given: variant ? wire : `${wire}T00:00:00`, wire };
}

export function sampleOf(
	parameter: Parameter,
	contract: ContractOperation,
	records: Records,
	variant: Variant,
): Sample {
	const { wireName, field } = parameter;
	const byName = BY_NAME[wireName];
	if (byName) return byName(variant);
	const { type, options } = field.property;
	switch (type) {
		case 'string':
			if (/\.\$n?in$/.test(wireName))
				return { given: `One ${variant}, Two`, wire: [`One ${variant}`, 'Two'] };
			return same(`Ünder & over ${variant}`);
		case 'color':
			return same(['#c0ffee', '#123abc'][variant]);
		case 'number':
			return same(60 + variant * 30);
		case 'boolean':
			return { given: variant === 0, wire: flagOf(variant === 0, parameter, contract) };
		case 'dateTime':
			return day(3, variant);
		case 'options': {
			const values = (options as Array<{ value: string; name: string }>).map(({ value }) => value);
			return same(values[variant % values.length]);
		}
		case 'multiOptions': {
			if (field.picks) {
				const ids = idsOf(field.picks, records, variant);
				return { given: variant ? ids.join(',') : ids, wire: ids };
			}
			const values = (options as Array<{ value: string }>).map(({ value }) => value);
			return same(values.slice(variant, variant + 2));
		}
		case 'resourceLocator': {
			const [id] = idsOf(field.picks ?? '', records, variant);
			return { given: variant ? String(id) : id, wire: id };
		}
		case 'resourceMapper':
			return mapping(records as GuruRecords, contract.tag.toLowerCase(), variant);
		case 'fixedCollection':
			return rows(wireName, variant);
		default:
			throw new Error(`No sample for ${wireName} of type ${type}`);
	}
}

/** On the wire a switch is what the contract says: a boolean, `"0"`/`"1"`, or `"true"`/`"false"`. */
function flagOf(on: boolean, { wireName, place }: Parameter, contract: ContractOperation): unknown {
	const properties = (contract.requestSchema?.properties ?? {}) as Record<
		string,
		{ enum?: unknown[] }
	>;
	const schema =
		place === 'query'
			? contract.parameters.find(({ name }) => name === wireName)?.schema
			: properties[wireName];
	const values = (schema?.enum ?? []) as unknown[];
	if (values.includes('0')) return on ? '1' : '0';
	return values.includes('true') ? String(on) : on;
}

/** Ids of existing records that the vendor lets be used together; the only one twice where there is one. */
function idsOf(key: string, records: Records, variant: Variant): Array<number | string> {
	const tables = Object.entries(records) as unknown as Array<
		[string, { all(): Array<{ id: number | string }> }]
	>;
	const table = tables.find(([name]) => singular(name) === key)?.[1];
	const usable = (table?.all() ?? []).filter(
		(record) =>
			!('deleted' in record && record.deleted) && !('archived' in record && record.archived),
	);
	const ids = usable.map(({ id }) => id);
	const [only] = ids;
	if (only === undefined) throw new Error(`The seed needs a record of ${key}`);
	return [ids[variant] ?? only, ids[variant + 2]].filter((id) => id !== undefined);
}

const singular = (table: string) => table.replace(/ies$/, 'y').replace(/s$/, '');

function mapping(records: GuruRecords, entity: string, variant: Variant): Sample {
	const value: IDataObject = {};
	const wire: IDataObject = {};
	const customFields = records.customFields.where(({ entity_types }) =>
		entity_types.includes(entity),
	);
	for (const { id, type } of customFields) {
		const options = records.customFieldOptions.where(
			({ custom_field_id }) => custom_field_id === id,
		);
		const chosen = options[variant % options.length]?.value ?? `Text ${variant}`;
		value[type === 'multi_select' ? `${id}[]` : id] = chosen;
		wire[id] = type === 'multi_select' ? [chosen] : chosen;
	}
	return { given: { mappingMode: 'defineBelow', value }, wire };
}

function rows(wireName: string, variant: Variant): Sample {
	const hours = { weekDay: 1 + variant, startTime: '08:00', endTime: '12:00' };
	const block = { start_time: 480, end_time: 720 };
	switch (wireName) {
		case 'available_periods':
			return { given: { rows: [hours] }, wire: [{ week_day: 1 + variant, ...block }] };
		case 'custom_available_periods.days':
			return { given: { rows: [hours] }, wire: { [1 + variant]: { time_blocks: [block] } } };
		case 'customAvailabilities.weekDays':
			return {
				given: { rows: [{ day: 'Monday', minutes: 60 + variant, workDay: true }] },
				wire: { monday: { minutes: 60 + variant, workDay: true } },
			};
		case 'incoming_calendar_subscriptions':
			return {
				given: { rows: [{ calendarId: 1 + variant, sync: variant === 0 }] },
				wire: [{ calendar_id: 1 + variant, sync: variant === 0 }],
			};
		default:
			throw new Error(`No rows for ${wireName}`);
	}
}
