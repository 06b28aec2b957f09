/** What Blikk documents in words. */
import { loadContract, operations } from '../../contracts';
import { judge } from './support';

const contract = loadContract('blikk');
const all = [...operations(contract)];
const { requestFaults, queryFaults } = judge(contract);

it('allows what docs.txt L54-63 says', () => {
	expect(contract['x-rate-limit']).toMatchObject({ requests: 4, seconds: 1 });
});

it('asks every list for its page', () => {
	const lists = all.filter(({ paging }) => paging);
	expect(lists).toHaveLength(22);
	for (const { parameters } of lists) {
		expect(parameters.filter((p) => p.required && p.in === 'query').map((p) => p.name)).toEqual([
			'page',
		]);
	}
});

it('uploads as a form, links as JSON too, and downloads a file of any kind', () => {
	const create = all.find(({ operationId }) => operationId === 'taskAttachment.create');
	expect(create?.requestMediaTypes).toEqual(['multipart/form-data', 'application/json']);
	const download = all.find(({ operationId }) => operationId === 'taskAttachment.download');
	expect(download?.responseMediaType).toBe('*/*');
});

const contact = { name: 'Lotta', contactType: 'person', responsibleId: 5 };
const report = {
	date: '2021-11-10 00:00:00',
	hours: 7.75,
	invoiceableHours: 0,
	userId: 1,
	activityId: 1,
	timeCodeId: 1,
	timeArticleId: 1,
};

it.each([
	['a contact without more', 'contact.create', contact],
	['the spelling of the samples', 'contact.create', { ...contact, contactType: 'Person' }],
	['tags by either name', 'contact.update', { ...contact, tags: [1], tagIds: [1] }],
	['an e-mail address taken away', 'contact.update', { ...contact, email: null }],
	['a time report without more', 'timeReport.create', report],
	[
		'rows new and old',
		'timeReport.update',
		{
			...report,
			additions: [
				{ id: null, articleId: 1 },
				{ id: 2, articleId: 1 },
			],
		},
	],
])('takes %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).toEqual([]);
});

it.each([
	['a contact nobody is responsible for', 'contact.create', { ...contact, responsibleId: null }],
	['another type of contact', 'contact.create', { ...contact, contactType: 'staff' }],
	[
		'the country by name',
		'contact.create',
		{ ...contact, visitingAddress: { countryName: 'Sverige' } },
	],
	['an answer sent back as it is', 'contact.update', { ...contact, responsible: { id: 5 } }],
	['a date in ISO 8601', 'timeReport.create', { ...report, date: '2021-11-10T00:00:00Z' }],
	['a clock after midnight', 'timeReport.create', { ...report, clockStart: '24:00' }],
	['the spelling of answers', 'timeReport.create', { ...report, invoicableHours: 1 }],
	['a link to nothing', 'taskAttachment.create', { name: 'A link' }],
	[
		'another kind of link',
		'taskAttachment.create',
		{ externalUrl: 'https://example.com', externalUrlType: 'ftp' },
	],
])('refuses %s', (_what, operationId, body) => {
	expect(requestFaults(operationId, body)).not.toEqual([]);
});

it.each([
	['contact.getMany', 'page', 1, 0],
	['contact.getMany', 'pageSize', 100, 101],
	['contact.getMany', 'filter.tagIds', '5,21,46,231', '5, 21'],
	['contact.getMany', 'filter.createdOrUpdatedSince', '2021-01-01 14:00:00', '2021-01-01T14:00'],
	['task.getMany', 'filter.taskBoardId', -1, -2],
	['timeReport.getMany', 'filter.from', '2021-10-01', 'yesterday'],
	['timeReport.getMany', 'filter.projectType', 'internalProject', 'internal'],
	['user.getMany', 'sortOrder', 'descending', 'desc'],
])('%s takes %s=%j, not %j', (operationId, name, right, wrong) => {
	expect(queryFaults(operationId, name, right)).toEqual([]);
	expect(queryFaults(operationId, name, wrong)).not.toEqual([]);
});
