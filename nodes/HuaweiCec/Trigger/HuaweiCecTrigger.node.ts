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

import type { OutputMode } from '../../../lib/callEvent/output';
import { isTimeZone } from '../../../lib/time/zonedTime';
import { acknowledgeFields } from '../../shared/acknowledgeFields';
import { dropProcessed } from '../../shared/dropProcessed';
import {
	acknowledgeOption,
	areaCodeOption,
	dedupeHoursOption,
	outputProperty,
	outsideLinePrefixesOption,
	privacyOption,
} from '../../shared/eventProperties';
import { privacyFault } from '../../shared/privacyOption';
import { receivePush } from '../../shared/receivePush';
import { warnOfLocalUrl } from '../../shared/warnOfLocalUrl';
import { warnOfOpenUrl } from '../../shared/warnOfOpenUrl';
import { webhookByHand } from '../../shared/webhookByHand';
import { NO_ADDRESSES } from './authentication';
import { huaweiCecAkSkTest } from '../credentialTests';
import { testCallback } from './credentialTests';
import { EVENT_OPTIONS } from './eventChoice';
import { HASH_NEEDS_KEY, receiverOf } from './pushReceiver';
import { allowListOf, authenticationOf, optionsOf } from './triggerOptions';

/** A push of campaign results carries many events. */
const MOST_REMEMBERED = 10_000;

export class HuaweiCecTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Huawei CEC Trigger',
		name: 'huaweiCecTrigger',
		icon: {
			light: 'file:../../../icons/huaweiCec.svg',
			dark: 'file:../../../icons/huaweiCec.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length === 6 ? "all events" : $parameter["events"].map((event) => ({ campaignResult: "campaign result", fileReady: "file ready", callConnected: "call connected", callReleased: "call released", voiceNotification: "voice notification", unknown: "other" })[event]).join(", ") }}',
		description:
			'Starts the workflow when Huawei Cloud CEC (AICC) posts a campaign result, a finished call or a file that is ready',
		eventTriggerDescription: 'Waiting for Huawei CEC to post something',
		activationMessage:
			'The trigger now receives callbacks. Give its production URL, with the token behind a question mark, to your campaigns, to CC-FS and to the pages of Huawei CEC.',
		defaults: { name: 'Huawei CEC Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		triggerPanel: {
			header: 'Receive callbacks of Huawei CEC',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Execute step" and post to the test URL, for example with the simulator of this package.<br><br><b>When the flow is ready</b>, publish it. Copy the production URL, append a question mark and the token of the credential, and enter it<br>- for <b>campaign results</b>: as Callback URL (callBackUrl) of the campaign<br>- for <b>files</b>: as Callback URL (callBackURL) where you ask CC-FS for them<br>- for <b>two-way calls</b>: under Configuration Center > Expansion and Integration > Bidirectional Call, in Connection Callback URL and Hang-up Callback URL<br>- for <b>voice notifications</b>: under Configuration Center > Expansion and Integration > Voice Notification.<br><br>The interfaces createCall and createVoiceNotification want the URL in Base64, and its host on the allow list of your administrator.',
				active:
					'<b>While you build</b>, click "Execute step" and post to the test URL.<br><br>The published workflow receives callbacks at the <b>production URL</b>. They are listed under Executions.',
			},
			activationHint:
				'Click "Execute step", then post to the test URL. When the flow is ready, publish it and enter the production URL, with a question mark and the token behind it, at Huawei CEC.',
		},
		credentials: [
			{
				name: 'huaweiCecCallbackApi',
				required: true,
				testedBy: 'huaweiCecCallbackTest',
				displayOptions: { show: { authentication: ['urlToken', 'signature'] } },
			},
			{
				name: 'huaweiCecAkSkApi',
				required: true,
				testedBy: 'huaweiCecAkSkTest',
				displayOptions: { show: { authentication: ['signature'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...acknowledgeFields('settings'),
				path: 'huawei-cec',
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{
						name: 'IP Allow List',
						value: 'ipAllowList',
						description: 'Whoever posts from the addresses of your Huawei CEC',
					},
					{
						name: 'None',
						value: 'none',
						description: 'Anybody who knows the URL can post',
					},
					{
						name: 'Signature Where Huawei Signs',
						value: 'signature',
						description:
							'Files by the AK/SK signature of CC-FS, signed voice notifications by their key, the rest by the token in the URL',
					},
					{
						name: 'Token in the URL',
						value: 'urlToken',
						description: 'Everything Huawei posts brings the token of the credential in its URL',
					},
				],
				default: 'urlToken',
			},
			{
				displayName: 'Credentials',
				name: 'credentials',
				type: 'credentials',
				default: '',
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL and append a question mark and the token, like …/huawei-cec?YOUR_TOKEN (no "token=": two-way calls take no equals sign). Enter that URL as Callback URL of the campaign, where you ask CC-FS for files, or on the pages of Huawei CEC. The interfaces createCall and createVoiceNotification want it in Base64.',
				name: 'urlTokenNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['urlToken'] } },
			},
			{
				displayName:
					'Next: open Webhook URLs above and choose Production URL. Give it to CC-FS as Callback URL as it is; for campaigns, two-way calls and the pages of Huawei CEC append a question mark and the token, like …/huawei-cec?YOUR_TOKEN. How CC-FS signs is not documented in full: if its posts are refused with 401, choose Token in the URL.',
				name: 'signatureNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['signature'] } },
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL and enter it as Callback URL of the campaign, where you ask CC-FS for files, or on the pages of Huawei CEC. Behind a proxy n8n needs N8N_PROXY_HOPS to see who posts.',
				name: 'ipAllowListNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['ipAllowList'] } },
			},
			{
				displayName:
					'Anybody who knows the URL can start this workflow. Choose Token in the URL unless the URL is not reachable from outside.',
				name: 'noneNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['none'] } },
			},
			{
				displayName: 'IP Allow List',
				name: 'ipAllowList',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. 203.0.113.7, 10.0.0.0/8',
				description: 'The addresses and networks that may post, separated by commas',
				displayOptions: { show: { authentication: ['ipAllowList'] } },
			},
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: EVENT_OPTIONS,
				default: [
					'campaignResult',
					'fileReady',
					'callConnected',
					'callReleased',
					'voiceNotification',
					'unknown',
				],
			},
			outputProperty('Huawei CEC'),
			{
				displayName: 'Options',
				name: 'settings',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					acknowledgeOption(
						'Huawei CEC',
						[
							{
								name: 'After Saving',
								value: 'afterSaving',
								description:
									'When n8n has stored the execution: nothing is lost if n8n stops. Huawei waits while n8n has no free slot.',
							},
							{
								name: 'By the Workflow',
								value: 'byWorkflow',
								description:
									'When the workflow has finished: after a failed run CC-FS posts again every 10 minutes, a campaign only a few times',
							},
							{
								name: 'Immediately',
								value: 'immediately',
								description:
									'Before n8n has stored anything: fast when executions queue up, but a callback is lost if n8n stops right then',
							},
						],
						'afterSaving',
					),
					areaCodeOption,
					dedupeHoursOption,
					{
						displayName: 'IP Allow List',
						name: 'ipAllowList',
						type: 'string',
						default: '',
						placeholder: 'e.g. 203.0.113.7, 10.0.0.0/8',
						displayOptions: { hide: { '/authentication': ['ipAllowList'] } },
						description:
							'Only these addresses and networks may post, whatever else they bring. Behind a proxy n8n needs N8N_PROXY_HOPS. Empty for all.',
					},
					outsideLinePrefixesOption,
					privacyOption,
					{
						displayName: 'Public URL',
						name: 'publicUrl',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://n8n.example.com/webhook/…/huawei-cec',
						displayOptions: { show: { '/authentication': ['signature'] } },
						description:
							'The Callback URL as you gave it to CC-FS, which signs it. Only needed where a proxy changes host or path.',
					},
					{
						displayName: 'Time Zone',
						name: 'timeZone',
						type: 'string',
						default: 'Asia/Shanghai',
						placeholder: 'e.g. Asia/Shanghai',
						description:
							'Of your tenant: the times of two-way calls and voice notifications have none. Those of campaigns are UTC.',
					},
				],
			},
			{
				// n8n leaves a body alone when a node of version 1 has options.binaryData: it would refuse the
				// callback that is no JSON, and round the ids that are longer than a number can hold.
				displayName: 'Raw Body',
				name: 'options',
				type: 'hidden',
				default: { binaryData: true },
			},
		],
	};

	methods = {
		credentialTest: {
			huaweiCecAkSkTest,
			async huaweiCecCallbackTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testCallback(credential.data ?? {});
			},
		},
	};

	webhookMethods = {
		default: webhookByHand((context) => {
			refuseImpossible(context);
			warnOfLocalUrl(context, 'Huawei CEC');
			if (authenticationOf(context) === 'none') warnOfOpenUrl(context);
		}),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receivePush(this, receiverOf(this));
	}

	/** n8n runs this on the pushed items, inside the execution: the place where its database can be asked. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await dropProcessed(this, MOST_REMEMBERED)];
	}
}

function refuseImpossible(context: IHookFunctions): void {
	const { privacy = 'full', timeZone } = optionsOf(context);
	const authentication = authenticationOf(context);
	const output = context.getNodeParameter('output') as OutputMode;
	const hasKey = authentication === 'urlToken' || authentication === 'signature';
	const fault = privacyFault(privacy, output, hasKey ? null : HASH_NEEDS_KEY);
	if (fault) throw new NodeOperationError(context.getNode(), fault);
	if (authentication === 'ipAllowList' && allowListOf(context).length === 0) {
		throw new NodeOperationError(context.getNode(), NO_ADDRESSES);
	}
	if (timeZone && !isTimeZone(timeZone)) {
		const message = `"${timeZone}" is not a time zone. Write it like Asia/Shanghai.`;
		throw new NodeOperationError(context.getNode(), message);
	}
}
