import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class AsterCcApi implements ICredentialType {
	name = 'asterCcApi';

	displayName = 'asterCC API';

	icon: Icon = {
		light: 'file:../icons/asterCc.svg',
		dark: 'file:../icons/asterCc.dark.svg',
	};

	documentationUrl = 'https://github.com/contact-center-n8n/n8n-nodes-contact-center#astercc';

	properties: INodeProperties[] = [
		{
			displayName:
				'Webhook mode needs the push token only. Subscribe mode and call records need the address, the team identity and what belongs to them.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Push Token',
			name: 'pushToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. 32 random letters and digits',
			description:
				'Webhook mode: you choose it, and append it to the URL you enter at asterCC as ?token=…. At least 16 letters, digits, "-" or "_".',
		},
		{
			displayName: 'Previous Push Token',
			name: 'previousPushToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted while you change the URL at asterCC. Empty it afterwards.',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://pbx.example.com',
			description:
				'Subscribe mode and call records: the web server of asterCC with its port, as n8n can reach it',
		},
		{
			displayName: 'Team Identity',
			name: 'identity',
			type: 'string',
			default: '',
			placeholder: 'e.g. sales',
			description: 'The identity of the team (团队标识), as in the login of its agents',
		},
		{
			displayName: 'Follow',
			name: 'follow',
			type: 'options',
			options: [
				{
					name: 'The Whole Team',
					value: 'team',
					description: "Needs 127.0.0.1 as 业务接口地址 in the team's advanced settings",
				},
				{
					name: 'One Agent',
					value: 'agent',
					description: "Needs nothing but the agent's number and password",
				},
			],
			default: 'team',
			description: 'Whose events Subscribe mode receives',
		},
		{
			displayName: 'Verification String',
			name: 'verificationSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Of the team (校验串, "Push event key" in its advanced settings), as it is: the node makes the MD5',
			displayOptions: { show: { follow: ['team'] } },
		},
		{
			displayName: 'Agent Number',
			name: 'agent',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8001',
			description:
				'The agent to follow. With the whole team: any agent, for call records and for testing the password.',
		},
		{
			displayName: 'Agent Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Of that agent, as it is: the node makes the MD5',
		},
		{
			displayName: 'CA Certificate',
			name: 'caCertificate',
			type: 'string',
			typeOptions: { rows: 4, password: true },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description:
				'PEM of the authority that signed the certificate of asterCC, when it is a private one',
		},
		{
			displayName: 'Number Hash Secret',
			name: 'hashSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for the privacy option Hashed Numbers. The same key gives the same hash in every trigger. Without one, the push token is the key, else the verification string, else the password.',
		},
	];
}
