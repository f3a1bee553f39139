/** Files that are asked for, made later and told of: rows 1, 2 and 5 to 8 of reference/huawei §3. */
import { randomUUID } from 'node:crypto';
import { c2Authorization } from '../c2Verifier.ts';
import type { FieldRules } from '../fieldRules.ts';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, JsonObject, Route } from '../route.ts';
import type { FileJob } from '../state.ts';
import { readWall, wallText } from '../vendorTime.ts';
import type { World } from '../world.ts';
import { fsRoute, refuse, succeed } from './answers.ts';
import { csvFiles } from './csvFiles.ts';
import { zipStream } from './zip.ts';

const longestSpan = 3 * 86_400_000;

const queryFields: FieldRules = {
	beginTime: required(rules.time),
	endTime: required(rules.time),
	callBackURL: required(rules.text(1024)),
	accountId: rules.text(20),
	agentId: rules.text(20),
	callId: rules.text(25),
};
const fileName = required({ type: 'text', min: 1, max: 49 });

/** Words of one public client, positions of another (reference/huawei §3.1). */
const dataTypes: Record<string, FileJob['kind']> = {
	call: 'call',
	record: 'record',
	0: 'call',
	1: 'record',
};

/** How the callback names the file. */
const nameFields: Record<FileJob['kind'], string> = {
	call: 'billFileName',
	record: 'billFileName',
	agentOpr: 'agentOprInfoFileName',
	agentSkill: 'agentOprSkillFileName',
};

export const fileJobRoutes: readonly Route[] = [
	fsRoute({ path: 'queryBillData', flow: 'query', body: queryFields }, (call) => {
		const { dataType } = call.body;
		if (dataType === undefined) return refuse('0300001', 'dataType: missing');
		const kind = dataTypes[String(dataType)];
		return kind ? ask(call, kind) : refuse('0300004', 'dataType: illegal');
	}),
	fsRoute(
		{ path: 'downloadBillFile', flow: 'download', body: { billFileName: fileName } },
		({ world, body }) => download(world, body['billFileName'] as string),
	),
	fsRoute({ path: 'queryAgentOprInfoData', flow: 'query', body: queryFields }, (call) =>
		ask(call, 'agentOpr'),
	),
	fsRoute(
		{
			path: 'downloadAgentOprInfoFile',
			flow: 'download',
			body: { agentOprInfoFileName: fileName },
		},
		({ world, body }) => download(world, body['agentOprInfoFileName'] as string),
	),
	fsRoute({ path: 'queryAgentSkillInfoData', flow: 'query', body: queryFields }, (call) =>
		ask(call, 'agentSkill'),
	),
	fsRoute(
		{
			path: 'downloadAgentSkillInfoFile',
			flow: 'download',
			isFlat: true,
			body: { agentSkillInfoFileName: fileName },
		},
		({ world, body }) => download(world, body['agentSkillInfoFileName'] as string),
	),
];

function ask({ world, body }: Call, kind: FileJob['kind']): Answer {
	const { settings, state, timers } = world;
	const from = readWall(String(body['beginTime']), settings.timeZone);
	const to = readWall(String(body['endTime']), settings.timeZone);
	if (from > to) return refuse('0300013', 'beginTime is later than endTime');
	if (to - from > longestSpan) return refuse('0300028', 'the period is longer than 3 days');
	const responseId = randomUUID();
	const day = wallText(settings.now(), settings.timeZone).slice(0, 10).replaceAll('-', '');
	const job: FileJob = {
		responseId,
		fileName: `${day}_${responseId.replaceAll('-', '')}.zip`,
		kind,
		from,
		to,
		agentId: String(body['agentId'] ?? ''),
		callId: String(body['callId'] ?? ''),
		readyAt: settings.now() + settings.fileDelayMs,
	};
	state.fileJobs.set(job.fileName, job);
	timers.after(settings.fileDelayMs, () => {
		job.readyAt = Math.min(job.readyAt, settings.now());
		tell(world, job, body);
	});
	return succeed({ responseId });
}

/** Repeated until a success answer with a body comes back (§3.1). */
function tell({ settings, callbacks }: World, job: FileJob, asked: JsonObject): void {
	const url = String(asked['callBackURL']);
	if (!URL.canParse(url)) return;
	const { accountId } = asked;
	const msgBody = {
		responseId: job.responseId,
		[nameFields[job.kind]]: job.fileName,
		...(accountId === undefined ? {} : { accountId }),
	};
	const body = JSON.stringify({ request: { version: '2.0' }, msgBody });
	const contentType = 'application/json;charset=UTF-8';
	const { host, pathname, search } = new URL(url);
	const signed = {
		method: 'POST',
		target: pathname + search,
		headers: {
			host,
			'content-type': contentType,
			'content-length': String(Buffer.byteLength(body)),
		},
		body: Buffer.from(body),
	};
	callbacks.send(
		{
			url,
			body,
			contentType,
			headers: () => ({ authorization: c2Authorization(signed, settings, settings.now()) }),
		},
		{
			attempts: settings.callbackAttempts,
			everyMs: settings.callbackRetryMs,
			isAccepted: (status, text) => status === 200 && text.trim() !== '',
		},
	);
}

function download(world: World, name: string): Answer {
	const day = /^(\d{4})(\d\d)(\d\d)_/.exec(name);
	const isDay = day && !Number.isNaN(Date.parse(`${day[1]}-${day[2]}-${day[3]}`));
	if (!isDay) return refuse('0300010', 'bad date in the file name');
	const job = world.state.fileJobs.get(name);
	if (!job || job.readyAt > world.settings.now()) {
		return refuse('0300011', 'the file does not exist');
	}
	return { body: null, file: () => zipStream(csvFiles(world, job)) };
}
