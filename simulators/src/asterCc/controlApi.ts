import { md5 } from './channel.ts';
import type { CdrRow } from './callRecord.ts';
import { agentGroups, campaign } from './parties.ts';

export interface PushAgent {
	number: string;
	password: string;
	name: string;
}

export interface Team {
	identity: string;
	agents: readonly PushAgent[];
	cdrs: readonly CdrRow[];
}

type Parameters = ReadonlyMap<string, string>;

/** `EVENT` values this server knows; their answers are JSON (reference/astercc §3.3). */
const interfaces: Record<string, (parameters: Parameters, team: Team) => unknown> = {
	MyInfo: answerMyInfo,
	GetCdr: answerGetCdr,
};

/** The answer to `/asterccinterfaces?EVENT=…`. */
export function answerControl(parameters: Parameters, team: Team): string {
	const event = parameters.get('EVENT') ?? '';
	const answer = Object.hasOwn(interfaces, event) ? interfaces[event] : undefined;
	// reference/astercc §3.1: the text form, spelled so; 01 = empty parameter.
	if (!answer) return '|Retuen|2|Retuen|BackMsg_01';
	return JSON.stringify(answer(parameters, team));
}

type Login = { agent: PushAgent } | { refusal: 'BackMsg_02' | 'BackMsg_03' };

/** reference/astercc §3.2 and §3.6: 02 = bad team, 03 = bad agent number or password. */
function logIn(parameters: Parameters, { identity, agents }: Team): Login {
	if (parameters.get('orgidentity') !== identity) return { refusal: 'BackMsg_02' };
	const agent = agents.find(({ number }) => number === parameters.get('user'));
	const isHashed = parameters.get('pwdtype') === 'md5';
	const expected = agent && (isHashed ? md5(agent.password) : agent.password);
	const isRight = agent && parameters.get('password') === expected;
	return isRight ? { agent } : { refusal: 'BackMsg_03' };
}

/** reference/astercc §3.3, row `Login info`. */
function answerMyInfo(parameters: Parameters, team: Team): unknown {
	const login = logIn(parameters, team);
	if ('refusal' in login) return { code: '2', message: login.refusal };
	const { number, password, name } = login.agent;
	return {
		code: '1',
		agentno: number,
		agentname: name,
		agentpassword: md5(password),
		orgidentity: team.identity,
		dialout_default_group_id: agentGroups[0].id,
		agent_group: agentGroups.map(describeGroup),
		cdrs: [],
	};
}

function describeGroup(group: (typeof agentGroups)[number]) {
	return {
		agent_group_id: group.id,
		groupname: group.name,
		status: 'idle',
		agenttype: 'dynamic',
		workway: 'all',
		auto_acw: 'no',
		acw_status: 'off',
		lastUpdated: '0000-00-00 00:00:00',
		campaigns: [campaign],
		virtualcustomers: [],
		customerservices: [],
	};
}

/** reference/astercc §3.4: rows above the id, in order, 10 unless asked otherwise, at most 5000. */
function answerGetCdr(parameters: Parameters, team: Team): unknown {
	const login = logIn(parameters, team);
	if ('refusal' in login) return { result: 'error', msg: login.refusal };
	const after = readWhole(parameters.get('id'), 0);
	const limit = Math.min(Math.max(readWhole(parameters.get('limit'), 10), 1), 5000);
	const userdata = parameters.get('userdata') ?? '';
	const rows = team.cdrs
		.filter((row) => row.id > after && (userdata === '' || row.userdata === userdata))
		.sort((left, right) => left.id - right.id);
	return { result: 'success', msg: { data: rows.slice(0, limit), totalCount: rows.length } };
}

function readWhole(text: string | undefined, fallback: number): number {
	return /^\d+$/.test(text ?? '') ? Number(text) : fallback;
}
