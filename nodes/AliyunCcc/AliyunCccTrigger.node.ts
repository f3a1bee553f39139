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
import { testBearer, testBridge, testEventBridge, testWebhookToken } from './credentialTests';
import { DEFAULT_PRESET, EVENT_OPTIONS, TRIGGER_ON } from './eventChoice';
import { HASH_NEEDS_KEY, aliyunCccReceiver } from './pushReceiver';
import { authenticationOf, optionsOf, requiredInstancesOf } from './triggerOptions';

/** A push carries up to a hundred events: a hundred pushes are remembered. */
const MOST_REMEMBERED = 10_000;

export class AliyunCccTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud Contact Center Trigger',
		name: 'aliyunCccTrigger',
		icon: {
			light: 'file:../../icons/aliyunCcc.svg',
			dark: 'file:../../icons/aliyunCcc.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { agents: "agents", calls: "calls", everything: "all events", exceptLiveText: "all events but live text", ivr: "IVR", liveText: "live text", queue: "queue", records: "recordings and records" }[$parameter["triggerOn"]] ?? $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow on events of Alibaba Cloud Contact Center (CCC): calls, agents, queues, recordings, call records',
		eventTriggerDescription: 'Waiting for events of Alibaba Cloud Contact Center',
		activationMessage:
			'The trigger now receives events. Give its production URL to contact-center-bridge, to EventBridge or to CCC itself, as chosen under Authentication.',
		defaults: { name: 'Alibaba Cloud Contact Center Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		triggerPanel: {
			header: 'Receive events of Alibaba Cloud Contact Center',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Execute step" and push to the test URL, for example with the simulator of this package.<br><br><b>When the flow is ready</b>, publish it and give the production URL to what brings the events: contact-center-bridge (RocketMQ), an EventBridge target, or the event push of CCC (设置 > 事件推送).',
				active:
					'<b>While you build</b>, click "Execute step" and push to the test URL.<br><br>The published workflow receives events at the <b>production URL</b>. They are listed under Executions.',
			},
			activationHint:
				'Click "Execute step", then push to the test URL. When the flow is ready, publish it and give the production URL to contact-center-bridge, EventBridge or CCC (设置 > 事件推送).',
		},
		credentials: [
			{
				name: 'aliyunCccBridgeApi',
				required: true,
				testedBy: 'aliyunCccBridgeTest',
				displayOptions: { show: { authentication: ['bridge'] } },
			},
			{
				name: 'aliyunCccEventBridgeApi',
				required: true,
				testedBy: 'aliyunCccEventBridgeTest',
				displayOptions: { show: { authentication: ['eventBridge'] } },
			},
			{
				name: 'aliyunCccWebhookTokenApi',
				required: true,
				testedBy: 'aliyunCccWebhookTokenTest',
				displayOptions: { show: { authentication: ['urlToken'] } },
			},
			{
				name: 'aliyunCccBearerApi',
				required: true,
				testedBy: 'aliyunCccBearerTest',
				displayOptions: { show: { authentication: ['bearer'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...acknowledgeFields(),
				path: 'aliyun-ccc',
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{
						name: 'Bearer Token',
						value: 'bearer',
						description: 'A function of yours hands the events on (Function Compute)',
					},
					{
						name: 'Bridge (RocketMQ)',
						value: 'bridge',
						description: 'CCC pushes to RocketMQ, and contact-center-bridge reads it and signs',
					},
					{
						name: 'EventBridge',
						value: 'eventBridge',
						description: 'EventBridge reads RocketMQ and pushes here with its own signature',
					},
					{
						name: 'None',
						value: 'none',
						description: 'Anybody who knows the URL can push',
					},
					{
						name: 'Token in the URL',
						value: 'urlToken',
						description: 'CCC pushes here by itself (MqType webhook) and can show nothing else',
					},
				],
				default: 'bridge',
			},
			{
				displayName: 'Credentials',
				name: 'credentials',
				type: 'credentials',
				default: '',
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL and enter it as n8n.url in the settings of contact-center-bridge, with the signing secret of the credential. "contact-center-bridge check" says whether both fit.',
				name: 'bridgeNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['bridge'] } },
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL and enter it in the EventBridge console as the URL of an HTTPS target, and the very same URL in the credential: EventBridge signs it.',
				name: 'eventBridgeNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['eventBridge'] } },
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL, append ?token= and the push token of the credential, and give it to CCC (UpdateSubscription with MqType webhook, or 设置 > 事件推送). Whoever knows that URL can push, so name your instances below too.',
				name: 'urlTokenNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['urlToken'] } },
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL and have your function post the events it gets there, one or many, with the header Authorization: Bearer and the token of the credential.',
				name: 'bearerNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['bearer'] } },
			},
			{
				displayName:
					'Anybody who knows the URL can start this workflow. Choose another authentication unless the URL is not reachable from outside.',
				name: 'noneNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['none'] } },
			},
			{
				displayName: 'Instance IDs',
				name: 'instanceIds',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. acme-service',
				description:
					'The instances of CCC that may push here, separated by commas: the part before the domain in their address',
				displayOptions: { show: { authentication: ['urlToken'] } },
			},
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'options',
				options: TRIGGER_ON,
				default: DEFAULT_PRESET,
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: EVENT_OPTIONS,
				default: ['CDRReady', 'RecordingReady'],
				description: 'By the names CCC gives them in its event push',
				displayOptions: { show: { triggerOn: ['selected'] } },
			},
			outputProperty('CCC'),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					acknowledgeOption(
						'the sender',
						[
							{
								name: 'After Saving',
								value: 'afterSaving',
								description:
									'When n8n has stored the execution: nothing is lost if n8n stops. The sender waits while n8n has no free slot.',
							},
							{
								name: 'By the Workflow',
								value: 'byWorkflow',
								description:
									'When the workflow has finished: after a failed run the events come again, and are processed again',
							},
							{
								name: 'Immediately',
								value: 'immediately',
								description:
									'Before n8n has stored anything: fast when executions queue up, but events are lost if n8n stops right then',
							},
						],
						'afterSaving',
					),
					areaCodeOption,
					dedupeHoursOption,
					{
						displayName: 'Instance IDs',
						name: 'instanceIds',
						type: 'string',
						default: '',
						placeholder: 'e.g. acme-service, acme-sales',
						description:
							'Only events of these instances start the workflow, separated by commas. Empty for all.',
					},
					outsideLinePrefixesOption,
					privacyOption,
				],
			},
		],
	};

	methods = {
		credentialTest: {
			async aliyunCccBridgeTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testBridge(credential.data ?? {});
			},
			async aliyunCccEventBridgeTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testEventBridge(this, credential.data ?? {});
			},
			async aliyunCccWebhookTokenTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testWebhookToken(credential.data ?? {});
			},
			async aliyunCccBearerTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return testBearer(credential.data ?? {});
			},
		},
	};

	webhookMethods = {
		default: webhookByHand((context) => {
			refuseImpossible(context);
			warnOfLocalUrl(context, 'Alibaba Cloud');
			if (authenticationOf(context) === 'none') {
				warnOfOpenUrl(context);
			}
		}),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		// Tells the bridge that it may compress what it sends (RFC 9110 §12.5.3).
		this.getResponseObject().setHeader('Accept-Encoding', 'gzip');
		return await receivePush(this, aliyunCccReceiver);
	}

	/** n8n runs this on the pushed items, inside the execution: the place where its database can be asked. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await dropProcessed(this, MOST_REMEMBERED)];
	}
}

function refuseImpossible(context: IHookFunctions): void {
	const { privacy = 'full' } = optionsOf(context);
	const output = context.getNodeParameter('output') as OutputMode;
	const isOpen = authenticationOf(context) === 'none';
	const fault = privacyFault(privacy, output, isOpen ? HASH_NEEDS_KEY : null);
	if (fault) throw new NodeOperationError(context.getNode(), fault);
	if (authenticationOf(context) === 'urlToken' && requiredInstancesOf(context).length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			'Enter the Instance IDs that may push: a token in a URL alone is too little.',
		);
	}
}
