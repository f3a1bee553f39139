import { isTimeZone, zonedMilliseconds } from '../../../lib/time/zonedTime';

const iso = (wallTime: string | undefined, zone: string) => {
	const time = zonedMilliseconds(wallTime, zone);
	return time === null ? null : new Date(time).toISOString();
};

it.each([
	['2010-01-01 08:22:01', 'Asia/Shanghai', '2010-01-01T00:22:01.000Z'],
	['2026-02-28 23:59:59', 'UTC', '2026-02-28T23:59:59.000Z'],
	['2028-02-29 00:00:00', 'UTC', '2028-02-29T00:00:00.000Z'],
	['2026-01-31T08:05:09', 'UTC', '2026-01-31T08:05:09.000Z'],
	['2026-1-2 3:04', 'UTC', '2026-01-02T03:04:00.000Z'],
	[' 2026-01-31 08:05:09 ', 'UTC', '2026-01-31T08:05:09.000Z'],
	['2026-01-31 08:05:09.500', 'UTC', '2026-01-31T08:05:09.000Z'],
	['2026-01-01 08:00:00', 'Asia/Kolkata', '2026-01-01T02:30:00.000Z'],
	['2026-01-15 12:00:00', 'America/New_York', '2026-01-15T17:00:00.000Z'],
	['2026-07-15 12:00:00', 'America/New_York', '2026-07-15T16:00:00.000Z'],
	['1988-07-01 12:00:00', 'Asia/Shanghai', '1988-07-01T03:00:00.000Z'],
])('%s in %s is %s', (wallTime, zone, expected) => expect(iso(wallTime, zone)).toBe(expected));

it('an hour that summer time leaves out is the one after it', () => {
	expect(iso('2026-03-29 02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
});

it('an hour that winter time brings twice is one of the two', () => {
	expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']).toContain(
		iso('2026-10-25 02:30:00', 'Europe/Berlin'),
	);
});

it.each([
	undefined,
	'',
	' ',
	'0000-00-00 00:00:00',
	'2026-02-31 08:00:00',
	'2026-13-01 08:00:00',
	'2026-00-10 08:00:00',
	'2026-01-00 08:00:00',
	'2026-01-01 25:00:00',
	'2026-01-01 08:60:00',
	'2026-01-01',
	'08:00:00',
	'01/02/2026 08:00:00',
	'20260101080000',
	'now',
	'x2026-01-01 08:00:00',
])('%p is no time', (wallTime) => expect(zonedMilliseconds(wallTime, 'UTC')).toBeNull());

it.each(['', 'Mars/Olympus', 'Asia/Shanghai '])('in the zone "%s" nothing is a time', (zone) => {
	expect(zonedMilliseconds('2026-01-01 08:00:00', zone)).toBeNull();
	expect(isTimeZone(zone)).toBe(false);
});

it.each(['Asia/Shanghai', 'Asia/Hong_Kong', 'UTC', 'Europe/Berlin'])('%s is a zone', (zone) => {
	expect(isTimeZone(zone)).toBe(true);
});

it('the last hours of 9999 west of Greenwich are no time: in UTC they are in the year 10000', () => {
	expect(zonedMilliseconds('9999-12-31 18:59:59', 'America/New_York')).toBe(253402300799000);
	expect(zonedMilliseconds('9999-12-31 19:00:00', 'America/New_York')).toBeNull();
});
