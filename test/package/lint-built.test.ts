import { SeededPackage } from './seeded';

let seeded: SeededPackage;

beforeEach(async () => {
	seeded = await SeededPackage.create();
});

afterEach(async () => {
	await seeded.remove();
});

test('finds nothing in what was built', () => {
	const { status, output } = seeded.run('lint-built.ts');
	expect(output).toContain(' 0 findings');
	expect(status).toBe(0);
});

test('finds faults that only the built description shows', async () => {
	await seeded.seed(`
		const [operation] = description.properties.filter(({ name }) => name === 'operation');
		delete operation.options[0].action;
		description.properties.push({
			displayName: 'Return everything',
			name: 'returnAll',
			type: 'boolean',
			default: 'no',
			description: 'Returns all',
		});`);
	const { status, output } = seeded.run('lint-built.ts');
	expect(output).toContain('n8n-nodes-base/node-param-operation-option-without-action');
	expect(output).toContain('n8n-nodes-base/node-param-display-name-wrong-for-dynamic');
	expect(output).toContain('n8n-nodes-base/node-param-default-wrong-for-boolean');
	expect(output).toContain('n8n-nodes-base/node-param-description-wrong-for-return-all');
	expect(status).toBe(1);
});
