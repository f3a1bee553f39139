import { randomBytes } from 'node:crypto';
import { constants, crc32 as zlibCrc32, deflateRawSync } from 'node:zlib';

import fc from 'fast-check';

import { crc32 } from '../../../../lib/huaweiCec/records/crc32';
import { inflateMore, startInflation, unread } from '../../../../lib/huaweiCec/records/inflate';

/** What follows the compressed bytes in a zip: never less than the end of its table of contents. */
const BEHIND = randomBytes(22);

function inflated(bytes: Uint8Array, size: number) {
	const inflation = startInflation();
	const parts: Uint8Array[] = [];
	let at = 0;
	while (at < bytes.length && inflation.phase !== 'ended' && inflation.phase !== 'damaged') {
		parts.push(...inflateMore(inflation, bytes.subarray(at, at + size)));
		at += size;
	}
	const rest = Buffer.concat([unread(inflation), bytes.subarray(at)]);
	return { data: Buffer.concat(parts), rest, phase: inflation.phase };
}

const contents = fc.oneof(
	fc.uint8Array({ maxLength: 4000 }),
	fc
		.array(fc.constantFrom('20001,', '2026-06-02 ', '"', '\r\n', 'é'), { maxLength: 9000 })
		.map((t) => Buffer.from(t.join(''))),
	fc.nat({ max: 200_000 }).map((length) => Buffer.alloc(length, 'abcabcabd')),
);

test('inflates what zlib deflates, however it was deflated and cut, and finds its end', () => {
	fc.assert(
		fc.property(
			contents,
			fc.record({
				level: fc.integer({ min: 0, max: 9 }),
				strategy: fc.integer({ min: 0, max: constants.Z_FIXED }),
				memLevel: fc.integer({ min: 1, max: 9 }),
				windowBits: fc.integer({ min: 9, max: 15 }),
			}),
			fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 70_000 })),
			(content, options, size) => {
				const whole = Buffer.concat([deflateRawSync(content, options), BEHIND]);
				const { data, rest, phase } = inflated(whole, size);
				expect(phase).toBe('ended');
				expect(data.equals(content)).toBe(true);
				expect(rest.equals(BEHIND)).toBe(true);
			},
		),
		{ numRuns: 300 },
	);
});

test('random bytes end in damage or ask for more, and never hang or throw', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
			expect(['ended', 'damaged', 'open']).toContain(inflated(bytes, 997).phase);
		}),
		{ numRuns: 500 },
	);
});

test.each([
	['a third kind of block', [0b111]],
	['a stored block whose length is told differently twice', [1, 5, 0, 5, 0]],
	['a match before the first byte', [0b00000011, 0b01000010, 0, 0]],
])('calls %s damaged', (_what, bytes) => {
	expect(inflated(Buffer.concat([Buffer.from(bytes), BEHIND]), 100).phase).toBe('damaged');
});

test('the checksum is that of zlib, also in portions', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat({ max: 500 }), (bytes, at) => {
			const first = crc32(bytes.subarray(0, at), 0);
			expect(crc32(bytes.subarray(at), first)).toBe(zlibCrc32(bytes));
		}),
	);
});
