import type { RandomSource } from '../randomSource.ts';
import type { Source } from './scenarios.ts';

/** What the events of one call have in common; every number is invented. */
export interface Parties {
	customer: string;
	agent: string;
	consulted: string;
	did: string;
	agentno: string;
	teamId: string;
	groupId: string;
	modelId: string;
	sessionId: string;
	legs: Readonly<Record<Source, Leg>>;
}

export interface Leg {
	uniqueId: string;
	/** The Asterisk channel, as `channel` names it. */
	channel: string;
}

export const teamId = '20';

/** The groups the calls go to, as `MyInfo` lists them. */
export const agentGroups = [
	{ id: '100', name: '售前咨询组' },
	{ id: '101', name: '售后服务组' },
] as const;

export const campaign = { id: '10', name: '客户回访' } as const;

/** Draws who talks to whom; numbers begin like those of the vendor's samples. */
export function drawParties(random: RandomSource, direction: 'dialin' | 'dialout'): Parties {
	const customer = `01388888${random.digits(4)}`;
	const agent = `0411397358${random.digits(2)}`;
	const consulted = `0411397359${random.digits(2)}`;
	const firstId = random.integer(1000, 90_000);
	const [first, second, third] = [firstId, firstId + 1, firstId + 2].map(String) as Triple;
	const isOutbound = direction === 'dialout';
	const leg = (uniqueId: string, number: string): Leg => {
		const suffix = random.uuid().slice(0, 4);
		return { uniqueId, channel: `Local/${number}@hosted-${direction}-${suffix};1` };
	};
	return {
		customer,
		agent,
		consulted,
		did: `${random.pick(['400', '800'])}8008${random.digits(3)}`,
		agentno: `80${random.digits(2)}`,
		teamId,
		groupId: random.pick(agentGroups).id,
		modelId: campaign.id,
		sessionId: random.uuid().replaceAll('-', ''),
		legs: {
			AGENT: leg(isOutbound ? first : second, agent),
			CALLER: leg(first, customer),
			CALLEE: leg(second, customer),
			CONSULT: leg(third, consulted),
			CONVERSATION: { uniqueId: '0', channel: '' },
		},
	};
}

type Triple = [string, string, string];
