import { boolean, date, decimal, email, file, list, record, text } from '../../engine';
import { byId, day, named, person, quickSkills, reference, resource as makeResource } from '../api';
import {
	additionalContactDetails,
	addressFields,
	bankingDetails,
	partyFields,
	reachFields,
	searchFields,
	statusFields,
} from '../fields';
import {
	fileName,
	recordOperations,
	resourceRow,
	searchByCustomField,
	withFileName,
} from '../operations';

/** Body of create and update (docs.txt L4500-4590). */
const fields = {
	...partyFields('resource'),
	preferredName: text(),
	firstName: text(),
	surname: text(),
	displayAs: text(),
	jobTitle: text(),
	dateApplied: day({ label: 'Applied On' }),
	linkedInUrl: text({ label: 'LinkedIn URL' }),
	dateOfBirth: date(),
	languages: text(),
	educationSummary: text({ rows: 4 }),
	desiredPayRate: decimal(),
	journeyTime: text(),
	availableForWork: boolean({ description: 'Whether the person can be placed' }),
	availableFrom: day(),
	currentSalary: decimal(),
	currentSalaryNum: decimal({ label: 'Current Salary (Number)' }),
	desiredSalary: decimal(),
	desiredSalaryNum: decimal({ label: 'Desired Salary (Number)' }),
	noticePeriod: decimal(),
	photo: text(),
	interviewResult: text(),
	interviewNote: text({ rows: 4 }),
	interviewedBy: text(),
	note: text({ rows: 4 }),
	currentSituation: text(),
	rating: decimal(),
	payRateNote: text(),
	payRateNum: decimal({ label: 'Pay Rate (Number)' }),
	chargeRateNote: text(),
	chargeRateNum: decimal({ label: 'Charge Rate (Number)' }),
	costCentreCode: text(),
	otherEmail: email(),
	fullEmploymentHistory: list('Employment', {
		organization: text(),
		jobTitle: text(),
		startDate: date(),
		endDate: date(),
		description: text({ rows: 4 }),
	}),
	employmentHistory: text({ rows: 4 }),
	achievements: text({ rows: 4 }),
	associations: text(),
	nissNumber: text({ label: 'NISS Number' }),
	payrollNumber: text(),
	bonuses: text(),
	contractStartDate: day(),
	contractEndDate: day({ notBefore: 'contractStartDate' }),
	holidayEntitlement: decimal(),
	holidayCarryOver: decimal(),
	maximumCarryOver: decimal(),
	rightToRepresent: boolean({ description: 'Whether the person may be presented to clients' }),
	taxApplicable: boolean({ description: 'Whether tax is due' }),
	agencyName: text(),
	agencyType: text(),
	agencyAccountRef: text({ label: 'Agency Account Reference' }),
	agencyAddress: addressFields(),
	createdBy: text(),
	currentClient: reference('client'),
	manager: reference('resource'),
	address: addressFields(),
	bankingDetails: bankingDetails(),
	additionalContactDetails: additionalContactDetails(),
	quickSkills: quickSkills(),
};

/** Of fields that are in the document without a word (L4616-4627). */
const UNKNOWN = 'Tracker RMS does not say what this is for';

/** L5669-5677. */
const skills = {
	skills: list(
		'Skill',
		{
			skillId: record('skill'),
			skillName: text(),
			skillValueId: byId('skillValue', {
				label: 'Skill Value ID',
				description: 'Of a skill with values to choose from',
			}),
			skillValue: text({ placeholder: 'e.g. Expert' }),
			skillType: text(),
		},
		{ required: true },
	),
};

const name = ({ displayAs, firstname, surname }: Record<string, unknown>) =>
	(displayAs as string | null) ?? [firstname, surname].filter(Boolean).join(' ');

const ofPerson = { resourceId: person() };
const oneSkill = { ...ofPerson, skillId: record('resourceSkill', { label: 'Skill' }) };

/** No status among the filters of resources (L4757-4768). */
const { state } = statusFields('resource', 'active');

/** People who are recruited, placed or planned for (docs.txt L4481-6012). */
export const resource = makeResource('Resource', {
	...recordOperations('Resource', 'resource', {
		label: 'Resource (Person)',
		simplify: [
			'id',
			'displayAs',
			'firstName',
			'surname',
			'jobTitle',
			'status.name',
			'contactDetails.email',
			'address.town',
			'availableFrom',
			'owners',
		],
	}),
	addSkills: {
		request: 'POST /api/v1/Resource/{resourceId}/Skills',
		path: ofPerson,
		body: skills,
		action: 'Add skills to resource',
		description: 'Add skills to a person, or change them',
	},
	create: { request: 'POST /api/v1/Resource', body: fields },
	createFromResume: {
		request: 'POST /api/v1/Resource/CreateFromResume',
		body: {
			fileData: file({ required: true }),
			fileName: fileName(),
			resourceStatusId: record('resourceStatus', { label: 'Status' }),
			opportunityId: record('opportunity', { wire: String }),
			source: named('source'),
			resourceSource: named('source'),
			department: named('departmentName'),
			userId: record('user'),
			list: text({ description: UNKNOWN }),
			resource: decimal({
				label: 'Resource (Number)',
				description: UNKNOWN,
			}),
		},
		sends: withFileName('fileData', 'fileName'),
		action: 'Create resource from resume',
		description: 'Create a person from a resume in a file',
	},
	deleteAllSkills: {
		request: 'DELETE /api/v1/Resource/{resourceId}/Skills',
		path: ofPerson,
		action: 'Delete all skills of resource',
		description: 'Delete all skills of a person',
	},
	deleteSkill: {
		request: 'DELETE /api/v1/Resource/{resourceId}/Skills/{skillId}',
		path: oneSkill,
		action: 'Delete skill of resource',
		description: 'Delete one skill of a person',
	},
	downloadDocument: {
		request: 'GET /api/v1/Resource/{resourceId}/Document/{documentId}',
		path: { ...ofPerson, documentId: record('resourceDocument', { label: 'Document' }) },
		file: { content: 'filecontent', name: 'filename' },
		action: 'Download document of resource',
		description: 'Get a document of a person as a file',
	},
	getDocuments: {
		request: 'GET /api/v1/Resource/{id}/Documents',
		path: { id: person() },
		answer: 'list',
		picker: { of: 'resourceDocument', name: 'filename', id: 'documentId' },
		action: 'Get documents of resource',
		description: 'Get the list of documents of a person, without their contents',
	},
	getSkill: {
		request: 'GET /api/v1/Resource/{resourceId}/Skills/{skillId}',
		path: oneSkill,
		action: 'Get skill of resource',
		description: 'Get one skill of a person',
	},
	getSkills: {
		request: 'GET /api/v1/Resource/{resourceId}/Skills',
		path: ofPerson,
		answer: 'list',
		picker: { of: 'resourceSkill', name: 'skillName', id: 'skillId' },
		action: 'Get skills of resource',
		description: 'Get the skills of a person',
	},
	replaceSkills: {
		request: 'PUT /api/v1/Resource/{resourceId}/Skills',
		path: ofPerson,
		body: skills,
		action: 'Replace skills of resource',
		description: 'Delete all skills of a person, and store the given ones',
	},
	search: {
		request: 'POST /api/v1/Resource/Search',
		answer: 'pages',
		readsOnly: true,
		body: { ...searchFields, state, ...reachFields },
		picker: { name, id: 'resourceId', search: 'searchTerm' },
		simplify: resourceRow,
	},
	searchByCustomField: searchByCustomField('Resource', 'resource'),
	update: { request: 'PATCH /api/v1/Resource/{Id}', path: { Id: person() }, body: fields },
});
