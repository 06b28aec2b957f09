import { Refusal } from '../../refusal';
import { idsIn, listOf, matchesAny, notBefore } from './list';
import type { Address, Contact, Records } from './records';
import {
	type Behaviours,
	type BlikkCall,
	changedBy,
	Checks,
	madeBy,
	nameId,
	userId,
} from './shared';

/** What a caller may write of a contact (docs.txt L415-489). */
type Given = Partial<Omit<Contact, 'id' | 'contactType' | 'customerNumber'>> & {
	name: string;
	contactType: string;
	responsibleId: number;
	customerNumber?: string | null;
	tags?: number[];
};

const ADDRESSES = ['visitingAddress', 'deliveryAddress', 'invoiceAddress'] as const;

const TEXTS = [
	'organizationalOrSocialSecurityNumber',
	'email',
	'invoiceEmail',
	'phoneNumber',
	'cellPhoneNumber',
	'importantInformation',
] as const;

const FLAGS = [
	'isSupplier',
	'isWholeSale',
	'isRetailer',
	'isSubContractor',
	'isPartner',
	'isCustomer',
	'useReverseBuildTax',
] as const;

function showAddress(records: Records, address: Address | null) {
	if (!address) return null;
	const countryName = records.countries.find(address.countryId)?.name ?? null;
	return { objectName: 'generic.address', ...address, countryName };
}

/** The fields that the list and the single contact share. */
function showBoth(contact: Contact, { records }: BlikkCall) {
	return {
		id: contact.id,
		name: contact.name,
		customerNumber: contact.customerNumber,
		organizationalOrSocialSecurityNumber: contact.organizationalOrSocialSecurityNumber,
		visitingAddress: showAddress(records, contact.visitingAddress),
		company: nameId(records.contacts.find(contact.companyId)),
		parentCompany: nameId(records.contacts.find(contact.parentCompanyId)),
		created: contact.created,
		lastUpdated: contact.updated,
	};
}

const showInList = (contact: Contact, call: BlikkCall) => ({
	objectName: 'contact.list',
	...showBoth(contact, call),
	contactType: contact.contactType,
});

function show(contact: Contact, call: BlikkCall) {
	const { records } = call;
	return {
		objectName: 'contact.detail',
		...showBoth(contact, call),
		...pick(contact, TEXTS),
		...pick(contact, FLAGS),
		// The samples of a single contact spell it so (docs.txt L406), that of the list not (L293).
		contactType: contact.contactType === 'person' ? 'Person' : 'Company',
		isActive: contact.isActive,
		responsible: userId(records, contact.responsibleId),
		tags: contact.tagIds.map((id) =>
			nameId({ id, name: records.contactTags.find(id)?.title ?? '' }),
		),
		deliveryAddress: showAddress(records, contact.deliveryAddress),
		invoiceAddress: showAddress(records, contact.invoiceAddress),
		createdBy: userId(records, contact.createdById),
		lastUpdatedBy: userId(records, contact.updatedById),
	};
}

const pick = <T, K extends keyof T>(record: T, keys: readonly K[]) =>
	Object.fromEntries(keys.map((key) => [key, record[key]])) as Pick<T, K>;

const customerNumberOf = ({ contacts }: Records): string =>
	String(
		1 + Math.max(0, ...contacts.all().map(({ customerNumber }) => Number(customerNumber) || 0)),
	);

const completeAddress = (given: Partial<Address>): Address => ({
	streetAddress: null,
	additionalAddress: null,
	postalCode: null,
	city: null,
	state: null,
	countryId: null,
	...given,
});

/** The whole contact as the body writes it: what it leaves out is empty. */
function written(call: BlikkCall) {
	const given = call.body as Given;
	check(call, given);
	const texts = TEXTS.map((field) => [field, given[field] ?? null]);
	const flags = FLAGS.map((field) => [field, given[field] ?? false]);
	const addresses = ADDRESSES.map((field) => {
		const address = given[field];
		return [field, address ? completeAddress(address) : null];
	});
	return {
		...(Object.fromEntries(texts) as Pick<Contact, (typeof TEXTS)[number]>),
		...(Object.fromEntries(flags) as Pick<Contact, (typeof FLAGS)[number]>),
		...(Object.fromEntries(addresses) as Pick<Contact, (typeof ADDRESSES)[number]>),
		name: given.name,
		customerNumber: given.customerNumber ?? customerNumberOf(call.records),
		contactType: given.contactType.toLowerCase() as Contact['contactType'],
		companyId: given.companyId ?? null,
		parentCompanyId: given.parentCompanyId ?? null,
		responsibleId: given.responsibleId,
		tagIds: given.tags ?? given.tagIds ?? [],
	};
}

function check({ records }: BlikkCall, given: Given): void {
	const checks = new Checks();
	const isPerson = given.contactType.toLowerCase() === 'person';
	checks.that(given.name.trim() !== '', 'name', 'The Name field is required.');
	checks.that(isPerson || !given.companyId, 'companyId', 'Only a person belongs to a company.');
	checks.that(!isPerson || !given.parentCompanyId, 'parentCompanyId', 'A person has no parent.');
	for (const field of ['companyId', 'parentCompanyId'] as const) {
		checks.exists(records.contacts, given[field], field);
		const company = records.contacts.find(given[field]);
		checks.that(company?.contactType !== 'person', field, 'The contact is no company.');
	}
	checks.exists(records.users, given.responsibleId, 'responsibleId');
	checks.existAll(records.contactTags, given.tags, 'tags');
	checks.existAll(records.contactTags, given.tagIds, 'tagIds');
	for (const field of ADDRESSES) {
		checks.exists(records.countries, given[field]?.countryId, `${field}.countryId`);
	}
	checks.done();
}

export const contactBehaviours: Behaviours = {
	'contact.getMany': listOf<Contact>({
		records: ({ records }) => records.contacts.all(),
		show: showInList,
		sortBy: {
			name: ({ name }) => name,
			customerNumber: ({ customerNumber }) => customerNumber,
			created: ({ created }) => created,
			updated: ({ updated }) => updated,
		},
		filters: {
			query: (query) => (contact) => matchesAny(query, [contact.name, contact.customerNumber]),
			tagIds: (value) => {
				const ids = [...idsIn(value)];
				return ({ tagIds }) => ids.every((id) => tagIds.includes(id));
			},
			createdOrUpdatedSince: (since) => (contact) =>
				notBefore(contact.updated ?? contact.created, since),
			contactType: (type) => (contact) => contact.contactType === type,
		},
	}),

	'contact.get': (call) => show(call.records.contacts.get(Number(call.path.id)), call),

	'contact.create': (call) => {
		const fields = { ...written(call), isActive: call.body.isActive !== false };
		return show(call.records.contacts.insert({ ...fields, ...madeBy(call) }), call);
	},

	'contact.update': (call) => {
		const { contacts } = call.records;
		const { id } = contacts.get(Number(call.path.id));
		const isActive = call.body.isActive === true;
		contacts.update(id, { ...written(call), isActive, ...changedBy(call) });
		return undefined;
	},

	'contact.delete': ({ path, records }) => {
		const { contacts, projects } = records;
		const { id } = contacts.get(Number(path.id));
		if (projects.where(({ customerId }) => customerId === id).length > 0) {
			throw new Refusal(400, [{ field: 'id', message: `Contact ${id} has projects` }]);
		}
		for (const contact of contacts.all()) {
			if (contact.companyId === id) contact.companyId = null;
			if (contact.parentCompanyId === id) contact.parentCompanyId = null;
		}
		contacts.remove(id);
		return undefined;
	},
};
