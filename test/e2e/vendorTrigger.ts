import { randomUUID } from 'node:crypto';

import { CONTACT, DIALECT_2, type Fields } from '../fixtures/aliyunCcc/events';
import { INBOUND } from '../fixtures/asterCc/messages';
import { released } from '../fixtures/huaweiCec/callbacks';
import { callRecord, basic } from './contactCenter';

export type Vendor = 'tencent-ccc' | 'astercc' | 'aliyun-ccc' | 'huawei-cec';

export const VENDORS: readonly Vendor[] = ['tencent-ccc', 'astercc', 'aliyun-ccc', 'huawei-cec'];

/** A body as the vendor posts it, and what the vendor says beside it. */
export interface VendorPush {
	body: unknown;
	/** Added to the URL's query, for example `action=record` with TCCC. */
	query?: Record<string, string>;
}

/** How a vendor's trigger is set up and pushed to in a test. */
export interface VendorTrigger {
	/** The node's type, without the package. */
	type: string;
	parameters: Record<string, unknown>;
	credential: { type: string; data: Record<string, unknown> };
	/** The part of the URL behind the webhook id. */
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** A call that is over, which makes an event with `isFinal`. */
	finishedCall(callId: string): VendorPush;
}

const TOKEN = 'a-url-token_of-32-signs-01234567';

export const VENDOR_TRIGGERS: Readonly<Record<Vendor, VendorTrigger>> = {
	'tencent-ccc': {
		type: 'tencentCccTrigger',
		parameters: { authentication: 'basicAuth', output: 'everything' },
		credential: {
			type: 'tencentCccPushBasicAuthApi',
			data: { username: 'tccc', password: 'push-password' },
		},
		path: 'tencent-ccc',
		query: { version: '1' },
		headers: { authorization: basic('tccc', 'push-password') },
		finishedCall: (callId) => ({
			body: callRecord({ SessionId: callId }),
			query: { action: 'cdr' },
		}),
	},
	astercc: {
		type: 'asterCcTrigger',
		parameters: { triggerOn: 'everything', output: 'everything' },
		credential: { type: 'asterCcApi', data: { pushToken: TOKEN, identity: 'sales' } },
		path: 'astercc',
		query: { token: TOKEN },
		headers: {},
		finishedCall: (callId) => ({
			body: INBOUND.通话整体结束事件.replace(/sessionid=\w+/, `sessionid=${callId}`),
		}),
	},
	'aliyun-ccc': {
		type: 'aliyunCccTrigger',
		parameters: {
			authentication: 'urlToken',
			instanceIds: 'acme',
			triggerOn: 'everything',
			output: 'everything',
		},
		credential: { type: 'aliyunCccWebhookTokenApi', data: { pushToken: TOKEN } },
		path: 'aliyun-ccc',
		query: { token: TOKEN },
		headers: {},
		finishedCall: (callId) => aliyunEvent('CDRReady', callId),
	},
	'huawei-cec': {
		type: 'huaweiCecTrigger',
		parameters: { authentication: 'urlToken', output: 'everything' },
		credential: { type: 'huaweiCecCallbackApi', data: { urlToken: TOKEN } },
		path: 'huawei-cec',
		query: { token: TOKEN },
		headers: {},
		finishedCall: (callId) => ({ body: { ...released, callSerialNo: callId } }),
	},
};

/** An event of Alibaba's dialect 2.0 about a call (or, without one, about an agent). */
export function aliyunEvent(eventType: string, callId = CONTACT, change: Fields = {}): VendorPush {
	const push = DIALECT_2[eventType]?.push;
	if (!push) throw new Error(`The vendor's dialect 2.0 has no event ${eventType}`);
	const text = JSON.stringify(push).replaceAll(CONTACT, callId);
	return { body: { ...(JSON.parse(text) as Fields), ...change } };
}

/** Posts to a trigger's production URL, or to its test URL, as the vendor does. */
export async function pushTo(
	baseUrl: string,
	webhookId: string,
	trigger: VendorTrigger,
	{ body, query = {} }: VendorPush,
	endpoint: 'webhook' | 'webhook-test' = 'webhook',
): Promise<{ status: number; text: string }> {
	const search = new URLSearchParams({ ...trigger.query, ...query });
	const isText = typeof body === 'string';
	const response = await fetch(`${baseUrl}/${endpoint}/${webhookId}/${trigger.path}?${search}`, {
		method: 'POST',
		headers: {
			'content-type': isText ? 'text/plain' : 'application/json',
			'x-tccc-push-uuid': randomUUID(),
			...trigger.headers,
		},
		body: isText ? body : JSON.stringify(body),
	});
	return { status: response.status, text: await response.text() };
}
