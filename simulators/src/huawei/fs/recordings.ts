/** Recordings and the files of IVR and assistant: rows 3, 4 and 9 to 19 of reference/huawei §3. */
import { randomUUID } from 'node:crypto';
import { required, rules } from '../fieldRules.ts';
import type { Answer, Call, Route } from '../route.ts';
import { readWall, wallText } from '../vendorTime.ts';
import type { World } from '../world.ts';
import { fsRoute, refuse, succeed } from './answers.ts';
import { fileNameOf } from './csvFiles.ts';
import { recordingPieces, recordingStream } from './recording.ts';
import { zipStream } from './zip.ts';

const longestSpan = 3 * 86_400_000;

export const recordingRoutes: readonly Route[] = [
	fsRoute(
		{ path: 'downloadRecordFile', flow: 'download', body: { fileName: required(rules.text(225)) } },
		({ world, body }) =>
			deliver(
				world,
				allRecordings(world).filter((name) => fileNameOf(world, name) === body['fileName']),
			),
	),
	fsRoute(
		{
			path: 'downloadRecord',
			flow: 'download',
			body: { fileName: rules.text(225), callId: rules.text(25), ccId: rules.text(64) },
		},
		downloadRecord,
	),
	fsRoute(
		{ path: 'requestPlayVoice', flow: 'query', body: { fileName: required(rules.text(225)) } },
		({ world, body }) => {
			const wanted = withBackslashes(body['fileName']);
			const isKnown = allRecordings(world).includes(wanted);
			return isKnown ? succeed({ token: randomUUID() }) : refuse('0300012', 'no data found');
		},
	),
	fsRoute(
		{
			path: 'getRecordFileUrlFromObs',
			flow: 'query',
			isFlat: true,
			body: {
				callId: required({ type: 'text', min: 1, max: 25 }),
				beginTime: required(rules.time),
				endTime: required(rules.time),
				version: { type: 'text', pattern: /^2\.0$/ },
			},
		},
		recordingUrl,
	),
	...['downloadOiapRecord', 'downloadIVRRecordFile'].map((path) =>
		fsRoute({ path, flow: 'download' }, ({ world }) => deliver(world, ['assistant.wav'])),
	),
	...['ivr/upload', 'ivr/uploadFile'].map((path) => fsRoute({ path, isFlat: true }, upload)),
	fsRoute({ path: 'ivr/deleteFile', isFlat: true }, deleteFile),
	fsRoute({ path: 'downloadTransferFile', flow: 'download' }, ({ world }) =>
		deliver(world, ['transfer.wav']),
	),
	fsRoute({ path: 'requestRecordAnalysis', flow: 'query' }, () =>
		succeed({ responseId: randomUUID() }),
	),
	fsRoute({ path: 'queryRecordAnalysisStatus', flow: 'query' }, () => succeed({ status: '1' })),
	fsRoute({ path: 'downloadRecordAnalysisFile', flow: 'download' }, () => ({
		body: null,
		file: () => zipStream([{ name: 'analysis.txt', modified: 0, content: textPieces('你好') }]),
	})),
];

async function* textPieces(text: string): AsyncGenerator<Buffer> {
	yield Buffer.from(text, 'utf8');
}

/** The original name is sent with slashes of either kind (reference/huawei §3, row 9). */
function withBackslashes(name: unknown): string {
	return String(name).replaceAll('/', '\\');
}

function allRecordings({ state }: World): string[] {
	return state.calls.flatMap(({ recordings }) => recordings);
}

function downloadRecord({ world, body }: Call): Answer {
	const { fileName, callId } = body;
	if (!fileName && !callId) return refuse('0300001', 'fileName, callId: missing');
	const names = world.state.calls
		.filter((call) => !callId || call.callId === callId)
		.flatMap(({ recordings }) => recordings)
		.filter((name) => !fileName || name === withBackslashes(fileName));
	return deliver(world, names);
}

/** One recording is a WAV, several are a zip (§3.3). */
function deliver({ settings }: World, names: readonly string[]): Answer {
	if (names.length === 0) return refuse('0300012', 'no data found');
	return recordingsAnswer(settings, names);
}

/** One recording as it is, several in a zip (reference/huawei §3.3, §4.5). */
export function recordingsAnswer(
	{ recordingBytes, now }: World['settings'],
	names: readonly string[],
): Answer {
	if (names.length === 1) return { body: null, file: () => recordingStream(recordingBytes) };
	const entries = names.map((name) => ({
		name: name.split('\\').at(-1) ?? name,
		modified: now(),
		content: recordingPieces(recordingBytes),
	}));
	return { body: null, file: () => zipStream(entries) };
}

/** With `version` times are on the tenant's wall, without it UTC, which a tenant elsewhere may not use. */
function recordingUrl({ world, body }: Call): Answer {
	const { settings, state, url } = world;
	const zone = body['version'] === '2.0' ? settings.timeZone : 'UTC';
	const now = settings.now();
	const isInUtc8 = wallText(now, settings.timeZone) === wallText(now, 'Asia/Shanghai');
	if (zone === 'UTC' && !isInUtc8) return refuse('0300028', 'version: needed outside UTC+8');
	const [from, to] = ['beginTime', 'endTime'].map((name) => readWall(String(body[name]), zone)) as [
		number,
		number,
	];
	if (from > to) return refuse('0300013', 'beginTime is later than endTime');
	if (to - from > longestSpan) return refuse('0300028', 'the period is longer than 3 days');
	const found = state.calls.find(
		({ callId, callBegin, recordings }) =>
			callId === body['callId'] && recordings.length > 0 && callBegin >= from && callBegin <= to,
	);
	if (!found) return refuse('0300012', 'no data found');
	const query = 'AccessKeyId=sim&Expires=1&Signature=sim';
	return succeed({ url: `${url}/simulator/recordings/${found.callId}?${query}` });
}

/** In `msgBody.data` as Base64, or as the body itself. */
function upload({ world, body, bytes }: Call): Answer {
	const { data } = (body['msgBody'] ?? {}) as Record<string, unknown>;
	const content = typeof data === 'string' ? Buffer.from(data, 'base64') : bytes;
	if (content.length === 0) return refuse('0300007', 'body is null');
	const { uploadedFiles } = world.state;
	const number = String(uploadedFiles.size + 1).padStart(7, '0');
	const fileName = `Y:/3rdfile/${world.settings.vdnId}/thirdvoicebotfile/${number}.wav`;
	uploadedFiles.set(fileName, content);
	return succeed({ fileName });
}

function deleteFile({ world, body }: Call): Answer {
	const inside = (body['msgBody'] ?? body) as Record<string, unknown>;
	const isKnown = world.state.uploadedFiles.delete(String(inside['fileName'] ?? ''));
	return isKnown ? succeed() : refuse('0300011', 'the file does not exist');
}
