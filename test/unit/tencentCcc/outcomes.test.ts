import { endingOf } from '../../../lib/tencentCcc/endStatus';
import { callKindOf } from '../../../lib/tencentCcc/callType';
import { pushQueryOf } from '../../../lib/tencentCcc/action';

/** reference/tccc §1.10 in the order of its table; "!" marks the inbound give-ups someone should call back. */
const TABLE = `
ok answered | seatGiveUp missed! | blackList blocked | ivrGiveUp abandoned_ivr! | waitingGiveUp abandoned_queue!
ringingGiveUp abandoned_ringing! | noSeatOnline no_agent! | notWorkTime after_hours! | ivrEnd ivr_complete
restrictedCallee blocked | tooManyRequest blocked | restrictedArea blocked | restrictedTime blocked
notAnswer no_answer | userReject rejected | powerOff unreachable | numberNotExist invalid_number | busy busy
outOfCredit unreachable | operatorError failed | callerCancel canceled | notInService unreachable
clientError failed | carrierBlocked blocked | callReminder no_answer | numberInvalid invalid_number
callRestricted blocked | calleeRestricted blocked | areaRestricted blocked | promptCallForwarding no_answer
callerCancelWhileRing canceled | callerCancelWithoutRing failed | voiceMailReached voicemail
asrError failed | llmasrError failed | ttsError failed | functionCallHangup answered
maxCallDurationReached answered | userInactivity answered | callTerminatedByAPI answered
userHangupDuringAiCall answered | aiAgentEndCall answered | callConflict failed | clientTimeout failed
voipClientError failed | unconnected failed | seatForward answered | outboundForward answered
error failed | unknown unknown | autoFinished answered
`;

const rows = TABLE.split(/[|\n]/)
	.map((row) => row.trim())
	.filter((row) => row !== '')
	.map((row) => row.split(' ') as [string, string]);

it('the table is whole', () => expect(rows).toHaveLength(51));

it.each(rows)('EndStatusString %s is %s', (code, expected) => {
	const ending = endingOf(code, true);
	expect(`${ending.outcome}${ending.missed ? '!' : ''}`).toBe(expected);
	expect(ending.warning).toBeNull();
	expect(ending.detail.code).toBe(code);
});

it.each(['constructor', '__proto__', 'hasOwnProperty'])('EndStatusString %s is unknown', (code) => {
	expect(endingOf(code, true)).toMatchObject({ outcome: 'unknown', detail: { code } });
});

it.each([
	[0, undefined, 'inbound', 'unknown'],
	[1, undefined, 'outbound', 'unknown'],
	[1, 1, 'outbound', 'manual'],
	[0, 2, 'inbound', 'manual'],
	[0, 3, 'inbound', 'manual'],
	[1, 5, 'outbound', 'predictive'],
	[1, 6, 'internal', 'internal'],
	[undefined, 2, 'inbound', 'manual'],
	[1, 4, 'outbound', 'unknown'],
])('Direction %s, CallType %s: %s, %s', (direction, type, expected, callType) => {
	expect(callKindOf(direction, type)).toMatchObject({ direction: expected, callType });
});

it.each([
	['/webhook/1/tencent-ccc?action=cdr&version=1', 'cdr', '1'],
	['/webhook/1/tencent-ccc?action=voicemail', 'voicemail', null],
	['/webhook/1/tencent-ccc?token=x&action=record&version=1', 'record', '1'],
	['/webhook/1/tencent-ccc?token=x?action=record&version=1', 'record', '1'],
	['/webhook/1/tencent-ccc', null, null],
	['/webhook/1/tencent-ccc?action=', null, null],
	['/webhook/1/tencent-ccc?action=%E4%BD%A0&action=cdr', '你', null],
])('%s', (url, action, version) => {
	expect(pushQueryOf(url)).toEqual({ action, version });
});
