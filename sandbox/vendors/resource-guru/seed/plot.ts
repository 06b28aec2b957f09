import { addDays, mondayOf } from '../../../dates';
import { createRandom, type Random } from '../../../random';
import { type CustomFieldValues, emptyRecords, type Records, type Stamps } from '../records';

const SEED = 20_240_229;

/** The account's owner, who made everything that nobody else has made. */
export const OWNER = 1;

/** What the parts of the seed share: the records so far, the choices to come and the calendar. */
export interface Plot {
	records: Records;
	random: Random;
	/** The Monday so many weeks from now. */
	monday(weeks: number): string;
	/** The stamps of a record made so many days ago. */
	stamped(daysAgo: number): Stamps;
	/** The same, with the owner as its maker. */
	made(daysAgo: number): Stamps & { creator_id: number; last_updated_by: number };
}

export function createPlot(now: Date): Plot {
	const thisMonday = mondayOf(now.toISOString().slice(0, 10));
	const stamped = (daysAgo: number) => {
		const at = new Date(now.getTime() - daysAgo * 86_400_000).toISOString();
		return { created_at: at, updated_at: at };
	};
	return {
		records: emptyRecords(),
		random: createRandom(SEED),
		monday: (weeks) => addDays(thisMonday, 7 * weeks),
		stamped,
		made: (daysAgo) => ({ ...stamped(daysAgo), creator_id: OWNER, last_updated_by: OWNER }),
	};
}

/** Of a record that is neither archived nor deleted. */
export const ACTIVE = { archived: false, deleted: false, deleted_at: null };

/** One of a custom field's options, as a record's values. */
export function choose({ records, random }: Plot, label: string): CustomFieldValues {
	const field = records.customFields.all().find((custom) => custom.label === label);
	if (!field) throw new Error(`The seed has no custom field ${label}`);
	const options = records.customFieldOptions.where(
		({ custom_field_id }) => custom_field_id === field.id,
	);
	return { [field.id]: [random.pick(options).id] };
}
