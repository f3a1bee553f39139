import type { AsterCcEvent } from './call.ts';
import { fieldOf } from './call.ts';
import { secondsBetween, shiftWallTime } from './wallTime.ts';

/** A row of `GetCdr`: all text except the id (reference/astercc §3.4). */
export type CdrRow = { id: number } & Record<Exclude<CdrField, 'id'>, string>;

type CdrField =
	| 'id'
	| 'calldate'
	| 'answertime'
	| 'endtime'
	| 'calleridnum'
	| 'dst'
	| 'didnumber'
	| 'duration'
	| 'billsec'
	| 'disposition'
	| 'agentno'
	| 'calltype'
	| 'team_id'
	| 'agent_group_id'
	| 'account_id'
	| 'trunk_id'
	| 'sessionid'
	| 'pdsessionid'
	| 'rec_result'
	| 'calleridname'
	| 'act_callerid'
	| 'memo'
	| 'hangupstatus'
	| 'productserial'
	| 'uniqueid'
	| 'ivrduration'
	| 'queuewaitsec'
	| 'userdata';

const noTime = '0000-00-00 00:00:00';
const productSerial = 'simulated0001';

/** The call record of a call's events, as `GetCdr` answers it. */
export function cdrOf(events: readonly AsterCcEvent[], id = 1): CdrRow {
	const last = events.at(-1);
	const sessionId = last && fieldOf(last, 'sessionid');
	if (!last || !sessionId) throw new Error('These events are no call; an agent-day has no record.');

	const of = (key: string) => fieldOf(last, key) ?? '';
	const isOutbound = of('from') === 'dialout';
	const times = timesOf(events, isOutbound);
	const [customer, agent] = [of('calleridnum'), of('activenum')];
	return {
		id,
		...times,
		calleridnum: isOutbound ? agent : customer,
		dst: isOutbound ? customer : agent,
		didnumber: events.map((event) => fieldOf(event, 'didnumber')).find(Boolean) ?? '',
		agentno: of('agentno'),
		calltype: isOutbound ? 'DIALOUT' : 'DIALIN',
		team_id: of('AgentTeamId'),
		agent_group_id: of('AgentGroupId'),
		account_id: '0',
		trunk_id: '1',
		sessionid: sessionId,
		pdsessionid: '',
		rec_result: '',
		calleridname: '',
		act_callerid: '',
		memo: '',
		hangupstatus: whoHungUp(events) === 'AGENT' ? 'AGENT HANGUP' : '',
		productserial: productSerial,
		uniqueid: `${productSerial}_${sessionId}`,
		ivrduration: '0',
		queuewaitsec: '0',
		userdata: of('userdata'),
	};
}

function timesOf(events: readonly AsterCcEvent[], isOutbound: boolean) {
	const timed = events.filter((event) => fieldOf(event, 'eventTime'));
	const timeOf = (event: AsterCcEvent | undefined) => (event && fieldOf(event, 'eventTime')) ?? '';
	const [first] = timed;
	const calldate = shiftWallTime(timeOf(first), -(first?.at ?? 0) / 1000);
	const endtime = timeOf(timed.at(-1));
	// The call begins to count when the second side answers: the customer, or on inbound the agent.
	const answer = timed.find((event) => isFrom(event, isOutbound ? 'CALLEE' : 'AGENT', 'answer'));
	const answertime = answer ? timeOf(answer) : noTime;
	return {
		calldate,
		answertime,
		endtime,
		duration: String(secondsBetween(calldate, endtime)),
		billsec: String(answer ? secondsBetween(answertime, endtime) : 0),
		disposition: answer ? 'ANSWERED' : 'NO ANSWER',
	};
}

function isFrom(event: AsterCcEvent, source: string, name: string): boolean {
	return fieldOf(event, 'source') === source && fieldOf(event, 'event') === name;
}

function whoHungUp(events: readonly AsterCcEvent[]): string | undefined {
	const first = events.find((event) => fieldOf(event, 'event') === 'hangup');
	return first && fieldOf(first, 'source');
}
