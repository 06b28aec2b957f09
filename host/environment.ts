/**
 * What n8n reads from the environment, once, when its modules are first used.
 * Import this file before `n8n-core`: it keeps n8n away from `~/.n8n` and from the console.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folder for n8n's settings and binary data; made by n8n, removed with the last host. */
export const userFolder = join(tmpdir(), `n8n-host-${randomUUID()}`);

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = randomBytes(16).toString('hex');
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
// No output: engine.ts listens to the logger instead. A benchmark may ask for a quieter level.
process.env.N8N_LOG_OUTPUT = '';
process.env.N8N_LOG_LEVEL ??= 'debug';
