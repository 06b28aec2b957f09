import { addDays, dayOf } from '../../../dates';
import { PEOPLE, personOf } from '../../../words';
import type { Contact } from '../records';
import type { Plot } from './plot';
import {
	BOARD_TAGS,
	BOARDS,
	CHECKS,
	CITIES,
	COLUMNS,
	COMMENTS,
	COMPANIES,
	JOBS,
	TASKS,
} from './words';

const CONTACTS = 60;
const PROJECTS = 40;
const TASK_COUNT = 150;

/** The projects (by position) that Resource Guru has too, under the same number. */
const PLANNED_ELSEWHERE: Record<number, string> = { 12: 'Alder & Finch Mobile App' };

/** A picture of one pixel. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

/** Contacts, their projects, and the task boards with what stands on them. */
export function seedWork(plot: Plot): void {
	seedContacts(plot);
	seedProjects(plot);
	seedBoards(plot);
	seedTasks(plot);
}

function seedContacts({ records, random, traced }: Plot): void {
	const blank = {
		parentCompanyId: null,
		isActive: true,
		invoiceEmail: null,
		cellPhoneNumber: null,
		isSupplier: false,
		isWholeSale: false,
		isRetailer: false,
		isSubContractor: false,
		isPartner: false,
		useReverseBuildTax: false,
		deliveryAddress: null,
		invoiceAddress: null,
	};
	const address = (index: number) => ({
		streetAddress: `Storgatan ${index + 1}`,
		additionalAddress: null,
		postalCode: String(94_100 + index),
		city: CITIES[index % CITIES.length] ?? null,
		state: 'Norrbotten',
		countryId: 1 + (index % 15 === 14 ? 1 : 0),
	});
	const both = (index: number): Pick<Contact, 'customerNumber' | 'tagIds' | 'responsibleId'> => ({
		customerNumber: String(100 + index),
		tagIds: index % 4 === 0 ? [1, 5] : index % 4 === 1 ? [1 + (index % 5)] : [],
		responsibleId: 1 + (index % 8),
	});
	for (let index = 0; index < CONTACTS; index += 1) {
		const changed = index % 3 === 0 ? random.integer(1, 80) : undefined;
		const company = COMPANIES[index];
		const own = { ...blank, ...both(index), ...traced(500 - index, changed, 1 + (index % 8)) };
		if (company) {
			records.contacts.insert({
				...own,
				name: company,
				contactType: 'company',
				organizationalOrSocialSecurityNumber: `556${100 + index}-0${100 + index}`,
				companyId: null,
				// The sandbox's own company comes first; two of the others are one group.
				parentCompanyId: index === 3 ? 2 : null,
				email: `info${index + 1}@example.com`,
				phoneNumber: `0911-174 06 ${10 + index}`,
				importantInformation: index % 7 === 3 ? 'Betalar inom tio dagar' : null,
				isCustomer: index > 0 && index % 5 !== 4,
				isSupplier: index % 5 === 4,
				visitingAddress: address(index),
				invoiceAddress: index % 2 === 0 ? address(index) : null,
			});
		} else {
			const person = PEOPLE[(7 * index) % PEOPLE.length] ?? '';
			const { firstName } = personOf(person);
			const family = personOf(PEOPLE[index % PEOPLE.length] ?? '').lastName;
			records.contacts.insert({
				...own,
				name: `${firstName} ${family}`,
				contactType: 'person',
				organizationalOrSocialSecurityNumber: null,
				companyId: 2 + (index % (COMPANIES.length - 1)),
				email: `${firstName}.${family}@example.com`.toLowerCase(),
				phoneNumber: null,
				cellPhoneNumber: `070-174 06 ${10 + index}`,
				importantInformation: null,
				isCustomer: index % 2 === 0,
				visitingAddress: index % 3 === 0 ? address(index) : null,
			});
		}
	}
}

function seedProjects({ records, random, now, traced }: Plot): void {
	for (let index = 0; index < PROJECTS; index += 1) {
		const start = addDays(dayOf(now), -random.integer(30, 300));
		records.projects.insert({
			orderNumber: String(101 + index),
			title: PLANNED_ELSEWHERE[index] ?? JOBS[index % JOBS.length] ?? '',
			isCompleted: index % 8 === 7,
			startDate: start,
			endDate: index % 5 === 4 ? null : addDays(start, 200),
			invoiceType: ['Ongoing', 'FixedPrice', 'None'][index % 3] ?? 'None',
			managerId: 1 + (index % 6),
			customerId: 2 + (index % (COMPANIES.length - 1)),
			...traced(400 - index, index % 4 === 0 ? random.integer(1, 60) : undefined),
		});
	}
}

function seedBoards({ records, random, traced }: Plot): void {
	BOARDS.forEach((name, index) => {
		const { id: boardId } = records.taskBoards.insert({
			name,
			// The office's board belongs to no project.
			projectId: index === 3 ? null : 1 + 3 * index,
			memberIds: [1, 2 + index, 7 + index, 12 + index],
			...traced(200 - index, index % 2 === 0 ? random.integer(1, 50) : undefined),
		});
		for (const column of COLUMNS) {
			records.taskBoardColumns.insert({ boardId, name: column, ...traced(200 - index) });
		}
		for (const [order, title] of BOARD_TAGS.entries()) {
			const color = ['#eb5a46', '#41b18b', '#f2d600'][order] ?? '';
			// A tag may be a colour alone.
			records.taskTags.insert({ boardId, title: order === 2 ? null : title, color });
		}
	});
}

function seedTasks({ records, random, now, stamp, traced }: Plot): void {
	for (let index = 0; index < TASK_COUNT; index += 1) {
		// Every tenth task stands on no board.
		const board = index % 10 === 9 ? undefined : records.taskBoards.get(1 + (index % 5));
		const column = random.integer(1, COLUMNS.length);
		const made = 150 - index;
		const start = index % 3 === 0 ? addDays(dayOf(now), random.integer(-30, 30)) : null;
		const author = 1 + (index % 6);
		const { id: taskId } = records.tasks.insert({
			title: `${TASKS[index % TASKS.length]} ${1 + Math.floor(index / TASKS.length)}`,
			description: index % 2 === 0 ? 'Enligt överenskommelse med kunden.' : null,
			completedDate: board && column === COLUMNS.length ? stamp(random.integer(0, made)) : null,
			timeReportingEnabled: index % 4 !== 3,
			estimate: index % 2 === 0 ? random.integer(1, 40) / 2 : null,
			startDate: start,
			startTime: start && index % 2 === 0 ? '08:00' : null,
			endDate: start && addDays(start, random.integer(0, 14)),
			endTime: start && index % 2 === 0 ? '16:30' : null,
			tagIds: board && index % 4 === 0 ? [3 * board.id - 2, 3 * board.id] : [],
			memberIds: board ? board.memberIds.slice(0, 1 + (index % 3)) : [],
			taskBoardColumnId: board ? COLUMNS.length * (board.id - 1) + column : null,
			projectId: board ? board.projectId : null,
			...traced(made, index % 5 === 0 ? random.integer(0, made) : undefined, author),
		});
		for (let count = 0; count < index % 4; count += 1) {
			records.taskComments.insert({
				taskId,
				text: random.pick(COMMENTS),
				...traced(random.integer(0, made), undefined, 1 + ((index + count) % 12)),
			});
		}
		if (index % 3 === 1) {
			const { id } = records.taskChecklists.insert({ taskId, name: 'Före start', ...traced(made) });
			CHECKS.slice(0, 1 + (index % CHECKS.length)).forEach((title, order) => {
				const completedDate = order === 0 ? stamp(random.integer(0, made)) : null;
				records.taskChecklistItems.insert({ parentId: id, title, completedDate, ...traced(made) });
			});
		}
		if (index % 5 === 2) {
			records.taskAttachments.insert({
				taskId,
				name: `Bild ${index}.png`,
				file: { contentType: 'image/png', bytes: PICTURE },
				link: null,
				...traced(random.integer(0, made)),
			});
		}
		if (index % 10 === 4) {
			records.taskAttachments.insert({
				taskId,
				name: 'Ritningar',
				file: null,
				link: { url: `https://example.com/drawings/${index}`, type: 'googleDrive' },
				...traced(random.integer(0, made)),
			});
		}
	}
}
