const shared = require('../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	transform: shared.transform,
	rootDir: '..',
	// Not the whole project: n8n's hundred thousand files lie below it.
	roots: ['<rootDir>/e2e/tests'],
	testMatch: ['**/*.test.ts'],
	testTimeout: 300_000,
	// Each file has an n8n of its own, and those who wait for each other should not race for the machine.
	maxWorkers: 1,
	verbose: true,
};
