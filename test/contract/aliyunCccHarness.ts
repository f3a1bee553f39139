import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http, { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import type { ICredentialType } from 'n8n-workflow';

import { AliyunCccBearerApi } from '../../credentials/AliyunCccBearerApi.credentials';
import { AliyunCccBridgeApi } from '../../credentials/AliyunCccBridgeApi.credentials';
import { AliyunCccEventBridgeApi } from '../../credentials/AliyunCccEventBridgeApi.credentials';
import { AliyunCccWebhookTokenApi } from '../../credentials/AliyunCccWebhookTokenApi.credentials';
import { AliyunCccTrigger } from '../../nodes/AliyunCcc/AliyunCccTrigger.node';
import {
	bridgeRequest,
	type AliyunMessage,
	type BridgeOptions,
	type BridgeRequest,
	type PushRequest,
} from '../../simulators/src/index.ts';
import { DIALECT_2, type Fields } from '../fixtures/aliyunCcc/events';
import { triggerInN8n, type Answer, type Push, type Settings } from './nodeContexts';

export { log, type Answer, type Push, type Received, type Settings } from './nodeContexts';

export const nodeType = new AliyunCccTrigger();

const CREDENTIALS: Record<string, ICredentialType> = {
	bridge: new AliyunCccBridgeApi(),
	eventBridge: new AliyunCccEventBridgeApi(),
	urlToken: new AliyunCccWebhookTokenApi(),
	bearer: new AliyunCccBearerApi(),
};

export const secretOf = (letter: string) =>
	`whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;

export const SECRET = secretOf('s');
/** The production URL, as it would be entered at EventBridge. */
export const PUBLIC_URL = 'https://n8n.example.com/webhook/1/aliyun-ccc';

export type AliyunTriggerInN8n = ReturnType<typeof aliyunTrigger>;

/** The Alibaba trigger in a workflow of its own, run by n8n-core's contexts; for the bridge unless told otherwise. */
export function aliyunTrigger(settings: Settings = {}) {
	const authentication = String(settings.parameters?.authentication ?? 'bridge');
	const credential =
		settings.credential === undefined ? { signingSecret: SECRET } : settings.credential;
	const trigger = triggerInN8n(
		{
			nodeType,
			name: 'CCC',
			type: 'n8n-nodes-contact-center.aliyunCccTrigger',
			credentialType: CREDENTIALS[authentication],
		},
		{ ...settings, credential },
	);
	return {
		...trigger,
		/** What the bridge pushes for these messages, and n8n's answer when all is over. */
		async deliver(
			messages: readonly AliyunMessage[],
			{ signing = {}, ...push }: Push & { signing?: Partial<BridgeOptions> } = {},
		): Promise<Answer> {
			return await trigger.push({ ...bridgePush(messages, signing), ...push });
		},
	};
}

export const withOptions = (options: object, parameters: object = {}) =>
	aliyunTrigger({ parameters: { ...parameters, options } as never });

/** The push of contact-center-bridge for these messages. */
export const bridgePush = (
	messages: readonly AliyunMessage[],
	signing: Partial<BridgeOptions> = {},
): Push => asPush(bridgeRequest(messages, { url: PUBLIC_URL, secrets: [SECRET], ...signing }));

/** A request as it arrives at n8n: the content type is told apart there. */
export function asPush({ headers, body }: BridgeRequest | PushRequest): Push {
	const { 'content-type': contentType = null, ...others } = headers;
	return { rawBody: body, contentType, headers: others };
}

/** A RocketMQ message with an event of CCC in it, or with what is none. */
export const message = (
	event: object | string,
	messageId: string = randomUUID().replaceAll('-', '').toUpperCase(),
): AliyunMessage => ({
	kind: 'event',
	name: '',
	key: '',
	messageId,
	body: typeof event === 'string' ? event : JSON.stringify(event),
	event: null,
});

const START = Date.parse('2026-05-01T08:00:00Z');

/** An event as CCC prints it, so many milliseconds into the call. */
export const happening = (eventType: string, afterMs = 0, own: Fields = {}): Fields => ({
	...DIALECT_2[eventType]?.push,
	eventType,
	eventTime: new Date(START + afterMs).toISOString(),
	...own,
});

/** Of one call, in the order they happened. */
export const CALL = ['Dialing', 'Ringing', 'Established', 'Released'].map((eventType, index) =>
	happening(eventType, index * 1000),
);

export const resultsIn = ({ body }: Pick<Answer, 'body'>) =>
	body.results as Array<{ id: string; status: string; message?: string }>;

export const statusesIn = (answer: Pick<Answer, 'body'>) =>
	resultsIn(answer).map(({ status }) => status);

export const started = ({ items }: Pick<Answer, 'items'>) => items?.length ?? 0;

/** The only place n8n may fetch anything from: EventBridge's certificates of cn-shanghai. */
export const CERTIFICATE_HOST = 'cn-shanghai-eventbridge.oss-accelerate.aliyuncs.com';

export interface CertificateHost {
	/** The addresses that were asked for, in order. */
	asked: string[];
	/** What stands where; another path has no answer to give. */
	answers: Map<string, (response: ServerResponse) => void>;
	/** While it is set, no connection comes about. */
	isDown: boolean;
	close(): Promise<void>;
}

/** Leads what is sent by HTTPS to a server of the test, whatever host was asked for. */
export async function startCertificateHost(): Promise<CertificateHost> {
	const answers: CertificateHost['answers'] = new Map();
	const server = createServer((request, response) => {
		const answer = answers.get(request.url ?? '');
		if (answer) answer(response);
		else response.writeHead(404).end();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const host: CertificateHost = { asked: [], answers, isDown: false, close };
	const { request } = https;
	https.request = ((
		options: https.RequestOptions,
		callback: (response: IncomingMessage) => void,
	) => {
		host.asked.push(`https://${options.hostname}${options.path}`);
		const { agent: _agent, ...others } = options;
		const to = { hostname: '127.0.0.1', port: host.isDown ? 1 : port, protocol: 'http:' };
		return http.request({ ...others, ...to }, callback);
	}) as typeof https.request;

	async function close(): Promise<void> {
		https.request = request;
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	}
	return host;
}
