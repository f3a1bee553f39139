import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { parse as parseQuery } from 'node:querystring';

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

import { TencentCccPushBasicAuthApi } from '../../credentials/TencentCccPushBasicAuthApi.credentials';
import { TencentCccPushIntrospectionApi } from '../../credentials/TencentCccPushIntrospectionApi.credentials';
import { TencentCccPushOAuth2Api } from '../../credentials/TencentCccPushOAuth2Api.credentials';
import { TencentCccTrigger } from '../../nodes/TencentCcc/TencentCccTrigger.node';
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

const CREDENTIALS: Record<string, ICredentialType> = {
	basicAuth: new TencentCccPushBasicAuthApi(),
	oAuth2: new TencentCccPushOAuth2Api(),
	introspection: new TencentCccPushIntrospectionApi(),
};

/** What n8n does once `webhook()` has handed it a push. */
export type Outcome = 'stored' | 'failsToStore' | 'runSucceeds' | 'runFails';

export interface Push {
	/** TCCC adds `action=cdr&version=1` to the URL. */
	query?: string;
	headers?: Record<string, string>;
	/** Sent as JSON and parsed by n8n. */
	body?: unknown;
	/** Sent as it is, in place of `body`; `contentType` null sends none. */
	rawBody?: string | Buffer;
	contentType?: string | null;
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

/** The trigger in a workflow of its own, run by n8n-core's contexts. */
export function tcccTrigger(settings: Settings = {}) {
	const { node, workflow, additionalData } = inN8n(settings);

	async function receive(push: Push = {}, webhook = 'default'): Promise<Received> {
		const mode = push.mode ?? 'webhook';
		const description = webhookNamed(webhook);
		const request = requestOf(push);
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
		const result = await nodeType.webhook.call(context as unknown as IWebhookFunctions);
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

	/** A field of a webhook's description as n8n 2.41 evaluates it: natively where it can. */
	function evaluated(description: IWebhookDescription, field: Field, otherwise: string): string {
		const native = resolveWebhookDescriptionField(node, description, field);
		return native.resolved ? String(native.value) : byExpression(description, field, otherwise);
	}

	/** The same by the expression engine alone, as older versions and busy nodes get it. */
	function byExpression(description: IWebhookDescription, field: Field, otherwise: string): string {
		const keys = getAdditionalKeys(additionalData, 'webhook', null);
		const how = field === 'responseMode' ? 'getSimpleParameterValue' : 'getComplexParameterValue';
		const value = description[field];
		return String(
			workflow.expression[how](node, value, 'webhook', keys, undefined, otherwise) ?? otherwise,
		);
	}

	return {
		node,
		receive,
		evaluated: (field: Field, otherwise: string) => ({
			inN8n241: evaluated(webhookNamed('default'), field, otherwise),
			byExpression: byExpression(webhookNamed('default'), field, otherwise),
		}),

		/** Somebody edits the credential in n8n. */
		changeCredential: (changes: Record<string, unknown>) =>
			void Object.assign(settings.credential ?? {}, changes),

		async push(push: Push = {}): Promise<Answer> {
			return (await receive(push)).n8nAnswers();
		},

		async fetchToken(push: Push = {}): Promise<Answer> {
			return (await receive(push, 'setup')).n8nAnswers();
		},

		async execute(
			items: INodeExecutionData[],
			{ mode = 'webhook' as WorkflowExecuteMode } = {},
		): Promise<INodeExecutionData[]> {
			const input = { main: [items] };
			const context = new ExecuteContext(
				workflow,
				node,
				additionalData,
				mode,
				createEmptyRunExecutionData(),
				0,
				items,
				input,
				{ data: input, node, source: null },
				[],
			);
			const output = await nodeType.execute.call(context as unknown as IExecuteFunctions);
			return output[0] ?? [];
		},

		async hook(method: 'checkExists' | 'create' | 'delete', webhook: 'default' | 'setup') {
			const context = new HookContext(
				workflow,
				node,
				additionalData,
				'trigger',
				'activate',
				webhookDataOf(webhookNamed(webhook)),
			);
			return await nodeType.webhookMethods[webhook][method].call(
				context as unknown as IHookFunctions,
			);
		},
	};
}

type Field = 'responseMode' | 'responseData';

export const nodeType = new TencentCccTrigger();

function webhookNamed(name: string): IWebhookDescription {
	const found = nodeType.description.webhooks?.find((webhook) => webhook.name === name);
	if (!found) throw new Error(`The trigger has no webhook "${name}"`);
	return found;
}

function webhookDataOf(webhookDescription: IWebhookDescription): IWebhookData {
	return { webhookDescription } as unknown as IWebhookData;
}

function inN8n({ parameters = {}, credential, baseUrl, node: ofNode = {} }: Settings) {
	const authentication = String(
		parameters.authentication ?? nodeType.description.properties[0]?.default,
	);
	const credentialType = CREDENTIALS[authentication];
	const node: INode = {
		id: randomUUID(),
		webhookId: randomUUID(),
		name: 'TCCC',
		type: 'n8n-nodes-contact-center.tencentCccTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...(credentialType && credential
			? { credentials: { [credentialType.name]: { id: randomUUID(), name: 'TCCC' } } }
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
	const workflow = new Workflow({
		id: 'wf-contract',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: onlyOurs(nodeType),
	});
	const additionalData = {
		credentialsHelper: credentialsHelper(credential ?? {}, credentialType),
		webhookBaseUrl: baseUrl ?? 'https://n8n.example.com/webhook',
		webhookTestBaseUrl: `${baseUrl ?? 'https://n8n.example.com'}-test`,
		webhookWaitingBaseUrl: 'https://n8n.example.com/webhook-waiting',
		formWaitingBaseUrl: 'https://n8n.example.com/form-waiting',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return { node, workflow, additionalData };
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
	method: 'POST';
	url: string;
	originalUrl: string;
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
function requestOf({ query = 'action=cdr&version=1', headers = {}, ...push }: Push): FakeRequest {
	const sent = Buffer.from(push.rawBody ?? JSON.stringify(push.body ?? {}));
	const contentType = push.contentType === undefined ? 'application/json' : push.contentType;
	const url = `/webhook/1/tencent-ccc${query && `?${query}`}`;
	const request: FakeRequest = {
		method: 'POST',
		url,
		originalUrl: url,
		headers: {
			...(contentType === null ? {} : { 'content-type': contentType }),
			...Object.fromEntries(Object.entries(headers).map(([name, v]) => [name.toLowerCase(), v])),
		},
		params: {},
		query: parseQuery(query),
		body: undefined,
		rawBody: undefined,
		async readRawBody() {
			this.rawBody ??= sent;
		},
	};
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

export const basic = (username: string, password: string) => ({
	Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

export const bearer = (token: unknown) => ({ Authorization: `Bearer ${String(token)}` });
