import type { Call, CallEvent, CallLeg, Outcome } from '../../callEvent/callEvent';
import { canonicalJson } from '../../callEvent/canonicalJson';
import { EMPTY_LEG, NOBODY, UNKNOWN_CUSTOMER, callEvent } from '../../callEvent/emptyCallEvent';
import { fingerprint } from '../../callEvent/fingerprint';
import { sequenceOf } from '../../callEvent/sequence';
import { parsePhoneNumber, type PhoneSettings } from '../../phone/parsePhoneNumber';
import type { PhoneNumber } from '../../phone/phoneNumber';
import { eventIdOf, identityOf } from '../callbacks/callbackContext';
import type { CallType } from '../codes/callType';
import { CDR_DEVICES } from '../codes/cdrDevice';
import type { EndingCode } from '../codes/endingCode';
import { LEAVE_REASONS } from '../codes/leaveReason';
import { MEDIA_TYPES } from '../codes/mediaType';
import { RELEASE_CAUSES } from '../codes/releaseCause';
import type { RecordRow } from './record';
import { callTypeOf } from './rowFilter';

export interface CallRecordSettings {
	/** Milliseconds since 1970. */
	receivedAt: number;
	/** The credential's, for rows that do not tell theirs. */
	vdnId: number;
	phone?: PhoneSettings;
}

const UNKNOWN_TYPE: CallType = { text: '', direction: 'unknown', callType: 'unknown' };

const FINAL = -1;

/** How an inbound call ended that no agent took and whose codes tell no more, by its last device. */
const LOST_AT: Readonly<Record<string, { byCustomer: Outcome; otherwise: Outcome }>> = {
	queue: { byCustomer: 'abandoned_queue', otherwise: 'abandoned_queue' },
	agent: { byCustomer: 'abandoned_ringing', otherwise: 'missed' },
	ivr: { byCustomer: 'abandoned_ivr', otherwise: 'unknown' },
};

/** Ends after which somebody should call the customer back. */
const MISSED: ReadonlySet<Outcome> = new Set([
	'missed',
	'abandoned_ivr',
	'abandoned_queue',
	'abandoned_ringing',
	'no_agent',
	'after_hours',
]);

/**
 * The rows of one call, one for each device it passed, as its `call.cdr` event. Without the row that
 * the vendor calls final (call_id_num -1) the event is not final, says so, and has an id of its own,
 * so that it never takes the place of the whole one.
 */
export function callRecordEvent(
	rows: readonly RecordRow[],
	settings: CallRecordSettings,
): CallEvent {
	const legs = [...rows].sort(
		(one, other) => (finite(startOf(one)) ?? 0) - (finite(startOf(other)) ?? 0),
	);
	const final = legs.find((row) => row['callIdNum'] === FINAL);
	const last = final ?? legs.at(-1) ?? {};
	const kind = callTypeOf(last['callType'] ?? null, 'call') ?? UNKNOWN_TYPE;
	const callId = textOf(last, 'callId');
	const vdnId = textOf(last, 'vdnId') ?? String(settings.vdnId);
	const endedAt = latest(legs.map(endOf));
	const time = endedAt ?? settings.receivedAt;
	const agentLeg = legs.find(isTalk) ?? legs.findLast((row) => deviceOf(row) === 'agent');
	const isWhole = final !== undefined && callId !== null;
	return callEvent({
		id: eventIdOf(vdnId, 'cdr', callId, ...(isWhole ? [] : [fingerprint(canonicalJson(rows))])),
		source: `//huawei-cec/${vdnId}`,
		type: 'call.cdr',
		time: new Date(time).toISOString(),
		receivedAt: new Date(settings.receivedAt).toISOString(),
		subject: callId,
		sequence: sequenceOf(time, 'call.cdr'),
		call: {
			...identityOf(callId, vdnId),
			...endingOf(legs, last, kind),
			...timesOf(legs, agentLeg),
			channel: MEDIA_TYPES[Number(last['mediaType'] ?? 5)]?.channel ?? 'voice',
			direction: kind.direction,
			callType: kind.callType,
			status: 'ended',
			isFinal: isWhole,
			legs: legs.map(legOf),
		},
		...partiesOf(last, kind, settings),
		agent: { ...NOBODY, id: agentLeg ? agentIdOf(agentLeg) : null },
		queue: { id: legs.map(queueIdOf).findLast((id) => id !== null) ?? null, name: null },
		warnings: warningsOf(last, kind, final !== undefined),
		raw: rows,
	});
}

function warningsOf(last: RecordRow, kind: CallType, hasFinal: boolean): string[] {
	const warnings: string[] = [];
	if (kind === UNKNOWN_TYPE) warnings.push(`call_type "${last['callType'] ?? ''}" is not known`);
	if (!hasFinal) warnings.push('The final row of the call (call_id_num -1) is not among its rows');
	return warnings;
}

function partiesOf(last: RecordRow, kind: CallType, { phone }: CallRecordSettings) {
	if (kind.direction === 'internal') return {};
	const caller = numberOf(last['callerNo'], phone);
	const callee = numberOf(last['calleeNo'], phone);
	const isOutbound = kind.direction === 'outbound';
	return {
		customer: { ...UNKNOWN_CUSTOMER, number: isOutbound ? callee : caller },
		line: { number: isOutbound ? caller : callee },
	};
}

function numberOf(raw: unknown, phone: PhoneSettings | undefined): PhoneNumber | null {
	return raw === null || raw === undefined ? null : parsePhoneNumber(raw, phone);
}

/** How the call ended and who ended it: talk first, then the vendor's codes, then where it was. */
function endingOf(
	legs: readonly RecordRow[],
	last: RecordRow,
	kind: CallType,
): Pick<Call, 'outcome' | 'outcomeDetail' | 'hangupBy' | 'isMissed'> {
	const reason = codeOf(LEAVE_REASONS, last['leaveReason']);
	const cause = codeOf(RELEASE_CAUSES, last['releaseCause']);
	const hangupBy = reason?.hangupBy ?? cause?.hangupBy ?? null;
	const isInbound = kind.direction === 'inbound';
	const told = legs.some(isTalk) ? 'answered' : (reason?.outcome ?? cause?.outcome);
	const outcome = told ?? (isInbound ? lostOutcome(last, hangupBy) : 'unknown');
	return {
		outcome,
		outcomeDetail:
			detailOf(last['releaseCause'], cause) ?? detailOf(last['leaveReason'], reason) ?? NO_DETAIL,
		hangupBy,
		isMissed: isInbound && MISSED.has(outcome),
	};
}

function lostOutcome(last: RecordRow, hangupBy: Call['hangupBy']): Outcome {
	const lost = LOST_AT[deviceOf(last) ?? ''];
	if (!lost) return 'unknown';
	return hangupBy === 'customer' ? lost.byCustomer : lost.otherwise;
}

const NO_DETAIL = { code: null, text: null };

function codeOf(table: Readonly<Record<number, EndingCode>>, code: unknown): EndingCode | null {
	return typeof code === 'number' ? (table[code] ?? null) : null;
}

function detailOf(code: unknown, meaning: EndingCode | null) {
	return code === null || code === undefined
		? null
		: { code: String(code), text: meaning?.text ?? null };
}

function timesOf(legs: readonly RecordRow[], agentLeg: RecordRow | undefined): Partial<Call> {
	const of = (device: string) => legs.filter((row) => deviceOf(row) === device);
	const startedAt = earliest(legs.map(startOf));
	const endedAt = latest(legs.map(endOf));
	const talk = legs.filter(isTalk);
	return {
		startedAt: isoOf(startedAt),
		queuedAt: isoOf(earliest(of('queue').map((row) => timeOf(row, 'waitBegin') ?? NaN))),
		ringingAt: isoOf(agentLeg ? timeOf(agentLeg, 'ackBegin') : null),
		answeredAt: isoOf(earliest(talk.map((row) => timeOf(row, 'callBegin') ?? NaN))),
		endedAt: isoOf(endedAt),
		ivrSeconds: sumOf(of('ivr'), 'callBegin', 'callEnd'),
		queueSeconds: sumOf(of('queue'), 'waitBegin', 'waitEnd'),
		ringSeconds: agentLeg ? secondsOf(agentLeg, 'ackBegin', 'ackEnd') : null,
		talkSeconds: sumOf(talk, 'callBegin', 'callEnd') ?? 0,
		totalSeconds:
			startedAt === null || endedAt === null ? null : Math.round((endedAt - startedAt) / 1000),
	};
}

function legOf(row: RecordRow, index: number): CallLeg {
	const device = deviceOf(row);
	const isAgent = device === 'agent';
	const reason = codeOf(LEAVE_REASONS, row['leaveReason']);
	return {
		...EMPTY_LEG,
		index,
		type: device ?? textOf(row, 'deviceType'),
		agentId: isAgent ? agentIdOf(row) : null,
		queueId: queueIdOf(row),
		startedAt: isoOf(finite(startOf(row))),
		ringingAt: isoOf(isAgent ? timeOf(row, 'ackBegin') : null),
		answeredAt: isoOf(isTalk(row) ? timeOf(row, 'callBegin') : null),
		endedAt: isoOf(finite(endOf(row))),
		ringSeconds: isAgent ? secondsOf(row, 'ackBegin', 'ackEnd') : null,
		talkSeconds: isAgent ? (secondsOf(row, 'callBegin', 'callEnd') ?? 0) : null,
		outcome: isTalk(row) ? 'answered' : (reason?.outcome ?? 'unknown'),
		outcomeDetail: detailOf(row['leaveReason'], reason) ?? NO_DETAIL,
		transferFrom: textOf(row, 'preDeviceNo'),
		transferFromType: CDR_DEVICES[Number(row['preDeviceType'])]?.kind ?? null,
	};
}

function deviceOf(row: RecordRow): string | null {
	return CDR_DEVICES[Number(row['deviceType'])]?.kind ?? null;
}

/** An agent and the customer talked: the same second twice is no conversation. */
function isTalk(row: RecordRow): boolean {
	return deviceOf(row) === 'agent' && (secondsOf(row, 'callBegin', 'callEnd') ?? 0) > 0;
}

/** Rows of queues and IVRs have the agent 0. */
function agentIdOf(row: RecordRow): string | null {
	const id = textOf(row, 'agentId');
	return id === '0' ? textOf(row, 'deviceNo') : (id ?? textOf(row, 'deviceNo'));
}

function queueIdOf(row: RecordRow): string | null {
	const own = deviceOf(row) === 'queue' ? textOf(row, 'deviceNo') : null;
	return own ?? textOf(row, 'currentSkillId') ?? textOf(row, 'skillId');
}

function textOf(row: RecordRow, name: string): string | null {
	const value = row[name] ?? null;
	return value === null ? null : String(value);
}

/** Milliseconds since 1970; a cell that is no time stayed as it was written, and is none. */
function timeOf(row: RecordRow, name: string): number | null {
	const value = row[name];
	return typeof value === 'string' && value.endsWith('Z') ? finite(Date.parse(value)) : null;
}

function startOf(row: RecordRow): number {
	return timeOf(row, 'waitBegin') ?? timeOf(row, 'ackBegin') ?? timeOf(row, 'callBegin') ?? NaN;
}

function endOf(row: RecordRow): number {
	return timeOf(row, 'callEnd') ?? timeOf(row, 'ackEnd') ?? timeOf(row, 'waitEnd') ?? NaN;
}

function secondsOf(row: RecordRow, from: string, to: string): number | null {
	const begin = timeOf(row, from);
	const end = timeOf(row, to);
	return begin === null || end === null || end < begin ? null : Math.round((end - begin) / 1000);
}

function sumOf(rows: readonly RecordRow[], from: string, to: string): number | null {
	const known = rows.map((row) => secondsOf(row, from, to)).filter((value) => value !== null);
	return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
}

function earliest(times: readonly number[]): number | null {
	return finite(Math.min(...times.filter(Number.isFinite)));
}

function latest(times: readonly number[]): number | null {
	return finite(Math.max(...times.filter(Number.isFinite)));
}

function finite(time: number): number | null {
	return Number.isFinite(time) ? time : null;
}

function isoOf(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}
