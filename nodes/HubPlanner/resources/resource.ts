import {
	boolean,
	choice,
	choices,
	decimal,
	email,
	integer,
	list,
	record,
	records,
	text,
	texts,
} from '../../engine';
import type { Field } from '../../engine';
import { resource as makeResource } from '../api';

const statuses = {
	STATUS_ACTIVE: 'Active',
	STATUS_ARCHIVED: 'Archived',
	STATUS_NON_BOOKABLE: 'Non-Bookable',
};

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

interface Day {
	day: string;
	minutes?: number;
	workDay?: boolean;
}

/** `[{ day: 'monday', minutes, workDay }]` -> `{ monday: { minutes, workDay } }` (L26-33). */
const byDay = (days: Day[]) => Object.fromEntries(days.map(({ day, ...hours }) => [day, hours]));

const link = (number: number) =>
	text({ label: `Link ${number}`, placeholder: 'e.g. https://example.com/profile' });

/** Body of create and update (docs.txt L37-53). */
const fields = {
	firstName: text({ required: ['create', 'upsert'] }),
	lastName: text(),
	email: email({ description: 'Must be unique' }),
	status: choice(statuses),
	role: text({ placeholder: 'e.g. ROLE_TEAM', description: 'As Hub Planner writes it' }),
	note: text({ rows: 4 }),
	metadata: text({
		maxLength: 255,
		description: 'Any text of your own, such as an ID of another system',
	}),
	'links.link1': link(1),
	'links.link2': link(2),
	'links.link3': link(3),
	'links.link4': link(4),
	'links.link5': link(5),
	'billing.useDefault': boolean({
		label: 'Use Default Billing Rate',
		description: 'Whether the billing rate of the account applies',
	}),
	'billing.rate': decimal({
		label: 'Billing Rate',
		description: "Applies where 'Use Default Billing Rate' is off",
	}),
	useCustomAvailability: boolean({
		description: 'Whether the resource has working hours of its own',
	}),
	'customAvailabilities.weekDays': list(
		'Day',
		{
			// Numbers, because n8n sorts texts, and nobody looks for Friday before Monday.
			day: choice(
				weekdays.map((name, value) => ({ name, value })),
				{ required: true, wire: (day: number) => weekdays[day]?.toLowerCase() },
			),
			minutes: integer({ min: 0, max: 1440, description: 'Working time on this day' }),
			workDay: boolean({
				label: 'Working Day',
				description: 'Whether the resource works on this day',
			}),
		},
		{
			label: 'Custom Availability',
			description: "Applies where 'Use Custom Availability' is on",
			wire: byDay,
		},
	),
};

/** One property of a search: any of some values, none of some values (L110-125). */
const anyOf = { $in: 'Is Any Of', $nin: 'Is None Of' };

const properties = {
	firstName: 'First Name',
	lastName: 'Last Name',
	email: 'Email',
	role: 'Role',
	metadata: 'Metadata',
};

const searched: Record<string, Field> = Object.fromEntries(
	Object.entries(anyOf).flatMap(([operator, words]): Array<[string, Field]> => [
		[
			`_id.${operator}`,
			records('resource', { label: `Resource ${words} Names or IDs`, id: 'text' }),
		],
		[`status.${operator}`, choices(statuses, { label: `Status ${words}` })],
		...Object.entries(properties).map(([name, label]): [string, Field] => [
			`${name}.${operator}`,
			texts({
				label: `${label} ${words}`,
				description: 'Whole values, several with commas between',
			}),
		]),
	]),
);

/** Sort orders, first the most important (repository hubplanner/API, resource.md). */
const sort = choices(
	Object.fromEntries(
		Object.entries({
			...properties,
			status: 'Status',
			createdDate: 'Created',
			updatedDate: 'Updated',
		}).flatMap(([name, label]) => [
			[name, `${label} (Ascending)`],
			[`-${name}`, `${label} (Descending)`],
		]),
	),
	{ label: 'Sort By' },
);

const name = ({ firstName, lastName }: Record<string, unknown>) =>
	[firstName, lastName].filter(Boolean).join(' ');

/** People and things that work is planned for (docs.txt L1-170). */
export const resource = makeResource(
	'Resource',
	{
		create: { request: 'POST /resource', body: fields },
		delete: {
			request: 'DELETE /resource/{resourceId}',
			path: { resourceId: record('resource', { id: 'text' }) },
		},
		get: {
			request: 'GET /resource/{resourceId}',
			path: { resourceId: record('resource', { id: 'text' }) },
		},
		getMany: {
			request: 'GET /resource',
			answer: 'pages',
			query: { sort },
			picker: { name },
		},
		search: {
			request: 'POST /resource/search',
			body: searched,
			answer: 'pages',
			readsOnly: true,
			action: 'Search resources',
			description: 'Get many resources by their names, status and other properties',
		},
		update: {
			request: 'PUT /resource/{resourceId}',
			path: { resourceId: record('resource', { id: 'text' }) },
			body: fields,
			merges: { read: 'get' },
		},
		upsert: {
			request: 'POST /resource',
			body: fields,
			upsert: { list: 'getMany', update: 'update', by: ['metadata', 'email'] },
		},
	},
	{
		simplify: [
			'_id',
			'firstName',
			'lastName',
			'email',
			'status',
			'role',
			'metadata',
			'note',
			'createdDate',
			'updatedDate',
		],
	},
);
