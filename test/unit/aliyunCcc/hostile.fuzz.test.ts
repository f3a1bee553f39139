import fc from 'fast-check';

import { callKeyOf } from '../../../lib/aliyunCcc/callKey';
import { unwrap } from '../../../lib/aliyunCcc/envelope';
import { toCallEvents } from '../../../lib/aliyunCcc/toCallEvents';
import { callEventSchema } from '../../../lib/callEvent/callEvent';
import { OUTPUT_MODES, outputOf } from '../../../lib/callEvent/output';
import { base64, bridged, eventBridge } from '../../fixtures/aliyunCcc/envelopes';
import { CUSTOMER, DIALECT_1, DIALECT_2 } from '../../fixtures/aliyunCcc/events';

const pushes = [...Object.values(DIALECT_1), ...Object.values(DIALECT_2)].map(({ push }) => push);
const names = [...new Set(pushes.flatMap((push) => Object.keys(push)))];

const anything = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom<unknown>(
		...[
			'__proto__',
			'constructor',
			'',
			' ',
			'0',
			'-1',
			'1e400',
			'null',
			'{}',
			'[]',
			'\u0000',
			'😀',
		],
		...[1e300, -0, 9e15, 'x'.repeat(5000), '['.repeat(3000)],
		...[
			'INBOUND',
			'outbound',
			'BACK2BACK',
			'MONITOR',
			'CONSULTED',
			'ch-user-1',
			'ch:customer:1->2:3:4',
		],
	),
);

/** An event of the documents of which any member may be anything JSON can hold. */
const damaged = fc
	.tuple(
		fc.constantFrom(...pushes),
		fc.dictionary(fc.oneof(fc.constantFrom(...names, '__proto__'), fc.string()), anything),
	)
	.map(([push, change]) => JSON.parse(JSON.stringify({ ...push, ...change })) as unknown);

const wrapped = fc.oneof(
	damaged,
	fc.array(fc.oneof(damaged, fc.jsonValue()), { maxLength: 4 }),
	damaged.map((event) => eventBridge(JSON.stringify(event))),
	damaged.map((event) => [eventBridge(base64(event))]),
	damaged.map((event) => [bridged(event)]),
	fc.jsonValue().map((value) => eventBridge(value)),
	fc.jsonValue().map((value) => ({ data: value })),
	fc.dictionary(
		fc.constantFrom('data', 'body', 'data_base64', 'id', 'time', 'systemProperties', 'msgId'),
		anything,
	),
	fc.jsonValue(),
	fc.string(),
);

it('whatever comes: valid call events or refusals with a way out, never an exception', () => {
	let read = 0;
	fc.assert(
		fc.property(wrapped, (body) => {
			const reading = unwrap(body);
			if (!reading.ok) return reading.message.length > 10;
			const results = toCallEvents(reading.deliveries, { receivedAt: 1_800_000_000_000 });
			expect(results).toHaveLength(reading.deliveries.length);
			return results.every((result) => {
				if (!result.ok)
					return result.field !== '' && result.message.length > 10 && result.key !== '';
				read++;
				for (const mode of OUTPUT_MODES) outputOf(result.event, mode, { mode: 'masked' });
				callEventSchema.parse(result.event);
				return result.event.warnings.length < 40;
			});
		}),
		{ numRuns: 5000 },
	);
	// Else the generator would only ever see the way out.
	expect(read).toBeGreaterThan(1000);
});

it('callKeyOf takes whatever comes', () => {
	fc.assert(
		fc.property(fc.oneof(damaged, wrapped), (event) => {
			const { key, time, instanceId } = callKeyOf(event);
			return [key, instanceId].every((text) => text === null || text !== '') && !Number.isNaN(time);
		}),
		{ numRuns: 2000 },
	);
});

it('masked, no event shows the number of the customer', () => {
	for (const push of pushes) {
		const [result] = toCallEvents([{ id: null, event: push, publishedAt: null }], {
			receivedAt: 0,
		});
		if (!result?.ok) throw new Error(result?.message);
		const shown = JSON.stringify(outputOf(result.event, 'callEvent', { mode: 'masked' }));
		expect(shown).not.toContain(CUSTOMER);
		expect(shown).not.toContain('138000000');
	}
});
