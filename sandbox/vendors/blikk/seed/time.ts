import { addDays, dayOf, weekdayOf } from '../../../dates';
import type { TimeReport, User } from '../records';
import type { Plot } from './plot';

const REPORTS = 1500;
/** Reports this old are attested, and those of last week sent. */
const ATTESTED_DAYS = 21;
const SENT_DAYS = 7;

/** Time reports of every user for the working days up to yesterday, as far back as they last. */
export function seedTime(plot: Plot): void {
	const days = daysWithCounts(plot);
	for (const { date, age, user, share } of days.toReversed()) {
		const report = plot.records.timeReports.insert(reportOf(plot, user, date, age, share));
		seedRows(plot, report);
	}
}

/** Who reports what share of which day, the newest first. */
function daysWithCounts({ records, random, now }: Plot) {
	const found: Array<{ date: string; age: number; user: User; share: 'all' | 'am' | 'pm' }> = [];
	for (let age = 1; found.length < REPORTS; age += 1) {
		const date = addDays(dayOf(now), -age);
		if ([0, 6].includes(weekdayOf(date))) continue;
		for (const user of records.users.all()) {
			const shares = random.chance(0.4) ? (['pm', 'am'] as const) : (['all'] as const);
			for (const share of shares) found.push({ date, age, user, share });
		}
	}
	return found.slice(0, REPORTS);
}

function reportOf(
	{ records, random }: Plot,
	user: User,
	date: string,
	age: number,
	share: 'all' | 'am' | 'pm',
): Omit<TimeReport, 'id'> {
	const hours = share === 'all' ? 8 : 4;
	const kind = random.chance(0.06) ? 'absence' : random.chance(0.1) ? 'internal' : 'project';
	const project = random.integer(1, records.projects.count);
	const clock = random.chance(0.7);
	const at = (day: number, hour: number, minute: number) =>
		`${addDays(date, day)} ${hour}:${10 + minute}:00 +00:00`;
	const created = at(0, 16, random.integer(0, 49));
	const isAttested = age > ATTESTED_DAYS;
	const isChanged = age > 1 && random.chance(0.15);
	return {
		date,
		clockStart: clock ? (share === 'pm' ? '13:00' : '07:30') : null,
		clockEnd: clock ? (share === 'am' ? '11:30' : share === 'pm' ? '17:00' : '16:30') : null,
		hours,
		invoiceableHours: kind === 'project' && project % 4 !== 0 ? hours : 0,
		breakMinutes: clock && share === 'all' ? 60 : null,
		comment: kind === 'project' && random.chance(0.3) ? 'Arbete enligt order' : null,
		internalComment: null,
		userId: user.id,
		projectId: kind === 'project' ? project : null,
		internalProjectId: kind === 'internal' ? random.integer(1, 3) : null,
		absenceProjectId: kind === 'absence' ? random.integer(1, 4) : null,
		activityId: random.integer(1, 5),
		timeCodeId: random.chance(0.9) ? 1 : 2,
		timeArticleId: 1,
		taskId: null,
		sentToAttestDate: age > SENT_DAYS ? at(2, 17, 5) : null,
		attestedDate: isAttested ? at(9, 18, 30) : null,
		attestedById: isAttested ? 1 : null,
		createdById: user.id,
		updatedById: isChanged ? user.id : null,
		created,
		updated: isChanged ? at(1, 15, random.integer(0, 49)) : null,
	};
}

/** Some reports of projects carry more than hours. */
function seedRows({ records }: Plot, report: TimeReport): void {
	if (report.projectId === null) return;
	const parentId = report.id;
	if (report.id % 9 === 0) {
		const article = records.articles.get(1 + (report.id % records.articles.count));
		records.materialReports.insert({
			parentId,
			articleId: article.id,
			articleNumber: article.articleNumber,
			title: article.name,
			unitPrice: article.price,
			invoiceableUnitPrice: article.price,
			units: 4,
			invoiceableUnits: 4,
			calculatedUnits: null,
			unitText: article.unit,
			cost: article.cost * 4,
			discountInPercent: null,
			isTextOnly: false,
		});
	}
	if (report.id % 20 === 0) {
		records.travelReports.insert({
			parentId,
			place: 'Piteå-Luleå-Piteå',
			distance: 110,
			invoiceableDistance: 110,
			toSalary: true,
			companyCar: null,
		});
		records.allowanceReports.insert({
			parentId,
			allowanceTypeId: 1 + (report.id % 3),
			description: null,
			toBeInvoiced: false,
		});
	}
	if (report.id % 25 === 0) {
		const articleId = 1 + (report.id % records.equipments.count);
		records.equipmentReports.insert({ parentId, hours: 2, articleId, comment: null });
	}
	if (report.id % 30 === 0) {
		records.additionReports.insert({ parentId, articleId: 3, yesNo: null, numberCount: 2 });
	}
}
