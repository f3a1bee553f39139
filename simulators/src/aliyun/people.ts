/** The invented people, groups and flows that the simulated calls are made of. */

export interface SkillGroup {
	/** Before the @ of a 2.0 id. */
	id: string;
	name: string;
	/** What the customer presses in the phone menu to get here. */
	key: string;
}

export interface Agent {
	/** Before the @ of an agent id: a login name in 2.0, a RAM id in 1.0. */
	login: string;
	ramId: string;
	name: string;
}

export const instanceNames = ['acme-hangzhou', 'acme-service', 'demo-hotline'] as const;

export const skillGroups: readonly SkillGroup[] = [
	{ id: 'skg-default', name: '默认技能组', key: '0' },
	{ id: 'presales', name: '售前咨询组', key: '1' },
	{ id: 'aftersales', name: '售后服务组', key: '2' },
	{ id: 'vip', name: '贵宾专席', key: '9' },
];

export const agents: readonly Agent[] = [
	{ login: 'lijing', ramId: '2001', name: '李静' },
	{ login: 'wanghao', ramId: '2002', name: '王浩' },
	{ login: 'zhangmin', ramId: '2003', name: '张敏' },
	{ login: 'liuyang', ramId: '2004', name: '刘洋' },
	{ login: 'chenjie', ramId: '2005', name: '陈杰' },
	{ login: 'yangxue', ramId: '2006', name: '杨雪' },
	{ login: 'zhaolei', ramId: '2007', name: '赵磊' },
	{ login: 'sunli', ramId: '2008', name: '孙丽' },
];

export const contactFlow = { id: 'flow-main', name: '主流程' } as const;

/** Customers' numbers begin with one of these; so many more digits complete them. */
export const customerRanges = [
	{ prefix: '138000000', digits: 2 },
	{ prefix: '139000000', digits: 2 },
	{ prefix: '05710000', digits: 4 },
	{ prefix: '0100000', digits: 4 },
] as const;

/** The centre's own numbers; four more digits complete them. */
export const linePrefixes = ['0210000', '07550000'] as const;

export const breakReasons = ['Warm-up', 'Meal', 'Meeting', 'Training'] as const;

/** What is said in a call, turn by turn. */
export const spokenLines = [
	{ by: 'agent', text: '您好，请问有什么可以帮您？' },
	{ by: 'customer', text: '我想查一下我的订单。' },
	{ by: 'agent', text: '好的，请稍等。' },
	{ by: 'customer', text: '谢谢。' },
] as const;
