import { addDays } from '../../dates';
import { handOverBookings } from './bookings/remove';
import { crud, given, present } from './crud';
import { checkOptionIds } from './customFieldValues';
import { choiceOf, MisfitRefusal, misfitsOf, resolveMisfits } from './misfits';
import type { AvailablePeriod, Resource } from './records';
import { minutesIn } from './schedule';
import {
	ACCOUNT_ID,
	type Behaviours,
	changedBy,
	Checks,
	colorOf,
	type GuruCall,
	idOf,
} from './shared';
import { showTimezone } from './timezones';

/** Nine to five with an hour for lunch, Monday to Friday: the hours of whoever has no others. */
export const officeHours = (): AvailablePeriod[] =>
	[1, 2, 3, 4, 5].flatMap((week_day) =>
		[
			{ start_time: 540, end_time: 780 },
			{ start_time: 840, end_time: 1080 },
		].map((block) => ({ ...block, week_day, valid_from: '2000-01-01', valid_until: null })),
	);

/** docs.txt L5154-5221. */
function show(resource: Resource, { records }: GuruCall) {
	const {
		resource_type_id,
		capacity,
		registration_number,
		custom_field_option_ids,
		timezone,
		deleted: _deleted,
		deleted_at: _deletedAt,
		...fields
	} = resource;
	const type = records.resourceTypes.get(resource_type_id);
	const booked = records.bookings.where(({ resource_id }) => resource_id === resource.id);
	return {
		...fields,
		available_periods: resource.available_periods.filter(({ valid_until }) => valid_until === null),
		booked_client_ids: distinct(booked.map(({ client_id }) => client_id)),
		booked_project_ids: distinct(booked.map(({ project_id }) => project_id)),
		custom_attributes: { phone: resource.phone, capacity, registration_number },
		custom_available_periods: records.customAvailability
			.where(({ resource_id }) => resource_id === resource.id)
			.flatMap(({ date, blocks }) => blocks.map((block) => ({ date, ...block }))),
		human: type.human,
		images: {},
		minutes_per_day: minutesPerDay(resource),
		overtimes: records.overtimes.where(({ resource_id }) => resource_id === resource.id),
		resource_type: { id: type.id, name: type.name },
		selected_custom_field_options: custom_field_option_ids.flatMap((id) => {
			const option = records.customFieldOptions.find(id);
			const field = records.customFields.find(option?.custom_field_id);
			return option && field ? [{ id, name: field.label, value: option.value }] : [];
		}),
		timezone: showTimezone(timezone),
	};
}

const distinct = (ids: Array<number | null>): number[] => [
	...new Set(ids.filter((id) => id !== null)),
];

/** Of an average working day. */
function minutesPerDay({ available_periods }: Resource): number {
	const current = available_periods.filter(({ valid_until }) => valid_until === null);
	const days = new Set(current.map(({ week_day }) => week_day)).size;
	return days === 0 ? 0 : Math.round(minutesIn(current) / days);
}

/** The fields that `detail=0` leaves out. */
const DETAILS = ['booked_client_ids', 'booked_project_ids', 'overtimes', 'available_periods'];

function showInList(resource: Resource, call: GuruCall) {
	const left = new Set([
		...(call.query.detail === '0' ? DETAILS : []),
		...(call.query.show_availability === '0' ? ['custom_available_periods'] : []),
	]);
	return Object.fromEntries(
		Object.entries(show(resource, call)).filter(([field]) => !left.has(field)),
	);
}

type ResourceInput = Partial<Resource> & {
	invite?: string | null;
	replacement_approver_user_id?: number;
	replacement_reviewer_user_id?: number;
};

/** The record's fields from the body: people have a first and last name, everything else a name. */
function fields(call: GuruCall, current: Resource | undefined): Partial<Resource> {
	const { records } = call;
	const {
		invite: _invite,
		replacement_approver_user_id: _approver,
		replacement_reviewer_user_id: _reviewer,
		...input
	} = call.body as ResourceInput;
	const checks = new Checks();
	const typeId = current?.resource_type_id ?? input.resource_type_id;
	const type = records.resourceTypes.find(typeId);
	checks.exists(type, typeId, 'resource_type_id');
	const first = input.first_name ?? current?.first_name ?? '';
	const last = input.last_name ?? current?.last_name ?? '';
	if (type?.human) {
		checks.notBlank(first, 'first_name');
		checks.notBlank(last, 'last_name');
	} else {
		checks.notBlank(input.name ?? current?.name ?? '', 'name');
	}
	const namesakes = records.resources.where(
		({ email, deleted, id }) => !deleted && id !== current?.id && email === input.email,
	);
	checks.that(!input.email || namesakes.length === 0, 'email', 'has already been taken');
	checkOptionIds(records, typeId ?? 0, input.custom_field_option_ids, checks);
	checks.users(records, input.booking_approver_ids, 'booking_approver_ids');
	checks.done();
	const name = type?.human ? `${first} ${last}` : input.name;
	return { ...input, name, color: colorOf(input.color) };
}

/**
 * Whoever goes and alone approves some resource's bookings needs a replacement.
 * @throws Refusal 422 when the request names none
 */
function replaceApprover(resource: Resource, { records, body }: GuruCall): void {
	const { user_id } = resource;
	const { replacement_approver_user_id: replacement } = body as ResourceInput;
	const approved = records.resources.where(
		({ deleted, booking_approver_ids: [only, ...others] }) =>
			!deleted && user_id !== null && only === user_id && others.length === 0,
	);
	if (approved.length === 0) return;
	const checks = new Checks();
	checks.that(
		replacement !== undefined,
		'replacement_approver_user_id',
		`can't be blank: ${resource.name} is the only approver of ${approved.length} resources`,
	);
	checks.users(
		records,
		replacement === undefined ? [] : [replacement],
		'replacement_approver_user_id',
	);
	checks.done();
	for (const { id } of approved) {
		records.resources.update(id, { booking_approver_ids: replacement ? [replacement] : [] });
	}
}

const resource = crud<Resource>({
	table: ({ resources }) => resources,
	show,
	showInList,
	fields,
	filter: ({ id }, { query }) => (query.ids as number[] | undefined)?.includes(id) ?? true,
	blank: ({ records }) => ({
		resource_type_id: 0,
		name: '',
		first_name: null,
		last_name: null,
		color: null,
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
		booking_approver_ids: [...records.accounts.get(ACCOUNT_ID).default_booking_approver_ids],
		user_id: null,
		vacation_allowance: 20,
	}),
	retire: (record, call, how) => {
		replaceApprover(record, call);
		if (how === 'delete') handOverBookings(call, record);
	},
});

interface AvailabilityInput {
	date: string;
	timezone?: string;
	delete_invalid_bookings?: boolean;
	allow_waiting?: boolean;
	available_periods?: Array<Omit<AvailablePeriod, 'valid_from' | 'valid_until'>>;
}

/**
 * New weekly hours from a date on.
 * @throws MisfitRefusal when bookings no longer fit, and it is not said what becomes of them
 */
function updateAvailability(call: GuruCall): void {
	const { records } = call;
	const record = present(records.resources, idOf(call));
	const input = call.body as unknown as AvailabilityInput;
	const checks = new Checks();
	for (const { start_time, end_time } of input.available_periods ?? []) {
		checks.that(start_time < end_time, 'available_periods', 'must start before they end');
	}
	checks.done();
	const available_periods = input.available_periods && [
		...record.available_periods
			.filter(({ valid_from }) => valid_from < input.date)
			.map((period) => ({ ...period, valid_until: period.valid_until ?? addDays(input.date, -1) })),
		...input.available_periods.map((period) => ({
			...period,
			valid_from: input.date,
			valid_until: null,
		})),
	];
	const changes = given({ timezone: input.timezone, available_periods });
	const misfits = misfitsOf(records, { ...record, ...changes }, (date) => date >= input.date);
	const choice = choiceOf(input);
	if (misfits.length > 0 && !choice) throw new MisfitRefusal(misfits);
	records.resources.update(record.id, { ...changes, ...changedBy(call) });
	if (choice) resolveMisfits(call, misfits, choice);
}

export const resourceBehaviours: Behaviours = {
	'resource.getMany': resource.getMany,
	'resource.getManyArchived': resource.getManyArchived,
	'resource.get': resource.get,
	'resource.create': resource.create,
	'resource.update': resource.update,
	'resource.delete': resource.delete,
	'resource.updateAvailability': updateAvailability,
};
