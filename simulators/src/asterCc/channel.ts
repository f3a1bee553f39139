import { createHash } from 'node:crypto';

export interface ChannelOwner {
	/** The team's identity. */
	identity: string;
	/** Whose events; without an agent, those of the whole team. */
	agent?: { number: string; password: string };
	/** The team's verification string. */
	verification?: string;
}

/** The name of a push channel; whoever knows it can read and forge events (reference/astercc §2.1). */
export function channelOf({ identity, agent, verification }: ChannelOwner): string {
	if (agent) return `${identity}-${agent.number}-${md5(agent.password)}`;
	if (verification === undefined) throw new Error('A channel needs an agent or a verification.');
	return `${identity}-${md5(verification)}`;
}

export function md5(text: string): string {
	return createHash('md5').update(text, 'utf8').digest('hex');
}
