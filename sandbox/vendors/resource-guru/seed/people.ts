import type { CustomField, Resource } from '../records';
import { officeHours } from '../resources';
import { ACTIVE, OWNER, type Plot } from './plot';
import { COLORS, FORMER_PEOPLE, JOBS, PEOPLE, ROOMS, VEHICLES } from './words';

const PERSON = 1;
const MEETING_ROOM = 2;
const VEHICLE = 3;

/** People (by position) whose bookings need approval. */
const APPROVED = [3, 9, 15, 21, 27];
const APPROVER = 2;
const USERS = 8;

/** The account, its users, custom fields and everything that can be booked. */
export function seedPeople(plot: Plot): void {
	seedUsers(plot);
	seedAccount(plot);
	const [departments, skills] = seedCustomFields(plot);
	seedResources(plot, departments, skills);
}

function identity(name: string) {
	const [first_name = '', last_name = ''] = name.split(' ');
	return { name, first_name, last_name };
}

const emailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@example.com`;

function seedUsers({ records, stamped }: Plot): void {
	PEOPLE.slice(0, USERS).forEach((person, index) => {
		const { first_name, last_name } = identity(person);
		records.users.insert({
			first_name,
			last_name,
			email: emailOf(person),
			timezone: 'London',
			permissions: index < 3 ? 'administrator' : 'standard',
			owner: index === 0,
			// The last one has left, and is still named in old records.
			deleted: index === USERS - 1,
			last_login_at: stamped(index).created_at.slice(0, 10),
			...stamped(400 - index),
		});
	});
}

function seedAccount({ records, stamped }: Plot): void {
	records.accounts.insert({
		name: 'Example Corp',
		subdomain: 'example-corp',
		plan: 'blackbelt_annual',
		on_trial: false,
		trial_expires_on: null,
		owner_id: OWNER,
		booking_approvals: true,
		default_booking_approver_ids: [],
		...stamped(500),
	});
	const types = [
		{ name: 'Person', human: true, custom_attributes: ['phone'] },
		{ name: 'Meeting room', human: false, custom_attributes: ['capacity'] },
		{ name: 'Vehicle', human: false, custom_attributes: ['registration_number'] },
	];
	for (const type of types) records.resourceTypes.insert({ ...type, ...stamped(500) });
}

/** @returns the ids of the options of the two fields that resources have */
function seedCustomFields({ records, stamped }: Plot) {
	const field = (
		entity: string,
		label: string,
		type: CustomField['type'],
		options: string[] = [],
	): number[] => {
		const { id } = records.customFields.insert({
			label,
			type,
			entity_types: [entity],
			resource_type_ids: entity === 'resource' ? [PERSON] : [],
			required: false,
			default: false,
			icon: 'clipboard',
			...stamped(450),
		});
		return options.map((value) => {
			const option = { custom_field_id: id, value, ...stamped(450) };
			return records.customFieldOptions.insert(option).id;
		});
	};
	const departments = field('resource', 'Department', 'single_select', ['Design', 'Build', 'Run']);
	const crafts = ['Drawing', 'Writing', 'Coding', 'Film'];
	const skills = field('resource', 'Skills', 'multi_select', crafts);
	field('booking', 'Phase', 'single_select', ['Discovery', 'Design', 'Build', 'Launch']);
	field('booking', 'Purchase order', 'text');
	field('client', 'Region', 'single_select', ['North', 'South', 'Overseas']);
	field('project', 'Channels', 'multi_select', ['Web', 'Print', 'Film']);
	field('project', 'Cost centre', 'text');
	return [departments, skills] as const;
}

function seedResources(
	{ records, random, made }: Plot,
	departments: number[],
	skills: number[],
): void {
	const add = (fields: Partial<Resource> & { name: string; resource_type_id: number }) =>
		records.resources.insert({
			...ACTIVE,
			first_name: null,
			last_name: null,
			email: null,
			phone: null,
			job_title: null,
			notes: null,
			capacity: null,
			registration_number: null,
			bookable: true,
			timezone: 'London',
			available_periods: officeHours(),
			custom_field_option_ids: [],
			booking_approver_ids: [],
			user_id: null,
			vacation_allowance: 25,
			color: random.pick(COLORS),
			...made(380),
			...fields,
		});
	PEOPLE.forEach((person, index) => {
		add({
			...identity(person),
			resource_type_id: PERSON,
			email: emailOf(person),
			phone: `+44 20 7946 0${100 + index}`,
			job_title: random.pick(JOBS),
			custom_field_option_ids: [random.pick(departments), random.pick(skills)],
			booking_approver_ids: APPROVED.includes(index) ? [APPROVER] : [],
			user_id: index < USERS - 1 ? index + 1 : null,
			...made(400 - index),
		});
	});
	ROOMS.forEach((name, index) => {
		add({ name, resource_type_id: MEETING_ROOM, capacity: String(4 + 4 * index) });
	});
	VEHICLES.forEach((name, index) => {
		// The last one can be seen, but not booked.
		const bookable = index < VEHICLES.length - 1;
		add({ name, resource_type_id: VEHICLE, registration_number: `EX${60 + index} AMP`, bookable });
	});
	for (const person of FORMER_PEOPLE) {
		add({
			...identity(person),
			resource_type_id: PERSON,
			email: emailOf(person),
			job_title: random.pick(JOBS),
			archived: true,
		});
	}
}
