import {
	NodeConnectionTypes,
	NodeOperationError,
	type ICredentialTestFunctions,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { readAllowList } from '../../lib/network/ipAllowList';
import { isTimeZone } from '../../lib/time/zonedTime';
import { dropProcessed } from '../shared/dropProcessed';
import {
	acknowledgeOption,
	areaCodeOption,
	dedupeHoursOption,
	outputProperty,
	outsideLinePrefixesOption,
	privacyOption,
} from '../shared/eventProperties';
import { listOf } from '../shared/phoneOptions';
import { privacyFault } from '../shared/privacyOption';
import { receivePush } from '../shared/receivePush';
import { HOW_TO_WRITE } from '../shared/refusedAddress';
import { warnOfLocalUrl } from '../shared/warnOfLocalUrl';
import { webhookByHand } from '../shared/webhookByHand';
import { answerCheckPage } from './checkPage';
import { testAsterCcApi } from './credentialTests';
import { EVENT_OPTIONS, EVERY_EVENT, TRIGGER_ON } from './eventChoice';
import { isHandStarted, listenOnce } from './listenOnce';
import { keepPlace } from './place';
import { asterCcReceiver } from './pushReceiver';
import { startTrigger } from './startTrigger';
import {
	DEFAULT_TIME_ZONE,
	modeOf,
	optionsOf,
	outputModeOf,
	type AnyContext,
} from './triggerOptions';

export class AsterCcTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'asterCC Trigger',
		name: 'asterCcTrigger',
		icon: {
			light: 'file:../../icons/asterCc.svg',
			dark: 'file:../../icons/asterCc.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["mode"] === "subscribe" ? "subscribe" : "webhook" }}: {{ ({ everything: "everything", popUp: "pop-up on ringing", callFinished: "call finished", selected: "selected events" })[$parameter["triggerOn"]] }}',
		description: 'Starts the workflow when something happens in a call of asterCC',
		eventTriggerDescription: 'Waiting for an event of asterCC',
		activationMessage:
			'The trigger now receives events. In Webhook mode, open its production URL with ?token= in a browser: the page tells what to enter at asterCC.',
		defaults: { name: 'asterCC Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		triggerPanel: {
			header: 'Receive events from asterCC',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Execute step" and make a call, or push to the test URL, for example with the simulator of this package.<br><br><b>When the flow is ready</b>, publish it. In Webhook mode, enter the production URL with <b>?token=</b> and your push token in asterCC: team > advanced settings > event receiving address (<b>Push event URL</b>), then restart asterccd when nobody is on the phone.',
				active:
					'<b>While you build</b>, click "Execute step" and make a call or push to the test URL.<br><br>The published workflow receives events. They are listed under Executions.',
			},
			activationHint:
				'Click "Execute step", then make a call or push to the test URL. When the flow is ready, publish it.',
		},
		credentials: [{ name: 'asterCcApi', required: true, testedBy: 'asterCcApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: '={{ $parameter["mode"] === "subscribe" ? "" : "POST" }}',
				responseMode: 'onReceived',
				responseData: '',
				path: 'astercc',
				ndvHideUrl: '={{ $parameter["mode"] === "subscribe" }}',
			},
			{
				name: 'setup',
				httpMethod: '={{ $parameter["mode"] === "subscribe" ? "" : "GET" }}',
				responseMode: 'onReceived',
				responseData: '',
				path: 'astercc',
				ndvHideUrl: true,
			},
		],
		properties: [
			{
				displayName: 'Mode',
				name: 'mode',
				type: 'options',
				options: [
					{
						name: 'Subscribe',
						value: 'subscribe',
						description:
							'The push server of asterCC is asked: when asterCC cannot reach n8n, or for one agent only',
					},
					{
						name: 'Webhook',
						value: 'webhook',
						description: 'Every event of the team is posted to the URL of this trigger',
					},
				],
				default: 'webhook',
				description: 'How the events reach n8n',
			},
			{
				displayName:
					'Next: open Webhook URLs above, choose Production URL and append ?token= and the push token of the credential, like …/astercc?token=YOUR_TOKEN. Publish the workflow and open that address in a browser: the page says whether it is right and shows the finished URL.',
				name: 'urlNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { mode: ['webhook'] } },
			},
			{
				displayName:
					'Then, in asterCC: enter the finished URL under team > advanced settings > event receiving address (Push event URL; the label differs between versions) and restart asterccd on the server (/etc/init.d/asterccd restart). Not while somebody is on the phone: the restart interrupts the service.',
				name: 'asterCcNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { mode: ['webhook'] } },
			},
			{
				displayName:
					'The whole team: in asterCC enter 127.0.0.1 as 业务接口地址 (business interface address) under team > advanced settings and restart asterccd when nobody is on the phone. One agent needs no setting. What happens while n8n is away comes later, for up to 15 minutes. Use it in one workflow of one n8n only: every subscriber gets every event.',
				name: 'subscribeNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { mode: ['subscribe'] } },
			},
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'options',
				options: TRIGGER_ON,
				default: 'everything',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: EVENT_OPTIONS,
				default: [...EVERY_EVENT],
				displayOptions: { show: { triggerOn: ['selected'] } },
			},
			{
				displayName: 'Call Records',
				name: 'callRecords',
				type: 'options',
				options: [
					{
						name: 'Fetch All',
						value: 'all',
						description: 'The record of every finished call, with talk time and outcome (GetCdr)',
					},
					{
						name: 'Fetch What Was Missed',
						value: 'missed',
						description:
							'The record of a call whose end did not arrive as an event; needs Call Ended among the events (GetCdr)',
					},
					{ name: 'Off', value: 'off', description: 'Events only' },
				],
				default: 'off',
				description:
					'Whether n8n asks asterCC every few minutes for finished calls. Needs address, team identity, agent number and password in the credential.',
			},
			outputProperty('asterCC'),
			{
				displayName: 'Options',
				name: 'settings',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					acknowledgeOption(
						'asterCC',
						[
							{
								name: 'After Saving',
								value: 'afterSaving',
								description:
									'When n8n has stored the execution: asterCC waits while n8n has no free slot',
							},
							{
								name: 'Immediately',
								value: 'immediately',
								description: 'At once, so that asterCC never waits',
							},
						],
						'immediately',
						{ show: { '/mode': ['webhook'] } },
					),
					areaCodeOption,
					{
						displayName: 'Call Records Every (Minutes)',
						name: 'recordMinutes',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 1440 },
						default: 5,
						description: 'How often asterCC is asked for finished calls',
					},
					dedupeHoursOption,
					{
						displayName: 'IP Allow List',
						name: 'ipAllowList',
						type: 'string',
						default: '',
						placeholder: 'e.g. 203.0.113.7, 10.0.0.0/8',
						displayOptions: { show: { '/mode': ['webhook'] } },
						description:
							'Webhook mode: only these addresses and networks may push. Behind a proxy n8n needs N8N_PROXY_HOPS. Empty for all.',
					},
					outsideLinePrefixesOption,
					privacyOption,
					{
						displayName: 'Time Zone',
						name: 'timeZone',
						type: 'string',
						default: 'Asia/Shanghai',
						placeholder: 'e.g. Asia/Shanghai',
						description: 'Of the asterCC server: the times in its events have none',
					},
				],
			},
			{
				// n8n leaves a body alone when a node of version 1 has options.binaryData: it would refuse
				// what says it is GBK, and decode as a form what only looks like one (n8n 2.41, webhook-helpers).
				displayName: 'Raw Body',
				name: 'options',
				type: 'hidden',
				default: { binaryData: true },
			},
		],
	};

	methods = {
		credentialTest: {
			async asterCcApiTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testAsterCcApi(this, credential.data ?? {});
			},
		},
	};

	webhookMethods = {
		default: webhookByHand((context) => {
			refuseImpossibleOptions(context);
			warnOfLocalUrl(context, 'asterCC');
		}),
		setup: webhookByHand(),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === 'setup') return await answerCheckPage(this);
		return await receivePush(this, asterCcReceiver);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		refuseImpossibleOptions(this);
		return await startTrigger(this);
	}

	/**
	 * n8n runs this on the events, inside the execution: the place where its database can be asked.
	 * An execution started by hand in Subscribe mode has none yet, and waits for one.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (modeOf(this) === 'subscribe' && isHandStarted(this)) return [await listenOnce(this)];
		keepPlace(this);
		return [await dropProcessed(this)];
	}
}

/** Names what cannot work to whoever publishes the workflow. */
function refuseImpossibleOptions(context: AnyContext): void {
	const fail = (message: string) => new NodeOperationError(context.getNode(), message);
	const { privacy = 'full', timeZone = DEFAULT_TIME_ZONE, ipAllowList } = optionsOf(context);
	if (!isTimeZone(timeZone)) {
		throw fail(`"${timeZone}" is not a time zone. Write it like ${DEFAULT_TIME_ZONE}.`);
	}
	const list = readAllowList(listOf(ipAllowList));
	if (!list.ok) {
		throw fail(
			`"${list.entry}" in the IP Allow List is neither an address nor a network. ${HOW_TO_WRITE}`,
		);
	}
	const fault = privacyFault(privacy, outputModeOf(context), null);
	if (fault) throw fail(fault);
}
