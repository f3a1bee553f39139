import {
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type ICredentialTestRequest,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INodeProperties,
	type Icon,
} from 'n8n-workflow';

import { textOf, tlsOf } from '../lib/huaweiCec/access';
import {
	LONGEST_TOKEN_SECONDS,
	readTokenAnswer,
	tokenRequestOf,
} from '../lib/huaweiCec/apiFabricToken';
import { connectionFaultOf } from '../lib/huaweiCec/connectionFault';
import { inWords } from '../lib/huaweiCec/inWords';

const TIMEOUT_MS = 30_000;

export class HuaweiCecApiFabricApi implements ICredentialType {
	name = 'huaweiCecApiFabricApi';

	displayName = 'Huawei CEC API Fabric API';

	icon: Icon = {
		light: 'file:../icons/huaweiCec.svg',
		dark: 'file:../icons/huaweiCec.dark.svg',
	};

	documentationUrl = 'https://github.com/contact-center-n8n/n8n-nodes-contact-center#huawei-cec';

	properties: INodeProperties[] = [
		{
			displayName:
				'For two-way calls and voice notifications (paths that start with /apiaccess), with the HTTP Request node. App key and secret come from the operations staff.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://service.example.com',
			description: 'Scheme and host of API Fabric; with port 28070 on some sites',
		},
		{
			displayName: 'App Key',
			name: 'appKey',
			type: 'string',
			required: true,
			default: '',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Lifetime of a Token',
			name: 'lifetimeSeconds',
			type: 'number',
			typeOptions: { minValue: 60, maxValue: LONGEST_TOKEN_SECONDS, numberPrecision: 0 },
			default: LONGEST_TOKEN_SECONDS,
			description: 'For how many seconds a token is good. A new one is fetched when it is refused.',
		},
		{
			displayName: 'CA Certificate',
			name: 'caCertificate',
			type: 'string',
			typeOptions: { rows: 4, password: true },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description:
				'PEM of the authority that signed the certificate of API Fabric, when it is a private one',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n asks for a token when it has none, and again when one was refused. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { origin, ...request } = tokenRequestOf(credential);
		const reading = await this.helpers
			.httpRequest({
				...request,
				agentOptions: tlsOf(credential),
				timeout: TIMEOUT_MS,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
				json: true,
			})
			.then(
				({ statusCode, body }: IN8nHttpFullResponse) => readTokenAnswer(statusCode, body),
				(error: unknown) => ({ ok: false, fault: connectionFaultOf(error, origin) }) as const,
			);
		if (reading.ok) return { accessToken: reading.accessToken };
		throw new UserError(inWords(reading.fault));
	}

	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...request,
		headers: {
			...request.headers,
			Authorization: `Bearer ${textOf(credential.accessToken)}`,
			'X-APP-Key': textOf(credential.appKey),
		},
		agentOptions: { ...request.agentOptions, ...tlsOf(credential) },
	});

	/** n8n fetches a token before it; that is the test. Whatever the address itself answers is fine. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/apiaccess',
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
	};
}
