import { Table } from '../../table';

/** When a record was made and last changed, ISO date times. */
export interface Stamps {
	created_at: string;
	updated_at: string;
}

/** Kept, but out of the ordinary lists. */
export interface Retirable {
	archived: boolean;
	deleted: boolean;
	/** A day, or null. */
	deleted_at: string | null;
}

/** By custom field id: text, or the ids of the chosen options. */
export type CustomFieldValues = Record<number, string | number[]>;

export interface Account extends Stamps {
	id: number;
	name: string;
	subdomain: string;
	plan: string;
	on_trial: boolean;
	trial_expires_on: string | null;
	owner_id: number;
	booking_approvals: boolean;
	default_booking_approver_ids: number[];
}

export interface User extends Stamps {
	id: number;
	first_name: string;
	last_name: string;
	email: string;
	timezone: string;
	permissions: string;
	owner: boolean;
	deleted: boolean;
	last_login_at: string | null;
}

export interface Client extends Stamps, Retirable {
	id: number;
	name: string;
	color: string | null;
	notes: string | null;
	custom_field_values: CustomFieldValues;
	creator_id: number;
	last_updated_by: number;
}

export interface Project extends Client {
	client_id: number | null;
	project_code: string | null;
	default_billable: boolean;
	start_date: string | null;
	end_date: string | null;
	activity_type_ids: number[];
}

/** Minutes after midnight, end excluded. */
export interface TimeBlock {
	start_time: number;
	end_time: number;
}

/** Weekly hours of one weekday while valid. */
export interface AvailablePeriod extends TimeBlock {
	week_day: number;
	valid_from: string;
	valid_until: string | null;
}

export interface Resource extends Stamps, Retirable {
	id: number;
	resource_type_id: number;
	/** For people: made of first and last name. */
	name: string;
	first_name: string | null;
	last_name: string | null;
	color: string | null;
	email: string | null;
	phone: string | null;
	job_title: string | null;
	notes: string | null;
	capacity: string | null;
	registration_number: string | null;
	bookable: boolean;
	timezone: string;
	available_periods: AvailablePeriod[];
	custom_field_option_ids: number[];
	booking_approver_ids: number[];
	user_id: number | null;
	vacation_allowance: number;
	creator_id: number;
	last_updated_by: number;
}

export interface ResourceType extends Stamps {
	id: number;
	name: string;
	human: boolean;
	custom_attributes: string[];
}

/** What a booking takes on one day. */
export interface BookingDay {
	date: string;
	/** Minutes. */
	duration: number;
	/** Minutes after midnight; null when the booking has no fixed time. */
	start_time: number | null;
	end_time: number | null;
	waiting: boolean;
	elastic_overtime: TimeBlock[];
}

export interface ApprovalState {
	status: 'pending' | 'approved' | 'declined';
	resolved_by: number | null;
	resolved_at: string | null;
	message: string | null;
}

/** One resource's part in a booking. */
export interface Booking extends Stamps {
	id: number;
	resource_id: number;
	/** The bookings made at once for several resources, this one included. */
	sibling_ids: number[];
	booker_id: number;
	start_date: string;
	end_date: string;
	/** Minutes per day. */
	duration: number;
	start_time: number | null;
	durations: BookingDay[];
	details: string;
	billable: boolean;
	project_id: number | null;
	client_id: number | null;
	activity_type_id: number | null;
	last_updated_by: number;
	rrule: Record<string, unknown> | null;
	/** Shared by the occurrences of a repeat. */
	group_id: number | null;
	sequence_no: number;
	timezone: string | null;
	tentative: boolean;
	custom_field_values: CustomFieldValues;
	/** Null: needs no approval. */
	approval_state: ApprovalState | null;
}

export interface BookingActivity {
	id: number;
	booking_id: number;
	action: 'create' | 'update' | 'delete';
	user_id: number;
	/** The booking as the API shows it; null before it was made and after it was deleted. */
	previous_state: unknown;
	next_state: unknown;
	created_at: string;
}

export interface ActivityType extends Stamps {
	id: number;
	name: string;
	notes: string | null;
	color: string | null;
	default: boolean;
	archived: boolean;
	archived_at: string | null;
}

export interface CustomField extends Stamps {
	id: number;
	label: string;
	required: boolean;
	type: 'single_select' | 'multi_select' | 'text';
	entity_types: string[];
	resource_type_ids: number[];
	default: boolean;
	icon: string | null;
}

export interface CustomFieldOption extends Stamps {
	id: number;
	custom_field_id: number;
	value: string;
}

export interface DowntimeType extends Stamps {
	id: number;
	name: string;
	default: boolean;
}

export interface Downtime extends Stamps {
	id: number;
	resource_ids: number[];
	from: string;
	to: string;
	/** Minutes after midnight on the first day. */
	start_time: number;
	/** Minutes after midnight on the last day. */
	end_time: number;
	timezone: string | null;
	downtime_type_id: number | null;
	details: string | null;
	booker_id: number;
	creator_id: number;
	last_updated_by: number;
}

export interface Overtime extends Stamps {
	id: number;
	resource_id: number;
	date: string;
	/** Minutes. */
	duration: number;
	creator_id: number;
}

/** One day's hours in place of the weekly ones; no blocks for a day off. */
export interface CustomAvailability {
	id: number;
	resource_id: number;
	date: string;
	blocks: TimeBlock[];
}

export interface IncomingCalendar {
	id: number;
	name: string;
	state: string;
	is_primary: boolean;
	sync: boolean;
}

export interface Calendar {
	id: number;
	calendar_account_name: string;
	connection_status: string;
	api: string;
	incoming_calendars: IncomingCalendar[];
	outgoing_calendar_state: string;
}

export interface ExternalEvent extends Stamps {
	id: string;
	/** The incoming calendar it came with. */
	calendar_id: number;
	summary: string;
	location: string;
	/** A day; the event is all-day. */
	start_date: string;
	end_date: string;
	busy: boolean;
	user_ids: number[];
}

export interface TimesheetEntry extends Stamps {
	id: number;
	resource_id: number;
	date: string;
	/** Minutes. */
	duration: number;
	project_id: number | null;
	client_id: number | null;
	activity_type_id: number | null;
	notes: string;
	billable: boolean;
	dismissed: boolean;
}

export interface Webhook extends Stamps {
	id: number;
	name: string;
	payload_url: string;
	events: string[];
	secret: string;
	send_secret_header: boolean;
	paused: boolean;
	user_id: number;
}

/** One event for one webhook, and how its delivery stands. */
export interface WebhookPayload {
	id: number;
	webhook_id: number;
	model: { id: number; timestamp: number; payload: Record<string, unknown> };
	/** The model as it is sent: the signature is made over it. */
	body: string;
	user_id: number;
	action: string;
	attempts: number;
	status: 'pending' | 'delivered' | 'failed';
	last_sent_on: string | null;
	created_at: string;
	request_headers: Record<string, string>;
	response_from_http_client: number | null;
	next_try: string | null;
}

/** Everything the vendor keeps. */
export interface Records {
	accounts: Table<Account>;
	users: Table<User>;
	clients: Table<Client>;
	projects: Table<Project>;
	resourceTypes: Table<ResourceType>;
	resources: Table<Resource>;
	bookings: Table<Booking>;
	bookingActivities: Table<BookingActivity>;
	activityTypes: Table<ActivityType>;
	customFields: Table<CustomField>;
	customFieldOptions: Table<CustomFieldOption>;
	downtimeTypes: Table<DowntimeType>;
	downtimes: Table<Downtime>;
	overtimes: Table<Overtime>;
	customAvailability: Table<CustomAvailability>;
	calendars: Table<Calendar>;
	externalEvents: Table<ExternalEvent>;
	timesheetEntries: Table<TimesheetEntry>;
	webhooks: Table<Webhook>;
	webhookPayloads: Table<WebhookPayload>;
}

export const emptyRecords = (): Records => ({
	accounts: new Table('Account'),
	users: new Table('User'),
	clients: new Table('Client'),
	projects: new Table('Project'),
	resourceTypes: new Table('Resource Type'),
	resources: new Table('Resource'),
	bookings: new Table('Booking'),
	bookingActivities: new Table('Booking Activity'),
	activityTypes: new Table('Activity Type'),
	customFields: new Table('Custom Field'),
	customFieldOptions: new Table('Custom Field Option'),
	downtimeTypes: new Table('Downtime Type'),
	downtimes: new Table('Downtime'),
	overtimes: new Table('Overtime'),
	customAvailability: new Table('Custom Availability'),
	calendars: new Table('Calendar'),
	externalEvents: new Table('External Event', (made) => `event-${made}`),
	timesheetEntries: new Table('Timesheet Entry'),
	webhooks: new Table('Webhook'),
	webhookPayloads: new Table('Webhook Payload'),
});
