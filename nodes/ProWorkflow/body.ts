import { boolean, choice, file, integer, record, text } from '../engine';
import type { Field } from '../engine';
import { each, fieldValues } from './fields';

/** What the bodies of several resources share. */

export const apiFields = { apifields: fieldValues('API Field', { label: 'API Fields' }) };

const advanced = { description: 'Advanced plan only' };

export const customFields = { customfields: fieldValues('Custom Field', advanced) };

/** A form that the account adds to its projects. */
export const customForm = {
	customformtitle: text(advanced),
	customformcontent: text({ rows: 4, ...advanced }),
};

export const template = {
	templateid: integer({
		min: 1,
		description: 'Fills in what you do not. Advanced plan only.',
	}),
};

/** @param whose Who may belong to several groups. */
export const groupOf = (whose: string) => ({
	groupid: integer({
		min: 1,
		description: `Needed where the ${whose} belongs to several groups. Advanced plan only.`,
	}),
});

export const address = each('address1 address2 address3 city state zipcode country', text());

export const profiles = {
	...each('facebook twitter', text()),
	linkedin: text({ label: 'LinkedIn' }),
};

export const longText = text({ rows: 4 });

export const jobTitle = text({ label: 'Job Title' });

/** At most 100 KB, or ProWorkflow drops it without a word (docs.txt L239-240). */
export const image = {
	imagecontent: file({
		maxBytes: 102_400,
		label: 'Image',
		description:
			'The name of the input field that holds a PNG of 80 by 80 pixels, of at most 100 KB',
	}),
};

export const taxable = { taxable: boolean({ default: true, description: 'Whether tax applies' }) };

/** In Create or Update: what an update can't change. */
export const onlyOfNew = (field: Field): Field => ({
	...field,
	description: 'Used only where a new one is created',
});

/** Adds IDs to those that a record has, or takes them away (L1806-1810). */
export const addOrRemove = {
	remove: choice(
		{ false: 'Add', true: 'Remove' },
		{ label: 'What to Do', required: true, wire: (value: string) => value === 'true' },
	),
};

/** Projects and tasks are listed for a company or a contact only, so that here they have no list. */
export const projectById = (required = false) => record('project', { listed: false, required });
export const taskById = record('task', { listed: false });
