import { SHELVES } from '../../../scripts/docs/galleryPages';
import {
	sharedWebhookIds,
	templateFaults,
	nodeFaults,
} from '../../../runtime/src/templateRules.ts';
import {
	templateFolders,
	workflowHash,
	type TemplateFolder,
} from '../../../runtime/src/templateFolder.ts';
import type { NodeInput, WorkflowInput } from '../../../runtime/src/index.ts';

const templates = templateFolders();

it.each(templates.map((template) => [template.slug, template] as const))(
	'%s keeps the rules of a template',
	(_slug, template) => expect(templateFaults(template)).toEqual([]),
);

it('no two templates share a webhook', () => expect(sharedWebhookIds(templates)).toEqual([]));

it('every template stands in the gallery, once', () => {
	const shown = SHELVES.flatMap(({ slugs }) => slugs);
	expect(shown.toSorted()).toEqual(templates.map(({ slug }) => slug));
});

/** A good template, changed: what the rules say about it. */
function faultsAfter(change: (workflow: WorkflowInput) => void): string[] {
	const good = templates.find(({ slug }) => slug === 'call-log-to-table') as TemplateFolder;
	const workflow = structuredClone(good.workflow);
	change(workflow);
	const text = JSON.stringify(workflow);
	return templateFaults({ ...good, text, workflow, pictureOf: workflowHash(text) });
}

const nodeNamed = ({ nodes }: WorkflowInput, name: string) =>
	nodes.find((node) => node.name === name) as NodeInput;

describe('a rule finds', () => {
	it('nothing in a template that is good', () => expect(faultsAfter(() => {})).toEqual([]));

	it.each<[string, (workflow: WorkflowInput) => void, string]>([
		[
			'what belongs to one n8n',
			(workflow) => Object.assign(workflow, { meta: { instanceId: 'a' } }),
			'"meta"',
		],
		[
			'a credential',
			(workflow) => Object.assign(workflow.nodes[0] as object, { credentials: {} }),
			'"credentials"',
		],
		[
			'a name that n8n gave',
			(workflow) => (nodeNamed(workflow, 'Report the failure').name = 'HTTP Request1'),
			'name it like a step',
		],
		[
			'a key in a parameter',
			(workflow) =>
				(nodeNamed(workflow, 'Call events').parameters['key'] = `sk-${'a1'.repeat(10)}`),
			'an API key',
		],
		[
			"somebody's number",
			(workflow) => (nodeNamed(workflow, 'Call events').parameters['number'] = '13912345678'),
			"somebody's number",
		],
		[
			'a step no note explains',
			(workflow) => (nodeNamed(workflow, 'Call events').position = [9000, 9000]),
			'no sticky note explains "Call events"',
		],
		[
			'a connection to nowhere',
			(workflow) =>
				(workflow.nodes = workflow.nodes.filter(({ name }) => name !== 'Report the failure')),
			'leads nowhere',
		],
		[
			'a table that another one contains',
			(workflow) =>
				(nodeNamed(workflow, 'Write the call').parameters['dataTableId'] = { value: 'calls' }),
			'the data table "calls" needs a name that begins with "cc_"',
		],
		['a trigger without an example', (workflow) => delete workflow.pinData, 'no pinned example'],
		[
			'a missing overview',
			(workflow) =>
				(workflow.nodes = workflow.nodes.filter(({ name }) => name !== 'What this does')),
			'no sticky note gives an overview',
		],
	])('%s', (_what, change, says) => {
		expect(faultsAfter(change).join('\n')).toContain(says);
	});

	it('a picture of an older workflow', () => {
		const [good] = templates as [TemplateFolder];
		const faults = templateFaults({ ...good, pictureOf: workflowHash('older') });
		expect(faults).toEqual([expect.stringContaining('picture.png shows an older workflow.json')]);
	});
});

describe('with the nodes of an n8n', () => {
	const type = {
		displayName: 'Ask',
		group: ['transform'],
		credentials: [{ name: 'api' }],
		properties: [{ displayName: 'Address', name: 'url', type: 'string', default: '' }],
	};
	const ask = (change: object = {}): TemplateFolder => {
		const node = {
			...{ id: '1', name: 'Ask', type: 'a.ask', typeVersion: 1, position: [0, 0] },
			...{ parameters: { url: 'x' }, onError: 'continueErrorOutput', ...change },
		} as NodeInput;
		const stop = { ...node, name: 'Stop', type: 'n8n-nodes-base.stopAndError', parameters: {} };
		const main = [[], [{ node: 'Stop', type: 'main', index: 0 }]];
		const workflow = { name: 'w', nodes: [node, stop], connections: { Ask: { main } } };
		return { slug: 's', text: '', workflow, readme: { en: null, zh: null }, pictureOf: null };
	};
	const find = (name: string, version: number) => {
		if (name.endsWith('stopAndError')) return { ...type, credentials: [] } as never;
		if (name !== 'a.ask') return 'unknown type' as const;
		return version === 1 ? (type as never) : ('unknown version' as const);
	};

	it.each<[string, object, string[]]>([
		['nothing is wrong', {}, []],
		['a type nobody knows', { type: 'a.other' }, ['"Ask": n8n knows no a.other']],
		['a version nobody knows', { typeVersion: 9 }, ['"Ask": a.ask has no version 9']],
		[
			'a parameter nobody knows',
			{ parameters: { uri: 'x' } },
			['"Ask": a.ask has no parameter "uri"'],
		],
		[
			'no error branch',
			{ onError: undefined },
			['"Ask" has no error branch ("onError": "continueErrorOutput")'],
		],
		[
			'an error that goes on as if it were a result',
			{ onError: 'continueRegularOutput' },
			['"Ask" has no error branch ("onError": "continueErrorOutput")'],
		],
	])('%s', (_what, change, faults) => expect(nodeFaults(ask(change), find)).toEqual(faults));
});
