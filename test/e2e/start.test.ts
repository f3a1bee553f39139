import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connect, freePorts } from '../../runtime/src/index.ts';

jest.setTimeout(180_000);

interface Outcome {
	code: number | null;
	output: string;
}

const npmStart = (args: string[], env: Record<string, string> = {}) =>
	run('npm', ['start', '--silent', '--', ...args], env);

/** Runs a program; `during` may look at its output and act meanwhile. */
async function run(
	command: string,
	args: string[],
	env: Record<string, string>,
	during?: (output: string, interrupt: () => void) => void,
): Promise<Outcome> {
	const child = spawn(command, args, {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	let output = '';
	const interrupt = () => child.pid && process.kill(-child.pid, 'SIGINT');
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk) => {
			output += String(chunk);
			during?.(output, interrupt);
		});
	}
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { code, output };
}

const rowLines = (output: string) => output.match(/^row +\d+ .*$/gm) ?? [];

it('prints URL, login and a line for every row, and stops', async () => {
	const [port] = await freePorts(1);
	const { code, output } = await npmStart([
		'--once',
		'--calls',
		'6',
		'--rate',
		'3',
		'--port',
		String(port),
	]);
	expect(output).toContain(`n8n       http://127.0.0.1:${port}`);
	expect(output).toContain('sign in   owner@example.com  Contact-Center-1');
	const [, made, rows] = /(\d+) calls, .*: (\d+) rows\./.exec(output) ?? [];
	expect(made).toBe('6');
	expect(rowLines(output)).toHaveLength(Number(rows));
	expect(Number(rows)).toBeGreaterThanOrEqual(6);
	expect(output).toMatch(/^row +\d+ .*call\.cdr .*answered/m);
	expect(code).toBe(0);
});

it('holds a working credential for the simulated Huawei CEC', async () => {
	const [port] = await freePorts(1);
	let answer: Promise<unknown> | undefined;
	const args = ['runtime/src/start.ts', '--calls', '0', '--port', String(port)];
	const { output } = await run(process.execPath, args, {}, (text, interrupt) => {
		if (answer || !/^Huawei +https:/m.test(text)) return;
		answer = testDemoCredential(`http://127.0.0.1:${port}`).finally(interrupt);
	});
	expect(output).toContain('credential "Huawei CEC simulator"');
	expect(await answer).toMatchObject({ status: 'OK' });
});

async function testDemoCredential(baseUrl: string): Promise<unknown> {
	const n8n = await connect(baseUrl);
	const all = await n8n.request<Array<{ id: string; name: string; type: string }>>(
		'GET',
		'/rest/credentials',
	);
	const [huawei] = all.filter(({ type }) => type === 'huaweiCecAkSkApi');
	return huawei && (await n8n.testCredential(huawei));
}

it('Ctrl-C stops all it started', async () => {
	const [port] = await freePorts(1);
	let interrupted = false;
	// npm ends itself by the signal it gets, so the program's own exit code is asked for.
	const args = ['runtime/src/start.ts', '--calls', '1000', '--port', String(port)];
	const { output, code } = await run(process.execPath, args, {}, (text, interrupt) => {
		if (interrupted || rowLines(text).length < 2) return;
		interrupted = true;
		interrupt();
	});
	expect(interrupted).toBe(true);
	expect(output).toContain('Stopping');
	expect(code).toBe(0);
	await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});

it.each([
	[['--calls', 'many'], /^--calls must be a number from 0 to 1000000, not "many"\.$/m],
	[['--wrong'], /Unknown option '--wrong'/],
])('%j: one clear sentence and a non-zero exit', async (args, message) => {
	const { code, output } = await npmStart(args);
	expect(output.trim()).toMatch(message);
	expect(code).not.toBe(0);
});

it('a busy port: one clear sentence and a non-zero exit', async () => {
	const occupant = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => occupant.once('listening', resolve));
	const port = String((occupant.address() as AddressInfo).port);
	const { code, output } = await npmStart(['--port', port]);
	occupant.close();
	expect(output).toContain(port);
	expect(output).toMatch(/in use|busy|taken/i);
	expect(code).not.toBe(0);
});

describe('with PostgreSQL', () => {
	const root = '/usr/lib/postgresql';
	const version = existsSync(root) ? readdirSync(root).sort().at(-1) : undefined;
	let folder: string;
	let port: number;
	const asPostgres = (program: string, args: string[]) => {
		const path = join(root, String(version), 'bin', program);
		const isRoot = process.getuid?.() === 0;
		const [command, rest] = isRoot ? ['runuser', ['-u', 'postgres', '--', path]] : [path, []];
		return execFileSync(command, [...rest, ...args], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
	};

	beforeAll(async () => {
		if (!version) throw new Error('PostgreSQL is missing: apt-get install postgresql');
		folder = mkdtempSync(join(tmpdir(), 'postgres-'));
		if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder]);
		[port] = (await freePorts(1)) as [number];
		asPostgres('initdb', ['-D', join(folder, 'data'), '-A', 'trust', '-U', 'demo']);
		const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
		asPostgres('pg_ctl', [
			'-D',
			join(folder, 'data'),
			'-o',
			settings,
			'-l',
			join(folder, 'log'),
			'-w',
			'start',
		]);
	});

	afterAll(() => {
		if (!folder) return;
		asPostgres('pg_ctl', ['-D', join(folder, 'data'), '-m', 'fast', 'stop']);
		rmSync(folder, { recursive: true, force: true });
	});

	it('the rows are there, and the copies among the pushes changed none', async () => {
		const DATABASE_URL = `postgres://demo:any@127.0.0.1:${port}/postgres`;
		const [n8nPort] = await freePorts(1);
		const args = ['--once', '--calls', '6', '--rate', '3', '--port', String(n8nPort)];
		const { code, output } = await npmStart(args, { DATABASE_URL });
		expect(output).toContain('PostgreSQL table "call_events"');
		const [, rows] = /: (\d+) rows\./.exec(output) ?? [];
		expect(code).toBe(0);
		const query = ['-h', '127.0.0.1', '-p', String(port), '-U', 'demo', '-d', 'postgres', '-Atc'];
		const count = asPostgres('psql', [
			...query,
			'select count(*), count(distinct event_id) from call_events',
		]);
		expect(count.trim()).toBe(`${rows}|${rows}`);
		const answered = asPostgres('psql', [
			...query,
			"select count(*) from call_events where outcome = 'answered' and talk_seconds > 0",
		]);
		expect(Number(answered)).toBeGreaterThan(0);
	});

	it('one that is not there: one clear sentence', async () => {
		const [n8nPort, nobody] = await freePorts(2);
		const { code, output } = await npmStart(['--port', String(n8nPort)], {
			DATABASE_URL: `postgres://demo@127.0.0.1:${nobody}/postgres`,
		});
		expect(output).toMatch(/PostgreSQL at DATABASE_URL cannot be used: .*ECONNREFUSED/);
		expect(code).not.toBe(0);
	});
});
