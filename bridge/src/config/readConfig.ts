import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';

import { signingKeyOf } from '../../../lib/pushAuth/standardWebhooks';
import { configSchema, SECRETS, SETTINGS, type Config } from './configSchema';

export type ConfigReading = { ok: true; config: Config } | { ok: false; problems: string[] };

type Tree = Record<string, unknown>;

/** The name of a setting in the environment: `delivery.batch.maxEvents` is BRIDGE_DELIVERY_BATCH_MAX_EVENTS. */
export const variableOf = (setting: string) =>
	`BRIDGE_${setting
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.replaceAll('.', '_')
		.toUpperCase()}`;

/**
 * The settings from a YAML or JSON file and the environment, which wins. Secrets come from the
 * environment or from files of their own (`passwordFile: /run/secrets/…`), and no message holds one.
 * @param file null for a bridge that is set up by its environment alone
 */
export function readConfig(file: string | null, env: NodeJS.ProcessEnv): ConfigReading {
	const tree = file === null ? { ok: true as const, tree: {} } : readTree(file);
	if (!tree.ok) return { ok: false, problems: [tree.problem] };
	const settings: Tree = { n8n: {}, source: {}, ...withoutEmpty(tree.tree) };
	const folder = file === null ? process.cwd() : path.dirname(path.resolve(file));
	const problems = [
		...secretsInside(settings),
		...takeEnvironment(settings, env),
		...takeSecretFiles(settings, folder),
	];
	const reading = configSchema.safeParse(settings, { reportInput: true });
	if (!reading.success) problems.push(...reading.error.issues.map(problemOf));
	if (!reading.success || problems.length > 0)
		return { ok: false, problems: [...new Set(problems)] };
	const config = withFolder(reading.data, folder);
	const unusable = [...unusableKeys(config), ...missingAuthorities(config)];
	return unusable.length > 0 ? { ok: false, problems: unusable } : { ok: true, config };
}

type TreeReading = { ok: true; tree: Tree } | { ok: false; problem: string };

function readTree(file: string): TreeReading {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return { ok: false, problem: `${file} cannot be read (${code}). Name it with --config.` };
	}
	try {
		// The parser's warnings show the line they mean, which may hold a secret.
		const tree: unknown = parseYaml(text, { logLevel: 'error' }) ?? {};
		if (isTree(tree)) return { ok: true, tree };
		return { ok: false, problem: `${file} must hold settings as YAML or JSON.` };
	} catch (error) {
		// Only where, never what: the line may hold a secret.
		const [line] = (error as { linePos?: { line: number }[] }).linePos ?? [];
		return { ok: false, problem: `${file} is no YAML or JSON, see line ${line?.line ?? 1}.` };
	}
}

/** A settings file is copied, mailed and committed; a secret in it would be too. */
function secretsInside(settings: Tree): string[] {
	return SECRETS.filter((secret) => valueAt(settings, secret) !== undefined).map(
		(secret) => `${secret} may not stand in the settings file. ${wayOutOf(secret)}`,
	);
}

/** The name of the settings file, and what Kubernetes tells of a service that is called "bridge". */
const OTHERS = /^BRIDGE_(CONFIG$|PORT$|PORT_\d|SERVICE_)/;

function takeEnvironment(settings: Tree, env: NodeJS.ProcessEnv): string[] {
	const fileSettings = SECRETS.map((secret) => `${secret}File`);
	const known = new Map([...SETTINGS, ...fileSettings].map((name) => [variableOf(name), name]));
	const problems: string[] = [];
	for (const [variable, value] of Object.entries(env)) {
		if (!variable.startsWith('BRIDGE_') || !value || OTHERS.test(variable)) continue;
		const setting = known.get(variable);
		if (setting) setValue(settings, setting, value);
		else problems.push(`The environment variable ${variable} is no setting. Take it away.`);
	}
	return problems;
}

function takeSecretFiles(settings: Tree, folder: string): string[] {
	const problems: string[] = [];
	for (const secret of SECRETS) {
		const named = `${secret}File`;
		const file = valueAt(settings, named);
		if (file === undefined) continue;
		removeValue(settings, named);
		// It came from the environment, which wins.
		if (valueAt(settings, secret) !== undefined) continue;
		try {
			setValue(settings, secret, readFileSync(path.resolve(folder, String(file)), 'utf8').trim());
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			// Not its name: people put the secret itself there.
			problems.push(`${named} names a file that cannot be read (${code}). ${wayOutOf(secret)}`);
		}
	}
	return problems;
}

function unusableKeys({ n8n }: Config): string[] {
	const secrets = {
		signingSecret: n8n.signingSecret,
		previousSigningSecret: n8n.previousSigningSecret,
	};
	return Object.entries(secrets).flatMap(([key, secret]) => {
		const reading = secret === undefined ? null : signingKeyOf(secret);
		return reading && !reading.ok ? [`n8n.${key}: ${reading.message}`] : [];
	});
}

function missingAuthorities({ n8n, source }: Config): string[] {
	const files = {
		'n8n.caFile': n8n.caFile,
		'source.caFile': 'caFile' in source ? source.caFile : undefined,
	};
	return Object.entries(files).flatMap(([key, file]) =>
		file === undefined || existsSync(file)
			? []
			: [`${key} names a file that is not there. Give the PEM of the authority.`],
	);
}

/** Files in the settings are meant from the settings file on. */
function withFolder(config: Config, folder: string): Config {
	const { deadLetter } = config;
	const file = deadLetter.topic ? undefined : (deadLetter.file ?? 'dead-letters.jsonl');
	return {
		...config,
		deadLetter: { ...deadLetter, ...(file ? { file: path.resolve(folder, file) } : {}) },
		n8n: { ...config.n8n, ...resolved('caFile', config.n8n.caFile, folder) },
		source: {
			...config.source,
			...('caFile' in config.source ? resolved('caFile', config.source.caFile, folder) : {}),
		},
	};
}

const resolved = (key: string, file: string | undefined, folder: string) =>
	file === undefined ? {} : { [key]: path.resolve(folder, file) };

/** A fault of the settings with the key and the way out; the value is never told. */
function problemOf(issue: z.core.$ZodIssue): string {
	const key = issue.path.map(String).join('.') || 'the settings';
	const way = key.includes('.') ? ` ${wayOutOf(key)}` : '';
	if (issue.code === 'unrecognized_keys') {
		const prefix = issue.path.length > 0 ? `${key}.` : '';
		return issue.keys
			.map((name) => `${prefix}${name} is no setting. Take it away, or see the example file.`)
			.join('\n');
	}
	if (issue.code === 'invalid_union') {
		return `${key} must be rocketmq5 (gRPC) or rocketmq4 (TCP).${way}`;
	}
	if (issue.code === 'invalid_type' && issue.input === undefined) return `${key} is missing.${way}`;
	return `${key} ${textOf(issue.message)}.${way}`;
}

function wayOutOf(key: string): string {
	// An entry of a list is set with its list.
	const variable = variableOf(key.replace(/\.\d+$/, ''));
	const secret = (SECRETS as readonly string[]).includes(key);
	return secret
		? `Put it into a file and name that as ${key}File, or set ${variable}.`
		: `Set it in the file or as ${variable}.`;
}

/** zod's sentence as the end of one that begins with the key. */
function textOf(message: string): string {
	const text = message
		.replace(/\.$/, '')
		.replace(/^Invalid input: /, '')
		.replace(/^Invalid option: /, '');
	if (/^expected/.test(text)) return `is wrong: ${text}`;
	return /^(must|takes|is)\b/.test(text) ? text : `is wrong: ${text}`;
}

/** A heading with nothing below it, as an example file has them, is null in YAML. */
const withoutEmpty = (tree: Tree): Tree =>
	Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== null));

function isTree(value: unknown): value is Tree {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(tree: Tree, setting: string): unknown {
	return setting.split('.').reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), tree);
}

function setValue(tree: Tree, setting: string, value: unknown): void {
	const keys = setting.split('.');
	const last = keys.pop() ?? '';
	let at = tree;
	for (const key of keys) {
		if (!isTree(at[key])) at[key] = {};
		at = at[key] as Tree;
	}
	at[last] = value;
}

function removeValue(tree: Tree, setting: string): void {
	const keys = setting.split('.');
	const last = keys.pop() ?? '';
	const holder = keys.length === 0 ? tree : valueAt(tree, keys.join('.'));
	if (isTree(holder)) delete holder[last];
}
