import { SeededPackage } from './seeded';

test('finds the faults that only the built description shows, and nothing else', async () => {
	const seeded = await SeededPackage.create();
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
	await seeded.remove();
	expect(output).toContain('n8n-nodes-base/node-param-operation-option-without-action');
	expect(output).toContain('n8n-nodes-base/node-param-display-name-miscased');
	expect(output).toContain('n8n-nodes-base/node-param-default-wrong-for-boolean');
	expect(output).toContain('n8n-nodes-base/node-param-description-boolean-without-whether');
	expect(output).toContain('n8n-nodes-base/node-param-description-wrong-for-return-all');
	expect(output).toContain(' 5 findings');
	expect(status).toBe(1);
}, 120_000);
