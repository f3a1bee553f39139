import type { RandomSource } from '../randomSource.ts';
import type { Customer } from './parties.ts';
import {
	asParty,
	describeSeat,
	drawAgents,
	drawAppUser,
	drawCustomer,
	drawLine,
	drawMobileCustomer,
} from './parties.ts';
import type {
	CdrPayload,
	KeyPress,
	RecordPayload,
	ServeParticipant,
	TcccPush,
	VoicemailPayload,
} from './payloads.ts';
import type { Agent, SkillGroup } from './people.ts';
import { skillGroups, surveyAnswers, userRemarks } from './people.ts';
import type { LegPlan, Scenario } from './scenarios.ts';
import type { LegTimes, Timeline } from './timeline.ts';
import { planTimeline } from './timeline.ts';

/** What the pushes of one session share. */
export interface Session {
	random: RandomSource;
	scenario: Scenario;
	sdkAppId: number;
	startTime: number;
	callType: boolean;
}

interface Leg {
	plan: LegPlan;
	times: LegTimes;
	agent: Agent | undefined;
	/** The agent's e-mail, or the number of an outside line. */
	endpoint: string;
	type: string;
	recordId: string;
}

/** The pushes of one phone call: its record, its recordings and the message left, if any. */
export function makePhoneCall(session: Session): TcccPush[] {
	const { random } = session;
	const sessionId = random.uuid();
	const group = random.pick(skillGroups);
	const timeline = planTimeline(random, session.startTime, session.scenario);
	const legs = drawLegs(session, group, timeline);
	const customer = drawOtherSide(session, legs);
	const cdr = makeCdr(session, { sessionId, group, timeline, legs, customer });
	const voicemail = session.scenario.voicemail
		? [asPush(random, 'voicemail', makeVoicemail(session, cdr, customer))]
		: [];
	return [asPush(random, 'cdr', cdr), ...makeRecords(session, cdr), ...voicemail];
}

interface Facts {
	sessionId: string;
	group: SkillGroup;
	timeline: Timeline;
	legs: readonly Leg[];
	customer: Customer;
}

function makeCdr(session: Session, facts: Facts): CdrPayload {
	const { random, scenario } = session;
	const { group, timeline, legs, customer } = facts;
	const keys = drawIvrKeys(session, group);
	const hungUpSide = random.pick(scenario.hungUpSide);
	const survey = drawSurvey(session, hungUpSide);
	const end = timeline.end + (survey ? random.integer(3, 12) : 0);

	return {
		SessionId: facts.sessionId,
		...describeSides(session, facts),
		...(sendsCallType(session) ? { CallType: scenario.callType ?? 0 } : {}),
		SeatUser: describeSeat(findSeat(scenario, legs)),
		...describeTimes({ ...timeline, end }),
		IVRKeyPressed: keys && keys.map((key) => key.Key),
		IVRKeyPressedEx: keys,
		HungUpSide: hungUpSide,
		ServeParticipants: legs.length > 0 ? describeLegs(random, group, legs) : null,
		EndStatusString: random.pick(scenario.endStatus),
		PostIVRKeyPressed: survey,
		...describeQueue(scenario, timeline, group),
		SdkAppId: session.sdkAppId,
		RecordId: hasCustomerRecording(scenario, legs) ? random.uuid() : '',
		UserRemark: random.pick(userRemarks),
		Uui: scenario.course === 'outbound' ? drawUui(random) : '',
		TelLocation: customer.location,
	};
}

function describeSides({ random, scenario }: Session, { legs, customer }: Facts) {
	const ownLine =
		scenario.course === 'internal' ? (legs[0]?.agent?.staffNumber ?? '') : drawLine(random);
	const { Province, City } = customer.location;
	return scenario.course === 'inbound'
		? {
				Caller: customer.number,
				Callee: ownLine,
				Direction: 0 as const,
				CallerLocation: `${Province}${City}`,
			}
		: { Caller: ownLine, Callee: customer.number, Direction: 1 as const, CallerLocation: '' };
}

function describeTimes({ start, queued, ring, accept, end }: Timeline) {
	return {
		Duration: accept > 0 ? end - accept : 0,
		IVRDuration: queued > 0 ? queued - start : 0,
		StartTimestamp: start,
		QueuedTimestamp: queued,
		RingTimestamp: ring,
		AcceptTimestamp: accept,
		EndedTimestamp: end,
	};
}

/** An outbound call names its agent's group; an inbound one the group it was queued for, if any. */
function describeQueue(scenario: Scenario, timeline: Timeline, group: SkillGroup) {
	const isKnown = scenario.course !== 'inbound' || timeline.queued > 0;
	return {
		QueuedSkillGroupId: isKnown ? group.id : 0,
		QueuedSkillGroupName: isKnown ? group.name : '',
	};
}

/** Colleagues who call each other are recorded as agents, each on a leg. */
function hasCustomerRecording(scenario: Scenario, legs: readonly Leg[]): boolean {
	return scenario.course !== 'internal' && legs.some((leg) => leg.recordId !== '');
}

function sendsCallType({ scenario, callType }: Session): boolean {
	return Boolean(scenario.alwaysSendCallType) || callType;
}

/** The last agent of the call; of an internal call the one who dialled. */
function findSeat(scenario: Scenario, legs: readonly Leg[]): Agent | undefined {
	if (scenario.course === 'internal') return legs[0]?.agent;
	return legs.findLast((leg) => leg.agent)?.agent;
}

function drawOtherSide({ random, scenario }: Session, legs: readonly Leg[]): Customer {
	if (scenario.course === 'internal') return asParty(legs[1]?.agent?.staffNumber ?? '');
	if (scenario.callerIsAppUser) return drawAppUser(random);
	return scenario.voicemail ? drawMobileCustomer(random) : drawCustomer(random);
}

function drawLegs(session: Session, group: SkillGroup, timeline: Timeline): Leg[] {
	const { random, scenario } = session;
	const staff = drawAgents(random, group, scenario.legs.length);
	const isRecorded = scenario.stage !== 'start';
	return timeline.legs.map((times, index) => {
		const plan = scenario.legs[index] as LegPlan;
		const agent = plan.external ? undefined : staff[index];
		return {
			plan,
			times,
			agent,
			endpoint: agent?.mail ?? drawCustomer(random).number,
			type: agent ? drawSeatType(random) : 'outboundSeat',
			recordId: isRecorded && plan.answered && agent ? random.uuid() : '',
		};
	});
}

function drawSeatType(random: RandomSource): string {
	if (random.chance(0.7)) return 'staffSeat';
	return random.pick(['staffPhoneSeat', 'miniProgramSeat']);
}

function describeLegs(
	random: RandomSource,
	group: SkillGroup,
	legs: readonly Leg[],
): ServeParticipant[] {
	const priority = random.integer(0, 5);
	return legs.map((leg, index) => {
		const from = isHandedOver(legs[index - 1]) ? legs[index - 1] : undefined;
		const to = isHandedOver(leg) ? legs[index + 1] : undefined;
		return {
			Mail: leg.agent?.mail ?? '',
			Phone: describePhone(leg),
			RingTimestamp: leg.times.ring,
			AcceptTimestamp: leg.times.accept,
			EndedTimestamp: leg.times.end,
			RecordId: leg.recordId,
			Type: leg.type,
			TransferFrom: from?.endpoint ?? '',
			TransferFromType: from?.type ?? '',
			TransferTo: to?.endpoint ?? '',
			TransferToType: to?.type ?? '',
			SkillGroupId: group.id,
			EndStatusString: leg.plan.endStatus,
			Sequence: index,
			StartTimestamp: leg.times.start,
			SkillGroupName: group.name,
			SkillGroupPriority: priority,
		};
	});
}

function isHandedOver(leg: Leg | undefined): boolean {
	return leg?.plan.endStatus === 'seatForward' || leg?.plan.endStatus === 'outboundForward';
}

function describePhone(leg: Leg): string {
	if (!leg.agent) return leg.endpoint;
	return leg.type === 'staffPhoneSeat' ? leg.agent.phone : '';
}

/** The keys that lead to the group; often none where the caller did not get as far as a queue. */
function drawIvrKeys({ random, scenario }: Session, group: SkillGroup): KeyPress[] | null {
	const pressed = random.chance(scenario.stage === 'ivr' ? 0.4 : 0.85);
	if (scenario.course !== 'inbound' || scenario.stage === 'start' || !pressed) return null;
	return group.ivrKeys.map((key) => ({ ...key }));
}

/** The survey is played to a customer who is still on the line after the agent has hung up. */
function drawSurvey({ random, scenario }: Session, hungUpSide: string): KeyPress[] | null {
	const answer = random.pick(surveyAnswers);
	const isOffered = scenario.course === 'inbound' && scenario.stage === 'agent';
	return isOffered && hungUpSide === 'seat' ? [{ ...answer }] : null;
}

function drawUui(random: RandomSource): string {
	const lead = random.digits(5);
	return random.pick([
		'',
		`crm-lead-${lead}`,
		JSON.stringify({ leadId: Number(lead), from: 'crm' }),
	]);
}

/** One push per recorded party of a conversation. */
function makeRecords(session: Session, cdr: CdrPayload): TcccPush[] {
	const { random, scenario } = session;
	if (scenario.stage !== 'agent') return [];
	const isCopied = random.chance(0.4);
	const customerNumber = cdr.Direction === 0 ? cdr.Caller : cdr.Callee;
	const parties = [
		{ recordId: cdr.RecordId, endpoint: customerNumber },
		...(cdr.ServeParticipants ?? []).map((leg) => ({ recordId: leg.RecordId, endpoint: leg.Mail })),
	];
	return parties
		.filter((party) => party.recordId !== '')
		.map(({ recordId, endpoint }) => {
			const timestamp = cdr.EndedTimestamp + random.integer(3, 30);
			const place = `${storagePath(session.sdkAppId, timestamp)}/${recordId}.mp3`;
			const payload: RecordPayload = {
				SdkAppId: session.sdkAppId,
				RecordId: recordId,
				SessionId: cdr.SessionId,
				Timestamp: timestamp,
				EndpointUser: endpoint,
				RecordURL: `http://recorder.example.com/${place}`,
				...(isCopied ? { CustomRecordURL: `https://archive.example.com/${place}` } : {}),
			};
			return asPush(random, 'record', payload);
		});
}

function makeVoicemail(session: Session, cdr: CdrPayload, customer: Customer): VoicemailPayload {
	const timestamp = cdr.EndedTimestamp + session.random.integer(2, 20);
	const place = storagePath(session.sdkAppId, timestamp);
	return {
		SdkAppId: session.sdkAppId,
		SessionId: cdr.SessionId,
		Timestamp: timestamp,
		RecordURL: `http://recorder.example.com/${place}/voicemail-${session.random.uuid()}.mp3`,
		EndpointUser: customer.bareNumber,
	};
}

function storagePath(sdkAppId: number, timestamp: number): string {
	const day = new Date(timestamp * 1000).toISOString().slice(0, 10);
	return `${sdkAppId}/${day.replaceAll('-', '/')}`;
}

function asPush<Action extends TcccPush['action']>(
	random: RandomSource,
	action: Action,
	payload: Extract<TcccPush, { action: Action }>['payload'],
): TcccPush {
	return { action, uuid: random.uuid(), payload } as TcccPush;
}
