import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import {
	connect,
	ensureN8nRuntime,
	startN8n,
	type DataTableRow,
	type Execution,
	type N8nClient,
	type N8nServer,
	type NodeInput,
	type WorkflowInput,
} from '../../runtime/src/index.ts';
import { templateFolder } from '../../runtime/src/templateFolder.ts';
import { startStandIn, type Service, type StandIn } from './standIn';
import { VENDOR_TRIGGERS, pushTo, type Vendor, type VendorPush } from './vendorTrigger';

/** The name every template gives its trigger, so that it can be exchanged. */
export const CALL_EVENTS = 'Call events';
const SETTINGS = 'Settings';
const WAIT_MS = 20_000;

export interface Binding {
	/** The credential type a node is bound to, and its data. The same data is saved once. */
	type: string;
	data: Record<string, unknown>;
}

/** What a consultant does to a template after importing it. */
export interface SetUp {
	/** Exchanges the trigger for this vendor's; without it the template's own is kept and bound. */
	vendor?: Vendor;
	/** Credentials by the name of the node they are chosen in. */
	credentials?: Record<string, Binding>;
	/** Values of the node "Settings" by the last part of their name (`pipeline` for `settings.pipeline`). */
	settings?: Record<string, unknown>;
	/** The sub-workflows chosen in Execute Workflow nodes, by the node's name: ids. */
	workflows?: Record<string, string>;
	/** Parameters changed because a sticky note says so, by the node's name. */
	parameters?: Record<string, Record<string, unknown>>;
	/** Not published: for a template that is only started by hand. */
	draft?: boolean;
}

/** A template as it runs in the real n8n. */
export interface RunningTemplate {
	workflowId: string;
	/** Pushes to the trigger "Call events" as its vendor does. */
	push(push: VendorPush): Promise<{ status: number; text: string }>;
	/** Pushes and waits for the execution it starts, with its data. */
	deliver(push: VendorPush): Promise<Execution>;
	/** Starts the workflow at a manual or schedule trigger, as "Execute workflow" does, to its end. */
	runFrom(trigger: string): Promise<Execution>;
	/** The address of a webhook or form node. */
	urlOf(node: string): string;
	/** The executions so far, once none is running any more, with data. */
	executions(): Promise<Execution[]>;
}

export interface TemplateBench {
	n8n: N8nClient;
	server: N8nServer;
	/** The services on the internet, under their own names. */
	standIn: StandIn;
	/** Imports a template, binds it, creates its tables ("Run once: create the tables"), publishes it. */
	template(slug: string, setUp?: SetUp): Promise<RunningTemplate>;
	/** The rows of a data table, oldest first; none when there is no such table. */
	rows<Row = Record<string, unknown>>(table: string): Promise<Array<Row & DataTableRow>>;
	/** Adds rows to a data table. */
	addRows(table: string, rows: Array<Record<string, unknown>>): Promise<void>;
	/** Looks every 200 ms until `look` gives something. */
	until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T>;
	stop(): Promise<void>;
}

/**
 * A real n8n with the packed package, whose HTTPS requests are led to local services that go by
 * the real names: `{'api.hubapi.com': (request) => answer}`.
 */
export async function startTemplateBench(
	services: Record<string, Service> = {},
	{ env = {}, editor = false }: { env?: Record<string, string>; editor?: boolean } = {},
): Promise<TemplateBench> {
	const standIn = await startStandIn({ 'chat.example.com': () => ({ body: {} }), ...services });
	const server = await startN8n({
		runtime: await ensureN8nRuntime(),
		packageTarball: process.env['PACKAGE_TARBALL'] as string,
		env: { ...standIn.env, ...env },
		editor,
	});
	await server.waitUntilReady();
	const n8n = await connect(server.baseUrl);
	const tables = dataTablesOf(n8n);
	const saved = new Map<string, Promise<{ id: string; name: string }>>();

	async function credential({ type, data }: Binding) {
		const key = JSON.stringify([type, data]);
		const known = saved.get(key) ?? n8n.credential({ name: randomUUID(), type, data });
		saved.set(key, known);
		return { [type]: await known };
	}

	async function template(slug: string, setUp: SetUp = {}): Promise<RunningTemplate> {
		const workflow = freshWebhooks(exchanged(templateFolder(slug).workflow, setUp.vendor));
		applySettings(workflow, setUp.settings ?? {});
		for (const [name, id] of Object.entries(setUp.workflows ?? {})) {
			nodeOf(workflow, name).parameters['workflowId'] = { __rl: true, mode: 'id', value: id };
		}
		for (const [name, change] of Object.entries(setUp.parameters ?? {})) {
			Object.assign(nodeOf(workflow, name).parameters, change);
		}
		const bindings = { ...triggerBinding(workflow), ...setUp.credentials };
		for (const [name, binding] of Object.entries(bindings)) {
			const node = nodeOf(workflow, name);
			node.credentials = { ...node.credentials, ...(await credential(binding)) };
		}
		const { id } = await n8n.workflow(workflow);
		const running = runningTemplate(n8n, server.baseUrl, id, workflow);
		if (workflow.nodes.some(({ name }) => name === CREATE_TABLES)) {
			await running.runFrom(CREATE_TABLES);
		}
		if (!setUp.draft) await n8n.activate(id);
		return running;
	}

	return {
		n8n,
		server,
		standIn,
		template,
		...tables,
		until,
		stop: async () => {
			await server.dispose();
			await standIn.stop();
		},
	};
}

const CREATE_TABLES = 'Run once: create the tables';

function nodeOf({ name: workflow, nodes }: WorkflowInput, name: string): NodeInput {
	const node = nodes.find((each) => each.name === name);
	if (!node) throw new Error(`"${workflow}" has no node "${name}"`);
	return node;
}

const typeName = (type: string) => type.replace(/^.*\./, '');

/** The trigger replaced as an operator does it: the new one renamed to "Call events". */
function exchanged(workflow: WorkflowInput, vendor?: Vendor): WorkflowInput {
	if (!vendor) return workflow;
	const trigger = nodeOf(workflow, CALL_EVENTS);
	const { type, parameters } = VENDOR_TRIGGERS[vendor];
	trigger.type = `n8n-nodes-contact-center.${type}`;
	trigger.typeVersion = 1;
	trigger.parameters = { ...parameters };
	return workflow;
}

function vendorTriggerOf(workflow: WorkflowInput) {
	const node = workflow.nodes.find(({ name }) => name === CALL_EVENTS);
	return Object.values(VENDOR_TRIGGERS).find(({ type }) => type === typeName(node?.type ?? ''));
}

function triggerBinding(workflow: WorkflowInput): Record<string, Binding> {
	const vendor = vendorTriggerOf(workflow);
	if (!vendor) return {};
	// Alibaba's way with a token in the URL needs no bridge and no certificates.
	const { authentication } = vendor.parameters;
	if (authentication) nodeOf(workflow, CALL_EVENTS).parameters['authentication'] = authentication;
	return { [CALL_EVENTS]: vendor.credential };
}

/** Webhooks of their own, as n8n's editor gives them at an import. */
function freshWebhooks(workflow: WorkflowInput): WorkflowInput {
	for (const node of workflow.nodes) if (node.webhookId) node.webhookId = randomUUID();
	return workflow;
}

interface Assignment {
	name: string;
	value: unknown;
}

function applySettings(workflow: WorkflowInput, settings: Record<string, unknown>): void {
	if (Object.keys(settings).length === 0) return;
	const { assignments } = nodeOf(workflow, SETTINGS).parameters['assignments'] as {
		assignments: Assignment[];
	};
	for (const [key, value] of Object.entries(settings)) {
		const found = assignments.find(({ name }) => name === `settings.${key}`);
		if (!found) throw new Error(`"${workflow.name}" has no setting "${key}"`);
		found.value = value;
	}
}

function runningTemplate(
	n8n: N8nClient,
	baseUrl: string,
	workflowId: string,
	workflow: WorkflowInput,
): RunningTemplate {
	const push: RunningTemplate['push'] = async (vendorPush) => {
		const vendor = vendorTriggerOf(workflow);
		const { webhookId } = nodeOf(workflow, CALL_EVENTS);
		if (!vendor || !webhookId) throw new Error(`"${workflow.name}" has no vendor's trigger`);
		return await pushTo(baseUrl, webhookId, vendor, vendorPush);
	};
	const executions = async () => {
		const all = await n8n.executions({ workflowId });
		return await Promise.all(all.map(async ({ id }) => await ended(n8n, id)));
	};
	return {
		workflowId,
		push,
		executions,
		async deliver(vendorPush) {
			const before = await n8n.executions({ workflowId });
			const answer = await push(vendorPush);
			if (answer.status !== 200) throw new Error(`Refused with ${answer.status}: ${answer.text}`);
			const id = await until('an execution', async () => {
				const all = await n8n.executions({ workflowId });
				return all.length > before.length ? all.at(-1)?.id : undefined;
			});
			return await ended(n8n, id);
		},
		runFrom: async (trigger) => await runFrom(n8n, workflowId, trigger),
		urlOf(node) {
			const { webhookId, parameters, type } = nodeOf(workflow, node);
			if (typeName(type) === 'formTrigger') return `${baseUrl}/form/${webhookId}`;
			const own = parameters['path'];
			const isDynamic = typeof own === 'string' && own.includes(':');
			return `${baseUrl}/webhook/${isDynamic ? `${webhookId}/` : ''}${String(own ?? webhookId)}`;
		},
	};
}

/** Starts a workflow at a manual or schedule trigger, and gives the execution once it has ended. */
export async function runFrom(
	n8n: N8nClient,
	workflowId: string,
	trigger: string,
): Promise<Execution> {
	const started = await n8n.request<{ executionId?: string }>(
		'POST',
		`/rest/workflows/${workflowId}/run`,
		{ triggerToStartFrom: { name: trigger } },
	);
	if (!started.executionId) throw new Error(`"${trigger}" waits for a request`);
	return await ended(n8n, started.executionId);
}

async function ended(n8n: N8nClient, id: string): Promise<Execution> {
	return await until(`the end of execution ${id}`, async () => {
		const execution = await n8n.execution(id);
		return ['new', 'running'].includes(execution.status) ? undefined : execution;
	});
}

function dataTablesOf(n8n: N8nClient): Pick<TemplateBench, 'rows' | 'addRows'> {
	async function idOf(name: string): Promise<string | undefined> {
		const path = `/rest/projects/${await n8n.projectId()}/data-tables?take=100`;
		const { data } = await n8n.request<{ data: Array<{ id: string; name: string }> }>('GET', path);
		return data.find((table) => table.name === name)?.id;
	}
	return {
		async rows<Row>(table: string) {
			const id = await idOf(table);
			return id ? await n8n.rows<Row & DataTableRow>(id) : [];
		},
		async addRows(table, rows) {
			const id = await idOf(table);
			if (!id) throw new Error(`There is no data table "${table}"`);
			await n8n.insertRows(id, rows);
		},
	};
}

async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
	const deadline = Date.now() + WAIT_MS;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > deadline) throw new Error(`Waited ${WAIT_MS / 1000} s for ${what}`);
		await sleep(200);
	}
}
