import type { AsterCcSimulationOptions, SentEvent } from '../../../../simulators/src/index.ts';
import {
	ArgumentError,
	asterCcScenarioNames,
	generateAsterCcCall,
	runAsterCcCommand,
	runAsterCcSimulation,
	startPushServer,
} from '../../../../simulators/src/index.ts';
import type { Receiver, Replier } from '../receiver.ts';
import { startReceiver } from '../receiver.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function receive(reply: Replier = () => ({ body: 'ok' })): Promise<Receiver> {
	const receiver = await startReceiver(reply);
	closers.push(receiver.close);
	return receiver;
}

async function servePushes() {
	const server = await startPushServer({ identity: 'demo', verification: 'check', agents: [] });
	closers.push(server.stop);
	return server;
}

function simulate(
	target: AsterCcSimulationOptions['target'],
	options: Partial<AsterCcSimulationOptions> = {},
	onEvent?: (sent: SentEvent) => void,
) {
	const defaults = { scenarios: ['inbound-answered'], count: 1, rate: 1000, seed: 3 } as const;
	return runAsterCcSimulation(
		{ target, startTime: 1_790_000_000, ...defaults, ...options },
		onEvent,
	);
}

const webhook = (receiver: Receiver) =>
	({ kind: 'webhook', url: receiver.url, body: 'raw' }) as const;

describe('a run', () => {
	test('plays every scenario to a webhook, in order', async () => {
		const receiver = await receive();
		const sent: SentEvent[] = [];
		const options = { scenarios: asterCcScenarioNames, count: asterCcScenarioNames.length };
		const report = await simulate(webhook(receiver), options, (event) => sent.push(event));
		expect(receiver.requests.map(({ text }) => text)).toEqual(
			sent.map(({ event }) => event.message),
		);
		expect(report).toEqual({
			calls: asterCcScenarioNames.length,
			events: 71,
			accepted: 71,
			refused: 0,
			answers: { 200: 71 },
			firstRefusal: null,
			allAccepted: true,
		});
	});

	test('publishes what subscribers can read', async () => {
		const server = await servePushes();
		const target = {
			kind: 'publisher',
			publisherUrl: server.publisherUrl,
			channel: server.teamChannel,
		} as const;
		const report = await simulate(target, { scenarios: ['agent-day'] });
		expect(report).toMatchObject({ events: 8, allAccepted: true });
		const address = `${server.url}/publicapi/agentpull/${server.teamChannel}.b1`;
		const text = await (await fetch(address)).text();
		expect(text).toMatch(
			/"text":"\{'event':'logoff','agentno':'80\d\d',.+'pushstr':'event=logoff&/,
		);
	});

	test('tells how it was answered, and the first refusal in words', async () => {
		const receiver = await receive((_, index) =>
			index < 2 ? { body: 'ok' } : { status: index === 2 ? 500 : 404, body: 'workflow is off' },
		);
		const report = await simulate(webhook(receiver));
		expect(report).toMatchObject({
			events: 6,
			accepted: 2,
			refused: 4,
			answers: { 200: 2, 500: 1, 404: 3 },
			firstRefusal: '#1 inbound-answered, AGENT answer: HTTP 500 workflow is off',
			allAccepted: false,
		});
	});

	test('keeps to the rate', async () => {
		const receiver = await receive();
		const begunAt = performance.now();
		await simulate(webhook(receiver), { rate: 40 });
		expect(performance.now() - begunAt).toBeGreaterThanOrEqual(120);
	});

	test('keeps the pauses of a call when given a speed', async () => {
		const receiver = await receive();
		const options = { scenario: 'inbound-answered', seed: 3, startTime: 1_790_000_000 } as const;
		const length = generateAsterCcCall(options).at(-1)?.at ?? 0;
		const begunAt = performance.now();
		await simulate(webhook(receiver), { speed: length / 200 });
		expect(performance.now() - begunAt).toBeGreaterThanOrEqual(195);
	});

	test('stops when told to, and still reports', async () => {
		const receiver = await receive();
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 80);
		const report = await simulate(webhook(receiver), { count: 100, rate: 50, signal: stop.signal });
		expect(report.events).toBeGreaterThan(0);
		expect(report.events).toBeLessThan(20);
	});
});

describe('the command', () => {
	async function run(line: string, signal = new AbortController().signal, environment = {}) {
		const lines: string[] = [];
		const print = (text: string) => void lines.push(text);
		const exitCode = await runAsterCcCommand(line.split(' '), { environment, print, signal });
		return { exitCode, text: lines.join('\n'), lines };
	}

	test('prints every event and the report', async () => {
		const receiver = await receive();
		const { exitCode, lines, text } = await run(
			`--url ${receiver.url} --scenarios inbound-missed --rate 1000 --seed 5 --start-time 1790000000`,
		);
		expect(exitCode).toBe(0);
		expect(lines[0]).toMatch(/^#1 inbound-missed, CALLER incoming +HTTP 200, \d+ ms$/);
		expect(text).toContain('Calls 1, events 5: 5 accepted, 0 refused\nAnswers: 5 × 200\n');
		expect(text).toContain('--seed 5 --start-time 1790000000');
	});

	test('exit code 1 and the refusal when something was not accepted', async () => {
		const receiver = await receive(() => ({ status: 404, body: 'not registered' }));
		const { exitCode, text } = await run(
			`--url ${receiver.url} --scenarios inbound-missed --rate 1000`,
		);
		expect(exitCode).toBe(1);
		expect(text).toContain('First refusal: #1 inbound-missed, CALLER incoming: HTTP 404 not reg');
	});

	test('JSON lines', async () => {
		const receiver = await receive();
		const { lines } = await run(`--url ${receiver.url} --scenarios agent-day --rate 1000 --json`);
		const objects = lines.map((line) => JSON.parse(line) as object);
		expect(objects[0]).toMatchObject({ event: 'event', source: null, name: 'login', status: 200 });
		expect(objects.at(-1)).toMatchObject({ event: 'report', events: 8, allAccepted: true });
	});

	test('help names every scenario', async () => {
		const { exitCode, text } = await run('--help');
		expect(exitCode).toBe(0);
		for (const name of asterCcScenarioNames) expect(text).toContain(`  ${name} `);
	});

	test('serve runs until it is stopped and keeps the channel to itself', async () => {
		const stop = new AbortController();
		const lines: string[] = [];
		const surroundings = {
			environment: { ASTERCC_VERIFICATION: 'check' },
			print: (line: string) => void lines.push(line),
			signal: stop.signal,
		};
		const running = runAsterCcCommand(['serve', '--team', 'demo', '--port', '0'], surroundings);
		while (lines.length < 3) await new Promise((resolve) => setTimeout(resolve, 2));
		const url = /http:\S+/.exec(lines[0] ?? '')?.[0];
		expect((await fetch(`${url}/getccdate/getccdate`)).status).toBe(200);
		expect(lines.join()).not.toMatch(/[0-9a-f]{32}|check/);
		stop.abort();
		expect(await running).toBe(0);
		await expect(fetch(`${url}/getccdate/getccdate`)).rejects.toThrow();
	});

	test('serve on a port that is taken says so', async () => {
		const server = await servePushes();
		const line = `serve --team demo --verification v --port ${new URL(server.url).port}`;
		const complaint = await run(line).catch((error: unknown) => error);
		expect(complaint).toBeInstanceOf(ArgumentError);
		expect((complaint as Error).message).toMatch(/\(EADDRINUSE\); choose another --port\.$/);
	});
});
