/** A setting of a node that changes what it shows, and what it has to show then. */
export interface NodeVariant {
	/** What it is called on the canvas. */
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	/** Texts of the opened node. */
	says: readonly string[];
	/** Texts it must not show. */
	hides?: readonly string[];
	/** The ends of its test URLs. */
	urls?: readonly string[];
	/** Its credential or a field that must be filled in is missing. */
	isIncomplete?: true;
	/** The documentation shows it. */
	picture?: string;
}

const TENCENT = 'tencentCccTrigger';
const ASTERCC = 'asterCcTrigger';
const ALIYUN = 'aliyunCccTrigger';

export const NODE_VARIANTS: readonly NodeVariant[] = [
	{
		name: 'TCCC OAuth2',
		isIncomplete: true,
		type: TENCENT,
		parameters: { authentication: 'oAuth2' },
		says: ['the second, which ends in "/token", is the token URL'],
		urls: ['/tencent-ccc', '/tencent-ccc/token'],
	},
	{
		name: 'TCCC open',
		type: TENCENT,
		parameters: { authentication: 'none' },
		says: ['Anybody who knows the URL can start this workflow'],
		urls: ['/tencent-ccc'],
	},
	{
		name: 'TCCC introspection',
		isIncomplete: true,
		type: TENCENT,
		parameters: { authentication: 'introspection' },
		says: ["enter your identity provider's token URL"],
		urls: ['/tencent-ccc'],
	},
	{
		name: 'asterCC webhook',
		type: ASTERCC,
		parameters: {},
		says: [
			'append ?token= and the push token of the credential',
			'Not while somebody is on the phone',
		],
		urls: ['/astercc'],
		picture: 'astercc-webhook.png',
	},
	{
		name: 'asterCC subscribe',
		type: ASTERCC,
		parameters: { mode: 'subscribe' },
		says: ['业务接口地址'],
		hides: ['Webhook URLs'],
		picture: 'astercc-subscribe.png',
	},
	{
		name: 'asterCC selected',
		type: ASTERCC,
		parameters: { triggerOn: 'selected', callRecords: 'missed' },
		says: ['Agent Ringing'],
		urls: ['/astercc'],
	},
	{
		name: 'CCC EventBridge',
		isIncomplete: true,
		type: ALIYUN,
		parameters: { authentication: 'eventBridge' },
		says: ['as the URL of an HTTPS target'],
		hides: ['Instance IDs'],
		urls: ['/aliyun-ccc'],
	},
	{
		name: 'CCC webhook',
		type: ALIYUN,
		parameters: { authentication: 'urlToken', instanceIds: 'acme-service' },
		says: ['append ?token= and the push token', 'Instance IDs'],
		urls: ['/aliyun-ccc'],
	},
	{
		name: 'CCC function',
		isIncomplete: true,
		type: ALIYUN,
		parameters: { authentication: 'bearer' },
		says: ['have your function post the events'],
		hides: ['Instance IDs'],
		urls: ['/aliyun-ccc'],
	},
	{
		name: 'CCC open',
		type: ALIYUN,
		parameters: { authentication: 'none' },
		says: ['Anybody who knows the URL can start this workflow'],
		hides: ['Instance IDs'],
		urls: ['/aliyun-ccc'],
	},
	{
		name: 'CCC selected',
		isIncomplete: true,
		type: ALIYUN,
		parameters: { triggerOn: 'selected' },
		says: ['CDRReady'],
		urls: ['/aliyun-ccc'],
	},
	{
		name: 'CCC bridge',
		isIncomplete: true,
		type: ALIYUN,
		parameters: {},
		says: ['enter it as n8n.url in the settings of contact-center-bridge'],
		hides: ['Instance IDs'],
		urls: ['/aliyun-ccc'],
		picture: 'aliyun-ccc-bridge.png',
	},
	{
		name: 'Huawei callbacks',
		type: 'huaweiCecTrigger',
		parameters: {},
		says: ['append a question mark and the token'],
		urls: ['/huawei-cec'],
		picture: 'huawei-trigger.png',
	},
	{
		name: 'Create a campaign',
		isIncomplete: true,
		type: 'huaweiCcISales',
		parameters: { resource: 'campaign', operation: 'create' },
		says: ['Calling Numbers', 'Longest Ringing'],
	},
	{
		name: 'Results',
		isIncomplete: true,
		type: 'huaweiCcISales',
		parameters: { resource: 'callResult', operation: 'getMany' },
		says: ['Return All'],
	},
	{
		name: 'Campaigns',
		type: 'huaweiCcISales',
		parameters: { resource: 'campaign', operation: 'getMany' },
		says: ['Return All', 'Simplify'],
	},
	{
		name: 'Calls',
		type: 'huaweiCcCms',
		parameters: { resource: 'call', operation: 'getMany' },
		says: ['Direction', 'Return All'],
	},
	{
		name: 'Map',
		type: 'mapToCrm',
		parameters: {},
		says: ['Call Event', 'Include Other Input Fields'],
	},
	{
		name: 'Records',
		isIncomplete: true,
		type: 'huaweiCcFs',
		parameters: { resource: 'callRecord', operation: 'getMany' },
		says: ['Begin Time', 'Callback URL'],
	},
	{
		name: 'Recording',
		isIncomplete: true,
		type: 'huaweiCcFs',
		parameters: { resource: 'recording', operation: 'download' },
		says: ['Call ID'],
	},
	{
		name: 'Queues now',
		isIncomplete: true,
		type: 'huaweiCcCms',
		parameters: { resource: 'skillQueue', operation: 'getRealTime' },
		says: ['Resource', 'Operation'],
	},
];
