import type { INodePropertyOptions } from 'n8n-workflow';

import type { CallEvent } from '../../lib/callEvent/callEvent';

interface Choice {
	value: string;
	name: string;
	description: string;
	fits(event: CallEvent, source: string): boolean;
}

const CUSTOMER = ['CALLER', 'CALLEE'];

const sourced = (sources: readonly string[], ...types: Array<CallEvent['type']>) =>
	({
		fits: (event, source) => sources.includes(source) && types.includes(event.type),
	}) satisfies Pick<Choice, 'fits'>;

const typed = (...types: Array<CallEvent['type']>) =>
	({ fits: ({ type }) => types.includes(type) }) satisfies Pick<Choice, 'fits'>;

/** The events `Trigger On` offers, by who and what; the first that fits names an event. */
const CHOICES: readonly Choice[] = [
	{
		value: 'agentRinging',
		name: 'Agent Ringing',
		description: "An agent's phone rings: the moment for a pop-up (AGENT ringing)",
		...sourced(['AGENT'], 'call.ringing'),
	},
	{
		value: 'agentAnswered',
		name: 'Agent Answered',
		description: 'An agent picked up (AGENT answer)',
		...sourced(['AGENT'], 'call.answered', 'call.leg_answered'),
	},
	{
		value: 'agentHungUp',
		name: 'Agent Hung Up',
		description: "An agent's part of the call is over (AGENT hangup)",
		...sourced(['AGENT'], 'call.leg_ended'),
	},
	{
		value: 'customerCalling',
		name: 'Customer Calling',
		description: 'A call comes in; the number follows with the next event (CALLER incoming)',
		...typed('call.created'),
	},
	{
		value: 'customerRinging',
		name: 'Customer Ringing',
		description: "The customer's phone rings (CALLEE ringing)",
		...typed('call.ringing'),
	},
	{
		value: 'customerAnswered',
		name: 'Customer Answered',
		description: 'The customer picked up (CALLEE answer)',
		...typed('call.answered'),
	},
	{
		value: 'customerHungUp',
		name: 'Customer Hung Up',
		description: "The customer's part of the call is over (CALLER or CALLEE hangup)",
		...sourced(CUSTOMER, 'call.leg_ended'),
	},
	{
		value: 'callEnded',
		name: 'Call Ended',
		description: 'The whole call is over, once for each call (CONVERSATION hangup)',
		...typed('call.ended'),
	},
	{
		value: 'callRecord',
		name: 'Call Record',
		description: 'The record of a finished call, when Call Records below fetches them (GetCdr)',
		...typed('call.cdr'),
	},
	{
		value: 'held',
		name: 'Held and Resumed',
		description: 'The call was put on hold or taken back (onhold, resume)',
		...typed('call.held', 'call.resumed'),
	},
	{
		value: 'consulted',
		name: 'Consulted',
		description: 'Another party is asked, answers, leaves (CONSULT ringing, answer, hangup)',
		...sourced(['CONSULT'], 'call.leg_ringing', 'call.leg_answered', 'call.leg_ended'),
	},
	{
		value: 'joined',
		name: 'Joined',
		description: 'A party joined a conference (join)',
		...typed('call.conferenced'),
	},
	{
		value: 'agentState',
		name: 'Agent State',
		description: 'An agent checked in or out, paused, entered after-call work',
		...typed('agent.state_changed'),
	},
	{
		value: 'unknown',
		name: 'Other',
		description: 'Anything asterCC may send in the future, passed on as it is',
		fits: () => true,
	},
];

const everyValue = CHOICES.map(({ value }) => value);

/** What most flows want, by the name `Trigger On` gives it. */
const PRESETS: Readonly<Record<string, readonly string[]>> = {
	everything: everyValue,
	popUp: ['agentRinging'],
	callFinished: ['callEnded', 'callRecord'],
};

export const TRIGGER_ON: INodePropertyOptions[] = [
	{
		name: 'Call Finished',
		value: 'callFinished',
		description: 'Once for each call, when it is over',
	},
	{ name: 'Everything', value: 'everything', description: 'Every event of calls and agents' },
	{
		name: 'Pop-Up on Ringing',
		value: 'popUp',
		description: "When an agent's phone rings, on calls in and out, with the customer's number",
	},
	{ name: 'Selected Events', value: 'selected', description: 'The ones you choose below' },
];

/** The choices as the multi-select shows them: by name, as n8n wants it. */
export const EVENT_OPTIONS: INodePropertyOptions[] = CHOICES.map(
	({ value, name, description }) => ({ value, name, description }),
).sort((a, b) => a.name.localeCompare(b.name));

export const EVERY_EVENT = [...everyValue];

/** Whether an event is among those chosen. */
export function isChosen(
	event: CallEvent,
	triggerOn: string,
	selected: readonly string[],
): boolean {
	const chosen = PRESETS[triggerOn] ?? selected;
	if (chosen.length === CHOICES.length) return true;
	const source = event.call.legs[0]?.type ?? '';
	const choice = CHOICES.find(({ fits }) => fits(event, source));
	return choice !== undefined && chosen.includes(choice.value);
}
