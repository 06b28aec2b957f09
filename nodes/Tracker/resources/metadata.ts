import { json, record, z } from '../../engine';
import type { CallValues } from '../../engine';
import { byId, resource } from '../api';

/** Two lists are said to come in pages; what asks for a page is not documented (docs.txt L1920-1928). */
const pages = {
	answer: 'list' as const,
	query: {
		unknown: json(z.record(z.union([z.string(), z.number(), z.boolean()])), {
			label: 'Query Parameters (JSON)',
			description:
				'What to search for, and which page: Tracker RMS does not document what these are called, perhaps {"searchTerm": "weld", "pageNumber": 2}',
		}),
	},
	sends: (values: CallValues): CallValues => ({
		...values,
		query: { ...(values.query.unknown as object) },
	}),
};

const area = { areaId: record('skillArea') };

/** What the account calls things, and what it offers to choose from; no answer is documented (docs.txt L1896-1942). */
export const metadata = resource('Metadata', {
	get: {
		request: 'GET /api/v1/MetaData',
		action: 'Get metadata',
		description: 'Get the access rights, names, statuses, types, sources and teams of the user',
	},
	getAreaSkillCount: {
		request: 'GET /api/v1/MetaData/Skills/Areas/{areaId}/Count',
		path: area,
		// As it comes: it may well be a bare number.
		answer: 'text',
		action: 'Count skills of an area',
		description: 'Get how many skills an area has',
	},
	getAreaSkills: {
		request: 'GET /api/v1/MetaData/Skills/Areas/{areaId}/Skills',
		path: area,
		...pages,
		action: 'Get skills of an area',
		description: 'Get the skills of an area, one page at a time',
	},
	getRecordTypes: {
		request: 'GET /api/v1/MetaData/recordTypes',
		action: 'Get record types',
		description: 'Get the kinds of records',
	},
	getSkillList: {
		request: 'GET /api/v1/MetaData/Skills/List/{skillListId}',
		path: { skillListId: byId('skillList') },
		action: 'Get skill list',
		description: 'Get a list of skill values to choose from',
	},
	getSkillsHierarchy: {
		request: 'GET /api/v1/MetaData/Skills/Hierarchy',
		action: 'Get skills hierarchy',
		description: 'Get the categories and areas of skills, without the skills',
	},
	searchSkills: {
		request: 'GET /api/v1/MetaData/Skills/Search',
		...pages,
		action: 'Search skills',
		description: 'Get skills of all areas, one page at a time',
	},
});
