import { isObject } from '../../callEvent/plainObject';

/** What Huawei posts to an address of yours (reference/huawei §2.9, §3.1, §5.5). */
export const CALLBACK_KINDS = [
	'campaignResult',
	'fileReady',
	'callConnected',
	'callReleased',
	'voiceNotification',
	'unknown',
] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];

interface Shape {
	kind: CallbackKind;
	/** Each of these is there. */
	all?: readonly string[];
	/** One of these is there. */
	any?: readonly string[];
}

/** What a call that is over tells and one that has just been connected cannot. */
const ENDING = ['releaseReason', 'releaseTime', 'talkDuration', 'createCallTime', 'alertingTime'];

/**
 * No push says what it is, so its fields have to: the first shape that fits. Names count, not
 * values: a call nobody answered has empty times.
 */
const SHAPES: readonly Shape[] = [
	{
		kind: 'fileReady',
		any: [
			'billFileName',
			'agentOprInfoFileName',
			'agentOprSkillFileName',
			'agentSkillInfoFileName',
			'responseId',
		],
	},
	{
		kind: 'campaignResult',
		any: ['campaignId', 'sessionId', 'callTimeStr', 'callStatus', 'failCode'],
	},
	{ kind: 'callReleased', all: ['callSerialNo', 'serviceNo'], any: ENDING },
	{ kind: 'callConnected', all: ['callSerialNo', 'serviceNo'] },
	{ kind: 'voiceNotification', all: ['callSerialNo'] },
];

/** Which push an object is, by the names of its fields. */
export function callbackKindOf(payload: unknown): CallbackKind {
	const fields = fieldsOf(payload);
	const has = (name: string) => Object.hasOwn(fields, name);
	const shape = SHAPES.find(({ all, any }) => (all ?? []).every(has) && (any?.some(has) ?? true));
	return shape?.kind ?? 'unknown';
}

/** The fields of a push: CC-FS puts its own into `msgBody` (reference/huawei §3.1). */
export function fieldsOf(payload: unknown): Record<string, unknown> {
	if (!isObject(payload)) return {};
	return isObject(payload.msgBody) ? payload.msgBody : payload;
}
