/** Results and what is made of them: rows 14, 57, 58 and 60 of reference/huawei §2.1, rules of §2.9. */
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, Route } from '../route.ts';
import type { CallResult, Campaign } from '../state.ts';
import { readUtc, utcText } from '../vendorTime.ts';
import { recordPathOf } from './dialler.ts';
import {
	campaignRoute,
	iSalesBase,
	iSalesRoute,
	numberedPage,
	refuse,
	succeed,
} from './answers.ts';

const day = 86_400_000;
const unpagedRows = 2000;

export const resultRoutes: readonly Route[] = [
	campaignRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/callresult/{campaignId}`,
			atOnce: 10,
			body: {
				sessionId: rules.text(32),
				customField: rules.text(200),
				pageSize: rules.whole(1, 500),
				pageNum: rules.whole(1),
				showDetail: rules.whole(0, 1),
				beginTime: rules.day,
				endTime: rules.day,
			},
		},
		queryResults,
	),
	iSalesRoute({ method: 'GET', path: `${iSalesBase}/callresultdetail/{callId}` }, describeResult),
	iSalesRoute(
		{
			method: 'POST',
			path: `${iSalesBase}/callBusiResult/{dataId}`,
			body: {
				busiResult: required(rules.text(50)),
				subStatus: rules.text(50),
				workNo: rules.text(20),
			},
		},
		writeBack,
	),
	iSalesRoute(
		{
			method: 'GET',
			path: `${iSalesBase}/failcategorystatistics`,
			query: {
				campaignId: required(rules.text(20)),
				startDate: rules.day,
				endDate: rules.day,
			},
		},
		countFailures,
	),
];

function queryResults(campaign: Campaign, { world, body }: Call): Answer {
	const { sessionId, customField, pageSize, pageNum, beginTime, endTime } = body;
	const withAttempts = Number(body['showDetail'] ?? 0) === 1;
	if (withAttempts && Number(pageSize ?? 0) > 100) return refuse('02000007', 'pageSize: range');
	const period = readPeriod(beginTime, endTime);
	if ('status' in period || 'body' in period) return period;
	const all = world.state.results.filter(
		(result) =>
			result.campaignId === campaign.id &&
			(withAttempts || result.isFinal) &&
			(!sessionId || result.sessionId === sessionId) &&
			(!customField || result.customField === customField) &&
			result.begin >= period.from &&
			result.begin < period.to,
	);
	const isPaged = pageSize !== undefined && pageNum !== undefined;
	const shown = isPaged
		? numberedPage(all, Number(pageNum), Number(pageSize))
		: all.slice(0, unpagedRows);
	const data = shown.map((result) => ({
		campaignId: String(result.campaignId),
		sessionId: result.sessionId,
		called: result.called,
		callTimeStr: utcText(result.begin),
		callStatus: result.failCode === '00000' ? 6 : 5,
		failCode: result.failCode,
		resultCode: displayResultOf(result),
		vdnId: world.settings.vdnId,
		callId: result.callId,
		recordPath: recordPathOf(world.settings.vdnId, result),
	}));
	return succeed({ totalCount: all.length, data });
}

/** Both days or none, at most 30 days apart; the last day counts. */
function readPeriod(begin: unknown, end: unknown): { from: number; to: number } | Answer {
	if (!begin && !end) return { from: -Infinity, to: Infinity };
	if (!begin || !end) return refuse('02000009', 'both days or none');
	const from = readUtc(`${String(begin)} 00:00:00`);
	const to = readUtc(`${String(end)} 00:00:00`);
	if (to < from || to - from > 30 * day) return refuse('0200001', 'at most 30 days apart');
	return { from, to: to + day };
}

function displayResultOf({ failCode }: CallResult): string {
	return failCode === '00000' ? 'OB99999' : `OB${failCode}`;
}

/** `recordPath` is a pre-signed address here. */
function describeResult({ world, path }: Call): Answer {
	const result = world.state.results.find(({ callId }) => callId === path['callId']);
	if (!result) return refuse('0200033', 'callId: no such result');
	const { begin, answered, end, failCode, called, callId } = result;
	const url = `${world.url}/simulator/recordings/${callId}?AccessKeyId=sim&Expires=1&Signature=sim`;
	const data = {
		called,
		ackBeginTime: utcText(begin),
		callBeginTime: answered === null ? '' : utcText(answered),
		callEndTime: utcText(end),
		callStatus: failCode === '00000' ? '6' : '5',
		failCode,
		resultCode: displayResultOf(result),
		vdnId: world.settings.vdnId,
		callId,
		recordPath: answered === null ? '' : url,
	};
	return succeed({ data });
}

function writeBack({ world, path, body }: Call): Answer {
	for (const campaign of world.state.campaigns.values()) {
		const row = campaign.rows.get(path['dataId'] ?? '');
		if (!row) continue;
		row.businessResult = body;
		return succeed();
	}
	return refuse('0200033', 'The outbound data do not exist');
}

function countFailures({ world, query }: Call): Answer {
	const { campaignId, startDate, endDate } = query;
	if (!world.state.campaigns.has(Number(campaignId))) {
		return refuse('0200007', 'The campaign does not exist');
	}
	const today = utcText(world.settings.now()).slice(0, 10);
	const isToday = !startDate && !endDate;
	const period = isToday ? readPeriod(today, today) : readPeriod(startDate, endDate);
	if (!('from' in period)) return period;
	const days = new Map<string, Record<string, number>>();
	for (const { campaignId: id, begin, failCode } of world.state.results) {
		const fits = String(id) === campaignId && begin >= period.from && begin < period.to;
		if (!fits || failCode === '00000') continue;
		const date = utcText(begin).slice(0, 10);
		const counts = days.get(date) ?? {};
		days.set(date, { ...counts, [failCode]: (counts[failCode] ?? 0) + 1 });
	}
	return succeed({ data: [...days].map(([statDate, failData]) => ({ statDate, failData })) });
}
