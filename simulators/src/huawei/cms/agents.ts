/** Agents, queues and access codes: rows 8 to 13, 16, 17, 19 to 25 and 38 of reference/huawei §4.1. */
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, Route } from '../route.ts';
import type { Agent } from '../state.ts';
import { readUtc, startOfDay } from '../vendorTime.ts';
import { cmsBase, cmsRoute, page, pageRules, refuse, succeed } from './answers.ts';

const quarter = 15 * 60_000;
const day = 96 * quarter;
const skillIds = { skillIds: { ...required(rules.wholes(1000)) } };
const agentId = { agentId: required(rules.whole(0, 999_999)) };

export const agentRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: `${cmsBase}/configures/agents/{ccId}/{vdnId}/{offset}/{limit}`,
		service: 'cms',
		handle: listConfigured,
	},
	cmsRoute({ path: `${cmsBase}/agent/agentbyworkno`, body: agentId }, ({ world, body }) => {
		const agent = world.state.agents.find(({ workNo }) => workNo === Number(body['agentId']));
		if (!agent) return refuse('0100001', 'no such agent');
		return succeed({
			...{ workNo: agent.workNo, name: agent.name, citStatus: agent.state, status: agent.state },
			...{ phoneNumber: phoneOf(agent), loginDate: world.settings.now() - 7_200_000 },
			...{ currentStateTime: 42, mediaType: 5, vdnId: world.settings.vdnId },
		});
	}),
	cmsRoute({ path: `${cmsBase}/agentgroup/agentbyworkno`, body: agentId }, ({ world, body }) => {
		const agent = world.state.agents.find(({ workNo }) => workNo === Number(body['agentId']));
		if (!agent) return refuse('0100001', 'no such agent');
		return succeed({
			...{ workno: agent.workNo, name: agent.name, citStatus: agent.state, status: agent.state },
			...{ phonenumber: phoneOf(agent), logindate: world.settings.now() - 7_200_000 },
			...{ currentstatetime: 42, mediatype: 5, vdnid: world.settings.vdnId },
		});
	}),
	cmsRoute(
		{ path: `${cmsBase}/vdn/totalagentabstractex3`, body: pageRules(1000) },
		({ world, body }) => {
			const { agents } = world.state;
			return succeed(page(agents, body).map(stateOf), { count: agents.length });
		},
	),
	cmsRoute({ path: `${cmsBase}/vdn/totalagentstate` }, ({ world }) =>
		succeed(world.state.agents.map(({ workNo, state }) => ({ agentId: workNo, state }))),
	),
	cmsRoute({ path: `${cmsBase}/vdn/allagentphones`, body: pageRules(1000) }, ({ world, body }) => {
		const { agents } = world.state;
		const phones = agents.map((agent) => ({ agentId: agent.workNo, phone: phoneOf(agent) }));
		return succeed(page(phones, body), { count: agents.length });
	}),
	cmsRoute({ path: `${cmsBase}/vdn/queryAgentByStatus`, body: pageRules(1000) }, byState),
	...['agentgroup/agentbyconfigedskill', 'realindex/agent/agentsinskill'].map((path) =>
		cmsRoute({ path: `${cmsBase}/${path}` }, ofSkills),
	),
	cmsRoute(
		{
			path: `${cmsBase}/agentgroup/queryagentcalls`,
			body: { agentIds: required(rules.wholes(3000)) },
		},
		callsOfAgents,
	),
	cmsRoute(
		{
			path: `${cmsBase}/agent/agentoprinfo`,
			body: {
				currentAgentId: required(rules.whole(0, 999_999)),
				beginTime: required(rules.time),
				endTime: required(rules.time),
			},
		},
		operations,
	),
	cmsRoute({ path: `${cmsBase}/configures/skills` }, ({ world }) => succeed(world.state.skills)),
	cmsRoute({ path: `${cmsBase}/skill/skillcfginfo`, body: skillIds }, ({ world, body }) =>
		succeed(
			knownSkills(world.state.skills, body['skillIds']).map(({ id }) => ({
				skillId: id,
				...{ maxCallNum: 100, maxHoldCallNum: 5, maxWaitTime: 120, maxAnswerWaitTime: 30 },
				...{ maxTalkTime: 3600, maxRestAgentNum: 5, maxAgentWrapupTime: 60 },
			})),
		),
	),
	cmsRoute({ path: `${cmsBase}/skill/currentcallstateinfo`, body: skillIds }, ({ world, body }) =>
		succeed(
			knownSkills(world.state.skills, body['skillIds']).map(({ id }) => ({
				id,
				startTime: world.settings.now() - 300_000,
				...{ allCallCount: 12, cnnedCallCount: 10, abanCallCount: 2, callEndCount: 9 },
				...{ cnnedIn20sCallCount: 8, talkTimeOnIvr: 30, clearUpCallCount: 7, clearUpTime: 95 },
			})),
		),
	),
	cmsRoute({ path: `${cmsBase}/vdn/queryaccesscodeinfo` }, ({ world }) =>
		succeed(
			world.state.accessCodes.map(({ id, accessNo, description }) => ({
				acId: id,
				accessCode: accessNo,
				codeDescription: description,
				mediatypeId: 5,
			})),
		),
	),
	cmsRoute(
		{
			path: `${cmsBase}/vdn/queryaccesscodecallinfo`,
			body: { innoIds: required(rules.wholes(500)) },
		},
		({ body }) =>
			succeed(
				(body['innoIds'] as unknown[]).map((innoId) => ({
					innoId: Number(innoId),
					...{ allCallCount: 7, ivrCallCount: 1, agentCallCount: 4, queueCallCount: 2 },
					longestWaitTime: 35,
				})),
			),
	),
];

function phoneOf({ workNo }: Agent): string {
	return `8888${String(workNo).padStart(4, '0')}`;
}

function stateOf({ workNo, state }: Agent) {
	return { agentId: workNo, currentState: state, currentStateTime: 42, locationId: 65535 };
}

function knownSkills<Skill extends { id: number }>(
	skills: readonly Skill[],
	ids: unknown,
): Skill[] {
	const wanted = new Set((ids as unknown[]).map(Number));
	return skills.filter(({ id }) => wanted.has(id));
}

/** The one endpoint with GET; offset and limit stand in the path. */
function listConfigured({ world, path }: Call): Answer {
	const { offset = '', limit = '', vdnId } = path;
	if (Number(vdnId) !== world.settings.vdnId) return refuse('0101003', 'vdn');
	const fits = /^\d+$/.test(offset) && Number(limit) >= 1 && Number(limit) <= 100;
	if (!fits) return refuse('0100002', 'offset, limit');
	const { agents } = world.state;
	const rows = page(agents, { offset, limit }).map(({ workNo, name, skillIds: ids }) => ({
		...{ agentNo: workNo, agentName: name, roleId: 2, skillId: ids.join(';') },
	}));
	return succeed(rows, { count: agents.length });
}

/** Its answer has a form of its own. */
function byState({ world, body }: Call): Answer {
	const { status } = body;
	const fits = ({ state }: Agent) => status === undefined || String(state) === String(status);
	const data = page(world.state.agents.filter(fits), body).map(stateOf);
	return { body: { resultCode: '0100000', returnCode: '0', returnDesc: 'success', data } };
}

function ofSkills({ world, body }: Call): Answer {
	const wanted = [body['skillId'] ?? body['skillIds'] ?? []].flat().map(Number);
	const agents = world.state.agents.filter(({ skillIds: ids }) =>
		ids.some((id) => wanted.includes(id)),
	);
	return succeed(
		agents.map(({ workNo, name, state, skillIds: ids }) => ({
			...{ agentId: workNo, agentName: name, state, skillId: ids.join(';') },
		})),
	);
}

function callsOfAgents({ world, body }: Call): Answer {
	const rows = (body['agentIds'] as unknown[]).map((id) => ({
		agentId: Number(id),
		callList: world.state.callsInProgress
			.filter((call) => call.agentId === Number(id))
			.map(({ callId, isInbound }) => ({
				...{ callId, callStatus: 5, callInOut: isInbound ? 0 : 1, mediaType: 5 },
			})),
	}));
	return succeed(rows);
}

/** UTC, whole quarters of an hour, 24 hours at most, kept for a day (§4.5). */
function operations({ world, body }: Call): Answer {
	const [from, to] = [readUtc(String(body['beginTime'])), readUtc(String(body['endTime']))];
	if (from >= to || to - from > day) return refuse('0100002', 'the period is too long or empty');
	if ((to - from) % quarter !== 0) return refuse('0100002', 'no multiple of 15 minutes');
	const { now, timeZone } = world.settings;
	if (from < startOfDay(now(), timeZone) - day) return refuse('0100002', 'before yesterday');
	const wanted = body['operateType'];
	const until = Math.min(to, now());
	const rows = [];
	for (let begin = Math.ceil(from / quarter) * quarter; begin < until; begin += quarter) {
		const operateType = [1, 2, 3, 27][(begin / quarter) % 4];
		if (wanted !== undefined && Number(wanted) !== operateType) continue;
		rows.push({
			agentId: Number(body['currentAgentId']),
			...{ operateType, beginTime: begin, endTime: begin + quarter, cause: 0 },
		});
	}
	return succeed(rows);
}
