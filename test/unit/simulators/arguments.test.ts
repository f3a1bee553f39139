import { ArgumentError, parseTcccArguments, scenarioNames } from '../../../simulators/src/index.ts';

const url = 'https://n8n.example.com/webhook/abc';
const now = 1_790_000_900_000;

function parse(line: string, environment = {}) {
	const words = line.split(' ').filter((word) => word !== '');
	const command = parseTcccArguments(words, environment, now);
	if (command.kind !== 'run') throw new Error('expected a run');
	return command;
}

describe('what is understood', () => {
	test('only a URL: every scenario once, no authentication', () => {
		const { options, json } = parse(`--url ${url}`);
		expect(json).toBe(false);
		expect(options).toMatchObject({
			url,
			auth: { type: 'none' },
			scenarios: scenarioNames,
			count: scenarioNames.length,
			rate: 1,
			startTime: 1_790_000_000,
			retries: 3,
			retryDelayMs: 1000,
			timeoutMs: 5000,
			chaos: [],
		});
	});

	test('everything', () => {
		const { options, json } = parse(
			`--url ${url} --scenario chat,blocked --scenario transfer --count 9 --rate 0.5 --seed 4
			--start 1780000000 --sdk-app-id 1600000009 --call-type --misspell-app-id --retries 1
			--retry-delay 0.25 --timeout 2 --chaos duplicates,reorder --json`.replaceAll(/\s+/g, ' '),
		);
		expect(json).toBe(true);
		expect(options).toEqual({
			url,
			auth: { type: 'none' },
			scenarios: ['chat', 'blocked', 'transfer'],
			count: 9,
			rate: 0.5,
			seed: 4,
			startTime: 1_780_000_000,
			sdkAppId: 1_600_000_009,
			callType: true,
			misspellAppId: true,
			retries: 1,
			retryDelayMs: 250,
			timeoutMs: 2000,
			chaos: ['duplicates', 'reorder'],
		});
	});

	test('a start as ISO 8601', () => {
		const { options } = parse(`--url ${url} --start 2026-03-01T09:00:00+08:00`);
		expect(options.startTime).toBe(Date.UTC(2026, 2, 1, 1) / 1000);
	});

	test('secrets from the environment, and the option before it', () => {
		const environment = { TCCC_PASSWORD: 'from-env', TCCC_CLIENT_SECRET: 'secret-env' };
		const basic = `--url ${url} --auth basic --username u`;
		expect(parse(basic, environment).options.auth).toMatchObject({ password: 'from-env' });
		const given = parse(`${basic} --password given`, environment);
		expect(given.options.auth).toMatchObject({ password: 'given' });
		const oauth = parse(
			`--url ${url} --auth oauth2 --token-url ${url}/t --client-id c`,
			environment,
		);
		expect(oauth.options.auth).toEqual({
			type: 'oauth2',
			tokenUrl: `${url}/t`,
			clientId: 'c',
			clientSecret: 'secret-env',
		});
	});

	test('help before anything else', () => {
		expect(parseTcccArguments(['--help', '--count', 'x'])).toEqual({ kind: 'help' });
	});
});

describe('what is wrong, in one sentence that names the option', () => {
	const mistakes: [string, string, RegExp][] = [
		['no URL', '', /^--url is missing; /],
		['no address', '--url n8n', /^--url is no http or https address; /],
		['another scheme', '--url ftp://a.example', /^--url is no http or https address; /],
		['a login in the URL', '--url https://u:p@a.example', /^--url must not .+ use --auth basic\.$/],
		['a fragment', `--url ${url}#x`, /^--url must not hold a # part; /],
		['unknown mode', `--url ${url} --auth digest`, /^--auth does not know "digest"; choose none/],
		['basic without name', `--url ${url} --auth basic --password x`, /^--username is missing; /],
		['basic without password', `--url ${url} --auth basic --username x`, /TCCC_PASSWORD/],
		['a colon', `--url ${url} --auth basic --username a:b --password x`, /^--username .+ colon; /],
		['oauth2 without token URL', `--url ${url} --auth oauth2`, /^--token-url is missing; /],
		[
			'oauth2 without id',
			`--url ${url} --auth oauth2 --token-url ${url}`,
			/^--client-id is missing; /,
		],
		[
			'oauth2 without secret',
			`--url ${url} --auth oauth2 --token-url ${url} --client-id c`,
			/^--client-secret is missing; .+TCCC_CLIENT_SECRET/,
		],
		[
			'an option of another mode',
			`--url ${url} --client-id c`,
			/^--client-id needs --auth oauth2; /,
		],
		[
			'scenario',
			`--url ${url} --scenario x`,
			/^--scenario does not know "x"; choose from inbound-/,
		],
		['empty entry', `--url ${url} --scenario chat,,chat`, /^--scenario has an empty entry; /],
		['chaos', `--url ${url} --chaos x`, /^--chaos does not know "x"; choose from duplicates, /],
		['count', `--url ${url} --count 1.5`, /^--count cannot be "1\.5"; give a whole number from 1/],
		['rate', `--url ${url} --rate 0`, /^--rate cannot be "0"; give a number from /],
		[
			'seed',
			`--url ${url} --seed abc`,
			/^--seed cannot be "abc"; give a whole number of at least 0/,
		],
		['retries', `--url ${url} --retries 4`, /^--retries cannot be "4"; .+ from 0 to 3\.$/],
		['timeout', `--url ${url} --timeout 0`, /^--timeout cannot be "0"; /],
		['retry delay', `--url ${url} --retry-delay 1e3`, /^--retry-delay cannot be "1e3"; /],
		['application', `--url ${url} --sdk-app-id 0`, /^--sdk-app-id cannot be "0"; /],
		['start', `--url ${url} --start 1`.concat('x'), /^--start cannot be "1x"; give Unix seconds/],
		['start in milliseconds', `--url ${url} --start 1790000000000`, /^--start cannot be /],
		['unknown option', `--url ${url} --urk 1`, /^--urk is not an option; /],
		['no value', '--url', /^--url needs a value; /],
		['a dash', `--url ${url} --seed -1`, /^--seed needs a value; .+ --seed=<value> /],
		['a value too many', `--url ${url} --json=1`, /^--json takes no value; /],
		['a stray word', `--url ${url} cdr`, /^"cdr" belongs to no option; /],
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
