import fc from 'fast-check';

import { MESSAGE_FIELDS, REFUSED_FIELDS, type MessageFields } from '../../../lib/asterCc/fields';
import { messagesOfItem, readPullAnswer } from '../../../lib/asterCc/longPoll';
import { formatMessage, parseMessage } from '../../../lib/asterCc/message';
import { parseObjectLiteral } from '../../../lib/asterCc/objectLiteral';
import { messagesOfBody, messagesOfText } from '../../../lib/asterCc/pushBody';
import { SAMPLES } from '../../fixtures/asterCc/messages';

/**
 * 122,000 inputs: 50,000 messages, 20,000 literals, 20,000 texts of unknown kind, 10,000 bodies of
 * bytes, 12,000 answers of a push server, 10,000 there and back.
 */
const RUNS = {
	message: 50_000,
	literal: 20_000,
	text: 20_000,
	bytes: 10_000,
	answer: 12_000,
	roundTrip: 10_000,
};

it('the runs are 100,000 and more', () => {
	expect(Object.values(RUNS).reduce((sum, runs) => sum + runs, 0)).toBe(122_000);
});

interface Trap {
	__evaluated?: unknown;
	__trap?: () => void;
}
const trap = globalThis as Trap;
const called = jest.fn();
const prototypeBefore = Object.getOwnPropertyNames(Object.prototype).sort();

beforeAll(() => {
	trap.__trap = called;
});

/** The traps are real: whoever evaluates such a text falls into them. */
it('the vendor’s own way of reading falls into the trap', () => {
	const source = "x=1');globalThis.__evaluated=1;__trap();('";
	new Function(`var a={};(a['${source.split('=')[0]}'] = '${source.slice(2)}');`)();
	expect(trap.__evaluated).toBe(1);
	expect(called).toHaveBeenCalledTimes(1);
	delete trap.__evaluated;
	called.mockClear();
});

afterAll(() => {
	expect(called).not.toHaveBeenCalled();
	expect('__evaluated' in globalThis).toBe(false);
	expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototypeBefore);
	delete trap.__trap;
});

const CODE = [
	'globalThis.__evaluated=1',
	"');globalThis.__evaluated=1;('",
	'"+(globalThis.__evaluated=1)+"',
	'${globalThis.__evaluated=1}',
	'(()=>globalThis.__evaluated=1)()',
	'eval("globalThis.__evaluated=1")',
	'__trap()',
	"'+__trap()+'",
	'{"__proto__":{"polluted":1}}',
	'{get event(){return __trap()}}',
	'__proto__[polluted]=1',
];

const SIGNS = [
	...['&', '=', "'", '"', '\\', '{', '}', '[', ']', '(', ')', ':', ',', ';', ' ', '%', '+'],
	...['%26', '%3D', '%5F', '\\u0041', '\\x27', '\r\n', '\uFEFF', '\0', '密', '😀', '\uD800'],
];

const WRAPPERS = [
	...["{'", "':'", "','", "'}", '{"text":"', '","tag":1,"time":"', '"}', 'events([', ']);'],
	...['message="', '";', 'pushstr', 'text', 'data', 'null', '-0', '1e9'],
];

const piece = fc.oneof(
	fc.constantFrom(...MESSAGE_FIELDS.keys(), ...REFUSED_FIELDS, ...WRAPPERS),
	fc.constantFrom(...SIGNS),
	fc.constantFrom(...CODE, ...SAMPLES),
	fc.string({ maxLength: 4, unit: 'binary' }),
);

/** Any text, and what is built of the pieces that mean something to a reader. */
const anyText = fc.oneof(
	{ weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
	{ weight: 6, arbitrary: fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')) },
);

/** A text that is nearly right: brackets, names and quotes stand where they belong, mostly. */
const pair = fc
	.tuple(fc.constantFrom("'", '"', ''), piece, fc.constantFrom("'", '"', ''), anyText)
	.map(([q, name, p, value]) => `${q}${name}${q}:${p}${value}${p}`);
const nearlyLiteral = fc.array(pair, { maxLength: 4 }).map((pairs) => `{${pairs.join(',')}}`);

function isHarmless(fields: MessageFields): boolean {
	return (
		Object.getPrototypeOf(fields) === null &&
		Object.values(fields).every((value) => typeof value === 'string') &&
		![...REFUSED_FIELDS].some((name) => Object.hasOwn(fields, name)) &&
		!('__evaluated' in globalThis) &&
		called.mock.calls.length === 0 &&
		!('polluted' in Object.prototype)
	);
}

it('parseMessage: 50,000 texts', () => {
	fc.assert(
		fc.property(anyText, (text) => isHarmless(parseMessage(text))),
		{ numRuns: RUNS.message },
	);
});

it('parseObjectLiteral: 20,000 texts', () => {
	let read = 0;
	fc.assert(
		fc.property(fc.oneof(nearlyLiteral, anyText), (text) => {
			const fields = parseObjectLiteral(text);
			if (fields) read++;
			return fields === null || isHarmless(fields);
		}),
		{ numRuns: RUNS.literal },
	);
	// Else the generator would only ever see the way out.
	expect(read).toBeGreaterThan(RUNS.literal / 50);
});

it('messagesOfText: 20,000 texts', () => {
	const type = fc.constantFrom('', 'application/json', 'application/x-www-form-urlencoded');
	let read = 0;
	fc.assert(
		fc.property(fc.oneof(nearlyLiteral, anyText, fc.json()), type, (text, contentType) => {
			const messages = messagesOfText(text, contentType);
			read += messages.length;
			return messages.every(isHarmless);
		}),
		{ numRuns: RUNS.text },
	);
	expect(read).toBeGreaterThan(RUNS.text / 50);
});

const bytesOf = fc.oneof(
	fc.uint8Array({ maxLength: 120 }),
	fc
		.array(
			fc.oneof(
				anyText.map((text) => Buffer.from(text)),
				fc.uint8Array({ maxLength: 6 }),
			),
			{
				maxLength: 4,
			},
		)
		.map((parts) => new Uint8Array(Buffer.concat(parts))),
);

it('messagesOfBody: 10,000 bodies of bytes', () => {
	const type = fc.constantFrom('', 'text/plain; charset=gbk', 'x; charset="nope"', 'charset=utf-8');
	fc.assert(
		fc.property(bytesOf, type, (bytes, contentType) =>
			messagesOfBody(bytes, contentType).every(isHarmless),
		),
		{ numRuns: RUNS.bytes },
	);
});

const nearlyItems = fc
	.array(
		fc
			.tuple(fc.oneof(nearlyLiteral, anyText), fc.constantFrom('1', '"W/2"', '', '{}'))
			.map(
				([text, tag]) => `{"text":"${text}","tag":${tag},"time":"Thu, 01 Jan 2026 00:00:00 GMT"}`,
			),
		{ maxLength: 3 },
	)
	.chain((items) =>
		fc.constantFrom(`events([${items.join(',')}]);`, items.join(''), items.join('\r\n')),
	);

it('readPullAnswer and messagesOfItem: 12,000 answers', () => {
	let read = 0;
	fc.assert(
		fc.property(
			fc.oneof(
				nearlyItems.map((text) => new Uint8Array(Buffer.from(text))),
				bytesOf,
			),
			fc.constantFrom(200, 200, 200, 304, 404, 502),
			(body, status) => {
				const answer = readPullAnswer(status, body);
				if (answer.kind !== 'items') return true;
				read += answer.items.length;
				return answer.items.flatMap(messagesOfItem).every(isHarmless);
			},
		),
		{ numRuns: RUNS.answer },
	);
	expect(read).toBeGreaterThan(RUNS.answer / 20);
});

/** What no blank and no control sign begins or ends, and no & and no = is in. */
const value = fc
	.string({ maxLength: 20, unit: 'binary' })
	.map((text) => text.replace(/[&=]/g, '').replace(/^[\0-\x20\s]+|[\0-\x20\s]+$/gu, ''));

const KNOWN = [...MESSAGE_FIELDS.keys()].filter((name) => name !== 'userdata');
const knownName = fc.constantFrom(...KNOWN);
const unknownName = fc
	.stringMatching(/^[A-Za-z_\u4e00-\u9fa5][\w.\u4e00-\u9fa5-]{0,11}$/)
	.filter((name) => !REFUSED_FIELDS.has(name) && name !== 'userdata');

const BEGINS_FIELD = new RegExp(`&\\s*(?:${[...MESSAGE_FIELDS.keys()].join('|')})\\s*=`, 'u');

/** Free text: holds & and = as it likes, but begins and ends with something, and no field begins in it. */
const userData = fc
	.array(fc.oneof(value, fc.constantFrom('&', '=', 'a=1', '&b=2', 'from=web', '&x')), {
		maxLength: 6,
	})
	.map((parts) => parts.join('').replace(/^[&\0-\x20\s]+|[&\0-\x20\s]+$/gu, ''))
	.filter((text) => !BEGINS_FIELD.test(text));

it('parseMessage(formatMessage(x)) is x: 10,000 messages', () => {
	let rich = 0;
	const fields = fc
		.tuple(
			fc.dictionary(knownName, value, { maxKeys: 8, noNullPrototype: true }),
			fc.dictionary(unknownName, value, { maxKeys: 3, noNullPrototype: true }),
			fc.option(userData, { nil: undefined }),
		)
		.map(([known, unknown, userdata]) => ({
			...unknown,
			...known,
			...(userdata === undefined ? {} : { userdata }),
		}));
	fc.assert(
		fc.property(fields, (x: Record<string, string>) => {
			if (/&.*=/.test(x['userdata'] ?? '')) rich++;
			expect({ ...parseMessage(formatMessage(x)) }).toEqual(x);
		}),
		{ numRuns: RUNS.roundTrip },
	);
	expect(rich).toBeGreaterThan(RUNS.roundTrip / 20);
});
