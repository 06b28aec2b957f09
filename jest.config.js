/** @type {import('jest').Config} */
module.exports = {
	// The rooms that tests draw on; not e2e/, where a whole n8n lies.
	roots: ['credentials', 'examples', 'host', 'nodes', 'sandbox', 'scripts', 'test'].map(
		(room) => `<rootDir>/${room}`,
	),
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	// The mirror package of scripts/lint-built.ts has a package.json of the same name.
	modulePathIgnorePatterns: ['<rootDir>/.lint/'],
	testTimeout: 30_000,
	// Twice the cores of a small machine, because many tests wait: for a pace, a timeout, a poll.
	maxWorkers: 4,
};
