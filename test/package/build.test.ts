import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packageRoot, readManifest } from '../../scripts/package';

const source = (file: string) => readFileSync(path.join(packageRoot, file), 'utf8');

test('every node uses the one built engine, and no other copy of it or of its libraries', async () => {
	const { n8n } = await readManifest(packageRoot);
	const required = n8n.nodes.map((file) => {
		const requests = [...source(file).matchAll(/require\("([^"]+)"\)/g)].map(
			([, request]) => request!,
		);
		const own = [...new Set(requests)].filter((request) => request.startsWith('.'));
		return own.map((request) => createRequire(path.join(packageRoot, file)).resolve(request));
	});
	const engine = path.join(packageRoot, 'dist/nodes/engine/index.js');
	expect(required).toEqual(n8n.nodes.map(() => [engine]));
	for (const file of n8n.nodes)
		expect(source(file)).not.toMatch(/\/\/ (node_modules|nodes\/engine)\//);
});

test('the licences of bundled libraries are shipped', () => {
	expect(source('dist/nodes/engine/index.js')).toContain('// node_modules/zod/');
	expect(source('dist/nodes/engine/index.licenses.txt')).toMatch(/^zod 3\.\d+\.\d+\n\nMIT License/);
});
