import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import type { AliyunSimulationOptions, SentMessage } from '../../../../simulators/src/index.ts';
import {
	aliyunScenarioNames,
	runAliyunCommand,
	runAliyunSimulation,
} from '../../../../simulators/src/index.ts';
import type { Receiver, Replier } from '../receiver.ts';
import { startReceiver } from '../receiver.ts';

let receiver: Receiver;

async function receive(reply: Replier = () => ({ body: '{}' })): Promise<void> {
	receiver = await startReceiver(reply);
}

afterEach(() => receiver?.close());

const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';

function simulate(
	options: Partial<AliyunSimulationOptions> = {},
	onMessage?: (sent: SentMessage) => void,
) {
	const defaults: AliyunSimulationOptions = {
		target: { kind: 'webhook', url: receiver.url },
		scenarios: ['hold'],
		amount: { calls: 1 },
		rate: 5000,
		seed: 3,
		startTime: 1_790_000_000,
	};
	return runAliyunSimulation({ ...defaults, ...options }, onMessage);
}

describe('a run', () => {
	test('posts bare events in the order of the call and counts them by name', async () => {
		await receive();
		const report = await simulate();
		const types = receiver.requests.map(
			({ text }) => (JSON.parse(text) as { eventType: string }).eventType,
		);
		expect(types.slice(0, 2)).toEqual(['Route2IVR', 'IvrTracking']);
		expect(types.at(-1)).toBe('CDRReady');
		expect(receiver.requests[0]?.headers['content-type']).toBe('application/json');
		expect(report).toMatchObject({
			...{ calls: 1, sent: types.length, failed: 0, allAccepted: true, firstFailure: null },
			byName: { Held: { sent: 1, failed: 0 }, IvrTracking: { sent: 3, failed: 0 } },
		});
	});

	test('repeats itself with the same seed and start', async () => {
		await receive();
		const texts = () => receiver.requests.splice(0).map(({ text }) => text);
		await simulate();
		const first = texts();
		await simulate();
		expect(texts()).toEqual(first);
	});

	test('events of one call stay in order however many are under way', async () => {
		await receive((_, index) => ({ body: '{}', delayMs: index % 3 === 0 ? 15 : 0 }));
		const amount = { calls: 6 };
		await simulate({ amount, parallel: 8 });
		const lastOfCall = new Map<string, string>();
		for (const { text } of receiver.requests) {
			const { contactId, eventTime } = JSON.parse(text) as Record<string, string>;
			if (!contactId || !eventTime) continue;
			expect(eventTime > (lastOfCall.get(contactId) ?? '')).toBe(true);
			lastOfCall.set(contactId, eventTime);
		}
		expect(lastOfCall.size).toBe(6);
	});

	test('keeps to the rate', async () => {
		await receive();
		const begunAt = performance.now();
		await simulate({ scenarios: ['agent-day'], rate: 40 });
		expect(performance.now() - begunAt).toBeGreaterThanOrEqual(95);
	});

	test('a refused event is a failure, the first one is told of', async () => {
		await receive((request) =>
			request.text.includes('"Held"') ? { status: 500, body: 'no disk' } : { body: '{}' },
		);
		const report = await simulate();
		expect(report).toMatchObject({ failed: 1, allAccepted: false });
		expect(report.firstFailure).toBe('#1 hold, Held: HTTP 500 no disk');
	});

	test('what the trigger says of each event counts more than the status', async () => {
		const statuses = ['accepted', 'duplicate', 'ignored', 'inFlight', 'refused'];
		await receive(() => ({
			status: 503,
			body: JSON.stringify({ results: statuses.map((status) => ({ id: 'x', status })) }),
		}));
		const target = { kind: 'bridge', url: receiver.url, secrets: [secret], batch: 5 } as const;
		const sent: SentMessage[] = [];
		const report = await simulate({ target, scenarios: ['agent-day'] }, (one) => sent.push(one));
		expect(report).toMatchObject({ sent: 5, failed: 2 });
		expect(sent.map(({ outcome }) => outcome.accepted)).toEqual([true, true, true, false, false]);
		expect(receiver.requests).toHaveLength(1);
	});

	test('poison that is refused does not fail the run', async () => {
		await receive(({ text }) => (text.includes('"eventType":"A') ? { body: '' } : { status: 400 }));
		const report = await simulate({ scenarios: ['agent-day'], poisonEvery: 2 });
		expect(report).toMatchObject({ sent: 5, failed: 0, poison: { sent: 5, failed: 5 } });
		expect(report.allAccepted).toBe(true);
	});

	test('arrays of envelopes, also with one left over', async () => {
		await receive();
		const target = { kind: 'eventbridge', signature: 'none', array: 2 } as const;
		await simulate({ target: { ...target, url: receiver.url }, scenarios: ['agent-day'] });
		const sizes = receiver.requests.map(({ text }) => (JSON.parse(text) as unknown[]).length);
		expect(sizes).toEqual([2, 2, 1]);
	});

	test('passes on what the listener throws', async () => {
		await receive();
		const broken = () => {
			throw new Error('listener broke');
		};
		await expect(simulate({}, broken)).rejects.toThrow('listener broke');
	});

	test('stops when told to, and still reports', async () => {
		await receive();
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 60);
		const report = await simulate({ amount: { events: 1000 }, rate: 50, signal: stop.signal });
		expect(report.sent).toBeGreaterThan(0);
		expect(report.sent).toBeLessThan(30);
	});

	test.each(['rocketmq5', 'rocketmq4'] as const)(
		'%s that is not there is said in one sentence that names the options',
		async (kind) => {
			await receive();
			const address = await closedAddress();
			const target =
				kind === 'rocketmq5'
					? { kind, endpoint: address, topic: 't' }
					: { kind, nameServer: address, topic: 't', group: 'g' };
			await expect(simulate({ target })).rejects.toThrow(
				/^RocketMQ is not ready \(.*ECONNREFUSED.*\); check --(endpoint|name-server), --topic.*\.$/,
			);
		},
		15_000,
	);
});

/** A port that was free a moment ago. */
async function closedAddress(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return `127.0.0.1:${port}`;
}

describe('the command', () => {
	async function run(words: string[], environment = {}) {
		const lines: string[] = [];
		const { signal } = new AbortController();
		const print = (line: string) => void lines.push(line);
		const exitCode = await runAliyunCommand(words, { environment, print, signal });
		return { exitCode, lines, text: lines.join('\n') };
	}

	const toWebhook = () => ['--to', 'webhook', '--url', receiver.url, '--rate', '5000'];

	test('prints one line per event and the report', async () => {
		await receive();
		const { exitCode, lines, text } = await run([
			...[...toWebhook(), '--scenario', 'agent-day', '--seed', '5', '--start', '1790000000'],
		]);
		expect(exitCode).toBe(0);
		expect(lines).toHaveLength(6);
		expect(lines[0]).toMatch(/^#1 agent-day, AgentCheckIn +HTTP 200, \d+ ms$/);
		expect(text).toMatch(/Calls 1, events 5 \(copies among them 0\) in [\d.]+ s: 0 failed/);
		expect(text).toContain('Same calls again: the same command with --seed 5 --start 1790000000');
	});

	test('exits with 1 when an event was not accepted, and says why', async () => {
		await receive(() => ({ status: 401, body: 'who?' }));
		const { exitCode, text } = await run([...toWebhook(), '--scenario', 'agent-day']);
		expect(exitCode).toBe(1);
		expect(text).toContain('First failure: #1 agent-day, AgentCheckIn: HTTP 401 who?');
	});

	test('speaks JSON, one object per line', async () => {
		await receive();
		const { lines } = await run([...toWebhook(), '--scenario', 'agent-day', '--json']);
		const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(objects.map(({ event }) => event)).toEqual([...Array(5).fill('event'), 'report']);
		expect(objects[0]).toMatchObject({ call: 1, scenario: 'agent-day', accepted: true });
		expect(objects[5]).toMatchObject({ sent: 5, allAccepted: true });
	});

	test('signs as EventBridge with the key of a file and writes its certificate', async () => {
		await receive();
		const folder = await mkdtemp(join(tmpdir(), 'simulate-aliyun-'));
		const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'c.pem')];
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
		try {
			const words = ['--to', 'eventbridge', '--url', receiver.url, '--scenario', 'agent-day'];
			const { exitCode, text } = await run(
				[...words, '--rate', '5000', '--key', keyFile, '--certificate', certificateFile],
				{ ALIYUN_TOKEN: 'hush' },
			);
			expect(exitCode).toBe(0);
			expect(text).not.toContain('hush');
			expect(receiver.requests[0]?.headers['x-eventbridge-signature-token']).toBe('hush');
			const certificate = new X509Certificate(await readFile(certificateFile));
			expect(certificate.checkPrivateKey(privateKey)).toBe(true);
			await writeFile(keyFile, 'no key');
			await expect(run([...words, '--key', keyFile])).rejects.toThrow(/^--key .+ openssl genrsa/);
		} finally {
			await rm(folder, { recursive: true });
		}
		await expect(
			run(['--to', 'eventbridge', '--url', receiver.url, '--key', keyFile]),
		).rejects.toThrow(/^--key cannot be read from .+ \(ENOENT\); make one with: openssl genrsa/);
	});

	test('explains itself', async () => {
		await receive();
		const { exitCode, text } = await run(['--help']);
		expect(exitCode).toBe(0);
		for (const name of aliyunScenarioNames) expect(text).toContain(name);
		expect(text).toContain('Examples');
	});
});
