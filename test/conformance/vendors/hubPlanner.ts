import type { Sampled, Variant } from './vendor';
import { conforming, same } from './vendor';

export const hubPlanner = conforming({
	name: 'hubPlanner',
	folder: 'HubPlanner',
	credential: ({ apiKey, baseUrl }) => ({ apiKey, baseUrl }),
	samples: {
		email: (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
		'customAvailabilities.weekDays': (variant) => ({
			given: { rows: [{ day: 'Monday', minutes: 60 + variant, workDay: true }] },
			wire: { monday: { minutes: 60 + variant, workDay: true } },
		}),
	},
	kinds: {
		// A search takes any of several texts.
		string: ({ path }: Sampled, variant: Variant) =>
			/\.\$n?in$/.test(path)
				? { given: `One ${variant}, Two`, wire: [`One ${variant}`, 'Two'] }
				: same(`Ünder & over ${variant}`),
	},
});
