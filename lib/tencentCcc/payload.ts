import { z } from 'zod';

/**
 * What TCCC pushes, field by field (vendor document "云联络中心 数据推送"; reference/tccc §1.3-1.6).
 * Every field but the session's id may be missing or null; types are the documented ones, and
 * `readLeniently` converts what arrives otherwise (the voicemail sample's EndpointUser is a number).
 */
const text = z.string().nullish();
const number = z.number().nullish();

const keyPress = z.object({ Key: text, Label: text, key: text, label: text }).nullable();

const seatUser = z.object({
	Mail: text,
	Name: text,
	Nick: text,
	Phone: text,
	UserId: text,
	StaffNumber: text,
});

const participant = z
	.object({
		Sequence: number,
		Mail: text,
		Phone: text,
		Type: text,
		StartTimestamp: number,
		RingTimestamp: number,
		AcceptTimestamp: number,
		EndedTimestamp: number,
		RecordId: text,
		TransferFrom: text,
		TransferFromType: text,
		TransferTo: text,
		TransferToType: text,
		SkillGroupId: number,
		SkillGroupName: text,
		EndStatusString: text,
	})
	.nullable();

const identity = { SdkAppId: number, SessionId: z.string().min(1) };

const timeline = {
	StartTimestamp: number,
	QueuedTimestamp: number,
	RingTimestamp: number,
	AcceptTimestamp: number,
	EndedTimestamp: number,
	Duration: number,
	IVRDuration: number,
	QueuedSkillGroupId: number,
	QueuedSkillGroupName: text,
	EndStatusString: text,
	IVRKeyPressed: z.array(text).nullish(),
	SeatUser: seatUser.nullish(),
	UserRemark: text,
};

export const cdrSchema = z.object({
	...identity,
	...timeline,
	Caller: text,
	Callee: text,
	/** Only with number protection; members of the pull API (reference/tccc §1.3) a push may gain. */
	ProtectedCaller: text,
	ProtectedCallee: text,
	Direction: number,
	CallType: number,
	CallerLocation: text,
	IVRKeyPressedEx: z.array(keyPress).nullish(),
	PostIVRKeyPressed: z.array(keyPress).nullish(),
	HungUpSide: text,
	RecordId: text,
	RecordURL: text,
	CustomRecordURL: text,
	Uui: text,
	TelLocation: z.object({ Country: text, Province: text, City: text, Operator: text }).nullish(),
	ServeParticipants: z.array(participant).nullish(),
});

export const recordSchema = z.object({
	...identity,
	RecordId: text,
	Timestamp: number,
	EndpointUser: text,
	RecordURL: text,
	CustomRecordURL: text,
});

export const voicemailSchema = recordSchema;

export const imcdrSchema = z.object({
	...identity,
	...timeline,
	UserId: text,
	UserNickName: text,
	Satisfaction: z.object({ id: text, content: text }).nullish(),
	ClientData: text,
});

/** A push of a kind this package does not know: whatever identity it carries. */
export const unknownSchema = z.object({ SdkAppId: number, SessionId: text, Timestamp: number });

export type CdrPayload = z.infer<typeof cdrSchema>;
export type RecordPayload = z.infer<typeof recordSchema>;
export type ImcdrPayload = z.infer<typeof imcdrSchema>;
export type UnknownPayload = z.infer<typeof unknownSchema>;
export type SeatUser = z.infer<typeof seatUser>;
export type Participant = NonNullable<z.infer<typeof participant>>;
export type Timeline = Pick<CdrPayload, keyof typeof timeline>;
export type KeyPress = z.infer<typeof keyPress>;

/** Spellings the vendor's own pages use for the same field (reference/tccc §1.13). */
const ALIASES: Record<string, string> = {
	SdkAppld: 'SdkAppId',
	EndPointUser: 'EndpointUser',
	QueuedSkillGroupID: 'QueuedSkillGroupId',
	SessionID: 'SessionId',
	UUI: 'Uui',
};

/** The payload with the documented misspellings under their right names. */
export function withRightNames(payload: Record<string, unknown>): Record<string, unknown> {
	const misspelt = Object.keys(ALIASES).filter((alias) => Object.hasOwn(payload, alias));
	if (misspelt.length === 0) return payload;
	const right = { ...payload };
	for (const alias of misspelt) {
		const name = ALIASES[alias] as string;
		right[name] ??= payload[alias];
		delete right[alias];
	}
	return right;
}
