import type { Records } from '../../sandbox/vendors/resource-guru/records';
import { type Guru, startGuru } from './support/guru';

let guru: Guru;
const records = () => guru.sandbox.vendors.resourceGuru.records;

beforeAll(async () => {
	guru = await startGuru();
	records().webhooks.insert({
		name: 'To the wiki',
		payload_url: 'https://example.com/hook',
		events: ['bookings'],
		secret: 'phrase',
		send_secret_header: false,
		paused: false,
		user_id: 1,
		created_at: '2026-11-01T00:00:00.000Z',
		updated_at: '2026-11-01T00:00:00.000Z',
	});
});
afterAll(async () => {
	await guru.close();
});
beforeEach(() => {
	guru.forget();
});

type Entry = { name: string; value: unknown };
const byName = (one: Entry, other: Entry) => one.name.localeCompare(other.name);

/** What a list should show, read from the vendor's records. */
const lists: Record<string, (all: Records) => Entry[]> = {
	account: (all) => all.accounts.all().map(({ id, name }) => ({ name, value: id })),
	activityType: (all) =>
		all.activityTypes
			.where(({ archived }) => !archived)
			.map(({ id, name }) => ({ name, value: id })),
	calendar: (all) =>
		all.calendars
			.all()
			.map(({ id, calendar_account_name }) => ({ name: calendar_account_name, value: id })),
	client: (all) =>
		all.clients
			.where(({ archived, deleted }) => !archived && !deleted)
			.map(({ id, name }) => ({ name, value: id })),
	customField: (all) => all.customFields.all().map(({ id, label }) => ({ name: label, value: id })),
	customFieldOption: (all) =>
		all.customFieldOptions.all().map(({ id, custom_field_id, value }) => ({
			name: `${all.customFields.get(custom_field_id).label}: ${value}`,
			value: id,
		})),
	downtimeType: (all) => all.downtimeTypes.all().map(({ id, name }) => ({ name, value: id })),
	project: (all) =>
		all.projects
			.where(({ archived, deleted }) => !archived && !deleted)
			.map(({ id, name }) => ({ name, value: id })),
	resource: (all) =>
		all.resources
			.where(({ archived, deleted }) => !archived && !deleted)
			.map(({ id, name }) => ({ name, value: id })),
	resourceType: (all) => all.resourceTypes.all().map(({ id, name }) => ({ name, value: id })),
	user: (all) =>
		all.users
			.where(({ deleted }) => !deleted)
			.map(({ id, first_name, last_name }) => ({ name: `${first_name} ${last_name}`, value: id })),
	webhook: (all) => all.webhooks.all().map(({ id, name }) => ({ name, value: id })),
};

/** Lists with something on top: the list below it, and that entry. */
const withMore: Record<string, [list: string, first: Entry]> = {
	clientOr0: ['client', { name: 'Not assigned to a client', value: 0 }],
	projectOr0: ['project', { name: 'Not assigned to a project', value: 0 }],
	userOrMe: ['user', { name: 'Me', value: 'me' }],
};

it.each(Object.keys(lists))('%s shows the records of the account by name, sorted', async (list) => {
	const entries = await guru.editor().search(list);
	expect(entries.length).toBeGreaterThan(0);
	expect(entries).toEqual(lists[list]?.(records()).toSorted(byName));
});

it.each(Object.entries(withMore))(
	'%s offers what else may be picked first',
	async (list, [plain, first]) => {
		const entries = await guru.editor().search(list);
		expect(entries).toEqual([first, ...(await guru.editor().search(plain))]);
	},
);

it('time zones are a fixed list, with no request', async () => {
	const entries = await guru.editor().search('timeZone');
	expect(entries).toHaveLength(144);
	expect(entries).toContainEqual({ name: 'Kathmandu (GMT+05:45)', value: 'Kathmandu' });
	expect(guru.sandbox.requests).toEqual([]);
});

it('no list of the node is missing here', () => {
	const { methods } = guru.host.packages.getByNameAndVersion('n8n-nodes-workforce.resourceGuru');
	const tested = [...Object.keys(lists), ...Object.keys(withMore), 'timeZone'].toSorted();
	expect(Object.keys(methods?.listSearch ?? {}).toSorted()).toEqual(tested);
});

it('what is searched for may be any words of the name, in any order and case', async () => {
	const found = async (words: string) =>
		(await guru.editor().search('project', words)).map(({ name }) => name);
	expect(await found('relaunch ALDER')).toEqual(['Alder & Finch Website Relaunch']);
	expect(await found('  web   fin ')).toEqual(['Alder & Finch Website Relaunch']);
	expect(await found('alder')).toHaveLength(
		records().projects.where(({ name, archived }) => name.startsWith('Alder') && !archived).length,
	);
	expect(await found('alder zebra')).toEqual([]);
	expect(await found('')).toEqual((await guru.editor().search('project')).map(({ name }) => name));
	// A sign that means something in a pattern is a sign like any other.
	expect(await found('alder &')).toEqual(await found('alder'));
	expect(await found('.*')).toEqual([]);
});

it('several can be picked from the same list', async () => {
	const options = await guru.editor().options('resource');
	expect(options).toEqual(await guru.editor().search('resource'));
});

it('a list of several pages is shown whole', async () => {
	const { id: _id, ...fields } = records().clients.get(1);
	for (let n = 0; n < 430; n += 1) records().clients.insert({ ...fields, name: `Client ${n}` });
	const entries = await guru.editor().search('client');
	expect(entries).toEqual(lists.client?.(records()).toSorted(byName));
	expect(guru.sandbox.requests).toHaveLength(3);
	expect(await guru.editor().search('client', '429 cli')).toEqual([
		{ name: 'Client 429', value: entries.find(({ name }) => name === 'Client 429')?.value },
	]);
});

it('a list that cannot be read says why', async () => {
	guru.sandbox.fail({ kind: 'status', status: 403 });
	await expect(guru.editor().search('webhook')).rejects.toMatchObject({
		message: 'Resource Guru does not allow the signed-in user to do this: Get many webhooks',
		description: 'The sandbox was told to answer 403',
	});
});

describe('custom fields', () => {
	const common = { required: false, defaultMatch: false, display: true };
	const options = (...names: string[]) => [
		{ name: '(None)', value: '' },
		...names.map((name) => ({ name, value: name })),
	];

	it.each([
		[
			'booking',
			[
				{
					...common,
					id: '3',
					displayName: 'Phase',
					type: 'options',
					options: options('Discovery', 'Design', 'Build', 'Launch'),
				},
				{ ...common, id: '4', displayName: 'Purchase order', type: 'string' },
			],
		],
		[
			'client',
			[
				{
					...common,
					id: '5',
					displayName: 'Region',
					type: 'options',
					options: options('North', 'South', 'Overseas'),
				},
			],
		],
		[
			'project',
			[
				{
					...common,
					id: '6[]',
					displayName: 'Channels (several of: Web, Print, Film)',
					type: 'string',
				},
				{ ...common, id: '7', displayName: 'Cost centre', type: 'string' },
			],
		],
	])('of a %s are shown by their names', async (entity, fields) => {
		const editor = guru.editor({ resource: entity, operation: 'create' });
		expect(await editor.mapping(`${entity}CustomFields`)).toEqual(fields);
	});

	it('that are required must be filled in for a new record, but not in an update', async () => {
		records().customFields.update(5, { required: true });
		for (const [operation, required] of [
			['create', true],
			['update', false],
		] as const) {
			const editor = guru.editor({ resource: 'client', operation });
			expect(await editor.mapping('clientCustomFields')).toMatchObject([{ required }]);
		}
	});

	it('go out under their ids, several values as a list', async () => {
		const value = { '6[]': 'Web, Film', '7': 'CC-1' };
		const { error } = await guru.run({
			resource: 'project',
			operation: 'create',
			name: 'Umbrella Relaunch',
			customFieldValues: { mappingMode: 'defineBelow', value },
		});
		expect(error).toBeUndefined();
		expect(guru.sandbox.requests[0]?.body).toEqual({
			name: 'Umbrella Relaunch',
			custom_field_values: { '6': ['Web', 'Film'], '7': 'CC-1' },
		});
	});
});
