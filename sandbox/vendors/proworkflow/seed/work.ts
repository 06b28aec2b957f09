import { words } from '../../../words';
import { projects } from '../projects';
import { tasks, timeRecords } from '../tasks';
import type { Plot } from './plot';

/** Title, company, days from now to the start and the due day, and whether it is complete. */
const PROJECTS: Array<[string, number, number, number, boolean]> = [
	['Website relaunch', 1, -60, 30, false],
	['Menu and signs', 2, -30, 10, false],
	['Patient portal', 3, -90, -5, false],
	['Summer campaign', 4, -10, 60, false],
	['Season programme', 5, -200, -120, true],
	['Garden catalogue', 6, -150, -40, true],
	['Annual report', 7, 5, 90, false],
	['Our own website', 12, -20, 40, false],
];

const TASKS = words('Brief, Concept, Design, Build, Review, Launch');
const GENERAL = words('Bookkeeping, Training, Staff meeting, Backups');
const STAFF = 8;

/** Whom of the clients each company sends; see people.ts. */
const CLIENTS: Record<number, number[]> = {
	1: [9, 10],
	2: [12],
	3: [14],
	4: [16],
	5: [17],
	6: [18],
	7: [19],
};

export function seedWork(plot: Plot): void {
	seedProjects(plot);
	seedTasks(plot);
	seedTime(plot);
}

function seedProjects({ records, day, changed, call }: Plot): void {
	PROJECTS.forEach(([title, companyid, start, due, isComplete], index) => {
		const isInternal = companyid === 12;
		records.projects.insert({
			...projects.blank(call, {}),
			...changed(index === 3 ? 0 : 2 * index),
			companyid,
			title,
			number: `PRJ-${String(index + 1).padStart(5, '0')}`,
			description: index % 2 === 0 ? 'Agreed with the client by phone' : '',
			privatenotes: index % 3 === 0 ? 'Keep an eye on the budget' : '',
			type: isInternal ? 'internal' : 'external',
			internalclientgroupid: isInternal ? 3 : null,
			priority: 1 + (index % 5),
			startdate: day(start),
			duedate: day(due),
			completedate: isComplete ? day(due - 3) : '',
			accountedfor: isComplete,
			invoiced: isComplete,
			paid: index === 4,
			timeallocated: 600 * (1 + (index % 4)),
			quotetotal: index === 1 ? 4000 : index === 7 ? 0 : 'auto',
			invoicetotal: index === 1 ? 3200 : 'auto',
			categoryid: 1 + (index % 4),
			customstatusid: index % 3 === 2 ? 1 : null,
			groupid: 1 + (index % 4),
			managerid: 1 + (index % 3),
			staff: [1 + (index % STAFF), 1 + ((index + 2) % STAFF), 1 + ((index + 5) % STAFF)],
			clients: CLIENTS[companyid] ?? [],
			contractors: index % 2 === 0 ? [20] : [],
			customfields: [{ id: 1, value: index % 2 === 0 ? 'Europe' : 'Asia' }],
			customformtitle: index === 0 ? 'Questions' : '',
			customformcontent: index === 0 ? 'Colours: blue and sand' : '',
			apifields: index % 3 === 0 ? [{ id: 3, value: `JOB-${index + 1}` }] : [],
		});
	});
}

function seedTasks({ records, random, day, changed, call }: Plot): void {
	for (const project of records.projects.all()) {
		const begin = PROJECTS[project.id - 1]?.[2] ?? 0;
		TASKS.forEach((name, index) => {
			const isComplete = project.completedate !== '' || index < project.id % 4;
			const { id } = records.tasks.insert({
				...tasks.blank(call, {}),
				...changed(random.integer(1, 60)),
				projectid: project.id,
				companyid: project.companyid,
				name,
				description: index % 2 === 1 ? 'See the notes of the last meeting' : '',
				type: index === 0 ? 'heading' : index === 2 ? 'bold' : 'normal',
				order: index + 1,
				priority: 1 + ((project.id + index) % 5),
				startdate: day(begin + 5 * index),
				duedate: day(begin + 5 * index + 7),
				completedate: isComplete ? day(Math.min(begin + 5 * index + 6, -1)) : '',
				billable: index !== 4,
				timeallocated: index === 0 ? 0 : 60 * random.integer(1, 8),
				contacts: index === 0 ? [] : project.staff.slice(0, 1 + (index % 3)),
				creatorid: project.managerid,
				dependsonid: index > 2 ? records.tasks.nextId() - 1 : null,
				apifields: index === 1 ? [{ id: 2, value: 'Creative' }] : [],
			});
			if (id === 9) Object.assign(records.tasks.get(id), changed(0));
		});
	}
	GENERAL.forEach((name, index) => {
		records.tasks.insert({
			...tasks.blank(call, {}),
			...changed(10 + index),
			companyid: index === 3 ? 1 : 12,
			categoryid: 1 + (index % 3),
			name,
			order: index + 1,
			startdate: day(-index),
			duedate: day(7 - index),
			billable: false,
			contacts: [1 + index, 5],
		});
	});
}

function seedTime({ records, random, day, changed, call }: Plot): void {
	const open = records.tasks.where(({ type }) => type !== 'heading');
	for (const task of open) {
		for (const contactid of task.contacts) {
			const daysAgo = random.integer(0, 25);
			records.timeRecords.insert({
				...timeRecords.blank(call, {}),
				...changed(daysAgo),
				contactid,
				taskid: task.id,
				date: day(-daysAgo),
				timetracked: 15 * random.integer(1, 20),
				billable: task.billable,
				notes: random.chance(0.3) ? 'Took longer than planned' : '',
				apifields: task.id % 5 === 0 ? [{ id: 1, value: 'Europe' }] : [],
			});
		}
	}
}
