import type { RandomSource } from '../randomSource.ts';
import type { Dialect } from './dialect.ts';
import type { Agent, SkillGroup } from './people.ts';
import { agents, customerRanges, instanceNames, linePrefixes, skillGroups } from './people.ts';

/** The sides of a contact: each has a channel of its own. */
export type Side = 'customer' | 'agent' | 'second' | 'supervisor';

/** Who takes part in the events of one scenario; every number is invented. */
export interface Parties {
	instanceId: string;
	skillGroup: SkillGroup;
	skillGroupId: string;
	/** All groups the agents have checked in to, comma-separated. */
	skillGroupIds: string;
	agentIds: Readonly<Record<Exclude<Side, 'customer'>, string>>;
	line: string;
	campaign: { id: string; name: string };
	/** A campaign has several contacts, everything else one. */
	contacts: readonly Contact[];
}

export interface Contact {
	/** The whole call (reference/aliyun §1.6). */
	contactId: string;
	customer: string;
	caseId: string;
	/** What the caller's system gave along, JSON in a text; most calls have none. */
	callVariables: string | undefined;
	/** 2.0: one for each side, when the customer calls in and when the customer is called. */
	channelIds: Readonly<Record<'in' | 'out', Readonly<Record<Side, string>>>>;
	/** 1.0: one for each session. */
	connectIds: Readonly<Record<Side, string>>;
}

/** A run belongs to one instance: its access sub-domain in 2.0, a random string in 1.0. */
export function drawInstance(random: RandomSource, dialect: Dialect): string {
	const name = random.pick(instanceNames);
	return dialect === '2.0' ? name : random.uuid().replaceAll('-', '').slice(0, 16);
}

/** Draws the people of a call; `contacts` says how many customers are called. */
export function drawParties(
	random: RandomSource,
	dialect: Dialect,
	instanceId: string,
	contacts: number,
	startTime: number,
): Parties {
	const skillGroup = random.pick(skillGroups);
	const others = skillGroups.filter((group) => group !== skillGroup);
	const groups = [skillGroup, random.pick(others)];
	const [first, second, supervisor] = drawThree(random, agents);
	const idOf = (agent: Agent) =>
		dialect === '2.0' ? `${agent.login}@${instanceId}` : `${agent.ramId}@acme-cc`;
	const groupIdOf = ({ id }: SkillGroup) => (dialect === '2.0' ? `${id}@${instanceId}` : id);
	const line = `${random.pick(linePrefixes)}${random.digits(4)}`;
	return {
		instanceId,
		skillGroup,
		skillGroupId: groupIdOf(skillGroup),
		skillGroupIds: groups.map(groupIdOf).join(','),
		agentIds: { agent: idOf(first), second: idOf(second), supervisor: idOf(supervisor) },
		line,
		campaign: { id: random.uuid(), name: '续费提醒' },
		contacts: Array.from({ length: contacts }, () => drawContact(random, dialect, line, startTime)),
	};
}

/**
 * The ids have the forms of the vendor's samples (event formats 2.0): a channel the platform opens
 * names whom it is for and both numbers, one that a party opens has the id of that party's call.
 */
function channelIdsOf(random: RandomSource, customer: string, line: string, opened: string) {
	const extension = (side: number) => `8000230${side}`;
	const opensOwn = random.uuid();
	const user = (from: string, side: number) => `ch-user-${from}-${extension(side)}-${opened}`;
	const others = { second: user(line, 2), supervisor: user(line, 3) };
	return {
		in: { customer: opensOwn, agent: user(customer, 1), ...others },
		out: { customer: `ch-customer-${line}-${customer}-${opened}`, agent: opensOwn, ...others },
	};
}

function drawContact(
	random: RandomSource,
	dialect: Dialect,
	line: string,
	startTime: number,
): Contact {
	const range = random.pick(customerRanges);
	const customer = `${range.prefix}${random.digits(range.digits)}`;
	const contactId = dialect === '2.0' ? `job-${random.uuid()}` : `24${random.digits(14)}`;
	const connect = Number(random.digits(7)) + 10_000_000;
	const connectIdOf = (side: number) => String(connect + side);
	return {
		contactId,
		customer,
		caseId: random.uuid(),
		callVariables: random.chance(0.3)
			? JSON.stringify({ orderNo: `SO${random.digits(8)}`, level: 'gold' })
			: undefined,
		channelIds: channelIdsOf(random, customer, line, `${startTime}-${contactId}`),
		connectIds: {
			customer: connectIdOf(0),
			agent: connectIdOf(0),
			second: connectIdOf(1),
			supervisor: connectIdOf(2),
		},
	};
}

function drawThree(random: RandomSource, all: readonly Agent[]): [Agent, Agent, Agent] {
	const first = random.pick(all);
	const second = random.pick(all.filter((agent) => agent !== first));
	const third = random.pick(all.filter((agent) => agent !== first && agent !== second));
	return [first, second, third];
}
