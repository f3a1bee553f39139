import { setTimeout as sleep } from 'node:timers/promises';
import { decodeFlatted } from './flatted.ts';

/** The owner of every n8n this project starts: a demonstration account on the loopback interface. */
export const DEMO_OWNER = {
	email: 'owner@example.com',
	password: 'Contact-Center-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface NodeInput {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	position: [number, number];
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[setting: string]: unknown;
}

export interface Connection {
	node: string;
	type: string;
	index: number;
}

/** Node name → connection type → output → where it leads. */
export type Connections = Record<string, Record<string, Array<Connection[] | null>>>;

export interface WorkflowInput {
	name: string;
	nodes: NodeInput[];
	connections: Connections;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
}

export interface SavedWorkflow extends WorkflowInput {
	id: string;
	versionId: string;
	active: boolean;
	activeVersionId: string | null;
}

export type ExecutionStatus =
	'new' | 'running' | 'success' | 'error' | 'crashed' | 'canceled' | 'waiting' | 'unknown';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string;
	stoppedAt: string | null;
	retryOf: string | null;
	retrySuccessId: string | null;
}

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface NodeRun {
	executionStatus: string;
	startTime: number;
	executionTime: number;
	error?: { message: string; [key: string]: unknown };
	data?: Record<string, Array<Item[] | null>>;
}

export interface Execution extends ExecutionSummary {
	finished: boolean;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			lastNodeExecuted?: string;
			error?: { message: string; [key: string]: unknown };
		};
		[part: string]: unknown;
	};
}

export interface DataTableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

export interface DataTable {
	id: string;
	projectId: string;
	name: string;
}

export type DataTableRow = { id: number } & Record<string, unknown>;

/** As much of a node's description as tests ask for. */
export interface NodeTypeDescription {
	name: string;
	displayName: string;
	version: number | number[];
	properties: Array<Record<string, unknown>>;
	[field: string]: unknown;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** An answer of n8n that is not a success. */
export class N8nRequestError extends Error {
	readonly status: number;
	readonly body: unknown;

	constructor(request: string, status: number, body: unknown) {
		super(`n8n answered ${request} with ${status}: ${messageOf(body)}`);
		this.name = 'N8nRequestError';
		this.status = status;
		this.body = body;
	}
}

const LOOK_EVERY_MS = 50;
/** The most n8n gives at once. */
const ROWS_PER_PAGE = 250;

const WAIT_MS = 15_000;
/** Executions still going on: their data is not complete. */
const UNFINISHED: ReadonlySet<string> = new Set(['new', 'running', 'unknown']);

/**
 * Connects to an n8n as its owner, whom it sets up on a fresh instance.
 * n8n allows five logins a minute, so keep the client: it survives restarts of the server.
 */
export async function connect(baseUrl: string, owner = DEMO_OWNER): Promise<N8nClient> {
	const session = new Session(baseUrl, owner);
	await session.signIn();
	return new N8nClient(session);
}

/** Everything a node has put out on one output, over all its runs. */
export function outputOf(execution: Execution, nodeName: string, output = 0): Item[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.flatMap((run) => run.data?.['main']?.[output] ?? []);
}

/** The cookie of a signed-in owner, and how to get a new one. */
class Session {
	readonly baseUrl: string;
	private readonly owner: typeof DEMO_OWNER;
	private cookie = '';

	constructor(baseUrl: string, owner: typeof DEMO_OWNER) {
		this.baseUrl = baseUrl.replace(/\/+$/, '');
		this.owner = owner;
	}

	/** A fresh n8n takes the set-up; any other refuses it with 400 and is logged in to. */
	async signIn(): Promise<void> {
		const { email, password } = this.owner;
		const setup = await this.send('POST', '/rest/owner/setup', this.owner);
		if (setup.ok) return this.keepCookie(setup);
		const request = 'POST /rest/login';
		const login = await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		if (!login.ok) throw new N8nRequestError(request, login.status, await readBody(login));
		this.keepCookie(login);
	}

	async request(method: string, path: string, body?: unknown): Promise<unknown> {
		let response = await this.send(method, path, body);
		if (response.status === 401) {
			await response.arrayBuffer();
			await this.signIn();
			response = await this.send(method, path, body);
		}
		const answer = await readBody(response);
		if (response.ok) return answer;
		throw new N8nRequestError(`${method} ${path}`, response.status, answer);
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		const headers = {
			...(this.cookie && { cookie: this.cookie }),
			...(body !== undefined && { 'content-type': 'application/json' }),
		};
		const content = body === undefined ? {} : { body: JSON.stringify(body) };
		try {
			return await fetch(`${this.baseUrl}${path}`, { method, headers, ...content });
		} catch (error) {
			const { message, cause } = error as Error & { cause?: Error };
			const reason = cause?.message ?? message;
			throw new Error(`n8n could not be reached for ${method} ${path}: ${reason}`, {
				cause: error,
			});
		}
	}

	private keepCookie(response: Response): void {
		this.cookie = response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';', 1)[0])
			.join('; ');
	}
}

/** n8n's internal API, the one its editor uses. Made by `connect()`. */
export class N8nClient {
	private readonly session: Session;
	private ownProjectId: string | undefined;

	constructor(session: Session) {
		this.session = session;
	}

	get baseUrl(): string {
		return this.session.baseUrl;
	}

	/** Any request; gives what n8n wraps as `data`. `path` starts with `/rest` or another root. */
	async request<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.session.request(method, path, body);
		return (isRecord(answer) && 'data' in answer ? answer['data'] : answer) as T;
	}

	/** Creates a credential. */
	async credential({ name, type, data }: CredentialInput): Promise<{ id: string; name: string }> {
		return await this.request('POST', '/rest/credentials', { name, type, data });
	}

	/**
	 * Runs a credential's own test, as the editor does. Pass an `id` to test a stored one (give `data`
	 * only to change it for the test), or leave it out to test `data` without storing it.
	 */
	async testCredential(credential: {
		type: string;
		id?: string;
		name?: string;
		data?: Record<string, unknown>;
	}): Promise<CredentialTestResult> {
		const { id = '', name = '', type } = credential;
		const data = credential.data ?? (await this.storedData(id));
		return await this.request('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** Creates a workflow; its nodes get ids where they have none. */
	async workflow(workflow: WorkflowInput): Promise<SavedWorkflow> {
		const nodes = workflow.nodes.map((node) => ({ id: crypto.randomUUID(), ...node }));
		const settings = { executionOrder: 'v1', ...workflow.settings };
		return await this.request('POST', '/rest/workflows', { ...workflow, nodes, settings });
	}

	/** The workflow as it is saved. */
	async savedWorkflow(id: string): Promise<SavedWorkflow> {
		return await this.request('GET', `/rest/workflows/${id}`);
	}

	/** Changes a saved workflow; what is active stays active in its old version until `activate`. */
	async updateWorkflow(id: string, change: Partial<WorkflowInput>): Promise<SavedWorkflow> {
		return await this.request('PATCH', `/rest/workflows/${id}`, change);
	}

	/** Deletes a workflow that is not active. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/archive`, {});
		await this.request('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * Activates ("publishes") a workflow's newest version and waits until its triggers are live: n8n
	 * answers the request before that.
	 */
	async activate(workflowId: string, { timeoutMs = WAIT_MS } = {}): Promise<SavedWorkflow> {
		const { versionId } = await this.savedWorkflow(workflowId);
		const path = `/rest/workflows/${workflowId}/activate`;
		const workflow = await this.request<SavedWorkflow>('POST', path, { versionId });
		await this.until(`workflow ${workflowId} to go live`, timeoutMs, async () => {
			const { status, liveVersionId, triggers } = await this.publicationStatus(workflowId);
			if (status === 'failed' || status === 'partial') {
				const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
				throw new Error(`Workflow ${workflowId} could not go live: ${reasons.join('; ')}`);
			}
			return status === 'published' && liveVersionId === versionId ? true : undefined;
		});
		return workflow;
	}

	/** Deactivates a workflow and waits until its triggers are gone. */
	async deactivate(workflowId: string, { timeoutMs = WAIT_MS } = {}): Promise<void> {
		await this.request('POST', `/rest/workflows/${workflowId}/deactivate`, {});
		await this.until(`workflow ${workflowId} to be taken down`, timeoutMs, async () => {
			const { status } = await this.publicationStatus(workflowId);
			return status === 'not_published' ? true : undefined;
		});
	}

	/** The executions of a workflow, oldest first, running ones included. */
	async executions(filter: {
		workflowId: string;
		status?: ExecutionStatus | ExecutionStatus[];
	}): Promise<ExecutionSummary[]> {
		const { workflowId, status } = filter;
		const wanted = { workflowId, ...(status && { status: [status].flat() }) };
		const query = new URLSearchParams({ filter: JSON.stringify(wanted), limit: '100' });
		const found = new Map<string, ExecutionSummary>();
		for (;;) {
			const page = await this.request<{ results: ExecutionSummary[]; nextCursor?: string | null }>(
				'GET',
				`/rest/executions?${query}`,
			);
			page.results.forEach((execution) => found.set(execution.id, execution));
			if (!page.nextCursor) break;
			query.set('cursor', page.nextCursor);
		}
		return [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
	}

	/** An execution with its data, decoded. */
	async execution(id: string): Promise<Execution> {
		const path = `/rest/executions/${id}`;
		const execution = await this.request<(Execution & { data: unknown }) | undefined>('GET', path);
		if (!execution) throw new N8nRequestError(`GET ${path}`, 404, 'there is no such execution');
		const data = decodeFlatted(String(execution.data)) as Execution['data'];
		return { ...execution, data };
	}

	/** Waits until a workflow has at least `count` finished executions and gives them with data. */
	async waitForExecutions(
		workflowId: string,
		count: number,
		{ timeoutMs = WAIT_MS }: { timeoutMs?: number } = {},
	): Promise<Execution[]> {
		let seen: ExecutionSummary[] = [];
		const describe = () =>
			`${count} executions of workflow ${workflowId} (now: ${seen.map((e) => e.status).join(', ') || 'none'})`;
		const finished = await this.until(describe, timeoutMs, async () => {
			seen = await this.executions({ workflowId });
			const done = seen.filter(({ status }) => !UNFINISHED.has(status));
			return done.length >= count && done.length === seen.length ? done : undefined;
		});
		return await Promise.all(finished.map(({ id }) => this.execution(id)));
	}

	/** Runs a failed or crashed execution again and waits for its end. */
	async retryExecution(
		id: string,
		{ loadWorkflow = false } = {},
	): Promise<{ id: string; status: ExecutionStatus; mode: string; retryOf: string }> {
		return await this.request('POST', `/rest/executions/${id}/retry`, { loadWorkflow });
	}

	/** Creates a data table in the owner's own project. */
	async dataTable(table: { name: string; columns: DataTableColumn[] }): Promise<DataTable> {
		const projectId = await this.projectId();
		return await this.request('POST', `/rest/projects/${projectId}/data-tables`, table);
	}

	/** The rows of a data table, oldest first. */
	async rows<T extends DataTableRow = DataTableRow>(tableId: string): Promise<T[]> {
		const path = `/rest/projects/${await this.projectId()}/data-tables/${tableId}/rows`;
		const rows: T[] = [];
		for (;;) {
			const page = `${path}?take=${ROWS_PER_PAGE}&skip=${rows.length}&sortBy=id:asc`;
			const { data } = await this.request<{ data: T[] }>('GET', page);
			rows.push(...data);
			if (data.length < ROWS_PER_PAGE) return rows;
		}
	}

	/** How many rows a data table has. */
	async countRows(tableId: string): Promise<number> {
		const path = `/rest/projects/${await this.projectId()}/data-tables/${tableId}/rows`;
		return (await this.request<{ count: number }>('GET', `${path}?take=1`)).count;
	}

	/** Adds rows to a data table. */
	async insertRows(tableId: string, data: Array<Record<string, unknown>>): Promise<void> {
		const path = `/rest/projects/${await this.projectId()}/data-tables/${tableId}/insert`;
		await this.request('POST', path, { data, returnType: 'count' });
	}

	/** The descriptions of all installed nodes; not available when n8n runs without its editor. */
	async nodeTypes(): Promise<NodeTypeDescription[]> {
		return await this.request('GET', '/types/nodes.json');
	}

	/** The owner's own project, where everything is created. */
	async projectId(): Promise<string> {
		this.ownProjectId ??= (await this.request<{ id: string }>('GET', '/rest/projects/personal')).id;
		return this.ownProjectId;
	}

	private async storedData(id: string): Promise<Record<string, unknown>> {
		const path = `/rest/credentials/${id}?includeData=true`;
		return (await this.request<{ data: Record<string, unknown> }>('GET', path)).data;
	}

	private async publicationStatus(workflowId: string): Promise<{
		status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
		liveVersionId: string | null;
		triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
	}> {
		return await this.request('GET', `/rest/workflows/${workflowId}/publication-status`);
	}

	private async until<T>(
		what: string | (() => string),
		timeoutMs: number,
		look: () => Promise<T | undefined>,
	): Promise<T> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const found = await look();
			if (found !== undefined) return found;
			if (Date.now() > deadline) {
				const description = typeof what === 'string' ? what : what();
				throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${description}.`);
			}
			await sleep(LOOK_EVERY_MS);
		}
	}
}

async function readBody(response: Response): Promise<unknown> {
	const text = await response.text();
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function messageOf(body: unknown): string {
	if (isRecord(body)) return String(body['message'] ?? JSON.stringify(body));
	const text = String(body)
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return text.slice(0, 300) || '(no message)';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
