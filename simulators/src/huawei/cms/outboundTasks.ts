/** Campaigns as CC-CMS shows them: rows 35 to 37 of reference/huawei §4.1, §4.6. */
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, Route } from '../route.ts';
import type { CallResult } from '../state.ts';
import { readUtc, readWall, wallText } from '../vendorTime.ts';
import { cmsBase, cmsRoute, page, pageRules, refuse, succeed } from './answers.ts';

const path = `${cmsBase}/fromisales`;
const taskId = { taskId: required(rules.text(30)) };

export const outboundTaskRoutes: readonly Route[] = [
	cmsRoute({ path: `${path}/querytasks`, body: pageRules(100) }, listTasks),
	cmsRoute(
		{
			path: `${path}/dailystatistic`,
			body: { ...taskId, beginDayTime: required(rules.time), endDayTime: required(rules.time) },
		},
		countDays,
	),
	// The vendor's pages write one, its change history the other.
	...['realstatistic', 'realstat'].map((name) =>
		cmsRoute({ path: `${path}/${name}`, body: taskId }, countNow),
	),
];

function listTasks({ world, body }: Call): Answer {
	const all = [...world.state.campaigns.values()].map(({ id, fields, status }) => ({
		taskId: String(id),
		taskName: fields['name'],
		taskType: String(fields['deviceType']),
		status: String(status),
		beginDate: String(readUtc(String(fields['strBeginTime']))),
		endDate: String(readUtc(String(fields['strEndTime']))),
	}));
	return succeed({ count: all.length, tasks: page(all, body) });
}

function rate(part: number, whole: number): string {
	return `${whole === 0 ? 0 : Math.round((100 * part) / whole)}%`;
}

function resultsOf({ world, body }: Call): CallResult[] | undefined {
	const id = Number(body['taskId']);
	if (!world.state.campaigns.has(id)) return undefined;
	return world.state.results.filter(({ campaignId }) => campaignId === id);
}

const isSuccess = ({ failCode }: CallResult) => failCode === '00000';

function countDays(call: Call): Answer {
	const results = resultsOf(call);
	if (!results) return refuse('0100002', 'taskId: does not exist');
	const { timeZone } = call.world.settings;
	const [from, to] = ['beginDayTime', 'endDayTime'].map((name) =>
		readWall(String(call.body[name]), timeZone),
	) as [number, number];
	const days = Map.groupBy(
		results.filter(({ begin }) => begin >= from && begin <= to),
		({ begin }) => wallText(begin, timeZone).slice(0, 10),
	);
	const rows = [...days].map(([statDate, all]) => {
		const succCount = all.filter(isSuccess).length;
		return { statDate, totalCount: all.length, succCount, succRate: rate(succCount, all.length) };
	});
	return succeed(rows);
}

function countNow(call: Call): Answer {
	const results = resultsOf(call);
	if (!results) return refuse('0100002', 'taskId: does not exist');
	const campaign = call.world.state.campaigns.get(Number(call.body['taskId']));
	const totalCount = campaign?.rows.size ?? 0;
	const waitCount = campaign?.queue.length ?? 0;
	const compCount = totalCount - waitCount;
	const succCount = results.filter(isSuccess).length;
	const counts = { totalCount, succCount, failCount: compCount - succCount, compCount, waitCount };
	const rates = { succRate: rate(succCount, compCount), compRate: rate(compCount, totalCount) };
	return succeed([{ ...counts, execCount: 0, ...rates }]);
}
