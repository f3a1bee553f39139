import type { PushedEvent, SimulationOptions } from '../../../simulators/src/index.ts';
import { runSimulation, runTcccCommand, scenarioNames } from '../../../simulators/src/index.ts';
import type { ReceivedRequest, Receiver, Replier } from './receiver.ts';
import { startReceiver, success } from './receiver.ts';

let receiver: Receiver;

async function receive(reply: Replier = () => success): Promise<void> {
	receiver = await startReceiver(reply);
}

afterEach(() => receiver.close());

function simulate(options: Partial<SimulationOptions>, onPush?: (event: PushedEvent) => void) {
	const defaults: SimulationOptions = {
		url: receiver.url,
		scenarios: ['transfer'],
		count: 10,
		rate: 1000,
		seed: 3,
		startTime: 1_790_000_000,
		sdkAppId: 1_400_000_001,
		retryDelayMs: 5,
	};
	return runSimulation({ ...defaults, ...options }, onPush);
}

function byUuid(requests: readonly ReceivedRequest[]) {
	const groups = new Map<string | undefined, ReceivedRequest[]>();
	for (const request of requests) {
		groups.set(request.uuid, [...(groups.get(request.uuid) ?? []), request]);
	}
	return groups;
}

describe('a run', () => {
	test('makes every scenario in turn and reports it', async () => {
		await receive();
		const events: PushedEvent[] = [];
		const count = scenarioNames.length;
		const report = await simulate({ scenarios: scenarioNames, count }, (event) => {
			events.push(event);
		});
		const played = new Set(events.map((event) => event.scenario));
		expect(played).toEqual(new Set(scenarioNames));
		expect(report).toMatchObject({ calls: count, copies: 0, givenUp: 0, allAccepted: true });
		expect(report.pushes).toBe(receiver.requests.length);
		expect(report.acceptedFirstTime).toBe(report.pushes);
		expect(report.byAction['voicemail']).toMatchObject({ pushes: 1, acceptedFirstTime: 1 });
		expect(report.byAction['imcdr']).toMatchObject({ pushes: 2 });
		expect(report.latencyMs?.max).toBeGreaterThanOrEqual(report.latencyMs?.p50 ?? Infinity);
	});

	test('repeats itself with the same seed and start', async () => {
		await receive();
		const bodies = () =>
			receiver.requests.map((request) => `${request.uuid} ${request.text}`).sort();
		await simulate({});
		const first = bodies();
		receiver.requests.length = 0;
		await simulate({});
		expect(bodies()).toEqual(first);
	});

	test('keeps to the rate', async () => {
		await receive();
		const begunAt = performance.now();
		await simulate({ scenarios: ['blocked'], count: 4, rate: 20 });
		expect(performance.now() - begunAt).toBeGreaterThanOrEqual(145);
	});

	test('reports what it had to give up, with the last answer', async () => {
		await receive((request) =>
			request.query.get('action') === 'record' ? { status: 500, body: 'no disk' } : success,
		);
		const report = await simulate({ scenarios: ['inbound-answered'], count: 1 });
		expect(report).toMatchObject({
			pushes: 3,
			acceptedFirstTime: 1,
			givenUp: 2,
			allAccepted: false,
		});
		expect(report.givenUpPushes[0]).toMatchObject({
			action: 'record',
			attempts: 4,
			lastAnswer: 'HTTP 500 no disk',
		});
	});

	test('counts what was accepted only after a re-push', async () => {
		const seen = new Set<string | undefined>();
		await receive(({ uuid }) => {
			const isNew = !seen.has(uuid);
			seen.add(uuid);
			return isNew ? { body: '{"ErrCode":1}' } : success;
		});
		const report = await simulate({ count: 2 });
		expect(report).toMatchObject({ pushes: 8, acceptedAfterRePush: 8, acceptedFirstTime: 0 });
	});

	test('passes on what the listener throws', async () => {
		await receive();
		const broken = () => {
			throw new Error('listener broke');
		};
		await expect(simulate({ rate: 50 }, broken)).rejects.toThrow('listener broke');
	});

	test('stops when told to, and still reports', async () => {
		await receive();
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 80);
		const options = { scenarios: ['blocked'], count: 1000, rate: 20, signal: stop.signal } as const;
		const report = await simulate(options);
		expect(report.calls).toBeGreaterThan(0);
		expect(report.calls).toBeLessThan(10);
		expect(report.pushes).toBe(report.calls);
	});
});

describe('chaos', () => {
	test('duplicates: some pushes twice, same UUID and body, at once and later', async () => {
		await receive(() => ({ ...success, delayMs: 30 }));
		const report = await simulate({ chaos: ['duplicates'] });
		const groups = [...byUuid(receiver.requests).values()];
		const twice = groups.filter((group) => group.length === 2);
		expect(groups).toHaveLength(40);
		expect(report.copies).toBe(twice.length);
		expect(report.pushes).toBe(40 + twice.length);
		expect(twice.length).toBeGreaterThan(5);
		for (const [first, second] of twice) expect(second?.text).toBe(first?.text);
		const gaps = twice.map(([first, second]) => (second?.at ?? 0) - (first?.at ?? 0));
		expect(gaps.some((gap) => gap < 25)).toBe(true);
		expect(gaps.some((gap) => gap > 100)).toBe(true);
	}, 15_000);

	test('reorder: the recordings come before the cdr', async () => {
		await receive();
		await simulate({ count: 1, chaos: ['reorder'] });
		const actions = receiver.requests.map((request) => request.query.get('action'));
		expect(actions).toEqual(['record', 'record', 'record', 'cdr']);
	});

	test('timeout: some pushes again although the first was answered, too late', async () => {
		await receive(() => ({ ...success, delayMs: 100 }));
		const report = await simulate({ chaos: ['timeout'] });
		const twice = [...byUuid(receiver.requests).values()].filter((group) => group.length === 2);
		expect(twice.length).toBeGreaterThan(5);
		expect(report).toMatchObject({ pushes: 40, copies: 0, allAccepted: true });
		expect(report.acceptedAfterRePush).toBeGreaterThanOrEqual(twice.length);
	});

	test('none: nothing is sent twice', async () => {
		await receive();
		await simulate({});
		expect(byUuid(receiver.requests).size).toBe(receiver.requests.length);
	});
});

describe('the command', () => {
	async function run(words: string[], environment = {}) {
		const lines: string[] = [];
		const { signal } = new AbortController();
		const print = (line: string) => void lines.push(line);
		const exitCode = await runTcccCommand(words, { environment, print, signal });
		return { exitCode, lines, text: lines.join('\n') };
	}

	test('prints one line per push and the report', async () => {
		await receive();
		const { exitCode, lines, text } = await run([
			...['--url', receiver.url, '--scenario', 'inbound-answered', '--seed', '5'],
			...['--start', '1790000000'],
		]);
		expect(exitCode).toBe(0);
		expect(lines).toHaveLength(4);
		expect(lines[0]).toMatch(/^#1 inbound-answered +cdr +[\da-f-]{36} {2}accepted, \d+ ms$/);
		expect(text).toContain('Calls 1, pushes 3');
		expect(text).toContain('Same calls again: the same command with --seed 5 --start 1790000000');
	});

	test('exits with 1 when a push was given up, and says why', async () => {
		await receive(() => ({ body: '{"ErrCode":7,"ErrMsg":"full"}' }));
		const { exitCode, text } = await run([
			...['--url', receiver.url, '--scenario', 'blocked', '--retries', '0'],
		]);
		expect(exitCode).toBe(1);
		expect(text).toContain('GIVEN UP after 0 re-pushes: HTTP 200 {"ErrCode":7,"ErrMsg":"full"}');
	});

	test('speaks JSON, one object per line', async () => {
		await receive();
		const { lines } = await run(['--url', receiver.url, '--scenario', 'voicemail', '--json']);
		const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(objects.map((object) => object['event'])).toEqual(['push', 'push', 'report']);
		expect(objects[1]).toMatchObject({ action: 'voicemail', accepted: true, status: 200 });
		expect(objects[2]).toMatchObject({ calls: 1, pushes: 2, allAccepted: true });
	});

	test('takes the password from the environment and never prints it', async () => {
		await receive(() => ({ status: 401 }));
		const { text } = await run(
			[
				...['--url', `${receiver.url}/?token=hush-2`, '--auth', 'basic', '--username', 'u'],
				...['--scenario', 'blocked', '--retries', '0'],
			],
			{ TCCC_PASSWORD: 'hush-1' },
		);
		const expected = Buffer.from('u:hush-1').toString('base64');
		expect(receiver.requests[0]?.headers.authorization).toBe(`Basic ${expected}`);
		expect(text).not.toMatch(/hush/);
	});

	test('explains itself', async () => {
		await receive();
		const { exitCode, text } = await run(['--help']);
		expect(exitCode).toBe(0);
		for (const name of scenarioNames) expect(text).toContain(name);
		expect(text).toContain('Examples');
	});
});
