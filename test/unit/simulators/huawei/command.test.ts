import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { parseHuaweiArguments, runHuaweiCommand } from '../../../../simulators/src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulate-huawei-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(words: readonly string[], whileRunning?: (lines: string[]) => Promise<void>) {
	const ending = new AbortController();
	const lines: string[] = [];
	const print = (line: string) => void lines.push(line);
	const running = runHuaweiCommand(words, { environment: {}, print, signal: ending.signal });
	if (whileRunning) {
		while (!lines.some((line) => line.includes('Ctrl-C'))) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		await whileRunning(lines);
		ending.abort();
	}
	return { exitCode: await running, text: lines.join('\n') };
}

it('explains itself', async () => {
	const { exitCode, text } = await run(['--help']);
	expect(exitCode).toBe(0);
	for (const word of ['--port', '--fault', '--ca-file', '/simulator/faults']) {
		expect(text).toContain(word);
	}
	expect(text.split('\n').every((line) => line.length <= 110)).toBe(true);
});

it('serves with a certificate to be trusted, and tells of what is asked', async () => {
	const caFile = join(folder, 'cec.pem');
	const words = ['--port', '0', '--ca-file', caFile, '--fault', 'status=503@/ping'];
	const { exitCode, text } = await run(words, async (lines) => {
		const url = /https:\S+/.exec(lines.join('\n'))?.[0] ?? '';
		const dispatcher = new Agent({ connect: { ca: readFileSync(caFile, 'utf8') } });
		const ask = async (path: string) => {
			const { statusCode, body } = await request(url + path, { dispatcher });
			await body.dump();
			return statusCode;
		};
		expect(await ask('/rest/cmsapp/v1/ping')).toBe(503);
		expect(await ask('/rest/cmsapp/v1/ping')).toBe(401);
		expect(await ask('/simulator')).toBe(200);
		await dispatcher.close();
	});
	expect(exitCode).toBe(0);
	expect(text).toContain('503  GET /rest/cmsapp/v1/ping');
	expect(text).toContain('401  GET /rest/cmsapp/v1/ping  (no auth-v2 header of five parts)');
	expect(text).not.toContain('200  GET /simulator');
});

it('reads its options', () => {
	const words = ['--http', '--port', '8080', '--add-spacing', '0.05', '--recording-mb', '300'];
	expect(
		parseHuaweiArguments([...words, '--retry', '5'], { HUAWEI_SECRET_KEY: 's' }),
	).toMatchObject({
		kind: 'serve',
		caFile: null,
		settings: {
			...{ tls: false, port: 8080, addSpacingMs: 50, recordingBytes: 300e6, secretKey: 's' },
			...{ pushRetryMs: 5000, callbackRetryMs: 5000 },
		},
	});
});

it.each([
	['status', { kind: 'status', status: 500, when: 'before' }],
	[
		'statusAfter=502@/calldata/*3',
		{ kind: 'status', status: 502, when: 'after', endpoint: '/calldata/', count: 3 },
	],
	['slow=1.5@POST /CCFS', { kind: 'slow', delayMs: 1500, endpoint: 'POST /CCFS' }],
	['code=0300009*2', { kind: 'code', code: '0300009', count: 2 }],
	['halfBody', { kind: 'halfBody' }],
])('reads the fault %s', (words, fault) => {
	expect(parseHuaweiArguments(['--fault', words])).toMatchObject({ faults: [fault] });
});

it.each([
	[['--port', '70000'], '--port cannot be "70000"'],
	[['--time-zone', 'Mars'], '--time-zone does not know "Mars"'],
	[['--fault', 'flood'], '--fault cannot be "flood"'],
	[['--fault', 'status=200'], '--fault cannot be "status=200"'],
	[['--results-url', 'ftp://x'], '--results-url is no http or https address'],
	[['--nonsense'], '--nonsense is not an option'],
])('complains about %j', (words, complaint) => {
	expect(() => parseHuaweiArguments(words)).toThrow(complaint);
});
