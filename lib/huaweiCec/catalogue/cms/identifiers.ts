import { list, text, whole } from '../../parameter';

/** Agent numbers: 101 to 59999 in older releases, up to 999999 in newer ones (reference/huawei §8, 21). */
const LATEST_AGENT = 999_999;

interface AgentRange {
	/** The lowest number the interface takes: 101 of live data, 0 of statistics. */
	from: 0 | 101;
}

/** One agent. */
export function agentId({ from }: AgentRange) {
	return whole({
		label: 'Agent',
		description: `Number of the agent, ${from} to ${LATEST_AGENT}. Example: 20001.`,
		example: 20001,
		pick: 'agent',
		min: from,
		max: LATEST_AGENT,
		required: true,
	});
}

/** Several agents. @param most how many the vendor takes at a time */
export function agentIds({ from, most }: AgentRange & { most: number }) {
	return list({
		label: 'Agents',
		description: `Numbers of the agents, ${from} to ${LATEST_AGENT}, at most ${most} at a time. Example: 20001,20002.`,
		example: '20001,20002',
		pick: 'agent',
		of: whole({
			label: 'Agent',
			description: `Number of the agent, ${from} to ${LATEST_AGENT}. Example: 20001.`,
			min: from,
			max: LATEST_AGENT,
		}),
		min: 1,
		max: most,
		required: true,
	});
}

const LATEST_QUEUE = 5000;

/** Several skill queues, at most 1000 (reference/huawei §4.1, §4.4, §4.5). */
export const skillIds = list({
	label: 'Skill Queues',
	description: `Numbers of the skill queues, 1 to ${LATEST_QUEUE}, at most 1000 at a time. Example: 8,9.`,
	example: '8,9',
	pick: 'skillQueue',
	of: whole({
		label: 'Skill Queue',
		description: `Number of the skill queue, 1 to ${LATEST_QUEUE}. Example: 8.`,
		min: 1,
		max: LATEST_QUEUE,
	}),
	min: 1,
	max: 1000,
	required: true,
});

/** One skill queue. */
export const skillId = whole({
	label: 'Skill Queue',
	description: `Number of the skill queue, 1 to ${LATEST_QUEUE}. Example: 8.`,
	example: 8,
	pick: 'skillQueue',
	min: 1,
	max: LATEST_QUEUE,
	required: true,
});

export const callId = text({
	label: 'Call ID',
	description:
		'Which call, as other operations and the call records name it. Example: 1780299900-12.',
	example: '1780299900-12',
	min: 1,
	required: true,
});
