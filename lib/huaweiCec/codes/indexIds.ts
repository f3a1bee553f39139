/** A figure CC-CMS can be asked for, by the id the vendor gave it. */
export interface IndexId {
	id: string;
	/** In the editor. */
	label: string;
	/** As the vendor's Chinese console names it. */
	labelChinese: string;
	/** The vendor computes it by minutes only: the request must carry a time grain. */
	needsTimeGrain?: true;
	/** The vendor computes it for whole days only: the request must not carry a time grain. */
	refusesTimeGrain?: true;
}

type Row = readonly [id: string, label: string, labelChinese: string];

const plain = ([id, label, labelChinese]: Row): IndexId => ({ id, label, labelChinese });

/** Seconds of the vendor's "within N seconds" figures (vendor's page cec_07_0692). */
export const WITHIN_SECONDS = [3, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60] as const;

const CONNECTED_WITHIN: readonly IndexId[] = WITHIN_SECONDS.map((seconds) => ({
	id: `IDX_COUNT_SKILL_CONNECTED_IN_${seconds}`,
	label: `Connected Within ${seconds} Seconds`,
	labelChinese: `${seconds}秒内人工接通数`,
}));

const ABANDONED_WITHIN: readonly IndexId[] = WITHIN_SECONDS.map((seconds) => ({
	id: `IDX_COUNT_SKILL_ABANDON_IN_${seconds}`,
	label: `Abandoned Within ${seconds} Seconds`,
	labelChinese: `${seconds}秒内人工放弃数`,
	refusesTimeGrain: true,
}));

const VDN_REAL_TIME: readonly Row[] = [
	['IDX_COUNT_REAL_VDN_CALL', 'Calls Now', '当前呼叫数'],
	['IDX_COUNT_REAL_VDN_CONNECT', 'Connected Calls Now', '当前通话数'],
];

const SKILL_REAL_TIME: readonly Row[] = [
	['IDX_COUNT_REAL_SKILL_QUEUE', 'Calls Waiting', '当前排队数'],
	['IDX_COUNT_REAL_SKILL_HANDLE', 'Calls Being Handled', '当前处理数'],
	['IDX_DURATION_SKILL_MAX_QUEUE_ACK', 'Longest Wait (Seconds)', '最长排队等待时长'],
	[
		'IDX_COUNT_20S_CALL_FOR_5MIN',
		'Answered Within 20 Seconds, Last 5 Minutes',
		'5分钟内20秒接通数',
	],
	['IDX_COUNT_REAL_AGENT_SIGN_IN', 'Agents Signed In', '签入座席数'],
	['IDX_COUNT_REAL_AGENT_CONNECT', 'Agents Talking', '通话座席数'],
	['IDX_COUNT_REAL_AGENT_SET_IDLE', 'Agents Idle', '空闲座席数'],
	['IDX_COUNT_REAL_AGENT_USABLE', 'Agents Available', '可用座席数'],
	['IDX_COUNT_REAL_AGENT_SET_BUSY', 'Agents Busy', '示忙座席数'],
	['IDX_COUNT_REAL_AGENT_ACW', 'Agents in Wrap-Up', '整理座席数'],
	['IDX_COUNT_REAL_AGENT_REST', 'Agents Resting', '休息座席数'],
	['IDX_COUNT_REAL_AGENT_STUDY', 'Agents Studying', '学习座席数'],
];

const VDN_BY_MINUTES: readonly Row[] = [
	['IDX_COUNT_TOTAL_CALL', 'All Calls', '总呼叫数'],
	['IDX_COUNT_CONNECTED_CALL', 'All Connected Calls', '总接通数'],
	['IDX_COUNT_ABANDONED_CALL', 'All Lost Calls', '总呼损数'],
];

const VDN_INTERVAL: readonly Row[] = [
	['IDX_COUNT_INBOUND_CALL', 'Inbound Calls', '呼入总数'],
	['IDX_COUNT_INBOUND_CONNECTED', 'Connected Inbound Calls', '呼入接通总数'],
	['IDX_COUNT_OUTBOUND_CALL', 'Outbound Calls', '呼出总数'],
];

const IVR_INTERVAL: readonly Row[] = [
	['IDX_COUNT_IVR_INBOUND_CALL', 'Inbound Calls in the IVR', 'IVR呼入数'],
];

const SKILL_INTERVAL: readonly Row[] = [
	['IDX_COUNT_SKILL_REQUEST', 'Requests for an Agent', '人工呼入请求服务数'],
	[
		'IDX_COUNT_SKILL_INCOMING_CALL',
		'Requests for an Agent (Voice Only, From 22.100.0)',
		'人工呼入请求服务数（语音）',
	],
	['IDX_COUNT_SKILL_CONNECTED', 'Connected', '人工呼入请求接通数'],
	['IDX_COUNT_SKILL_ABANDON', 'Lost', '人工呼入请求呼损数'],
	['IDX_COUNT_SKILL_USER_ABANDON', 'Abandoned by the Customer', '人工呼入用户放弃数'],
	['IDX_COUNT_SKILL_AGENT_ABANDON', 'Hung Up by the Agent While Ringing', '人工呼入座席挂机数'],
	[
		'IDX_COUNT_SKILL_QUEUE_DISCONNECTED',
		'Disconnected by the Platform While Waiting',
		'人工呼入排队拆线数',
	],
	['IDX_COUNT_SKILL_SYSTEM_LOST', 'Broken Off by the Platform', '人工呼入平台中断数'],
	['IDX_COUNT_SKILL_LOST_RING', 'Rang but Nobody Talked', '人工呼入应答无通话数'],
	['IDX_COUNT_SKILL_TIMEOUT_QUEUE', 'Timed Out to Another Queue', '人工呼入超时转队列数'],
	['IDX_COUNT_SKILL_TIMEOUT_AGENT', 'Timed Out to an Agent', '人工呼入超时转座席数'],
	['IDX_COUNT_SKILL_OVER_QUEUE', 'Overflowed to Another Queue', '人工呼入溢出转队列数'],
	['IDX_COUNT_SKILL_OVER_AGENT', 'Overflowed to an Agent', '人工呼入溢出转座席数'],
	[
		'IDX_DURATION_SKILL_AVG_ABANDON_ACK',
		'Average Wait Before Abandoning (Seconds)',
		'平均放弃等待时长',
	],
];

const AGENT_INTERVAL: readonly Row[] = [
	['IDX_COUNT_AGENT_SIGN_IN', 'Sign-Ins', '签入次数'],
	['IDX_COUNT_AGENT_CONNECTED', 'Inbound Calls Talked', '呼入通话次数'],
	['IDX_COUNT_AGENT_CALL_OUT', 'Outbound Calls Talked', '呼出通话次数'],
	['IDX_COUNT_AGENT_COLLATION', 'Wrap-Ups', '话后整理次数'],
	['IDX_COUNT_AGENT_COLLATION_CALL_IN', 'Wrap-Ups After Inbound Calls', '呼入话后整理次数'],
	['IDX_COUNT_AGENT_COLLATION_CALL_OUT', 'Wrap-Ups After Outbound Calls', '呼出话后整理次数'],
	['IDX_COUNT_AGENT_REST', 'Rests', '休息次数'],
	['IDX_COUNT_AGENT_HOLD', 'Holds', '保持次数'],
	['IDX_COUNT_AGENT_SET_BUSY', 'Busy Settings', '示忙次数'],
	['IDX_COUNT_AGENT_MOVE_INSIDE', 'Internal Transfers', '内部转移次数'],
	['IDX_COUNT_AGENT_MOVE_OUT', 'Transfers Out', '转出次数'],
	['IDX_COUNT_AGENT_MOVE_IVR', 'Suspensions to the IVR', '挂起转IVR次数'],
	['IDX_COUNT_AGENT_3WC', 'Three-Party Calls', '三方通话数'],
	['IDX_COUNT_AGENT_INSIDE_CALL', 'Internal Calls', '内部呼叫数'],
	['IDX_COUNT_AGENT_INSIDE_HELP_SEEKING', 'Internal Help Requests', '内部求助数'],
	['IDX_COUNT_AGENT_REQUEST', 'Requests', '请求数'],
	['IDX_COUNT_AGENT_ABANDON', 'Lost Calls', '呼损数'],
	['IDX_DURATION_AGENT_REST', 'Time Resting (Seconds)', '休息时长'],
	['IDX_DURATION_AGENT_CALL_IN', 'Time Talking on Inbound Calls (Seconds)', '呼入通话时长'],
	['IDX_DURATION_AGENT_AVG_COLLATION', 'Average Wrap-Up (Seconds)', '平均话后整理时长'],
];

/**
 * Index ids by what they are asked of and when (reference/huawei §4.4, §4.5; vendor's pages
 * cec_07_0692 to 0694 and the samples of 0624, 0646, 0649). The lists are not complete. No id of the
 * real-time indexes of agents was seen, so there is no list of them.
 */
export const INDEX_FAMILIES = {
	vdnRealTime: VDN_REAL_TIME.map(plain),
	skillRealTime: SKILL_REAL_TIME.map(plain),
	vdnInterval: [
		...VDN_BY_MINUTES.map((row): IndexId => ({ ...plain(row), needsTimeGrain: true })),
		...VDN_INTERVAL.map(plain),
	],
	ivrInterval: IVR_INTERVAL.map(plain),
	skillInterval: [...SKILL_INTERVAL.map(plain), ...CONNECTED_WITHIN, ...ABANDONED_WITHIN],
	agentInterval: AGENT_INTERVAL.map(plain),
} as const satisfies Readonly<Record<string, readonly IndexId[]>>;

export type IndexFamily = keyof typeof INDEX_FAMILIES;
