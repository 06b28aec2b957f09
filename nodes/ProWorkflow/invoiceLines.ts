import { boolean, choice, decimal, integer, list, text } from '../engine';
import type { FieldOptions } from '../engine';
import { twoParts } from './fields';

/** Lines of invoices, alone and as rows of an invoice (docs.txt L6395-6433, L6838-6886). */

const types = {
	heading: 'Heading',
	lineitem: 'Line Item',
	expense: 'Expense',
	staffrate: 'Staff Rate',
	taskrate: 'Task Rate',
};

export const lineType = choice(types, {
	required: true,
	default: 'lineitem',
	description:
		'A heading needs a name, a line item or an expense also a quantity and a rate, a staff or task rate a time and a rate',
});

const counted = ['lineitem', 'expense'];
const timed = ['staffrate', 'taskrate'];

/** `inRow`: only the fields of the type that the row has are shown. */
export const lineFields = (inRow = false) => {
	const forTypes = (type: string[]): FieldOptions => (inRow ? { when: { type } } : {});
	return {
		name: text({
			description: 'Every line needs one. A line item may have a description instead.',
		}),
		description: text(forTypes(['lineitem'])),
		quantity: decimal({ ...forTypes(counted), default: 1 }),
		rate: decimal({
			...forTypes([...counted, ...timed]),
			description: 'The price of one, or of an hour',
		}),
		taxable: boolean({
			...forTypes([...counted, ...timed]),
			default: true,
			description: 'Whether tax applies',
		}),
		time: integer({ ...forTypes(timed), min: 0, label: 'Time (Minutes)' }),
	};
};

/** All lines of an invoice. */
export const lines = (options: FieldOptions = {}) =>
	list('Line', { type: lineType, ...lineFields(true) }, options);

type Given = { how?: string; at?: number };

const lineOrNumber = (options: FieldOptions) => decimal({ label: 'Line ID or Number', ...options });

/** Where a new line goes: `auto`, `after1`, `before1` or a number such as 1.1 (L6855-6865). */
export const place = twoParts(
	'Place',
	{ auto: 'At the End', after: 'After Line', before: 'Before Line', at: 'At Number' },
	['at', 'after', 'before'],
	['at', lineOrNumber, /^(auto|(after|before)\d+)$/],
	{ wire: ({ how = 'auto', at }: Given) => (how === 'at' ? at : `${how}${at ?? ''}`) },
);
