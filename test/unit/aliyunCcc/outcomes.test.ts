import {
	AGENT,
	AGENT_CHANNEL,
	CUSTOMER,
	CUSTOMER_CHANNEL,
	DIALECT_2,
	LINE,
	TIME,
	inbound2,
	outbound2,
	type Fields,
} from '../../fixtures/aliyunCcc/events';
import { readEvent } from './readEvent';

const released = (fields: Fields) =>
	readEvent({
		eventTime: TIME,
		eventType: 'Released',
		instanceId: 'acme',
		channelId: CUSTOMER_CHANNEL,
		agentId: AGENT,
		...fields,
	});

describe('how a call ended: releaseReason and earlyMediaState', () => {
	it.each<[string, string | null, string]>([
		['480 - Temporarily Unavailable', 'NoAnswer', 'no_answer'],
		['480 - Temporarily Unavailable', 'OutOfService', 'unreachable'],
		['480 - Temporarily Unavailable', 'NotExist', 'invalid_number'],
		['480 - Temporarily Unavailable', 'Restricted', 'blocked'],
		['480 - Temporarily Unavailable', 'Limited', 'blocked'],
		['480 - Temporarily Unavailable', 'Busy', 'busy'],
		['480 - Temporarily Unavailable', 'NotConnected', 'unreachable'],
		['480 - Temporarily Unavailable', 'PowerOff', 'unreachable'],
		['480 - Temporarily Unavailable', 'poweroff', 'unreachable'],
		['480 - Temporarily Unavailable', null, 'unreachable'],
		['200 - Okay', null, 'answered'],
		['403 - Forbidden', null, 'blocked'],
		['404 - No destination', null, 'invalid_number'],
		['408 - Request Timeout', null, 'no_answer'],
		['486 - Busy Here', null, 'busy'],
		['487-Request Terminated', null, 'canceled'],
		['410 - Gone', null, 'invalid_number'],
		['484 - Address Incomplete', null, 'invalid_number'],
		['600 - Busy Everywhere', null, 'busy'],
		['603 - Decline', null, 'rejected'],
		['604 - Does Not Exist Anywhere', null, 'invalid_number'],
		['503 - Service Unavailable', null, 'failed'],
		['Unheard of', null, 'unknown'],
		['4800 - No status', null, 'unknown'],
		['', null, 'unknown'],
	])('%s, %s: %s', (releaseReason, earlyMediaState, outcome) => {
		const { call, warnings } = released({ ...outbound2, releaseReason, earlyMediaState });
		expect(call.outcome).toBe(outcome);
		expect(call.outcomeDetail.code).toBe(earlyMediaState ?? (releaseReason || null));
		expect(call.legs).toMatchObject([{ outcome }]);
		expect(warnings).toEqual([]);
	});

	it('an announcement nobody knows: the SIP status tells, with a warning', () => {
		const { call, warnings } = released({
			...outbound2,
			earlyMediaState: 'Singing',
			releaseReason: '486 - Busy Here',
		});
		expect(call.outcome).toBe('busy');
		expect(warnings).toEqual(['earlyMediaState "Singing" is not known']);
	});

	it('a normal end of a call that came in proves no agent', () => {
		const { call } = released({ ...inbound2, releaseReason: '200 - Okay' });
		expect(call).toMatchObject({ status: 'ended', outcome: 'unknown', isMissed: false });
	});

	it('the end of one leg is no end of the call', () => {
		const { type, call } = released({
			...outbound2,
			channelId: AGENT_CHANNEL,
			releaseReason: '200 - Okay',
			releaseInitiator: AGENT,
		});
		expect(type).toBe('call.leg_ended');
		expect(call).toMatchObject({ outcome: null, hangupBy: null, endedAt: null });
		expect(call.legs).toMatchObject([{ outcome: 'answered', endedAt: TIME }]);
	});

	it('but what the network announced is, whichever channel is told of it', () => {
		const { type, call } = released({
			...outbound2,
			channelId: AGENT_CHANNEL,
			releaseReason: '480 - Temporarily Unavailable',
			earlyMediaState: 'PowerOff',
		});
		expect(type).toBe('call.leg_ended');
		expect(call).toMatchObject({
			outcome: 'unreachable',
			outcomeDetail: { code: 'PowerOff', text: 'The phone is off' },
		});
	});
});

describe('who hung up: releaseInitiator, initiator', () => {
	it.each<[string, Fields, string | null]>([
		['the customer called', { ...outbound2, releaseInitiator: CUSTOMER }, 'customer'],
		['the customer who calls', { ...inbound2, initiator: CUSTOMER }, 'customer'],
		[
			'the same number in another writing',
			{ ...inbound2, initiator: `0086${CUSTOMER}` },
			'customer',
		],
		['the agent by id', { ...outbound2, releaseInitiator: AGENT }, 'agent'],
		['another agent', { ...outbound2, releaseInitiator: 'wu@acme' }, 'agent'],
		['the number called', { ...inbound2, initiator: LINE }, 'agent'],
		['the number calling', { ...outbound2, initiator: LINE }, 'agent'],
		['a word', { ...outbound2, releaseInitiator: 'customer' }, 'customer'],
		['another word', { ...outbound2, releaseInitiator: 'AGENT' }, 'agent'],
		['the system', { ...outbound2, releaseInitiator: 'system' }, 'system'],
		['a stranger', { ...outbound2, releaseInitiator: '13900000099' }, 'unknown'],
		['a party of a call of unknown direction', { caller: '1', releaseInitiator: '1' }, 'unknown'],
		['nobody said', outbound2, null],
		[
			'the second party of a double call',
			{ callType: 'BACK2BACK', caller: '13800000011', callee: CUSTOMER, initiator: CUSTOMER },
			'customer',
		],
		[
			'the first party of a double call',
			{
				callType: 'Back2Back',
				caller: '13800000011',
				callee: CUSTOMER,
				initiator: '13800000011',
				channelId: '',
			},
			'agent',
		],
	])('%s', (_title, fields, hangupBy) => {
		expect(released(fields).call.hangupBy).toBe(hangupBy);
	});
});

describe('the record: dispositionCode', () => {
	const record = (fields: Fields) => readEvent({ ...DIALECT_2['CDRReady']?.push, ...fields });

	it.each<[string, string, string, boolean]>([
		['Success', 'INBOUND', 'answered', false],
		['AbandonedInQueue', 'INBOUND', 'abandoned_queue', true],
		['AbandonedRing', 'INBOUND', 'abandoned_ringing', true],
		['AbandonedInContactFlow', 'INBOUND', 'abandoned_ivr', true],
		['abandonedincontactflow', 'INBOUND', 'abandoned_ivr', true],
		['NoAnswer', 'INBOUND', 'missed', true],
		['NoAnswer', 'OUTBOUND', 'no_answer', false],
		['Reject', 'OUTBOUND', 'rejected', false],
		['AbandonedInQueue', 'PREDICTIVE', 'abandoned_queue', false],
		['NoAnswer', '', 'no_answer', false],
	])('%s, %s: %s', (dispositionCode, callType, outcome, isMissed) => {
		const { call, warnings } = record({ dispositionCode, callType });
		expect(call).toMatchObject({ outcome, isMissed, status: 'ended', isFinal: true });
		expect(call.outcomeDetail.code).toBe(dispositionCode);
		expect(call.talkSeconds).toBe(outcome === 'answered' ? 90 : 0);
		expect(call.answeredAt === null).toBe(outcome !== 'answered');
		expect(warnings).toEqual([]);
	});

	it('a success without an answer is not taken for one', () => {
		const { call, warnings } = record({ establishedTime: '' });
		expect(call).toMatchObject({ outcome: 'unknown', answeredAt: null, talkSeconds: null });
		expect(warnings).toEqual(['dispositionCode is Success although establishedTime is not set']);
	});

	it('an answer without a code is one', () => {
		expect(record({ dispositionCode: '' }).call).toMatchObject({ outcome: 'answered' });
	});

	it('a code nobody knows keeps its text', () => {
		const { call, warnings } = record({ dispositionCode: 'Evaporated' });
		expect(call).toMatchObject({
			outcome: 'unknown',
			outcomeDetail: { code: 'Evaporated', text: null },
		});
		expect(warnings).toEqual(['dispositionCode "Evaporated" is not known']);
	});

	it('times the wrong way round give no duration', () => {
		const { call } = record({ endTime: '2026-05-01T07:00:00Z' });
		expect(call).toMatchObject({ talkSeconds: null, totalSeconds: null });
	});
});

describe('direction and numbers (reference/aliyun §1.1)', () => {
	const told = (fields: Fields) => {
		const { call, customer, line, agent, warnings } = readEvent({
			eventTime: TIME,
			eventType: 'Held',
			caller: '13800000011',
			callee: '13800000012',
			broker: '02100000000',
			...fields,
		});
		return [
			call.direction,
			call.callType,
			customer.number?.raw ?? null,
			line.number?.raw ?? null,
			agent.phone?.raw ?? null,
			warnings.length,
		];
	};

	it.each<[string, unknown[]]>([
		['INBOUND', ['inbound', 'manual', '13800000011', '13800000012', null, 0]],
		['Inbound', ['inbound', 'manual', '13800000011', '13800000012', null, 0]],
		['OUTBOUND', ['outbound', 'manual', '13800000012', '02100000000', null, 0]],
		['Outbound', ['outbound', 'manual', '13800000012', '02100000000', null, 0]],
		['PREDICTIVE', ['outbound', 'predictive', '13800000012', '02100000000', null, 0]],
		['PredictiveDial', ['outbound', 'predictive', '13800000012', '02100000000', null, 0]],
		['BACK2BACK', ['outbound', 'manual', '13800000012', '02100000000', '13800000011', 0]],
		['Back2Back', ['outbound', 'manual', '13800000012', '02100000000', '13800000011', 0]],
		['INTERNAL', ['internal', 'internal', null, null, null, 0]],
		['Internal', ['internal', 'internal', null, null, null, 0]],
		['CONFERENCE', ['unknown', 'unknown', null, null, null, 0]],
		['CONSULTANT', ['unknown', 'unknown', null, null, null, 0]],
		['Consult', ['unknown', 'unknown', null, null, null, 0]],
		['MONITOR', ['unknown', 'unknown', null, null, null, 0]],
		['COACH', ['unknown', 'unknown', null, null, null, 0]],
		['BARGE', ['unknown', 'unknown', null, null, null, 0]],
		['INTERCEPT', ['unknown', 'unknown', null, null, null, 0]],
		['Call2RoutePoint', ['unknown', 'unknown', null, null, null, 0]],
		['TELEPATHY', ['unknown', 'unknown', null, null, null, 1]],
		['', ['unknown', 'unknown', null, null, null, 0]],
	])('%s', (callType, expected) => {
		expect(told({ callType })).toEqual(expected);
	});

	it('the number the customer is really called with comes first', () => {
		expect(told({ callType: 'OUTBOUND', additionalBroker: '02100000001' })[3]).toBe('02100000001');
		expect(told({ callType: 'BACK2BACK', additionalBroker: '02100000001' })[3]).toBe('02100000001');
		expect(told({ callType: 'OUTBOUND', broker: '' })[3]).toBe('13800000011');
	});

	it('a number that was withheld is told from one that is not there', () => {
		expect(told({ callType: 'INBOUND', caller: '' })[2]).toBeNull();
		expect(told({ callType: 'INBOUND', callee: '' })[3]).toBe('02100000000');
	});
});
