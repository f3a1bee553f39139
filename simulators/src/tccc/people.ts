/** The invented people, groups, lines and places that the simulated calls are made of. */

export interface SkillGroup {
	id: number;
	name: string;
	/** What the customer presses in the phone menu to get here. */
	ivrKeys: readonly { Key: string; Label: string }[];
}

export interface Agent {
	name: string;
	nick: string;
	mail: string;
	staffNumber: string;
	/** The agent's own mobile phone, used when the leg is a `staffPhoneSeat`. */
	phone: string;
	skillGroupIds: readonly number[];
}

export interface Place {
	province: string;
	city: string;
	areaCode: string;
	/** How a simulated landline number of this place begins; four more digits complete it. */
	landlinePrefix: string;
}

export const skillGroups: readonly SkillGroup[] = [
	{ id: 3101, name: '电话销售组', ivrKeys: [{ Key: '1', Label: '产品咨询与购买' }] },
	{ id: 3102, name: '售后服务组', ivrKeys: [{ Key: '2', Label: '售后服务' }] },
	{
		id: 3103,
		name: '维修预约组',
		ivrKeys: [
			{ Key: '2', Label: '售后服务' },
			{ Key: '1', Label: '预约上门维修' },
		],
	},
	{ id: 3104, name: '账单与发票组', ivrKeys: [{ Key: '3', Label: '账单与发票' }] },
	{ id: 3105, name: '投诉处理组', ivrKeys: [{ Key: '9', Label: '投诉建议' }] },
];

export const chatSkillGroup = { id: 3201, name: '在线客服组' };

export const agents: readonly Agent[] = [
	agent('陈思远', '远远', 'chen.siyuan', '6001', [3101]),
	agent('林晓彤', '彤彤', 'lin.xiaotong', '6002', [3101, 3102]),
	agent('黄志强', '强哥', 'huang.zhiqiang', '6003', [3101]),
	agent('周雨桐', '雨桐', 'zhou.yutong', '6004', [3102, 3103]),
	agent('吴俊杰', '小杰', 'wu.junjie', '6005', [3102, 3103]),
	agent('郑美玲', '玲玲', 'zheng.meiling', '6006', [3104]),
	agent('欧阳慧', '慧子', 'ouyang.hui', '6007', [3104, 3105]),
	agent('何嘉欣', '欣欣', 'he.jiaxin', '6008', [3105, 3102]),
];

export const chatAgents: readonly Agent[] = [
	agent('徐子墨', '墨墨', 'xu.zimo', '6101', [3201]),
	agent('罗诗涵', '诗涵', 'luo.shihan', '6102', [3201]),
];

/** Mobile ranges with their operators; four more digits make a number. */
export const mobileRanges = [
	{ prefix: '1380013', operator: '移动' },
	{ prefix: '1350000', operator: '移动' },
	{ prefix: '1860000', operator: '联通' },
	{ prefix: '1300000', operator: '联通' },
	{ prefix: '1890000', operator: '电信' },
	{ prefix: '1330000', operator: '电信' },
] as const;

/** The tenant's own lines; so many more digits as `digits` says make a number. */
export const lineRanges = [
	{ prefix: '0086075588880', digits: 3 },
	{ prefix: '008602168880', digits: 3 },
	{ prefix: '00864008000', digits: 3 },
] as const;

export const places: readonly Place[] = [
	{ province: '广东', city: '深圳', areaCode: '0755', landlinePrefix: '8888' },
	{ province: '广东', city: '广州', areaCode: '020', landlinePrefix: '8888' },
	{ province: '北京', city: '北京', areaCode: '010', landlinePrefix: '8888' },
	{ province: '上海', city: '上海', areaCode: '021', landlinePrefix: '8888' },
	{ province: '四川', city: '成都', areaCode: '028', landlinePrefix: '8888' },
	{ province: '湖北', city: '武汉', areaCode: '027', landlinePrefix: '8888' },
	{ province: '浙江', city: '杭州', areaCode: '0571', landlinePrefix: '8888' },
	{ province: '福建', city: '厦门', areaCode: '0592', landlinePrefix: '888' },
	{ province: '内蒙古', city: '呼和浩特', areaCode: '0471', landlinePrefix: '888' },
];

/** Answers to the survey after a call; the API's twin of the record calls no answer `noInput`. */
export const surveyAnswers = [
	{ Key: '1', Label: '非常满意' },
	{ Key: '2', Label: '满意' },
	{ Key: '3', Label: '一般' },
	{ Key: '4', Label: '不满意' },
	{ Key: 'noInput', Label: '' },
] as const;

/** Answers to the survey after a chat; lower-case members, as the vendor's old page has them. */
export const chatSurveyAnswers = [
	{ id: '101', content: '非常满意' },
	{ id: '102', content: '满意' },
	{ id: '103', content: '一般' },
	{ id: '', content: '' },
] as const;

export const userRemarks = [
	'',
	'',
	'老客户，续费意向强',
	'请下午三点后联系',
	'VIP "金卡" / 偏好粤语',
	'地址：福田区示例路 8 号\n二楼',
] as const;

export const visitorNames = ['访客小鹿', '早起的猫', '云上人家😀', 'Visitor'] as const;

function agent(
	name: string,
	nick: string,
	mailbox: string,
	staffNumber: string,
	skillGroupIds: readonly number[],
): Agent {
	const phone = `0086139000${staffNumber.padStart(5, '0')}`;
	return { name, nick, mail: `${mailbox}@example.com`, staffNumber, phone, skillGroupIds };
}
