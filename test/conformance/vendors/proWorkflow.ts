import { ACCOUNT_URL } from '../../../sandbox/vendors/proworkflow/account';
import { day } from '../samples';
import type { Arrangement, RecordsOf, Sample, Sampled, Variant } from './vendor';
import { conforming, fileInJson, same } from './vendor';

type Records = RecordsOf<'proWorkflow'>;

/** A value in two parts; both items fill in the same parts. */
const inParts = (variant: Variant, first: [object, unknown], second: [object, unknown]): Sample => {
	const [parts, wire] = variant === 0 ? first : second;
	return { given: { parts }, wire };
};

/** By what the second part is. */
function parts({ field, path }: Sampled, variant: Variant): Sample {
	const { how, at, text, number, ids } = field.inner ?? {};
	if (at) {
		return at.property.typeOptions?.dateOnly
			? inParts(
					variant,
					[{ how: 'at', at: day(3, 0).given, number: '' }, '2027-03-03'],
					[{ how: '-w', at: '', number: 3 }, '-3w'],
				)
			: inParts(
					variant,
					[{ how: 'at', at: '2027-03-03T09:30:00', number: '' }, '2027-03-03T09:30'],
					[{ how: 'h', at: '', number: 3 }, '3h'],
				);
	}
	if (text) {
		const [some, others] = ['100 % + 1', 'Ünder & over'];
		return inParts(
			variant,
			[{ how: 'contains', text: some }, some],
			[{ how: 'lacks', text: others }, `!${others}`],
		);
	}
	if (number) {
		return inParts(
			variant,
			[{ how: '#', number: 300 }, '300'],
			[{ how: 'gte#', number: 30.5 }, 'gte30.5'],
		);
	}
	if (!ids) throw new Error(`No sample for ${path}`);
	const [, second] = how?.property.options as Array<{ value: string }>;
	return inParts(
		variant,
		[{ how: 'some', ids: '1,2' }, '1,2'],
		second?.value === 'others'
			? [{ how: 'others', ids: '1, 2' }, '!1,2']
			: [{ how: second?.value, ids: '' }, second?.value],
	);
}

/** Values of API fields and custom fields. */
function fieldValues({ place }: Sampled, variant: Variant): Sample {
	const [first, second] = [`Eur & pe ${variant}`, 'Industrial'];
	const given = {
		rows: [
			{ id: 1, value: first },
			{ id: 2, value: second },
		],
	};
	return { given, wire: place === 'query' ? `1,${first}||2,${second}` : given.rows };
}

const line = { rate: '', time: '', taxable: '' };
const lines = [
	{
		given: { ...line, type: 'heading', name: 'Design' },
		wire: { type: 'heading', name: 'Design' },
	},
	{
		given: { type: 'staffrate', name: 'Kim', rate: 80, time: 90, taxable: false },
		wire: { type: 'staffrate', name: 'Kim', rate: 80, time: 90, taxable: false },
	},
];

const places = ['auto', 'after'];

const ofBoth = (name: string, ids: Array<number | undefined>) => (variant: Variant) => ({
	[name]: same(ids[variant]),
});

const tagged = (table: 'companies' | 'contacts', name: string) => ({
	values: (variant: Variant, records: Records) => {
		const all: Array<{ id: number; tagid: number[] }> = records[table].all();
		return ofBoth(
			name,
			all.filter(({ tagid }) => tagid.length > 0).map(({ id }) => id),
		)(variant);
	},
});

const staff = {
	values: (variant: Variant, { contacts }: Records) =>
		ofBoth(
			'contactid',
			contacts
				.where(({ roleid, groupid }) => roleid.length * groupid.length > 0)
				.map(({ id }) => id),
		)(variant),
};

const noteOf = (table: 'companyNotes' | 'contactNotes', name: string) => ({
	values: (variant: Variant, records: Records) => {
		const note = records[table].all()[variant];
		return { [name]: same(note?.ofid), noteid: same(note?.id) };
	},
});

const lineOf = {
	values: (variant: Variant, { invoiceLines }: Records) => {
		const found = invoiceLines.all()[variant];
		return { invoiceid: same(found?.invoiceid), lineid: same(found?.id) };
	},
};

/** In the seed, nobody has tracked time in the last days. */
const tracked = (records: Records) => {
	const today = new Date().toISOString().slice(0, 10);
	for (const { id } of records.timeRecords.all()) records.timeRecords.update(id, { date: today });
};

const withTotals = {
	values: (variant: Variant) => ({
		invoicetotal: variant ? { given: '1000.5', wire: 1000.5 } : same('auto'),
		quotetotal: same(variant ? 250 : 'auto'),
	}),
};

const arrangements: Record<string, Arrangement<'proWorkflow'>> = {
	'account.login': {
		values: (variant) => ({ url: same([ACCOUNT_URL, 'SandboxStudio'][variant]) }),
	},
	'company.getTags': tagged('companies', 'companyid'),
	'contact.getTags': tagged('contacts', 'contactid'),
	'contact.getGroups': staff,
	'contact.getRoles': staff,
	'contact.updateGroups': staff,
	'contact.updateRoles': staff,
	'contact.checkPermission': staff,
	'contact.requestPasswordReset': {
		values: (variant, { contacts }) => ({ email: same(contacts.all()[variant]?.email) }),
	},
	'companyNote.get': noteOf('companyNotes', 'companyid'),
	'companyNote.delete': noteOf('companyNotes', 'companyid'),
	'contactNote.get': noteOf('contactNotes', 'contactid'),
	'contactNote.delete': noteOf('contactNotes', 'contactid'),
	'invoiceLine.create': {
		values: (variant, { invoiceLines }) => {
			const { id, invoiceid } = invoiceLines.get(1 + variant);
			const parts = { how: places[variant], at: variant ? id : '' };
			return {
				invoiceid: same(invoiceid),
				displayorder: { given: { parts }, wire: variant ? `after${id}` : 'auto' },
			};
		},
	},
	'invoiceLine.get': lineOf,
	'invoiceLine.delete': lineOf,
	'invoiceLine.update': {
		values: (variant, records) => ({
			...lineOf.values(variant, records),
			displayorder: same(1.5 + variant),
		}),
	},
	// It has no filter for the due date, which subtotals by it would need (L7082).
	'invoice.getManyOverdue': { values: () => ({ subtotalsdateoption: same('invoiced') }) },
	'project.createForCompany': withTotals,
	'project.createForContact': withTotals,
	'timeRecord.getManyByCompany': { before: tracked },
	'timeRecord.getManyByContact': { before: tracked },
	// What the credential signs in with.
	'me.update': { leaveOut: ['email', 'password', 'username'] },
	'message.create': {
		// A message takes files of its own project only.
		before: ({ files, tasks }) => {
			files.update(1, { projectid: 1 });
			files.update(2, { projectid: tasks.get(2).projectid });
		},
		values: (variant) => ({ files: { given: [1 + variant], wire: `${1 + variant}` } }),
		sent: (body) => ({ ...body, fileid: body.files }),
	},
};

export const proWorkflow = conforming({
	name: 'proWorkflow',
	folder: 'ProWorkflow',
	credential: ({ apiKey, username, password, baseUrl }) => ({
		apiKey,
		username,
		password,
		baseUrl,
	}),
	tables: { client: 'contacts', contractor: 'contacts', staff: 'contacts' },
	kinds: {
		fixedCollection: (sampled, variant) =>
			sampled.field.property.typeOptions?.multipleValues
				? fieldValues(sampled, variant)
				: parts(sampled, variant),
		number: ({ path }, variant) => same(path.endsWith('id') ? 1 + variant : 60 + 30 * variant),
		string: ({ field, path }, variant) => {
			if (field.property.hint) return fileInJson(variant);
			return field.property.placeholder === 'e.g. 1, 2, 3'
				? { given: variant ? [2] : '1, 2', wire: variant ? '2' : '1,2' }
				: same(`Ünder & over ${variant} ${path}`);
		},
	},
	samples: {
		pagenumber: () => same(1),
		discountvalue: (variant) => same(['10%', '12.5'][variant]),
		email: (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
		latitude: () => ({ given: '43.68906', wire: 43.68906 }),
		lines: (variant) => ({
			given: { rows: [lines[variant]?.given] },
			wire: [lines[variant]?.wire],
		}),
		longitude: () => ({ given: -20.18, wire: -20.18 }),
		remove: (variant) => ({ given: ['false', 'true'][variant], wire: [false, true][variant] }),
		starttime: (variant) => same(['2027-03-03T09:30', 'now'][variant]),
		endtime: (variant) => same(['2027-03-03T10:30', '2099-03-03T10:30'][variant]),
	},
	arrangements,
});
