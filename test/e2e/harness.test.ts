import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { create } from 'tar';
import {
	connect,
	ensureN8nRuntime,
	freePorts,
	outputOf,
	startN8n,
	workflow,
} from '../../runtime/src/index.ts';
import type { N8nClient, N8nRuntime, N8nServer } from '../../runtime/src/index.ts';

jest.setTimeout(120_000);

let runtime: N8nRuntime;

beforeAll(async () => {
	runtime = await ensureN8nRuntime({ log: (line) => process.stderr.write(`${line}\n`) });
}, 1_200_000);

describe('the installer', () => {
	const { PATH, XDG_CACHE_HOME } = process.env;
	let folder: string;
	let lines: string[];
	const install = () => ensureN8nRuntime({ log: (line) => lines.push(line) });
	const npmRuns = () => lines.filter((line) => line.includes('Downloading')).length;

	/** Stands in for npm: "installs" an n8n that only knows its version. */
	const npmThatWorks = `mkdir -p node_modules/n8n/bin node_modules/sqlite3/build/Release
		echo 'console.log("fake")' > node_modules/n8n/bin/n8n
		touch node_modules/sqlite3/index.js node_modules/sqlite3/build/Release/node_sqlite3.node`;
	const replaceNpm = async (script: string) => {
		await writeFile(join(folder, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
	};

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'harness-installer-'));
		lines = [];
		process.env['PATH'] = `${folder}:${PATH}`;
		process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
		await replaceNpm(npmThatWorks);
	});

	afterEach(async () => {
		process.env['PATH'] = PATH;
		if (XDG_CACHE_HOME === undefined) delete process.env['XDG_CACHE_HOME'];
		else process.env['XDG_CACHE_HOME'] = XDG_CACHE_HOME;
		await rm(folder, { recursive: true });
	});

	it('installs once, also when two ask at the same time', async () => {
		const [first, second] = await Promise.all([install(), install()]);
		expect(second).toEqual(first);
		expect(first.directory.startsWith(join(folder, 'cache'))).toBe(true);
		await install();
		expect(npmRuns()).toBe(1);
		expect(lines.at(-1)).toMatch(/^n8n 2\.\d+\.\d+ is installed \(0:0\d\)$/);
		expect((await readdir(join(first.directory, '..'))).sort()).toEqual([
			basename(first.directory),
			`${basename(first.directory)}.install.log`,
		]);
	});

	it.each([
		['without a stamp', 'installed.json', undefined],
		['with another stamp', 'installed.json', '{}'],
		['without the program', 'node_modules/n8n/bin/n8n', undefined],
	])('does an installation %s again', async (_name, file, content) => {
		const { directory } = await install();
		await rm(join(directory, file));
		if (content) await writeFile(join(directory, file), content);
		await install();
		expect(npmRuns()).toBe(2);
	});

	it('does not wait for an installer that is gone', async () => {
		const { directory } = await install();
		const gone = spawnSync('true').pid;
		await rm(join(directory, 'installed.json'));
		await mkdir(`${directory}.installing-${gone}`);
		await writeFile(`${directory}.lock`, JSON.stringify({ pid: gone, host: hostname() }));
		await install();
		expect(npmRuns()).toBe(2);
		expect(existsSync(`${directory}.installing-${gone}`)).toBe(false);
		expect(existsSync(`${directory}.lock`)).toBe(false);
	});

	it('says in one sentence what failed and where npm told why, and can be run again', async () => {
		await replaceNpm('echo "npm error code ENOTFOUND"; exit 1');
		const failure = (await install().catch((error: Error) => error)) as Error;
		expect(failure.message).toMatch(
			/^n8n could not be installed: "Downloading and unpacking packages" failed \(exit code 1\), see \S+\.install\.log\.$/,
		);
		const logFile = /see (\S+)\.$/.exec(failure.message)?.[1];
		expect(await readFile(logFile!, 'utf8')).toContain('ENOTFOUND');

		await replaceNpm(npmThatWorks);
		await install();
	});
});

it('finds an installed n8n at once', async () => {
	const startedAt = performance.now();
	expect(await ensureN8nRuntime()).toEqual(runtime);
	expect(performance.now() - startedAt).toBeLessThan(50);
});

describe('an n8n of its own', () => {
	let n8n: N8nServer;
	let client: N8nClient;
	let tableId: string;
	let workflowId: string;

	const push = (callId: string, status: string) =>
		fetch(`${n8n.baseUrl}/webhook/harness-calls`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ callId, status }),
		});

	const rows = async () =>
		(await client.rows(tableId)).map(({ callId, status }) => ({ callId, status }));

	beforeAll(async () => {
		const packageTarball = await packSamplePackage();
		n8n = await startN8n({ runtime, packageTarball });
		await rm(dirname(packageTarball), { recursive: true });
		await n8n.waitUntilReady();
		client = await connect(n8n.baseUrl);
	});

	afterAll(async () => {
		await n8n?.dispose();
	});

	it('takes a push through a workflow into a data table', async () => {
		const table = await client.dataTable({
			name: 'Calls',
			columns: [
				{ name: 'callId', type: 'string' },
				{ name: 'status', type: 'string' },
			],
		});
		tableId = table.id;
		workflowId = (await client.workflow(callsIntoTable(tableId))).id;
		await client.activate(workflowId);

		expect((await push('call-1', 'ringing')).status).toBe(200);
		const [execution] = await client.waitForExecutions(workflowId, 1);

		expect(execution).toMatchObject({ status: 'success', mode: 'webhook', workflowId });
		expect(outputOf(execution!, 'Push')[0]?.json).toMatchObject({
			body: { callId: 'call-1', status: 'ringing' },
		});
		expect(outputOf(execution!, 'Store')[0]?.json).toMatchObject({ callId: 'call-1' });
		expect(await rows()).toEqual([{ callId: 'call-1', status: 'ringing' }]);
	});

	it('updates the row at a second push and lists executions by status', async () => {
		await push('call-1', 'ended');
		await client.waitForExecutions(workflowId, 2);

		expect(await rows()).toEqual([{ callId: 'call-1', status: 'ended' }]);
		expect(await client.executions({ workflowId, status: 'success' })).toHaveLength(2);
		expect(await client.executions({ workflowId, status: 'error' })).toEqual([]);
	});

	it('loads a package from its tarball under its real type names', async () => {
		const types = await client.nodeTypes();
		const sample = types.find(({ name }) => name === 'n8n-nodes-harness-sample.harnessSample');
		expect(sample).toMatchObject({ displayName: 'Harness Sample' });
	});

	it('tests a credential, stored or not', async () => {
		const vendor = createServer((request, response) => {
			response.statusCode = request.headers['x-key'] === 'right' ? 200 : 401;
			response.end('{}');
		});
		const [port] = (await freePorts(1)) as [number];
		await new Promise<void>((done) => vendor.listen(port, '127.0.0.1', done));
		try {
			const type = 'harnessSampleApi';
			const url = `http://127.0.0.1:${port}`;
			const saved = await client.credential({ name: 'Good', type, data: { key: 'right', url } });
			expect(await client.testCredential({ id: saved.id, type })).toMatchObject({ status: 'OK' });
			expect(await client.testCredential({ type, data: { key: 'wrong', url } })).toMatchObject({
				status: 'Error',
			});
		} finally {
			vendor.close();
		}
	});

	it('shows a failed execution and retries it', async () => {
		const failing = workflow('Fails')
			.node('Push', 'n8n-nodes-base.webhook', 2.1, { httpMethod: 'POST', path: 'harness-fails' })
			.node('Stop', 'n8n-nodes-base.stopAndError', 1, { errorMessage: 'on purpose' })
			.connect('Push', 'Stop')
			.build();
		const { id } = await client.workflow(failing);
		await client.activate(id);
		await fetch(`${n8n.baseUrl}/webhook/harness-fails`, { method: 'POST' });

		const [execution] = await client.waitForExecutions(id, 1);
		expect(execution).toMatchObject({ status: 'error' });
		expect(execution?.data.resultData.error?.message).toBe('on purpose');

		const retry = await client.retryExecution(execution!.id);
		expect(retry).toMatchObject({ mode: 'retry', status: 'error', retryOf: execution!.id });

		await client.deactivate(id);
		const answer = await fetch(`${n8n.baseUrl}/webhook/harness-fails`, { method: 'POST' });
		expect(answer.status).toBe(404);
		await client.deleteWorkflow(id);
	});

	it('says which request failed and why', async () => {
		await expect(client.savedWorkflow('no-such-workflow')).rejects.toThrow(
			/^n8n answered GET \/rest\/workflows\/no-such-workflow with 404: Could not load the workflow/,
		);
	});

	it('keeps workflows and data over a restart', async () => {
		const before = n8n.pid;
		await n8n.restart();
		expect(n8n.pid).not.toBe(before);

		await push('call-2', 'ringing');
		await client.waitForExecutions(workflowId, 3);
		expect(await rows()).toHaveLength(2);
	});

	it('comes back after a crash and leaves no process behind', async () => {
		const crashed = n8n.pid;
		await n8n.kill('SIGKILL');
		expect(n8n.pid).toBeUndefined();
		await expectGroupGone(crashed);

		await n8n.restart();
		await push('call-3', 'ringing');
		await client.waitForExecutions(workflowId, 4);
		expect(await rows()).toHaveLength(3);
	});

	it('stops for good, processes and folder', async () => {
		const { pid } = n8n;
		await n8n.dispose();
		await expectGroupGone(pid);
		expect(existsSync(n8n.userFolder)).toBe(false);
	});
});

it('says so in one sentence when the port is in use', async () => {
	const [port] = (await freePorts(1)) as [number];
	const squatter = createServer();
	await new Promise<void>((done) => squatter.listen(port, '127.0.0.1', done));
	try {
		await expect(startN8n({ runtime, port })).rejects.toThrow(`Port ${port} is in use already`);
	} finally {
		squatter.close();
	}
});

it('says what n8n said when it dies before it is ready', async () => {
	const n8n = await startN8n({ runtime, env: { N8N_DISABLED_MODULES: 'no-such-module' } });
	try {
		await expect(n8n.waitUntilReady()).rejects.toThrow(
			/n8n ended before it was ready \(exit code 1\)[^]*Unknown module "no-such-module"/,
		);
	} finally {
		await n8n.dispose();
	}
});

function callsIntoTable(tableId: string) {
	return workflow('Calls into a table')
		.node('Push', 'n8n-nodes-base.webhook', 2.1, { httpMethod: 'POST', path: 'harness-calls' })
		.node('Store', 'n8n-nodes-base.dataTable', 1.1, {
			operation: 'upsert',
			dataTableId: { __rl: true, mode: 'id', value: tableId },
			matchType: 'allConditions',
			filters: {
				conditions: [{ keyName: 'callId', condition: 'eq', keyValue: '={{ $json.body.callId }}' }],
			},
			columns: {
				mappingMode: 'defineBelow',
				value: { callId: '={{ $json.body.callId }}', status: '={{ $json.body.status }}' },
			},
		})
		.connect('Push', 'Store')
		.build();
}

/** Neither n8n nor anything it started is left; the system may take a moment to clear up. */
async function expectGroupGone(group: number | undefined): Promise<void> {
	for (let look = 0; look < 100; look++) {
		try {
			process.kill(-group!, 0);
		} catch {
			return;
		}
		await sleep(50);
	}
	throw new Error(`A process of group ${group} is still running.`);
}

/** A tarball like `npm pack` makes, with one node and one credential. */
async function packSamplePackage(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'harness-sample-'));
	const name = 'n8n-nodes-harness-sample';
	const files = {
		'package.json': JSON.stringify({
			name,
			version: '1.0.0',
			n8n: {
				n8nNodesApiVersion: 1,
				credentials: ['dist/HarnessSampleApi.credentials.js'],
				nodes: ['dist/HarnessSample.node.js'],
			},
		}),
		'dist/HarnessSampleApi.credentials.js': `exports.HarnessSampleApi = class {
			name = 'harnessSampleApi'; displayName = 'Harness Sample API';
			properties = ['key', 'url'].map((name) => ({ name, displayName: name, type: 'string', default: '' }));
			authenticate = { type: 'generic', properties: { headers: { 'x-key': '={{$credentials.key}}' } } };
			test = { request: { baseURL: '={{$credentials.url}}', url: '/' } };
		};`,
		'dist/HarnessSample.node.js': `exports.HarnessSample = class {
			description = { name: 'harnessSample', displayName: 'Harness Sample', group: ['transform'],
				version: 1, description: 'For a test', defaults: { name: 'Harness Sample' },
				inputs: ['main'], outputs: ['main'], properties: [],
				credentials: [{ name: 'harnessSampleApi', required: true }] };
			async execute() { return [this.getInputData()]; }
		};`,
	};
	for (const [path, content] of Object.entries(files)) {
		const file = join(folder, 'package', path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content);
	}
	const tarball = join(folder, `${name}-1.0.0.tgz`);
	await create({ file: tarball, cwd: folder, gzip: true }, ['package']);
	return tarball;
}
