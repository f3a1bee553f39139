import fc from 'fast-check';

import { callEventSchema } from '../../../lib/callEvent/callEvent';
import { OUTPUT_MODES, outputOf } from '../../../lib/callEvent/output';
import { sequenceOf } from '../../../lib/callEvent/sequence';
import { toCallEvents } from '../../../lib/tencentCcc/toCallEvents';
import { inboundTransferred } from '../../fixtures/tencentCcc/pushes';

const fields = Object.keys(inboundTransferred) as Array<keyof typeof inboundTransferred>;

/** Times at which ISO 8601, Unix time and JavaScript change their ways. */
const timeLike = fc.constantFrom(-1, 0.5, 1e11, 253402300799999, 253402300800000, 8.64e15, 1e300);

/** A real payload of which any member may be anything JSON can hold. */
const damaged = fc
	.dictionary(
		fc.constantFrom(
			...fields,
			'__proto__',
			'constructor',
			'EndpointUser',
			'RecordURL',
			'Timestamp',
		),
		fc.oneof(fc.jsonValue(), timeLike),
	)
	.map((change) => ({ ...inboundTransferred, ...change }));

const action = fc.constantFrom('cdr', 'record', 'voicemail', 'imcdr', 'other', null);

it('whatever comes: a valid call event or a refusal, never an exception', () => {
	fc.assert(
		fc.property(action, fc.oneof(damaged, fc.jsonValue()), (name, payload) => {
			const reading = toCallEvents({
				action: name,
				version: '1',
				payload,
				receivedAt: 1_800_000_000_000,
			});
			if (!reading.ok) return reading.message.length > 10;
			return reading.events.every((event) => {
				for (const mode of OUTPUT_MODES) outputOf(event, mode, { mode: 'masked' });
				return callEventSchema.safeParse(event).success;
			});
		}),
		{ numRuns: 2000 },
	);
});

it('the same payload, its members in any order, has the same id', () => {
	fc.assert(
		fc.property(action, damaged, (name, payload) => {
			const shuffled = Object.fromEntries(Object.entries(payload).reverse());
			const id = (body: unknown) => {
				const reading = toCallEvents({
					action: name,
					version: '1',
					payload: body,
					receivedAt: Math.random(),
				});
				return reading.ok ? reading.events.map((event) => event.id) : 'refused';
			};
			expect(id(shuffled)).toEqual(id(payload));
		}),
	);
});

it('sequence follows time first, then what can only follow what', () => {
	expect(sequenceOf(1000, 'call.ringing')).toBeLessThan(sequenceOf(1000, 'call.answered'));
	expect(sequenceOf(1000, 'call.cdr')).toBeLessThan(sequenceOf(1001, 'call.created'));
	expect(Number.isSafeInteger(sequenceOf(8.64e12, 'unknown'))).toBe(true);
});
