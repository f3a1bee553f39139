import type { CallEvent } from '../../../lib/callEvent/callEvent';
import {
	AGENT,
	AGENT_CHANNEL,
	CONTACT,
	CUSTOMER,
	CUSTOMER_CHANNEL,
	LINE,
	OPENED,
	TIME,
	UUID_CHANNEL,
	inbound2,
	outbound2,
	type Fields,
} from '../../fixtures/aliyunCcc/events';
import { readEvent } from './readEvent';

const event = (eventType: string, fields: Fields): CallEvent =>
	readEvent({ eventTime: TIME, eventType, instanceId: 'acme', ...fields });

const [RINGS, ANSWERED, ENDED] = [
	['call.ringing', 'call.leg_ringing'],
	['call.answered', 'call.leg_answered'],
	['call.ended', 'call.leg_ended'],
];

/** Ringing, Established and Released, each of the call (c) or of one leg (l). */
function meaningsOf(fields: Fields): string {
	return [
		['Ringing', RINGS],
		['Established', ANSWERED],
		['Released', ENDED],
	]
		.map(([name, types]) => {
			const { type } = event(name as string, fields);
			return 'cl'.charAt((types ?? []).indexOf(type)) || type;
		})
		.join('');
}

const API_AGENT_CHANNEL = `ch:user:${CUSTOMER}->80326034:1777622400000:${CONTACT}`;
const API_CUSTOMER_CHANNEL = `ch:customer:${LINE}->${CUSTOMER}:1777622400000:${CONTACT}`;
const agentId = AGENT;
const internal = { callType: 'INTERNAL', caller: '80001878', callee: '80002301' };
const both = { callType: 'BACK2BACK', caller: '13800000011', callee: CUSTOMER, broker: LINE };

describe('whose channel it is decides what its ringing, answer and end are', () => {
	it.each<[string, Fields, string]>([
		['in: the agent is awaited', { ...inbound2, channelId: AGENT_CHANNEL, agentId }, 'ccl'],
		['in: the customer ends it', { ...inbound2, channelId: CUSTOMER_CHANNEL }, 'llc'],
		['in, as the API writes', { ...inbound2, channelId: API_AGENT_CHANNEL, agentId }, 'ccl'],
		[
			'in: the customer opened the channel, and only the agent rings and answers',
			{ ...inbound2, channelId: UUID_CHANNEL, agentId },
			'ccc',
		],
		['in: nobody of the agents is named', { ...inbound2, channelId: UUID_CHANNEL }, 'llc'],
		['out: the customer is awaited', { ...outbound2, channelId: CUSTOMER_CHANNEL, agentId }, 'ccc'],
		['out, as the API writes', { ...outbound2, channelId: API_CUSTOMER_CHANNEL }, 'ccc'],
		['out: the agent is beside', { ...outbound2, channelId: AGENT_CHANNEL, agentId }, 'lll'],
		[
			'out: the agent opened the channel',
			{ ...outbound2, channelId: UUID_CHANNEL, agentId },
			'lll',
		],
		['out: nobody of the agents is named', { ...outbound2, channelId: UUID_CHANNEL }, 'ccc'],
		[
			'dialer: the customer is awaited',
			{ ...outbound2, callType: 'PREDICTIVE', channelId: CUSTOMER_CHANNEL },
			'ccc',
		],
		[
			'dialer: the agent comes to it',
			{ ...outbound2, callType: 'PREDICTIVE', channelId: AGENT_CHANNEL, agentId },
			'lll',
		],
		['internal: the one who calls', { ...internal, channelId: UUID_CHANNEL, agentId }, 'lll'],
		[
			'internal: the colleague called',
			{ ...internal, channelId: `ch-user-80001878-80002301-${OPENED}`, agentId },
			'ccc',
		],
		[
			'internal: the platform calls the caller',
			{ ...internal, channelId: `ch-user-1018-80001878-${OPENED}`, agentId },
			'lll',
		],
		[
			'double call: the first party',
			{ ...both, channelId: `ch-customer-${LINE}-13800000011-${OPENED}` },
			'lll',
		],
		[
			'double call: the second party',
			{ ...both, channelId: `ch-customer-${LINE}-${CUSTOMER}-${OPENED}` },
			'ccc',
		],
		['double call: nothing tells', { ...both, channelId: UUID_CHANNEL }, 'ccc'],
		['1.0 has no channels', { ...inbound2, connectId: '77120', agentId }, 'ccc'],
		['1.0, out', { ...outbound2, callType: 'Outbound', connectId: '77120', agentId }, 'ccc'],
		['1.0, double call', { ...both, callType: 'Back2Back', connectId: '77120' }, 'ccc'],
		['no callType: an answer is the call’s', { channelId: AGENT_CHANNEL, agentId }, 'ccl'],
		['no callType, the customer', { channelId: CUSTOMER_CHANNEL }, 'ccc'],
		['no callType, nothing tells', { channelId: UUID_CHANNEL, agentId }, 'ccl'],
		['no channel at all', {}, 'ccc'],
		[
			'a consulted colleague, even at an outside number',
			{ ...inbound2, channelId: CUSTOMER_CHANNEL, scenario: 'CONSULTED' },
			'lll',
		],
		[
			'callType CONSULTANT',
			{ ...inbound2, callType: 'CONSULTANT', channelId: AGENT_CHANNEL },
			'lll',
		],
		['callType MONITOR', { callType: 'MONITOR', channelId: UUID_CHANNEL, agentId }, 'lll'],
		['callType COACH', { callType: 'COACH', channelId: UUID_CHANNEL, agentId }, 'lll'],
		['callType BARGE', { callType: 'BARGE', channelId: UUID_CHANNEL, agentId }, 'lll'],
		['callType INTERCEPT', { callType: 'INTERCEPT', channelId: UUID_CHANNEL, agentId }, 'lll'],
		[
			'the next agent after a transfer',
			{ ...inbound2, channelId: AGENT_CHANNEL, agentId, scenario: 'BLIND_TRANSFER' },
			'lll',
		],
		[
			'the customer after a transfer',
			{ ...inbound2, channelId: CUSTOMER_CHANNEL, scenario: 'blind_transfer' },
			'llc',
		],
		[
			'a scenario nobody knows',
			{ ...inbound2, channelId: AGENT_CHANNEL, scenario: 'DANCE' },
			'ccl',
		],
		['a channel of a party nobody knows', { ...outbound2, channelId: 'ch-robot-1' }, 'ccc'],
	])('%s', (_title, fields, meanings) => {
		expect(meaningsOf(fields)).toBe(meanings);
	});

	it.each(['MONITORING', 'COACHING', 'INTERCEPTING', 'BARGING', 'CONSULTED'])(
		'who comes to a call that goes on, %s, is never the customer',
		(scenario) => {
			for (const channelId of [AGENT_CHANNEL, CUSTOMER_CHANNEL, UUID_CHANNEL]) {
				expect(meaningsOf({ ...inbound2, channelId, agentId, scenario })).toBe('lll');
			}
		},
	);

	it.each(['BLIND_TRANSFER', 'ATTENDED_TRANSFER', 'CONFERENCE', 'INTERCEPTED'])(
		'the next agent, %s, unless the channel is the customer’s',
		(scenario) => {
			expect(meaningsOf({ ...inbound2, channelId: AGENT_CHANNEL, agentId, scenario })).toBe('lll');
			expect(meaningsOf({ ...outbound2, channelId: CUSTOMER_CHANNEL, agentId, scenario })).toBe(
				'ccc',
			);
		},
	);

	it.each<[string, Fields, string]>([
		['the agent by id', { ...outbound2, destination: AGENT, agentId }, 'call.leg_ringing'],
		['another agent', { ...outbound2, destination: 'wu@acme', agentId }, 'call.leg_ringing'],
		['the customer', { ...outbound2, destination: CUSTOMER, agentId }, 'call.ringing'],
		['the customer who calls', { ...inbound2, destination: CUSTOMER }, 'call.leg_ringing'],
		['an extension', { ...inbound2, destination: '80002301', agentId }, 'call.ringing'],
		['the second party', { ...both, destination: CUSTOMER }, 'call.ringing'],
		['the first party', { ...both, destination: '13800000011' }, 'call.leg_ringing'],
	])('Ringing names whom it rings: %s', (_title, fields, type) => {
		expect(event('Ringing', { connectId: '7', ...fields }).type).toBe(type);
		expect(event('Ringing', { channelId: UUID_CHANNEL, ...fields }).type).toBe(type);
	});

	it('Dialing begins the call, unless it dials into one', () => {
		const type = (fields: Fields) => event('Dialing', fields).type;
		expect(type({ ...outbound2, channelId: UUID_CHANNEL, agentId })).toBe('call.created');
		expect(type({ ...both, channelId: UUID_CHANNEL })).toBe('call.created');
		expect(type({ callType: 'MONITOR', channelId: UUID_CHANNEL })).toBe('call.leg_ringing');
	});
});

describe('where the call is, beside an event of one leg', () => {
	it.each<[string, Fields, string | null]>([
		['Established', { ...outbound2, channelId: AGENT_CHANNEL, agentId }, 'ringing'],
		['Released', { ...outbound2, channelId: AGENT_CHANNEL, agentId }, null],
		['Ringing', { ...inbound2, channelId: AGENT_CHANNEL, scenario: 'CONSULTED' }, 'in_progress'],
		[
			'Ringing',
			{ ...outbound2, callType: 'PREDICTIVE', channelId: AGENT_CHANNEL, agentId },
			'in_progress',
		],
	])('%s %#: %s', (name, fields, status) => {
		const { call } = event(name, fields);
		expect(call).toMatchObject({ status, ringingAt: null, answeredAt: null, endedAt: null });
	});

	it('the moment stands on the leg', () => {
		const { call } = event('Established', { ...outbound2, channelId: AGENT_CHANNEL, agentId });
		expect(call.legs).toMatchObject([{ type: 'agent', agentId: AGENT, answeredAt: TIME }]);
	});
});

describe('legId', () => {
	it.each([
		[AGENT_CHANNEL, `ch-user-${OPENED}`],
		[CUSTOMER_CHANNEL, `ch-customer-${OPENED}`],
		[API_AGENT_CHANNEL, `ch-user-1777622400000:${CONTACT}`],
		[API_CUSTOMER_CHANNEL, `ch-customer-1777622400000:${CONTACT}`],
		[
			'ch:user:8613800000001->8613800000002:1777622400000:job-103826849851777024',
			'ch-user-1777622400000:job-103826849851777024',
		],
		[UUID_CHANNEL, UUID_CHANNEL],
		['ch-user-1', 'ch-user-1'],
	])('%s: %s', (channelId, legId) => {
		expect(event('Established', { ...inbound2, channelId }).call.legId).toBe(legId);
	});

	it.each([
		`ch-customer-${CUSTOMER}`,
		`ch:customer:${LINE}->${CUSTOMER}`,
		CUSTOMER_CHANNEL,
		API_CUSTOMER_CHANNEL,
		AGENT_CHANNEL,
	])('%s: no number is left in it, nor in the id', (channelId) => {
		const { id, call } = event('Established', { ...inbound2, channelId });
		expect(`${id} ${call.legId}`).not.toContain(CUSTOMER);
		expect(`${id} ${call.legId}`).not.toContain(LINE);
	});

	it('of two channels of a call differs', () => {
		const leg = (channelId: string) => event('Held', { ...inbound2, channelId }).call.legId;
		expect(leg(AGENT_CHANNEL)).not.toBe(leg(CUSTOMER_CHANNEL));
	});
});
