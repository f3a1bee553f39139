import type { MessageFields } from './fields';

export interface Parties {
	/** The customer's number as given; null when the message does not carry it. */
	customer: string | null;
	/** The agent's number or extension as given. */
	agent: string | null;
	/** The number of a third party that is consulted. */
	consulted: string | null;
}

interface Rule {
	source: string;
	event?: string;
	/** Only where `calleridnum` and `activenum` are the same number. */
	same?: true;
	from?: 'dialin' | 'dialout';
	customer: 'calleridnum' | null;
	agent: 'activenum' | null;
	consulted?: 'activenum';
	why: string;
}

/**
 * Who is who in a message: the first rule that fits. The vendor's page calls `calleridnum` the
 * customer's number and `activenum` the number of the source; its own samples have the agent's
 * number in `activenum` on the customer's legs too, and on an answered outbound call in both
 * (reference/astercc §1.4 and "Conflicting").
 */
const RULES: readonly Rule[] = [
	{
		source: 'CALLEE',
		event: 'answer',
		from: 'dialout',
		same: true,
		customer: null,
		agent: 'activenum',
		why: "sample 客户应答: the agent's number stands in calleridnum",
	},
	{
		source: 'AGENT',
		same: true,
		customer: null,
		agent: 'activenum',
		why: 'activenum is the agent by definition, and nobody calls themselves',
	},
	{ source: 'AGENT', customer: 'calleridnum', agent: 'activenum', why: 'as defined, all samples' },
	{
		source: 'CALLER',
		same: true,
		customer: 'calleridnum',
		agent: null,
		why: 'activenum as defined: the number of the source, who is the customer',
	},
	{
		source: 'CALLEE',
		same: true,
		customer: 'calleridnum',
		agent: null,
		why: 'activenum as defined: the number of the source, who is the customer',
	},
	{
		source: 'CONSULT',
		customer: 'calleridnum',
		agent: null,
		consulted: 'activenum',
		why: 'activenum as defined: the number of the source, who is a third party',
	},
	{
		source: '*',
		customer: 'calleridnum',
		agent: 'activenum',
		why: "samples of CALLER, CALLEE, CONVERSATION: activenum is the agent's number",
	},
];

export function partiesOf(fields: MessageFields): Parties {
	const same = Boolean(fields['calleridnum']) && fields['calleridnum'] === fields['activenum'];
	const rule = RULES.find(
		(rule) =>
			(rule.source === '*' || rule.source === fields['source']?.toUpperCase()) &&
			(rule.event === undefined || rule.event === fields['event']?.toLowerCase()) &&
			(rule.from === undefined || rule.from === fields['from']?.toLowerCase()) &&
			(rule.same === undefined || same),
	);
	const read = (name: 'calleridnum' | 'activenum' | null | undefined) =>
		(name && fields[name]) || null;
	return {
		customer: read(rule?.customer),
		agent: read(rule?.agent),
		consulted: read(rule?.consulted),
	};
}
