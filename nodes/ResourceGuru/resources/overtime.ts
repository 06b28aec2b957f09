import { date } from '../../engine';
import { bookable, minutes, resource } from '../api';

/** Overtime of a resource on a day (docs.txt L2423-2441). */
export const overtime = resource(
	'Overtime',
	{
		set: {
			request: 'POST /v1/{account}/overtimes',
			body: {
				resource_id: bookable({ required: true }),
				date: date({ required: true }),
				duration: minutes('Duration', { required: true }),
			},
			answer: 'nothing',
			action: 'Set overtime',
			description: 'Set how long a resource works longer on a day',
		},
	},
	{ plural: 'overtime' },
);
