import {
	aliyunScenarioNames,
	ArgumentError,
	parseAliyunArguments,
} from '../../../../simulators/src/index.ts';

const url = 'https://n8n.example.com/webhook/abc/aliyun-ccc';
const now = 1_790_000_900_000;
const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';

function parse(line: string, environment = {}) {
	const words = line.split(/\s+/).filter((word) => word !== '');
	const command = parseAliyunArguments(words, environment, now);
	if (command.kind !== 'run') throw new Error('expected a run');
	return command;
}

describe('what is understood', () => {
	test('only a target: every scenario once, dialect 2.0, nothing odd', () => {
		const { options, json } = parse(`--to webhook --url ${url}`);
		expect(json).toBe(false);
		expect(options).toMatchObject({
			target: { kind: 'webhook', url },
			dialect: '2.0',
			scenarios: aliyunScenarioNames,
			amount: { calls: aliyunScenarioNames.length },
			rate: 10,
			startTime: 1_790_000_000,
			quirks: [],
			shuffle: false,
			duplicates: false,
			timeoutMs: 10_000,
		});
		expect(options).not.toHaveProperty('poisonEvery');
		expect(options).not.toHaveProperty('parallel');
	});

	test('what, and how it behaves', () => {
		const { options, json } = parse(`--to webhook --url ${url} --dialect 1.0
			--scenario hold,double-call --scenario agent-day --events 500 --rate 0.5 --parallel 4 --seed 9
			--start 2026-03-01T09:00:00+08:00 --instance mine --text-stream --quirks blanks,types
			--shuffle --duplicates --poison 100 --timeout 2 --json`);
		expect(json).toBe(true);
		expect(options).toEqual({
			target: { kind: 'webhook', url },
			dialect: '1.0',
			scenarios: ['hold', 'double-call', 'agent-day'],
			amount: { events: 500 },
			rate: 0.5,
			parallel: 4,
			seed: 9,
			startTime: Date.UTC(2026, 2, 1, 1) / 1000,
			instanceId: 'mine',
			textStream: true,
			quirks: ['blanks', 'types'],
			shuffle: true,
			duplicates: true,
			poisonEvery: 100,
			timeoutMs: 2000,
		});
	});

	test('EventBridge', () => {
		const { options, keyFile, certificateFile } = parse(`--to eventbridge --url ${url} --key k.pem
			--certificate c.pem --certificate-url https://a.example/c.pem --token t --signature v1
			--variant no-token --array 20 --body base64 --region cn-hangzhou --topic x`);
		expect(options.target).toEqual({
			kind: 'eventbridge',
			url,
			signature: 'v1',
			variant: 'no-token',
			bodyAs: 'base64',
			region: 'cn-hangzhou',
			certificateUrl: 'https://a.example/c.pem',
			token: 't',
			array: 20,
			topic: 'x',
		});
		expect([keyFile, certificateFile]).toEqual(['k.pem', 'c.pem']);
	});

	test('Function Compute: no signature, a bearer', () => {
		const { options } = parse(`--to eventbridge --url ${url} --signature none --bearer b`);
		expect(options.target).toMatchObject({ headers: { authorization: 'Bearer b' } });
	});

	test('the bridge', () => {
		const { options } = parse(`--to bridge --url ${url} --secret ${secret} --batch 100`);
		expect(options.target).toEqual({ kind: 'bridge', url, secrets: [secret], batch: 100 });
	});

	test('RocketMQ of both kinds', () => {
		const five = parse(
			'--to rocketmq5 --endpoint h:8081 --topic t --username u --password p --tls',
		);
		expect(five.options.target).toEqual({
			...{ kind: 'rocketmq5', endpoint: 'h:8081', topic: 't', tls: true },
			...{ username: 'u', password: 'p' },
		});
		const four = parse(
			`--to rocketmq4 --name-server h:9876 --topic t --group GID_x --instance-id MQ_INST_1
			--access-key a --secret-key s`,
		);
		expect(four.options.target).toEqual({
			...{ kind: 'rocketmq4', nameServer: 'h:9876', topic: 't', group: 'GID_x' },
			...{ instanceId: 'MQ_INST_1', accessKey: 'a', secretKey: 's' },
		});
	});

	test('secrets from the environment', () => {
		const bridge = parse(`--to bridge --url ${url}`, { ALIYUN_SIGNING_SECRET: secret });
		expect(bridge.options.target).toMatchObject({ secrets: [secret] });
		const five = parse('--to rocketmq5 --endpoint h:1 --topic t --username u', {
			ALIYUN_PASSWORD: 'p',
		});
		expect(five.options.target).toMatchObject({ password: 'p' });
		const four = parse('--to rocketmq4 --name-server h:1 --topic t --group g --access-key a', {
			ALIYUN_SECRET_KEY: 's',
		});
		expect(four.options.target).toMatchObject({ secretKey: 's' });
		const eventBridge = parse(`--to eventbridge --url ${url} --key k`, { ALIYUN_TOKEN: 't' });
		expect(eventBridge.options.target).toMatchObject({ token: 't' });
	});

	test('1.0 plays what it has events for', () => {
		const { options } = parse(`--to webhook --url ${url} --dialect 1.0`);
		expect(options.scenarios).toContain('hold');
		expect(options.scenarios).not.toContain('monitor');
	});

	test('help before anything else', () => {
		expect(parseAliyunArguments(['--help', '--to', 'x'])).toEqual({ kind: 'help' });
	});
});

describe('what is wrong, in one sentence that names the option and the way out', () => {
	const web = `--to webhook --url ${url}`;
	const eb = `--to eventbridge --url ${url}`;
	const five = '--to rocketmq5';
	const four = '--to rocketmq4 --name-server h:1 --topic t';
	const mistakes: [string, string, RegExp][] = [
		['no target', '', /^--to is missing; choose one of webhook, eventbridge, /],
		['target', '--to kafka', /^--to does not know "kafka"; choose one of webhook/],
		['no URL', '--to webhook', /^--url is missing; give the address/],
		['no address', '--to webhook --url n8n', /^--url is no http or https address; /],
		[
			'a login',
			'--to webhook --url https://u:p@a.example',
			/put a token into the path or query\.$/,
		],
		[
			'an option of another target',
			`${web} --topic t`,
			/^--topic needs --to eventbridge or bridge/,
		],
		['a secret for the webhook', `${web} --secret x`, /^--secret needs --to bridge; /],
		['no key', eb, /^--key is missing; .+ --signature none\.$/],
		['signature', `${eb} --signature v3`, /^--signature does not know "v3"; choose one of v2, v1/],
		[
			'a useless key',
			`${eb} --signature none --key k`,
			/^--key signs nothing with --signature none/,
		],
		[
			'variant',
			`${eb} --key k --variant x`,
			/^--variant does not know "x"; choose one of documented/,
		],
		['body', `${eb} --key k --body x`, /^--body does not know "x"; choose one of string, /],
		['array', `${eb} --key k --array 0`, /^--array cannot be "0"; give a whole number from 1 /],
		['certificate', `${eb} --key k --certificate-url x`, /^--certificate-url is no http/],
		['no secret', `--to bridge --url ${url}`, /^--secret is missing; .+ALIYUN_SIGNING_SECRET/],
		['no such secret', `--to bridge --url ${url} --secret x`, /^--secret is no .+; write whsec_/],
		['batch', `--to bridge --url ${url} --secret ${secret} --batch x`, /^--batch cannot be "x"; /],
		['no endpoint', five, /^--endpoint is missing; give host:port, such as 127\.0\.0\.1:8081\.$/],
		['no port', `${five} --endpoint h --topic t`, /^--endpoint cannot be "h"; give host:port/],
		['no topic', `${five} --endpoint h:1`, /^--topic is missing; /],
		[
			'no password',
			`${five} --endpoint h:1 --topic t --username u`,
			/^--password is missing; .+ALI/,
		],
		['no user', `${five} --endpoint h:1 --topic t --password p`, /^--password needs --username; /],
		['no name server', '--to rocketmq4', /^--name-server is missing; give host:port/],
		['no group', four, /^--group is missing; /],
		['no secret key', `${four} --group g --access-key a`, /^--secret-key is missing; .+ALIYUN_/],
		['no access key', `${four} --group g --secret-key s`, /^--secret-key needs --access-key; /],
		['dialect', `${web} --dialect 3`, /^--dialect does not know "3"; choose one of 1\.0, 2\.0\.$/],
		['scenario', `${web} --scenario x`, /^--scenario does not know "x"; choose from inbound-/],
		[
			'a scenario of the other dialect',
			`${web} --dialect 1.0 --scenario monitor`,
			/^--scenario monitor needs --dialect 2\.0; /,
		],
		[
			'calls and events',
			`${web} --calls 1 --events 1`,
			/^--calls and --events exclude each other; /,
		],
		['events', `${web} --events 0`, /^--events cannot be "0"; give a whole number from 1 to /],
		['rate', `${web} --rate 0`, /^--rate cannot be "0"; give a number from /],
		['parallel', `${web} --parallel 1.5`, /^--parallel cannot be "1\.5"; give a whole number/],
		['poison', `${web} --poison 1`, /^--poison cannot be "1"; give a whole number of at least 2/],
		['quirk', `${web} --quirks x`, /^--quirks does not know "x"; choose one of skillgrou, /],
		['start', `${web} --start x`, /^--start cannot be "x"; give Unix seconds/],
		['unknown option', `${web} --urk 1`, /^--urk is not an option; simulate aliyun --help/],
		['a stray word', `${web} hold`, /^"hold" belongs to no option; /],
	];

	test.each(mistakes)('%s', (_, line, expected) => {
		let complaint: unknown;
		try {
			parse(line);
		} catch (error) {
			complaint = error;
		}
		expect(complaint).toBeInstanceOf(ArgumentError);
		expect((complaint as Error).message).toMatch(expected);
		expect((complaint as Error).message).toMatch(/^[^\n]+\.$/);
	});
});
