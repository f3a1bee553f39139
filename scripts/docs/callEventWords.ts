import type {
	AGENT_STATES,
	CALL_TYPES,
	CAMPAIGN_STATES,
	CHANNELS,
	EventType,
	FILE_CONTENTS,
	HANGUP_PARTIES,
	Outcome,
	RECORDING_PARTIES,
	STATUSES,
	Direction,
	VENDORS,
} from '../../lib/callEvent/callEvent';
import type { PhoneKind } from '../../lib/phone/phoneNumber';
import type { FieldKind } from './callEventFields';
import type { Words } from './language';

type Meanings<Value extends string> = Readonly<Record<Value, Words>>;

export const EVENT_TYPE_MEANINGS: Meanings<EventType> = {
	'call.created': { en: 'A call begins', zh: '通话开始' },
	'call.ivr': {
		en: 'The call enters the IVR, or a step of it begins or ends',
		zh: '通话进入 IVR，或 IVR 的某个节点开始或结束',
	},
	'call.queued': {
		en: 'The call joins a queue, or moves to another one',
		zh: '通话进入排队，或转到另一个队列',
	},
	'call.assigned': { en: 'An agent is found for the call', zh: '已为通话分配坐席' },
	'call.ringing': { en: 'The phone the call waits for rings', zh: '被呼叫的一方振铃' },
	'call.leg_ringing': {
		en: 'Another party rings, such as a consulted colleague; the call goes on',
		zh: '另一方振铃，例如被咨询的同事；通话仍在继续',
	},
	'call.leg_answered': {
		en: 'One party has picked up, the conversation has not begun: in an outbound call the agent, before the customer is called',
		zh: '一方已接起，但双方尚未通话：例如外呼时坐席先接起，随后才呼叫客户',
	},
	'call.answered': { en: 'Agent and customer talk', zh: '坐席与客户开始通话' },
	'call.held': { en: 'The call is put on hold', zh: '通话保持' },
	'call.resumed': { en: 'The call is taken off hold', zh: '取消保持' },
	'call.muted': { en: 'A party is muted', zh: '一方静音' },
	'call.unmuted': { en: 'A party is no longer muted', zh: '一方取消静音' },
	'call.transferred': { en: 'The call is passed on', zh: '通话被转接' },
	'call.conferenced': { en: 'A third party joins', zh: '第三方加入通话' },
	'call.leg_ended': {
		en: 'One party has left or did not pick up; the call may go on',
		zh: '一方离开或未接听；通话可能仍在继续',
	},
	'call.ended': { en: 'The call is over', zh: '通话结束' },
	'call.cdr': {
		en: 'The record of a finished call or chat: the last word on it',
		zh: '通话或会话结束后的记录：以它为准',
	},
	'recording.ready': { en: 'A recording can be fetched', zh: '录音可以下载' },
	'voicemail.ready': { en: 'A caller has left a message', zh: '来电者留下了语音留言' },
	'transcript.ready': { en: 'What is being said, as live text', zh: '实时转写的文字' },
	'survey.offered': {
		en: 'The customer is asked how the call was',
		zh: '邀请客户评价',
	},
	'survey.answered': { en: 'The customer answers', zh: '客户作出评价' },
	'agent.state_changed': {
		en: "An agent's state, or a setting of theirs, has changed",
		zh: '坐席的状态或设置改变',
	},
	'queue.timeout': {
		en: 'The wait in the queue ends without an agent',
		zh: '排队结束而没有坐席接入',
	},
	'monitor.changed': {
		en: 'A supervisor listens in, whispers, joins, takes over or stops',
		zh: '班长监听、耳语、强插、拦截，或停止',
	},
	'campaign.state_changed': {
		en: 'An outbound campaign starts, pauses or ends',
		zh: '外呼任务开始、暂停或结束',
	},
	'campaign.case_attempted': {
		en: 'One attempt to reach one contact of a campaign',
		zh: '对外呼任务中一个联系人的一次呼叫',
	},
	'records.ready': {
		en: 'A file of call records, recordings or agent operations can be fetched',
		zh: '话单、录音索引或座席操作文件可以下载',
	},
	'stream.changed': { en: 'The live audio of the call', zh: '通话的实时语音流' },
	unknown: {
		en: 'Anything the vendor may send in the future, with its payload in `raw`',
		zh: '厂商今后可能发送的其他内容，原始数据在 `raw` 中',
	},
};

export const VENDOR_NAMES: Meanings<(typeof VENDORS)[number]> = {
	'tencent-ccc': { en: 'TCCC', zh: '腾讯云联络中心' },
	astercc: { en: 'asterCC', zh: 'asterCC' },
	'aliyun-ccc': { en: 'Alibaba CCC', zh: '阿里云云呼叫中心' },
	'huawei-cec': { en: 'Huawei CEC', zh: '华为 CEC' },
};

const STATUS_MEANINGS: Meanings<(typeof STATUSES)[number]> = {
	created: { en: 'has begun', zh: '已开始' },
	ivr: { en: 'in the IVR', zh: '在 IVR 中' },
	queued: { en: 'waits for an agent', zh: '排队等待坐席' },
	ringing: { en: 'rings', zh: '振铃中' },
	in_progress: { en: 'they talk', zh: '通话中' },
	on_hold: { en: 'on hold', zh: '保持中' },
	ended: { en: 'over', zh: '已结束' },
};

const OUTCOME_MEANINGS: Meanings<Outcome> = {
	answered: { en: 'they talked', zh: '已接听' },
	missed: { en: 'an agent was called and did not pick up', zh: '呼叫了坐席，坐席未接' },
	abandoned_ivr: { en: 'the customer hung up in the IVR', zh: '客户在 IVR 中挂断' },
	abandoned_queue: { en: 'the customer hung up in the queue', zh: '客户在排队时挂断' },
	abandoned_ringing: {
		en: 'the customer hung up while the agent was ringing',
		zh: '坐席振铃时客户挂断',
	},
	no_answer: { en: 'the party called did not pick up', zh: '被叫未接' },
	busy: { en: 'the party called was busy', zh: '被叫忙' },
	rejected: { en: 'the party called refused the call', zh: '被叫拒接' },
	unreachable: {
		en: 'switched off, out of service or out of reach',
		zh: '关机、停机或无法接通',
	},
	invalid_number: { en: 'there is no such number', zh: '空号' },
	blocked: {
		en: 'a blocklist, a limit or the network stopped the call',
		zh: '被黑名单、限制或运营商拦截',
	},
	after_hours: { en: 'outside the opening hours', zh: '非工作时间' },
	no_agent: { en: 'no agent was there', zh: '无坐席在线' },
	voicemail: { en: 'ended at a voicemail', zh: '转入语音信箱' },
	canceled: { en: 'the caller gave up before it was answered', zh: '主叫在接听前取消' },
	failed: { en: 'something went wrong on the way', zh: '线路或系统故障' },
	ivr_complete: {
		en: 'the IVR did all there was to do, no agent was wanted',
		zh: '在 IVR 中正常结束，未要求坐席',
	},
	unknown: {
		en: 'not told, or a code nobody knows: its text is in `outcomeDetail`',
		zh: '未说明，或未知的代码：原文在 `outcomeDetail` 中',
	},
};

const DIRECTION_MEANINGS: Meanings<Direction> = {
	inbound: { en: 'the customer called', zh: '呼入' },
	outbound: { en: 'the customer was called', zh: '呼出' },
	internal: { en: 'between colleagues', zh: '内部' },
	unknown: { en: 'the event does not tell', zh: '事件未说明' },
};

const CALL_TYPE_MEANINGS: Meanings<(typeof CALL_TYPES)[number]> = {
	manual: { en: 'an agent dialed', zh: '坐席手动拨号' },
	predictive: { en: 'a machine dialed', zh: '自动或预测式外呼' },
	internal: { en: 'between colleagues', zh: '内部' },
	unknown: { en: 'the event does not tell', zh: '事件未说明' },
};

const HANGUP_MEANINGS: Meanings<(typeof HANGUP_PARTIES)[number]> = {
	customer: { en: 'the customer', zh: '客户' },
	agent: { en: 'the agent', zh: '坐席' },
	system: { en: 'the contact center itself', zh: '系统' },
	unknown: { en: 'the event does not tell', zh: '事件未说明' },
};

const CHANNEL_MEANINGS: Meanings<(typeof CHANNELS)[number]> = {
	voice: { en: 'a telephone call', zh: '电话' },
	video: { en: 'a video call', zh: '视频通话' },
	chat: { en: 'an online chat', zh: '在线会话' },
	ticket: { en: 'a ticket', zh: '工单' },
};

const AGENT_STATE_MEANINGS: Meanings<(typeof AGENT_STATES)[number]> = {
	available: { en: 'ready for calls', zh: '可用（示闲）' },
	dialing: { en: 'calls out', zh: '拨号中' },
	ringing: { en: 'the phone rings', zh: '振铃中' },
	talking: { en: 'talks', zh: '通话中' },
	paused: { en: 'on a break', zh: '示忙（小休）' },
	wrap_up: { en: 'after-call work', zh: '话后处理' },
	offline: { en: 'checked out', zh: '签出' },
	unknown: { en: 'a state nobody knows', zh: '未知的状态' },
};

const PARTY_MEANINGS: Meanings<(typeof RECORDING_PARTIES)[number]> = {
	customer: { en: "the customer's side", zh: '客户一方' },
	agent: { en: "the agent's side", zh: '坐席一方' },
	mixed: { en: 'both on one track', zh: '双方混音' },
	dual: { en: 'both, each on a track of its own', zh: '双方分轨' },
};

const CAMPAIGN_STATE_MEANINGS: Meanings<(typeof CAMPAIGN_STATES)[number]> = {
	submitted: { en: 'handed in', zh: '已提交' },
	paused: { en: 'paused', zh: '已暂停' },
	running: { en: 'calls', zh: '进行中' },
	aborted: { en: 'broken off', zh: '已终止' },
	completed: { en: 'done', zh: '已完成' },
};

const FILE_CONTENT_MEANINGS: Meanings<(typeof FILE_CONTENTS)[number]> = {
	call_records: { en: 'call records, or the index of recordings', zh: '话单，或录音索引' },
	agent_operations: { en: 'what agents did', zh: '座席操作' },
	agent_skills: { en: 'which skills agents had', zh: '座席技能变更' },
};

const PHONE_KIND_MEANINGS: Meanings<PhoneKind> = {
	mobile: { en: 'a mobile phone', zh: '手机' },
	landline: { en: 'a landline', zh: '固定电话' },
	hotline_400: { en: '400 numbers, both sides pay', zh: '400 电话' },
	toll_free_800: { en: '800 numbers, free to call', zh: '800 免费电话' },
	service_95: { en: '95xxx and 96xxx service numbers', zh: '95、96 开头的服务号码' },
	short_code: { en: 'a short number such as 10086', zh: '短号码，例如 10086' },
	sms_port: { en: 'a number that sends text messages', zh: '短信端口号' },
	international: { en: 'a number of another country', zh: '境外号码' },
	extension: { en: 'an extension or an agent', zh: '分机或坐席' },
	sip: { en: 'a SIP address', zh: 'SIP 地址' },
	masked: { en: 'hidden in part, 138****8000', zh: '部分隐藏，例如 138****8000' },
	withheld: { en: 'the caller withholds the number', zh: '未显示号码' },
	invalid: { en: 'not a number anybody can call', zh: '无法拨打的号码' },
};

/** What the values of a field mean, by its path; of a phone number, by `number`. */
export const VALUE_MEANINGS: Readonly<Record<string, Meanings<string>>> = {
	'call.direction': DIRECTION_MEANINGS,
	'call.status': STATUS_MEANINGS,
	'call.outcome': OUTCOME_MEANINGS,
	'call.hangupBy': HANGUP_MEANINGS,
	'call.channel': CHANNEL_MEANINGS,
	'call.callType': CALL_TYPE_MEANINGS,
	'agent.state': AGENT_STATE_MEANINGS,
	'recording.party': PARTY_MEANINGS,
	'campaign.state': CAMPAIGN_STATE_MEANINGS,
	'file.content': FILE_CONTENT_MEANINGS,
	kind: PHONE_KIND_MEANINGS,
};

export const KIND_NAMES: Meanings<FieldKind> = {
	text: { en: 'text', zh: '文本' },
	time: { en: 'time', zh: '时间' },
	whole: { en: 'whole number', zh: '整数' },
	number: { en: 'number', zh: '数字' },
	flag: { en: 'true or false', zh: 'true 或 false' },
	phoneNumber: { en: '[number](#numbers)', zh: '[号码](#号码)' },
	object: { en: 'object', zh: '对象' },
	list: { en: 'list', zh: '列表' },
	anything: { en: 'anything', zh: '任意' },
};
