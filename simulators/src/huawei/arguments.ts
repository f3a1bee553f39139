import { parseArgs } from 'node:util';
import { ArgumentError } from '../argumentError.ts';
import { readNumber, readOptions, readSeconds, readUrl } from '../optionReaders.ts';
import type { Fault } from './faults.ts';
import { readFault } from './faultWords.ts';
import type { HuaweiSettings } from './settings.ts';
import { defaultPort, defaultSettings } from './settings.ts';

/** What a command line asks for. */
export type HuaweiCommand =
	| { kind: 'help' }
	| { kind: 'serve'; settings: Partial<HuaweiSettings>; faults: Fault[]; caFile: string | null };

type Environment = Readonly<Record<string, string | undefined>>;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const table = {
	port: text,
	host: text,
	http: flag,
	'ca-file': text,
	'access-key': text,
	'secret-key': text,
	'app-key': text,
	'app-secret': text,
	vdn: text,
	'time-zone': text,
	'dial-rate': text,
	'results-url': text,
	'rows-per-call': text,
	'add-spacing': text,
	'file-delay': text,
	retry: text,
	'call-rows': text,
	'recording-mb': text,
	calls: text,
	'connect-url': text,
	'release-url': text,
	'voice-url': text,
	'shared-key': text,
	latency: text,
	fault: { type: 'string', multiple: true },
	help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof readWords>;

/** Reads the words after `simulate huawei`; throws an ArgumentError for the first wrong one. */
export function parseHuaweiArguments(
	words: readonly string[],
	environment: Environment = {},
): HuaweiCommand {
	const values = readWords(words);
	if (values.help) return { kind: 'help' };
	return {
		kind: 'serve',
		settings: { ...readIdentity(values, environment), ...readLimits(values), ...readUrls(values) },
		faults: (values.fault ?? []).map(readFault),
		caFile: values['ca-file'] ?? null,
	};
}

function readWords(words: readonly string[]) {
	return readOptions('simulate huawei', () =>
		parseArgs({ args: [...words], options: table, allowPositionals: true }),
	);
}

function readIdentity(values: Values, environment: Environment): Partial<HuaweiSettings> {
	const { accessKey, secretKey, appKey, appSecret, vdnId, host, timeZone } = defaultSettings;
	return {
		port: readNumber(values.port, 'port', defaultPort, { min: 0, max: 65535, whole: true }),
		host: values.host ?? host,
		tls: !values.http,
		accessKey: values['access-key'] ?? accessKey,
		secretKey: values['secret-key'] ?? environment['HUAWEI_SECRET_KEY'] ?? secretKey,
		appKey: values['app-key'] ?? appKey,
		appSecret: values['app-secret'] ?? environment['HUAWEI_APP_SECRET'] ?? appSecret,
		vdnId: readNumber(values.vdn, 'vdn', vdnId, { min: 1, max: 5000, whole: true }),
		timeZone: readTimeZone(values['time-zone'] ?? timeZone),
	};
}

function readTimeZone(name: string): string {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		throw new ArgumentError(`--time-zone does not know "${name}"; give one like Asia/Shanghai.`);
	}
}

function readLimits(values: Values): Partial<HuaweiSettings> {
	const whole = (name: 'rows-per-call' | 'call-rows' | 'calls', fallback: number, min: number) =>
		readNumber(values[name], name, fallback, { min, whole: true });
	const seconds = (name: 'add-spacing' | 'file-delay' | 'retry' | 'latency', fallbackMs: number) =>
		readSeconds(values[name], name, fallbackMs, 0);
	const { recordingBytes, rowsPerCall, extraCallRows, seedCalls } = defaultSettings;
	const retryMs = seconds('retry', defaultSettings.pushRetryMs);
	const megabytes = readNumber(values['recording-mb'], 'recording-mb', recordingBytes / 1e6, {
		min: 0.001,
		max: 4000,
	});
	return {
		dialRowsPerSecond: readNumber(values['dial-rate'], 'dial-rate', 1, { min: 0, max: 10_000 }),
		rowsPerCall: whole('rows-per-call', rowsPerCall, 1),
		addSpacingMs: seconds('add-spacing', defaultSettings.addSpacingMs),
		fileDelayMs: seconds('file-delay', defaultSettings.fileDelayMs),
		latencyMs: seconds('latency', defaultSettings.latencyMs),
		pushRetryMs: retryMs,
		callbackRetryMs: retryMs,
		extraCallRows: whole('call-rows', extraCallRows, 0),
		seedCalls: whole('calls', seedCalls, 0),
		recordingBytes: Math.round(megabytes * 1e6),
	};
}

function readUrls(values: Values): Partial<HuaweiSettings> {
	const url = (name: 'results-url' | 'connect-url' | 'release-url' | 'voice-url') =>
		values[name] === undefined
			? ''
			: readUrl(values[name], name, {
					missing: 'give the address of the trigger',
					login: 'the vendor sends none',
				});
	return {
		resultCallBackUrl: url('results-url'),
		connectCallBackUrl: url('connect-url'),
		releaseCallBackUrl: url('release-url'),
		voiceCallBackUrl: url('voice-url'),
		sharedKey: values['shared-key'] ?? '',
	};
}
