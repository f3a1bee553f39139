import {
	ArgumentError,
	asterCcScenarioNames,
	channelOf,
	parseAsterCcArguments,
} from '../../../../simulators/src/index.ts';

const url = 'https://n8n.example.com/webhook/abc';
const pub = 'http://127.0.0.1:8880/publicapi/pushagent';
const now = 1_790_000_900_000;

function parse(line: string, environment = {}) {
	const words = line.split(/\s+/).filter((word) => word !== '');
	return parseAsterCcArguments(words, environment, now);
}

function parseRun(line: string, environment = {}) {
	const command = parse(line, environment);
	if (command.kind !== 'run') throw new Error('expected a run');
	return command;
}

describe('what is understood', () => {
	test('only a URL: every scenario once, as a form', () => {
		const { options, json } = parseRun(`--url ${url}`);
		expect(json).toBe(false);
		expect(options).toMatchObject({
			target: { kind: 'webhook', url, body: 'form' },
			scenarios: asterCcScenarioNames,
			count: asterCcScenarioNames.length,
			rate: 2,
			startTime: 1_790_000_000,
			eventIds: false,
			timeoutMs: 5000,
		});
		expect(options).not.toHaveProperty('speed');
	});

	test('everything', () => {
		const { options, json } = parseRun(
			`--url ${url} --body gbk --scenarios hold,consult --scenario transfer --count 9 --rate 0.5
			--speed 10 --seed 4 --start-time 1780000000 --event-ids --userdata a=1&b=2 --agentno 8001
			--timeout 2 --json`,
		);
		expect(json).toBe(true);
		expect(options).toEqual({
			target: { kind: 'webhook', url, body: 'gbk' },
			scenarios: ['hold', 'consult', 'transfer'],
			count: 9,
			rate: 0.5,
			speed: 10,
			seed: 4,
			startTime: 1_780_000_000,
			eventIds: true,
			userdata: 'a=1&b=2',
			agentno: '8001',
			timeoutMs: 2000,
		});
	});

	test('the channel of a team and of an agent; secrets from the environment', () => {
		const environment = { ASTERCC_VERIFICATION: 'env-v', ASTERCC_PASSWORD: 'env-p' };
		const publish = `--publish ${pub} --team demo`;
		const channel = (line: string) => {
			const { target } = parseRun(line, environment).options;
			return target.kind === 'publisher' ? target.channel : '';
		};
		const agent = (password: string) => ({ number: '8001', password });
		const identity = 'demo';
		expect(channel(publish)).toBe(channelOf({ identity, verification: 'env-v' }));
		expect(channel(`${publish} --verification v`)).toBe(channelOf({ identity, verification: 'v' }));
		expect(channel(`${publish} --agent 8001`)).toBe(channelOf({ identity, agent: agent('env-p') }));
		expect(channel(`${publish} --agent 8001 --password p`)).toBe(
			channelOf({ identity, agent: agent('p') }),
		);
		expect(parseRun(`${publish} --agent 8001`, environment).options.agentno).toBe('8001');
	});

	test('serve', () => {
		expect(parse('serve --team demo --verification v')).toEqual({
			kind: 'serve',
			options: {
				port: 8880,
				host: '127.0.0.1',
				identity: 'demo',
				verification: 'v',
				agents: [],
				ttlMs: 60_000,
				flavour: '0.6.0',
			},
		});
		const everything = `serve --team demo --verification v --agent 8001 --password p --port 0
			--host 0.0.0.0 --ttl 1.5 --flavour 0.3.5`;
		expect(parse(everything)).toMatchObject({
			options: {
				port: 0,
				host: '0.0.0.0',
				agents: [{ number: '8001', password: 'p' }],
				ttlMs: 1500,
				flavour: '0.3.5',
			},
		});
	});

	test.each(['--help', '-h --count x', 'serve --help'])('help: %s', (line) => {
		expect(parse(line)).toEqual({ kind: 'help' });
	});
});

describe('what is wrong, in one sentence that names the option', () => {
	const publish = `--publish ${pub} --team demo`;
	const mistakes: [string, string, RegExp][] = [
		['no target', '', /^--url is missing; .+ --publish /],
		['two targets', `--url ${url} --publish ${pub}`, /^--url and --publish exclude each other; /],
		['no address', '--url n8n', /^--url is no http or https address; /],
		['a login in the URL', '--url https://u:p@a.example', /^--url must not hold a user name /],
		['body', `--url ${url} --body xml`, /^--body does not know "xml"; choose one of form, raw, /],
		['body to a push server', `${publish} --verification v --body raw`, /^--body needs --url; /],
		['a secret to a webhook', `--url ${url} --verification v`, /^--verification needs --publish; /],
		['no publisher', '--publish x --team demo', /^--publish is no http or https address; /],
		['no team', `--publish ${pub} --verification v`, /^--team is missing; /],
		['no secret', publish, /^--verification is missing; .+ASTERCC_VERIFICATION/],
		['no password', `${publish} --agent 1`, /^--password is missing; .+ASTERCC_PASSWORD/],
		['a password alone', `${publish} --password p`, /^--password needs --agent; /],
		['two channels', `${publish} --agent 1 --verification v`, /^--verification and --agent /],
		['scenario', `--url ${url} --scenarios x`, /^--scenarios does not know "x"; choose from inb/],
		['empty entry', `--url ${url} --scenarios hold,`, /^--scenarios has an empty entry; /],
		['count', `--url ${url} --count 0`, /^--count cannot be "0"; give a whole number from 1/],
		['rate', `--url ${url} --rate 0`, /^--rate cannot be "0"; /],
		['speed', `--url ${url} --speed 0`, /^--speed cannot be "0"; /],
		['start', `--url ${url} --start-time soon`, /^--start-time cannot be "soon"; /],
		['unknown option', `--url ${url} --urk 1`, /^--urk is not an option; simulate astercc --help/],
		['a stray word', `--url ${url} hold`, /^"hold" belongs to no option; /],
		['serve without team', 'serve --verification v', /^--team is missing; /],
		['serve without secret', 'serve --team demo', /^--verification is missing; /],
		['serve: password alone', 'serve --team d --password p', /^--password needs --agent; /],
		['serve: flavour', 'serve --team d --flavour 1', /^--flavour does not know "1"; /],
		['serve: port', 'serve --team d --verification v --port 70000', /^--port cannot be "70000"; /],
		['serve with a target', `serve --url ${url}`, /^--url is not an option; /],
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
