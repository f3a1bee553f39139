import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';

import { issueToken } from '../../../lib/pushAuth/pushToken';
import { signatureOf, signingKeyOf } from '../../../lib/pushAuth/standardWebhooks';
import { createTestCertificate, eventBridgeRequest } from '../../../simulators/src/index.ts';
import {
	PLAIN_SIGNATURE,
	recordsReady,
	results,
	signedNotification,
} from '../../fixtures/huaweiCec/callbacks';
import { inboundTransferred } from '../../fixtures/tencentCcc/pushes';
import * as aliyun from '../aliyunCccHarness';
import * as aster from '../asterCcHarness';
import * as huawei from '../huaweiCecTriggerHarness';
import type { Answer, Push, Received } from '../nodeContexts';
import { basic, bearer, tcccTrigger } from '../triggerHarness';
import { refusalIn, type Situations, type Told } from './userError';

/** A trigger, and a push it takes. */
interface Taking {
	trigger: { push(push: Push): Promise<Answer>; receive(push: Push): Promise<Received> };
	push: Push;
}

const refused = async ({ trigger, push }: Taking, changes: Push = {}): Promise<Told> =>
	refusalIn(await trigger.push({ ...push, ...changes }));

const UNREAD = { contentType: null };
const TOO_LARGE = Object.assign(new Error('request entity too large'), {
	type: 'entity.too.large',
});

/** What can go wrong with any push, at a trigger that takes it under this option *Acknowledge*. */
const anyPush = (taking: (acknowledge?: string) => Taking): Situations => ({
	'a body that is too large': async () =>
		await refused(taking(), { ...UNREAD, readFault: TOO_LARGE }),
	'a body that cannot be decompressed': async () =>
		await refused(taking(), {
			...UNREAD,
			rawBody: 'no gzip',
			headers: { ...taking().push.headers, 'content-encoding': 'gzip' },
		}),
	'an empty body': async () => await refused(taking(), { ...UNREAD, rawBody: '' }),
	'a body that is not JSON': async () => await refused(taking(), { ...UNREAD, rawBody: '{' }),
	'a copy of a push that is in work': async () => {
		const { trigger, push } = taking('afterSaving');
		await trigger.receive(push);
		return await refused({ trigger, push });
	},
	'n8n cannot store the push': async () =>
		await refused(taking('afterSaving'), { outcome: 'failsToStore' }),
	'the workflow fails': async () => await refused(taking('byWorkflow'), { outcome: 'runFails' }),
});

const PAIR = { username: 'tccc', password: 'correct horse battery' };

const tcccPush = { headers: basic(PAIR.username, PAIR.password), body: inboundTransferred };
const tccc = (options: object = {}, parameters: object = {}): Taking => ({
	trigger: tcccTrigger({
		parameters: { authentication: 'basicAuth', ...parameters, options } as never,
		credential: PAIR,
	}),
	push: tcccPush,
});

const CLIENT = { clientId: 'tccc', clientSecret: 'a-secret-of-thirty-two-characters' };
const oAuth2 = () =>
	tcccTrigger({ parameters: { authentication: 'oAuth2' }, credential: { ...CLIENT } });
const tokenAged = (seconds: number) =>
	issueToken(
		{ clientId: CLIENT.clientId, secrets: [CLIENT.clientSecret], audience: 'tencent-ccc' },
		600,
		Math.floor(Date.now() / 1000) - seconds,
	);

/** An identity provider that knows no client but n8n, and answers by the token's name. */
async function atProvider(token: string, changes: object = {}): Promise<Told> {
	const provider: Server = createServer(async (request, response) => {
		const asked = new URLSearchParams(await text(request)).get('token');
		const isKnown = request.headers.authorization === basic('n8n', 's3cret-of-n8n').Authorization;
		const answer = asked === 'others' ? { active: true, client_id: 'else' } : { active: false };
		response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
	const introspectionUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/`;
	const credential = {
		...{ introspectionUrl, clientId: 'n8n', clientSecret: 's3cret-of-n8n' },
		...{ expectedClientId: 'tccc', ...changes },
	};
	const trigger = tcccTrigger({ parameters: { authentication: 'introspection' }, credential });
	const answer = await trigger.push({ body: inboundTransferred, headers: bearer(token) });
	provider.closeAllConnections();
	provider.close();
	return refusalIn(answer);
}

const tokenRequest = async (body: object, parameters: object = {}): Promise<Told> => {
	const trigger = tcccTrigger({
		parameters: { authentication: 'oAuth2', ...parameters },
		credential: { ...CLIENT },
	});
	return refusalIn(await trigger.fetchToken({ body }));
};

const TCCC: Situations = {
	...anyPush((acknowledge) => tccc(acknowledge ? { acknowledge } : {})),
	'no user name and password': async () => await refused(tccc(), { headers: {} }),
	'a wrong password': async () => await refused(tccc(), { headers: basic('tccc', 'a guess') }),
	'no credential chosen': async () =>
		await refused({
			trigger: tcccTrigger({ parameters: { authentication: 'basicAuth' }, credential: null }),
			push: tcccPush,
		}),
	'no call id': async () => await refused(tccc(), { body: { SdkAppId: 1400000001 } }),
	'an application that may not push': async () =>
		await refused(tccc({ applicationIds: '1400000002' })),
	'hashed numbers without a key': async () =>
		await refused(tccc({ privacy: 'hashed' }, { authentication: 'none' })),
	'a fault of our own': async () => await refused(tccc({}, { events: 7 })),
	'OAuth2: no token': async () =>
		await refused({ trigger: oAuth2(), push: { body: inboundTransferred } }),
	'OAuth2: an expired token': async () =>
		await refused({ trigger: oAuth2(), push: { ...tcccPush, headers: bearer(tokenAged(700)) } }),
	'OAuth2: a wrong token': async () =>
		await refused({ trigger: oAuth2(), push: { ...tcccPush, headers: bearer('garbage') } }),
	'token URL: a wrong client secret': async () =>
		await tokenRequest({ client_id: 'tccc', client_secret: 'a guess' }),
	'token URL: no client': async () => await tokenRequest({}),
	'token URL: another grant': async () => await tokenRequest({ grant_type: 'password' }),
	'token URL: the trigger does not use OAuth2': async () =>
		await tokenRequest({}, { authentication: 'basicAuth' }),
	'introspection: a token that is not active': async () => await atProvider('revoked'),
	'introspection: a token of another client': async () => await atProvider('others'),
	'introspection: the provider is down': async () =>
		await atProvider('good', { introspectionUrl: 'http://127.0.0.1:9/' }),
	'introspection: the provider refuses n8n': async () =>
		await atProvider('good', { clientSecret: 'a guess' }),
};

const asterPush: Push = {
	query: `token=${aster.TOKEN}`,
	rawBody: 'source=AGENT&event=ringing&sessionid=1717400000.1',
	contentType: 'text/plain',
};
const asterCc = (
	settings: object = {},
	credential: object | null = { pushToken: aster.TOKEN },
) => ({
	trigger: aster.asterCcTrigger({
		parameters: { settings } as never,
		credential: credential as never,
	}),
	push: asterPush,
});

/** Any text may be a message of asterCC, and no workflow decides what asterCC is answered. */
const {
	'a body that is not JSON': _notJson,
	'the workflow fails': _byWorkflow,
	...anyAsterPush
} = anyPush((acknowledge) => asterCc(acknowledge ? { acknowledge } : {}));

const ASTERCC: Situations = {
	...anyAsterPush,
	'no token': async () => await refused(asterCc(), { query: '' }),
	'a wrong token': async () => await refused(asterCc(), { query: 'token=a-guess' }),
	'a credential without a push token': async () => await refused(asterCc({}, { pushToken: '' })),
	'no credential chosen': async () => await refused(asterCc({}, null)),
	'an address that may not push': async () =>
		await refused(asterCc({ ipAllowList: '203.0.113.7' }), { ip: '203.0.113.8' }),
	'an allow list that cannot be read': async () =>
		await refused(asterCc({ ipAllowList: 'pbx' }), { ip: '203.0.113.8' }),
	'a body without an event': async () => await refused(asterCc(), { rawBody: 'hello' }),
	'no event name': async () =>
		await refused(asterCc(), { rawBody: 'source=AGENT&sessionid=1717400000.1' }),
	'no session id': async () => await refused(asterCc(), { rawBody: 'source=AGENT&event=ringing' }),
	'the URL opened in a browser, without its token': async () => {
		const { status, body } = await asterCc().trigger.open();
		return { status, title: /<p>(.*?)<\/p>/.exec(String(body))?.[1] ?? '' };
	},
	'a form that breaks off': async () =>
		await refused(asterCc(), { rawBody: '--x', contentType: 'multipart/form-data; boundary=y' }),
};

const ALIYUN_TOKEN = 'a-push-token_of-32-signs-0123456';
const released = () => aliyun.happening('Released', 0, { eventId: randomUUID() });
const byUrl = (options: object = {}, parameters: object = {}): Taking => ({
	trigger: aliyun.aliyunTrigger({
		parameters: {
			...{ authentication: 'urlToken', instanceIds: 'acme' },
			...parameters,
			options,
		} as never,
		credential: { pushToken: ALIYUN_TOKEN },
	}),
	push: { query: `token=${ALIYUN_TOKEN}`, body: released() },
});
const byFunction = (): Taking => ({
	trigger: aliyun.aliyunTrigger({
		parameters: { authentication: 'bearer' },
		credential: { token: ALIYUN_TOKEN },
	}),
	push: { body: released() },
});
const byBridge = (credential: object = { signingSecret: aliyun.SECRET }): Taking => ({
	trigger: aliyun.aliyunTrigger({ credential: credential as never }),
	push: signed(Math.floor(Date.now() / 1000)),
});

/** As the bridge signs, with its own id. */
function signed(timestamp: number, secret = aliyun.SECRET, id = 'msg_0001'): Push {
	const body = JSON.stringify(released());
	const reading = signingKeyOf(secret);
	const key = reading.ok ? reading.key : Buffer.alloc(0);
	const signature = signatureOf({ id, timestamp: String(timestamp), body } as never, key);
	const headers = {
		'webhook-id': id,
		'webhook-timestamp': String(timestamp),
		'webhook-signature': signature,
	};
	return { rawBody: body, contentType: null, headers };
}

const now = () => Math.floor(Date.now() / 1000);
const EVENTBRIDGE_TOKEN = 'the-token-at-eventbridge';
const SIGNER = createTestCertificate();

async function byEventBridge(options: object, credential: object = {}, headers: object = {}) {
	const trigger = aliyun.aliyunTrigger({
		parameters: { authentication: 'eventBridge' },
		credential: {
			...{ region: 'cn-shanghai', publicUrl: aliyun.PUBLIC_URL, token: EVENTBRIDGE_TOKEN },
			...credential,
		},
	});
	const certificateUrl = `https://${aliyun.CERTIFICATE_HOST}/${randomUUID()}.pem`;
	const push = aliyun.asPush(
		eventBridgeRequest([aliyun.message(released())], {
			...{ url: aliyun.PUBLIC_URL, key: SIGNER.key, token: EVENTBRIDGE_TOKEN, certificateUrl },
			...options,
		}),
	);
	const host = await aliyun.startCertificateHost();
	host.answers.set(new URL(certificateUrl).pathname, (response) => {
		response.end('certificate' in options ? options.certificate : SIGNER.certificate);
	});
	host.isDown = 'isDown' in options;
	const kept = Object.entries({ ...push.headers, ...headers }).filter(([, value]) => value !== '');
	const answer = await trigger.push({ ...push, headers: Object.fromEntries(kept) });
	await host.close();
	return refusalIn(answer);
}

const PREFIX = 'x-eventbridge-signature';

const ALIYUN: Situations = {
	...anyPush((acknowledge) => byUrl(acknowledge ? { acknowledge } : {})),
	'webhook: no token': async () => await refused(byUrl(), { query: '' }),
	'webhook: a wrong token': async () => await refused(byUrl(), { query: 'token=a-guess' }),
	'webhook: no instances in the trigger': async () => await refused(byUrl({}, { instanceIds: '' })),
	'an instance that may not push': async () => await refused(byUrl({}, { instanceIds: 'other' })),
	'a body that is no event': async () => await refused(byUrl(), { body: [7] }),
	'no event type': async () => await refused(byUrl(), { body: { instanceId: 'acme' } }),
	'no credential chosen': async () =>
		await refused({ ...byBridge(), trigger: aliyun.aliyunTrigger({ credential: null }) }),
	'function: no token': async () => await refused(byFunction()),
	'function: a wrong token': async () =>
		await refused(byFunction(), { headers: bearer('a-guess') }),
	'bridge: no signature': async () => await refused(byBridge(), { headers: {} }),
	'bridge: another secret': async () =>
		await refused(byBridge(), signed(now(), aliyun.secretOf('o'))),
	'bridge: a clock that is off': async () => await refused(byBridge(), signed(now() - 3600)),
	'bridge: a request that was overheard': async () => {
		const taking = byBridge();
		await taking.trigger.push(taking.push);
		return await refused(taking);
	},
	'bridge: a request that is in work': async () => {
		const taking = byBridge();
		await taking.trigger.receive(taking.push);
		return await refused(taking);
	},
	'bridge: a secret that is none': async () => await refused(byBridge({ signingSecret: 'short' })),
	'EventBridge: no signature': async () =>
		await byEventBridge({}, {}, { [`${PREFIX}-v2`]: '', [PREFIX]: '' }),
	'EventBridge: an old signature': async () => await byEventBridge({ signature: 'v1' }),
	'EventBridge: another way to sign': async () =>
		await byEventBridge({}, {}, { 'x-eventbridge-hash-method': 'MD5' }),
	'EventBridge: no time': async () =>
		await byEventBridge({}, {}, { [`${PREFIX}-timestamp`]: 'now' }),
	'EventBridge: a clock that is off': async () =>
		await byEventBridge({}, {}, { [`${PREFIX}-timestamp`]: String(Date.now() - 3_600_000) }),
	'EventBridge: a wrong token': async () => await byEventBridge({ token: 'a-guess' }),
	'EventBridge: another region': async () => await byEventBridge({}, { region: 'cn-hangzhou' }),
	'EventBridge: another URL': async () =>
		await byEventBridge({}, { publicUrl: `${aliyun.PUBLIC_URL}?x=1` }),
	'EventBridge: the certificates are out of reach': async () =>
		await byEventBridge({ isDown: true }),
	'EventBridge: a page in place of the certificate': async () =>
		await byEventBridge({ certificate: '<h1>Log in</h1>' }),
};

const cec = (settings: object = {}, parameters: object = {}): Taking => ({
	trigger: huawei.huaweiTrigger({ parameters: { ...parameters, settings } as never }),
	push: huawei.withToken(results),
});
const bySignature = async (push: Push, credential: object = {}) =>
	refusalIn(
		await huawei
			.huaweiTrigger({
				parameters: { authentication: 'signature' },
				credential: {
					...{ urlToken: huawei.TOKEN, voiceNotificationSecret: huawei.SHARED_KEY },
					...{ ...huawei.KEYS, ...credential },
				},
			})
			.push(push),
	);

const HUAWEI: Situations = {
	...anyPush((acknowledge) => cec(acknowledge ? { acknowledge } : {})),
	'no token': async () => await refused(cec(), { query: '' }),
	'a wrong token': async () => await refused(cec(), { query: 'a-guess' }),
	'no credential chosen': async () =>
		await refused({ ...cec(), trigger: huawei.huaweiTrigger({ credential: null }) }),
	'an address that may not push': async () =>
		await refused(cec({ ipAllowList: '203.0.113.7' }), { ip: '203.0.113.8' }),
	'an allow list that cannot be read': async () =>
		await refused(cec({ ipAllowList: 'huawei' }), { ip: '203.0.113.8' }),
	'an allow list that is empty': async () =>
		await refused(cec({}, { authentication: 'ipAllowList', ipAllowList: '' })),
	'a body that is no object': async () => await refused(cec(), { rawBody: '7' }),
	'no identity': async () => await refused(cec(), { body: [{ campaignId: 1 }] }),
	'file: no signature': async () => await bySignature(huawei.withToken(recordsReady)),
	'file: another key': async () =>
		await bySignature(
			huawei.signedPush(recordsReady, { keys: { ...huawei.KEYS, secretKey: 'another' } }),
		),
	'file: another account': async () =>
		await bySignature(
			huawei.signedPush(recordsReady, { keys: { ...huawei.KEYS, accessKey: 'AKOTHER' } }),
		),
	'file: a clock that is off': async () =>
		await bySignature(huawei.signedPush(recordsReady, { timestamp: Date.now() - 3_600_000 })),
	'file: longer than any': async () =>
		await bySignature(
			huawei.signedPush({ msgBody: { ...recordsReady.msgBody, note: 'x'.repeat(70_000) } }),
		),
	'file: no keys in the credential': async () =>
		await bySignature(huawei.signedPush(recordsReady), { accessKey: '', secretKey: '' }),
	'voice notification: another shared key': async () =>
		await bySignature(
			{ body: { ...signedNotification, signature: PLAIN_SIGNATURE } },
			{
				voiceNotificationSecret: 'another',
			},
		),
	'voice notification: no shared key': async () =>
		await bySignature(
			{ body: { ...signedNotification, signature: PLAIN_SIGNATURE } },
			{
				voiceNotificationSecret: '',
			},
		),
};

export const PUSH_ERRORS = {
	'a push to the TCCC Trigger': TCCC,
	'a push to the asterCC Trigger': ASTERCC,
	'a push to the Alibaba Cloud CCC Trigger': ALIYUN,
	'a push to the Huawei CEC Trigger': HUAWEI,
};
