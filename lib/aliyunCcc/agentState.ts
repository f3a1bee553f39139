import type { CallEvent } from '../callEvent/callEvent';
import { ownEntry } from '../callEvent/ownEntry';
import { flagOf, type EventFields } from './fields';

type Agent = Pick<CallEvent['agent'], 'state' | 'stateDetail'>;

/**
 * The state an agent is in after an event (reference/aliyun §1.4, §1.5). Null where the event does
 * not tell: an agent who checked in is ready only with the AgentReady that follows when the phone is
 * found in order, and after a call it is AgentACW (1.0), AgentReady or AgentBreak that tells.
 */
const STATES: Record<string, readonly [CallEvent['agent']['state'], string]> = {
	AgentCheckIn: [null, 'Checked in; AgentReady follows once the agent can take calls'],
	AgentReady: ['available', 'Ready for calls'],
	AgentDialing: ['dialing', 'Calls out'],
	AgentRinging: ['ringing', 'The phone rings'],
	AgentTalk: ['talking', 'Talks'],
	AgentRelease: [null, 'The call is over'],
	AgentRingingTimeout: [null, 'Did not pick up in time'],
	AgentBreak: ['paused', 'On a break'],
	AgentACW: ['wrap_up', 'After-call work'],
	AgentCheckOut: ['offline', 'Checked out'],
	InitiateConsultant: ['dialing', 'Calls a colleague to consult'],
	StartConsultant: ['talking', 'Talks to the consulted colleague'],
	StopConsultant: [null, 'The consultation is over'],
};

/** The state of the agent; a change that failed (`result` is not 0, 1.0 only) changed nothing. */
export function agentStateOf(name: string, fields: EventFields, warnings: string[]): Agent {
	const [state, text] = ownEntry(STATES, name) ?? ['unknown', ''];
	const { result } = fields;
	if (result && Number(result) !== 0) {
		warnings.push(`${name} failed with result ${result.slice(0, 20)}`);
		return { state: null, stateDetail: { code: name, text: failureText(fields) } };
	}
	return { state, stateDetail: { code: fields.breakCode ?? name, text: detailOf(fields) ?? text } };
}

function failureText({ remark }: EventFields): string {
	return remark ? `The change failed: ${remark}` : 'The change failed';
}

function detailOf(fields: EventFields): string | null {
	if (fields.breakReason) return fields.breakReason;
	return flagOf(fields.outboundScenario) ? 'Ready for outbound calls only' : null;
}
