import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { extract, list } from 'tar';

import { findProjectRoot } from '../../runtime/src/paths.ts';

jest.setTimeout(60_000);

const run = promisify(execFile);
const root = findProjectRoot();
let folder: string;
let tarball: string;

beforeAll(async () => {
	// Inside the checkout, whose node_modules hold what the package depends on.
	await mkdir(path.join(root, '.cache'), { recursive: true });
	folder = await mkdtemp(path.join(root, '.cache', 'bridge-package-'));
	// npm runs no `prepack` here: .npmrc switches scripts off.
	await run(process.execPath, [path.join(root, 'bridge', 'build.mjs')]);
	await run('npm', ['pack', '--workspace', 'contact-center-bridge', '--pack-destination', folder], {
		cwd: root,
	});
	const [file = ''] = await readdir(folder);
	tarball = path.join(folder, file);
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

it('holds the program, its worker and what it takes to set it up, and nothing else', async () => {
	const files: string[] = [];
	await list({ file: tarball, onReadEntry: (entry) => files.push(entry.path) });
	expect(files.toSorted()).toEqual([
		'package/LICENSE',
		'package/README.md',
		'package/contact-center-bridge.example.yaml',
		'package/contact-center-bridge.service',
		'package/dist/contactCenterBridge.js',
		'package/dist/sourceWorker.js',
		'package/package.json',
	]);
});

it('runs from where it was unpacked', async () => {
	await extract({ file: tarball, cwd: folder });
	const program = path.join(folder, 'package', 'dist', 'contactCenterBridge.js');
	expect((await run(program, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
	const failed = await run(program, ['check'], { cwd: folder }).catch((error: unknown) => error);
	expect(failed).toMatchObject({
		code: 2,
		stderr: expect.stringContaining('n8n.signingSecret is missing'),
	});
});
