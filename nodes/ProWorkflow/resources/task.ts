import { record } from '../../engine';
import type { Fields } from '../../engine';
import { resource } from '../api';
import { ids, people, several } from '../fields';
import { anyOrAll, division, fields, listed, ofTasks } from '../filters';

const list = (filters: Fields) =>
	listed(
		fields(
			`apifields billable category company completedate contacts creator dates
				dependent description duedate lastmodified name order priority project
				projectcategory projectmanager startdate status timeallocated timetracked type`,
		),
		'id order name startdate duedate completedate projectid projectnumber projecttitle',
		{ ...ofTasks, ...filters },
	);

/** Tasks of a company or of a contact (docs.txt L1813-2130, L4184-4504). */
export const task = resource('Task', {
	getManyByCompany: {
		request: 'GET /companies/{companyid}/tasks',
		path: { companyid: record('company') },
		...list({
			contacts: people({ me: 'Me', unassigned: 'Nobody', all: 'Everyone' }),
			contactsmode: anyOrAll,
			projectid: several('project'),
		}),
		description: 'Get many tasks of a company',
		picker: { name: 'name', search: 'searchname', order: { sortby: 'name', status: 'all' } },
	},
	getManyByContact: {
		request: 'GET /contacts/{contactid}/tasks',
		path: { contactid: record('contact') },
		...list({
			...division,
			companyid: several('company'),
			internalclientgroupid: ids(),
			internalclientteamid: ids(),
		}),
		description: 'Get many tasks of a contact',
	},
});
