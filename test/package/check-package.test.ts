import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SeededPackage } from './seeded';

let seeded: SeededPackage;

beforeEach(async () => {
	seeded = await SeededPackage.create();
});

afterEach(async () => {
	await seeded.remove();
});

test("finds what n8n or npm's readers would", async () => {
	await writeFile(path.join(seeded.dir, 'dist', 'stray.map'), '{}');
	await seeded.append("require('axios'); setTimeout(() => undefined, 0);");
	const { status, output } = seeded.run('check-package.ts');
	expect(output).toContain('dist/stray.map does not belong in the tarball');
	expect(output).toContain("Cannot find module 'axios'");
	expect(output).toContain('@n8n/community-nodes/no-restricted-globals');
	expect(output).toContain("n8n's scanner on the sources: passed");
	expect(status).toBe(1);
}, 120_000);
