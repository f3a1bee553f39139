import type { KeyObject } from 'node:crypto';
import {
	constants,
	createHmac,
	createPrivateKey,
	privateEncrypt,
	randomBytes,
	sign,
} from 'node:crypto';
import type { AliyunEvent } from './call.ts';
import type { AliyunMessage } from './message.ts';
import { messageOf } from './message.ts';

/**
 * What is signed besides the documented text: whether the token's header is, and whether the body is
 * followed by a line feed. Document and official sample differ (reference/aliyun §2.6 step 4).
 */
export const eventBridgeVariants = {
	documented: { signsToken: true, ending: '' },
	newline: { signsToken: true, ending: '\n' },
	'no-token': { signsToken: false, ending: '' },
	'no-token-newline': { signsToken: false, ending: '\n' },
} as const;

export type EventBridgeVariant = keyof typeof eventBridgeVariants;

/** v2 is today's, v1 what EventBridge signed with until 2024; `none` for Function Compute. */
export const eventBridgeSignatures = ['v2', 'v1', 'none'] as const;

export type EventBridgeSignature = (typeof eventBridgeSignatures)[number];

/** How the envelope carries the event: as text, as JSON inside it, or as base64 of its bytes. */
export const bodyForms = ['string', 'object', 'base64'] as const;

export type BodyForm = (typeof bodyForms)[number];

export interface EnvelopeOptions {
	topic?: string;
	region?: string;
	/** The RocketMQ instance. */
	instanceId?: string;
	bodyAs?: BodyForm;
	/** When RocketMQ took the message, milliseconds since 1970; default now. */
	now?: number;
}

export interface EventBridgeOptions extends EnvelopeOptions {
	/** The address as it was configured at EventBridge, query included: it is signed. */
	url: string;
	/** Default v2. */
	signature?: EventBridgeSignature;
	/** The RSA private key, PEM; signatures need it. */
	key?: string | KeyObject;
	/** Where the receiver finds the certificate; default: the region's own place. */
	certificateUrl?: string;
	token?: string;
	variant?: EventBridgeVariant;
	/** One envelope alone is no array unless asked for; several always are. */
	asArray?: boolean;
	/** Headers of one's own, such as a Function Compute function's bearer. */
	headers?: Record<string, string>;
}

export interface PushRequest {
	url: string;
	headers: Record<string, string>;
	body: string;
}

const accountId = '1000000000000001';

/** The place a region's certificates are at; the last part is the simulator's. */
export function certificateUrlOf(region: string): string {
	return `https://${region}-eventbridge.oss-accelerate.aliyuncs.com/x509_public_certificate_simulator.pem`;
}

/** The CloudEvent that EventBridge makes of a RocketMQ message (reference/aliyun §2.6). */
export function eventBridgeEnvelope(
	content: AliyunEvent | AliyunMessage,
	options: EnvelopeOptions = {},
) {
	const message = messageOf(content);
	const { topic = 'ccc-event', region = 'cn-shanghai', bodyAs = 'string' } = options;
	const { instanceId = 'rmq-cn-simulator', now = Date.now() } = options;
	return {
		id: uuidOf(message.messageId),
		source: 'ccc-source',
		specversion: '1.0',
		type: 'mq:Topic:SendMessage',
		datacontenttype: 'application/json; charset=utf-8',
		subject: `acs:mq:${region}:${accountId}:${instanceId}%${topic}`,
		time: new Date(now).toISOString(),
		aliyunaccountid: accountId,
		aliyunoriginalaccountid: accountId,
		aliyunpublishtime: new Date(now + 50).toISOString(),
		aliyuneventbusname: 'ccc-bus',
		aliyunregionid: region,
		aliyunpublishaddr: '192.0.2.10',
		data: {
			topic,
			systemProperties: {
				MIN_OFFSET: '0',
				MAX_OFFSET: '42',
				TRACE_ON: 'true',
				MSG_REGION: region,
				KEYS: '',
				TAGS: '',
				CONSUME_START_TIME: now,
				INSTANCE_ID: instanceId,
				UNIQ_KEY: message.messageId,
				...(message.kind === 'copy' ? { RECONSUME_TIMES: '1' } : {}),
			},
			userProperties: {},
			body: formBody(message.body, bodyAs),
		},
	};
}

/** The request EventBridge makes for events, with the signature's headers. */
export function eventBridgeRequest(
	contents: readonly (AliyunEvent | AliyunMessage)[],
	options: EventBridgeOptions,
): PushRequest {
	const { url, now = Date.now(), asArray = contents.length !== 1 } = options;
	const envelopes = contents.map((content) => eventBridgeEnvelope(content, options));
	const body = JSON.stringify(asArray ? envelopes : envelopes[0]);
	const headers = {
		'content-type': 'application/json; charset=utf-8',
		...signatureHeaders(body, options, now),
		...options.headers,
	};
	return { url, headers, body };
}

function signatureHeaders(
	body: string,
	options: EventBridgeOptions,
	now: number,
): Record<string, string> {
	const { signature = 'v2', key } = options;
	if (signature === 'none') return {};
	if (!key) throw new Error(`Signature ${signature} needs a key; give the RSA private key as PEM.`);
	const privateKey = typeof key === 'string' ? createPrivateKey(key) : key;
	const signer = signature === 'v2' ? signV2 : signV1;
	return signer(body, options, now, privateKey);
}

type Signer = (
	body: string,
	options: EventBridgeOptions,
	now: number,
	key: KeyObject,
) => Record<string, string>;

/** RSASSA-PKCS1-v1_5 with SHA-256 over the text itself (reference/aliyun §2.6 step 5). */
const signV2: Signer = (body, options, now, key) => {
	const fixed = fixedHeaders(options, now, ['x-eventbridge-hash-method', 'SHA256']);
	const signature = sign('sha256', Buffer.from(textToSign(body, options, fixed)), key);
	return { ...fixed, 'x-eventbridge-signature-v2': signature.toString('base64') };
};

/** HMAC-SHA1 with a secret of its own, which is enciphered with the private key. */
const signV1: Signer = (body, options, now, key) => {
	const fixed = fixedHeaders(options, now, ['x-eventbridge-signature-method', 'HMAC-SHA1']);
	const secret = randomBytes(16).toString('hex');
	const sealed = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(secret));
	const hmac = createHmac('sha1', secret).update(textToSign(body, options, fixed));
	return {
		...fixed,
		'x-eventbridge-signature-secret': sealed.toString('base64'),
		'x-eventbridge-signature': hmac.digest('base64'),
	};
};

/** In the order in which they are signed. */
function fixedHeaders(
	{ certificateUrl, region = 'cn-shanghai', token }: EventBridgeOptions,
	now: number,
	[methodHeader, method]: [string, string],
): Record<string, string> {
	return {
		'x-eventbridge-signature-timestamp': String(now),
		[methodHeader]: method,
		'x-eventbridge-signature-version': '1.0',
		'x-eventbridge-signature-url': certificateUrl ?? certificateUrlOf(region),
		...(token === undefined ? {} : { 'x-eventbridge-signature-token': token }),
	};
}

function textToSign(
	body: string,
	{ url, variant = 'documented' }: EventBridgeOptions,
	fixed: Record<string, string>,
): string {
	const { signsToken, ending } = eventBridgeVariants[variant];
	const lines = Object.entries(fixed)
		.filter(([name]) => signsToken || name !== 'x-eventbridge-signature-token')
		.map(([name, value]) => `${name}: ${value}`);
	return `${[url, ...lines, body].join('\n')}${ending}`;
}

function formBody(body: string, form: BodyForm): unknown {
	if (form === 'base64') return Buffer.from(body).toString('base64');
	if (form === 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

function uuidOf(messageId: string): string {
	return messageId
		.toLowerCase()
		.padStart(32, '0')
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
