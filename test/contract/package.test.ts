import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { Node, type ICredentialType, type INodeType, type Icon } from 'n8n-workflow';

const root = join(__dirname, '../..');
const manifest = jsonOf('package.json') as {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
};

function jsonOf(file: string): Record<string, unknown> {
	return JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;
}

const sources = (pattern: string) => globSync(pattern, { cwd: root }).sort();
const nodeFiles = sources('nodes/**/*.node.ts');
const credentialFiles = sources('credentials/**/*.credentials.ts');

/** The class n8n makes an instance of: the one with the file's name. */
function instanceOf<T>(file: string): T {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const loaded = require(join(root, file)) as Record<string, new () => T>;
	const name = basename(file).split('.')[0] ?? '';
	const Loaded = loaded[name];
	if (!Loaded) throw new Error(`${file} exports no class ${name}`);
	return new Loaded();
}

const built = (files: string[]) => files.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
const iconFiles = (icon: Icon | undefined) =>
	typeof icon === 'string' ? [icon] : [icon?.light ?? 'none', icon?.dark ?? 'none'];

function expectIcons(file: string, icon: Icon | undefined): void {
	for (const path of iconFiles(icon)) {
		expect(path).toMatch(/^file:.+\.svg$/);
		expect([path, existsSync(join(root, dirname(file), path.slice(5)))]).toEqual([path, true]);
	}
}

describe('package.json', () => {
	it('lists every node and every credential, where the build puts them', () => {
		expect(nodeFiles.length).toBeGreaterThan(0);
		expect(manifest.n8n.nodes.toSorted()).toEqual(built(nodeFiles));
		expect(manifest.n8n.credentials.toSorted()).toEqual(built(credentialFiles));
	});
});

describe.each(nodeFiles)('%s', (file) => {
	const node = instanceOf<INodeType>(file);
	const { description } = node;

	it('has its icons', () => expectIcons(file, description.icon as Icon));

	it('has a codex with its full name', () => {
		const codex = jsonOf(file.replace(/\.ts$/, '.json'));
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
	});

	it('has an output schema for the editor', () => {
		const schemas = sources(`${dirname(file)}/__schema__/v*/**/*.json`);
		expect([...schemas, ...sources(`${dirname(file)}/__schema__/v*.json`)]).not.toEqual([]);
	});

	it('has the three methods for each of its webhooks', () => {
		if (node instanceof Node) throw new Error('A node class of another kind');
		for (const { name } of description.webhooks ?? []) {
			expect(Object.keys(node.webhookMethods?.[name] ?? {}).sort()).toEqual([
				'checkExists',
				'create',
				'delete',
			]);
		}
	});

	it('uses credentials of this package only', () => {
		const ours = credentialFiles.map((each) => instanceOf<ICredentialType>(each).name);
		for (const { name } of description.credentials ?? []) expect(ours).toContain(name);
	});
});

describe.each(credentialFiles)('%s', (file) => {
	const credential = instanceOf<ICredentialType>(file);

	it('has its icons', () => expectIcons(file, credential.icon));

	it('is used by a node, or is made for the HTTP Request node', () => {
		// It offers what authenticates by itself; without a node of ours the test stands in the class.
		if (credential.authenticate && credential.test) return;
		const used = nodeFiles.flatMap((each) =>
			(instanceOf<INodeType>(each).description.credentials ?? []).map(({ name }) => name),
		);
		expect(used).toContain(credential.name);
	});

	it('hides its secrets', () => {
		for (const { name, type, typeOptions } of credential.properties) {
			if (type === 'string' && /password|secret/i.test(name)) {
				expect([name, typeOptions?.password]).toEqual([name, true]);
			}
		}
	});
});
