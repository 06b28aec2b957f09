import { choice, email, record, text } from '../../engine';
import { named, namesIn, resource } from '../api';
import { address, addOrRemove, apiFields, image, onlyOfNew, profiles } from '../body';
import { each, ids, types } from '../fields';
import {
	activeAndPending,
	activeFirst,
	common,
	contactDetails,
	division,
	fields,
	listed,
	own,
	pageOfEach,
	pending,
	searches,
	searchIn,
	tagged,
} from '../filters';

const filters = {
	...common,
	...division,
	...pending,
	...tagged,
	...searchIn('name and code'),
	...searches('searchcode searchemail searchname'),
};

const shown = 'address apifields code contacts email image lastmodified name phone tags type';
const usual = 'code name type email phone';
const ofOneType = listed(fields(shown, usual), 'id name code', filters);

/** Body of create and update (docs.txt L172-268). */
const body = {
	name: text({ required: ['create', 'upsert'] }),
	...address,
	...apiFields,
	...image,
	...profiles,
	...each('code fax phone website', text()),
	email: email(),
};

const created = {
	...body,
	...tagged,
	type: choice(named('client', 'contractor', 'other'), { required: true }),
};

/** Companies that work is done for, and others (docs.txt L1-417 and further). */
export const company = resource('Company', {
	create: {
		request: 'POST /companies',
		body: created,
		bulk: { size: 100, alone: ['imagecontent'] },
	},
	delete: {
		request: 'DELETE /companies/{companyid}',
		path: { companyid: record('company') },
		query: {
			deletecontacts: choice(
				{ false: 'Keep Them', true: 'Delete Them, Too' },
				{
					required: true,
					label: 'Contacts of the Company',
					description: 'Those who are kept are of no use until they are given another company',
				},
			),
		},
	},
	get: {
		request: 'GET /companies/{companyid}',
		path: { companyid: record('company') },
		simplify: namesIn('id code name type email phone website city country lastmodified'),
	},
	getMany: {
		request: 'GET /companies',
		...listed(fields(`${shown} fax website`, usual), 'id name code', {
			...filters,
			...own,
			...contactDetails,
			type: choice(named('client', 'contractor', 'other', 'staff')),
		}),
		...activeFirst('companies'),
		picker: { name: 'name', search: 'search', order: { sortby: 'name' } },
	},
	getManyClients: {
		request: 'GET /companies/client',
		...ofOneType,
		action: 'Get many client companies',
		...activeFirst('companies that are clients'),
	},
	getManyContractors: {
		request: 'GET /companies/contractor',
		...ofOneType,
		action: 'Get many contractor companies',
		...activeFirst('companies that are contractors'),
	},
	getManyStaff: {
		request: 'GET /companies/staff',
		...ofOneType,
		action: 'Get many staff companies',
		...activeFirst('companies of your own'),
	},
	getSummary: {
		request: 'GET /companies/{companyid}/summary',
		path: { companyid: record('company') },
		query: { types: types('contacts invoices projects quotes tasks'), ...pageOfEach },
		action: 'Get summary of a company',
		description:
			'Get the contacts of a company with its unpaid invoices, active projects, pending quotes and active tasks',
	},
	getTags: {
		request: 'GET /companies/{companyid}/tags',
		path: { companyid: record('company') },
		action: 'Get tags of a company',
		description: 'Get the tags of a company',
	},
	update: {
		request: 'PUT /companies/{companyid}',
		path: { companyid: record('company') },
		body,
	},
	updateTags: {
		request: 'PUT /companies/{companyid}/tags',
		path: { companyid: record('company') },
		body: { ...addOrRemove, tagid: ids({ required: true }) },
		label: 'Add or Remove Tags',
		action: 'Add or remove tags of a company',
		description: 'Add tags to those of a company, or take them away',
	},
	upsert: {
		request: 'POST /companies',
		body: { ...created, type: onlyOfNew(created.type), tagid: onlyOfNew(created.tagid) },
		upsert: {
			list: 'getMany',
			update: 'update',
			by: ['name', 'code'],
			asking: activeAndPending('name,code'),
		},
	},
});
