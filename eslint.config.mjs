import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** Imports point one way: nodes -> lib, simulators -> nothing of ours but lib's types (design §2). */
const oneWay = (target, from, message) => ({ target, from, message });

export default tseslint.config(
	{ ignores: ['**/node_modules/', 'dist/', 'coverage/', '.cache/', 'test-results/'] },
	...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
	// The rules for what n8n verifies: what is published, not the programs and tests beside it.
	...[n8nCommunityNodesPlugin.configs.recommended].flat().map((config) => ({
		...config,
		files: ['lib/**/*.ts', 'nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
	})),
	{ plugins: { 'n8n-nodes-base': n8nNodesBase } },
	{ files: ['**/*.json'], languageOptions: { parser: tseslint.parser } },
	{ files: ['package.json'], rules: n8nNodesBase.configs.community.rules },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// For n8n's own nodes only; n8n's scan switches both off too.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// credential-password-field of the community rules is more exact (n8n's scan says so).
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// Inputs and outputs are NodeConnectionTypes now; n8n's scan switches both off too.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// A limit of ours or of a vendor is a fact; n8n's scan switches it off too.
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['**/*.ts'],
		plugins: { 'import-x': importX },
		rules: {
			'no-console': 'error',
			complexity: ['error', 16],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			'import-x/no-restricted-paths': [
				'error',
				{
					zones: [
						oneWay('./lib', ['./nodes', './credentials'], 'lib knows nothing of n8n'),
						oneWay(
							'./simulators',
							['./nodes', './credentials'],
							'a simulator is not the code under test',
						),
						oneWay('./nodes', ['./simulators', './runtime', './test'], 'not in the package'),
						oneWay('./lib', ['./simulators', './runtime', './test'], 'not in the package'),
					],
				},
			],
		},
	},
	{
		files: ['lib/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ group: ['n8n-*', '@n8n/*'], message: 'lib knows nothing of n8n' }] },
			],
		},
	},
	{
		files: ['simulators/**/*.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: ['**/lib/**'],
							allowTypeImports: true,
							message: "a simulator re-implements the vendor's side; only types of lib",
						},
					],
				},
			],
		},
	},
	{
		// Programs print, and a test is as long as what it tells.
		files: ['simulators/**/*.ts', 'runtime/**/*.ts', 'scripts/**/*', 'test/**/*.ts'],
		rules: { 'no-console': 'off', 'max-lines-per-function': 'off' },
	},
	{
		// The description of a node is one literal, which n8n's rules want to see.
		files: ['nodes/**/*.node.ts'],
		rules: { 'max-lines-per-function': 'off' },
	},
);
