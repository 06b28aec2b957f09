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
		const [own] = records.customFields.where(
			({ recordType, listId }) => recordType.toLowerCase() === type.toLowerCase() && !listId,
		);
		return own ? [own.id, own.id] : [];
	}
	switch (key) {
		case 'recordType':
			return ['Client', 'Contact'];
		case 'webhookAction':
			return ['Created', 'Updated'];
		case 'source':
		case 'departmentName':
			return items(key === 'source' ? 'sources' : 'departments').map(({ name }) => name);
		case 'customFieldList':
		case 'skillList':
			return records.valueLists.all().map(({ id }) => id);
		// Users have no statuses, and further tables are not kept: any number will do.
		case 'userStatus':
		case 'activityOrder':
		case 'record':
		case 'skillValue':
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
	const wire = schema?.type === 'object' ? { id } : schema?.type === 'string' ? String(id) : id;
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

/** A custom field for records that have none in the seed. */
const customFieldOf =
	(recordType: 'Lead' | 'OpportunityResource') =>
	({ customFields }: Records) => {
		customFields.insert({ recordType, name: 'Cost centre', listId: null });
	};

/** The first two people are on the longlist of the first two opportunities, and on no shortlist. */
const considered = ({ candidacies, opportunities, opportunityResources, resources }: Records) => {
	for (const { id } of opportunityResources.all()) opportunityResources.remove(id);
	for (const index of [0, 1]) {
		candidacies.insert({
			list: 'longlist',
			opportunityId: opportunities.all()[index]?.id ?? 0,
			resourceId: resources.all()[index]?.id ?? 0,
			note: null,
			placementSource: null,
			created: '2026-01-01T00:00:00Z',
		});
	}
};

/** The first two people are on the shortlist of the first two opportunities. */
const shortlisted = (records: Records) => {
	const [first, second] = records.opportunityResources.all();
	for (const [index, placement] of [first, second].entries()) {
		const [opportunity, person] = [records.opportunities, records.resources].map(
			(table) => table.all()[index]?.id ?? 0,
		) as [number, number];
		if (!placement) throw new Error('The seed needs two placements');
		records.opportunityResources.update(placement.id, {
			opportunity: { id: opportunity },
			resource: { id: person },
		});
	}
};

/** Two webhooks, at an address that answers. */
const twoWebhooks = ({ webhooks }: Records, url: string) => {
	for (const action of ['Created', 'Updated']) {
		webhooks.insert({
			userId: 1,
			url,
			action,
			recordType: 'Client',
			created: '2026-01-01T00:00:00Z',
			updated: '2026-01-01T00:00:00Z',
		});
	}
};

const toReceiver = (variant: Variant, _records: Records, receiver: string) => ({
	url: same(`${receiver}/?${variant}`),
});

/** Nobody works on an activity yet, and the activities given belong to the projects given. */
const unassigned = ({ projectActivityResources, timesheetEntries }: Records) => {
	for (const { id } of projectActivityResources.all().slice(2)) projectActivityResources.remove(id);
	for (const { id } of timesheetEntries.all().slice(2)) timesheetEntries.remove(id);
};

const onActivity = (variant: Variant, { projectActivities, resources }: Records) => {
	const open = projectActivities.where(({ stopTimesheet }) => stopTimesheet !== true);
	const activity = open[variant];
	return {
		projectActivityId: same(activity?.id),
		projectId: same(activity?.projectId),
		resourceId: same(resources.all().at(-1 - variant)?.id),
	};
};

const worked = (variant: Variant, records: Records): Record<string, Sample> => {
	const hours = same(7.5 - variant);
	const { resourceId, ...rest } = onActivity(variant, records);
	const { clientId } = { clientId: records.projects.get(Number(rest.projectId.given)).client?.id };
	return {
		...rest,
		resourceId,
		hours,
		billableHours: hours,
		clientId: same(clientId),
		approvalStatus: same(['o', 's'][variant]),
		...Object.fromEntries(
			[1, 2, 3].flatMap((nth) => [
				[`startTime${nth}`, same(`${6 + 4 * nth - 2}:00`.padStart(5, '0'))],
				[`endTime${nth}`, same(`${6 + 4 * nth - 1}:30`.padStart(5, '0'))],
			]),
		),
	};
};

const ofPartner = (variant: Variant, { clients, contacts }: Records): Record<string, Sample> => ({
	recordType: same(['Client', 'Contact'][variant]),
	recordId: same([clients, contacts][variant]?.all()[0]?.id),
});

/** The value that one of the records has in one of the custom fields. */
const valueIn =
	(table: 'contacts' | 'resources') =>
	(_variant: Variant, records: Records): Record<string, Sample> => {
		const [first] = records[table].all().flatMap(({ customFields = [] }) => customFields);
		return { customFieldId: same(first?.id), customFieldValue: same(first?.value) };
	};

const knownToPartner = (variant: Variant, { partnerRecords }: Records): Record<string, Sample> => {
	const row = partnerRecords.all()[variant];
	return { PartnerRecordId: same(row?.partnerRecordId), PartnerId: same(row?.partnerId) };
};

const skills = (variant: Variant, { listValues, skills: all }: Records): Record<string, Sample> => {
	const skill = all.where(({ listId }) => listId !== null)[variant];
	const value = listValues.where(({ listId }) => listId === skill?.listId)[variant];
	return { 'skills.skillId': same(skill?.id), 'skills.skillValueId': same(value?.id) };
};

const arrangements: Record<string, Arrangement<'tracker'>> = {
	'contact.searchByCustomField': { values: valueIn('contacts') },
	'lead.create': { before: customFieldOf('Lead') },
	'lead.update': { before: customFieldOf('Lead') },
	'metadata.getAreaSkills': { leaveOut: ['unknown'] },
	'metadata.searchSkills': { leaveOut: ['unknown'] },
	'opportunity.removeFromLonglist': { before: considered },
	'opportunity.removeFromShortlist': { before: shortlisted },
	'opportunityResource.create': { before: considered },
	'opportunityResource.update': { before: customFieldOf('OpportunityResource') },
	'partnerRecord.create': { values: ofPartner },
	'partnerRecord.getManyByPartner': { values: knownToPartner },
	'partnerRecord.update': { values: ofPartner },
	'projectActivityResource.create': { before: unassigned, values: onActivity },
	'projectActivityResource.update': { values: onActivity },
	'resource.addSkills': { values: skills },
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
	'resource.getSkill': { values: skillOf },
	'resource.replaceSkills': { values: skills },
	'resource.searchByCustomField': { values: valueIn('resources') },
	'timesheetEntry.create': { values: worked },
	'timesheetEntry.createMany': { values: worked },
	'timesheetEntry.update': { values: worked },
	'webhook.create': { values: toReceiver },
	'webhook.delete': { before: twoWebhooks },
	'webhook.get': { before: twoWebhooks },
	'webhook.getActions': { before: twoWebhooks },
	'webhook.getMany': { before: twoWebhooks },
	'webhook.update': { before: twoWebhooks, values: toReceiver },
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
		'owners.rank': (variant) => ({ given: variant ? '2' : 1, wire: variant + 1 }),
		'owners.percent': (variant) => ({ given: variant ? 12.5 : '60', wire: variant ? 12.5 : 60 }),
		otherEmail: (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
		'contactDetails.email': (variant) => same(['jo@example.com', 'kim@example.com'][variant]),
	},
	arrangements,
});
