import axios from 'axios';
import { createRunExecutionData, type INodeParameters, NodeHelpers } from 'n8n-workflow';
import { expectations } from '../../examples/expectations';
import { examples, openStage, type Stage } from '../../examples/stage';
import type { WorkflowFile } from '../../host';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => {
	await stage.close();
});
beforeEach(() => {
	stage.sandbox.reset();
});

/** How the types of our own nodes begin. */
const OURS = 'n8n-nodes-workforce.';

describe.each(examples())('$file', ({ file, workflow }) => {
	it('does what is expected of it, with every node', async () => {
		const check = expectations[file]?.(stage.sandbox);
		const result = await stage.host.run(workflow);
		expect(result.error).toBeUndefined();
		expect(check?.(result)).toBeTruthy();
		// A stop is for when something is missing; its test is further down.
		const idle = ['n8n-nodes-base.stickyNote', 'n8n-nodes-base.stopAndError'];
		const working = workflow.nodes.filter(({ type }) => !idle.includes(type));
		expect(Object.keys(result.items).sort()).toEqual(working.map(({ name }) => name).sort());
	});

	it('can be imported anywhere', () => {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
		for (const node of workflow.nodes) {
			for (const details of Object.values(node.credentials ?? {})) expect(details.id).toBeNull();
		}
		for (const [name, { main = [] }] of Object.entries(workflow.connections)) {
			for (const target of main.flatMap((targets) => targets ?? [])) {
				expect(names).toEqual(expect.arrayContaining([name, target.node]));
			}
		}
		expect(JSON.stringify(workflow)).not.toMatch(/127\.0\.0\.1|localhost|\/home\/|\/work\//);
	});

	it('uses only parameters that the node has, filled in as it wants', () => {
		for (const node of workflow.nodes) {
			const { description } = stage.host.packages.getByNameAndVersion(node.type, node.typeVersion);
			const { properties } = description;
			expect(NodeHelpers.getNodeParametersIssues(properties, node, description)).toBeNull();
			if (!node.type.startsWith(OURS)) continue;
			// n8n drops what it does not know, and what does not belong to the operation.
			const known = NodeHelpers.getNodeParameters(
				properties,
				node.parameters,
				true,
				false,
				node,
				description,
			);
			expect(leafNames(known)).toEqual(expect.arrayContaining(leafNames(node.parameters)));
		}
	});
});

/** `filters.startDate`, `resource`, ... */
function leafNames(parameters: INodeParameters | null): string[] {
	return Object.entries(parameters ?? {}).flatMap(([name, value]) =>
		typeof value === 'object' &&
		value !== null &&
		!('__rl' in value) &&
		Object.keys(value).length > 0
			? Object.keys(value).map((inner) => `${name}.${inner}`)
			: [name],
	);
}

describe('filling next week', () => {
	const { workflow } = examples()[0] as { workflow: WorkflowFile };
	/** What the workflow says it has booked. */
	const booked = async (file = workflow) => {
		const { error, items } = await stage.host.run(file);
		expect(error).toBeUndefined();
		return items.Result?.[0]?.map(({ json }) => json) ?? [];
	};
	const dayFromMonday = (days: number) => {
		const now = new Date();
		const monday = now.getUTCDate() - ((now.getUTCDay() + 6) % 7) + 7;
		const date = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), monday + days);
		return new Date(date).toISOString().slice(0, 10);
	};
	const book = async (resource: string, body: object) => {
		const { records, baseUrl, account, issueTokens } = stage.sandbox.vendors.resourceGuru;
		const { id } = records.resources.where(({ name }) => name === resource)[0] ?? {};
		const headers = { authorization: `Bearer ${issueTokens().access_token}` };
		const url = `${baseUrl}/v1/${account}/bookings`;
		await axios.post(url, { resource_id: id, ...body }, { headers });
	};

	// Everybody but those with 40 hours; see FREE_NEXT_WEEK in the sandbox's seed.
	const SHORT = [
		'Callum Fraser',
		'Chiara Lombardi',
		'Hugo Bernard',
		'Liam Gallagher',
		'Quentin Dubois',
		'Wesley Carter',
	];

	it('counts only firm days of next week, and nobody twice', async () => {
		const { records } = stage.sandbox.vendors.resourceGuru;
		// Had 13 hours. 7.5 more from a booking that began before next week and ends after it.
		await book('Chiara Lombardi', {
			start_date: dayFromMonday(-10),
			end_date: dayFromMonday(11),
			duration: 90,
			clash_resolution: 'add_to_waiting_list',
		});
		// Had 13 hours. Tentative ones do not count.
		const week = { start_date: dayFromMonday(0), end_date: dayFromMonday(4) };
		await book('Hugo Bernard', { ...week, duration: 90, tentative: true });
		// Had 40 hours; now none, not even in the list of bookings.
		const [ada] = records.resources.where(({ name }) => name === 'Ada Thornton');
		for (const { id } of records.bookings.where(({ resource_id }) => resource_id === ada?.id)) {
			records.bookings.remove(id);
		}

		const rows = await booked();
		const expected = ['Ada Thornton', ...SHORT].filter((name) => name !== 'Chiara Lombardi');
		expect(rows.map(({ person }) => person).sort()).toEqual(expected);
		for (const { hoursBefore, hoursAdded } of rows) {
			expect(Number(hoursBefore) + Number(hoursAdded)).toBe(20);
		}
		expect(rows.find(({ person }) => person === 'Ada Thornton')?.hoursAdded).toBe(20);

		const count = records.bookings.count;
		expect(await booked()).toEqual([]);
		expect(records.bookings.count).toBe(count);
	});

	it('books nothing when the project is not found', async () => {
		const other = structuredClone(workflow);
		const settings = other.nodes.find(({ name }) => name === 'Settings');
		const { assignments } = settings?.parameters.assignments as {
			assignments: Array<{ name: string; value: string }>;
		};
		for (const field of assignments) if (field.name === 'projectName') field.value = 'Nothing';
		expect(await booked(other)).toEqual([]);
		expect(stage.sandbox.requests.map(({ method }) => method)).not.toContain('POST');
	});

	it('does not count as done when nothing was booked', () => {
		const check = expectations['01-fill-next-week.json']?.(stage.sandbox);
		const now = new Date();
		const run = { mode: 'trigger', startedAt: now, status: 'success', storedAt: 'db' } as const;
		const data = createRunExecutionData();
		expect(() => check?.({ items: {}, error: undefined, run: { ...run, data } })).toThrow(
			'Expected values to be strictly deep-equal',
		);
	});
});
