import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const { community, credentials, nodes } = n8nNodesBase.configs;

/**
 * What n8n's own tools check in a node package (`n8n-node lint` and the package scanner), with the
 * same rules switched off. scripts/lint-built.ts applies it to the built descriptions as well.
 */
export default defineConfig(
	{
		files: ['package.json', 'nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: { 'no-console': 'error' },
	},
	{ files: ['package.json'], rules: community.rules },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...credentials.rules,
			// Wants n8n's own documentation; community-nodes/credential-documentation-url replaces it.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// community-nodes/credential-password-field replaces it.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodes.rules,
			// These two want 'main'; community-nodes/node-connection-type-literal wants the constant.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// Some vendors do have a largest page.
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	// A suppression has no effect, and says so as a warning.
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
);
