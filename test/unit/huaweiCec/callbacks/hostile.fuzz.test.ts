import fc from 'fast-check';

import { callEventSchema } from '../../../../lib/callEvent/callEvent';
import { OUTPUT_MODES, outputOf } from '../../../../lib/callEvent/output';
import { callbackKindOf, fieldsOf } from '../../../../lib/huaweiCec/callbacks/callbackKind';
import { toCallEvents } from '../../../../lib/huaweiCec/callbacks/toCallEvents';
import { isSignedWith } from '../../../../lib/huaweiCec/callbacks/voiceNotificationSignature';
import { PUSHES, answeredResult } from '../../../fixtures/huaweiCec/callbacks';
import { settings } from './readEvents';

const pushes = [...Object.values(PUSHES), answeredResult].map(
	(push) => JSON.parse(JSON.stringify(push)) as unknown,
);
const names = [
	...new Set(pushes.flatMap((push) => [push].flat().flatMap((row) => Object.keys(fieldsOf(row))))),
];

const anything = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom<unknown>(
		...['__proto__', '', ' ', '0', '-1', '1e400', 'null', '\u0000', '😀', '99999999999999'],
		...['2022/02/17,13:10:06:836', '0000-00-00 00:00:00', '253402300800000', '9999-12-31 23:59:59'],
		...[1e300, -0, 0.5, 9e15, 253402300800000, 'x'.repeat(5000), '['.repeat(3000)],
	),
);

/** A push of the documents of which any member may be anything JSON can hold. */
const damaged = fc
	.tuple(
		fc.constantFrom(...pushes.flat()),
		fc.dictionary(
			fc.oneof(fc.constantFrom(...names, 'msgBody', '__proto__'), fc.string()),
			anything,
		),
		fc.boolean(),
	)
	.map(([push, change, inside]) => {
		const whole = push as { msgBody?: object };
		const changed =
			inside && whole.msgBody
				? { ...whole, msgBody: { ...whole.msgBody, ...change } }
				: { ...whole, ...change };
		return JSON.parse(JSON.stringify(changed)) as unknown;
	});

const bodies = fc.oneof(damaged, fc.array(fc.oneof(damaged, anything), { maxLength: 4 }), anything);

it('whatever comes: valid call events or refusals, never an exception', () => {
	fc.assert(
		fc.property(bodies, (body) => {
			const reading = toCallEvents(body, settings);
			if (!reading.ok) return reading.message.length > 10;
			return reading.readings.every((each) => {
				if (!each.ok) return each.message.length > 10;
				for (const mode of OUTPUT_MODES) outputOf(each.event, mode, { mode: 'masked' });
				return callEventSchema.strict().safeParse(each.event).success;
			});
		}),
		{ numRuns: 3000 },
	);
});

it('the same push, its members in any order, has the same ids', () => {
	fc.assert(
		fc.property(damaged, (push) => {
			const idsOf = (body: unknown) => {
				const reading = toCallEvents(body, { ...settings, receivedAt: Date.now() });
				if (!reading.ok) return reading.message;
				return reading.readings.map((each) => (each.ok ? each.event.id : each.field));
			};
			const shuffled = Object.fromEntries(Object.entries(push as object).reverse());
			expect(idsOf(shuffled)).toEqual(idsOf(push));
		}),
		{ numRuns: 1000 },
	);
});

it('no number stands in an id', () => {
	for (const push of pushes) {
		const reading = toCallEvents(push, settings);
		for (const each of reading.ok ? reading.readings : []) {
			expect(each.ok && each.event.id).not.toMatch(/1380000|05710000/);
		}
	}
});

it('whatever stands in a notification, it is not signed by chance', () => {
	fc.assert(fc.property(damaged, (push) => !isSignedWith(fieldsOf(push), ['key'])));
});

it.each([
	['campaignResult', answeredResult],
	['fileReady', PUSHES.recordsReady],
	['fileReady', PUSHES.operationsReady],
	['fileReady', PUSHES.skillsReady],
	['callConnected', PUSHES.connected],
	['callReleased', PUSHES.released],
	['voiceNotification', PUSHES.notified],
	['unknown', { hello: 'world' }],
	['unknown', { callId: '1780366800-1388' }],
])('%s is known by its fields', (kind, push) => expect(callbackKindOf(push)).toBe(kind));

it('a push of a kind nobody knows passes as it is', () => {
	const push = { event: 'agentState', callId: '1780366800-1388', workNo: '3001' };
	expect(toCallEvents(push, settings)).toMatchObject({
		readings: [
			{
				ok: true,
				event: {
					type: 'unknown',
					call: { callId: '1780366800-1388' },
					warnings: ['The kind of this push is not known'],
					raw: push,
				},
			},
		],
	});
});

it('one without anything in it is refused', () => {
	expect(toCallEvents({}, settings)).toMatchObject({ readings: [{ ok: false }] });
	expect(toCallEvents([], settings)).toMatchObject({ ok: true, readings: [] });
	for (const body of [null, 7, 'text', true]) expect(toCallEvents(body, settings).ok).toBe(false);
});
