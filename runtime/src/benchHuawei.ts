/**
 * `npm run bench:huawei`: the nodes for Huawei CEC in a real n8n, against the simulated CEC.
 * (a) How much memory the n8n process takes on top while a big recording is downloaded (as it is, as
 *     PCM WAV, and by n8n's own HTTP Request node) and while a big record file is filtered.
 * (b) Rows of that file a second, beside Node's own zlib and a split of the same bytes.
 * (c) Contacts a second into a campaign, beside what the vendor lets in.
 * (d) Signatures a second, beside a plain HMAC of the same bodies.
 * Every case of (a) has an n8n that was just started, a run with small files behind it. Prints figures
 * and ratios; `--check` makes a missed target the exit code.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createInflateRaw } from 'node:zlib';

import { addCampaign } from '../../simulators/src/huawei/iSales/campaigns.ts';
import { startHuaweiSimulator, type HuaweiSimulator } from '../../simulators/src/index.ts';
import { connect, ensureN8nRuntime, startN8n, workflow } from './index.ts';
import type { N8nClient, N8nServer } from './index.ts';
import { buildTarball } from './packTarball.ts';
import { findProjectRoot } from './paths.ts';
import { extraMemoryDuring, processorTime } from './processUsage.ts';
import { runProgram } from './runProgram.ts';

const { values: options } = parseArgs({
	options: {
		'recording-mb': { type: 'string', default: '300' },
		rows: { type: 'string', default: '1000000' },
		contacts: { type: 'string', default: '2000' },
		/** The vendor's, in milliseconds. */
		spacing: { type: 'string', default: '1000' },
		/** As many contacts as the full measurement has. */
		full: { type: 'boolean', default: false },
		/** Downloads of our node and of HTTP Request in turn, for the time they take. */
		rounds: { type: 'string', default: '3' },
		check: { type: 'boolean', default: false },
	},
});

const TARGETS = {
	/** Memory on top, in MB. */
	memory: 150,
	/** Of the time the server's own limit makes it take. */
	contacts: 1.1,
};

const FULL_CONTACTS = 10_000;
/** The start of an execution weighs too much in a shorter run to judge its whole time. */
const FEWEST_JUDGED = 1_000;
const CREDENTIAL = 'huaweiCecAkSkApi';
const REST_MS = 1_000;
const MEGABYTE = 1_000_000;
/** Size of the recordings that are downloaded in turn. */
const TIMED_MB = 50;

/** A small recording and a small record file, for the run before the one that counts. */
const SMALL = { recordingBytes: 160_058, extraCallRows: 2_000 };
/** The simulator's own share: 58 bytes of A-law header; ours: 44 of PCM header. */
const HEADERS = { aLaw: 58, pcm: 44 };
/** The simulator's rows name 1,000 agents in turn, from 101 on. */
const AGENT = { id: '101', column: 3, share: 1_000 };

const print = (text: string) => process.stdout.write(`${text}\n`);
const whole = (value: number) => Math.round(value).toLocaleString('en');
const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const secondsSince = (start: number) => (performance.now() - start) / 1000;

let missed = false;
function judge(text: string, ok: boolean): void {
	print(`${ok ? '✔' : '✘'} ${text}`);
	missed ||= !ok;
}

interface Bench {
	server: N8nServer;
	n8n: N8nClient;
	cec: HuaweiSimulator;
	credential: { id: string; name: string };
}

interface HttpAnswer {
	status: number;
	body: Buffer;
}

/** Unlike fetch(), waits for an answer as long as it takes. */
async function send(
	url: string,
	{ body, ...init }: { body: string; headers?: Record<string, string>; ca?: string },
): Promise<HttpAnswer> {
	const request = url.startsWith('https:') ? httpsRequest : httpRequest;
	return await new Promise((resolve, reject) => {
		const sending = request(url, { method: 'POST', ...init }, (response) => {
			Readable.from(response)
				.toArray()
				.then((pieces: Buffer[]) => {
					resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces) });
				}, reject);
		});
		sending.once('error', reject);
		sending.end(body);
	});
}

interface NodeUnderTest {
	type: string;
	typeVersion?: number;
	parameters: Record<string, unknown>;
}

type Item = Record<string, unknown>;

/** Publishes `Webhook -> items -> node` and gives the function that posts items and takes the node's. */
async function published(
	{ n8n, credential }: Bench,
	{ type, typeVersion = 1, parameters }: NodeUnderTest,
): Promise<(items?: readonly Item[]) => Promise<Item[]>> {
	const path = randomUUID();
	const webhook = {
		...{ path, httpMethod: 'POST' },
		...{ responseMode: 'lastNode', responseData: 'allEntries' },
	};
	const flow = workflow(`bench ${path}`)
		.node('Webhook', 'n8n-nodes-base.webhook', 2.1, webhook, { webhookId: path })
		.node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items' })
		.node('Node', type, typeVersion, parameters, { credentials: { [CREDENTIAL]: credential } })
		.connect('Webhook', 'Items')
		.connect('Items', 'Node');
	const { id } = await n8n.workflow(flow.build());
	await n8n.activate(id);
	return async (items = [{}]) => {
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify({ items });
		const answer = await send(`${n8n.baseUrl}/webhook/${path}`, { body, headers });
		const text = answer.body.toString('utf8');
		if (answer.status !== 200) throw new Error(`n8n answered ${answer.status}: ${text}`);
		return JSON.parse(text) as Item[];
	};
}

const ours = (name: 'huaweiCcFs' | 'huaweiCcISales', parameters: Record<string, unknown>) => ({
	type: `n8n-nodes-contact-center.${name}`,
	parameters,
});

interface Measured {
	/** In MB. */
	memory: number;
	seconds: number;
	items: Item[];
}

/**
 * Runs small files through the node, lets n8n rest and measures a run with big ones. What n8n did
 * before would lift the level this is above, so it should have been started just now.
 */
async function measured(
	{ server, cec }: Bench,
	run: () => Promise<Item[]>,
	big: Partial<typeof SMALL>,
): Promise<Measured> {
	Object.assign(cec.settings, SMALL);
	await run();
	await sleep(REST_MS);
	Object.assign(cec.settings, big);
	const start = performance.now();
	const { result: items, extra } = await extraMemoryDuring(Number(server.pid), run);
	return { memory: extra / MEGABYTE, seconds: secondsSince(start), items };
}

function showMemory(name: string, { memory, seconds }: Measured): void {
	const figures = `${whole(memory).padStart(5)} MB extra, ${seconds.toFixed(1)} s`;
	judge(`${name.padEnd(44)} ${figures} (limit ${TARGETS.memory} MB)`, memory < TARGETS.memory);
}

/** A call of which the simulator has one recording. */
function recordedCall({ state }: HuaweiSimulator): string {
	const call = state.calls.find(({ recordings }) => recordings.length === 1);
	if (!call) throw new Error('The simulator holds no call with one recording');
	return call.callId;
}

function expectBytes(name: string, { items }: Measured, expected: number): void {
	const bytes = items[0]?.['bytes'];
	if (bytes === expected) return;
	throw new Error(`${name}: ${expected} bytes were expected, ${JSON.stringify(items[0])} came`);
}

/** (a) One recording: our node's two ways, and n8n's own node for files. */
async function recordings(bench: Bench, megabytes: number): Promise<void> {
	const { cec } = bench;
	const callId = recordedCall(cec);
	const big = { recordingBytes: megabytes * MEGABYTE };
	const download = (audioFormat: 'original' | 'pcm') =>
		ours('huaweiCcFs', { resource: 'recording', operation: 'download', callId, audioFormat });
	const runs = {
		original: await published(bench, download('original')),
		pcm: await published(bench, download('pcm')),
		http: await published(bench, httpDownload(cec, callId)),
	};
	const original = await measured(bench, runs.original, big);
	expectBytes('as recorded', original, big.recordingBytes);
	showMemory(`recording of ${megabytes} MB, as recorded`, original);
	await bench.server.restart();
	const pcm = await measured(bench, runs.pcm, big);
	expectBytes('PCM WAV', pcm, HEADERS.pcm + 2 * (big.recordingBytes - HEADERS.aLaw));
	showMemory(`recording of ${megabytes} MB, PCM WAV`, pcm);
	await bench.server.restart();
	const http = await measured(bench, runs.http, big);
	const figures = `${whole(http.memory).padStart(5)} MB extra, ${http.seconds.toFixed(1)} s`;
	print(`  ${'the same by HTTP Request'.padEnd(44)} ${figures}`);
	print(`  memory, ours : HTTP Request ${(original.memory / http.memory).toFixed(2)}`);
	await inTurn(bench, runs);
}

/** The time of the same downloads in one n8n, in turn, since other work on the machine disturbs. */
async function inTurn(
	{ server, cec }: Bench,
	runs: Record<'original' | 'pcm' | 'http', () => Promise<Item[]>>,
): Promise<void> {
	cec.settings.recordingBytes = TIMED_MB * MEGABYTE;
	const taken = { original: [], pcm: [], http: [] } as Record<keyof typeof runs, Taken[]>;
	for (let round = 0; round < Number(options.rounds); round++) {
		for (const name of ['original', 'pcm', 'http'] as const) {
			taken[name].push(await takenBy(Number(server.pid), runs[name]));
		}
	}
	const ratio = (name: keyof typeof runs, of: keyof Taken) =>
		median(taken[name].map((own, round) => own[of] / (taken.http[round]?.[of] ?? Number.NaN)));
	const told = (name: keyof typeof runs) =>
		`${ratio(name, 'seconds').toFixed(2)} (processor ${ratio(name, 'processor').toFixed(2)})`;
	const rate = TIMED_MB / median(taken.original.map(({ seconds }) => seconds));
	print(`  in turn, ${TIMED_MB} MB each: ours ${whole(rate)} MB/s`);
	print(
		`  seconds, ours : HTTP Request ${told('original')}; PCM WAV : HTTP Request ${told('pcm')}`,
	);
}

interface Taken {
	seconds: number;
	/** Of the n8n process, in seconds. */
	processor: number;
}

async function takenBy(pid: number, work: () => Promise<unknown>): Promise<Taken> {
	const [start, before] = [performance.now(), await processorTime(pid)];
	await work();
	return { seconds: secondsSince(start), processor: (await processorTime(pid)) - before };
}

const CCFS = '/CCFS/resource/ccfs';

/** What somebody would do without our node. */
function httpDownload({ url }: HuaweiSimulator, callId: string): NodeUnderTest {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.3,
		parameters: {
			method: 'POST',
			url: `${url}${CCFS}/downloadRecord`,
			...{ authentication: 'predefinedCredentialType', nodeCredentialType: CREDENTIAL },
			...{ sendBody: true, specifyBody: 'json', jsonBody: fsBody({ callId }) },
			options: { response: { response: { responseFormat: 'file' } } },
		},
	};
}

const fsBody = (msgBody: object) => JSON.stringify({ request: { version: '2.0' }, msgBody });

/** The record file of yesterday, as if somebody had asked for it. */
function readyFile({ state }: HuaweiSimulator): string {
	const to = Date.now();
	const from = to - 24 * 3_600_000;
	const fileName = `20260602_${randomUUID().replaceAll('-', '')}.zip`;
	const asked = { responseId: randomUUID(), agentId: '', callId: '', readyAt: 0 };
	state.fileJobs.set(fileName, { ...asked, fileName, kind: 'call', from, to });
	return fileName;
}

/** (a) and (b): one record file, of which one agent's rows are kept. */
async function records(bench: Bench, rows: number): Promise<void> {
	const { cec } = bench;
	const fileName = readyFile(cec);
	const reading = { resource: 'callRecord', operation: 'getMany', from: 'file', fileName };
	const kept = { returnAll: true, filters: { agentIds: AGENT.id } };
	const runs = {
		records: await published(bench, ours('huaweiCcFs', { ...reading, ...kept })),
		events: await published(
			bench,
			ours('huaweiCcFs', { ...reading, ...kept, output: 'simplified' }),
		),
	};
	const big = { extraCallRows: rows };
	await bench.server.restart();
	const events = await measured(bench, runs.events, big);
	showMemory(`${whole(rows)} rows, ${whole(events.items.length)} kept as call events`, events);
	await bench.server.restart();
	const filtered = await measured(bench, runs.records, big);
	showMemory(`${whole(rows)} rows, ${whole(filtered.items.length)} kept`, filtered);
	await readingRates(cec, { fileName, rows, filtered });
}

/** What reading the file costs beside the least anybody would have to do. */
async function readingRates(
	cec: HuaweiSimulator,
	{ fileName, rows, filtered }: { fileName: string; rows: number; filtered: Measured },
): Promise<void> {
	const start = performance.now();
	const zip = await signedDownload(cec, `${CCFS}/downloadBillFile`, { billFileName: fileName });
	const sending = secondsSince(start);
	const floor = await timed(() => inflateAndSplit(zip));
	const reading = await timed(() => readAlone(zip));
	for (const kept of [floor.kept, reading.kept]) expectKept(kept, filtered.items.length);
	print(`\n(b) rows a second, ${whole(zip.length / 1024)} KB of zip`);
	const rate = (seconds: number) => `${whole(rows / seconds).padStart(11)}/s`;
	print(`  the simulator alone makes and sends them ${rate(sending)}`);
	print(`  zlib, split and compare (the floor)      ${rate(floor.seconds)}`);
	print(`  our reader alone                         ${rate(reading.seconds)}`);
	print(`  the node in n8n, everything counted      ${rate(filtered.seconds)}`);
	const ratio = (seconds: number) => (floor.seconds / seconds).toFixed(2);
	print(`  our reader : floor ${ratio(reading.seconds)}, node : floor ${ratio(filtered.seconds)}`);
}

function expectKept(kept: number, expected: number): void {
	if (kept === expected) return;
	throw new Error(`The node kept ${expected} rows, but ${kept} are of agent ${AGENT.id}`);
}

/** The better of two, since what disturbs only ever takes longer. */
async function timed(read: () => Promise<number>): Promise<{ kept: number; seconds: number }> {
	let best = { kept: 0, seconds: Infinity };
	for (let round = 0; round < 2; round++) {
		const start = performance.now();
		const kept = await read();
		const seconds = secondsSince(start);
		if (seconds < best.seconds) best = { kept, seconds };
	}
	return best;
}

/** What the quickest reader would have to do: unpack, split, look at one column. */
async function inflateAndSplit(zip: Buffer): Promise<number> {
	let kept = 0;
	for (const packed of entriesOf(zip)) {
		const decoder = new TextDecoder();
		let rest = '';
		for await (const chunk of Readable.from(piecesOf(packed)).pipe(createInflateRaw())) {
			const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\r\n');
			rest = lines.pop() ?? '';
			for (const line of lines) if (line.split(',')[AGENT.column] === AGENT.id) kept += 1;
		}
	}
	return kept;
}

/** The packed bytes of every entry, by the table of contents at the zip's end. */
function* entriesOf(zip: Buffer): Generator<Buffer> {
	const end = zip.length - 22;
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
		const local = zip.readUInt32LE(at + 42);
		const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		yield zip.subarray(start, start + zip.readUInt32LE(at + 20));
		const lengths = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
		at += lengths.reduce((sum, length) => sum + length, 46);
	}
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
	const length = 64 * 1024;
	for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const load = createRequire(join(findProjectRoot(), 'package.json'));

async function readAlone(zip: Buffer): Promise<number> {
	const { readRecords } = load('./dist/lib/huaweiCec/records/readRecords.js') as {
		readRecords(zip: AsyncIterable<Buffer>, reading: object): AsyncIterable<unknown[]>;
	};
	const reading = {
		...{ records: 'call', filter: { agentIds: [AGENT.id] }, rows: 'matching' },
		mostUnpackedBytes: Infinity,
	};
	let kept = 0;
	for await (const rows of readRecords(Readable.from(piecesOf(zip)), reading)) kept += rows.length;
	return kept;
}

interface Signature {
	authorizationOf(request: object): string;
}
const signature = () => load('./dist/lib/huaweiCec/signature.js') as Signature;

async function signedDownload(cec: HuaweiSimulator, path: string, msgBody: object) {
	const { url, ca, accessKey, secretKey } = cec;
	const body = fsBody(msgBody);
	const headers = { host: new URL(url).host };
	const authorization = signature().authorizationOf({
		...{ accessKey, secretKey, variant: 'v1', timestamp: Date.now() },
		...{ method: 'POST', path, query: [], headers, body },
	});
	const type = { 'content-type': 'application/json;charset=UTF-8' };
	const answer = await send(`${url}${path}`, {
		...{ body, ca },
		headers: { ...headers, ...type, authorization },
	});
	if (answer.status === 200) return answer.body;
	throw new Error(`The simulator answered ${answer.status}: ${answer.body.toString('utf8')}`);
}

/** (c) All contacts in, each once, at the vendor's full rate. */
async function contacts(bench: Bench, count: number, spacing: number): Promise<void> {
	const { cec } = bench;
	const campaign = addCampaign(cec.state, { name: 'bench', deviceType: 3 }, 2);
	// The node's own default for the vendor's second; scaled with it.
	const sending = { spacing: Math.round(spacing * 1.05) };
	const run = await published(
		bench,
		ours('huaweiCcISales', {
			...{ resource: 'contact', operation: 'add', additionalFields: {}, sending },
			campaignId: { __rl: true, mode: 'id', value: String(campaign.id) },
			...{ called: '={{ $json.phone }}', sessionId: '={{ $json.id }}' },
		}),
	);
	const items = Array.from({ length: count }, (_, at) => ({
		id: `customer-${at}`,
		phone: `1380000${String(at).padStart(4, '0')}`,
	}));
	const start = performance.now();
	const { result, extra } = await extraMemoryDuring(Number(bench.server.pid), () => run(items));
	const seconds = secondsSince(start);
	const added = result.filter(({ status }) => status === 'added').length;
	if (added !== count || campaign.rows.size !== count) {
		throw new Error(`${added} of ${count} were told added, ${campaign.rows.size} are in`);
	}
	judgeContacts(cec, count, seconds);
	print(`  ${whole(extra / MEGABYTE)} MB extra`);
}

/** From the first call to the last as the server sees it, and the whole run as n8n's user does. */
function judgeContacts({ requests, settings }: HuaweiSimulator, count: number, seconds: number) {
	const calls = requests.all.filter(({ endpoint }) => /\/calldata\/\{campaignId\}$/.test(endpoint));
	const refused = calls.filter(({ status }) => status !== 200).length;
	const { rowsPerCall, addSpacingMs } = settings;
	const least = (addSpacingMs / 1000) * (Math.ceil(count / rowsPerCall) - 1);
	const between = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1000;
	const told = `${calls.length} calls (${refused} refused), from first to last`;
	judge(`${told} ${timeBeside(between, least)}`, between <= least * TARGETS.contacts);
	const limit = (rowsPerCall * 1000) / addSpacingMs;
	const allowed = count / limit;
	const rate = `${whole(count)} contacts, ${(count / seconds).toFixed(2)}/s of ${limit.toFixed(2)}/s,`;
	const run = `${rate} the whole run ${timeBeside(seconds, allowed)}`;
	if (count < FEWEST_JUDGED) print(`  ${run}: too few to judge`);
	else judge(run, seconds <= allowed * TARGETS.contacts);
}

function timeBeside(seconds: number, allowed: number): string {
	const most = allowed * TARGETS.contacts;
	return `${seconds.toFixed(1)} s; the server's limit ${allowed.toFixed(1)} s (ratio ${(seconds / allowed).toFixed(3)}, target at most ${most.toFixed(1)} s)`;
}

/** (d) The body of a call that adds 20 contacts. */
async function signatures(): Promise<void> {
	const { authorizationOf } = signature();
	const rows = Array.from({ length: 20 }, (_, at) => ({
		...{ sessionId: `customer-${at}`, called: [{ calledNo: `138000000${10 + at}` }] },
		callData: JSON.stringify({ name: '测试', note: 'x'.repeat(50) }),
	}));
	const body = JSON.stringify({ callDataList: rows });
	const keys = { accessKey: 'AKBENCH', secretKey: 'SkBench-not-real', variant: 'v1' };
	const path = '/rest/isales/v2/openapi/campaigns/25/calldata/1';
	const headers = { host: 'cec.example.com' };
	const request = { ...keys, method: 'POST', path, query: [], headers, body };
	const sign = () => authorizationOf({ ...request, timestamp: Date.now() });
	const plain = () => createHmac('sha256', keys.secretKey).update(body, 'utf8').digest('hex');
	const [signed, hashed] = [bestRate(sign), bestRate(plain)];
	print(`\n(d) signatures of a body of ${whole(Buffer.byteLength(body))} bytes`);
	print(
		`  ours ${whole(signed)}/s, plain HMAC ${whole(hashed)}/s: ${(signed / hashed).toFixed(2)}`,
	);
}

function bestRate(work: () => unknown): number {
	const repeats = 2_000;
	const rounds = Array.from({ length: 7 }, () => {
		const start = performance.now();
		for (let repeat = 0; repeat < repeats; repeat++) work();
		return repeats / secondsSince(start);
	});
	return Math.max(...rounds);
}

async function startBench(undo: AsyncDisposableStack, spacing: number): Promise<Bench> {
	const folder = await mkdtemp(join(tmpdir(), 'bench-huawei-'));
	undo.defer(async () => await rm(folder, { recursive: true, force: true }));
	const plenty = { burst: 10_000, perSecond: 10_000 };
	const cec = await startHuaweiSimulator({
		...{ addSpacingMs: spacing, seedCalls: 4, queryFlow: plenty, downloadFlow: plenty },
	});
	undo.defer(async () => await cec.stop());
	const server = await startN8n({
		runtime: await ensureN8nRuntime({ log: print }),
		packageTarball: await buildTarball(findProjectRoot(), folder),
	});
	undo.defer(async () => await server.dispose());
	await server.waitUntilReady();
	const n8n = await connect(server.baseUrl);
	const { url, ca, accessKey, secretKey, vdnId, ccId, timeZone } = cec;
	const credential = await n8n.credential({
		name: 'bench',
		type: CREDENTIAL,
		data: {
			...{ baseUrl: url, caCertificate: ca, accessKey, secretKey, vdnId, ccId, timeZone },
			signatureVariant: 'v1',
		},
	});
	return { server, n8n, cec, credential };
}

async function main(): Promise<void> {
	const start = performance.now();
	await using undo = new AsyncDisposableStack();
	const spacing = Number(options.spacing);
	const bench = await startBench(undo, spacing);
	print(`(a) memory of the n8n process above its level after small files`);
	await recordings(bench, Number(options['recording-mb']));
	await records(bench, Number(options.rows));
	const count = options.full ? FULL_CONTACTS : Number(options.contacts);
	print(`\n(c) contacts, ${bench.cec.settings.rowsPerCall} in a call, a call in ${spacing} ms`);
	await contacts(bench, count, spacing);
	await signatures();
	print(`\n${whole(secondsSince(start))} s in all`);
	if (options.check && missed) process.exitCode = 1;
}

await runProgram(main);
