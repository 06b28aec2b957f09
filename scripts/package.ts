/** What the scripts know of the package: its manifest, and its built classes as n8n loads them. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

export const packageRoot = path.resolve(__dirname, '..');

const manifestSchema = z.object({
	name: z.string(),
	version: z.string(),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

/** The part of package.json the scripts need; `n8n` holds the built files, as `dist/...js`. */
export async function readManifest(packageDir: string): Promise<z.infer<typeof manifestSchema>> {
	const text = await readFile(path.join(packageDir, 'package.json'), 'utf8');
	return manifestSchema.parse(JSON.parse(text));
}

/** A built node or credential, made the way n8n's loader makes it. */
export interface BuiltClass<Instance> {
	className: string;
	instance: Instance;
}

/**
 * Loads one entry of package.json's `n8n` block. n8n's rule: the class is named like its file, up
 * to the first dot, and is constructed without arguments.
 */
export function loadBuilt<Instance>(packageDir: string, file: string): BuiltClass<Instance> {
	const className = path.basename(file).split('.')[0] ?? '';
	const requireBuilt = createRequire(path.join(packageDir, 'package.json'));
	const exported = requireBuilt(`./${file}`) as Record<string, (new () => Instance) | undefined>;
	const Built = exported[className];
	if (!Built) throw new Error(`${file} does not export ${className}`);
	return { className, instance: new Built() };
}
