import { choice, list, timeOfDay } from '../engine';
import type { FieldOptions } from '../engine';

/** Days of the week as Resource Guru counts them (docs.txt L180-190). */
export const weekdays = [
	{ name: 'Monday', value: 1 },
	{ name: 'Tuesday', value: 2 },
	{ name: 'Wednesday', value: 3 },
	{ name: 'Thursday', value: 4 },
	{ name: 'Friday', value: 5 },
	{ name: 'Saturday', value: 6 },
	{ name: 'Sunday', value: 0 },
];

/** Hours of the week in which a resource works: rows of weekday, from and until. */
export const workingHours = (options: FieldOptions = {}) =>
	list(
		'Working Hours',
		{
			week_day: choice(weekdays, { required: true, label: 'Weekday' }),
			start_time: timeOfDay({ required: true, label: 'From' }),
			end_time: timeOfDay({ required: true, label: 'Until', placeholder: 'e.g. 17:00' }),
		},
		{ label: 'Working Hours', ...options },
	);
