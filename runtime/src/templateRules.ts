import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as n8nWorkflow from 'n8n-workflow';
import type { INode, INodeTypeDescription } from 'n8n-workflow';

import type { NodeInput, WorkflowInput } from './n8nClient.ts';
import type { NodeTypeIndex } from './nodeTypeIndex.ts';
import { findProjectRoot } from './paths.ts';
import { workflowHash, type TemplateFolder } from './templateFolder.ts';

// Its ES module build does not load in Node.
const load = createRequire(join(findProjectRoot(), 'package.json'));
const { NodeHelpers } = load('n8n-workflow') as typeof n8nWorkflow;

/** A rule of a template: what it finds wrong, each in words that say where. */
type Rule = (template: TemplateFolder) => string[];

const MEMBERS = new Set(['name', 'nodes', 'connections', 'settings', 'pinData']);
const NODE_MEMBERS = new Set([
	...['id', 'name', 'type', 'typeVersion', 'position', 'parameters', 'webhookId', 'notes'],
	...['onError', 'retryOnFail', 'maxTries', 'waitBetweenTries', 'executeOnce', 'alwaysOutputData'],
	'disabled',
]);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STICKY = 'n8n-nodes-base.stickyNote';
const SUB_WORKFLOW = 'n8n-nodes-base.executeWorkflowTrigger';
const STOP = 'n8n-nodes-base.stopAndError';

/** What looks like a key of somebody's account, wherever it stands. */
const SECRETS: ReadonlyArray<[RegExp, string]> = [
	[/\b(sk|pk|pat|xox[bap])-[\w-]{12,}/, 'an API key'],
	[/\b(AKIA|LTAI|AKID)\w{12,}/, 'a cloud access key'],
	[/whsec_[\w+/=]{8,}/, 'a signing secret'],
	[/\bBearer [\w.-]{12,}/, 'a bearer token'],
	[/eyJ[\w-]{20,}\.[\w-]+/, 'a JSON Web Token'],
	[/\/\/[^/\s:@"]+:[^/\s@"]+@/, 'a password in an address'],
	[/"instanceId"\s*:\s*"[0-9a-f]{32,}/, "an n8n's own id"],
	[/\b(\d{1,3}\.){3}\d{1,3}:\d{2,5}\b/, "a machine's address"],
];

/** Numbers nobody has: those of the fixtures. */
const SYNTHETIC_MOBILE = /^(?:\+?86|0086)?1(?:3800138|3800000|38 ?0013 ?8)\d{3,4}$/;

const isNote = ({ type }: NodeInput) => type === STICKY;

const members: Rule = ({ workflow }) =>
	Object.keys(workflow)
		.filter((key) => !MEMBERS.has(key))
		.map((key) => `workflow.json has "${key}", which belongs to one n8n: leave it out`);

const files: Rule = ({ readme, pictureOf, text }) => [
	...(readme.en === null ? ['README.md is missing'] : []),
	...(readme.zh === null ? ['README.zh-CN.md is missing'] : []),
	...(pictureOf === null ? ['picture.png is missing, or was not made by "npm run pictures"'] : []),
	...(pictureOf !== null && pictureOf !== workflowHash(text)
		? ['picture.png shows an older workflow.json: run "npm run pictures"']
		: []),
];

const readmes: Rule = ({ slug, readme }) => {
	const wanted = (language: string, link: string) => [
		['picture.png', `the ${language} README does not show picture.png`],
		[`/templates/${slug}/workflow.json`, `the ${language} README has no URL to import from`],
		[link, `the ${language} README has no link to the other language`],
	];
	const missing = (text: string | null, rules: string[][]) =>
		text === null ? [] : rules.filter(([part]) => !text.includes(part ?? '')).map(([, say]) => say);
	return [
		...missing(readme.en, wanted('English', 'README.zh-CN.md')),
		...missing(readme.zh, wanted('Chinese', 'README.md')),
	] as string[];
};

const nodes: Rule = ({ workflow }) => {
	const names = workflow.nodes.map(({ name }) => name);
	const twice = names.filter((name, index) => names.indexOf(name) !== index);
	return [
		...twice.map((name) => `two nodes are named "${name}"`),
		...workflow.nodes.flatMap((node) => [
			...Object.keys(node)
				.filter((key) => !NODE_MEMBERS.has(key))
				.map((key) => `node "${node.name}" has "${key}": leave it out`),
			...(UUID.test(node.id ?? '') ? [] : [`node "${node.name}" has no UUID as id`]),
			...(/^[A-Z]/.test(node.name) && !/\d$/.test(node.name)
				? []
				: [`node "${node.name}": name it like a step, in words`]),
		]),
	];
};

const secrets: Rule = ({ text, readme }) => {
	const everything = [text, readme.en, readme.zh].join('\n');
	const keys = SECRETS.flatMap(([pattern, what]) => {
		const found = pattern.exec(everything);
		return found ? [`"${found[0].slice(0, 20)}…" looks like ${what}`] : [];
	});
	const numbers = everything.match(/(?<![\w-])(?:\+?86|0086)?1[3-9]\d{9}(?![\w-])/g) ?? [];
	const real = numbers.filter((number) => !SYNTHETIC_MOBILE.test(number));
	return [...keys, ...real.map((number) => `${number} could be somebody's number`)];
};

/** Whether a node stands on a sticky note (a node is 96 pixels wide and high). */
function isOn(note: NodeInput, { position: [x, y] }: NodeInput): boolean {
	const [left, top] = note.position;
	const { width = 240, height = 160 } = note.parameters as { width?: number; height?: number };
	return x >= left && y >= top && x + 96 <= left + width && y + 96 <= top + height;
}

const notes: Rule = ({ workflow }) => {
	const all = workflow.nodes.filter(isNote);
	const overview = all.find(({ parameters }) => String(parameters['content']).startsWith('## '));
	const says = String(overview?.parameters['content'] ?? '');
	const steps = workflow.nodes.filter((node) => !isNote(node));
	const isExchangeable = steps.some(({ name }) => name === 'Call events');
	return [
		...(overview ? [] : ['no sticky note gives an overview ("## …")']),
		...(overview && !says.includes('Set up') ? ['the overview does not say how to set it up'] : []),
		...(overview && isExchangeable && !/works with/i.test(says)
			? ['the overview does not say with which vendors it works']
			: []),
		...steps
			.filter((node) => !all.some((note) => isOn(note, node)))
			.map(({ name }) => `no sticky note explains "${name}" (none is under it)`),
	];
};

function targets({ connections }: WorkflowInput, from: string): string[] {
	return Object.values(connections[from] ?? {})
		.flatMap((outputs) => outputs.flatMap((output) => output ?? []))
		.map(({ node }) => node);
}

const connections: Rule = ({ workflow }) => {
	const names = new Set(workflow.nodes.map(({ name }) => name));
	const pairs = Object.keys(workflow.connections).flatMap((from) =>
		targets(workflow, from).map((to) => [from, to] as const),
	);
	return pairs
		.filter(([from, to]) => !names.has(from) || !names.has(to))
		.map(([from, to]) => `the connection from "${from}" to "${to}" leads nowhere`);
};

/** The data tables a workflow names. */
function tableNames({ nodes }: WorkflowInput): string[] {
	const named = nodes.flatMap(({ parameters }) => [
		(parameters['dataTableId'] as { value?: unknown } | undefined)?.value,
		parameters['tableName'],
	]);
	return [...new Set(named.filter((name) => typeof name === 'string'))];
}

/**
 * n8n takes the newest table whose name contains the one asked for, so that `calls` would write into
 * somebody's `missed_calls` (n8n-nodes-base 2.41, DataTable/common/utils).
 */
const tables: Rule = ({ workflow }) => {
	const names = tableNames(workflow);
	return [
		...names
			.filter((name) => !name.startsWith('cc_'))
			.map((name) => `the data table "${name}" needs a name that begins with "cc_"`),
		...names.flatMap((name) =>
			names
				.filter((other) => other !== name && other.includes(name))
				.map((other) => `n8n would take the data table "${other}" for "${name}"`),
		),
	];
};

const pinned: Rule = ({ workflow }) => {
	const trigger = workflow.nodes.find(({ name }) => name === 'Call events');
	if (!trigger || workflow.pinData?.[trigger.name]) return [];
	return ['"Call events" has no pinned example, so nobody can try it without an account'];
};

const RULES: readonly Rule[] = [
	...[members, files, readmes, nodes, secrets, notes, connections, tables, pinned],
];

/** What is wrong with a template as far as its files tell. */
export const templateFaults = (template: TemplateFolder): string[] =>
	RULES.flatMap((rule) => rule(template));

/** Webhook ids two templates share: imported into one n8n, the second would never start. */
export function sharedWebhookIds(templates: readonly TemplateFolder[]): string[] {
	const ids = templates.flatMap(({ slug, workflow }) =>
		workflow.nodes.flatMap(({ webhookId }) => (webhookId ? [{ slug, webhookId }] : [])),
	);
	const groups = Map.groupBy(ids, ({ webhookId }) => webhookId);
	return [...groups]
		.filter(([, uses]) => uses.length > 1)
		.map(([id, uses]) => `${uses.map(({ slug }) => slug).join(' and ')} share the webhook ${id}`);
}

/** What an n8n with these nodes would find wrong with a template. */
export function nodeFaults({ workflow }: TemplateFolder, find: NodeTypeIndex): string[] {
	const isSubWorkflow = workflow.nodes.some(({ type }) => type === SUB_WORKFLOW);
	return workflow.nodes.flatMap((node) => {
		const found = find(node.type, node.typeVersion);
		if (found === 'unknown type') return [`"${node.name}": n8n knows no ${node.type}`];
		if (found === 'unknown version') {
			return [`"${node.name}": ${node.type} has no version ${node.typeVersion}`];
		}
		const isTrigger = found.group.includes('trigger');
		return [
			...parameterFaults(node, found),
			...(found.webhooks?.length && !node.webhookId ? [`"${node.name}" has no webhookId`] : []),
			...(isSubWorkflow || isTrigger ? [] : errorBranchFaults(workflow, node, found)),
		];
	});
}

/** Names that are no parameter, and what n8n itself would mark red. */
function parameterFaults(node: NodeInput, type: INodeTypeDescription): string[] {
	const known = new Set(type.properties.map(({ name }) => name));
	const unknown = Object.keys(node.parameters).filter((name) => !known.has(name));
	const parameters = NodeHelpers.getNodeParameters(
		type.properties,
		node.parameters as INode['parameters'],
		true,
		false,
		node as INode,
		type,
	);
	const issues = NodeHelpers.getNodeParametersIssues(
		type.properties,
		{ ...(node as INode), parameters: parameters ?? {} },
		type,
	);
	const red = Object.values(issues?.parameters ?? {}).flat();
	return [
		...unknown.map((name) => `"${node.name}": ${node.type} has no parameter "${name}"`),
		// Which sub-workflow it is, nobody knows before the import.
		...(node.type.endsWith('.executeWorkflow') ? [] : red).map((say) => `"${node.name}": ${say}`),
	];
}

/** A node that asks a service (it has credentials, or sends a request) must not lose what it got. */
function errorBranchFaults(
	workflow: WorkflowInput,
	node: NodeInput,
	type: INodeTypeDescription,
): string[] {
	const asks = Boolean(type.credentials?.length) || node.type.endsWith('.httpRequest');
	if (!asks || node.type.endsWith('.respondToWebhook')) return [];
	if (node['onError'] !== 'continueErrorOutput') {
		return [`"${node.name}" has no error branch ("onError": "continueErrorOutput")`];
	}
	const outputs = workflow.connections[node.name]?.['main'] ?? [];
	const last = outputs.length > 1 ? outputs.at(-1) : undefined;
	if (!last?.length) return [`the error output of "${node.name}" leads nowhere`];
	const stops = last.some(({ node: next }) => reaches(workflow, next, STOP));
	return stops ? [] : [`the error output of "${node.name}" ends in no "Stop and Error"`];
}

function reaches(workflow: WorkflowInput, from: string, type: string): boolean {
	const seen = new Set<string>();
	const open = [from];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (seen.has(next)) continue;
		seen.add(next);
		if (workflow.nodes.some((node) => node.name === next && node.type === type)) return true;
		open.push(...targets(workflow, next));
	}
	return false;
}
