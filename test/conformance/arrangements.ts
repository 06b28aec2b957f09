/** What an operation needs so that the vendor accepts all its parameters at once. */
import type { Sandbox } from '../../sandbox';
import type { Sample } from './samples';

type Records = Sandbox['vendors']['resourceGuru']['records'];

interface Arrangement {
	/** Changes the records before the run. */
	before?: (records: Records, receiver: string) => void;
	/** Wire names that exclude others. */
	leaveOut?: string[];
	/** Samples in place of the usual ones. */
	values?: (variant: 0 | 1, records: Records, receiver: string) => Record<string, Sample>;
}

const values = (pairs: Record<string, [Sample['given'], Sample['given']]>) => (variant: 0 | 1) =>
	Object.fromEntries(
		Object.entries(pairs).map(([name, pair]) => [
			name,
			{ given: pair[variant], wire: pair[variant] },
		]),
	);

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
const oneOptionEach = (variant: 0 | 1, records: Records): Record<string, Sample> => {
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

export const arrangements: Record<string, Arrangement> = {
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
	'webhook.resendPayload': { before: twoWebhooks, values: values({ id: [1, 2] }) },
	'webhook.test': { before: twoWebhooks },
	'webhook.testPayloadUrl': {
		values: (variant, _records, receiver) => {
			const url = `${receiver}/?${variant}`;
			return { payload_url: { given: url, wire: url } };
		},
	},
	'webhook.update': { before: twoWebhooks },
	'booking.create': {
		values: values({ clash_resolution: ['book_with_overtime', 'add_to_waiting_list'] }),
	},
	'booking.delete': { before: threeDays, values: values({ date: ['2027-03-02', '2027-03-03'] }) },
	'booking.remind': { before: pending },
	'booking.resolve': {
		before: pending,
		values: (variant, records) => {
			const ids = [records.bookings.get(variant + 1).resource_id];
			return { resource_ids: { given: ids, wire: ids } };
		},
	},
	'booking.split': { before: threeDays, values: values({ date: ['2027-03-02', '2027-03-03'] }) },
	// Far apart, because changing a series can end the next booking.
	'booking.update': { leaveOut: ['resource_ids'], values: values({ id: [1, 40] }) },
	'resource.create': { values: oneOptionEach },
	'resource.update': { values: oneOptionEach },
};
