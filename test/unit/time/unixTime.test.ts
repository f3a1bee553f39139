import { addMonths, secondsBetween, unixToIso } from '../../../lib/time/unixTime';

it.each([
	[1767225600, '2026-01-01T00:00:00.000Z'],
	[1767225600123, '2026-01-01T00:00:00.123Z'],
	[1767225600.5, '2026-01-01T00:00:00.500Z'],
	[0, null],
	[-1, null],
	[null, null],
	[undefined, null],
	[NaN, null],
	[Infinity, null],
	[253402300799999, '9999-12-31T23:59:59.999Z'],
	[253402300800000, null],
	[1e300, null],
])('%s is %s', (time, expected) => expect(unixToIso(time)).toBe(expected));

it.each([
	[100, 105, 5],
	[100, 100, 0],
	[105, 100, null],
	[0, 100, null],
	[100, 0, null],
])('from %s to %s are %s seconds', (from, to, expected) =>
	expect(secondsBetween(from, to)).toBe(expected),
);

it.each([
	['2026-01-31T10:00:00.000Z', 1, '2026-02-28T10:00:00.000Z'],
	['2025-11-30T10:00:00.000Z', 3, '2026-02-28T10:00:00.000Z'],
	['2026-03-15T10:00:00.000Z', 3, '2026-06-15T10:00:00.000Z'],
])('%s and %s months', (from, months, expected) => {
	expect(new Date(addMonths(Date.parse(from), months)).toISOString()).toBe(expected);
});
