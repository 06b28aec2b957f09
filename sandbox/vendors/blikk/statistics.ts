import { addDays, dayOf, daysBetween, daysFrom, weekdayOf } from '../../dates';
import { Refusal } from '../../refusal';
import { idsIn, listOf } from './list';
import type { TimeReport, User } from './records';
import { type BlikkCall, nameId, nameOf } from './shared';

/** docs.txt L2297. */
const MOST_DAYS = 31;

/** Every user's schedule: eight hours from Monday to Friday. */
const scheduledOn = (date: string): number => ([0, 6].includes(weekdayOf(date)) ? 0 : 8);

/** @throws Refusal 400 when it is longer than the vendor allows, or ends before it begins */
function daysOf({ query, now }: BlikkCall): string[] {
	const dayIn = (name: string) => (query[name] as string | undefined)?.slice(0, 10);
	const [givenFrom, givenTo] = [dayIn('filter.from'), dayIn('filter.to')];
	const to = givenTo ?? (givenFrom ? addDays(givenFrom, MOST_DAYS - 1) : dayOf(now));
	const from = givenFrom ?? addDays(to, 1 - MOST_DAYS);
	const days = daysBetween(from, to) + 1;
	if (days < 1 || days > MOST_DAYS) {
		const message = `The date span can be a maximum of ${MOST_DAYS} days.`;
		throw new Refusal(400, [{ field: 'filter.from', message }]);
	}
	return daysFrom(from, to);
}

/** The latest of the dates when all reports have one. */
function dateOfAll(reports: TimeReport[], field: 'sentToAttestDate' | 'attestedDate') {
	const dates = reports.map((report) => report[field]);
	return dates.includes(null) ? null : (dates.toSorted().at(-1) ?? null);
}

const show = (user: User, call: BlikkCall) => {
	const own = call.records.timeReports.where((report) => report.userId === user.id);
	return {
		objectName: 'timereport.userdaystatistics',
		userId: user.id,
		name: nameOf(user),
		department: nameId(call.records.departments.find(user.departmentId)),
		dates: daysOf(call).map((date) => {
			const reports = own.filter((report) => report.date === date);
			return {
				objectName: 'timereport.userdaystatistics.datedata',
				date,
				reportedHours: reports.reduce((sum, { hours }) => sum + hours, 0),
				scheduledHours: scheduledOn(date),
				lockedDate: dateOfAll(reports, 'sentToAttestDate'),
				attestedDate: dateOfAll(reports, 'attestedDate'),
			};
		}),
	};
};

/** What each user reported on each day (docs.txt L2273-2333). */
export const userDays = listOf<User>({
	records: (call) => {
		// Refused also where no user is left to show.
		daysOf(call);
		return call.records.users.all();
	},
	show,
	sortBy: { name: nameOf },
	filters: {
		userIds: (value) => {
			const ids = idsIn(value);
			return ({ id }) => ids.has(id);
		},
		departmentIds: (value) => {
			const ids = idsIn(value);
			return ({ departmentId }) => ids.has(departmentId);
		},
	},
});
