import { PEOPLE, personOf } from '../../../words';
import { addDays, dayOf } from '../../../dates';
import { ADMINISTRATOR, type Plot } from './plot';
import {
	ABSENCE_PROJECTS,
	ACTIVITIES,
	ALLOWANCES,
	CARS,
	CONTACT_TAGS,
	COUNTRIES,
	DEPARTMENTS,
	EQUIPMENTS,
	INTERNAL_PROJECTS,
	TIME_ARTICLES,
	TIME_CODES,
} from './words';

const USERS = 20;
const COLORS = ['#41b18b', '#f2d600', '#eb5a46', '#0079bf', '#c377e0'];

/** What each trade article is sold as. */
const ARTICLES = [
	['A001', 'Skruv 4,2 x 55', 'st', 1.2],
	['A002', 'Regel 45 x 95', 'm', 32],
	['A003', 'Gipsskiva 13 mm', 'st', 118],
	['A004', 'Kabel EQLQ 3G1,5', 'm', 9.5],
	['A005', 'Vägguttag', 'st', 79],
	['A006', 'Golvfärg', 'l', 245],
	['A007', 'Lister furu', 'm', 28],
	['A008', 'Spackel', 'kg', 46],
] as const;

const ADDITIONS = [
	['Traktamente', 'boolean'],
	['Smutstillägg', 'boolean'],
	['Antal OB-timmar', 'number'],
	['Antal samtal', 'number'],
] as const;

/** The users, and the lists that administrators keep. */
export function seedLists(plot: Plot): void {
	seedUsers(plot);
	const { records, stamp } = plot;
	CONTACT_TAGS.forEach((title, index) => {
		const color = COLORS[index % COLORS.length] ?? '';
		records.contactTags.insert({ title, color, created: stamp(600 - index) });
	});
	for (const name of COUNTRIES) records.countries.insert({ name });
	seedTimeLists(plot);
	seedThings(plot);
}

/** The fields that all these lists share; the third of each list has been changed, and is active. */
const listed = ({ traced }: Plot, name: string, index: number) => ({
	name,
	isActive: true,
	...traced(700 - index, index === 2 ? 90 : undefined),
});

function seedUsers({ records, random, now, traced }: Plot): void {
	for (const name of DEPARTMENTS) records.departments.insert({ name });
	PEOPLE.slice(0, USERS).forEach((name, index) => {
		records.users.insert({
			...personOf(name),
			license: index < 4 ? 'total' : 'standard',
			mobilePhoneNumber: index % 4 === 3 ? null : `+46 70 174 06 ${10 + index}`,
			startDate: addDays(dayOf(now), -900 + 20 * index),
			// The last one is about to leave.
			endDate: index === USERS - 1 ? addDays(dayOf(now), 30) : null,
			departmentId: 1 + (index % DEPARTMENTS.length),
			managerId: index === 0 ? null : ADMINISTRATOR,
			costPerHour: 300 + 10 * random.integer(0, 20),
			employeeNumber: String(101 + index),
			standardTimeArticleId: 1,
			standardActivityId: 1 + (index % ACTIVITIES.length),
			permissions: index === 0 ? ['administrator'] : index < 4 ? ['projects', 'sales'] : [],
			...traced(900 - 20 * index, index % 3 === 0 ? 40 + index : undefined),
		});
	});
}

function seedTimeLists(plot: Plot): void {
	const { records } = plot;
	TIME_CODES.forEach((name, index) => {
		const more = { description: null, isStandard: index === 0 };
		records.timeCodes.insert({ ...listed(plot, name, index), ...more });
	});
	TIME_ARTICLES.forEach((name, index) => {
		records.timeArticles.insert({ ...listed(plot, name, index), description: null });
	});
	ACTIVITIES.forEach((name, index) => {
		records.activities.insert({
			...listed(plot, name, index),
			// The last one is no longer used.
			isActive: index < ACTIVITIES.length - 1,
			preferredTimeCodeId: index % 2 === 0 ? 1 : null,
			preferredTimeArticleId: index === 1 ? 2 : null,
		});
	});
	ABSENCE_PROJECTS.forEach((name, index) => {
		records.absenceProjects.insert({
			...listed(plot, name, index),
			commentRequiredWhenTimeReporting: index === 2,
			salaryCodeForMonthlySalary: `0${40 + index}`,
			salaryCodeForHourlySalary: `0${40 + index}`,
			refersToSickness: index === 1,
		});
	});
	INTERNAL_PROJECTS.forEach((name, index) => {
		const more = { commentRequiredWhenTimeReporting: index === 0 };
		records.internalProjects.insert({ ...listed(plot, name, index), ...more });
	});
	ADDITIONS.forEach(([name, type], index) => {
		records.timeAdditions.insert({ ...listed(plot, name, index), description: null, type });
	});
	ALLOWANCES.forEach((name, index) => {
		records.allowances.insert({ ...listed(plot, name, index), description: null });
	});
}

function seedThings(plot: Plot): void {
	const { records } = plot;
	ARTICLES.forEach(([articleNumber, name, unit, price], index) => {
		records.articles.insert({
			...listed(plot, name, index),
			articleNumber,
			description: null,
			price,
			cost: Math.round(price * 70) / 100,
			unit,
		});
	});
	CARS.forEach((name, index) => {
		records.companyCars.insert({
			...listed(plot, name, index),
			makeAndModel: index < 2 ? 'Volkswagen Transporter' : 'Volvo V60',
			registrationNumber: `EXA${60 + index}M`,
			type: index === 3 ? 'OfficalCar' : 'CompanyCar',
		});
	});
	EQUIPMENTS.forEach((name, index) => {
		const more = { description: null, type: index === 0 ? 'Lift' : 'Maskin' };
		records.equipments.insert({ ...listed(plot, name, index), ...more });
	});
}
