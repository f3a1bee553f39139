import { randomUUID } from 'node:crypto';

import type { INodeParameters } from 'n8n-workflow';

import { authorizationOf, type SignatureVariant } from '../../lib/huaweiCec/signature';
import { HuaweiCecCallbackApi } from '../../credentials/HuaweiCecCallbackApi.credentials';
import { HuaweiCecTrigger } from '../../nodes/HuaweiCec/Trigger/HuaweiCecTrigger.node';
import { triggerInN8n, type Push, type Settings } from './nodeContexts';

export { log, type Answer, type Push, type Received, type Settings } from './nodeContexts';

export const nodeType = new HuaweiCecTrigger();

export const TOKEN = 'a-url-token_of-32-signs-01234567';
export const SHARED_KEY = 'shared-key-example';
export const KEYS = { accessKey: 'AKEXAMPLE0001', secretKey: 'SkExample-0001-not-real' };

/** What Huawei CEC and CC-FS answer to is "received", and what says "post again". */
export const RECEIVED = { retCode: '0', retMsg: 'success' };
export const FILE_RECEIVED = { resultCode: '0', resultDesc: 'success' };

const chosenCredentials = () => ({
	huaweiCecCallbackApi: { id: randomUUID(), name: 'Callback' },
	huaweiCecAkSkApi: { id: randomUUID(), name: 'AK/SK' },
});

/** The Huawei trigger in a workflow of its own, with a credential of each kind; the harness keeps one vault. */
export function huaweiTrigger(settings: Settings = {}) {
	const credential =
		settings.credential === undefined
			? { urlToken: TOKEN, voiceNotificationSecret: SHARED_KEY, ...KEYS }
			: settings.credential;
	return triggerInN8n(
		{
			nodeType,
			name: 'Huawei',
			type: 'n8n-nodes-contact-center.huaweiCecTrigger',
			credentialType: new HuaweiCecCallbackApi(),
		},
		{
			...settings,
			credential,
			node: { ...(credential ? { credentials: chosenCredentials() } : {}), ...settings.node },
		},
	);
}

export const withParameters = (parameters: INodeParameters) => huaweiTrigger({ parameters });

export const withSettings = (settings: INodeParameters, parameters: INodeParameters = {}) =>
	withParameters({ ...parameters, settings });

/** A push with the token behind the question mark. */
export const withToken = (body: unknown, push: Push = {}): Push => ({
	body,
	query: TOKEN,
	...push,
});

export const started = ({ items }: { items: unknown[] | null }) => items?.length ?? 0;

const HOST = 'n8n.example.com';
const CONTENT_TYPE = 'application/json;charset=UTF-8';

/** A push of CC-FS, signed as its pages say. */
export function signedPush(
	body: object,
	{
		path = '/webhook/1/huawei-cec',
		host = HOST,
		sentHost = HOST,
		query = '',
		variant = 'v1',
		timestamp = Date.now(),
		keys = KEYS,
	}: {
		path?: string;
		host?: string;
		sentHost?: string;
		query?: string;
		variant?: SignatureVariant;
		timestamp?: number;
		keys?: typeof KEYS;
	} = {},
): Push {
	const text = JSON.stringify(body);
	const authorization = authorizationOf({
		...keys,
		variant,
		timestamp,
		method: 'POST',
		path,
		query: [...new URLSearchParams(query)],
		headers: { host, 'content-type': CONTENT_TYPE },
		body: text,
	});
	return {
		rawBody: text,
		contentType: CONTENT_TYPE,
		query,
		headers: { Authorization: authorization, Host: sentHost },
	};
}
