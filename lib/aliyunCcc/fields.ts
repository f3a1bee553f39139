import { z } from 'zod';

import { readLeniently, type LenientReading } from '../callEvent/readLeniently';

const text = z.string().nullish();
const number = z.number().nullish();
const time = z.union([z.string(), z.number()]).nullish();
/** A comma-separated text in the documents; whether some come as an array is not known (§1.3). */
const list = z.union([z.string(), z.array(z.string())]).nullish();
/** 0, 1, "0", "1" or a boolean (§1.9). */
const flag = z.union([z.boolean(), z.number(), z.string()]).nullish();
/** JSON, or JSON as a text (§1.3). */
const json = z.unknown().optional();

/**
 * What is read of an event, of either dialect (reference/aliyun §1.4, §1.5), under the names of
 * dialect 2.0. Everything else stays in `raw`.
 */
const eventSchema = z.object({
	eventType: z.string(),
	eventTime: time,
	instanceId: text,
	contactId: text,
	channelId: text,
	/** 1.0: the session or leg. */
	connectId: text,
	callType: text,
	mediaType: text,
	scenario: text,
	caller: text,
	callee: text,
	broker: text,
	additionalBroker: text,
	/** Who passes the call on; `transferor` in 1.0. */
	originator: text,
	destination: text,
	counterparty: text,
	agentId: text,
	agentIds: list,
	skillGroupId: text,
	skillGroupIds: list,
	queueType: text,
	customerId: text,
	tags: json,
	callVariables: json,
	channelVariables: json,
	/** Agent events: 0 is success (1.0). */
	result: text,
	remark: text,
	outboundScenario: flag,
	breakCode: text,
	breakReason: text,
	releaseInitiator: text,
	releaseReason: text,
	earlyMediaState: text,
	abandonPhase: text,
	reason: text,
	startTime: time,
	establishedTime: time,
	endTime: time,
	dispositionCode: text,
	fileName: text,
	downloadURL: text,
	url: text,
	duration: number,
	surveyChannel: text,
	rating: text,
	userInput: text,
	nodeId: text,
	nodeName: text,
	nodeType: text,
	nodeExitCode: text,
	nodeAction: text,
	nodeVariables: json,
	channelType: text,
	text,
	finished: flag,
	beginOffsetMS: number,
	campaignId: text,
	campaignName: text,
	caseId: text,
	attempt: number,
});

export type EventFields = z.infer<typeof eventSchema>;

/** Other names of a field (reference/aliyun §1.4, §1.9). */
const ALIASES: Record<string, keyof EventFields> = {
	skillGrou: 'skillGroupId',
	initiator: 'releaseInitiator',
	transferor: 'originator',
	attemptCount: 'attempt',
};

const NAMES: ReadonlyMap<string, keyof EventFields> = new Map([
	...Object.keys(eventSchema.shape).map(
		(name) => [name.toLowerCase(), name as keyof EventFields] as const,
	),
	...Object.entries(ALIASES).map(([alias, name]) => [alias.toLowerCase(), name] as const),
]);

/**
 * The fields of an event. Names match without regard to case; an empty text is "not set"; a field
 * of the wrong type is null with a warning. Only an event without a type is refused.
 */
export function readFields(event: object): LenientReading<EventFields> {
	const found: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(event)) {
		const name = NAMES.get(key.toLowerCase());
		if (name === undefined || !isSet(value) || name in found) continue;
		found[name] = typeof value === 'string' ? value.trim() : value;
	}
	return readLeniently<EventFields>(eventSchema, found);
}

function isSet(value: unknown): boolean {
	return value !== null && value !== undefined && !(typeof value === 'string' && !value.trim());
}

export type Dialect = '1.0' | '2.0';

/** 1.0 writes `EventType`, 2.0 `eventType` (reference/aliyun §1.1). */
export function dialectOf(event: object): Dialect {
	return Object.hasOwn(event, 'EventType') ? '1.0' : '2.0';
}

/** The members of a comma-separated text or an array; empty ones are left out. */
export function listOf(value: string | readonly string[] | null | undefined): string[] {
	const members = typeof value === 'string' ? value.split(',') : (value ?? []);
	return members.map((member) => member.trim()).filter((member) => member !== '');
}

/** Whether a 0/1, "0"/"1" or boolean says yes; null when it says neither. */
export function flagOf(value: boolean | number | string | null | undefined): boolean | null {
	const word = String(value ?? '').toLowerCase();
	if (word === '1' || word === 'true') return true;
	return word === '0' || word === 'false' ? false : null;
}

/** A JSON member that may come as a text, as it was pushed: text for people and other systems. */
export function jsonText(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The object in a JSON member that may come as a text; null when there is none in it. */
export function jsonObject(value: unknown): Record<string, unknown> | null {
	if (typeof value === 'object') return value as Record<string, unknown> | null;
	if (typeof value !== 'string') return null;
	try {
		const parsed: unknown = JSON.parse(value);
		return typeof parsed === 'object' ? (parsed as Record<string, unknown> | null) : null;
	} catch {
		return null;
	}
}
