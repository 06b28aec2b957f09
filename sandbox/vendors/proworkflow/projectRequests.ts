import { dayOf } from '../../dates';
import { amount, choice, common, days, ids, pairs, search } from './filters';
import type { Kind } from './kind';
import { own, together } from './list';
import type { ProjectRequest } from './records';
import {
	type Behaviours,
	callerOf,
	companyOf,
	fieldValues,
	personOf,
	prefixed,
	type ProCall,
} from './shared';
import { crudOf } from './write';

/** Who gets the requests that name nobody: a guess at the account's settings. */
const DEFAULT_RECIPIENT = 1;

const isInternal = ({ clientid }: ProjectRequest, { records }: ProCall): boolean =>
	records.contacts.find(clientid)?.type === 'staff';

const projectRequests: Kind<ProjectRequest> = {
	key: 'projectrequests',
	one: 'projectrequest',
	id: 'projectrequestid',
	table: ({ projectRequests: table }) => table,
	fields: {
		...own<ProjectRequest>('budget', 'description', 'duedate', 'lastmodified', 'startdate'),
		...own<ProjectRequest>('submitteddate', 'title'),
		client: ({ clientid }, call) => personOf('client', call, clientid),
		company: ({ companyid }, call) => companyOf(call, companyid),
		customfields: ({ customfields }, { records }) => ({
			customfields: fieldValues(records.customFields, customfields),
		}),
		customform: together<ProjectRequest>('customformtitle', 'customformcontent'),
		dates: together<ProjectRequest>('startdate', 'duedate', 'submitteddate'),
		files: ({ id }, { records }) => ({
			files: records.files
				.where(({ projectid }) => projectid === id)
				.map((file) => ({ id: file.id, name: file.name })),
		}),
		recipient: ({ recipientid }, call) => personOf('recipient', call, recipientid),
		template: ({ templateid }) => ({ templateid: templateid ?? '' }),
	},
	filters: {
		...common(),
		...amount('budget', ({ budget }) => budget),
		...ids('clientid', ({ clientid }) => clientid),
		...choice('clienttype', (request, call) =>
			isInternal(request, call) ? 'internal' : 'external',
		),
		...ids('companyid', ({ companyid }) => companyid),
		...pairs('customfields', ({ customfields }) => customfields),
		...ids(
			'divisionid',
			({ divisionid, companyid }, { records }) =>
				divisionid ?? records.companies.find(companyid)?.divisionid,
		),
		...days('duedate', ({ duedate }) => duedate),
		...days('startdate', ({ startdate }) => startdate),
		...days('submitteddate', ({ submitteddate }) => submitteddate),
		...ids('recipientid', ({ recipientid }) => recipientid),
		...search('searchcustomform', (request) => [
			request.customformtitle,
			request.customformcontent,
		]),
		...search('searchdescription', ({ description }) => [description]),
		...search('searchtitle', ({ title }) => [title]),
		...ids('templateid', ({ templateid }) => templateid),
	},
	convert: { contactid: (recipientid) => ({ recipientid }) },
	references: { recipientid: ['contacts'] },
	blank: (call) => ({
		title: '',
		description: '',
		companyid: callerOf(call).companyid,
		clientid: call.identity.userId,
		recipientid: DEFAULT_RECIPIENT,
		budget: 0,
		startdate: '',
		duedate: '',
		submitteddate: dayOf(call.now),
		templateid: null,
		groupid: null,
		divisionid: null,
		customfields: [],
		customformtitle: '',
		customformcontent: '',
		apifields: [],
	}),
};

const { getMany, create } = crudOf(projectRequests);

export const projectRequestBehaviours: Behaviours = prefixed('projectRequest', {
	getMany,
	create,
});
