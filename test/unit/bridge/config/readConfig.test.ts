import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';
import { stringify } from 'yaml';

import { SECRETS, SETTINGS } from '../../../../bridge/src/config/configSchema';
import { readConfig, variableOf } from '../../../../bridge/src/config/readConfig';

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'bridge-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const SECRET = secretOf(1);
const ENV = { BRIDGE_N8N_SIGNING_SECRET: SECRET };

const ROCKETMQ_5 = {
	protocol: 'rocketmq5',
	endpoint: 'rmq.example:8080',
	topic: 'ccc-event',
	group: 'GID_bridge',
};
const ROCKETMQ_4 = {
	protocol: 'rocketmq4',
	nameServers: 'one.example:8080; two.example:9876',
	topic: 'ccc-event',
	group: 'GID_bridge',
};
const N8N = { url: 'https://n8n.example/webhook/aliyun-ccc' };

function fileWith(text: string, name = 'bridge.yaml'): string {
	const file = path.join(folder, name);
	writeFileSync(file, text);
	return file;
}

type Settings = Record<string, unknown>;

const read = (settings: Settings, env: NodeJS.ProcessEnv = ENV) =>
	readConfig(fileWith(stringify(settings)), env);

function configOf(settings: Settings, env?: NodeJS.ProcessEnv) {
	const reading = read(settings, env);
	if (!reading.ok) throw new Error(reading.problems.join('\n'));
	return reading.config;
}

function problemsOf(settings: Settings, env?: NodeJS.ProcessEnv) {
	const reading = read(settings, env);
	return reading.ok ? [] : reading.problems;
}

const complete = (changes: Settings = {}) => ({ n8n: N8N, source: ROCKETMQ_5, ...changes });
const source = (changes: Settings) => complete({ source: { ...ROCKETMQ_5, ...changes } });

describe('settings', () => {
	it('few are enough; the rest has defaults', () => {
		expect(configOf(complete())).toMatchObject({
			n8n: { ...N8N, signingSecret: SECRET, timeoutSeconds: 30 },
			source: { ...ROCKETMQ_5, leaseSeconds: 60, receivers: 4, tls: false, recycleMinutes: 10 },
			delivery: {
				batch: { maxEvents: 100, maxBytes: 524_288, maxWaitMs: 200 },
				concurrency: 4,
				maxInFlight: 1_000,
				retry: { baseMs: 500, capSeconds: 15 },
				giveUpAfter: 8,
			},
			deadLetter: { file: path.join(folder, 'dead-letters.jsonl') },
			operations: { host: '127.0.0.1', port: 9_464, drainSeconds: 25, logLevel: 'info' },
		});
	});

	it('YAML and JSON say the same', () => {
		const json = readConfig(fileWith(JSON.stringify(complete()), 'bridge.json'), ENV);
		expect(json).toEqual(read(complete()));
		expect(json.ok).toBe(true);
	});

	it('a 4.x instance has name servers, as a list or as a text', () => {
		const nameServers = ['one.example:8080', 'two.example:9876'];
		expect(configOf(complete({ source: ROCKETMQ_4 })).source).toMatchObject({
			nameServers,
			startFrom: 'latest',
		});
		const list = { ...ROCKETMQ_4, nameServers };
		expect(configOf(complete({ source: list })).source).toMatchObject({ nameServers });
	});

	it('a bridge can be set up by its environment alone', () => {
		const env = {
			...ENV,
			BRIDGE_N8N_URL: N8N.url,
			BRIDGE_SOURCE_PROTOCOL: 'rocketmq5',
			BRIDGE_SOURCE_ENDPOINT: 'rmq.example:8080',
			BRIDGE_SOURCE_TOPIC: 'ccc-event',
			BRIDGE_SOURCE_GROUP: 'GID_bridge',
			BRIDGE_SOURCE_TLS: 'true',
			BRIDGE_DELIVERY_BATCH_MAX_EVENTS: '50',
			BRIDGE_OPERATIONS_LOG_LEVEL: 'warn',
			PATH: '/usr/bin',
		};
		expect(readConfig(null, env)).toMatchObject({
			ok: true,
			config: {
				source: { tls: true },
				delivery: { batch: { maxEvents: 50 } },
				operations: { logLevel: 'warn' },
			},
		});
	});

	it('the environment wins over the file; an empty variable says nothing', () => {
		const env = { ...ENV, BRIDGE_SOURCE_TOPIC: 'other', BRIDGE_SOURCE_GROUP: '' };
		expect(configOf(complete(), env).source).toMatchObject({
			topic: 'other',
			group: 'GID_bridge',
		});
	});

	it.each(SETTINGS)('%s has a variable', (setting) => {
		expect(variableOf(setting)).toMatch(/^BRIDGE_[A-Z0-9_]+$/);
	});

	it('no two settings have the same variable', () => {
		expect(new Set(SETTINGS.map(variableOf)).size).toBe(SETTINGS.length);
	});

	it('files are meant from the folder of the settings on', () => {
		for (const name of ['n8n.pem', 'rocketmq.pem']) fileWith('PEM', name);
		const config = configOf({
			n8n: { ...N8N, caFile: 'n8n.pem' },
			source: { ...ROCKETMQ_5, caFile: path.join(folder, 'rocketmq.pem') },
			deadLetter: { file: 'dead/letters.jsonl' },
		});
		expect(config.n8n.caFile).toBe(path.join(folder, 'n8n.pem'));
		expect(config.source).toMatchObject({ caFile: path.join(folder, 'rocketmq.pem') });
		expect(config.deadLetter.file).toBe(path.join(folder, 'dead/letters.jsonl'));
	});

	it('dead letters go to a file or a topic, not both', () => {
		const topic = { topic: 'dead', group: 'GID_dead' };
		expect(configOf(complete({ deadLetter: topic })).deadLetter).toEqual(topic);
		expect(problemsOf(complete({ deadLetter: { ...topic, file: 'dead.jsonl' } }))).toEqual([
			'deadLetter takes a file or a topic, not both.',
		]);
		expect(problemsOf(complete({ deadLetter: { topic: 'dead' } }))).toEqual([
			'deadLetter takes a group beside its topic: a group of its own reads dead letters at a replay.',
		]);
	});

	it('a file of an authority that is not there is named by its key', () => {
		expect(problemsOf(complete({ n8n: { ...N8N, caFile: 'nowhere.pem' } }))).toEqual([
			'n8n.caFile names a file that is not there. Give the PEM of the authority.',
		]);
	});

	it('takes no notice of what Kubernetes tells of a service called "bridge"', () => {
		const env = { BRIDGE_PORT: 'tcp://10.0.0.1:80', BRIDGE_SERVICE_HOST: '10.0.0.1' };
		expect(problemsOf(complete(), { ...ENV, ...env })).toEqual([]);
	});
});

describe('secrets', () => {
	it('come from files, without the newline at their end', () => {
		fileWith(`${SECRET}\n`, 'signing-secret');
		fileWith('rocketmq password \n', 'password');
		const config = configOf(
			{
				n8n: { ...N8N, signingSecretFile: 'signing-secret' },
				source: { ...ROCKETMQ_5, username: 'bridge', passwordFile: 'password' },
			},
			{},
		);
		expect(config.n8n.signingSecret).toBe(SECRET);
		expect(config.source).toMatchObject({ password: 'rocketmq password' });
		expect(config.n8n).not.toHaveProperty('signingSecretFile');
	});

	it('come from files the environment names', () => {
		const file = fileWith(SECRET, 'secret');
		const config = configOf(complete(), { BRIDGE_N8N_SIGNING_SECRET_FILE: file });
		expect(config.n8n.signingSecret).toBe(SECRET);
	});

	it('in the environment win over files', () => {
		fileWith(secretOf(2), 'signing-secret');
		const n8n = { ...N8N, signingSecretFile: 'signing-secret' };
		expect(configOf(complete({ n8n })).n8n.signingSecret).toBe(SECRET);
	});

	it.each(SECRETS)('%s may not stand in the settings file', (secret) => {
		const [part = '', key = ''] = secret.split('.');
		const base: Record<string, Settings> = {
			n8n: N8N,
			source: key === 'accessKeySecret' ? ROCKETMQ_4 : ROCKETMQ_5,
		};
		const settings = { ...base, [part]: { ...base[part], [key]: SECRET } };
		expect(problemsOf(settings)).toContainEqual(
			`${secret} may not stand in the settings file. Put it into a file and name that as ${secret}File, or set ${variableOf(secret)}.`,
		);
	});

	it('that cannot be read are named by their key', () => {
		const n8n = { ...N8N, signingSecretFile: 'not-there' };
		expect(problemsOf(complete({ n8n }), {})).toContainEqual(
			expect.stringMatching(/^n8n\.signingSecretFile names a file that cannot be read \(ENOENT\)/),
		);
	});

	it('that are no keys are told with how to make one', () => {
		expect(problemsOf(complete(), { BRIDGE_N8N_SIGNING_SECRET: 'short' })).toEqual([
			expect.stringMatching(/^n8n\.signingSecret: .*openssl rand -base64 32$/),
		]);
		expect(problemsOf(complete(), { ...ENV, BRIDGE_N8N_PREVIOUS_SIGNING_SECRET: 'short' })).toEqual(
			[expect.stringMatching(/^n8n\.previousSigningSecret: /)],
		);
	});
});

describe('problems', () => {
	it('an empty file: each missing key with the way out', () => {
		expect(problemsOf({}, {})).toEqual([
			'n8n.url is missing. Set it in the file or as BRIDGE_N8N_URL.',
			'n8n.signingSecret is missing. Put it into a file and name that as n8n.signingSecretFile, or set BRIDGE_N8N_SIGNING_SECRET.',
			'source.protocol must be rocketmq5 (gRPC) or rocketmq4 (TCP). Set it in the file or as BRIDGE_SOURCE_PROTOCOL.',
		]);
	});

	it.each<[string, Settings, RegExp]>([
		['a missing topic', source({ topic: undefined }), /^source\.topic is missing\. Set it in/],
		['a topic that is a number', source({ topic: 5 }), /^source\.topic is wrong: expected string/],
		['an empty topic', source({ topic: ' ' }), /^source\.topic is wrong: /],
		[
			'an endpoint without port',
			source({ endpoint: 'rmq' }),
			/^source\.endpoint must be host:port/,
		],
		[
			'a URL as endpoint',
			source({ endpoint: 'http://a:80' }),
			/^source\.endpoint must be host:port/,
		],
		['another protocol', source({ protocol: 'kafka' }), /^source\.protocol must be rocketmq5/],
		['tls: maybe', source({ tls: 'maybe' }), /^source\.tls must be true or false\./],
		[
			'a number of nothing',
			source({ receivers: null }),
			/^source\.receivers must be a whole number from 1 to 32\. Set/,
		],
		[
			'a number as a switch',
			source({ receivers: true }),
			/^source\.receivers must be a whole number from 1 to 32\. Set/,
		],
		[
			'a number as a list',
			source({ receivers: [4] }),
			/^source\.receivers must be a whole number from 1 to 32\. Set/,
		],
		[
			'a number as a word',
			source({ receivers: 'four' }),
			/^source\.receivers must be a whole number from 1 to 32\. Set/,
		],
		[
			'half a number',
			source({ receivers: 1.5 }),
			/^source\.receivers must be a whole number from 1 to 32\. Set/,
		],
		[
			'too small a number',
			source({ leaseSeconds: 5 }),
			/^source\.leaseSeconds must be a whole number from 10 to 43200\./,
		],
		[
			'too large a number',
			source({ receivers: 99 }),
			/^source\.receivers must be a whole number from 1 to 32\./,
		],
		[
			'name servers that are a number',
			complete({ source: { ...ROCKETMQ_4, nameServers: 5 } }),
			/^source\.nameServers must be one or more host:port\./,
		],
		[
			'a name server without port',
			complete({ source: { ...ROCKETMQ_4, nameServers: 'a:80, b' } }),
			/^source\.nameServers\.1 must be host:port/,
		],
		['a part that is a list', complete({ delivery: [] }), /^delivery is wrong: expected object/],
		[
			'a URL of another kind',
			complete({ n8n: { url: 'ftp://a' } }),
			/^n8n\.url must be the production/,
		],
		[
			'a level nobody knows',
			complete({ operations: { logLevel: 'loud' } }),
			/^operations\.logLevel is wrong: expected one of "debug"\|"info"\|"warn"\|"error"\. Set it/,
		],
		[
			'an unknown key',
			source({ endpiont: 'a:80' }),
			/^source\.endpiont is no setting\. Take it away/,
		],
		['an unknown part', complete({ sink: {} }), /^sink is no setting\. Take it away/],
		[
			'a key of the other protocol',
			source({ nameServers: 'a:80' }),
			/^source\.nameServers is no setting\./,
		],
	])('%s', (_, settings, expected) => {
		expect(problemsOf(settings)).toEqual([expect.stringMatching(expected)]);
	});

	it('all of them are told at once', () => {
		const problems = problemsOf(source({ topic: undefined, group: 7, receivers: 'x' }), {});
		expect(problems).toHaveLength(4);
	});

	it('a variable that is no setting', () => {
		expect(problemsOf(complete(), { ...ENV, BRIDGE_SOURCE_TOPICS: 'x' })).toEqual([
			'The environment variable BRIDGE_SOURCE_TOPICS is no setting. Take it away.',
		]);
	});

	it('a file that is not there', () => {
		expect(readConfig(path.join(folder, 'nothing.yaml'), ENV)).toEqual({
			ok: false,
			problems: [expect.stringMatching(/nothing\.yaml cannot be read \(ENOENT\)\. Name it with/)],
		});
	});

	it.each(['- a\n- b\n', 'just text', '7'])('a file that holds no settings: %j', (text) => {
		expect(readConfig(fileWith(text), ENV)).toEqual({
			ok: false,
			problems: [expect.stringMatching(/must hold settings as YAML or JSON\.$/)],
		});
	});

	it('a file that is no YAML: where, and not what', () => {
		const reading = readConfig(fileWith('n8n:\n  url: "open\n  topic: MARKER\n'), ENV);
		expect(reading).toEqual({
			ok: false,
			problems: [expect.stringMatching(/bridge\.yaml is no YAML or JSON, see line \d\.$/)],
		});
	});
});

describe('no problem tells a value', () => {
	const MARKER = 'mArKeR138tEll';

	let warnings: string[] = [];
	beforeEach(() => {
		warnings = [];
		jest
			.spyOn(process, 'emitWarning')
			.mockImplementation((warning) => void warnings.push(String(warning)));
	});
	afterEach(() => void jest.restoreAllMocks());

	const told = (reading: ReturnType<typeof readConfig>) =>
		[...(reading.ok ? [] : reading.problems), ...warnings].join('\n');

	it('a secret that was put where its file should be named', () => {
		const n8n = { ...N8N, signingSecretFile: `whsec_${MARKER}` };
		expect(told(read(complete({ n8n }), {}))).not.toContain(MARKER);
		expect(told(read(complete({ n8n: { ...N8N, signingSecretFile: `${MARKER}\0` } }), {})))
			.not //
			.toContain(MARKER);
	});

	it('a value with a tag nobody knows, of which the parser warns', () => {
		const text = `n8n:\n  url: !secret ${MARKER}\n  signingSecret: !vault ${MARKER}\n`;
		expect(told(readConfig(fileWith(text), {}))).not.toContain(MARKER);
	});

	const leaf = fc.constantFrom<unknown>(
		MARKER,
		`whsec_${MARKER}`,
		`https://${MARKER}@x y`,
		[MARKER],
		{ value: MARKER },
		[[MARKER, 1]],
		`${MARKER}:99999999`,
		null,
		-1,
		true,
	);
	const names = [...SETTINGS, ...SECRETS.map((secret) => `${secret}File`), 'n8n', 'source'];
	const somewhere = fc.dictionary(fc.constantFrom(...names), leaf, { minKeys: 1, maxKeys: 8 });

	function placed(at: Record<string, unknown>): Settings {
		const settings: Settings = complete();
		const copy = structuredClone(settings) as Record<string, Record<string, unknown>>;
		for (const [setting, value] of Object.entries(at)) {
			const keys = setting.split('.');
			const last = keys.pop() ?? '';
			let holder: Record<string, unknown> = copy;
			for (const key of keys) {
				if (typeof holder[key] !== 'object' || holder[key] === null) holder[key] = {};
				holder = holder[key] as Record<string, unknown>;
			}
			holder[last] = value;
		}
		return copy;
	}

	it('wherever it stands in the file', () => {
		fc.assert(
			fc.property(somewhere, fc.boolean(), (at, withKey) => {
				const reading = read(placed(at), withKey ? ENV : {});
				expect(told(reading)).not.toContain(MARKER);
			}),
			{ numRuns: 150 },
		);
	});

	it('wherever it stands in the environment', () => {
		const text = fc.constantFrom(MARKER, `whsec_${MARKER}`, `${MARKER}:1`, `https://${MARKER} x`);
		const variables = fc.dictionary(fc.constantFrom(...names.map(variableOf)), text);
		fc.assert(
			fc.property(variables, (env) => {
				expect(told(read(complete(), env))).not.toContain(MARKER);
			}),
			{ numRuns: 200 },
		);
	});

	it('however the file is broken', () => {
		const whole = stringify(
			placed(
				Object.fromEntries(names.filter((name) => name.includes('.')).map((n) => [n, MARKER])),
			),
		);
		const breakage = fc.record({
			at: fc.nat(whole.length),
			insert: fc.constantFrom(
				'"',
				"'",
				'{',
				'[',
				': ',
				'\t',
				'&a ',
				'*a ',
				'!x ',
				'%',
				'|',
				'\n- ',
			),
			cut: fc.nat(5),
		});
		fc.assert(
			fc.property(breakage, ({ at, insert, cut }) => {
				const text = whole.slice(0, at) + insert + whole.slice(at + cut);
				const reading = readConfig(fileWith(text), ENV);
				// A marker that a break made part of a key is one: keys are told.
				const problems = reading.ok ? [] : reading.problems;
				const values = problems.filter((problem) => !/ is no setting\./.test(problem));
				expect([...values, ...warnings].join('\n')).not.toContain(MARKER);
			}),
			{ numRuns: 150 },
		);
	});
});
