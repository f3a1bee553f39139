import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { extract } from 'tar';
import type { N8nRuntime } from './n8nRuntime.ts';

/** What a fresh n8n writes before it is used: its database after all migrations, and its key. */
const TEMPLATE_FILES = ['database.sqlite', 'config'];

/**
 * A new temporary user folder. It starts from a copy of a migrated, still empty database once
 * there is one (see `saveTemplate`), which spares n8n its migrations.
 */
export async function createUserFolder(
	runtime: N8nRuntime,
	{ template = true } = {},
): Promise<string> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-contact-center-'));
	const data = join(userFolder, '.n8n');
	await mkdir(data);
	if (!template || !hasTemplate(runtime)) return userFolder;
	for (const name of TEMPLATE_FILES)
		await copyFile(join(templateOf(runtime), name), join(data, name));
	return userFolder;
}

/** Whether new user folders start from a migrated database. */
export function hasTemplate(runtime: N8nRuntime): boolean {
	return existsSync(templateOf(runtime));
}

/** Keeps a snapshot of a just started, unused n8n as the template of new user folders. */
export async function saveTemplate(runtime: N8nRuntime, userFolder: string): Promise<void> {
	const data = join(userFolder, '.n8n');
	const draft = `${templateOf(runtime)}.${process.pid}`;
	await mkdir(draft, { recursive: true });
	try {
		const database = new DatabaseSync(join(data, 'database.sqlite'), { readOnly: true });
		try {
			if (isInUse(database)) return;
			database.exec(`VACUUM INTO '${join(draft, 'database.sqlite').replaceAll("'", "''")}'`);
		} finally {
			database.close();
		}
		await copyFile(join(data, 'config'), join(draft, 'config'));
		await rename(draft, templateOf(runtime));
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

function isInUse(database: DatabaseSync): boolean {
	const query = "SELECT value FROM settings WHERE key = 'userManagement.isInstanceOwnerSetUp'";
	return database.prepare(query).get()?.['value'] !== 'false';
}

function templateOf({ directory }: N8nRuntime): string {
	return join(directory, 'user-folder-template');
}

/**
 * Installs an `npm pack` tarball as a community node, the way n8n does: unpacked into
 * `.n8n/nodes/node_modules/<name>` and listed in `.n8n/nodes/package.json`. n8n loads it at its
 * next start. Gives the package's name and version.
 */
export async function installPackage(
	userFolder: string,
	tarball: string,
): Promise<{ name: string; version: string; directory: string }> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	const unpacked = await mkdtemp(join(nodes, '.unpacking-'));
	try {
		await extract({ file: tarball, cwd: unpacked, strip: 1 });
		const { name, version } = await readManifest(unpacked, tarball);
		const directory = join(nodes, 'node_modules', name);
		await rm(directory, { recursive: true, force: true });
		await cp(unpacked, directory, { recursive: true });
		await listPackage(nodes, name, version);
		return { name, version, directory };
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

async function readManifest(folder: string, tarball: string) {
	const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => {
		throw new Error(`${tarball} is not an npm package: it holds no package/package.json.`);
	});
	return JSON.parse(text) as { name: string; version: string };
}

async function listPackage(nodes: string, name: string, version: string): Promise<void> {
	const file = join(nodes, 'package.json');
	const list = await readFile(file, 'utf8').then(
		(text) => JSON.parse(text) as { dependencies?: Record<string, string> },
		() => ({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	list.dependencies = { ...list.dependencies, [name]: version };
	await writeFile(file, JSON.stringify(list, null, 2));
}
