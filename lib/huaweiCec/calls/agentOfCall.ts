type Row = Record<string, unknown>;

/** How CC-CMS' answers name the agent of a call; rows of querycalls mostly have none (reference/huawei §7). */
const AGENT_FIELDS = ['agentId', 'agentID', 'agentNo', 'workNo'];

/** The device type of an agent in a call's trace (reference/huawei §3.2, §4.2). */
const AGENT_DEVICE = '2';

/** The numbers of the agents a row of a call names, as text; none when it does not tell. */
export function agentsOfCall(row: Row): string[] {
	const named = AGENT_FIELDS.map((name) => textOf(row[name])).find((text) => text !== null);
	if (named) return [named];
	const device = textOf(row['deviceType']) === AGENT_DEVICE ? textOf(row['deviceNo']) : null;
	return device ? [device] : [];
}

/** The id of the call a row belongs to, as text. */
export function callIdOf(row: Row): string | null {
	return textOf(row['callId'] ?? row['callID'] ?? row['callid']);
}

function textOf(value: unknown): string | null {
	if (typeof value !== 'number' && typeof value !== 'string') return null;
	return String(value).trim() || null;
}
