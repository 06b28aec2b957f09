import { addDays, daysFrom, mondayOf, weekdayOf } from '../../dates';
import { createRandom } from '../../random';
import { PEOPLE, personOf, words } from '../../words';
import { emptyRecords, type ListItem, type Records, type Reference } from './records';

const SEED = 20_250_701;
const DAY = 86_400_000;

const CLIENTS = words(`
	Alder & Finch, Bluewater Ferries, Cobalt Health, Dovetail Furniture, Evergreen Council,
	Foxglove Bakery, Granite Insurance, Harbour Museum, Ironbridge Cycles, Juniper Hotels,
	Kestrel Airways, Larkspur School
`);
const FIRST_NAMES = words(
	'Alice, Ben, Carla, Daniel, Eva, Finn, Gina, Harry, Isla, Jack, Kim, Leo',
);
const SURNAMES = words('Archer, Bishop, Cooper, Dyer, Fletcher, Mason');
const JOBS = words(
	'Java Developer, Staff Nurse, Payroll Clerk, Forklift Driver, Site Manager, Chef',
);
const TOWNS = words('London, Leeds, Bristol, Dublin, Cardiff, York');

/** With what a search's `state` asks for where it is not the name itself. */
const STATUSES: Record<string, string[]> = {
	clientStatuses: ['Prospect:open', 'Active:open', 'Dormant:closed'],
	contactStatuses: ['Current:open', 'Left:closed'],
	leadStatuses: ['New:open', 'Qualified:open', 'Lost:closed'],
	opportunityStatuses: ['Open:open', 'Filled:closed', 'Cancelled:closed'],
	opportunityResourceStatuses: ['Shortlisted', 'Interviewing', 'Placed', 'Rejected'],
	projectStatuses: ['Planned:open', 'Running:open', 'Completed:closed'],
	resourceStatuses: ['Available:active', 'On assignment:active', 'Archived:inactive'],
	invoiceStatuses: ['Draft:open', 'Sent:open', 'Paid:closed'],
};

const LISTS: Record<string, string[]> = {
	territories: words('North, South, Overseas'),
	departments: words('Technology, Healthcare, Industry'),
	clientTypes: words('Direct, Managed service, Public sector'),
	sectors: words('Transport, Health, Education, Retail'),
	verticals: words('Commercial, Public'),
	ranks: words('Gold, Silver, Bronze'),
	contactTypes: words('Hiring manager, Finance, Site contact'),
	contactRoles: words('Decision maker, Approver'),
	projectTypes: words('Contract, Managed, Internal'),
	workTypes: words('Permanent, Contract, Temporary'),
	opportunityResourceTypes: words('Candidate, Contractor'),
	sources: words('Website, Referral, Job board'),
	userGroups: words('Administrators, Consultants'),
	userTeams: words('Blue Team, Green Team'),
	timezones: words('Europe/London, Europe/Dublin'),
	partners: words('Payroll Partner, Job Board Partner'),
	documentTypes: words('Resume, Contract, Right to work'),
};

const SKILLS: Record<string, Record<string, string[]>> = {
	Technology: { Languages: words('Java, Python, TypeScript'), Platforms: words('Linux, AWS') },
	Industry: {
		Licences: words('Forklift, First Aid, Crane'),
		Trades: words('Welding, Plumbing'),
	},
	Healthcare: { Care: words('Triage, Phlebotomy') },
};

/** A text file with the name and the address, as base64. */
const resumeOf = (name: string, email: string): string =>
	Buffer.from(`${name}\n${email}\n`).toString('base64');

/** The account as it stands at first, the same for the same moment. */
export function seed(now: Date): Records {
	const records = emptyRecords();
	const random = createRandom(SEED);
	const today = now.toISOString().slice(0, 10);
	const daysAgo = (days: number) => new Date(now.getTime() - days * DAY).toISOString();
	/** Made so many days ago, and changed since by one of the consultants. */
	const traced = (days: number) => ({
		created: daysAgo(days),
		updated: daysAgo(random.integer(1, days)),
		updatedBy: random.integer(1, 6),
	});
	const owned = (index: number) => ({
		owners: [{ ownerId: 1 + (index % 6), rank: 1, percent: 100, role: 'Consultant' }],
	});
	const refer = ({ id }: { id: number }): Reference => ({ id });

	for (const [list, entries] of Object.entries({ ...STATUSES, ...LISTS })) {
		for (const [index, entry] of entries.entries()) {
			const [name = '', state = name] = entry.split(':');
			records.listItems.insert({
				list,
				name,
				...(list in STATUSES ? { state } : {}),
				...(list === 'ranks' ? { order: index + 1 } : {}),
			});
		}
	}
	const items = (list: string): ListItem[] => records.listItems.where((item) => item.list === list);
	const item = (list: string, index: number): Reference => {
		const all = items(list);
		return refer(all[index % all.length] ?? { id: 0 });
	};

	const levels = records.valueLists.insert({ name: 'Levels' });
	const contracts = records.valueLists.insert({ name: 'Preferred contact' });
	for (const name of words('Beginner, Intermediate, Expert')) {
		records.listValues.insert({ listId: levels.id, name });
	}
	for (const name of words('Phone, Email, Post')) {
		records.listValues.insert({ listId: contracts.id, name });
	}
	for (const recordType of ['Client', 'Contact', 'Resource', 'Project', 'Opportunity'] as const) {
		records.customFields.insert({ recordType, name: 'Cost centre', listId: null });
		records.customFields.insert({ recordType, name: 'Preferred contact', listId: contracts.id });
	}
	const custom = (recordType: string, value: string) => ({
		customFields: records.customFields
			.where((field) => field.recordType === recordType)
			.map(({ id, listId }) => ({ id, value: listId === null ? value : 'Email' })),
	});
	for (const [category, areas] of Object.entries(SKILLS)) {
		for (const [name, skills] of Object.entries(areas)) {
			const { id: areaId } = records.skillAreas.insert({ category, name });
			const listId = name === 'Licences' ? null : levels.id;
			for (const skill of skills) records.skills.insert({ areaId, name: skill, listId });
		}
	}
	for (const recordType of [
		'Client',
		'Contact',
		'Lead',
		'Opportunity',
		'Project',
		'Resource',
	] as const) {
		for (const name of words('General, Contracts')) {
			records.documentFolders.insert({ recordType, name });
		}
	}

	const consultants = PEOPLE.slice(0, 6);
	for (const [index, name] of [...consultants, 'Tracker System'].entries()) {
		const { email } = personOf(name);
		records.users.insert({
			...traced(400),
			username: email.split('@')[0] ?? '',
			fullname: name,
			email,
			userGroup: item('userGroups', index === 0 ? 0 : 1),
			department: item('departments', index),
			territory: item('territories', index),
			userTeam: item('userTeams', index),
			timezone: item('timezones', 0),
			timezoneOffset: 0,
			lastLogon: daysAgo(index),
			isSystem: index === consultants.length,
		});
	}

	const party = (index: number, statuses: string) => ({
		status: item(statuses, index),
		territory: item('territories', index),
		department: item('departments', index),
		...owned(index),
	});
	const source = (index: number) => LISTS.sources?.[index % 3];

	for (const [index, name] of CLIENTS.entries()) {
		const host = `${name.toLowerCase().replace(/\W+/g, '-')}.example.com`;
		records.clients.insert({
			...traced(300 - index),
			...party(index, 'clientStatuses'),
			...custom('Client', `CC-${100 + index}`),
			name,
			source: source(index),
			internalReference: `CL-${index + 1}`,
			website: `https://${host}`,
			contactDetails: { telephone: `+44 20 7946 0${100 + index}`, email: `office@${host}` },
			clientTypes: [item('clientTypes', index)],
			sectors: [item('sectors', index)],
			rank: item('ranks', index),
			vertical: item('verticals', index),
			timesheetApprovals: index % 2 === 0,
			invoicingDetails: { invoicingFrequency: 'Monthly', taxRate: 20, isTaxExempt: false },
			...(index === 11 ? { parentClientId: 1005 } : {}),
		});
	}
	const clients = records.clients.all();

	for (const [index, client] of [...clients, ...clients].entries()) {
		const firstName = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
		const surname = SURNAMES[(index + Math.floor(index / 12)) % SURNAMES.length] ?? '';
		const email = `${firstName}.${surname}@example.com`.toLowerCase();
		records.contacts.insert({
			...traced(280 - index),
			...party(index, 'contactStatuses'),
			...custom('Contact', `CC-${200 + index}`),
			firstName,
			surname,
			displayAs: `${firstName} ${surname}`,
			jobTitle: index % 2 === 0 ? 'Head of Operations' : 'HR Manager',
			source: source(index),
			contactDetails: { telephone: `+44 20 7946 0${200 + index}`, email },
			client: refer(client),
			type: item('contactTypes', index),
			role: item('contactRoles', index),
			isPrimary: index < clients.length,
			address: { addressLine1: `${index + 1} High Street`, town: TOWNS[index % 6], country: 'UK' },
		});
	}
	const contacts = records.contacts.all();

	for (let index = 0; index < 8; index += 1) {
		records.leads.insert({
			...traced(60 - index),
			...party(index, 'leadStatuses'),
			name: `${FIRST_NAMES[index]} ${SURNAMES[index % 6]}`,
			company: `${SURNAMES[index % 6]} Logistics`,
			source: source(index),
			contactDetails: { email: `lead${index + 1}@example.com` },
		});
	}

	PEOPLE.forEach((name, index) => {
		const { firstName, lastName, email } = personOf(name);
		const { id } = records.resources.insert({
			...traced(360 - index),
			...party(index, 'resourceStatuses'),
			...custom('Resource', `CC-${300 + index}`),
			firstName,
			surname: lastName,
			displayAs: name,
			jobTitle: JOBS[index % JOBS.length],
			source: source(index),
			dateApplied: daysAgo(360 - index),
			contactDetails: { mobilePhone: `+44 7700 900${100 + index}`, email },
			address: { addressLine1: `${index + 1} Mill Lane`, town: TOWNS[index % 6], country: 'UK' },
			payrollNumber: `P-${1001 + index}`,
			payRateNum: 20 + (index % 10),
			availableForWork: index % 3 === 0,
			rightToRepresent: index % 5 !== 4,
			currentClient: index % 3 === 1 ? refer(clients[index % 12] ?? { id: 0 }) : undefined,
			quickSkills: [{ id: 1 + (index % 12) }],
		});
		for (const skill of records.skills.where(() => random.chance(0.25))) {
			const [value] = records.listValues.where(({ listId }) => listId === skill.listId);
			records.resourceSkills.insert({
				resourceId: id,
				skillId: skill.id,
				skillValueId: value?.id ?? null,
				skillValue: value?.name ?? 'Yes',
			});
		}
		if (index % 2 === 0) {
			records.documents.insert({
				recordType: 'Resource',
				recordId: id,
				filename: `${name}.txt`,
				documentType: 'Resume',
				isPrimary: true,
				folderId: 11,
				content: resumeOf(name, email),
				created: daysAgo(360 - index),
				createdBy: 1 + (index % 6),
			});
		}
		if (index % 6 === 0) {
			records.partnerRecords.insert({
				...traced(90),
				partnerId: item('partners', 0).id,
				partnerRecordId: `EXT-${index + 1}`,
				recordType: 'Resource',
				recordId: id,
			});
		}
	});
	const resources = records.resources.all();

	for (let index = 0; index < 16; index += 1) {
		const contact = contacts[index % contacts.length];
		const job = JOBS[index % JOBS.length] ?? '';
		const made = records.opportunities.insert({
			...traced(120 - 5 * index),
			...party(index, 'opportunityStatuses'),
			...custom('Opportunity', `CC-${400 + index}`),
			name: `${job} in ${TOWNS[(index * 5) % 6]}`,
			client: contact?.client,
			contact: contact && refer(contact),
			workType: item('workTypes', index),
			startDate: `${addDays(today, 7 * (index - 8))}T09:00:00.000Z`,
		});
		for (let rank = 0; rank < 4; rank += 1) {
			const resource = resources[(index * 3 + rank * 7) % resources.length];
			if (!resource) continue;
			if (rank === 3) {
				for (const list of ['longlist', 'applicants'] as const) {
					records.candidacies.insert({
						list,
						opportunityId: made.id,
						resourceId: resource.id,
						note: null,
						placementSource: 'Website',
						created: daysAgo(20),
					});
				}
				continue;
			}
			const start = addDays(today, 7 * (index - 8));
			records.opportunityResources.insert({
				...traced(40),
				opportunity: refer(made),
				resource: refer(resource),
				client: contact?.client,
				contact: contact && refer(contact),
				workType: item('workTypes', index),
				// The first of each is placed.
				status: item('opportunityResourceStatuses', rank === 0 ? 2 : rank === 1 ? 0 : 3),
				dateAssigned: addDays(today, -40),
				...(rank === 0
					? { dateConfirmed: addDays(today, -20 + index), startDate: start, startTime: '09:00' }
					: {}),
				payRate: '25.00',
				chargeRate: '40.00',
				chargePeriod: 'Hour',
				currencyCode: 'GBP',
				assignedByUserId: 1 + (index % 6),
				placementSource: 'Website',
			});
		}
	}

	const monday = mondayOf(today);
	for (let index = 0; index < 10; index += 1) {
		const opportunity = records.opportunities.get(1001 + index);
		const made = records.projects.insert({
			...traced(100 - index),
			...party(index, 'projectStatuses'),
			...custom('Project', `CC-${500 + index}`),
			name: `${opportunity.name} (${index + 1})`,
			projectCode: `PR-${index + 1}`,
			startDate: `${addDays(monday, -56)}T00:00:00.000Z`,
			endDate: `${addDays(monday, 90 + index)}T00:00:00.000Z`,
			client: opportunity.client,
			contact: opportunity.contact,
			opportunity: refer(opportunity),
			type: item('projectTypes', index),
			health: 'Green',
		});
		for (const [step, activityName] of words('Preparation, Delivery, Handover').entries()) {
			const activity = records.projectActivities.insert({
				...traced(90),
				projectId: made.id,
				activityName,
				billable: step > 0,
				budgetedDays: 20,
				activityStatus: step === 0 ? 'Completed' : 'Open',
				payRate: 25,
				chargeRate: 40,
				chargePeriod: 'Hour',
				rateToUse: step === 1 ? 'Placement' : 'Task',
				stopTimesheet: step === 0,
			});
			const resource = resources[(index * 3) % resources.length];
			if (!resource || step === 2) continue;
			records.projectActivityResources.insert({
				...traced(50),
				projectActivityId: activity.id,
				resourceId: resource.id,
				payRate: 25,
				chargeRate: 40,
				startDate: addDays(monday, -28),
				endDate: addDays(monday, 28),
			});
			if (step === 0) continue;
			for (const day of daysFrom(addDays(monday, -21), addDays(today, -1))) {
				if (weekdayOf(day) % 6 === 0) continue;
				const isOld = day < addDays(monday, -7);
				records.timesheetEntries.insert({
					created: `${day}T17:00:00.000Z`,
					updated: `${day}T17:00:00.000Z`,
					updatedBy: 1,
					resourceId: resource.id,
					projectId: made.id,
					projectActivityId: activity.id,
					clientId: opportunity.client?.id,
					entryDate: day,
					hours: random.pick([7, 7.5, 8]),
					billableHours: 7,
					approvalStatus: isOld ? 'a' : day < monday ? 's' : 'o',
					startTime1: '09:00',
					endTime1: '17:00',
					billed: isOld,
					paid: isOld,
					billReference: isOld ? String(5000 + index) : undefined,
				});
			}
		}
		records.invoices.insert({
			...traced(30),
			...owned(index),
			status: item('invoiceStatuses', index),
			invoiceNumber: `INV-${5000 + index}`,
			client: opportunity.client,
			invoiceDate: addDays(today, -30 + index),
			total: 1000 + 250 * index,
			currencyCode: 'GBP',
		});
	}
	return records;
}
