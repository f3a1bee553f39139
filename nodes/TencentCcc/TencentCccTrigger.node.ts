import {
	NodeConnectionTypes,
	NodeOperationError,
	type ICredentialTestFunctions,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { OutputMode } from '../../lib/callEvent/output';
import { acknowledgeFields } from '../shared/acknowledgeFields';
import { dropProcessed } from '../shared/dropProcessed';
import {
	acknowledgeOption,
	areaCodeOption,
	dedupeHoursOption,
	outputProperty,
	outsideLinePrefixesOption,
	privacyOption,
} from '../shared/eventProperties';
import { privacyFault } from '../shared/privacyOption';
import { receivePush } from '../shared/receivePush';
import { warnOfLocalUrl } from '../shared/warnOfLocalUrl';
import { warnOfOpenUrl } from '../shared/warnOfOpenUrl';
import { webhookByHand } from '../shared/webhookByHand';
import { testBasicAuth, testOAuth2 } from './credentialTests';
import { HASH_NEEDS_KEY, tencentCccReceiver } from './pushReceiver';
import { answerTokenWebhook } from './tokenWebhook';
import { optionsOf } from './triggerOptions';

export class TencentCccTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tencent Cloud Contact Center Trigger',
		name: 'tencentCccTrigger',
		icon: {
			light: 'file:../../icons/tencentCcc.svg',
			dark: 'file:../../icons/tencentCcc.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length === 5 ? "all events" : $parameter["events"].map((event) => ({ cdr: "call record", record: "recording", voicemail: "voicemail", imcdr: "chat record", unknown: "other" })[event]).join(", ") }}',
		description:
			'Starts the workflow when Tencent Cloud Contact Center (TCCC) pushes a call record, recording or voicemail',
		eventTriggerDescription: 'Waiting for a push from TCCC',
		activationMessage:
			'The trigger now receives pushes. Enter its production URL in the TCCC console under 功能配置 (Function configuration) > 数据推送 (Data push).',
		defaults: { name: 'Tencent Cloud Contact Center Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		triggerPanel: {
			header: 'Receive pushes from Tencent Cloud Contact Center',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Execute step" and push to the test URL, for example with the simulator of this package.<br><br><b>When the flow is ready</b>, publish it and enter the production URL in the TCCC console: <b>功能配置 > 数据推送 > 修改</b> (Function configuration > Data push > Modify). Switch on the data you want: CDR, recordings, voicemail.',
				active:
					'<b>While you build</b>, click "Execute step" and push to the test URL.<br><br>The published workflow receives pushes at the <b>production URL</b>. They are listed under Executions.',
			},
			activationHint:
				'Click "Execute step", then push to the test URL. When the flow is ready, publish it and enter the production URL in the TCCC console (功能配置 > 数据推送).',
		},
		credentials: [
			{
				name: 'tencentCccPushBasicAuthApi',
				required: true,
				testedBy: 'tencentCccPushBasicAuthTest',
				displayOptions: { show: { authentication: ['basicAuth'] } },
			},
			{
				name: 'tencentCccPushOAuth2Api',
				required: true,
				testedBy: 'tencentCccPushOAuth2Test',
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'tencentCccPushIntrospectionApi',
				required: true,
				displayOptions: { show: { authentication: ['introspection'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...acknowledgeFields(),
				path: 'tencent-ccc',
			},
			{
				name: 'setup',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'tencent-ccc/token',
				ndvHideUrl: '={{ $parameter["authentication"] !== "oAuth2" }}',
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{
						name: 'Basic Auth',
						value: 'basicAuth',
						description: 'A user name and a password, "basicAuth" in the TCCC console',
					},
					{
						name: 'None',
						value: 'none',
						description: 'Anybody who knows the URL can push',
					},
					{
						name: 'OAuth2',
						value: 'oAuth2',
						description: 'TCCC fetches a token from this trigger, "OAuth2.0" in the TCCC console',
					},
					{
						name: 'OAuth2 Token of Another Issuer',
						value: 'introspection',
						description: 'TCCC fetches a token from your identity provider',
					},
				],
				default: 'basicAuth',
			},
			{
				displayName: 'Credentials',
				name: 'credentials',
				type: 'credentials',
				default: '',
			},
			{
				displayName:
					'Anybody who knows the URL can start this workflow. Choose Basic Auth unless the URL is not reachable from outside.',
				name: 'noneNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['none'] } },
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL and copy it into the TCCC console (功能配置 > 数据推送 > 推送地址). Choose the authentication 账号密码 (basicAuth) there and enter the user name and password of the credential.',
				name: 'basicNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['basicAuth'] } },
			},
			{
				displayName:
					'Next: open Webhook URLs above and choose Production URL. In the TCCC console (功能配置 > 数据推送) the first one, which ends in "/tencent-ccc", is the push address (推送地址); the second, which ends in "/token", is the token URL of OAuth2.0. Client ID and secret are those of the credential.',
				name: 'oAuth2Notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				displayName:
					'Next: in the TCCC console choose "OAuth2.0" and enter your identity provider\'s token URL and the client it gave TCCC. The credential here is for asking the provider about tokens.',
				name: 'introspectionNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['introspection'] } },
			},
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{
						name: 'Call Record',
						value: 'cdr',
						description: 'A call is over: who, when, how long, how it ended (cdr)',
					},
					{
						name: 'Chat Record',
						value: 'imcdr',
						description: 'An online chat is over, only sent by older applications (imcdr)',
					},
					{
						name: 'Other',
						value: 'unknown',
						description: 'Anything TCCC may send in the future, passed on as it is',
					},
					{
						name: 'Recording',
						value: 'record',
						description: 'A recording is ready, one for each party of the call (record)',
					},
					{
						name: 'Voicemail',
						value: 'voicemail',
						description: 'A caller left a message (voicemail)',
					},
				],
				default: ['cdr', 'record', 'voicemail', 'imcdr', 'unknown'],
			},
			outputProperty('TCCC'),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					acknowledgeOption(
						'TCCC',
						[
							{
								name: 'After Saving',
								value: 'afterSaving',
								description:
									'When n8n has stored the execution: nothing is lost if n8n stops. TCCC waits while n8n has no free slot.',
							},
							{
								name: 'By the Workflow',
								value: 'byWorkflow',
								description:
									'When the workflow has finished: after a failed run TCCC pushes again, and the push is processed again',
							},
							{
								name: 'Immediately',
								value: 'immediately',
								description:
									'Before n8n has stored anything: fast when executions queue up, but a push is lost if n8n stops right then',
							},
						],
						'afterSaving',
					),
					{
						displayName: 'Application IDs',
						name: 'applicationIds',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1400000001, 1400000002',
						description:
							'Only these applications (SdkAppId) may push, separated by commas. Empty for all.',
					},
					areaCodeOption,
					dedupeHoursOption,
					outsideLinePrefixesOption,
					privacyOption,
				],
			},
		],
	};

	methods = {
		credentialTest: {
			async tencentCccPushBasicAuthTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testBasicAuth(credential.data ?? {});
			},
			async tencentCccPushOAuth2Test(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testOAuth2(credential.data ?? {});
			},
		},
	};

	webhookMethods = {
		default: webhookByHand((context) => {
			refuseImpossiblePrivacy(context);
			warnOfLocalUrl(context, 'TCCC');
			if (context.getNodeParameter('authentication') === 'none') {
				warnOfOpenUrl(context);
			}
		}),
		setup: webhookByHand(),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === 'setup') return await answerTokenWebhook(this);
		return await receivePush(this, tencentCccReceiver);
	}

	/** n8n runs this on the pushed items, inside the execution: the place where its database can be asked. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await dropProcessed(this)];
	}
}

function refuseImpossiblePrivacy(context: IHookFunctions): void {
	const { privacy = 'full' } = optionsOf(context);
	const output = context.getNodeParameter('output') as OutputMode;
	const isOpen = context.getNodeParameter('authentication') === 'none';
	const fault = privacyFault(privacy, output, isOpen ? HASH_NEEDS_KEY : null);
	if (fault) throw new NodeOperationError(context.getNode(), fault);
}
