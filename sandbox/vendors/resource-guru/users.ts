import type { User } from './records';
import { type Behaviours, idOf } from './shared';

const show = ({ permissions, last_login_at, ...user }: User) => ({
	...user,
	images: {},
	last_login_at,
	last_logout_at: null,
	last_activity_at: last_login_at,
	activation_state: 'active',
	last_product_update_read_at: null,
	permissions,
	downtime_rights: 'manage_all',
	client_rights: 'manage_all',
	project_rights: 'manage_all',
	resource_rights: 'manage_all',
	report_rights: permissions === 'administrator' ? 'manage_all' : 'none',
	notices: {},
});

export const userBehaviours: Behaviours = {
	'user.getMany': ({ records, page }) =>
		page(records.users.where((user) => !user.deleted)).map(show),
	'user.getManyAll': ({ records }) => records.users.all().map(show),
	'user.getMe': ({ records, identity }) => show(records.users.get(identity.userId)),
	'user.getMeInAccount': ({ records, identity }) => show(records.users.get(identity.userId)),
	'user.get': (call) => show(call.records.users.get(idOf(call))),
};
