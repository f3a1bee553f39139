import { millisecondsOf } from './eventTime';

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
	const found: CallKey = { key: null, time: null, instanceId: null };
	if (typeof event !== 'object' || event === null) return found;
	let agentId: string | null = null;
	for (const [name, value] of Object.entries(event)) {
		switch (name.toLowerCase()) {
			case 'contactid':
				found.key ??= textOf(value);
				break;
			case 'agentid':
				agentId ??= textOf(value);
				break;
			case 'eventtime':
				found.time ??= millisecondsOf(value);
				break;
			case 'instanceid':
				found.instanceId ??= textOf(value);
				break;
		}
	}
	found.key ??= agentId;
	return found;
}

/** An empty text stands for "not set" (§1.9); an id may come as a number. */
function textOf(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return (typeof value === 'string' && value.trim()) || null;
}
