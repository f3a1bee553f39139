/** The CSV files inside the zips (reference/huawei §3.2). */
import { randomInt } from 'node:crypto';
import type { Agent, FileJob, PhoneCall } from '../state.ts';
import { wallText } from '../vendorTime.ts';
import type { World } from '../world.ts';
import type { ZipEntry } from './zip.ts';

type Cell = string | number;
type Row = readonly Cell[];

/** The order after column 21 of the call file is not known (§8, 16): the order the text names them in. */
const columns: Record<FileJob['kind'], readonly string[]> = {
	call: [
		...['developer', 'account_id', 'cc_id', 'agent_id', 'call_id', 'caller_no', 'callee_no'],
		...['wait_begin', 'wait_end', 'ack_begin', 'ack_end', 'call_begin', 'call_end'],
		...['device_type', 'device_no', 'call_type', 'release_cause', 'call_id_num', 'vdn_id'],
		...['pre_device_type', 'pre_device_no', 'skill_id', 'current_skill_id', 'pre_device_in'],
		...['leave_reason', 'service_no', 'device_in', 'media_type', 'sub_media_type'],
	],
	record: [
		...['developer', 'account_id', 'cc_id', 'agent_id', 'call_id', 'caller_no', 'callee_no'],
		...['call_begin', 'call_end', 'file_name', 'task_status', 'task_result'],
		...['original_file_name', 'vdn_id', 'call_type', 'media_type'],
		...['user_wanted_skill_id', 'current_skill_id'],
	],
	agentOpr: [
		...['id', 'developer_id', 'account_id', 'agent_id', 'service_no', 'skill_id', 'call_id'],
		...['begin_time', 'end_time', 'op_type', 'op_object', 'op_cause', 'media_type', 'vdn_id'],
		...['cc_id', 'agent_type', 'phone_no', 'callIn_out', 'location_id', 'logon_sn', 'skillInfo_sn'],
	],
	agentSkill: [
		...['id', 'developer_id', 'account_id', 'sub_cc_no', 'vdn', 'agent_id', 'operate_time'],
		...['operate_id', 'operate_type', 'skill_list', 'logon_sn', 'operate_sn'],
		...['operate_end_time', 'renew_flag', 'update_time', 'month_of_year'],
	],
};

const rowsOf: Record<FileJob['kind'], (world: World, job: FileJob) => Generator<Row | string>> = {
	call: callRows,
	record: recordRows,
	agentOpr: operationRows,
	agentSkill: skillRows,
};

const fileWords: Record<FileJob['kind'], string> = {
	call: 'call',
	record: 'record',
	agentOpr: 'agentOprInfo',
	agentSkill: 'agentSkillInfo',
};

const rowsInOneFile = 500_000;
const pieceLength = 64 * 1024;

/** One file, or as many as the rows need; the rows are made while they are read. */
export function* csvFiles(world: World, job: FileJob): Generator<ZipEntry> {
	const rows = rowsOf[job.kind](world, job);
	const modified = world.settings.now();
	const stamp = new Date(modified).toISOString().replace(/\D/g, '').slice(0, 17);
	for (let number = 1; ; number += 1) {
		const first = rows.next();
		if (first.done && number > 1) return;
		const name = `${stamp}${randomInt(100, 1000)}_${fileWords[job.kind]}_${number}.csv`;
		const head: Array<Row | string> = first.done ? [] : [first.value];
		yield { name, modified, content: csvPieces([columns[job.kind], ...head], rows) };
	}
}

async function* csvPieces(
	head: ReadonlyArray<Row | string>,
	rows: Iterator<Row | string>,
): AsyncGenerator<Buffer> {
	let text = head.map((row) => lineOf(row)).join('');
	for (let count = head.length - 1; count < rowsInOneFile; count += 1) {
		const { done, value } = rows.next();
		if (done) break;
		text += lineOf(value as Row | string);
		if (text.length < pieceLength) continue;
		yield Buffer.from(text, 'utf8');
		text = '';
	}
	yield Buffer.from(text, 'utf8');
}

/** A row that is text is a line already. */
function lineOf(row: Row | string): string {
	return typeof row === 'string' ? row : `${row.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: Cell): string {
	const text = String(cell);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function fits({ agentId, callId, from, to }: FileJob, call: PhoneCall): boolean {
	const isInPeriod = call.waitBegin >= from && call.waitBegin <= to;
	const isWanted =
		(agentId === '' || agentId === String(call.agentId)) && !(callId !== call.callId && callId);
	return isInPeriod && isWanted;
}

function ownerOf({ settings }: World): readonly [string, string, number] {
	return [settings.accessKey, settings.accountId, settings.ccId];
}

const [queueDevice, agentDevice, ivrDevice] = [1, 2, 3];
const voice = 5;
const [inboundType, outboundType] = [0, 7];

/** One row for every device a call passed, then the rows that make a big file big. */
function* callRows(world: World, job: FileJob): Generator<Row | string> {
	for (const call of world.state.calls) if (fits(job, call)) yield* devicesOf(world, call);
	yield* extraCallRows(world, job);
}

function* devicesOf(world: World, call: PhoneCall): Generator<Row> {
	const { timeZone } = world.settings;
	const time = (milliseconds: number) => wallText(milliseconds, timeZone);
	const { waitBegin, ackBegin, callBegin, callEnd, isInbound, isAnswered } = call;
	const queued = time(waitBegin);
	if (isInbound) {
		yield deviceRow(world, call, [queued, queued, '', '', '', ''], ivrDevice, 1);
		yield deviceRow(world, call, [queued, time(ackBegin), '', '', '', ''], queueDevice, 2);
	}
	const acknowledged = [time(ackBegin), time(callBegin)];
	const talked = isAnswered ? [time(callBegin), time(callEnd)] : ['', ''];
	yield deviceRow(world, call, ['', '', ...acknowledged, ...talked], agentDevice, -1);
}

function deviceRow(
	world: World,
	call: PhoneCall,
	times: readonly string[],
	device: number,
	number: number,
): Row {
	const { vdnId } = world.settings;
	const isLast = number === -1;
	const deviceNumbers: Record<number, Cell> = {
		[ivrDevice]: 70001,
		[queueDevice]: call.skillId,
		[agentDevice]: call.agentId,
	};
	const type = call.isInbound ? inboundType : outboundType;
	const cause = !isLast ? '' : call.isAnswered ? 0 : 8;
	const before = device === queueDevice ? [ivrDevice, 70001] : [0, 0];
	return [
		...ownerOf(world),
		device === agentDevice ? call.agentId : '',
		...[call.callId, call.caller, call.callee, ...times],
		...[device, deviceNumbers[device] ?? '', type, cause, number, vdnId, ...before],
		...[call.skillId, call.skillId, 0, call.isAnswered ? 15 : 5, '', device, voice, 0],
	];
}

/**
 * Numbered through; the agent is 101 to 1100 in turn, so a filter on one keeps a thousandth. Written as
 * lines: a million rows must not take longer to make than to send.
 */
function* extraCallRows(world: World, job: FileJob): Generator<string> {
	const { extraCallRows: count, vdnId, timeZone } = world.settings;
	if (count === 0 || job.callId !== '') return;
	const owner = ownerOf(world).join(',');
	const step = (job.to - job.from) / count;
	let [second, times] = [NaN, ''];
	for (let at = 0; at < count; at += 1) {
		const agent = 101 + (at % 1000);
		if (job.agentId !== '' && job.agentId !== String(agent)) continue;
		const begin = Math.floor((job.from + at * step) / 1000);
		if (begin !== second) {
			second = begin;
			const [queued, answered, ended] = [0, 9, 69].map((after) =>
				wallText((begin + after) * 1000, timeZone),
			);
			times = [queued, answered, answered, answered, answered, ended].join(',');
		}
		const customer = 13_800_000_000 + (at % 10_000);
		yield `${owner},${agent},${begin}-${1_000_000 + at},${customer},88880001,${times},${agentDevice},${agent},${inboundType},0,-1,${vdnId},${queueDevice},8,8,8,0,15,,${agentDevice},${voice},0\r\n`;
	}
}

function* recordRows(world: World, job: FileJob): Generator<Row> {
	const { vdnId, timeZone } = world.settings;
	for (const call of world.state.calls) {
		if (!fits(job, call)) continue;
		const [begin, end] = [wallText(call.callBegin, timeZone), wallText(call.callEnd, timeZone)];
		for (const original of call.recordings) {
			yield [
				...ownerOf(world),
				...[call.agentId, call.callId, call.caller, call.callee, begin, end],
				...[fileNameOf(world, original), 0, '', original, vdnId, call.isInbound ? 0 : 1],
				...[voice, call.skillId, call.skillId],
			];
		}
	}
}

/** `/{nodeId}/{ccId}/record/{appId}/{accountId}/{yyyymmdd}/{agentId}/{name}.wav` (§3.3). */
export function fileNameOf({ settings }: World, original: string): string {
	const [, , , day, agent, name = ''] = original.split('\\');
	const file = name.replace('.V3', '.wav');
	return `/10/${settings.ccId}/record/100/${settings.accountId}/${day}/${agent}/${file}`;
}

const hour = 3_600_000;

/** What every agent did in every hour: worked, was idle, talked. */
function* hoursOf(
	world: World,
	job: FileJob,
): Generator<{ agent: Agent; begin: number; at: number }> {
	let at = 0;
	const until = Math.min(job.to, world.settings.now());
	for (let begin = Math.ceil(job.from / hour) * hour; begin < until; begin += hour) {
		for (const agent of world.state.agents) {
			if (job.agentId !== '' && job.agentId !== String(agent.workNo)) continue;
			at += 1;
			yield { agent, begin, at };
		}
	}
}

function* operationRows(world: World, job: FileJob): Generator<Row> {
	const { vdnId, ccId, timeZone } = world.settings;
	const [developer, account] = ownerOf(world);
	for (const { agent, begin, at } of hoursOf(world, job)) {
		const operation = [1, 2, 3, 27][at % 4] ?? 2;
		const [from, to] = [wallText(begin, timeZone), wallText(begin + hour / 2, timeZone)];
		yield [
			...[at, developer, account, agent.workNo, '', agent.skillIds[0] ?? '', '', from, to],
			...[operation, '', operation === 3 ? 1 : 0, voice, vdnId, ccId, 4, '', 0, 1, at, at],
		];
	}
}

/** `operate_time` is on the tenant's wall, `update_time` in UTC (§3.2). */
function* skillRows(world: World, job: FileJob): Generator<Row> {
	const { vdnId, ccId, timeZone } = world.settings;
	const [developer, account] = ownerOf(world);
	for (const { agent, begin, at } of hoursOf(world, job)) {
		const [from, to] = [wallText(begin, timeZone), wallText(begin + hour, timeZone)];
		yield [
			...[at, developer, account, ccId, vdnId, agent.workNo, from, agent.workNo, 1],
			...[agent.skillIds.join(';'), at, at, to, 0, wallText(begin, 'UTC'), from.slice(5, 7)],
		];
	}
}
