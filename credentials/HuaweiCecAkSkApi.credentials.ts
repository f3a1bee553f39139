import {
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeProperties,
	type Icon,
} from 'n8n-workflow';

import { signedRequestOf } from '../lib/huaweiCec/signedRequest';

export class HuaweiCecAkSkApi implements ICredentialType {
	name = 'huaweiCecAkSkApi';

	displayName = 'Huawei CEC AK/SK API';

	icon: Icon = {
		light: 'file:../icons/huaweiCec.svg',
		dark: 'file:../icons/huaweiCec.dark.svg',
	};

	documentationUrl = 'https://github.com/contact-center-n8n/n8n-nodes-contact-center#huawei-cec';

	properties: INodeProperties[] = [
		{
			displayName:
				'For CC-iSales, CC-FS and CC-CMS. Addresses and keys come from the administrator or the operations staff of the call center, not from the IAM console of Huawei Cloud.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://cec.example.com:28443',
			description:
				'Scheme, host and port of the services. Use the host name: an IP address is refused by the firewall of the public cloud.',
		},
		{
			displayName: 'CC-iSales Address',
			name: 'iSalesUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://isales.example.com:28443',
			description: 'Outbound calling, when it is not at the base address',
		},
		{
			displayName: 'CC-FS Address',
			name: 'fsUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://fs.example.com:28443',
			description: 'Call records and recordings, when they are not at the base address',
		},
		{
			displayName: 'CC-CMS Address',
			name: 'cmsUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://cms.example.com:28443',
			description: 'Monitoring and statistics, when they are not at the base address',
		},
		{
			displayName: 'Access Key (AK)',
			name: 'accessKey',
			type: 'string',
			required: true,
			default: '',
			description:
				'With CC-FS, the developer account (appId); it decides which records you are shown',
		},
		{
			displayName: 'Secret Key (SK)',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'VDN ID',
			name: 'vdnId',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 9999, numberPrecision: 0 },
			required: true,
			default: 1,
			description: 'Number of the virtual call center (VDN) of your tenant space',
		},
		{
			displayName: 'Call Center ID',
			name: 'ccId',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 65535, numberPrecision: 0 },
			default: 1,
			description: 'Number of the call center (ccId), 1 on almost every site',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'Asia/Shanghai',
			placeholder: 'e.g. Asia/Shanghai',
			description:
				'Of the tenant space, as an IANA name: times without a zone are read and written in it',
		},
		{
			displayName: 'Signature Variant',
			name: 'signatureVariant',
			type: 'options',
			options: [
				{
					name: 'V1 (Seconds)',
					value: 'v1',
					description: 'What the demo of Huawei does. Change it only when right keys are refused.',
				},
				{
					name: 'V1 (Milliseconds)',
					value: 'v1ms',
					description: 'The same with milliseconds in the time',
				},
				{
					name: 'V2 (Milliseconds, Empty Query Line)',
					value: 'v2',
					description: 'Signs content-length and content-type too',
				},
			],
			default: 'v1',
			description: 'How the request is signed',
		},
		{
			displayName: 'CA Certificate',
			name: 'caCertificate',
			type: 'string',
			typeOptions: { rows: 4, password: true },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description:
				'PEM of the authority that signed the certificate of the services, when it is a private one',
		},
		{
			displayName: 'Server Name',
			name: 'serverName',
			type: 'string',
			default: '',
			placeholder: 'e.g. cec.example.com',
			description:
				'Name in the certificate (SNI), when the address holds an IP address. With a host name in the address, that one is used.',
		},
	];

	/** Signs whatever is sent with this credential, the HTTP Request node's requests included. */
	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const signing = await signedRequestOf(request as object, credential, Date.now());
		if (!signing.ok) throw new UserError(signing.message);
		return signing.request as IHttpRequestOptions;
	};
}
