/** What ProWorkflow documents in words. */
import { loadContract, operations } from '../../contracts';
import { judge } from './support';

const contract = loadContract('proworkflow');
const all = [...operations(contract)];
const { requestFaults, queryFaults } = judge(contract);

it('holds the 1,030 parameters of the text, and the second name of one', () => {
	const count = all.map(({ parameters, requestSchema }) => {
		const one = ((requestSchema?.anyOf as object[] | undefined) ?? [requestSchema])[0];
		const body = (one as { properties?: object } | undefined)?.properties ?? {};
		return parameters.filter((p) => p.in === 'query').length + Object.keys(body).length;
	});
	expect(count.reduce((sum, each) => sum + each, 0)).toBe(1030 + 1);
});

it('asks for key and password at once, but at the login', () => {
	expect(contract.security).toEqual([{ apikey: [], basic: [] }]);
	expect(contract.paths['/login']).toMatchObject({ get: { security: [{ basic: [] }] } });
});

it('sends bodies with POST and PUT only', () => {
	const others = all.filter(({ requestSchema, method }) => requestSchema && method !== 'POST');
	expect(new Set(others.map(({ method }) => method))).toEqual(new Set(['PUT']));
});

const invoice = { companyid: 1, contactid: 1, projectid: 2, title: 'New Invoice' };
const lines = (...each: object[]) => ({ ...invoice, lines: each });
const talk = { contacts: '1,2', title: 'New Message', content: 'Text' };
const file = { name: 'filename.txt', content: 'U29tZSB0ZXh0' };
const visitor = { firstname: 'Adam', lastname: 'West', email: 'noreply@proworkflow.com' };

it.each([
	['several companies', 'company.create', [{ name: 'ABC Ltd', type: 'client' }]],
	[
		'a line without a name',
		'invoice.create',
		lines({ type: 'lineitem', description: 'x', quantity: 1, rate: 1 }),
	],
	[
		'an expense as a line',
		'invoiceLine.create',
		{ type: 'expense', name: 'x', quantity: 1, rate: 2 },
	],
	['several lines', 'invoiceLine.create', [{ type: 'heading', name: 'x' }]],
	['a percentage off', 'invoice.update', { discountvalue: '10%' }],
	['a reply', 'message.create', { content: 'Text', originalmessageid: 1 }],
	['a new discussion', 'message.create', { ...talk, taskid: 1 }],
	['a file of a folder', 'file.create', { ...file, folderid: 1 }],
	['a place by address', 'contact.updateLocation', { address: '123 ABC Street' }],
	['a colleague', 'contact.requestAccess', { ...visitor, type: 'staff' }],
	['a field cleared', 'company.update', { phone: '' }],
	[
		'a project of the caller',
		'project.createForContact',
		{ title: 'x', managerid: 'me', quotetotal: 'auto' },
	],
	['a date ahead', 'expense.create', { name: 'x', cost: 1, projectid: 1, date: '+1m' }],
])('takes %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).toEqual([]);
});

it.each([
	['a company of staff', 'company.create', { name: 'ABC Ltd', type: 'staff' }],
	['images in bulk', 'company.create', [{ name: 'ABC', type: 'client', imagecontent: '' }]],
	['a heading without a name', 'invoice.create', lines({ type: 'heading' })],
	['a line without a rate', 'invoiceLine.create', { type: 'lineitem', name: 'x', quantity: 1 }],
	['a staff rate without a time', 'invoiceLine.create', { type: 'staffrate', name: 'x', rate: 1 }],
	['an invoice without lines', 'invoice.create', lines()],
	['a discussion about nothing', 'message.create', talk],
	['a discussion about two things', 'message.create', { ...talk, taskid: 1, projectid: 1 }],
	['a file of nothing', 'file.create', file],
	['half a place', 'contact.updateLocation', { latitude: 1 }],
	['a place twice', 'contact.updateLocation', { latitude: 1, longitude: 1, address: 'x' }],
	['a client of no company', 'contact.requestAccess', { ...visitor, type: 'client' }],
	['a client by default of no company', 'contact.requestAccess', visitor],
	['ids as a list', 'company.updateTags', { tagid: [1, 2] }],
	['a flag in words', 'invoice.update', { taxable: 'taxable' }],
	['a sixth priority', 'project.createForCompany', { title: 'x', priority: 6 }],
	['a date and time for a day', 'invoice.markAsPaid', { paiddate: '2014-04-28T10:00' }],
])('refuses %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).not.toEqual([]);
});

it.each([
	['company.getMany', 'lastmodifiedfrom', '12h', '-12h'],
	['company.getMany', 'lastmodifiedto', '2014-01-18T13:20', '2014-01-18'],
	['company.getMany', 'apifields', '2,Europe||3,Industrial', 'Europe'],
	['company.getMany', 'fields', ['name', 'apifield3'], ['name', 'apifieldX']],
	['company.getMany', 'pagenumber', 1, 0],
	['invoice.getMany', 'duedatefrom', '-3w', '3w'],
	['invoice.getMany', 'grandtotal', 'gte3000.00', '>3000'],
	['invoice.getMany', 'taxable', 'true', 'taxable'],
	['invoice.getMany', 'fields', ['none'], ['projectid']],
	['invoice.getMany', 'subtotals', ['company', 'month'], ['contact']],
	['expense.getMany', 'taxable', 'nontaxable', 'false'],
	['project.getManyByCompany', 'invoicetotal', 'lte30%', '30%'],
	['project.getManyByCompany', 'timetracked', 'over', 'more'],
	['project.getManyByCompany', 'categoryid', '!1,2,3', '!1,!2'],
	['project.getManyByCompany', 'contacts', 'me', 'nobody'],
	['project.getManyByCompany', 'priority', '!4,5', '6'],
	['task.getManyByCompany', 'contacts', 'unassigned', 'none'],
	['timeRecord.getManyByContact', 'trackedfrom', '-6d', 'now'],
])('%s takes %s=%j, not %j', (operationId, name, right, wrong) => {
	expect(queryFaults(operationId, name, right)).toEqual([]);
	expect(queryFaults(operationId, name, wrong)).not.toEqual([]);
});
