import { boolean, date, dates, records } from '../../engine';
import { bookable, resource } from '../api';
import { workingHours } from '../workingHours';

const clashing = {
	allow_waiting: boolean({
		label: 'Move Clashing Bookings to Waiting List',
		description: 'Whether bookings that no longer fit go to the waiting list',
	}),
	delete_invalid_bookings: boolean({
		label: 'Delete Clashing Bookings',
		description: 'Whether bookings that no longer fit are deleted',
	}),
};

interface Block {
	week_day: number;
	start_time: number;
	end_time: number;
}

/** `[{ week_day, start_time, end_time }]` -> `{ "1": { time_blocks: [{ start_time, end_time }] } }` (L1949-1961). */
function byWeekday(blocks: Block[]) {
	const days: Record<string, { time_blocks: Array<Omit<Block, 'week_day'>> }> = {};
	for (const { week_day, ...block } of blocks)
		(days[week_day] ??= { time_blocks: [] }).time_blocks.push(block);
	return days;
}

/** Working hours that differ from the usual ones for a while (docs.txt L1923-1994). */
export const customAvailability = resource(
	'Custom Availability',
	{
		getMany: {
			request: 'GET /v1/{account}/custom_available_periods',
			query: {
				'resource_ids[]': records('resource', {
					description: 'Only the custom availability of these resources',
				}),
				start_date: date({ description: 'By default one year ago' }),
				end_date: date({ notBefore: 'start_date', description: 'By default one year from now' }),
			},
			answer: 'list',
		},
		reset: {
			request: 'DELETE /v1/{account}/custom_available_periods/reset',
			body: {
				resource_instance_id: bookable({ required: true }),
				dates: dates({
					required: true,
					description: 'Days that go back to the usual working hours',
				}),
				...clashing,
			},
			answer: 'record',
			action: 'Reset custom availability',
			description: 'Go back to the usual working hours of a resource on some days',
		},
		set: {
			request: 'POST /v1/{account}/custom_available_periods',
			body: {
				'custom_available_periods.resource_instance_id': bookable({
					required: true,
				}),
				'custom_available_periods.start_date': date({ required: true }),
				'custom_available_periods.end_date': date({
					required: true,
					notBefore: 'custom_available_periods.start_date',
				}),
				'custom_available_periods.days': workingHours({ required: true, wire: byWeekday }),
				...clashing,
			},
			action: 'Set custom availability',
			description: 'Set the working hours of a resource for some days',
		},
	},
	{ plural: 'custom availability' },
);
