import type { AGENT_STATES } from '../../callEvent/callEvent';

export interface AgentState {
	text: string;
	state: (typeof AGENT_STATES)[number];
}

/**
 * States of an agent on the CTI platform (reference/huawei §4.4, vendor's page cec_07_0697). A
 * preoccupied agent is held for a call that is being set up, an occupied one is being called.
 */
export const CTI_AGENT_STATES: Readonly<Record<number, AgentState>> = {
	0: { text: 'Signed out', state: 'offline' },
	1: { text: 'Idle', state: 'available' },
	2: { text: 'Preoccupied', state: 'dialing' },
	3: { text: 'Occupied', state: 'ringing' },
	4: { text: 'Answering', state: 'ringing' },
	5: { text: 'Talking', state: 'talking' },
	6: { text: 'Working', state: 'wrap_up' },
	7: { text: 'Busy', state: 'paused' },
	8: { text: 'Rest', state: 'paused' },
	9: { text: 'Study', state: 'paused' },
	10: { text: 'Wrap-up', state: 'wrap_up' },
};
