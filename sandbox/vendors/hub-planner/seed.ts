import { createRandom } from '../../random';
import { PEOPLE, personOf, words } from '../../words';
import { type CustomField, emptyRecords, objectId, type Records } from './records';
import { blank } from './resources';

const SEED = 20_160_416;
const DAY = 86_400_000;

const SKILLS = words('JAVA, C++, Drawing, Writing, Film');
const OFFICES = words('Lisbon, Oslo, Kyoto, Quito');

/** Who is known otherwise than at the other vendors: one has married, one was replaced by a colleague. */
const KNOWN_AS: Record<string, string> = {
	'Mei Tanaka': 'Mei Mori',
	'Yusuf Demir': 'Ines Castro',
};

/** Nobody has linked every tenth person yet; the one who left stands elsewhere in Resource Guru. */
function metadataOf(name: string, index: number): string {
	if (index % 10 === 3) return '';
	return `Resource Guru ${name === 'Ines Castro' ? 38 : index + 1}`;
}

/** The account as it stands at first, the same for the same moment. */
export function seed(now: Date): Records {
	const records = emptyRecords();
	const random = createRandom(SEED);
	const daysAgo = (days: number) => new Date(now.getTime() - days * DAY).toISOString();

	const customFields = (index: number): CustomField[] => [
		{
			_id: objectId('5626541945f2d486', 2 * index),
			templateId: '55100b09640c63d006c673b2',
			templateLabel: 'Office',
			value: random.pick(OFFICES),
		},
		{
			_id: objectId('5626541945f2d486', 2 * index + 1),
			templateId: '55100b09640c63d006c673b3',
			templateType: 'CHECKBOX',
			templateLabel: 'Skills',
			choices: SKILLS.flatMap((value, skill) =>
				random.chance(0.4)
					? [
							{
								value,
								choiceId: objectId('560a9a1cf0168116', skill),
								_id: objectId('5626541945f2d487', SKILLS.length * index + skill),
							},
						]
					: [],
			),
		},
	];

	PEOPLE.map((name) => KNOWN_AS[name] ?? name).forEach((name, index) => {
		const defaults = blank(records.resources.nextId());
		const made = 400 - index;
		records.resources.insert({
			...defaults,
			...personOf(name),
			metadata: metadataOf(name, index),
			note: index % 5 === 0 ? 'Prefers mornings' : '',
			createdDate: daysAgo(made),
			// Some have never been touched since.
			updatedDate: index % 6 === 5 ? null : daysAgo(random.integer(1, made)),
			status: statusOf(index),
			role: index === 0 ? 'ROLE_OWNER' : 'ROLE_TEAM',
			links: { ...defaults.links, link1: `https://example.com/people/${index + 1}` },
			billing: index % 3 === 0 ? { useDefault: false, rate: 60 + 5 * index } : defaults.billing,
			...(index % 4 === 3 ? partTime(defaults) : {}),
			customFields: customFields(index),
		});
	});
	return records;
}

/** The last ones have left, or are not booked. */
const statusOf = (index: number): string =>
	index >= 28 ? 'STATUS_ARCHIVED' : index >= 26 ? 'STATUS_NON_BOOKABLE' : 'STATUS_ACTIVE';

/** Fridays off. */
const partTime = ({ customAvailabilities }: ReturnType<typeof blank>) => ({
	useCustomAvailability: true,
	customAvailabilities: {
		...customAvailabilities,
		weekDays: { ...customAvailabilities.weekDays, friday: { minutes: 0, workDay: false } },
	},
});
