/** What an operation needs so that the vendor accepts all its parameters at once. */
import type { Sandbox } from '../../sandbox';
import type { Sample } from './samples';

type Records = Sandbox['vendors']['resourceGuru']['records'];

interface Arrangement {
	/** Changes the records before the run. */
	before?: (records: Records) => void;
	/** Wire names that exclude others. */
	leaveOut?: string[];
	/** Samples in place of the usual ones. */
	values?: (variant: 0 | 1, records: Records) => Record<string, Sample>;
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

export const arrangements: Record<string, Arrangement> = {
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
