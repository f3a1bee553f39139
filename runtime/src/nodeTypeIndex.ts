import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { findProjectRoot } from './paths.ts';

/** Finds the description of a node type in one of its versions. */
export type NodeTypeIndex = (
	type: string,
	typeVersion: number,
) => INodeTypeDescription | 'unknown type' | 'unknown version';

/** All nodes of an installed n8n (as its editor is given them) and of this package as it is built. */
export function nodeTypeIndex(n8nFolder: string): NodeTypeIndex {
	const base = listed(n8nFolder, 'n8n-nodes-base');
	const langchain = listed(n8nFolder, '@n8n/n8n-nodes-langchain');
	const all = [...base, ...langchain, ...own()];
	return (type, typeVersion) => {
		const versions = all.filter(({ name }) => name === type);
		if (versions.length === 0) return 'unknown type';
		const found = versions.find(({ version }) => [version].flat().includes(typeVersion));
		return found ?? 'unknown version';
	};
}

function listed(n8nFolder: string, name: string): INodeTypeDescription[] {
	const file = join(n8nFolder, 'node_modules', name, 'dist/types/nodes.json');
	const types = JSON.parse(readFileSync(file, 'utf8')) as INodeTypeDescription[];
	return types.map((type) => ({ ...type, name: `${name}.${type.name}` }));
}

function own(): INodeTypeDescription[] {
	const project = findProjectRoot();
	const load = createRequire(join(project, 'package.json'));
	const { name, n8n } = load('./package.json') as {
		name: string;
		n8n: { nodes: string[] };
	};
	return n8n.nodes.map((file) => {
		const exported = load(`./${file}`) as Record<
			string,
			new () => { description: INodeTypeDescription }
		>;
		const [NodeClass] = Object.values(exported);
		if (!NodeClass) throw new Error(`${file} exports no node`);
		const { description } = new NodeClass();
		return { ...description, name: `${name}.${description.name}` };
	});
}
