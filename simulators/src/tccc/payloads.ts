/** The bodies of the pushes, member for member as the vendor's tables have them. */

export interface KeyPress {
	Key: string;
	Label: string;
}

export interface SeatUser {
	Mail: string;
	Name: string;
	Nick: string;
	Phone: string;
	UserId: string;
	StaffNumber: string;
	SkillGroupNameList: string[] | null;
}

export interface ServeParticipant {
	Mail: string;
	Phone: string;
	RingTimestamp: number;
	AcceptTimestamp: number;
	EndedTimestamp: number;
	RecordId: string;
	Type: string;
	TransferFrom: string;
	TransferFromType: string;
	TransferTo: string;
	TransferToType: string;
	SkillGroupId: number;
	EndStatusString: string;
	Sequence: number;
	StartTimestamp: number;
	SkillGroupName: string;
	SkillGroupPriority: number;
}

export interface TelLocation {
	TelNumber: string;
	Country: string;
	Province: string;
	City: string;
	Operator: string;
}

/** Call detail record (`action=cdr`). */
export interface CdrPayload {
	SessionId: string;
	Caller: string;
	Callee: string;
	Direction: 0 | 1;
	/** Not in the vendor's document of 2024-04, but on its pages since 2025-06. */
	CallType?: number;
	Duration: number;
	SeatUser: SeatUser;
	CallerLocation: string;
	IVRDuration: number;
	RingTimestamp: number;
	AcceptTimestamp: number;
	EndedTimestamp: number;
	IVRKeyPressed: string[] | null;
	IVRKeyPressedEx: KeyPress[] | null;
	HungUpSide: string;
	ServeParticipants: ServeParticipant[] | null;
	EndStatusString: string;
	StartTimestamp: number;
	QueuedTimestamp: number;
	PostIVRKeyPressed: KeyPress[] | null;
	QueuedSkillGroupId: number;
	QueuedSkillGroupName: string;
	SdkAppId?: number;
	/** The spelling (with a small L) in the table of the vendor's document. */
	SdkAppld?: number;
	RecordId: string;
	UserRemark: string;
	Uui: string;
	TelLocation: TelLocation;
}

/** Recording of one party (`action=record`). */
export interface RecordPayload {
	SdkAppId: number;
	RecordId: string;
	SessionId: string;
	Timestamp: number;
	EndpointUser: string;
	RecordURL: string;
	/** Only where recordings are copied to the tenant's own storage. */
	CustomRecordURL?: string;
}

/** Message left in the phone menu (`action=voicemail`). */
export interface VoicemailPayload {
	SdkAppId: number;
	SessionId: string;
	Timestamp: number;
	RecordURL: string;
	/** A bare JSON number in the vendor's sample, a string in its table. */
	EndpointUser: number;
}

/** Online chat (`action=imcdr`), from the vendor's older documents. */
export interface ImCdrPayload {
	SdkAppId: number;
	SessionId: string;
	StartTimestamp: number;
	QueuedTimestamp: number;
	RingTimestamp: number;
	AcceptTimestamp: number;
	EndedTimestamp: number;
	QueuedSkillGroupId: number;
	QueuedSkillGroupName: string;
	Duration: number;
	IVRDuration: number;
	EndStatusString: string;
	UserId: string;
	UserNickName: string;
	IVRKeyPressed: string[] | null;
	SeatUser: SeatUser;
	UserRemark: string;
	Satisfaction: { id: string; content: string };
	ClientData: string;
}

/** One push: what it is about, its `X-TCCC-PUSH-UUID` and its body. */
export type TcccPush =
	| { action: 'cdr'; uuid: string; payload: CdrPayload }
	| { action: 'record'; uuid: string; payload: RecordPayload }
	| { action: 'voicemail'; uuid: string; payload: VoicemailPayload }
	| { action: 'imcdr'; uuid: string; payload: ImCdrPayload };

export type TcccAction = TcccPush['action'];
