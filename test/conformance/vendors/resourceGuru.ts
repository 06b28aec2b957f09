import type { IDataObject } from 'n8n-workflow';
import { day } from '../samples';
import type { Arrangement, RecordsOf, Sample, Sampled, Variant } from './vendor';
import { conforming, pairs, same } from './vendor';

type Records = RecordsOf<'resourceGuru'>;

/** Two bookings that last three days from 2027-03-01 on, in place of the first two. */
const threeDays = (records: Records) => {
	for (const id of [1, 2]) {
		const days = ['2027-03-01', '2027-03-02', '2027-03-03'];
		const [first] = records.bookings.get(id).durations;
		if (!first) throw new Error(`Booking ${id} has no day`);
		records.bookings.update(id, {
			start_date: '2027-03-01',
			end_date: '2027-03-03',
			durations: days.map((date) => ({ ...first, date })),
		});
	}
};

/** The first two bookings wait for an approval. */
const pending = (records: Records) => {
	for (const id of [1, 2]) {
		records.bookings.update(id, {
			approval_state: { status: 'pending', resolved_by: null, resolved_at: null, message: null },
		});
	}
};

/** One option of a custom field that people have, and people only. */
const oneOptionEach = (variant: Variant, records: Records): Record<string, Sample> => {
	const ids = [records.customFieldOptions.all()[variant]?.id];
	return {
		custom_field_option_ids: { given: ids, wire: ids },
		resource_type_id: { given: 1, wire: 1 },
	};
};

/** A record's fields without its id, to make another one of. */
const copy = <T extends { id: unknown }>({ id: _id, ...fields }: T): Omit<T, 'id'> => fields;

const stamps = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' };

/** Two webhooks that send to an address that answers, each with something sent. */
const twoWebhooks = (records: Records, receiver: string) => {
	for (const name of ['One', 'Two']) {
		const { id } = records.webhooks.insert({
			...stamps,
			name,
			payload_url: receiver,
			events: ['clients'],
			secret: 'sandbox',
			send_secret_header: false,
			paused: false,
			user_id: 1,
		});
		const model = {
			id,
			timestamp: 1_700_000_000,
			payload: { id: 1, action: 'update', type: 'client' },
		};
		records.webhookPayloads.insert({
			webhook_id: id,
			model,
			body: JSON.stringify(model),
			user_id: 1,
			action: 'update',
			attempts: 1,
			status: 'delivered',
			last_sent_on: stamps.created_at,
			created_at: stamps.created_at,
			request_headers: {},
			response_from_http_client: 200,
			next_try: null,
		});
	}
};

const worked = (records: Records) => {
	records.timesheetEntries.insert({
		...stamps,
		resource_id: 1,
		date: '2027-03-02',
		duration: 60,
		project_id: 1,
		client_id: null,
		activity_type_id: null,
		notes: '',
		billable: true,
		dismissed: false,
	});
	const [last] = records.timesheetEntries.all().slice(-1);
	if (last) records.timesheetEntries.insert({ ...copy(last), date: '2027-03-11' });
};

const arrangements: Record<string, Arrangement<'resourceGuru'>> = {
	'webhook.getMany': { mayBeEmpty: true },
	'downtime.getClashes': { mayBeEmpty: true },
	'booking.getActivities': { mayBeEmpty: true },
	'customAvailability.getMany': { mayBeEmpty: true },
	'calendar.delete': {
		before: ({ calendars }) => {
			const [calendar] = calendars.all();
			if (calendar) calendars.insert(copy(calendar));
		},
	},
	'downtime.split': {
		before: ({ downtimes, downtimeTypes }) => {
			const type = downtimeTypes.all().find(({ name }) => name !== 'Vacation');
			for (const { id } of downtimes.all().slice(0, 2)) {
				downtimes.update(id, {
					from: '2027-03-01',
					to: '2027-03-20',
					downtime_type_id: type?.id ?? null,
				});
			}
		},
	},
	'timesheetEntry.getProjectsReport': { before: worked },
	'timesheetEntry.getResourcesReport': { before: worked },
	'webhook.delete': { before: twoWebhooks },
	'webhook.get': { before: twoWebhooks },
	'webhook.getPayloads': { before: twoWebhooks },
	'webhook.resendPayload': { before: twoWebhooks, values: pairs({ id: [1, 2] }) },
	'webhook.test': { before: twoWebhooks },
	'webhook.testPayloadUrl': {
		values: (variant, _records, receiver) => {
			const url = `${receiver}/?${variant}`;
			return { payload_url: { given: url, wire: url } };
		},
	},
	'webhook.update': { before: twoWebhooks },
	'booking.create': {
		values: pairs({ clash_resolution: ['book_with_overtime', 'add_to_waiting_list'] }),
	},
	'booking.delete': { before: threeDays, values: pairs({ date: ['2027-03-02', '2027-03-03'] }) },
	'booking.remind': { before: pending },
	'booking.resolve': {
		before: pending,
		values: (variant, records) => {
			const ids = [records.bookings.get(variant + 1).resource_id];
			return { resource_ids: { given: ids, wire: ids } };
		},
	},
	'booking.split': { before: threeDays, values: pairs({ date: ['2027-03-02', '2027-03-03'] }) },
	// Far apart, because changing a series can end the next booking.
	'booking.update': { leaveOut: ['resource_ids'], values: pairs({ id: [1, 40] }) },
	'resource.create': { values: oneOptionEach },
	'resource.update': { values: oneOptionEach },
};

/** The fields that the account has for these records, each with a value. */
function customFields({ contract }: Sampled, variant: Variant, records: Records): Sample {
	const entity = contract.tag.toLowerCase();
	const value: IDataObject = {};
	const wire: IDataObject = {};
	const fields = records.customFields.where(({ entity_types }) => entity_types.includes(entity));
	for (const { id, type } of fields) {
		const options = records.customFieldOptions.where(
			({ custom_field_id }) => custom_field_id === id,
		);
		const chosen = options[variant % options.length]?.value ?? `Text ${variant}`;
		value[type === 'multi_select' ? `${id}[]` : id] = chosen;
		wire[id] = type === 'multi_select' ? [chosen] : chosen;
	}
	return { given: { mappingMode: 'defineBelow', value }, wire };
}

const hours = (variant: Variant) => ({
	weekDay: 1 + variant,
	startTime: '08:00',
	endTime: '12:00',
});
const block = { start_time: 480, end_time: 720 };

export const resourceGuru = conforming({
	name: 'resourceGuru',
	folder: 'ResourceGuru',
	credential: ({ account, baseUrl, clientId, clientSecret }) => ({
		account,
		baseUrl,
		clientId,
		clientSecret,
	}),
	connects: true,
	// Its 200 requests per minute count by client id. Only signing in and renewing send it, and neither happens here.
	freshPace: (data, { clientId }, n) => ({ ...data, clientId: `${clientId} ${n}` }),
	path: { account: 'example-corp' },
	kinds: { resourceMapper: customFields },
	samples: {
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
			const every = ['1', 'rule'][variant];
			const parts = { every, weekday: 2, count: 2, rule: JSON.stringify(rule) };
			return { given: { parts }, wire: rule };
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
		available_periods: (variant) => ({
			given: { rows: [hours(variant)] },
			wire: [{ week_day: 1 + variant, ...block }],
		}),
		'custom_available_periods.days': (variant) => ({
			given: { rows: [hours(variant)] },
			wire: { [1 + variant]: { time_blocks: [block] } },
		}),
		incoming_calendar_subscriptions: (variant) => ({
			given: { rows: [{ calendarId: 1 + variant, sync: variant === 0 }] },
			wire: [{ calendar_id: 1 + variant, sync: variant === 0 }],
		}),
	},
	arrangements,
});
