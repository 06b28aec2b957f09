import { words } from '../../../words';
import { CALLER_ID, type Plot } from './plot';

const EVENTS = words(`
	Kick-off, Client visit, Workshop, Review, Staff lunch, Fair, Deadline meeting, Retrospective
`);

const NOTES = words('Ideas for spring, Minutes of Monday, Rules for files, Wishes, Printers, Keys');

const SAYINGS = [
	'Called, and will call again',
	'Prefers mail to calls',
	'Wants to see samples',
	'Moved to a new office',
];

/** More than the API gives as content (docs.txt L5937). */
const LARGE = 1_300_000;

export function seedTalk(plot: Plot): void {
	seedDiary(plot);
	seedFiles(plot);
	seedMessages(plot);
	seedRequests(plot);
}

function seedDiary({ records, day, changed }: Plot): void {
	EVENTS.forEach((title, index) => {
		const date = day(3 * index - 9);
		const times = index === 5 ? ['00:00', '23:59'] : ['09:00', '10:30'];
		records.events.insert({
			...changed(index === 1 ? 0 : 5 * index),
			title,
			description: index % 2 === 0 ? 'In the small room' : '',
			starttime: `${date}T${times[0]}`,
			endtime: `${index === 5 ? day(3 * index - 7) : date}T${times[1]}`,
			contacts: [1 + (index % 8), CALLER_ID],
		});
	});
	NOTES.forEach((title, index) => {
		records.notes.insert({
			...changed(index === 2 ? 0 : 6 * index),
			title,
			content: 'What was said, in short',
			categoryid: 1 + (index % 3),
			contacts: index % 2 === 0 ? 'all' : [1 + index, CALLER_ID],
			date: day(-6 * index),
		});
	});
	SAYINGS.forEach((content, index) => {
		const note = { ...changed(2 * index), content, date: day(-2 * index), authorid: CALLER_ID };
		records.companyNotes.insert({ ...note, ofid: 1 + index });
		records.contactNotes.insert({ ...note, ofid: 1 + index });
	});
}

function seedFiles({ records, day, changed }: Plot): void {
	for (const [index, name] of words('Contracts, Drafts, Photographs, Archive').entries()) {
		const contacts = index === 1 ? [1, CALLER_ID] : 'all';
		records.folders.insert({ ...changed(0), name, projectid: [1, 2, 3, 5][index] ?? 1, contacts });
	}
	const file = (
		name: string,
		place: { projectid: number | null; taskid?: number; folderid?: number },
		bytes = Buffer.from(`This is ${name}.`),
	) =>
		records.files.insert({
			...changed(0),
			name,
			date: day(-2 * records.files.count),
			bytes,
			contacts: place.folderid === 2 ? [1, CALLER_ID] : 'all',
			taskid: null,
			folderid: null,
			...place,
		});
	file('brief.txt', { projectid: 1 });
	file('menu.txt', { projectid: 2 });
	file('scan of the façade.bin', { projectid: 1 }, Buffer.alloc(LARGE, 'x'));
	file('contract.txt', { projectid: 1, folderid: 1 });
	file('draft.txt', { projectid: 2, folderid: 2 });
	file('sketch.txt', { projectid: 1, taskid: 3 });
	file('programme.txt', { projectid: 5 });
}

function seedMessages({ records, day, changed }: Plot): void {
	const discussions: Array<[string, number, number | null, number]> = [
		['Colours', 1, null, CALLER_ID],
		['Opening hours', 2, null, CALLER_ID],
		['Access for patients', 3, 15, 2],
		['Last corrections', 5, null, 1],
	];
	const message = (index: number, authorid: number, original: number | null, content: string) => {
		const [title = '', projectid = 1, taskid = null] = discussions[index] ?? [];
		const { staff, clients } = records.projects.get(projectid);
		return records.messages.insert({
			...changed(0),
			title,
			content,
			originalmessageid: original,
			projectid,
			taskid,
			date: day(index - (original === null ? 12 : 6)),
			authorid,
			contacts: [...new Set([...staff, ...clients])],
			public: index !== 2,
			notifications: true,
			files: original === null && index === 0 ? [1] : [],
		});
	};
	discussions.forEach(([title, , , author], index) => {
		message(index, author, null, `What do you think of this: ${title}?`);
	});
	for (const [index, authorid, content] of [
		[0, 9, 'Blue, please'],
		[0, CALLER_ID, 'Blue it is'],
		[2, CALLER_ID, 'Let us try it with three of them'],
	] as const) {
		message(index, authorid, index + 1, content);
	}
}

function seedRequests({ records, day, changed }: Plot): void {
	const titles = words('New logo, Leaflet, Booking page, Poster, Exhibition stand');
	titles.forEach((title, index) => {
		const clientid = [9, 12, 14, 16, 4][index] ?? 9;
		records.projectRequests.insert({
			...changed(index === 1 ? 0 : 3 * index),
			title,
			description: index % 2 === 0 ? 'As soon as possible' : '',
			companyid: records.contacts.get(clientid).companyid,
			clientid,
			recipientid: 1 + (index % 2),
			budget: 1000 * (index + 1),
			startdate: day(7 * index),
			duedate: day(7 * index + 30),
			submitteddate: day(-3 * index),
			templateid: index === 2 ? 1 : null,
			groupid: null,
			divisionid: null,
			customfields: index % 2 === 0 ? [{ id: 2, value: 'Tourism' }] : [],
			customformtitle: '',
			customformcontent: '',
			apifields: index === 0 ? [{ id: 1, value: 'Europe' }] : [],
		});
	});
}
