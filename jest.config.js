/** Unit tests are pure; contract tests run the nodes in n8n-core's own contexts; e2e drives a real n8n. */
const transform = {
	'^.+\\.[cm]?[jt]s$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
	],
};

const project = (name, settings = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testEnvironment: 'node',
	// The demo's n8n folders hold copies of this package.
	modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/dist/'],
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform,
	// Test libraries that ship as ES modules only.
	transformIgnorePatterns: ['/node_modules/(?!(github-slugger|jose|oauth4webapi)/)'],
	...settings,
});

module.exports = {
	projects: [
		project('unit'),
		project('contract'),
		project('e2e', { globalSetup: '<rootDir>/test/e2e/globalSetup.ts' }),
	],
};
