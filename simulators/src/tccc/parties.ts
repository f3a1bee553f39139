import type { RandomSource } from '../randomSource.ts';
import type { SeatUser, TelLocation } from './payloads.ts';
import type { Agent, Place, SkillGroup } from './people.ts';
import { agents, chatSkillGroup, lineRanges, mobileRanges, places, skillGroups } from './people.ts';

/** The customer's side of a call. */
export interface Customer {
	/** As `Caller` or `Callee` has it: 0086 and the number, landlines with the trunk 0. */
	number: string;
	/** As a voicemail push has it: a JSON number without 0086 (which cannot hold a trunk 0). */
	bareNumber: number;
	location: TelLocation;
}

const noLocation = { TelNumber: '', Country: '', Province: '', City: '', Operator: '' };

/** Draws a customer; most call from a mobile phone. */
export function drawCustomer(random: RandomSource): Customer {
	return random.chance(0.85) ? drawMobileCustomer(random) : drawLandlineCustomer(random);
}

/** Draws a customer with a mobile phone. */
export function drawMobileCustomer(random: RandomSource): Customer {
	const range = random.pick(mobileRanges);
	const national = `${range.prefix}${random.digits(4)}`;
	return locate(national, range.operator, random.pick(places));
}

function drawLandlineCustomer(random: RandomSource): Customer {
	const place = random.pick(places);
	const national = `${place.areaCode}${place.landlinePrefix}${random.digits(4)}`;
	return locate(national, '电信', place);
}

function locate(national: string, operator: string, place: Place): Customer {
	const number = `0086${national}`;
	const location = {
		TelNumber: number,
		Country: '中国',
		Province: place.province,
		City: place.city,
		Operator: operator,
	};
	return { number, bareNumber: Number(national), location };
}

/** Draws a customer who calls from an app and has no number. */
export function drawAppUser(random: RandomSource): Customer {
	return { number: `app_user_${random.digits(6)}`, bareNumber: 0, location: { ...noLocation } };
}

/** A party without a place: a colleague. */
export function asParty(number: string): Customer {
	return { number, bareNumber: 0, location: { ...noLocation } };
}

/** Draws one of the tenant's own lines. */
export function drawLine(random: RandomSource): string {
	const range = random.pick(lineRanges);
	return `${range.prefix}${random.digits(range.digits)}`;
}

/** Draws so many different agents, of one skill group first. */
export function drawAgents(random: RandomSource, group: SkillGroup, count: number): Agent[] {
	const isMember = (agent: Agent) => agent.skillGroupIds.includes(group.id);
	const members = shuffle(random, agents.filter(isMember));
	const others = shuffle(
		random,
		agents.filter((agent) => !isMember(agent)),
	);
	return [...members, ...others].slice(0, count);
}

/** The agent as the member `SeatUser` has it; every member empty where there was no agent. */
export function describeSeat(agent: Agent | undefined): SeatUser {
	return {
		Mail: agent?.mail ?? '',
		Name: agent?.name ?? '',
		Nick: agent?.nick ?? '',
		Phone: '',
		UserId: agent?.mail ?? '',
		StaffNumber: agent?.staffNumber ?? '',
		SkillGroupNameList: agent ? agent.skillGroupIds.map(nameSkillGroup) : null,
	};
}

function nameSkillGroup(id: number): string {
	return [...skillGroups, chatSkillGroup].find((group) => group.id === id)?.name ?? '';
}

function shuffle<T>(random: RandomSource, items: readonly T[]): T[] {
	return items
		.map((item) => ({ item, rank: random.fraction() }))
		.sort((left, right) => left.rank - right.rank)
		.map(({ item }) => item);
}
