import { maskNumbersIn } from '../callEvent/privacy';
import { ownEntry } from '../callEvent/ownEntry';
import type { CallKind } from './callType';
import type { EventFields } from './fields';

/**
 * A channel the platform opened itself: `ch:user:<from>-><to>:<ms>:<contactId>` in samples of the
 * API, `ch-customer-<from>-<to>-<ms>-<contactId>` in those of the events (event formats 2.0: Held,
 * TextStream). `user` is a user of the contact center, so an agent: MuteCall (API 2020-07-01) mutes
 * the agent's own channel, `ch:user:<customer>-><extension>`, HoldCall holds `ch:customer:…`. A
 * channel opened by a party has the id of its own call: in samples of an agent who dials
 * (AgentDialing) and of a customer in the IVR (ListIvrTrackingDetails) a UUID.
 */
const PLATFORM_CHANNEL = /^ch[:-]([a-z]+)[:-](.*)$/i;

/** What stands behind the numbers: when the channel was opened, and the contact. */
const OPENED = /^(.*)[:-](\d{13}[:-].+)$/;

/** `from` and `to`. */
const NUMBERS = /^(.+?)(?:->|-)([^-]+)$/;

const PARTIES: Record<string, 'agent' | 'customer'> = {
	user: 'agent',
	agent: 'agent',
	customer: 'customer',
};

interface Channel {
	/** Who the platform opened it for; null when the party did itself. */
	party: 'agent' | 'customer' | null;
	/** The number it leads to, where the id holds one. */
	to: string | null;
	/** Its id without the numbers of people: it has to be the same in every privacy mode. */
	legId: string;
}

export function channelOfId(channelId: string): Channel {
	const [, word, rest] = PLATFORM_CHANNEL.exec(channelId) ?? [];
	if (word === undefined || rest === undefined) {
		return { party: null, to: null, legId: channelId };
	}
	const party = ownEntry(PARTIES, word.toLowerCase()) ?? null;
	const [, numbers, opened] = OPENED.exec(rest) ?? [];
	if (numbers === undefined || opened === undefined) {
		return { party, to: null, legId: maskNumbersIn(channelId) };
	}
	return { party, to: NUMBERS.exec(numbers)?.[2] ?? null, legId: `ch-${word}-${opened}` };
}

/** The leg an event is of: the channel (2.0), else the session (1.0). */
export function legIdOf(fields: EventFields): string | null {
	if (fields.channelId) return channelOfId(fields.channelId).legId;
	return fields.connectId ?? null;
}

/**
 * Which end of a call a channel is: `far` is the one the call is made for, the customer; `near` the
 * contact center's, the agent. In a call between two agents, and in one where the platform calls
 * both parties, the party called first or calling is near.
 */
export type End = 'near' | 'far';

/**
 * The end an event's channel is at; null when the event is of the call as a whole, as those of
 * dialect 1.0 are, which have no channels. Decided by the first that tells: where the channel leads,
 * who the platform opened it for, whether an agent is named at all, and who calls.
 */
export function endOf(fields: EventFields, kind: CallKind): End | null {
	const channel = fields.channelId ? channelOfId(fields.channelId) : null;
	if (kind.bothCalled || kind.direction === 'internal') return endOfCalled(fields, kind, channel);
	if (channel?.party) return channel.party === 'agent' ? 'near' : 'far';
	if (fields.destination) return endOfDestination(fields, kind);
	return channel && endOfUnnamed(fields, kind);
}

/** Both ends are people of one kind: the number tells them apart. */
function endOfCalled(fields: EventFields, kind: CallKind, channel: Channel | null): End | null {
	const to = fields.destination ?? channel?.to ?? null;
	if (to !== null && to === fields.callee) return 'far';
	if (to !== null && to === fields.caller) return 'near';
	if (kind.bothCalled) return channel && 'far';
	return channel && endOfColleague(channel);
}

/** The one who calls a colleague opens their own channel; the platform opens the other. */
const endOfColleague = ({ party }: Channel): End => (party === null ? 'near' : 'far');

/** `destination` is an agent id or a number (reference/aliyun §1.4, Ringing). */
function endOfDestination(fields: EventFields, kind: CallKind): End {
	const { destination } = fields;
	if (destination === fields.agentId || destination?.includes('@')) return 'near';
	if (kind.direction === 'inbound') return destination === fields.caller ? 'far' : 'near';
	return destination === fields.callee || !fields.agentId ? 'far' : 'near';
}

/**
 * A channel with an id that says nothing was opened by a party itself: by the customer who calls in,
 * by the agent who calls out. Only, the customer's channel of a call in is up before the IVR
 * (event definitions 2.0), so what rings or is answered there is the agent.
 */
function endOfUnnamed(fields: EventFields, kind: CallKind): End {
	if (!fields.agentId) return 'far';
	if (kind.direction !== 'inbound') return 'near';
	return fields.eventType.toLowerCase() === 'released' ? 'far' : 'near';
}
