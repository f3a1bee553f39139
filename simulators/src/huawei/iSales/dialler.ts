/** Dials the rows of running campaigns and pushes what came of it (reference/huawei §2.9). */
import { isRetCodeZero } from '../callbacks.ts';
import type { CallResult, Campaign, ContactRow } from '../state.ts';
import { utcText } from '../vendorTime.ts';
import type { World } from '../world.ts';

const success = '00000';

/** Dials up to so many rows of a campaign and pushes their final results; says how many. */
export function dialRows(world: World, campaign: Campaign, count = Infinity): number {
	const rows = campaign.queue.splice(0, count);
	const finals = rows.map((row) => dial(world, campaign, row));
	const { resultsPerPush } = world.settings;
	for (let at = 0; at < finals.length; at += resultsPerPush) {
		push(world, campaign, finals.slice(at, at + resultsPerPush));
	}
	return rows.length;
}

/** Starts dialling at the speed that was set. */
export function startDialler(world: World): void {
	const { dialRowsPerSecond } = world.settings;
	if (dialRowsPerSecond <= 0) return;
	const rowsAtOnce = Math.max(1, Math.round(dialRowsPerSecond / 10));
	world.timers.every((rowsAtOnce / dialRowsPerSecond) * 1000, () => {
		let left = rowsAtOnce;
		for (const campaign of world.state.campaigns.values()) {
			if (campaign.status === 2 && left > 0) left -= dialRows(world, campaign, left);
		}
	});
}

/** One number after the other until somebody answers; the last attempt is the final one. */
function dial(world: World, campaign: Campaign, row: ContactRow): CallResult {
	const attempts: CallResult[] = [];
	for (const { calledNo } of row.called) {
		const result = attempt(world, campaign, row, calledNo);
		attempts.push(result);
		if (result.failCode === success) break;
	}
	row.isFinished = true;
	const final = attempts.at(-1) as CallResult;
	final.isFinal = true;
	world.state.results.push(...attempts);
	return final;
}

function attempt({ state, settings }: World, campaign: Campaign, row: ContactRow, called: string) {
	const { failCodes } = settings;
	const failCode = failCodes[state.results.length % failCodes.length] ?? success;
	const begin = settings.now();
	const isAnswered = failCode === success;
	return {
		campaignId: campaign.id,
		dataId: row.dataId,
		sessionId: row.sessionId,
		called,
		customField: row.customField,
		callId: `${Math.floor(begin / 1000)}-${state.next()}`,
		begin,
		answered: isAnswered ? begin + 8000 : null,
		end: begin + (isAnswered ? 68_000 : 30_000),
		failCode,
		isFinal: false,
	};
}

function push(world: World, campaign: Campaign, results: readonly CallResult[]): void {
	const { settings, callbacks } = world;
	const own = campaign.fields['callBackUrl'];
	const urls =
		typeof own === 'string' && own !== '' ? [own] : settings.resultCallBackUrl.split(';');
	const body = JSON.stringify(results.map((result) => pushedResult(world, result)));
	for (const url of urls.filter((one) => one !== '')) {
		callbacks.send(
			{ url, body, contentType: 'application/json;charset=UTF-8' },
			{
				attempts: settings.pushAttempts,
				everyMs: settings.pushRetryMs,
				triesAgainAtOnce: true,
				isAccepted: isRetCodeZero,
			},
		);
	}
}

/** The push writes success as "0", the table as "00000" (reference/huawei §8, 10). */
function pushedResult({ settings }: World, result: CallResult) {
	return {
		campaignId: String(result.campaignId),
		sessionId: result.sessionId,
		called: result.called,
		callTimeStr: utcText(result.begin),
		callStatus: result.failCode === success ? 6 : 5,
		failCode: result.failCode === success ? '0' : result.failCode,
		vdnId: settings.vdnId,
		callId: result.callId,
		customField: result.customField,
		recordPath: recordPathOf(settings.vdnId, result),
	};
}

export function recordPathOf(vdnId: number, { answered, begin }: CallResult): string {
	if (answered === null) return '';
	const day = utcText(begin).slice(0, 10).replaceAll('-', '');
	return `Y:/1/${vdnId}/${day}/3001/0000001.V3`;
}
