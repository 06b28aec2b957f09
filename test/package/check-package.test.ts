import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SeededPackage } from './seeded';

test('finds a stray file, a library that is not there and a forbidden global', async () => {
	const seeded = await SeededPackage.create();
	await writeFile(path.join(seeded.dir, 'dist', 'stray.map'), '{}');
	await seeded.append("require('axios'); setTimeout(() => undefined, 0);");
	const { status, output } = seeded.run('check-package.ts');
	await seeded.remove();
	expect(output).toContain('dist/stray.map does not belong in the tarball');
	expect(output).toContain("Cannot find module 'axios'");
	expect(output).toContain('@n8n/community-nodes/no-restricted-globals');
	expect(output).toContain("n8n's scanner on the sources: passed");
	expect(status).toBe(1);
}, 120_000);
