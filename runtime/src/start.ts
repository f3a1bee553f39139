/**
 * `npm start`: a real n8n with this package installed as a self-hoster's community node would be, a
 * demo workflow that writes calls into a table, the TCCC simulator that makes the calls, and a simulated
 * Huawei CEC with its credential.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { runSimulation, scenarioNames } from '../../simulators/src/index.ts';
import { dataTableCrm, postgresCrm, type CrmRow, type DemoCrm } from './demoCrm.ts';
import { HUAWEI_CREDENTIAL, startDemoHuawei } from './demoHuawei.ts';
import { importDemo, type Demo } from './demoWorkflow.ts';
import { DEMO_OWNER, connect, ensureN8nRuntime, startN8n, type N8nClient } from './index.ts';
import { buildTarball } from './packTarball.ts';
import { findProjectRoot } from './paths.ts';
import { runProgram } from './runProgram.ts';

const HELP = `npm start -- [options]

  --port n     port of n8n (5678)
  --calls n    calls the simulator makes (24); 0 for none
  --rate n     calls a second (1)
  --once       stop when the calls have become rows, with exit code 0
  --help

DATABASE_URL=postgres://user:password@host:5432/database writes into PostgreSQL instead of an n8n data table.`;

interface Options {
	port: number;
	calls: number;
	rate: number;
	once: boolean;
}

const say = (line = '') => console.log(line);

function readOptions(): Options | null {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			calls: { type: 'string', default: '24' },
			rate: { type: 'string', default: '1' },
			once: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return null;
	const number = (name: 'port' | 'calls' | 'rate', least: number, most: number) => {
		const value = Number(values[name]);
		if (value >= least && value <= most) return value;
		throw new Error(`--${name} must be a number from ${least} to ${most}, not "${values[name]}".`);
	};
	return {
		port: number('port', 1, 65535),
		calls: number('calls', 0, 1_000_000),
		rate: number('rate', 0.01, 1000),
		once: values.once,
	};
}

async function main(signal: AbortSignal): Promise<void> {
	const options = readOptions();
	if (!options) return say(HELP);
	await using undo = new AsyncDisposableStack();

	const projectRoot = findProjectRoot();
	const folder = await mkdtemp(join(tmpdir(), 'contact-center-'));
	undo.defer(async () => await rm(folder, { recursive: true, force: true }));
	say('Building and packing the package …');
	const packageTarball = await buildTarball(projectRoot, folder);

	const runtime = await ensureN8nRuntime({ log: say, signal, projectRoot });
	say(`Starting n8n ${runtime.version} …`);
	const server = await startN8n({
		runtime,
		packageTarball,
		port: options.port,
		userFolder: join(projectRoot, '.cache', 'demo'),
		signal,
	});
	undo.defer(async () => {
		say('Stopping …');
		await server.stop();
	});
	await server.waitUntilReady();

	const n8n = await connect(server.baseUrl);
	const databaseUrl = process.env['DATABASE_URL'];
	const crm = databaseUrl ? await postgresCrm(n8n, databaseUrl) : await dataTableCrm(n8n);
	undo.defer(async () => await crm.close());
	const demo = await importDemo(n8n, crm);
	const huawei = await startDemoHuawei(n8n);
	undo.defer(async () => await huawei.stop());
	welcome(server.baseUrl, demo, crm, huawei.url);
	await play(options, demo, crm, signal);
	await refuseFailedRuns(n8n, demo);
	if (options.once || signal.aborted) return;
	say('The calls are over; n8n goes on. Press Ctrl-C to stop.');
	await new Promise((resolve) => signal.addEventListener('abort', resolve));
}

function welcome(baseUrl: string, demo: Demo, crm: DemoCrm, huaweiUrl: string): void {
	say();
	say(`n8n       ${baseUrl}`);
	say(`sign in   ${DEMO_OWNER.email}  ${DEMO_OWNER.password}`);
	say(`workflow  ${baseUrl}/workflow/${demo.workflow.id}`);
	say(`push URL  ${demo.pushUrl}`);
	say(`rows in   ${crm.name}`);
	say(`Huawei    ${huaweiUrl}  credential "${HUAWEI_CREDENTIAL}"`);
	say();
}

/** Makes the calls and tells of every row; done when no more rows can come. */
async function play(
	options: Options,
	demo: Demo,
	crm: DemoCrm,
	signal: AbortSignal,
): Promise<void> {
	if (options.calls === 0) return;
	let lastRow = (await crm.rowsAfter(0)).at(-1)?.id ?? 0;
	const calls = runSimulation({
		url: demo.pushUrl,
		auth: { type: 'basic', username: demo.username, password: demo.password },
		scenarios: scenarioNames,
		count: options.calls,
		rate: options.rate,
		seed: Date.now() % 1_000_000,
		startTime: Math.floor(Date.now() / 1000),
		sdkAppId: 1400000001,
		chaos: ['duplicates'],
		signal,
	});
	let rows = 0;
	const told = async () => {
		const fresh = await crm.rowsAfter(lastRow);
		for (const row of fresh) say(lineOf(row));
		rows += fresh.length;
		lastRow = fresh.at(-1)?.id ?? lastRow;
		return fresh.length;
	};
	let over = false;
	void calls.finally(() => (over = true)).catch(() => {});
	while (!over && !signal.aborted) {
		await told();
		await sleep(300, undefined, { signal }).catch(() => {});
	}
	if (signal.aborted) return;
	for (let quiet = 0; quiet < 5; quiet = (await told()) > 0 ? 0 : quiet + 1) await sleep(400);
	say();
	const { calls: made, pushes, copies, givenUp, givenUpPushes } = await calls;
	say(`${made} calls, ${pushes} pushes (${copies} of them copies): ${rows} rows.`);
	if (givenUp > 0) {
		throw new Error(
			`${givenUp} pushes were not accepted, the first: ${JSON.stringify(givenUpPushes[0])}`,
		);
	}
}

/** A run that failed has written no row: its reason is the most useful thing to say. */
async function refuseFailedRuns(n8n: N8nClient, demo: Demo): Promise<void> {
	const failed = await n8n.executions({ workflowId: demo.workflow.id, status: 'error' });
	const [first] = failed;
	if (!first) return;
	const { data } = await n8n.execution(first.id);
	const reason = data.resultData.error?.message ?? 'see its execution';
	throw new Error(`${failed.length} runs of the demo workflow failed, the first: ${reason}`);
}

function lineOf(row: CrmRow): string {
	const time = new Date(row.call_time).toLocaleTimeString('en-GB');
	const talk = row.talk_seconds ? `${row.talk_seconds} s` : '';
	const fields = [
		time,
		row.event_type.padEnd(16),
		(row.direction ?? '').padEnd(9),
		(row.outcome ?? '').padEnd(18),
		(row.customer_number ?? '').padEnd(16),
		(row.agent_name ?? '').padEnd(6),
		talk,
	];
	return `row ${String(row.id).padStart(4)}  ${fields.join('  ')}`.trimEnd();
}

await runProgram(main);
