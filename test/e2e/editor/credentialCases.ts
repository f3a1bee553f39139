import type { HuaweiSimulator } from '../../../simulators/src/index.ts';
import { akSkData } from '../huaweiCec';

type Fields = Record<string, string>;

/** A credential as people fill it in, wrongly first, and what its test tells them. */
export interface CredentialCase {
	/** In the list of credential types. */
	type: string;
	wrong: Fields;
	complaint: string;
	/** Mends what was wrong. */
	right: Fields;
	pictures?: { failed: string; passed: string };
}

/** Where the services are that credential tests ask. */
export interface Vendors {
	huawei: HuaweiSimulator;
	asterCcUrl: string;
	introspectionUrl: string;
}

const TOKEN = 'a-url-token_of-32-signs-01234567';

/** The other half of these is at the vendor: their tests say whether they are complete. */
const JUDGED: readonly CredentialCase[] = [
	{
		type: 'Tencent CCC Push Basic Auth API',
		wrong: { username: 'tccc', password: 'short' },
		complaint: 'The password has 5 characters. Use at least 12.',
		right: { password: 'long enough to be hard to guess' },
		pictures: { failed: 'credential-failed.png', passed: 'first-flow-4-credential.png' },
	},
	{
		type: 'Tencent CCC Push OAuth2 API',
		wrong: { clientId: 'tccc', clientSecret: 'short' },
		complaint: 'The client secret has 5 characters. Use at least 24',
		right: { clientSecret: 'long enough to sign tokens with it' },
	},
	{
		type: 'Alibaba CCC Bridge API',
		wrong: { signingSecret: 'not a secret of the bridge' },
		complaint: 'The signing secret must be "whsec_" and at least 16 random bytes in base64',
		right: { signingSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
	},
	{
		type: 'Alibaba CCC Webhook Token API',
		wrong: { pushToken: 'too short' },
		complaint: 'The token may hold letters, digits',
		right: { pushToken: TOKEN },
	},
	{
		type: 'Alibaba CCC Bearer API',
		wrong: { token: 'short' },
		complaint: 'The token has 5 characters. Use at least 16.',
		right: { token: TOKEN },
	},
	{
		type: 'Huawei CEC Callback API',
		wrong: { urlToken: 'short' },
		complaint: 'The URL token has 5 characters. Use at least 16.',
		right: { urlToken: TOKEN },
	},
];

/** Their tests ask somebody: the simulators, and what stands in for others. */
const asked = ({ huawei, asterCcUrl, introspectionUrl }: Vendors): CredentialCase[] => {
	const { baseUrl, accessKey, secretKey, vdnId, caCertificate } = akSkData(huawei);
	return [
		{
			type: 'Alibaba CCC EventBridge API',
			wrong: {
				region: 'shanghai',
				publicUrl: 'https://n8n.example.com/webhook/1/aliyun-ccc',
				token: TOKEN,
			},
			complaint: 'The region must be an ID such as cn-shanghai. Enter that of the event bus.',
			right: { region: 'cn-shanghai' },
		},
		{
			type: 'Tencent CCC Push Token Introspection API',
			wrong: {
				introspectionUrl: `${introspectionUrl}/elsewhere`,
				clientId: 'n8n',
				clientSecret: 'introspection secret',
			},
			complaint:
				'This is no introspection endpoint: its answer has no "active" (RFC 7662). Check the introspection URL.',
			right: { introspectionUrl: `${introspectionUrl}/introspect` },
		},
		{
			type: 'asterCC API',
			wrong: {
				address: asterCcUrl,
				identity: 'sales',
				verificationSecret: 'verification string of sales',
				agent: '1001',
				password: 'not the password',
			},
			complaint: 'Wrong agent number or password',
			right: { password: 'agent password' },
		},
		{
			type: 'Huawei CEC AK/SK API',
			wrong: {
				baseUrl,
				accessKey,
				secretKey: 'SkSimulator-0001-wrong',
				vdnId: String(vdnId),
				caCertificate,
			},
			complaint: 'did not accept the signature',
			right: { secretKey },
			pictures: {
				failed: 'huawei-credential-failed.png',
				passed: 'huawei-credential-passed.png',
			},
		},
		{
			type: 'Huawei CEC API Fabric API',
			wrong: {
				baseUrl,
				appKey: huawei.appKey,
				appSecret: 'not the secret',
				caCertificate,
			},
			complaint: 'Check app key and app secret',
			right: { appSecret: huawei.appSecret },
		},
	];
};

export const credentialCases = (vendors: Vendors): CredentialCase[] => [
	...JUDGED,
	...asked(vendors),
];
