import fc from 'fast-check';

import { heldEventOf } from '../../../../bridge/src/delivery/heldEvent';
import { messageWith } from '../message';

const NOW = Date.UTC(2026, 0, 2, 4, 0, 0);

const readBytes = (body: Uint8Array) => heldEventOf({ ...messageWith('m1'), body }, NOW);
const readText = (text: string) => readBytes(Buffer.from(text));

function eventIn(text: string) {
	const reading = readText(text);
	if (!reading.ok) throw new Error(reading.reason);
	return reading.event;
}

it('what is not UTF-8 is no event', () => {
	expect(readBytes(Buffer.from([0x7b, 0xff, 0x7d]))).toEqual({
		ok: false,
		reason: 'The message is not UTF-8 text',
	});
});

it.each(['', '{', 'Ringing', '"Ringing"', '7', 'true', 'null', '{"a":1}{"b":2}'])(
	'%j is no event',
	(text) => {
		expect(readText(text)).toEqual({ ok: false, reason: 'The message is not a JSON object' });
	},
);

it('an array goes on as it is: n8n reads several events from it (reference/aliyun §2.1 leaves it open)', () => {
	expect(eventIn('[{"eventType":"Ringing"}]').json).toContain(',"data":[{"eventType":"Ringing"}]}');
});

it('n8n gets a CloudEvent', () => {
	const text = '{"eventType":"Ringing","contactId":"c1"}';
	expect(JSON.parse(eventIn(text).json)).toEqual({
		specversion: '1.0',
		id: 'm1',
		source: '//rocketmq/ccc-event',
		type: 'com.aliyun.ccc.event',
		time: '2026-01-02T03:04:05.000Z',
		datacontenttype: 'application/json',
		data: { eventType: 'Ringing', contactId: 'c1' },
	});
});

it("the message's JSON stays byte for byte: large numbers, order, spacing, doubled keys", () => {
	const text = ' {"b" : 12345678901234567890, "a":1.0,"b":"\\u4f60", "c":"你"}\n';
	expect(eventIn(text).json.endsWith(`,"data":${text}}`)).toBe(true);
});

it('any JSON object makes valid JSON, also under an id and topic with quotes', () => {
	const json = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value));
	fc.assert(
		fc.property(json, fc.string(), fc.string(), (data, id, topic) => {
			const message = { ...messageWith(id), topic, body: Buffer.from(data) };
			const reading = heldEventOf(message, NOW);
			if (!reading.ok) throw new Error(reading.reason);
			const { json: text, bytes } = reading.event;
			expect(JSON.parse(text)).toMatchObject({ id });
			expect(JSON.stringify((JSON.parse(text) as { data: unknown }).data)).toBe(
				JSON.stringify(JSON.parse(data)),
			);
			expect(bytes).toBe(Buffer.byteLength(text));
		}),
	);
});

it('a byte order mark is not JSON, and left out', () => {
	const { json } = eventIn('\ufeff{"a":1}');
	expect(JSON.parse(json)).toMatchObject({ data: { a: 1 } });
});

it('bytes are counted, not characters', () => {
	const event = eventIn('{"name":"张三"}');
	expect(event.bytes).toBe(Buffer.byteLength(event.json));
	expect(event.bytes).toBeGreaterThan(event.json.length);
});

it.each([
	['{"contactId":"c1","agentId":"a1"}', 'c1'],
	['{"ContactId":"c1"}', 'c1'],
	['{"contactId":"","AgentId":"a1"}', 'a1'],
	['{"AGENTID":"a1"}', 'a1'],
	['{"queueName":"q"}', 'message m1'],
	['{"contactId":{"a":1}}', 'message m1'],
])('%s travels in the lane %s', (text, lane) => {
	expect(eventIn(text).lane).toBe(lane);
});

it('its time is when it happened, else when it was sent, else when it came', () => {
	const happened = Date.UTC(2026, 0, 2, 3, 0, 0);
	expect(eventIn('{"eventTime":"2026-01-02T03:00:00Z"}').time).toBe(happened);
	expect(eventIn('{"eventTime":"yesterday"}').time).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
	const unborn = heldEventOf(messageWith('m1', {}, { bornAt: null }), NOW);
	expect(unborn).toMatchObject({ ok: true, event: { time: NOW, since: NOW } });
});

it.each([null, NaN, Infinity, 1e20])('born at %s, it has no time attribute', (bornAt) => {
	const reading = heldEventOf(messageWith('m1', {}, { bornAt }), NOW);
	if (!reading.ok) throw new Error(reading.reason);
	expect(JSON.parse(reading.event.json)).not.toHaveProperty('time');
});
