/** Create or Update: looks up, then creates or updates; never twice for the same key in one run. */
import { resourceGuru } from './vendors/resourceGuru';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
	world = await openWorld(resourceGuru);
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.sandbox.reset();
});

const records = () => world.sandbox.vendors.resourceGuru.records;
const operationsCalled = (calls: World['sandbox']['requests']) =>
	calls.map(({ operationId }) => operationId);
const clientParameters = {
	resource: 'client',
	operation: 'upsert',
	name: '={{ $json.name }}',
	additionalFields: { notes: '={{ $json.notes }}' },
};

test('creates what is not there, updates what is, and reads the list once for all items', async () => {
	const [known] = records().clients.all();
	const { items, error, calls } = await world.run(
		{ ...clientParameters, settings: { itemsAtOnce: 1 } },
		[
			{ name: 'Brand New', notes: 'first' },
			{ name: known?.name ?? '', notes: 'second' },
		],
	);
	expect(error).toBeUndefined();
	expect(operationsCalled(calls)).toEqual(['client.getMany', 'client.create', 'client.update']);
	expect(items.map(({ json }) => [json.name, json.notes])).toEqual([
		['Brand New', 'first'],
		[known?.name, 'second'],
	]);
	expect(items[1]?.json.id).toBe(known?.id);
});

test('the same new key ten times at once makes one record, last item last', async () => {
	const before = records().clients.all().length;
	const input = Array.from({ length: 10 }, (_, index) => ({
		name: 'Same Name',
		notes: `note ${index}`,
	}));
	const { items, calls } = await world.run(clientParameters, input);
	expect(records().clients.all()).toHaveLength(before + 1);
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(1);
	expect(operationsCalled(calls).filter((id) => id === 'client.create')).toHaveLength(1);
	expect(records().clients.all().at(-1)?.notes).toBe('note 9');
});

test('a failed creation does not stop the next item with the same key', async () => {
	world.sandbox.fail({ kind: 'status', status: 403, match: { operationId: 'client.create' } });
	const { items, errors } = await world.run(
		clientParameters,
		[{ name: 'Twice' }, { name: 'Twice' }],
		{
			onError: 'continueErrorOutput',
		},
	);
	expect(errors.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	expect(items.map(({ json }) => json.name)).toEqual(['Twice']);
});

test('a list that could not be read fails its items only', async () => {
	world.sandbox.fail({ kind: 'status', status: 500, match: { operationId: 'client.getMany' } });
	const { items, errors } = await world.run(
		{ ...clientParameters, settings: { itemsAtOnce: 1 } },
		[{ name: 'A' }, { name: 'B' }],
		{ onError: 'continueErrorOutput' },
	);
	expect(errors).toHaveLength(1);
	expect(items.map(({ json }) => json.name)).toEqual(['B']);
});

test('two records with the key: neither is touched, and the message says why', async () => {
	const [first, second] = records().clients.all();
	records().clients.update(second?.id ?? 0, { name: first?.name ?? '' });
	const { error, calls } = await world.run(clientParameters, [{ name: first?.name ?? '' }]);
	expect(error?.message).toBe(`2 clients have the Name "${first?.name}"`);
	expect(operationsCalled(calls)).toEqual(['client.getMany']);
});

test('a project by its code; without a code the message says that it is needed', async () => {
	const [project] = records().projects.all();
	const parameters = {
		resource: 'project',
		operation: 'upsert',
		matchBy: 'project_code',
		name: '={{ $json.name }}',
		projectCode: '={{ $json.code }}',
	};
	const { items, calls } = await world.run(parameters, [
		{ name: 'Renamed', code: project?.project_code ?? '' },
	]);
	expect(operationsCalled(calls).slice(-1)).toEqual(['project.update']);
	expect(items[0]?.json).toMatchObject({ id: project?.id, name: 'Renamed' });
	const { error } = await world.run(parameters, [{ name: 'No code', code: '' }]);
	expect(error?.message).toBe("'Project Code' is needed to look the record up, but is empty");
});

test('a person by first and last name; what only a new one can have is not sent in an update', async () => {
	const person = records()
		.resources.all()
		.find(({ first_name }) => first_name);
	const { items, error, calls } = await world.run({
		resource: 'resource',
		operation: 'upsert',
		matchBy: 'name',
		resourceTypeId: { __rl: true, mode: 'id', value: person?.resource_type_id },
		additionalFields: {
			firstName: person?.first_name,
			lastName: person?.last_name,
			jobTitle: 'Head of Everything',
			invite: true,
		},
	});
	expect(error?.message).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ id: person?.id, job_title: 'Head of Everything' });
	const [, update] = calls;
	expect(update?.operationId).toBe('resource.update');
	expect(Object.keys(update?.body as object)).not.toContain('invite');
});

test('a person by e-mail address, in whatever letters it is written', async () => {
	const person = records()
		.resources.all()
		.find(({ email }) => email);
	const { items, error, calls } = await world.run(
		{
			resource: 'resource',
			operation: 'upsert',
			matchBy: 'email',
			resourceTypeId: { __rl: true, mode: 'id', value: person?.resource_type_id },
			email: '={{ $json.email }}',
			additionalFields: { firstName: 'New', lastName: 'Person', jobTitle: '={{ $json.title }}' },
		},
		[
			{ email: person?.email?.toUpperCase(), title: 'Known' },
			{ email: 'New.Person@example.com', title: 'Made' },
			{ email: 'new.person@example.com', title: 'Found' },
		],
	);
	expect(error?.message).toBeUndefined();
	expect(operationsCalled(calls).toSorted()).toEqual([
		'resource.create',
		'resource.getMany',
		'resource.update',
		'resource.update',
	]);
	expect(items[0]?.json).toMatchObject({ id: person?.id, job_title: 'Known' });
	expect(items[2]?.json.id).toBe(items[1]?.json.id);
});
