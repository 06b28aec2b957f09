/** Writes `__schema__` for the nodes package.json registers; there are none yet. */
export async function writeSchemas(_distDir: string): Promise<void> {}
