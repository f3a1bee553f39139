/** A node of the package as people find, add and open it. */
export interface PackageNode {
	/** Without the package. */
	type: string;
	/** In the node panel, which leaves the word "Trigger" out. */
	name: string;
	/** The file of its icon, without the theme. */
	icon: string;
	/** What people type into the search of the node panel. */
	words: readonly string[];
	/** What is clicked under "Node details" to add the node. */
	action: string;
	/** How the node is called on the canvas then. */
	added: string;
	/** What its fields show, by parameter. */
	shows: Record<string, string>;
	/** How its test URLs end; none but triggers have any. */
	urls?: readonly string[];
	/** A text that leads on from here. */
	next?: string;
}

export const PACKAGE_NODES: readonly PackageNode[] = [
	{
		type: 'tencentCccTrigger',
		name: 'Tencent Cloud Contact Center',
		icon: 'tencentCcc',
		words: ['Tencent', 'TCCC', '腾讯', '腾讯云', '云联络中心', '呼叫中心', '录音'],
		action: 'On call record',
		added: 'Tencent Cloud Contact Center Trigger',
		shows: { authentication: 'Basic Auth', events: 'Call Record', output: 'Simplified' },
		urls: ['/tencent-ccc'],
		next: 'open Webhook URLs above, choose Production URL and copy it',
	},
	{
		type: 'asterCcTrigger',
		name: 'asterCC',
		icon: 'asterCc',
		words: ['asterCC', '星彩', '弹屏', 'Asterisk'],
		action: 'On pop up on ringing',
		added: 'asterCC Trigger',
		shows: { mode: 'Webhook', triggerOn: 'Pop-Up on Ringing', output: 'Simplified' },
		urls: ['/astercc'],
		next: 'append ?token= and the push token of the credential',
	},
	{
		type: 'aliyunCccTrigger',
		name: 'Alibaba Cloud Contact Center',
		icon: 'aliyunCcc',
		words: [
			'Alibaba',
			'Aliyun',
			'阿里云',
			'云呼叫中心',
			'云联络中心',
			'RocketMQ',
			'EventBridge',
			'事件推送',
		],
		action: 'On everything except live text',
		added: 'Alibaba Cloud Contact Center Trigger',
		shows: {
			authentication: 'Bridge (RocketMQ)',
			triggerOn: 'Everything Except Live Text',
			output: 'Simplified',
		},
		urls: ['/aliyun-ccc'],
		next: 'enter it as n8n.url in the settings of contact-center-bridge',
	},
	{
		type: 'huaweiCecTrigger',
		name: 'Huawei CEC',
		icon: 'huaweiCec',
		words: ['Huawei', '华为', '华为云', '云客服', 'AICC', 'CEC', '双向呼叫'],
		action: 'On campaign result',
		added: 'Huawei CEC Trigger',
		shows: { authentication: 'Token in the URL', events: 'Campaign Result', output: 'Simplified' },
		urls: ['/huawei-cec'],
		next: 'append a question mark and the token',
	},
	{
		type: 'huaweiCcISales',
		name: 'Huawei CC-iSales',
		icon: 'huaweiCec',
		words: ['CC-iSales', 'Huawei', '华为云', '云客服', 'AICC', 'CEC', '外呼', '黑名单'],
		action: 'Get many campaigns',
		added: 'Get many campaigns',
		shows: { resource: 'Campaign', operation: 'Get Many' },
	},
	{
		type: 'huaweiCcFs',
		name: 'Huawei CC-FS',
		icon: 'huaweiCec',
		words: ['CC-FS', 'Huawei', '华为云', '云客服', 'AICC', 'CEC', '话单', '录音下载'],
		action: 'Get many call records',
		added: 'Get many call records',
		shows: { resource: 'Call Record', operation: 'Get Many' },
	},
	{
		type: 'huaweiCcCms',
		name: 'Huawei CC-CMS',
		icon: 'huaweiCec',
		words: ['CC-CMS', 'Huawei', '华为云', '云客服', 'AICC', 'CEC', '监控', 'wallboard'],
		action: 'Get many calls',
		added: 'Get many calls',
		shows: { resource: 'Call', operation: 'Get Many' },
	},
	{
		type: 'mapToCrm',
		name: 'Contact Center: Map to CRM',
		icon: 'mapToCrm',
		words: ['Map to CRM', 'Contact Center', 'HubSpot', '客户关系管理', '纷享销客', 'CRM'],
		action: 'Add to workflow',
		added: 'Map to CRM',
		shows: { crm: 'HubSpot' },
	},
];
