import { adminList, resource, TRACED } from '../api';

/** What administrators set up, and others pick from (docs.txt L2337-3115). Each is a list only. */

const simplify = ['id', 'name', 'description', 'isActive', 'created', 'updated'];

export const absenceProject = resource(
	'Absence Project',
	adminList('AbsenceProjects', { name: 'Name' }),
);

export const activity = resource('Activity', adminList('Activities', TRACED));

export const allowance = resource('Allowance', adminList('Allowances', TRACED));

export const companyCar = resource('Company Car', adminList('CompanyCars', TRACED));

export const contactTag = resource(
	'Contact Tag',
	adminList('ContactTags', { name: 'Name', createdDate: 'Created' }, { picker: { name: 'title' } }),
);

export const country = resource('Country', adminList('Countries', { name: 'Name' }));

export const equipment = resource('Equipment', adminList('Equipments', TRACED), {
	plural: 'equipment',
});

export const internalProject = resource(
	'Internal Project',
	adminList('InternalProjects', { name: 'Name' }),
);

export const timeAddition = resource('Time Addition', adminList('TimeAdditions', TRACED));

export const timeArticle = resource('Time Article', adminList('TimeArticles', TRACED), {
	simplify,
});

export const timeCode = resource('Time Code', adminList('TimeCodes', TRACED));
