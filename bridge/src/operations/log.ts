import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Digits that stand alone and are as long as a phone number. */
const NUMBER = /(?<![\w.-])\+?\d{7,15}(?![\w-])/g;
/** The same as people write them: 138 0000 0000, 0571-8800 0000, (0571) 88000000, 400-800-0000. */
const WRITTEN_NUMBER =
	/(?<![\w.-])(?:\+\d{1,3}[ -]?)?(?:1\d{2}[ -]\d{4}[ -]\d{4}|\(?0\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4}|[48]00[ -]\d{3,4}[ -]?\d{3,4})(?![\w-])/g;
/** From abroad. */
const WRITTEN_ABROAD = /(?<![\w.-])\+\d{1,3}[ -]\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?![\w-])/g;
const URL_QUERY = /(https?:\/\/[^\s"'?]+)\?[^\s"']*/g;
const RECORDING = /https?:\/\/[^\s"']+\.(?:wav|mp3|amr|ogg)\b[^\s"']*/gi;

/** A text without phone numbers, recording addresses and what addresses carry after "?". */
export function redacted(text: string): string {
	return text
		.replace(RECORDING, '[recording]')
		.replace(URL_QUERY, '$1?[…]')
		.replace(WRITTEN_NUMBER, '[number]')
		.replace(WRITTEN_ABROAD, '[number]')
		.replace(NUMBER, '[number]');
}

/** Structured logs, one JSON object a line, in which no number and no recording's address stands. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
	const options = {
		level,
		base: { service: 'contact-center-bridge' },
		formatters: {
			level: (label: string) => ({ level: label }),
			log: (fields: Record<string, unknown>) =>
				Object.fromEntries(
					Object.entries(fields).map(([key, value]) => [key, redactedValue(value)]),
				),
		},
		hooks: {
			logMethod(this: Logger, args: unknown[], method: (...given: unknown[]) => void) {
				method.apply(this, args.map(redactedValue));
			},
		},
		timestamp: isoTime,
	};
	return destination ? pino(options as never, destination) : pino(options as never);
}

const isoTime = () => `,"time":"${new Date().toISOString()}"`;

function redactedValue(value: unknown): unknown {
	if (typeof value === 'string') return redacted(value);
	if (value instanceof Error) return redacted(`${value.name}: ${value.message}`);
	return value;
}
