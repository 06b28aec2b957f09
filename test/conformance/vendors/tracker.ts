import { day } from '../samples';
import type { Arrangement, RecordsOf, Sample, Sampled, Variant } from './vendor';
import { conforming, fileInJson, same } from './vendor';

type Records = RecordsOf<'tracker'>;

/** A moment in UTC; the workflows of these tests are in Berlin, an hour ahead in March. */
const moment = (path: string, variant: Variant): Sample => {
	const date = `2027-03-0${/Before$|^end/.test(path) ? 5 : 4}`;
	return { given: `${date}T0${variant + 2}:30:00`, wire: `${date}T0${variant + 1}:30:00.000Z` };
};

/** What the contract calls a moment, and is a day or a time of day. */
const dayOrTime = (path: string, variant: Variant): Sample => {
	if (/(After|Before)$/.test(path)) return moment(path, variant);
	const { given, wire } = day(/end/i.test(path) ? 4 : 3, variant);
	const written = String(wire);
	return /Time$/.test(path)
		? { given: `${written}T09:30:00`, wire: `${written}T09:30:00.000Z` }
		: { given, wire: `${written}T00:00:00.000Z` };
};

/** Ids of what fields pick by this key: of a table, or of a list of the account. */
function idsOf(key: string, records: Records): unknown[] {
	const plural = /y$/.test(key) ? key.replace(/y$/, 'ies') : `${key}${/s$/.test(key) ? 'es' : 's'}`;
	const items = (list: string) => records.listItems.where((item) => item.list === list);
	const [, type] = /^(\w+)CustomField$/.exec(key) ?? [];
	if (type) {
		const own = records.customFields.where(
			({ recordType, listId }) => recordType.toLowerCase() === type.toLowerCase() && !listId,
		);
		return [0, 1].map(() => own[0]?.id);
	}
	switch (key) {
		case 'recordType':
			return ['Client', 'Contact'];
		case 'webhookAction':
			return ['created', 'updated'];
		case 'source':
		case 'departmentName':
			return items(key === 'source' ? 'sources' : 'departments').map(({ name }) => name);
		case 'customFieldList':
		case 'skillList':
			return records.valueLists.all().map(({ id }) => id);
		// Users have no statuses, and further tables are not kept: any number will do.
		case 'userStatus':
		case 'activityOrder':
		case 'planTask':
		case 'projectPlanSet':
		case 'purchaseOrder':
		case 'ticket':
			return [11, 12];
	}
	const listed = items(plural);
	const tables = records as unknown as Record<string, { all(): Array<{ id: number }> } | undefined>;
	return (listed.length > 0 ? listed : (tables[plural]?.all() ?? [])).map(({ id }) => id);
}

/** A picked record: `{ id }`, the id, or what the contract has as a text. */
function picked({ path, field, contract }: Sampled, variant: Variant, records: Records): Sample {
	const id = idsOf(field.picks ?? '', records)[variant];
	if (id === undefined) throw new Error(`The seed has no second ${field.picks}`);
	const body = contract.requestSchema?.items ?? contract.requestSchema ?? {};
	type Schema = { type?: string; properties?: Record<string, Schema>; items?: Schema };
	const schema = path
		.split('.')
		.reduce<Schema | undefined>(
			(outer, name) => (outer?.items ?? outer)?.properties?.[name],
			body as Schema,
		);
	const wire =
		schema?.type === 'object' ? { id } : schema?.type === 'string' ? String(id) : id;
	return { given: variant ? String(id) : id, wire };
}

/** Documents, skills and people that belong together. */
const ofPerson =
	(rows: (records: Records) => Array<{ owner: number; id: number }>, name: string) =>
	(variant: Variant, records: Records): Record<string, Sample> => {
		const row = rows(records)[variant];
		if (!row) throw new Error(`The seed needs two of ${name}`);
		return { resourceId: same(row.owner), [name]: same(row.id) };
	};

const skillOf = ofPerson(
	({ resourceSkills }) =>
		resourceSkills.all().map(({ resourceId, skillId }) => ({ owner: resourceId, id: skillId })),
	'skillId',
);

const arrangements: Record<string, Arrangement<'tracker'>> = {
	'metadata.getAreaSkills': { leaveOut: ['unknown'] },
	'metadata.searchSkills': { leaveOut: ['unknown'] },
	'resource.getSkill': { values: skillOf },
	'resource.deleteSkill': { values: skillOf },
	'resource.downloadDocument': {
		values: ofPerson(
			({ documents }) =>
				documents
					.where(({ recordType }) => recordType === 'Resource')
					.map(({ recordId, id }) => ({ owner: recordId, id })),
			'documentId',
		),
	},
};

export const tracker = conforming({
	name: 'tracker',
	folder: 'Tracker',
	credential: ({ apiToken, baseUrl }) => ({ region: 'custom', apiHost: baseUrl, apiToken }),
	signIn: 'auth',
	kinds: {
		dateTime: (sampled, variant) =>
			sampled.field.property.typeOptions?.dateOnly === true
				? day(/end|To$/i.test(sampled.path) ? 4 : 3, variant)
				: dayOrTime(sampled.path, variant),
		resourceLocator: picked,
		multiOptions: ({ path, field }, variant, records) => {
			const ids = idsOf(field.picks ?? '', records).slice(variant, variant + 2);
			const wire = path === 'opportunityIds' ? ids : ids.map((id) => ({ id }));
			return { given: variant ? ids.join(',') : ids, wire };
		},
	},
	samples: {
		'*': (variant) => {
			const wire = { furtherField: `Further ${variant}`, nested: { number: variant } };
			return { given: variant ? wire : JSON.stringify(wire), wire };
		},
		documentData: fileInJson,
		fileData: fileInJson,
		otherEmail: (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
		'contactDetails.email': (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
	},
	arrangements,
});
