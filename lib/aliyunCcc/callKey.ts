export interface CallKey {
	/** The call, else the agent, an event belongs to. */
	key: string | null;
	/** When it happened, in milliseconds since 1970. */
	time: number | null;
	instanceId: string | null;
}

/**
 * What the order of events goes by, read without a schema: the bridge asks it of every message. Keys
 * are looked up without regard to case, as the dialects differ in it (reference/aliyun §1.9).
 */
export function callKeyOf(event: unknown): CallKey {
	const found: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(event ?? {})) found[name.toLowerCase()] ??= value;
	return {
		key: textOf(found['contactid']) ?? textOf(found['agentid']),
		time: timeOf(found['eventtime']),
		instanceId: textOf(found['instanceid']),
	};
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

function timeOf(value: unknown): number | null {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? null : time;
}
