import type { RandomSource } from '../randomSource.ts';
import type { Course, LegPlan, Scenario } from './scenarios.ts';

/** When a leg began, rang, was answered and ended; Unix seconds, 0 = never. */
export interface LegTimes {
	start: number;
	ring: number;
	accept: number;
	end: number;
}

/** When a session began, was queued, rang, was answered and ended; Unix seconds, 0 = never. */
export interface Timeline {
	start: number;
	queued: number;
	ring: number;
	accept: number;
	end: number;
	legs: readonly LegTimes[];
}

type Planner = (random: RandomSource, start: number, scenario: Scenario) => Timeline;

const planners: Record<Course, Planner> = {
	inbound: planInbound,
	outbound: planOutbound,
	predictive: planPredictive,
	internal: planInternal,
	chat: planInbound,
};

/** Draws the times of a whole session that begins at `start`. */
export function planTimeline(random: RandomSource, start: number, scenario: Scenario): Timeline {
	return planners[scenario.course](random, start, scenario);
}

function planInbound(random: RandomSource, start: number, scenario: Scenario): Timeline {
	const nothing = { start, queued: 0, ring: 0, accept: 0, legs: [] };
	if (scenario.stage === 'start') return { ...nothing, end: start + random.integer(0, 1) };

	const ivrEnd = start + random.integer(5, 40);
	const message = scenario.voicemail ? random.integer(8, 60) : 0;
	if (scenario.stage === 'ivr') return { ...nothing, end: ivrEnd + message };

	const queueEnd = ivrEnd + random.integer(0, 60);
	if (scenario.stage === 'queue') return { ...nothing, queued: ivrEnd, end: queueEnd };

	const legs = chainLegs(random, queueEnd, scenario.legs);
	return {
		start,
		queued: ivrEnd,
		ring: legs[0]?.ring ?? 0,
		accept: legs.find((leg) => leg.accept > 0)?.accept ?? 0,
		end: legs.at(-1)?.end ?? queueEnd,
		legs,
	};
}

/** The agent's side is connected at once, as in the vendor's sample; the customer's side rings. */
function planOutbound(random: RandomSource, start: number, scenario: Scenario): Timeline {
	const customer = callCustomer(random, start + 1, scenario);
	const leg = { start, ring: start, accept: start + 1, end: customer.end };
	return { start, queued: 0, ...customer, legs: [leg] };
}

/** The customer answers first, then an agent is looked for. */
function planPredictive(random: RandomSource, start: number, scenario: Scenario): Timeline {
	const customer = callCustomer(random, start, scenario);
	const legs = chainLegs(random, customer.accept, scenario.legs);
	return { start, queued: 0, ...customer, end: legs.at(-1)?.end ?? customer.end, legs };
}

function planInternal(random: RandomSource, start: number): Timeline {
	const ring = start + random.integer(1, 3);
	const accept = ring + random.integer(2, 15);
	const end = accept + talk(random);
	const caller = { start, ring: start, accept: start + 1, end };
	return {
		start,
		queued: 0,
		ring,
		accept,
		end,
		legs: [caller, { start: ring, ring, accept, end }],
	};
}

function callCustomer(random: RandomSource, from: number, scenario: Scenario) {
	const refused = from + random.integer(0, 2);
	const ring = from + random.integer(2, 6);
	const pickUp = ring + random.integer(4, 25);
	const hangUp = pickUp + talk(random);
	if (scenario.stage === 'start') return { ring: 0, accept: 0, end: refused };
	if (scenario.stage === 'ringing') return { ring, accept: 0, end: pickUp };
	return { ring, accept: pickUp, end: hangUp };
}

/** One leg after the other, each beginning when the one before it ends. */
function chainLegs(random: RandomSource, from: number, plans: readonly LegPlan[]): LegTimes[] {
	let start = from;
	return plans.map((plan) => {
		const ring = start + random.integer(0, 2);
		const accept = plan.answered ? ring + random.integer(2, 12) : 0;
		const end = plan.answered ? accept + talk(random) : ring + random.integer(12, 25);
		const leg = { start, ring, accept, end };
		start = end;
		return leg;
	});
}

/** Most calls are short, a few are long. */
function talk(random: RandomSource): number {
	return random.chance(0.8) ? random.integer(15, 180) : random.integer(181, 540);
}
