import { day } from '../samples';
import type { Arrangement, RecordsOf, Sample, Variant } from './vendor';
import { conforming, fileInForm, same } from './vendor';

type Records = RecordsOf<'blikk'>;

/** A moment in UTC; the workflows of these tests are in Berlin, an hour ahead in March. */
const moment = (path: string, variant: Variant): Sample => {
	const date = `2027-03-0${/to$|end/i.test(path) ? 5 : 4}`;
	return variant === 0
		? { given: `${date}T09:30:00`, wire: `${date} 08:30:00` }
		: { given: `${date}T00:30:00+02:00`, wire: `2027-03-0${Number(date.slice(-1)) - 1} 22:30:00` };
};

/** Path ids of a part of a task and of its task. */
const partOf =
	(
		table: 'taskComments' | 'taskChecklists' | 'taskAttachments',
		idName: string,
		among: (part: object) => boolean = () => true,
	) =>
	(variant: Variant, records: Records): Record<string, Sample> => {
		const parts: Array<{ id: number; taskId: number }> = records[table].all();
		const part = parts.filter(among)[variant];
		if (!part) throw new Error(`The seed needs two ${table}`);
		return { taskId: same(part.taskId), [idName]: same(part.id) };
	};

const comment = partOf('taskComments', 'commentId');
const checklist = partOf('taskChecklists', 'checklistId');
const attachment = partOf('taskAttachments', 'attachmentId');

/** Only a person has a company, only a company a parent; the first item is a company. */
const companies = (variant: Variant): Record<'companyId' | 'parentCompanyId', Sample> => ({
	companyId: variant === 0 ? { given: '', wire: null } : same(3),
	parentCompanyId: variant === 0 ? same(2) : { given: '', wire: null },
});

/** The first two time reports have a row of each kind. */
const rows = ({ materialReports, equipmentReports, additionReports }: Records) => {
	for (const parentId of [1, 2]) {
		materialReports.insert({
			parentId,
			articleId: 1,
			articleNumber: null,
			title: 'Cable',
			unitPrice: 1,
			invoiceableUnitPrice: 1,
			units: 1,
			invoiceableUnits: 1,
			calculatedUnits: null,
			unitText: 'm',
			cost: 1,
			discountInPercent: null,
			isTextOnly: false,
		});
		equipmentReports.insert({ parentId, hours: 1, articleId: 1, comment: null });
		additionReports.insert({ parentId, articleId: 1, yesNo: true, numberCount: null });
	}
};

const rowOf = (
	table: 'materialReports' | 'equipmentReports' | 'additionReports',
	variant: Variant,
	records: Records,
): Sample => {
	const own: Array<{ id: number; parentId: number }> = records[table].all();
	return same(own.find(({ parentId }) => parentId === variant + 1)?.id);
};

const newRow: Sample = { given: 0, wire: null };

const AMOUNTS_IN_ROWS = [
	...['units', 'unitPrice', 'invoiceableUnits', 'invoiceableUnitPrice', 'calculatedUnits'],
	...['cost', 'discountInPercent'],
]
	.map((name) => `materials.${name}`)
	.concat('equipments.hours');

const amountInRow = (variant: Variant): Sample => ({
	given: [' 12.5 ', 0][variant],
	wire: [12.5, 0][variant],
});

const withBothTags = (body: Record<string, unknown>) => ({ ...body, tagIds: body.tags });

const arrangements: Record<string, Arrangement<'blikk'>> = {
	'contact.create': {
		values: (variant) => {
			const { companyId, parentCompanyId } = companies(variant);
			return variant === 0
				? { companyId: undefined, parentCompanyId }
				: { companyId, parentCompanyId: undefined };
		},
		sent: withBothTags,
	},
	'contact.update': { values: companies, sent: withBothTags },
	// A contact with projects cannot be deleted.
	'contact.delete': {
		values: (variant, { contacts, projects }) => {
			const customers = new Set(projects.all().map(({ customerId }) => customerId));
			return { id: same(contacts.where(({ id }) => !customers.has(id))[variant]?.id) };
		},
	},
	'taskComment.getMany': { values: comment },
	'taskComment.update': { values: comment },
	'taskComment.delete': { values: comment },
	'taskChecklist.getMany': { values: checklist },
	'taskChecklist.update': {
		values: (variant, records) => {
			const ids = checklist(variant, records);
			const own = records.taskChecklistItems.where(
				({ parentId }) => parentId === ids.checklistId?.given,
			);
			return { ...ids, 'items.id': variant === 0 ? same(own[0]?.id) : newRow };
		},
	},
	'taskChecklist.delete': { values: checklist },
	'taskAttachment.getMany': { values: attachment },
	'taskAttachment.update': { values: attachment },
	'taskAttachment.delete': { values: attachment },
	'taskAttachment.download': {
		values: partOf(
			'taskAttachments',
			'attachmentId',
			(part) => 'file' in part && part.file !== null,
		),
	},
	// One of the three kinds of project at most; together, create and update have all of them.
	'timeReport.create': {
		values: (variant) =>
			variant === 0
				? { internalProjectId: undefined, absenceProjectId: undefined }
				: { projectId: undefined, absenceProjectId: undefined },
	},
	'timeReport.update': {
		before: rows,
		values: (variant, records) => ({
			projectId: { given: '', wire: null },
			[variant === 0 ? 'internalProjectId' : 'absenceProjectId']: { given: '', wire: null },
			'materials.id': rowOf('materialReports', variant, records),
			'equipments.id': rowOf('equipmentReports', variant, records),
			'additions.id': variant === 0 ? rowOf('additionReports', variant, records) : newRow,
		}),
	},
};

export const blikk = conforming({
	name: 'blikk',
	folder: 'Blikk',
	credential: ({ applicationId, applicationSecret, baseUrl }) => ({
		applicationId,
		applicationSecret,
		baseUrl,
	}),
	signIn: 'accessToken',
	kinds: {
		dateTime: ({ path, place, field }, variant) => {
			if (field.property.typeOptions?.dateOnly !== true) return moment(path, variant);
			const { given, wire } = day(/to$/.test(path) ? 4 : 3, variant);
			return { given, wire: place === 'body' ? `${String(wire)} 00:00:00` : wire };
		},
	},
	samples: {
		email: (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
		invoiceEmail: (variant) => same(['a+b@example.com', 'kim@example.com'][variant]),
		clockStart: (variant) => ({
			given: ['07:30', 480][variant],
			wire: ['07:30', '08:00'][variant],
		}),
		clockEnd: (variant) => ({
			given: ['9:05', '24:00'][variant],
			wire: ['09:05', '00:00'][variant],
		}),
		externalUrl: (variant) => same(`https://example.com/drawings/${variant}?a=%C3%BC&b`),
		file: fileInForm,
		...Object.fromEntries(AMOUNTS_IN_ROWS.map((path) => [path, amountInRow])),
		'additions.yesNo': (variant) => ({
			given: ['Yes', 'none'][variant],
			wire: [true, null][variant],
		}),
		// Shown, and so sent, only where the addition is a number.
		'additions.numberCount': (variant) => ({ given: '2.5', wire: [undefined, 2.5][variant] }),
	},
	arrangements,
});
