import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { parse as parseQuery } from 'node:querystring';
import { gunzipSync } from 'node:zlib';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import {
	ExecuteContext,
	HookContext,
	InstanceSettings,
	WebhookContext,
	getAdditionalKeys,
} from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	createEmptyRunExecutionData,
	resolveWebhookDescriptionField,
	type IAuthenticateGeneric,
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { FakeResponse } from './fakeResponse';
import { installPushHistory } from './pushHistory';

/** What the node wrote to n8n's log. */
export const log: Array<{ level: string; message: string; details: unknown }> = [];

const logAt = (level: string) => (message: string, details?: unknown) =>
	void log.push({ level, message, details });

Container.set(Logger, {
	error: logAt('error'),
	warn: logAt('warn'),
	info: logAt('info'),
	debug: () => {},
	scoped: () => Container.get(Logger),
} as unknown as Logger);
// The real one writes a settings file into the home directory.
Container.set(InstanceSettings, { instanceId: 'contract' } as InstanceSettings);

beforeAll(installPushHistory);
beforeEach(() => void (log.length = 0));

/** What n8n does once `webhook()` has handed it a push. */
export type Outcome = 'stored' | 'failsToStore' | 'runSucceeds' | 'runFails';

export interface Push {
	method?: 'GET' | 'POST';
	/** Behind the `?` of the URL. */
	query?: string;
	/** The sender's address, as Express tells it. */
	ip?: string;
	headers?: Record<string, string>;
	/** Sent as JSON and parsed by n8n. */
	body?: unknown;
	/** Sent as it is, in place of `body`; `contentType` null sends none. */
	rawBody?: string | Buffer;
	contentType?: string | null;
	/** What n8n fails with when it is asked to read a body it does not parse. */
	readFault?: object;
	mode?: WorkflowExecuteMode;
	outcome?: Outcome;
}

export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Record<string, unknown>;
	/** What the workflow would start with; null when no execution starts. */
	items: INodeExecutionData[] | null;
}

/** A push which n8n has in its hands and has not answered yet, unless the node did. */
export interface Received {
	items: INodeExecutionData[] | null;
	answered: boolean;
	bodyWasRead: boolean;
	n8nAnswers(outcome?: Outcome): Answer;
}

export interface Settings {
	parameters?: INodeParameters;
	/** The data of the credential the authentication needs; null when none is chosen. */
	credential?: Record<string, unknown> | null;
	/** Where n8n believes to be. */
	baseUrl?: string;
	node?: Partial<INode>;
}

/** A trigger node, as the harness of its vendor describes it. */
export interface TriggerKind<NodeType extends INodeType> {
	nodeType: NodeType;
	/** Of the node, of its credential, and the node's type in the package. */
	name: string;
	type: string;
	credentialType: ICredentialType | undefined;
}

export type WebhookName = 'default' | 'setup';
export type WebhookField = 'responseMode' | 'responseData';

/** A node in a workflow of its own, as n8n has it in memory. */
export interface NodeInWorkflow {
	node: INode;
	workflow: Workflow;
	additionalData: IWorkflowExecuteAdditionalData;
}

/** The trigger in a workflow of its own, run by n8n-core's contexts. */
export function triggerInN8n<NodeType extends INodeType>(
	{ nodeType, name, type, credentialType }: TriggerKind<NodeType>,
	settings: Settings = {},
) {
	const node = nodeOf({ nodeType, name, type, credentialType }, settings);
	const additionalData = additionalDataOf(settings, credentialType);
	/** The workflow as n8n loads it; each run has one of its own. */
	const load = (staticData: IDataObject = {}): NodeInWorkflow => ({
		node,
		workflow: workflowOf(node, nodeType, staticData),
		additionalData,
	});
	const { workflow } = load();

	function webhookNamed(webhook: string): IWebhookDescription {
		const found = nodeType.description.webhooks?.find(({ name }) => name === webhook);
		if (!found) throw new Error(`The trigger has no webhook "${webhook}"`);
		return found;
	}

	async function receive(push: Push = {}, webhook: WebhookName = 'default'): Promise<Received> {
		const mode = push.mode ?? 'webhook';
		const description = webhookNamed(webhook);
		const path = String(description.path);
		const request = requestOf(push, path, leavesBodyAlone(mode));
		const response = new FakeResponse();
		const data = { ...additionalData, httpRequest: request, httpResponse: response };
		const context = new WebhookContext(
			workflow,
			node,
			data as unknown as IWorkflowExecuteAdditionalData,
			mode,
			webhookDataOf(description),
			[],
			null,
		);
		const result = (await nodeType.webhook?.call(
			context as unknown as IWebhookFunctions,
		)) as IWebhookResponseData;
		const items = result.workflowData?.[0] ?? null;
		const responseMode = evaluated(description, 'responseMode', 'onReceived');
		const responseData = evaluated(description, 'responseData', 'firstEntryJson');
		const n8nAnswers = (outcome: Outcome = push.outcome ?? 'stored') => {
			playN8n(response, result, responseMode, responseData, outcome);
			const { statusCode: status, headers, body } = response;
			return { status, headers, body: body as Record<string, unknown>, items };
		};
		return {
			items,
			answered: response.headersSent,
			bodyWasRead: request.rawBody !== undefined,
			n8nAnswers,
		};
	}

	/** n8n parses no body for a node of version 1 with this parameter (its webhook-helpers.js). */
	function leavesBodyAlone(mode: WorkflowExecuteMode): boolean {
		const keys = getAdditionalKeys(additionalData, mode, null);
		const expression = '={{$parameter["options"]["binaryData"]}}';
		const value = workflow.expression.getSimpleParameterValue(
			node,
			expression,
			mode,
			keys,
			undefined,
			false,
		);
		return node.typeVersion === 1 && Boolean(value);
	}

	/** A field of a webhook's description as n8n 2.41 evaluates it: natively where it can. */
	function evaluated(
		description: IWebhookDescription,
		field: WebhookField,
		otherwise: string,
	): string {
		const native = resolveWebhookDescriptionField(node, description, field);
		return native.resolved ? String(native.value) : byExpression(description, field, otherwise);
	}

	/** The same by the expression engine alone, as older versions and busy nodes get it. */
	function byExpression(
		description: IWebhookDescription,
		field: WebhookField,
		otherwise: string,
	): string {
		const keys = getAdditionalKeys(additionalData, 'webhook', null);
		const how = field === 'responseData' ? 'getComplexParameterValue' : 'getSimpleParameterValue';
		const value = description[field];
		return String(
			workflow.expression[how](node, value, 'webhook', keys, undefined, otherwise) ?? otherwise,
		);
	}

	return {
		node,
		nodeType,
		load,
		receive,
		evaluated: (field: WebhookField, otherwise: string, webhook: WebhookName = 'default') => ({
			inN8n241: evaluated(webhookNamed(webhook), field, otherwise),
			byExpression: byExpression(webhookNamed(webhook), field, otherwise),
		}),

		/** What n8n puts into its table of webhooks when the workflow is published (webhook.service.js). */
		registered: () =>
			(nodeType.description.webhooks ?? []).flatMap((description) => {
				const native = resolveWebhookDescriptionField(node, description, 'httpMethod');
				const method = native.resolved
					? native.value
					: workflow.expression.getSimpleParameterValue(
							node,
							description.httpMethod,
							'internal',
							{},
							undefined,
							'GET',
						);
				return String(method)
					.split(',')
					.filter(Boolean)
					.map((httpMethod) => ({ httpMethod, name: description.name, path: description.path }));
			}),

		/** Somebody edits the credential in n8n. */
		changeCredential: (changes: Record<string, unknown>) =>
			void Object.assign(settings.credential ?? {}, changes),

		async push(push: Push = {}, webhook: WebhookName = 'default'): Promise<Answer> {
			return (await receive(push, webhook)).n8nAnswers();
		},

		async execute(
			items: INodeExecutionData[],
			{ mode = 'webhook' as WorkflowExecuteMode, within = load(), cancel }: ExecuteSettings = {},
		): Promise<INodeExecutionData[]> {
			const input = { main: [items] };
			const context = new ExecuteContext(
				within.workflow,
				node,
				additionalData,
				mode,
				createEmptyRunExecutionData(),
				0,
				items,
				input,
				{ data: input, node, source: null },
				[],
				cancel,
			);
			const output = (await nodeType.execute?.call(
				context as unknown as IExecuteFunctions,
			)) as INodeExecutionData[][];
			return output[0] ?? [];
		},

		async hook(method: 'checkExists' | 'create' | 'delete', webhook: WebhookName) {
			const context = new HookContext(
				workflow,
				node,
				additionalData,
				'trigger',
				'activate',
				webhookDataOf(webhookNamed(webhook)),
			);
			return await nodeType.webhookMethods?.[webhook]?.[method].call(
				context as unknown as IHookFunctions,
			);
		},
	};
}

export interface ExecuteSettings {
	mode?: WorkflowExecuteMode;
	/** The workflow of this run. */
	within?: NodeInWorkflow;
	/** Somebody presses "Stop" in the editor. */
	cancel?: AbortSignal;
}

function webhookDataOf(webhookDescription: IWebhookDescription): IWebhookData {
	return { webhookDescription } as unknown as IWebhookData;
}

function nodeOf<NodeType extends INodeType>(
	{ nodeType, name, type, credentialType }: TriggerKind<NodeType>,
	{ parameters = {}, credential, node: ofNode = {} }: Settings,
): INode {
	const node: INode = {
		id: randomUUID(),
		webhookId: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...(credentialType && credential
			? { credentials: { [credentialType.name]: { id: randomUUID(), name } } }
			: {}),
		...ofNode,
	};
	// n8n fills in the defaults when it loads a workflow.
	node.parameters =
		NodeHelpers.getNodeParameters(
			nodeType.description.properties,
			parameters,
			true,
			false,
			node,
			nodeType.description,
		) ?? {};
	return node;
}

function workflowOf(node: INode, nodeType: INodeType, staticData: IDataObject): Workflow {
	return new Workflow({
		id: 'wf-contract',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: onlyOurs(nodeType),
		staticData,
	});
}

function additionalDataOf(
	{ credential, baseUrl }: Settings,
	credentialType: ICredentialType | undefined,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: credentialsHelper(credential ?? {}, credentialType),
		webhookBaseUrl: baseUrl ?? 'https://n8n.example.com/webhook',
		webhookTestBaseUrl: `${baseUrl ?? 'https://n8n.example.com'}-test`,
		webhookWaitingBaseUrl: 'https://n8n.example.com/webhook-waiting',
		formWaitingBaseUrl: 'https://n8n.example.com/form-waiting',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

function onlyOurs(type: INodeType): INodeTypes {
	return {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
}

/** n8n's vault with one credential in it, which signs requests as its class says. */
function credentialsHelper(data: Record<string, unknown>, type: ICredentialType | undefined) {
	const signed = (options: IHttpRequestOptions): IHttpRequestOptions => {
		const { properties } = type?.authenticate as IAuthenticateGeneric;
		const pair = Object.entries(properties.auth ?? {}).map(([half, expression]) => [
			half,
			String(expression).replace(/^=\{\{\$credentials\.(\w+)\}\}$/, (_all, name: string) =>
				String(data[name]),
			),
		]);
		return { ...options, auth: Object.fromEntries(pair) as { username: string; password: string } };
	};
	return {
		isCredentialUsableByNode: () => true,
		getParentTypes: () => [],
		getDecrypted: async () => structuredClone(data),
		preAuthentication: async () => undefined,
		authenticate: async (_data: unknown, _type: string, options: IHttpRequestOptions) =>
			signed(options),
	};
}

interface FakeRequest {
	method: 'GET' | 'POST';
	url: string;
	originalUrl: string;
	ip: string | undefined;
	headers: Record<string, string>;
	params: object;
	query: object;
	body: unknown;
	rawBody: Buffer | undefined;
	readRawBody(): Promise<void>;
}

/**
 * A request as n8n's body parser leaves it. A type n8n does not parse stays unread until somebody
 * asks, so that a test can tell whether anybody did.
 */
function requestOf(
	{ method = 'POST', query = '', ip, headers = {}, ...push }: Push,
	path: string,
	unparsed: boolean,
): FakeRequest {
	const sent = Buffer.from(push.rawBody ?? JSON.stringify(push.body ?? {}));
	const contentType = push.contentType === undefined ? 'application/json' : push.contentType;
	const url = `/webhook/1/${path}${query && `?${query}`}`;
	const request: FakeRequest = {
		method,
		url,
		originalUrl: url,
		ip,
		headers: {
			...(contentType === null ? {} : { 'content-type': contentType }),
			...Object.fromEntries(Object.entries(headers).map(([name, v]) => [name.toLowerCase(), v])),
		},
		params: {},
		query: parseQuery(query),
		body: undefined,
		rawBody: undefined,
		async readRawBody() {
			if (push.readFault) throw push.readFault as Error;
			const isCompressed = this.headers['content-encoding'] === 'gzip';
			this.rawBody ??= isCompressed ? gunzipSync(sent) : sent;
		},
	};
	if (unparsed) return request;
	const parsed = contentType && sent.length > 0 ? PARSERS[contentType.split(';')[0] ?? ''] : null;
	if (parsed) {
		request.rawBody = sent;
		request.body = parsed(sent.toString('utf8').replace(/^\uFEFF/, ''));
	}
	return request;
}

const PARSERS: Record<string, (text: string) => unknown> = {
	'application/json': (text) => JSON.parse(text) as unknown,
	'application/x-www-form-urlencoded': (text) => parseQuery(text),
	'text/plain': (text) => text,
};

/** n8n's part after `webhook()` (its webhook-helpers.js and webhook-request-handler.js). */
function playN8n(
	response: FakeResponse,
	{ noWebhookResponse, workflowData, webhookResponse }: IWebhookResponseData,
	responseMode: string,
	responseData: string,
	outcome: Outcome,
): void {
	if (noWebhookResponse) return;
	if (workflowData === undefined) {
		response.status(200).json(webhookResponse ?? { message: 'Webhook call received' });
		return;
	}
	if (outcome === 'failsToStore') {
		response.status(500).json({ code: 0, message: 'There was a problem executing the workflow' });
	} else if (responseMode === 'onReceived') {
		const body = responseData || (webhookResponse ?? { message: 'Workflow was started' });
		if (typeof body === 'string' && body !== 'noData') response.send(body);
		else response.json(body === 'noData' ? undefined : body);
	} else if (outcome === 'runFails') {
		response.status(500).json({ message: 'Error in workflow' });
	} else {
		response.status(200).json(responseData === 'noData' ? undefined : { first: 'entry' });
	}
}
