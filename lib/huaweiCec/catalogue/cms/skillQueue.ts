import { endpoint } from '../../endpoint';
import { OF_VDN } from './account';
import { RESULT_ROWS } from './answers';
import { skillIds } from './identifiers';
import { DAYS, INDEX_ROW, indexIds, INTERVAL, MONTHS } from './indexes';
import { mediaType, subMediaType } from './media';
import { OPEN_API } from './path';

export const listSkillQueues = endpoint({
	resource: 'skillQueue',
	operation: 'getMany',
	name: 'Get Many',
	action: 'Get many skill queues',
	description: 'List the skill queues of the VDN',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/configures/skills`,
	send: 'body',
	account: OF_VDN,
	wrap: 'queryParam',
	parameters: {},
	answer: RESULT_ROWS,
	row: { id: 8, name: 'Sales', mediaType: 5 },
	page: 'cec_07_0603 / 2540 / cec_05_5021, reference/huawei §4.1 row 24',
});

export const querySkillRealTime = endpoint({
	resource: 'skillQueue',
	operation: 'getRealTime',
	name: 'Get Real-Time Indexes',
	action: 'Get the real-time indexes of skill queues',
	description: 'Get the live figures of skill queues: calls waiting, agents available and so on',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/skill/rindex`,
	send: 'body',
	account: OF_VDN,
	parameters: { skillIds, indexIds: indexIds('skillRealTime', 12) },
	answer: RESULT_ROWS,
	row: INDEX_ROW,
	page: 'cec_07_0624 / 2561, reference/huawei §4.1 row 15',
});

export const querySkillFiveMinutes = endpoint({
	resource: 'skillQueue',
	operation: 'getFiveMinutes',
	name: 'Get Last 5 Minutes',
	action: 'Get the last 5 minutes of skill queues',
	description: 'Get how many calls came, were connected and were lost in the current 5 minutes',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/skill/currentcallstateinfo`,
	send: 'body',
	account: OF_VDN,
	parameters: { skillIds },
	answer: RESULT_ROWS,
	row: {
		id: 8,
		startTime: 1780299900000,
		allCallCount: 12,
		cnnedCallCount: 10,
		abanCallCount: 2,
		callEndCount: 9,
		cnnedIn20sCallCount: 8,
		talkTimeOnIvr: 30,
		clearUpCallCount: 7,
		clearUpTime: 95,
	},
	caution: 'CTI 3.6 does not have this interface.',
	page: 'cec_07_0615 / 2552, reference/huawei §4.1 row 16',
});

export const querySkillConfiguration = endpoint({
	resource: 'skillQueue',
	operation: 'getConfiguration',
	name: 'Get Configuration',
	action: 'Get the configuration of skill queues',
	description: 'Get the limits set for skill queues: longest queue, waiting and talking times',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/skill/skillcfginfo`,
	send: 'body',
	account: OF_VDN,
	parameters: { skillIds },
	answer: RESULT_ROWS,
	row: {
		skillId: 8,
		maxCallNum: 100,
		maxHoldCallNum: 5,
		maxWaitTime: 120,
		maxAnswerWaitTime: 30,
		maxTalkTime: 3600,
		maxRestAgentNum: 5,
		maxAgentWrapupTime: 60,
	},
	page: 'cec_07_0617 / 2554, reference/huawei §4.1 row 17',
});

export const querySkillInterval = endpoint({
	resource: 'skillQueue',
	operation: 'getIntervalIndexes',
	name: 'Get Interval Indexes',
	action: 'Get the interval indexes of skill queues',
	description: 'Get figures of skill queues for today or yesterday, for the day or by intervals',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/skill`,
	send: 'body',
	account: OF_VDN,
	parameters: { skillIds, indexIds: indexIds('skillInterval'), ...INTERVAL },
	answer: RESULT_ROWS,
	row: INDEX_ROW,
	page: 'cec_07_0647 / 2584, reference/huawei §4.1 row 28',
});

export const querySkillDays = endpoint({
	resource: 'skillQueue',
	operation: 'getDayHistory',
	name: 'Get Day History',
	action: 'Get the figures of skill queues for days',
	description: 'Get figures of skill queues for a range of days',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/skillforday`,
	send: 'body',
	account: OF_VDN,
	parameters: { skillIds, indexIds: indexIds('skillInterval'), ...DAYS, mediaType, subMediaType },
	answer: RESULT_ROWS,
	row: INDEX_ROW,
	page: 'cec_07_0649 / 2586, reference/huawei §4.1 row 30',
});

export const querySkillMonths = endpoint({
	resource: 'skillQueue',
	operation: 'getMonthHistory',
	name: 'Get Month History',
	action: 'Get the figures of skill queues for months',
	description: 'Get figures of skill queues for a range of months',
	component: 'cms',
	method: 'POST',
	path: `${OPEN_API}/hisindex/skillformonth`,
	send: 'body',
	account: OF_VDN,
	parameters: { skillIds, indexIds: indexIds('skillInterval'), ...MONTHS, mediaType, subMediaType },
	answer: RESULT_ROWS,
	row: INDEX_ROW,
	page: 'cec_07_0650, reference/huawei §4.1 row 31',
});

export const SKILL_QUEUE_ENDPOINTS = [
	listSkillQueues,
	querySkillConfiguration,
	querySkillRealTime,
	querySkillFiveMinutes,
	querySkillInterval,
	querySkillDays,
	querySkillMonths,
] as const;
