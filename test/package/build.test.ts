import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packageRoot, readManifest } from '../../scripts/package';

const source = (file: string) => readFileSync(path.join(packageRoot, file), 'utf8');

/** The built files that a built file requires. */
function requiredBy(file: string): string[] {
	const requests = [...source(file).matchAll(/require\("(\.[^"]+)"\)/g)];
	return [...new Set(requests.map(([, request]) => request!))].map((request) =>
		path.relative(packageRoot, createRequire(path.join(packageRoot, file)).resolve(request)),
	);
}

test('every node uses the one built engine and its vendor, and no other copy of them or of a library', async () => {
	const { n8n } = await readManifest(packageRoot);
	const engine = 'dist/nodes/engine/index.js';
	for (const file of n8n.nodes) {
		const folder = path.dirname(file);
		const vendor = `${folder}/${path.basename(folder).replace(/^./, (first) => first.toLowerCase())}.js`;
		expect(requiredBy(file).toSorted()).toEqual([vendor, engine].toSorted());
		expect(requiredBy(vendor)).toEqual([engine]);
		expect(source(vendor)).toContain(`// ${folder.replace('dist/', '')}/resources/`);
		for (const built of [file, vendor])
			expect(source(built)).not.toMatch(/\/\/ (node_modules|nodes\/engine)\//);
		expect(source(file)).not.toMatch(/\/\/ nodes\/\w+\/resources\//);
	}
});

test('the licences of bundled libraries are shipped', () => {
	expect(source('dist/nodes/engine/index.js')).toContain('// node_modules/zod/');
	expect(source('dist/nodes/engine/index.licenses.txt')).toMatch(/^zod 3\.\d+\.\d+\n\nMIT License/);
});
