import { randomBytes } from 'node:crypto';
import { notFound, Refusal } from '../../refusal';
import type { Behaviour } from '../../vendor';
import { words } from '../../words';
import { companies } from './companies';
import { byCompany, choice, common, type Filters, ids, moments, search } from './filters';
import type { Kind } from './kind';
import { find, listOf, own, together, viewAll } from './list';
import { blankParty } from './party';
import { permissionsOf } from './permissions';
import { CLIENT_RIGHTS, type Contact, PROFILES, type Records, SETTINGS } from './records';
import {
	addressOf,
	badRequest,
	type Behaviours,
	callerOf,
	companyOf,
	done,
	entries,
	many,
	nameOf,
	one,
	prefixed,
	type ProCall,
	stampOf,
} from './shared';
import { change, creation, crudOf, membership, recordOf } from './write';

/** Clients and contractors know the staff and, but for clients' colleagues, themselves (L2732). */
export function visibleTo(call: ProCall): (contact: Contact) => boolean {
	const { id, type, companyid } = callerOf(call);
	if (type === 'staff') return () => true;
	return (contact) =>
		contact.type === 'staff' ||
		contact.id === id ||
		(type === 'client' && companyid !== null && contact.companyid === companyid);
}

const teamsOf = ({ groupid }: Contact, records: Records) => {
	const teams = groupid.map((id) => records.groups.find(id)?.teamid ?? 0);
	return entries(records.teams, [...new Set(teams)]);
};

const rightsOf = together<Contact>(...CLIENT_RIGHTS);

/** Staff have roles, the others only what is ticked for them (L3094-3097). */
const rolesAndPermissions = (contact: Contact, call: ProCall) =>
	contact.type === 'staff'
		? {
				roles: entries(call.records.roles, contact.roleid),
				permissions: permissionsOf(contact, call.records),
			}
		: { permissions: [rightsOf(contact, call)] };

export const contacts: Kind<Contact> = {
	key: 'contacts',
	one: 'contact',
	id: 'contactid',
	table: ({ contacts: table }) => table,
	fields: {
		...own<Contact>('type', 'title', 'email', 'fax', 'image', 'lastmodified'),
		address: addressOf,
		company: ({ companyid }, call) => companyOf(call, companyid),
		groups: ({ groupid }, { records }) => ({ groups: entries(records.groups, groupid) }),
		location: ({ location }) => ({ ...location }),
		logindetails: together<Contact>('allowlogin', 'username'),
		name: together<Contact>('firstname', 'lastname'),
		phone: together<Contact>('workphone', 'mobilephone'),
		roles: ({ roleid }, { records }) => ({ roles: entries(records.roles, roleid) }),
		tags: ({ tagid }, { records }) => ({ tags: entries(records.tags, tagid) }),
		teams: (contact, { records }) => ({ teams: teamsOf(contact, records) }),
	},
	staffOnly: words('email, fax, groups, location, logindetails, phone, tags, teams, title'),
	detail: (contact, call) => ({
		...together<Contact>(...PROFILES)(contact, call),
		...(call.query.permissions === true ? rolesAndPermissions(contact, call) : {}),
	}),
	filters: {
		...common(),
		...byCompany<Contact>(({ companyid }) => companyid),
		...choice('allowlogin', ({ allowlogin }) => allowlogin),
		...choice('pending', ({ pending }) => pending),
		...choice('type', ({ type }) => type),
		...ids('roleid', ({ roleid }) => roleid),
		...ids('tagid', ({ tagid }) => tagid),
		...search('search', (contact) => [nameOf(contact), contact.email]),
		...search('searchemail', ({ email }) => [email]),
		...search('searchname', (contact) => [nameOf(contact)]),
	},
	blank: (_call, { type, allowlogin }) => ({
		...blankParty(),
		...(Object.fromEntries(CLIENT_RIGHTS.map((right) => [right, false])) as Record<
			(typeof CLIENT_RIGHTS)[number],
			boolean
		>),
		companyid: null,
		firstname: '',
		lastname: '',
		title: '',
		workphone: '',
		mobilephone: '',
		allowlogin: false,
		username: '',
		password: '',
		location: null,
		// L3003-3014: staff come into the first group, and may do everything unless a role is given.
		groupid: type === 'staff' ? [1] : [],
		roleid: type === 'staff' && allowlogin === true ? [SUPER_USER] : [],
	}),
	after: (contact, _body, { records }) => {
		const { id, type, allowlogin, password } = contact;
		const roles = type === 'staff' && allowlogin;
		records.contacts.update(id, {
			groupid: type === 'staff' ? contact.groupid : [],
			roleid: roles ? contact.roleid : [],
			password: allowlogin && password === '' ? randomBytes(9).toString('base64url') : password,
		});
	},
};

/** The role that allows everything. */
export const SUPER_USER = 1;

const listed = (matches: (contact: Contact) => boolean) =>
	listOf(contacts, (call) => {
		const isVisible = visibleTo(call);
		return (contact) => isVisible(contact) && matches(contact);
	});

const ofType = (type: string) => listed((contact) => contact.type === type);

/** @throws Refusal 400 for anybody but staff */
function staffOf(call: ProCall): Contact {
	const contact = recordOf(contacts, call);
	if (contact.type !== 'staff') throw badRequest('This is for staff contacts only');
	return contact;
}

const forStaff =
	(behaviour: Behaviour<Records>): Behaviour<Records> =>
	(call) => {
		staffOf(call);
		return behaviour(call);
	};

/** The sandbox has no maps: any address with a letter lies where its text says. */
function geocode(address: string) {
	if (!/\p{L}/u.test(address)) return undefined;
	const sum = [...address].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1e6, 7);
	return { latitude: (sum % 12_000) / 100 - 60, longitude: (sum % 34_000) / 100 - 170 };
}

const locationFilters: Filters<Contact> = {
	...byCompany<Contact>(({ companyid }) => companyid),
	...moments<Contact>('locationtime', ({ location }) => location?.locationtime),
};

export const contactBehaviours: Behaviours = {
	...prefixed('contact', {
		...crudOf(contacts),
		getMany: listed(() => true),
		getManyClients: ofType('client'),
		getManyContractors: ofType('contractor'),
		getManyStaff: ofType('staff'),
		getManyByCompany: listOf(contacts, (call) => {
			const { id } = call.records.companies.get(Number(call.path.companyid));
			const isVisible = visibleTo(call);
			return (contact) => contact.companyid === id && isVisible(contact);
		}),
		createForCompany: creation(contacts, ({ records, path }) => {
			const { id, type } = records.companies.get(Number(path.companyid));
			return { companyid: id, type };
		}),

		getGroups: forStaff((call) => {
			const contact = recordOf(contacts, call);
			const groups = entries(call.records.groups, contact.groupid);
			return { ...many('groups', groups), teams: teamsOf(contact, call.records) };
		}),
		updateGroups: forStaff(membership(contacts, 'groupid')),
		getRoles: (call) => many('roles', entries(call.records.roles, recordOf(contacts, call).roleid)),
		updateRoles: forStaff(membership(contacts, 'roleid')),
		getTags: (call) => many('tags', entries(call.records.tags, recordOf(contacts, call).tagid)),
		updateTags: membership(contacts, 'tagid'),

		getPermissions: (call) => ({
			...rolesAndPermissions(recordOf(contacts, call), call),
			status: 'Success',
		}),
		checkPermission: (call) => {
			const { id, name } = call.records.permissions.get(Number(call.path.permissionid));
			const permission = permissionsOf(staffOf(call), call.records).find((own) => own.id === id);
			const setting = SETTINGS.find((each) => each === call.query.permissionsetting) ?? 'view';
			const allowed = permission?.[setting] ?? false;
			return one('permission', { id, name, permissionsetting: setting, allowed });
		},

		getLocation: (call) => one('location', { ...recordOf(contacts, call).location }),
		getManyLocations: (call) => {
			const isVisible = visibleTo(call);
			const known = call.records.contacts.where(
				(contact) => contact.location !== null && isVisible(contact),
			);
			const found = find({ key: 'locations', filters: locationFilters }, known, call);
			return many(
				'locations',
				found.map((contact) => ({ id: contact.id, name: nameOf(contact), ...contact.location })),
			);
		},
		updateLocation: (call) => {
			const contact = recordOf(contacts, call);
			const { address, latitude, longitude } = call.body as Record<
				string,
				string | number | undefined
			>;
			const place =
				address === undefined
					? { latitude: Number(latitude), longitude: Number(longitude) }
					: geocode(String(address));
			// An error without a word on its status (L3361); this is the one that comes with a 200.
			if (!place) throw new Refusal(200, [{ message: 'The address could not be geocoded' }]);
			const now = stampOf(call.now);
			call.records.contacts.update(contact.id, {
				location: { ...place, locationtime: now },
				lastmodified: now,
			});
			return done('Location successfully updated', [contact]);
		},

		requestPasswordReset: ({ records, query }) => {
			const { email } = query;
			if (!records.contacts.all().some((contact) => contact.email === email)) {
				throw notFound(`A contact with the email ${String(email)}`);
			}
			return { message: 'An email is on its way', status: 'Success' };
		},
		requestAccess: (call) => {
			const { records, body, now } = call;
			const { companyname, ...fields } = body;
			const named = records.companies
				.all()
				.find(({ name, type }) =>
					body.type === 'staff' ? type === 'staff' : name === companyname,
				);
			const company =
				named ??
				records.companies.insert({
					...companies.blank(call, {}),
					name: String(companyname),
					type: String(body.type),
					pending: true,
					lastmodified: stampOf(now),
				});
			return creation(contacts, () => ({ companyid: company.id, pending: true }))({
				...call,
				body: fields,
			});
		},
	}),

	'me.get': (call) => one('contact', viewAll(contacts, callerOf(call), call)),
	'me.update': (call) => change(contacts, callerOf(call), call),
};
