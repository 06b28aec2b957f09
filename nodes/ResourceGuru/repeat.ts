import { choice, integer, json, parts, z } from '../engine';
import { weekdays } from './workingHours';

const pattern = z
	.object({
		interval: z.number().int().min(1).optional(),
		weekday: z.number().int().min(0).max(6).optional(),
		ends: z.object({ type: z.string() }).passthrough().optional(),
	})
	.passthrough();

const rule = z
	.object({ weekly: pattern, monthly: pattern, yearly: pattern })
	.partial()
	.strict("takes one of 'weekly', 'monthly' or 'yearly'")
	.refine(
		(given) => Object.keys(given).length === 1,
		"takes exactly one of 'weekly', 'monthly' or 'yearly'",
	);

interface Given {
	every?: string;
	weekday?: number;
	count?: number;
	rule?: unknown;
}

/** Labels that stay in this order when they are sorted: the first one is chosen at first. */
const everyWeeks = {
	1: '1 Week',
	2: '2 Weeks',
	3: '3 Weeks',
	4: '4 Weeks',
};
const weekly = { when: { every: Object.keys(everyWeeks) } };

/**
 * How a booking repeats. The documentation shows the weekly form only; of monthly and yearly it tells no more than
 * the names (docs.txt L865, L885-892), so they are written as Resource Guru takes them.
 */
export const repeat = parts(
	'Repeat',
	{
		every: choice({ ...everyWeeks, rule: 'Other (JSON)' }, { label: 'Every' }),
		weekday: choice(weekdays, { label: 'On', ...weekly }),
		count: integer({
			label: 'Number of Bookings',
			min: 1,
			default: 4,
			description: 'After how many bookings the series ends',
			...weekly,
		}),
		rule: json(rule, {
			label: 'Rule (JSON)',
			required: true,
			when: { every: ['rule'] },
			default: '{ "monthly": { "interval": 1, "ends": { "type": "count", "count": 4 } } }',
		}),
	},
	{
		label: 'Repeat',
		nullable: true,
		wire: ({ every = '1', rule: written, weekday = 1, count = 4 }: Given) =>
			every === 'rule'
				? written
				: { weekly: { interval: Number(every), weekday, ends: { type: 'count', count } } },
	},
);
