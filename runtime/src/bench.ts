/**
 * `npm run bench:trigger`: one n8n receives the same pushes through the bare Webhook node, through
 * Webhook + Code that verifies, deduplicates and maps them, and through our trigger, in turn.
 * Prints pushes a second and the ratios; no verdict is hidden in it but the exit code of --check.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { generateCall } from '../../simulators/src/index.ts';
import {
	connect,
	ensureN8nRuntime,
	startN8n,
	workflow,
	type N8nClient,
	type WorkflowBuilder,
} from './index.ts';
import { buildTarball } from './packTarball.ts';
import { findProjectRoot } from './paths.ts';
import { runProgram } from './runProgram.ts';

const PAIR = { user: 'tccc', password: 'bench password' };
const ACCEPTED = '{"ErrCode":0,"ErrMsg":"ok"}';

/** The most a normalise of one cdr may cost, in JSON.parse of the same body. */
const MOST_PARSES = 10;

/** What a user would write instead of our trigger, as short as it can be and still do the same. */
const CODE = String.raw`
const seen = $getWorkflowStaticData('node');
seen.keys ??= [];
const iso = (s) => (s ? new Date(s * 1000).toISOString() : null);
const e164 = (raw) => {
  const digits = String(raw ?? '').replace(/\D/g, '').replace(/^(0086|86)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? '+86' + digits
    : /^0\d{9,11}$/.test(digits) ? '+86' + digits.slice(1) : raw || null;
};
const OUTCOMES = { ok: 'answered', ivrGiveUp: 'abandoned_ivr', waitingGiveUp: 'abandoned_queue',
  ringingGiveUp: 'abandoned_ringing', noSeatOnline: 'no_agent', notWorkTime: 'after_hours',
  notAnswer: 'no_answer', userReject: 'rejected', busy: 'busy', numberNotExist: 'invalid_number' };
const out = [];
for (const item of $input.all()) {
  const { headers, body, query } = item.json;
  const key = headers['x-tccc-push-uuid'];
  if (seen.keys.includes(key)) continue;
  seen.keys.push(key);
  if (seen.keys.length > 2000) seen.keys.shift();
  const inbound = body.Direction === 0;
  out.push({ json: {
    id: 'tccc:' + body.SdkAppId + ':' + query.action + ':' + body.SessionId,
    type: 'call.cdr', time: iso(body.EndedTimestamp), vendor: 'tencent-ccc', callId: body.SessionId,
    direction: inbound ? 'inbound' : 'outbound', status: 'ended',
    outcome: OUTCOMES[body.EndStatusString] ?? 'unknown',
    customerNumber: e164(inbound ? body.Caller : body.Callee),
    lineNumber: e164(inbound ? body.Callee : body.Caller),
    agentId: body.SeatUser?.UserId, agentName: body.SeatUser?.Name, agentEmail: body.SeatUser?.Mail,
    queueName: body.QueuedSkillGroupName, startedAt: iso(body.StartTimestamp),
    answeredAt: iso(body.AcceptTimestamp), endedAt: iso(body.EndedTimestamp),
    ringSeconds: (body.AcceptTimestamp || body.EndedTimestamp) - body.RingTimestamp,
    talkSeconds: body.Duration, hangupBy: body.HungUpSide, userData: body.Uui,
  } });
}
return out;`;

interface Contender {
	name: string;
	url: string;
	workflowId: string;
	/** Pushes a second of each round, until the last run was over. */
	rates: number[];
}

async function contenders(n8n: N8nClient): Promise<Contender[]> {
	const webhookAuth = await n8n.credential({
		name: 'bench webhook',
		type: 'httpBasicAuth',
		data: PAIR,
	});
	const { user: username, password } = PAIR;
	const pushAuth = await n8n.credential({
		name: 'bench push',
		type: 'tencentCccPushBasicAuthApi',
		data: { username, password },
	});
	const webhook = (name: string): [WorkflowBuilder, string] => {
		const path = randomUUID();
		const parameters = {
			httpMethod: 'POST',
			path,
			authentication: 'basicAuth',
			options: { responseData: ACCEPTED },
		};
		const settings = { webhookId: path, credentials: { httpBasicAuth: webhookAuth } };
		return [
			workflow(name).node('Webhook', 'n8n-nodes-base.webhook', 2, parameters, settings),
			path,
		];
	};
	const [bare, barePath] = webhook('Webhook, bare');
	const [coded, codedPath] = webhook('Webhook + Code');
	coded.node('Code', 'n8n-nodes-base.code', 2, { jsCode: CODE }).connect('Webhook', 'Code');
	const webhookId = randomUUID();
	const ours = workflow('our trigger').node(
		'Trigger',
		'n8n-nodes-contact-center.tencentCccTrigger',
		1,
		{ authentication: 'basicAuth' },
		{ webhookId, credentials: { tencentCccPushBasicAuthApi: pushAuth } },
	);
	const published = [
		[bare, barePath],
		[coded, codedPath],
		[ours, `${webhookId}/tencent-ccc`],
	] as const;
	const made: Contender[] = [];
	for (const [builder, path] of published) {
		const { id, name } = await n8n.workflow(builder.build());
		await n8n.activate(id);
		made.push({ name, url: `${n8n.baseUrl}/webhook/${path}`, workflowId: id, rates: [] });
	}
	return made;
}

async function round(
	n8n: N8nClient,
	contender: Contender,
	bodies: readonly string[],
	clients: number,
): Promise<void> {
	const before = (await n8n.executions({ workflowId: contender.workflowId })).length;
	const authorization = `Basic ${btoa(`${PAIR.user}:${PAIR.password}`)}`;
	const started = Date.now();
	const left = [...bodies];
	const client = async () => {
		for (let body = left.pop(); body !== undefined; body = left.pop()) {
			const answer = await fetch(`${contender.url}?action=cdr&version=1`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json;charset=utf8',
					'x-tccc-push-uuid': randomUUID(),
					authorization,
				},
				body,
			});
			const text = await answer.text();
			if (!text.includes('"ErrCode":0')) throw new Error(`${contender.name} answered ${text}`);
		}
	};
	await Promise.all(Array.from({ length: clients }, client));
	const executions = await n8n.waitForExecutions(contender.workflowId, before + bodies.length, {
		timeoutMs: 120_000,
	});
	const ends = executions.map(({ stoppedAt }) => Date.parse(String(stoppedAt)));
	contender.rates.push((bodies.length * 1000) / (Math.max(...ends) - started));
}

/** What a full normalise of one cdr costs, in JSON.parse of the same body: median of paired rounds. */
function normaliseInParses(projectRoot: string, bodies: readonly string[]): number {
	const { toCallEvents } = createRequire(join(projectRoot, 'package.json'))(
		'./dist/lib/tencentCcc/toCallEvents.js',
	) as { toCallEvents(push: object): { ok: boolean } };
	const payloads = bodies.map((body) => JSON.parse(body) as object);
	const parse = () => bodies.forEach((body) => JSON.parse(body) as unknown);
	const normalise = () =>
		payloads.forEach((payload) => {
			const push = { action: 'cdr', version: '1', payload, receivedAt: 1_790_000_000_000 };
			if (!toCallEvents(push).ok) throw new Error('A cdr was refused');
		});
	const time = (work: () => void) => {
		const started = process.hrtime.bigint();
		for (let repeat = 0; repeat < 10; repeat++) work();
		return Number(process.hrtime.bigint() - started);
	};
	time(parse);
	time(normalise);
	return median(Array.from({ length: 15 }, () => time(normalise) / time(parse)));
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The contenders' rates and, pair by pair, the ratio of ours to theirs. */
function report(all: readonly Contender[]): number {
	const ours = all.at(-1) as Contender;
	const ratioTo = ({ rates }: Contender) =>
		median(ours.rates.map((rate, index) => rate / (rates[index] as number)));
	console.log('\npushes a second (min / median / max of the rounds)   ours : theirs');
	for (const contender of all) {
		const { name, rates } = contender;
		const figures = [Math.min(...rates), median(rates), Math.max(...rates)];
		const line = figures.map((figure) => figure.toFixed(1).padStart(6)).join(' / ');
		console.log(`${name.padEnd(16)} ${line}                  ${ratioTo(contender).toFixed(2)}`);
	}
	return ratioTo(all.at(-2) as Contender);
}

async function main(signal: AbortSignal): Promise<void> {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '5' },
			pushes: { type: 'string', default: '60' },
			clients: { type: 'string', default: '10' },
			check: { type: 'boolean', default: false },
		},
	});
	const projectRoot = findProjectRoot();
	const folder = await mkdtemp(join(tmpdir(), 'bench-'));
	await using undo = new AsyncDisposableStack();
	undo.defer(async () => await rm(folder, { recursive: true, force: true }));
	const packageTarball = await buildTarball(projectRoot, folder);
	const bodyOf = (index: number) => {
		const call = { seed: 5, index, startTime: 1_790_000_000, sdkAppId: 1400000001 };
		const [push] = generateCall('inbound-answered', call).pushes;
		return JSON.stringify(push?.payload);
	};
	const bodies = Array.from({ length: Number(values.pushes) }, (_, index) => bodyOf(index));

	const parses = normaliseInParses(
		projectRoot,
		Array.from({ length: 500 }, (_, index) => bodyOf(index)),
	);
	console.log(`normalise of one cdr: ${parses.toFixed(2)} x JSON.parse (at most ${MOST_PARSES})`);

	const server = await startN8n({
		runtime: await ensureN8nRuntime({ log: console.log }),
		packageTarball,
		editor: false,
	});
	undo.defer(async () => await server.dispose());
	await server.waitUntilReady();
	const n8n = await connect(server.baseUrl);
	const all = await contenders(n8n);
	for (const contender of all)
		await round(n8n, contender, bodies.slice(0, 20), Number(values.clients));
	for (const contender of all) contender.rates.length = 0;
	for (let index = 1; index <= Number(values.rounds); index++) {
		signal.throwIfAborted();
		for (const contender of all) await round(n8n, contender, bodies, Number(values.clients));
		console.log(
			`round ${index}: ${all.map(({ name, rates }) => `${name} ${rates.at(-1)?.toFixed(1)}`).join(', ')}`,
		);
	}
	const ratio = report(all);
	if (values.check && (ratio < 1 || parses >= MOST_PARSES)) process.exitCode = 1;
}

await runProgram(main);
