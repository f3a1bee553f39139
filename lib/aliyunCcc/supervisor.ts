import type { CallLeg } from '../callEvent/callEvent';
import { EMPTY_LEG } from '../callEvent/emptyCallEvent';
import type { EventFields } from './fields';

interface Roles {
	/** The agent who serves the customer. */
	agentId: string | null;
	supervisorId: string | null;
}

/**
 * Who supervises whom. With monitoring `agentId` is the monitored agent and `counterparty` the
 * supervisor; with coaching, barging in and intercepting it is the other way round (event formats
 * 2.0, 督导).
 */
function rolesOf(eventName: string, fields: EventFields): Roles {
	const agentId = fields.agentId ?? null;
	const counterparty = fields.counterparty ?? null;
	return eventName.endsWith('Monitor')
		? { agentId, supervisorId: counterparty }
		: { agentId: counterparty, supervisorId: agentId };
}

/** The agent, and the supervisor as a leg of the call. */
export function supervisionOf(
	eventName: string,
	fields: EventFields,
): { agentId: string | null; legs: CallLeg[] } {
	const { agentId, supervisorId } = rolesOf(eventName, fields);
	if (supervisorId === null) return { agentId, legs: [] };
	return { agentId, legs: [{ ...EMPTY_LEG, type: 'supervisor', agentId: supervisorId }] };
}
