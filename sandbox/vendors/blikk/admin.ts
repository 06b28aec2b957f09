import type { Behaviour } from '../../vendor';
import { byTrace, type List, listOf, matchesAny } from './list';
import { showTag } from './projects';
import type { ContactTag, Country, Listed, Records, Trace, User } from './records';
import { type Behaviours, type BlikkCall, nameId, nameOf, userId } from './shared';

const traceOf = (record: Trace, { records }: BlikkCall) => ({
	createdBy: userId(records, record.createdById),
	updatedBy: userId(records, record.updatedById),
});

/** A list of what administrators keep; only some of them sort by date. */
function listed<T extends Listed>(
	objectName: string,
	own: Pick<List<T>, 'records' | 'filters' | 'sortBy'> & {
		/** The fields that are not shown as they are kept. */
		nest?(record: T, call: BlikkCall): object;
	},
): Behaviour<Records> {
	return listOf<T>({
		records: own.records,
		show: ({ createdById, updatedById, created, updated, ...record }, call) => ({
			objectName,
			...record,
			...traceOf({ createdById, updatedById, created, updated }, call),
			created,
			updated,
			// TypeScript cannot see that the rest of a record and its trace make it up again.
			...own.nest?.(
				{ createdById, updatedById, created, updated, ...record } as unknown as T,
				call,
			),
		}),
		sortBy: { name: ({ name }) => name, ...byTrace, ...own.sortBy },
		filters: own.filters,
	});
}

/** What the sandbox keeps as a text and the vendor shows as a record of its own. */
const named = (name: string, names = [name]) => nameId({ id: 1 + names.indexOf(name), name });

const UNITS = ['st', 'm', 'l', 'kg'];
const EQUIPMENT_TYPES = ['Lift', 'Maskin'];

const showUser = (user: User, call: BlikkCall) => ({
	id: user.id,
	firstName: user.firstName,
	lastName: user.lastName,
	license: user.license,
	startDate: user.startDate,
	endDate: user.endDate,
	timeReportingProfile: named('Standard'),
	department: nameId(call.records.departments.find(user.departmentId)),
	permissions: user.permissions,
	...traceOf(user, call),
	createdDate: user.created,
	updatedDate: user.updated,
});

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** docs.txt L3209-3328. */
const showUserDetail = (user: User, call: BlikkCall) => ({
	objectName: 'user.detail',
	...showUser(user, call),
	license: capitalised(user.license),
	email: user.email,
	socialSecurityNumber: null,
	mobilePhoneNumber: user.mobilePhoneNumber,
	workPhoneNumber: null,
	note: null,
	costCenter: null,
	salaryType: 'Monthly',
	costPerHour: user.costPerHour,
	employeeNumber: user.employeeNumber,
	settlementAccount: null,
	address: null,
	nextOfKin: null,
	nextOfKinRelation: null,
	nextOfKinPhoneNumber: null,
	manager: userId(call.records, user.managerId),
	schedule: named('Heltid'),
	standardTimeArticle: nameId(call.records.timeArticles.find(user.standardTimeArticleId)),
	standardActivity: nameId(call.records.activities.find(user.standardActivityId)),
	timeBankEnabled: false,
	currentTimeBank: null,
	planningCapacityInPercent: 100,
	tags: null,
});

/** The lists of docs.txt L2341-3328, in its order. */
export const adminBehaviours: Behaviours = {
	'absenceProject.getMany': listed('absenceproject.list', {
		records: ({ records }) => records.absenceProjects.all(),
	}),
	'activity.getMany': listed('activity.list', {
		records: ({ records }) => records.activities.all(),
		nest: ({ preferredTimeCodeId, preferredTimeArticleId }, { records }) => ({
			preferredTimeCodeId: undefined,
			preferredTimeArticleId: undefined,
			preferredTimeCode: nameId(records.timeCodes.find(preferredTimeCodeId)),
			preferredTimeArticle: nameId(records.timeArticles.find(preferredTimeArticleId)),
		}),
	}),
	'allowance.getMany': listed('allowance.list', {
		records: ({ records }) => records.allowances.all(),
	}),
	'article.getMany': listed('article.list', {
		records: ({ records }) => records.articles.all(),
		nest: ({ unit }) => ({ unit: named(unit, UNITS) }),
		sortBy: { articleNumber: ({ articleNumber }) => articleNumber },
		filters: {
			query:
				(query) =>
				({ articleNumber, name }) =>
					matchesAny(query, [articleNumber, name]),
		},
	}),
	'companyCar.getMany': listed('companycar.list', {
		records: ({ records }) => records.companyCars.all(),
	}),
	'contactTag.getMany': listOf<ContactTag>({
		records: ({ records }) => records.contactTags.all(),
		show: showTag,
		sortBy: { name: ({ title }) => title, createdDate: ({ created }) => created },
	}),
	'country.getMany': listOf<Country>({
		records: ({ records }) => records.countries.all(),
		show: ({ id, name }) => ({ objectName: 'country.list', id, name }),
		sortBy: { name: ({ name }) => name },
	}),
	'equipment.getMany': listed('equipment.list', {
		records: ({ records }) => records.equipments.all(),
		nest: ({ type }) => ({ type: named(type, EQUIPMENT_TYPES) }),
	}),
	'internalProject.getMany': listed('internalproject.list', {
		records: ({ records }) => records.internalProjects.all(),
	}),
	'timeAddition.getMany': listed('timeaddition.list', {
		records: ({ records }) => records.timeAdditions.all(),
	}),
	'timeArticle.getMany': listed('timearticle.list', {
		records: ({ records }) => records.timeArticles.all(),
	}),
	'timeCode.getMany': listed('timecode.list', {
		records: ({ records }) => records.timeCodes.all(),
	}),
	'user.getMany': listOf<User>({
		records: ({ records }) => records.users.all(),
		show: (user, call) => ({ objectName: 'user.list', ...showUser(user, call) }),
		sortBy: { name: nameOf },
		filters: { query: (query) => (user) => matchesAny(query, [nameOf(user), user.email]) },
	}),
	'user.get': (call) => showUserDetail(call.records.users.get(Number(call.path.id)), call),
};
