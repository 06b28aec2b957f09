import type { IDataObject } from 'n8n-workflow';

import { boolean, choice, decimal, record, text } from '../../engine';
import { namesIn, resource } from '../api';
import { longText, projectById, taxable } from '../body';
import { day, ids, people, several } from '../fields';
import { commonWithout, days, fields, listed, ofActiveProjects, own, searchIn } from '../filters';

/** Body of create and update (docs.txt L5633-5671, L5724-5757). */
const body = {
	name: text({ required: ['create'] }),
	cost: decimal({ required: ['create'] }),
	...taxable,
	date: day(),
	description: longText,
	invoiced: boolean({ description: 'Whether it has been invoiced' }),
};

/** What was spent for a project (docs.txt L5493-5759). */
export const expense = resource('Expense', {
	create: {
		request: 'POST /expenses',
		body: { projectid: projectById(true), ...body },
	},
	delete: { request: 'DELETE /expenses/{expenseid}', path: { expenseid: record('expense') } },
	get: {
		request: 'GET /expenses/{expenseid}',
		path: { expenseid: record('expense') },
		simplify: namesIn(
			'id name description cost date companyname projectid projecttitle invoiced taxable',
		),
	},
	getMany: {
		request: 'GET /expenses',
		...listed(
			fields('company contact cost date description invoiced name project taxable'),
			'id name date projectid',
			{
				...commonWithout.both,
				...ofActiveProjects,
				...own,
				...days('date'),
				...searchIn('name'),
				categoryid: ids(),
				companyid: several('company'),
				contacts: people(),
				invoiced: choice({ invoiced: 'Invoiced', uninvoiced: 'Not Invoiced', all: 'All' }),
				projectid: ids(),
				taxable: choice({ taxable: 'Taxable', nontaxable: 'Not Taxable', all: 'All' }),
			},
		),
		description: 'Get many expenses of active projects, or of others where you say so',
		picker: { name: 'name', search: 'search', order: { sortby: 'name', projectstatus: 'all' } },
	},
	update: {
		request: 'PUT /expenses/{expenseid}',
		path: { expenseid: record('expense') },
		body,
		// An update needs both (L5726-5733), also where they stay as they are.
		merges: { read: 'get', body: ({ name, cost }: IDataObject) => ({ name, cost }) },
	},
});
