import { boolean, choice, email, record, text } from '../../engine';
import { named, namesIn, resource } from '../api';
import { address, addOrRemove, apiFields, image, jobTitle, onlyOfNew, profiles } from '../body';
import { each, ids, types } from '../fields';
import {
	activeAndPending,
	activeFirst,
	common,
	division,
	fields,
	listed,
	moments,
	own,
	pageOfEach,
	pending,
	searches,
	searchIn,
	tagged,
} from '../filters';

const filters = {
	...common,
	...pending,
	...tagged,
	...searchIn('name and email'),
	...searches('searchemail searchname'),
	allowlogin: boolean({ description: 'Whether to get those who may log in, and not the others' }),
};
const ofOneCompany = { companyid: record('company') };

const usual = 'name company type title email phone';
const shown = fields(
	`address apifields company email groups image lastmodified location logindetails name
		phone tags teams title type`,
	usual,
);
const shownOfAll = fields(
	`address apifields company email fax groups image lastmodified location logindetails name
		phone roles tags teams title type`,
	usual,
);
const sortBy = 'id firstname lastname';

/** What a contact of a company is created with (docs.txt L571-682). */
const body = {
	...each('firstname lastname', text({ required: ['create', 'createForCompany', 'upsert'] })),
	...address,
	...apiFields,
	...profiles,
	...tagged,
	...each('fax mobilephone username workphone', text()),
	allowlogin: boolean({ description: 'Whether the contact may log in' }),
	email: email({ required: ['upsert'] }),
	groupid: ids({ description: 'Advanced plan only. Without any, staff are put into group 1.' }),
	title: jobTitle,
	password: text({
		password: true,
		description: 'Without one, ProWorkflow makes one for those who may log in',
	}),
	roleid: ids({
		description:
			'For staff who may log in. Without any, they become super users, who may do everything.',
	}),
};

/** What a client may do besides; other contacts know it not (L2936-3070). */
const rights = {
	addprojectrequest: boolean({
		description: 'Whether a client may add project requests. Advanced plan only.',
	}),
	viewallcompanyprojects: boolean({
		description: 'Whether a client may see all projects of the company',
	}),
	viewallprojecttasks: boolean({ description: 'Whether a client may see all tasks of a project' }),
	viewarchivedprojects: boolean({ description: 'Whether a client may see archived projects' }),
	viewcalendar: boolean({ description: 'Whether a client may see the calendar' }),
	viewquotesandinvoices: boolean({ description: 'Whether a client may see quotes and invoices' }),
	viewtimeinformation: boolean({ description: 'Whether a client may see the tracked time' }),
	viewtimeline: boolean({ description: 'Whether a client may see the timeline' }),
};

/** What any contact is created with (L2876-3070). */
const created = {
	companyid: record('company', { required: true }),
	...body,
	...image,
	...rights,
	type: choice(named('client', 'contractor', 'other', 'staff'), { required: true }),
};

const coordinate = text({
	matches: { pattern: /^-?\d+(\.\d+)?$/, expected: 'a number of degrees such as 43.68906' },
	wire: Number,
});

const pickedAs = (of: string) => ({
	of,
	name: ({ firstname, lastname, companyname }: Record<string, unknown>) =>
		[[firstname, lastname].join(' '), companyname].filter(Boolean).join(', '),
	search: 'search',
	order: { sortby: 'firstname' },
});

/** People: clients, contractors, staff and others (docs.txt L2728-5220). */
export const contact = resource('Contact', {
	checkPermission: {
		request: 'GET /contacts/{contactid}/permissions/{permissionid}',
		path: { contactid: record('contact'), permissionid: record('permission', { listed: false }) },
		query: {
			permissionsetting: choice(named('view', 'add', 'edit', 'delete'), {
				required: true,
				label: 'What to Check',
			}),
		},
		action: 'Check permission of a contact',
		description: 'Check whether a staff contact may view, add, edit or delete something',
	},
	create: {
		request: 'POST /contacts',
		body: created,
		bulk: { size: 100, alone: ['imagecontent'] },
	},
	createForCompany: {
		request: 'POST /companies/{companyid}/contacts',
		path: { companyid: record('company') },
		body,
		bulk: { size: 100 },
		action: 'Create contact for a company',
		description: 'Create a contact of a company, of the same type as the company',
	},
	delete: { request: 'DELETE /contacts/{contactid}', path: { contactid: record('contact') } },
	get: {
		request: 'GET /contacts/{contactid}',
		path: { contactid: record('contact') },
		query: {
			permissions: boolean({
				description: 'Whether to include permissions, and the roles of staff',
			}),
		},
		simplify: namesIn(
			'id firstname lastname title companyname type email workphone mobilephone permissions',
		),
	},
	getGroups: {
		request: 'GET /contacts/{contactid}/groups',
		path: { contactid: record('contact') },
		action: 'Get groups of a contact',
		description: 'Get the groups and teams of a staff contact. Each says which of the two it is.',
	},
	getLocation: {
		request: 'GET /contacts/{contactid}/location',
		path: { contactid: record('contact') },
		action: 'Get location of a contact',
		description: 'Get where a contact was last seen, which is not the address',
	},
	getMany: {
		request: 'GET /contacts',
		...listed(shownOfAll, sortBy, {
			...filters,
			...ofOneCompany,
			...own,
			roleid: ids(),
			type: choice(named('client', 'contractor', 'other', 'staff')),
		}),
		...activeFirst('contacts'),
		picker: pickedAs('contact'),
	},
	getManyByCompany: {
		request: 'GET /companies/{companyid}/contacts',
		path: { companyid: record('company') },
		...listed(shown, sortBy, filters),
		...activeFirst('contacts of a company'),
	},
	getManyClients: {
		request: 'GET /contacts/client',
		...listed(shown, sortBy, { ...filters, ...ofOneCompany, ...division }),
		action: 'Get many client contacts',
		...activeFirst('contacts that are clients'),
		picker: pickedAs('client'),
	},
	getManyContractors: {
		request: 'GET /contacts/contractor',
		...listed(shown, sortBy, { ...filters, ...ofOneCompany, ...division }),
		action: 'Get many contractor contacts',
		...activeFirst('contacts that are contractors'),
		picker: pickedAs('contractor'),
	},
	getManyLocations: {
		request: 'GET /contacts/location',
		answer: 'list',
		query: { ...division, ...moments('locationtime') },
		action: 'Get many locations of contacts',
		description: 'Get where contacts were last seen, which is not their address',
	},
	getManyStaff: {
		request: 'GET /contacts/staff',
		...listed(shown, sortBy, { ...filters, ...ofOneCompany, ...division, roleid: ids() }),
		action: 'Get many staff contacts',
		...activeFirst('contacts that are staff'),
		picker: pickedAs('staff'),
	},
	getPermissions: {
		request: 'GET /contacts/{contactid}/permissions',
		path: { contactid: record('contact') },
		action: 'Get permissions of a contact',
		description: 'Get all permissions of a contact, and the roles of staff',
	},
	getRoles: {
		request: 'GET /contacts/{contactid}/roles',
		path: { contactid: record('contact') },
		action: 'Get roles of a contact',
		description: 'Get the roles of a staff contact',
	},
	getSummary: {
		request: 'GET /contacts/{contactid}/summary',
		path: { contactid: record('contact') },
		query: { types: types('projects tasks'), ...pageOfEach },
		action: 'Get summary of a contact',
		description: 'Get the active projects and tasks of a contact',
	},
	getTags: {
		request: 'GET /contacts/{contactid}/tags',
		path: { contactid: record('contact') },
		action: 'Get tags of a contact',
		description: 'Get the tags of a contact',
	},
	requestAccess: {
		request: 'POST /contacts/requestaccess',
		body: {
			email: email({ required: true }),
			...each('firstname lastname', text({ required: true })),
			type: choice(named('client', 'contractor', 'staff'), { required: true }),
			companyname: text({ description: 'Needed, except for staff' }),
		},
		action: 'Request access for a contact',
		description:
			'Ask for access to ProWorkflow for somebody who is no contact yet. In the Advanced plan, they get into division 1.',
	},
	requestPasswordReset: {
		request: 'GET /contacts/forgotpassword',
		query: { email: email({ required: true }) },
		action: 'Request password reset of a contact',
		description: 'Send an email that tells how to reset the password',
	},
	update: {
		request: 'PUT /contacts/{contactid}',
		path: { contactid: record('contact') },
		body: {
			...body,
			...image,
			...rights,
			companyid: record('company'),
		},
	},
	updateGroups: {
		request: 'PUT /contacts/{contactid}/groups',
		path: { contactid: record('contact') },
		body: { ...addOrRemove, groupid: ids({ required: true }) },
		label: 'Add or Remove Groups',
		action: 'Add or remove groups of a contact',
		description: 'Add a staff contact to groups, or take it out of them',
	},
	updateLocation: {
		request: 'PUT /contacts/{contactid}/location',
		path: { contactid: record('contact') },
		body: {
			address: text({ description: 'Instead of latitude and longitude, to be looked up' }),
			...each('latitude longitude', coordinate),
		},
		exactlyOne: [
			['address', 'latitude'],
			['address', 'longitude'],
		],
		action: 'Update location of a contact',
		description: 'Set where a contact is, by address or by latitude and longitude',
	},
	updateRoles: {
		request: 'PUT /contacts/{contactid}/roles',
		path: { contactid: record('contact') },
		body: { ...addOrRemove, roleid: ids({ required: true }) },
		label: 'Add or Remove Roles',
		action: 'Add or remove roles of a contact',
		description: 'Add roles to those of a staff contact, or take them away',
	},
	updateTags: {
		request: 'PUT /contacts/{contactid}/tags',
		path: { contactid: record('contact') },
		body: { ...addOrRemove, tagid: ids({ required: true }) },
		label: 'Add or Remove Tags',
		action: 'Add or remove tags of a contact',
		description: 'Add tags to those of a contact, or take them away',
	},
	upsert: {
		request: 'POST /contacts',
		body: { ...created, type: onlyOfNew(created.type) },
		upsert: {
			list: 'getMany',
			update: 'update',
			by: ['email'],
			asking: activeAndPending('name,email'),
		},
	},
});
