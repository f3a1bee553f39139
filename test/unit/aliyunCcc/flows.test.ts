import fc from 'fast-check';

import type { CallEvent } from '../../../lib/callEvent/callEvent';
import {
	AGENT,
	AGENT_CHANNEL,
	CONTACT,
	CUSTOMER,
	CUSTOMER_CHANNEL,
	LINE,
	OPENED,
	UUID_CHANNEL,
	inbound2,
	outbound2,
	type Fields,
} from '../../fixtures/aliyunCcc/events';
import { readEvent } from './readEvent';

/** What happens in one instant: events in the vendor's order, each with what it is as a call event. */
type Instant = ReadonlyArray<readonly [eventType: string, fields: Fields, type: string]>;

const START = Date.parse('2026-05-01T08:00:00.000Z');

function eventsOf(instants: readonly Instant[], common: Fields): CallEvent[] {
	return instants.flatMap((instant, index) =>
		instant.map(([eventType, fields]) =>
			readEvent({
				eventTime: new Date(START + index).toISOString(),
				eventType,
				instanceId: 'acme',
				...common,
				...fields,
			}),
		),
	);
}

const COLLEAGUE = 'wu@acme';
const agent = { agentId: AGENT, channelId: AGENT_CHANNEL };
const customer = { channelId: CUSTOMER_CHANNEL, agentId: AGENT };
const colleague = { agentId: COLLEAGUE, channelId: `ch-user-${CUSTOMER}-80002302-${OPENED}` };
const caller = { channelId: UUID_CHANNEL };
const first = { channelId: `ch-customer-${LINE}-13800000011-${OPENED}` };
const second = { channelId: `ch-customer-${LINE}-${CUSTOMER}-${OPENED}` };
const supervisor = {
	agentId: 'zhang@acme',
	channelId: `ch-user-1019-80002303-${OPENED}`,
	callType: 'MONITOR',
};
const state = 'agent.state_changed';

const AFTERWARDS: Instant[] = [
	[['SatisfactionSurveyOffer', agent, 'survey.offered']],
	[['SatisfactionSurveyResponse', { ...agent, rating: '1' }, 'survey.answered']],
	[
		['RecordingReady', {}, 'recording.ready'],
		['DualTrackRecordingReady', {}, 'recording.ready'],
		['CDRReady', {}, 'call.cdr'],
	],
];

/** The sequences of reference/aliyun §1.6 (event definitions 2.0); what stands together may be one instant. */
const FLOWS: Record<string, [common: Fields, instants: Instant[]]> = {
	'an agent’s day': [
		{ agentId: AGENT },
		[
			[
				['AgentCheckIn', {}, state],
				['AgentReady', {}, state],
			],
			[['AgentBreak', {}, state]],
			[['AgentReady', {}, state]],
			[['AgentCheckOut', {}, state]],
		],
	],
	'out, the agent hangs up': [
		outbound2,
		[
			[
				['AgentDialing', agent, state],
				['Dialing', agent, 'call.created'],
				['Ringing', customer, 'call.ringing'],
			],
			[
				['AgentTalk', agent, state],
				['Established', agent, 'call.leg_answered'],
				['Established', customer, 'call.answered'],
			],
			[['Held', agent, 'call.held']],
			[
				['Retrieved', agent, 'call.resumed'],
				['Muted', agent, 'call.muted'],
				['Unmuted', agent, 'call.unmuted'],
			],
			[
				['AgentRelease', agent, state],
				['Released', agent, 'call.leg_ended'],
				['Released', customer, 'call.ended'],
				['AgentReady', { agentId: AGENT }, state],
			],
			...AFTERWARDS,
		],
	],
	'out, the customer hangs up': [
		outbound2,
		[
			[['Established', agent, 'call.leg_answered']],
			[['Established', customer, 'call.answered']],
			[['Released', customer, 'call.ended']],
			[['AgentRelease', agent, state]],
			[['Released', agent, 'call.leg_ended']],
			...AFTERWARDS,
		],
	],
	in: [
		inbound2,
		[
			[
				['Route2IVR', caller, 'call.ivr'],
				['IvrTracking', caller, 'call.ivr'],
				['Enqueue', caller, 'call.queued'],
				['AssignAgent', { ...caller, agentId: AGENT }, 'call.assigned'],
				['Ringing', agent, 'call.ringing'],
				['AgentRinging', agent, state],
			],
			[
				['AgentTalk', agent, state],
				['Established', agent, 'call.answered'],
				['TextStream', agent, 'transcript.ready'],
			],
			[
				['AgentRelease', agent, state],
				['Released', agent, 'call.leg_ended'],
				['Released', caller, 'call.ended'],
				['AgentReady', { agentId: AGENT }, state],
			],
			...AFTERWARDS,
		],
	],
	'in, the first agent does not pick up': [
		inbound2,
		[
			[['Enqueue', caller, 'call.queued']],
			[['AssignAgent', { ...caller, agentId: AGENT }, 'call.assigned']],
			[
				['Ringing', agent, 'call.ringing'],
				['AgentRinging', agent, state],
				['RingingTimeout', agent, 'call.leg_ended'],
				['AgentRingingTimeout', agent, state],
				['AgentBreak', { agentId: AGENT }, state],
			],
			[['QueueingTimeout', caller, 'queue.timeout']],
			[
				['Abandoned', { ...caller, abandonPhase: 'Queuing' }, 'call.ended'],
				['Released', caller, 'call.ended'],
				['CDRReady', {}, 'call.cdr'],
			],
		],
	],
	'a direct transfer': [
		inbound2,
		[
			[['Established', agent, 'call.answered']],
			[
				['AgentRelease', agent, state],
				['Released', agent, 'call.leg_ended'],
				['BlindTransfer', agent, 'call.transferred'],
			],
			[
				['Ringing', { ...colleague, scenario: 'BLIND_TRANSFER' }, 'call.leg_ringing'],
				['AgentRinging', colleague, state],
			],
			[
				['AgentTalk', colleague, state],
				['Established', { ...colleague, scenario: 'BLIND_TRANSFER' }, 'call.leg_answered'],
			],
			[['Released', caller, 'call.ended']],
			[['AgentRelease', colleague, state]],
			[['Released', colleague, 'call.leg_ended']],
		],
	],
	'a transfer after consulting': [
		inbound2,
		[
			[
				['InitiateConsultant', agent, state],
				['Ringing', { ...colleague, scenario: 'CONSULTED' }, 'call.leg_ringing'],
				['AgentRinging', colleague, state],
			],
			[
				['AgentTalk', colleague, state],
				['Established', { ...colleague, scenario: 'CONSULTED' }, 'call.leg_answered'],
				['StartConsultant', agent, state],
			],
			[
				['AgentRelease', agent, state],
				['Released', agent, 'call.leg_ended'],
				['AttendedTransfer', agent, 'call.transferred'],
				['StopConsultant', agent, state],
			],
			[
				['AgentRelease', colleague, state],
				['Released', colleague, 'call.leg_ended'],
				['Released', caller, 'call.ended'],
			],
		],
	],
	'a double call': [
		{
			contactId: CONTACT,
			callType: 'BACK2BACK',
			caller: '13800000011',
			callee: CUSTOMER,
			broker: LINE,
		},
		[
			[
				['Dialing', {}, 'call.created'],
				['Ringing', first, 'call.leg_ringing'],
			],
			[['Ringing', second, 'call.ringing']],
			[
				['Established', first, 'call.leg_answered'],
				['Established', second, 'call.answered'],
			],
			[
				['Released', first, 'call.leg_ended'],
				['Released', second, 'call.ended'],
			],
		],
	],
	'a supervisor listens in': [
		inbound2,
		[
			[
				['AgentDialing', supervisor, state],
				['Dialing', supervisor, 'call.leg_ringing'],
				['AgentTalk', supervisor, state],
				['Established', supervisor, 'call.leg_answered'],
				['StartMonitor', { agentId: AGENT, counterparty: 'zhang@acme' }, 'monitor.changed'],
			],
			[
				['AgentRelease', supervisor, state],
				['Released', supervisor, 'call.leg_ended'],
				['StopMonitor', { agentId: AGENT, counterparty: 'zhang@acme' }, 'monitor.changed'],
			],
			[['Released', caller, 'call.ended']],
		],
	],
	'a campaign': [
		{ campaignId: 'campaign-7' },
		[
			[
				['CampaignSubmitted', {}, 'campaign.state_changed'],
				['CaseAttempted', {}, 'campaign.case_attempted'],
				['CampaignPaused', {}, 'campaign.state_changed'],
			],
			[
				['CampaignResumed', {}, 'campaign.state_changed'],
				['CampaignCompleted', {}, 'campaign.state_changed'],
			],
		],
	],
};

describe.each(Object.entries(FLOWS))('%s', (_title, [common, instants]) => {
	const events = eventsOf(instants, common);

	it('is what happened', () => {
		expect(events.map(({ type }) => type)).toEqual(instants.flat().map(([, , type]) => type));
	});

	it('shuffled and sorted by sequence it is in order again', () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
				(shuffled) => {
					expect([...shuffled].sort((a, b) => a.sequence - b.sequence)).toEqual(events);
				},
			),
			{ numRuns: 50 },
		);
	});
});

it('each event of an instant has a sequence of its own in these flows', () => {
	for (const [common, instants] of Object.values(FLOWS)) {
		const sequences = eventsOf(instants, common).map(({ sequence }) => sequence);
		expect(new Set(sequences).size).toBe(sequences.length);
	}
});
